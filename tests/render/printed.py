"""A PDF → its pages as sheets of words."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pdfplumber

from tests.render.judge import Sheet, Word


def sheets(pdf: Path) -> tuple[Sheet, ...]:
    """Return the pages of a PDF."""
    with pdfplumber.open(pdf) as document:
        return tuple(
            Sheet(float(page.width), float(page.height), tuple(_words(page))) for page in document.pages
        )


def _words(page: pdfplumber.page.Page) -> Iterator[Word]:
    for word in page.extract_words(x_tolerance=1.5, y_tolerance=2, keep_blank_chars=False):
        yield Word(word["text"], word["x0"], word["top"], word["x1"], word["bottom"])
