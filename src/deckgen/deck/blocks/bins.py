"""Many numbers → a few bins of one round width, named, and how many numbers lie in each."""

from __future__ import annotations

import math

from deckgen.deck.blocks.numbers import shown_number

MOST_BINS = 12
"""Columns that a histogram has at most."""

CLOSE = 1e-9
"""The share of a step within which a number counts as on a border."""


def binned(values: list[float], decimals: int, language: str) -> tuple[tuple[str, ...], list[int]]:
    """Return the names of bins of one round width, and how many values lie in each.

    A value on a border belongs to the bin above it; of whole numbers a bin names its first and last.
    """
    low, high = min(values), max(values)
    wanted = min(MOST_BINS - 1, math.ceil(math.log2(len(values))) + 1)
    width = round_up((high - low) / wanted) if high > low else 1.0
    if not decimals:
        width = max(1.0, float(math.ceil(width)))
    first, last = _bin(low, width), _bin(high, width)
    counts = [0] * (last - first + 1)
    for value in values:
        counts[_bin(value, width) - first] += 1
    places = 0 if width >= 1 else -math.floor(math.log10(width) + CLOSE)
    names = []
    for at in range(first, last + 1):
        start, stop = at * width, (at + 1) * width - (0 if decimals else 1)
        grouped = max(abs(low), abs(high)) >= 10_000
        ends = [shown_number(one, places, language, grouped=grouped) for one in (start, stop)]
        names.append(ends[0] if ends[0] == ends[1] else "–".join(ends))
    return tuple(names), counts


def _bin(value: float, width: float) -> int:
    return math.floor(value / width + CLOSE)


def round_up(step: float) -> float:
    """Return the next larger number that is 1, 2 or 5 times a power of ten."""
    power = 10.0 ** math.floor(math.log10(step))
    return next(one * power for one in (1, 2, 5, 10) if one * power >= step * (1 - CLOSE))
