"""Pies and doughnuts: slices clockwise from the top, what each is and how much around them."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator
from dataclasses import dataclass

from deckgen.deck.model import ChartKind
from deckgen.layout.plots import ChartBox, Label, Say, Scale, Side, Slice
from deckgen.layout.sketch import Sketch, centred, fills, spread
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


@dataclass(frozen=True, slots=True)
class _Around:
    """What stands around a pie: a label's lines, its size, and where on the circle it belongs."""

    lines: tuple[str, ...]
    width: Emu
    height: Emu
    turn: float
    place: int


def pie(sketch: Sketch) -> ChartBox | None:
    """Return a pie or a doughnut as large as its labels allow, or None where they leave it too small."""
    room = sketch.room
    around = list(_around(sketch))
    if not around:
        return None
    for step in range(STEPS):
        breadth = room.height * (1 - step / STEPS)
        if breadth < room.height * LEAST:
            break
        rects = _placed(sketch, around, breadth / 2)
        if rects is not None:
            return _drawn(sketch, around, rects, breadth)
    return None


def _around(sketch: Sketch) -> Iterator[_Around]:
    chart, pencil = sketch.chart, sketch.pencil
    for one in _slices(sketch):
        said = pencil.lines(chart.categories[one.place], int(sketch.room.width * MOST_WIDTH), 2, bold=True)
        if said is None:
            return
        lines = (*said, sketch.text(0, one.place))
        width = pencil.widest(lines, bold=True)
        yield _Around(lines, width, pencil.height(lines), (one.start + one.stop) / 2, one.place)


def _slices(sketch: Sketch) -> Iterator[Slice]:
    values = [value or 0.0 for value in sketch.chart.series[0].values]
    colours = fills(sketch.chart, sketch.theme)[0]
    ends = [0.0, *itertools.accumulate(value / sum(values) for value in values)]
    for place, (start, stop) in enumerate(itertools.pairwise(ends)):
        if stop > start:
            yield Slice(start, min(1.0, stop), colours[place], place)


def _centre(sketch: Sketch) -> tuple[float, float]:
    room = sketch.room
    return room.x + room.width / 2, room.y + room.height / 2


def _usual(sketch: Sketch, one: _Around, radius: float) -> tuple[float, float]:
    """Return the middle of a label right outside its slice."""
    far = radius + APART
    return _towards(sketch, one, far + one.width / 2, far + one.height / 2)


def _towards(sketch: Sketch, one: _Around, across: float, down: float) -> tuple[float, float]:
    """Return the place so far from the centre, to the side and in height, where a label belongs."""
    x, y = _centre(sketch)
    angle = 2 * math.pi * one.turn
    side = math.sin(angle) * (-1 if sketch.turned else 1)
    return x + side * across, y - math.cos(angle) * down


def _placed(sketch: Sketch, around: list[_Around], radius: float) -> list[Rect] | None:
    """Return the labels' places, those of each side kept clear of each other; None where they lack room."""
    room = sketch.room
    usual = [_usual(sketch, one, radius) for one in around]
    middles = list(usual)
    centre = _centre(sketch)[0]
    for right in (False, True):
        side = [place for place, (x, _) in enumerate(usual) if (x >= centre) is right]
        heights = [around[place].height for place in side]
        if sum(heights) > room.height:
            return None
        apart = spread([usual[place][1] for place in side], heights, room.y, room.bottom)
        for place, y in zip(side, apart, strict=True):
            middles[place] = (_beside(sketch, around[place], y, radius, right=right), y)
    rects = [centred(x, y, one.width, one.height) for (x, y), one in zip(middles, around, strict=True)]
    kept = [
        rect
        if abs(middle[1] - before[1]) > 1 or not _clear(rect, rects, place)
        else centred(before[0], before[1], rect.width, rect.height)
        for place, (rect, middle, before) in enumerate(zip(rects, middles, usual, strict=True))
    ]
    pairs = itertools.combinations(kept, 2)
    if any(one.overlaps(other) for one, other in pairs) or not all(room.contains(one) for one in kept):
        return None
    return kept


def _clear(rect: Rect, rects: list[Rect], place: int) -> bool:
    return not any(rect.overlaps(other) for at, other in enumerate(rects) if at != place)


def _beside(sketch: Sketch, one: _Around, y: float, radius: float, *, right: bool) -> float:
    """Return the middle of a label at a height, just outside the circle."""
    x, middle = _centre(sketch)
    nearest = max(0.0, abs(y - middle) - one.height / 2)
    out = math.sqrt(max(0.0, radius**2 - nearest**2)) + APART + one.width / 2
    return x + out if right else x - out


def _drawn(sketch: Sketch, around: list[_Around], rects: list[Rect], breadth: float) -> ChartBox:
    chart = sketch.chart
    doughnut = chart.kind is ChartKind.DOUGHNUT
    x, y = _centre(sketch)
    labels = []
    for one, rect in zip(around, rects, strict=True):
        middle = (rect.x + rect.width / 2, rect.y + rect.height / 2)
        usual = _usual(sketch, one, breadth / 2)
        moved = math.dist(middle, usual) > 1 or doughnut
        if moved:
            # A label that is moved is moved from the middle of its slice.
            far = breadth / 2 * ((1 + HOLE) / 2 if doughnut else 0.5)
            usual = _towards(sketch, one, far, far)
        shift = (round(middle[0] - usual[0]), round(middle[1] - usual[1])) if moved else (0, 0)
        labels.append(
            Label(
                key=f"slice-{one.place + 1}",
                says=Say.SLICE,
                lines=one.lines,
                rect=rect,
                align=Align.CENTER,
                anchor=Anchor.MIDDLE,
                size=sketch.pencil.size,
                colour="ink",
                bold=one.place == chart.category,
                side=Side.WITHIN if moved else Side.OUTSIDE,
                series=0,
                place=one.place,
                shift=shift,
            )
        )
    plot = centred(x, y, round(breadth), round(breadth))
    scale = Scale(0.0, 1.0, 1.0, chart.form, shown=False)
    hole = HOLE if doughnut else 0.0
    return sketch.box(plot, scale, hole=hole, slices=tuple(_slices(sketch)), labels=labels)
