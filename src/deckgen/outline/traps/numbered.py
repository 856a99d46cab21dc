"""Slides under names of their own, `slide 1:`, as people write them who know no lists: all are entries."""

from __future__ import annotations

from itertools import islice

from deckgen.outline.language import fields
from deckgen.outline.traps.cursor import Cursor, Rest
from deckgen.outline.traps.levels import Level, name_at
from deckgen.outline.traps.prose import Trap
from deckgen.outline.traps.rows import MOST_FIELDS
from deckgen.outline.traps.values import value
from deckgen.schema.shapes import Group, Keyed, ListOf, Shape, has_field, item_of, list_of, mapping_of
from deckgen.schema.source import Cure
from deckgen.structs.patterns import pattern

_COUNTED = pattern(r"(?:[^\W\d_]+[ _-]?)?\d{1,3}[.)]?|slide|page|folie")
_SLIDE = pattern(r"(?:slide|page|frame|folie|seite|diapositiva|diapositive|diapo|слайд)[ _-]?\d{1,3}", 2)
"""What people call a slide, and its number; case does not matter."""

NUMBERED = 'a slide begins with a dash, not with "{}:"'
NUMBERED_TITLE = 'a slide\'s title comes after title:, not after "{}:"'
NAMED = 'the dash already begins the slide; "{}:" has no place after it'
SLIDES = Group.field(fields.OUTLINE, "slides")


def numbered(cursor: Cursor, rest: Rest) -> Rest | bool:
    """Read a line like `slide 1:`; return what is left of it, True where nothing is, False: it is none."""
    key = name_at(cursor.text, rest.start, rest.stop)
    name = key[0].lower() if key else ""
    if key is None or not _COUNTED.fullmatch(name):
        return False
    level, first = rest.level, rest.start == cursor.rows.words[cursor.row][0]
    listed = list_of(level.shape)
    if mapping_of(level.shape) is fields.OUTLINE and first and _SLIDE.fullmatch(name):
        return _in_outline(cursor, rest, key)
    if isinstance(mapping_of(level.shape), Keyed):  # names of the author's own are what is expected
        return False
    if isinstance(listed, ListOf) and first and has_field(listed.item, "title"):
        level.dashes = True
        return _entry(cursor, rest, key, listed.item, ())
    if not first and has_field(level.shape, "title") and not has_field(level.shape, name):
        return _after_dash(cursor, rest, key)
    return False


def _in_outline(cursor: Cursor, rest: Rest, key: tuple[str, int]) -> Rest | bool:
    """Read a slide that is beside the talk's own fields, where `slides:` was never written."""
    level = rest.level
    assert SLIDES is not None
    if "sections" in level.given or (level.waits and level.pending):
        return False
    line = cursor.text.rfind("\n", 0, rest.start) + 1
    head = Cure(line, line, f"{' ' * rest.column}slides:{cursor.newline}")
    heads = () if "slides" in level.given else (head,)
    listed = Level(rest.column, SLIDES.shape, dashes=True)
    cursor.open.append(listed)
    read = _entry(cursor, Rest(rest.start, rest.stop, rest.column, listed), key, item_of(SLIDES.shape), heads)
    if read is False:
        cursor.open.remove(listed)
    else:
        level.given.setdefault("slides", cursor.row)
    return read


def _fields_below(cursor: Cursor, column: int, item: Shape | None) -> tuple[int, list[str]] | None:
    """Return the line and the names of the fields below a name, None where what is there is none."""
    below = cursor.following()
    if below is None or cursor.rows.columns[below] < column:
        return None
    within = cursor.rows.columns[below]
    first = name_at(cursor.text, *cursor.rows.words[below])
    if first is None or not has_field(item, first[0]):
        return None
    rows = (row for row in cursor.rows.down(below, within - 1) if cursor.rows.columns[row] == within)
    keys = (name_at(cursor.text, *cursor.rows.words[row]) for row in islice(rows, MOST_FIELDS))
    return below, [key[0] for key in keys if key]


def _entry(
    cursor: Cursor, rest: Rest, key: tuple[str, int], item: Shape | None, heads: tuple[Cure, ...]
) -> Rest | bool:
    """Make an entry of a name in the place of its dash."""
    text, start, column = cursor.text, rest.start, rest.column
    message = NUMBERED.format(key[0])
    words = key[1]
    while words < rest.stop and text[words] in " \t":
        words += 1
    found = _fields_below(cursor, column + 1, item)
    if words < rest.stop and text[words] != "#":
        if found and "title" in found[1]:
            return False
        within = cursor.rows.columns[found[0]] if found else column + 2
        dashed = "-" + " " * max(1, within - column - 1) + "title: "
        cursor.add(Trap(message, start, key[1], (*heads, Cure(start, words, dashed))))
        cursor.open.append(Level(within, item, given={"title": cursor.row}))
        value(cursor, fields.TEXT, Rest(words, rest.stop, column, cursor.open[-1]))
        return True
    if found is None:
        return False
    below = found[0]
    within = cursor.rows.columns[below]
    opened, stop = cursor.rows.words[below]
    if within < column + 2 or text[opened - 2 : opened] != "  ":
        return False
    cures = (*heads, cursor.rows.without(cursor.row), Cure(opened - 2, opened, "- "))
    cursor.add(Trap(message, start, key[1], cures))
    cursor.row = below
    cursor.open.append(Level(within, item))
    return Rest(opened, stop, within, cursor.open[-1])


def _after_dash(cursor: Cursor, rest: Rest, key: tuple[str, int]) -> Rest | bool:
    """Take out a name like `slide 1:` between a dash and the fields of its entry."""
    level, start = rest.level, rest.start
    found = _fields_below(cursor, rest.column, level.shape)
    if key[1] < rest.stop:
        words = key[1] + len(cursor.text[key[1] : rest.stop]) - len(cursor.text[key[1] : rest.stop].lstrip())
        if found and "title" in found[1]:
            return False
        cursor.add(Trap(NUMBERED_TITLE.format(key[0]), start, key[1], (Cure(start, words, "title: "),)))
        level.given["title"] = cursor.row
        value(cursor, fields.TEXT, Rest(words, rest.stop, rest.column, level))
        return True
    if found is None:
        return False
    below = found[0]
    opened, stop = cursor.rows.words[below]
    within = cursor.rows.columns[below]
    cures = (Cure(start, opened, " " * (within - rest.column)),)
    cursor.add(Trap(NAMED.format(key[0]), start, key[1], cures))
    cursor.row, level.column = below, within
    cursor.open[-2].child = within
    return Rest(opened, stop, within, level)
