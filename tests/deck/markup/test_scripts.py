"""Runs that are not in the deck's language name their own, typed or seen from their letters."""

from __future__ import annotations

import pytest

from deckgen.deck.markup.inline import read_inline
from deckgen.deck.markup.scripts import named
from deckgen.deck.model import Run
from tests.deck.citing.bench import typed


def told(words: str, language: str = "en") -> list[tuple[str, str | None]]:
    """Return the parts of a text with the language of each."""
    return [(run.text, run.language) for run in named((Run(words),), language)]


@pytest.mark.parametrize(
    ("words", "language", "expected"),
    [
        ("the word перестройка, then", "en", [("the word ", None), ("перестройка", "ru"), (", then", None)]),
        ("Θουκυδίδης καὶ ἀρχή", "de", [("Θουκυδίδης καὶ ἀρχή", "el")]),
        ("He said שלום.", "en", [("He said ", None), ("שלום", "he"), (".", None)]),
        ("قال نعم، ثم yes", "en", [("قال نعم، ثم", "ar"), (" yes", None)]),
        ("パンの値段 1788", "en", [("パンの値段", "ja"), (" 1788", None)]),
        ("面包的价格", "en", [("面包的价格", "zh")]),
        ("漢字とかな", "en", [("漢字とかな", "ja")]),
        ("빵값", "en", [("빵값", "ko")]),
        ("กรุงเทพ", "en", [("กรุงเทพ", "th")]),
        ("हिन्दी भाषा", "en", [("हिन्दी भाषा", "hi")]),
    ],
)
def test_letters_tell_the_language(words: str, language: str, expected: list[tuple[str, str | None]]) -> None:
    """A stretch of another script is a run with its language, what is around it stays as it was."""
    assert told(words, language) == expected


@pytest.mark.parametrize(
    ("words", "language"),
    [
        ("Δt and α are signs, not words", "en"),
        ("Хлеб и Bread", "uk"),
        ("パンの値段", "ja"),
        ("漢字", "zh-TW"),
        ("naïve café — “quoted” 5 €", "en"),
        ("قال yes", "fa"),
    ],
)
def test_the_decks_own_script_is_left_alone(words: str, language: str) -> None:
    """Signs, the deck's own letters and Latin ones name nothing."""
    assert told(words, language) == [(words, None)]


def test_every_character_stays() -> None:
    """Parting loses and adds nothing, and what has a language, is code or a link keeps it."""
    run = Run("so перестройка und 漢字 und mehr", link="https://example.org", bold=True)
    parts = named((run,), "en")
    assert "".join(one.text for one in parts) == run.text
    assert all(one.link and one.bold for one in parts)
    kept = (Run("перестройка", language="bg"), Run("ключ", code=True))
    assert named(kept, "en") == kept


def test_scripts_without_sloped_letters_are_set_bold() -> None:
    """Emphasis of ideographs, Arabic, Hebrew and the like is weight; Latin, Greek and Cyrillic slope."""
    for words in ("政治", "السياسة", "פוליטיקה", "การเมือง", "राजनीति", "정치"):
        (run,) = named((Run(words, italic=True),), "en")
        assert (run.bold, run.italic) == (True, False)
    for words in ("politics", "политика", "πολιτική"):
        (run,) = named((Run(words, italic=True),), "en")
        assert (run.bold, run.italic) == (False, True)


def test_a_language_can_be_typed() -> None:
    """`[words]{lang=…}` names it, with markup inside and citations and links beside it left alone."""
    pieces, found = read_inline(
        typed('so [*la* vie]{lang=fr}, [ja]{ lang="de-AT" } and [a link](https://a.org)')
    )
    assert found == ()
    assert [(one.text, one.language, one.italic) for one in pieces if isinstance(one, Run)] == [
        ("so ", None, False),
        ("la", "fr", True),
        (" vie", "fr", False),
        (", ", None, False),
        ("ja", "de-AT", False),
        (" and ", None, False),
        ("a link", None, False),
    ]


def test_a_wrong_tag_is_reported() -> None:
    """Something that is not a language tag is an error at its place in the braces; other braces are text."""
    _, (problem,) = read_inline(typed("[words]{lang=r}"))
    assert '"r" is not a language tag' in problem.message
    assert problem.span is not None
    assert (problem.span.column, problem.span.end_column) == (9, 15)
    pieces, found = read_inline(typed("a [set]{x, y} of two"))
    assert (pieces, found) == ((Run("a [set]{x, y} of two"),), ())
