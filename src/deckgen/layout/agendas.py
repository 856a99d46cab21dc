"""Agenda + region → numbered rows below hairlines, over as many slides as they need."""

from __future__ import annotations

from dataclasses import replace

from deckgen.deck.model import Agenda, AgendaRow, Run
from deckgen.layout.fit import (
    Copy,
    Sized,
    copy_of,
    draft,
    high,
    size_up,
    text_box,
    too_tall,
    too_wide,
    without_lonely_words,
)
from deckgen.layout.pages import Diagram, DiagramBox, Member, Role, Shape
from deckgen.layout.paginate import even_shares
from deckgen.layout.sheet import Part, Sheet, anchored
from deckgen.theme.model import Align, Anchor, Region, TypeStyle
from deckgen.units import EMU_PER_POINT, Emu, Point, Rect, grid

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


def agenda_parts(sheet: Sheet, agenda: Agenda) -> list[Part]:
    """Return an agenda's slides, its rows shared out evenly over as few as they need.

    Raises `Refused` where a row does not fit even with a slide of its own.
    """
    region = sheet.region("agenda")
    style = sheet.style(region)
    drafts = tuple(draft(row.runs, style, sheet.theme, row.span) for row in agenda.rows)
    copy = sheet.main(drafts, style)
    width = Emu(region.rect.width - NUMBERS)
    total = len(agenda.rows)
    for slides in range(1, total + 1):
        shares = even_shares(total, slides)
        for size in copy.sizes:
            sized = size_up(copy, width, size)
            heights = [_row_height(sized.part(*share), region.rect) for share in shares]
            if sized.torn is None and all(heights):
                return [
                    _part(sheet, region, agenda.rows[start:stop], sized.part(start, stop), start, height)
                    for (start, stop), height in zip(shares, heights, strict=True)
                    if height
                ]
    raise _no_room(copy, width)


def _row_height(sized: Sized, room: Rect) -> Emu | None:
    """Return the height of rows that are all as high as each other, None where there is no room for them."""
    text = high(max(sized.heights)) + HAIRLINE
    there = room.height // len(sized.heights)
    return Emu(min(there, max(text + 2 * EASY, HIGHEST))) if text + 2 * PAD <= there else None


def _part(
    sheet: Sheet, region: Region, rows: tuple[AgendaRow, ...], sized: Sized, first: int, height: Emu
) -> Part:
    """Return one slide of an agenda, its rows numbered from `first` + 1 and anchored as the region says."""
    whole = anchored(region, Emu(height * len(rows)))
    members = []
    for place, row in enumerate(rows):
        rect = replace(whole, y=Emu(whole.y + place * height), height=height)
        members.append(_row(sheet, region, row, sized.part(place, place + 1), first + place + 1, rect))
    box = DiagramBox("agenda", region.name, whole, Diagram.AGENDA, tuple(members), sheet.slide.name)
    return Part(sheet.layout, (box,))


def _row(sheet: Sheet, region: Region, row: AgendaRow, sized: Sized, number: int, rect: Rect) -> Member:
    """Return a row: its hairline, its number, its text."""
    line = replace(rect, height=HAIRLINE)
    below = replace(rect, y=line.bottom, height=Emu(rect.height - HAIRLINE))
    middle = replace(region, anchor=Anchor.MIDDLE, align=Align.START)
    left = replace(below, width=Emu(NUMBERS - BEHIND))
    right = replace(below, x=Emu(rect.x + NUMBERS), width=Emu(rect.width - NUMBERS))
    fair = without_lonely_words(sized, right.width)
    numeral = _number(sheet, sheet.style(region), row, number, sized.size, left)
    return Member(
        key=f"row-{number}",
        shapes=(
            Shape(f"line-{number}", line, "rule", None),
            Shape(
                f"number-{number}",
                left,
                None,
                text_box(f"number-{number}", Role.NUMERAL, middle, numeral, left),
            ),
            Shape(f"item-{number}", right, None, text_box(f"item-{number}", Role.LABEL, middle, fair, right)),
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


def _no_room(copy: Copy, width: Emu) -> Exception:
    """Return the error of the row that needs the most room."""
    smallest = size_up(copy, width, copy.floor)
    if smallest.torn:
        return too_wide(smallest)
    place = max(range(len(smallest.heights)), key=smallest.heights.__getitem__)
    return too_tall("this row of the agenda", copy.drafts[place].span, "say it in fewer words")
