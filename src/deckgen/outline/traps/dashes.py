"""A line that begins with a dash, or with what people type in the place of one."""

from __future__ import annotations

import re

from deckgen.outline.traps import prose
from deckgen.outline.traps.cursor import Cursor, Rest
from deckgen.outline.traps.headings import titled
from deckgen.outline.traps.levels import BULLETS, DASH, MARKER, MOST_LEVELS, Level, name_at
from deckgen.outline.traps.names import swallowed
from deckgen.outline.traps.prose import Trap
from deckgen.outline.traps.values import PROSE, value
from deckgen.schema.shapes import (
    Group,
    ListOf,
    Points,
    Scalar,
    Shape,
    has_field,
    item_of,
    list_of,
    mapping_of,
    options,
)
from deckgen.schema.source import Cure
from deckgen.structs.patterns import pattern

COUNTED = pattern(r"(?:\d{1,3}[.)]|[A-Za-z]\)|\(\w{1,3}\)|\[\d{1,2}\])[ \t]+(?=\S)")
"""The number or the letter before a point that is counted by hand."""
DASHED = 'a dash begins an entry of a list; "{}" is one more field of what is above it'
_BOX = pattern(r"\[[ xX]?\][ \t]+(?=[A-Za-z][\w-]*:)")
_TWICE = pattern(rf"[{BULLETS}·][ \t\u00a0]+(?=\S)")


def marker(cursor: Cursor, rest: Rest) -> re.Match[str] | None:
    """Return the character in the place of a dash, where only a dash can be."""
    text, level = cursor.text, rest.level
    found = MARKER.match(text, rest.start, rest.stop) or _counted(cursor, rest)
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


def _counted(cursor: Cursor, rest: Rest) -> re.Match[str] | None:
    """Return the number in the place of a dash before the first field of an entry, `1. title: …`."""
    found = COUNTED.match(cursor.text, rest.start, rest.stop)
    key = name_at(cursor.text, found.end(), rest.stop) if found else None
    return found if key and has_field(item_of(rest.level.shape), key[0]) else None


def marked(cursor: Cursor, rest: Rest, found: re.Match[str]) -> Rest | None:
    """Report a point that begins with another character than a dash, and read it."""
    start = rest.start
    rest.level.dashes = True
    gap = _gap(cursor, rest, found.end())
    spaced = cursor.text[start + 1 : found.end()] == " " * gap
    cure = Cure(start, start + 1, "-") if spaced else Cure(start, found.end(), "-" + " " * gap)
    cursor.add(Trap(prose.MARKER, start, start + 1, (cure,)))
    return _after_dash(cursor, rest, found.end(), rest.column + 1 + gap)


def dashed_field(cursor: Cursor, column: int) -> Rest | None:
    """Report a dash before a field that begins no entry of a list; return the line after it."""
    start, stop = cursor.rows.words[cursor.row]
    sign = DASH.match(cursor.text, start, stop)
    open_ = [level for level in cursor.open if level.column <= column]
    level = open_[-1]
    if not sign or level.column != column or level.dashes or level.shift or list_of(level.pending):
        return None
    inner = sign.end()
    while inner < stop and cursor.text[inner] == " ":
        inner += 1
    name = _further(cursor, level, inner, stop)
    if not name:
        return None
    del cursor.open[len(open_) :]
    cursor.add(Trap(DASHED.format(name), start, inner, (Cure(start, inner, ""),)))
    return Rest(inner, stop, column, level)


def _further(cursor: Cursor, level: Level, inner: int, stop: int) -> str:
    """Return the name after a dash where it is that of one more field of what is open, empty: it is not.

    What fills a slide, or has fields of its own below it, may begin another.
    """
    mapping, key, below = mapping_of(level.shape), name_at(cursor.text, inner, stop), cursor.following()
    field = mapping.field(key[0]) if key and isinstance(mapping, Group) else None
    if key is None or field is None or field.main or field.name in ("title", *level.given):
        return ""
    entry = below is not None and cursor.rows.columns[below] == level.column + 2
    return "" if entry and key[1] < stop else field.name


def _gap(cursor: Cursor, rest: Rest, inner: int) -> int:
    """Return how many spaces belong after a dash: as many as line up with the fields below its first one.

    `inner` is where the first field begins; where none is below it, or there are no fields, it is one.
    """
    below = cursor.following()
    item = item_of(rest.level.shape)
    if below is None or not isinstance(mapping_of(item), Group):
        return 1
    gap = cursor.rows.columns[below] - rest.column - 1
    key = name_at(cursor.text, *cursor.rows.words[below])
    fits = key is not None and has_field(item, key[0]) and not cursor.begins_with_dash(below)
    return gap if fits and 1 <= gap <= max(3, inner - rest.start - 1) else 1


def dash(cursor: Cursor, rest: Rest, after: int) -> Rest | None:
    """Read what is after a dash; return what is left of the line, None where nothing is."""
    text, start, stop = cursor.text, rest.start, rest.stop
    inner = after
    while inner < stop and text[inner] in " \t":
        inner += 1
    within = rest.column + (inner - start)
    gap = _gap(cursor, rest, inner) if "\t" in text[after:inner] or inner - after > 1 else 0
    if "\t" in text[after:inner]:
        cursor.add(Trap(prose.TAB, after, inner, (Cure(after, inner, " " * gap),)))
        within = rest.column + 1 + gap
    elif 0 < gap < inner - after and rest.level.dashes and inner < stop and name_at(text, inner, stop):
        below = cursor.following()
        if below is not None and cursor.rows.columns[below] == rest.column + 1 + gap:
            cursor.add(Trap(prose.WIDE_DASH, after, inner, (Cure(after, inner, " " * gap),)))
            within = rest.column + 1 + gap
    return _after_dash(cursor, rest, inner, within, after)


def _after_dash(cursor: Cursor, rest: Rest, inner: int, within: int, after: int = -1) -> Rest | None:
    """Read what a dash, which ends before `after`, has after it, from `inner` in the column `within` on."""
    text, stop, column, level = cursor.text, rest.stop, rest.column, rest.level
    after = after if after >= 0 else inner
    listed = list_of(level.shape) if level.dashes else None
    item = _item(listed)
    level.given.clear()
    inner = _past_sign(cursor, item, inner, stop)
    if inner < stop and (title := titled(cursor, rest, inner, within, item)):
        cursor.add(title)
        level.child = within
        cursor.open.append(Level(within, item, given={"title": cursor.row}))
        cursor.row += 1
        return None
    if inner >= stop or text[inner] == "#":
        level.waits, level.pending = True, item
        if inner < stop and isinstance(item, Scalar):
            swallowed(cursor, item, after, Rest(inner, stop, column, level))
        cursor.row += 1
        return None
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


def _item(listed: ListOf | Points | None) -> Shape | None:
    """Return what the entries of a list are, a text where they are points."""
    return listed.item if isinstance(listed, ListOf) else PROSE if isinstance(listed, Points) else None


def _past_sign(cursor: Cursor, item: Shape | None, inner: int, stop: int) -> int:
    """Return where the words after a dash begin; a bullet between them is reported."""
    fields = isinstance(mapping_of(item), Group)
    found = (_BOX if fields else _TWICE).match(cursor.text, inner, stop)
    if found is None or not (fields or (isinstance(item, Scalar) and item.prose)):
        return inner
    cursor.add(Trap(prose.TWO_SIGNS, inner, inner + 1, (Cure(inner, found.end(), ""),)))
    return found.end()


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
        f'for text that ends in a colon write: - "{text[start:bare]}"',
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
