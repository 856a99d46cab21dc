"""A copy for students or the public says nothing that is not for them, in any part of any file."""

from __future__ import annotations

import base64
import io
import re
import zipfile
import zlib
from pathlib import Path

import pytest
from pypdf import PdfReader

from deckgen import cli
from deckgen.build import build
from deckgen.compile import Options, compile_file
from deckgen.diagnostics import Span
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
