"""A deck printed by the installed browser: pages, text, paper, links, bytes, and files of others."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pdfplumber
import pytest

from deckgen.build import build
from deckgen.compile import Options
from deckgen.deck.model import plain
from deckgen.diagnostics import DeckgenError
from deckgen.layout.pages import Pages, TextBox
from deckgen.structs import replace
from deckgen.writers import WRITERS
from deckgen.writers.generation import Generation
from deckgen.writers.pdf.browser import CHOICE
from tests import tools
from tests.building import NOW, SERVICES, walk

ESSAY = tools.ROOT / "outlines" / "destalinisation.yaml"
PLAIN = tools.ROOT / "tests" / "decks" / "plain.yaml"

Printing = Callable[[str, Pages], bytes]


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Pages:
    """The pages of the example lecture."""
    return walk(ESSAY, tmp_path_factory.mktemp("essay")).pages


@pytest.fixture
def printing(chromium_path: Path, monkeypatch: pytest.MonkeyPatch) -> Printing:
    """A function: kind of file, pages in; the file out, printed by the installed Chromium."""
    monkeypatch.setenv(CHOICE, str(chromium_path))
    return lambda kind, pages: WRITERS[kind].write(pages)


def words(text: str) -> str:
    """Return a text as its letters and digits, for breaks and spaces differ."""
    return "".join(re.findall(r"\w", text))


def shown(page: object) -> list[str]:
    """Return the texts of a page's boxes."""
    boxes = [one for one in page.boxes if isinstance(one, TextBox) and one.shown]  # type: ignore[attr-defined]
    return [words(plain(paragraph.runs)) for box in boxes for paragraph in box.paragraphs]


def test_every_slide_has_a_page(tmp_path: Path, pages: Pages, printing: Printing) -> None:
    """One page a slide, of the slide's shape, with all of its text; hidden slides take no paper."""
    file = tmp_path / "deck.pdf"
    file.write_bytes(printing("pdf", pages))
    wanted = [page for page in pages.pages if not page.hidden]
    with pdfplumber.open(file) as pdf:
        assert len(pdf.pages) == len(wanted)
        for page, paper in zip(wanted, pdf.pages, strict=True):
            assert (float(paper.width), float(paper.height)) == pytest.approx((960, 540), abs=0.5)
            printed = words(paper.extract_text(use_text_flow=True) or "")
            assert [text for text in shown(page) if text not in printed] == []
        assert pdf.metadata["Title"] == pages.name
        assert "CreationDate" not in pdf.metadata


@pytest.mark.parametrize(
    ("language", "size"), [("en", (595, 842)), ("en-GB", (595, 842)), ("en-US", (612, 792))]
)
def test_a_handout_has_notes(
    tmp_path: Path, pages: Pages, printing: Printing, language: str, size: tuple[int, int]
) -> None:
    """Each slide stands above its notes, on the paper of the country."""
    file = tmp_path / "handout.pdf"
    if language != "en-US":
        pages = replace(pages, pages=pages.pages[:7])
    file.write_bytes(printing("handout", replace(pages, language=language)))
    noted = [page for page in pages.pages if not page.hidden]
    own = [page for page in noted if page.layout != "section" and not page.layout.startswith("cover")]
    with pdfplumber.open(file) as pdf:
        assert len(own) <= len(pdf.pages) < len(noted), "covers and section slides take no page of their own"
        assert (float(pdf.pages[0].width), float(pdf.pages[0].height)) == pytest.approx(size, abs=1)
        printed = words("".join(one.extract_text(use_text_flow=True) or "" for one in pdf.pages))
    missing = [note for page in noted for note in page.notes if words(plain(note.runs)) not in printed]
    assert missing == []


def test_the_same_pages_give_the_same_bytes(pages: Pages, printing: Printing) -> None:
    """Printed twice, minutes or days apart, the file is the same and is known as deckgen's own."""
    pages = replace(pages, pages=pages.pages[:5])
    first = printing("pdf", pages)
    assert printing("pdf", pages) == first
    assert WRITERS["pdf"].generation_of(first) is Generation.AS_WRITTEN
    assert b"StructTreeRoot" in first, "the PDF is tagged for screen readers"


def test_a_pdf_of_others_is_never_overwritten(
    tmp_path: Path, chromium_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A foreign PDF stops the build, deckgen's own is replaced, one with remarks is kept by --fresh."""
    monkeypatch.setenv(CHOICE, str(chromium_path))
    order = Options(PLAIN, to="pdf", folder=tmp_path)
    file = tmp_path / "plain.pdf"
    file.write_bytes(b"%PDF-1.4\n%%EOF\n")
    with pytest.raises(DeckgenError, match="was not written by deckgen"):
        build(order, SERVICES)
    file.unlink()
    assert build(order, SERVICES).files == (file,)
    build(order, SERVICES)
    commented = file.read_bytes() + b"9 0 obj\n<</Type /Annot>>\nendobj\n%%EOF\n"
    file.write_bytes(commented)
    with pytest.raises(DeckgenError, match="changed by hand"):
        build(order, SERVICES)
    (kept,) = build(replace(order, fresh=True), SERVICES, now=NOW).backups
    assert kept.read_bytes() == commented
