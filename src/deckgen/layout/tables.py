"""Table + region → column widths from what the cells hold, and rows over as many slides as needed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace

from deckgen.deck.model import Cell, Table, plain
from deckgen.diagnostics import Refused, error
from deckgen.languages import right_to_left
from deckgen.layout.captions import Caption, caption_of
from deckgen.layout.fit import Draft, draft, high, ladder, too_tall
from deckgen.layout.lines import break_lines, ems, width_of
from deckgen.layout.pages import Pads, PlacedCell, PlacedParagraph, TableBox, TextBox
from deckgen.layout.paginate import FEW, Stack, even_shares, share_out, shares_needed
from deckgen.layout.sheet import GAP, Part, Sheet, with_left
from deckgen.theme.model import Align, Region
from deckgen.units import NONE, Emu, Point, Rect, emu, grid, points

PAD_X = grid(1.5)
"""The space at both sides of a cell's text; there is none at the table's own edges."""

APART = grid(2.5)
"""The space besides that keeps text clear of the column of numbers before it."""

PADS_Y = (Point(12), Point(8), Point(5))
"""The spaces above and below a cell's text that are tried at each size, roomiest first, in points."""

MOST_CAPTION = 0.25
"""The share of a table's place that its caption may take."""


@dataclass(frozen=True, slots=True)
class _Grid:
    """A table measured at a size: its column widths, the height and line counts of every row."""

    size: Point
    pad_y: Point
    pads: tuple[Pads, ...]
    widths: tuple[Emu, ...]
    lines: tuple[tuple[int, ...], ...]
    heights: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class _Drafted:
    """A table's cells as paragraphs, header first, measured once.

    `pads` holds the spaces beside the columns' texts that are tried, roomiest first.
    """

    rows: tuple[tuple[Draft, ...], ...]
    region: Region
    size: Point
    pads: tuple[tuple[Pads, ...], ...]


def table_parts(sheet: Sheet, table: Table) -> list[Part]:
    """Return a table's slides, the header row on each.

    Columns that have no room beside each other stand on slides of their own, the first one on each. Raises
    `Refused` where a word is wider than its column can be, or a row taller than a slide.
    """
    try:
        return _whole(sheet, table)
    except Refused:
        for groups in range(2, len(table.header) - 1):
            with suppress(Refused):
                return _grouped(sheet, table, groups)
        raise


def _grouped(sheet: Sheet, table: Table, groups: int) -> list[Part]:
    """Return a table in several of fewer columns, all at the size of the one that is set smallest."""
    shares = even_shares(len(table.header) - 1, groups)
    tables = [_columns(table, (0, *range(start + 1, stop + 1))) for start, stop in shares]
    parts = [[*_whole(sheet, one)] for one in tables]
    smallest = min(_set_at(part) for several in parts for part in several)
    alike = replace(sheet, ceiling=smallest)
    placed = [part for one in tables for part in _whole(alike, one)]
    *before, last = placed
    return [*(replace(one, left=()) for one in before), last]


def _columns(table: Table, columns: tuple[int, ...]) -> Table:
    """Return some of a table's columns as a table."""

    def chosen(row: tuple[Cell, ...]) -> tuple[Cell, ...]:
        return tuple(row[place] for place in columns)

    return replace(
        table,
        header=chosen(table.header),
        rows=tuple(chosen(row) for row in table.rows),
        numeric=tuple(table.numeric[place] for place in columns),
    )


def _set_at(part: Part) -> Point:
    """Return the size of the cells of a table's last row, which is not its header where it has others."""
    rows = [box.rows[-1] for box in part.boxes if isinstance(box, TableBox)]
    return max(paragraph.size for row in rows for cell in row for paragraph in cell.paragraphs)


def _whole(sheet: Sheet, table: Table) -> list[Part]:
    """Return a table's slides, all of its columns on each."""
    region = sheet.region("table")
    said = plain(table.caption)
    caption = caption_of(sheet, table.caption, table.span, region, MOST_CAPTION) if said else None
    if caption:
        region = replace(region, rect=caption.room_above(region.rect, GAP))
    drafted = _drafted(sheet, table, region)
    grid_, shares = _sized(sheet, table, drafted)
    parts = []
    for start, stop in shares:
        box = _box(sheet, table, drafted, grid_, (0, *range(start + 1, stop + 1)))
        parts.append(Part(sheet.layout, (box, *_below(caption, box))))
    return with_left(parts, caption.left if caption else ())


def _below(caption: Caption | None, box: TableBox) -> Iterator[TextBox]:
    if caption:
        yield caption.box(Rect(box.rect.x, Emu(box.rect.bottom + GAP), box.rect.width, caption.height))


def _drafted(sheet: Sheet, table: Table, region: Region) -> _Drafted:
    body = sheet.style(region)
    rows = [
        tuple(_cell_draft(sheet, cell, row is table.header) for cell in row)
        for row in (table.header, *table.rows)
    ]
    usual = _pads(table, NONE)
    roomy = usual if right_to_left(sheet.deck.language) else _pads(table, APART)
    return _Drafted(tuple(rows), region, body.size, (roomy, usual) if roomy != usual else (usual,))


def _pads(table: Table, apart: Emu) -> tuple[Pads, ...]:
    """Return the space before and behind each column's text, `apart` more between numbers and text."""
    last = len(table.numeric) - 1
    return tuple(
        (
            Emu(PAD_X + apart * (table.numeric[place - 1] > table.numeric[place])) if place else NONE,
            PAD_X if place < last else NONE,
        )
        for place in range(last + 1)
    )


def _cell_draft(sheet: Sheet, cell: Cell, head: bool) -> Draft:
    style = sheet.theme.styles["thead" if head else "table"]
    return draft(cell.runs, style, sheet.theme, cell.span)


def _sized(sheet: Sheet, table: Table, drafted: _Drafted) -> tuple[_Grid, tuple[tuple[int, int], ...]]:
    """Return the table at the largest size at which it fits one slide, else as few slides as can be."""
    floor = min(sheet.theme.floors.table, drafted.size)
    ceiling = sheet.ceiling or drafted.size
    sizes = [one for one in ladder(drafted.size, sheet.theme.scale, floor) if one <= max(floor, ceiling)]
    room = float(points(drafted.region.rect.height))
    counted: list[tuple[_Grid, int]] = []
    for tried in (one for size in sizes for one in _measured(drafted, size)):
        counted.append((tried, _slides(tried, room)))
        if counted[-1][1] == 1:
            break
    if not counted:
        raise _too_many_words(table, drafted, sizes[-1])
    least = min((needed for _, needed in counted if needed), default=0)
    if not least:
        raise _too_tall_row(table, counted[-1][0], room)
    enough = least if least <= FEW else len(table.rows)
    chosen = next(tried for tried, needed in counted if 0 < needed <= enough)
    return chosen, share_out(_stack(chosen), room - chosen.heights[0])


def _slides(tried: _Grid, room: float) -> int:
    """Return how many slides a table takes, 0 where a row is taller than a slide."""
    left = room - tried.heights[0]
    if max(tried.heights[1:], default=0.0) > left:
        return 0
    return max(1, shares_needed(_stack(tried), left))


def _stack(tried: _Grid) -> Stack:
    rows = tried.heights[1:]
    return Stack(rows, (0.0,) * len(rows), (False,) * len(rows))


def _measured(drafted: _Drafted, size: Point) -> Iterator[_Grid]:
    """Yield the table at a size, roomiest first; nothing where its longest words need too much width."""
    *roomy, usual = (tuple(_padded(drafted, size, pads)) for pads in drafted.pads)
    for grids in roomy:
        if grids and grids[0].lines == usual[0].lines:
            yield from grids
    yield from usual


def _padded(drafted: _Drafted, size: Point, pads: tuple[Pads, ...]) -> Iterator[_Grid]:
    besides = [sum(pad) for pad in pads]
    widths = _widths(drafted, size, besides)
    if widths is None:
        return
    lines, heights = [], []
    for row in drafted.rows:
        counts = []
        height = 0.0
        for one, width, pad in zip(row, widths, besides, strict=True):
            own = cell_size(one, size)
            rows = break_lines(one.text, ems(Emu(width - pad), own)).rows
            counts.append(rows)
            height = max(height, rows * own * one.style.leading * one.foreign)
        lines.append(tuple(counts))
        heights.append(height)
    for pad_y in PADS_Y:
        tall = tuple(height + 2 * pad_y for height in heights)
        yield _Grid(size, pad_y, pads, widths, tuple(lines), tall)


def cell_size(one: Draft, size: Point) -> Point:
    """Return the size of a cell's text where the table's is `size`: a header keeps its own, if smaller."""
    return Point(min(one.style.size, size))


def _widths(drafted: _Drafted, size: Point, pads: Sequence[int]) -> tuple[Emu, ...] | None:
    """Return the columns' widths: each holds its longest word, the rest is shared by what they hold."""
    columns = tuple(zip(*drafted.rows, strict=True))
    least = [
        max(_least(one, size) for one in column) + pad for column, pad in zip(columns, pads, strict=True)
    ]
    wanted = [
        max(_wanted(one, size) for one in column) + pad for column, pad in zip(columns, pads, strict=True)
    ]
    room = drafted.region.rect.width
    if sum(least) > room:
        return None
    if sum(wanted) <= room:
        spare, base, shares = room - sum(wanted), wanted, [float(one) for one in wanted]
    else:
        spare, base = room - sum(least), least
        shares = [float(want - little) for want, little in zip(wanted, least, strict=True)]
    whole = sum(shares)
    widths = [int(one + spare * share / whole) for one, share in zip(base, shares, strict=True)]
    widths[-1] += room - sum(widths)
    return tuple(Emu(one) for one in widths)


def _least(one: Draft, size: Point) -> int:
    return width_of(one.text.longest(), cell_size(one, size)) + 1


def _wanted(one: Draft, size: Point) -> int:
    own = cell_size(one, size)
    total = one.text.total
    if total == float("inf"):
        total = sum(one.text.widths)
    return max(width_of(total, own) + 1, _least(one, size))


def _box(sheet: Sheet, table: Table, drafted: _Drafted, sized: _Grid, rows: tuple[int, ...]) -> TableBox:
    heights = tuple(high(sized.heights[row]) for row in rows)
    rect = drafted.region.rect
    units = Align.START if right_to_left(sheet.deck.language) else Align.END
    return TableBox(
        key="table",
        region=drafted.region.name,
        rect=Rect(rect.x, rect.y, rect.width, Emu(sum(heights))),
        widths=sized.widths,
        heights=heights,
        rows=tuple(_cells(table, drafted, sized, row, units) for row in rows),
        pads=sized.pads,
        pad_y=emu(sized.pad_y),
        name=plain(table.caption) or sheet.slide.name,
    )


def _cells(table: Table, drafted: _Drafted, sized: _Grid, row: int, units: Align) -> tuple[PlacedCell, ...]:
    """Return a row's cells; `units` is the side of numbers that their last digits stand on."""
    return tuple(
        PlacedCell(
            (
                PlacedParagraph(
                    runs=one.runs,
                    style=one.style.name,
                    size=cell_size(one, sized.size),
                    leading=one.style.leading,
                    after=Point(0),
                    lines=lines,
                ),
            ),
            units if numeric else Align.START,
        )
        for one, lines, numeric in zip(drafted.rows[row], sized.lines[row], table.numeric, strict=True)
    )


def _too_many_words(table: Table, drafted: _Drafted, size: Point) -> Refused:
    """Return the error that the columns' longest words do not stand side by side, at the longest one."""
    columns = tuple(zip(*drafted.rows, strict=True))
    longest = max((one for column in columns for one in column), key=lambda one: one.text.longest())
    place = max(range(len(longest.text.widths)), key=longest.text.widths.__getitem__)
    return Refused(
        error(
            f"the {len(columns)} columns of this table are too narrow for their longest words, "
            f'even at {size:g} pt; the longest is "{longest.text.fragment(place)}"',
            longest.span,
            "make two tables of it, or write the long words shorter",
        )
    )


def _too_tall_row(table: Table, sized: _Grid, room: float) -> Refused:
    """Return the error that a row does not fit a slide, at its longest cell."""
    left = room - sized.heights[0]
    row = next((place for place, height in enumerate(sized.heights) if place and height > left), 0)
    cells = (table.header, *table.rows)[row]
    cell = cells[max(range(len(cells)), key=sized.lines[row].__getitem__)]
    advice = "say it in fewer words, or as text on a slide of its own"
    return too_tall("this cell of the table", cell.span, advice)
