"""A copy for students or the public says nothing that is not for them, in any part of any file."""

from __future__ import annotations

import base64
import io
import re
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from pptx import Presentation
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DictionaryObject, NameObject, TextStringObject

from deckgen import cli
from deckgen.build import build
from deckgen.compile import Options, compile_file
from deckgen.diagnostics import DeckgenError, Span
from deckgen.layout.pages import Pages
from deckgen.leaks import leaks
from deckgen.outline.readers import PUBLIC, SPEAKER, STUDENTS
from tests.building import NOW, SERVICES

OUTLINE = """\
title: The lesson
citations: mla
cover: true
cover_notes_here: x
references:
  kept: {type: book, author: "Kept, Ann", title: The Kept Book, publisher: Press, year: 2001}
  gone: {type: book, author: "Gone, Bob", title: The canary of works, publisher: Press, year: 2002}
references-in-notes: true
speakers: [The canary of a presenter sings, Jon Ferris]
requires: {sections: [The canary of a requirement sings]}
sections:
  one:
    title: One
    speaker: The canary of a presenter sings
    notes: The canary of the section sings here.
    slides:
      - title: A slide [@kept]
        bullets: [A point, "See [the other one](#other) later"]
        notes: |
          The canary of the notes sings here [@gone].

          - The canary of a {{note}} in a list sings
      - title: A choice
        question: {prompt: Which?, options: [Rivers, Rain], answer: A}
        notes: The canary of the answer is Rivers and sings.
      - id: other
        only: speaker
        title: The canary of a title sings here
        table:
          columns: [The canary of a head, Two]
          rows: [[The canary of a cell sings, "2"]]
          caption: The canary of a caption sings
      - id: class
        only: students
        title: For the class alone it sings
        text: The canary of the class sings.
      - hidden: true
        title: The canary of a hidden slide sings
        chart: {kind: bar, data: {The canary of a category sings: 5, Other: 6}, caption: It sings of charts}
  two:
    title: Two
    slides:
      - statement: It ends.
appendix:
  more:
    title: The canary of the appendix sings
    slides:
      - title: The canary of more sings here
        quote: {text: The canary of a quotation sings here., by: The canary of a speaker}
"""
OUTLINE = OUTLINE.replace("cover_notes_here: x\n", "")


@pytest.fixture
def talk(tmp_path: Path) -> Path:
    """An outline with a canary in everything that may be withheld."""
    file = tmp_path / "talk.yaml"
    file.write_text(OUTLINE, encoding="utf-8")
    return file


def everything(data: bytes) -> str:
    """Return all that a file holds, unpacked, down to what is kept for merging."""
    if data[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return "\n".join(f"{name}\n{everything(archive.read(name))}" for name in archive.namelist())
    text = data.decode("utf-8", "replace")
    for packed in re.findall(r"<base [^>]*>([^<]*)</base>", text):
        text += zlib.decompress(base64.b64decode(packed)).decode()
    return re.sub(r"<[^<>]+>", " ", text) + text


def built(talk: Path, reader: str, to: str = "pptx,html") -> dict[str, str]:
    """Build a copy and return all that its files hold."""
    result = build(Options(talk, to=to, reader=reader), SERVICES, now=NOW)
    return {path.name: everything(path.read_bytes()) for path in result.files}


def test_no_canary_reaches_the_class_or_the_public(talk: Path) -> None:
    """Neither in slides nor in notes, properties, workbooks, alt texts, scripts or what a merge needs."""
    students, public = built(talk, STUDENTS), built(talk, PUBLIC)
    assert set(students) == {"talk-students.pptx", "talk-students.html"}
    for text in students.values():
        canaries = set(re.findall(r"[Tt]he canary of (?:an? )?(?:the )?(\w+)", text))
        assert canaries == {"class", "appendix", "more", "quotation", "speaker"}
    for text in public.values():
        assert "canary" not in text.lower()
        assert "sings" not in text


def test_no_canary_reaches_what_is_printed(talk: Path, chromium_path: str) -> None:
    """Neither slides, nor handouts, nor guided notes and their document, in their texts and their data."""
    for reader, kept in ((STUDENTS, {"class", "appendix", "more", "quotation", "speaker"}), (PUBLIC, set())):
        result = build(Options(talk, to="pdf,handout,guided", reader=reader), SERVICES, now=NOW)
        assert [path.name.removeprefix(f"talk-{reader}") for path in result.files] == [
            ".pdf", "-handout.pdf", "-guided.pdf", "-guided.docx",
        ]  # fmt: skip
        for path in result.files:
            text = everything(path.read_bytes())
            if path.suffix == ".pdf":
                reading = PdfReader(path)
                text += " ".join(page.extract_text() for page in reading.pages)
                text += " ".join(map(str, (reading.metadata or {}).values()))
            found = set(re.findall(r"[Tt]he\s+canary\s+of\s+(?:an?\s+)?(?:the\s+)?([a-z]+)", text))
            assert found <= kept, path.name
            assert kept or "sings" not in text, path.name


def test_the_speaker_has_all(talk: Path) -> None:
    """The usual copy has its usual name, and every canary."""
    whole = built(talk, SPEAKER)
    assert set(whole) == {"talk.pptx", "talk.html"}
    for text in whole.values():
        assert {"section", "notes", "answer", "title", "cell", "class", "hidden"} <= set(
            re.findall(r"[Tt]he canary of (?:an? )?(?:the )?(\w+)", text)
        )


def pages(talk: Path, reader: str) -> Pages:
    """Return the pages of a copy."""
    compiled = compile_file(Options(talk, reader=reader), SERVICES)
    assert [one.message for one in compiled.diagnostics] == []
    assert compiled.pages is not None
    return compiled.pages


def test_a_copy_is_whole_in_itself(talk: Path) -> None:
    """Works that only notes cite are not listed, and links to what is gone are plain text."""
    speaker, students, public = (pages(talk, one) for one in (SPEAKER, STUDENTS, PUBLIC))
    assert [page.name for page in students.pages if page.notes] == []
    names = [[page.name for page in one.pages] for one in (speaker, students, public)]
    assert names[0].count("A choice") == 2
    assert names[1].count("A choice") == 1
    assert "For the class alone it sings" in names[1]
    assert [name for name in names[2] if "sings" in name] == []
    assert len(names[0]) > len(names[1]) > len(names[2])
    html = everything(build(Options(talk, to="html", reader=PUBLIC), SERVICES, now=NOW).files[0].read_bytes())
    assert "See the other one later" in html
    assert "#other" not in html


def test_a_reader_that_is_unknown_or_gets_nothing_is_said(
    talk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nothing is written then."""
    assert cli.run(["build", "--for", "everybody", str(talk)]) == cli.MISUSED
    talk.write_text(
        "title: T\nsections:\n  a:\n    title: A\n    only: speaker\n    slides: [{statement: It.}]\n",
        encoding="utf-8",
    )
    assert cli.run(["build", "--for", "public", str(talk)]) == cli.FAILED
    assert "no slide of this outline is for the public" in capsys.readouterr().err
    assert sorted(one.name for one in talk.parent.iterdir()) == ["talk.yaml"]


SPAN = Span(Path("talk.yaml"), 1, 1, 1, 2)
SECRET = "The *secret* words “that nobody” may read [@kort], in “Würde & so on”"


@pytest.mark.parametrize(
    "data",
    [
        b"<p>The <b>secret</b> words &ldquo;that nobody&rdquo; may read</p>",
        b'<img alt="the secret words that nobody may read">',
        rb'<script>x = "the secret words \u201cthat nobody\u201d may read"</script>',
        b"<a:t>The se</a:t></a:r><a:r><a:rPr lang='en'><a:solidFill/></a:rPr><a:t>cret words that nobody"
        b" may read</a:t></a:r></a:p><a:p><a:r><a:rPr b='1'/><a:t>More</a:t>",
        rb"<script>x = 'Now:\nThe secret words that nobody may\nread, in W\u00fcrde and so on'</script>",
        b"<svg><title>the secret words that nobody may read</title></svg>",
        b"\x89PNG\r\n\x1a\n\0\0\0\x20tEXtComment\0the secret words that nobody may read\0\0",
        b"RIFF\0\0\0\0WAVELIST" + "the secret words that nobody may read".encode("utf-16-le"),
        b"<a:t>The </a:t><a:t>secret words</a:t><a:t> that nobody may read in W\xc3\xbcrde &amp; so on</a:t>",
    ],
)
def test_a_leak_is_found_however_it_is_written(data: bytes) -> None:
    """In text that is cut by tags, in attributes, in scripts, and packed in an archive or for a merge."""
    packed = base64.b64encode(zlib.compress(data + b" " * 400 + bytes(range(32, 127)) * 3))
    inner, outer = io.BytesIO(), io.BytesIO()
    with zipfile.ZipFile(inner, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("part.xml", data)
    with zipfile.ZipFile(outer, "w") as archive:
        archive.writestr("embedded.xlsx", inner.getvalue())
    for content in (data, b"<base>" + packed + b"</base>", outer.getvalue()):
        found = list(leaks({Path("a.pptx"): content}, [(SECRET, SPAN)], []))
        assert len(found) >= 1
        assert "would be in a.pptx" in found[0].message
    assert list(leaks({Path("a.html"): data}, [(SECRET, SPAN)], [f"So: {SECRET}"])) == []
    assert list(leaks({Path("a.html"): b"<p>the secret word</p>"}, [(SECRET, SPAN)], [])) == []


def test_a_leak_is_found_in_a_pdf() -> None:
    """In descriptions, bookmarks, names of places, what the file says of itself, and what is attached."""
    said = "The secret words that nobody may read"
    plant: tuple[Callable[[PdfWriter], object], ...] = (
        lambda one: one.add_outline_item(title=said, page_number=0),
        lambda one: one.add_metadata({"/Subject": said}),
        lambda one: one.add_attachment("a.txt", said.encode()),
        lambda one: one.add_attachment(f"{said}.txt", b"x"),
        lambda one: one.add_named_destination(said.replace(" ", "-"), 0),
        lambda one: one._add_object(DictionaryObject({NameObject("/Alt"): TextStringObject(said)})),
    )
    for number, change in enumerate((None, *plant)):
        writer, out = PdfWriter(), io.BytesIO()
        writer.add_blank_page(9, 9)
        if change:
            change(writer)
        writer.write(out)
        found = list(leaks({Path("a.pdf"): out.getvalue()}, [(SECRET, SPAN)], []))
        assert bool(found) is (change is not None), number


def test_what_every_slideshow_says_is_no_leak(talk: Path) -> None:
    """A withheld text of ordinary words, which stand in the slideshow's own styles as well."""
    talk.write_text(
        OUTLINE.replace("The canary of the section sings here.", "begin below a cover all the same")
    )
    assert len(built(talk, STUDENTS, "html")) == 1


def test_a_copy_follows_its_own_deck_only(talk: Path) -> None:
    """What was typed into the speaker's deck by hand stays out of the others' copies, whatever is built."""
    deck = build(Options(talk, to="pptx"), SERVICES, now=NOW).files[0]
    opened = Presentation(str(deck))
    for slide in opened.slides:
        slide.notes_slide.notes_text_frame.text = "The canary of a hand sings"
    opened.save(str(deck))
    assert "canary of a hand" in built(talk, SPEAKER, "html")["talk.html"]
    for reader in (STUDENTS, PUBLIC):
        assert "canary of a hand" not in built(talk, reader, "html")[f"talk-{reader}.html"]


def _worked_in_copy(talk: Path, shape: str) -> None:
    """Build the students' copy, change a text of it by hand, and take that slide's neighbour from them."""
    deck = build(Options(talk, to="pptx", reader=STUDENTS), SERVICES, now=NOW).files[0]
    opened = Presentation(str(deck))
    runs = (
        run
        for slide in opened.slides
        for one in slide.shapes
        if one.has_text_frame
        for paragraph in one.text_frame.paragraphs
        for run in paragraph.runs
    )
    next(run for run in runs if run.text == shape).text = "Changed by hand"
    opened.save(str(deck))
    source = talk.read_text(encoding="utf-8")
    talk.write_text(source.replace("only: students", "only: speaker"), encoding="utf-8")


def test_a_merge_report_tells_a_class_nothing(talk: Path) -> None:
    """It names what was taken out, so none is written where that is withheld."""
    _worked_in_copy(talk, "A point")
    result = build(Options(talk, reader=STUDENTS), SERVICES, now=NOW)
    assert result.merged is not None
    assert not list(talk.parent.glob("*.merge.*"))
    for path in result.files:
        assert "For the class alone" not in everything(path.read_bytes())


def test_what_a_hand_keeps_in_a_copy_is_refused(talk: Path) -> None:
    """What was changed by hand stays where the outline drops it, but not in a copy that is not to have it."""
    _worked_in_copy(talk, "The canary of the class sings.")
    before = (talk.parent / "talk-students.pptx").read_bytes()
    with pytest.raises(DeckgenError) as refused:
        build(Options(talk, reader=STUDENTS), SERVICES, now=NOW)
    assert {one.hints for one in refused.value.diagnostics} == {
        ("talk-students.pptx has it: take it out there, or build with --fresh; nothing was written",)
    }
    assert (talk.parent / "talk-students.pptx").read_bytes() == before
    assert not list(talk.parent.glob("*.html"))
