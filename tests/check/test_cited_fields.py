"""Citations that programs hide in fields of an essay's file are found, with their works and their pages."""

from __future__ import annotations

import base64
import io
import json
import subprocess
import zipfile
from pathlib import Path

import pytest

from deckgen.check.reading.cited_fields import with_marks
from deckgen.check.reading.essay_file import read_essay
from deckgen.pandoc.process import find_pandoc

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
TITLE = "The Soviet Colossus"
ITEM = {"label": "page", "locator": "12", "itemData": {"author": [{"family": "Kort"}], "title": TITLE}}
OTHER = {"itemData": {"editor": [{"family": "Wood"}], "title": "Tambora"}, "suffix": ", p. 30"}
CSL = json.dumps({"citationItems": [ITEM, OTHER]})
ENDNOTE = (
    "<EndNote><Cite><Author>Kort</Author><Pages>12</Pages><record><contributors><authors>"
    "<author><style>Kort, Michael</style></author></authors></contributors><titles><title>The Soviet Colossus"
    "</title></titles></record></Cite></EndNote>"
)
CITED = {"PageRange": "<os>12</os>", "Reference": {"Authors": [{"LastName": "Kort"}], "Title": TITLE}}
CITAVI = json.dumps({"Entries": [CITED]})
SOURCES = (
    '<b:Sources xmlns:b="http://schemas.openxmlformats.org/officeDocument/2006/bibliography"><b:Source>'
    "<b:Tag>Kor96</b:Tag><b:Title>The Soviet Colossus</b:Title><b:Author><b:Author><b:NameList><b:Person>"
    "<b:Last>Kort</b:Last></b:Person></b:NameList></b:Author></b:Author></b:Source></b:Sources>"
)
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "application/vnd.openxmlformats"
TYPES = (
    f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" '
    f'ContentType="{OFFICE}-package.relationships+xml"/><Override PartName="/word/document.xml" '
    f'ContentType="{OFFICE}-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
RELATIONS = (
    f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    'Target="word/document.xml"/></Relationships>'
)
SENTENCE = "A sentence long enough to be one, of the essay’s own words and of no others"


def packed(text: str) -> str:
    """Return a text in Base64."""
    return base64.b64encode(text.encode()).decode()


def escaped(text: str) -> str:
    """Return a text as XML holds it."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")


def field(command: str, hidden: str = "") -> str:
    """Return a complex field whose command is cut in two, as Word does."""
    half = len(command) // 2
    data = f"<w:fldData>{hidden}</w:fldData>" if hidden else ""
    return (
        f'<w:r><w:fldChar w:fldCharType="begin">{data}</w:fldChar></w:r>'
        f'<w:r><w:instrText xml:space="preserve">{escaped(command[:half])}</w:instrText></w:r>'
        f'<w:r><w:instrText xml:space="preserve">{escaped(command[half:])}</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>(shown)</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def document(inside: str) -> bytes:
    """Return a .docx of one paragraph: a sentence, something, and the end of the sentence."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("[Content_Types].xml", TYPES)
        archive.writestr("_rels/.rels", RELATIONS)
        archive.writestr("customXml/item1.xml", SOURCES)
        said = f'<w:r><w:t xml:space="preserve">{SENTENCE} </w:t></w:r>'
        body = f"<w:p>{said}{inside}<w:r><w:t>.</w:t></w:r></w:p>"
        archive.writestr("word/document.xml", f"<w:document {W}><w:body>{body}</w:body></w:document>")
    return data.getvalue()


@pytest.mark.parametrize(
    "inside",
    [
        pytest.param(field(f" ADDIN ZOTERO_ITEM CSL_CITATION {CSL} "), id="Zotero"),
        pytest.param(field(f"ADDIN CSL_CITATION {CSL}"), id="Mendeley Desktop"),
        pytest.param(
            f'<w:sdt><w:sdtPr><w:tag w:val="MENDELEY_CITATION_v3_{packed(CSL)}"/></w:sdtPr>'
            "<w:sdtContent><w:r><w:t>(shown)</w:t></w:r></w:sdtContent></w:sdt>",
            id="Mendeley Cite",
        ),
        pytest.param(field(f" ADDIN EN.CITE {ENDNOTE}"), id="EndNote"),
        pytest.param(field(" ADDIN EN.CITE.DATA ", packed(ENDNOTE)), id="EndNote, hidden"),
        pytest.param(field(" CITATION Kor96 \\p 12 \\l 1033 "), id="Word"),
        pytest.param(
            '<w:fldSimple w:instr="CITATION Kor96 \\p 12"><w:r><w:t>(shown)</w:t></w:r></w:fldSimple>',
            id="Word, simple",
        ),
        pytest.param(field(f"ADDIN CitaviPlaceholder{{{packed(CITAVI)}}}"), id="Citavi"),
    ],
)
def test_each_program_s_citations_are_read(inside: str, tmp_path: Path) -> None:
    """The work by its name and title, the pages alone, and nothing of what is shown."""
    file = tmp_path / "essay.docx"
    file.write_bytes(document(inside))
    essay = read_essay(file, file.name)
    (paragraph,) = essay.paragraphs
    assert paragraph.text.endswith("of no others.")
    first = paragraph.citations[0]
    work = next(one for one in essay.works if one.key == first.key)
    assert (work.surnames, work.title, first.pages) == (frozenset(("kort",)), TITLE, "12")
    assert paragraph.text[: first.offset].endswith("of no others")
    if len(paragraph.citations) == 2:
        assert paragraph.citations[1].pages == "30"


def test_lists_of_works_are_left_out(tmp_path: Path) -> None:
    """What a program fills in as the bibliography is no text of the essay."""
    file = tmp_path / "essay.docx"
    file.write_bytes(document(field(" ADDIN ZOTERO_BIBL {} CSL_BIBLIOGRAPHY ")))
    copy, _ = with_marks(document(field(f"ADDIN CSL_CITATION {CSL}") + field(" ADDIN EN.REFLIST ")))
    with zipfile.ZipFile(io.BytesIO(copy)) as archive:
        assert b"(shown)" not in archive.read("word/document.xml")


def test_an_open_document_s_marks_are_read(tmp_path: Path) -> None:
    """Zotero keeps a citation in the name of a reference mark."""
    mark = escaped(f"ZOTERO_ITEM CSL_CITATION {CSL} RNDabc")
    content = (
        '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.2">'
        "<office:body><office:text>"
        f'<text:p>{SENTENCE} <text:reference-mark-start text:name="{mark}"/>'
        f'(shown)<text:reference-mark-end text:name="{mark}"/>.</text:p></office:text></office:body>'
        "</office:document-content>"
    )
    file = tmp_path / "essay.odt"
    command = [find_pandoc(), "-f", "markdown", "-t", "odt", "-o", str(file)]
    subprocess.run(command, input=b"Text.", check=True)
    with zipfile.ZipFile(file) as whole:
        parts = {one: whole.read(one) for one in whole.namelist()}
    with zipfile.ZipFile(file, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, content if name == "content.xml" else data)
    (paragraph,) = read_essay(file, file.name).paragraphs
    assert paragraph.text == f"{SENTENCE}."
    assert [one.pages for one in paragraph.citations] == ["12", "30"]


@pytest.mark.parametrize(
    "command", ["ADDIN CSL_CITATION {broken", "ADDIN EN.CITE <EndNote><Cite>", "CITATION None", "PAGE"]
)
def test_other_and_broken_fields_stay_as_they_are(command: str) -> None:
    """What cannot be read is left to Pandoc."""
    data = document(field(command))
    assert with_marks(data) == (data, {})
    assert with_marks(b"no archive") == (b"no archive", {})


def test_a_field_in_a_footnote_is_cited_where_the_note_is_marked(tmp_path: Path) -> None:
    """As the Chicago style has it: the note holds the field, the sentence the claim."""
    made = tmp_path / "made.docx"
    text = f"{SENTENCE}.^[See FIELD.] Another sentence, which cites nothing at all."
    command = [find_pandoc(), "-f", "markdown", "-t", "docx", "-o", str(made)]
    subprocess.run(command, input=text.encode(), check=True)
    file = tmp_path / "essay.docx"
    with zipfile.ZipFile(made) as archive, zipfile.ZipFile(file, "w") as copy:
        for one in archive.namelist():
            body = archive.read(one).decode("utf-8", "surrogateescape")
            zotero = f"</w:t></w:r>{field(f'ADDIN ZOTERO_ITEM CSL_CITATION {CSL}')}<w:r><w:t>."
            copy.writestr(one, body.replace("FIELD.", zotero).encode("utf-8", "surrogateescape"))
    (paragraph,) = read_essay(file, file.name).paragraphs
    offset = len(SENTENCE) + 1
    assert [(one.pages, one.offset) for one in paragraph.citations] == [("12", offset), ("30", offset)]
