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
    if form.days:
        return _over_days(min(found), max(found), form)
    round_ended = ticked(found, form, zero=False)
    low, step = round_ended.low, round_ended.step
    while low + step <= min(found):
        low += step
    return replace(round_ended, low=low, high=max(found))


_LONG = (31, 62, 92, 123, 184, 366, 732, 1828, 3656, 7311, 18278)
DAYS = {"day": (1, 2, 5, 7, 14, *_LONG), "month": _LONG}
"""The steps of an axis of days: days, weeks, months, years; no month is named twice."""


def _over_days(low: float, high: float, form: NumberFormat) -> Scale:
    """Return an axis from the first day to the last, its ticks days, weeks, months or years apart."""
    step = next((one for one in DAYS[form.days] if (high - low) / one < STEPS + 1), _LONG[-1])
    return Scale(low, high, step, form, shown=True)


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
