"""What was typed: the outline file as values, a span on every one.

Nothing here is interpreted. Scalars are the text the author typed, inline markup is unread, files are
names. `deckgen.deck` gives it its meaning.
"""

from __future__ import annotations

import re
from bisect import bisect
from dataclasses import dataclass
from operator import attrgetter
from pathlib import Path

from deckgen.diagnostics import Span

_GAP = re.compile(r"[ \t]*\n(?:[ \t]*\n)+")
_offset = attrgetter("offset")


@dataclass(frozen=True, slots=True)
class Mark:
    """Says that from `offset` of a value on, its characters stand at `line` and `column` of the file."""

    offset: int
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Text:
    """A scalar: its characters as typed (quotes and indentation taken off), and where they stand.

    `marks` is sorted by offset and maps a place in `value` back to the file: one entry a line, and one
    behind each escape of a double-quoted scalar.
    """

    value: str
    span: Span
    marks: tuple[Mark, ...] = ()

    def __str__(self) -> str:
        return self.value

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
        """Return the text parted at its blank lines, each paragraph with its own place."""
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
        behind = bisect(self.marks, offset, key=_offset)
        best = self.marks[behind - 1] if behind else Mark(0, self.span.line, self.span.column)
        return best.line, best.column + (offset - best.offset)


@dataclass(frozen=True, slots=True)
class Number:
    """A number as typed, with its value."""

    value: float
    span: Span


@dataclass(frozen=True, slots=True)
class Bullet:
    """One point of a list, with the points below it (nested once)."""

    text: Text
    children: tuple[Bullet, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Bullets:
    """`bullets:` a list of points."""

    items: tuple[Bullet, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Prose:
    """`text:` running text, a paragraph each."""

    paragraphs: tuple[Text, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Quote:
    """`quote:` somebody's words, whose they are, and where they stand (`cite:` holds citations)."""

    text: Text
    by: Text | None
    cite: Text | None
    span: Span


@dataclass(frozen=True, slots=True)
class Code:
    """`code:` program text, or the name of a file that holds it in `file`; `highlight` names lines."""

    text: Text | None
    file: Text | None
    language: Text | None
    highlight: Text | None
    caption: Text | None
    span: Span


@dataclass(frozen=True, slots=True)
class Equation:
    """`equation:` a formula in TeX; `alt` says it in words."""

    text: Text
    alt: Text | None
    caption: Text | None
    span: Span


@dataclass(frozen=True, slots=True)
class Image:
    """`image:` a picture file. `decorative` says that it means nothing and needs no alt text.

    `fit` is `crop` or `contain`, None where it is left to the layout.
    """

    file: Text
    alt: Text | None
    caption: Text | None
    credit: Text | None
    decorative: bool
    span: Span
    fit: Text | None = None


@dataclass(frozen=True, slots=True)
class Media:
    """`media:` a video or a sound, the picture that stands in its place first, and its captions' file.

    `start` is the time at which it begins, as typed: 90, 1:30, 0:01:30.
    """

    file: Text
    alt: Text | None
    poster: Text | None
    captions: Text | None
    caption: Text | None
    credit: Text | None
    start: Text | None
    loop: bool
    span: Span


@dataclass(frozen=True, slots=True)
class Table:
    """`table:` header cells and rows, or a .csv file's name in `file` (then the rest is empty)."""

    columns: tuple[Text, ...]
    rows: tuple[tuple[Text, ...], ...]
    caption: Text | None
    file: Text | None
    span: Span


@dataclass(frozen=True, slots=True)
class Chart:
    """`chart:` rows of a category and its numbers, a name for each series, or a .csv file's name in `file`.

    `columns` is empty where there is one series without a name; a row of a bare list of numbers is one cell.
    """

    kind: Text | None
    columns: tuple[Text, ...]
    rows: tuple[tuple[Text, ...], ...]
    file: Text | None
    highlight: Text | None
    unit: Text | None
    x: Text | None
    y: Text | None
    alt: Text | None
    caption: Text | None
    credit: Text | None
    span: Span


@dataclass(frozen=True, slots=True)
class Event:
    """One event of a timeline."""

    date: Text
    text: Text
    span: Span


@dataclass(frozen=True, slots=True)
class Timeline:
    """`timeline:` events in the file's order."""

    events: tuple[Event, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a process."""

    title: Text
    text: Text | None
    span: Span


@dataclass(frozen=True, slots=True)
class Process:
    """`process:` steps in the file's order."""

    steps: tuple[Step, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Comparison:
    """`compare:` two sides, and rows of what is compared and what holds of either."""

    sides: tuple[Text, Text]
    rows: tuple[tuple[Text, Text, Text], ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Agenda:
    """`agenda:` what is to come; without items it is the sections."""

    items: tuple[Text, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Summary:
    """`summary:` what has been shown; without items it is the sections' claims, filled in by the reader."""

    items: tuple[Text, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Column:
    """One column of `columns:`, a heading over a list or running text."""

    title: Text | None
    content: Bullets | Prose
    span: Span


@dataclass(frozen=True, slots=True)
class Columns:
    """`columns:` two columns side by side."""

    columns: tuple[Column, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Statement:
    """`statement:` one sentence that fills the slide."""

    text: Text
    span: Span


@dataclass(frozen=True, slots=True)
class Question:
    """`question:` what the class is asked, what to do, and for how many minutes."""

    prompt: Text
    task: Text | None
    minutes: Number | None
    span: Span


@dataclass(frozen=True, slots=True)
class BigNumber:
    """`number:` one figure set large, and what it counts."""

    value: Text
    label: Text
    span: Span


@dataclass(frozen=True, slots=True)
class Passage:
    """`passage:` a text to read closely, with notes in its margin."""

    text: Text
    notes: tuple[Text, ...]
    span: Span


Block = (
    Bullets
    | Prose
    | Quote
    | Code
    | Equation
    | Image
    | Media
    | Table
    | Chart
    | Timeline
    | Process
    | Comparison
    | Agenda
    | Summary
    | Columns
    | Statement
    | Question
    | BigNumber
    | Passage
)


@dataclass(frozen=True, slots=True)
class Slide:
    """One slide as written. `cite` names the sources the whole slide rests on."""

    span: Span
    id: Text | None
    title: Text | None
    layout: Text | None
    blocks: tuple[Block, ...]
    cite: Text | None
    notes: Text | None
    minutes: Number | None
    paragraphs: Text | None
    """`from:` the essay's paragraphs that it covers, `3` or `3-5`."""
    build: bool
    hidden: bool


@dataclass(frozen=True, slots=True)
class Section:
    """One section of the essay; its key is its lasting name."""

    key: Text
    title: Text
    paragraphs: Text | None
    slides: tuple[Slide, ...]
    span: Span
    claim: Text | None = None


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a reference: `year: 1996`, or several values: `author: [A, B]`."""

    name: Text
    values: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Reference:
    """One work in the short form; the key is what citations name."""

    key: Text
    fields: tuple[Field, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Word:
    """One of deckgen's own words, as the author wants it: `works-cited: Sources`."""

    name: Text
    text: Text


@dataclass(frozen=True, slots=True)
class Outline:
    """The whole file."""

    path: Path
    span: Span
    title: Text
    subtitle: Text | None
    authors: tuple[Text, ...]
    course: Text | None
    date: Text | None
    language: Text | None
    words: tuple[Word, ...]
    theme: Text | None
    dark: bool
    comfort: bool
    citations: Text | None
    minutes: Number | None
    essay: Text | None
    references: tuple[Reference, ...]
    reference_files: tuple[Text, ...]
    cover: bool
    cover_image: Image | None
    roadmap: bool
    works_cited: bool
    credits: bool
    """Whether the deck closes with a list of those who made its pictures."""
    nocite: tuple[Text, ...]
    sources: Text | None
    references_in_notes: bool
    sections: tuple[Section, ...]
    agenda: bool = False
    """Whether a list of the sections stands behind the cover."""
    transition: Text | None = None
    """How slides change, where the theme is not to say."""
