"""Decks that cannot be worked on are refused in one line; decks that need care are handled."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from deckgen.build import build
from deckgen.compile import Options
from deckgen.diagnostics import DeckgenError
from deckgen.regenerate.merging.plan import Choices
from deckgen.regenerate.reading.package import open_package
from deckgen.regenerate.reading.read import read_deck
from deckgen.regenerate.regenerate import Keeping, regenerate
from tests.building import NOW, SERVICES
from tests.regenerate import hands, talk

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def rewritten(change: Callable[[str, bytes], bytes | None], more: dict[str, bytes] | None = None) -> bytes:
    """Return the talk's deck with its files changed, left out where that is None, and some more."""
    return hands.repacked(talk.deck(talk.TALK), change, more)


def _doctype(name: str, content: bytes) -> bytes:
    if name != "ppt/slides/slide2.xml":
        return content
    head, _, rest = content.partition(b"\n")
    return head + b'\n<!DOCTYPE sld [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + rest


def _newer(name: str, content: bytes) -> bytes:
    return content.replace(b'form="1"', b'form="99"') if name == "customXml/item1.xml" else content


def _document(name: str, content: bytes) -> bytes:
    """Return the parts of a deck that says to be a document of Word."""
    kind = b"presentationml.presentation.main+xml"
    return content.replace(kind, b"wordprocessingml.document.main+xml") if "[Content" in name else content


def _strict(name: str, content: bytes) -> bytes:
    old, new = b"http://schemas.openxmlformats.org/", b"http://purl.oclc.org/ooxml/"
    for part in (b"officeDocument/2006/", b"drawingml/2006/", b"presentationml/2006/"):
        content = content.replace(old + part, new + part.replace(b"2006/", b""))
    return content


OTHER = "title: Other\nsections:\n  a:\n    title: B\n    slides:\n" + "".join(
    f"      - {{title: {word} and nothing else, text: Only {word} is spoken of here}}\n"
    for word in ("Whales", "Rivers", "Mountains", "Deserts", "Glaciers")
)


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (lambda: OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
        (lambda: OLE + b"\0" * 600, "97 to 2003"),
        (lambda: b"no deck at all", "not a PowerPoint file"),
        (lambda: talk.deck(talk.TALK)[:9000], "damaged"),
        (lambda: rewritten(_doctype), "document type"),
        (
            lambda: rewritten(lambda name, content: content, {"ppt/big.xml": b" " * (90 << 20)}),
            "unpacks into",
        ),
        (lambda: rewritten(_newer), "newer deckgen"),
        (lambda: talk.deck(OTHER), "are found in the deck"),
        (
            lambda: rewritten(lambda name, content: None if "[Content" in name else content),
            "not a presentation",
        ),
        (lambda: rewritten(_document), "not a presentation"),
    ],
)
def test_refused_with_a_reason(data: Callable[[], bytes], why: str, tmp_path: Path) -> None:
    """Each is one line that names the file and says what it is, and nothing is merged."""
    existing = data()
    if why == "are found in the deck":
        generated, existing = existing, talk.deck(talk.TALK)
        deck = hands.opened(existing)
        for slide in deck.slides:
            for shape in hands.every(slide.shapes):
                if shape.has_text_frame:
                    shape.text_frame.text = "Quite another thing"
                shape.name = "a shape"
            if slide.has_notes_slide:
                for shape in slide.notes_slide.shapes:
                    shape.name = "a shape"
        existing = hands.saved(deck)
    else:
        generated = talk.deck(talk.TALK)
    deck_file = tmp_path / "talk.pptx"
    with pytest.raises(DeckgenError, match=why) as refused:
        regenerate(existing, generated, Keeping(deck_file), Choices())
    assert all(str(deck_file) in one.message for one in refused.value.diagnostics)


def test_strict_files_are_read_and_written_as_others(tmp_path: Path) -> None:
    """A deck saved as strict OOXML is merged with, and comes out in the form that all programs read."""
    strict = rewritten(_strict)
    assert [one.title for one in read_deck(open_package(strict)).slides] == [
        one.title for one in read_deck(open_package(talk.deck(talk.TALK))).slides
    ]


def test_a_signature_is_dropped_with_a_warning(tmp_path: Path) -> None:
    """What is merged is not what was signed."""
    kind = b"http://schemas.openxmlformats.org/package/2006/relationships/digital-signature/origin"

    def signed(name: str, content: bytes) -> bytes:
        row = b'<Relationship Id="rIdS" Type="' + kind + b'" Target="_xmlsignatures/origin.sigs"/>'
        return (
            content.replace(b"</Relationships>", row + b"</Relationships>")
            if name == "_rels/.rels"
            else content
        )

    deck = rewritten(signed, {"_xmlsignatures/origin.sigs": b""})
    after = talk.deck(talk.TALK.replace("hollow sound", "dull sound"))
    made = regenerate(deck, after, Keeping(tmp_path / "talk.pptx"), Choices())
    assert any("was signed" in one.message for one in made.diagnostics)
    assert b"digital-signature" not in zipfile.ZipFile(io.BytesIO(made.data)).read("_rels/.rels")


def test_slides_of_another_shape_are_not_merged() -> None:
    """A deck worked in is left alone when the outline's slides become narrower; `--fresh` is the way."""
    narrow = talk.deck(f"ratio: 4:3\n{talk.TALK}")
    with pytest.raises(DeckgenError) as refused:
        regenerate(talk.deck(talk.TALK), narrow, Keeping(Path("talk.pptx")), Choices())
    (one,) = refused.value.diagnostics
    assert "no longer have the shape" in one.message
    assert "--fresh" in one.hints[1]
    assert regenerate(narrow, narrow, Keeping(Path("talk.pptx")), Choices()).diagnostics == ()


def test_a_deck_of_another_talk_is_kept_though_nobody_has_touched_it(tmp_path: Path) -> None:
    """Two outlines of one name that are built into one folder; a talk rewritten is no other one."""
    outline = tmp_path / "talk.yaml"
    outline.write_text(OTHER, encoding="utf-8")
    build(Options(outline, to="pptx"), SERVICES, now=NOW)
    others = (tmp_path / "talk.pptx").read_bytes()
    for rewritten in ("title: Others", "title: A quite new name"):
        outline.write_text(OTHER.replace("title: Other", rewritten, 1), encoding="utf-8")
        assert build(Options(outline, to="pptx"), SERVICES, now=NOW).backups == ()
    outline.write_text(OTHER, encoding="utf-8")
    build(Options(outline, to="pptx"), SERVICES, now=NOW)
    outline.write_text("title: The thaw\nslides: [{title: It came, text: It came late.}]\n", encoding="utf-8")
    built = build(Options(outline, to="pptx"), SERVICES, now=NOW)
    assert [one.message for one in built.warnings if "another talk" in one.message] == [
        'talk.pptx was the deck of another talk, "Other", and is replaced'
    ]
    assert [one.read_bytes() for one in built.backups] == [others]
    assert build(Options(outline, to="pptx"), SERVICES, now=NOW).backups == ()
