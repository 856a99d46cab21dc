"""A slide's boxes → the same boxes lower: what is sparse hangs towards the middle of its frame."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar, cast

from deckgen.layout.flow.settle import lowered
from deckgen.layout.kinds.context import Fragment, PlacingContext
from deckgen.layout.pages import Box, TextBox
from deckgen.structs import Struct, replace, with_fields
from deckgen.theme.model import Anchor
from deckgen.units import EMU_PER_POINT, NONE, Emu, Rect

Value = TypeVar("Value")


def moved(value: Value, down: Emu, across: Emu = NONE) -> Value:
    """Return a value with all places in it lower, and further right, whatever holds them."""
    if not down and not across:
        return value
    found: Any = value
    if isinstance(value, Rect):
        found = replace(value, x=Emu(value.x + across), y=Emu(value.y + down))
    elif isinstance(value, TextBox):
        # Nothing in a text has a place of its own, and most of what is moved is text.
        found = replace(value, rect=moved(value.rect, down, across))
    elif isinstance(value, tuple):
        found = tuple(moved(one, down, across) for one in value)
    elif isinstance(value, Mapping):
        found = {key: moved(one, down, across) for key, one in value.items()}
    elif isinstance(value, Struct):
        found = with_fields(value, lambda one: moved(one, down, across))
    return cast("Value", value if found == value else found)


def ink(box: Box) -> Rect:
    """Return the place that a box takes up: of text, that of its lines."""
    if not isinstance(box, TextBox) or box.fill:
        return box.outer if isinstance(box, TextBox) else box.rect
    above = {Anchor.TOP: 0, Anchor.MIDDLE: 1, Anchor.BOTTOM: 2}[box.anchor]
    height = min(box.height, box.rect.height)
    return replace(box.rect, y=Emu(box.rect.y + (box.rect.height - height) * above // 2), height=height)


def around(boxes: Iterable[Box]) -> Rect | None:
    """Return the place that boxes take up together, None where there are none."""
    rects = [ink(one) for one in boxes]
    if not rects:
        return None
    x, y = min(one.x for one in rects), min(one.y for one in rects)
    right, bottom = max(one.right for one in rects), max(one.bottom for one in rects)
    return Rect(x, y, Emu(right - x), Emu(bottom - y))


def hung(context: PlacingContext, parts: list[Fragment]) -> list[Fragment]:
    """Return a slide's one part with its boxes lower where they leave much of their frame empty below."""
    if len(parts) != 1 or parts[0].left or context.unsaid:
        return parts
    (part,) = parts
    taken = around(part.boxes)
    if taken is None:
        return parts
    frame = context.frame
    # A rail that is in the middle of its frame leaves room above its dates already.
    above = max(0, taken.y - frame.y - context.theme.frame.cap * EMU_PER_POINT)
    total = Emu(int(max(0, taken.bottom - frame.y - above)))
    down = Emu(int(max(0, lowered(total, frame.height) - above)))
    if not down:
        return parts
    return [replace(part, boxes=tuple(ended_at(moved(box, down), frame.bottom) for box in part.boxes))]


def ended_at(box: Box, bottom: Emu) -> Box:
    """Return a box of text that ends where its frame does."""
    if not isinstance(box, TextBox) or box.rect.bottom <= bottom or box.fill:
        return box
    height = max(box.height, bottom - box.rect.y)
    return replace(box, rect=replace(box.rect, height=Emu(height)))
