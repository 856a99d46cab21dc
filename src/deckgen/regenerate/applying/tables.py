"""A merged table → its rows and columns in the deck, each in the look of the one that it was or is beside."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator, Sequence

from lxml import etree

from deckgen.regenerate.merging.plan import MergedColumn, MergedRow, TableEdit, TextEdit
from deckgen.regenerate.merging.text import merge_text
from deckgen.regenerate.reading.inherit import Element
from deckgen.regenerate.reading.snapshot import Lines
from deckgen.writers.pptx.xml import A

_A = f"{{{A}}}"

Write = Callable[[Element, "Element | None", TextEdit], None]
"""Writes the text of a cell, looking like that of the outline's where it has one."""


def write_table(edit: TableEdit, write: Write) -> None:
    """Put merged rows and columns in a table of the deck."""
    table = next(edit.shape.drawn.element.iter(f"{_A}tbl"))
    theirs = next(edit.outline.drawn.element.iter(f"{_A}tbl"))
    columns = edit.columns or tuple(MergedColumn(at, at) for at in range(len(edit.shape.cells[0])))
    present, sources = table.findall(f"{_A}tr"), theirs.findall(f"{_A}tr")
    rows: list[Element] = []
    for row in edit.rows:
        like = row.hand if row.hand is not None else _row_like(present, row.outline or 0)
        source = sources[row.outline] if row.outline is not None else None
        cells = source.findall(f"{_A}tc") if source is not None else []
        element = present[like] if row.hand is not None else _new_row(present[like], cells)
        _row(
            element,
            cells,
            [_cell(edit, row, (like, at), one) for one, at in zip(columns, _likes(columns), strict=True)],
            (columns, write),
        )
        rows.append(element)
    for one in present:
        table.remove(one)
    for one, merged in zip(rows, edit.rows, strict=True):
        table.append(one)
        if edit.heights and merged.outline is not None:
            one.set("h", sources[merged.outline].get("h", "0"))
    if edit.columns:
        _widths(table, theirs, edit.columns)


def _row(
    row: Element,
    sources: Sequence[Element],
    edits: Sequence[TextEdit | None],
    how: tuple[Sequence[MergedColumn], Write],
) -> None:
    columns, write = how
    before = row.findall(f"{_A}tc")
    cells = [
        before[column.hand] if column.hand is not None else copy.deepcopy(before[like])
        for column, like in zip(columns, _likes(columns), strict=True)
    ]
    for cell, column, edit in zip(cells, columns, edits, strict=True):
        source = (
            sources[column.outline] if column.outline is not None and column.outline < len(sources) else None
        )
        if edit is not None:
            write(cell, source, edit)
        if source is not None and len(columns) != len(before):
            _set_in(cell, source)
    for one in before:
        row.remove(one)
    for place, one in enumerate(cells):
        row.insert(place, one)


def _row_like(rows: Sequence[Element], place: int) -> int:
    """Return which row a new one at a place copies: one below the head's, without joined cells if it may."""
    nearest = sorted(range(min(1, len(rows) - 1), len(rows)), key=lambda at: (abs(at - place), -at))
    plain = (at for at in nearest if not any(one.get(name) for one in rows[at] for name in _JOINS))
    return next(plain, nearest[0])


def _new_row(like: Element, sources: Sequence[Element]) -> Element:
    """Return a row like one that is there, its cells joined as the outline's are."""
    row = copy.deepcopy(like)
    for at, cell in enumerate(row.iterfind(f"{_A}tc")):
        for name in _JOINS:
            value = sources[at].get(name) if at < len(sources) else None
            if value is not None:
                cell.set(name, value)
            elif name in cell.attrib:
                del cell.attrib[name]
    return row


_JOINS = ("gridSpan", "hMerge", "rowSpan", "vMerge")


def _likes(columns: Sequence[MergedColumn]) -> Iterator[int]:
    """Yield for each column the hand's that it is, or that a new one copies: the one before it."""
    last = next((one.hand for one in columns if one.hand is not None), 0)
    for one in columns:
        last = one.hand if one.hand is not None else last
        yield last


def _set_in(cell: Element, source: Element) -> None:
    """Give a cell the margins of the outline's: there are none at the edges of a table."""
    mine, theirs = cell.find(f"{_A}tcPr"), source.find(f"{_A}tcPr")
    if mine is None or theirs is None:
        return
    for name in ("marL", "marR"):
        if theirs.get(name) is not None:
            mine.set(name, theirs.get(name, ""))
        elif name in mine.attrib:
            del mine.attrib[name]


def _cell(edit: TableEdit, row: MergedRow, like: tuple[int, int], column: MergedColumn) -> TextEdit | None:
    """Return what a cell is to say, None where it stays; `like` is the hand's cell that a new one copies."""
    own: Lines = edit.shape.cells[like[0]][like[1]]
    if row.hand is not None and column.hand is not None:
        lines = row.cells[column.hand] if column.hand < len(row.cells) else None
        return None if lines is None else TextEdit(None, lines, own, None)
    wanted: Lines = ()
    if row.outline is not None and column.outline is not None:
        wanted = edit.outline.cells[row.outline][column.outline]
    return TextEdit(None, merge_text(own, own, wanted).lines, own, None)


def _widths(table: Element, theirs: Element, columns: Sequence[MergedColumn]) -> None:
    """Give each column its width, a new one the outline's, all together as wide as the table was.

    Where the columns are the outline's, so are their widths.
    """
    grid = table.find(f"{_A}tblGrid")
    if grid is None:
        return
    before, others = list(grid), [_width(one) for one in theirs.iter(f"{_A}gridCol")]
    same = [one.outline for one in columns] == [*range(len(others))]
    whole = sum(others) if same else sum(map(_width, before))
    found: list[Element] = []
    for column, like in zip(columns, _likes(columns), strict=True):
        one = before[like] if column.hand is not None else etree.Element(f"{_A}gridCol")
        if same or column.hand is None:
            one.set("w", str(others[column.outline or 0]))
        found.append(one)
    share = whole / max(1, sum(map(_width, found)))
    for one in before:
        grid.remove(one)
    for one in found:
        one.set("w", str(round(_width(one) * share)))
        grid.append(one)


def _width(column: Element) -> int:
    return int(column.get("w", "0"))
