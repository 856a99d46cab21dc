"""Proper names in a text, each with the words beside it, so that one that was put for another is found."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator

from deckgen.check.words import sentences_of, stems_of
from deckgen.structs import Struct
from deckgen.structs.patterns import pattern

_WORD = pattern(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_LINKING = frozenset(
    ("de", "da", "du", "di", "del", "della", "la", "le", "van", "von", "der", "den", "zu", "ibn", "al")
)
_POSSESSIVE = pattern(r"['’]s?$")
NEAR = 3
"""How many words before and after a name are its neighbours."""

CAPITAL_NOUNS = frozenset({"de", "lb", "nds", "gsw"})
"""Languages in which every noun has a capital letter, so that names cannot be told by theirs."""


class Name(Struct, frozen=True):
    """A name as it is written, and the stems of the words before and after it."""

    text: str
    start: int
    before: frozenset[str]
    after: frozenset[str]

    @property
    def key(self) -> str:
        """The last word of it, a person's surname, without a possessive ending."""
        return bare(_WORD.findall(self.text)[-1])


def bare(word: str) -> str:
    """Return a word as names are compared: `Stalin’s` is `stalin`."""
    return _POSSESSIVE.sub("", word.casefold().replace("’", "'"))


def known_names(texts: Iterable[str]) -> frozenset[str]:
    """Return the words that have a capital letter inside sentences, and never a small one."""
    capital: set[str] = set()
    small: set[str] = set()
    for text in texts:
        for start, stop in sentences_of(text):
            for number, word in enumerate(_WORD.findall(text[start:stop])):
                if word[0].islower():
                    small.add(bare(word))
                elif number and word[0].isupper():
                    capital.add(bare(word))
    return frozenset(capital - small)


def names_of(text: str, known: Collection[str]) -> Iterator[Name]:
    """Yield the names of a sentence; its first word is one only if it is `known`."""
    words = list(_WORD.finditer(text))
    at = 0
    while at < len(words):
        if not words[at][0][0].isupper() or (at == 0 and bare(words[0][0]) not in known):
            at += 1
            continue
        stop = at + 1
        while stop < len(words) and _goes_on(text, words, stop):
            stop += 1
        span = _POSSESSIVE.sub("", text[words[at].start() : words[stop - 1].end()])
        before = " ".join(one[0] for one in words[max(0, at - NEAR) : at])
        after = " ".join(one[0] for one in words[stop : stop + NEAR])
        yield Name(span, words[at].start(), stems_of(before), stems_of(after))
        at = stop


def _goes_on(text: str, words: list[re.Match[str]], at: int) -> bool:
    """Tell whether a name goes on with a word: nothing but a space is between, and it has a capital, too."""
    if text[words[at - 1].end() : words[at].start()].strip(" .\u00a0"):
        return False
    if words[at][0][0].isupper():
        return True
    return words[at][0] in _LINKING and at + 1 < len(words) and words[at + 1][0][0].isupper()


def put_for(name: Name, names: Iterable[Name], said: Collection[str], *, known: bool) -> Name | None:
    """Return the name in whose place another was put: beside the same words, and not `said` itself.

    One that the essay knows elsewhere (`known`) must have the same words on both sides, or more than one
    where both begin or end the sentence.
    """
    for other in names:
        before, after = name.before & other.before, name.after & other.after
        alone = not (name.before or other.before) or not (name.after or other.after)
        enough = (before and after) or (alone and len(before | after) > 1) if known else before or after
        if other.key not in said and enough:
            return other
    return None
