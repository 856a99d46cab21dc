"""A number as typed → its value and how it was written; and back, as the deck's language writes numbers."""

from __future__ import annotations

import datetime
import re

from deckgen.deck.words import primary
from deckgen.structs import Struct
from deckgen.structs.patterns import pattern

_SPACED = frozenset(
    ("az", "be", "bg", "cs", "et", "fi", "fr", "hu", "hy", "ka", "kk", "ky", "lt", "lv", "nb", "nn", "no")
) | frozenset(("pl", "ru", "sk", "sq", "sv", "uk", "uz"))
"""Primary languages that write a comma before the decimals, and a space between thousands."""

_DOTTED = frozenset(
    ("af", "bs", "ca", "da", "de", "el", "es", "eu", "fo", "gl", "hr", "id", "is", "it", "mk", "nl", "pt")
) | frozenset(("ro", "sl", "sr", "tr", "vi"))
"""Primary languages that write a comma before the decimals, and a full stop between thousands."""

_POINTED = ("CH", "LI", "MX")
"""Countries that write a point before the decimals, whatever their language."""

_SPACES = "'’ \u00a0\u2009\u202f"

LONGEST = 40
"""Characters of a number beyond which it is none."""


class Amount(Struct, frozen=True):
    """A number: its value, its digits after the point, and whether its thousands were set apart."""

    value: float
    decimals: int
    grouped: bool


def uses_comma(language: str) -> bool:
    """Tell whether a language writes a comma before the decimals; Switzerland and Mexico do not."""
    country = language.replace("_", "-").upper().partition("-")[2]
    return primary(language) in _SPACED | _DOTTED and country not in _POINTED


def read_amount(typed: str, *, comma: bool) -> Amount | None:
    """Return the number that was typed, None where it is none; `comma` is before its decimals or not.

    A point before decimals is understood in any case where it cannot be between thousands.
    """
    if len(typed) > LONGEST:
        return None
    point, other = (",", ".") if comma else (".", ",")
    apart = f"[{re.escape(other)}{_SPACES}]"
    found = re.fullmatch(
        rf"([-−–+]?)(\d{{1,3}}(?:{apart}\d{{3}})+|\d+)?(?:{re.escape(point)}(\d+))?([eE][-+]?\d{{1,2}})?",
        typed,
    )
    if found is None and comma:
        found = re.fullmatch(r"([-−–+]?)(\d+)\.(\d+)([eE][-+]?\d{1,2})?", typed)
    if found is None or not (found[2] or found[3]):
        return None
    whole, decimals, power = found[2] or "0", found[3] or "", found[4] or ""
    digits = re.sub(r"\D", "", whole)
    sign = "-" if found[1] in ("-", "−", "–") else ""
    value = float(f"{sign}{digits}.{decimals or 0}{power}")
    return Amount(value, 0 if power else len(decimals), len(digits) != len(whole))


def shown_number(value: float, decimals: int, language: str, *, grouped: bool) -> str:
    """Return a number as it is shown: a true minus, the language's marks before decimals and thousands."""
    text = f"{value:,.{decimals}f}" if grouped else f"{value:.{decimals}f}"
    if not float(text.replace(",", "")):
        text = text.removeprefix("-")
    if uses_comma(language):
        apart = "\u00a0" if primary(language) in _SPACED else "."
        text = text.replace(",", "\0").replace(".", ",").replace("\0", apart)
    return text.replace("-", "\u2212")


DAY, MONTH = "day", "month"
"""How the numbers of days are written: as days, or as the months that begin on them."""

_TYPED = pattern(r"(?P<year>[12]\d{3})-(?P<month>0[1-9]|1[0-2])(?:-(?P<day>0[1-9]|[12]\d|3[01]))?")

_FIRST = datetime.date(1899, 12, 30).toordinal()
"""The day that spreadsheets count from: right for every day from March 1900 on."""

_EARLIEST = 61


def days_in(names: tuple[str, ...]) -> tuple[tuple[Amount, ...], str]:
    """Return names that are all days, or all months, as numbers, and which they are; else nothing."""
    found = [_TYPED.fullmatch(one.strip()) for one in names]
    typed = [one for one in found if one]
    if not typed or len(typed) < len(found) or len({one["day"] is None for one in typed}) > 1:
        return (), ""
    try:
        days = [datetime.date(int(one["year"]), int(one["month"]), int(one["day"] or 1)) for one in typed]
    except ValueError:
        return (), ""
    amounts = tuple(Amount(float(one.toordinal() - _FIRST), 0, False) for one in days)
    if any(one.value < _EARLIEST for one in amounts):
        return (), ""
    return amounts, DAY if typed[0]["day"] else MONTH


def day_of(value: float, kind: str) -> str:
    """Return the day or the month that a number stands for, as it was typed."""
    day = datetime.date.fromordinal(_FIRST + int(value))
    return day.isoformat() if kind == DAY else day.isoformat()[:7]
