"""Works cited, or credits → columns of entries, none of them torn."""

from __future__ import annotations

from dataclasses import replace

from deckgen.deck.model import References
from deckgen.layout.fit import Sized, draft, fits, size_up, text_box, too_wide
from deckgen.layout.pages import Role
from deckgen.layout.paginate import at_size, share_out, shares_needed, stack_of
from deckgen.layout.sheet import Part, Sheet
from deckgen.units import Emu, Rect, emu, grid, points

HANG = grid(3)
"""How far the second line of a work cited stands in: a quarter of an inch."""

FEW_ENTRIES = 4
"""No more works cited than this stand in one column rather than two."""

MEASURE = 40
"""The width of that column in ems: about eighty characters."""


def reference_parts(sheet: Sheet, references: References) -> list[Part]:
    """Return the slides of works cited, shared out over two columns each, about equally full.

    They step down only where that brings them onto one slide. None is torn that fits a column. Raises
    `Refused` where a word is wider than a column.
    """
    left, right = sheet.region("left"), sheet.region("right")
    style = sheet.style(left)
    if not references.entries:
        return [Part(sheet.layout, ())]
    drafts = tuple(
        replace(draft(entry.runs, style, sheet.theme, sheet.slide.span), hang=HANG, key=entry.key or None)
        for entry in references.entries
    )
    copy = sheet.copy(drafts, style, min(sheet.theme.floors.references, style.size))
    room = left.rect
    height = float(points(room.height))
    chosen: Sized | None = None
    for size in copy.sizes:
        sized = size_up(copy, room.width, size)
        if sized.torn or max(sized.heights, default=0.0) > height:
            continue
        chosen = chosen or sized
        if shares_needed(stack_of(sized), height) <= 2:
            chosen = sized
            break
    if chosen is None:
        chosen = at_size(copy, room, copy.floor)
        if chosen.torn:
            raise too_wide(chosen)
        copy = chosen.copy
    single = _one_column(left.rect, right.rect, chosen)
    if single is not None and len(drafts) <= FEW_ENTRIES:
        entries = size_up(copy, single.width, chosen.size)
        return [Part(sheet.layout, (text_box("left", Role.REFERENCES, left, entries, single),))]
    shares = share_out(stack_of(chosen), height)
    columns = share_out(stack_of(chosen), height, len(shares) + len(shares) % 2)
    boxes = [
        text_box(key, Role.REFERENCES, region, chosen.part(*share))
        for share, (key, region) in zip(
            columns, (("left", left), ("right", right)) * (len(columns) // 2 + 1), strict=False
        )
    ]
    return [Part(sheet.layout, tuple(boxes[place : place + 2])) for place in range(0, len(boxes), 2)]


def _one_column(left: Rect, right: Rect, sized: Sized) -> Rect | None:
    """Return the place of a single column over both, or None where its entries do not fit there."""
    across = max(left.right, right.right) - min(left.x, right.x)
    width = Emu(min(across, emu(MEASURE * sized.size)))
    room = Rect(Emu(min(left.x, right.x)), left.y, width, left.height)
    return room if fits(size_up(sized.copy, width, sized.size), room) else None
