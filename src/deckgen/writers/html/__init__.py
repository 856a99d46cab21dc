"""Pages → one HTML file that needs nothing but a browser: the slideshow, its notes and its runtime."""

from __future__ import annotations

from deckgen.writers.html.fingerprint import generation_of
from deckgen.writers.html.write import html_pieces, prepare, write_html

__all__ = ["generation_of", "html_pieces", "prepare", "write_html"]
