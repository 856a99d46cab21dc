"""Text → the traps of YAML that its prose has fallen into, all of them, each with its cure.

PyYAML stops at the first. This walk reads the lines itself: indentation, dashes and names tell which
field a value belongs to, and the field table tells what is expected there. It asks of each value whether
YAML would read what the author typed. It is lenient: what it does not understand is left to YAML.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from deckgen.outline import fields, flow, prose
from deckgen.outline.fields import Field, Group, Keyed, ListOf, Points, Scalar, Shape, options
from deckgen.outline.prose import Stretch, Trap
from deckgen.outline.source import Cure, Source

_KEY = re.compile(
    r"""("(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^\s"'#\[\]{}](?:[^#\r\n]|(?<=\S)\#)*?)[ \t]*:(?=[ \t]|$)"""
)
_GLUED = re.compile(r"([A-Za-z][\w-]*):(?=[^\s:/])")
_BLOCK = re.compile(r"[|>](?:[+-]?[1-9]?|[1-9][+-])[ \t]*(?:[ \t]\#.*)?$")
_DASH = re.compile(r"-(?=[ \t]|$)")
_MARKER = re.compile(r"[•‣◦▪●·–—*+][ \t]+(?=\S)|[•‣◦▪●](?=\S)|-(?=[^\s-])")
_DASHED_NAME = re.compile(r"(?:-[ \t]+)+")

PROSE = fields.TEXT
MOST_LEVELS = 60
MOST_NAME = 1000
"""Characters of a point that has points below it; YAML takes 1,024."""

TAB = "a tab indents this line, only spaces can"
GLUED = "a space is missing behind the colon"
MARKER = "a list's point begins with a dash and a space"
NESTED = "a point with points below it ends in a colon; without it the lines run together into one"
TOO_DEEP = "points can have points below them once, not twice; these lines run together into one"
RUN_ON = "lines that begin with a dash run together into one text here"
ONE_LINE = "a point with points below it must stand on one line"
LAST_COLON = "a text that ends in a colon is read as a name with nothing behind it"
SAME_LINE = "a list begins on the line below its name"
SHIFTED = "this line does not line up with the lines it belongs to"


@dataclass(slots=True)
class _Level:
    """What is open at a column: a list (`dashes`) or named fields, and what its last name waits for.

    `shift` is how much further right than it should its lines stand.
    """

    column: int
    shape: Shape | None
    dashes: bool = False
    waits: bool = False
    pending: Shape | None = None
    child: int | None = None
    child_dashes: bool = False
    shift: int = 0


def find_traps(source: Source, tab: int = 2) -> tuple[Trap, ...]:
    """Return the traps of a text in their order; a tab counts for `tab` columns."""
    walk = _Walk(source, tab)
    walk.run()
    return tuple(sorted(walk.traps, key=lambda one: one.start))


class _Walk:
    """One pass over the lines of a text."""

    def __init__(self, source: Source, tab: int) -> None:
        self.text = source.text
        self.newline = source.newline
        self.tab = tab
        self.traps: list[Trap] = []
        self.row = 0
        self.levels = [_Level(-1, fields.OUTLINE, waits=True, pending=fields.OUTLINE)]
        self.rows: list[Stretch] = []
        self.columns: list[int] = []
        self._measure(source)

    def _measure(self, source: Source) -> None:
        """Note of every line where its words begin and end, and in which column (-1: it is blank)."""
        text, starts = self.text, source.starts
        tabs: list[Cure] = []
        for number, start in enumerate(starts):
            stop = starts[number + 1] if number + 1 < len(starts) else len(text)
            line = text[start:stop].rstrip(" \t\r\n")
            bare = line.lstrip(" \t")
            indent = line[: len(line) - len(bare)]
            column = len(indent)
            if "\t" in indent:
                column += indent.count("\t") * (self.tab - 1)
                if bare and bare[0] != "#":
                    tabs.append(Cure(start, start + len(indent), " " * column))
            self.rows.append((start + len(indent), start + len(line)))
            self.columns.append(column if bare else -1)
        if tabs:
            more = f" (and {len(tabs) - 1} more)" if len(tabs) > 1 else ""
            self.traps.append(Trap(TAB + more, tabs[0].start, tabs[0].stop, tuple(tabs)))

    def run(self) -> None:
        """Walk over all lines."""
        while self.row < len(self.rows):
            start, stop = self.rows[self.row]
            column = self.columns[self.row]
            if column < 0 or self.text[start] == "#":
                self.row += 1
            elif column == 0 and self.text[start : start + 3] in ("---", "...") and stop - start <= 3:
                del self.levels[1:]
                self.levels[0].waits = True
                self.row += 1
            else:
                before = self.row
                self._enter(column, start, stop)
                self._entry(start, stop, column, self.levels[-1])
                self.row = max(self.row, before + 1)

    # ── where a line belongs ──────────────────────────────────────────────────────────────────

    def _enter(self, column: int, start: int, stop: int) -> None:
        """Find or open the level that a line belongs to."""
        levels = self.levels
        dash = _DASH.match(self.text, start, stop) is not None
        while len(levels) > 1 and levels[-1].column > column:
            levels.pop()
        top = levels[-1]
        if top.column == column:
            below = levels[-2] if len(levels) > 1 else None
            if top.dashes and not dash and below and below.column == column:
                if not _MARKER.match(self.text, start, stop) or self._key(start, stop):
                    levels.pop()
            elif not top.dashes and dash and top.waits:
                top.waits = False
                levels.append(_Level(column, top.pending, dashes=True))
            return
        if len(levels) > MOST_LEVELS:
            return
        if top.waits:
            top.waits, top.child, top.child_dashes = False, column, dash
            levels.append(_Level(column, top.pending, dashes=dash))
        else:
            self._misplaced(column, start, stop, dash)

    def _misplaced(self, column: int, start: int, stop: int, dash: bool) -> None:
        """Report a line that stands in a column where nothing is open, and go on as if it stood right."""
        top = self.levels[-1]
        wanted: _Level | None = None
        if dash:
            if top.child_dashes and top.child is not None:
                wanted = _Level(top.child, top.pending, dashes=True)
            else:
                wanted = next((one for one in reversed(self.levels) if one.dashes), None)
        else:
            key = self._key(start, stop)
            names = [one for one in reversed(self.levels) if key and _has(one.shape, key[0])]
            if names:
                wanted = names[0]
            elif key and top.child is not None and not top.child_dashes and _has(top.pending, key[0]):
                wanted = _Level(top.child, top.pending)
        if wanted is None:
            return
        shift = column - wanted.column
        self.traps.append(
            Trap(
                SHIFTED,
                start,
                stop,
                bridges=self._moved(start, shift),
                hints=(f"begin it in column {wanted.column + 1}, here it begins in column {column + 1}",),
            )
        )
        self.levels.append(_Level(column, wanted.shape, dashes=dash, shift=shift))

    def _moved(self, start: int, shift: int) -> tuple[Cure, ...]:
        if shift > 0:
            blank = self.text[max(0, start - shift) : start]
            return (Cure(start - shift, start, ""),) if blank == " " * shift else ()
        return (Cure(start, start, " " * -shift),)

    # ── what a line says ──────────────────────────────────────────────────────────────────────

    def _entry(self, start: int, stop: int, column: int, level: _Level) -> None:
        """Read a line, or what stands behind its dash, from `start` on."""
        if level.shift and start == self.rows[self.row][0]:
            repeated = not self.traps or self.traps[-1].start != start or self.traps[-1].message != SHIFTED
            if repeated:
                bridge = self._moved(start, level.shift)
                self.traps.append(Trap("", start, stop, bridges=bridge))
        if dash := _DASH.match(self.text, start, stop):
            self._dash(start, dash.end(), stop, column, level)
            return
        if marker := self._marker(start, stop, level):
            width = marker.end() - start
            spaced = self.text[start + 1 : marker.end()].strip(" \t") == "" and width > 1
            cure = prose.marker_cure(start, 1, spaced)
            self.traps.append(Trap(MARKER, start, start + 1, (cure,)))
            level.dashes = True
            self._dash(start, start + 1, stop, column, level)
            return
        mapping = _mapping(level.shape)
        if (mapping is not None or level.shape is None) and self._named(start, stop, column, level, mapping):
            return
        self._value(level.shape, start, stop, column - 1)

    def _marker(self, start: int, stop: int, level: _Level) -> re.Match[str] | None:
        """Return the sign that stands in the place of a dash, where only a dash can stand."""
        found = _MARKER.match(self.text, start, stop)
        if found is None or not (level.dashes or _list(level.shape)):
            return None
        if _mapping(level.shape) and self._key(start, stop):
            return None
        strict = (
            all(isinstance(one, ListOf | Points) for one in options(level.shape)) if level.shape else False
        )
        if level.dashes or strict:
            return found
        next_row = self._next(self.row + 1)
        sibling = next_row is not None and self.columns[next_row] == self.columns[self.row]
        return found if sibling and self.text[start] == self.text[self.rows[next_row or 0][0]] else None

    def _dash(self, start: int, after: int, stop: int, column: int, level: _Level) -> None:
        """Read what stands behind a dash at `start`."""
        text = self.text
        inner = after
        while inner < stop and text[inner] in " \t":
            inner += 1
        if "\t" in text[after:inner]:
            self.traps.append(Trap(TAB, after, inner, (Cure(after, inner, " "),)))
        listed = _list(level.shape) if level.dashes else None
        item = listed.item if isinstance(listed, ListOf) else PROSE if isinstance(listed, Points) else None
        if inner >= stop or text[inner] == "#":
            level.waits, level.pending = True, item
            self.row += 1
            return
        within = column + (inner - start)
        if isinstance(listed, Points):
            self._point(inner, stop, column, within, listed)
            return
        if isinstance(item, Scalar) and not _DASH.match(text, inner, stop):
            self._value(item, inner, stop, column)
            return
        nested = _Level(within, item, dashes=_DASH.match(text, inner, stop) is not None)
        self.levels.append(nested)
        self._entry(inner, stop, within, nested)

    def _named(
        self, start: int, stop: int, column: int, level: _Level, mapping: Group | Keyed | None
    ) -> bool:
        """Read a line that begins with a name; tell whether it does."""
        text = self.text
        key = self._key(start, stop)
        known = _has(mapping, key[0]) if key else False
        if not known and (glued := _GLUED.match(text, start, stop)) and _has(mapping, glued[1]):
            colon = glued.end()
            self.traps.append(Trap(GLUED, colon - 1, colon, (Cure(colon, colon, " "),)))
            key = (glued[1], colon)
        if key is None:
            return False
        name, after = key
        field = _field(mapping, name)
        if field is None and isinstance(mapping, Group) and mapping.short and " " in name:
            return False
        shape = field.shape if field else None
        if isinstance(mapping, Keyed):
            shape = mapping.item
        elif isinstance(mapping, Group) and mapping.open and field is None:
            shape = PROSE
        value = after
        while value < stop and text[value] in " \t":
            value += 1
        if value >= stop or text[value] == "#":
            level.waits, level.pending = True, shape
            level.child, level.child_dashes = None, False
            if value < stop and shape is not None:
                self._swallowed(shape, after, value, stop, column)
            self.row += 1
            return True
        level.waits = False
        if shape is not None and _DASH.match(text, value, stop) and _list(shape):
            self._list_on_line(after, value, stop, column, level, shape)
            return True
        self._value(shape, value, stop, column)
        return True

    def _key(self, start: int, stop: int) -> tuple[str, int] | None:
        """Return a line's name and the offset behind its colon."""
        found = _KEY.match(self.text, start, stop)
        return (found[1].strip("\"'"), found.end()) if found else None

    def _swallowed(self, shape: Shape, after: int, value: int, stop: int, column: int) -> None:
        """Report a text that begins with # and would be read as a remark."""
        scalar = _scalar(shape)
        below = self._next(self.row + 1)
        if scalar is None or not scalar.prose or (below is not None and self.columns[below] > column):
            return
        if value - after > 1 and self.text[value + 1 : value + 2] in (" ", ""):
            return
        cures = prose.wrap(self.text, [(value, stop)])
        message = 'a text that begins with "#" is read as a remark and left out'
        self.traps.append(Trap(message, value, value + 1, cures))

    def _list_on_line(
        self, after: int, value: int, stop: int, column: int, level: _Level, shape: Shape
    ) -> None:
        """Report a list that begins behind its name; go on with it as if it stood below."""
        below = self._next(self.row + 1)
        inner = column + 2
        if below is not None and self.columns[below] >= column and _DASH.match(self.text, *self.rows[below]):
            inner = self.columns[below]
        cure = Cure(after, value, self.newline + " " * inner)
        self.traps.append(Trap(SAME_LINE, value, value + 1, (cure,)))
        opened = _Level(inner, shape, dashes=True)
        level.child, level.child_dashes = inner, True
        self.levels.append(opened)
        self._entry(value, stop, inner, opened)

    # ── points ────────────────────────────────────────────────────────────────────────────────

    def _point(self, start: int, stop: int, column: int, within: int, listed: Points) -> None:
        """Read a point; what stands below it may be points again."""
        text = self.text
        bare = prose.without_remark(text, (start, stop), prose=False)[0][1]
        below = self._next(self.row + 1)
        deeper = below is not None and self.columns[below] > column
        dashed = deeper and (
            _DASH.match(text, *self.rows[below or 0]) or _MARKER.match(text, *self.rows[below or 0])
        )
        if text[bare - 1] == ":" and dashed:
            self._heading(start, bare - 1, within, listed)
        elif text[bare - 1] == ":" and not deeper and text[start] not in "\"'[{|>" and text[start] != ":":
            trap = prose.plain_trap(text, [(start, bare - 1)], prose=True)
            cures = prose.wrap(text, [(start, bare)])
            self.traps.append(Trap(trap.message if trap else LAST_COLON, bare - 1, bare, cures))
            self.row += 1
        elif _DASH.match(text, start, stop):
            nested = _Level(within, Points(levels=0), dashes=True)
            self.levels.append(nested)
            self._entry(start, stop, within, nested)
        else:
            self._value(PROSE, start, stop, column, listed)

    def _heading(self, start: int, colon: int, within: int, listed: Points) -> None:
        """Read a point that ends in a colon, with points below it."""
        text = self.text
        end = colon
        while end > start and text[end - 1] in " \t":
            end -= 1
        if end > start:
            if text[start] in "\"'":
                close = prose.closing(text, start, end)
                if close is None:
                    self.traps.append(prose.not_closed_trap(text, [(start, end)]))
                elif close + 1 < end:
                    self.traps.append(prose.after_quote_trap(text, [(start, end)], close))
                elif text[start] == '"' and (trap := prose.escape_trap(text, start, end)):
                    self.traps.append(trap)
            elif trap := prose.plain_trap(text, [(start, end)], prose=True):
                self.traps.append(trap)
        self.levels.append(_Level(within, None, waits=True, pending=Points(levels=listed.levels - 1)))
        self.row += 1

    # ── values ────────────────────────────────────────────────────────────────────────────────

    def _value(
        self, shape: Shape | None, start: int, stop: int, column: int, listed: Points | None = None
    ) -> None:
        """Read a value; what belongs to it stands further right than `column`."""
        text = self.text
        first = text[start]
        if first in "|>" and _BLOCK.match(text, start, stop):
            self.row += 1
            while self.row < len(self.rows) and (
                self.columns[self.row] < 0 or self.columns[self.row] > column
            ):
                self.row += 1
            return
        if first in "\"'":
            self._quoted(start, stop, column)
            return
        if first in "[{" and self._flow(shape, start, stop):
            return
        scalar = _scalar(shape) if shape else PROSE
        if scalar is None and shape is not None:
            scalar = Scalar("", prose=False)
        stretches, dash = self._extent(start, stop, column)
        parent = listed is not None and listed.levels > 0
        if dash is not None and parent:
            self.traps.append(self._without_colon(stretches, dash))
            within = self.columns[dash] - 1
            self.levels.append(_Level(within, None, waits=True, pending=Points(levels=0)))
            self.row = dash
            return
        trap = prose.plain_trap(text, stretches, prose=scalar is not None and scalar.prose)
        if trap:
            self.traps.append(trap)
        self._pass(stretches)
        if dash is not None:
            at = self.rows[dash][0]
            hint = "put a | behind the name and begin the text on the next line to keep lines apart"
            ran_on = Trap(TOO_DEEP, at, at + 1) if listed else Trap(RUN_ON, at, at + 1, hints=(hint,))
            self.traps.append(ran_on)
            while self.row < len(self.rows) and not 0 <= self.columns[self.row] <= column:
                self.row += 1

    def _pass(self, stretches: list[Stretch]) -> None:
        """Go on behind the last of a value's lines."""
        while self.row < len(self.rows) and self.rows[self.row][1] <= stretches[-1][1]:
            self.row += 1

    def _extent(self, start: int, stop: int, column: int) -> tuple[list[Stretch], int | None]:
        """Return a value's lines, and the first line below that begins with a dash, if one ends it."""
        stretches = [(start, stop)]
        for row in range(self.row + 1, len(self.rows)):
            begin, end = self.rows[row]
            if self.columns[row] < 0:
                continue
            if self.columns[row] <= column or self.text[begin] == "#" or self._structural(begin, end):
                break
            if _DASH.match(self.text, begin, end):
                return stretches, row
            stretches.append((begin, end))
        return stretches, None

    def _structural(self, start: int, stop: int) -> bool:
        """Tell whether a line begins with the name of a field that is open around here."""
        dashes = _DASHED_NAME.match(self.text, start, stop)
        key = self._key(dashes.end() if dashes else start, stop)
        if key is None:
            return False
        if dashes is None:
            return any(_has(level.shape, key[0]) for level in self.levels)
        lists = (_list(level.shape) for level in self.levels if level.dashes)
        return any(_has(one.item, key[0]) for one in lists if isinstance(one, ListOf))

    def _without_colon(self, stretches: list[Stretch], dash: int) -> Trap:
        """Return the trap of a point that has points below it and is not written as such."""
        text = self.text
        last = prose.without_remark(text, stretches[-1], prose=True)[0]
        ends = text[last[1] - 1] == ":"
        body = (
            [*stretches[:-1], (last[0], last[1] - ends)]
            if len(stretches) > 1
            else [(last[0], last[1] - ends)]
        )
        trap = prose.plain_trap(text, body, prose=True)
        cures = [*(prose.wrap(text, body) if trap else ())]
        cures += [Cure(above[1], below[0], " ") for above, below in zip(body, body[1:], strict=False)]
        cures += [] if ends else [Cure(last[1], last[1], ":")]
        if sum(stop - start for start, stop in body) > MOST_NAME:
            cures = []
        at = self.rows[dash][0]
        message = NESTED if not ends else ONE_LINE
        ordered = tuple(sorted(cures, key=lambda one: (one.start, one.stop)))
        if trap:
            return Trap(trap.message, trap.start, trap.stop, ordered)
        return Trap(message, at, at + 1, ordered)

    def _quoted(self, start: int, stop: int, column: int) -> None:
        """Read a value that begins with a quotation mark."""
        text = self.text
        close = prose.closing(text, start, stop)
        if close is not None and prose.ends_well(text, close + 1, stop):
            if text[start] == '"' and (trap := prose.escape_trap(text, start, close + 1)):
                self.traps.append(trap)
            self.row += 1
            return
        if close is None and (end := self._closing_below(start, stop)) is not None:
            self.row = end + 1
            return
        stretches, _ = self._extent(start, stop, column)
        if close is None:
            self.traps.append(prose.not_closed_trap(text, stretches))
        else:
            self.traps.append(prose.after_quote_trap(text, stretches, close))
        self._pass(stretches)

    def _closing_below(self, start: int, stop: int) -> int | None:
        """Return the row on which a quotation of several lines is closed, and closed well."""
        mark = self.text[start]
        for row in range(self.row + 1, len(self.rows)):
            begin, end = self.rows[row]
            if self.columns[row] < 0:
                continue
            if self._structural(begin, end) or _DASH.match(self.text, begin, end):
                return None
            close = prose.closing(self.text, begin - 1, end, mark)
            if close is not None:
                return row if prose.ends_well(self.text, close + 1, end) else None
        return None

    def _flow(self, shape: Shape | None, start: int, stop: int) -> bool:
        """Read a value in brackets or braces; tell whether it is one."""
        end = flow.end_of(self.text, start, stop, [one[1] for one in self.rows[self.row + 1 : self.row + 40]])
        if not flow.fits(shape, self.text, start, end):
            return False
        if end is None:
            self.row += 1
            return True
        self.traps += flow.find(self.text, shape, start, end)
        while self.row < len(self.rows) and self.rows[self.row][1] < end:
            self.row += 1
        self.row += 1
        return True

    def _next(self, row: int) -> int | None:
        """Return the next row from `row` on that says anything."""
        for number in range(row, len(self.rows)):
            if self.columns[number] >= 0 and self.text[self.rows[number][0]] != "#":
                return number
        return None


def _mapping(shape: Shape | None) -> Group | Keyed | None:
    if shape is None:
        return None
    return next((one for one in options(shape) if isinstance(one, Group | Keyed)), None)


def _list(shape: Shape | None) -> ListOf | Points | None:
    if shape is None:
        return None
    return next((one for one in options(shape) if isinstance(one, ListOf | Points)), None)


def _scalar(shape: Shape) -> Scalar | None:
    return next((one for one in options(shape) if isinstance(one, Scalar)), None)


def _field(shape: Shape | None, name: str) -> Field | None:
    return shape.field(name) if isinstance(shape, Group) else None


def _has(shape: Shape | None, name: str) -> bool:
    """Tell whether a shape has a field of that name."""
    return any(isinstance(one, Group) and one.field(name) for one in (options(shape) if shape else ()))
