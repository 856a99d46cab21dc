"""A deck that another program made: python-pptx's own template, with something of every kind on it."""

from __future__ import annotations

import io
from functools import cache
from typing import Any

from lxml import etree
from PIL import Image
from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE
from pptx.enum.shapes import MSO_CONNECTOR, MSO_SHAPE
from pptx.util import Inches, Pt

from deckgen.writers.pptx.xml import ADEC

ARROWS, PICTURE, TABLE, CHART, GROUP, MOVIE, BOXES = range(2, 9)
"""The slides of the deck, by what is on them; the first is its cover."""


def picture(colour: str = "teal", frames: int = 1) -> io.BytesIO:
    """Return a picture of one colour, a GIF that moves where it has several frames."""
    data = io.BytesIO()
    first = Image.new("RGB", (64, 48), colour)
    if frames == 1:
        first.save(data, "PNG")
    else:
        others = [Image.new("RGB", (64, 48), (40 * one, 90, 90)) for one in range(1, frames)]
        first.save(data, "GIF", save_all=True, append_images=others, duration=200, loop=0)
    data.seek(0)
    return data


def describe(shape: Any, text: str) -> Any:
    """Give a shape an alternative text, and return it."""
    shape._element.xpath(".//p:cNvPr")[0].set("descr", text)
    return shape


def adorn(shape: Any) -> Any:
    """Mark a shape as decorative, and return it."""
    named = shape._element.xpath(".//p:cNvPr")[0]
    main = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
    held = etree.SubElement(etree.SubElement(named, f"{main}extLst"), f"{main}ext", uri="{C183D7F6}")
    etree.SubElement(held, f"{{{ADEC}}}decorative", val="1")
    return shape


def _new(kind: Any, *values: Any) -> Any:
    """Return a new value of a class whose types nobody has written down."""
    return kind(*values)


def _slide(made: Any, title: str, layout: int = 5) -> Any:
    slide = made.slides.add_slide(made.slide_layouts[layout])
    slide.shapes.title.text = title
    return slide


def box(slide: Any, text: str, place: tuple[float, float, float, float]) -> Any:
    """Put a text box on a slide, in inches, and return it."""
    found = slide.shapes.add_textbox(*(Inches(one) for one in place))
    found.text_frame.text = text
    return found


def deck() -> Any:
    """Return the deck, in which nothing is wrong."""
    made = Presentation()
    made.core_properties.title = "Rivers and their towns"
    cover = _slide(made, "Rivers and their towns", 0)
    cover.placeholders[1].text = "A talk in eight slides"
    arrows = _slide(made, "Towns grow where rivers can be crossed", 1)
    arrows.placeholders[1].text = "A ford came first, then a bridge"
    shown = _slide(made, "The bridge is older than the town")
    describe(
        shown.shapes.add_picture(picture(), Inches(1), Inches(2), Inches(4)),
        "A stone bridge of three arches over shallow water",
    )
    box(shown, "Built about 1140, widened twice", (1, 5.2, 5, 0.6)).name = "Caption"
    listed = _slide(made, "Four towns on one river")
    frame = describe(
        listed.shapes.add_table(3, 2, Inches(1), Inches(2), Inches(6), Inches(2)),
        "Towns and the years of their bridges",
    )
    for row, words in enumerate((("Town", "Bridge"), ("Upper Ford", "1140"), ("Lower Ford", "1302"))):
        for column, word in enumerate(words):
            frame.table.cell(row, column).text = word
    drawn = _slide(made, "Tolls paid for the second arch")
    data: Any = _new(CategoryChartData)
    data.categories = ["1200", "1250"]
    data.add_series("Pence", (40, 90))
    chart = drawn.shapes.add_chart(
        XL_CHART_TYPE.COLUMN_CLUSTERED, Inches(1), Inches(2), Inches(6), Inches(4), data
    )
    describe(chart, "Tolls rose from 40 pence in 1200 to 90 in 1250")
    grouped = _slide(made, "The ford lies between two bends")
    group = grouped.shapes.add_group_shape()
    for left in (1, 3):
        group.shapes.add_shape(MSO_SHAPE.OVAL, Inches(left), Inches(3), Inches(1), Inches(1))
    describe(group, "Two bends of the river with shallow water between them")
    line = grouped.shapes.add_connector(MSO_CONNECTOR.STRAIGHT, Inches(1), Inches(5), Inches(6), Inches(5))
    adorn(line)
    played = _slide(made, "Water wears the piers away")
    film = played.shapes.add_movie(
        io.BytesIO(b"\0\0\0\x18ftypmp42"), Inches(1), Inches(2), Inches(4), Inches(3), picture(), "video/mp4"
    )
    describe(film, "A film of water around the foot of a pier")
    boxes = _slide(made, "Who may cross, and at what price")
    for left, text in ((1, "On foot"), (4, "With a cart")):
        one = boxes.shapes.add_shape(MSO_SHAPE.RECTANGLE, Inches(left), Inches(2), Inches(2.5), Inches(1))
        one.text_frame.text = text
        one.fill.solid()
        one.fill.fore_color.rgb = _new(RGBColor, 0x1F, 0x3A, 0x5F)
    note = box(boxes, "The bishop and his horses paid nothing", (1, 3.5, 6, 0.6))
    note.name = "Note"
    note.text_frame.paragraphs[0].runs[0].font.size = Pt(18)
    return made


def packed(made: Any) -> bytes:
    """Return the file of a deck."""
    data = io.BytesIO()
    made.save(data)
    return data.getvalue()


@cache
def clean() -> bytes:
    """Return the file of the deck in which nothing is wrong."""
    return packed(deck())
