"""Straight marks as typed → quotation marks, apostrophes and primes as the language sets them."""

from __future__ import annotations

from pathlib import Path

import pytest

from deckgen.deck.markup.inline import read_inline
from deckgen.deck.markup.quotes import Typography, marks_in
from deckgen.deck.model import Run
from deckgen.deck.words import words_in
from deckgen.diagnostics import Span
from deckgen.outline.model import Text


def _set(typed: str, language: str = "en") -> str:
    """Return a text of a deck in a language as it is shown."""
    text = Text(typed, Span(Path("talk.yaml"), 1, 1, 1, len(typed) + 1))
    pieces, found = read_inline(text, Typography(language, marks_in(language, words_in(language))))
    assert not found
    return "".join(one.text if isinstance(one, Run) else "§" for one in pieces)


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ('He said "no" to it', "He said “no” to it"),
        ('"Go!" they cried. "Go, ("now")!"', "“Go!” they cried. “Go, (“now”)!”"),
        ("\"He said 'no' to me\"", "“He said ‘no’ to me”"),
        ("\"'Twas the night,\" he said: \"'Hello'\"", "“’Twas the night,” he said: “‘Hello’”"),
        ("don't; the students' work; Dickens's", "don’t; the students’ work; Dickens’s"),
        ("rock 'n' roll", "rock ’n’ roll"),
        ("the '90s and '68", "the ’90s and ’68"),
        ("the 1990's", "the 1990’s"),
        ("5' 6\" tall, 5'6\", 48° 51' 24\" N", "5′ 6″ tall, 5′6″, 48° 51′ 24″ N"),
        ('it was "1984", and "chapter 12"', "it was “1984”, and “chapter 12”"),
        ('since 1956"', "since 1956”"),
        ('*"Never"* **"again"**', "“Never” “again”"),
        ('the "*last*" word', "the “last” word"),
        ('so "he argues" [@kort], "twice" [see "it", @kort]', "so “he argues” §, “twice” §"),
        ('"a" – "b"—"c"', "“a” – “b”—“c”"),
        ('the first line"', "the first line”"),
        ('\\"kept\\" and \\\'kept\\\'', "\"kept\" and 'kept'"),
        ('&quot;kept&quot; "not"', '"kept" “not”'),
        ('`print("x")` is "code"', 'print("x") is “code”'),
        ("$f'(x) = 0$ isn't \"easy\"", "§ isn’t “easy”"),
        ("<https://example.org/'a'> https://example.org/\"a\"", "https://example.org/'a' https://example.org/\"a\""),
        ('“curly” ‘already’ it’s', "“curly” ‘already’ it’s"),
        ('a " alone', 'a " alone'),
        ('[le "mot"]{lang=fr} is "word"', "le «\u00a0mot\u00a0» is “word”"),
    ],
)  # fmt: skip
def test_straight_marks_become_those_of_english(typed: str, shown: str) -> None:
    """Quotations open and close, apostrophes are told from them, primes follow numbers, code stays."""
    assert _set(typed) == shown


@pytest.mark.parametrize(
    ("language", "typed", "shown"),
    [
        ("de", "Er sagte \"Das ist 'gut'\", so geht's.", "Er sagte „Das ist ‚gut‘“, so geht’s."),
        ("fr", 'l\'État dit "non"', "l’État dit «\u00a0non\u00a0»"),
        ("pl", 'napisał "tak"', "napisał „tak”"),
        ("ru", "он сказал \"да, 'да'\"", "он сказал «да, „да“»"),
        ("sv", "hon sa \"nej 'tack'\"", "hon sa ”nej ’tack’”"),
        ("ja", '彼は"はい"と言った', "彼は「はい」と言った"),
        ("zh", '他说"你好"，"再见"', "他说“你好”，“再见”"),
        ("he", 'צה"ל אמר "לא"', "צה״ל אמר ”לא”"),
        ("nl", '\'s avonds zei hij "ja"', "’s avonds zei hij “ja”"),
    ],
)
def test_each_language_has_its_marks(language: str, typed: str, shown: str) -> None:
    """Outer and inner marks are the language's; between letters they open and close by turns."""
    assert _set(typed, language) == shown
