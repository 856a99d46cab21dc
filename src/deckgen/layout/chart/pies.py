"""Pies and doughnuts: slices clockwise from the top, what each is and how much around them."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator

from deckgen.deck.model import ChartKind
from deckgen.layout.chart.context import ChartContext, Drawing, Plot, centred, fills, spread
from deckgen.layout.plots import ChartBox, Label, LabelKind, Scale, Side, Slice
from deckgen.structs import Struct
from deckgen.theme.model import Align, Anchor
from deckgen.units import Emu, Rect, emu

HOLE = 0.6
"""The share of a doughnut's breadth that is empty."""

MOST_WIDTH = 0.3
"""The share of a chart's width that a label takes at most."""

APART = emu(12)
"""The space between a slice and its label."""

LEAST = 0.36
"""The share of the room's height that a pie takes at least."""

STEPS = 24
"""How many breadths are tried, from that of the room down."""

ALIKE = 1
"""Places that differ by less, in EMU, are the same: only rounding made them differ."""


class _Around(Struct, frozen=True):
    """What is around a pie: a label's lines, its size, and where on the circle it belongs."""

    lines: tuple[str, ...]
    width: Emu
    height: Emu
    turn: float
    place: int


def pie(context: ChartContext) -> ChartBox | None:
    """Return a pie or a doughnut as large as its labels allow, or None where they leave it too small."""
    room = context.room
    around = list(_around(context))
    if not around:
        return None
    for step in range(STEPS):
        breadth = room.height * (1 - step / STEPS)
        if breadth < room.height * LEAST:
            break
        rects = _placed(context, around, breadth / 2)
        if rects is not None:
            return _drawn(context, around, rects, breadth)
    return None


def _around(context: ChartContext) -> Iterator[_Around]:
    chart, pencil = context.chart, context.pencil
    for one in _slices(context):
        said = pencil.lines(chart.categories[one.place], int(context.room.width * MOST_WIDTH), 2, bold=True)
        if said is None:
            return
        lines = (*said, context.text(0, one.place))
        width = pencil.widest(lines, bold=True)
        yield _Around(lines, width, pencil.height(lines), (one.start + one.stop) / 2, one.place)


def _slices(context: ChartContext) -> Iterator[Slice]:
    values = [value or 0.0 for value in context.chart.series[0].values]
    colours = fills(context.chart, context.theme)[0]
    ends = [0.0, *itertools.accumulate(value / sum(values) for value in values)]
    for place, (start, stop) in enumerate(itertools.pairwise(ends)):
        if stop > start:
            yield Slice(start, min(1.0, stop), colours[place], place)


def _centre(context: ChartContext) -> tuple[float, float]:
    room = context.room
    return room.x + room.width / 2, room.y + room.height / 2


def _usual(context: ChartContext, one: _Around, radius: float) -> tuple[float, float]:
    """Return the middle of a label right outside its slice."""
    far = radius + APART
    return _towards(context, one, far + one.width / 2, far + one.height / 2)


def _towards(context: ChartContext, one: _Around, across: float, down: float) -> tuple[float, float]:
    """Return the place so far from the centre, to the side and in height, where a label belongs."""
    x, y = _centre(context)
    angle = 2 * math.pi * one.turn
    side = math.sin(angle) * (-1 if context.turned else 1)
    return x + side * across, y - math.cos(angle) * down


def _placed(context: ChartContext, around: list[_Around], radius: float) -> list[Rect] | None:
    """Return the labels' places, those of each side kept clear of each other; None where they lack room."""
    usual = [_usual(context, one, radius) for one in around]
    middles = _spread(context, around, usual, radius)
    if middles is None:
        return None
    rects = [centred(x, y, one.width, one.height) for (x, y), one in zip(middles, around, strict=True)]
    kept = [
        _back(rects, place, usual[place]) if abs(middle[1] - usual[place][1]) <= ALIKE else rects[place]
        for place, middle in enumerate(middles)
    ]
    pairs = itertools.combinations(kept, 2)
    if any(one.overlaps(other) for one, other in pairs):
        return None
    return kept if all(context.room.contains(one) for one in kept) else None


def _spread(
    context: ChartContext, around: list[_Around], usual: list[tuple[float, float]], radius: float
) -> list[tuple[float, float]] | None:
    """Return the middles of the labels, moved up or down along the circle so that they keep apart.

    None where those of one side are together taller than the room.
    """
    room, centre = context.room, _centre(context)[0]
    middles = list(usual)
    for right in (False, True):
        side = [place for place, (x, _) in enumerate(usual) if (x >= centre) is right]
        heights = [around[place].height for place in side]
        if sum(heights) > room.height:
            return None
        apart = spread([usual[place][1] for place in side], heights, room.y, room.bottom)
        for place, y in zip(side, apart, strict=True):
            middles[place] = (_beside(context, around[place], y, radius, right=right), y)
    return middles


def _back(rects: list[Rect], place: int, usual: tuple[float, float]) -> Rect:
    """Return a label's usual place, right outside its slice, unless it has none clear of the others.

    `rects` are the places beside the circle: a label above or below it is nearer to its slice at its usual
    one.
    """
    rect = rects[place]
    clear = not any(rect.overlaps(other) for at, other in enumerate(rects) if at != place)
    return centred(*usual, rect.width, rect.height) if clear else rect


def _beside(context: ChartContext, one: _Around, y: float, radius: float, *, right: bool) -> float:
    """Return the middle of a label at a height, just outside the circle."""
    x, middle = _centre(context)
    # The edge of the label that is nearest to the circle's middle decides where the circle is broadest beside
    # it.
    nearest = max(0.0, abs(y - middle) - one.height / 2)
    out = math.sqrt(max(0.0, radius**2 - nearest**2)) + APART + one.width / 2
    return x + out if right else x - out


def _drawn(context: ChartContext, around: list[_Around], rects: list[Rect], breadth: float) -> ChartBox:
    doughnut = context.chart.kind is ChartKind.DOUGHNUT
    labels = [_label(context, one, rect, breadth / 2) for one, rect in zip(around, rects, strict=True)]
    square = centred(*_centre(context), round(breadth), round(breadth))
    plot = Plot(square, Scale(0.0, 1.0, 1.0, context.chart.form, shown=False))
    drawing = Drawing(slices=tuple(_slices(context)), hole=HOLE if doughnut else 0.0)
    return context.box(plot, drawing, labels)


def _label(context: ChartContext, one: _Around, rect: Rect, radius: float) -> Label:
    """Return the label of a slice, and how far it is from where PowerPoint puts it by itself.

    That is right outside the slice; a label that is moved, and any of a doughnut, is moved from the middle of
    the slice, for there PowerPoint counts from.
    """
    doughnut = context.chart.kind is ChartKind.DOUGHNUT
    middle = (rect.x + rect.width / 2, rect.y + rect.height / 2)
    moved = doughnut or math.dist(middle, _usual(context, one, radius)) > ALIKE
    shift = (0, 0)
    if moved:
        far = radius * ((1 + HOLE) / 2 if doughnut else 0.5)
        x, y = _towards(context, one, far, far)
        shift = (round(middle[0] - x), round(middle[1] - y))
    return Label(
        key=f"slice-{one.place + 1}",
        says=LabelKind.SLICE,
        lines=one.lines,
        rect=rect,
        align=Align.CENTER,
        anchor=Anchor.MIDDLE,
        size=context.pencil.size,
        colour="ink",
        bold=one.place == context.chart.category,
        side=Side.WITHIN if moved else Side.OUTSIDE,
        series=0,
        place=one.place,
        shift=shift,
    )
