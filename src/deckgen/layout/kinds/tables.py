"""Table + region → column widths from what the cells hold, and rows over as many slides as needed."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress

from deckgen.deck.model import Cell, Heading, Table, plain
from deckgen.diagnostics import DeckgenError, error
from deckgen.languages import right_to_left
from deckgen.layout.kinds.captions import caption_above, note_below
from deckgen.layout.kinds.context import Fragment, PlacingContext, with_left
from deckgen.layout.pages import Pads, PlacedCell, PlacedParagraph, TableBox
from deckgen.layout.text.fit import MeasuredParagraph, draft, high, size_steps, too_tall
from deckgen.layout.text.lines import break_lines, ems, width_of
from deckgen.layout.text.paginate import Stack, even_shares, share_out, shares_needed, split_up
from deckgen.structs import Struct, replace
from deckgen.theme.model import Align, Region
from deckgen.units import NONE, Emu, Point, Rect, emu, grid, points

PAD_X = grid(1.5)
"""The space at both sides of a cell's text; there is none at the table's own edges."""

APART = grid(2.5)
"""The additional space that keeps text clear of the column of numbers before it."""

PADS_Y = (Point(12), Point(8), Point(5))
"""The spaces above and below a cell's text that are tried at each size, roomiest first, in points."""

TIGHT_Y = Point(3)
"""The same at the smallest size, where it saves a table from being torn in two."""

MANY = 16
"""The slides past which a table is set as small as it may be at once."""


class _Grid(Struct, frozen=True):
    """A table measured at a size: its column widths, the height and line counts of every row."""

    size: Point
    pad_y: Point
    pads: tuple[Pads, ...]
    widths: tuple[Emu, ...]
    lines: tuple[tuple[int, ...], ...]
    heights: tuple[float, ...]


SHORT_CELL = 12
"""The characters of a cell that is not broken while another column has room."""


class _Row(Struct, frozen=True):
    """A row as it is set: a cell may be empty (None), or reach over several columns, `spans` of them.

    `number` is its place among the table's own rows, None for a header and for a band's heading.
    """

    cells: tuple[MeasuredParagraph | None, ...]
    spans: tuple[int, ...]
    number: int | None = None


class _Drafted(Struct, frozen=True):
    """A table's cells as paragraphs, `heads` rows of headings first, measured once.

    `pads` holds the spaces beside the columns' texts that are tried, roomiest first.
    """

    rows: tuple[_Row, ...]
    heads: int
    region: Region
    size: Point
    pads: tuple[tuple[Pads, ...], ...]

    def is_band(self, row: int) -> bool:
        """Tell whether a row is the heading of those below it."""
        return row >= self.heads and self.rows[row].number is None

    def band_of(self, row: int, table: Table) -> int | None:
        """Return the row that is the heading of a row of the table, None where it has none."""
        number = self.rows[row].number
        band = next(
            (one for one in table.bands if number is not None and one.start <= number < one.stop), None
        )
        if band is None:
            return None
        return next(at for at, one in enumerate(self.rows) if one.number == band.start) - 1


def table_parts(context: PlacingContext, table: Table) -> list[Fragment]:
    """Return a table's slides, the header row on each.

    Columns that have no room beside each other are on slides of their own, the first one on each. Raises
    `DeckgenError` where a word is wider than its column can be, or a row taller than a slide.
    """
    try:
        return whole_table(context, table)
    except DeckgenError:
        found = _in_fewest_groups(context, table)
        if found is None:
            raise
        return found


def _in_fewest_groups(context: PlacingContext, table: Table) -> list[Fragment] | None:
    """Return a table in the fewest groups of columns in which it fits, None where it fits in none.

    Half as many groups again are tried each time, then those between: every group is measured anew, and
    of a file there may be hundreds of columns.
    """
    most = len(table.header) - 2
    refused, tried, found = 1, 2, None
    while found is None and refused < most:
        tried = min(tried, most)
        found = _tried(context, table, tried)
        if found is None:
            refused, tried = tried, tried + max(1, tried // 2)
    while found is not None and tried - refused > 1:
        between = (refused + tried) // 2
        fewer = _tried(context, table, between)
        refused, tried, found = (between, tried, found) if fewer is None else (refused, between, fewer)
    return found


def _tried(context: PlacingContext, table: Table, groups: int) -> list[Fragment] | None:
    with suppress(DeckgenError):
        return _grouped(context, table, groups)
    return None


def _grouped(context: PlacingContext, table: Table, groups: int) -> list[Fragment]:
    """Return a table in several of fewer columns, all at the size of the one that is set smallest."""
    shares = even_shares(len(table.header) - 1, groups)
    tables = [_columns(table, (0, *range(start + 1, stop + 1))) for start, stop in shares]
    parts = [[*whole_table(context, one)] for one in tables]
    smallest = min(_set_at(part) for several in parts for part in several)
    alike = replace(context, ceiling=smallest)
    placed = [part for one in tables for part in whole_table(alike, one)]
    *before, last = placed
    return [*(replace(one, left=()) for one in before), last]


def _columns(table: Table, columns: tuple[int, ...]) -> Table:
    """Return some of a table's columns as a table."""

    def chosen(row: tuple[Cell, ...]) -> tuple[Cell, ...]:
        return tuple(row[place] for place in columns)

    over = (
        (one, [at for at, place in enumerate(columns) if one.start <= place < one.stop]) for one in table.over
    )
    return replace(
        table,
        header=chosen(table.header),
        rows=tuple(chosen(row) for row in table.rows),
        numeric=tuple(table.numeric[place] for place in columns),
        over=tuple(replace(one, start=held[0], stop=held[-1] + 1) for one, held in over if held),
    )


def _set_at(part: Fragment) -> Point:
    """Return the size of the cells of a table's last row, which is not its header where it has others."""
    rows = [box.rows[-1] for box in part.boxes if isinstance(box, TableBox)]
    return max(paragraph.size for row in rows for cell in row for paragraph in cell.paragraphs)


def whole_table(context: PlacingContext, table: Table) -> list[Fragment]:
    """Return a table's slides, all of its columns on each; raises `DeckgenError` as `table_parts` does."""
    # The handbooks set what a table is called above it, and what a figure is called below.
    above = caption_above(context, table.caption, table.span, context.region("table"))
    note = note_below(context, table.below, table.span, above.below)
    drafted = _drafted(context, table, _shortened(above.below, note.height if note else NONE))
    try:
        grid_, shares = _sized(context, table, drafted)
    except DeckgenError:
        # What is given a place of its own goes on on slides of its own before a row is cut.
        cut = None if context.rooms else _cut(context, drafted)
        if cut is None:
            raise
        drafted = cut
        grid_, shares = _sized(context, table, drafted)
    parts = []
    for start, stop in shares:
        first = start + drafted.heads
        band = drafted.band_of(first, table)
        again = () if band is None else (band,)
        rows = (*range(drafted.heads), *again, *range(first, stop + drafted.heads))
        box = _box(context, table, drafted, grid_, rows)
        below = (note.box(box.rect.bottom),) if note else ()
        parts.append(Fragment(context.layout, (*above.boxes, box, *below)))
    return with_left(parts, (*above.left, *(note.left if note else ())))


def _shortened(region: Region, below: Emu) -> Region:
    """Return a region without the room that is taken at its foot."""
    return replace(region, rect=replace(region.rect, height=Emu(region.rect.height - below)))


def _drafted(context: PlacingContext, table: Table, region: Region) -> _Drafted:
    body = context.style(region)
    rows = tuple(_rows(context, table))
    usual = _pads(table, NONE)
    roomy = usual if right_to_left(context.setting.language) else _pads(table, APART)
    heads = 2 if table.over else 1
    return _Drafted(rows, heads, region, body.size, (roomy, usual) if roomy != usual else (usual,))


def _rows(context: PlacingContext, table: Table) -> Iterator[_Row]:
    """Yield a table's rows as they are set: headings, then its own, each band's heading before it."""
    ones = (1,) * len(table.header)
    if table.over:
        yield _spanning(context, table.over, len(table.header))
    yield _Row(tuple(_cell_draft(context, cell, True) for cell in table.header), ones)
    for place, row in enumerate(table.rows):
        for band in table.bands:
            if band.start == place:
                yield _spanning(context, (replace(band, start=0, stop=len(row)),), len(row))
        yield _Row(tuple(_cell_draft(context, cell, False) for cell in row), ones, place)


def _spanning(context: PlacingContext, headings: Sequence[Heading], width: int) -> _Row:
    """Return a row of headings that reach over several columns."""
    cells: list[MeasuredParagraph | None] = [None] * width
    spans = [1] * width
    for one in headings:
        cells[one.start] = _cell_draft(context, one.cell, True)
        spans[one.start : one.stop] = [one.stop - one.start, *[0] * (one.stop - one.start - 1)]
    return _Row(tuple(cells), tuple(spans))


def _pads(table: Table, apart: Emu) -> tuple[Pads, ...]:
    """Return the space before and after each column's text, `apart` more between numbers and text."""
    last = len(table.numeric) - 1
    return tuple(
        (
            Emu(PAD_X + apart * (table.numeric[place - 1] > table.numeric[place])) if place else NONE,
            PAD_X if place < last else NONE,
        )
        for place in range(last + 1)
    )


def _cell_draft(context: PlacingContext, cell: Cell, head: bool) -> MeasuredParagraph:
    style = context.theme.styles["thead" if head else "table"]
    return draft(cell.runs, style, context.theme, cell.span)


def _sized(
    context: PlacingContext, table: Table, drafted: _Drafted
) -> tuple[_Grid, tuple[tuple[int, int], ...]]:
    """Return the table at the largest size at which it fits one slide, else as few slides as can be."""
    floor = min(context.theme.floors.table, drafted.size)
    ceiling = context.ceiling or drafted.size
    sizes = [
        one for one in size_steps(drafted.size, context.theme.scale, floor) if one <= max(floor, ceiling)
    ]
    room = float(points(drafted.region.rect.height))
    counted = _counted(drafted, sizes, room)
    if not counted:
        raise _too_many_words(table, drafted, sizes[-1])
    least = min((needed for _, needed in counted if needed), default=0)
    if not least:
        raise _too_tall_row(drafted, counted[-1][0], room)
    chosen = next(tried for tried, needed in counted if 0 < needed <= least)
    return chosen, share_out(_stack(chosen, drafted), _left(chosen, drafted, room))


def _cut(context: PlacingContext, drafted: _Drafted) -> _Drafted | None:
    """Return a table whose rows that are taller than a slide are several, None where there are none.

    The first cell, which names the row, is before each of them.
    """
    size = min(context.theme.floors.table, drafted.size)
    tried = next(iter(_padded(drafted, size, drafted.pads[-1])), None)
    if tried is None:
        return None
    room = _left(tried, drafted, float(points(drafted.region.rect.height)))
    found: list[_Row] = []
    for row, height in zip(drafted.rows, tried.heights, strict=True):
        found += [row] if height <= room or row.number is None else _pieces(row, tried, room)
    return replace(drafted, rows=tuple(found)) if len(found) > len(drafted.rows) else None


def _pieces(row: _Row, tried: _Grid, room: float) -> Iterator[_Row]:
    """Yield a row as several that are no taller than a room."""
    columns = []
    for one, width, pad in zip(row.cells, tried.widths, tried.pads, strict=True):
        place = Rect(NONE, NONE, Emu(width - sum(pad)), emu(room - 2 * tried.pad_y))
        columns.append([*split_up(one, cell_size(one, tried.size), place)] if one else [])
    first, *others = columns
    longest = max(map(len, columns))
    if others and len(first) == 1:
        first *= longest
    for cells in itertools.zip_longest(first, *others):
        yield _Row(cells, row.spans, row.number)


def _counted(drafted: _Drafted, sizes: Sequence[Point], room: float) -> list[tuple[_Grid, int]]:
    """Return the table at sizes from the largest on, and how many slides each takes, until that is decided.

    No size but the smallest makes the fewest slides of very many: then no other is tried.
    """
    counted: list[tuple[_Grid, int]] = []
    for tried in (one for size in sizes for one in _measured(drafted, size)):
        counted.append((tried, _slides(tried, drafted, room)))
        if counted[-1][1] == 1:
            break
        if counted[-1][1] > MANY:
            return [(one, _slides(one, drafted, room)) for one in _measured(drafted, sizes[-1])] or counted
    if counted and counted[-1][1] > 1:
        tight = _padded(drafted, sizes[-1], drafted.pads[-1], (TIGHT_Y,))
        counted += [(one, 1) for one in tight if _slides(one, drafted, room) == 1]
    return counted


def _slides(tried: _Grid, drafted: _Drafted, room: float) -> int:
    """Return how many slides a table takes, 0 where a row is taller than a slide."""
    left = _left(tried, drafted, room)
    if max(tried.heights[drafted.heads :], default=0.0) > left:
        return 0
    return max(1, shares_needed(_stack(tried, drafted), left))


def _left(tried: _Grid, drafted: _Drafted, room: float) -> float:
    """Return the room for rows below the header, and a band's heading where they need several slides."""
    left = room - sum(tried.heights[: drafted.heads])
    bands = [height for row, height in enumerate(tried.heights) if drafted.is_band(row)]
    return left if sum(tried.heights[drafted.heads :]) <= left else left - max(bands, default=0.0)


def _stack(tried: _Grid, drafted: _Drafted) -> Stack:
    """Return the rows below the header; one below a band's heading stays with it."""
    rows = tried.heights[drafted.heads :]
    joined = tuple(drafted.is_band(row - 1) for row in range(drafted.heads, len(tried.heights)))
    return Stack(rows, (0.0,) * len(rows), joined)


def _measured(drafted: _Drafted, size: Point) -> Iterator[_Grid]:
    """Yield the table at a size, roomiest first; nothing where its longest words need too much width."""
    *roomy, usual = (tuple(_padded(drafted, size, pads)) for pads in drafted.pads)
    for grids in roomy:
        if grids and grids[0].lines == usual[0].lines:
            yield from grids
    yield from usual


def _padded(
    drafted: _Drafted, size: Point, pads: tuple[Pads, ...], pads_y: tuple[Point, ...] = PADS_Y
) -> Iterator[_Grid]:
    """Yield a table at a size with each of the spaces above and below its texts, which are in points."""
    around_text = [sum(pad) for pad in pads]
    tried = [
        (widths, *_lines_of(drafted, size, pads, widths)) for widths in _widths(drafted, size, around_text)
    ]
    if not tried:
        return
    widths, lines, heights = min(tried, key=lambda one: round(sum(one[2]), 1))
    for pad_y in pads_y:
        tall = tuple(height + 2 * pad_y for height in heights)
        yield _Grid(size, pad_y, pads, widths, lines, tall)


def _lines_of(
    drafted: _Drafted, size: Point, pads: tuple[Pads, ...], widths: tuple[Emu, ...]
) -> tuple[tuple[tuple[int, ...], ...], tuple[float, ...]]:
    """Return how many lines each cell has in columns of some widths, and how high the rows are by that."""
    lines, heights = [], []
    for row in drafted.rows:
        counts = []
        height = 0.0
        for at, (one, span) in enumerate(zip(row.cells, row.spans, strict=True)):
            if one is None:
                counts.append(0)
                continue
            width = sum(widths[at : at + span]) - pads[at][0] - pads[at + span - 1][1]
            own = cell_size(one, size)
            rows = break_lines(one.text, ems(Emu(width), own)).rows
            counts.append(rows)
            height = max(height, rows * own * one.line)
        lines.append(tuple(counts))
        heights.append(height)
    return tuple(lines), tuple(heights)


def cell_size(one: MeasuredParagraph, size: Point) -> Point:
    """Return the size of a cell's text where the table's is `size`: a header keeps its own, if smaller."""
    return Point(min(one.style.size, size))


def _widths(drafted: _Drafted, size: Point, pads: Sequence[int]) -> Iterator[tuple[Emu, ...]]:
    """Yield widths that the columns may have: each holds its longest word, the rest is shared by contents.

    First come those at which no short cell is broken while another column has longer ones to break.
    """
    firm, least, wanted = (_needed(drafted, size, pads, need) for need in (_unbroken, _least, _wanted))
    room = drafted.region.rect.width
    if sum(wanted) <= room:
        yield _shared(room, wanted, [float(one) for one in wanted])
        return
    for base in (firm, least) if firm != least else (least,):
        if sum(base) <= room:
            yield _shared(room, base, [float(want - one) for want, one in zip(wanted, base, strict=True)])


def _shared(room: Emu, base: Sequence[int], shares: Sequence[float]) -> tuple[Emu, ...]:
    """Return the widths of columns, what is beyond their `base` shared out."""
    spare, whole = room - sum(base), sum(shares)
    widths = [int(one + spare * share / whole) for one, share in zip(base, shares, strict=True)]
    widths[-1] += room - sum(widths)
    return tuple(Emu(one) for one in widths)


def _needed(
    drafted: _Drafted, size: Point, pads: Sequence[int], need: Callable[[MeasuredParagraph, Point], int]
) -> list[int]:
    """Return what each column needs for its cells, and several together for the heading over them."""
    found = list(pads)
    for row in drafted.rows:
        for at, (one, span) in enumerate(zip(row.cells, row.spans, strict=True)):
            if one is not None and span == 1:
                found[at] = max(found[at], need(one, size) + pads[at])
    for row in drafted.rows[: drafted.heads]:
        for at, (one, span) in enumerate(zip(row.cells, row.spans, strict=True)):
            if one is not None and span > 1:
                lacks = need(one, size) + max(pads[at : at + span]) - sum(found[at : at + span])
                for place in range(at, at + span) if lacks > 0 else ():
                    found[place] += -(-lacks // span)
    return found


def _unbroken(one: MeasuredParagraph, size: Point) -> int:
    """Return the width at which a cell of few characters has one line, and any other its longest word."""
    return _wanted(one, size) if len(one.text.text) <= SHORT_CELL else _least(one, size)


def _least(one: MeasuredParagraph, size: Point) -> int:
    return width_of(one.text.longest(), cell_size(one, size)) + 1


def _wanted(one: MeasuredParagraph, size: Point) -> int:
    own = cell_size(one, size)
    total = one.text.total
    if total == float("inf"):
        total = sum(one.text.widths)
    return max(width_of(total, own) + 1, _least(one, size))


def _box(
    context: PlacingContext, table: Table, drafted: _Drafted, sized: _Grid, rows: tuple[int, ...]
) -> TableBox:
    heights = tuple(high(sized.heights[row]) for row in rows)
    rect = drafted.region.rect
    units = Align.START if right_to_left(context.setting.language) else Align.END
    return TableBox(
        key="table",
        region=drafted.region.name,
        rect=Rect(rect.x, rect.y, rect.width, Emu(sum(heights))),
        widths=sized.widths,
        heights=heights,
        rows=tuple(_cells(table, drafted, sized, row, units) for row in rows),
        pads=sized.pads,
        pad_y=emu(sized.pad_y),
        name=plain(table.caption).replace("\n", " ") or context.slide.name,
        heads=drafted.heads,
        ends=tuple(place for place, row in enumerate(rows) if _ends(table, drafted.rows[row].number)),
    )


def _ends(table: Table, number: int | None) -> bool:
    """Tell whether a row of the table comes right after a band, and has no heading of its own."""
    stops, starts = {one.stop for one in table.bands}, {one.start for one in table.bands}
    return number in stops - starts


def _cells(table: Table, drafted: _Drafted, sized: _Grid, row: int, units: Align) -> tuple[PlacedCell, ...]:
    """Return a row's cells; `units` is the side of numbers that their last digits align on."""
    return tuple(
        PlacedCell(
            tuple(_paragraph(one, lines, sized.size) for one in (cell,) if one),
            _side(span, numeric, units, over=row < drafted.heads),
            span,
        )
        for cell, span, lines, numeric in zip(
            drafted.rows[row].cells, drafted.rows[row].spans, sized.lines[row], table.numeric, strict=True
        )
    )


def _side(span: int, numeric: bool, units: Align, *, over: bool) -> Align:
    """Return the side that a cell's text is set to: in the middle over several columns."""
    if span > 1:
        return Align.CENTER if over else Align.START
    return units if numeric else Align.START


def _paragraph(one: MeasuredParagraph, lines: int, size: Point) -> PlacedParagraph:
    return PlacedParagraph(
        runs=one.runs,
        style=one.style.name,
        size=cell_size(one, size),
        leading=one.leading,
        after=Point(0),
        lines=lines,
    )


def _too_many_words(table: Table, drafted: _Drafted, size: Point) -> DeckgenError:
    """Return the error that the columns' longest words have no room side by side, at the longest one."""
    cells = (one for row in drafted.rows for one in row.cells if one)
    longest = max(cells, key=lambda one: one.text.longest())
    place = max(range(len(longest.text.widths)), key=longest.text.widths.__getitem__)
    return DeckgenError(
        error(
            f"the {len(table.header)} columns of this table are too narrow for their longest words, "
            f'even at {size:g} pt; the longest is "{longest.text.fragment(place)}"',
            longest.span,
            "make two tables of it, or shorten the long words",
        )
    )


def _too_tall_row(drafted: _Drafted, sized: _Grid, room: float) -> DeckgenError:
    """Return the error that a row does not fit a slide, at its longest cell."""
    left = _left(sized, drafted, room)
    tall = (at for at, height in enumerate(sized.heights) if at >= drafted.heads and height > left)
    row = next(tall, 0)
    cells = [
        (lines, one) for lines, one in zip(sized.lines[row], drafted.rows[row].cells, strict=True) if one
    ]
    _, cell = max(cells, key=lambda one: one[0])
    advice = "say it in fewer words, or as text on a slide of its own"
    return too_tall("this cell of the table", cell.span, advice)
