"""Standing columns, side by side or stacked: where each is, and the number at its end or within it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from deckgen.deck.model import ChartKind
from deckgen.layout.chart.axes import (
    CategoryNames,
    below_axis,
    beside_plot,
    in_order_of_time,
    named_categories,
    ticks_beside,
)
from deckgen.layout.chart.bands import (
    APART,
    GAP,
    GAP_BETWEEN_BINS,
    GAP_BETWEEN_GROUPS,
    LEAST_PLOT,
    NAME_LINES,
    Bands,
    with_room_below,
)
from deckgen.layout.chart.context import (
    GAP_OF_VALUE,
    SPACE,
    SWATCH,
    ChartContext,
    Drawing,
    Plot,
    fills,
    name_labels,
    names_width,
)
from deckgen.layout.chart.scales import bare, ticked
from deckgen.layout.plots import AXIS, ChartBox, Label, LabelKind, Mark, Scale, Side
from deckgen.structs import Struct, replace
from deckgen.theme.model import Align, Anchor
from deckgen.units import Emu, Rect, grid

WIDEST_BAND = grid(54)
"""The most room that a single column has, the space around it included."""

MORE_PER_COLUMN = 0.5
"""What each further column of a group adds to that room, as a share of it: they share the space around
them."""

MOST_SERIES_NAMES = 0.26
"""The share of a chart's width that the names of series take at most."""

NUMBER_OVER_COLUMN = 1.04
"""How wide a number may be above a column of a group, in columns. They begin 1.08 apart (`APART`), so that
numbers keep 0.04 apart."""


class _Frame(Struct, frozen=True):
    """A plot of columns: their bands, the names of their categories, and the width of those of the series."""

    plot: Rect
    bands: Bands
    categories: CategoryNames
    names: Emu


class _Way(Struct, frozen=True):
    """How columns are drawn: on top of each other or not, with their numbers or an axis, all named or not."""

    stacked: bool
    numbered: bool
    strides: bool


def columns(context: ChartContext, *, numbered: bool = True, strides: bool = False) -> ChartBox | None:
    """Return upright columns, or None where they do not fit at this size.

    Where they are not `numbered` an axis tells their heights. With `strides` not every one is named.
    """
    way = _Way(context.chart.kind is ChartKind.STACKED, numbered, strides)
    scale = _scale(context, way)
    frame = _frame(context, scale, way)
    if frame is None:
        return None
    pencil, chart = context.pencil, context.chart
    if numbered and not way.stacked:
        scale = with_room_below(scale, pencil.line + 2 * GAP_OF_VALUE, frame.plot.height)
    plot = Plot(frame.plot, scale, skip=frame.categories.skip)
    marks = tuple(_marks(context, plot, frame.bands, stacked=way.stacked))
    numbers = _numbers(context, marks, frame.bands, way)
    if numbers is None:
        return None
    labels = [*_categories(context, plot, frame), *numbers]
    if scale.shown:
        labels += ticks_beside(context, plot)
    if chart.named:
        x = Emu(frame.plot.right + SPACE)
        labels += name_labels(context, x, frame.names, _ends(context, marks, frame.plot))
    plot = replace(plot, axes=(Rect(frame.plot.x, plot.y(0.0), frame.plot.width, AXIS),))
    drawing = Drawing(marks, gap=frame.bands.gap, overlap=frame.bands.overlap)
    return context.box(plot, drawing, labels)


def _scale(context: ChartContext, way: _Way) -> Scale:
    """Return the scale of the columns' heights: of stacked ones, of their sums."""
    whole, form = context.whole, context.chart.form
    sums = [sum(one.values[place] or 0.0 for one in whole.series) for place in range(len(whole.categories))]
    values = sums if way.stacked else context.numbers()
    return bare(values, form) if way.numbered else ticked(values, form, zero=True)


def _frame(context: ChartContext, scale: Scale, way: _Way) -> _Frame | None:
    """Return where columns are drawn, None where what is said around them leaves too little room."""
    chart, room = context.chart, context.room
    names = _series_names(context)
    if names is None:
        return None
    left = beside_plot(context, scale)
    free = room.width - left - (names + SPACE if names else 0)
    side_by_side = 1 if way.stacked else len(chart.series)
    widest = float(WIDEST_BAND) * (1 + (side_by_side - 1) * MORE_PER_COLUMN)
    groups = len(chart.categories)
    band = min(free / groups, widest)
    skipping = way.strides and in_order_of_time(chart.categories)
    categories = named_categories(context, band, NAME_LINES, skipping=skipping)
    if categories is None:
        return None
    edge = _out(context, categories, band)
    if edge:
        band = min(band, (free - 2 * edge) / groups)
    top = _above(context, scale, way)
    foot = categories.height(context) + below_axis(context, scale, edge)
    height = room.height - top - foot
    if height < room.height * LEAST_PLOT:
        return None
    plot = Rect(Emu(round(room.x + left + edge)), Emu(room.y + top), Emu(int(band * groups)), Emu(height))
    gap, overlap = _spacing(context, way)
    return _Frame(plot, Bands(float(plot.x), band, side_by_side, gap, overlap), categories, names)


def _series_names(context: ChartContext) -> Emu | None:
    """Return the width of the series' names and their spots of colour, None where they need too much."""
    if not context.chart.named:
        return Emu(0)
    names = names_width(context, MOST_SERIES_NAMES, 2 + context.pencil.more)
    return None if names is None else Emu(names + SWATCH + SPACE)


def _out(context: ChartContext, categories: CategoryNames, band: float) -> float:
    """Return how far the first category's name reaches past its band; broken names never do."""
    first = context.pencil.widest(context.chart.categories[:1])
    return max(0.0, (first - band) / 2) if categories.skip > 1 else 0.0


def _above(context: ChartContext, scale: Scale, way: _Way) -> int:
    """Return the room above the tallest column: for its number, for a name as well, for half of a tick."""
    chart, line = context.chart, context.pencil.line
    if way.stacked:
        top = 0
    elif scale.shown and chart.category is not None and len(chart.series) == 1:
        top = 2 * line + GAP_OF_VALUE
    else:
        top = line + GAP_OF_VALUE
    return max(top, line // 2 if scale.shown else 0)


def _spacing(context: ChartContext, way: _Way) -> tuple[int, int]:
    """Return the gap between groups and the overlap within them, in per cent of a column."""
    overlap = 100 if way.stacked else APART if len(context.chart.series) > 1 else 0
    if context.chart.kind is ChartKind.HISTOGRAM:
        return GAP_BETWEEN_BINS, overlap
    return (GAP if way.stacked or len(context.chart.series) == 1 else GAP_BETWEEN_GROUPS), overlap


def _marks(context: ChartContext, plot: Plot, bands: Bands, *, stacked: bool) -> Iterator[Mark]:
    chart = context.chart
    colours = fills(chart, context.theme)
    for place in range(len(chart.categories)):
        below = 0.0
        for number, one in enumerate(chart.series):
            value = one.values[place]
            if value is None:
                continue
            low, high = sorted((below, below + value) if stacked else (0.0, value))
            start, stop = bands.mark(0 if stacked else number, place)
            top, bottom = plot.y(high), plot.y(low)
            rect = Rect(Emu(round(start)), top, Emu(round(stop) - round(start)), Emu(bottom - top))
            yield Mark(rect, colours[number][place], number, place)
            below += value if stacked else 0.0


def _numbers(context: ChartContext, marks: tuple[Mark, ...], bands: Bands, way: _Way) -> list[Label] | None:
    """Return the numbers at the columns' ends or within their parts; None where one of them has no room.

    Where an axis shows the heights, only that of the category that stands out has its number.
    """
    if way.stacked:
        return _within(context, marks, way)
    if not way.numbered:
        chart = context.chart
        chosen = [mark for mark in marks if mark.place == chart.category and len(chart.series) == 1]
        return [_chosen(context, mark, marks) for mark in chosen]
    # Above a single column a number may be as wide as the band: its neighbours' are a band away.
    room = bands.breadth * (1 + bands.gap / 100 if bands.count == 1 else NUMBER_OVER_COLUMN)
    labels = [_at_end(context, mark) for mark in marks]
    return None if any(label.rect.width > room for label in labels) else labels


def _within(context: ChartContext, marks: tuple[Mark, ...], way: _Way) -> list[Label] | None:
    """Return the numbers within the parts of stacked columns that have room for them.

    None where a part without room has to have its number.
    """
    pencil, found = context.pencil, []
    for mark in marks:
        width = pencil.width(context.text(mark.series, mark.place), bold=True)
        if mark.rect.height >= pencil.line and width <= mark.rect.width:
            label = context.value(mark.series, mark.place, mark.rect, Align.CENTER)
            found.append(replace(label, side=Side.WITHIN, colour="bg"))
        elif way.numbered and context.chart.series[mark.series].values[mark.place]:
            return None
    return found


def _at_end(context: ChartContext, mark: Mark) -> Label:
    """Return the number above a column, or below one that is below zero."""
    pencil = context.pencil
    value = context.chart.series[mark.series].values[mark.place] or 0.0
    width = pencil.width(context.text(mark.series, mark.place), bold=True)
    middle = mark.rect.x + mark.rect.width / 2
    y = mark.rect.y - GAP_OF_VALUE - pencil.line if value >= 0 else mark.rect.bottom + GAP_OF_VALUE
    rect = Rect(Emu(round(middle - width / 2)), Emu(y), width, pencil.line)
    return replace(context.value(mark.series, mark.place, rect, Align.CENTER), side=Side.OUTSIDE)


def _chosen(context: ChartContext, mark: Mark, marks: tuple[Mark, ...]) -> Label:
    """Return name and number of the column that stands out, above its neighbours."""
    pencil = context.pencil
    lines = (context.chart.categories[mark.place], context.text(mark.series, mark.place))
    width, height = pencil.widest(lines, bold=True), pencil.height(lines)
    x = mark.rect.x + mark.rect.width // 2 - width // 2
    near = [one.rect.y for one in marks if one.rect.x < x + width and one.rect.right > x]
    y, usual = min(near) - GAP_OF_VALUE - height, mark.rect.y - GAP_OF_VALUE - height
    label = context.value(mark.series, mark.place, Rect(Emu(x), Emu(y), width, height), Align.CENTER)
    return replace(label, says=LabelKind.SLICE, lines=lines, side=Side.OUTSIDE, shift=(0, y - usual))


def _categories(context: ChartContext, plot: Plot, frame: _Frame) -> Iterator[Label]:
    pencil, bands, names = context.pencil, frame.bands, frame.categories
    below = below_axis(context, plot.scale, _out(context, names, bands.band))
    for place in range(0, len(names.lines), names.skip):
        lines = names.lines[place]
        width = Emu(int(bands.band)) if names.skip == 1 else pencil.widest(lines)
        x = Emu(round(bands.middle(place) - width / 2))
        rect = Rect(x, Emu(plot.rect.bottom + below), width, pencil.height(lines))
        yield context.category(place, lines, rect, Align.CENTER, Anchor.TOP)


def _ends(context: ChartContext, marks: Sequence[Mark], plot: Rect) -> list[float]:
    """Return the height at which each series' last mark is spoken of: its end, of a part its middle."""
    last = len(context.chart.categories) - 1
    found = {mark.series: mark.rect for mark in marks if mark.place == last}
    stacked = context.chart.kind is ChartKind.STACKED
    heights = []
    for number in range(len(context.chart.series)):
        rect = found.get(number)
        if rect is None:
            heights.append(float(plot.bottom))
        else:
            heights.append(rect.y + (rect.height / 2 if stacked else 0.0))
    return heights
