"""A program and what it writes → side by side, the output beside a bar; or one below the other."""

from __future__ import annotations

from deckgen.deck.model import Code
from deckgen.layout.kinds.code import code_parts, written_by
from deckgen.layout.kinds.context import Fragment, PlacingContext
from deckgen.layout.pages import Bar, Box, Role, TextBox
from deckgen.layout.text.fit import size_steps
from deckgen.structs import replace
from deckgen.units import Emu, Point, Rect, grid

GUTTER = grid(6)
"""The space between a program and its output."""

BAR, BAR_GAP = grid(0.5), grid(2)
"""The width of the bar before an output, and the space after it."""

BELOW = grid(2.5)
"""The space between a program and an output below it."""

SHARES = (0.6, 0.67, 0.74)
"""The shares of the width that a program takes beside its output, as its longest line needs."""

LEAST = Point(18)
"""The size, in points, that both have at least where they are side by side."""

MOST_BELOW = 0.6
"""The share of the height that a program takes above its output at most."""


def program_part(context: PlacingContext, code: Code, room: Rect) -> Fragment | None:
    """Return a program with its output in a place, None where both do not fit it."""
    for share in SHARES:
        found = _beside(context, code, room, share)
        if found:
            return found
    return _below(context, code, room)


def _beside(context: PlacingContext, code: Code, room: Rect, share: float) -> Fragment | None:
    wide = Emu(int((room.width - GUTTER) * share))
    program = _set(context, replace(code, output=()), replace(room, width=wide))
    if program is None or _size(program) < LEAST:
        return None
    x = Emu(room.x + wide + GUTTER)
    place = Rect(x, room.y, Emu(room.right - x), room.height)
    written = _output(context, code, place, _size(program))
    if written is None or _size(written[1:]) < LEAST:
        return None
    return Fragment(context.layout, (*program, *written))


def _below(context: PlacingContext, code: Code, room: Rect) -> Fragment | None:
    upper = replace(room, height=Emu(int(room.height * MOST_BELOW)))
    program = _set(context, replace(code, output=()), upper)
    found = _above_output(context, code, room, program) if program else None
    if found:
        return found
    # Both smaller is better than the output on a slide of its own.
    usual, theme = context.theme.styles["code"], context.theme
    for size in size_steps(usual.size, theme.scale, theme.floors.table):
        own = replace(context, theme=replace(theme, styles={**theme.styles, "code": usual.at(size)}))
        program = _set(own, replace(code, output=()), room)
        found = _above_output(own, code, room, program) if program else None
        if found:
            return found
    return None


def _above_output(
    context: PlacingContext, code: Code, room: Rect, program: tuple[Box, ...]
) -> Fragment | None:
    """Return a program with what it writes below it, None where there is no room for that."""
    foot = max(one.outer.bottom if isinstance(one, TextBox) else one.rect.bottom for one in program)
    y = Emu(foot + BELOW)
    written = _output(context, code, replace(room, y=y, height=Emu(room.bottom - y)), _size(program))
    return Fragment(context.layout, (*program, *written)) if written else None


def _set(context: PlacingContext, code: Code, room: Rect) -> tuple[Box, ...] | None:
    """Return the boxes of a program that fits a place, None where it does not."""
    parts = code_parts(replace(context, rooms=(("code", room),)), code)
    return parts[0].boxes if len(parts) == 1 and not parts[0].left else None


def _output(context: PlacingContext, code: Code, place: Rect, size: Point) -> tuple[Box, ...] | None:
    """Return what a program writes, no larger than the program, and the bar before it."""
    region = context.region("code")
    x = Emu(place.x + BAR + BAR_GAP)
    inner = Rect(x, Emu(place.y + region.pad), Emu(place.right - x), Emu(place.height - 2 * region.pad))
    style = context.theme.styles["code"].at(size)
    theme = replace(context.theme, styles={**context.theme.styles, "code": style})
    own = replace(context, theme=theme)
    found = (
        _set(own, written_by(code), inner.grown(region.pad)) if inner.height > 0 and inner.width > 0 else None
    )
    if found is None:
        return None
    (box,) = found
    assert isinstance(box, TextBox)
    plain = replace(box, key="output", region="", fill=None, pad=Emu(0), role=Role.CODE, together="output")
    bar = Bar("output-bar", replace(plain.rect, x=place.x, width=BAR), "mark", together="output")
    return bar, plain


def _size(boxes: tuple[Box, ...]) -> Point:
    """Return the size of the first program text among boxes."""
    texts = (one for one in boxes if isinstance(one, TextBox) and one.role is Role.CODE)
    return next(texts).paragraphs[0].size
