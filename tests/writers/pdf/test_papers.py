"""Guided notes leave out what they are to leave out, cue cards lose no word, large print is large."""

from __future__ import annotations

import io
import re
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import pytest

from deckgen import cli
from deckgen.build import build
from deckgen.check.access.read import read_access
from deckgen.compile import compile_file
from deckgen.diagnostics import DeckgenError
from deckgen.layout.pages import Pages, paragraphs_of
from deckgen.layout.papers import (
    CARD,
    CARD_HEIGHT,
    LEADING,
    WIDER,
    Cells,
    GuidedSlide,
    Line,
    Piece,
    blanks_of,
    cards,
    guided,
    script,
)
from deckgen.layout.text.metrics import face
from deckgen.orders.options import Options, places
from deckgen.pandoc.process import find_pandoc
from deckgen.writers import Handout
from deckgen.writers.generation import Generation
from deckgen.writers.html import write_html
from deckgen.writers.pdf import generation_of, write_guided_docx
from deckgen.writers.pdf.sheets import card_sheets, guided_document, guided_sheet
from tests.building import SERVICES

SENTENCE = "The same rain fell on both sides of many a border, and the price of rye rose there by half."
TALK = f"""\
title: The year without a summer
language: en
speakers: [Mara Quill, Jon Ferris]
sections:
  one:
    title: The mountain
    speaker: Mara Quill
    slides:
      - id: third
        title: Tambora lost its upper {{{{third}}}}
        bullets:
          - "{{{{Sulphur}}}}, not ash, dimmed the sun"
          - Far up it made a {{{{thin veil}}}} of drops:
              - It lasted {{{{**two** years}}}}
        notes: |
          Nobody in Europe heard of it, and this is for the speaker alone.

          Remember: the {{{{dust}}}} fell within days.
      - title: What it cost
        table: {{columns: [Where, Deaths], rows: [[At once, "{{{{10,000}}}}"], [Later, "60,000"]]}}
        notes: Ten thousand at once.
  two:
    title: The hunger
    speaker: Jon Ferris
    slides:
      - id: long
        title: People made the hunger
        text: {SENTENCE} {SENTENCE} {SENTENCE} {SENTENCE}
        notes: |
          {" ".join(f"{number} {SENTENCE}" for number in range(12))}

          - And a point of a list
"""
LEFT_OUT = ("third", "Sulphur", "thin veil", "two years", "dust", "10,000")


@pytest.fixture(scope="module")
def talk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An outline with blanks in titles, points, cells and notes."""
    file = tmp_path_factory.mktemp("talk") / "talk.yaml"
    file.write_text(TALK, encoding="utf-8")
    return file


@pytest.fixture(scope="module")
def pages(talk: Path) -> Pages:
    """The pages of it."""
    return laid_out(talk)


def laid_out(talk: Path, **more: str) -> Pages:
    """Return the pages of a talk."""
    compiled = compile_file(Options(talk, **more), SERVICES)  # type: ignore[arg-type]
    assert [one.message for one in compiled.diagnostics] == []
    assert compiled.pages is not None
    return compiled.pages


def test_blanks_are_ordinary_words_on_slides(pages: Pages) -> None:
    """The audience sees no braces, and notes have none."""
    html = write_html(pages).decode()
    shown = re.sub(r"<[^>]+>", "", html)
    assert "{{" not in html
    assert "Tambora lost its upper third" in shown
    assert "the dust fell within days" in shown


def test_guided_notes_leave_them_out(pages: Pages) -> None:
    """Blanks 1.6 times as wide as their words; of the notes only the paragraphs that have one."""
    slides = guided(pages)
    assert blanks_of(slides) == LEFT_OUT
    lines = [
        part for one in slides for part in (one.title, *one.parts, *one.notes) if not isinstance(part, Cells)
    ]
    pieces = {piece.text: piece.width for line in lines for piece in line.pieces if piece.width}
    plain = face(pages.theme.faces["body"].metrics, bold=False, italic=False)
    assert pieces["thin veil"] == pytest.approx(plain["thin veil"] * 12 * WIDER, abs=0.05)
    sheet = guided_sheet(pages, slides, "")
    assert not [word for word in LEFT_OUT if word in sheet]
    assert "for the speaker alone" not in sheet
    assert sheet.count('class="blank"') == len(LEFT_OUT)
    assert "60,000" in sheet


def test_points_and_cells_keep_their_places(pages: Pages) -> None:
    """A point below another is a list within it, a cell over two columns is one; none of it is empty."""
    slides = guided(pages)
    sheet = guided_document(pages, slides, "")
    assert re.search(r"of drops<ul><li>It lasted <u>[^<]+</u></li></ul></li></ul>", sheet)
    wide = Cells(((Line((Piece("At once"),), span=2),), (Line((Piece("a"),)), Line((Piece("b"),)))), 1)
    only = GuidedSlide("1", Line((Piece("Cost"),)), (wide,), ())
    assert '<thead><tr><th colspan="2">At once</th></tr></thead>' in guided_sheet(pages, [only], "")


def test_hints_and_the_key(pages: Pages) -> None:
    """A list of the words, or the first letter of each, on request; a key has them all in place."""
    slides = guided(pages)
    assert "10,000 · dust · Sulphur · thin veil · third · two years" in guided_sheet(pages, slides, "bank")
    letters = guided_sheet(pages, slides, "letters")
    assert 'S<span class="blank"' in letters
    assert "Sulphur" not in letters
    key = guided_sheet(pages, slides, "bank", key=True)
    assert key.count('class="filled"') == len(LEFT_OUT)


def test_the_document_can_be_edited(pages: Pages) -> None:
    """A word processor's file without the words, with underlined room for them, sealed like all files."""
    data = write_guided_docx(pages, Handout())
    assert data == write_guided_docx(pages, Handout())
    assert generation_of(data) is Generation.AS_WRITTEN
    read = subprocess.run(
        [find_pandoc(), "-f", "docx", "-t", "html"], input=data, capture_output=True, check=True
    )
    text = read.stdout.decode()
    assert text.count("<u>") == len(LEFT_OUT)
    assert not [word for word in LEFT_OUT if word in text]
    assert "dimmed the sun" in text
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        held = " ".join(archive.read(name).decode("utf-8", "replace") for name in archive.namelist())
    assert not [word for word in LEFT_OUT if word in held]
    again = io.BytesIO(data)
    with zipfile.ZipFile(again, "a") as archive:
        archive.writestr("word/more.xml", "<more/>")
    assert generation_of(again.getvalue()) is Generation.CHANGED
    assert generation_of(b"PK") is Generation.FOREIGN
    assert "\u00a0" * 3 in guided_document(pages, guided(pages), "")


def test_guided_notes_without_a_blank_are_told_of(tmp_path: Path) -> None:
    """Whoever asks for them has forgotten the braces, and would print the slides."""
    file = tmp_path / "talk.yaml"
    for text, said in (
        (TALK, []),
        (re.sub("[{}]{2}", "", TALK), ["nothing is left blank in the guided notes"]),
    ):
        file.write_text(text, encoding="utf-8")
        found = build(Options(file, to="guided-docx"), SERVICES).warnings
        assert [one.message for one in found if "left blank" in one.message] == said
    with pytest.raises(DeckgenError, match="nothing is left blank"):
        build(Options(file, to="guided-docx", strict=True, folder=tmp_path / "strict"), SERVICES)
    assert not (tmp_path / "strict").exists()


def test_cue_cards_lose_no_word(pages: Pages) -> None:
    """Each speaker's by themselves, in as many cards as their lines need, nothing below 14 points."""
    stacks = cards(pages)
    assert [{card.speaker for card in stack} for stack in stacks] == [{"Mara Quill"}, {"Jon Ferris"}]
    parts = [card for card in stacks[1] if card.name == "People made the hunger"]
    assert len(parts) > 1
    assert [(card.part, card.parts) for card in parts] == [
        (at, len(parts)) for at in range(1, len(parts) + 1)
    ]
    said = " ".join(piece.text for card in parts for line in card.lines for piece in line.pieces)
    wanted = re.sub(r"(?m)^\s*- ", "", TALK.split("notes: |\n")[-1])
    assert said.split() == wanted.split()
    assert CARD >= 14
    sheet = card_sheets(pages, stacks, CARD)
    assert sheet.count('class="sheet"') == sum(-(-len(stack) // 4) for stack in stacks)
    assert CARD_HEIGHT / (CARD * LEADING) >= 12


def test_a_script_has_what_is_said(pages: Pages) -> None:
    """Slide by slide, with who says it, once."""
    spoken = script(pages)
    lines = ["".join(piece.text for piece in line.pieces) for one in spoken for line in one.lines]
    assert not {"Mara Quill:", "Jon Ferris:"} & set(lines)
    assert [one.speaker for one in spoken][-1] == "Jon Ferris"
    said = "".join(piece.text for one in spoken for line in one.lines for piece in line.pieces)
    assert "Remember: the dust fell" in said


def test_large_print_raises_what_is_small(talk: Path, pages: Pages) -> None:
    """Nothing that is read is below 24 points, tables below 21; slides are split, and keep their ids."""
    large = laid_out(talk, size="large")
    assert list(dict.fromkeys(page.slide_id for page in large.pages)) == list(
        dict.fromkeys(page.slide_id for page in pages.pages)
    )
    sizes = {
        one.size
        for page in large.pages
        for box in page.boxes
        for one in paragraphs_of(box)
        if one.style in ("body", "table", "thead")
    }
    assert min(sizes) >= 21
    assert {one.name for one in places(Options(talk, size="large"))} == {"talk-large.pptx", "talk-large.html"}


def test_the_files_are_printed(talk: Path, tmp_path: Path, chromium_path: str) -> None:
    """By an installed browser; students have no key, and cards without notes are refused."""
    import pypdf

    built = build(Options(talk, to="guided,cards,script", folder=tmp_path), SERVICES)
    names = ("guided.pdf", "guided.docx", "guided-key.pdf", "cards.pdf", "script.pdf")
    assert [file.name for file in built.files] == [f"talk-{name}" for name in names]
    read = {
        file.name: " ".join(page.extract_text() for page in pypdf.PdfReader(file).pages)
        for file in built.files
        if file.suffix == ".pdf"
    }
    assert not [word for word in LEFT_OUT if word in read["talk-guided.pdf"]]
    assert not [word for word in LEFT_OUT if word not in read["talk-guided-key.pdf"]]
    for name in read:
        root: Any = pypdf.PdfReader(tmp_path / name).trailer["/Root"]
        assert b"<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_data(), name
        assert {"/Strong", "/Em"} <= set(root["/StructTreeRoot"]["/RoleMap"]), name
        assert [one.message for one in read_access(tmp_path / name).issues] == [], name
    first = pypdf.PdfReader(tmp_path / "talk-cards.pdf").pages[0].mediabox
    assert (round(first.width), round(first.height)) == (595, 842)
    own = Options(talk, to="guided", folder=tmp_path, reader="students")
    assert [file.name for file in build(own, SERVICES).files] == [
        "talk-students-guided.pdf",
        "talk-students-guided.docx",
    ]
    assert (
        cli.run(["build", str(talk), "--to", "cards", "--for", "public", "-o", str(tmp_path)]) == cli.FAILED
    )
