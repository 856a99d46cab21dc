"""What people do to a deck in PowerPoint, each with what tells afterwards that it is still there."""

from __future__ import annotations

import copy
import io
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from lxml import etree
from PIL import Image
from pptx import Presentation
from pptx.chart import data as chart_data
from pptx.dml import color
from pptx.util import Emu, Pt

from tests.regenerate.talk import Change, Without, without

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"

Deck = Any

RGBColor: Any = color.RGBColor
CategoryChartData: Any = chart_data.CategoryChartData


@dataclass(frozen=True)
class Hand:
    """One edit: what is done, whether it is still there, and the outline's changes that concern it.

    `same` changes the same field, `dropped` drops the slide. `merges` tells that the outline's change can be
    taken although both changed something: then it is no conflict.
    """

    do: Callable[[Deck], None]
    stays: Callable[[Deck], bool]
    same: Change | None
    dropped: Without
    merges: bool = False


def texts(deck: Deck) -> list[str]:
    """Return all that a deck says, notes too."""
    found = []
    for slide in deck.slides:
        for shape in every(slide.shapes):
            if shape.has_text_frame:
                found.append(shape.text_frame.text)
            if getattr(shape, "has_table", False) and shape.has_table:
                found += [cell.text for row in shape.table.rows for cell in row.cells]
            if getattr(shape, "has_chart", False) and shape.has_chart:
                found += [
                    f"{value:g}" for plot in shape.chart.plots for one in plot.series for value in one.values
                ]
                found += [str(one) for one in shape.chart.plots[0].categories]
            found.append(shape._element.xpath(".//p:cNvPr")[0].get("descr", ""))
        if slide.has_notes_slide and slide.notes_slide.notes_text_frame is not None:
            found.append(slide.notes_slide.notes_text_frame.text)
    return found


def every(shapes: Any) -> Iterator[Any]:
    """Yield shapes, and those in groups."""
    for one in shapes:
        yield one
        if one.shape_type == 6:
            yield from every(one.shapes)


def slide(deck: Deck, said: str) -> Any:
    """Return the slide that says something."""
    return next(one for one in deck.slides if any(said in text for text in _said(one)))


def _said(one: Any) -> list[str]:
    return [shape.text_frame.text for shape in every(one.shapes) if shape.has_text_frame]


def shape(deck: Deck, said: str, kind: str = "text") -> Any:
    """Return a shape by what it says, or the table, chart or picture on the slide that says it."""
    found = slide(deck, said)
    for one in every(found.shapes):
        if kind == "text" and one.has_text_frame and said in one.text_frame.text:
            return one
        if kind == "table" and getattr(one, "has_table", False) and one.has_table:
            return one
        if kind == "chart" and getattr(one, "has_chart", False) and one.has_chart:
            return one
        if kind == "picture" and etree.QName(one._element).localname == "pic":
            return one
    raise AssertionError(f"no {kind} at {said}")


def _put(deck: Deck, said: str, old: str, new: str) -> None:
    for paragraph in shape(deck, said).text_frame.paragraphs:
        for run in paragraph.runs:
            run.text = run.text.replace(old, new)


def _has(words: str) -> Callable[[Deck], bool]:
    return lambda deck: any(words in one for one in texts(deck))


def _lacks(words: str) -> Callable[[Deck], bool]:
    return lambda deck: not any(words in one for one in texts(deck))


def _recolour(deck: Deck) -> None:
    paragraph = shape(deck, "The ears turn").text_frame.paragraphs[1]
    paragraph.runs[0].font.color.rgb = RGBColor(0xC0, 0x10, 0x10)


def _coloured(deck: Deck) -> bool:
    return any(b"c01010" in etree.tostring(one._element).lower() for one in deck.slides)


def _move(deck: Deck) -> None:
    found = shape(deck, "A mill grinds", "picture")
    left, top, width, height = found.left, found.top, found.width, found.height
    found.left, found.top, found.width, found.height = Emu(left + 400_000), Emu(top + 123_000), width, height


def _moved_there(deck: Deck) -> bool:
    found = shape(deck, "Stones seen from", "picture")
    return bool(found._element.spPr.find(f"{A}xfrm") is not None and found.left % 1000 != 999)


def _bold(deck: Deck) -> None:
    shape(deck, "Knock on the loaf").text_frame.paragraphs[0].runs[0].font.bold = True


def _is_bold(deck: Deck) -> bool:
    return any(run.font.bold for one in shape(deck, "on the loaf").text_frame.paragraphs for run in one.runs)


def _cell(deck: Deck) -> None:
    shape(deck, "Three kinds", "table").table.cell(1, 2).text_frame.paragraphs[0].runs[0].text = "Fine cakes"


def _numbers(deck: Deck) -> None:
    chart = shape(deck, "More bread", "chart").chart
    data = CategoryChartData()
    data.categories = ["Before", "After"]
    data.add_series(chart.plots[0].series[0].name, (120, 90))
    chart.replace_data(data)


def _alt(deck: Deck) -> None:
    shape(deck, "A mill grinds", "picture")._element.nvPicPr.cNvPr.set("descr", "Two mill stones")


def _notes(deck: Deck) -> None:
    frame = slide(deck, "Grain is cut").notes_slide.notes_text_frame
    frame.paragraphs[0].runs[-1].text = (
        frame.paragraphs[0].runs[-1].text.replace("thousand", "or nine thousand")
    )


def _own_slide(deck: Deck) -> None:
    made = deck.slides.add_slide(deck.slides[1].slide_layout)
    box = made.shapes.add_textbox(Emu(900_000), Emu(900_000), Emu(5_000_000), Emu(900_000))
    box.text_frame.text = "A slide of my own"
    listed = deck.slides._sldIdLst
    rows = list(listed)
    listed.remove(rows[-1])
    listed.insert(3, rows[-1])


def _own_shape(deck: Deck) -> None:
    box = slide(deck, "Grain is cut").shapes.add_textbox(
        Emu(90_000), Emu(90_000), Emu(3_000_000), Emu(300_000)
    )
    box.text_frame.text = "A remark of my own"


def _delete_slide(deck: Deck) -> None:
    listed = deck.slides._sldIdLst
    place = next(at for at, one in enumerate(deck.slides) if "The crust tells" in str(_said(one)))
    row = list(listed)[place]
    deck.part.drop_rel(row.get(f"{R}id"))
    listed.remove(row)


def _delete_shape(deck: Deck) -> None:
    found = shape(deck, "Stones seen from above")._element
    found.getparent().remove(found)


def _reorder(deck: Deck) -> None:
    listed = deck.slides._sldIdLst
    rows = list(listed)
    place = next(at for at, one in enumerate(deck.slides) if "The crust tells" in str(_said(one)))
    row = rows[place]
    listed.remove(row)
    listed.insert(1, row)


def _reordered(deck: Deck) -> bool:
    titles = [str(_said(one)) for one in deck.slides]
    crust = next((at for at, one in enumerate(titles) if "The crust tells" in one), None)
    grain = next((at for at, one in enumerate(titles) if "Grain is cut" in one), None)
    return crust is None or grain is None or crust < grain


def _hide(deck: Deck) -> None:
    slide(deck, "Four steps")._element.set("show", "0")


def _hidden(deck: Deck) -> bool:
    return any(one._element.get("show") == "0" for one in deck.slides)


def _animate(deck: Deck, said: str = "Knock on the loaf") -> None:
    found = slide(deck, said)
    target = shape(deck, said).shape_id
    timing = etree.fromstring(
        f'<p:timing xmlns:p="{P[1:-1]}"><p:tnLst><p:par><p:cTn id="1" dur="indefinite" restart="never" '
        'nodeType="tmRoot"><p:childTnLst><p:seq concurrent="1" nextAc="seek"><p:cTn id="2" dur="indefinite" '
        'nodeType="mainSeq"><p:childTnLst><p:par><p:cTn id="3" fill="hold"><p:stCondLst><p:cond '
        'delay="indefinite"/></p:stCondLst><p:childTnLst><p:par><p:cTn id="4" fill="hold"><p:stCondLst>'
        '<p:cond delay="0"/></p:stCondLst><p:childTnLst><p:par><p:cTn id="5" presetID="1" '
        'presetClass="entr" presetSubtype="0" fill="hold" nodeType="clickEffect"><p:stCondLst>'
        '<p:cond delay="0"/></p:stCondLst><p:childTnLst><p:set><p:cBhvr><p:cTn id="6" dur="1" fill="hold">'
        f'<p:stCondLst><p:cond delay="0"/></p:stCondLst></p:cTn><p:tgtEl><p:spTgt spid="{target}"><p:txEl>'
        '<p:pRg st="0" end="0"/></p:txEl></p:spTgt></p:tgtEl><p:attrNameLst><p:attrName>style.visibility'
        '</p:attrName></p:attrNameLst></p:cBhvr><p:to><p:strVal val="visible"/></p:to></p:set>'
        "</p:childTnLst></p:cTn></p:par></p:childTnLst></p:cTn></p:par></p:childTnLst></p:cTn></p:par>"
        '</p:childTnLst></p:cTn><p:prevCondLst><p:cond evt="onPrev" delay="0"><p:tgtEl><p:sldTgt/></p:tgtEl>'
        '</p:cond></p:prevCondLst><p:nextCondLst><p:cond evt="onNext" delay="0"><p:tgtEl><p:sldTgt/>'
        "</p:tgtEl></p:cond></p:nextCondLst></p:seq></p:childTnLst></p:cTn></p:par></p:tnLst></p:timing>"
    )
    found._element.append(timing)


def _animated(deck: Deck) -> bool:
    return any(one._element.find(f"{P}timing") is not None for one in deck.slides)


def _picture(deck: Deck) -> None:
    found = slide(deck, "A mill grinds")
    data = io.BytesIO()
    Image.new("RGB", (40, 30), "#123456").save(data, "PNG")
    data.seek(0)
    _, way = found.part.get_or_add_image_part(data)
    shape(deck, "A mill grinds", "picture")._element.blipFill.find(f"{A}blip").set(f"{R}embed", way)


def _own_picture(deck: Deck) -> bool:
    return any(
        Image.open(io.BytesIO(one.image.blob)).convert("RGB").getpixel((1, 1)) == (0x12, 0x34, 0x56)
        for found in deck.slides
        for one in every(found.shapes)
        if etree.QName(one._element).localname == "pic"
    )


def _row(deck: Deck) -> None:
    table = shape(deck, "Three kinds", "table").table
    made = copy.deepcopy(table._tbl.tr_lst[-1])
    table._tbl.append(made)
    for cell, words in zip(table.rows[len(table.rows) - 1].cells, ("Rye", "997", "Sourdough"), strict=True):
        cell.text_frame.paragraphs[0].runs[0].text = words


def _point(deck: Deck) -> None:
    frame = shape(deck, "The ears turn").text_frame
    made = copy.deepcopy(frame.paragraphs[0]._p)
    frame.paragraphs[1]._p.addnext(made)
    frame.paragraphs[2].runs[0].text = "Larks sing over the field"


def _fill(deck: Deck) -> None:
    found = shape(deck, "Let it rise")
    found.fill.solid()
    found.fill.fore_color.rgb = RGBColor(0x10, 0xC0, 0x10)


def _filled(deck: Deck) -> bool:
    return any(b"10c010" in etree.tostring(one._element).lower() for one in deck.slides)


def _size(deck: Deck) -> None:
    for run in shape(deck, "The crust tells").text_frame.paragraphs[0].runs:
        run.font.size = Pt(21)


def _sized(deck: Deck) -> bool:
    return any(b'sz="2100"' in etree.tostring(one._element) for one in deck.slides)


HANDS: Mapping[str, Hand] = {
    "a title": Hand(
        lambda deck: _put(deck, "Grain is cut", "late summer", "August"),
        _has("August"),
        Change("Grain is cut in late summer", "Grain is cut in early autumn", "early autumn"),
        without("points"),
    ),
    "a word of a point, another in the outline": Hand(
        lambda deck: _put(deck, "The ears turn", "yellow", "golden"),
        _has("golden"),
        Change("The grain falls out when", "The grain drops out when", "drops out"),
        without("points"),
        merges=True,
    ),
    "the same word": Hand(
        lambda deck: _put(deck, "The ears turn", "yellow", "golden"),
        _has("golden"),
        Change("turn yellow", "turn pale", "turn pale"),
        without("points"),
    ),
    "a point more": Hand(
        _point,
        _has("Larks sing"),
        Change(
            "          - The grain falls",
            "          - Mice eat some of it\n          - The grain falls",
            "Mice eat",
        ),
        without("points"),
        merges=True,
    ),
    "the colour of a point": Hand(
        _recolour,
        _coloured,
        Change("The straw turns brittle", "The straw becomes brittle", "becomes brittle"),
        without("points"),
        merges=True,
    ),
    "a bold word": Hand(
        _bold,
        _is_bold,
        Change("hollow sound", "dull sound", "dull sound"),
        without("prose"),
        merges=True,
    ),
    "a cell": Hand(
        _cell, _has("Fine cakes"), Change('405", Cakes', '405", Tarts', "Tarts"), without("table")
    ),
    "a row": Hand(
        _row, _has("Sourdough"), Change('550", Rolls', '550", Buns', "Buns"), without("table"), merges=True
    ),
    "a number": Hand(_numbers, _has("90"), Change("[After, 85]", "[After, 86]", "86"), without("numbers")),
    "the alt text": Hand(
        _alt,
        _has("Two mill stones"),
        Change("alt: Two shapes", "alt: Round shapes", "Round shapes"),
        without("picture"),
    ),
    "the picture": Hand(_picture, _own_picture, None, without("picture")),
    "the notes": Hand(
        _notes,
        _has("or nine thousand"),
        Change("eight thousand", "ten thousand", "ten thousand"),
        without("points"),
    ),
    "a picture moved": Hand(_move, _moved_there, None, without("picture")),
    "a slide of one's own": Hand(_own_slide, _has("A slide of my own"), None, without("table")),
    "a shape of one's own": Hand(_own_shape, _has("A remark of my own"), None, without("points")),
    "a slide deleted": Hand(
        _delete_slide,
        _lacks("The crust tells"),
        Change("A hollow sound", "A dull sound", "dull sound"),
        without("prose"),
    ),
    "a shape deleted": Hand(
        _delete_shape,
        _lacks("seen from"),
        Change("Stones seen from above", "Stones seen from below", "from below"),
        without("picture"),
    ),
    "a slide moved": Hand(_reorder, _reordered, None, without("prose")),
    "a slide hidden": Hand(_hide, _hidden, None, without("steps")),
    "an animation": Hand(
        _animate, _animated, Change("hollow sound", "dull sound", "dull sound"), without("prose"), merges=True
    ),
    "a step painted": Hand(
        _fill, _filled, Change("Let it rise", "Let it rest", "Let it rest"), without("steps"), merges=True
    ),
    "the size of a title": Hand(
        _size,
        _sized,
        Change("The crust tells when", "The crust shows when", "crust shows"),
        without("prose"),
        merges=True,
    ),
}
"""What is done → how."""


def opened(data: bytes) -> Deck:
    """Return a deck to look into."""
    return Presentation(io.BytesIO(data))


def repacked(
    data: bytes, change: Callable[[str, bytes], bytes | None], more: Mapping[str, bytes] | None = None
) -> bytes:
    """Return a deck with its parts changed, left out where that is None, and some more."""
    target = io.BytesIO()
    source = zipfile.ZipFile(io.BytesIO(data))
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in source.namelist():
            content = change(name, source.read(name))
            if content is not None:
                archive.writestr(name, content)
        for name, content in (more or {}).items():
            archive.writestr(name, content)
    return target.getvalue()


def saved(deck: Deck) -> bytes:
    """Return a deck's bytes."""
    data = io.BytesIO()
    deck.save(data)
    return data.getvalue()
