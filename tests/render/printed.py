"""A PDF → its pages as sheets of words, each with the edges of its ink."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium

from tests.render.judge import SHAPED, Sheet, Word

HYPHENS = frozenset("\x02\ufffe")
"""What PDFium makes of a hyphen that ends a line."""

APART = 8.0
"""The space between two words, in points, where no space stands between them; letters may be spaced, too."""

LINE = 2.0
"""How far apart the lines of two words are at least, in points."""


OPENING = ("“", "„", "«", "「", "”", "»")
"""Marks that open a quotation, in texts from right to left also those that close it."""


@dataclass(frozen=True, slots=True)
class _Glyph:
    """A letter as it is drawn: its ink in points from the page's top left corner, and its line."""

    text: str
    ink: tuple[float, float, float, float]
    line: float


def sheets(pdf: Path) -> tuple[Sheet, ...]:
    """Return the pages of a PDF."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return tuple(_sheet(document[number]) for number in range(len(document)))
    finally:
        document.close()


def _sheet(page: pypdfium2.PdfPage) -> Sheet:
    width, height = page.get_size()
    words: list[list[_Glyph]] = [[]]
    for glyph in _glyphs(page, height):
        last = words[-1]
        if not glyph.text or (last and not _beside(last[-1], glyph)):
            words.append([])
        if glyph.text:
            words[-1].append(glyph)
    return Sheet(width, height, tuple(_word(one) for one in words if one), drawn=True)


def _glyphs(page: pypdfium2.PdfPage, height: float) -> Iterator[_Glyph]:
    """Yield the letters of a page in the order in which they were drawn; one without text is a space."""
    text = page.get_textpage()
    left, right, bottom, top, x, y = (ctypes.c_double() for _ in range(6))
    for place in range(text.count_chars()):
        if pdfium.FPDFText_IsGenerated(text.raw, place):
            continue
        char = chr(pdfium.FPDFText_GetUnicode(text.raw, place))
        char = "-" if char in HYPHENS else char
        pdfium.FPDFText_GetCharBox(text.raw, place, left, right, bottom, top)
        pdfium.FPDFText_GetCharOrigin(text.raw, place, x, y)
        ink = (left.value, height - top.value, right.value, height - bottom.value)
        yield _Glyph(char.strip(), ink, height - y.value)


def _beside(one: _Glyph, other: _Glyph) -> bool:
    """Tell whether a letter follows another in the same word.

    What is joined or turned round does not, nor what stands behind a quotation mark, which a theme may hang.
    """
    if one.text in OPENING:
        return False
    apart = max(one.ink[0], other.ink[0]) - min(one.ink[2], other.ink[2])
    return abs(one.line - other.line) < LINE and apart < APART and not SHAPED.match(other.text)


def _word(glyphs: list[_Glyph]) -> Word:
    left, top, right, bottom = zip(*(glyph.ink for glyph in glyphs), strict=True)
    halves = "".join(glyph.text for glyph in glyphs).encode("utf-16", "surrogatepass")
    return Word(halves.decode("utf-16", "replace"), min(left), min(top), max(right), max(bottom))
