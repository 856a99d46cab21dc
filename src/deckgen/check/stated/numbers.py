"""Numbers in a text, in figures or in words, as values that can be compared."""

from __future__ import annotations

import re

from deckgen.structs import Struct
from deckgen.structs.patterns import pattern

_ONES = {
    word: number
    for words in (
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
        "sixteen seventeen eighteen nineteen",
        "null eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn "
        "sechzehn siebzehn achtzehn neunzehn",
        "zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize",
    )
    for number, word in enumerate(words.split())
} | {"ein": 1, "eine": 1}
_TENS = {
    word: 10 * number
    for words in (
        "twenty thirty forty fifty sixty seventy eighty ninety",
        "zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig",
        "vingt trente quarante cinquante soixante",
    )
    for number, word in enumerate(words.split(), 2)
}
_SCALES = {
    word: number
    for number, words in (
        (100, "hundred hundert cent"),
        (10**3, "thousand tausend mille"),
        (10**6, "million millions millionen mio"),
        (10**9, "billion billions milliarde milliarden mrd milliard milliards"),
        (10**12, "trillion trillions"),
    )
    for word in words.split()
}

_FIGURE = pattern(r"\d{1,3}(?:[,.'’\u202f\u00a0 ]\s?\d{3})+(?!\d)(?:[.,]\d+)?|\d+(?:[.,]\d+)?")
_TOKEN = pattern(rf"{_FIGURE.pattern}|[^\W\d_]+(?:-[^\W\d_]+)*|%|[€$£]")
_UNITS = frozenset(["%", "€", "$", "£", "km", "kg", "m", "cm", "mm", "g", "t", "l", "h", "min", "s"])
"""What is short and still a unit; other short words say nothing of what is counted."""

_LONGEST = 15
"""Digits beyond which a figure is a code, not a number."""


class Figure(Struct, frozen=True):
    """A number as it is written, its value, and what follows it: a unit or a noun, empty for none."""

    text: str
    value: float
    unit: str
    start: int = 0
    """Where it is in its text."""

    @property
    def year(self) -> bool:
        """Whether it looks like a year."""
        return self.text.isdigit() and len(self.text) == 4 and 1000 <= self.value <= 2100

    @property
    def small(self) -> bool:
        """Whether it is a number that texts use without meaning a figure: up to ten."""
        return self.value <= 10 and not any(mark in self.text for mark in ".,")


def figures_of(text: str) -> tuple[Figure, ...]:
    """Return the numbers of a text in order: `2.4 million`, `five hundred`, `20, 000`, `37 %`."""
    tokens = list(_TOKEN.finditer(text))
    found: list[Figure] = []
    at = 0
    while at < len(tokens):
        value, stop = _number(tokens, at)
        if value is None:
            at += 1
            continue
        unit = tokens[stop][0].casefold() if stop < len(tokens) else ""
        unit = unit if len(unit) > 3 or unit in _UNITS else ""
        start = tokens[at].start()
        found.append(Figure(text[start : tokens[stop - 1].end()], value, unit, start))
        at = stop
    return tuple(found)


def _number(tokens: list[re.Match[str]], at: int) -> tuple[float | None, int]:
    """Return the value of the number that begins at a token, None where none does, and where it stops."""
    first = tokens[at][0]
    if first[0].isdigit():
        value, stop = _value(first), at + 1
        if value is None:
            return None, stop
    else:
        words, stop = _in_words(tokens, at)
        if words is None:
            return None, at + 1
        value = float(words)
    while stop < len(tokens) and (scale := _SCALES.get(tokens[stop][0].casefold())):
        value, stop = value * scale, stop + 1
    return value, stop


def _value(figure: str) -> float | None:
    bare = re.sub(r"(?:[,.'’]\s?|\s)(?=\d{3}(?:\D|$))", "", figure)
    digits = bare.replace(",", ".")
    return float(digits) if len(digits) <= _LONGEST and digits.isascii() else None


def _in_words(tokens: list[re.Match[str]], at: int) -> tuple[int | None, int]:
    parts = tokens[at][0].casefold().split("-")
    total = 0
    for part in parts:
        if part in _ONES:
            total += _ONES[part]
        elif part in _TENS:
            total += _TENS[part]
        else:
            return None, at + 1
    stop = at + 1
    if len(parts) == 1 and parts[0] in _TENS and stop < len(tokens):
        following = tokens[stop][0].casefold()
        if 0 < _ONES.get(following, 0) < 10:
            return total + _ONES[following], stop + 1
    return total, stop
