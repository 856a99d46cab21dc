"""No deck holds what makes PowerPoint ask to repair it, and each check for it is shown to catch it."""

from __future__ import annotations

import io
import warnings
import zipfile
from collections.abc import Callable, Iterable

import pytest

from deckgen.layout.pages import Pages
from deckgen.writers.pptx import write_pptx
from tests.writers.pptx import killers, sample
from tests.writers.pptx.killers import File, killed_by, opened

DECKS: dict[str, Callable[[], Pages]] = {
    "every kind": sample.every_kind,
    "hostile words": sample.hostile,
    "no slides": sample.deck,
    "no notes": lambda: sample.deck(sample.page("bare", "list", sample.unseen("Bare"), notes=())),
    "long": lambda: sample.many(60),
}


@pytest.mark.parametrize("name", DECKS)
def test_nothing_would_be_repaired(name: str) -> None:
    """A deck of each sort is free of all known troubles."""
    assert killed_by(write_pptx(DECKS[name]())) == []


SLIDE, NOTES = "ppt/slides/slide1.xml", "ppt/notesSlides/notesSlide1.xml"
MASTER, SHOW = "ppt/slideMasters/slideMaster1.xml", "ppt/presentation.xml"
TYPES = "[Content_Types].xml"
TROUBLES: dict[str, tuple[Callable[[File], Iterable[str]], str, str, str]] = {
    "a shape id twice": (killers.same_shape_id, SLIDE, 'p:cNvPr id="3"', 'p:cNvPr id="2"'),
    "a control character": (killers.broken_xml, SLIDE, "<a:t>", "<a:t>\x01"),
    "no content type": (killers.no_content_type, TYPES, "/ppt/slides/slide1.xml", "/ppt/slides/other.xml"),
    "no such part": (killers.dangling_relation, "ppt/slides/_rels/slide1.xml.rels", "slideLayout1", "gone"),
    "no such relation": (killers.dangling_relation, MASTER, 'r:id="rId1"', 'r:id="rId99"'),
    "an orphan": (killers.orphan_part, "docProps/app.xml.copy", "", "<x/>"),
    "a small slide id": (killers.bad_slide_id, SHOW, 'sldId id="256"', 'sldId id="255"'),
    "a slide id twice": (killers.bad_slide_id, SHOW, 'sldId id="257"', 'sldId id="256"'),
    "a layout id twice": (killers.bad_master_id, MASTER, 'Id id="2147483650"', 'Id id="2147483649"'),
    "a layout id like the master's": (killers.bad_master_id, MASTER, "2147483649", "2147483648"),
    "a small layout id": (killers.bad_master_id, MASTER, "2147483649", "2147483647"),
    "an unlisted layout": (
        killers.unlisted_layout,
        MASTER,
        '<p:sldLayoutId id="2147483649" r:id="rId1"/>',
        "",
    ),
    "notes without a master": (
        killers.notes_without_master,
        "ppt/notesSlides/_rels/notesSlide1.xml.rels",
        "relationships/notesMaster",
        "relationships/other",
    ),
    "an unlisted notes master": (killers.notes_without_master, SHOW, "<p:notesMasterId ", "<p:other "),
    "a shared theme": (
        killers.shared_theme,
        "ppt/notesMasters/_rels/notesMaster1.xml.rels",
        "theme2.xml",
        "theme1.xml",
    ),
    "children out of order": (killers.wrong_order, SHOW, "<p:sldSz", "<p:extLst/><p:sldSz"),
    "a colour of no theme": (killers.unknown_colour, SHOW, 'schemeClr val="tx1"', 'schemeClr val="ink"'),
    "an animated ghost": (killers.lost_animation, "", 'spTgt spid="3"', 'spTgt spid="99"'),
    "an animated paragraph too many": (killers.lost_animation, "", 'st="2" end="2"', 'st="9" end="9"'),
    "a slide outside the sections": (killers.torn_section, SHOW, '<p14:sldId id="256"/>', ""),
    "a placeholder of no layout": (killers.homeless_placeholder, SLIDE, 'type="subTitle"', 'type="tbl"'),
}
"""What goes wrong → the check that must tell it, the part, and what is written there instead of what."""


@pytest.mark.parametrize("name", TROUBLES)
def test_each_trouble_is_reported(name: str) -> None:
    """A good file with one thing spoiled is told by the check that is meant for it."""
    killer, part, old, new = TROUBLES[name]
    data = write_pptx(sample.every_kind())
    assert list(killer(opened(data))) == []
    assert list(killer(opened(spoiled(data, part, old, new)))) != []


def test_a_name_that_stands_twice_is_reported() -> None:
    """A second file of the same name in the zip file is found."""
    data = io.BytesIO(write_pptx(sample.every_kind()))
    with warnings.catch_warnings(), zipfile.ZipFile(data, "a") as archive:
        warnings.simplefilter("ignore", UserWarning)
        archive.writestr(SLIDE, archive.read(SLIDE))
    assert list(killers.same_name_twice(opened(data.getvalue()))) == [
        "ppt/slides/slide1.xml stands 2 times in the file"
    ]


def spoiled(data: bytes, part: str, old: str, new: str) -> bytes:
    """Return a file with something else written in a part, in the built slide where none is named.

    A part that is not there is added.
    """
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(target, "w") as archive:
        texts = {name: source.read(name) for name in source.namelist()}
        part = part or next(name for name, text in texts.items() if b"<p:pRg" in text)
        text = texts.get(part, b"").decode()
        assert old in text
        texts[part] = (text.replace(old, new, 1) if old else new).encode()
        for name, content in texts.items():
            archive.writestr(name, content)
    return target.getvalue()
