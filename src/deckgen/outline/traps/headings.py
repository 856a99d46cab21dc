"""Headings as Markdown writes them, `## Title`: here they are comments, and would be shown nowhere."""

from __future__ import annotations

from itertools import islice

from deckgen.outline.traps import prose
from deckgen.outline.traps.cursor import Cursor, Rest
from deckgen.outline.traps.levels import Level, name_at
from deckgen.outline.traps.prose import Trap
from deckgen.outline.traps.rows import MOST_FIELDS
from deckgen.schema.shapes import ListOf, Shape, has_field, item_of, list_of
from deckgen.schema.source import Cure
from deckgen.structs.patterns import pattern

_HEADING = pattern(r"#{1,6}[ \t]+(?=\S)")
"""What begins a heading in Markdown, and a comment here."""


def _names_below(cursor: Cursor, column: int, within: int) -> list[str]:
    """Return the names in the column `within` below the line that is read, while all are beyond `column`."""
    rows = islice(cursor.rows.down(cursor.row + 1, column), MOST_FIELDS)
    keys = (
        name_at(cursor.text, *cursor.rows.words[row]) for row in rows if cursor.rows.columns[row] == within
    )
    return [key[0] for key in keys if key]


def heading(cursor: Cursor) -> None:
    """Read a comment that is a title, as Markdown writes it; report one that may be meant as such."""
    text, row = cursor.text, cursor.row
    start, stop = cursor.rows.words[row]
    column, below = cursor.rows.columns[row], cursor.following()
    found = _HEADING.match(text, start, stop)
    if found is None or not cursor.named:
        return
    within = cursor.rows.columns[below] if below is not None else -1
    level = _list_headed(cursor, column)
    if level and (name := _first_field(cursor, level, column, within)):
        again = any(name in one.given for one in cursor.open[cursor.open.index(level) :])
        if text[start + 1] == "#" or again or level.waits:
            (sign, *marks) = prose.as_title(text, start, found.end(), stop)
            dashed = "-" + " " * (within - column - 1) + sign.replacement
            cursor.add(Trap(prose.HEADING, start, found.end(), (Cure(start, found.end(), dashed), *marks)))
            _open_entry(cursor, level, column, within)
            return
    if text[start + 1] == "#" and text[found.end()].isalnum():
        cursor.add(Trap(prose.LIKE_HEADING, start, stop, hints=(prose.NO_HEADING,), doubtful=True))


def _first_field(cursor: Cursor, level: Level, column: int, within: int) -> str:
    """Return the first field of an entry below its title; empty where that is given below, too."""
    names = _names_below(cursor, column, within) if 2 <= within - column <= 4 else []
    item = item_of(level.shape if level.dashes else level.pending)
    return names[0] if names and "title" not in names and has_field(item, names[0]) else ""


def _list_headed(cursor: Cursor, column: int) -> Level | None:
    """Return the list, open or awaited, whose dashes are, or can be, in a column."""
    found = [one for one in cursor.open if one.dashes and one.column == column]
    top = cursor.open[-1]
    waits = top.waits and isinstance(list_of(top.pending), ListOf) and column > top.column
    return found[-1] if found else top if waits else None


def _open_entry(cursor: Cursor, level: Level, column: int, within: int) -> None:
    """Open an entry of a list, whose title is on the line that is read."""
    del cursor.open[cursor.open.index(level) + 1 :]
    if not level.dashes:
        level.waits, level.child, level.child_dashes = False, column, True
        level = Level(column, level.pending, dashes=True)
        cursor.open.append(level)
    level.given.clear()
    level.child = within
    cursor.open.append(Level(within, item_of(level.shape), given={"title": cursor.row}))


def titled(cursor: Cursor, rest: Rest, inner: int, within: int, item: Shape | None) -> Trap | None:
    """Return the trap of a title written as a heading of Markdown, `- # Title`, with its fields below it."""
    found = _HEADING.match(cursor.text, inner, rest.stop)
    names = _names_below(cursor, rest.column, within)
    if found is None or not has_field(item, "title"):
        return None
    if not names or "title" in names or not has_field(item, names[0]):
        return None
    cures = prose.as_title(cursor.text, inner, found.end(), rest.stop)
    return Trap(prose.HEADING, inner, found.end(), cures)
