"""A PDF's bytes → its lines with their boxes, by pdfium in a process of its own that may take so much.

What is read there is whatever a stranger made: pages that unpack into gigabytes, or that end the process that
reads them. Run as a program, this file is that process: it reads the PDF, writes JSON, and imports nothing
of deckgen.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

Row = tuple[int, str, float, float, float, float, float]
"""A line: its page, its text, left, bottom, right, top in points from the page's foot, the page's height."""


def lines_apart(data: bytes) -> list[Row] | str:
    """Return the lines of a PDF, or why it cannot be read."""
    from deckgen.limits import PDF_MEGABYTES, PDF_SECONDS
    from deckgen.pandoc.apart import Bounds, done_apart

    try:
        done = done_apart(Path(__file__), data, Bounds(PDF_SECONDS, PDF_MEGABYTES, 1.4 * PDF_SECONDS))
    except subprocess.TimeoutExpired:
        return "it takes too long"
    except OSError as problem:
        return str(problem.strerror)
    try:
        return [(*one,) for one in json.loads(done.stdout)] if done.returncode == 0 else _why(done.returncode)
    except ValueError:
        return _why(done.returncode)


def _why(code: int) -> str:
    return "it is damaged, or has a password" if code == 1 else "it takes too much time or memory"


def _lines(data: bytes) -> Iterator[Row]:
    import pypdfium2

    with pypdfium2.PdfDocument(data) as document:
        for at in range(len(document)):
            try:
                page = document[at]
                text = page.get_textpage()
                yield from _on_page(at, text, page.get_height())
                text.close()
                page.close()
            except pypdfium2.PdfiumError:
                continue  # one damaged page does not cost the others


def _on_page(at: int, text: Any, height: float) -> Iterator[Row]:
    """Yield the lines of a page in reading order, as pdfium parts them, each with its box."""
    start = 0
    for said in text.get_text_range().split("\r\n"):
        shown = [start + index for index, character in enumerate(said) if not character.isspace()]
        start += len(said) + 2
        # Loose boxes are as high as the face, whichever letters a line happens to have.
        boxes = [text.get_charbox(index, loose=True) for index in shown if index < text.count_chars()]
        if boxes:
            left, right = min(box[0] for box in boxes), max(box[2] for box in boxes)
            bottom, top = (statistics.median(box[side] for box in boxes) for side in (1, 3))
            yield at, " ".join(said.split()), left, bottom, right, top, height


if __name__ == "__main__":
    sys.stdout.buffer.write(json.dumps(list(_lines(sys.stdin.buffer.read()))).encode())
