"""What a screen reader finds in a PDF: the tags of each page, read back by a reader of its own."""

from __future__ import annotations

import ctypes
import io
import re
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pdfplumber
import pypdfium2
import pytest
from pypdf import PdfReader
from pypdfium2 import raw

from deckgen import structs
from deckgen.deck.model import Formula, Note, Run
from deckgen.layout.pages import Page, Pages, PictureBox, Role, TextBox
from deckgen.writers import WRITERS, Handout
from deckgen.writers.pdf.browser import CHOICE
from tests.building import walk
from tests.tools import ROOT
from tests.writers.html import sample

Tag = tuple[str, str]
"""A kind of element and its alternative text."""


def _said(ask: Callable[..., int], element: Any) -> str:
    length = ask(element, None, 0)
    buffer = ctypes.create_string_buffer(length)
    ask(element, ctypes.cast(buffer, ctypes.c_void_p), length)
    return buffer.raw.decode("utf-16-le").rstrip("\0")


def _below(element: Any) -> Iterator[Tag]:
    yield _said(raw.FPDF_StructElement_GetType, element), _said(raw.FPDF_StructElement_GetAltText, element)
    for at in range(raw.FPDF_StructElement_CountChildren(element)):
        if child := raw.FPDF_StructElement_GetChildAtIndex(element, at):
            yield from _below(child)


def tags(data: bytes) -> list[list[Tag]]:
    """Return the tags of each page of a PDF, in reading order."""
    found = []
    document = pypdfium2.PdfDocument(data)
    for page in document:
        tree = raw.FPDF_StructTree_GetForPage(page.raw)
        tops = range(raw.FPDF_StructTree_CountChildren(tree))
        found.append([tag for at in tops for tag in _below(raw.FPDF_StructTree_GetChildAtIndex(tree, at))])
        raw.FPDF_StructTree_Close(tree)
    return found


@pytest.fixture(scope="module")
def kinds(tmp_path_factory: pytest.TempPathFactory) -> Pages:
    """The pages of every kind of slide."""
    return walk(ROOT / "tests" / "decks" / "kinds.yaml", tmp_path_factory.mktemp("kinds")).pages


@pytest.fixture(scope="module")
def slides(kinds: Pages, chromium_path: Path) -> bytes:
    """Every kind of slide as a PDF."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(CHOICE, str(chromium_path))
        return WRITERS["pdf"].write(kinds)


def shown(pages: Pages) -> list[Page]:
    """Return the pages that take paper."""
    return [page for page in pages.pages if not page.hidden]


def test_every_page_is_tagged(kinds: Pages, slides: bytes) -> None:
    """Headings, lists, tables with headers, figures with their descriptions, each on its own page."""
    wanted = shown(kinds)
    found = tags(slides)
    assert len(found) == len(wanted)
    for page, here in zip(wanted, found, strict=True):
        kinds_here = Counter(kind for kind, _ in here)
        assert sum(kinds_here.values()) > 5, page.id
        titled = any(isinstance(box, TextBox) and box.role is Role.TITLE and box.shown for box in page.boxes)
        assert (kinds_here["H1"] + kinds_here["H2"] > 0) == titled, page.id
        alts = [alt for kind, alt in here if kind == "Figure"]
        assert all(alts), f"{page.id}: a figure without a description"
        for box in page.boxes:
            if isinstance(box, PictureBox) and box.alt:
                assert box.alt in alts, page.id
        assert kinds_here["LI"] == kinds_here["LBody"], page.id
    every = Counter(kind for here in found for kind, _ in here)
    assert {"H1", "H2", "H3", "L", "LI", "Table", "TR", "TH", "TD", "Figure", "Link", "P"} <= set(every)


def test_the_file_says_what_pdf_ua_asks_for(kinds: Pages, slides: bytes) -> None:
    """Title and language, marked, tabs by structure, links that say where they lead, roles, its standard."""
    reader = PdfReader(io.BytesIO(slides))
    root: Any = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == kinds.language
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert reader.metadata is not None
    assert reader.metadata.title == kinds.name
    card = root["/Metadata"].get_object().get_data().decode("utf-8")
    assert "<pdfuaid:part>1</pdfuaid:part>" in card
    assert {"/Strong", "/Em"} <= set(root["/StructTreeRoot"]["/RoleMap"])
    assert str(root["/Lang"]) == kinds.language
    for page in reader.pages:
        assert str(page["/Tabs"]) == "/S"
        links = [one.get_object() for one in page.get("/Annots", ())]
        assert all(one.get("/Contents") for one in links if one["/Subtype"] == "/Link")


def test_all_that_is_drawn_is_tagged_or_ornament(slides: bytes) -> None:
    """No text, line or picture stands outside of tags, bullets and grounds neither."""
    for page in PdfReader(io.BytesIO(slides)).pages:
        content, depth = page.get_contents(), 0
        assert content is not None
        for _, operator in content.operations:
            depth += (operator in (b"BDC", b"BMC")) - (operator == b"EMC")
            assert depth or operator not in (b"Tj", b"TJ", b"f", b"f*", b"S", b"Do", b"sh")
        assert depth == 0


def test_bookmarks_stand_below_their_sections(kinds: Pages, slides: bytes) -> None:
    """Each section is a bookmark, each slide one below it that leads to its page."""
    reader = PdfReader(io.BytesIO(slides))
    outline: Any = reader.outline
    sections = [one.title for one in outline if not isinstance(one, list)]
    assert sections == list(dict.fromkeys(kinds.sections[page.section].name for page in shown(kinds)))
    below = [one for held in outline if isinstance(held, list) for one in held]
    assert [one.title for one in below] == [page.name for page in shown(kinds)]
    assert [reader.get_destination_page_number(one) for one in below] == list(range(len(below)))


@pytest.mark.parametrize(
    ("handout", "most", "noted"),
    [
        (Handout(1), 1.0, True),
        (Handout(2), 0.7, True),
        (Handout(3), 0.4, False),
        (Handout(6), 0.2, False),
        (Handout(1, notes=False), 1.0, False),
    ],
)
def test_handouts(
    kinds: Pages,
    chromium_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    handout: Handout,
    most: float,
    noted: bool,
) -> None:
    """So many slides a sheet, fewer sheets than slides; notes where they belong, whole ones; tags on each."""
    monkeypatch.setenv(CHOICE, str(chromium_path))
    data = WRITERS["handout"].write(kinds, handout)
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        text = "".join(one.extract_text(use_text_flow=True) or "" for one in pdf.pages)
        count = len(pdf.pages)
    assert count < len(shown(kinds)) * most
    notes = [
        "".join(filter(str.isalnum, "".join(r.text for r in n.runs))) for p in shown(kinds) for n in p.notes
    ]
    flat = "".join(filter(str.isalnum, text))
    assert any(notes)
    assert all(one in flat for one in notes) == noted
    assert all(len(page) > 3 for page in tags(data))
    marks: Any = PdfReader(io.BytesIO(data)).outline
    assert sum(len(one) for one in marks if isinstance(one, list)) == len(shown(kinds))


def test_no_note_is_cut_off_and_no_sheet_left_half_empty(
    chromium_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Notes longer than a sheet begin below the cover and go on; six slides stand on a sheet, not four."""
    monkeypatch.setenv(CHOICE, str(chromium_path))
    spoken = [f"said{number}" for number in range(1300)]
    notes = tuple(Note((Run(" ".join(spoken[at : at + 50])),)) for at in range(0, len(spoken), 50))
    long = structs.replace(sample.points(name="Long"), notes=notes)
    energy = Formula("E=mc^2", "<math><mi>E</mi><mo>=</mo><mi>m</mi></math>", "", False)
    told = structs.replace(sample.para("", "body", last=True), runs=(Run("E = m", formula=energy),))
    formula = sample.page(
        "list", sample.title("list", "Energy"), sample.text("list", "body", Role.PROSE, told), name="Energy"
    )
    pages = sample.deck(
        sample.cover(), long, formula, *(sample.points(name=f"Short {number}") for number in range(4))
    )
    data = WRITERS["handout"].write(pages, Handout(1))
    assert ("Formula", "E = m") in [tag for one in tags(data) for tag in one]
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        sheets = [set(re.findall(r"said\d+", one.extract_text())) for one in pdf.pages]
    assert "said0" in sheets[0]
    assert set().union(*sheets) == set(spoken)
    with pdfplumber.open(io.BytesIO(WRITERS["handout"].write(pages, Handout(6)))) as pdf:
        assert len(pdf.pages) == 2
