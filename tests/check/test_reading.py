"""An essay's file is taken apart into the paragraphs that `from:` counts."""

from __future__ import annotations

import io
import subprocess
import zipfile
from pathlib import Path

import pytest

from deckgen.check.reading.essay_file import numbered, read_essay, text_blocks
from deckgen.diagnostics import DeckgenError
from deckgen.pandoc.process import find_pandoc
from tests.check.talk import ESSAY, essay


def test_paragraphs_are_body_text_in_order() -> None:
    """Headings, the list of works and notes count for nothing; a list belongs to what leads into it."""
    paragraphs = essay().paragraphs
    assert [one.number for one in paragraphs] == list(range(1, 10))
    assert paragraphs[5].text.startswith("Hunger does not follow")
    assert paragraphs[5].text.endswith("a state that waits.")
    assert "Krämer, Daniel" not in " ".join(one.text for one in essay().passages)


def test_citations_are_kept_with_their_pages() -> None:
    """They are out of the text, and known by where they were in it."""
    second = essay().paragraphs[1]
    assert [(one.key, one.pages) for one in second.citations] == [
        ("wood2014", "20"), ("oppenheimer2003", "230"), ("wood2014", "24"),
    ]  # fmt: skip
    assert "wood2014" not in second.text
    assert second.text[: second.citations[0].offset].endswith("2,850 were left")


@pytest.mark.parametrize("kind", ["docx", "odt", "html", "tex", "txt"])
def test_every_kind_of_file_has_the_same_paragraphs(kind: str, tmp_path: Path) -> None:
    """The number of each is the same, and so is its text but for marks that a format does not have."""
    file = tmp_path / f"summer.{kind}"
    form = {"tex": "latex", "txt": "plain"}.get(kind, kind)
    source = ESSAY.read_text(encoding="utf-8").replace("[@", "[")
    done = subprocess.run(
        [find_pandoc(), "-f", "markdown", "-t", form, "-s", "-o", str(file)],
        input=source.encode(),
        check=False,
    )
    assert done.returncode == 0
    found = read_essay(file, file.name).paragraphs
    assert [one.number for one in found] == list(range(1, 10))
    for one, expected in zip(found, essay().paragraphs, strict=True):
        assert one.text[:24] == expected.text[:24]


def test_a_page_that_ends_in_a_sentence_cuts_no_paragraph() -> None:
    """What goes on with a small letter belongs to the paragraph before."""
    head = "A. Student\n\nHistory 214\n\nWhy did it rain?\n\n"
    text = f"{head}It rained for weeks in his\n\ncountry, and nobody knew why.\n\nThen it stopped."
    found = [(one.number, one.text) for one in numbered(text_blocks(text))]
    assert found == [
        (1, "It rained for weeks in his country, and nobody knew why."),
        (2, "Then it stopped."),
    ]


def test_typed_citations_are_found() -> None:
    """Names in brackets, with pages or without, are citations, and no words of the text."""
    (one,) = numbered(
        text_blocks("It was the veil (Oppenheimer 244; Wood). The sun (of course) dimmed (see above).")
    )
    assert [(cite.key, cite.pages) for cite in one.citations] == [("Oppenheimer", "244"), ("Wood", "")]
    assert one.text == "It was the veil. The sun (of course) dimmed (see above)."


def test_a_paragraph_in_bold_is_a_heading(tmp_path: Path) -> None:
    """Many essays have no heading styles: a short bold paragraph without a stop is one."""
    file = tmp_path / "bold.md"
    file.write_text(
        "**The mountain**\n\nIt stands on an island of its own, far away.\n\n**Not this, though.**\n"
    )
    assert [one.text for one in read_essay(file, "bold.md").paragraphs] == [
        "It stands on an island of its own, far away.", "Not this, though.",
    ]  # fmt: skip


def test_an_older_encoding_is_read(tmp_path: Path) -> None:
    """A text of Windows keeps its quotation marks and its letters."""
    file = tmp_path / "old.txt"
    file.write_bytes("He called it “the year of the beggar”, and left for Württemberg.".encode("cp1252"))
    assert (
        "“the year of the beggar”, and left for Württemberg" in read_essay(file, "old.txt").paragraphs[0].text
    )


def test_what_cannot_be_read_is_said(tmp_path: Path) -> None:
    """A damaged file is an error with advice, not a traceback."""
    broken = tmp_path / "essay.docx"
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("word/document.xml", "<w:document")
    broken.write_bytes(data.getvalue())
    with pytest.raises(DeckgenError, match=r'the essay "essay.docx" cannot be read'):
        read_essay(broken, "essay.docx")
    empty = tmp_path / "essay.pdf"
    empty.write_bytes(b"%PDF-1.4\n")
    with pytest.raises(DeckgenError, match=r'"essay.pdf" cannot be read as a PDF'):
        read_essay(empty, "essay.pdf")
