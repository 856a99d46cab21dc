"""Pages → the bytes of one PowerPoint file: every part built once, related, and packed in a fixed order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial

from deckgen.layout.pages import Page, Pages
from deckgen.layout.plots import ChartBox
from deckgen.structs import replace
from deckgen.structs.memos import memo, same
from deckgen.structs.pieces import Content, Pieces
from deckgen.writers.pptx.base import BASE, base_parts, base_text
from deckgen.writers.pptx.chart.names import chart_numbers
from deckgen.writers.pptx.context import PackageContext, context
from deckgen.writers.pptx.document.layouts import layout_parts
from deckgen.writers.pptx.document.master import master_part
from deckgen.writers.pptx.document.presentation import (
    NOTES_THEME,
    PRESENTATION,
    THEME,
    notes_theme,
    presentation_part,
    side_parts,
)
from deckgen.writers.pptx.document.properties import (
    APPLICATION_PROPERTIES,
    application_properties,
    core_properties,
    told_properties,
)
from deckgen.writers.pptx.notes import notes_master, notes_part
from deckgen.writers.pptx.package import (
    CORE_KIND,
    CORE_PROPERTIES,
    Media,
    Part,
    Relation,
    entries,
    fingerprint,
    office,
    pack,
)
from deckgen.writers.pptx.shapes.picture import media
from deckgen.writers.pptx.slide import slide_part

_ROOTS = (
    Relation("rId1", office("officeDocument"), PRESENTATION, external=False),
    Relation("rId2", CORE_KIND, CORE_PROPERTIES, external=False),
    Relation("rId3", office("extended-properties"), APPLICATION_PROPERTIES, external=False),
)


def write_pptx(pages: Pages, *, with_base: bool = True) -> bytes:
    """Return the deck as a .pptx file. The same pages give the same bytes; see `pptx_pieces`."""
    return bytes(pptx_pieces(pages, with_base=with_base))


def pptx_pieces(pages: Pages, *, with_base: bool = True) -> Pieces:
    """Return the deck as the pieces of a .pptx file; its recordings stay in their files until it is saved.

    `with_base` has it keep what was generated, for the next build to tell apart who has changed what. Raises
    `DeckgenError` where it is too large.
    """
    return pack(pptx_files(pages, with_base=with_base).items())


def pptx_files(pages: Pages, *, with_base: bool = True) -> dict[str, Content]:
    """Return the files of the package by their names, for whoever does not pack them; see `pptx_pieces`."""
    parts = parts_of(pages, with_base=with_base)
    if with_base:
        parts += base_parts(pages.deck_id, generated_base(pages, parts))
    unnamed = entries([*parts, core_properties(pages, "")], _ROOTS)
    core = core_properties(pages, fingerprint(unnamed))
    return {name: core.data if name == CORE_PROPERTIES else data for name, data in unnamed}


def generated_base(pages: Pages, parts: Iterable[Part]) -> bytes:
    """Return the base of a deck with these parts, core properties aside; see `base_text`."""
    return base_text(pages.deck_id, parts, told_properties(pages))


def parts_of(pages: Pages, *, with_base: bool = False) -> list[Part]:
    """Return all parts but the core properties and the base; `with_base` has the presentation lead to it."""
    return list(_parts(context(pages), BASE if with_base else None))


def _parts(book: PackageContext, base: str | None) -> Iterator[Part]:
    """Give all parts but the core properties, each before those that only it refers to."""
    pages = book.pages
    stored, pictures = media(pages)
    yield presentation_part(book, base)
    yield from side_parts(book)
    yield master_part(book, THEME)
    yield from layout_parts(book)
    yield notes_master(book, NOTES_THEME)
    yield notes_theme(book)
    others = (replace(pages, pages=()), pages.talk_length, book.targets, stored)
    around = same("around slide parts", others)
    for number, page in enumerate(pages.pages, 1):
        given = (around, page, number)
        yield from memo("slide parts", page.id, given, partial(_slide_parts, book, page, number, stored))
    yield from pictures
    yield application_properties(pages)


def _slide_parts(book: PackageContext, page: Page, number: int, stored: Media) -> tuple[Part, ...]:
    return tuple(slide_parts(book, page, number, stored))


def slide_parts(book: PackageContext, page: Page, number: int, stored: Media) -> Iterator[Part]:
    """Yield the parts that are a page's own: the file's `number`th slide, from 1, its notes, its charts.

    `book` and `stored` are the deck's, from `context` and `media`.
    """
    yield slide_part(book, page, number, stored)
    yield notes_part(book, page, number)
    numbers = chart_numbers(page, number)
    for box in page.boxes:
        if isinstance(box, ChartBox):
            from deckgen.writers.pptx.chart.part import chart_parts

            yield from chart_parts(book, numbers[box.key], box)
