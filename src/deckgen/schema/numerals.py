"""Figures as somebody typed them → a whole number, where they are one.

`str.isdigit` takes `²` for a digit and `int` does not; `int` refuses more than 4,300 digits with an error.
"""

from __future__ import annotations

from deckgen.limits import MOST_DIGITS
from deckgen.structs.patterns import pattern

_WHOLE = pattern(rf"-?\d{{1,{MOST_DIGITS}}}")


def whole(typed: str) -> int | None:
    """Return the whole number that a text is, None where it is none or has more digits than any number."""
    return int(typed) if _WHOLE.fullmatch(typed) else None
