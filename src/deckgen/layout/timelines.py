"""Timeline + region → events evenly spaced: dates above the axis, ticks on it, what happened below."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from deckgen.deck.model import Run, Timeline
from deckgen.layout.fit import (
    Copy,
    Sized,
    at_most,
    copy_of,
    draft,
    fit,
    fits,
    size_up,
    text_box,
    too_tall,
    too_wide,
    without_lonely_words,
)
from deckgen.layout.pages import PlacedEvent, Role, TextBox, TimelineBox
from deckgen.layout.paginate import even_shares, parted
from deckgen.layout.sheet import Part, Sheet, held
from deckgen.theme.model import Align, Anchor, Layout, Region, Theme
from deckgen.units import NONE, Emu, Rect, grid

MOST_EVENTS = 8
"""Events that stand on one slide, if there is room for their words."""

FEWEST = 2
"""The columns there are at least, so that a lonely event's lines are not too long."""

GUTTER = grid(3)
"""The space between one event's text and the next."""

TICK = grid(1.4)
"""The width and height of an event's mark on the axis."""

ABOVE = grid(1.2)
"""The space between dates and the axis."""

BELOW = grid(2)
"""The space between the axis and what happened."""

DATE_LINES = 2
"""The lines that a date takes at most, unless it has longer."""


@dataclass(frozen=True, slots=True)
class _Axis:
    """Where the line is drawn, and the room above and below it."""

    y: Emu
    above: Rect
    below: Rect


@dataclass(frozen=True, slots=True)
class _Event:
    """An event's texts, measured once."""

    date: Copy
    text: Copy
    theme: Theme


def timeline_parts(sheet: Sheet, timeline: Timeline) -> list[Part]:
    """Return a timeline's slides, the events spread evenly over them.

    An event that is taller than its place goes on in another of the same date; what a date says too much
    stands at the head of its text. Raises `Refused` where a word is wider than its place.
    """
    region = sheet.region("timeline")
    axis = _axis(sheet.layout, region)
    events = _events(sheet, timeline, region)
    parts = _parts(sheet, region, axis, events)
    if parts is None:
        parts = _parts(
            sheet, region, axis, [piece for event in events for piece in _pieces(sheet, event, axis)]
        )
    if parts is None:
        raise _no_room(timeline, events, axis)
    return parts


def _parts(sheet: Sheet, region: Region, axis: _Axis, events: list[_Event]) -> list[Part] | None:
    """Return events on as few slides as they need, None where one does not fit even by itself."""
    total = len(events)
    for slides in range(-(-total // MOST_EVENTS), total + 1):
        shares = even_shares(total, slides)
        parts = [_part(sheet, region, axis, events[start:stop], start) for start, stop in shares]
        found = [one for one in parts if one is not None]
        if len(found) == len(parts):
            if slides == 1:
                return found
            events = _alike_everywhere(events, found)
            parts = [_part(sheet, region, axis, events[start:stop], start) for start, stop in shares]
            return [one for one in parts if one is not None]
    return None


def _pieces(sheet: Sheet, event: _Event, axis: _Axis) -> Iterator[_Event]:
    """Yield an event that is taller than its place in several, all of its date, as it stands at the floor."""
    event = _short_dated(event, _alone(axis.above))
    narrow = _alone(axis.below)
    smallest = size_up(event.text, narrow.width, event.text.floor)
    if smallest.torn or fits(smallest, narrow):
        yield event
        return
    date = event.date
    for piece in parted(event.text.drafts[0], event.text.floor, narrow):
        yield replace(event, date=date, text=replace(event.text, drafts=(piece,)))
        date = sheet.resumed(event.date, _alone(axis.above))


def _short_dated(event: _Event, room: Rect) -> _Event:
    """Return an event whose date fits its place, what it has no room for before its text."""
    if fit(event.date, room) or size_up(event.date, room.width, event.date.floor).torn:
        return event
    date, left = held(event.date, room)
    (text,) = event.text.drafts
    runs = (*(run for one in left for run in one.runs), Run(" "), *text.runs)
    whole = draft(runs, text.style, event.theme, text.span)
    return _Event(date.copy, replace(event.text, drafts=(whole,)), event.theme)


def _alone(room: Rect) -> Rect:
    """Return the room that an event has on a slide of its own."""
    return replace(room, width=Emu(room.width // FEWEST - GUTTER))


def _alike_everywhere(events: list[_Event], parts: list[Part]) -> list[_Event]:
    """Return events that are all set as the smallest of their timeline is, dates and texts apart."""
    boxes = [box for part in parts for box in part.boxes if isinstance(box, TimelineBox)]
    dates = min(one.date.paragraphs[0].size for box in boxes for one in box.events)
    texts = min(one.text.paragraphs[0].size for box in boxes for one in box.events)
    return [replace(one, date=at_most(one.date, dates), text=at_most(one.text, texts)) for one in events]


def _axis(layout: Layout, region: Region) -> _Axis:
    """Return the axis: the flat line of the layout that crosses the region, else at two fifths of it."""
    rect = region.rect
    lines = [
        one.rect
        for one in layout.decor
        if rect.y < one.rect.y < rect.bottom and one.rect.width > 20 * one.rect.height
    ]
    line = lines[0] if lines else replace(rect, y=Emu(rect.y + rect.height * 2 // 5), height=NONE)
    above = Rect(rect.x, rect.y, rect.width, Emu(line.y - ABOVE - rect.y))
    top = Emu(line.bottom + BELOW)
    below = Rect(rect.x, top, rect.width, Emu(rect.bottom - top))
    return _Axis(Emu((line.y + line.bottom) // 2), above, below)


def _events(sheet: Sheet, timeline: Timeline, region: Region) -> list[_Event]:
    theme = sheet.theme
    dates, texts = theme.styles["date"], sheet.style(region)
    return [
        _Event(
            copy_of((draft(event.date, dates, theme, event.span),), dates, theme, theme.floors.body),
            sheet.main((draft(event.text, texts, theme, event.span),), texts),
            theme,
        )
        for event in timeline.events
    ]


def _part(sheet: Sheet, region: Region, axis: _Axis, events: list[_Event], first: int) -> Part | None:
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
        tick = Rect(x, Emu(axis.y - TICK // 2), TICK, TICK)
        placed.append(
            PlacedEvent(
                _box(f"date-{number}", Role.HEADING, region, date, replace(axis.above, x=x, width=width)),
                tick,
                _box(f"event-{number}", Role.LABEL, region, text, replace(axis.below, x=x, width=width)),
            )
        )
    name = sheet.named(sheet.deck.words.timeline)
    box = TimelineBox("timeline", region.name, region.rect, tuple(placed), "mark", name)
    return Part(sheet.layout, (box,))


def _alike(copies: list[Copy], room: Rect, lines: int | None) -> list[Sized] | None:
    """Return texts at the largest size at which all of them fit the room each has, or None.

    A size at which any takes more than so many lines is passed over, unless no size does better.
    """
    second_best = None
    for size in copies[0].sizes:
        tried = [size_up(copy, room.width, size) for copy in copies]
        if not all(one.torn is None and one.height * 12_700 <= room.height for one in tried):
            continue
        if lines is None or all(one.lines[0] <= lines for one in tried):
            return tried
        second_best = second_best or tried
    return second_best


def _box(key: str, role: Role, region: Region, sized: Sized, rect: Rect) -> TextBox:
    anchor = Anchor.BOTTOM if role is Role.HEADING else Anchor.TOP
    fair = without_lonely_words(sized, rect.width)
    return text_box(key, role, replace(region, anchor=anchor, align=Align.START), fair, rect)


def _no_room(timeline: Timeline, events: list[_Event], axis: _Axis) -> Exception:
    """Return the error of the first event that does not fit even alone."""
    for event, said in zip(events, timeline.events, strict=True):
        for copy, room, what in ((event.date, axis.above, "date"), (event.text, axis.below, "event")):
            narrow = _alone(room)
            if fit(copy, narrow) is None:
                smallest = size_up(copy, narrow.width, copy.floor)
                if smallest.torn:
                    return too_wide(smallest)
                return too_tall(f"this {what} of the timeline", said.span, "say it in fewer words")
    raise AssertionError("every event fits by itself")
