"""Dollars in a text → the formulas between them. Prices are none: what Pandoc takes for a formula is one."""

from __future__ import annotations

import re
from dataclasses import dataclass

from deckgen.deck.model import Run
from deckgen.outline.model import Text

_FORMULA = re.compile(
    r"\$\$(?P<display>(?:\\.|[^$\\])+)\$\$|\$(?=\S)(?P<inline>(?:\\.|[^$\\])+?)(?<=\S)\$(?!\d)", re.DOTALL
)
"""No space inside the dollars, no digit behind the second."""

_COMMANDS = re.compile(r"\\[A-Za-z]+\*?(?:\{[^{}]*\})?|[_^]\{[^{}]*\}")
_PROSE = re.compile(
    r"(?<![A-Za-z])[^\W\d_]{2,}\s+[^\W\d_]{2,}|^[\d.,]+\s*(?:[^\W\d_]{2,}|[-–—]\s*$)|[^\W\d_]{4,}"
)
"""What hardly stands in a formula: two words, a price and what it buys, a long word."""


@dataclass(frozen=True, slots=True)
class Maths:
    """A formula as typed, dollars included. `like` is a run of the kind of text it stands in.

    `display` tells that it is set as large as on lines of its own (`$$`).
    """

    source: Text
    display: bool
    like: Run


@dataclass(frozen=True, slots=True)
class Between:
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
