"""Works cited, or credits → columns of entries, none of them torn."""

from __future__ import annotations

from deckgen.deck.model import References
from deckgen.layout.kinds.context import Fragment, PlacingContext
from deckgen.layout.pages import Box, Role
from deckgen.layout.text.fit import (
    FittedText,
    MeasuredParagraph,
    TextFlow,
    draft,
    fits,
    set_at,
    size_steps,
    text_box,
    too_wide,
)
from deckgen.layout.text.paginate import at_size, share_out, shares_needed, stack_of
from deckgen.structs import replace
from deckgen.theme.model import Region
from deckgen.units import Point, Rect, grid, points

HANG = grid(3)
"""How far the second line of a work cited is indented: a quarter of an inch."""

FEW_ENTRIES = 6
"""No more works cited than this are in one column rather than two, where they fit it."""

MANY = Point(20)
"""The largest size, in points, of more works than that."""

SMALL = Point(16)
"""The size below which entries are set only where that saves a slide that would be bare."""

BARE = 0.25
"""The share of a last slide below which entries are set still smaller to save it."""


def reference_parts(context: PlacingContext, references: References) -> list[Fragment]:
    """Return the slides of works cited: one column of a few, else two on each slide, about equally full.

    None is torn that fits a column. Raises `DeckgenError` where a word is wider than a column.
    """
    left, right = context.region("left"), context.region("right")
    style = context.style(left)
    if not references.entries:
        return [Fragment(context.layout, ())]
    drafts, full = (
        tuple(
            replace(draft(runs, style, context.theme, context.slide.span), hang=HANG, key=entry.key or None)
            for runs, entry in each
        )
        for each in (
            [(entry.runs, entry) for entry in references.entries],
            [(entry.full or entry.runs, entry) for entry in references.entries],
        )
    )
    floor = min(context.theme.floors.references, style.size)
    copy = TextFlow(drafts, style, size_steps(style.size, context.theme.scale, floor))
    if len(drafts) <= FEW_ENTRIES:
        single = _one_column(context, copy, left.rect)
        if single is not None:
            return [Fragment(context.layout, (single,))]
    sized = _in_two(copy, left.rect)
    return _columns(context, _with_heads(copy, full, sized, left), left, right)


def _with_heads(
    copy: TextFlow, full: tuple[MeasuredParagraph, ...], sized: FittedText, left: Region
) -> FittedText:
    """Return entries set anew where dashes would head a column: they stand for a name above them."""
    if copy.drafts == full:
        return sized
    heads = [share[0] for share in _shares(sized, left)]
    named = tuple(full[place] if place in heads else one for place, one in enumerate(copy.drafts))
    found = set_at(replace(copy, drafts=named), left.rect.width, sized.size)
    if [share[0] for share in _shares(found, left)] == heads:
        return found
    return set_at(replace(copy, drafts=full), left.rect.width, sized.size)


def _one_column(context: PlacingContext, copy: TextFlow, place: Rect) -> Box | None:
    """Return a single column of entries, None where they do not fit at the size of text."""
    room = replace(place, width=context.theme.frame.measure)
    for size in copy.sizes:
        sized = set_at(copy, room.width, size)
        if size >= context.theme.floors.body and fits(sized, room):
            return text_box("left", Role.REFERENCES, context.region("left"), sized, room)
    return None


def _in_two(copy: TextFlow, room: Rect) -> FittedText:
    """Return entries at the largest size at which they need the fewest slides of two columns."""
    height = float(points(room.height))
    tries = [set_at(copy, room.width, size) for size in copy.sizes if size <= max(MANY, copy.floor)]
    sound = [one for one in tries if not one.torn and max(one.heights, default=0.0) <= height]
    if not sound:
        smallest = at_size(copy, room, copy.floor)
        if smallest.torn:
            raise too_wide(smallest)
        return smallest
    return _fewest_slides(sound, height)


def _fewest_slides(sound: list[FittedText], height: float) -> FittedText:
    """Return the largest setting that needs the fewest slides; a small one where it saves a bare one."""
    usual = [one for one in sound if one.size >= SMALL] or sound
    least = min(_slides(one, height) for one in usual)
    chosen = next(one for one in usual if _slides(one, height) == least)
    saving = [one for one in sound if one.size < SMALL and _slides(one, height) < least]
    return saving[0] if saving and _last_is_bare(chosen, height) else chosen


def _slides(sized: FittedText, height: float) -> int:
    return -(-shares_needed(stack_of(sized), height) // 2)


def _last_is_bare(sized: FittedText, height: float) -> bool:
    """Tell whether the last of several slides would hold but little."""
    slides = _slides(sized, height)
    return slides > 1 and sized.height - (slides - 1) * 2 * height < 2 * height * BARE


def _shares(sized: FittedText, left: Region) -> list[tuple[int, int]]:
    """Return the first and the last entry of each column, two columns on each slide."""
    height = float(points(left.rect.height))
    shares = share_out(stack_of(sized), height)
    return list(share_out(stack_of(sized), height, len(shares) + len(shares) % 2))


def _columns(context: PlacingContext, sized: FittedText, left: Region, right: Region) -> list[Fragment]:
    """Return entries in two columns on each slide."""
    columns = _shares(sized, left)
    boxes = [
        text_box(key, Role.REFERENCES, region, sized.part(*share))
        for share, (key, region) in zip(
            columns, (("left", left), ("right", right)) * (len(columns) // 2 + 1), strict=False
        )
    ]
    return [Fragment(context.layout, tuple(boxes[place : place + 2])) for place in range(0, len(boxes), 2)]
