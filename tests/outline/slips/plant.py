"""A good outline's lines → the same with slips planted in them, each with the line to report it on."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import dataclass, field

FIELD = re.compile(r"^(\s*(?:- )?)([a-z][a-z-]*):(?: (\S.*))?$")
POINT = re.compile(r"^(\s*)- (.+)$")


WIDE: set[str] = set()
"""Kinds that change more rows than one: they are not planted around others."""


@dataclass(eq=False)
class Row:
    """A line of an outline; `was` is how it was before a slip, None where the slip put it there."""

    text: str
    was: str | None = ""
    gone: bool = False
    slip: str = ""

    def __post_init__(self) -> None:
        if self.was == "":
            self.was = self.text

    @property
    def indent(self) -> int:
        """How far in the line begins."""
        return len(self.text) - len(self.text.lstrip(" "))


Plant = Callable[["Sheet", int, random.Random], "Row | tuple[Row, ...] | None"]
"""Plants a slip at a line, and returns the rows that may be reported for it, the best first."""


@dataclass
class Sheet:
    """The rows of an outline, with what has been planted."""

    rows: list[Row]
    planted: list[tuple[str, tuple[Row, ...]]] = field(default_factory=list)

    @classmethod
    def of(cls, text: str) -> Sheet:
        """Return the rows of a text."""
        return cls([Row(line) for line in text.splitlines()])

    @property
    def text(self) -> str:
        """The text as it is now."""
        return "\n".join(row.text for row in self.rows if not row.gone) + "\n"

    def number(self, row: Row) -> int:
        """Return the line, from 1, that a row is on; of one that is gone, that of the row after it."""
        shown = 0
        for one in self.rows:
            shown += not one.gone
            if one is row:
                return shown + one.gone
        raise AssertionError(row)

    def below(self, at: int) -> list[Row]:
        """Return the rows that belong to one: all further in, and points in its own column."""
        start = self.rows[at]
        found = []
        for row in self.rows[at + 1 :]:
            if row.text.strip() and row.indent <= start.indent:
                break
            found.append(row)
        return found

    def after(self, at: int) -> Row | None:
        """Return the next row that says anything."""
        return next((row for row in self.rows[at + 1 :] if row.text.strip() and not row.gone), None)

    def path(self, at: int) -> list[str]:
        """Return the names of the fields that a row is in, the innermost last, its own left out."""
        names: list[str] = []
        limit = self.rows[at].indent
        for row in reversed(self.rows[:at]):
            if row.text.strip() and row.indent < limit:
                limit = row.indent
                found = FIELD.match(row.text)
                names.append(found[2] if found else "")
        return list(reversed(names))

    def inside_text(self, at: int) -> bool:
        """Tell whether a row is a line of text of several lines."""
        limit = self.rows[at].indent
        for row in reversed(self.rows[:at]):
            if row.text.strip() and row.indent < limit:
                return row.text.endswith("|")
        return False


def plant(sheet: Sheet, kinds: dict[str, Plant], count: int, rng: random.Random) -> None:
    """Plant slips of kinds drawn at random, each on rows of its own with an untouched one between."""
    tries = 0
    names = list(kinds)
    while len(sheet.planted) < count and tries < count * 3:
        tries += 1
        name = rng.choice(names)
        places = list(range(len(sheet.rows)))
        rng.shuffle(places)
        any(_planted(sheet, at, name, kinds[name], rng) for at in places)


def _planted(sheet: Sheet, at: int, name: str, made: Plant, rng: random.Random) -> bool:
    """Plant a slip at a line if it can be, and tell whether it could."""
    rows = sheet.rows
    if any(row.slip or row.gone for row in rows[max(0, at - 1) : at + 2]):
        return False
    if not rows[at].text.strip() or rows[at].text.lstrip().startswith("#"):
        return False
    if name in WIDE and any(row.slip for row in sheet.below(at)[:40]):
        return False
    before = [(row, row.text) for row in rows]
    reported = made(sheet, at, rng)
    if reported is None:
        for row, text in before:
            row.text = text
        return False
    chosen = reported if isinstance(reported, tuple) else (reported,)
    for row, text in before:
        if row.text != text or row.gone:
            row.slip = row.slip or name
    for row in (*chosen, *(one for one in sheet.rows if one.was is None)):
        row.slip = row.slip or name
    sheet.planted.append((name, chosen))
    return True
