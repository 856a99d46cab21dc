"""Numbers in a text, in figures or in words, as values that can be compared."""

from __future__ import annotations

import functools
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
} | {"huitante": 80, "octante": 80, "septante": 70, "nonante": 90}
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

_MEASURES = (
    frozenset(
        one
        for line in (
            "second minute hour day week month year decade percent mile metre meter kilometre kilometer gram",
            "sekunde sekunden minuten stunde stunden tag tage tagen woche wochen monat monate monaten",
            "jahr jahre jahren prozent seconde heure jour semaine mois année segundo minuto hora semana mes",
            "meses secondo giorno giorni settimana settimane mese mesi anno anni",
        )
        for one in line.split()
    )
    | _UNITS
)
"""Units, without a plural's s, in which small numbers are measured, and no part of speech."""

_MOST_KEPT = 50_000
"""Texts whose numbers are kept: all sentences of an essay, which each point of a talk is held against."""

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

    @property
    def measured(self) -> bool:
        """Whether it is a small number that measures something: `seven weeks`; one is none."""
        return self.small and self.value > 1 and self.unit in _MEASURES


@functools.lru_cache(maxsize=_MOST_KEPT)
def figures_of(text: str) -> tuple[Figure, ...]:
    """Return the numbers of a text in order: `2.4 million`, `five hundred`, `20, 000`, `eleven-week`."""
    tokens = list(_TOKEN.finditer(text))
    found: list[Figure] = []
    at = 0
    while at < len(tokens):
        start = tokens[at].start()
        if (joined := _with_unit(tokens[at][0])) is not None:
            words, value, unit = joined
            found.append(Figure(text[start : start + len(words)], value, _singular(unit), start))
            at += 1
            continue
        whole, stop = _number(tokens, at)
        if whole is None:
            at += 1
            continue
        unit = tokens[stop][0].casefold() if stop < len(tokens) else ""
        unit = _singular(unit) if len(unit) > 3 or unit in _UNITS else ""
        found.append(Figure(text[start : tokens[stop - 1].end()], whole, unit, start))
        at = stop
    return tuple(found)


def _singular(unit: str) -> str:
    return unit.removesuffix("s") if len(unit) > 3 else unit


def _with_unit(token: str) -> tuple[str, float, str] | None:
    """Take apart a number that is joined to what it measures: `eleven-week`, `twenty-two-year-old`."""
    if "-" not in token:
        return None
    parts = token.split("-")
    for last in range(len(parts) - 1, 0, -1):
        words = "-".join(parts[:last])
        value = _word_value(words.casefold())
        if value is not None and _word_value(token.casefold()) is None:
            return words, float(value), parts[last].casefold()
    return None


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
    more, stop = _rest(tokens, at, stop)
    return value + more, stop


def _rest(tokens: list[re.Match[str]], at: int, stop: int) -> tuple[float, int]:
    """Return what follows a number's hundreds or thousands in words: `five hundred and fifty`."""
    scale = _SCALES.get(tokens[stop - 1][0].casefold(), 0)
    if not scale or tokens[at][0][0].isdigit():
        return 0, stop
    following = stop + (stop < len(tokens) and tokens[stop][0].casefold() in ("and", "und", "et"))
    if following >= len(tokens) or tokens[following][0][0].isdigit():
        return 0, stop
    value, end = _number(tokens, following)
    return (value, end) if value is not None and 0 < value < scale else (0, stop)


def _value(figure: str) -> float | None:
    bare = re.sub(r"(?:[,.'’]\s?|\s)(?=\d{3}(?:\D|$))", "", figure)
    digits = bare.replace(",", ".")
    return float(digits) if len(digits) <= _LONGEST and digits.isascii() else None


def _in_words(tokens: list[re.Match[str]], at: int) -> tuple[int | None, int]:
    word = tokens[at][0].casefold()
    total = _word_value(word)
    if total is not None and word in _TENS and at + 1 < len(tokens):
        following = tokens[at + 1][0].casefold()
        if 0 < _ONES.get(following, 0) < 10:
            return total + _ONES[following], at + 2
    return total, at + 1


def _word_value(word: str) -> int | None:
    """Return what a word counts, None where it counts nothing: `seven`, `twenty-five`, `zweiundzwanzig`."""
    parts = word.split("-")
    if parts[0] == "quatre" and parts[1:2] in (["vingt"], ["vingts"]):
        parts = ["huitante", *parts[2:]]
    total = 0
    for part in parts:
        if part not in _ONES and part not in _TENS:
            return _compound(word) if len(parts) == 1 else None
        total += _ONES.get(part, 0) or _TENS.get(part, 0)
    return total


def _compound(word: str) -> int | None:
    """Return what a German compound counts: `zweiundzwanzig`, `dreihundertfünfzig`, `zwölftausend`."""
    for scale, name in ((1000, "tausend"), (100, "hundert")):
        before, found, after = word.partition(name)
        if found and (before or after):
            many = _word_value(before) if before else 1
            rest = _word_value(after.removeprefix("und")) if after else 0
            return None if many is None or rest is None else many * scale + rest
    ones, found, tens = word.partition("und")
    return _ONES[ones] + _TENS[tens] if found and ones in _ONES and tens in _TENS else None
