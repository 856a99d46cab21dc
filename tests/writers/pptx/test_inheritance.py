"""Whoever changes the master changes the deck: slides hold no look of their own but where the fit departs."""

from __future__ import annotations

import io
import re
from typing import Any

import pytest
from pptx import Presentation

from deckgen import structs
from deckgen.layout.pages import TextBox
from deckgen.theme.model import Align, Anchor, Layout
from deckgen.units import Point, grid, grid_rect
from deckgen.writers.pptx import write_pptx
from tests.writers.pptx import sample
from tests.writers.pptx.killers import A, P, opened


@pytest.fixture(scope="module")
def data() -> bytes:
    """A slide of every layout and more, as a file."""
    return write_pptx(sample.every_kind())


@pytest.fixture(scope="module")
def deck(data: bytes) -> Any:
    """The file as python-pptx opens it."""
    return Presentation(io.BytesIO(data))


@pytest.mark.parametrize("layout", sample.THEME.layouts.values(), ids=lambda one: one.name)
def test_a_region_is_a_placeholder_of_its_layout(layout: Layout, deck: Any) -> None:
    """Each region is a placeholder at its place, named after it, and the layout is named in plain words."""
    (found,) = [one for one in deck.slide_layouts if one.name == layout.label]
    places = {one.name: one for one in found.placeholders}
    for region in layout.regions:
        if region.name == "mark":
            continue
        one = places[region.name.replace("-", " ").capitalize()]
        rect = (one.left, one.top, one.width, one.height)
        place = region.outer
        assert rect == (place.x, place.y, place.width, place.height)
        assert one._element.find(f".//{A}noAutofit") is not None
        assert one._element.find(f".//{A}bodyPr").get("lIns") == str(region.pad)


def test_a_region_keeps_its_number_on_every_layout(deck: Any) -> None:
    """The same region has the same number wherever it stands, so that a slide may change its layout."""
    numbers: dict[str, set[int]] = {}
    for layout in deck.slide_layouts:
        for one in layout.placeholders:
            if one.placeholder_format.idx:
                numbers.setdefault(one.name, set()).add(one.placeholder_format.idx)
        every = [one.placeholder_format.idx for one in layout.placeholders]
        assert len(every) == len(set(every))
    assert all(len(found) == 1 for found in numbers.values()), numbers


def test_slides_of_the_layouts_own_measure_hold_no_look(data: bytes) -> None:
    """A slide that fills its layout as it is writes no place, size or colour in placeholders."""
    own = {one.id for one in sample.every_kind().pages if one.id.startswith("a-")}
    seen = 0
    for root in opened(data).sheets("slides").values():
        for shape in root.iter(f"{P}sp"):
            (about,) = shape.iterfind(f"*/{P}cNvPr")
            if shape.find(f"*/*/{P}ph") is None or about.get("name", "")[3:].partition("/")[0] not in own:
                continue
            seen += 1
            assert [len(one) for one in shape.iterfind(f"{P}spPr")] == [0]
            assert not [one for one in shape.iter(f"{A}rPr") if one.get("sz") or len(one)]
    assert seen > 60


def test_nothing_leans_on_style_matrices_or_autofit(data: bytes) -> None:
    """No shape has a `p:style`, and no text is refitted by whoever opens the file."""
    for root in opened(data).sheets().values():
        assert not list(root.iter(f"{P}style", f"{A}normAutofit", f"{A}spAutoFit"))
        assert all(one.get("wrap", "square") == "square" for one in root.iter(f"{A}bodyPr"))


def test_free_shapes_carry_their_own_look(data: bytes) -> None:
    """A shape outside the placeholders has a fill, a line and a font colour of its own."""
    seen = 0
    for root in opened(data).sheets("slides").values():
        for shape in root.iter(f"{P}sp"):
            if shape.find(f"*/*/{P}ph") is not None:
                continue
            seen += 1
            properties = shape.find(f"{P}spPr")
            assert properties is not None
            assert properties.find(f"{A}ln/{A}noFill") is not None
            assert {f"{A}noFill", f"{A}solidFill"} & {one.tag for one in properties}
            if shape.find(f"{P}txBody") is not None:
                assert shape.find(f"{P}txBody/{A}lstStyle/{A}lvl1pPr/{A}defRPr/{A}solidFill") is not None
    assert seen > 10


def test_colours_on_slides_are_the_themes(data: bytes) -> None:
    """Only roles that the theme part has no slot for are written as numbers, and no more of them."""
    slides = "".join(
        text.decode() for name, text in opened(data).files.items() if re.match("ppt/slides/slide.*xml$", name)
    )
    used = {f"#{one}" for one in re.findall(r'srgbClr val="(\w+)"', slides)}
    free = {sample.THEME.colours[role] for role in ("rule", "ibg", "iink", "imuted", "iaccent")}
    assert used <= free
    assert 'schemeClr val="accent6"' in slides


def test_the_theme_part_holds_the_themes_colours_and_faces(data: bytes) -> None:
    """The slots of the theme part are filled by role, and the faces are the theme's."""
    root = opened(data).roots["ppt/theme/theme1.xml"]
    (scheme,) = root.iter(f"{A}clrScheme")
    found = {one.tag.removeprefix(A): f"#{one[0].get('val')}" for one in scheme}
    colours = sample.THEME.colours
    assert found["dk1"] == colours["ink"]
    assert found["lt1"] == colours["bg"]
    assert found["dk2"] == colours["title"]
    assert found["lt2"] == colours["panel"]
    assert [found[f"accent{number}"] for number in (1, 2, 3, 4)] == list(sample.THEME.data)
    assert (found["accent5"], found["accent6"]) == (colours["accent"], colours["mark"])
    assert (found["hlink"], found["folHlink"]) == (colours["accent"], colours["muted"])
    faces = [one.find(f"{A}latin") for one in root.iter(f"{A}majorFont", f"{A}minorFont")]
    assert [one.get("typeface") for one in faces if one is not None] == ["Calibri", "Calibri"]


def test_a_layout_writes_only_where_it_departs_from_the_master(data: bytes) -> None:
    """The list layout adds nothing to the master's text, so that a change there reaches its slides."""
    file = opened(data)
    (name,) = [
        name for name, root in file.sheets("slideLayouts").items()
        if root.find(f"{P}cSld").get("name") == "Title and list"  # type: ignore[union-attr]
    ]  # fmt: skip
    for shape in file.roots[name].iter(f"{P}sp"):
        held = shape.find(f"*/*/{P}ph")
        if held is not None and held.get("type", "obj") in ("title", "body") and held.get("idx") != "28":
            own = shape.find(f"{P}txBody/{A}lstStyle")
            assert own is not None
            # But for its colour, of which Google Slides and LibreOffice lose track otherwise.
            said = {
                (*level.attrib, *inner.attrib, *inner.iter(f"{A}solidFill"))
                for level in own
                for inner in level
            }
            assert all(len(one) == 1 for one in said), name
    master = file.roots["ppt/slideMasters/slideMaster1.xml"]
    level = master.find(f"{P}txStyles/{P}bodyStyle/{A}lvl1pPr")
    assert level is not None
    style = sample.THEME.styles["body"]
    assert level.find(f"{A}defRPr").get("sz") == str(round(style.size * 100))  # type: ignore[union-attr]
    leading = level.find(f"{A}lnSpc/{A}spcPct")
    assert leading is not None
    assert int(leading.get("val", "0")) == round(style.leading / 1.221 * 100_000)


def test_departures_are_written() -> None:
    """What the fit changed is on the slide: place, size, leading, space, side, inset, colour, weight."""
    page = sample.listed(
        "smaller",
        sample.para("small", "body", level=0, size=Point(22), after=Point(8.5), leading=1.3),
        sample.para("plain", "body"),
        sample.para("bright", "body", level=0, colour="accent", bold=True),
        sample.para("hanging", "body", hang=grid(3)),
    )
    title, body = page.boxes
    assert isinstance(body, TextBox)
    body = structs.replace(
        body, rect=grid_rect(10, 30, 100, 40), anchor=Anchor.MIDDLE, align=Align.END, inset_end=grid(2)
    )
    data = write_pptx(sample.deck(structs.replace(page, boxes=(title, body))))
    text = opened(data).files["ppt/slides/slide1.xml"].decode()
    small, plain, bright, hanging = re.findall(r"<a:p>.*?</a:p>", text)[1:5]
    assert '<a:off x="762000" y="2286000"/><a:ext cx="7620000" cy="3048000"/>' in text
    assert '<a:bodyPr rIns="152400" anchor="ctr"><a:noAutofit/></a:bodyPr>' in text
    assert '<a:pPr algn="r"><a:lnSpc><a:spcPct val="106470"/>' in small
    assert '<a:spcPts val="850"/>' in small
    assert 'sz="2200"' in small
    assert 'marL="0" indent="0"' in plain
    assert "<a:buNone/>" in plain
    assert 'b="1"><a:solidFill><a:schemeClr val="accent5"/>' in bright
    assert 'marL="228600" indent="-228600"' in hanging


def test_the_title_of_a_statement_is_the_statement(deck: Any) -> None:
    """Where a region serves as the title, it is the layout's title placeholder."""
    slide = next(one for one in deck.slides if one.slide_layout.name == "Statement")
    assert slide.shapes.title.text_frame.text == "Title of statement"
    assert slide.shapes.title.left == grid(17)


def test_a_right_to_left_deck_reads_from_the_right() -> None:
    """Text, tables and the presentation run from right to left, and start is the right side."""
    data = write_pptx(
        sample.deck(
            sample.listed("first", sample.para("שלום", "body", level=0)),
            sample.page("table", "table", sample.unseen("טבלה"), sample.table(("א", "ב"), ("1", "2"))),
            language="he",
            right_to_left=True,
        )
    )
    file = opened(data)
    assert file.roots["ppt/presentation.xml"].get("rtl") == "1"
    master = file.roots["ppt/slideMasters/slideMaster1.xml"]
    levels = [level for style in master.iter(f"{P}titleStyle", f"{P}bodyStyle") for level in style]
    assert {(one.get("rtl"), one.get("algn")) for one in levels} == {("1", "r")}
    assert b'<a:tblPr rtl="1" firstRow="1">' in file.files["ppt/slides/slide2.xml"]
    assert {one.get("lang") for one in file.roots["ppt/slides/slide1.xml"].iter(f"{A}rPr")} == {"he"}
