"""Timeline + region → events evenly spaced: dates above the axis, ticks on it, what happened below."""

from __future__ import annotations

from collections.abc import Iterator

from deckgen.deck.model import Run, Timeline
from deckgen.layout.kinds.context import Fragment, PlacingContext, held
from deckgen.layout.kinds.diagrams.rails import Row, on_rail, rail_parts
from deckgen.layout.pages import Diagram, DiagramBox, Member, Role, Shape, TextBox
from deckgen.layout.text.fit import (
    FittedText,
    MeasuredParagraph,
    TextFlow,
    at_most,
    draft,
    fit,
    fits,
    flow_of,
    high,
    set_at,
    text_box,
    too_tall,
    too_wide,
    without_runts,
)
from deckgen.layout.text.paginate import even_shares, split_up
from deckgen.structs import Struct, replace
from deckgen.theme.model import Align, Anchor, Region, Theme
from deckgen.units import EMU_PER_POINT, Emu, Rect, emu, grid

MOST_EVENTS = 8
"""Events that are on one slide, if there is room for their words."""

FEWEST = 2
"""The columns there are at least, so that a lonely event's lines are not too long."""

GUTTER = grid(3)
"""The space between one event's text and the next."""

TICK = grid(2)
"""The width and height of an event's mark on the axis."""

LOWEST = grid(10)
"""How far below the top of their frame dates begin at most."""

ABOVE = grid(2.5)
"""The space between dates and the axis."""

BELOW = grid(3.5)
"""The space between the axis and what happened."""

RAIL = grid(0.4)
"""The height of the axis."""

AXIS = 0.42
"""How far down its place the axis is, where the layout draws none."""

LEAST_FLAT = 20
"""A flat piece of decoration is an axis where it is so many times as wide as it is high."""

FEW_EVENTS, FEW_LINES = 5, 4
"""The events that are side by side at most, and the lines of each, before they are below each other."""

DATE_LINES = 2
"""The lines that a date takes at most, unless it has longer."""


class _Axis(Struct, frozen=True):
    """Where the line is drawn, and the room above and below it."""

    y: Emu
    above: Rect
    below: Rect


class _Event(Struct, frozen=True):
    """An event's texts, measured once."""

    date: TextFlow
    text: TextFlow
    theme: Theme


def timeline_parts(context: PlacingContext, timeline: Timeline) -> list[Fragment]:
    """Return a timeline's slides, the events spread evenly over them.

    An event that is taller than its place goes on in another of the same date; what is too long
    for a date is at the head of its text. Raises `DeckgenError` where a word is wider than its place.
    """
    region = context.region("timeline")
    axis = _axis(context, region)
    events = _events(context, timeline, region)
    parts = _few(context, region, axis, events)
    if parts is None:
        rows = [Row(one.date, one.text) for one in events]
        parts = rail_parts(context, region, rows, Diagram.TIMELINE, ("date", "event"))
    if parts is None:
        parts = _parts(context, region, axis, events)
    if parts is None:
        parts = _parts(
            context, region, axis, [piece for event in events for piece in _pieces(context, event, axis)]
        )
    if parts is None:
        raise _no_room(timeline, events, axis)
    return parts


def _few(context: PlacingContext, region: Region, axis: _Axis, events: list[_Event]) -> list[Fragment] | None:
    """Return few events side by side at the usual size at least, None where they are too many or too long."""
    usual = context.theme.styles["body"].size
    sizes = tuple(one for one in events[0].text.sizes if one >= usual)
    if len(events) > FEW_EVENTS or not sizes:
        return None
    large = [replace(one, text=replace(one.text, sizes=sizes)) for one in events]
    part = _part(context, region, axis, large, 0)
    if part is None:
        return None
    diagrams = [box for box in part.boxes if isinstance(box, DiagramBox)]
    said = [text for box in diagrams for one in box.members for text in one.texts]
    return [part] if all(one.lines <= FEW_LINES for text in said for one in text.paragraphs) else None


def _parts(
    context: PlacingContext, region: Region, axis: _Axis, events: list[_Event]
) -> list[Fragment] | None:
    """Return events on as few slides as they need, None where one does not fit even by itself."""
    total = len(events)
    for slides in range(-(-total // MOST_EVENTS), total + 1):
        shares = even_shares(total, slides)
        found = _shared(context, region, axis, events, shares)
        if found is None:
            continue
        if slides == 1:
            return found
        return _shared(context, region, axis, _alike_everywhere(events, found), shares)
    return None


def _shared(
    context: PlacingContext, region: Region, axis: _Axis, events: list[_Event], shares: list[tuple[int, int]]
) -> list[Fragment] | None:
    """Return shares of events on a slide each, None as soon as one does not fit."""
    parts: list[Fragment] = []
    for start, stop in shares:
        part = _part(context, region, axis, events[start:stop], start)
        if part is None:
            return None
        parts.append(part)
    return parts


def _pieces(context: PlacingContext, event: _Event, axis: _Axis) -> Iterator[_Event]:
    """Yield an event that is taller than its place in several, all of its date, as it is set at the floor."""
    event = _short_dated(event, _alone(axis.above))
    narrow = _alone(axis.below)
    smallest = set_at(event.text, narrow.width, event.text.floor)
    if smallest.torn or fits(smallest, narrow):
        yield event
        return
    date = event.date
    for piece in split_up(event.text.drafts[0], event.text.floor, narrow):
        yield replace(event, date=date, text=replace(event.text, drafts=(piece,)))
        date = context.resumed(event.date, _alone(axis.above))


def _short_dated(event: _Event, room: Rect) -> _Event:
    """Return an event whose date fits its place, what it has no room for before its text."""
    if fit(event.date, room) or set_at(event.date, room.width, event.date.floor).torn:
        return event
    date, left = held(event.date, room)
    (text,) = event.text.drafts
    runs = (*(run for one in left for run in one.runs), Run(" "), *text.runs)
    whole = draft(runs, text.style, event.theme, text.span)
    return _Event(date.copy, replace(event.text, drafts=(whole,)), event.theme)


def _alone(room: Rect) -> Rect:
    """Return the room that an event has on a slide of its own."""
    return replace(room, width=Emu(room.width // FEWEST - GUTTER))


def _alike_everywhere(events: list[_Event], parts: list[Fragment]) -> list[_Event]:
    """Return events that are all set as the smallest of their timeline is, dates and texts apart."""
    boxes = [box for part in parts for box in part.boxes if isinstance(box, DiagramBox)]
    pairs = [member.texts for box in boxes for member in box.members]
    dates = min(date.paragraphs[0].size for date, _ in pairs)
    texts = min(text.paragraphs[0].size for _, text in pairs)
    return [replace(one, date=at_most(one.date, dates), text=at_most(one.text, texts)) for one in events]


def _axis(context: PlacingContext, region: Region) -> _Axis:
    """Return the axis: the flat line of the layout that crosses the region, else at two fifths of it."""
    rect = region.rect
    lines = [
        one.rect
        for one in context.layout.decor
        if rect.y < one.rect.y < rect.bottom and one.rect.width > LEAST_FLAT * one.rect.height
    ]
    # Dates begin no lower than what is sparse does on any other slide.
    date = context.theme.styles["date"]
    sparse = rect.y + LOWEST - emu(context.theme.frame.cap) + high(date.size * date.leading) + ABOVE
    y = Emu(min(int(rect.y + rect.height * AXIS), sparse))
    line = lines[0] if lines else replace(rect, y=y, height=RAIL)
    above = Rect(rect.x, rect.y, rect.width, Emu(line.y - ABOVE - rect.y))
    top = Emu(line.bottom + BELOW)
    below = Rect(rect.x, top, rect.width, Emu(rect.bottom - top))
    return _Axis(Emu((line.y + line.bottom) // 2), above, below)


def _events(context: PlacingContext, timeline: Timeline, region: Region) -> list[_Event]:
    theme = context.theme
    dates, texts = theme.styles["date"], context.style(region)
    return [
        _Event(
            flow_of((draft(event.date, dates, theme, event.span),), dates, theme, theme.floors.body),
            _spoken(context, draft(event.text, texts, theme, event.span)),
            theme,
        )
        for event in timeline.events
    ]


def _spoken(context: PlacingContext, one: MeasuredParagraph) -> TextFlow:
    """Return what happened as a box's contents, one step above the usual size at most."""
    theme = context.theme
    above = [size for size in theme.scale if size >= one.style.size]
    most = above[min(1, len(above) - 1)] if above else one.style.size
    sizes = tuple(size for size in theme.scale if size <= most) or (one.style.size,)
    return at_most(TextFlow((one,), one.style, sizes), context.ceiling)


def _part(
    context: PlacingContext, region: Region, axis: _Axis, events: list[_Event], first: int
) -> Fragment | None:
    """Return one slide of a timeline, or None where its events do not fit side by side."""
    step = region.rect.width // max(FEWEST, len(events))
    width = Emu(step - GUTTER)
    dates = _alike([event.date for event in events], replace(axis.above, width=width), DATE_LINES)
    texts = _alike([event.text for event in events], replace(axis.below, width=width), None)
    if dates is None or texts is None:
        return None
    placed = []
    for place, (date, text) in enumerate(zip(dates, texts, strict=True)):
        x = Emu(region.rect.x + place * step)
        number = first + place + 1
        above, below = (replace(room, x=x, width=width) for room in (axis.above, axis.below))
        placed.append(
            _member(
                _box(f"date-{number}", Role.HEADING, region, date, above),
                Rect(x, Emu(axis.y - TICK // 2), TICK, TICK),
                _box(f"event-{number}", Role.LABEL, region, text, below),
            )
        )
    name = context.named(context.setting.words.timeline)
    box = DiagramBox("timeline", region.name, region.rect, Diagram.TIMELINE, tuple(placed), name)
    if any(region.rect.contains(one.rect) for one in context.layout.decor):
        return Fragment(context.layout, (box,))
    line = Rect(region.rect.x, Emu(axis.y - RAIL // 2), region.rect.width, RAIL)
    return Fragment(context.layout, (on_rail(box, line, "title"),))


def _member(date: TextBox, tick: Rect, text: TextBox) -> Member:
    """Return an event: its date above the axis, its tick on it, its text below."""
    shapes = (
        Shape(date.key, date.rect, None, date),
        Shape(f"{date.key}/tick", tick, "mark", None),
        Shape(text.key, text.rect, None, text),
    )
    return Member(date.key, shapes)


def _alike(copies: list[TextFlow], room: Rect, lines: int | None) -> list[FittedText] | None:
    """Return texts at the largest size at which all of them fit the room each has, or None.

    A size at which any takes more than so many lines is passed over, unless no size does better.
    """
    second_best = None
    for size in copies[0].sizes:
        tried = [set_at(copy, room.width, size) for copy in copies]
        if not all(one.torn is None and one.height * EMU_PER_POINT <= room.height for one in tried):
            continue
        if lines is None or all(one.lines[0] <= lines for one in tried):
            return tried
        second_best = second_best or tried
    return second_best


def _box(key: str, role: Role, region: Region, sized: FittedText, rect: Rect) -> TextBox:
    anchor = Anchor.BOTTOM if role is Role.HEADING else Anchor.TOP
    fair = without_runts(sized, rect.width)
    return text_box(key, role, replace(region, anchor=anchor, align=Align.START), fair, rect)


def _no_room(timeline: Timeline, events: list[_Event], axis: _Axis) -> Exception:
    """Return the error of the first event that does not fit even alone."""
    for event, said in zip(events, timeline.events, strict=True):
        for copy, room, what in ((event.date, axis.above, "date"), (event.text, axis.below, "event")):
            narrow = _alone(room)
            if fit(copy, narrow) is None:
                smallest = set_at(copy, narrow.width, copy.floor)
                if smallest.torn:
                    return too_wide(smallest)
                return too_tall(f"this {what} of the timeline", said.span, "say it in fewer words")
    raise AssertionError("every event fits by itself")
