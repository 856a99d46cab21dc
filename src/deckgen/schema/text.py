"""A value as it was typed, with the place of every character of it in the file."""

from __future__ import annotations

from bisect import bisect
from operator import attrgetter
from typing import ClassVar

from deckgen.diagnostics import Span
from deckgen.structs import Located, Struct
from deckgen.structs.patterns import pattern

_GAP = pattern(r"[ \t]*\n(?:[ \t]*\n)+")
_offset = attrgetter("offset")


class Mark(Struct, frozen=True):
    """Says that from `offset` of a value on, its characters are at `line` and `column` of the file."""

    offset: int
    line: int
    column: int


TextId = tuple[int, int]
"""The line and the column at which a text starts; no two texts of a file start at one place."""


class Text(Located, frozen=True):
    """A scalar: its characters as typed (quotes and indentation taken off), and where they are.

    `marks` is sorted by offset and maps a place in `value` back to the file: one entry a line, and one
    after each escape of a double-quoted scalar.
    """

    UNCOMPARED: ClassVar = ("span", "marks")
    value: str
    span: Span
    marks: tuple[Mark, ...] = ()

    def __str__(self) -> str:
        return self.value

    @property
    def id(self) -> TextId:
        """What tells it from every other text of its file, one of the same words too."""
        return self._place(0)

    def at(self, start: int, stop: int) -> Span:
        """Return the file's span of `value[start:stop]`."""
        line, column = self._place(start)
        end_line, end_column = self._place(max(start, stop - 1))
        return Span(self.span.path, line, column, end_line, end_column + (1 if stop > start else 0))

    def part(self, start: int, stop: int) -> Text:
        """Return a stretch of this text as a text of its own, its place kept."""
        first, last = (bisect(self.marks, offset, key=_offset) for offset in (start, stop - 1))
        inside = (Mark(one.offset - start, one.line, one.column) for one in self.marks[first:last])
        marks = (Mark(0, *self._place(start)), *inside)
        return Text(self.value[start:stop], self.at(start, stop), marks)

    def paragraphs(self) -> tuple[Text, ...]:
        """Return the text split at its blank lines, each paragraph with its own place."""
        parts: list[Text] = []
        start = 0
        for gap in _GAP.finditer(self.value):
            if gap.start() > start:
                parts.append(self.part(start, gap.start()))
            start = gap.end()
        if self.value[start:].strip():
            parts.append(self.part(start, len(self.value)))
        return tuple(parts) if len(parts) > 1 else (self,)

    def _place(self, offset: int) -> tuple[int, int]:
        after = bisect(self.marks, offset, key=_offset)
        best = self.marks[after - 1] if after else Mark(0, self.span.line, self.span.column)
        return best.line, best.column + (offset - best.offset)


class Number(Located, frozen=True):
    """A number as typed, with its value."""

    value: float
    span: Span
