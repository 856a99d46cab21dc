"""A date as people and programs write it → its parts, and what else is said of it."""

from __future__ import annotations

import re

from deckgen.schema.numerals import whole
from deckgen.structs import Struct, replace
from deckgen.structs.patterns import pattern


class Date(Struct, frozen=True):
    """One or two days, months or years; `season` counts from 1, spring. `literal` is all else.

    A date with nothing in it says that the work has none.
    """

    parts: tuple[tuple[int, ...], ...] = ()
    season: int = 0
    circa: bool = False
    literal: str = ""


_CIRCA = pattern(r"(?:c\.|ca\.?|circa|c(?=\d{4}))\s*|\[(?=.*\?\])", re.IGNORECASE)
_ISO = pattern(r"(-?\d{1,4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?(?:T[\d:.]+(?:Z|[+-][\d:]+)?)?")
_YEARS = pattern(r"(\d{4})\s*[-–—/]\s*(\d{4})")
_OPEN_YEARS = pattern(r"(\d{4})\s*[-–—/]")
_ERA = pattern(r"(\d{1,4})\s*(BC|BCE|B\.C\.|B\.C\.E\.)", re.IGNORECASE)
_MONTH_YEAR = pattern(r"(?P<month>\d{1,2})\s*[/.]\s*(?P<year>\d{4})")
_DOTTED = pattern(r"(?P<day>\d{1,2})\.\s*(?P<month>\d{1,2})\.\s*(?P<year>\d{4})")
_YEAR_FIRST = pattern(r"(?P<year>\d{4})[/.](?P<month>\d{1,2})(?:[/.](?P<day>\d{1,2}))?")
_FIGURES = (_DOTTED, _MONTH_YEAR, _YEAR_FIRST)
_SLASHED = pattern(r"(\d{1,2})[/-](\d{1,2})[/-](\d{4})")
_WORDED = (
    pattern(
        r"(?P<day>\d{1,2})(?:st|nd|rd|th|\.)?\s+(?:de\s+)?(?P<month>[^\W\d]{3,9})\.?,?\s+(?:de\s+)?(?P<year>\d{4})"
    ),
    pattern(r"(?P<month>[^\W\d]{3,9})\.?\s+(?P<day>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<year>\d{4})"),
    pattern(r"(?P<year>\d{4}),?\s+(?P<month>[^\W\d]{3,9})\.?\s+(?P<day>\d{1,2})"),
    pattern(r"(?P<month>[^\W\d]{3,9})\.?,?\s+(?:de\s+)?(?P<year>\d{4})"),
    pattern(r"(?P<year>\d{4}),?\s+(?P<month>[^\W\d]{3,9})\.?"),
)
_MONTHS = {
    "jan": 1, "feb": 2, "mar": 3, "apr": 4, "may": 5, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "oct": 10,
    "nov": 11, "dec": 12, "mär": 3, "mae": 3, "mai": 5, "okt": 10, "dez": 12, "fév": 2, "avr": 4, "juin": 6,
    "juil": 7, "aoû": 8, "déc": 12, "ene": 1, "abr": 4, "ago": 8, "dic": 12, "fev": 2, "set": 9, "out": 10,
    "gen": 1, "mag": 5, "giu": 6, "lug": 7, "ott": 10, "mrt": 3, "mei": 5,
}  # fmt: skip
"""The first letters of months in English, German, French, Spanish and Portuguese, Italian and Dutch."""

_SEASONS = {"spring": 1, "summer": 2, "autumn": 3, "fall": 3, "winter": 4}


def read_date(typed: str) -> Date:
    """Read a date as people write it; one that cannot be read is kept as it was typed."""
    words = typed.strip()
    around = _CIRCA.match(words)
    circa = bool(around) or bool(re.search(r"\d[?~%]$", words))
    words = words[around.end() :] if around else words
    words = words.rstrip("?~%]").strip()
    years = _YEARS.fullmatch(words)
    if years:
        return Date(((int(years[1]),), (int(years[2]),)), circa=circa)
    whole = _day(words)
    if whole:
        return Date((whole,), circa=circa)
    season = re.fullmatch(r"(?:(\w+),?\s+(\d{4})|(\d{4}),?\s+(\w+))", words)
    if season and (season[1] or season[4]).lower() in _SEASONS:
        return Date(((int(season[2] or season[3]),),), _SEASONS[(season[1] or season[4]).lower()], circa)
    return replace(_two_days(words), circa=circa) if _two_days(words).parts else Date(literal=typed.strip())


def _two_days(words: str) -> Date:
    """Return a range of days or months; `May–June 2019` and `3-5 May 2019` say the year once."""
    ends = re.split(
        r"\s*[/–—]\s*|\s+-\s+|\s+to\s+|(?<=[^\W\d])-(?=[^\W\d])|(?<=^\d)-|(?<=^\d\d)-", words, maxsplit=1
    )
    if len(ends) != 2:
        return Date()
    first, last = ends
    later = _day(last)
    if re.fullmatch(r"\d{1,2}\.?", first):
        month = re.fullmatch(r"\d{1,2}\.?\s+(.+)", last)
        earlier = _day(f"{first} {month[1]}") if month else ()
    else:
        earlier = _day(first) or _day(f"{first} {last[-4:]}")
    return Date((earlier, later)) if earlier and later and len(earlier) == len(later) else Date()


def is_doubtful(typed: str) -> tuple[str, ...]:
    """Return what figures that are no date may mean, each as `2026-11-03`; nothing for all else."""
    found = _SLASHED.fullmatch(typed.strip())
    if not found:
        return ()
    first, second, year = (int(part) for part in found.groups())
    turns = ((first, second), (second, first))
    return tuple(f"{year}-{month:02}-{day:02}" for day, month in turns if _on_calendar((month, day)))


def _day(words: str) -> tuple[int, ...]:
    """Return year, month and day as far as they are given, nothing where the words are no date."""
    iso = _ISO.fullmatch(words)
    if iso:
        parts = tuple(int(part) for part in iso.groups() if part)
        return parts if parts[0] and _on_calendar(parts[1:]) else ()
    era = _ERA.fullmatch(words)
    if era:
        return (-int(era[1]),)
    if found := next(filter(None, (one.fullmatch(words) for one in _FIGURES)), None):
        given = found.groupdict()
        parts = tuple(int(given[part]) for part in ("year", "month", "day") if given.get(part))
        return parts if _on_calendar(parts[1:]) else ()
    slashed = is_doubtful(words)
    if len(set(slashed)) == 1:
        return tuple(int(part) for part in slashed[0].split("-"))
    return _worded_day(words)


def _worded_day(words: str) -> tuple[int, ...]:
    """Return year, month and day of a date that names its month, nothing where it is none."""
    for worded in _WORDED:
        found = worded.fullmatch(words)
        month = month_named(found["month"]) if found else 0
        if found and month:
            day = (int(found["day"]),) if "day" in worded.groupindex else ()
            return (int(found["year"]), month, *day) if _on_calendar((month, *day)) else ()
    return ()


def month_named(word: str) -> int:
    """Return the number of a month from its name, short or long, or its figures; 0 for all else."""
    low = word.strip(" .").lower()
    if (number := whole(low)) is not None:
        return number if 1 <= number <= 12 else 0
    return _MONTHS.get(low[:4]) or _MONTHS.get(low[:3]) or 0


def _on_calendar(parts: tuple[int, ...]) -> bool:
    return all(1 <= part <= most for part, most in zip(parts, (12, 31), strict=False))
