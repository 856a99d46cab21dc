"""A line that a tab indents among lines that spaces do → the column in which it most likely belongs.

How wide a tab was meant to be nobody knows. Where a whole file is indented by tabs, one width makes sense of
all; a single such line goes by what it says: it is in the column of a line near it that it can be beside.
"""

from __future__ import annotations

from collections.abc import Iterator

from deckgen.outline.language import fields
from deckgen.outline.traps.levels import DASH, MARKER, name_at
from deckgen.outline.traps.prose import TAB
from deckgen.outline.traps.rows import Indent, Rows
from deckgen.schema.shapes import has_field, item_of, list_of
from deckgen.structs import Struct, replace

_MOST_LOOKED_AT = 200
"""Lines above one that are looked at for its like."""


class _Begin(Struct, frozen=True):
    """What a line begins with: a dash in `dash` (-1: none), and a name in `column` (empty: none)."""

    dash: int
    column: int
    name: str
    opens: bool


def placed(rows: Rows, found: list[Indent]) -> Rows:
    """Return the lines with those that a tab indents where they belong, where others show it."""
    tabbed = [one.row for one in found if one.message == TAB]
    others = sum(column > 0 for column in rows.columns) - len(tabbed)
    if not tabbed or others < 2 * len(tabbed):
        return rows
    columns = list(rows.columns)
    for row in tabbed:
        home = _home(rows, columns, row, frozenset(tabbed))
        columns[row] = columns[row] if home is None else home
    return replace(rows, columns=tuple(columns))


def _begin(rows: Rows, columns: list[int], row: int) -> _Begin:
    """Return what a line begins with."""
    start, stop = rows.words[row]
    text, column = rows.text, columns[row]
    found = DASH.match(text, start, stop) or MARKER.match(text, start, stop)
    inner = start
    if found:
        inner = found.end()
        while inner < stop and text[inner] in " \t":
            inner += 1
    key = name_at(text, inner, stop)
    opens = bool(key) and key[1] >= stop if key else False
    return _Begin(column if found else -1, column + inner - start, key[0] if key else "", opens)


def _home(rows: Rows, columns: list[int], row: int, tabbed: frozenset[int]) -> int | None:
    """Return the column in which a line belongs, None where nothing near it shows that."""
    mine = _begin(rows, columns, row)
    before = next((one for one in range(row - 1, -1, -1) if rows.says(one)), None)
    near = _near(rows, columns, row, tabbed)
    if before is None:
        return near
    above = _begin(rows, columns, before)
    if above.opens and near is not None and near > columns[before]:
        return near
    if above.opens and _holds(above, mine):
        return above.column + 2
    open_ = _open(rows, columns, before, dashes=mine.dash >= 0)
    found = next((column for column, others in open_ if _beside(others, mine)), near)
    return _of_text(above, mine, columns[before]) if found is None else found


def _of_text(above: _Begin, mine: _Begin, column: int) -> int | None:
    """Return where a line of a text belongs, below another of it or below its name; else None."""
    if mine.dash >= 0 or mine.name:
        return None
    return column if above.dash < 0 and not above.name else above.column + 2


def _near(rows: Rows, columns: list[int], row: int, tabbed: frozenset[int]) -> int | None:
    """Return the column of the line below, where a line can be beside it."""
    mine, after = _begin(rows, columns, row), rows.following(row + 1)
    if after is None or after in tabbed:
        return None
    below = _begin(rows, columns, after)
    return (below.dash if mine.dash >= 0 else below.column) if _beside([below], mine) else None


def _open(rows: Rows, columns: list[int], before: int, *, dashes: bool) -> Iterator[tuple[int, list[_Begin]]]:
    """Give the columns of names, or of dashes, that are open after a line, each with its lines."""
    found: dict[int, list[_Begin]] = {}
    limit = 1 << 20
    for one in range(before, max(-1, before - _MOST_LOOKED_AT), -1):
        if not rows.says(one):
            continue
        other = _begin(rows, columns, one)
        column = other.dash if dashes else other.column
        if 0 <= column <= limit and (dashes or other.name):
            found.setdefault(column, []).append(other)
        limit = min(limit, columns[one])
    yield from sorted(found.items(), reverse=True)


def _known(name: str) -> bool:
    return name in fields.ALL.names


def _alike(one: str, other: str) -> bool:
    """Tell whether two names, or words that are none, can begin entries of one list."""
    if not (_known(one) and _known(other)):
        return _known(one) == _known(other)
    return any(group.field(one) and group.field(other) for group in fields.ALL.groups)


def _holds(above: _Begin, mine: _Begin) -> bool:
    """Tell whether a line can be the first below a name that has nothing after it."""
    if above.name and not _known(above.name) and above.column > 0 and mine.name:  # a section's own name
        return True
    shapes = [one.shape for group in fields.ALL.groups if (one := group.field(above.name))]
    if mine.dash < 0:
        return any(has_field(one, mine.name) for one in shapes)
    lists = [one for one in shapes if list_of(one)]
    return any(has_field(item_of(one), mine.name) for one in lists) or bool(lists and not _known(mine.name))


def _beside(others: list[_Begin], mine: _Begin) -> bool:
    """Tell whether a line can be in one column with others: points, entries of a list, fields of a group."""
    if mine.dash >= 0:
        return any(one.dash >= 0 and _alike(one.name, mine.name) for one in others)
    names = {one.name for one in others if one.name}
    for group in fields.ALL.groups if mine.name else ():
        known = {one for one in names if group.field(one) or fields.ALL.translated(one, group)}
        if known and group.field(mine.name) and not any(_known(one) for one in names - known):
            return True
    return False
