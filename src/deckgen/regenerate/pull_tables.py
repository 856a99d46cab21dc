"""A table with rows or columns put in or taken out by hand → the same changes of the outline's table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from deckgen.outline.model import Slide, Table, Text
from deckgen.outline.write.lists import insert_cell, insert_row, remove_cell, remove_row
from deckgen.outline.write.splice import scalar
from deckgen.regenerate.markup import Untraceable, coverage, markup_of
from deckgen.regenerate.merging.tables import is_plain, line_pairs, turned
from deckgen.regenerate.reading.snapshot import PLAIN, Lines, ShapeState, said, words
from deckgen.structs import Struct, replace

Grid = list[list[str]]
"""What the cells of an outline's table say, its header first where it has one."""


class TableChange(Struct, frozen=True):
    """A row or a column, by its place in the table as it is then; `cells` are empty where it is taken out."""

    row: bool
    at: int
    cells: tuple[Lines, ...]

    @property
    def name(self) -> str:
        """What it is called in messages."""
        return f"the {'row' if self.row else 'column'} {self.at + 1} of the table"

    def made(self, source: str, table: Table) -> tuple[str, Grid]:
        """Return the file with it, and what the table then says. Raises `Unwritable`."""
        grid, rows = (
            grid_texts(table),
            [[*one] for one in (*((table.columns,) * bool(table.columns)), *table.rows)],
        )
        put = [scalar(_spoken(one)) for one in self.cells]
        said_ = [_spoken(one) for one in self.cells]
        if self.row:
            if table.columns and not self.at:
                raise Untraceable("it is the head of the table")
            if not put:
                return remove_row(source, rows[self.at][0]), [*grid[: self.at], *grid[self.at + 1 :]]
            first = 1 if table.columns else 0
            near = rows[min(max(self.at, first), len(rows) - 1)][0]
            changed = insert_row(source, near, self.at - first, f"[{', '.join(put)}]")
            return changed, [*grid[: self.at], said_, *grid[self.at :]]
        order = sorted(range(len(rows)), key=lambda at: (rows[at][0].span.line, rows[at][0].span.column))
        for place in reversed(order):  # what stands further up keeps its place
            row = rows[place]
            source = (
                insert_cell(source, row[0], self.at, put[place]) if put else remove_cell(source, row[self.at])
            )
            grid[place][self.at : self.at + (not put)] = [said_[place]] if put else []
        return source, grid


class GridChange(Struct, frozen=True):
    """Which rows and columns of a table are which of the hand's, and what was put in and taken out."""

    rows: Mapping[int, int]
    columns: Mapping[int, int]
    changes: tuple[TableChange, ...]


def grid_of(base: ShapeState, hand: ShapeState, outline: ShapeState) -> GridChange | str:
    """Return what was done to the rows and columns of a table, or why that cannot be carried."""
    if not all(is_plain(one) for one in (base, outline)):
        same = [len(row) for row in base.cells] == [len(row) for row in hand.cells]
        if not same or len(base.cells) != len(outline.cells):
            return "it has headings over rows or columns: change it in the outline"
    if not is_plain(hand) and is_plain(base):
        return "cells were joined, and the outline's table has none"
    if [len(row) for row in base.cells] != [len(row) for row in outline.cells]:
        return "the outline has changed its rows or columns, too"
    columns = line_pairs(turned(base.cells), turned(hand.cells))
    rows = line_pairs(_cut(base.cells, columns), _cut(hand.cells, columns.values()))
    return GridChange(rows, columns, tuple(_changes(base, hand, rows, columns)))


def _cut(cells: tuple[tuple[Lines, ...], ...], columns: Iterable[int]) -> tuple[tuple[Lines, ...], ...]:
    chosen = [*columns]
    return tuple(tuple(row[at] for at in chosen if at < len(row)) for row in cells)


def _changes(
    base: ShapeState, hand: ShapeState, rows: Mapping[int, int], columns: Mapping[int, int]
) -> Iterator[TableChange]:
    """Yield what is taken out, from the end, then what is put in, from the start."""
    for at in reversed(range(len(base.cells[0]))):
        if at not in columns:
            yield TableChange(False, at, ())
    for at in reversed(range(len(base.cells))):
        if at not in rows:
            yield TableChange(True, at, ())
    old, shown = [*rows.values()], [*columns.values()]
    for at in range(len(hand.cells[0])):
        if at not in shown:
            rows_ = (hand.cells[row] for row in sorted(old))
            yield TableChange(
                False, at, tuple(_as_typed(row[at], row[at - 1 if at else 1 : at or 2]) for row in rows_)
            )
    for at in range(len(hand.cells)):
        if at not in old:
            above = hand.cells[at - 1] if at > 1 else hand.cells[min(at + 1, len(hand.cells) - 1)]
            cells = zip(hand.cells[at], above, strict=False)
            yield TableChange(True, at, tuple(_as_typed(one, (like,)) for one, like in cells))


def _as_typed(cell: Lines, beside: Sequence[Lines]) -> Lines:
    """Return a new cell without what sets off the whole cell beside it, too, as the head is bold."""
    usual = {part.stress for one in beside for line in one for part in line.stretches}
    own = {part.stress for line in cell for part in line.stretches}
    if len(usual) != 1 or own != usual:
        return cell
    return tuple(
        replace(line, stretches=tuple(replace(part, stress=PLAIN) for part in line.stretches))
        for line in cell
    )


def tables_of(slide: Slide) -> list[Table]:
    """Return the tables of a slide in their order."""
    return list(_within(slide))


def _within(value: object) -> Iterator[Table]:
    if isinstance(value, Table):
        yield value
    elif isinstance(value, tuple):
        for one in value:
            yield from _within(one)
    elif isinstance(value, Struct) and not isinstance(value, Text):
        for name in value.__struct_fields__:
            yield from _within(getattr(value, name))


def shows(table: Table, shape: ShapeState) -> bool:
    """Tell whether a shape is made of a table, with all its rows and columns."""
    grid = grid_texts(table)
    if (
        table.file
        or table.over
        or table.bands
        or [len(row) for row in grid] != [len(row) for row in shape.cells]
    ):
        return False
    pairs = [
        (a, words(b))
        for row, cells in zip(grid, shape.cells, strict=True)
        for a, b in zip(row, cells, strict=True)
    ]
    told = [(a, b) for a, b in pairs if a.strip() and b.strip()]
    return sum(a == b or coverage(a, b) > 0.5 for a, b in told) * 2 >= len(told)


def why_not(tables: Sequence[Table]) -> str:
    """Say why no table of a slide can be changed."""
    if any(one.file for one in tables):
        return "it comes from a file: change it there"
    if any(one.over or one.bands for one in tables):
        return "it has headings over rows or columns: change it in the outline"
    return "the table goes on over several slides, or is not written as rows"


def grid_texts(table: Table) -> Grid:
    """Return what the cells of a table say."""
    rows = (table.columns, *table.rows) if table.columns else table.rows
    return [[one.value for one in row] for row in rows]


def _spoken(cell: Lines) -> str:
    if len(said(cell)) > 1:
        raise Untraceable("a cell has several paragraphs")
    return markup_of(cell[0].said[1]) if cell else ""
