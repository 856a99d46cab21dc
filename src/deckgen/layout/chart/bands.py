"""Categories in a row, each with the bars or columns of its numbers: how broad they are, where each
begins."""

from __future__ import annotations

from deckgen.layout.plots import Scale
from deckgen.structs import Struct, replace

GAP, GAP_BETWEEN_GROUPS, GAP_BETWEEN_BINS = 70, 80, 6
"""The space between single bars, groups of them and a histogram's columns, in per cent of a bar."""

APART = -8
"""How far the bars of a group overlap, in per cent of a bar: they keep a little apart."""

MOST_NAMES = 0.38
"""The share of a chart's width that the names of bars may take."""

LEAST_PLOT = 0.3
"""The share of a chart's width or height that is left to bars or columns at least."""

NAME_LINES = 3
"""The lines that a category's name takes at most."""


class Bands(Struct, frozen=True):
    """Categories in a row, each with its group of marks: all lengths along the row, in EMU.

    A band holds `count` marks and the space around them. `gap` and `overlap` are in per cent of a mark's
    breadth, as PowerPoint has them: from them it draws the marks just here.
    """

    start: float
    band: float
    count: int
    gap: int
    overlap: int

    @property
    def breadth(self) -> float:
        """The breadth of one mark."""
        return self.band / (self.count - self.overlap / 100 * (self.count - 1) + self.gap / 100)

    def mark(self, series: int, place: int) -> tuple[float, float]:
        """Return the start and the stop of a mark."""
        step = self.breadth * (1 - self.overlap / 100)
        # Half of the gap is before a group, half after it.
        start = self.start + self.band * place + self.breadth * self.gap / 200 + step * series
        return start, start + self.breadth

    def middle(self, place: int) -> float:
        """Return the middle of a category."""
        return self.start + self.band * (place + 0.5)


def with_room_below(scale: Scale, room: int, length: int) -> Scale:
    """Return a scale that goes on below its lowest number so far that a label finds room there.

    `length` is that of the plot. Without numbers below zero, or with a label as long as half of the plot, it
    is the same scale.
    """
    if scale.low >= 0 or room >= length / 2:
        return scale
    more = room / (length - room) * (scale.high - scale.low)
    return replace(scale, low=scale.low - more, step=scale.high - scale.low + more)
