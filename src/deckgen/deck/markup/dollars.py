"""Dollars in a text → the formulas between them. Prices are none: what Pandoc takes for a formula is one."""

from __future__ import annotations

import re

from deckgen.deck.model import Run
from deckgen.outline.model import Text
from deckgen.structs import Struct
from deckgen.structs.patterns import pattern

_FORMULA = pattern(
    r"\$\$(?P<display>(?:\\.|[^$\\])+)\$\$|\$(?=\S)(?P<inline>(?:\\.|[^$\\])+?)(?<=\S)\$(?!\d)", re.DOTALL
)
"""No space inside the dollars, no digit after the second."""

_COMMANDS = pattern(r"\\[A-Za-z]+\*?(?:\{[^{}]*\})?|[_^]\{[^{}]*\}")
_PROSE = pattern(
    r"(?<![A-Za-z])[^\W\d_]{2,}\s+[^\W\d_]{2,}|^[\d.,]+\s*(?:[^\W\d_]{2,}|[-–—]\s*$)|[^\W\d_]{4,}"
)
"""What a formula hardly holds: two words, a price and what it buys, a long word."""


class Maths(Struct, frozen=True):
    """A formula as typed, dollars included. `like` is a run of the kind of text it is in.

    `display` says that it is set as large as on lines of its own (`$$`).
    """

    source: Text
    display: bool
    like: Run


class Between(Struct, frozen=True):
    """Where a formula ends, whether it is to look as on lines of its own, and whether it reads as prose."""

    stop: int
    display: bool
    doubtful: bool


def formula_at(text: str, start: int, stop: int) -> Between | None:
    """Return the formula that begins at a dollar, None where none does."""
    found = _FORMULA.match(text, start, stop)
    if not found:
        return None
    said = _COMMANDS.sub("=", found["inline"] or "")
    return Between(found.end(), found["display"] is not None, _PROSE.search(said) is not None)
