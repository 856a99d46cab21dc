"""A slideshow's HTML → a PDF of its slides or its handout; guided notes, cue cards and a script on paper."""

from __future__ import annotations

from deckgen.writers.pdf.papers import (
    generation_of,
    write_cards,
    write_guided,
    write_guided_docx,
    write_key,
    write_script,
)
from deckgen.writers.pdf.write import prepare, write_handout, write_pdf

__all__ = [
    "generation_of",
    "prepare",
    "write_cards",
    "write_guided",
    "write_guided_docx",
    "write_handout",
    "write_key",
    "write_pdf",
    "write_script",
]
