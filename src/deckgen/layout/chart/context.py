"""What every kind of chart is drawn from: its numbers, its room, its pencil, and the colours of its marks.

Coordinates grow to the right and down, in EMU; a plot is measured from its foot upwards.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from deckgen.deck.blocks.charts import written
from deckgen.deck.model import Chart, ChartKind
from deckgen.layout.chart.measurer import LabelMeasurer
from deckgen.layout.plots import ChartBox, Label, LabelKind, Mark, Scale, Slice, Stroke
from deckgen.structs import Struct, replace
from deckgen.theme.model import Align, Anchor, Theme
from deckgen.units import Emu, Point, Rect, emu, grid

SWATCH = grid(1.6)
"""The side of the spot of colour before a series' name."""

SPACE = grid(1.2)
"""The space between marks or axes and what is said of them."""

NOTE = Point(18)
"""The size of what is said of axes, in points, unless the labels are smaller."""

_ROUND = (ChartKind.PIE, ChartKind.DOUGHNUT)


class ChartContext(Struct, frozen=True):
    """A chart before it is drawn. `whole` is the chart of which `chart` may be a part: it gives the scale.

    `turned` says that the deck is read from right to left, and everything will be mirrored.
    """

    chart: Chart
    whole: Chart
    pencil: LabelMeasurer
    room: Rect
    turned: bool

    @property
    def theme(self) -> Theme:
        """The deck's theme."""
        return self.pencil.theme

    def numbers(self) -> list[float]:
        """Return all numbers of the whole chart."""
        return [value for one in self.whole.series for value in one.values if value is not None]

    def within(self, room: Rect) -> ChartContext:
        """Return the same in another room."""
        return replace(self, room=room)

    def text(self, series: int, place: int) -> str:
        """Return a number as it is shown, empty where there is none."""
        value = self.chart.series[series].values[place]
        return "" if value is None else written(self.chart.form, value)

    def value(
        self, series: int, place: int, rect: Rect, align: Align, anchor: Anchor = Anchor.MIDDLE
    ) -> Label:
        """Return the label of a number, the side of its mark still to be chosen."""
        key = f"value-{series + 1}-{place + 1}"
        said = (self.text(series, place),)
        size = self.pencil.size
        return Label(key, LabelKind.VALUE, said, rect, align, anchor, size, "ink", True, None, series, place)

    def category(self, place: int, lines: tuple[str, ...], rect: Rect, align: Align, anchor: Anchor) -> Label:
        """Return the name of a category at its axis."""
        key, size = f"category-{place + 1}", self.pencil.size
        return Label(key, LabelKind.CATEGORY, lines, rect, align, anchor, size, "ink", place=place)

    def name(self, series: int, lines: tuple[str, ...], rect: Rect, anchor: Anchor) -> Label:
        """Return the name of a series at the right of the plot."""
        key, size, bold = f"name-{series + 1}", self.pencil.size, series == self.chart.one
        return Label(key, LabelKind.NAME, lines, rect, Align.START, anchor, size, "ink", bold, series=series)

    def tick(self, scale: Scale, value: float, rect: Rect, align: Align, axis: str) -> Label:
        """Return the label of a tick."""
        said = (written(scale.form, value),)
        key = f"{axis}-tick-{value:g}"
        return Label(key, LabelKind.TICK, said, rect, align, Anchor.MIDDLE, self.pencil.size, "muted")

    def box(self, plot: Plot, drawing: Drawing, labels: Sequence[Label]) -> ChartBox:
        """Return the chart as drawn; its key, region and rectangle are still those of its room."""
        return ChartBox(
            key="chart",
            region="chart",
            rect=self.room,
            plot=plot.rect,
            chart=self.chart,
            size=self.pencil.size,
            style=self.pencil.style.name,
            fills=fills(self.chart, self.theme),
            keys=tuple(series_colour(self.chart, self.theme, at) for at in range(len(self.chart.series))),
            scale=plot.scale,
            across=plot.across,
            gap=drawing.gap,
            overlap=drawing.overlap,
            skip=plot.skip,
            hole=drawing.hole,
            marks=drawing.marks,
            strokes=drawing.strokes,
            slices=drawing.slices,
            axes=plot.axes,
            labels=tuple(labels),
            name="",
            turned=self.turned,
        )


class Plot(Struct, frozen=True):
    """Where marks are drawn, the scale of their heights, and the axes drawn as lines.

    `across` is the scale of a scatter chart's other axis, or of lines whose points are at `xs` along it.
    Every `skip`th category is named.
    """

    rect: Rect
    scale: Scale
    across: Scale | None = None
    skip: int = 1
    axes: tuple[Rect, ...] = ()
    xs: tuple[float, ...] = ()

    def y(self, value: float) -> Emu:
        """Return the height at which a number is drawn."""
        return Emu(round(self.rect.bottom - self.scale.share(value) * self.rect.height))

    def category(self, place: int, count: int) -> Emu:
        """Return where a category of several is: at its number, or in the middle of its share of the plot."""
        if self.across and self.xs:
            return Emu(round(self.rect.x + self.across.share(self.xs[place]) * self.rect.width))
        return Emu(round(self.rect.x + self.rect.width * (place + 0.5) / count))

    def point(self, place: int, count: int, value: float) -> Rect:
        """Return the point of a category's number, a rectangle without extent."""
        return Rect(self.category(place, count), self.y(value), Emu(0), Emu(0))


class Drawing(Struct, frozen=True):
    """What is drawn on a plot. `gap`, `overlap` and `hole` are those of `ChartBox`."""

    marks: tuple[Mark, ...] = ()
    strokes: tuple[Stroke, ...] = ()
    slices: tuple[Slice, ...] = ()
    gap: int = 0
    overlap: int = 0
    hole: float = 0.0


def fills(chart: Chart, theme: Theme) -> tuple[tuple[str, ...], ...]:
    """Return the colour role of every mark: one stands out among greys, else each series has its own."""
    own = [f"data{place % len(theme.data)}" for place in range(8)] if theme.data else ["title"] * 8
    grey = "data2" if len(theme.data) > 2 else "muted"
    count = len(chart.categories)
    if chart.kind in _ROUND and chart.category is None:
        return (tuple(_slice_colour(own, place, count) for place in range(count)),)
    found = []
    for number in range(len(chart.series)):
        colour = own[number]
        if chart.one is not None:
            colour = "mark" if number == chart.one else grey
        elif chart.category is not None:
            bright = "mark" if len(chart.series) == 1 else colour
            found.append(tuple(bright if place == chart.category else grey for place in range(count)))
            continue
        found.append((colour,) * count)
    return tuple(found)


def _slice_colour(own: list[str], place: int, count: int) -> str:
    """Return the colour of a slice; the last is not that of the first, next to which it lies."""
    different = len(set(own))
    alike = place == count - 1 and place and place % different == 0
    return own[1 if alike and different > 1 else place]


def series_colour(chart: Chart, theme: Theme, number: int) -> str:
    """Return the colour by which a series is known."""
    if chart.category is None:
        return fills(chart, theme)[number][0]
    if len(chart.series) == 1:
        return next(one for one in (*fills(chart, theme)[0], "muted") if one != "mark")
    return fills(replace(chart, category=None), theme)[number][0]


def name_labels(context: ChartContext, x: Emu, width: Emu, centres: Sequence[float]) -> Iterator[Label]:
    """Yield the series' names at the right of a plot, each as near its height as the others allow."""
    pencil = context.pencil
    indent = SWATCH + SPACE // 2
    lines = [
        pencil.lines(one.name, width - indent, 2 + pencil.more) or (one.name,) for one in context.chart.series
    ]
    heights = [pencil.line * len(said) for said in lines]
    placed = spread(centres, heights, context.room.y, context.room.bottom)
    for number, (said, centre, height) in enumerate(zip(lines, placed, heights, strict=True)):
        top = Emu(round(centre - height / 2))
        rect = Rect(Emu(x + indent), top, Emu(width - indent), Emu(height))
        middle = Emu(top + pencil.line // 2)
        swatch = Rect(x, Emu(middle - SWATCH // 2), SWATCH, SWATCH)
        yield replace(context.name(number, said, rect, Anchor.TOP), swatch=swatch)


def names_width(context: ChartContext, most: float, rows: int = 2) -> Emu | None:
    """Return the width that the series' names need at the right, None where they need more than a share.

    The share is one of the room's width; a name may take so many rows.
    """
    limit = int(context.room.width * most)
    found = [context.pencil.lines(one.name, limit, rows, bold=True) for one in context.chart.series]
    if any(one is None for one in found):
        return None
    return context.pencil.widest(tuple(line for one in found if one for line in one), bold=True)


def spread(centres: Sequence[float], heights: Sequence[int], top: int, bottom: int) -> list[float]:
    """Return heights' centres moved apart as little as need be, all of them between top and bottom."""
    order = sorted(range(len(centres)), key=lambda place: (centres[place], place))
    found = list(centres)
    edge = float(top)
    for place in order:
        found[place] = max(found[place], edge + heights[place] / 2)
        edge = found[place] + heights[place] / 2
    edge = float(bottom)
    for place in reversed(order):
        found[place] = min(found[place], edge - heights[place] / 2)
        edge = found[place] - heights[place] / 2
    return found


def note(context: ChartContext, key: str, text: str, rect: Rect, align: Align) -> tuple[Label, Emu] | None:
    """Return what is said of an axis, at the top of a place, and its height; None where it does not fit."""
    pencil = context.pencil.at(Point(min(NOTE, context.pencil.size)))
    lines = pencil.lines(text, rect.width, 2)
    if lines is None:
        return None
    height = pencil.height(lines)
    place = replace(rect, height=height)
    return Label(key, LabelKind.NOTE, lines, place, align, Anchor.TOP, pencil.size, "muted"), height


def centred(x: float, y: float, width: int, height: int) -> Rect:
    """Return a rectangle of a size around a point."""
    return Rect(Emu(round(x - width / 2)), Emu(round(y - height / 2)), Emu(width), Emu(height))


GAP_OF_VALUE = emu(5)
"""The space between a mark and its number."""
