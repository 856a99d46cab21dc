"""Events or steps below each other → what leads each at the left of a rail, what it says at the right."""

from __future__ import annotations

from collections.abc import Sequence

from deckgen.layout.kinds.context import Fragment, PlacingContext
from deckgen.layout.pages import Diagram, DiagramBox, Member, Role, Shape
from deckgen.layout.text.fit import FittedText, TextFlow, high, set_at, text_box, without_runts
from deckgen.layout.text.lines import width_of
from deckgen.layout.text.paginate import even_shares
from deckgen.structs import Struct, replace
from deckgen.theme.model import Align, Anchor, Region
from deckgen.units import Emu, Rect, emu, grid

MOST = 10
"""The rows of a slide at most."""

TALLEST = grid(13)
"""The height of a row that its words do not need higher."""

BEFORE, AFTER = grid(3), grid(4)
"""The space between what leads a row and the rail, and between the rail and what the row says."""

RAIL, SQUARE = grid(0.4), grid(2)
"""The width of the rail, and that of the square on it."""

WIDEST = 0.3
"""The share of the width that what leads the rows takes at most."""

PAD = grid(0.6)
"""What is kept free above and below the text of a row."""


class Row(Struct, frozen=True):
    """What leads a row, and what it says, measured once."""

    lead: TextFlow
    text: TextFlow


class _Set(Struct, frozen=True):
    """Rows at a size: their texts, the width of what leads them, the height of each, and of its step."""

    leads: tuple[FittedText, ...]
    texts: tuple[FittedText, ...]
    wide: Emu
    tall: Emu
    pitch: Emu


def rail_parts(
    context: PlacingContext, region: Region, rows: Sequence[Row], kind: Diagram, names: tuple[str, str]
) -> list[Fragment] | None:
    """Return rows along a rail on as few slides as they need, None where they do not fit their slide.

    `names` are what the boxes of leads and of texts are called; the diagram is called after its kind.
    """
    slides = -(-len(rows) // MOST)
    parts = []
    for start, stop in even_shares(len(rows), slides):
        found = _sized(region.rect, rows[start:stop])
        if found is None:
            return None
        parts.append(_part(context, region, found, start, (kind, *names)))
    return parts


def _sized(room: Rect, rows: Sequence[Row]) -> _Set | None:
    """Return rows at the largest size at which all of them fit a slide."""
    for size in rows[0].text.sizes:
        leads = [set_at(replace(one.lead, sizes=(size,)), room.width, size) for one in rows]
        wide = max(width_of(one.copy.drafts[0].text.total, size) for one in leads)
        if wide > room.width * WIDEST or any(one.torn for one in leads):
            continue
        width = Emu(room.width - wide - BEFORE - AFTER)
        texts = [set_at(one.text, width, size) for one in rows]
        if any(one.torn for one in texts):
            continue
        needed = max(high(one.height) for one in texts) + 2 * PAD
        if needed * len(rows) <= room.height:
            # The first row is at the top of the room, and the last one at its foot.
            apart = (room.height - needed) // max(1, len(rows) - 1)
            pitch = max(needed, min(apart, TALLEST))
            return _Set(tuple(leads), tuple(texts), Emu(wide), Emu(needed), Emu(pitch))
    return None


def _part(
    context: PlacingContext, region: Region, rows: _Set, first: int, names: tuple[Diagram, str, str]
) -> Fragment:
    kind, lead_name, text_name = names
    # The letters of the first row begin at the top of the room: the space above them is outside.
    above = PAD + emu(context.theme.frame.cap)
    tall = Emu(rows.pitch * (len(rows.texts) - 1) + rows.tall)
    whole = replace(region.rect, y=Emu(region.rect.y - above), height=tall)
    centre = Emu(whole.x + rows.wide + BEFORE)
    x = Emu(centre + AFTER)
    members = []
    for place, (lead, text) in enumerate(zip(rows.leads, rows.texts, strict=True)):
        number = first + place + 1
        y = Emu(whole.y + place * rows.pitch)
        middle = Emu(y + rows.tall // 2)
        at_left = Rect(whole.x, y, rows.wide, rows.tall)
        at_right = Rect(x, y, Emu(whole.right - x), rows.tall)
        ends = replace(region, anchor=Anchor.MIDDLE, align=Align.END)
        starts = replace(region, anchor=Anchor.MIDDLE, align=Align.START)
        head = text_box(f"{lead_name}-{number}", Role.HEADING, ends, lead, at_left)
        fair = without_runts(text, at_right.width)
        said = text_box(f"{text_name}-{number}", Role.LABEL, starts, fair, at_right)
        square = Rect(Emu(centre - SQUARE // 2), Emu(middle - SQUARE // 2), SQUARE, SQUARE)
        shapes = (
            Shape(head.key, at_left, None, head),
            Shape(f"{head.key}/tick", square, "mark", None),
            Shape(said.key, at_right, None, said),
        )
        members.append(Member(head.key, shapes))
    half = rows.tall // 2
    rail = Rect(Emu(centre - RAIL // 2), Emu(whole.y + half), RAIL, Emu(max(1, whole.height - rows.tall)))
    box = DiagramBox(kind.value, region.name, whole, kind, tuple(members), context.slide.name)
    return Fragment(context.layout, (on_rail(box, rail, "rule"),))


def on_rail(box: DiagramBox, rail: Rect, colour: str) -> DiagramBox:
    """Return a diagram whose first member shows the rail, below all else."""
    first, *others = box.members
    shown = replace(first, shapes=(Shape("axis", rail, colour, None), *first.shapes))
    return replace(box, members=(shown, *others))
