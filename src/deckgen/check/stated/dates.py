"""Days and months in a text, in words or in figures, as dates that can be compared."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from deckgen.structs import Struct
from deckgen.structs.patterns import pattern

_MONTHS = {
    name: number
    for names in (
        "january february march april may june july august september october november december",
        "januar februar märz april mai juni juli august september oktober november dezember",
        "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
        "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
        "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
        "januari februari maart april mei juni juli augustus september oktober november december",
        "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
    )
    for number, name in enumerate(names.split(), 1)
} | {"jan": 1, "feb": 2, "mar": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8, "sept": 9, "sep": 9}
_MONTHS |= {"oct": 10, "nov": 11, "dec": 12, "jänner": 1, "okt": 10, "dez": 12}

_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_YEAR = r"(?:,?\s+(?:de\s+|del\s+)?(?P<{0}>[12]\d\d\d))?(?!\w)"
_FORMS = (
    rf"(?<![\w.])(?P<d1>[0-3]?\d)(?:st|nd|rd|th|er|\.|º)?\s+(?:of\s+|de\s+)?(?P<m1>{_MONTH})\b\.?"
    + _YEAR.format("y1"),
    rf"\b(?P<m2>{_MONTH})\.?\s+(?P<d2>[0-3]?\d)(?:st|nd|rd|th)?(?![\d\w])" + _YEAR.format("y2"),
    rf"\b(?P<m3>{_MONTH})\.?,?\s+(?:de\s+|del\s+)?(?P<y3>[12]\d\d\d)(?!\w)",
    r"(?<![\w.-])(?P<y4>[12]\d\d\d)-(?P<m4>[01]\d)-(?P<d4>[0-3]\d)(?![\w-])",
    r"(?<![\w.])(?P<d5>[0-3]?\d)\.\s?(?P<m5>[01]?\d)\.\s?(?P<y5>[12]\d\d\d)(?!\w)",
    r"\b(?:in|by|until|since|before|after|during|early|late|mid|im|seit|bis|en|em|desde|a|in\s+late|in\s+early)"
    rf"\s+(?P<m6>{_MONTH})(?!\w)",
)
_DATE = pattern("|".join(_FORMS), re.I)
_WORDS = frozenset({"may", "march", "mar", "mars", "mai", "mei", "marzo", "dec", "set"})
"""Names of months that are words as well: they are months where they have a capital letter or a day."""


class Date(Struct, frozen=True):
    """A date as it is written, and where; what it does not say is None."""

    text: str
    start: int
    day: int | None
    month: int | None
    year: int | None

    @property
    def key(self) -> tuple[int | None, int | None, int | None]:
        """What it says."""
        return (self.day, self.month, self.year)

    @property
    def stop(self) -> int:
        """Where it ends."""
        return self.start + len(self.text)

    def agrees(self, other: Date) -> bool:
        """Tell whether nothing that both say differs."""
        return all(mine in (None, theirs) or theirs is None for mine, theirs in _pairs(self, other))

    def shared(self, other: Date) -> int:
        """Return how much both say alike."""
        return sum(mine == theirs is not None for mine, theirs in _pairs(self, other))


def _pairs(one: Date, other: Date) -> Iterable[tuple[int | None, int | None]]:
    return zip(one.key, other.key, strict=True)


def dates_of(text: str) -> Iterator[Date]:
    """Yield the dates of a text in which a month is named: `14 February 1956`, `in June`, `14.2.1956`."""
    for found in _DATE.finditer(text):
        given = {name[0]: value for name, value in found.groupdict().items() if value}
        typed = given["m"]
        month = int(typed) if typed.isdigit() else _MONTHS[typed.casefold()]
        day = int(given["d"]) if "d" in given else None
        word = typed.casefold() in _WORDS and not typed[0].isupper() and day is None
        if word or not 1 <= month <= 12 or (day is not None and not 1 <= day <= 31):
            continue
        alone = day is None and "y" not in given
        start = found.end() - len(typed) if alone else found.start()
        year = int(given["y"]) if "y" in given else None
        yield Date(text[start : found.end()], start, day, month, year)


def put_for_date(date: Date, dates: Iterable[Date]) -> Date | None:
    """Return the date of a sentence in whose place another was put; None where they may be the same.

    They are likely about the same day where they have a part of it in common, or name a month each.
    """
    others = list(dates)
    if any(date.agrees(one) for one in others):
        return None
    alike = [one for one in others if date.shared(one) or date.day is None is one.day]
    return max(alike, key=date.shared, default=None)
