"""Pages → the bytes of one PowerPoint file: every part built once, related, and packed in a fixed order."""

from __future__ import annotations

from collections.abc import Iterator

from deckgen.layout.pages import Pages
from deckgen.layout.plots import ChartBox
from deckgen.writers.pptx.chart import chart_parts
from deckgen.writers.pptx.edition import Edition, edition
from deckgen.writers.pptx.layouts import layout_parts
from deckgen.writers.pptx.master import master_part
from deckgen.writers.pptx.notes import notes_master, notes_part
from deckgen.writers.pptx.package import (
    CORE_PROPERTIES,
    Part,
    Relation,
    entries,
    fingerprint,
    office,
    pack,
)
from deckgen.writers.pptx.picture import media
from deckgen.writers.pptx.presentation import (
    NOTES_THEME,
    PRESENTATION,
    THEME,
    notes_theme,
    presentation_part,
    side_parts,
)
from deckgen.writers.pptx.properties import (
    APPLICATION_PROPERTIES,
    application_properties,
    core_properties,
)
from deckgen.writers.pptx.slide import slide_part

_CORE_KIND = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"

_ROOTS = (
    Relation("rId1", office("officeDocument"), PRESENTATION, external=False),
    Relation("rId2", _CORE_KIND, CORE_PROPERTIES, external=False),
    Relation("rId3", office("extended-properties"), APPLICATION_PROPERTIES, external=False),
)


def write_pptx(pages: Pages) -> bytes:
    """Return the deck as a .pptx file. The same pages give the same bytes."""
    parts = list(_parts(edition(pages)))
    unnamed = entries([*parts, core_properties(pages, "")], _ROOTS)
    core = core_properties(pages, fingerprint(unnamed))
    return pack((name, core.data if name == CORE_PROPERTIES else data) for name, data in unnamed)


def _parts(book: Edition) -> Iterator[Part]:
    """Give all parts but the core properties, each before those that only it refers to."""
    pages = book.pages
    noted = any(page.notes for page in pages.pages)
    stored, pictures = media(pages)
    yield presentation_part(book, with_notes=noted)
    yield from side_parts(book)
    yield master_part(book, THEME)
    yield from layout_parts(book)
    if noted:
        yield notes_master(book, NOTES_THEME)
        yield notes_theme(book)
    for page in pages.pages:
        yield slide_part(book, page, stored)
        if page.notes:
            yield notes_part(book, page)
        for box in page.boxes:
            if isinstance(box, ChartBox):
                yield from chart_parts(book, page, box)
    yield from pictures
    yield application_properties(pages)
