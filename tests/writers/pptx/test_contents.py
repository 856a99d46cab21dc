"""What a deck says, read back with python-pptx and from the parts: text, notes, order, tables, links."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any

import pytest
from lxml import etree
from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE

from deckgen.deck.model import Note, Run, plain
from deckgen.layout.pages import (
    Bar,
    Box,
    DiagramBox,
    Page,
    Pages,
    PictureBox,
    Role,
    TableBox,
    TextBox,
)
from deckgen.layout.plots import ChartBox
from deckgen.writers.pptx import write_pptx
from tests.writers.pptx import sample
from tests.writers.pptx.killers import P14, A, P, R, opened


@pytest.fixture(scope="module")
def pages() -> Pages:
    """A slide of every layout and more."""
    return sample.every_kind()


@pytest.fixture(scope="module")
def data(pages: Pages) -> bytes:
    """The same as a file."""
    return write_pptx(pages)


@pytest.fixture(scope="module")
def deck(data: bytes) -> Any:
    """The file as python-pptx opens it."""
    return Presentation(io.BytesIO(data))


def said(box: Box) -> list[str]:
    """Return the paragraphs of a box in reading order."""
    match box:
        case TextBox(paragraphs=paragraphs):
            return [plain(one.runs) for one in paragraphs]
        case TableBox(rows=rows):
            return [plain(one.runs) for row in rows for cell in row for one in cell.paragraphs]
        case DiagramBox(members=members):
            return [text for member in members for part in member.texts for text in said(part)]
        case ChartBox() | PictureBox() | Bar():
            return []


def written(shapes: Any) -> Iterator[str]:
    """Give the paragraphs of shapes in their order, groups and tables included."""
    for shape in shapes:
        if shape.shape_type is not None and shape.shape_type.name == "GROUP":
            yield from written(shape.shapes)
        elif getattr(shape, "has_table", False) and shape.has_table:
            yield from (one.text for row in shape.table.rows for cell in row.cells for one in _lines(cell))
        elif shape.has_text_frame and shape.text_frame.text:
            yield from (one.text for one in _lines(shape))


def _lines(holder: Any) -> Any:
    return holder.text_frame.paragraphs


def test_every_word_stands_in_reading_order(pages: Pages, deck: Any) -> None:
    """Each slide's shapes say what its page's boxes say, in their order, the chrome last."""
    assert len(deck.slides) == len(pages.pages)
    for number, (page, slide) in enumerate(zip(pages.pages, deck.slides, strict=True), 1):
        wanted = [text for box in (*page.boxes, *page.numbered_chrome(str(number))) for text in said(box)]
        assert list(written(slide.shapes)) == [text.replace("\n", "\v") for text in wanted], page.id


def test_every_slide_has_a_title(pages: Pages, deck: Any) -> None:
    """Each slide has one title placeholder, and one that is not shown stands above the slide."""
    for page, slide in zip(pages.pages, deck.slides, strict=True):
        (title,) = [box for box in page.boxes if isinstance(box, TextBox) and box.role.value == "title"]
        assert slide.shapes.title.text_frame.text == said(title)[0]
        assert (slide.shapes.title.top + slide.shapes.title.height <= 0) is not title.shown


def test_a_plate_is_painted_behind_its_picture(pages: Pages, deck: Any) -> None:
    """A picture that has a ground is filled with its colour, and drawn in where its crop says so."""
    place = next(at for at, page in enumerate(pages.pages) if page.id == "drawn-again")
    (picture,) = [one for one in deck.slides[place].shapes if one._element.tag == f"{P}pic"]
    assert picture._element.spPr.find(f"{A}solidFill/{A}schemeClr").get("val") == "tx1"
    assert picture.crop_left == picture.crop_bottom == pytest.approx(-0.05)
    others = [one for at, slide in enumerate(deck.slides) if at != place for one in slide.shapes]
    assert not any(one._element.findall(f"{P}spPr/{A}solidFill") for one in others if one.shape_type == 13)


def test_speakers_notes_are_whole(pages: Pages, deck: Any) -> None:
    """Notes keep their words, their italics, their links and the levels of their points."""
    for page, slide in zip(pages.pages, deck.slides, strict=True):
        assert slide.has_notes_slide, "the notes page carries the slide's name, where nothing is said, too"
        if not page.notes:
            assert slide.notes_slide.notes_text_frame.text == ""
            continue
        paragraphs = slide.notes_slide.notes_text_frame.paragraphs
        assert [one.text for one in paragraphs] == [plain(note.runs) for note in page.notes]
        assert [one.level for one in paragraphs] == [0, 0, 1]
        assert [run.font.italic for run in paragraphs[0].runs] == [None, True, None, None]
        assert [run.font.bold for run in paragraphs[2].runs] == [None, True, None]
        assert paragraphs[1].runs[1].hyperlink.address == "https://example.org/a?b=1&c=%C3%BC#d"


def test_notes_are_related_to_their_own_slide_only() -> None:
    """A link to a slide is plain words in the notes of the file, and no second slide is related to them."""
    note = Note((Run("See "), Run("the other", link="#b"), Run(" or "), Run("this", link=sample.LINK)))
    first, second = (
        sample.page(name, "list", sample.unseen(name), notes=notes)
        for name, notes in (("a", (note,)), ("b", ()))
    )
    (slide, _) = Presentation(io.BytesIO(write_pptx(sample.deck(first, second)))).slides
    (paragraph,) = slide.notes_slide.notes_text_frame.paragraphs
    assert paragraph.text == "See the other or this"
    assert [bool(run.hyperlink.address) for run in paragraph.runs] == [False, False, False, True]
    assert slide.notes_slide.part.part_related_by(RELATIONSHIP_TYPE.SLIDE) is slide.part


def test_the_notes_page_carries_the_slides_lasting_name(data: bytes) -> None:
    """An empty hidden shape on the notes page tells which slide of the outline it belongs to."""
    (shape,) = [
        shape
        for shape in opened(data).roots["ppt/notesSlides/notesSlide1.xml"].iter(f"{P}sp")
        for about in shape.iterfind(f"*/{P}cNvPr")
        if about.get("name") == "dg:a-cover/#slide" and about.get("hidden") == "1"
    ]
    assert shape.find(f"{P}txBody") is None


def test_alt_text_is_what_the_outline_says(pages: Pages, deck: Any) -> None:
    """A picture's alt text is its description, and one that decorates is marked as such."""
    for page, slide in zip(pages.pages, deck.slides, strict=True):
        wanted = [box.alt for box in page.boxes if isinstance(box, PictureBox)]
        abouts = [one for one in slide._element.iter(f"{P}cNvPr") if one.getparent().tag == f"{P}nvPicPr"]
        assert [one.get("descr") for one in abouts] == wanted
        marked = [any("decorative" in str(inner.tag) for inner in one.iter()) for one in abouts]
        assert marked == [alt == "" for alt in wanted]


def test_equal_pictures_are_stored_once(data: bytes, deck: Any) -> None:
    """Pictures that are shown on several slides are one part, and are cropped where they are shown."""
    names = [name for name in zipfile.ZipFile(io.BytesIO(data)).namelist() if "media" in name]
    assert sorted(one for one in names if "/image" in one) == [
        f"ppt/media/image{number}" for number in ("1.png", "2.png", "3.png", "4.svg")
    ]
    (picture,) = [one for one in _slide(deck, "decorative").shapes if hasattr(one, "crop_left")]
    assert (picture.crop_left, picture.crop_top, picture.crop_right) == (0.1, 0.2, 0.3)


def test_a_drawing_stands_behind_its_picture(data: bytes) -> None:
    """PowerPoint shows the SVG, and what knows none the PNG; each is one part however often it is shown."""
    file = opened(data)
    shown = []
    for name, root in file.sheets("slides").items():
        for drawing in root.iter("{http://schemas.microsoft.com/office/drawing/2016/SVG/main}svgBlip"):
            (blip,) = drawing.iterancestors(f"{A}blip")
            relations = file.relations(name)
            shown.append([relations[one.get(f"{R}embed", "")].target for one in (blip, drawing)])
    assert shown == [["ppt/media/image1.png", "ppt/media/image4.svg"]] * 2
    assert file.files["ppt/media/image4.svg"] == sample.DRAWING


def test_a_recording_is_stored_once_and_named_as_powerpoint_does(data: bytes) -> None:
    """The picture knows its recording in both ways, its captions and its start; the files are parts once."""
    file = opened(data)
    (name, root), *_ = [
        (name, root)
        for name, root in file.sheets("slides").items()
        if next(root.iter(f"{P14}trim"), None) is not None
    ]
    relations = file.relations(name)
    (media,) = root.iter(f"{P14}media")
    (track,) = (one for one in media.iter() if str(one.tag).endswith("}track"))
    (film,) = root.iter(f"{A}videoFile")
    assert [relations[str(one)].kind for one in (film.get(f"{R}link"), media.get(f"{R}embed"))] == [
        "video",
        "media",
    ]
    assert relations[track.get(f"{R}embed", "")].kind == "track"
    assert [one.get("st") for one in root.iter(f"{P14}trim")] == ["1500"]
    assert len([one for one in file.files if one.startswith("ppt/media/media")]) == 3
    types = file.files["[Content_Types].xml"].decode()
    for extension, kind in (("mp4", "video/mp4"), ("wav", "audio/wav"), ("vtt", "text/vtt")):
        assert f'Extension="{extension}" ContentType="{kind}"' in types


def test_a_click_plays_a_recording_beside_what_appears_by_steps(data: bytes) -> None:
    """Each recording has its own sequence and node; one that loops says so; ids of the timing are unique."""
    roots = opened(data).sheets("slides").values()
    (root,) = [one for one in roots if len(list(one.iter(f"{P}cMediaNode"))) == 2]
    sequences = [one.get("nodeType") for one in root.iter(f"{P}cTn") if "Seq" in one.get("nodeType", "")]
    assert sequences == ["interactiveSeq", "interactiveSeq"]
    assert [
        one.get("repeatCount") for node in root.iter(f"{P}cMediaNode") for one in node.iter(f"{P}cTn")
    ] == [
        "indefinite",
        None,
    ]
    ids = [one.get("id") for one in root.iter(f"{P}cTn")]
    assert len(set(ids)) == len(ids)


def test_tables_are_tables(deck: Any) -> None:
    """A table is native: its header row is flagged, numbers stand right, only horizontal rules are drawn."""
    (frame,) = [one for one in _slide(deck, "a-table").shapes if getattr(one, "has_table", False)]
    table = frame.table
    assert (table.first_row, table.horz_banding, frame.is_placeholder) == (True, False, True)
    assert frame._element.find(f"{P}nvGraphicFramePr/{P}cNvPr").get("descr") == "Laws before and after"
    assert sum(column.width for column in table.columns) == frame.width
    last = len(table.columns) - 1
    assert (table.cell(0, 0).margin_left, table.cell(0, 0).margin_right) == (0, 76_200)
    assert (table.cell(1, last).margin_left, table.cell(1, last).margin_right) == (76_200, 0)
    assert str(table.cell(1, 2).text_frame.paragraphs[0].alignment).startswith("RIGHT")
    for cell in table.iter_cells():
        borders = {one.tag.removeprefix(A): one for one in cell._tc.tcPr if one.tag.startswith(f"{A}ln")}
        assert {name for name, one in borders.items() if one.find(f"{A}noFill") is None} <= {"lnT", "lnB"}
        assert {"lnL", "lnR", "lnB"} <= borders.keys()


def test_lists_are_lists(deck: Any) -> None:
    """Points have levels and marks from the layout, not from characters in their text."""
    body = _slide(deck, "runs").placeholders[20]
    assert [one.level for one in body.text_frame.paragraphs] == [0, 1, 0]
    assert not any(one.text.lstrip().startswith(("•", "–", "-")) for one in body.text_frame.paragraphs)
    assert [one._p.pPr is not None and len(one._p.pPr) for one in body.text_frame.paragraphs] == [
        False,
        0,
        False,
    ]


def test_runs_keep_their_kinds(deck: Any) -> None:
    """Weight, slope, height, face, language and line breaks arrive, each on its own run."""
    runs = _slide(deck, "runs").placeholders[20].text_frame.paragraphs[0].runs
    found = {run.text.strip(): run._r.rPr for run in runs}
    assert [run._r.rPr.get("baseline") for run in runs[:4]] == [None, "-25000", None, "30000"]
    assert found["bold"].get("b") == "1"
    assert (found["glasnost"].get("i"), found["glasnost"].get("lang")) == ("1", "ru")
    assert found["code"].find(f"{A}latin").get("typeface") == "Courier New"
    assert found["over"].getparent().getnext().tag == f"{A}br"


def test_every_run_names_its_language(data: bytes) -> None:
    """No run, field, break or paragraph end is without a language, on any sheet."""
    for name, root in opened(data).sheets().items():
        for one in root.iter(f"{A}rPr", f"{A}endParaRPr"):
            assert one.get("lang"), name


def test_links_lead_where_they_should(data: bytes, deck: Any) -> None:
    """Links out share one relation a slide, links to slides jump there, and to a lost slide there is none."""
    slide = _slide(deck, "runs")
    addresses = [one.target_ref for one in slide.part.rels.values() if one.is_external]
    assert addresses == ["https://example.org/a?b=1&c=%C3%BC#d"]
    clicks = [one for one in slide._element.iter(f"{A}hlinkClick") if one.get("action")]
    assert [one.get("action") for one in clicks] == ["ppaction://hlinksldjump"]
    target = slide.part.related_part(clicks[0].get(f"{R}id")).slide
    assert target.shapes.title.text_frame.text == "Title of table"
    assert len(list(slide._element.iter(f"{A}hlinkClick"))) == 3


def test_links_on_inverse_slides_keep_the_texts_colour() -> None:
    """The theme's link colour is for the plain ground; on a dark one a link is as light as its text."""
    cover = sample.THEME.layouts["cover"].region("subtitle")
    assert cover is not None
    run = Run("a link", link=sample.LINK)
    box = sample.filled(cover, Role.SUBTITLE, sample.para((run,), "subtitle"))
    data = write_pptx(sample.deck(sample.page("dark", "cover", box)))
    text = opened(data).files["ppt/slides/slide1.xml"].decode()
    assert '<a:srgbClr val="F7FAF9"/></a:solidFill><a:hlinkClick' in text
    assert (
        'hlinkClr xmlns:ahyp="http://schemas.microsoft.com/office/drawing/2018/hyperlinkcolor" val="tx"'
        in text
    )


def test_timelines_are_one_named_group(deck: Any) -> None:
    """A timeline is a group around its dates, ticks and texts, as large as they are together."""
    (group,) = [one for one in _slide(deck, "a-timeline").shapes if one.name.endswith("/timeline")]
    assert [one.name.rpartition("a-timeline/")[2] for one in group.shapes] == [
        "date-1",
        "date-1/tick",
        "event-1",
        "date-2",
        "date-2/tick",
        "event-2",
    ]
    assert group.left == min(one.left for one in group.shapes)
    assert group.left + group.width == max(one.left + one.width for one in group.shapes)
    assert group.top + group.height == max(one.top + one.height for one in group.shapes)


def test_slides_stand_in_named_sections(pages: Pages, data: bytes) -> None:
    """PowerPoint's slide list shows the outline's sections with their slides."""
    root = opened(data).roots["ppt/presentation.xml"]
    found = {
        one.get("name"): [slide.get("id") for slide in one.iter(f"{P14}sldId")]
        for one in root.iter(f"{P14}section")
    }
    first = sum(page.section == 0 for page in pages.pages)
    assert list(found) == ["Opening", "The speech & after"]
    assert [len(ids) for ids in found.values()] == [first, len(pages.pages) - first]


def test_a_hidden_slide_is_hidden(data: bytes, deck: Any) -> None:
    """A slide that the outline hides is passed over by the show, and no other is."""
    hidden = [slide for slide in deck.slides if slide._element.get("show") == "0"]
    assert [slide.shapes.title.text_frame.text for slide in hidden] == ["Another sun"]


def test_the_document_says_what_it_is(deck: Any, data: bytes) -> None:
    """Title, authors, language and the file's name among decks stand in its properties; no time does."""
    about = deck.core_properties
    assert (about.title, about.author, about.language) == (
        "Khrushchev & the <cult>",
        "A. Student; B. Student",
        "en-GB",
    )
    assert about.identifier.startswith("deckgen:destalinisation:")
    assert about.keywords == "The speech & after"
    assert b"dcterms:created" not in opened(data).files["docProps/core.xml"]


def test_names_and_ids_last() -> None:
    """A shape's name and creation id follow from deck, slide and box, wherever the slide stands."""
    first = sample.listed("kept", sample.para("words", "body", level=0))
    alone = _marks(write_pptx(sample.deck(first)), 1)
    after = _marks(write_pptx(sample.deck(sample.listed("new", sample.para("x", "body")), first)), 2)
    assert alone == after
    assert "dg:kept/body" in alone
    others = _marks(write_pptx(sample.deck(first, deck_id="another")), 1)
    assert set(alone) == set(others)
    assert set(alone.values()).isdisjoint(others.values())


def _marks(data: bytes, number: int) -> dict[str, str]:
    """Return the names of a slide's shapes and their creation ids."""
    root = etree.fromstring(opened(data).files[f"ppt/slides/slide{number}.xml"])
    found = {}
    for about in root.iter(f"{P}cNvPr"):
        for one in about.iter("{http://schemas.microsoft.com/office/drawing/2014/main}creationId"):
            found[about.get("name", "")] = one.get("id", "")
    return found


def _slide(deck: Any, page_id: str) -> Any:
    pages: tuple[Page, ...] = sample.every_kind().pages
    return deck.slides[next(place for place, page in enumerate(pages) if page.id == page_id)]
