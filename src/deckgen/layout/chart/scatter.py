"""Points on two axes of numbers, and names beside those where they cover nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from deckgen.deck.blocks.charts import written
from deckgen.layout.chart.axes import ticks_beside, ticks_width
from deckgen.layout.chart.context import (
    GAP_OF_VALUE,
    SPACE,
    ChartContext,
    Drawing,
    Plot,
    centred,
    fills,
)
from deckgen.layout.chart.scales import ticked
from deckgen.layout.plots import AXIS, DOT, LARGE_DOT, ChartBox, Label, LabelKind, Mark, Scale, Side
from deckgen.structs import Struct, replace
from deckgen.theme.model import Align, Anchor
from deckgen.units import Emu, Rect

LEAST_PLOT = 1 / 3
"""The share of a chart's height that is left to points at least."""


def scatter(context: ChartContext) -> ChartBox | None:
    """Return points on two axes, or None where they do not fit at this size."""
    chart = context.chart
    scale = ticked(context.numbers(), chart.form, zero=False)
    across = ticked(context.whole.xs, chart.x_form, zero=False)
    rect = _plot(context, scale, across)
    if rect is None:
        return None
    axes = (Rect(rect.x, rect.bottom, rect.width, AXIS), Rect(rect.x, rect.y, AXIS, rect.height))
    plot = Plot(rect, scale, across=across, axes=axes)
    marks = tuple(_points(context, plot, across))
    labels = [
        *ticks_beside(context, plot),
        *ticks_below(context, plot, across),
        *_point_names(context, plot, marks),
    ]
    return context.box(plot, Drawing(marks), labels)


def _plot(context: ChartContext, scale: Scale, across: Scale) -> Rect | None:
    """Return where points are drawn, None where the ticks of an axis leave too little room."""
    pencil, room = context.pencil, context.room
    texts = tuple(written(across.form, one) for one in across.ticks())
    # The first and the last tick below are centred on the ends of the plot, half of each reaches past it.
    left = max(ticks_width(context, scale) + SPACE, pencil.width(texts[0]) // 2)
    right = pencil.width(texts[-1]) // 2 + SPACE // 2
    # Half of the highest tick at the side reaches above the plot.
    above, below = pencil.line // 2, pencil.line + SPACE
    plot = Rect(
        Emu(room.x + left),
        Emu(room.y + above),
        Emu(room.width - left - right),
        Emu(room.height - above - below),
    )
    step = plot.width / max(1, len(texts) - 1)
    fits = plot.height >= room.height * LEAST_PLOT and pencil.widest(texts) + SPACE <= step
    return plot if fits else None


def ticks_below(context: ChartContext, plot: Plot, across: Scale) -> Iterator[Label]:
    """Yield the ticks of an axis of numbers along the foot of a plot."""
    pencil = context.pencil
    for value in across.ticks():
        x = plot.rect.x + across.share(value) * plot.rect.width
        width = pencil.width(written(across.form, value))
        rect = Rect(Emu(round(x - width / 2)), Emu(plot.rect.bottom + SPACE), width, pencil.line)
        yield replace(context.tick(across, value, rect, Align.CENTER, "x"), anchor=Anchor.TOP)


def _points(context: ChartContext, plot: Plot, across: Scale) -> Iterator[Mark]:
    chart = context.chart
    colours = fills(chart, context.theme)
    for number, one in enumerate(chart.series):
        for place, (x, value) in enumerate(zip(chart.xs, one.values, strict=True)):
            if value is not None:
                at = plot.rect.x + across.share(x) * plot.rect.width
                size = LARGE_DOT if place == chart.category else DOT
                spot = centred(at, plot.y(value), size, size)
                yield Mark(spot, colours[number][place], number, place)


class _Wanted(Struct, frozen=True):
    """A name to be set beside one of some marks; one that is `needed` is set even where it covers others."""

    says: LabelKind
    text: str
    marks: tuple[Mark, ...]
    needed: bool


class _Spot(Struct, frozen=True):
    """A place for a name beside a mark, and on which side of it."""

    rect: Rect
    side: Side
    mark: Mark


def _point_names(context: ChartContext, plot: Plot, marks: Sequence[Mark]) -> Iterator[Label]:
    """Yield names of points or of series where they cover nothing; one that stands out comes in any case."""
    chart = context.chart
    dots = [mark.rect for mark in marks]
    names: list[Rect] = []
    for wanted in _wanted(context, marks):
        spot = _free(context, plot, wanted, dots, names)
        if spot is None:
            continue
        names.append(spot.rect)
        mark = spot.mark
        yield Label(
            key=f"{wanted.says.value}-{mark.series + 1}-{mark.place + 1}",
            says=wanted.says,
            lines=(wanted.text,),
            rect=spot.rect,
            align={Side.AFTER: Align.START, Side.BEFORE: Align.END}.get(spot.side, Align.CENTER),
            anchor=Anchor.MIDDLE,
            size=context.pencil.size,
            colour="ink",
            bold=mark.place == chart.category or mark.series == chart.one,
            side=spot.side,
            series=mark.series,
            place=mark.place,
        )


def _wanted(context: ChartContext, marks: Sequence[Mark]) -> Iterator[_Wanted]:
    """Yield the names of several series, each beside one of its points, else those of the points."""
    chart = context.chart
    if chart.named:
        for number, one in enumerate(chart.series):
            own = sorted((mark for mark in marks if mark.series == number), key=lambda mark: -mark.rect.x)
            yield _Wanted(LabelKind.NAME, one.name, tuple(own), True)
        return
    named = (mark for mark in marks if chart.categories[mark.place])
    for mark in sorted(named, key=lambda mark: (mark.place != chart.category, mark.place)):
        chosen = mark.place == chart.category
        yield _Wanted(LabelKind.POINT, chart.categories[mark.place], (mark,), chosen)


def _free(
    context: ChartContext, plot: Plot, wanted: _Wanted, dots: Sequence[Rect], names: Sequence[Rect]
) -> _Spot | None:
    """Return the first place for a name that is free of dots and other names, else that which covers least.

    None where no place is free and the name is not needed, or none is within the chart.
    """
    top, foot = context.room.y, plot.rect.bottom
    within = Rect(plot.rect.x, top, Emu(context.room.right - plot.rect.x), Emu(foot - top))
    least: tuple[int, _Spot] | None = None
    for spot in _spots(context, wanted):
        if not within.contains(spot.rect):
            continue
        # A name that is covered cannot be read, so one counts more than all dots.
        covered_dots, covered_names = (sum(map(spot.rect.overlaps, places)) for places in (dots, names))
        covers = covered_dots + len(dots) * covered_names
        if not covers:
            return spot
        if least is None or covers < least[0]:
            least = (covers, spot)
    return least[1] if least and wanted.needed else None


def _spots(context: ChartContext, wanted: _Wanted) -> Iterator[_Spot]:
    """Yield the places beside the marks of a name, the best side of each first."""
    width, line = context.pencil.width(wanted.text, bold=True), context.pencil.line
    for mark in wanted.marks:
        x, y = mark.rect.x + mark.rect.width // 2, mark.rect.y + mark.rect.height // 2
        apart = mark.rect.width // 2 + GAP_OF_VALUE
        for side, left, top in (
            (Side.AFTER, x + apart, y - line // 2),
            (Side.ABOVE, x - width // 2, y - apart - line),
            (Side.BELOW, x - width // 2, y + apart),
            (Side.BEFORE, x - apart - width, y - line // 2),
        ):
            yield _Spot(Rect(Emu(left), Emu(top), width, line), side, mark)
