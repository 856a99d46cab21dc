"""Three states of a table → one: rows and columns of either side, and what all three have cell by cell.

Rows and columns are found again by what they say. Cells that were joined stay so, and are merged one by one,
too, while the table keeps its columns and no row comes or goes within a join; else it is merged as a whole.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from deckgen.regenerate.merging.alike import NEAR, alike_looks, alike_places, untouched
from deckgen.regenerate.merging.judge import Change, Done, Judge, decide, text_edits
from deckgen.regenerate.merging.plan import (
    Edit,
    Finding,
    Kind,
    MergedColumn,
    MergedRow,
    Replace,
    TableEdit,
    TextEdit,
)
from deckgen.regenerate.merging.text import MergedLine, pairs
from deckgen.regenerate.reading.canonical import canonical
from deckgen.regenerate.reading.inherit import Element
from deckgen.regenerate.reading.snapshot import Line, Lines, ShapeState, said, words
from deckgen.structs import replace
from deckgen.writers.pptx.xml import A

_A = f"{{{A}}}"

Cells = tuple[tuple[Lines, ...], ...]


def merge_table(base: ShapeState, hand: ShapeState, outline: ShapeState, judge: Judge) -> Done:
    """Return what is to be done to the hand's table, and what is to be said of it."""
    three = base, hand, outline
    tables = [_spoken(one) for one in three]
    before, mine, wanted = tables
    if not any(tables) or mine == wanted:
        return [], []
    heights = alike_places(base, hand)
    columns: tuple[MergedColumn, ...] = ()
    merging = _Columns(three, judge)
    if not merging.plain and (merging.needed or _rows_in_joins(base, hand, outline)):
        return _whole(base, hand, outline, judge, (before != mine, before != wanted))
    if merging.needed:
        columns = merging.columns()
        three = merging.shared()
    rows = _Rows(*three, judge)
    merged = merging.spread(rows.rows())
    findings = [*merging.findings, *(merging.renamed(one) for one in rows.findings)]
    if rows.applied or merging.applied:
        return [TableEdit(hand, outline, merged, heights, columns)], findings
    return _as_tall(base, hand, outline) if heights and before == wanted else [], findings


def _rows_in_joins(*three: ShapeState) -> bool:
    """Tell whether rows came or went in a table in which cells are joined over several rows."""
    if not any(one.get("rowSpan") or one.get("vMerge") for table in three for one in _cells_of(table)):
        return False
    counts = [len(table.cells) for table in three]
    same = (line_pairs(three[0].cells, other.cells) for other in three[1:])
    return len(set(counts)) > 1 or any(len(one) < counts[0] for one in same)


def _cells_of(table: ShapeState) -> Iterator[Element]:
    return table.drawn.element.iter(f"{_A}tc")


def _whole(
    base: ShapeState, hand: ShapeState, outline: ShapeState, judge: Judge, changed: tuple[bool, bool]
) -> Done:
    """Merge tables as wholes; `changed`: whether the hand and the outline changed it."""
    by_hand = changed[0] or not untouched(base, hand, by_office=judge.by_office)
    change = Change("cells", (base.text, outline.text, hand.text), by_hand, changed[1])
    take, findings = decide(judge, hand, change)
    if take:
        return [Replace(hand, outline)], findings
    same = not changed[1] and alike_places(base, hand)
    return _as_tall(base, hand, outline) if same else [], findings


def _as_tall(base: ShapeState, hand: ShapeState, outline: ShapeState) -> list[Edit]:
    """Return the edit that makes rows as tall as the outline's: fewer on a page may be taller."""
    if all(abs(a - b) <= NEAR for a, b in zip(_heights(base), _heights(outline), strict=False)):
        return []
    same = line_pairs(hand.cells, outline.cells)
    return [TableEdit(hand, outline, tuple(MergedRow(at, same.get(at)) for at in range(len(hand.cells))))]


def _heights(table: ShapeState) -> list[int]:
    return [int(one.get("h", "0")) for one in table.drawn.element.iter(f"{_A}tr")]


class _Columns:
    """Merges the columns of a table, and cuts its three states to those that all have."""

    def __init__(self, three: tuple[ShapeState, ShapeState, ShapeState], judge: Judge) -> None:
        self.three, self.judge = three, judge
        self.findings: list[Finding] = []
        self.applied = False
        base, hand, outline = (turned(one.cells) for one in three)
        self.hand = hand
        self.with_hand, self.with_outline = line_pairs(base, hand), line_pairs(base, outline)
        self.plain = all(is_plain(one) for one in three)
        self.order: list[MergedColumn] = []
        self.common: list[int] = []
        """The columns that all three have, by their places in the base, in the hand's order."""

    @property
    def needed(self) -> bool:
        """Whether the three have not the same columns in the same order."""
        widths = [len(row) for one in self.three for row in one.cells]
        least = min(widths)
        return max(widths) > least or len(self.with_hand) < least or len(self.with_outline) < least

    def columns(self) -> tuple[MergedColumn, ...]:
        """Return the columns of the merged table, and note what there is to say."""
        from_hand = {other: place for place, other in self.with_hand.items()}
        base, outline = self.three[0].cells, self.three[2].cells
        for place in range(len(self.hand)):
            origin = from_hand.get(place)
            other = self.with_outline.get(origin) if origin is not None else None
            if origin is None:
                if not self._say(Kind.KEPT, (), (), _column(self.three[1].cells, place)):
                    self.order.append(MergedColumn(place, None))
            elif other is None:
                self._dropped(origin, place)
            else:
                self.order.append(MergedColumn(place, other))
                self.common.append(origin)
        for origin, other in self.with_outline.items():
            if origin not in self.with_hand:
                before, wanted = _column(base, origin), _column(outline, other)
                kind = Kind.KEPT if _saying(before) == _saying(wanted) else Kind.CONFLICT
                if self._say(kind, before, wanted, ()):
                    self._put_in(other)
        for other in range(len(outline[0]) if outline else 0):
            if other not in self.with_outline.values():
                self._put_in(other)
                self._say(Kind.APPLIED, (), _column(outline, other), ())
        return tuple(self.order)

    def _dropped(self, origin: int, place: int) -> None:
        """Take a column away that the outline has dropped, unless it was changed by hand."""
        before, mine = _column(self.three[0].cells, origin), _column(self.three[1].cells, place)
        if _saying(before) == _saying(mine):
            self._say(Kind.APPLIED, before, (), mine)
        elif not self._say(Kind.CONFLICT, before, (), mine):
            self.order.append(MergedColumn(place, None))

    def _put_in(self, other: int) -> None:
        """Put a column of the outline's in, after the one that it follows there."""
        ahead = [at for at, one in enumerate(self.order) if one.outline is not None and one.outline < other]
        self.order.insert(ahead[-1] + 1 if ahead else 0, MergedColumn(None, other))

    def shared(self) -> tuple[ShapeState, ShapeState, ShapeState]:
        """Return the three states with the columns that all have."""
        base, hand, outline = self.three
        return (
            _cut(base, self.common),
            _cut(hand, [self.with_hand[one] for one in self.common]),
            _cut(outline, [self.with_outline[one] for one in self.common]),
        )

    def spread(self, rows: Sequence[MergedRow]) -> tuple[MergedRow, ...]:
        """Return merged rows with their cells at the places of the hand's columns."""
        if not self.order:
            return tuple(rows)
        at = {self.with_hand[one]: place for place, one in enumerate(self.common)}
        places = [at.get(place) for place in range(len(self.hand))]
        return tuple(
            replace(
                row, cells=tuple(row.cells[one] if row.cells and one is not None else None for one in places)
            )
            for row in rows
        )

    def renamed(self, one: Finding) -> Finding:
        """Return a finding of a cell by the column that the deck has it in."""
        if not (self.common and one.field.startswith("cell ")):
            return one
        row, _, column = one.field.removeprefix("cell ").partition(",")
        return replace(one, field=f"cell {row},{self.with_hand[self.common[int(column) - 1]] + 1}")

    def _say(self, kind: Kind, *three: tuple[Lines, ...]) -> bool:
        """Note what became of a column, and tell whether the outline's counts against the hand's."""
        texts = (" | ".join(words(cell) for cell in column) for column in three)
        finding = self.judge.say(kind, self.three[1], "columns", *texts)
        take = kind is not Kind.APPLIED and self.judge.choices.takes(finding)
        if take:
            finding = replace(finding, kind=Kind.APPLIED)
        elif kind is Kind.CONFLICT and self.judge.choices.all == "hand":
            finding = replace(finding, kind=Kind.KEPT)
        self.findings.append(finding)
        self.applied |= finding.kind is Kind.APPLIED
        return take


def is_plain(table: ShapeState) -> bool:
    """Tell whether a table has as many cells in each row, none of them joined with another."""
    joined = any(one.get(name) for one in _cells_of(table) for name in ("gridSpan", "rowSpan"))
    return not joined and len({len(row) for row in table.cells}) == 1


def turned(cells: Cells) -> Cells:
    """Return a table's cells column by column, or row by row where they were given so."""
    return tuple(zip(*cells, strict=False))


def _column(cells: Cells, place: int) -> tuple[Lines, ...]:
    return tuple(row[place] for row in cells)


def _cut(table: ShapeState, columns: Sequence[int]) -> ShapeState:
    return replace(table, cells=tuple(tuple(row[at] for at in columns) for row in table.cells))


class _Rows:
    """Merges a table row by row, and the rows that all three have cell by cell."""

    def __init__(self, base: ShapeState, hand: ShapeState, outline: ShapeState, judge: Judge) -> None:
        self.base, self.hand, self.outline, self.judge = base, hand, outline, judge
        self.findings: list[Finding] = []
        self.applied = False

    def rows(self) -> tuple[MergedRow, ...]:
        """Return the rows of the merged table."""
        with_hand = line_pairs(self.base.cells, self.hand.cells)
        with_outline = line_pairs(self.base.cells, self.outline.cells)
        from_hand = {other: place for place, other in with_hand.items()}
        found: list[MergedRow] = []
        asked: set[int] = set()
        for place in range(len(self.hand.cells)):
            row = self._row(place, from_hand.get(place), with_outline)
            found += [row] if row else []
        for place, other in with_outline.items():
            before, wanted = self.base.cells[place], self.outline.cells[other]
            if place not in with_hand and self._take(before, wanted, ()):
                asked.add(other)
        taken = set(with_outline.values()) - asked
        for place, cells in enumerate(self.outline.cells):
            if place in taken:
                continue
            last = max(
                (at for at, one in enumerate(found) if one.outline is not None and one.outline < place),
                default=-1,
            )
            found.insert(last + 1, MergedRow(None, place))
            if place not in asked:
                self._say(Kind.APPLIED, (), cells, ())
        return tuple(found)

    def _row(self, place: int, origin: int | None, with_outline: dict[int, int]) -> MergedRow | None:
        mine = self.hand.cells[place]
        if origin is None:
            return None if self._take((), (), mine) else MergedRow(place, None)
        before, other = self.base.cells[origin], with_outline.get(origin)
        if other is None:
            if _saying(before) == _saying(mine) and self._row_as_it_was(origin, place):
                self._say(Kind.APPLIED, before, (), mine)
                return None
            return None if self._take(before, (), mine) else MergedRow(place, None)
        wanted = self.outline.cells[other]
        cells = [
            self._cell(*three, place, at) for at, three in enumerate(zip(before, mine, wanted, strict=True))
        ]
        return MergedRow(place, other, tuple(cells))

    def _row_as_it_was(self, origin: int, place: int) -> bool:
        """Tell whether nobody has given a row, or a word in it, another look."""
        rows = [list(one.drawn.element.iter(f"{_A}tr")) for one in (self.base, self.hand)]
        one, other = rows[0][origin], rows[1][place]
        if self.judge.by_office:  # it writes cells anew
            cells = zip(self.base.cells[origin], self.hand.cells[place], strict=False)
            return all(alike_looks(before, mine) for before, mine in cells)
        return [canonical(cell) for cell in one] == [canonical(cell) for cell in other]

    def _cell(
        self, before: Lines, mine: Lines, wanted: Lines, row: int, column: int
    ) -> tuple[MergedLine, ...] | None:
        field = f"cell {row + 1},{column + 1}"
        edits, findings = text_edits(self.judge, self.hand, self.outline, (before, mine, wanted), field)
        self.findings += findings
        self.applied |= bool(edits)
        return edits[0].lines if edits and isinstance(edits[0], TextEdit) else None

    def _take(self, base: tuple[Lines, ...], outline: tuple[Lines, ...], hand: tuple[Lines, ...]) -> bool:
        """Note that a row was changed by hand, and tell whether the outline's counts."""
        self._say(Kind.CONFLICT, base, outline, hand)
        finding = self.findings.pop()
        take = self.judge.choices.takes(finding)
        alone = _saying(base) == _saying(outline) or self.judge.choices.all == "hand"
        kind = Kind.APPLIED if take else Kind.KEPT if alone else Kind.CONFLICT
        self.findings.append(replace(finding, kind=kind))
        self.applied |= take
        return take

    def _say(
        self, kind: Kind, base: tuple[Lines, ...], outline: tuple[Lines, ...], hand: tuple[Lines, ...]
    ) -> None:
        texts = (" | ".join(words(cell) for cell in row) for row in (base, outline, hand))
        self.findings.append(self.judge.say(kind, self.hand, "rows", *texts))
        self.applied |= kind is Kind.APPLIED


def _saying(row: tuple[Lines, ...]) -> list[object]:
    return [said(cell) for cell in row]


def _spoken(table: ShapeState) -> list[list[object]]:
    return [_saying(row) for row in table.cells]


def line_pairs(base: Cells, other: Cells) -> dict[int, int]:
    """Return which row is which, or column where tables are `turned`: in order, by what they say."""
    mine, others = (tuple(_as_line(row) for row in one) for one in (base, other))
    same = pairs(mine, others)
    if len(mine) == len(others) and all(place == at for place, at in same.items()):
        return {place: place for place in range(len(mine))}
    return same


def _as_line(row: tuple[Lines, ...]) -> Line:
    text = " | ".join(words(cell) for cell in row)
    stretches = tuple(one for cell in row for line in cell for one in line.stretches)
    whole = (replace(stretches[0], text=text),) if stretches else ()
    return Line(0, whole, "l")
