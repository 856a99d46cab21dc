"""Agenda + region → numbered rows below hairlines, over as many slides as they need."""

from __future__ import annotations

import itertools
import math

from deckgen.deck.model import Agenda, AgendaRow, Run
from deckgen.layout.kinds.context import Fragment, PlacingContext, anchored
from deckgen.layout.pages import Diagram, DiagramBox, Member, Role, Shape
from deckgen.layout.text.fit import (
    FittedText,
    TextFlow,
    draft,
    flow_of,
    high,
    set_at,
    text_box,
    too_wide,
    without_runts,
)
from deckgen.layout.text.paginate import Stack, at_size, even_shares, share_out, shares_needed, unsplit
from deckgen.structs import Struct, replace
from deckgen.theme.model import Align, Anchor, Region, TypeStyle
from deckgen.units import EMU_PER_POINT, Emu, Point, Rect, grid, points

NUMBERS = grid(16)
"""The width of the column of numbers, the space after them included."""

AFTER = grid(2)
"""That space."""

HIGHEST = grid(15)
"""The height of a row whose text needs no more."""

PAD = grid(0.7)
"""What is kept free at least above and below the text of a row."""

EASY = grid(2)
"""What is kept free there if the slide has the room."""

SHARE = 0.66
"""The share of a row's height that its number takes at most."""

HAIRLINE = grid(0.15)
"""The height of the line above a row."""


class _Laid(Struct, frozen=True):
    """The texts of a slide's rows at their size, the rows that they belong to from 0, and their heights."""

    sized: FittedText
    rows: tuple[int, ...]
    heights: tuple[Emu, ...]


def agenda_parts(context: PlacingContext, agenda: Agenda) -> list[Fragment]:
    """Return an agenda's slides, its rows as high as each other unless that takes more slides.

    A row that is taller than a slide goes on in another of the same number. Raises `DeckgenError` where a
    word is wider than its place.
    """
    region = context.region("agenda")
    style = context.style(region)
    drafts = tuple(draft(row.runs, style, context.theme, row.span) for row in agenda.rows)
    copy = context.main(drafts, style)
    width = Emu(region.rect.width - NUMBERS)
    uneven = _own_heights(copy, width, region.rect)
    laid = _alike(copy, width, region.rect, len(uneven)) or uneven
    counts = itertools.accumulate((len(one.rows) for one in laid), initial=0)
    return [_part(context, region, agenda.rows, one, first) for one, first in zip(laid, counts, strict=False)]


def _alike(copy: TextFlow, width: Emu, room: Rect, most: int) -> list[_Laid]:
    """Return rows that are all as high as each other, nothing where they take more slides than `most`."""
    total = len(copy.drafts)
    sizes = [set_at(copy, width, size) for size in copy.sizes]
    lowest = min(high(min(one.heights)) + HAIRLINE + 2 * PAD for one in sizes)
    fewest = math.ceil(total / max(1, room.height // lowest))
    for slides in range(fewest, min(most, total) + 1):
        shares = even_shares(total, slides)
        for sized in sizes:
            heights = [_row_height(sized.part(*share), room) for share in shares]
            if sized.torn is None and all(heights):
                return [
                    _Laid(sized.part(start, stop), (*range(start, stop),), (height,) * (stop - start))
                    for (start, stop), height in zip(shares, heights, strict=True)
                    if height
                ]
    return []


def _row_height(sized: FittedText, room: Rect) -> Emu | None:
    """Return the height of rows that are all as high as each other, None where there is no room for them."""
    text = high(max(sized.heights)) + HAIRLINE
    there = room.height // len(sized.heights)
    return Emu(min(there, max(text + 2 * EASY, HIGHEST))) if text + 2 * PAD <= there else None


def _own_heights(copy: TextFlow, width: Emu, room: Rect) -> list[_Laid]:
    """Return rows as high as their texts need, at the largest size that takes no more slides for it."""
    around = HAIRLINE + 2 * PAD
    inner = Rect(room.x, room.y, width, Emu(room.height - around))
    tall = float(points(room.height))

    def stack(sized: FittedText) -> Stack:
        count = len(sized.heights)
        return Stack(
            [one + float(points(Emu(around))) for one in sized.heights], [0.0] * count, [False] * count
        )

    smallest = at_size(copy, inner, copy.floor)
    if smallest.torn:
        raise too_wide(smallest)
    least, whole = shares_needed(stack(smallest), tall), unsplit(copy, smallest)
    tries = (at_size(copy, inner, size) for size in copy.sizes)
    chosen = next(
        one
        for one in tries
        if not one.torn and unsplit(copy, one) >= whole and shares_needed(stack(one), tall) <= least
    )
    homes = {id(one): place for place, one in enumerate(copy.drafts)}
    rows = [
        homes[id(one.piece.whole if id(one) not in homes and one.piece else one)]
        for one in chosen.copy.drafts
    ]
    laid = []
    for start, stop in share_out(stack(chosen), tall):
        share = chosen.part(start, stop)
        needed = [high(one) + around for one in share.heights]
        easier = min(2 * (EASY - PAD), (room.height - sum(needed)) // len(needed))
        laid.append(_Laid(share, tuple(rows[start:stop]), tuple(Emu(one + max(0, easier)) for one in needed)))
    return laid


def _part(
    context: PlacingContext, region: Region, rows: tuple[AgendaRow, ...], laid: _Laid, first: int
) -> Fragment:
    """Return one slide of an agenda, its rows counted from `first` on and anchored as the region says."""
    whole = anchored(region, Emu(sum(laid.heights)))
    members, y = [], whole.y
    for place, (row, height) in enumerate(zip(laid.rows, laid.heights, strict=True)):
        rect = replace(whole, y=y, height=height)
        one = laid.sized.part(place, place + 1)
        members.append(_row(context, region, _Counted(rows[row], one, first + place + 1, row + 1), rect))
        y = Emu(y + height)
    box = DiagramBox("agenda", region.name, whole, Diagram.AGENDA, tuple(members), context.slide.name)
    return Fragment(context.layout, (box,))


class _Counted(Struct, frozen=True):
    """A row with its text as fitted; `place` counts the rows of all slides, `number` those of the agenda.

    They differ where a text was split: its rows share a number.
    """

    row: AgendaRow
    sized: FittedText
    place: int
    number: int


def _row(context: PlacingContext, region: Region, counted: _Counted, rect: Rect) -> Member:
    """Return a row: its hairline, its number, its text."""
    row, sized, place = counted.row, counted.sized, counted.place
    line = replace(rect, height=HAIRLINE)
    below = replace(rect, y=line.bottom, height=Emu(rect.height - HAIRLINE))
    middle = replace(region, anchor=Anchor.MIDDLE, align=Align.START)
    left = replace(below, width=Emu(NUMBERS - AFTER))
    right = replace(below, x=Emu(rect.x + NUMBERS), width=Emu(rect.width - NUMBERS))
    fair = without_runts(sized, right.width)
    numeral = _number(context, context.style(region), counted, left)
    return Member(
        key=f"row-{place}",
        shapes=(
            Shape(f"line-{place}", line, "rule", None),
            Shape(
                f"number-{place}",
                left,
                None,
                text_box(f"number-{place}", Role.NUMERAL, middle, numeral, left),
            ),
            Shape(f"item-{place}", right, None, text_box(f"item-{place}", Role.LABEL, middle, fair, right)),
        ),
        target=None if row.section is None else context.setting.targets[row.section],
    )


def _number(context: PlacingContext, text: TypeStyle, counted: _Counted, room: Rect) -> FittedText:
    """Return a row's number, as much larger than its text as the theme has it, if that fits the row."""
    style = context.theme.styles.get("agnum", text)
    one = draft((Run(str(counted.number)),), style, context.theme, counted.row.span)
    wanted = round(style.size * counted.sized.size / text.size)
    most = int(room.height * SHARE / EMU_PER_POINT / style.leading)
    widest = int(room.width / EMU_PER_POINT / max(one.text.total, 0.1))
    own = Point(max(min(wanted, most, widest), context.theme.floors.chrome))
    return set_at(replace(flow_of((one,), style, context.theme, own), sizes=(own,)), room.width, own)
