"""Columns of lines → what is open where: which list or which named fields a line belongs to.

A line that lines up with nothing is reported, and read as if it were where it most likely belongs; what
is below it moves with it.
"""

from __future__ import annotations

from collections import Counter

from deckgen.outline.language import fields
from deckgen.outline.traps.prose import SHIFTED, Trap
from deckgen.outline.traps.rows import Rows
from deckgen.schema.shapes import (
    Group,
    Keyed,
    Points,
    Scalar,
    Shape,
    field_of,
    has_field,
    item_of,
    list_of,
    mapping_of,
    options,
)
from deckgen.schema.source import Cure
from deckgen.structs import Struct, field, replace
from deckgen.structs.patterns import pattern

KEY = pattern(
    r"""("(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^\s"'#\[\]{}](?:[^#\r\n]|(?<=\S)\#)*?)[ \t]*:(?=[ \t]|$)"""
)
DASH = pattern(r"-(?=[ \t]|$)")
BULLETS = "•‣◦▪●∙⁃◾■□▫○◆◇►▸▶➢➤✓✔→⇒»\uf0a7\uf0b7\uf0d8\uf0fc\uf0e0"
MARKER = pattern(
    rf"[{BULLETS}][ \t\u00a0]*(?=\S)|[·–—‒―*+_/][ \t\u00a0]+(?=\S)|: +(?=\S)"
    r"|\*(?=[^\s*][^*\n]*$)|−[ \t\u00a0]+(?=[^\s\d])"
    r"|o(?:\t| {2,})[ \t]*(?=\S)|(?:\*{2,3}|--|[-=]>)[ \t\u00a0]+(?=\S)"
    r"|-[\u00a0\u2007\u202f\u200b]+|-(?=[^\s>-])"
)
"""What people put before a point that is no dash; among the bullets are those of Word's symbol fonts."""

MOST_LEVELS = 60
NO_DASH = "a dash is missing before this {}"


def name_at(text: str, start: int, stop: int) -> tuple[str, int] | None:
    """Return a line's name and the offset after its colon."""
    if text.find(":", start, stop) < 0:  # the most frequent lines, those of a long text, have none
        return None
    found = KEY.match(text, start, stop)
    return (found[1].strip("\"'"), found.end()) if found else None


class Level(Struct):
    """What is open at a column: a list (`dashes`) or named fields, and what its last name waits for.

    `shift` is how much further right than they should its lines begin; `given` are the names read so far,
    each with its line.
    `trap` is the place, among the traps, of the one that reported the shift.
    """

    column: int
    shape: Shape | None
    dashes: bool = False
    waits: bool = False
    pending: Shape | None = None
    child: int | None = None
    child_dashes: bool = False
    shift: int = 0
    trap: int | None = None
    given: dict[str, int] = field(default_factory=dict)


class Levels:
    """What is open at the line that is being read, outermost first; `traps` takes what is found wrong."""

    def __init__(self, rows: Rows, traps: list[Trap]) -> None:
        self.rows = rows
        self.text = rows.text
        self.traps = traps
        self.open = [Level(-1, fields.OUTLINE, waits=True, pending=fields.OUTLINE)]
        self.guesses = 0
        """For how many unknown names it has been looked up what may have been meant."""
        self.last = (-1, 0, -1)
        """The line that was last reported to be off, how far, and the place of its trap."""

    def enter(self, row: int) -> int:
        """Find or open the level that a line belongs to; return the column in which it is read."""
        start, stop = self.rows.words[row]
        column = self.rows.columns[row]
        levels = self.open
        dash = DASH.match(self.text, start, stop) is not None
        closed: list[Level] = []
        while len(levels) > 1 and levels[-1].column > column:
            closed.insert(0, levels.pop())
        top = levels[-1]
        if not dash and closed and (home := self._alone_to_left(row, closed)) is not None:
            levels += closed[: home + 1]
            self._report(row, column - closed[home].column, closed[home])
            return closed[home].column
        if top.column == column:
            return self._in_column(row, column, dash, top)
        if len(levels) > MOST_LEVELS:
            return column
        if top.waits:
            return self._opened(row, column, dash, top)
        return self._misplaced(row, column, dash)

    def _in_column(self, row: int, column: int, dash: bool, top: Level) -> int:
        """Enter a line that begins in the column of what is open."""
        if top.dashes:
            return column if dash else self._in_column_of_list(row, column, top)
        waits = top.waits and list_of(top.pending) is not None
        if dash or (waits and MARKER.match(self.text, *self.rows.words[row])):
            return self._dash_in_column_of_names(row, column, top)
        if key := name_at(self.text, *self.rows.words[row]):
            if (moved := self._own_name(row, column, key, top)) is not None:
                return moved
            self._of_same_column(row, column, key[0], top)
        return column

    def _alone_to_left(self, row: int, closed: list[Level]) -> int | None:
        """Return which of the levels that a line has left it belongs to: what is around it is in that one.

        Its value is on the line, so what is further right below it would be read as more of its text.
        """
        key = name_at(self.text, *self.rows.words[row])
        following = self.rows.following(row + 1)
        if key is None or key[1] >= self.rows.words[row][1] or following is None:
            return None
        below = name_at(self.text, *self.rows.words[following])
        if below is None:
            return None
        for place, level in enumerate(closed):
            if level.dashes or level.column != self.rows.columns[following] or level.shift:
                continue
            fits = all(has_field(level.shape, one) and one not in level.given for one in (key[0], below[0]))
            return place if fits else None
        return None

    def _own_name(self, row: int, column: int, key: tuple[str, int], top: Level) -> int | None:
        """Report a name of the author's own that is a step too far right or left; return its column.

        It has nothing after it, and below it is what only a group under such a name has.
        """
        if has_field(top.shape, key[0]) or key[1] < self.rows.words[row][1]:
            return None
        following = self.rows.following(row + 1)
        inner = name_at(self.text, *self.rows.words[following]) if following is not None else None
        if following is None or inner is None:
            return None
        level = self._keys_to_left(inner[0], column, top) if self.rows.columns[following] == column else None
        level = level or _keys_to_right(inner[0], column, top)
        if level is None:
            return None
        if level in self.open:
            del self.open[self.open.index(level) + 1 :]
        else:
            self.open.append(level)
        self._report(row, column - level.column, level)
        return column

    def _keys_to_left(self, inner: str, column: int, top: Level) -> Level | None:
        """Return the level of names, to the left of a column, under which a field is given."""
        open_ = (one for one in self.open if one.column < column and inner in top.given)
        return next((one for one in open_ if _has_own(one.shape, inner)), None)

    def _below_in_column(self, column: int) -> Level | None:
        """Return the level below the top one where it begins in a column as well."""
        below = self.open[-2] if len(self.open) > 1 else None
        return below if below and below.column == column else None

    def _in_column_of_list(self, row: int, column: int, top: Level) -> int:
        """Enter a line in the column of dashes that has none: the list ends, or the line is misplaced."""
        start, stop = self.rows.words[row]
        key = name_at(self.text, start, stop)
        if self._below_in_column(column):
            if key or not MARKER.match(self.text, start, stop):
                self.open.pop()
        elif key and has_field(item_of(top.shape), key[0]) and not _is_short(top.shape):
            if self._lost_dash(row, column, top):
                return column + 2
            return self._misplaced(row, column, False)
        return column

    def _lost_dash(self, row: int, column: int, top: Level) -> bool:
        """Report a line in the column of dashes whose fields follow two columns further right."""
        item = item_of(top.shape)
        following = self.rows.following(row + 1)
        if following is None or self.rows.columns[following] != column + 2:
            return False
        key = name_at(self.text, *self.rows.words[following])
        name = name_at(self.text, *self.rows.words[row])
        field = next((one for one in options(item) if isinstance(one, Group)), None) if item else None
        begins = field.names[:2] if field else ()
        if key is None or name is None or not has_field(item, key[0]) or name[0] not in (*begins, "title"):
            return False
        start, stop = self.rows.words[row]
        if name[1] >= stop:
            return False
        noun = field.noun.partition(" ")[2] if field else "entry"
        self.traps.append(Trap(NO_DASH.format(noun), start, stop, (Cure(start, start, "- "),)))
        self.open.append(Level(column + 2, item))
        return True

    def _dash_in_column_of_names(self, row: int, column: int, top: Level) -> int:
        """Enter a dash in the column of names: the list of the last name, or the next entry around them."""
        below = self._below_in_column(column)
        if top.waits:
            top.waits = False
            self.open.append(Level(column, top.pending, dashes=True, shift=min(0, top.shift), trap=top.trap))
        elif below and below.dashes:
            self.open.pop()
        else:
            return self._misplaced(row, column, True)
        return column

    def _of_same_column(self, row: int, column: int, name: str, top: Level) -> None:
        """Enter a name in the column of others: it may belong to the one above it, or no more to it."""
        below = self._below_in_column(column)
        if top.waits and name not in top.given and has_field(top.pending, name):
            top.waits = False
            following = self.rows.following(row + 1)
            key = name_at(self.text, *self.rows.words[following]) if following is not None else None
            alone = following is not None and self.rows.columns[following] == column + 2
            if alone and key and has_field(top.pending, key[0]):  # this line alone is too far left
                top.child = column + 2
                self.open.append(Level(column + 2, top.pending))
            else:
                self.open.append(Level(column, top.pending, shift=-2))
            self._report(row, -2, self.open[-1])
        elif below and not has_field(top.shape, name) and has_field(below.shape, name):
            self.open.pop()

    def _opened(self, row: int, column: int, dash: bool, top: Level) -> int:
        """Open the level that the last name waits for, in the column of most of its lines."""
        usual = self._usual_column(row, column, dash, top)
        if self.text[self.rows.words[row][0]] in "[{":  # what is open there may begin in any column
            usual = column
        top.waits, top.child, top.child_dashes = False, usual, dash
        self.open.append(Level(usual, top.pending, dashes=dash, shift=min(0, top.shift), trap=top.trap))
        if usual == column:
            return column
        self._report(row, column - usual, self.open[-1])
        return column

    def _usual_column(self, row: int, column: int, dash: bool, top: Level) -> int:
        """Return the column in which most names or dashes of a block begin; mostly that of its first line."""
        following = self.rows.following(row + 1)
        if following is None or self.rows.columns[following] == column:
            return column
        seen: Counter[int] = Counter()
        for number in self.rows.block(row, top.column):
            start, stop = self.rows.words[number]
            if (dash and DASH.match(self.text, start, stop)) or (
                not dash and (key := name_at(self.text, start, stop)) and has_field(top.pending, key[0])
            ):
                seen[self.rows.columns[number]] += 1
        near = {one: count for one, count in seen.items() if abs(one - column) <= 1}
        if seen[column] == 1:  # the first line alone is further in than all the others
            near |= {one: count for one, count in seen.items() if column - 4 <= one < column and count > 1}
        step = max(0, top.column)
        return max(near, key=lambda one: (near[one], (one - step) % 2 == 0, one == column), default=column)

    def _misplaced(self, row: int, column: int, dash: bool) -> int:
        """Report a line that is in a column where nothing is open, and go on as if it were right."""
        wanted = self._wanted(row, column, dash)
        if wanted is None:
            return column
        shift = column - wanted.column
        at = next((place for place, one in enumerate(self.open) if one is wanted), None)
        if at is not None:
            del self.open[at + 1 :]
        if not shift:
            if at is None:
                self.open.append(wanted)
            return column
        if at is not None and shift > 0 and self._alone_dash(row, wanted):
            self._move_dash(row, shift)
            return wanted.column
        moved = replace(wanted, column=column, shift=shift, dashes=dash, given=wanted.given)
        self.open.append(moved)
        self._report(row, shift, moved)
        if self._is_alone(row, column, wanted) or (shift < 0 and dash):
            moved.column, moved.shift = wanted.column, 0
        return wanted.column if shift < 0 and dash else column

    def _is_alone(self, row: int, column: int, wanted: Level) -> bool:
        """Tell whether the lines after a misplaced one are where they should be."""
        for number in range(row + 1, len(self.rows)):
            if not self.rows.says(number):
                continue
            if self.rows.columns[number] > column and self._is_in(number, row, wanted):
                return False
            if self.rows.columns[number] == wanted.column and self._fits(number, wanted):
                return True
            if self.rows.columns[number] <= column:
                return False
        return False

    def _move_dash(self, row: int, shift: int) -> None:
        """Report a dash that is too far right, with what is after it."""
        (start, stop), column = self.rows.words[row], self.rows.columns[row]
        hint = f"begin it in column {column - shift + 1}; here it begins in column {column + 1}"
        self.traps.append(Trap(SHIFTED, start, stop, (Cure(start - shift, start, ""),), hints=(hint,)))

    def _alone_dash(self, row: int, wanted: Level) -> bool:
        """Tell whether the fields below a misplaced dash are where those of its entry should be."""
        following, start = self.rows.following(row + 1), self.rows.words[row][0]
        shift = self.rows.columns[row] - wanted.column
        dash = DASH.match(self.text, *self.rows.words[row])
        if following is None or not dash or self.text[start - shift : start] != " " * shift:
            return False
        key = name_at(self.text, *self.rows.words[following])
        within = self.rows.columns[following] == wanted.column + 2
        mine = name_at(self.text, start + 2, self.rows.words[row][1])
        within = within and mine is not None and self._opens_entry(item_of(wanted.shape), mine[0])
        return within and key is not None and has_field(item_of(wanted.shape), key[0])

    @staticmethod
    def _opens_entry(item: Shape | None, name: str) -> bool:
        """Tell whether an entry of a list begins with a field: its title, or what fills it."""
        groups = (one for one in options(item) if isinstance(one, Group)) if item else ()
        found = (group.field(name) for group in groups)
        return any(one and (one.name == "title" or one.main) for one in found)

    def _is_in(self, row: int, parent: int, level: Level) -> bool:
        """Tell whether a line further right begins with a field of what the name of another line takes."""
        key, name = (name_at(self.text, *self.rows.words[one]) for one in (row, parent))
        if key is None or name is None or name[1] < self.rows.words[parent][1]:
            return False
        field = field_of(level.shape, name[0])
        return field is not None and has_field(field.shape, key[0])

    def _fits(self, row: int, level: Level) -> bool:
        """Tell whether a line begins as those of a level do."""
        start, stop = self.rows.words[row]
        if level.dashes:
            return DASH.match(self.text, start, stop) is not None
        key = name_at(self.text, start, stop)
        return key is not None and has_field(level.shape, key[0])

    def _report(self, row: int, shift: int, level: Level) -> None:
        start, stop = self.rows.words[row]
        wanted = self.rows.columns[row] - shift
        hint = f"begin it in column {wanted + 1}; here it begins in column {self.rows.columns[row] + 1}"
        if (earlier := self._same_slip(row, shift)) is not None:
            level.trap = earlier
            return
        level.trap = len(self.traps)
        self.last = (row, shift, level.trap)
        cures = self.moved(start, shift) if self._is_sure(row, level) else ()
        bridges = () if cures else self.moved(start, shift)
        self.traps.append(Trap(SHIFTED, start, stop, cures, bridges, (hint,)))

    def _same_slip(self, row: int, shift: int) -> int | None:
        """Return the trap of an earlier line of the same entry that is off by as much."""
        last, by, trap = self.last
        if last < 0 or by != shift or shift > -2:
            return None
        column = self.rows.columns[row]
        for number in range(last + 1, row + 1):
            if 0 <= self.rows.columns[number] <= column and DASH.match(self.text, *self.rows.words[number]):
                return None
        return trap

    def _is_sure(self, row: int, level: Level) -> bool:
        """Tell whether a line can belong to nothing else that is open: its name says so, or it is a dash."""
        start, stop = self.rows.words[row]
        if level.dashes:
            return False
        key = name_at(self.text, start, stop)
        homes = [
            one
            for one in self.open[1:]
            if not one.dashes and one is not level and key and has_field(one.shape, key[0])
        ]
        return key is not None and key[0] not in level.given and len(homes) <= 1

    def _wanted(self, row: int, column: int, dash: bool) -> Level | None:
        """Return the level that a misplaced line most likely belongs to."""
        start, stop = self.rows.words[row]
        top = self.open[-1]
        if dash:
            return self._wanted_list(row, top)
        key = name_at(self.text, start, stop)
        return self._home(row, column, key[0]) if key else None

    def _wanted_list(self, row: int, top: Level) -> Level | None:
        """Return the list that a misplaced dash most likely belongs to."""
        start, stop = self.rows.words[row]
        inner = start + 1
        while inner < stop and self.text[inner] in " \t":
            inner += 1
        key = name_at(self.text, inner, stop)
        lists = [one for one in reversed(self.open) if one.dashes]
        named = [one for one in lists if key and has_field(item_of(one.shape), key[0].lstrip("- "))]
        own = key is not None and has_field(item_of(top.pending), key[0])
        if top.child_dashes and top.child is not None and (own or not named):
            return Level(top.child, top.pending, dashes=True)
        return next(iter(named or lists), None)

    def _home(self, row: int, column: int, name: str) -> Level | None:
        """Return the level, open or just closed, that takes a name and begins nearest to a column."""
        found: list[Level] = []
        for level in reversed(self.open):
            if not level.dashes and has_field(level.shape, name):
                found.append(level)
            if level.child is None:
                continue
            if level.dashes and has_field(item_of(level.shape), name):
                found.append(
                    Level(level.child, item_of(level.shape), shift=level.shift, given=dict(level.given))
                )
            elif not level.dashes and not level.child_dashes and has_field(level.pending, name):
                found.append(Level(level.child, level.pending, shift=level.shift))
        following = self.rows.following(row + 1)
        after = self.rows.columns[following] if following is not None else -1
        return min(found, key=lambda one: (abs(one.column - column), one.column != after), default=None)

    def moved(self, start: int, shift: int) -> tuple[Cure, ...]:
        """Return the cures that move a line left; what is after its dash keeps its column."""
        if shift < 0:
            return (Cure(start, start, " " * -shift),)
        if self.text[max(0, start - shift) : start] != " " * shift:
            return ()
        dash = DASH.match(self.text, start)
        kept = (Cure(dash.end(), dash.end(), " " * shift),) if dash else ()
        return (Cure(start - shift, start, ""), *kept)


def _keys_to_right(inner: str, column: int, top: Level) -> Level | None:
    """Return the level of names, to the right of a column, that has just been left and has such a field."""
    deeper = top.child is not None and top.child > column and not top.child_dashes
    if not deeper or top.child is None or not _has_own(top.pending, inner):
        return None
    return Level(top.child, top.pending)


def _has_own(shape: Shape | None, inner: str) -> bool:
    """Tell whether a value is groups under names of the author's own that have a field."""
    own = mapping_of(shape)
    return isinstance(own, Keyed) and own.item.field(inner) is not None


def _is_short(shape: Shape | None) -> bool:
    """Tell whether the entries of a list may be plain texts."""
    item = item_of(shape)
    return isinstance(shape, Points) or bool(item and any(isinstance(one, Scalar) for one in options(item)))
