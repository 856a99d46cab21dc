"""Pages and their slideshow → the bytes of a PDF: the slides, or a handout with notes."""

from __future__ import annotations

from pathlib import Path

from deckgen.layout.pages import Pages
from deckgen.structs.pieces import Pieces
from deckgen.writers import Handout
from deckgen.writers.pdf.browser import find_browser, print_page
from deckgen.writers.pdf.fingerprint import with_fingerprint
from deckgen.writers.pdf.structure import completed

_LETTER = frozenset(("US", "CA", "MX", "PH", "CL", "CO", "VE", "GT", "CR", "PR"))
"""Where paper is cut to US Letter; everywhere else it is A4."""


def prepare(cache: Path | None) -> None:
    """Look for a browser before the work begins; raises `DeckgenError` where there is none."""
    find_browser()


def write_pdf(pages: Pages, html: Pieces) -> bytes:
    """Return the slides as a PDF, one a page. Raises `DeckgenError` where no browser prints it."""
    return with_fingerprint(completed(print_page(find_browser(), html), pages))


def write_handout(pages: Pages, html: Pieces, handout: Handout) -> bytes:
    """Return a handout as a PDF: slides, their notes and lines to write on. Raises as `write_pdf`."""
    notes = "" if handout.notes else "&notes=off"
    query = f"?print={handout.per_page}&paper={_paper(pages.language)}{notes}"
    return with_fingerprint(completed(print_page(find_browser(), html, query), pages))


def _paper(language: str) -> str:
    """Return the paper that is used where a language is spoken, `en-US` say; A4 where no country is named."""
    regions = [part for part in language.split("-")[1:] if len(part) == 2]
    return "letter" if regions and regions[0].upper() in _LETTER else "a4"
