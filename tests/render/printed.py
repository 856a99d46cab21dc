"""A PDF → its pages as sheets of words."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pdfplumber

from tests.render.judge import Sheet, Word, ink


def sheets(pdf: Path) -> tuple[Sheet, ...]:
    """Return the pages of a PDF."""
    with pdfplumber.open(pdf) as document:
        return tuple(
            Sheet(float(page.width), float(page.height), tuple(_words(page))) for page in document.pages
        )


def _words(page: pdfplumber.page.Page) -> Iterator[Word]:
    """Give the words of a page with the edges of their ink, whatever their fonts claim."""
    for word in page.extract_words(x_tolerance=1.5, y_tolerance=2, return_chars=True):
        pieces = [
            ink(char["text"], char["x0"], char["x1"], float(page.height) - char["matrix"][5], char["size"])
            for char in word["chars"]
        ]
        yield Word(
            word["text"],
            word["x0"],
            min(piece.top for piece in pieces),
            word["x1"],
            max(piece.bottom for piece in pieces),
        )
