"""A slideshow's HTML → a PDF of its slides or of its handout, printed by an installed browser."""

from __future__ import annotations

from deckgen.writers.pdf.fingerprint import generation_of
from deckgen.writers.pdf.write import prepare, write_handout, write_pdf

__all__ = ["generation_of", "prepare", "write_handout", "write_pdf"]
