"""How a file begins: whether it is an outline at all, and what stands before its first field and should not.

Everything below depends on the first line: where that is misread, so is the rest of the file.
"""

from __future__ import annotations

from deckgen.outline.language import fields
from deckgen.outline.traps import prose
from deckgen.outline.traps.levels import name_at
from deckgen.outline.traps.prose import Trap
from deckgen.outline.traps.rows import Rows, telling_rows
from deckgen.schema.shapes import has_field
from deckgen.schema.source import Cure
from deckgen.structs import replace
from deckgen.structs.patterns import pattern

_NAMED = pattern(r"(?:-[ \t]+)*[\"'“*`]*(?P<name>[^\W\d_][\w-]*)[\"'”*`]*[ \t]*(?:[:：﹕]|=[ \t])")
"""A line that begins with a name, whatever is typed for its colon and around it."""
_IN_MARKS = pattern(r"([\"“])(?=[a-z][\w-]*: )(?P<words>[^\"“”]+)[\"”]$")
_DIRECTIVE = pattern(r"%(?:YAML|TAG)\b")

_DASHED = pattern(r"(?:[-*+•–]|\d{1,2}[.)])[ \t]+(?=\S)")
"""A dash, or what people put in its place."""

_HEAD = frozenset(fields.OUTLINE.names) - frozenset(fields.SLIDE.names)
"""Fields that only the whole talk has."""

DASHED_HEAD = "the fields of the talk itself have no dash; a dash begins a slide"
WRAPPED = 'an outline begins with title:, and nothing is around it like "{}:"'
ALL_IN_MARKS = "the quotation marks enclose the field's name as well; only its text can be in them"


def is_outline(rows: Rows) -> bool:
    """Tell whether a file is an outline, however mistyped: two of its lines name different fields."""
    met: set[str] = set()
    for row in range(len(rows)):
        found = _NAMED.match(rows.text, *rows.words[row]) if rows.says(row) else None
        name = found["name"] if found else ""
        if name and (name.lower() in fields.ALL.names or fields.ALL.translated(name, fields.OUTLINE)):
            met.add(name)
            if len(met) > 1:
                return True
    return False


def opening(rows: Rows, traps: list[Trap]) -> Rows:
    """Report what stands before the fields of the talk and should not; return the lines without it."""
    rows = _without_directive(rows, traps)
    rows = _unwrapped(rows, traps)
    rows = _out_of_marks(rows, traps)
    return _undashed(rows, traps)


def _without_directive(rows: Rows, traps: list[Trap]) -> Rows:
    """Take out a line like `%YAML 1.2`."""
    row = rows.following(0)
    if row is None or not _DIRECTIVE.match(rows.text, *rows.words[row]):
        return rows
    start, stop = rows.words[row]
    message = f'"{rows.text[start:stop]}" is for programs that read any YAML; an outline begins with title:'
    traps.append(Trap(message, start, stop, (rows.without(row),)))
    return _read_as(rows, row, rows.words[row], -1)


def _unwrapped(rows: Rows, traps: list[Trap]) -> Rows:
    """Take out a name that the whole outline is below, like `presentation:`."""
    row = rows.following(0)
    below = rows.following(row + 1) if row is not None else None
    if row is None or below is None or rows.columns[row] or not rows.columns[below]:
        return rows
    key, inner = (name_at(rows.text, *rows.words[one]) for one in (row, below))
    if key is None or inner is None or key[1] < rows.words[row][1]:
        return rows
    inside = len(rows.block(row + 1, 0)) == sum(rows.says(one) for one in range(row + 1, len(rows)))
    if not inside or has_field(fields.OUTLINE, key[0]) or inner[0] not in ("title", *_HEAD):
        return rows
    traps.append(Trap(WRAPPED.format(key[0]), *rows.words[row], (rows.without(row),)))
    return _read_as(rows, row, rows.words[row], -1)


def _out_of_marks(rows: Rows, traps: list[Trap]) -> Rows:
    """Take the marks off a first line like `"title: The thaw"`."""
    row = rows.following(0)
    found = _IN_MARKS.match(rows.text, *rows.words[row]) if row is not None else None
    if row is None or found is None or rows.columns[row]:
        return rows
    start, stop = found.span("words")
    key = name_at(rows.text, start, stop)
    if key is None or not has_field(fields.OUTLINE, key[0]):
        return rows
    words = _words(rows.text, key[1], stop)
    opened = Cure(start - 1, start, "")
    if prose.plain_trap(rows.text, [(words, stop)], prose=True):
        traps.append(Trap(ALL_IN_MARKS, start - 1, stop + 1, (opened, Cure(words, words, '"'))))
        return _read_as(rows, row, rows.words[row], -1)
    traps.append(Trap(ALL_IN_MARKS, start - 1, stop + 1, (opened, Cure(stop, stop + 1, ""))))
    return _read_as(rows, row, (start, stop), 0)


def _undashed(rows: Rows, traps: list[Trap]) -> Rows:
    """Take the dashes off the fields of the talk: of the first alone, or of each."""
    first = rows.following(0)
    if first is None or rows.columns[first] or not (name := _dashed_name(rows, first)):
        return rows
    within = [row for row in rows.block(first + 1, 0) if rows.columns[row] == 2]
    if name not in ("title", *_HEAD) or len(rows.block(first + 1, 0)) > len(within) == 0:
        return rows
    if within:
        return _in_one_entry(rows, traps, first, within)
    for row in range(first, len(rows)):
        if rows.says(row) and not rows.columns[row] and has_field(fields.OUTLINE, _dashed_name(rows, row)):
            start, stop = rows.words[row]
            found = _DASHED.match(rows.text, start, stop)
            after = found.end() if found else start
            traps.append(Trap(DASHED_HEAD, start, stop, (Cure(start, after, ""),)))
            rows = _read_as(rows, row, (after, stop), 0)
    return rows


def _in_one_entry(rows: Rows, traps: list[Trap], first: int, within: list[int]) -> Rows:
    """Take off the dash that all fields of the talk are below, as if they were one entry of a list."""
    keys = (name_at(rows.text, *rows.words[row]) for row in within)
    start, stop = rows.words[first]
    if rows.text[start + 1] != " " or not any(key and key[0] in _HEAD for key in keys):
        return rows
    traps.append(Trap(DASHED_HEAD, start, stop, (Cure(start, start + 1, " "),)))
    return _read_as(rows, first, (start + 2, stop), 2)


def _dashed_name(rows: Rows, row: int) -> str:
    """Return the name after the dash that a line begins with, empty where there is none."""
    found = _DASHED.match(rows.text, *rows.words[row])
    key = name_at(rows.text, found.end(), rows.words[row][1]) if found else None
    return key[0] if key else ""


def _words(text: str, start: int, stop: int) -> int:
    """Return where the words of a stretch begin that blanks may be before."""
    while start < stop and text[start] in " \t":
        start += 1
    return start


def _read_as(rows: Rows, row: int, words: tuple[int, int], column: int) -> Rows:
    """Return the lines with one that is read from elsewhere on, or in another column."""
    read = (*rows.words[:row], words, *rows.words[row + 1 :])
    columns = (*rows.columns[:row], column, *rows.columns[row + 1 :])
    return replace(rows, words=read, columns=columns, telling=telling_rows(rows.text, read, columns))
