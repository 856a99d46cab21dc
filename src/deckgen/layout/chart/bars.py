"""Lying bars, the first on top: where each is, the name of its category before it, the number at its end."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from deckgen.layout.chart.bands import (
    APART,
    GAP,
    GAP_BETWEEN_GROUPS,
    LEAST_PLOT,
    MOST_NAMES,
    NAME_LINES,
    Bands,
    with_room_below,
)
from deckgen.layout.chart.context import GAP_OF_VALUE, SPACE, ChartContext, Drawing, Plot, fills
from deckgen.layout.chart.scales import bare
from deckgen.layout.plots import AXIS, ChartBox, Label, LabelKind, Mark, Side
from deckgen.structs import Struct, replace
from deckgen.theme.model import Align, Anchor
from deckgen.units import Emu, Rect, grid

TALLEST_BAND = grid(13.25)
"""The most room that a single bar has, the space around it included."""

MORE_PER_BAR = 0.6
"""What each further bar of a group adds to that room, as a share of it: they share the space around them."""

LEAST_BAND = 1.06
"""How tall the band of a single bar is at least, in lines: so much keeps numbers and names of neighbours
apart."""

LEAST_BAR = 0.94
"""How tall each bar of a group is at least, in lines: with the space between them (`APART`), 1.015 lines lie
between the numbers of neighbours."""

Texts = Mapping[tuple[int, int], str]
"""The number of a series and the place of a category → what the end of its bar says."""


class _Frame(Struct, frozen=True):
    """A plot of lying bars: the lines and the width of the categories' names, and the bars' bands."""

    plot: Plot
    bands: Bands
    lines: tuple[tuple[str, ...], ...]
    names: Emu


def bars(context: ChartContext) -> ChartBox | None:
    """Return lying bars, or None where they do not fit at this size."""
    texts = _texts(context)
    frame = _frame(context, texts)
    if frame is None:
        return None
    marks = tuple(_marks(context, frame))
    labels = [*_names(context, frame), *(_number(context, frame, mark, texts) for mark in marks)]
    drawing = Drawing(marks, gap=frame.bands.gap, overlap=frame.bands.overlap)
    return context.box(frame.plot, drawing, labels)


def _frame(context: ChartContext, texts: Texts) -> _Frame | None:
    """Return where bars are drawn, None where names and numbers leave them too little room."""
    chart, pencil, room = context.chart, context.pencil, context.room
    count, groups = len(chart.series), len(chart.categories)
    lines = _lines(context)
    if lines is None:
        return None
    names = pencil.widest(tuple(line for one in lines for line in one))
    at_end = pencil.widest(tuple(texts.values()), bold=True) + GAP_OF_VALUE
    band = min(room.height / groups, float(TALLEST_BAND) * (1 + (count - 1) * MORE_PER_BAR))
    rect = Rect(
        Emu(room.x + names + SPACE),
        room.y,
        Emu(room.width - names - SPACE - at_end),
        Emu(int(band * groups)),
    )
    gap, overlap = (GAP, 0) if count == 1 else (GAP_BETWEEN_GROUPS, APART)
    bands = Bands(float(rect.y), band, count, gap, overlap)
    if _tight(context, bands) or rect.width < room.width * LEAST_PLOT:
        return None
    if any(pencil.height(one) > band for one in lines):
        return None
    scale = with_room_below(bare(context.numbers(), chart.form), at_end + SPACE, rect.width)
    plot = Plot(rect, scale)
    zero = Rect(Emu(round(_x(plot, 0.0))), rect.y, AXIS, rect.height)
    return _Frame(replace(plot, axes=(zero,) if scale.low < 0 else ()), bands, lines, names)


def _tight(context: ChartContext, bands: Bands) -> bool:
    """Tell whether numbers at the ends of neighbouring bars would touch."""
    line = context.pencil.line
    return bands.band < line * LEAST_BAND if bands.count == 1 else bands.breadth < line * LEAST_BAR


def _lines(context: ChartContext) -> tuple[tuple[str, ...], ...] | None:
    """Return the lines of each category's name, None where one takes too many."""
    pencil = context.pencil
    width, most = int(context.room.width * MOST_NAMES), NAME_LINES + pencil.more
    named = [pencil.lines(one, width, most) for one in context.chart.categories]
    return None if any(one is None for one in named) else tuple(one for one in named if one is not None)


def _texts(context: ChartContext) -> Texts:
    chart = context.chart
    return {
        (series, place): _text(context, series, place)
        for series in range(len(chart.series))
        for place in range(len(chart.categories))
    }


def _text(context: ChartContext, series: int, place: int) -> str:
    """Return a bar's number, after its series' name where that is said first."""
    text, one = context.text(series, place), context.chart.series[series]
    first = next((at for at, value in enumerate(one.values) if value is not None), None)
    return f"{one.name} {text}" if context.chart.named and place == first else text


def _x(plot: Plot, value: float) -> float:
    """Return where along the plot a number is drawn."""
    return plot.rect.x + plot.scale.share(value) * plot.rect.width


def _marks(context: ChartContext, frame: _Frame) -> Iterator[Mark]:
    colours = fills(context.chart, context.theme)
    zero = _x(frame.plot, 0.0)
    for number, series in enumerate(context.chart.series):
        for place, value in enumerate(series.values):
            if value is None:
                continue
            start, stop = frame.bands.mark(number, place)
            left, right = sorted((zero, _x(frame.plot, value)))
            rect = Rect(
                Emu(round(left)), Emu(round(start)), Emu(round(right - left)), Emu(round(stop) - round(start))
            )
            yield Mark(rect, colours[number][place], number, place)


def _names(context: ChartContext, frame: _Frame) -> Iterator[Label]:
    bands = frame.bands
    for place, lines in enumerate(frame.lines):
        top = Emu(round(bands.start + bands.band * place))
        rect = Rect(context.room.x, top, frame.names, Emu(int(bands.band)))
        yield context.category(place, lines, rect, Align.END, Anchor.MIDDLE)


def _number(context: ChartContext, frame: _Frame, mark: Mark, texts: Texts) -> Label:
    """Return what is said at the end of a bar: at the left end where its number is below zero."""
    pencil, text = context.pencil, texts[mark.series, mark.place]
    value = context.chart.series[mark.series].values[mark.place] or 0.0
    left, right = sorted((_x(frame.plot, 0.0), _x(frame.plot, value)))
    width = pencil.width(text, bold=True)
    x = right + GAP_OF_VALUE if value >= 0 else left - GAP_OF_VALUE - width
    start, stop = frame.bands.mark(mark.series, mark.place)
    spot = Rect(Emu(round(x)), Emu(round((start + stop) / 2) - pencil.line // 2), width, pencil.line)
    align = Align.START if value >= 0 else Align.END
    label = replace(context.value(mark.series, mark.place, spot, align), side=Side.OUTSIDE)
    return label if text == label.text else replace(label, says=LabelKind.NAMED_VALUE, lines=(text,))
