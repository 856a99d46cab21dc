"""Text → its lines: where the words of each begin and end, in which column, and what indents it wrongly."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from deckgen.outline.traps.prose import TAB, Stretch, Trap
from deckgen.schema.source import Cure, Source
from deckgen.structs import Struct
from deckgen.structs.patterns import pattern

_BLANKS = " \t\u00a0\u2000-\u200b\u202f\u205f\u3000"
_INDENT = pattern(f"[{_BLANKS}]*")
_WIDE = "\u3000"
"""The space of Chinese and Japanese, two columns wide."""

MOST_FIELDS = 200
"""Lines below a name or a heading that are looked at to tell what its fields are; a slide has fewer."""

NO_SPACE = "a character that only looks like a space indents this line"
MAILED = "this line begins with the > of a quoted e-mail"
_MAILED_WHOLE = pattern(r">[ \u00a0]?")
_MAILED = pattern(r">[ \u00a0]?(?=[ ]*(?:- )*[A-Za-z][\w-]*:(?:[ \t]|$))")


class Rows(Struct, frozen=True):
    """The lines of a text: their words, and the columns in which they begin (-1: there is nothing)."""

    text: str
    words: tuple[Stretch, ...]
    columns: tuple[int, ...]
    telling: tuple[int, ...]
    """For each line, the next from it on that says anything, which may be itself; there may be none."""

    def __len__(self) -> int:
        return len(self.words)

    def says(self, row: int) -> bool:
        """Tell whether a line says anything, other than a comment."""
        return self.columns[row] >= 0 and self.text[self.words[row][0]] != "#"

    def following(self, row: int) -> int | None:
        """Return the next line from `row` on that says anything."""
        found = self.telling[row] if row < len(self) else len(self)
        return found if found < len(self) else None

    def without(self, row: int) -> Cure:
        """Return what takes out a line, its end with it."""
        start, stop = self.words[row]
        line = self.text.rfind("\n", 0, start) + 1
        after = self.text.find("\n", stop)
        return Cure(line, after + 1 if after >= 0 else len(self.text), "")

    def block(self, row: int, column: int) -> list[int]:
        """Return the lines from `row` on that begin further right than `column`, as far as all do."""
        return list(self.down(row, column))

    def down(self, row: int, column: int) -> Iterator[int]:
        """Give the same one by one, for those who need not go down to the end."""
        number = self.following(row)
        while number is not None and self.columns[number] > column:
            yield number
            number = self.following(number + 1)


class Indent(Struct, frozen=True):
    """What is before a line's words and is no space: its stretch, the line, and what is said of it."""

    row: int
    start: int
    stop: int
    message: str


def measured(source: Source, tab: int) -> tuple[Rows, list[Indent]]:
    """Return the lines of a text, and what indents them and is no space; a tab counts for `tab` columns."""
    text, starts = source.text, source.starts
    words: list[Stretch] = []
    columns: list[int] = []
    found: list[Indent] = []
    mailed = _MAILED_WHOLE if _is_mail(text) else _MAILED
    for number, start in enumerate(starts):
        stop = starts[number + 1] if number + 1 < len(starts) else len(text)
        line = "" if stop - start == 1 and text[start] == "\n" else text[start:stop].rstrip(" \t\r\n\u00a0")
        if not line:
            words.append((start, start))
            columns.append(-1)
            continue
        if sign := mailed.match(line):
            found.append(Indent(number, start, start + sign.end(), MAILED))
            start, line = start + sign.end(), line[sign.end() :]
        blanks = _INDENT.match(line)
        indent = blanks[0] if blanks else ""
        bare = line[len(indent) :]
        column = len(indent) + indent.count("\t") * (tab - 1) + indent.count(_WIDE)
        words.append((start + len(indent), start + len(line)))
        columns.append(column if bare else -1)
        if bare and bare[0] != "#" and indent.strip(" "):
            found.append(Indent(number, start, start + len(indent), TAB if "\t" in indent else NO_SPACE))
    return Rows(text, tuple(words), tuple(columns), telling_rows(text, words, columns)), found


def telling_rows(text: str, words: Sequence[Stretch], columns: Sequence[int]) -> tuple[int, ...]:
    """Return for each line the next that says anything, other than a comment."""
    found, following = [0] * len(words), len(words)
    for row in reversed(range(len(words))):
        if columns[row] >= 0 and text[words[row][0]] != "#":
            following = row
        found[row] = following
    return tuple(found)


def _is_mail(text: str) -> bool:
    """Tell whether a whole file is quoted as in an e-mail, its first field with the rest."""
    lines = [line for line in text.splitlines() if line.strip()]
    if not lines or not _MAILED.match(lines[0]):
        return False
    return sum(line.startswith(">") for line in lines) > 0.9 * len(lines)


def indented(rows: Rows, found: list[Indent]) -> list[Trap]:
    """Return what is wrong with how lines are indented, lines below each other together."""
    traps: list[Trap] = []
    for one in found:
        spaces = "" if one.message == MAILED else " " * max(rows.columns[one.row], 0)
        _note(traps, Cure(one.start, one.stop, spaces), one.message, rows.text)
    return traps


def _note(traps: list[Trap], cure: Cure, message: str, text: str) -> None:
    """Add a cure to the trap of the line above it, or begin a new one."""
    last = traps[-1] if traps else None
    if (
        last
        and last.message.startswith(message)
        and text[last.cures[-1].stop : cure.start].strip("\r\n") != ""
    ):
        between = text[last.cures[-1].stop : cure.start]
        if between.count("\n") == 1:
            cures = (*last.cures, cure)
            said = f"{message} (and {len(cures) - 1} more below it)"
            traps[-1] = Trap(said, last.start, last.stop, cures)
            return
    traps.append(Trap(message, cure.start, cure.stop, (cure,)))
