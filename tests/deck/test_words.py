"""deckgen's own words in each language."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from deckgen import structs
from deckgen.deck.model import Words
from deckgen.deck.words import PLACES, date_in, languages, primary, speech_in, words_in, words_of
from deckgen.diagnostics import Span
from deckgen.outline import model as outline_model
from deckgen.outline.language.own_words import WORDS
from deckgen.outline.model import Text


@pytest.mark.parametrize("language", languages())
def test_every_language_has_every_word_and_twelve_months(language: str) -> None:
    """No word is empty, templates hold their places, and a year has twelve months."""
    words = words_in(language)
    for name in Words.__struct_fields__:
        word = getattr(words, name)
        assert word.strip(), name
        assert "{" not in word or name in (*PLACES, "minute"), name
        assert all(f"{{{place}}}" in word for place in PLACES.get(name, ())), name
    assert len(speech_in(language).months) == 12


@pytest.mark.parametrize("language", sorted(set(languages()) - {"en"}))
def test_no_language_was_left_in_english(language: str) -> None:
    """What is said in whole words is not English in any other language."""
    words, english = words_in(language), words_in("en")
    names = ("works_cited", "sources", "contents", "summary", "notes", "continued", "quotation")
    same = [name for name in names if getattr(words, name) == getattr(english, name)]
    assert same in ([], ["notes"])


_PLACE = re.compile(r"\{\w+\}")


@pytest.mark.parametrize("language", languages())
def test_every_language_labels_the_slideshow(language: str) -> None:
    """Each control of the slideshow has a label in each language, with the places that are filled in."""
    labels, english = speech_in(language).slideshow, speech_in("en").slideshow
    assert list(labels) == list(english)
    assert [name for name, label in labels.items() if not label.strip()] == []
    for name, label in labels.items():
        assert sorted(_PLACE.findall(label)) == sorted(_PLACE.findall(english[name])), name
    same = {name for name, label in labels.items() if label == english[name]}
    alike = {"pause", "pen", "pace", "start"}
    assert language == "en" or same <= alike, "as in English are such words only as are the same in both"


def test_the_outline_names_the_words_that_there_are() -> None:
    """Every word has a field of its own in an outline, and no field is without a word."""
    names = [name.replace("_", "-") for name in Words.__struct_fields__]
    assert sorted(WORDS.names) == sorted(names)


def test_there_are_at_least_twelve_languages() -> None:
    """English and eleven others, or more."""
    assert len(languages()) >= 12


def _given(**words: str) -> tuple[outline_model.Word, ...]:
    place = Span(Path("talk.yaml"), 3, 5, 3, 9)
    return tuple(
        outline_model.Word(Text(name.replace("_", "-"), place), Text(word, place))
        for name, word in words.items()
    )


def test_the_outline_puts_its_own_words_in_place_of_deckgens() -> None:
    """What is given replaces the language's word, and nothing else."""
    words, problems = words_of("de", _given(works_cited="Quellen", part_of="{part}/{parts}"))
    assert problems == ()
    assert words == structs.replace(words_in("de"), works_cited="Quellen", part_of="{part}/{parts}")


@pytest.mark.parametrize(
    ("name", "word", "message"),
    [
        ("part_of", "Teil {part}", '"part-of" lacks {parts}'),
        ("part_of", "{part} of {all}", '"part-of" cannot hold {all}'),
        ("quotation", "{words!r}", '"quotation" cannot hold {words}'),
        ("minutes", "{minutes", 'a brace of "minutes" is left open'),
        ("minute", "{hours} h", '"minute" cannot hold {hours}'),
    ],
)
def test_a_template_that_cannot_be_filled_is_an_error(name: str, word: str, message: str) -> None:
    """The message names the word, points at it and says what it holds."""
    words, problems = words_of("en", _given(**{name: word}))
    assert words == words_in("en")
    assert [one.message for one in problems] == [message]
    assert problems[0].span is not None
    assert problems[0].hints[0].startswith("it holds {")


def test_braces_in_other_words_are_characters() -> None:
    """Only templates are filled in."""
    words, problems = words_of("en", _given(contents="{Plan}"))
    assert (words.contents, problems) == ("{Plan}", ())


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("en-GB", "Works Cited"),
        ("de-AT", "Literaturverzeichnis"),
        ("zh_Hans", "参考文献"),
        ("zh-TW", "參考文獻"),
        ("zh-Hant-HK", "參考文獻"),
        ("nn-NO", "Siterte verk"),
        ("tlh", "Works Cited"),
    ],
)
def test_a_tag_finds_its_language_and_an_unknown_one_english(tag: str, expected: str) -> None:
    """Regions do not matter, the script of Chinese does; a language that is not there gets English words."""
    assert words_in(tag).works_cited == expected


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en-GB", "23 November 2026"),
        ("en-US", "November 23, 2026"),
        ("de", "23. November 2026"),
        ("es", "23 de noviembre de 2026"),
        ("ru", "23 ноября 2026\u00a0г."),
        ("ja", "2026年11月23日"),
    ],
)
def test_a_date_is_written_as_the_language_writes_it(language: str, expected: str) -> None:
    """A date typed with hyphens is put into words."""
    assert date_in(language, "2026-11-23") == expected


@pytest.mark.parametrize("typed", ["Michaelmas 2026", "2026", "23/11/2026", "2026-13-40"])
def test_any_other_date_stays_as_typed(typed: str) -> None:
    """What is not certainly a date is not touched."""
    assert date_in("en-GB", typed) == typed


def test_the_primary_language_of_a_tag() -> None:
    """Hyphens, underscores and capitals are the same to it."""
    assert [primary(tag) for tag in ("en-GB", "zh_TW", "AR")] == ["en", "zh", "ar"]
