"""Text → the traps of YAML that its prose has fallen into, all of them, each with its cure.

PyYAML stops at the first. This walk reads the lines itself: indentation, dashes and names tell which
field a value belongs to, and the field table tells what is expected there. It asks of each value whether
YAML would read what the author typed. It is lenient: what it does not understand is left to YAML.
"""

from __future__ import annotations

import re

from deckgen.outline.language import fields
from deckgen.outline.language.other_programs import brought_in
from deckgen.outline.traps import prose
from deckgen.outline.traps.below import bare_rows
from deckgen.outline.traps.cursor import Cursor, Rest, blank
from deckgen.outline.traps.dashes import COUNTED, dash, dashed_field, marked, marker
from deckgen.outline.traps.headings import heading
from deckgen.outline.traps.levels import DASH, MARKER, NO_DASH, Level, Levels, name_at
from deckgen.outline.traps.names import meant_by, named
from deckgen.outline.traps.numbered import numbered
from deckgen.outline.traps.opening import is_outline, opening
from deckgen.outline.traps.prose import MARKER as MARKER_SIGN
from deckgen.outline.traps.prose import Trap
from deckgen.outline.traps.rows import indented, measured
from deckgen.outline.traps.tabs import placed
from deckgen.outline.traps.values import (
    MARKDOWN_PICTURE,
    give_name,
    picture_field,
    picture_in,
    picture_trap,
    points_of,
    value,
)
from deckgen.schema.closest import surely
from deckgen.schema.shapes import (
    Field,
    Group,
    Keyed,
    ListOf,
    Points,
    Scalar,
    has_field,
    item_of,
    list_of,
    mapping_of,
    options,
    scalar_of,
)
from deckgen.schema.source import Cure, Source
from deckgen.structs.patterns import pattern

_DEEPER = "if it continues the line above, indent it further than the name it belongs to"
_LABEL = pattern(r"(?P<label>[&!][\w!:/.-]+)[ \t]+(?=[A-Za-z][\w-]*:(?:[ \t]|$))")
_TAGGED = pattern(r"(?P<sign>\\item[ \t]*|<li>[ \t]*)(?=\S)(?:[^<]*(?P<end></li>)$)?")
_RULE = pattern(r"(?:-{3,}|\*{3,}|_{3,}|={3,}|\*(?: \*){2,})$")
_FENCE = pattern(r"(?:`{3,}|~{3,})[ \t]*\w*$")
_DIV = pattern(r":{3,}[ \t]*(?:[\w.-]+|\{[^}\n]*\})?")
_CLOSER = pattern(r"[\]})]+[,;]?$")
_MERGE = pattern(r"(?:<{7}|>{7})(?: |$)|={7}$|\|{7}(?: |$)")
_SLASHES = pattern(r"//+|/\*|--(?= )|%+(?= )|<!--")

_NO_PICTURE = {"image", "layout", "statement", "agenda", "summary", "passage"}
"""Fields beside which a slide has no place for a picture, or may have none."""

DIV = "a ::: of Pandoc has no meaning in an outline"
_NO_DIV = "what is set apart has a field of its own: notes: for the speaker's notes, columns: for columns"
LABEL = '"{}" is read as a label for this place of the file, which an outline does not have'
CLOSER = 'nothing is open here that "{}" could close'
RULE = "a line of dashes has no meaning in an outline"
NO_TITLE = 'the name "title:" is missing before this title'
FENCE = "a fence of Markdown has no meaning in an outline"
MERGE = "git left two versions of these lines here"
SLASHES = 'a comment begins with #, not with "{}"'


def find_traps(source: Source, tab: int = 2) -> tuple[Trap, ...]:
    """Return the traps of a text in their order; a tab counts for `tab` columns."""
    rows, indents = measured(source, tab)
    rows = placed(rows, indents)
    traps = indented(rows, indents)
    known = is_outline(rows)
    rows = opening(rows, traps) if known else rows
    cursor = Cursor(rows, source.newline, traps, Levels(rows, traps), named=known)
    while cursor.row < len(rows):
        before = cursor.row
        if rows.columns[before] >= 0:
            _line(cursor)
        cursor.row = max(cursor.row, before + 1)
    return tuple(sorted(traps, key=lambda one: one.start))


def _line(cursor: Cursor) -> None:
    """Read a line."""
    row = cursor.row
    start, stop = cursor.rows.words[row]
    column = cursor.rows.columns[row]
    if not cursor.rows.says(row):
        heading(cursor)
        return
    if column == 0 and stop - start <= 3 and cursor.text[start : start + 3] in ("---", "..."):
        _document(cursor, start, stop)
        return
    if _aside(cursor, start, stop):
        return
    if _brings_in(cursor, Rest(start, stop, column, cursor.open[-1])):
        return
    if bare_rows(cursor, column):
        return
    if _before_entries(cursor, column, start, stop):
        _stray(cursor, Rest(start, stop, column, Level(column, cursor.open[-1].pending)))
        return
    if _carried_over(cursor, column, start, stop):
        here = next((one for one in cursor.open if one.column == column), Level(column, fields.OUTLINE))
        _stray(cursor, Rest(start, stop, column, here))
        return
    rest: Rest | None = dashed_field(cursor, column) or _entered(cursor, column)
    while rest is not None:
        rest = _entry(cursor, rest)


def _entered(cursor: Cursor, column: int) -> Rest:
    """Find or open what a line belongs to; return the line there."""
    row = cursor.row
    if (home := _unnamed(cursor, column)) is not None:
        give_name(cursor, *home, row)
    column = cursor.levels.enter(row)
    level = cursor.open[-1]
    cursor.shift(row, level)
    return Rest(*cursor.rows.words[row], column, level)


def _document(cursor: Cursor, start: int, stop: int) -> None:
    """Read a line of three dashes: it opens the file, or is a rule between two parts of it."""
    below = cursor.following()
    within = below is None or cursor.rows.columns[below] > 0 or _goes_on(cursor, below)
    if cursor.named and within and cursor.text[start] == "-":
        cursor.add(Trap(RULE, start, stop, (_without_line(cursor),)))
        return
    del cursor.open[1:]
    cursor.open[0].waits = True


def _goes_on(cursor: Cursor, below: int) -> bool:
    """Tell whether the outline goes on in a line: it begins with a field of it that is not given yet."""
    head = next((one for one in cursor.open if one.column == 0 and not one.dashes), None)
    name = cursor.name_in(below)
    return bool(head and name and has_field(fields.OUTLINE, name) and name not in head.given)


def _aside(cursor: Cursor, start: int, stop: int) -> bool:
    """Report a line that belongs to no field: a rule, or a comment as other languages write it."""
    text = cursor.text
    if _FENCE.match(text, start, stop):
        cursor.add(Trap(FENCE, start, stop, (_without_line(cursor),)))
        return True
    if not cursor.named:
        return False
    if _DIV.fullmatch(text, start, stop):
        return _division(cursor, start, stop)
    if _CLOSER.match(text, start, stop):
        cursor.add(Trap(CLOSER.format(text[start:stop]), start, stop, (_without_line(cursor),)))
        return True
    return _marker_line(cursor, start, stop)


def _division(cursor: Cursor, start: int, stop: int) -> bool:
    """Report a line of colons, with which Pandoc sets lines apart; what it names has a field here."""
    cures = () if cursor.text[stop - 1] != ":" else (_without_line(cursor),)
    bridges = () if cures else (blank(start, stop),)
    cursor.add(Trap(DIV, start, stop, cures, bridges, () if cures else (_NO_DIV,)))
    return True


def _marker_line(cursor: Cursor, start: int, stop: int) -> bool:
    """Report a line of git's, a rule, or a comment as other languages write it."""
    text = cursor.text
    if _MERGE.match(text, start, stop):
        hints = ("keep one of the two versions, and delete the lines with these markers",)
        cursor.add(Trap(MERGE, start, stop, bridges=(blank(start, stop),), hints=hints))
        return True
    if _RULE.match(text, start, stop) and (
        stop - start > 3 or text[start] != "-" or cursor.rows.columns[cursor.row]
    ):
        cursor.add(Trap(RULE, start, stop, (_without_line(cursor),)))
        return True
    found = _SLASHES.match(text, start, stop)
    if found and not (found[0] == "--" and _begins_entry(cursor, found.end(), stop)):
        cures = (Cure(start, found.end(), "#" if text[found.end() : found.end() + 1] == " " else "# "),)
        cursor.add(Trap(SLASHES.format(found[0]), start, found.end(), cures))
        return True
    return False


def _unnamed(cursor: Cursor, column: int) -> tuple[Level, Field] | None:
    """Return the group, and its field, that the points of a list belong to whose name was forgotten."""
    row = cursor.row
    if not cursor.begins_with_dash(row) or _names_entry(cursor, cursor.name_in(row)):
        return None
    open_ = [level for level in cursor.open if level.column <= column]
    if open_[-1].dashes or open_[-1].waits or open_[-1].child_dashes:
        return None
    for level in reversed(open_):
        mapping = mapping_of(level.shape)
        near = level.column > column - (level is not open_[-1])
        if level.dashes or not isinstance(mapping, Group) or near:
            if level.dashes:
                return None
            continue
        if found := points_of(mapping, level):
            return level, found
    return None


def _names_entry(cursor: Cursor, name: str | None) -> bool:
    """Tell whether a name after a dash is that of a field; other words before a colon are text."""
    return name is not None and (name in fields.ALL.names or fields.ALL.is_word(name))


def _before_entries(cursor: Cursor, column: int, start: int, stop: int) -> bool:
    """Tell whether a line is before the first entry of a list of groups and is none."""
    top = cursor.open[-1]
    if not top.waits or column <= top.column or not isinstance(top.pending, ListOf):
        return False
    text = cursor.text
    begins = DASH.match(text, start, stop) or MARKER.match(text, start, stop) or name_at(text, start, stop)
    return begins is None and isinstance(mapping_of(top.pending.item), Group) and text[start] not in "[{\"'"


def _begins_entry(cursor: Cursor, after: int, stop: int) -> bool:
    """Tell whether two hyphens, which end at an offset, are most likely a dash: a list has entries here."""
    column = cursor.rows.columns[cursor.row]
    if any(level.dashes and level.column == column for level in cursor.open):
        return True
    key = name_at(cursor.text, after + 1, stop)
    top = cursor.open[-1]
    return _names_entry(cursor, key[0] if key else None) or bool(top.waits and list_of(top.pending))


def _carried_over(cursor: Cursor, column: int, start: int, stop: int) -> bool:
    """Tell whether words belong to nothing in their column: what is around them goes on below.

    A long line that another program has broken leaves its end in the first column.
    """
    text, below = cursor.text, cursor.following()
    if not cursor.named or below is None or not column < cursor.rows.columns[below]:
        return False
    if column >= cursor.open[-1].column or not text[start].isalnum() or name_at(text, start, stop):
        return False
    words = text[start:stop].split()
    if len(words) < 2 or words[1][0] in "=;:—–-→" or list_of(cursor.open[-1].pending):
        return False
    return not _may_begin(cursor, words[0]) and not any(
        one.match(text, start, stop) for one in (MARKER, COUNTED)
    )


def _may_begin(cursor: Cursor, word: str) -> bool:
    """Tell whether a word is, or most likely stands for, a field of what is open."""
    groups = [one for level in cursor.open if isinstance(one := mapping_of(level.shape), Group)]
    name = word.strip(":;=.,*`")
    return any(
        one.field(name) or surely(name, one.names) or fields.ALL.translated(name, one) for one in groups
    )


def _without_line(cursor: Cursor) -> Cure:
    """Return what takes out the line that is read."""
    return cursor.rows.without(cursor.row)


def _entry(cursor: Cursor, rest: Rest) -> Rest | None:
    """Read a line, or what is after its dash; return what is left of it, None where nothing is."""
    level = rest.level
    if found := DASH.match(cursor.text, rest.start, rest.stop):
        return dash(cursor, rest, found.end())
    if sign := marker(cursor, rest):
        return marked(cursor, rest, sign)
    mapping = mapping_of(level.shape)
    if mapping is not None and scalar_of(level.shape) and _is_text(cursor, rest, mapping):
        mapping = None
    if (read := _brings_in(cursor, rest) or numbered(cursor, rest)) is not False:
        return read if isinstance(read, Rest) else None
    return _group(cursor, rest, mapping)


def _group(cursor: Cursor, rest: Rest, mapping: Group | Keyed | None) -> Rest | None:
    """Read a line without a dash where fields can be: one of them, an entry without its dash, or neither."""
    level = rest.level
    if _lacks_dash(cursor, rest):
        return _undashed(cursor, rest)
    if (mapping is not None or level.shape is None) and (
        label := _LABEL.match(cursor.text, rest.start, rest.stop)
    ):
        return _unlabelled(cursor, rest, label)
    if mapping is not None or level.shape is None:
        read = named(cursor, rest, mapping)
        if read:
            return read if isinstance(read, Rest) else None
    return _nameless(cursor, rest)


def _brings_in(cursor: Cursor, rest: Rest) -> bool:
    """Report a line that is to bring in another file, `!include more.yaml`; tell whether it is one."""
    if cursor.text[rest.start] != "!":
        return False
    command, _, file = cursor.text[rest.start : rest.stop].partition(" ")
    said = brought_in(command, file.strip())
    if said is None:
        return False
    bridges = (blank(rest.start, rest.stop),)
    cursor.add(Trap(said[0], rest.start, rest.stop, bridges=bridges, hints=(said[1],), hides=True))
    cursor.row += 1
    return True


def _unlabelled(cursor: Cursor, rest: Rest, label: re.Match[str]) -> Rest:
    """Report a label before a name, and go on after it."""
    start, stop = label.span()
    shown = label["label"]
    column = rest.column
    cursor.add(Trap(LABEL.format(shown), start, start + len(shown), (Cure(start, stop, ""),)))
    return Rest(stop, rest.stop, column, rest.level)


def _is_text(cursor: Cursor, rest: Rest, mapping: Group | Keyed) -> bool:
    """Tell whether what can be a text or a group of fields is a text: no line of it begins with a field."""
    scalar = scalar_of(rest.level.shape)
    if scalar is None or not scalar.prose or isinstance(mapping, Keyed) or mapping.open:
        return False
    if rest.level.given or rest.start != cursor.rows.words[cursor.row][0]:
        return False
    return not _has_fields(cursor, mapping)


def _has_fields(cursor: Cursor, mapping: Group) -> bool:
    """Tell whether a line of the block that is read, in the column of its first, begins with a field."""
    column = cursor.rows.columns[cursor.row]
    for row in cursor.rows.down(cursor.row, column - 1):
        key = name_at(cursor.text, *cursor.rows.words[row]) if cursor.rows.columns[row] == column else None
        if key and meant_by(cursor, key[0], mapping):
            return True
    return False


def _lacks_dash(cursor: Cursor, rest: Rest) -> bool:
    """Tell whether a line begins an entry of a list whose dash was forgotten."""
    level, row = rest.level, cursor.row
    if rest.start != cursor.rows.words[row][0]:
        return False
    key = name_at(cursor.text, rest.start, rest.stop)
    if _is_entry(level, key[0] if key else ""):
        return True
    if level.dashes or key is None or key[0] != "title" or "title" not in level.given:
        return False
    apart = cursor.rows.following(level.given["title"] + 1) != row
    return apart and len(cursor.open) > 1 and cursor.open[-2].dashes and _fills(cursor, rest)


def _fills(cursor: Cursor, rest: Rest) -> bool:
    """Tell whether what fills a slide follows a line, in the same column."""
    mapping = mapping_of(rest.level.shape)
    for row in cursor.rows.block(cursor.row + 1, rest.column - 1):
        key = name_at(cursor.text, *cursor.rows.words[row])
        field = mapping.field(key[0]) if key and isinstance(mapping, Group) else None
        if cursor.rows.columns[row] == rest.column and field and field.main:
            return True
    return False


def _is_entry(level: Level, name: str) -> bool:
    """Tell whether a name is that of a field of a list's entries, where only a list can be."""
    kinds = options(level.shape) if level.shape else ()
    return (
        not level.dashes
        and all(isinstance(one, ListOf) for one in kinds)
        and has_field(item_of(level.shape), name)
    )


def _undashed(cursor: Cursor, rest: Rest) -> Rest | None:
    """Report an entry without its dash, and read it as if it had one."""
    level = rest.level
    if list_of(level.shape):
        _open_list(cursor, level)
        level = cursor.open[-1]
        rest = Rest(rest.start, rest.stop, rest.column, level)
    parent = cursor.open[-2]
    noun = _noun(parent)
    gap = rest.column - parent.column
    start = rest.start
    if gap >= 2 and cursor.text[start - gap : start] == " " * gap:
        cure = Cure(start - gap, start - gap + 1, "-")
        cursor.add(Trap(NO_DASH.format(noun), start, rest.stop, (cure,)))
    elif gap == 0:
        cursor.add(Trap(NO_DASH.format(noun), start, rest.stop, (Cure(start, start, "- "),)))
    level.given.clear()
    parent.given.clear()
    mapping = mapping_of(level.shape)
    read = named(cursor, rest, mapping)
    return read if isinstance(read, Rest) else None


def _open_list(cursor: Cursor, level: Level) -> None:
    """Make of a level that should be a list one that is, with an entry open in it."""
    block = cursor.rows.block(cursor.row, max(cursor.open[-2].column, 0))
    dashes = [cursor.rows.columns[row] for row in block if cursor.begins_with_dash(row)]
    outer = [one for one in dashes if one < level.column]
    entry = Level(level.column, item_of(level.shape), shift=level.shift, trap=level.trap)
    below = cursor.following()
    if not outer and level.column in dashes and below and cursor.rows.columns[below] == level.column + 2:
        entry.column += 2  # the entries that have their dash begin where this one would have its own
    else:
        level.column = min(outer) if outer else level.column - 2
    level.dashes, level.child = True, entry.column
    cursor.open.append(entry)


def _noun(level: Level) -> str:
    listed = list_of(level.shape)
    item = listed.item if isinstance(listed, ListOf) else None
    group = mapping_of(item)
    return group.noun.partition(" ")[2] if isinstance(group, Group) else "point"


def _among_fields(cursor: Cursor, rest: Rest) -> bool:
    """Tell whether a line without a name is among the fields of a group."""
    mapping = mapping_of(rest.level.shape)
    if rest.level.dashes or not isinstance(mapping, Group) or not cursor.named:
        return False
    if rest.start != cursor.rows.words[cursor.row][0]:
        return False
    picture = picture_in(cursor.text, rest.start, rest.stop) is not None
    return bool(rest.level.given) or picture or _has_fields(cursor, mapping)


def _markdown_picture(cursor: Cursor, rest: Rest) -> bool:
    """Report a picture of Markdown on a line of its own, where a slide or a section has a field for it."""
    text, start, stop = cursor.text, rest.start, rest.stop
    found = picture_in(text, start, stop)
    if found is None:
        return False
    below = (cursor.rows.words[row] for row in cursor.rows.block(cursor.row + 1, rest.column - 1))
    given = {key[0] for words in below if (key := name_at(text, *words))} | rest.level.given.keys()
    if has_field(rest.level.shape, "image") and not given & _NO_PICTURE:
        cursor.add(picture_trap(found, start, stop, "image: "))
    else:
        hints = (f"for a slide of its own write: - image: {picture_field(found)}",)
        cursor.add(Trap(MARKDOWN_PICTURE, start, stop, bridges=(blank(start, stop),), hints=hints))
    cursor.row += 1
    return True


def _nameless(cursor: Cursor, rest: Rest) -> Rest | None:
    """Read a line that has neither dash nor name: the text of a field, or a stray."""
    text, start, stop, level = cursor.text, rest.start, rest.stop, rest.level
    if _among_fields(cursor, rest):
        if not _markdown_picture(cursor, rest):
            _stray(cursor, rest)
        return None
    if text[start] in "[{&*!" and text[start : start + 2] != "* " and not _is_counted(cursor, rest):
        level.waits, level.pending = text[start] in "&!", level.shape
        value(cursor, level.shape, Rest(start, stop, rest.column - 1, level))
        return None
    if not cursor.named:
        cursor.row = len(cursor.rows)  # this is no outline at all: one error for the whole will do
        return None
    key = name_at(text, start, stop)
    if (level.shape and scalar_of(level.shape) is None) or level.dashes:
        read = named(cursor, rest, None) if key and not level.dashes else False
        if not read:
            _stray(cursor, rest)
        return read if isinstance(read, Rest) else None
    return _unmarked(cursor, rest, key)


def _is_counted(cursor: Cursor, rest: Rest) -> bool:
    """Tell whether a line is a point that is counted in square brackets, `[1] It came`."""
    listed = rest.level.dashes or list_of(rest.level.shape)
    return bool(listed and COUNTED.match(cursor.text, rest.start, rest.stop))


def _unmarked(cursor: Cursor, rest: Rest, key: tuple[str, int] | None) -> Rest | None:
    """Read a line where a text can be: the first point of a list, a text, or the name of a field."""
    start, stop, level = rest.start, rest.stop, rest.level
    if _heads_list(cursor, rest):
        cursor.add(Trap(NO_DASH.format("point"), start, stop, (Cure(start, start, "- "),)))
        level.dashes = True
        value(cursor, item_of(level.shape), rest)
        return None
    if key is None or key[0] not in fields.ALL.names:
        value(cursor, level.shape, Rest(start, stop, rest.column - 1, level))
        return None
    read = named(cursor, rest, None)
    return read if isinstance(read, Rest) else None


def _heads_list(cursor: Cursor, rest: Rest) -> bool:
    """Tell whether a line can only be the first entry of the list that goes on below it."""
    below = cursor.following()
    if below is None or rest.start != cursor.rows.words[cursor.row][0] or not list_of(rest.level.shape):
        return False
    return cursor.rows.columns[below] == rest.column and cursor.begins_with_dash(below)


def _stray(cursor: Cursor, rest: Rest) -> None:
    """Report a line that is neither a point nor a field, and go on as if it were the likelier of both."""
    text, start, stop, level = cursor.text, rest.start, rest.stop, rest.level
    if start != cursor.rows.words[cursor.row][0]:
        if _is_title(cursor, rest):
            cursor.add(Trap(NO_TITLE, start, stop, (Cure(start, start, "title: "),)))
            level.given["title"] = cursor.row
        cursor.row += 1
        return
    shown = _short(text[start:stop])
    if _is_points(level) or (level.dashes and _TAGGED.match(text, start, stop) and _of_texts(level)):
        level.dashes = True
        if cures := _other_point(text, start, stop):
            cursor.add(Trap(MARKER_SIGN, start, start + 1, cures))
            cursor.row += 1
            return
        hints = (f"as a point of its own write: - {shown}", _DEEPER)
        bridges = (Cure(start, start, "- "),)
        cursor.add(Trap(f'expected a dash, but found "{shown}"', start, stop, bridges=bridges, hints=hints))
    else:
        if _is_talks_title(cursor, rest):
            cures = prose.as_title(text, start, start, stop)
            cursor.add(Trap(NO_TITLE, start, stop, cures))
            level.given["title"] = cursor.row
            cursor.row += 1
            return
        wanted = "a dash" if level.dashes else "a name with a colon"
        # of several lines that belong to nothing the first is reported, the others with it
        again = cursor.strays == (cursor.row, rest.column)
        message = "" if again else f'expected {wanted}, but found "{shown}"'
        cursor.add(Trap(message, start, stop, bridges=(blank(start, stop),), hints=(_DEEPER,)))
        cursor.strays = (cursor.following() or -1, rest.column)
    cursor.row += 1


def _is_title(cursor: Cursor, rest: Rest) -> bool:
    """Tell whether the words after a dash are the title of an entry whose other fields are below it."""
    below = cursor.following()
    if below is None or cursor.rows.columns[below] < rest.level.column or "title" in rest.level.given:
        return False
    key = name_at(cursor.text, *cursor.rows.words[below])
    return bool(key and has_field(rest.level.shape, "title") and has_field(rest.level.shape, key[0]))


def _is_talks_title(cursor: Cursor, rest: Rest) -> bool:
    """Tell whether words are the first line of an outline whose title is given nowhere."""
    rows = cursor.rows
    if rest.column or rest.level.given or mapping_of(rest.level.shape) is not fields.OUTLINE:
        return False
    if rows.following(0) != cursor.row or not cursor.text[rest.start].isalnum():
        return False
    keys = (name_at(cursor.text, *rows.words[row]) for row in range(len(rows)) if rows.columns[row] == 0)
    return not any(key and key[0] == "title" for key in keys)


def _other_point(text: str, start: int, stop: int) -> tuple[Cure, ...]:
    """Return what makes a point of one that is numbered by hand, or as LaTeX or HTML have it."""
    if COUNTED.match(text, start, stop):
        return (Cure(start, start, "- "),)
    found = _TAGGED.match(text, start, stop)
    if found is None:
        return ()
    closed = (Cure(found.start("end"), found.end("end"), ""),) if found["end"] else ()
    return (Cure(found.start(), found.end("sign"), "- "), *closed)


def _short(words: str) -> str:
    return words if len(words) <= 30 else words[:29].rstrip() + "…"


def _of_texts(level: Level) -> bool:
    """Tell whether the entries of a list are texts."""
    return isinstance(item_of(level.shape), Scalar)


def _is_points(level: Level) -> bool:
    """Tell whether a level is a list of texts, and can be nothing else."""
    listed = list_of(level.shape)
    if isinstance(listed, Points):
        return True
    return (
        isinstance(listed, ListOf) and scalar_of(listed.item) is not None and scalar_of(level.shape) is None
    )
