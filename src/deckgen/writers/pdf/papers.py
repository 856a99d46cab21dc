"""Pages → the bytes of guided notes, cue cards and a script: PDFs by a browser, a document by Pandoc."""

from __future__ import annotations

import hashlib
import io
import zipfile
from pathlib import Path

from deckgen.diagnostics import DeckgenError, Diagnostic, error
from deckgen.layout.pages import Pages
from deckgen.layout.papers import CARD, LARGE_CARD, cards, guided, script
from deckgen.limits import PANDOC_BYTES_A_SECOND, PANDOC_MEGABYTES, PANDOC_SECONDS
from deckgen.pandoc.once import Leash, converted
from deckgen.writers import Handout
from deckgen.writers.generation import Generation
from deckgen.writers.pdf import fingerprint
from deckgen.writers.pdf.browser import find_browser, print_page
from deckgen.writers.pdf.sheets import card_sheets, guided_document, guided_sheet, script_sheet
from deckgen.writers.pdf.structure import completed_paper

_SEAL = "deckgen-generation "


def write_guided(pages: Pages, handout: Handout) -> bytes:
    """Return guided notes as a PDF."""
    return _printed(guided_sheet(pages, guided(pages), handout.hints), pages)


def write_key(pages: Pages, handout: Handout) -> bytes:
    """Return guided notes with their words filled in, as a PDF."""
    return _printed(guided_sheet(pages, guided(pages), handout.hints, key=True), pages)


def write_guided_docx(pages: Pages, handout: Handout) -> bytes:
    """Return guided notes as a document for a word processor; raises `DeckgenError` where Pandoc fails."""
    page = guided_document(pages, guided(pages), handout.hints)
    data = page.encode()
    made = converted(
        ("-f", "html", "-t", "docx", "-o", "-"),
        data,
        Leash(PANDOC_SECONDS + len(data) / PANDOC_BYTES_A_SECOND, PANDOC_MEGABYTES),
        # Pandoc dates a document by this variable, so that the same notes are the same bytes.
        environment={"SOURCE_DATE_EPOCH": "0"},
    )
    try:
        return _sealed(made.output)
    except (zipfile.BadZipFile, ValueError, OSError) as problem:
        said = made.complaint or str(problem)
        raise DeckgenError(
            error(f"Pandoc could not make a document of the guided notes: {said}", None)
        ) from None


def write_cards(pages: Pages, handout: Handout) -> bytes:
    """Return cue cards as a PDF, four A6 cards to a sheet of A4; raises `DeckgenError` without notes."""
    size = LARGE_CARD if handout.large else CARD
    stacks = cards(pages, size)
    if not stacks:
        raise DeckgenError(_silent())
    return _printed(card_sheets(pages, stacks, size), pages)


def write_script(pages: Pages, handout: Handout) -> bytes:
    """Return what is said as a PDF to read from; raises `DeckgenError` without notes."""
    spoken = script(pages)
    if not spoken:
        raise DeckgenError(_silent())
    return _printed(script_sheet(pages, spoken, LARGE_CARD if handout.large else CARD), pages)


def _silent() -> Diagnostic:
    return error("no slide has notes", None, "write what you will say: notes:")


def _printed(page: str, pages: Pages) -> bytes:
    return fingerprint.with_fingerprint(completed_paper(print_page(find_browser(), page.encode()), pages))


def _sealed(document: bytes) -> bytes:
    """Return a document whose archive's comment tells whether it was changed."""
    data = io.BytesIO(document)
    with zipfile.ZipFile(data, "a") as archive:
        archive.comment = f"{_SEAL}{_digest(archive)}".encode()
    return data.getvalue()


def _digest(archive: zipfile.ZipFile) -> str:
    held = hashlib.sha256()
    for name in sorted(archive.namelist()):
        held.update(name.encode())
        held.update(archive.read(name))
    return held.hexdigest()


def generation_of(given: bytes | Path) -> Generation:
    """Tell whether a PDF or a document, given by its bytes or its place, is still as deckgen wrote it."""
    data = given if isinstance(given, bytes) else given.read_bytes()
    if data[:2] != b"PK":
        return fingerprint.generation_of(data)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            said = archive.comment.decode("ascii", "replace")
            if not said.startswith(_SEAL):
                return Generation.FOREIGN
            return Generation.AS_WRITTEN if said == f"{_SEAL}{_digest(archive)}" else Generation.CHANGED
    except (zipfile.BadZipFile, ValueError, OSError):
        return Generation.FOREIGN
