"""What is after a name or a dash: a text, a quoted text, text of several lines, braces and brackets."""

from __future__ import annotations

import re
from itertools import pairwise

from deckgen.outline.language import fields
from deckgen.outline.language.other_programs import brought_in
from deckgen.outline.traps import flow, prose
from deckgen.outline.traps.below import opened_group
from deckgen.outline.traps.cursor import Cursor, Rest, blank
from deckgen.outline.traps.levels import DASH, Level, name_at
from deckgen.outline.traps.prose import Stretch, Trap
from deckgen.schema.shapes import (
    Field,
    Group,
    Points,
    Scalar,
    Shape,
    has_field,
    item_of,
    list_of,
    mapping_of,
    scalar_of,
)
from deckgen.schema.source import Cure
from deckgen.structs.patterns import pattern

_BLOCK = pattern(r"[|>](?:[+-]?[1-9]?|[1-9][+-])[ \t]*(?:[ \t]\#.*)?$")
_POINT = pattern(r"(?:[-*+•]|\d{1,3}[.)])[ \t]+\S")
_ENTRY = pattern(r"[ ]*[\"']?(?P<name>[\w-]+(?: [\w-]+)*)[\"']?:[ ]+\S")
_PICTURE = pattern(r"!\[(?P<alt>[^\]\n\"\\]*)\]\((?P<file>[^\s()]+)[^()\n]*\)(?:\{[^}\n]*\})?")
_EMBEDDED = pattern(r"!\[\[(?P<file>[^\[\]|#\n\"\\{}]+?\.\w{3,4})(?:\|(?P<alt>[^\[\]\n\"\\]*))?\]\]")
"""A picture as notes of Obsidian have it; after its bar may be a description or its size."""
_SIZE = pattern(r"\d+(?:x\d+)?")
_LABELLED = pattern(r"([&!][\w!:/.-]+)[ \t]+(?=\S)")
_SHARE = pattern(r"\d+[ \t]*:[ \t]+\d+")
_WORD = pattern(r"[A-Za-z][\w+#.-]*")
_TEXT_AFTER_BAR = pattern(r"[|>][+-]?[ \t]+(?=\S)")

PROSE = fields.TEXT
MOST_NAME = 1000
"""Characters of a point that has points below it; YAML takes 1,024."""

MOST_LINES_OPEN = 200
"""Lines from that of a bracket on, among which the one that closes it is looked for."""

_SIGNS = {
    "&": "label for this place of the file",
    "*": "pointer to another place of the file",
    "!": "command to the reader of the file",
}
_KEEP_LINES = "put a | after the name and begin the text on the next line to keep lines apart"
_SURE_NAMES = ("title", "notes", "caption", "takeaway", "layout", "id", "image", "only", "speaker")
"""Fields of plain words that hardly begin a line of a text."""

FLAT = "the lines of text after | begin further right than its name"
FOLDED_LIST = "the lines of a text after > run together into one, and there is a list among them"
APART = "these lines would run together into one; a | after the name keeps them apart"
BARS = "a table as in Markdown is text of several lines, and its name needs a |"
MARKDOWN_PICTURE = "a picture is not written as in Markdown here"
BRACES = "fields on one line are written between braces { }, not between other brackets"
TEXT_ON_BAR = "text of several lines begins on the line below its |"


def value(cursor: Cursor, shape: Shape | None, rest: Rest, listed: Points | None = None) -> None:
    """Read a value; what belongs to it is further right than the column of `rest`."""
    text, start, stop = cursor.text, rest.start, rest.stop
    first = text[start]
    if first in "|>" and _BLOCK.match(text, start, stop):
        _lines(cursor, shape, rest)
        return
    if first == "|" and (_bars(cursor, shape, rest) or _after_bar(cursor, rest)):
        return
    if first in "\"'":
        scalar = scalar_of(shape) if shape else None
        _quoted(cursor, rest, escaped=scalar is not None and scalar.escapes)
        return
    if first in "([{" and (_other_brackets(cursor, shape, rest) or _flow(cursor, shape, rest)):
        return
    scalar = scalar_of(shape) if shape else PROSE
    if scalar is None and first in "&!*":
        _sign(cursor, rest)
        return
    _plain(cursor, shape, rest, listed)


def _has_points(cursor: Cursor, rest: Rest) -> bool:
    """Tell whether two lines or more of a text below its indicator are points of a list."""
    lines = (cursor.rows.words[row] for row in cursor.rows.block(cursor.row + 1, rest.column))
    return sum(_POINT.match(cursor.text, *line) is not None for line in lines) > 1


def _lines(cursor: Cursor, shape: Shape | None, rest: Rest) -> None:
    """Read text of several lines below its bar; lines that are not indented are reported."""
    start = rest.start
    if cursor.text[start] == ">" and _has_points(cursor, rest):
        cursor.add(Trap(FOLDED_LIST, start, start + 1, (Cure(start, start + 1, "|"),)))
    below = cursor.following()
    if below is None or cursor.rows.columns[below] > rest.column:
        if _is_prose(shape):
            _taken_in(cursor, rest)
        cursor.skip(rest.level, rest.column)
        return
    flat: list[int] = []
    for row in range(below, len(cursor.rows)):
        if cursor.rows.columns[row] < 0:
            continue
        words = cursor.rows.words[row]
        if (
            cursor.rows.columns[row] != rest.column
            or cursor.is_structural(*words)
            or cursor.begins_with_dash(row)
        ):
            break
        flat.append(row)
    if not flat:
        cursor.row += 1
        return
    starts = [cursor.rows.words[row][0] for row in flat]
    cures = tuple(Cure(start, start, "  ") for start in starts)
    cursor.add(Trap(FLAT, starts[0], cursor.rows.words[flat[0]][1], cures))
    cursor.row = flat[-1] + 1


def _is_prose(shape: Shape | None) -> bool:
    scalar = scalar_of(shape) if shape else None
    return scalar is not None and scalar.prose


def _taken_in(cursor: Cursor, rest: Rest) -> None:
    """Warn of fields that begin as far right as the text of several lines above them, and so are part of it.

    They end the text, have a name that is still to be given, and after it what such a field takes.
    """
    mapping, text = mapping_of(rest.level.shape), cursor.text
    if not isinstance(mapping, Group):
        return
    rows = cursor.rows.block(cursor.row + 1, rest.column)
    for at in range(len(rows) - 1, 0, -1):
        key = name_at(text, *cursor.rows.words[rows[at]])
        field = mapping.field(key[0]) if key else None
        if key is None or field is None or field.name in rest.level.given:
            return
        start, stop = cursor.rows.words[rows[at]]
        said = text[key[1] : stop].strip()
        if not _may_be(field, said, at + 1 < len(rows)):
            return
        column, home = cursor.rows.columns[rows[at]], rest.level.column
        if column < cursor.rows.columns[rows[0]]:  # the text has ended: the line is off by a space or so
            cures = (Cure(start - column + home, start, ""),)
            cursor.add(Trap(prose.SHIFTED, start, stop, cures))
            continue
        hints = (
            f"for a field of its own begin it in column {rest.level.column + 1}: {text[start:stop]}",
            f"for words of the text begin them with a capital: {text[start].upper()}{text[start + 1 : stop]}",
        )
        message = f'"{field.name}" is part of the text above it, because it is indented as far'
        cursor.add(Trap(message, start, key[1], hints=hints, doubtful=True))


def _may_be(field: Field, said: str, more: bool) -> bool:
    """Tell whether a field can have what is after its name, or, where nothing is, `more` below it."""
    scalar = scalar_of(field.shape)
    if not said:
        return more and scalar is None
    if scalar is None:
        return said[0] in "[{"
    if scalar.values:
        return said.lower() in scalar.values
    if scalar.pattern:
        return re.match(scalar.pattern.removesuffix("$") + r"\Z", said) is not None
    return field.name in _SURE_NAMES


def _bars(cursor: Cursor, shape: Shape | None, rest: Rest) -> bool:
    """Report a table of Markdown below its name, where the name needs a bar of its own."""
    text, row = cursor.text, cursor.row
    lines = [cursor.rows.words[one] for one in cursor.rows.block(row, rest.column)]
    rows = [text[start:stop] for start, stop in lines]
    if (
        len(rows) < 2
        or not mapping_of(shape)
        or not all(one.startswith("|") and one.count("|") > 2 for one in rows)
    ):
        return False
    if rest.start != cursor.rows.words[row][0] or not row:
        return False
    end = cursor.rows.words[row - 1][1]
    cursor.add(Trap(BARS, rest.start, rest.stop, (Cure(end, end, " |"),)))
    cursor.row = row + len(rows)
    return True


def _words_of(shape: Shape) -> Scalar | None:
    """Return the single value that a value may be; a list of texts may be one of them alone."""
    listed = list_of(shape)
    if isinstance(listed, Points):
        return PROSE
    return scalar_of(shape) or (scalar_of(listed.item) if listed else None)


def _after_bar(cursor: Cursor, rest: Rest) -> bool:
    """Report words on the line of a bar, the first of the text below; tell whether there are any."""
    bar = _TEXT_AFTER_BAR.match(cursor.text, rest.start, rest.stop)
    below = cursor.following()
    if bar is None or rest.level.dashes:
        return False
    if below is None or not cursor.is_deeper(below, rest.column):
        words = (bar.end(), rest.stop)
        if cursor.text.find("|", *words) >= 0 or prose.plain_trap(cursor.text, [words], prose=True):
            return False
        cursor.add(Trap(TEXT_ON_BAR, *words, (Cure(rest.start, bar.end(), ""),)))
        cursor.skip(rest.level, rest.column)
        return True
    start = bar.end()
    blanks = start - 1 if cursor.text[start - 1] in " \t" else start
    cure = Cure(blanks, start, cursor.newline + " " * cursor.rows.columns[below])
    cursor.add(Trap(TEXT_ON_BAR, start, rest.stop, (cure,)))
    cursor.skip(rest.level, rest.column)
    return True


def _plain(cursor: Cursor, shape: Shape | None, rest: Rest, listed: Points | None) -> None:
    """Read a value without quotation marks, brackets or braces."""
    column = rest.column
    scalar = _words_of(shape) if shape else PROSE
    stretches, dash = cursor.extent(rest.start, rest.stop, column)
    if dash is not None and listed is not None:
        if cursor.rows.columns[dash] == column + 1:
            dash = None  # a dash a single column further right is a slip, no level of its own
        elif listed.levels > 0:
            _points_below(cursor, stretches, dash, listed)
            return
    if _is_markdown_picture(cursor, scalar, rest) or _marked_value(cursor, rest, shape, scalar):
        return
    if _misread(cursor, shape, rest, stretches, dash):
        return
    trap = prose.plain_trap(cursor.text, stretches, prose=_in_prose(scalar))
    if trap:
        cursor.add(_two_fields(cursor, trap, stretches, rest.level) or trap)
    if dash is not None and not listed and (field := _list_meant(cursor, dash)):
        give_name(cursor, cursor.open[-1], field, dash)
        return
    cursor.skip_to(stretches[-1][1], rest.level)
    if dash is not None:
        _run_on(cursor, dash, column, deep=listed is not None)


def _in_prose(scalar: Scalar | None) -> bool:
    """Tell whether a single value is prose."""
    return scalar is not None and scalar.prose


def _misread(
    cursor: Cursor, shape: Shape | None, rest: Rest, stretches: list[Stretch], dash: int | None
) -> bool:
    """Report lines that are neither part of the text above nor fields yet; tell whether there are any."""
    if dash is not None:
        return False
    return opened_group(cursor, shape, rest, stretches) or _kept_apart(cursor, shape, rest, stretches)


def _kept_apart(cursor: Cursor, shape: Shape | None, rest: Rest, stretches: list[Stretch]) -> bool:
    """Report lines of a poem or a program without a bar above them; tell whether there are any."""
    scalar = scalar_of(shape) if shape else None
    if scalar is None or not scalar.lines or len(stretches) < 2:
        return False
    text, row = cursor.text, cursor.row
    below = cursor.rows.words[row][0] == rest.start
    lines = cursor.rows.block(row if below else row + 1, rest.column)
    indent = cursor.rows.columns[lines[0]]
    if below and row:
        end = cursor.rows.words[row - 1][1]
        cures = (Cure(end, end, " |"),)
    elif _WORD.fullmatch(text, rest.start, rest.stop) and has_field(shape, "language"):
        names = " " * (rest.column + 2)
        head = (
            f"{cursor.newline}{names}language: {text[rest.start : rest.stop]}{cursor.newline}{names}text: |"
        )
        start = rest.start - 1 if text[rest.start - 1] in " \t" else rest.start
        further = " " * max(0, rest.column + 4 - indent)
        moved = (Cure(cursor.rows.words[one][0], cursor.rows.words[one][0], further) for one in lines)
        cures = (Cure(start, rest.stop, head), *(moved if further else ()))
    else:
        cures = (Cure(rest.start, rest.start, f"|{cursor.newline}{' ' * indent}"),)
    cursor.add(Trap(APART, *stretches[0], cures))
    cursor.skip(rest.level, rest.column)
    return True


def _run_on(cursor: Cursor, dash: int, column: int, *, deep: bool) -> None:
    """Report a dash below a text, or below points that can have none, and go on after the lines there."""
    at = cursor.rows.words[dash][0]
    message, hint = (prose.TOO_DEEP, prose.LESS_DEEP) if deep else (prose.RUN_ON, _KEEP_LINES)
    cursor.add(Trap(message, at, at + 1, hints=(hint,)))
    _skip_deeper(cursor, column)


def _marked_value(cursor: Cursor, rest: Rest, shape: Shape | None, scalar: Scalar | None) -> bool:
    """Take a label off a value that is no text, `&m 3`, and let `4 : 3` pass to whoever knows ratios."""
    text, start, stop = cursor.text, rest.start, rest.stop
    if scalar is None or scalar.prose:
        return False
    if found := _LABELLED.match(text, start, stop):
        message = f'"{found[1]}" is read as a {_SIGNS[found[1][0]]}, which an outline does not have'
        cursor.add(Trap(message, start, found.end(1), (Cure(start, found.end(), ""),)))
        value(cursor, shape, Rest(found.end(), stop, rest.column, rest.level))
        return True
    if scalar.values and _SHARE.fullmatch(text, start, stop):
        cursor.add(Trap("", start, stop, bridges=(Cure(start, start, '"'), Cure(stop, stop, '"'))))
        cursor.row += 1
        return True
    return False


def picture_in(text: str, start: int, stop: int) -> tuple[str, str] | None:
    """Return a picture's file and description where a stretch is one as Markdown or Obsidian writes it."""
    found = _PICTURE.fullmatch(text, start, stop) or _EMBEDDED.fullmatch(text, start, stop)
    if found is None:
        return None
    alt = found["alt"] or ""
    return found["file"], "" if _SIZE.fullmatch(alt) else alt


def picture_field(found: tuple[str, str]) -> str:
    """Return such a picture as it is written here, with a place for what it shows where it does not say."""
    file, alt = found
    said = f'"{alt}"' if alt else "…"
    return f"{{file: {file}, alt: {said}}}"


def picture_trap(found: tuple[str, str], start: int, stop: int, name: str = "") -> Trap:
    """Return what is wrong with a picture as Markdown has it; what it shows only its author can say."""
    file, alt = found
    if alt:
        cure = Cure(start, stop, f"{name}{picture_field(found)}")
        return Trap(MARKDOWN_PICTURE, start, stop, (cure,))
    bridge = Cure(start, stop, f"{name}{{file: {file}, decorative: true}}")
    hint = f"write: image: {picture_field(found)}, with what it shows after alt"
    return Trap(MARKDOWN_PICTURE, start, stop, bridges=(bridge,), hints=(hint,))


def _is_markdown_picture(cursor: Cursor, scalar: Scalar | None, rest: Rest) -> bool:
    """Report a picture as Markdown writes it, `![A map](map.png)`, in the place of a file's name."""
    found = picture_in(cursor.text, rest.start, rest.stop)
    if scalar is None or scalar.prose or found is None:
        return False
    cursor.add(picture_trap(found, rest.start, rest.stop))
    cursor.row += 1
    return True


def _points_below(cursor: Cursor, stretches: list[Stretch], dash: int, listed: Points) -> None:
    """Report a point that has points below it and no colon; go on with them a level deeper."""
    cursor.add(_without_colon(cursor.text, stretches, cursor.rows.words[dash][0]))
    within = cursor.rows.columns[dash] - 1
    cursor.open.append(Level(within, None, waits=True, pending=Points(levels=listed.levels - 1)))
    cursor.row = dash


def _skip_deeper(cursor: Cursor, column: int) -> None:
    """Go on after the lines that say nothing or begin further right than a column."""
    while cursor.row < len(cursor.rows) and not 0 <= cursor.rows.columns[cursor.row] <= column:
        cursor.row += 1


_TWO = pattern(r"(?P<apart>[,;]?[ \t]+)(?P<name>[A-Za-z][\w-]*):(?=[ \t])")


def _two_fields(cursor: Cursor, trap: Trap, stretches: list[Stretch], level: Level) -> Trap | None:
    """Return the trap of a line that holds two fields, None where its colon belongs to a text.

    `date: 2026, language: en` can be a date with a colon in it as well: both are shown, neither is taken.
    """
    mapping = mapping_of(level.shape)
    if len(stretches) > 1 or trap.message != prose.COLON or not isinstance(mapping, Group):
        return None
    start, stop = stretches[0]
    found = next((one for one in _TWO.finditer(cursor.text, start, stop) if mapping.field(one["name"])), None)
    if found is None or found.end() - 1 != trap.start:
        return None
    name = found.start("name")
    split = Cure(found.start(), name, cursor.newline + " " * level.column)
    line = cursor.text.rfind("\n", 0, start) + 1
    before = cursor.text[line : found.start()].strip()
    hints = (
        f"for two fields write: {before}\n                       {cursor.text[name:stop]}",
        f"for one text put it in quotation marks: {_marked(cursor.text, line, start, stop)}",
    )
    message = f'"{found["name"]}" could be a field of its own here, or part of the text before it'
    return Trap(message, name, found.end(), bridges=(split,), hints=hints)


def _marked(text: str, line: int, start: int, stop: int) -> str:
    return text[line:start].strip() + f' "{text[start:stop]}"'


def _list_meant(cursor: Cursor, row: int) -> Field | None:
    """Return the field whose list a line begins with its dash: its first name says which.

    Words below a title are points, for no title has several lines, and neither has a number or a name.
    """
    mapping = mapping_of(cursor.open[-1].shape)
    if not isinstance(mapping, Group):
        return None
    if key := cursor.name_in(row):
        found = next((one for one in mapping.fields if has_field(item_of(one.shape), key)), None)
        if found:
            return found
    name = cursor.name_in(cursor.row) or ""
    given = mapping.field(name)
    scalar = scalar_of(given.shape) if given else None
    if name != "title" and (scalar is None or scalar.prose):
        return None
    return points_of(mapping, cursor.open[-1])


def points_of(mapping: Group, level: Level) -> Field | None:
    """Return a group's field that takes points, None where it has none or has it already."""
    return next(
        (one for one in mapping.fields if isinstance(one.shape, Points) and one.name not in level.given), None
    )


def give_name(cursor: Cursor, level: Level, field: Field, row: int) -> None:
    """Report a list whose name is missing; go on with it as if it were below its name."""
    del cursor.open[cursor.open.index(level) + 1 :]
    at = cursor.rows.words[row][0]
    line = cursor.text.rfind("\n", 0, at) + 1
    cure = Cure(line, line, f"{' ' * level.column}{field.name}:{cursor.newline}")
    cursor.add(Trap(prose.NO_NAME, at, at + 1, (cure,)))
    level.waits, level.pending, level.child, level.child_dashes = True, field.shape, None, False
    cursor.row = row


def _sign(cursor: Cursor, rest: Rest) -> None:
    """Report a label, a pointer or a command before a list or a group."""
    text, start = cursor.text, rest.start
    word = start
    while word < rest.stop and text[word] not in " \t":
        word += 1
    shown = text[start:word]
    if (said := brought_in(shown, text[word : rest.stop].strip())) is not None:
        hidden = (blank(start, rest.stop),)
        cursor.add(Trap(said[0], start, rest.stop, bridges=hidden, hints=(said[1],), hides=True))
        cursor.row += 1
        return
    message = f'"{shown}" is read as a {_SIGNS[text[start]]}, which an outline does not have'
    bridges = () if text[start] == "*" else (blank(start, word),)
    hint = "write the fields out here" if text[start] == "*" else f"take out {shown}"
    cursor.add(Trap(message, start, word, bridges=bridges, hints=(hint,)))
    cursor.row += 1


def _without_colon(text: str, stretches: list[Stretch], at: int) -> Trap:
    """Return the trap of a point that has points below it, from `at` on, and is not written as such."""
    last = prose.without_comment(text, stretches[-1], prose=True)[0]
    ends = text[last[1] - 1] == ":"
    body = [*stretches[:-1], (last[0], last[1] - ends)]
    trap = prose.plain_trap(text, body, prose=True)
    cures = [*(prose.wrap(text, body) if trap else ())]
    cures += [Cure(above[1], below[0], " ") for above, below in pairwise(body)]
    cures += [] if ends else [Cure(last[1], last[1], ":")]
    if sum(stop - start for start, stop in body) > MOST_NAME:
        cures = []
    message = prose.NESTED if not ends else prose.ONE_LINE
    ordered = tuple(sorted(cures, key=lambda one: (one.start, one.stop)))
    if trap:
        return Trap(trap.message, trap.start, trap.stop, ordered)
    return Trap(message, at, at + 1, ordered)


def _quoted(cursor: Cursor, rest: Rest, *, escaped: bool) -> None:
    """Read a value that begins with a quotation mark; `escaped` allows all of YAML's escapes in it."""
    text, start, stop = cursor.text, rest.start, rest.stop
    close = prose.closing(text, start, stop)
    if close is not None and prose.ends_well(text, close + 1, stop):
        trap = prose.escape_trap(text, start, close + 1) if text[start] == '"' and not escaped else None
        if trap:
            cursor.add(trap)
        cursor.row += 1
        return
    row = cursor.row
    if close is None:
        close, row = _closing_below(cursor, start)
        if close is not None and prose.ends_well(text, close + 1, cursor.rows.words[row][1]):
            cursor.skip_to(cursor.rows.words[row][1], rest.level)
            return
    stretches, _ = cursor.extent(start, stop, rest.column)
    if close is None or close >= stretches[-1][1]:
        cursor.add(prose.not_closed_trap(text, stretches))
    else:
        cursor.add(prose.after_quote_trap(text, stretches, close))
    cursor.skip_to(stretches[-1][1], rest.level)


def _closing_below(cursor: Cursor, start: int) -> tuple[int | None, int]:
    """Return where, and on which row, a quotation is closed that goes on over several lines."""
    mark = cursor.text[start]
    for row in range(cursor.row + 1, len(cursor.rows)):
        begin, end = cursor.rows.words[row]
        if cursor.rows.columns[row] < 0:
            continue
        if cursor.is_structural(begin, end) or DASH.match(cursor.text, begin, end):
            break
        close = prose.closing(cursor.text, begin - 1, end, mark)
        if close is not None:
            return close, row
    return None, cursor.row


def _other_brackets(cursor: Cursor, shape: Shape | None, rest: Rest) -> bool:
    """Report fields between other brackets than braces; tell whether they are."""
    text, start, stop = cursor.text, rest.start, rest.stop
    mapping, named = mapping_of(shape), _ENTRY.match(text, start + 1, stop)
    scalar = scalar_of(shape) if shape else None
    if text[start] + text[stop - 1] not in ("()", "[]") or mapping is None or named is None:
        return False
    known = isinstance(mapping, Group) and mapping.field(named["name"])
    if not known and ((isinstance(mapping, Group) and not mapping.open) or (scalar and scalar.prose)):
        return False
    if text[start] == "[" and list_of(shape) and not known:
        return False
    cures = (Cure(start, start + 1, "{"), Cure(stop - 1, stop, "}"))
    cursor.add(Trap(BRACES, start, stop, cures))
    cursor.row += 1
    return True


def _line_of(cursor: Cursor, stop: int) -> Stretch:
    """Return the words of the line that ends at an offset."""
    return next(one for one in cursor.rows.words if one[1] == stop)


def _flow(cursor: Cursor, shape: Shape | None, rest: Rest) -> bool:
    """Read a value in brackets or braces; tell whether it is one."""
    text, start, rows = cursor.text, rest.start, cursor.rows
    if text[start] == "(":
        return False
    below = _may_be_inside(cursor, rest.column)
    end = flow.end_of(text, start, rest.stop, below)
    if not flow.fits(shape, text, start, end):
        return False
    if end is None:
        _never_closed(cursor, rest, below)
        return True
    while cursor.row < len(rows) and rows.words[cursor.row][1] < end:
        cursor.row += 1
    last = rows.words[cursor.row][1]
    if not prose.ends_well(text, end, last):
        if (shape is None or scalar_of(shape)) and not flow.is_group(text, start, shape):
            return False
        shown = text[end - 1]
        hints = (f"move the rest to before the {shown}, or put the whole text in quotation marks",)
        cursor.add(Trap(flow.AFTER.format(shown), end, last, bridges=(blank(end, last),), hints=hints))
    cursor.traps += flow.find(text, shape, start, end)
    cursor.row += 1
    return True


def _may_be_inside(cursor: Cursor, column: int) -> list[int]:
    """Return the ends of the lines that may go on with what a bracket opens, which begins in `column`."""
    rows = cursor.rows
    below: list[int] = []
    for row in range(cursor.row + 1, min(cursor.row + MOST_LINES_OPEN, len(rows))):
        if 0 <= rows.columns[row] <= column and cursor.text[rows.words[row][0]] not in "]}":
            break
        below.append(rows.words[row][1])
    return below


def _never_closed(cursor: Cursor, rest: Rest, below: list[int]) -> None:
    """Report a bracket that is not closed; the lines below belong to it where none begins a field."""
    last = prose.without_comment(cursor.text, (rest.start, rest.stop), prose=False)[0][1]
    inside = () if any(cursor.is_structural(*_line_of(cursor, stop)) for stop in below) else below
    cursor.traps += flow.unclosed(cursor.text, rest.start, last, inside)
    cursor.skip_to(inside[-1] if inside else rest.stop, rest.level)
