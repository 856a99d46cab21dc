"""Faults in PDFs: one that is made here by hand, and those that deckgen prints."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from PIL import Image
from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    BooleanObject,
    DictionaryObject,
    NameObject,
    NumberObject,
    StreamObject,
    TextStringObject,
)

from deckgen.check.access.pdf import _elements, _role, _roles
from deckgen.check.access.read import read_access
from deckgen.check.access.rules import Reading
from deckgen.diagnostics import DeckgenError
from deckgen.writers import WRITERS, Handout
from deckgen.writers.pdf.browser import CHOICE
from tests.building import KEPT, OUTLINES, walk
from tests.check.access.planted import found_in, news, tally

PDFINFO = shutil.which("pdfinfo")
"""Poppler's reader, a program of others."""

ANY = -1
"""What stands for whichever page a fault is on."""


class Fault(NamedTuple):
    """A fault: what plants it into an open PDF, the rule that it breaks, the page (0: the whole file)."""

    name: str
    rule: str
    page: int
    plant: Callable[[PdfWriter], object]


def _names(**entries: Any) -> DictionaryObject:
    return DictionaryObject({NameObject(f"/{name}"): value for name, value in entries.items()})


def _name(value: str) -> NameObject:
    return NameObject(f"/{value}")


def _element(writer: PdfWriter, kind: str, page: Any, *below: Any, alt: str = "") -> Any:
    made = _names(Type=_name("StructElem"), S=_name(kind), Pg=page, K=ArrayObject(below or [NumberObject(0)]))
    if alt:
        made[_name("Alt")] = TextStringObject(alt)
    return writer._add_object(made)


def made_by_hand(pages: int = 2) -> bytes:
    """Return a small PDF with tags, in which nothing is wrong."""
    writer = PdfWriter()
    for number in range(pages):
        page = writer.add_blank_page(400, 300)
        text = StreamObject()
        text.set_data(f"BT /F1 12 Tf 20 200 Td (Page {number + 1} of the talk) Tj ET".encode())
        page[_name("Contents")] = writer._add_object(text)
        font = _names(Type=_name("Font"), Subtype=_name("Type1"), BaseFont=_name("Helvetica"))
        page[_name("Resources")] = _names(Font=_names(F1=font))
        page[_name("Tabs")] = _name("S")
        writer.add_outline_item(title=f"Page {number + 1}", page_number=number)
    first = writer.pages[0].indirect_reference
    rows = [
        _element(writer, "TR", first, *(_element(writer, kind, first) for _ in range(2)))
        for kind in ("TH", "TD")
    ]
    tags = [
        _element(writer, "H1", first),
        _element(writer, "H2", first),
        _element(writer, "P", first),
        _element(writer, "Figure", first, alt="A stone bridge of three arches"),
        _element(writer, "Table", first, *rows),
    ]
    root = writer.root_object
    root[_name("StructTreeRoot")] = writer._add_object(
        _names(Type=_name("StructTreeRoot"), K=ArrayObject(tags))
    )
    root[_name("MarkInfo")] = _names(Marked=BooleanObject(True))
    root[_name("Lang")] = TextStringObject("en-GB")
    root[_name("ViewerPreferences")] = _names(DisplayDocTitle=BooleanObject(True))
    writer.add_metadata({"/Title": "Rivers and their towns"})
    return _packed(writer)


def _packed(writer: PdfWriter) -> bytes:
    data = io.BytesIO()
    writer.write(data)
    return data.getvalue()


def _without(name: str) -> Callable[[PdfWriter], object]:
    return lambda writer: writer.root_object.pop(f"/{name}", None)


def _tags(writer: PdfWriter, kind: str) -> list[Any]:
    found = [one.get_object() for one in writer._objects if one is not None]
    return [one for one in found if isinstance(one, DictionaryObject) and one.get("/S") == f"/{kind}"]


def _retag(old: str, new: str) -> Callable[[PdfWriter], object]:
    def plant(writer: PdfWriter) -> None:
        for one in _tags(writer, old):
            one[_name("S")] = _name(new)

    return plant


def _figure(text: str) -> Callable[[PdfWriter], object]:
    def plant(writer: PdfWriter) -> None:
        one = _tags(writer, "Figure")[0]
        one.pop("/Alt", None)
        if text:
            one[_name("Alt")] = TextStringObject(text)

    return plant


def _root(name: str, value: Any) -> Callable[[PdfWriter], object]:
    return lambda writer: writer.root_object.__setitem__(_name(name), value)


def _titled(text: str) -> Callable[[PdfWriter], object]:
    return lambda writer: writer.add_metadata({"/Title": text})


def _scanned(writer: PdfWriter) -> None:
    """Have the second page be a picture of text."""
    picture = StreamObject()
    picture.set_data(Image.new("L", (8, 8), 120).tobytes())
    picture.update(
        _names(
            Type=_name("XObject"), Subtype=_name("Image"), Width=NumberObject(8), Height=NumberObject(8),
            ColorSpace=_name("DeviceGray"), BitsPerComponent=NumberObject(8),
        )
    )  # fmt: skip
    page = writer.pages[1]
    drawn = StreamObject()
    drawn.set_data(b"q 400 0 0 300 0 0 cm /I Do Q")
    page[_name("Contents")] = writer._add_object(drawn)
    page[_name("Resources")] = _names(XObject=_names(I=writer._add_object(picture)))


def _annotated(**entries: Any) -> Callable[[PdfWriter], object]:
    def plant(writer: PdfWriter) -> None:
        page = writer.pages[1]
        box = ArrayObject([NumberObject(one) for one in (10, 10, 60, 30)])
        made = _names(Type=_name("Annot"), Rect=box, **entries)
        page[_name("Annots")] = ArrayObject([writer._add_object(made)])
        if entries["Subtype"] == "/Link":
            page.pop("/Tabs")

    return plant


FAULTS = (
    Fault("tags taken away", "pdf-untagged", 0, _without("StructTreeRoot")),
    Fault("tags not declared", "pdf-untagged", 0, _without("MarkInfo")),
    Fault("no language", "language-missing", 0, _without("Lang")),
    Fault("no such language", "language-unknown", 0, _root("Lang", TextStringObject("English (UK)"))),
    Fault("title not shown", "pdf-title-hidden", 0, _without("ViewerPreferences")),
    Fault("no title", "document-title", 0, _titled("")),
    Fault("title of the program", "document-title", 0, _titled("Microsoft PowerPoint - talk_v7")),
    Fault("figure without a text", "alt-missing", 1, _figure("")),
    Fault("figure with its file's name", "alt-poor", 1, _figure("bridge.jpg")),
    Fault("table without a header", "table-header", 1, _retag("TH", "TD")),
    Fault("heading left out", "heading-skipped", 1, _retag("H2", "H4")),
    Fault("page is a picture", "pdf-scan", 2, _scanned),
    Fault("links out of order", "pdf-tab-order", 2, _annotated(Subtype=_name("Link"))),
    Fault("field without a label", "label-missing", 2, _annotated(
        Subtype=_name("Widget"), FT=_name("Tx"), T=TextStringObject("toll")
    )),
)  # fmt: skip
"""What is planted into a PDF."""


def _spoilt(data: bytes, fault: Fault) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(data)))
    fault.plant(writer)
    return _packed(writer)


def _read(data: bytes) -> Reading:
    return found_in(data, ".pdf")


def test_the_pdf_is_clean() -> None:
    """Nothing is reported before anything is planted."""
    assert _read(made_by_hand()).issues == ()


def _judged(data: bytes, faults: tuple[Fault, ...]) -> Iterator[tuple[str, bool, set[tuple[int, str]]]]:
    before = _read(data)
    for one in faults:
        reported = news(before, _read(_spoilt(data, one)))
        wanted = {spot for spot in reported if spot[1] == one.rule and one.page in (spot[0], ANY)}
        yield one.name, bool(wanted), reported - wanted


def test_what_is_planted_into_a_pdf_is_found() -> None:
    """Each fault is found on its page, and nothing else is."""
    assert tally("a PDF made by hand", _judged(made_by_hand(), FAULTS)) == []


def test_many_pages_want_bookmarks() -> None:
    """A long file without bookmarks is reported, a short one is not."""
    for pages, wanted in ((12, {"pdf-bookmarks"}), (3, set())):
        writer = PdfWriter(clone_from=PdfReader(io.BytesIO(made_by_hand(pages))))
        writer.root_object.pop("/Outlines", None)
        assert {one.rule.id for one in _read(_packed(writer)).issues} == wanted


def test_a_locked_pdf_is_refused(tmp_path: Path) -> None:
    """What needs a password is not guessed at; what only forbids copying is read, and reported."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(made_by_hand())))
    writer.encrypt("secret", algorithm="RC4-128")
    (tmp_path / "a.pdf").write_bytes(_packed(writer))
    with pytest.raises(DeckgenError, match="encrypted with a password"):
        read_access(tmp_path / "a.pdf")
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(made_by_hand())))
    writer.encrypt("", "owner", permissions_flag=0, algorithm="RC4-128")  # type: ignore[arg-type]
    assert {one.rule.id for one in _read(_packed(writer)).issues} == {"pdf-locked"}


# ── PDFs that deckgen prints ──────────────────────────────────────────────────────────────────


@cache
def _printed(chromium: Path, kind: str) -> bytes:
    outline = next(one for one in OUTLINES if one.stem == "half-life")
    pages = walk(outline, KEPT / "access").pages
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(CHOICE, str(chromium))
        writer = WRITERS[kind]
        return writer.write(pages, Handout()) if kind == "handout" else writer.write(pages)


OWN_FAULTS = tuple(
    one._replace(page=ANY)
    for one in FAULTS[:11]
    if one.name not in ("no title", "title of the program")  # its metadata say it twice
)
"""What is planted into a PDF of our own, wherever its first figure, table and headings are."""


@pytest.mark.parametrize("kind", ["pdf", "handout"])
def test_printed_slides_have_no_false_alarm(chromium_path: Path, kind: str) -> None:
    """Slides and handout as they are printed: nothing is reported."""
    assert [one.message for one in _read(_printed(chromium_path, kind)).issues] == []


def test_what_is_planted_into_printed_slides_is_found(chromium_path: Path) -> None:
    """Our own PDF with a fault: it is found, and nothing else is."""
    assert tally("a PDF of deckgen's", _judged(_printed(chromium_path, "pdf"), OWN_FAULTS)) == []


# ── what poppler reads ────────────────────────────────────────────────────────────────────────

LEVEL = re.compile(r"H([1-6])$")
KIND = re.compile(r"(?m)^( *)(?!Object )([A-Z]\w*)")
"""A tag, and how deep it lies; its attributes begin with a slash, and what it refers to is an object."""


def _by_poppler(data: bytes, folder: Path) -> tuple[list[str], set[str]]:
    """Return the tags that poppler finds in a PDF, and which rules are broken by them and its properties."""
    file = folder / "a.pdf"
    file.write_bytes(data)
    told, tree = (
        subprocess.run([PDFINFO or "", *more, file], capture_output=True, text=True, check=True).stdout
        for more in ([], ["-struct"])
    )
    tags = [(len(found[1]), found[2]) for found in KIND.finditer(tree)]
    kinds = [kind for _, kind in tags]
    broken = {"pdf-untagged"} if not kinds or not re.search(r"(?m)^Tagged: +yes$", told) else set()
    levels = [int(found[1]) for kind in kinds if (found := LEVEL.match(kind))]
    broken |= {"heading-skipped" for one, after in pairwise(levels) if after > one + 1}
    for at, (deep, kind) in enumerate(tags):
        after = next((to for to in range(at + 1, len(tags)) if tags[to][0] <= deep), len(tags))
        inside = {below for _, below in tags[at + 1 : after]}
        broken |= {"table-header"} if kind == "Table" and "TH" not in inside else set()
    return kinds, broken


@pytest.mark.skipif(not PDFINFO, reason="pdfinfo of poppler-utils is not installed")
@pytest.mark.parametrize("kind", ["pdf", "handout"])
def test_poppler_reads_the_same_tags_and_finds_the_same_faults(
    chromium_path: Path, tmp_path: Path, kind: str
) -> None:
    """Another program's reading of the tree, tag by tag; and of what is planted into it, fault by fault."""
    printed = _printed(chromium_path, kind)
    root: Any = PdfReader(io.BytesIO(printed)).trailer["/Root"]
    roles = _roles(root)
    own = [_role(one, roles).lstrip("/") for one in _elements(root["/StructTreeRoot"])]
    assert _by_poppler(printed, tmp_path) == (own, set())
    assert len(own) > 100
    wanted = ("pdf-untagged", "heading-skipped", "table-header") if kind == "pdf" else ()
    planted = [fault for fault in OWN_FAULTS if fault.rule in wanted]
    assert len(planted) == 4 * (kind == "pdf")
    for fault in planted:
        assert _by_poppler(_spoilt(printed, fault), tmp_path)[1] == {fault.rule}, fault.name
