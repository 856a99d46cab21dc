"""Numbers → the axis they are drawn on: round ticks, and zero where the eye compares lengths."""

from __future__ import annotations

import math
from collections.abc import Iterable

from deckgen.deck.blocks.bins import round_up
from deckgen.deck.model import NumberFormat
from deckgen.layout.plots import Scale
from deckgen.structs import replace

STEPS = 4
"""The steps that an axis has about."""

FAR_FROM_ZERO = 0.5
"""A line whose lowest number is more than this share of its highest need not begin at zero."""


def bare(values: Iterable[float], form: NumberFormat) -> Scale:
    """Return an axis from zero to the farthest numbers, without ticks, for marks that bear their numbers."""
    found = [*values, 0.0]
    low, high = min(found), max(found)
    if low == high:
        high = low + 1.0
    return Scale(low, high, high - low, form, shown=False)


def along(values: Iterable[float], form: NumberFormat) -> Scale:
    """Return an axis with round ticks from the first number, or a tick before it, to the last."""
    found = list(values)
    round_ended = ticked(found, form, zero=False)
    low, step = round_ended.low, round_ended.step
    while low + step <= min(found):
        low += step
    return replace(round_ended, low=low, high=max(found))


def ticked(values: Iterable[float], form: NumberFormat, *, zero: bool) -> Scale:
    """Return an axis with round ticks around all numbers; `zero` says that it has to begin there."""
    found = list(values)
    low, high = min(found), max(found)
    if (
        zero
        or low == high
        or (low >= 0 and low <= FAR_FROM_ZERO * high)
        or (high <= 0 and high >= FAR_FROM_ZERO * low)
    ):
        low, high = min(low, 0.0), max(high, 0.0)
    if low == high:
        high = 1.0
    step = round_up((high - low) / (STEPS + 1))
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    places = max(0, -math.floor(math.log10(step) + 1e-9))
    written = replace(form, decimals=places, grouped=form.grouped or max(abs(low), abs(high)) >= 10_000)
    return Scale(first * step, last * step, step, written, shown=True)
