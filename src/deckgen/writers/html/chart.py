"""A chart's box → an SVG drawing of marks and words, its looks as classes, and its numbers as a table."""

from __future__ import annotations

import math
from collections.abc import Iterator

from deckgen.deck.blocks.charts import written
from deckgen.deck.model import ChartKind
from deckgen.layout.plots import LEADING, SEAM, ChartBox, Label, Slice
from deckgen.structs import Struct
from deckgen.theme.model import Align, Anchor, Theme
from deckgen.units import Emu, Rect, pixels
from deckgen.writers.html.styles import PIXELS_PER_POINT, Sheet, number, variable

MIDDLE_OF_LETTERS = 0.35
"""How far below the middle of a line its letters are, in ems."""

_ANCHORS = {Align.START: "start", Align.CENTER: "middle", Align.END: "end"}


class Shape(Struct, frozen=True):
    """An element of the drawing: its name, its attributes, and its class."""

    tag: str
    attributes: tuple[tuple[str, str], ...]
    look: str


class Line(Struct, frozen=True):
    """A line of words in the drawing: where it begins, ends or has its middle, and its class."""

    text: str
    x: str
    y: str
    look: str


class Drawing(Struct, frozen=True):
    """A chart as SVG: its size in CSS pixels, its shapes and, above them, its words."""

    width: str
    height: str
    shapes: tuple[Shape, ...]
    lines: tuple[Line, ...]


class Row(Struct, frozen=True):
    """A category with its numbers: each as it is shown, and as machines read it; None is a gap."""

    head: str
    first: tuple[str, str] | None
    values: tuple[tuple[str, str] | None, ...]


def drawing(box: ChartBox, theme: Theme, looks: Sheet, *, right_to_left: bool) -> Drawing:
    """Return a chart as a drawing; `looks` grows by the classes of its marks and words."""
    return Drawing(
        number(pixels(box.rect.width)),
        number(pixels(box.rect.height)),
        tuple(_shapes(box, looks)),
        tuple(
            line for label in box.labels for line in _lines(box, label, theme, looks, leftwards=right_to_left)
        ),
    )


def rows(box: ChartBox) -> tuple[Row, ...]:
    """Return a chart's numbers, a category a row; a point of a scatter chart has its first number, too."""
    chart = box.chart
    pointed = chart.kind is ChartKind.SCATTER
    return tuple(
        Row(
            category,
            (written(chart.x_form, chart.xs[place]), _plain(chart.xs[place])) if pointed else None,
            tuple(
                None if (value := one.values[place]) is None else (written(chart.form, value), _plain(value))
                for one in chart.series
            ),
        )
        for place, category in enumerate(chart.categories)
    )


def _plain(value: float) -> str:
    return format(value, ".15g")


def _fill(role: str) -> str:
    return f"fill:{variable(role)}"


def _shapes(box: ChartBox, looks: Sheet) -> Iterator[Shape]:
    edge = (f"stroke:{variable('bg')}", f"stroke-width:{number(SEAM * PIXELS_PER_POINT)}px")
    seam = edge if box.touching else ()
    for axis in box.axes:
        yield _rectangle(box, axis, looks.name(_fill("muted")))
    for stroke in box.strokes:
        look = looks.name(
            "fill:none",
            f"stroke:{variable(stroke.colour)}",
            f"stroke-width:{number(stroke.width * PIXELS_PER_POINT)}px",
            "stroke-linecap:round",
            "stroke-linejoin:round",
        )
        points = " ".join(f"{_x(box, one.x)},{_y(box, one.y)}" for one in stroke.points)
        yield Shape("polyline", (("points", points),), look)
    for mark in box.marks:
        look = looks.name(_fill(mark.colour), *seam)
        if box.chart.kind in (ChartKind.LINE, ChartKind.SCATTER):
            radius = number(pixels(mark.rect.width) / 2)
            x, y = mark.rect.x + mark.rect.width // 2, mark.rect.y + mark.rect.height // 2
            yield Shape("circle", (("cx", _x(box, Emu(x))), ("cy", _y(box, Emu(y))), ("r", radius)), look)
        else:
            yield _rectangle(box, mark.rect, look)
    for one in box.slices:
        yield Shape("path", (("d", _slice(box, one)),), looks.name(_fill(one.colour), *seam))
    for label in box.labels:
        if label.swatch and label.series is not None:
            yield _rectangle(box, label.swatch, looks.name(_fill(box.keys[label.series])))


def _x(box: ChartBox, x: Emu) -> str:
    return number(pixels(x - box.rect.x))


def _y(box: ChartBox, y: Emu) -> str:
    return number(pixels(y - box.rect.y))


def _rectangle(box: ChartBox, rect: Rect, look: str) -> Shape:
    sides = (("width", number(pixels(rect.width))), ("height", number(pixels(rect.height))))
    return Shape("rect", (("x", _x(box, rect.x)), ("y", _y(box, rect.y)), *sides), look)


def _slice(box: ChartBox, one: Slice) -> str:
    """Return the outline of a slice: two arcs, the inner one a point where there is no hole."""
    plot = box.plot
    x, y = pixels(plot.x - box.rect.x + plot.width // 2), pixels(plot.y - box.rect.y + plot.height // 2)
    outer = pixels(plot.width) / 2
    inner = outer * box.hole
    # A whole circle is no arc: it is drawn as one that lacks a thousandth of a degree.
    stop = min(one.stop, one.start + 1 - 1e-6)

    def spot(turn: float, radius: float) -> str:
        angle = 2 * math.pi * turn
        return f"{number(x + radius * math.sin(angle))} {number(y - radius * math.cos(angle))}"

    large = int(stop - one.start > 0.5)
    arc = f"M{spot(one.start, outer)}A{number(outer)} {number(outer)} 0 {large} 1 {spot(stop, outer)}"
    if not inner:
        return f"{arc}L{number(x)} {number(y)}Z"
    back = f"A{number(inner)} {number(inner)} 0 {large} 0 {spot(one.start, inner)}Z"
    return f"{arc}L{spot(stop, inner)}{back}"


def _lines(box: ChartBox, label: Label, theme: Theme, looks: Sheet, *, leftwards: bool) -> Iterator[Line]:
    style = theme.styles[box.style]
    tracking = style.tracking * label.size / style.size * PIXELS_PER_POINT
    spacing = style.spacing * label.size / style.size * PIXELS_PER_POINT
    weight = 700 if label.bold else 400
    look = looks.name(
        _fill(label.colour),
        f"font:{weight} {number(label.size * PIXELS_PER_POINT)}px {variable(style.face)}",
        *((f"letter-spacing:{number(tracking)}px",) if tracking else ()),
        *((f"word-spacing:{number(spacing)}px",) if spacing else ()),
        f"text-anchor:{_ANCHORS[label.align]}",
        *(("unicode-bidi:plaintext",) if leftwards else ()),
    )
    rect, size = label.rect, label.size * PIXELS_PER_POINT
    pitch = size * LEADING
    left, right = pixels(rect.x - box.rect.x), pixels(rect.right - box.rect.x)
    start, end = (right, left) if leftwards else (left, right)
    x = {Align.START: start, Align.CENTER: (left + right) / 2, Align.END: end}[label.align]
    free = pixels(rect.height) - pitch * len(label.lines)
    above = {Anchor.TOP: 0.0, Anchor.MIDDLE: free / 2, Anchor.BOTTOM: free}[label.anchor]
    top = pixels(rect.y - box.rect.y) + above
    for place, text in enumerate(label.lines):
        y = top + pitch * (place + 0.5) + size * MIDDLE_OF_LETTERS
        yield Line(text, number(x), number(y), look)
