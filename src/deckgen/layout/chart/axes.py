"""What is said along the axes of a plot: ticks at its side, names of categories below it."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from deckgen.deck.blocks.charts import written
from deckgen.layout.chart.context import SPACE, ChartContext, Plot
from deckgen.layout.plots import Label, Scale
from deckgen.layout.text.lines import SLACK
from deckgen.structs import Struct
from deckgen.theme.model import Align
from deckgen.units import Emu, Rect, emu

LONGEST_DATE = 10
"""Characters of a year, a month or a day at most."""

STRIDES = (1, 2, 3, 4, 5, 10, 20, 25, 50, 100, 200, 250, 500)
"""Every how many categories one is named."""

BETWEEN_NAMES = 0.4
"""The space between names of neighbouring categories at least, in ems: two spaces."""

NAME_IN_BAND = 0.94
"""The share of a category's band that its name may take: neighbours then keep apart by about a letter's
half."""

BELOW_TICK = 5 / 9
"""How far below a plot's end the lowest tick reaches, in lines: half a line, for it is centred there, and
air."""


class CategoryNames(Struct, frozen=True):
    """The lines of each category's name; every `skip`th is shown."""

    skip: int
    lines: tuple[tuple[str, ...], ...]

    def widest(self, context: ChartContext) -> Emu:
        """Return the width of the wider of the first and the last name, which may reach past the plot."""
        return context.pencil.widest((*self.lines[0], *self.lines[-1]))

    def height(self, context: ChartContext) -> Emu:
        """Return the height of the tallest name."""
        return max(context.pencil.height(one) for one in self.lines)


def named_categories(
    context: ChartContext, band: float, most: int, *, skipping: bool
) -> CategoryNames | None:
    """Return the names of the categories as they are broken into lines; None where they do not fit.

    A name takes `most` lines at most. Only with `skipping` may some go without names.
    """
    pencil, categories = context.pencil, context.chart.categories
    found = [pencil.lines(one, int(band * NAME_IN_BAND), most + pencil.more) for one in categories]
    if all(found) and _are_apart(context, band, most + pencil.more):
        return CategoryNames(1, tuple(one for one in found if one))
    if not skipping:
        return None
    widest = pencil.widest(categories) + SPACE
    skip = next((one for one in STRIDES if one * band >= widest), None)
    return CategoryNames(skip, tuple((one,) for one in categories)) if skip else None


def _are_apart(context: ChartContext, band: float, most: int) -> bool:
    """Tell whether neighbouring names stay apart as PowerPoint breaks them, which fills the whole band."""
    pencil = context.pencil
    broken = [pencil.lines(one, int(band / SLACK), most) or (one,) for one in context.chart.categories]
    widths = [[pencil.width(line) * SLACK for line in lines] for lines in broken]
    least = emu(pencil.size * BETWEEN_NAMES)
    return all(
        (one + other) / 2 + least <= band
        for before, after in itertools.pairwise(widths)
        for one, other in zip(before, after, strict=False)
    )


def in_order_of_time(categories: tuple[str, ...]) -> bool:
    """Tell whether categories are years or the like: short, each with a figure; some may go without names."""
    return all(len(one) <= LONGEST_DATE and re.search(r"\d", one) for one in categories)


def ticks_width(context: ChartContext, scale: Scale) -> Emu:
    """Return the width of the widest tick of an axis at the side."""
    return context.pencil.widest(tuple(written(scale.form, one) for one in scale.ticks()))


def beside_plot(context: ChartContext, scale: Scale) -> int:
    """Return the room that an axis at the side takes: nothing where it is not shown."""
    return ticks_width(context, scale) + SPACE if scale.shown else 0


def ticks_beside(context: ChartContext, plot: Plot) -> Iterator[Label]:
    """Yield the ticks of an axis at the start of a plot."""
    width, line = ticks_width(context, plot.scale), context.pencil.line
    for value in plot.scale.ticks():
        rect = Rect(Emu(plot.rect.x - SPACE - width), Emu(plot.y(value) - line // 2), width, line)
        yield context.tick(plot.scale, value, rect, Align.END, "y")


def below_axis(context: ChartContext, scale: Scale, out: float) -> int:
    """Return the space between a plot and the names below it.

    It is more where the first name reaches `out` past the plot, below the lowest tick of an axis at the side.
    """
    under_ticks = scale.shown and out > SPACE // 2
    return int(context.pencil.line * BELOW_TICK) if under_ticks else SPACE // 2
