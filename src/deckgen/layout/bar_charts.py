"""Bars and columns, side by side or stacked: where each stands, and the number at its end."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from deckgen.deck.charts import written
from deckgen.deck.model import ChartKind
from deckgen.layout.plots import AXIS, ChartBox, Label, Mark, Say, Scale, Side
from deckgen.layout.scales import bare, ticked
from deckgen.layout.sketch import (
    GAP_OF_VALUE,
    SPACE,
    SWATCH,
    Sketch,
    fills,
    name_labels,
    names_width,
)
from deckgen.theme.model import Align, Anchor
from deckgen.units import Emu, Rect, grid

GAP, GAP_BETWEEN_GROUPS, GAP_BETWEEN_BINS = 70, 80, 6
"""The space between single bars, groups of them and a histogram's columns, in per cent of a bar."""

APART = -8
"""How far the bars of a group overlap: they keep a little apart."""

WIDEST_BAND, TALLEST_BAND = grid(30), grid(13.25)
"""The most room that a column and a bar have, the space around them included."""

MOST_NAMES = 0.38
"""The share of a chart's width that the names of bars may take, and the least that is left to bars."""

LEAST_PLOT = 0.3
MOST_SERIES_NAMES = 0.26
LONGEST_DATE = 10
"""Characters of a year, a month or a day at most."""

LINES = 3
"""The lines that a category's name takes at most."""

STRIDES = (1, 2, 3, 4, 5, 10, 20, 25, 50, 100, 200, 250, 500)
"""Every how many categories one is named."""


@dataclass(frozen=True, slots=True)
class _Bands:
    """Categories in a row, each with its group of marks: all lengths along the row."""

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
        start = self.start + self.band * place + self.breadth * self.gap / 200 + step * series
        return start, start + self.breadth

    def middle(self, place: int) -> float:
        """Return the middle of a category."""
        return self.start + self.band * (place + 0.5)


def bars(sketch: Sketch) -> ChartBox | None:
    """Return lying bars, the first on top, or None where they do not fit at this size."""
    chart, pencil, room = sketch.chart, sketch.pencil, sketch.room
    count, groups = len(chart.series), len(chart.categories)
    named = [pencil.lines(one, int(room.width * MOST_NAMES), LINES + pencil.more) for one in chart.categories]
    if any(one is None for one in named):
        return None
    lines = [one for one in named if one is not None]
    names = pencil.widest(tuple(line for one in lines for line in one))
    texts = {(s, p): _bar_text(sketch, s, p) for s in range(count) for p in range(groups)}
    wide = pencil.widest(tuple(texts.values()), bold=True) + GAP_OF_VALUE
    gap, overlap = (GAP, 0) if count == 1 else (GAP_BETWEEN_GROUPS, APART)
    band = min(room.height / groups, float(TALLEST_BAND) * (1 + (count - 1) * 0.6))
    plot = Rect(
        Emu(room.x + names + SPACE),
        room.y,
        Emu(room.width - names - SPACE - wide),
        Emu(int(band * groups)),
    )
    bands = _Bands(float(plot.y), band, count, gap, overlap)
    tight = band < pencil.line * 1.06 if count == 1 else bands.breadth < pencil.line * 0.94
    if tight or plot.width < room.width * LEAST_PLOT or any(pencil.height(one) > band for one in lines):
        return None
    scale = _with_room_below(bare(sketch.numbers(), chart.form), wide + SPACE, plot.width)
    colours = fills(chart, sketch.theme)
    marks, labels = [], []
    for place in range(groups):
        top = Emu(round(bands.start + band * place))
        rect = Rect(room.x, top, names, Emu(int(band)))
        labels.append(sketch.category(place, lines[place], rect, Align.END, Anchor.MIDDLE))
    zero = plot.x + scale.share(0.0) * plot.width
    for (number, place), text in texts.items():
        value = chart.series[number].values[place]
        if value is None:
            continue
        start, stop = bands.mark(number, place)
        end = plot.x + scale.share(value) * plot.width
        left, right = sorted((zero, end))
        rect = Rect(
            Emu(round(left)), Emu(round(start)), Emu(round(right - left)), Emu(round(stop) - round(start))
        )
        marks.append(Mark(rect, colours[number][place], number, place))
        width = pencil.width(text, bold=True)
        x = right + GAP_OF_VALUE if value >= 0 else left - GAP_OF_VALUE - width
        spot = Rect(Emu(round(x)), Emu(round((start + stop) / 2) - pencil.line // 2), width, pencil.line)
        align = Align.START if value >= 0 else Align.END
        label = replace(sketch.value(number, place, spot, align), side=Side.OUTSIDE)
        labels.append(label if text == label.text else replace(label, says=Say.NAMED_VALUE, lines=(text,)))
    axes = [Rect(Emu(round(zero)), plot.y, AXIS, plot.height)] if scale.low < 0 else []
    return sketch.box(plot, scale, gap=gap, overlap=overlap, marks=marks, labels=labels, axes=axes)


def _bar_text(sketch: Sketch, series: int, place: int) -> str:
    """Return a bar's number, behind its series' name where that is said first."""
    text, one = sketch.text(series, place), sketch.chart.series[series]
    first = next((at for at, value in enumerate(one.values) if value is not None), None)
    return f"{one.name} {text}" if sketch.chart.named and place == first else text


def _with_room_below(scale: Scale, room: int, length: int) -> Scale:
    """Return a scale that goes on below its lowest number so far that a label finds room there."""
    if scale.low >= 0 or room >= length / 2:
        return scale
    more = room / (length - room) * (scale.high - scale.low)
    return replace(scale, low=scale.low - more, step=scale.high - scale.low + more)


def columns(sketch: Sketch, *, numbered: bool = True, strides: bool = False) -> ChartBox | None:
    """Return standing columns, or None where they do not fit at this size.

    Where they are not `numbered` an axis tells their heights. With `strides` not every one is named.
    """
    stacked = sketch.chart.kind is ChartKind.STACKED
    tops = [sum(one.values[place] or 0.0 for one in sketch.whole.series)
            for place in range(len(sketch.whole.categories))]  # fmt: skip
    values = tops if stacked else sketch.numbers()
    scale = bare(values, sketch.chart.form) if numbered else ticked(values, sketch.chart.form, zero=True)
    frame = _frame(sketch, scale, stacked=stacked, strides=strides)
    if frame is None:
        return None
    plot, bands, lines, skip, names = frame
    pencil, chart = sketch.pencil, sketch.chart
    if not stacked and numbered:
        scale = _with_room_below(scale, pencil.line + 2 * GAP_OF_VALUE, plot.height)
    marks = tuple(_marks(sketch, plot, bands, scale, stacked=stacked))
    numbers = _numbers(sketch, marks, bands, stacked=stacked, numbered=numbered)
    if numbers is None:
        return None
    out = max(0.0, (pencil.widest(chart.categories[:1]) - bands.band) / 2) if skip > 1 else 0.0
    below = below_axis(sketch, scale, out)
    labels = [*_categories(sketch, plot, bands, lines, skip, below), *numbers]
    if scale.shown:
        labels += ticks_beside(sketch, plot, scale)
    if chart.named:
        x = Emu(plot.right + SPACE)
        labels += name_labels(sketch, x, names, _ends(sketch, marks, plot))
    zero = Emu(round(plot.bottom - scale.share(0.0) * plot.height))
    axes = (Rect(plot.x, zero, plot.width, AXIS),)
    return sketch.box(
        plot, scale, gap=bands.gap, overlap=bands.overlap, skip=skip, marks=marks, labels=labels, axes=axes
    )


def _frame(
    sketch: Sketch, scale: Scale, *, stacked: bool, strides: bool
) -> tuple[Rect, _Bands, list[tuple[str, ...]], int, Emu] | None:
    """Return the plot, its bands, the categories' lines, every how many are named, and the names' width."""
    chart, pencil, room = sketch.chart, sketch.pencil, sketch.room
    groups, count = len(chart.categories), len(chart.series)
    names = names_width(sketch, MOST_SERIES_NAMES, 2 + pencil.more) if chart.named else Emu(0)
    if names is None:
        return None
    if chart.named:
        names = Emu(names + SWATCH + SPACE)
    left = ticks_width(sketch, scale) + SPACE if scale.shown else 0
    right = names + SPACE if names else 0
    histogram = chart.kind is ChartKind.HISTOGRAM
    widest = float(WIDEST_BAND) * (1 + (0 if stacked else count - 1) * 0.5)
    band = min((room.width - left - right) / groups, widest)
    named = named_categories(sketch, band, LINES, skipping=strides and in_order_of_time(chart.categories))
    if named is None:
        return None
    skip, lines = named
    edge = max(0.0, (pencil.widest(chart.categories[:1]) - band) / 2) if skip > 1 else 0.0
    if edge:
        band = min(band, (room.width - left - right - 2 * edge) / groups)
    top = 0 if stacked else pencil.line + GAP_OF_VALUE
    if scale.shown and not stacked and chart.category is not None and count == 1:
        top = 2 * pencil.line + GAP_OF_VALUE
    top = max(top, pencil.line // 2 if scale.shown else 0)
    below = below_axis(sketch, scale, edge)
    foot = max(pencil.height(one) for one in lines) + below
    x = room.x + left + edge
    height = room.height - top - foot
    if height < room.height * LEAST_PLOT:
        return None
    plot = Rect(Emu(round(x)), Emu(room.y + top), Emu(int(band * groups)), Emu(height))
    gap = GAP_BETWEEN_BINS if histogram else GAP if stacked or count == 1 else GAP_BETWEEN_GROUPS
    overlap = 100 if stacked else APART if count > 1 else 0
    bands = _Bands(float(plot.x), band, 1 if stacked else count, gap, overlap)
    return plot, bands, lines, skip, names


def named_categories(
    sketch: Sketch, band: float, most: int, *, skipping: bool
) -> tuple[int, list[tuple[str, ...]]] | None:
    """Return every how many categories one is named, and the lines of each; None where they do not fit.

    A name takes `most` lines at most. Only with `skipping` may some go without names.
    """
    pencil, categories = sketch.pencil, sketch.chart.categories
    found = [pencil.lines(one, int(band * 0.94), most + pencil.more) for one in categories]
    if all(found):
        return 1, [one for one in found if one]
    if not skipping:
        return None
    widest = pencil.widest(categories) + SPACE
    skip = next((one for one in STRIDES if one * band >= widest), None)
    return (skip, [(one,) for one in categories]) if skip else None


def _marks(sketch: Sketch, plot: Rect, bands: _Bands, scale: Scale, *, stacked: bool) -> Iterator[Mark]:
    chart = sketch.chart
    colours = fills(chart, sketch.theme)
    for place in range(len(chart.categories)):
        below = 0.0
        for number, one in enumerate(chart.series):
            value = one.values[place]
            if value is None:
                continue
            low, high = sorted((below, below + value) if stacked else (0.0, value))
            start, stop = bands.mark(0 if stacked else number, place)
            top = round(plot.bottom - scale.share(high) * plot.height)
            bottom = round(plot.bottom - scale.share(low) * plot.height)
            rect = Rect(Emu(round(start)), Emu(top), Emu(round(stop) - round(start)), Emu(bottom - top))
            yield Mark(rect, colours[number][place], number, place)
            below += value if stacked else 0.0


def _numbers(
    sketch: Sketch, marks: tuple[Mark, ...], bands: _Bands, *, stacked: bool, numbered: bool
) -> list[Label] | None:
    """Return the numbers at the columns' ends or within their parts; None where one of them has no room.

    Where an axis tells the heights, only that of the category that stands out has its number.
    """
    chart, pencil = sketch.chart, sketch.pencil
    room = bands.breadth * (1 + bands.gap / 100) if bands.count == 1 else bands.breadth * 1.04
    found = []
    for mark in marks:
        text = sketch.text(mark.series, mark.place)
        width = pencil.width(text, bold=True)
        value = chart.series[mark.series].values[mark.place] or 0.0
        if stacked:
            tall = mark.rect.height >= pencil.line and width <= mark.rect.width
            if tall:
                label = sketch.value(mark.series, mark.place, mark.rect, Align.CENTER)
                found.append(replace(label, side=Side.WITHIN, colour="bg"))
            elif numbered and value:
                return None
            continue
        if width > room and numbered:
            return None
        if not numbered:
            if mark.place == chart.category and len(chart.series) == 1:
                found.append(_chosen(sketch, mark, marks))
            continue
        middle = mark.rect.x + mark.rect.width / 2
        y = mark.rect.y - GAP_OF_VALUE - pencil.line if value >= 0 else mark.rect.bottom + GAP_OF_VALUE
        rect = Rect(Emu(round(middle - width / 2)), Emu(y), width, pencil.line)
        label = sketch.value(mark.series, mark.place, rect, Align.CENTER)
        found.append(replace(label, side=Side.OUTSIDE))
    return found


def _chosen(sketch: Sketch, mark: Mark, marks: tuple[Mark, ...]) -> Label:
    """Return name and number of the column that stands out, above its neighbours."""
    pencil = sketch.pencil
    lines = (sketch.chart.categories[mark.place], sketch.text(mark.series, mark.place))
    width, height = pencil.widest(lines, bold=True), pencil.height(lines)
    x = mark.rect.x + mark.rect.width // 2 - width // 2
    near = [one.rect.y for one in marks if one.rect.x < x + width and one.rect.right > x]
    y, usual = min(near) - GAP_OF_VALUE - height, mark.rect.y - GAP_OF_VALUE - height
    label = sketch.value(mark.series, mark.place, Rect(Emu(x), Emu(y), width, height), Align.CENTER)
    return replace(label, says=Say.SLICE, lines=lines, side=Side.OUTSIDE, shift=(0, y - usual))


def _categories(
    sketch: Sketch, plot: Rect, bands: _Bands, lines: list[tuple[str, ...]], skip: int, below: int
) -> Iterator[Label]:
    pencil = sketch.pencil
    for place in range(0, len(lines), skip):
        height = pencil.height(lines[place])
        width = Emu(int(bands.band)) if skip == 1 else pencil.widest(lines[place])
        x = Emu(round(bands.middle(place) - width / 2))
        rect = Rect(x, Emu(plot.bottom + below), width, height)
        yield sketch.category(place, lines[place], rect, Align.CENTER, Anchor.TOP)


def _ends(sketch: Sketch, marks: tuple[Mark, ...], plot: Rect) -> list[float]:
    """Return the height at which each series' last mark is spoken of: its end, of a part its middle."""
    last = len(sketch.chart.categories) - 1
    found = {mark.series: mark.rect for mark in marks if mark.place == last}
    stacked = sketch.chart.kind is ChartKind.STACKED
    heights = []
    for number in range(len(sketch.chart.series)):
        rect = found.get(number)
        if rect is None:
            heights.append(float(plot.bottom))
        else:
            heights.append(rect.y + (rect.height / 2 if stacked else 0.0))
    return heights


def ticks_width(sketch: Sketch, scale: Scale) -> Emu:
    """Return the width of the widest tick of an axis at the side."""
    return sketch.pencil.widest(tuple(written(scale.form, one) for one in scale.ticks()))


def ticks_beside(sketch: Sketch, plot: Rect, scale: Scale) -> Iterator[Label]:
    """Yield the ticks of an axis at the start of a plot."""
    width, line = ticks_width(sketch, scale), sketch.pencil.line
    for value in scale.ticks():
        y = plot.bottom - scale.share(value) * plot.height
        rect = Rect(Emu(plot.x - SPACE - width), Emu(round(y) - line // 2), width, line)
        yield sketch.tick(scale, value, rect, Align.END, "y")


def below_axis(sketch: Sketch, scale: Scale, out: float) -> int:
    """Return the space between a plot and the names below it; more where they reach under an axis' ticks."""
    return sketch.pencil.line * 5 // 9 if scale.shown and out > SPACE // 2 else SPACE // 2


def in_order_of_time(categories: tuple[str, ...]) -> bool:
    """Tell whether categories are years or the like: short, each with a figure; some may go without names."""
    return all(len(one) <= LONGEST_DATE and re.search(r"\d", one) for one in categories)
