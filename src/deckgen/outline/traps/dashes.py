"""A line that begins with a dash, or with what people type in the place of one."""

from __future__ import annotations

import re

from deckgen.outline.traps import prose
from deckgen.outline.traps.cursor import Cursor, Rest
from deckgen.outline.traps.levels import DASH, MARKER, MOST_LEVELS, Level, name_at
from deckgen.outline.traps.names import swallowed
from deckgen.outline.traps.prose import Trap
from deckgen.outline.traps.values import PROSE, value
from deckgen.schema.shapes import ListOf, Points, Scalar, list_of, mapping_of, options
from deckgen.schema.source import Cure


def marker(cursor: Cursor, rest: Rest) -> re.Match[str] | None:
    """Return the character in the place of a dash, where only a dash can be."""
    text, level = cursor.text, rest.level
    found = MARKER.match(text, rest.start, rest.stop)
    listed = list_of(level.shape)
    if found is None or not (level.dashes or listed):
        return None
    if mapping_of(level.shape) and name_at(text, rest.start, rest.stop):
        return None
    kinds = options(level.shape) if level.shape else ()
    if level.dashes or all(isinstance(one, ListOf | Points) for one in kinds):
        return found
    following = cursor.following()
    if following is None or cursor.rows.columns[following] != cursor.rows.columns[cursor.row]:
        return None
    same = text[rest.start] == text[cursor.rows.words[following][0]]
    return found if same or cursor.begins_with_dash(following) else None


def marked(cursor: Cursor, rest: Rest, found: re.Match[str]) -> Rest | None:
    """Report a point that begins with another character than a dash, and read it."""
    start = rest.start
    width = found.end() - start
    spaced = width > 1 and cursor.text[start + 1 : found.end()].strip(" ") == ""
    cure = Cure(start, start + 1, "-") if spaced else Cure(start, found.end(), "- ")
    cursor.add(Trap(prose.MARKER, start, start + 1, (cure,)))
    rest.level.dashes = True
    return dash(cursor, rest, found.end() if width > 1 else start + 1)


def dash(cursor: Cursor, rest: Rest, after: int) -> Rest | None:
    """Read what is after a dash; return what is left of the line, None where nothing is."""
    text, start, stop, column, level = cursor.text, rest.start, rest.stop, rest.column, rest.level
    inner = after
    while inner < stop and text[inner] in " \t":
        inner += 1
    if "\t" in text[after:inner]:
        cursor.add(Trap(prose.TAB, after, inner, (Cure(after, inner, " "),)))
    listed = list_of(level.shape) if level.dashes else None
    item = listed.item if isinstance(listed, ListOf) else PROSE if isinstance(listed, Points) else None
    level.given.clear()
    if inner >= stop or text[inner] == "#":
        level.waits, level.pending = True, item
        if inner < stop and isinstance(item, Scalar):
            swallowed(cursor, item, after, Rest(inner, stop, column, level))
        cursor.row += 1
        return None
    within = column + (inner - start)
    if isinstance(listed, Points):
        return _point(cursor, Rest(inner, stop, column, level), within, listed)
    if isinstance(item, Scalar) and not DASH.match(text, inner, stop):
        value(cursor, item, Rest(inner, stop, column, level))
        return None
    if len(cursor.open) > MOST_LEVELS:
        cursor.row += 1
        return None
    level.child = within
    nested = Level(
        within,
        item,
        dashes=DASH.match(text, inner, stop) is not None,
        shift=min(0, level.shift),
        trap=level.trap,
    )
    cursor.open.append(nested)
    return Rest(inner, stop, within, nested)


def _point(cursor: Cursor, rest: Rest, within: int, listed: Points) -> Rest | None:
    """Read a point; what is below it may be points again."""
    text, start, stop = cursor.text, rest.start, rest.stop
    after = prose.closing(text, start, stop) if text[start] in "\"'" else None
    bare = prose.without_comment(text, (after or start, stop), prose=True)[0][1]
    below = cursor.following()
    deeper = cursor.is_deeper(below, rest.column)
    dashed = deeper and any(
        cursor.begins_with_dash(row) or MARKER.match(text, *cursor.rows.words[row])
        for row in cursor.rows.block(below or 0, rest.column)
    )
    if text[bare - 1] == ":" and dashed:
        _heading(cursor, start, bare - 1, within, listed)
    elif text[bare - 1] == ":" and not deeper and text[start] not in "\"'[{|>" and text[start] != ":":
        _last_colon(cursor, start, bare, below is not None and cursor.begins_with_dash(below))
        cursor.row += 1
    elif DASH.match(text, start, stop):
        nested = Level(within, Points(levels=0), dashes=True)
        cursor.open.append(nested)
        return Rest(start, stop, within, nested)
    else:
        value(cursor, PROSE, rest, listed)
    return None


def _last_colon(cursor: Cursor, start: int, bare: int, followed: bool) -> None:
    """Report a point that ends in a colon and has nothing below it.

    Where points of its own column follow, they may be meant to be below it: then nothing is certain.
    """
    text = cursor.text
    trap = prose.plain_trap(text, [(start, bare - 1)], prose=True)
    message = trap.message if trap else prose.LAST_COLON
    cures = prose.wrap(text, [(start, bare)])
    if not followed or trap:
        cursor.add(Trap(message, bare - 1, bare, cures))
        return
    hints = (
        f'for a text that ends in a colon write: - "{text[start:bare]}"',
        "for points below this one, indent them by two spaces",
    )
    cursor.add(Trap(message, bare - 1, bare, bridges=cures, hints=hints))


def _heading(cursor: Cursor, start: int, colon: int, within: int, listed: Points) -> None:
    """Read a point that ends in a colon, with points below it."""
    text = cursor.text
    end = colon
    while end > start and text[end - 1] in " \t":
        end -= 1
    if end > start:
        if text[start] in "\"'":
            close = prose.closing(text, start, end)
            if close is None:
                cursor.add(prose.not_closed_trap(text, [(start, end)]))
            elif close + 1 < end:
                cursor.add(prose.after_quote_trap(text, [(start, end)], close))
            elif text[start] == '"' and (trap := prose.escape_trap(text, start, end)):
                cursor.add(trap)
        elif trap := prose.plain_trap(text, [(start, end)], prose=True):
            cursor.add(trap)
    cursor.open.append(Level(within, None, waits=True, pending=Points(levels=listed.levels - 1)))
    cursor.row += 1
