"""How deep and how much a formula's markup is, counted without going into it: it may be thousands deep."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_ONCE = frozenset(
    {"mfrac", "mroot", "msub", "msup", "msubsup", "munder", "mover", "munderover", "mtable", "mtr"}
)
"""Elements whose parts are drawn once. All others are rows, whose parts are drawn to be measured as well."""


def depth(root: Element) -> int:
    """Return how many elements stand within each other."""
    deepest, level = 0, [root]
    while level:
        deepest += 1
        level = [inner for one in level for inner in one]
    return deepest


def parts_drawn(root: Element) -> int:
    """Return how many parts drawing makes of MathML: with each row within a row, twice as many."""
    total, level = 0, [(root, 1)]
    while level:
        total += sum(times for _, times in level)
        level = [(inner, times * (1 if one.tag in _ONCE else 2)) for one, times in level for inner in one]
    return total
