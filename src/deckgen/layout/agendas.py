"""Agenda + region → numbered rows below hairlines, over as many slides as they need."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, replace

from deckgen.deck.model import Agenda, AgendaRow, Run
from deckgen.layout.fit import (
    Copy,
    Sized,
    copy_of,
    draft,
    high,
    size_up,
    text_box,
    too_wide,
    without_lonely_words,
)
from deckgen.layout.pages import Diagram, DiagramBox, Member, Role, Shape
from deckgen.layout.paginate import Stack, at_size, even_shares, share_out, shares_needed, unparted
from deckgen.layout.sheet import Part, Sheet, anchored
from deckgen.theme.model import Align, Anchor, Region, TypeStyle
from deckgen.units import EMU_PER_POINT, Emu, Point, Rect, grid, points

NUMBERS = grid(16)
"""The width of the column of numbers, the space behind them included."""

BEHIND = grid(2)
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


@dataclass(frozen=True, slots=True)
class _Laid:
    """The texts of a slide's rows at their size, the rows that they belong to from 0, and their heights."""

    sized: Sized
    rows: tuple[int, ...]
    heights: tuple[Emu, ...]


def agenda_parts(sheet: Sheet, agenda: Agenda) -> list[Part]:
    """Return an agenda's slides, its rows as high as each other unless that takes more slides.

    A row that is taller than a slide goes on in another of the same number. Raises `Refused` where a word is
    wider than its place.
    """
    region = sheet.region("agenda")
    style = sheet.style(region)
    drafts = tuple(draft(row.runs, style, sheet.theme, row.span) for row in agenda.rows)
    copy = sheet.main(drafts, style)
    width = Emu(region.rect.width - NUMBERS)
    uneven = _own_heights(copy, width, region.rect)
    laid = _alike(copy, width, region.rect, len(uneven)) or uneven
    counts = itertools.accumulate((len(one.rows) for one in laid), initial=0)
    return [_part(sheet, region, agenda.rows, one, first) for one, first in zip(laid, counts, strict=False)]


def _alike(copy: Copy, width: Emu, room: Rect, most: int) -> list[_Laid]:
    """Return rows that are all as high as each other, nothing where they take more slides than `most`."""
    total = len(copy.drafts)
    for slides in range(1, min(most, total) + 1):
        shares = even_shares(total, slides)
        for size in copy.sizes:
            sized = size_up(copy, width, size)
            heights = [_row_height(sized.part(*share), room) for share in shares]
            if sized.torn is None and all(heights):
                return [
                    _Laid(sized.part(start, stop), (*range(start, stop),), (height,) * (stop - start))
                    for (start, stop), height in zip(shares, heights, strict=True)
                    if height
                ]
    return []


def _row_height(sized: Sized, room: Rect) -> Emu | None:
    """Return the height of rows that are all as high as each other, None where there is no room for them."""
    text = high(max(sized.heights)) + HAIRLINE
    there = room.height // len(sized.heights)
    return Emu(min(there, max(text + 2 * EASY, HIGHEST))) if text + 2 * PAD <= there else None


def _own_heights(copy: Copy, width: Emu, room: Rect) -> list[_Laid]:
    """Return rows as high as their texts need, at the largest size that takes no more slides for it."""
    around = HAIRLINE + 2 * PAD
    inner = Rect(room.x, room.y, width, Emu(room.height - around))
    tall = float(points(room.height))

    def stack(sized: Sized) -> Stack:
        count = len(sized.heights)
        return Stack(
            [one + float(points(Emu(around))) for one in sized.heights], [0.0] * count, [False] * count
        )

    smallest = at_size(copy, inner, copy.floor)
    if smallest.torn:
        raise too_wide(smallest)
    least, whole = shares_needed(stack(smallest), tall), unparted(copy, smallest)
    tries = (at_size(copy, inner, size) for size in copy.sizes)
    chosen = next(
        one
        for one in tries
        if not one.torn and unparted(copy, one) >= whole and shares_needed(stack(one), tall) <= least
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


def _part(sheet: Sheet, region: Region, rows: tuple[AgendaRow, ...], laid: _Laid, first: int) -> Part:
    """Return one slide of an agenda, its rows counted from `first` on and anchored as the region says."""
    whole = anchored(region, Emu(sum(laid.heights)))
    members, y = [], whole.y
    for place, (row, height) in enumerate(zip(laid.rows, laid.heights, strict=True)):
        rect = replace(whole, y=y, height=height)
        one = laid.sized.part(place, place + 1)
        members.append(_row(sheet, region, rows[row], one, (first + place + 1, row + 1), rect))
        y = Emu(y + height)
    box = DiagramBox("agenda", region.name, whole, Diagram.AGENDA, tuple(members), sheet.slide.name)
    return Part(sheet.layout, (box,))


def _row(
    sheet: Sheet, region: Region, row: AgendaRow, sized: Sized, counted: tuple[int, int], rect: Rect
) -> Member:
    """Return a row: its hairline, its number, its text. `counted` is its place and its number."""
    place, number = counted
    line = replace(rect, height=HAIRLINE)
    below = replace(rect, y=line.bottom, height=Emu(rect.height - HAIRLINE))
    middle = replace(region, anchor=Anchor.MIDDLE, align=Align.START)
    left = replace(below, width=Emu(NUMBERS - BEHIND))
    right = replace(below, x=Emu(rect.x + NUMBERS), width=Emu(rect.width - NUMBERS))
    fair = without_lonely_words(sized, right.width)
    numeral = _number(sheet, sheet.style(region), row, number, sized.size, left)
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
        target=_target(sheet, row),
    )


def _number(sheet: Sheet, text: TypeStyle, row: AgendaRow, number: int, size: Point, room: Rect) -> Sized:
    """Return a row's number, as much larger than its text as the theme has it, if that fits the row."""
    style = sheet.theme.styles.get("agnum", text)
    one = draft((Run(str(number)),), style, sheet.theme, row.span)
    wanted = round(style.size * size / text.size)
    most = int(room.height * SHARE / EMU_PER_POINT / style.leading)
    widest = int(room.width / EMU_PER_POINT / max(one.text.total, 0.1))
    own = Point(max(min(wanted, most, widest), sheet.theme.floors.chrome))
    return size_up(replace(copy_of((one,), style, sheet.theme, own), sizes=(own,)), room.width, own)


def _target(sheet: Sheet, row: AgendaRow) -> str | None:
    """Return the first slide of a row's section that is shown, as links name it."""
    if row.section is None:
        return None
    slides = [one for one in sheet.deck.slides if one.section == row.section]
    shown = [one for one in slides if not one.hidden] or slides
    return f"#{shown[0].id}" if shown else None
