"""Faults in a deck that python-pptx made, and what looks like one and is none."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from typing import Any, NamedTuple

from lxml import etree
from pptx.dml.color import RGBColor
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.enum.shapes import MSO_SHAPE
from pptx.util import Inches, Pt

from deckgen.check.access.rules import Reading
from tests.check.access.planted import found_in, news, tally
from tests.check.access.strangers import (
    ARROWS,
    BOXES,
    CHART,
    GROUP,
    MOVIE,
    PICTURE,
    TABLE,
    adorn,
    box,
    clean,
    deck,
    describe,
    packed,
    picture,
)

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"


class Change(NamedTuple):
    """What is done to the deck: a name, the slide, the rule that it breaks (empty: none), how."""

    name: str
    slide: int
    rule: str
    make: Callable[[Any, Any], object]


def _rgb(digits: str) -> Any:
    made: Any = RGBColor
    return made(*bytes.fromhex(digits))


def _named(slide: Any, name: str) -> Any:
    return next(one for one in slide.shapes if one.name.startswith(name))


def _kind(slide: Any, check: str) -> Any:
    return next(one for one in slide.shapes if getattr(one, check, False))


def _colour(shape: Any, digits: str) -> None:
    for paragraph in shape.text_frame.paragraphs:
        for run in paragraph.runs:
            run.font.color.rgb = _rgb(digits)


def _theme_colour(shape: Any, colour: MSO_THEME_COLOR, brightness: float) -> None:
    for run in shape.text_frame.paragraphs[0].runs:
        run.font.color.theme_color = colour
        run.font.color.brightness = brightness


def _ground(holder: Any, digits: str) -> None:
    holder.background.fill.solid()
    holder.background.fill.fore_color.rgb = _rgb(digits)


def _rectangle(slide: Any, digits: str, place: tuple[float, float, float, float], last: bool = False) -> Any:
    made = adorn(slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, *(Inches(one) for one in place)))
    made.fill.solid()
    made.fill.fore_color.rgb = _rgb(digits)
    if not last:
        slide.shapes._spTree.insert(2, made._element)
    return made


def _gradient(slide: Any) -> None:
    made = _rectangle(slide, "000000", (0.5, 3, 8, 2))
    made.fill.gradient()


def _picture_behind(slide: Any) -> None:
    made = slide.shapes.add_picture(picture("black"), Inches(0.5), Inches(3), Inches(8), Inches(2))
    describe(adorn(made), "")
    slide.shapes._spTree.insert(2, made._element)


def _override(deck: Any, slide: Any) -> None:
    """Swap light and dark on a slide whose background stays white."""
    _ground(slide, "FFFFFF")
    found = slide._element.find(f"{P}clrMapOvr")
    for one in list(found):
        found.remove(one)
    names = {f"accent{number}": f"accent{number}" for number in range(1, 7)}
    swapped = {
        "bg1": "dk1",
        "tx1": "lt1",
        "bg2": "dk2",
        "tx2": "lt2",
        "hlink": "hlink",
        "folHlink": "folHlink",
    }
    found.append(found.makeelement(f"{A}overrideClrMapping", {**swapped, **names}))


def _dark_layout(deck: Any, slide: Any) -> None:
    _ground(slide.slide_layout, "222222")


def _dark_master(deck: Any, slide: Any) -> None:
    _ground(deck.slide_master, "101820")


def _pale_layout_title(deck: Any, slide: Any) -> None:
    title = slide.slide_layout.placeholders[0]
    style = title._element.find(f"{P}txBody/{A}lstStyle")
    level = style.makeelement(f"{A}lvl1pPr", {})
    style.append(level)
    look = level.makeelement(f"{A}defRPr", {})
    level.append(look)
    fill = look.makeelement(f"{A}solidFill", {})
    look.append(fill)
    fill.append(fill.makeelement(f"{A}srgbClr", {"val": "DDDDDD"}))


def _master_panel(deck: Any, slide: Any) -> None:
    """Put a dark panel on the layout, behind the text of the slide."""
    made = _rectangle(slide, "202020", (0, 1.5, 10, 6))
    slide.slide_layout.shapes._spTree.append(made._element)


def _shrunk(deck: Any, slide: Any) -> None:
    body = slide.placeholders[1].text_frame._txBody.bodyPr
    for one in list(body):
        body.remove(one)
    body.append(body.makeelement(f"{A}normAutofit", {"fontScale": "25000"}))


def _cell(slide: Any, ground: str, text: str) -> None:
    cell = _kind(slide, "has_table").table.cell(1, 0)
    if ground:
        cell.fill.solid()
        cell.fill.fore_color.rgb = _rgb(ground)
    cell.text_frame.paragraphs[0].runs[0].font.color.rgb = _rgb(text)


def _group_parts(slide: Any) -> Any:
    return next(one for one in slide.shapes if one.shape_type == 6)


def _undescribe(shape: Any) -> None:
    shape._element.xpath(".//p:cNvPr")[0].attrib.pop("descr", None)


def _unadorn(shape: Any) -> None:
    named = shape._element.xpath(".//p:cNvPr")[0]
    for one in list(named):
        named.remove(one)


def _frame(slide: Any, address: str, text: str = "") -> None:
    """Make the chart's frame one of another kind, with or without a description."""
    frame = _kind(slide, "has_chart")
    frame._element.find(f".//{A}graphicData").set("uri", address)
    describe(frame, text)


def _autoplay(deck: Any, slide: Any) -> None:
    """Have the film begin with the slide, as PowerPoint writes it."""
    film = _named(slide, "movie").shape_id
    effect = (
        f'<p:par xmlns:p="{P[1:-1]}"><p:cTn id="90" presetClass="mediacall" nodeType="afterEffect">'
        '<p:childTnLst><p:cmd type="call" cmd="playFrom(0.0)"><p:cBhvr><p:cTn id="91" dur="1"/>'
        f'<p:tgtEl><p:spTgt spid="{film}"/></p:tgtEl></p:cBhvr></p:cmd></p:childTnLst></p:cTn></p:par>'
    )
    next(slide._element.iter(f"{P}childTnLst")).append(etree.fromstring(effect))


def _linked(slide: Any, shape: str, words: str, address: str = "https://example.org/bridge") -> None:
    run = _named(slide, shape).text_frame.paragraphs[0].runs[0]
    run.text = words
    run.hyperlink.address = address


def _behind_title(deck: Any, slide: Any) -> None:
    tree = slide.shapes._spTree
    tree.append(slide.shapes.title._element)


def _swap(deck: Any, slide: Any) -> None:
    first, second = [one for one in slide.shapes if one.has_text_frame][1:3]
    second._element.addnext(first._element)


def _alt_text(check: str, text: str) -> Callable[[Any, Any], object]:
    return lambda _, slide: describe(_kind(slide, check), text)


def _grey_caption(slide: Any, points: int) -> None:
    caption = _named(slide, "Caption")
    _colour(caption, "8A8A8A")
    caption.text_frame.paragraphs[0].runs[0].font.size = Pt(points)


def _white_on_panel(slide: Any) -> None:
    _rectangle(slide, "111111", (0.5, 3.2, 8, 2))
    _colour(_named(slide, "Note"), "FFFFFF")


def _explained(slide: Any) -> None:
    """Have an address stand in a sentence that says what it is."""
    _linked(slide, "Note", "https://example.org/tolls")
    run = _named(slide, "Note").text_frame.paragraphs[0].add_run()
    run.text = " lists the tolls of the bishop"


FAULTS = (
    Change("title taken away", PICTURE, "title-missing",
        lambda _, s: s.shapes._spTree.remove(s.shapes.title._element)
    ),
    Change("title of spaces", CHART, "title-empty", lambda _, s: setattr(s.shapes.title, "text", "  ")),
    Change("two titles alike", GROUP, "title-duplicate", lambda _, s: setattr(
        s.shapes.title, "text", "four Towns on one river"
    )),
    Change("file of the template", 0, "document-title", lambda d, _: setattr(
        d.core_properties, "title", "PowerPoint Presentation"
    )),
    Change("file called by its name", 0, "document-title", lambda d, _: setattr(
        d.core_properties, "title", "rivers_v3.pptx"
    )),
    Change("body left empty", ARROWS, "placeholder-empty",
        lambda _, s: setattr(s.placeholders[1], "text", "")
    ),
    Change("picture without a text", PICTURE, "alt-missing", lambda _, s: _undescribe(s.shapes[1])),
    Change("picture with its file's name", PICTURE, "alt-poor",
        lambda _, s: describe(s.shapes[1], "bridge 2.jpg")
    ),
    Change("picture with a path", PICTURE, "alt-poor",
        lambda _, s: describe(s.shapes[1], r"C:\Users\me\a.png")
    ),
    Change("picture from an address", PICTURE, "alt-poor", lambda _, s: describe(
        s.shapes[1], "https://example.org/bridge.jpg"
    )),
    Change("picture called Grafik", PICTURE, "alt-poor", lambda _, s: describe(s.shapes[1], "Grafik 4")),
    Change("screenshot", PICTURE, "alt-poor",
        lambda _, s: describe(s.shapes[1], "Screenshot 2024-03-01 at 10.11.12")
    ),
    Change("picture of a bridge", PICTURE, "alt-long",
        lambda _, s: describe(s.shapes[1], "Picture of a bridge")
    ),
    Change("chart without a text", CHART, "alt-missing", lambda _, s: _undescribe(_kind(s, "has_chart"))),
    Change("chart called chart", CHART, "alt-poor", _alt_text("has_chart", "Chart")),
    Change("diagram without a text", CHART, "alt-missing", lambda _, s: _frame(
        s, "http://schemas.openxmlformats.org/drawingml/2006/diagram"
    )),
    Change("worksheet without a text", CHART, "alt-missing", lambda _, s: _frame(
        s, "http://schemas.openxmlformats.org/presentationml/2006/ole"
    )),
    Change("group without a text", GROUP, "alt-missing", lambda _, s: _undescribe(_group_parts(s))),
    Change("line without a text", GROUP, "alt-shape", lambda _, s: _unadorn(_named(s, "Connector"))),
    Change("arrow without a text", ARROWS, "alt-shape", lambda _, s: s.shapes.add_shape(
        MSO_SHAPE.RIGHT_ARROW, Inches(4), Inches(5), Inches(1), Inches(1)
    )),
    Change("film without a text", MOVIE, "alt-missing", lambda _, s: _undescribe(_named(s, "movie"))),
    Change("film that plays by itself", MOVIE, "media-autoplay", _autoplay),
    Change("picture that moves", PICTURE, "motion-repeats", lambda _, s: describe(
        s.shapes.add_picture(picture("red", 4), Inches(6), Inches(2), Inches(2)), "Water under a bridge"
    )),
    Change("title read last", CHART, "order-title", _behind_title),
    Change("box added above the picture", PICTURE, "order-visual", lambda _, s: box(
        s, "Read this first", (1, 1.5, 4, 0.4)
    )),
    Change("row read backwards", BOXES, "order-row", _swap),
    Change("pale grey on white", BOXES, "contrast", lambda _, s: _colour(_named(s, "Note"), "AAAAAA")),
    Change("small text at 3.5 to 1", PICTURE, "contrast", lambda _, s: _grey_caption(s, 16)),
    Change("theme colour made lighter", BOXES, "contrast", lambda _, s: _theme_colour(
        _named(s, "Note"), MSO_THEME_COLOR.ACCENT_1, 0.6
    )),
    Change("white text in a pale shape", BOXES, "contrast", lambda _, s: _rectangle(
        s, "FFFFFF", (1, 4.5, 3, 1), last=True
    ).text_frame.__setattr__("text", "Free on Sundays")),
    Change("dark slide under dark text", PICTURE, "contrast", lambda _, s: _ground(s, "303030")),
    Change("dark layout under dark text", ARROWS, "contrast", _dark_layout),
    Change("dark master under dark text", 1, "contrast", _dark_master),
    Change("title pale by its layout", ARROWS, "contrast", _pale_layout_title),
    Change("dark panel on the layout", ARROWS, "contrast", _master_panel),
    Change("dark panel behind the note", BOXES, "contrast",
        lambda _, s: _rectangle(s, "111111", (0.5, 3.2, 8, 2))
    ),
    Change("light and dark swapped", ARROWS, "contrast", _override),
    Change("cell with dark on dark", TABLE, "contrast", lambda _, s: _cell(s, "333333", "555555")),
    Change("white in a pale band", TABLE, "contrast", lambda _, s: _cell(s, "", "FFFFFF")),
    Change("text set at a quarter", ARROWS, "text-small", _shrunk),
    Change("text of eight points", PICTURE, "text-small", lambda _, s: setattr(
        _named(s, "Caption").text_frame.paragraphs[0].runs[0].font, "size", Pt(8)
    )),
    Change("table without a header", TABLE, "table-header", lambda _, s: setattr(
        _kind(s, "has_table").table, "first_row", False
    )),
    Change("cells merged by hand", TABLE, "table-merged",
        lambda _, s: _kind(s, "has_table").table.cell(1, 0).merge(
        _kind(s, "has_table").table.cell(2, 0)
    )),
    Change("column without a head", TABLE, "table-header-empty", lambda _, s: setattr(
        _kind(s, "has_table").table.cell(0, 1), "text", ""
    )),
    Change("link that says hier", PICTURE, "link-vague", lambda _, s: _linked(s, "Caption", "hier")),
    Change("link that says more", BOXES, "link-vague", lambda _, s: _linked(s, "Note", "Read more »")),
    Change("address in the open", PICTURE, "link-address", lambda _, s: _linked(
        s, "Caption", "https://example.org/bridge"
    )),
    Change("Russian as English", PICTURE, "language-script", lambda _, s: setattr(
        _named(s, "Caption").text_frame, "text", "Мост построен давно"
    )),
    Change("typed marks", ARROWS, "list-typed", lambda _, s: setattr(
        s.placeholders[1], "text", "• a ford\n• a bridge"
    )),
)  # fmt: skip
"""What is planted into the stranger's deck."""

CONTROLS = (
    Change("gradient behind", BOXES, "", lambda _, s: _gradient(s)),
    Change("picture behind", BOXES, "", lambda _, s: _picture_behind(s)),
    Change("large text at 3.5 to 1", PICTURE, "", lambda _, s: _grey_caption(s, 18)),
    Change("white on a dark panel", BOXES, "", lambda _, s: _white_on_panel(s)),
    Change("a link with words", PICTURE, "", lambda _, s: _linked(s, "Caption", "How the bridge was built")),
    Change("an address that is explained", BOXES, "", lambda _, s: _explained(s)),
    Change("a column added to the right", BOXES, "", lambda _, s: box(s, "By boat", (7, 3.5, 2, 0.6))),
    Change("the title moved off the slide", PICTURE, "",
        lambda _, s: setattr(s.shapes.title, "top", Inches(-2))
    ),
    Change("a Greek letter", PICTURE, "", lambda _, s: setattr(
        _named(s, "Caption").text_frame, "text", "The angle α of the arch"
    )),
    Change("one dash", ARROWS, "",
        lambda _, s: setattr(s.placeholders[1], "text", "– a ford\nand then a bridge")
    ),
    Change("a still GIF", PICTURE, "", lambda _, s: describe(
        s.shapes.add_picture(picture("red"), Inches(6), Inches(2), Inches(2)), "Water under a bridge"
    )),
    Change("an empty box", PICTURE, "", lambda _, s: box(s, "", (1, 6.2, 3, 0.4))),
    Change("a drawing behind the title", CHART, "", lambda _, s: _rectangle(s, "E8F0F2", (0, 0, 10, 1.6))),
    Change("a kicker above the title", PICTURE, "", lambda _, s: s.shapes._spTree.insert(
        2, box(s, "Part one", (1, 0.0, 3, 0.25))._element
    )),
)  # fmt: skip
"""What looks like a fault and is none, or cannot be judged."""


@cache
def before() -> Reading:
    """Return what is found in the clean deck."""
    return found_in(clean(), ".pptx")


def _changed(change: Change) -> Reading:
    made = deck()
    change.make(made, made.slides[max(change.slide, 1) - 1])
    return found_in(packed(made), ".pptx")


def test_the_stranger_has_the_faults_that_it_must() -> None:
    """Of the deck before anything is planted only its film without captions is reported."""
    assert [(one.spot.number, one.rule.id) for one in before().issues] == [(MOVIE, "captions-missing")]


def test_what_is_planted_into_a_stranger_is_found() -> None:
    """Each fault is found on its slide, and on that slide nothing else is."""

    def judged() -> Iterator[tuple[str, bool, set[tuple[int, str]]]]:
        for one in FAULTS:
            reported = news(before(), _changed(one))
            others = {spot for spot in reported if spot[0] in (0, one.slide) and spot[1] != one.rule}
            yield one.name, (one.slide, one.rule) in reported, others

    assert tally("decks of another program", judged()) == []


def test_what_is_no_fault_is_not_reported() -> None:
    """What only looks like a fault is passed over."""
    assert [(one.name, found) for one in CONTROLS if (found := news(before(), _changed(one)))] == []
    print(f"controls: {len(CONTROLS)}, 0 false alarms")


def test_what_cannot_be_judged_is_listed() -> None:
    """Text in front of a gradient or a picture is named, since nobody else will look there."""
    for change in CONTROLS[:2]:
        assert any("slide 8: the contrast of Note" in one for one in _changed(change).notes), change.name
