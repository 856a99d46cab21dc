"""A timeline's box → named groups of shapes: dates, ticks and texts, in reading order.

It is one group, unless its events appear one by one: PowerPoint shows a group as a whole only, so that each
event then is a group of its own.
"""

from __future__ import annotations

from collections.abc import Sequence

from deckgen.layout.pages import PlacedEvent, TimelineBox
from deckgen.writers.pptx.shapes import DECORATIVE, Names, group, rectangle, said, text_shape
from deckgen.writers.pptx.steps import Step
from deckgen.writers.pptx.text import Pen


def timeline_groups(
    pen: Pen, names: Names, box: TimelineBox, *, by_event: bool
) -> tuple[str, tuple[Step, ...]]:
    """Return a timeline and the steps in which its events appear; the axis is the layout's.

    `by_event` tells that the events appear one by one; otherwise there are no steps.
    """
    if not by_event:
        return _group(pen, names, box, box.events, box.key, box.name)[1], ()
    groups = [
        _group(pen, names, box, (event,), f"{event.date.key}/group", said((event.date, event.text)))
        for event in box.events
    ]
    return "".join(group for _, group in groups), tuple(Step(shape_id) for shape_id, _ in groups)


def _group(
    pen: Pen, names: Names, box: TimelineBox, events: Sequence[PlacedEvent], key: str, described: str
) -> tuple[int, str]:
    shape_id = next(names.ids)
    rects = [rect for one in events for rect in (one.date.rect, one.tick, one.text.rect)]
    shapes = "".join(_event(pen, names, box, one) for one in events)
    return shape_id, group(names.properties(shape_id, key, described), rects or [box.rect], shapes)


def _event(pen: Pen, names: Names, box: TimelineBox, event: PlacedEvent) -> str:
    _, date = text_shape(pen, names, event.date)
    about = names.properties(next(names.ids), f"{event.date.key}/tick", "", DECORATIVE)
    tick = rectangle(pen.edition.hand, about, event.tick, box.tick_colour)
    _, text = text_shape(pen, names, event.text)
    return date + tick + text
