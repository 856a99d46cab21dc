"""Charts of a slideshow: drawn where they were laid out, coloured by classes, their numbers in a table."""

from __future__ import annotations

import re

import pytest
from lxml import html

from deckgen.deck.model import ChartKind
from deckgen.layout.plots import ChartBox
from tests.building import DECKS, Walked, walk

CHARTS = next(path for path in DECKS if path.stem == "charts")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Walked:
    """The slideshow of all kinds of charts."""
    return walk(CHARTS, tmp_path_factory.mktemp("charts"))


@pytest.fixture(scope="module")
def root(made: Walked) -> html.HtmlElement:
    """Its document."""
    return html.document_fromstring(made.show.read_bytes(), parser=html.HTMLParser(encoding="utf-8"))


def boxes(made: Walked) -> list[ChartBox]:
    """Return the charts in order."""
    return [box for page in made.pages.pages for box in page.boxes if isinstance(box, ChartBox)]


def drawings(root: html.HtmlElement) -> list[html.HtmlElement]:
    """Return the drawings in order."""
    return [one for one in root.iter("svg") if one.get("data-kind")]


def test_every_label_is_drawn_once_and_in_order(made: Walked, root: html.HtmlElement) -> None:
    """The words of a drawing are those of the layout, line by line."""
    for box, drawing in zip(boxes(made), drawings(root), strict=True):
        drawn = [one.text_content() for one in drawing.iter("text")]
        assert drawn == [line for label in box.labels for line in label.lines], box.name


def test_every_mark_is_drawn_where_it_was_laid_out(made: Walked, root: html.HtmlElement) -> None:
    """Rectangles have the sides of the layout's marks in CSS pixels; slices and lines are all there."""
    for box, drawing in zip(boxes(made), drawings(root), strict=True):
        rects = [tuple(round(float(one.get(side, "0")) * 9525) for side in ("x", "y", "width", "height"))
                 for one in drawing.iter("rect")]  # fmt: skip
        for mark in box.marks if box.gap else ():
            wanted = (mark.rect.x - box.rect.x, mark.rect.y - box.rect.y, mark.rect.width, mark.rect.height)
            assert any(all(abs(a - b) < 10 for a, b in zip(rect, wanted, strict=True)) for rect in rects), (
                box.name
            )
        assert len(list(drawing.iter("path"))) == len(box.slices)
        assert len(list(drawing.iter("polyline"))) == len(box.strokes)


def test_a_drawing_says_what_it_shows_and_has_its_numbers_beside_it(
    made: Walked, root: html.HtmlElement
) -> None:
    """It is an image with a name for screen readers; a table behind it holds every number."""
    for box, drawing in zip(boxes(made), drawings(root), strict=True):
        assert drawing.get("role") == "img"
        assert root.get_element_by_id(drawing.get("aria-labelledby")).text == box.alt
        table = drawing.getparent().getnext().find("table")
        heads = [one.text_content() for one in table.iter("th") if one.get("scope") == "col"]
        assert heads[-len(box.chart.series) :] == [one.name for one in box.chart.series]
        values = [float(one.get("value")) for one in table.iter("data")]
        rows = zip(*(one.values for one in box.chart.series), strict=True)
        pointed = box.chart.kind is ChartKind.SCATTER
        firsts = box.chart.xs if pointed else (None,) * len(box.chart.categories)
        wanted = [one for first, row in zip(firsts, rows, strict=True) for one in (first, *row)]
        assert values == [one for one in wanted if one is not None]


def test_colours_come_from_the_theme_in_every_variant(made: Walked, root: html.HtmlElement) -> None:
    """No mark has a colour of its own, so that the reader's choice of colours changes charts, too."""
    text = made.show.read_text(encoding="utf-8")
    for drawing in drawings(root):
        for one in drawing.iter():
            assert not {"style", "fill", "stroke"} & set(one.attrib)
    for variant in made.pages.theme.variants.values():
        assert re.search(rf"--data0:{variant.data[0]};", text)
