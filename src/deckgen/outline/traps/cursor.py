"""Where the walk over the lines of a text is: the line, what is open around it, and what was found so far."""

from __future__ import annotations

from deckgen.limits import MOST_GUESSES
from deckgen.outline.traps.levels import DASH, Level, Levels, name_at
from deckgen.outline.traps.prose import Stretch, Trap
from deckgen.outline.traps.rows import Rows
from deckgen.schema.shapes import ListOf, has_field, list_of
from deckgen.schema.source import Cure
from deckgen.structs import Struct, field, replace
from deckgen.structs.patterns import pattern

DASHED_NAME = pattern(r"(?:-[ \t]+)+")


class Rest(Struct, frozen=True):
    """What is still to be read of a line: from `start` on, in `column`, at a level."""

    start: int
    stop: int
    column: int
    level: Level


class Cursor(Struct):
    """A place in the walk. `named` says that a name with a colon has been met: this is an outline."""

    rows: Rows
    newline: str
    traps: list[Trap]
    levels: Levels
    row: int = 0
    named: bool = False
    shifted: set[int] = field(default_factory=set)
    strays: tuple[int, int] = (-1, -1)
    """The line, and its column, that goes on with the lines that belong to nothing."""

    def may_guess(self) -> bool:
        """Tell whether it is still looked up what is meant by an unknown name, and count that."""
        self.levels.guesses += 1
        return self.levels.guesses <= MOST_GUESSES

    @property
    def text(self) -> str:
        """The text that is read."""
        return self.rows.text

    @property
    def open(self) -> list[Level]:
        """What is open, outermost first."""
        return self.levels.open

    def add(self, trap: Trap) -> None:
        """Note a trap."""
        self.traps.append(trap)

    def following(self) -> int | None:
        """Return the next line that says anything."""
        return self.rows.following(self.row + 1)

    def is_deeper(self, row: int | None, column: int) -> bool:
        """Tell whether a line begins further right than a column."""
        return row is not None and self.rows.columns[row] > column

    def begins_with_dash(self, row: int) -> bool:
        """Tell whether a line begins with a dash."""
        return DASH.match(self.text, *self.rows.words[row]) is not None

    def shift(self, row: int, level: Level) -> None:
        """Move a line that begins where its level does, as far as the level is off."""
        if not level.shift or row in self.shifted:
            return
        self.shifted.add(row)
        cures = self.levels.moved(self.rows.words[row][0], level.shift)
        at = level.trap
        if at is None or self.traps[at].start == self.rows.words[row][0]:
            return
        trap = self.traps[at]
        if trap.cures:
            self.traps[at] = replace(trap, cures=(*trap.cures, *cures))
        else:
            self.traps[at] = replace(trap, bridges=(*trap.bridges, *cures))

    def skip(self, level: Level, column: int) -> None:
        """Go on after the lines that are further right than a column; they move with their level."""
        self.row += 1
        while self.row < len(self.rows) and (
            self.rows.columns[self.row] < 0 or self.rows.columns[self.row] > column
        ):
            if level.shift < 0 and self.rows.columns[self.row] >= 0:
                self.shift(self.row, level)
            self.row += 1

    def skip_to(self, stop: int, level: Level) -> None:
        """Go on after the last of a value's lines, which ends at `stop`."""
        first = self.row
        while self.row < len(self.rows) and self.rows.words[self.row][1] <= stop:
            if level.shift < 0 and self.row > first and self.rows.columns[self.row] >= 0:
                self.shift(self.row, level)
            self.row += 1

    # ── what a line begins with ───────────────────────────────────────────────────────────────

    def name_in(self, row: int) -> str | None:
        """Return the name that a line begins with, after its dashes."""
        start, stop = self.rows.words[row]
        dashes = DASHED_NAME.match(self.text, start, stop)
        key = name_at(self.text, dashes.end() if dashes else start, stop)
        return key[0] if key else None

    def is_structural(self, start: int, stop: int) -> bool:
        """Tell whether a line begins with the name of a field that is open around here."""
        dashes = DASHED_NAME.match(self.text, start, stop)
        key = name_at(self.text, dashes.end() if dashes else start, stop)
        if key is None:
            return False
        if dashes is None:
            return any(has_field(level.shape, key[0]) for level in self.open)
        lists = (list_of(level.shape) for level in self.open if level.dashes)
        return any(has_field(one.item, key[0]) for one in lists if isinstance(one, ListOf))

    def extent(self, start: int, stop: int, column: int) -> tuple[list[Stretch], int | None]:
        """Return a value's lines, and the first line below that begins with a dash, if one ends it."""
        stretches = [(start, stop)]
        for row in range(self.row + 1, len(self.rows)):
            begin, end = self.rows.words[row]
            if self.rows.columns[row] < 0:
                continue
            if self.rows.columns[row] <= column or self.text[begin] == "#" or self.is_structural(begin, end):
                break
            if DASH.match(self.text, begin, end):
                return stretches, row
            stretches.append((begin, end))
        return stretches, None


def blank(start: int, stop: int) -> Cure:
    """Return what takes a stretch out of the reading and leaves every other place as it is."""
    return Cure(start, stop, " " * (stop - start))
