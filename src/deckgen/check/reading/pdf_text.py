"""A PDF → the blocks of its text, by where its lines are. It needs pypdfium2 (the extra `essay`)."""

from __future__ import annotations

import re
import statistics
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from deckgen.check.essay import Block
from deckgen.diagnostics import DeckgenError, error
from deckgen.structs import Struct

EDGE = 0.09
"""The share of a page's height, at its head and its foot, in which what repeats is no text of the essay."""

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
    lines = _body(tuple(_lines(data, name)))
    pages = {line.page for line in lines}
    if sum(len(line.text) for line in lines) < FEWEST * max(1, len(pages)):
        raise DeckgenError(
            error(f'"{name}" holds pictures of pages, and no text', None, "save the essay from Word as .docx")
        )
    yield from _paragraphs(lines)


def _lines(data: bytes, name: str) -> Iterator[_Line]:
    try:
        import pypdfium2
    except ImportError:
        hint = 'install it: python -m pip install "deckgen[essay]", or save the essay as .docx'
        raise DeckgenError(
            error("reading a PDF needs pypdfium2, and it is not installed", None, hint)
        ) from None
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError:
        hint = "open it, and save it again without a password"
        raise DeckgenError(error(f'"{name}" cannot be read as a PDF', None, hint)) from None
    with document:
        for at in range(len(document)):
            page = document[at]
            text = page.get_textpage()
            yield from _on_page(at, text, page.get_height())
            text.close()
            page.close()


def _on_page(at: int, text: Any, height: float) -> Iterator[_Line]:
    """Yield the lines of a page in reading order, as pdfium parts them, each with its box."""
    start = 0
    for said in text.get_text_range().split("\r\n"):
        shown = [start + index for index, character in enumerate(said) if not character.isspace()]
        start += len(said) + 2
        if shown:
            boxes = [text.get_charbox(index) for index in shown if index < text.count_chars()]
            left, bottom = min(box[0] for box in boxes), min(box[1] for box in boxes)
            right, top = max(box[2] for box in boxes), max(box[3] for box in boxes)
            yield _Line(at, " ".join(said.split()), left, bottom, right, top, height)


def _body(lines: tuple[_Line, ...]) -> list[_Line]:
    """Return the lines without running heads and page numbers: what repeats at a page's edge."""
    edge = [line for line in lines if not line.height * EDGE <= line.bottom <= line.height * (1 - EDGE)]
    counts = Counter(_without_digits(line.text) for line in edge)
    repeated = {text for text, count in counts.items() if count > 1} | {""}
    gone = {id(line) for line in edge if _without_digits(line.text) in repeated}
    return [line for line in lines if id(line) not in gone and line.text]


def _without_digits(text: str) -> str:
    return re.sub(r"\d+", "", text).strip()


def _paragraphs(lines: list[_Line]) -> Iterator[Block]:
    measure = _measure(lines)
    text, last, role = "", None, "body"
    for line in lines:
        head = line.size > measure.size * LARGER and len(line.text.split()) <= MOST_WORDS
        apart = last is not None and (head != (role == "heading") or _begins(line, last, measure))
        if apart and text:
            yield Block(role, text)
            text = ""
        text = _with(text, line.text)
        role, last = "heading" if head else "body", line
    if text:
        yield Block(role, text)


class _Measure(Struct, frozen=True):
    """How the text is set, in points: its size, the distance of its lines, and its two edges."""

    size: float
    pitch: float
    left: float
    right: float


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


def _begins(line: _Line, last: _Line, measure: _Measure) -> bool:
    """Tell whether a line begins a paragraph; never one that goes on with a small letter."""
    if line.text[0].islower():
        return False
    indented = line.left > measure.left + INDENT
    short = last.right < measure.left + (measure.right - measure.left) * SHORT
    if line.page != last.page:
        return last.text.endswith(_CLOSED) and (indented or short)
    apart = last.bottom - line.bottom > measure.pitch * GAP
    return (
        apart or (indented and last.left <= measure.left + INDENT) or (short and last.text.endswith(_CLOSED))
    )


def _with(text: str, line: str) -> str:
    if text.endswith(("\u00ad", "\u0002")) or (text.endswith("-") and line[:1].islower()):
        return text[:-1] + line
    return f"{text} {line}" if text else line
