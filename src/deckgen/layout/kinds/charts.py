"""Chart + region → the chart as it is drawn, at the largest size at which nothing in it covers another."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from deckgen.deck.model import Chart, ChartKind, Series
from deckgen.diagnostics import DeckgenError, error
from deckgen.languages import right_to_left
from deckgen.layout.chart.axes import in_order_of_time
from deckgen.layout.chart.bars import bars
from deckgen.layout.chart.columns import columns
from deckgen.layout.chart.context import SPACE, ChartContext, note
from deckgen.layout.chart.lines import lines, unspaced
from deckgen.layout.chart.measurer import LabelMeasurer
from deckgen.layout.chart.pies import pie
from deckgen.layout.chart.scatter import scatter
from deckgen.layout.kinds.captions import CAPTION_GAP, caption_above, caption_of, in_margin
from deckgen.layout.kinds.context import Fragment, PlacingContext, with_left
from deckgen.layout.kinds.pictures import FIGURE_TITLE, said_of
from deckgen.layout.pages import TextBox
from deckgen.layout.plots import ChartBox, LabelKind
from deckgen.layout.text.fit import size_steps
from deckgen.layout.text.paginate import even_shares
from deckgen.structs import replace
from deckgen.theme.model import Align, Theme
from deckgen.units import NONE, Emu, Point, Rect, emu

Drawer = Callable[[ChartContext], ChartBox | None]

MORE_LINES = 6
"""How many lines more a name at an axis may take at the smallest size where nothing else helps."""

NAME_LINES = 2
"""The lines that a column's name takes at most, unless columns were asked for: bars hold longer names."""

LEAST_PLOT = 3
"""A chart is not drawn in less than one part of so many of its place; what its axes count gives way."""

_SPLIT = (ChartKind.BAR, ChartKind.COLUMN, ChartKind.STACKED)
"""The kinds whose categories may go on on a second slide."""


def chart_parts(context: PlacingContext, chart: Chart, *, alone: bool = False) -> list[Fragment]:
    """Return a chart's slides: one, unless it has more bars or columns than there is room for side by side.

    What is `alone` below a headline begins where text would, by the height of its letters.

    Raises `DeckgenError` where something of it does not fit even so.
    """
    above = caption_above(context, chart.above, chart.span, context.region("chart"), FIGURE_TITLE)
    region = above.below
    said = said_of(chart.caption, chart.credit)
    caption = caption_of(context, said, chart.span, region) if said else None
    room = caption.room_above(region.rect) if caption else region.rect
    room = _from_letters(context, chart, room) if alone else room
    boxes = _drawn(context, _with_names(chart, context.slide.name), room)
    name = context.named(context.setting.words.chart)
    named = (replace(box, name=name) for box in boxes)
    drawn = (_close(context, caption.box(), box) if caption else (box,) for box in named)
    parts = [Fragment(context.layout, (*above.boxes, *boxes)) for boxes in drawn]
    return with_left(parts, (*above.left, *(caption.left if caption else ())))


def _from_letters(context: PlacingContext, chart: Chart, room: Rect) -> Rect:
    """Return the room of a chart, higher where its numbers are its top: their letters are where edges are."""
    numbered = chart.kind in (ChartKind.COLUMN, ChartKind.HISTOGRAM) and not (chart.y or chart.above)
    up = emu(context.theme.frame.cap) if numbered else NONE
    return replace(room, y=Emu(room.y - up), height=Emu(room.height + up))


def _close(context: PlacingContext, caption: TextBox, box: ChartBox) -> tuple[ChartBox, TextBox]:
    """Return a chart and its caption right below what is drawn, or in the margin level with its foot."""
    drawn = box.plot
    foot = max((drawn.bottom, *(label.rect.bottom for label in box.labels)))
    if caption.rect.y < foot:
        beside = Rect(box.rect.x, drawn.y, box.rect.width, Emu(foot - drawn.y))
        return box, in_margin(context, caption, beside)
    y = Emu(min(caption.rect.y, foot + CAPTION_GAP))
    above = replace(box.rect, height=Emu(min(box.rect.bottom, y) - box.rect.y))
    return replace(box, rect=above), replace(caption, rect=replace(caption.rect, y=y))


def _with_names(chart: Chart, name: str) -> Chart:
    """Return a chart whose series all have a name to be edited and read by, if not to be shown."""
    return replace(chart, series=tuple(replace(one, name=one.name or name) for one in chart.series))


def redrawn(box: ChartBox, chart: Chart, theme: Theme) -> ChartBox | None:
    """Return a chart in the place of one with other numbers, None where there is no room for what it says.

    It is not turned over; a box of a deck that reads from right to left has to be given as it was before.
    """
    style = theme.styles[box.style]
    steps = [*size_steps(style.size, theme.scale, min(theme.floors.table, style.size))]
    for one, drawer in _ways(chart):
        for size in (*[step for step in steps if step <= box.size], steps[-1]):
            more = MORE_LINES if size == steps[-1] else 0
            context = ChartContext(one, one, LabelMeasurer(theme, style, size, more), box.rect, box.turned)
            found = _noted(context, drawer)
            if found is not None:
                return replace(found, key=box.key, region=box.region, rect=box.rect, name=box.name)
    return None


def _drawn(context: PlacingContext, chart: Chart, room: Rect) -> list[ChartBox]:
    style = context.style(context.region("chart"))
    floor = min(context.theme.floors.table, style.size)
    sizes = size_steps(style.size, context.theme.scale, floor)
    turned = right_to_left(context.setting.language)

    def sketch(part: Chart, whole: Chart, size: Point, more: int = 0) -> ChartContext:
        return ChartContext(part, whole, LabelMeasurer(context.theme, style, size, more), room, turned)

    for one, drawer in _ways(chart):
        for size in sizes:
            found = _noted(sketch(one, one, size), drawer)
            if found:
                return [found]
    for one, drawer in _ways(chart):
        found = _noted(sketch(one, one, sizes[-1], MORE_LINES), drawer)
        if found:
            return [found]
    for one in _kinds(chart):
        if one.kind not in _SPLIT:
            continue
        for slides in range(2, len(one.categories) + 1):
            shares = _shares(one, slides)
            for size in sizes:
                several = _all_drawn([sketch(part, one, size) for part in shares])
                if several:
                    return several
    raise _no_room(chart)


def _all_drawn(sketches: list[ChartContext]) -> list[ChartBox]:
    """Return the shares of a chart, empty where any does not fit.

    That with the longest name comes first: it tells soonest that there is no room.
    """
    order = sorted(range(len(sketches)), key=lambda at: -max(map(len, sketches[at].chart.categories)))
    drawn: dict[int, ChartBox] = {}
    for place in order:
        box = _noted(sketches[place], _DRAWERS[sketches[place].chart.kind][0])
        if box is None:
            return []
        drawn[place] = box
    return [drawn[place] for place in range(len(sketches))]


def _kinds(chart: Chart) -> Iterator[Chart]:
    """Yield the chart in the kinds that may be taken: columns that nobody asked for may lie down."""
    yield chart
    if not chart.certain and chart.kind is ChartKind.COLUMN:
        yield replace(chart, kind=ChartKind.BAR)


def _ways(chart: Chart) -> Iterator[tuple[Chart, Drawer]]:
    """Yield the ways in which a chart may be drawn, the best first.

    Columns that nobody asked for lie down where their names are long, unless these are years or the like.
    """
    usual, *others = _DRAWERS[chart.kind]
    yield chart, usual
    laid = [one for one in _kinds(chart) if one is not chart]
    if laid and not in_order_of_time(chart.categories):
        yield laid[0], bars
    yield from ((chart, drawer) for drawer in others)


def _wordy(sketch: ChartContext) -> ChartBox | None:
    """Return columns, unless nobody asked for columns and their names would be broken over many lines."""
    box = columns(sketch)
    if box is None or sketch.chart.certain:
        return box
    return box if all(len(label.lines) <= NAME_LINES for label in box.says(LabelKind.CATEGORY)) else None


_DRAWERS: dict[ChartKind, tuple[Drawer, ...]] = {
    ChartKind.BAR: (bars,),
    ChartKind.COLUMN: (
        _wordy,
        lambda sketch: columns(sketch, numbered=False),
        lambda sketch: columns(sketch, numbered=False, strides=True),
    ),
    ChartKind.STACKED: (
        columns,
        lambda sketch: columns(sketch, numbered=False),
        lambda sketch: columns(sketch, numbered=False, strides=True),
    ),
    ChartKind.HISTOGRAM: (columns, lambda sketch: columns(sketch, numbered=False)),
    ChartKind.LINE: (
        lambda sketch: lines(sketch, numbered=True),
        lambda sketch: lines(sketch, numbered=False),
        lambda sketch: lines(unspaced(sketch), numbered=False),
    ),
    ChartKind.SCATTER: (scatter,),
    ChartKind.PIE: (pie,),
    ChartKind.DOUGHNUT: (pie,),
}
"""The kind of a chart → the ways it may be drawn, the one that says most first."""


def _noted(sketch: ChartContext, drawer: Drawer) -> ChartBox | None:
    """Return a chart with what its axes count, that of the height above it, the other below."""
    chart, room = sketch.chart, sketch.room
    labels = []
    below = None
    top, foot = room.y, room.bottom
    if chart.y:
        found = note(sketch, "note-y", chart.y, room, Align.START)
        if found is None:
            return None
        labels.append(found[0])
        top = Emu(top + found[1] + SPACE)
    if chart.x:
        below = note(sketch, "note-x", chart.x, room, Align.END)
        if below is None:
            return None
        foot = Emu(foot - below[1] - SPACE // 2)
    if foot - top < room.height // LEAST_PLOT:
        return None
    box = drawer(sketch.within(Rect(room.x, top, room.width, Emu(foot - top))))
    if box is None:
        return None
    if below:
        lowest = max(
            (label.rect.bottom for label in box.says(LabelKind.CATEGORY, LabelKind.TICK)),
            default=box.plot.bottom,
        )
        under = max(lowest, box.plot.bottom) + SPACE // 2
        place = Rect(room.x, Emu(under), Emu(max(box.plot.right - room.x, room.width // 2)), room.height)
        last = note(sketch, "note-x", chart.x, place, Align.END)
        if last is None or last[1] > below[1]:
            # Below a narrow plot it would take more lines than there is room for.
            last = note(sketch, "note-x", chart.x, replace(place, width=room.width), Align.END)
        if last is None:
            return None
        labels.append(last[0])
    return replace(box, rect=room, labels=(*box.labels, *labels))


def _shares(chart: Chart, slides: int) -> list[Chart]:
    """Return a chart's categories shared out over slides, about equally many on each."""
    return [_share(chart, start, stop) for start, stop in even_shares(len(chart.categories), slides)]


def _share(chart: Chart, start: int, stop: int) -> Chart:
    chosen = chart.category
    return replace(
        chart,
        categories=chart.categories[start:stop],
        series=tuple(Series(one.name, one.values[start:stop]) for one in chart.series),
        category=chosen - start if chosen is not None and start <= chosen < stop else None,
        one=chart.one if chosen is None or start <= chosen < stop else None,
    )


def _no_room(chart: Chart) -> DeckgenError:
    longest = max((*chart.categories, *(one.name for one in chart.series)), key=len, default="")
    shown = longest if len(longest) <= 40 else f"{longest[:39]}…"
    hints = ["shorten the names, or leave some numbers out"]
    hints += [f'the longest name is "{shown}"'] if shown else []
    if chart.kind in (ChartKind.COLUMN, ChartKind.STACKED):
        hints.insert(0, "long names read better beside bars: kind: bar")
    message = f"the words and numbers of this {chart.kind.value} chart do not fit on a slide"
    return DeckgenError(error(message, chart.span, *hints))
