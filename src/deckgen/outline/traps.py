"""Text → the traps of YAML that its prose has fallen into, all of them, each with its cure.

PyYAML stops at the first. This walk reads the lines itself: indentation, dashes and names tell which
field a value belongs to, and the field table tells what is expected there. It asks of each value whether
YAML would read what the author typed. It is lenient: what it does not understand is left to YAML.
"""

from __future__ import annotations

import re
from itertools import pairwise

from deckgen.outline import fields, flow, prose
from deckgen.outline.levels import DASH, MARKER, MOST_LEVELS, Level, Levels, name_at
from deckgen.outline.prose import Stretch, Trap
from deckgen.outline.shapes import (
    Field,
    Group,
    Keyed,
    ListOf,
    Points,
    Scalar,
    Shape,
    field_of,
    has_field,
    item_of,
    list_of,
    mapping_of,
    options,
    scalar_of,
)
from deckgen.outline.source import Cure, Source

_GLUED = re.compile(r"([A-Za-z][\w-]*):(?=[^\s:/])")
_BLOCK = re.compile(r"[|>](?:[+-]?[1-9]?|[1-9][+-])[ \t]*(?:[ \t]\#.*)?$")
_DASHED_NAME = re.compile(r"(?:-[ \t]+)+")

PROSE = fields.TEXT
MOST_NAME = 1000
"""Characters of a point that has points below it; YAML takes 1,024."""

_SIGNS = {
    "&": "a label for this place of the file",
    "*": "a pointer to another place of the file",
    "!": "a command to the reader of the file",
}
_NAMES = fields.every_name()
_KEEP_LINES = "put a | behind the name and begin the text on the next line to keep lines apart"
_STRAY = "text that goes on from the line above stands further right than the name it belongs to"


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
        self.named = False
        self.levels = Levels(self.text, self.traps)
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
            self.traps.append(Trap(prose.TAB + more, tabs[0].start, tabs[0].stop, tuple(tabs)))

    def run(self) -> None:
        """Walk over all lines."""
        while self.row < len(self.rows):
            start, stop = self.rows[self.row]
            column = self.columns[self.row]
            if column < 0 or self.text[start] == "#":
                self.row += 1
            elif column == 0 and self.text[start : start + 3] in ("---", "...") and stop - start <= 3:
                del self.levels.open[1:]
                self.levels.open[0].waits = True
                self.row += 1
            else:
                before = self.row
                column = self.levels.enter(column, start, stop)
                self._entry(start, stop, column, self.levels.open[-1])
                self.row = max(self.row, before + 1)

    # ── what a line says ──────────────────────────────────────────────────────────────────────

    def _entry(self, start: int, stop: int, column: int, level: Level) -> None:
        """Read a line, or what stands behind its dash, from `start` on."""
        if level.shift and start == self.rows[self.row][0]:
            repeated = (
                not self.traps or self.traps[-1].start != start or self.traps[-1].message != prose.SHIFTED
            )
            if repeated:
                bridge = self.levels.moved(start, level.shift)
                self.traps.append(Trap("", start, stop, bridges=bridge))
        if dash := DASH.match(self.text, start, stop):
            self._dash(start, dash.end(), stop, column, level)
            return
        if marker := self._marker(start, stop, level):
            width = marker.end() - start
            spaced = self.text[start + 1 : marker.end()].strip(" \t") == "" and width > 1
            cure = prose.marker_cure(start, 1, spaced)
            self.traps.append(Trap(prose.MARKER, start, start + 1, (cure,)))
            level.dashes = True
            self._dash(start, start + 1, stop, column, level)
            return
        mapping = mapping_of(level.shape)
        if (mapping is not None or level.shape is None) and self._named(start, stop, column, level, mapping):
            return
        self._nameless(start, stop, column, level)

    def _nameless(self, start: int, stop: int, column: int, level: Level) -> None:
        """Read a line that has neither dash nor name: the text of a field, or a stray."""
        if self.text[start] in "[{&*!":
            level.waits, level.pending = self.text[start] in "&!", level.shape
            self._value(level.shape, start, stop, column - 1)
            return
        if not self.named:
            self.row = len(self.rows)  # this is no outline at all: one error for the whole will do
            return
        key = name_at(self.text, start, stop)
        if (level.shape and scalar_of(level.shape) is None) or level.dashes:
            if key and not level.dashes and self._named(start, stop, column, level, None):
                return
            words = self.text[start:stop]
            shown = words if len(words) <= 30 else words[:29].rstrip() + "…"
            wanted = "a dash" if level.dashes else "a name with a colon"
            if start != self.rows[self.row][0] or (list_of(level.shape) and not level.dashes):
                self.row += 1
                return
            blank = (Cure(start, stop, " " * (stop - start)),)
            message = f'found "{shown}", expected {wanted}'
            self.traps.append(Trap(message, start, stop, bridges=blank, hints=(_STRAY,)))
            self.row += 1
        elif key is None or key[0] not in _NAMES or not self._named(start, stop, column, level, None):
            self._value(level.shape, start, stop, column - 1)

    def _marker(self, start: int, stop: int, level: Level) -> re.Match[str] | None:
        """Return the sign that stands in the place of a dash, where only a dash can stand."""
        found = MARKER.match(self.text, start, stop)
        if found is None or not (level.dashes or list_of(level.shape)):
            return None
        if mapping_of(level.shape) and name_at(self.text, start, stop):
            return None
        strict = (
            all(isinstance(one, ListOf | Points) for one in options(level.shape)) if level.shape else False
        )
        if level.dashes or strict:
            return found
        next_row = self._next(self.row + 1)
        sibling = next_row is not None and self.columns[next_row] == self.columns[self.row]
        return found if sibling and self.text[start] == self.text[self.rows[next_row or 0][0]] else None

    def _dash(self, start: int, after: int, stop: int, column: int, level: Level) -> None:
        """Read what stands behind a dash at `start`."""
        text = self.text
        inner = after
        while inner < stop and text[inner] in " \t":
            inner += 1
        if "\t" in text[after:inner]:
            self.traps.append(Trap(prose.TAB, after, inner, (Cure(after, inner, " "),)))
        listed = list_of(level.shape) if level.dashes else None
        item = listed.item if isinstance(listed, ListOf) else PROSE if isinstance(listed, Points) else None
        if inner >= stop or text[inner] == "#":
            level.waits, level.pending = True, item
            if inner < stop and isinstance(item, Scalar):
                self._swallowed(item, after, inner, stop, column)
            self.row += 1
            return
        within = column + (inner - start)
        if isinstance(listed, Points):
            self._point(inner, stop, column, within, listed)
            return
        if isinstance(item, Scalar) and not DASH.match(text, inner, stop):
            self._value(item, inner, stop, column)
            return
        if len(self.levels.open) > MOST_LEVELS:
            self.row += 1
            return
        level.child = within
        nested = Level(within, item, dashes=DASH.match(text, inner, stop) is not None)
        self.levels.open.append(nested)
        self._entry(inner, stop, within, nested)

    def _named(self, start: int, stop: int, column: int, level: Level, mapping: Group | Keyed | None) -> bool:
        """Read a line that begins with a name; tell whether it does."""
        text = self.text
        key = name_at(self.text, start, stop)
        known = has_field(mapping, key[0]) if key else False
        if not known and (glued := _GLUED.match(text, start, stop)) and has_field(mapping, glued[1]):
            colon = glued.end()
            self.traps.append(Trap(prose.GLUED, colon - 1, colon, (Cure(colon, colon, " "),)))
            key = (glued[1], colon)
        if key is None:
            return False
        name, after = key
        self.named = True
        field = field_of(mapping, name)
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
        if text[value] in "&!" and shape and scalar_of(shape) is None:
            level.waits, level.pending, level.child, level.child_dashes = True, shape, None, False
        if shape is not None and DASH.match(text, value, stop) and list_of(shape):
            self._list_on_line(after, value, stop, column, level, shape)
            return True
        self._value(shape, value, stop, column)
        return True

    def _swallowed(self, shape: Shape, after: int, value: int, stop: int, column: int) -> None:
        """Report a text that begins with # and would be read as a remark."""
        scalar = scalar_of(shape)
        below = self._next(self.row + 1)
        if scalar is None or not scalar.prose or (below is not None and self.columns[below] > column):
            return
        if value - after > 1 and self.text[value + 1 : value + 2] in (" ", ""):
            return
        cures = prose.wrap(self.text, [(value, stop)])
        message = 'a text that begins with "#" is read as a remark and left out'
        self.traps.append(Trap(message, value, value + 1, cures))

    def _list_on_line(
        self, after: int, value: int, stop: int, column: int, level: Level, shape: Shape
    ) -> None:
        """Report a list that begins behind its name; go on with it as if it stood below."""
        below = self._next(self.row + 1)
        inner = column + 2
        if below is not None and self.columns[below] >= column and DASH.match(self.text, *self.rows[below]):
            inner = self.columns[below]
        cure = Cure(after, value, self.newline + " " * inner)
        self.traps.append(Trap(prose.SAME_LINE, value, value + 1, (cure,)))
        opened = Level(inner, shape, dashes=True)
        level.child, level.child_dashes = inner, True
        self.levels.open.append(opened)
        self._entry(value, stop, inner, opened)

    # ── points ────────────────────────────────────────────────────────────────────────────────

    def _point(self, start: int, stop: int, column: int, within: int, listed: Points) -> None:
        """Read a point; what stands below it may be points again."""
        text = self.text
        behind = prose.closing(text, start, stop) if text[start] in "\"'" else None
        bare = prose.without_remark(text, (behind or start, stop), prose=True)[0][1]
        below = self._next(self.row + 1)
        deeper = below is not None and self.columns[below] > column
        dashed = deeper and (
            DASH.match(text, *self.rows[below or 0]) or MARKER.match(text, *self.rows[below or 0])
        )
        if text[bare - 1] == ":" and dashed:
            self._heading(start, bare - 1, within, listed)
        elif text[bare - 1] == ":" and not deeper and text[start] not in "\"'[{|>" and text[start] != ":":
            trap = prose.plain_trap(text, [(start, bare - 1)], prose=True)
            cures = prose.wrap(text, [(start, bare)])
            self.traps.append(Trap(trap.message if trap else prose.LAST_COLON, bare - 1, bare, cures))
            self.row += 1
        elif DASH.match(text, start, stop):
            nested = Level(within, Points(levels=0), dashes=True)
            self.levels.open.append(nested)
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
        self.levels.open.append(Level(within, None, waits=True, pending=Points(levels=listed.levels - 1)))
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
        if first in "[{" and self._flow(shape, start, stop, column):
            return
        scalar = scalar_of(shape) if shape else PROSE
        if scalar is None and first in "&!*":
            self._sign(start, stop)
            return
        stretches, dash = self._extent(start, stop, column)
        parent = listed is not None and listed.levels > 0
        if dash is not None and parent:
            self.traps.append(self._without_colon(stretches, dash))
            within = self.columns[dash] - 1
            self.levels.open.append(Level(within, None, waits=True, pending=Points(levels=0)))
            self.row = dash
            return
        trap = prose.plain_trap(text, stretches, prose=scalar is not None and scalar.prose)
        if trap:
            self.traps.append(trap)
        if dash is not None and not listed and (field := self._list_meant(dash)):
            self._give_name(field, dash)
            return
        self._pass(stretches)
        if dash is not None:
            at = self.rows[dash][0]
            hint = "put a | behind the name and begin the text on the next line to keep lines apart"
            ran_on = (
                Trap(prose.TOO_DEEP, at, at + 1) if listed else Trap(prose.RUN_ON, at, at + 1, hints=(hint,))
            )
            self.traps.append(ran_on)
            while self.row < len(self.rows) and not 0 <= self.columns[self.row] <= column:
                self.row += 1

    def _list_meant(self, row: int) -> Field | None:
        """Return the field whose list a line begins with its dash: its first name says which.

        Words below a title are points, for no title has several lines.
        """
        mapping = mapping_of(self.levels.open[-1].shape)
        if not isinstance(mapping, Group):
            return None
        if key := self._name_in(row):
            found = next((one for one in mapping.fields if has_field(item_of(one.shape), key)), None)
            if found:
                return found
        if self._name_in(self.row) != "title":
            return None
        return next((one for one in mapping.fields if isinstance(one.shape, Points)), None)

    def _name_in(self, row: int) -> str | None:
        """Return the name that a line begins with, behind its dashes."""
        start, stop = self.rows[row]
        dashes = _DASHED_NAME.match(self.text, start, stop)
        key = name_at(self.text, dashes.end() if dashes else start, stop)
        return key[0] if key else None

    def _give_name(self, field: Field, row: int) -> None:
        """Report a list whose name is missing; go on with it as if it stood below its name."""
        level = self.levels.open[-1]
        at = self.rows[row][0]
        line = self.text.rfind("\n", 0, at) + 1
        cure = Cure(line, line, f"{' ' * level.column}{field.name}:{self.newline}")
        self.traps.append(Trap(prose.NO_NAME, at, at + 1, (cure,)))
        level.waits, level.pending, level.child, level.child_dashes = True, field.shape, None, False
        self.row = row

    def _sign(self, start: int, stop: int) -> None:
        """Report a label, a pointer or a command before a list or a group."""
        text = self.text
        word = start
        while word < stop and text[word] not in " \t":
            word += 1
        shown = text[start:word]
        message = f'"{shown}" is read as {_SIGNS[text[start]]}, which an outline does not have'
        bridges = () if text[start] == "*" else (Cure(start, word, " " * (word - start)),)
        hint = "write the fields out here" if text[start] == "*" else f"take out {shown}"
        self.traps.append(Trap(message, start, word, bridges=bridges, hints=(hint,)))
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
            if DASH.match(self.text, begin, end):
                return stretches, row
            stretches.append((begin, end))
        return stretches, None

    def _structural(self, start: int, stop: int) -> bool:
        """Tell whether a line begins with the name of a field that is open around here."""
        dashes = _DASHED_NAME.match(self.text, start, stop)
        key = name_at(self.text, dashes.end() if dashes else start, stop)
        if key is None:
            return False
        if dashes is None:
            return any(has_field(level.shape, key[0]) for level in self.levels.open)
        lists = (list_of(level.shape) for level in self.levels.open if level.dashes)
        return any(has_field(one.item, key[0]) for one in lists if isinstance(one, ListOf))

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
        cures += [Cure(above[1], below[0], " ") for above, below in pairwise(body)]
        cures += [] if ends else [Cure(last[1], last[1], ":")]
        if sum(stop - start for start, stop in body) > MOST_NAME:
            cures = []
        at = self.rows[dash][0]
        message = prose.NESTED if not ends else prose.ONE_LINE
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
        row = self.row
        if close is None:
            close, row = self._closing_below(start)
            if close is not None and prose.ends_well(text, close + 1, self.rows[row][1]):
                self.row = row + 1
                return
        stretches, _ = self._extent(start, stop, column)
        if close is None or close >= stretches[-1][1]:
            self.traps.append(prose.not_closed_trap(text, stretches))
        else:
            self.traps.append(prose.after_quote_trap(text, stretches, close))
        self._pass(stretches)

    def _closing_below(self, start: int) -> tuple[int | None, int]:
        """Return where, and on which row, a quotation is closed that goes on over several lines."""
        mark = self.text[start]
        for row in range(self.row + 1, len(self.rows)):
            begin, end = self.rows[row]
            if self.columns[row] < 0:
                continue
            if self._structural(begin, end) or DASH.match(self.text, begin, end):
                break
            close = prose.closing(self.text, begin - 1, end, mark)
            if close is not None:
                return close, row
        return None, self.row

    def _flow(self, shape: Shape | None, start: int, stop: int, column: int) -> bool:
        """Read a value in brackets or braces; tell whether it is one."""
        text = self.text
        below: list[int] = []
        for row in range(self.row + 1, min(self.row + 200, len(self.rows))):
            if 0 <= self.columns[row] <= column and text[self.rows[row][0]] not in "]}":
                break
            below.append(self.rows[row][1])
        end = flow.end_of(text, start, stop, below)
        if not flow.fits(shape, text, start, end):
            return False
        if end is None:
            last = prose.without_remark(text, (start, stop), prose=False)[0][1]
            signs = flow.closers(text, start, last)
            cures = (Cure(last, last, signs),) if signs else ()
            self.traps.append(Trap(flow.UNCLOSED.format(text[start]), start, start + 1, cures))
            self.row += 1
            return True
        while self.row < len(self.rows) and self.rows[self.row][1] < end:
            self.row += 1
        last = self.rows[self.row][1]
        if not prose.ends_well(text, end, last):
            if (shape is None or scalar_of(shape)) and not flow.is_group(text, start, shape):
                return False
            behind = Trap(
                flow.BEHIND.format(text[end - 1]), end, last, bridges=(Cure(end, last, " " * (last - end)),)
            )
            self.traps.append(behind)
        self.traps += flow.find(text, shape, start, end)
        self.row += 1
        return True

    def _next(self, row: int) -> int | None:
        """Return the next row from `row` on that says anything."""
        for number in range(row, len(self.rows)):
            if self.columns[number] >= 0 and self.text[self.rows[number][0]] != "#":
                return number
        return None
