"""Lines through points: where they run, the numbers at their points, the names at their ends."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from deckgen.deck.blocks.charts import written
from deckgen.layout.chart.axes import (
    CategoryNames,
    below_axis,
    beside_plot,
    named_categories,
    ticks_beside,
)
from deckgen.layout.chart.context import (
    GAP_OF_VALUE,
    SPACE,
    ChartContext,
    Drawing,
    Plot,
    centred,
    fills,
    names_width,
    series_colour,
    spread,
)
from deckgen.layout.chart.scales import along, ticked
from deckgen.layout.chart.scatter import ticks_below
from deckgen.layout.plots import (
    AXIS,
    DOT,
    LARGE_DOT,
    LIGHT,
    STRONG,
    ChartBox,
    Label,
    LabelKind,
    Mark,
    Scale,
    Side,
    Stroke,
)
from deckgen.structs import Struct, replace
from deckgen.theme.model import Align, Anchor
from deckgen.units import Emu, Rect

MOST_NUMBERED = 12
"""Points of a single line that are numbered at most; beyond, an axis tells them."""

MOST_NAMES = 0.26
"""The share of a chart's width that the names at the lines' ends may take."""

NAME_LINES = 2
"""The lines that a category's name takes at most."""

LEAST_PLOT = 1 / 3
"""The share of a chart's width and height that is left to lines at least."""


class _Frame(Struct, frozen=True):
    """Where lines are drawn: the names of their categories, of the series, and the space below the axis.

    Points at the distances of their numbers have an axis of these, and no `categories`.
    """

    plot: Plot
    categories: CategoryNames | None
    names: Emu
    below: int


def lines(context: ChartContext, *, numbered: bool) -> ChartBox | None:
    """Return lines, or None where they do not fit at this size; `numbered` ones need no axis."""
    chart = context.chart
    if numbered and (len(chart.series) > 1 or len(chart.categories) > MOST_NUMBERED):
        return None
    frame = (_at_numbers if chart.xs else _frame)(context, numbered=numbered)
    if frame is None:
        return None
    plot = frame.plot
    labels = list(_categories(context, frame.plot, frame.categories, frame.below) if frame.categories else ())
    if plot.across:
        labels += ticks_below(context, plot, plot.across)
    if plot.scale.shown:
        labels += ticks_beside(context, plot)
    labels += _numbers(context, plot, numbered=numbered)
    if chart.named:
        labels += _names(context, plot, frame.names)
    drawing = Drawing(tuple(_dots(context, plot, numbered=numbered)), tuple(_strokes(context, plot)))
    return context.box(plot, drawing, labels)


def _frame(context: ChartContext, *, numbered: bool) -> _Frame | None:
    """Return where lines are drawn, None where what is said around them leaves too little room."""
    chart, room = context.chart, context.room
    scale = replace(ticked(context.numbers(), chart.form, zero=False), shown=not numbered)
    names = names_width(context, MOST_NAMES) if chart.named else Emu(0)
    if names is None:
        return None
    count = len(chart.categories)
    left, right = _margins(context, scale, names)
    band = (room.width - left - right) / count
    categories = named_categories(context, band, NAME_LINES, skipping=True)
    if categories is None:
        return None
    out = max(0, (categories.widest(context) - band) / 2)
    left, right = max(left, int(out)), max(right, int(out))
    width = room.width - left - right
    band = width / count
    if (categories.widest(context) - band) / 2 > min(left, right) + SPACE:
        return None
    if width < room.width * LEAST_PLOT or (numbered and _number_width(context) + GAP_OF_VALUE > band):
        return None
    top = _above(context, categories.skip, numbered=numbered)
    below = below_axis(context, scale, out)
    height = room.height - top - categories.height(context) - below
    if height < room.height * LEAST_PLOT:
        return None
    rect = Rect(Emu(room.x + left), Emu(room.y + top), Emu(int(width)), Emu(height))
    plot = Plot(rect, scale, skip=categories.skip)
    axis = Rect(rect.x, plot.y(_crossing(scale)), rect.width, AXIS)
    return _Frame(replace(plot, axes=(axis,)), categories, names, below)


def _at_numbers(context: ChartContext, *, numbered: bool) -> _Frame | None:
    """Return where lines are drawn whose points are at their numbers, None: there is too little room."""
    chart, room, pencil = context.chart, context.room, context.pencil
    scale = replace(ticked(context.numbers(), chart.form, zero=False), shown=not numbered)
    across = along(context.whole.xs, chart.x_form)
    names = names_width(context, MOST_NAMES) if chart.named else Emu(0)
    if names is None:
        return None
    ticks = tuple(written(across.form, one) for one in across.ticks())
    half = max(pencil.width(ticks[0]), pencil.width(ticks[-1]), _number_width(context)) // 2
    left = max(beside_plot(context, scale), half)
    right = max(half, names + DOT + GAP_OF_VALUE if names else 0)
    top = _above(context, 1, numbered=numbered)
    rect = Rect(
        Emu(room.x + left),
        Emu(room.y + top),
        Emu(room.width - left - right),
        Emu(room.height - top - pencil.line - SPACE),
    )
    if rect.width < room.width * LEAST_PLOT or rect.height < room.height * LEAST_PLOT:
        return None
    if pencil.widest(ticks) + SPACE > rect.width * across.step / (across.high - across.low):
        return None
    axis = Rect(rect.x, rect.bottom, rect.width, AXIS)
    plot = Plot(rect, scale, across, axes=(axis,), xs=chart.xs)
    if numbered and _number_width(context) + GAP_OF_VALUE > _closest(plot):
        return None
    return _Frame(plot, None, names, 0)


def _closest(plot: Plot) -> int:
    """Return how far the two points that are next to each other are apart."""
    places = [plot.category(place, len(plot.xs)) for place in range(len(plot.xs))]
    return min(after - one for one, after in itertools.pairwise(places))


def unspaced(context: ChartContext) -> ChartContext:
    """Return a chart with its points in a row, whatever numbers they are called by."""
    return replace(context, chart=replace(context.chart, xs=()), whole=replace(context.whole, xs=()))


def _margins(context: ChartContext, scale: Scale, names: Emu) -> tuple[int, int]:
    """Return what is kept free before the plot, for an axis, and after it, for the names of the lines."""
    left = beside_plot(context, scale)
    after = names + DOT + GAP_OF_VALUE if names else 0
    # The names begin at the last points, which are half a category within the plot.
    count = len(context.chart.categories)
    return left, max(0, int(after - (context.room.width - left - after) / (2 * count - 1)))


def _above(context: ChartContext, skip: int, *, numbered: bool) -> int:
    """Return the room above the highest point: for its number, or for half of the highest tick."""
    line = context.pencil.line
    if numbered:
        return line + GAP_OF_VALUE + DOT // 2
    if _chosen(context) is not None:
        return line * len(_chosen_lines(context, skip)) + GAP_OF_VALUE + DOT
    return line // 2


def _chosen(context: ChartContext) -> int | None:
    """Return the series whose number is shown at the highlighted category, None where there is none."""
    chart = context.chart
    if chart.category is None or len(chart.series) > 1:
        return None
    return 0 if chart.series[0].values[chart.category] is not None else None


def _chosen_lines(context: ChartContext, skip: int) -> tuple[str, ...]:
    """Return the number of the category that stands out, and its name where the axis may lack it."""
    place = context.chart.category or 0
    text = context.text(0, place)
    named = skip > 1 or bool(context.chart.xs)
    return (context.chart.categories[place], text) if named else (text,)


def _crossing(scale: Scale) -> float:
    """Return the number at which the axis of categories crosses: zero, or the lowest."""
    return min(max(scale.low, 0.0), scale.high)


def _number_width(context: ChartContext) -> Emu:
    texts = (context.text(0, place) for place in range(len(context.chart.categories)))
    return context.pencil.widest(tuple(texts), bold=True)


def _categories(context: ChartContext, plot: Plot, categories: CategoryNames, below: int) -> Iterator[Label]:
    pencil, said = context.pencil, categories.lines
    for place in range(0, len(said), plot.skip):
        width, height = pencil.widest(said[place]), pencil.height(said[place])
        x = plot.category(place, len(said)) - width // 2
        rect = Rect(Emu(x), Emu(plot.rect.bottom + below), width, height)
        yield context.category(place, said[place], rect, Align.CENTER, Anchor.TOP)


def _strokes(context: ChartContext, plot: Plot) -> Iterator[Stroke]:
    """Yield the stretches of each line, the one that stands out last: it lies above the others."""
    chart = context.chart
    order = sorted(range(len(chart.series)), key=lambda number: (number == chart.one, number))
    for number in order:
        values = chart.series[number].values
        colour = series_colour(chart, context.theme, number)
        width = STRONG if number == chart.one or len(chart.series) == 1 else LIGHT
        run: list[Rect] = []
        for place, value in enumerate((*values, None)):
            if value is not None:
                run.append(plot.point(place, len(values), value))
            elif run:
                yield Stroke(tuple(run), colour, width, number)
                run = []


def _dots(context: ChartContext, plot: Plot, *, numbered: bool) -> Iterator[Mark]:
    """Yield points where there is a number to read, or no line on either side, or that stand out.

    Of a few that are at their distances, all: where they are is what is shown.
    """
    chart = context.chart
    colours = fills(chart, context.theme)
    for number, one in enumerate(chart.series):
        colour = series_colour(chart, context.theme, number)
        for place, value in enumerate(one.values):
            if value is None:
                continue
            alone = all(near is None for near in _neighbours(one.values, place))
            chosen = place == chart.category
            if numbered or alone or chosen or (plot.xs and len(plot.xs) <= MOST_NUMBERED):
                point = plot.point(place, len(one.values), value)
                fill = colours[number][place] if chosen else colour
                size = LARGE_DOT if chosen else DOT
                yield Mark(centred(point.x, point.y, size, size), fill, number, place)


def _neighbours(values: tuple[float | None, ...], place: int) -> tuple[float | None, float | None]:
    """Return the numbers before and after a place, None where there is none."""
    before = values[place - 1] if place else None
    return before, values[place + 1] if place + 1 < len(values) else None


def _numbers(context: ChartContext, plot: Plot, *, numbered: bool) -> Iterator[Label]:
    """Yield the numbers of all points, or, where they are not `numbered`, of the one that stands out."""
    values = context.chart.series[0].values
    if numbered:
        for place, value in enumerate(values):
            if value is not None:
                yield _at_point(context, plot, place, value)
    elif _chosen(context) is not None:
        place = context.chart.category or 0
        value = values[place]
        if value is not None:
            yield _at_chosen(context, plot, place, value)


NUMBER_APART = DOT // 2 + GAP_OF_VALUE
"""The space between the middle of a point and its number."""


def _at_point(context: ChartContext, plot: Plot, place: int, value: float) -> Label:
    """Return the number above a point, or below it in a valley with room there."""
    pencil, values = context.pencil, context.chart.series[0].values
    around = [near for near in _neighbours(values, place) if near is not None]
    valley = bool(around) and all(near > value for near in around)
    point = plot.point(place, len(values), value)
    text = (context.text(0, place),)
    width, height = pencil.widest(text, bold=True), pencil.height(text)
    if valley and point.y + NUMBER_APART + height <= plot.rect.bottom:
        rect = Rect(Emu(point.x - width // 2), Emu(point.y + NUMBER_APART), width, height)
        return replace(context.value(0, place, rect, Align.CENTER), side=Side.BELOW)
    # Numbers may move by half of what is free between neighbours: so two that move towards each other never
    # touch.
    band = _closest(plot) if plot.xs else plot.rect.width // len(values)
    free = band - _number_width(context) - GAP_OF_VALUE // 2
    aside = max(-(free // 2), min(free // 2, _aside(plot, values, place, width // 2)))
    rect = Rect(Emu(point.x - width // 2 + aside), Emu(point.y - NUMBER_APART - height), width, height)
    return replace(context.value(0, place, rect, Align.CENTER), side=Side.ABOVE, shift=(aside, 0))


def _at_chosen(context: ChartContext, plot: Plot, place: int, value: float) -> Label:
    """Return the number above the point that stands out, with its name where the axis may lack it."""
    pencil = context.pencil
    said = _chosen_lines(context, plot.skip)
    width, height = pencil.widest(said, bold=True), pencil.height(said)
    point = plot.point(place, len(context.chart.series[0].values), value)
    rect = Rect(Emu(point.x - width // 2), Emu(point.y - NUMBER_APART - height), width, height)
    # PowerPoint would write the number that a point is at as it writes the other: both are its text.
    several = LabelKind.POINT if plot.xs else LabelKind.SLICE
    says = LabelKind.VALUE if len(said) == 1 else several
    label = context.value(0, place, rect, Align.CENTER)
    return replace(label, says=says, lines=said, side=Side.ABOVE)


def _aside(plot: Plot, values: tuple[float | None, ...], place: int, half: int) -> int:
    """Return how far the number above a point moves to the right, below 0: left, clear of a steep line.

    `half` is half of the number's width. Between two steep lines it stays.
    """
    point = plot.point(place, len(values), values[place] or 0.0)
    # The lower edge of the number may be passed by the line at half of its distance from the point.
    apart = NUMBER_APART // 2
    crossed = []
    for at, near in zip((place - 1, place + 1), _neighbours(values, place), strict=True):
        free: float = half
        if near is not None:
            end = plot.point(at, len(values), near)
            rise = point.y - end.y
            # A line that rises so much from here to there is `apart` above the point at this distance.
            free = apart * abs(end.x - point.x) / rise if rise > 0 else half
        crossed.append(max(0, round(half - free)))
    left, right = crossed
    return 0 if left and right else left - right


def _names(context: ChartContext, plot: Plot, width: Emu) -> Iterator[Label]:
    """Yield the series' names after the last point of each line, kept clear of each other."""
    chart, pencil = context.chart, context.pencil
    ends = [
        max((place for place, value in enumerate(one.values) if value is not None), default=0)
        for one in chart.series
    ]
    points = [
        plot.point(place, len(one.values), one.values[place] or 0.0)
        for place, one in zip(ends, chart.series, strict=True)
    ]
    said = [pencil.lines(one.name, width, 2, bold=True) or (one.name,) for one in chart.series]
    heights = [pencil.height(one) for one in said]
    centres = spread([float(point.y) for point in points], heights, context.room.y, plot.rect.bottom)
    for number, (text, point, centre) in enumerate(zip(said, points, centres, strict=True)):
        x = Emu(point.x + GAP_OF_VALUE + DOT // 2)
        rect = centred(x + width / 2, centre, width, heights[number])
        label = context.name(number, text, rect, Anchor.MIDDLE)
        shift = (0, round(centre - point.y))
        yield replace(label, side=Side.AFTER, place=ends[number], shift=shift)
