"""Pages and their slideshow's HTML → the bytes of a PDF: the slides, or a handout with notes."""

from __future__ import annotations

from pathlib import Path

from deckgen.layout.pages import Pages
from deckgen.writers.pdf.browser import find_browser, print_page
from deckgen.writers.pdf.seal import seal

_LETTER = frozenset(("US", "CA", "MX", "PH", "CL", "CO", "VE", "GT", "CR", "PR"))
"""Where paper is cut to US Letter; everywhere else it is A4."""


def prepare(cache: Path | None) -> None:
    """Look for a browser before the work begins; raises `Refused` where there is none."""
    find_browser()


def write_pdf(pages: Pages, html: bytes) -> bytes:
    """Return the slides as a PDF, one a page. Raises `Refused` where no browser prints it."""
    return seal(print_page(find_browser(), html))


def write_handout(pages: Pages, html: bytes) -> bytes:
    """Return a handout as a PDF: each slide above its notes and lines to write on. Raises as `write_pdf`."""
    return seal(print_page(find_browser(), html, f"?print=notes&paper={_paper(pages.language)}"))


def _paper(language: str) -> str:
    """Return the paper that is used where a language is spoken, `en-US` say; A4 where no country is named."""
    regions = [part for part in language.split("-")[1:] if len(part) == 2]
    return "letter" if regions and regions[0].upper() in _LETTER else "a4"
