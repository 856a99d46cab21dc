"""Texts → words that can be compared, each with its place: spelling and order count, marks do not."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterator

from deckgen.structs import Struct
from deckgen.structs.patterns import pattern

_HIDDEN = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
"""Characters that take no room: a word with one of them in it is the same word."""

_WORD = pattern(
    rf"\d{{1,3}}(?:[.,'’\u202f\u00a0 ]\s?\d{{3}})+(?!\d)"
    rf"|[^\W_](?:[^\W_{_HIDDEN}]|[{_HIDDEN}]|['’](?=[^\W\d_]))*"
)
"""A number with its thousands, or letters and digits with apostrophes inside."""

_IDEOGRAPH = pattern(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
_INSIDE = pattern(rf"['’{_HIDDEN}]")
_THOUSANDS = pattern(r"[.,'’\u202f\u00a0\s]")

_END = pattern(r"(?<![.!?…])[.!?…]+[\"”’»“)\]]*\s+(?=[\"“„«‘(\[]*[^\W_])")
_SHORTENED = pattern(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|St|No|Nr|Fig|Abb|Tab|vol|ed|eds|pp?|S|ff?|bzw|usw|vgl|ca|cf|etc|vs|al|z|B|d|h"
    r"|u|a|e|g|i|[A-Z]))\.$"
)
_ORDINAL = pattern(
    r"\b(?:am|im|vom|zum|zur|der|die|das|den|dem|des|und|bis|(?:d?ein|jed|dies|kein)(?:e[mnrs]?)?)\s\d{1,2}\.$",
    re.I,
)
"""A number that counts, as in German, after a word that it goes with; else its full stop ends a sentence."""

_NUMBERED = pattern(r"\b\d{1,2}\.$")

_LONGEST_SHORTENED = 20
"""Characters before a full stop that tell whether it ends a sentence, and some more."""


class Word(Struct, frozen=True):
    """A word as it is compared, and where it is in its text."""

    key: str
    start: int
    stop: int


def words_of(text: str) -> tuple[Word, ...]:
    """Return the words of a text: letters and digits in lower case, marks between them dropped."""
    return tuple(Word(_key(one[0]), one.start(), one.end()) for one in _WORD.finditer(text))


def read_words(text: str) -> int:
    """Return how many words a reader counts: `well-known` is one, and so are two characters of Chinese."""
    ideographs = len(_IDEOGRAPH.findall(text))
    spaced = _IDEOGRAPH.sub(" ", text).split()
    return sum(any(sign.isalnum() for sign in word) for word in spaced) + ideographs // 2


def _key(word: str) -> str:
    bare = _THOUSANDS.sub("", word) if word[0].isdigit() else _INSIDE.sub("", word)
    return unicodedata.normalize("NFKC", bare).casefold()


@functools.lru_cache(maxsize=20_000)
def stem(key: str) -> str:
    """Return what related words share, roughly and in any language: their first letters."""
    if key[0].isdigit():
        return key
    return key[:6] if len(key) > 6 else key.removesuffix("s") if len(key) > 3 else key


@functools.lru_cache(maxsize=50_000)
def stems_of(text: str) -> frozenset[str]:
    """Return the stems of a text's words."""
    return frozenset(stem(one.key) for one in words_of(text))


def sentences_of(text: str) -> Iterator[tuple[int, int]]:
    """Yield where each sentence starts and stops; `Mr.`, `Fig. 2` and `18. Jahrhundert` end none."""
    start = 0
    for end in _END.finditer(text):
        before = text[max(start, end.start() - _LONGEST_SHORTENED) : end.start() + 1]
        counted = _ORDINAL.search(before) or (text[end.end()].islower() and _NUMBERED.search(before))
        if counted or _SHORTENED.search(before):
            continue
        yield start, end.end()
        start = end.end()
    if text[start:].strip():
        yield start, len(text)
