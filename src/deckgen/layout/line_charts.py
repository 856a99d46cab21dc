"""Lines and points: where they run, what is said of their ends, and points that are named."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from deckgen.deck.charts import written
from deckgen.layout.bar_charts import below_axis, named_categories, ticks_beside, ticks_width
from deckgen.layout.plots import AXIS, ChartBox, Label, Mark, Say, Scale, Side, Stroke
from deckgen.layout.scales import ticked
from deckgen.layout.sketch import (
    GAP_OF_VALUE,
    SPACE,
    Sketch,
    centred,
    fills,
    names_width,
    series_colour,
    spread,
)
from deckgen.theme.model import Align, Anchor
from deckgen.units import Emu, Point, Rect, emu

DOT = emu(9)
"""The breadth of a point."""

LARGE_DOT = emu(12)
"""The breadth of a point that stands out."""

STRONG, LIGHT = Point(3.5), Point(2.25)
"""The breadth of the line that stands out, and of others, in points."""

MOST_NUMBERED = 12
"""Points of a single line that are numbered at most; beyond, an axis tells them."""

MOST_NAMES = 0.26
"""The share of a chart's width that the names at the lines' ends may take."""


def lines(sketch: Sketch, *, numbered: bool) -> ChartBox | None:
    """Return lines, or None where they do not fit at this size; `numbered` ones need no axis."""
    chart, pencil, room = sketch.chart, sketch.pencil, sketch.room
    if numbered and (len(chart.series) > 1 or len(chart.categories) > MOST_NUMBERED):
        return None
    scale = replace(ticked(sketch.numbers(), chart.form, zero=False), shown=not numbered)
    names = names_width(sketch, MOST_NAMES) if chart.named else Emu(0)
    if names is None:
        return None
    count = len(chart.categories)
    left = ticks_width(sketch, scale) + SPACE if scale.shown else 0
    behind = names + DOT + GAP_OF_VALUE if names else 0
    # The names begin at the last points, which stand half a category within the plot.
    right = max(0, int(behind - (room.width - left - behind) / (2 * count - 1)))
    band = (room.width - left - right) / count
    found = named_categories(sketch, band, 2, skipping=True)
    if found is None:
        return None
    skip, said = found
    out = max(0, (pencil.widest((*said[0], *said[-1])) - band) / 2)
    left, right = max(left, int(out)), max(right, int(out))
    width = room.width - left - right
    band = width / count
    if (pencil.widest((*said[0], *said[-1])) - band) / 2 > min(left, right) + SPACE:
        return None
    if width < room.width / 3 or (numbered and _number_widths(sketch) + GAP_OF_VALUE > band):
        return None
    top = pencil.line // 2
    if numbered:
        top = pencil.line + GAP_OF_VALUE + DOT // 2
    elif _chosen(sketch) is not None:
        top = pencil.line * len(_chosen_lines(sketch, skip)) + GAP_OF_VALUE + DOT
    foot = max(pencil.height(one) for one in said) + below_axis(sketch, scale, out)
    plot = Rect(Emu(room.x + left), Emu(room.y + top), Emu(int(width)), Emu(room.height - top - foot))
    if plot.height < room.height / 3:
        return None
    labels = list(_categories(sketch, plot, said, skip, below_axis(sketch, scale, out)))
    if scale.shown:
        labels += ticks_beside(sketch, plot, scale)
    strokes = tuple(_strokes(sketch, plot, scale))
    marks = tuple(_dots(sketch, plot, scale, numbered=numbered))
    labels += _numbers(sketch, plot, scale, skip, numbered=numbered)
    if chart.named:
        labels += _names(sketch, plot, scale, names)
    axes = (Rect(plot.x, _height(plot, scale, _foot(scale)), plot.width, AXIS),)
    return sketch.box(plot, scale, skip=skip, marks=marks, strokes=strokes, labels=labels, axes=axes)


def _chosen(sketch: Sketch) -> int | None:
    """Return the series whose number is told at the category that stands out, None where there is none."""
    chart = sketch.chart
    if chart.category is None or len(chart.series) > 1:
        return None
    return 0 if chart.series[0].values[chart.category] is not None else None


def _chosen_lines(sketch: Sketch, skip: int) -> tuple[str, ...]:
    """Return the number of the category that stands out, and its name where the axis may lack it."""
    place = sketch.chart.category or 0
    text = sketch.text(0, place)
    return (sketch.chart.categories[place], text) if skip > 1 else (text,)


def _foot(scale: Scale) -> float:
    """Return the number at which the axis of categories crosses: zero, or the lowest."""
    return min(max(scale.low, 0.0), scale.high)


def _height(plot: Rect, scale: Scale, value: float) -> Emu:
    return Emu(round(plot.bottom - scale.share(value) * plot.height))


def _x(plot: Rect, place: int, count: int) -> Emu:
    """Return where a category stands, in the middle of its share of the plot."""
    return Emu(round(plot.x + plot.width * (place + 0.5) / count))


def _point(plot: Rect, scale: Scale, place: int, count: int, value: float) -> Rect:
    return Rect(_x(plot, place, count), _height(plot, scale, value), Emu(0), Emu(0))


def _number_widths(sketch: Sketch) -> Emu:
    texts = (sketch.text(0, place) for place in range(len(sketch.chart.categories)))
    return sketch.pencil.widest(tuple(texts), bold=True)


def _categories(
    sketch: Sketch, plot: Rect, said: list[tuple[str, ...]], skip: int, below: int
) -> Iterator[Label]:
    pencil = sketch.pencil
    for place in range(0, len(said), skip):
        width, height = pencil.widest(said[place]), pencil.height(said[place])
        x = _x(plot, place, len(said)) - width // 2
        rect = Rect(Emu(x), Emu(plot.bottom + below), width, height)
        yield sketch.category(place, said[place], rect, Align.CENTER, Anchor.TOP)


def _strokes(sketch: Sketch, plot: Rect, scale: Scale) -> Iterator[Stroke]:
    """Yield the stretches of each line, the one that stands out last: it lies above the others."""
    chart = sketch.chart
    order = sorted(range(len(chart.series)), key=lambda number: (number == chart.one, number))
    for number in order:
        values = chart.series[number].values
        colour = series_colour(chart, sketch.theme, number)
        width = STRONG if number == chart.one or len(chart.series) == 1 else LIGHT
        run: list[Rect] = []
        for place, value in enumerate((*values, None)):
            if value is not None:
                run.append(_point(plot, scale, place, len(values), value))
            elif run:
                yield Stroke(tuple(run), colour, width, number)
                run = []


def _dots(sketch: Sketch, plot: Rect, scale: Scale, *, numbered: bool) -> Iterator[Mark]:
    """Yield points where there is a number to read, or no line on either side, or that stand out."""
    chart = sketch.chart
    colours = fills(chart, sketch.theme)
    for number, one in enumerate(chart.series):
        colour = series_colour(chart, sketch.theme, number)
        for place, value in enumerate(one.values):
            if value is None:
                continue
            alone = all(
                not 0 <= at < len(one.values) or one.values[at] is None for at in (place - 1, place + 1)
            )
            chosen = place == chart.category
            if numbered or alone or chosen:
                point = _point(plot, scale, place, len(one.values), value)
                fill = colours[number][place] if chosen else colour
                size = LARGE_DOT if chosen else DOT
                yield Mark(centred(point.x, point.y, size, size), fill, number, place)


def _numbers(sketch: Sketch, plot: Rect, scale: Scale, skip: int, *, numbered: bool) -> Iterator[Label]:
    """Yield the numbers above the points, below them in valleys with room there."""
    chart, pencil = sketch.chart, sketch.pencil
    if not numbered and _chosen(sketch) is None:
        return
    values = chart.series[0].values
    for place, value in enumerate(values):
        if value is None or not (numbered or place == chart.category):
            continue
        point = _point(plot, scale, place, len(values), value)
        around = [near for at in (place - 1, place + 1) if 0 <= at < len(values)
                  and (near := values[at]) is not None]  # fmt: skip
        lines = (sketch.text(0, place),) if numbered else _chosen_lines(sketch, skip)
        height = pencil.height(lines)
        apart = DOT // 2 + GAP_OF_VALUE
        valley = bool(around) and all(near > value for near in around)
        below = valley and numbered and point.y + apart + height <= plot.bottom
        width = pencil.widest(lines, bold=True)
        y = point.y + apart if below else point.y - apart - height
        ends = [
            None if near is None else _point(plot, scale, at, len(values), near)
            for at in (place - 1, place + 1)
            for near in ((values[at] if 0 <= at < len(values) else None),)
        ]
        aside = 0 if below else _aside(point, ends[0], ends[1], width // 2, apart // 2)
        most = (
            (plot.width // len(values) - _number_widths(sketch) - GAP_OF_VALUE // 2) // 2 if numbered else 0
        )
        aside = max(-most, min(most, aside))
        rect = Rect(Emu(point.x - width // 2 + aside), Emu(y), width, height)
        says = Say.VALUE if len(lines) == 1 else Say.SLICE
        label = sketch.value(0, place, rect, Align.CENTER)
        side = Side.BELOW if below else Side.ABOVE
        yield replace(label, says=says, lines=lines, side=side, shift=(aside, 0))


def _aside(point: Rect, before: Rect | None, after: Rect | None, half: int, apart: int) -> int:
    """Return how far a number above a point stands to the right, below 0: left, clear of a steep line.

    `half` is half of its width, `apart` how far above the point the line may be where it ends.
    """
    crossed = []
    for near in (before, after):
        rise = point.y - near.y if near else 0
        free = apart * abs(near.x - point.x) / rise if near and rise > 0 else half
        crossed.append(max(0, round(half - free)))
    left, right = crossed
    return 0 if left and right else left - right


def _names(sketch: Sketch, plot: Rect, scale: Scale, width: Emu) -> Iterator[Label]:
    """Yield the series' names behind the last point of each line, kept clear of each other."""
    chart, pencil = sketch.chart, sketch.pencil
    ends = [
        max((place for place, value in enumerate(one.values) if value is not None), default=0)
        for one in chart.series
    ]
    points = [
        _point(plot, scale, place, len(one.values), one.values[place] or 0.0)
        for place, one in zip(ends, chart.series, strict=True)
    ]
    said = [pencil.lines(one.name, width, 2, bold=True) or (one.name,) for one in chart.series]
    heights = [pencil.height(one) for one in said]
    centres = spread([float(point.y) for point in points], heights, sketch.room.y, plot.bottom)
    for number, (text, point, centre) in enumerate(zip(said, points, centres, strict=True)):
        x = Emu(point.x + GAP_OF_VALUE + DOT // 2)
        rect = centred(x + width / 2, centre, width, heights[number])
        label = sketch.name(number, text, rect, Anchor.MIDDLE)
        shift = (0, round(centre - point.y))
        yield replace(label, side=Side.BEHIND, place=ends[number], shift=shift)


def scatter(sketch: Sketch) -> ChartBox | None:
    """Return points on two axes, or None where they do not fit at this size."""
    chart, pencil, room = sketch.chart, sketch.pencil, sketch.room
    scale = ticked(sketch.numbers(), chart.form, zero=False)
    across = ticked(sketch.whole.xs, chart.x_form, zero=False)
    left = ticks_width(sketch, scale) + SPACE
    texts = [written(across.form, one) for one in across.ticks()]
    edge = pencil.widest((texts[-1],)) // 2 + SPACE // 2
    left = max(left, pencil.widest((texts[0],)) // 2)
    foot = pencil.line + SPACE
    plot = Rect(
        Emu(room.x + left),
        Emu(room.y + pencil.line // 2),
        Emu(room.width - left - edge),
        Emu(room.height - pencil.line // 2 - foot),
    )
    widest = pencil.widest(tuple(texts))
    if plot.height < room.height / 3 or widest + SPACE > plot.width / max(1, len(texts) - 1):
        return None
    marks = tuple(_points(sketch, plot, scale, across))
    labels = list(ticks_beside(sketch, plot, scale))
    for value, text in zip(across.ticks(), texts, strict=True):
        x = plot.x + across.share(value) * plot.width
        width = pencil.width(text)
        rect = Rect(Emu(round(x - width / 2)), Emu(plot.bottom + SPACE), width, pencil.line)
        labels.append(replace(sketch.tick(across, value, rect, Align.CENTER, "x"), anchor=Anchor.TOP))
    labels += _point_names(sketch, plot, marks)
    axes = (
        Rect(plot.x, plot.bottom, plot.width, AXIS),
        Rect(plot.x, plot.y, AXIS, plot.height),
    )
    return sketch.box(plot, scale, across=across, marks=marks, labels=labels, axes=axes)


def _points(sketch: Sketch, plot: Rect, scale: Scale, across: Scale) -> Iterator[Mark]:
    chart = sketch.chart
    colours = fills(chart, sketch.theme)
    for number, one in enumerate(chart.series):
        for place, (x, value) in enumerate(zip(chart.xs, one.values, strict=True)):
            if value is not None:
                at = plot.x + across.share(x) * plot.width
                size = LARGE_DOT if place == chart.category else DOT
                spot = centred(at, _height(plot, scale, value), size, size)
                yield Mark(spot, colours[number][place], number, place)


def _point_names(sketch: Sketch, plot: Rect, marks: Sequence[Mark]) -> Iterator[Label]:
    """Yield names of points and of series where they cover nothing; one that stands out comes in any case."""
    chart, pencil = sketch.chart, sketch.pencil
    dots = [mark.rect for mark in marks]
    taken: list[Rect] = []
    wanted: list[tuple[Say, str, list[Mark], bool]] = []
    if chart.named:
        for number, one in enumerate(chart.series):
            own = sorted((mark for mark in marks if mark.series == number), key=lambda mark: -mark.rect.x)
            wanted.append((Say.NAME, one.name, own, True))
    named = sorted(
        (mark for mark in marks if chart.categories[mark.place] and not chart.named),
        key=lambda mark: (mark.place != chart.category, mark.place),
    )
    wanted += [
        (Say.POINT, chart.categories[mark.place], [mark], mark.place == chart.category) for mark in named
    ]
    for says, text, spots, needed in wanted:
        found = _free(sketch, plot, text, spots, (dots, taken), needed=needed)
        if found is None:
            continue
        rect, side, mark = found
        taken.append(rect)
        yield Label(
            key=f"{says.value}-{mark.series + 1}-{mark.place + 1}",
            says=says,
            lines=(text,),
            rect=rect,
            align={Side.BEHIND: Align.START, Side.BEFORE: Align.END}.get(side, Align.CENTER),
            anchor=Anchor.MIDDLE,
            size=pencil.size,
            colour="ink",
            bold=mark.place == chart.category or mark.series == chart.one,
            side=side,
            series=mark.series,
            place=mark.place,
        )


def _free(
    sketch: Sketch,
    plot: Rect,
    text: str,
    marks: list[Mark],
    taken: tuple[list[Rect], list[Rect]],
    *,
    needed: bool,
) -> tuple[Rect, Side, Mark] | None:
    """Return the first place beside one of some marks that is free, else the one that covers least.

    `taken` are the places of dots and of other names; to cover a name is worse.
    """
    width, line = sketch.pencil.width(text, bold=True), sketch.pencil.line
    within = Rect(plot.x, sketch.room.y, Emu(sketch.room.right - plot.x), Emu(plot.bottom - sketch.room.y))
    best: tuple[int, Rect, Side, Mark] | None = None
    for mark in marks:
        spot = mark.rect
        x, y = spot.x + spot.width // 2, spot.y + spot.height // 2
        apart = spot.width // 2 + GAP_OF_VALUE
        for side, rect in (
            (Side.BEHIND, Rect(Emu(x + apart), Emu(y - line // 2), width, line)),
            (Side.ABOVE, Rect(Emu(x - width // 2), Emu(y - apart - line), width, line)),
            (Side.BELOW, Rect(Emu(x - width // 2), Emu(y + apart), width, line)),
            (Side.BEFORE, Rect(Emu(x - apart - width), Emu(y - line // 2), width, line)),
        ):
            if not within.contains(rect):
                continue
            dots, names = (sum(map(rect.overlaps, places)) for places in taken)
            covers = dots + len(taken[0]) * names
            if not covers:
                return rect, side, mark
            if best is None or covers < best[0]:
                best = (covers, rect, side, mark)
    return best[1:] if best and needed else None
