"""Columns of lines → what is open where: which list or which named fields a line belongs to.

A line that lines up with nothing is reported, and read as if it stood where it most likely belongs.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from deckgen.outline import fields
from deckgen.outline.prose import SHIFTED, Trap
from deckgen.outline.shapes import Shape, has_field, item_of
from deckgen.outline.source import Cure

KEY = re.compile(
    r"""("(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^\s"'#\[\]{}](?:[^#\r\n]|(?<=\S)\#)*?)[ \t]*:(?=[ \t]|$)"""
)
DASH = re.compile(r"-(?=[ \t]|$)")
MARKER = re.compile(r"[•‣◦▪●·–—*+][ \t]+(?=\S)|[•‣◦▪●](?=\S)|-(?=[^\s-])")
MOST_LEVELS = 60


def name_at(text: str, start: int, stop: int) -> tuple[str, int] | None:
    """Return a line's name and the offset behind its colon."""
    found = KEY.match(text, start, stop)
    return (found[1].strip("\"'"), found.end()) if found else None


@dataclass(slots=True)
class Level:
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


class Levels:
    """What is open at the line that is being read, outermost first; `traps` takes what is found wrong."""

    def __init__(self, text: str, traps: list[Trap]) -> None:
        self.text = text
        self.traps = traps
        self.open = [Level(-1, fields.OUTLINE, waits=True, pending=fields.OUTLINE)]

    def enter(self, column: int, start: int, stop: int) -> int:
        """Find or open the level that a line belongs to; return the column in which it should stand."""
        levels = self.open
        dash = DASH.match(self.text, start, stop) is not None
        while len(levels) > 1 and levels[-1].column > column:
            levels.pop()
        top = levels[-1]
        if top.column == column:
            below = levels[-2] if len(levels) > 1 else None
            if top.dashes and not dash and below and below.column == column:
                if not MARKER.match(self.text, start, stop) or name_at(self.text, start, stop):
                    levels.pop()
            elif not top.dashes and dash and top.waits:
                top.waits = False
                levels.append(Level(column, top.pending, dashes=True))
            elif (
                top.dashes
                and not dash
                and (key := name_at(self.text, start, stop))
                and has_field(item_of(top.shape), key[0])
            ):
                return self._misplaced(column, start, stop, dash)
            return column
        if len(levels) > MOST_LEVELS:
            return column
        if top.waits:
            top.waits, top.child, top.child_dashes = False, column, dash
            levels.append(Level(column, top.pending, dashes=dash))
            return column
        return self._misplaced(column, start, stop, dash)

    def _misplaced(self, column: int, start: int, stop: int, dash: bool) -> int:
        """Report a line that stands in a column where nothing is open, and go on as if it stood right."""
        wanted = self._wanted(start, stop, dash)
        if wanted is None:
            return column
        shift = column - wanted.column
        if not shift:
            self.open.append(wanted)
            return column
        hint = f"begin it in column {wanted.column + 1}, here it begins in column {column + 1}"
        bridges = self.moved(start, shift)
        self.traps.append(Trap(SHIFTED, start, stop, bridges=bridges, hints=(hint,)))
        if shift < 0:
            wanted.shift = 0
            self.open.append(wanted)
            return wanted.column
        self.open.append(Level(column, wanted.shape, dashes=dash, shift=shift))
        return column

    def _wanted(self, start: int, stop: int, dash: bool) -> Level | None:
        """Return the level that a misplaced line most likely belongs to."""
        top = self.open[-1]
        if dash:
            if top.child_dashes and top.child is not None:
                return Level(top.child, top.pending, dashes=True)
            return next((replace(one) for one in reversed(self.open) if one.dashes), None)
        key = name_at(self.text, start, stop)
        if key is None:
            return None
        for level in reversed(self.open):
            if has_field(level.shape, key[0]):
                return Level(level.column, level.shape)
            if level.child is None:
                continue
            if level.dashes and has_field(item_of(level.shape), key[0]):
                return Level(level.child, item_of(level.shape))
            if not level.child_dashes and has_field(level.pending, key[0]):
                return Level(level.child, level.pending)
        return None

    def moved(self, start: int, shift: int) -> tuple[Cure, ...]:
        """Return the bridges that move a line left; what stands behind its dash keeps its column."""
        if shift < 0:
            return (Cure(start, start, " " * -shift),)
        if self.text[max(0, start - shift) : start] != " " * shift:
            return ()
        dash = DASH.match(self.text, start)
        kept = (Cure(dash.end(), dash.end(), " " * shift),) if dash else ()
        return (Cure(start - shift, start, ""), *kept)
