"""A PDF → the blocks of its text, by where its lines are. It needs pypdfium2 (the extra `essay`)."""

from __future__ import annotations

import importlib.util
import re
import statistics
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from deckgen.check.essay import Block
from deckgen.check.reading.bounds import too_long
from deckgen.check.reading.pdf_apart import lines_apart
from deckgen.diagnostics import DeckgenError, error
from deckgen.limits import ESSAY_CHARACTERS
from deckgen.structs import Struct, replace
from deckgen.structs.patterns import pattern

EDGE = 0.09
"""The share of a page's height, at its head and its foot, in which what repeats is no text of the essay."""

NUMBERED = 0.5
"""The share of lines with a number beside them, one more each time, from which on they count lines."""

_NUMBER_AFTER = pattern(r"^(.*?)\s*(?<!\S)(\d{1,4})$")
_NUMBER_BEFORE = pattern(r"^(\d{1,4})\s+(.*)$")

LISTED = pattern(r"(?:[-•*–]|\d{1,2}[.)]|[a-z]\))\s+(?=\S)")
"""How an entry of a list begins: its mark, which is no text of it."""

COLUMN = 0.3
"""The share of lines on either side of a page's middle from which it is set in two columns."""

FEWEST = 40
"""Characters a page below which a PDF is a scan."""

INDENT, SHORT = 8, 0.85
"""Points by which a first line is indented; the share of the measure below which a line is a last one."""

MOST_WORDS = 14
"""Words of a heading."""

SOLID = 1.2
"""The distance of lines as a multiple of their size, where there is only one line."""

GAP, LARGER = 1.35, 1.08
"""The distance of lines that begins a paragraph, in pitches; the size from which a line is a heading."""


class _Line(Struct, frozen=True):
    """A line of text: its box in points from the page's foot, and its size."""

    page: int
    text: str
    left: float
    bottom: float
    right: float
    top: float
    height: float
    """Of the page."""

    @property
    def size(self) -> float:
        return self.top - self.bottom


def pdf_blocks(data: bytes, name: str) -> Iterator[Block]:
    """Yield the blocks of a PDF called `name`; raises `DeckgenError` where it holds no text."""
    every = tuple(_lines(data, name))
    if sum(len(line.text) for line in every) > ESSAY_CHARACTERS:
        raise too_long(name)
    lines = _unnumbered(_body(every))
    pages = {line.page for line in lines}
    if sum(len(line.text) for line in lines) < FEWEST * max(1, len(pages)):
        raise DeckgenError(
            error(f'"{name}" holds pictures of pages, and no text', None, "save the essay from Word as .docx")
        )
    yield from _paragraphs(lines)


def _lines(data: bytes, name: str) -> Iterator[_Line]:
    if importlib.util.find_spec("pypdfium2") is None:
        hint = 'install it: python -m pip install "deckgen[essay]", or save the essay as .docx'
        raise DeckgenError(error("reading a PDF needs pypdfium2, and it is not installed", None, hint))
    found = lines_apart(data)
    if isinstance(found, str):
        hint = "open it, and save it again without a password"
        raise DeckgenError(error(f'"{name}" cannot be read as a PDF: {found}', None, hint))
    yield from (_Line(*one) for one in found)


def _body(lines: tuple[_Line, ...]) -> list[_Line]:
    """Return the lines without running heads and page numbers: what repeats at a page's edge."""
    edge = [line for line in lines if not line.height * EDGE <= line.bottom <= line.height * (1 - EDGE)]
    counts = Counter(_without_digits(line.text) for line in edge)
    repeated = {text for text, count in counts.items() if count > 1} | {""}
    gone = {id(line) for line in edge if _without_digits(line.text) in repeated}
    return [line for line in lines if id(line) not in gone and line.text]


def _unnumbered(lines: list[_Line]) -> list[_Line]:
    """Return the lines without the numbers that journals and lawyers print beside each of them."""
    for beside, number, rest in ((_NUMBER_AFTER, 2, 1), (_NUMBER_BEFORE, 1, 2)):
        found = [beside.match(line.text) for line in lines]
        numbers = [int(one[number]) for one in found if one]
        steps = sum(after == before + 1 for before, after in pairwise(numbers))
        if len(numbers) > NUMBERED * len(lines) and steps > NUMBERED * len(numbers):
            lines = [
                replace(line, text=one[rest]) if one else line for line, one in zip(lines, found, strict=True)
            ]
    return [line for line in lines if line.text]


def _without_digits(text: str) -> str:
    return re.sub(r"\d+", "", text).strip()


def _paragraphs(lines: list[_Line]) -> Iterator[Block]:
    columns = _columns(lines)
    text, last, role = "", None, "body"
    for line in lines:
        measure = columns[_column(line, columns)]
        head = line.size > measure.size * LARGER and len(line.text.split()) <= MOST_WORDS
        listed = not head and LISTED.match(line.text) is not None
        apart = last is not None and (listed or head != (role == "heading") or _begins(line, last, columns))
        if apart and text:
            yield _block(role, text)
            text = ""
        text = _with(text, line.text)
        role, last = "heading" if head else "body", line
    if text:
        yield _block(role, text)


def _block(role: str, text: str) -> Block:
    """Return a block; an entry of a list, without its mark, belongs to what leads into it."""
    mark = LISTED.match(text) if role == "body" else None
    return Block("more", text[mark.end() :]) if mark else Block(role, text)


class _Measure(Struct, frozen=True):
    """How the text is set, in points: its size, the distance of its lines, and its two edges."""

    size: float
    pitch: float
    left: float
    right: float


def _columns(lines: list[_Line]) -> tuple[_Measure, ...]:
    """Return the measures of the columns that the text is set in, one or two."""
    middle = (min(line.left for line in lines) + max(line.right for line in lines)) / 2
    sides = [line for line in lines if line.right <= middle], [line for line in lines if line.left >= middle]
    if min(map(len, sides)) < COLUMN * len(lines):
        return (_measure(lines),)
    return tuple(map(_measure, sides))


def _column(line: _Line, columns: tuple[_Measure, ...]) -> int:
    """Return the number of the column that a line is in."""
    return len(columns) - 1 if line.left >= columns[-1].left - INDENT else 0


def _measure(lines: list[_Line]) -> _Measure:
    size = statistics.median(line.size for line in lines)
    steps = [
        above.bottom - below.bottom
        for above, below in pairwise(lines)
        if above.page == below.page and above.bottom > below.bottom
    ]
    return _Measure(
        size=size,
        pitch=statistics.median(steps) if steps else size * SOLID,
        left=statistics.mode(round(line.left) for line in lines),
        right=max(line.right for line in lines),
    )


_CLOSED = (".", "!", "?", "”", '"', "]", ")")


def _begins(line: _Line, last: _Line, columns: tuple[_Measure, ...]) -> bool:
    """Tell whether a line begins a paragraph; never one that goes on with a small letter."""
    if line.text[0].islower():
        return False
    here, there = _column(line, columns), _column(last, columns)
    mine, before = columns[here], columns[there]
    indented = line.left > mine.left + INDENT
    short = last.right < before.left + (before.right - before.left) * SHORT
    closed = last.text.endswith(_CLOSED)
    if line.page != last.page or here != there:
        return closed and (indented or short)
    apart = last.bottom - line.bottom > mine.pitch * GAP
    return apart or (indented and last.left <= mine.left + INDENT) or (short and closed)


def _with(text: str, line: str) -> str:
    if text.endswith(("\u00ad", "\u0002")) or (text.endswith(("-", "\u2010")) and line[:1].islower()):
        return text[:-1] + line
    return f"{text} {line}" if text else line
