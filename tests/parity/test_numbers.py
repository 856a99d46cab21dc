"""Numbered lists show the same numbers in both files, also where a list goes on over slides."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

from lxml import etree, html
from pptx import Presentation

import deckgen
from deckgen.layout.pages import Pages
from deckgen.writers.html import write_html
from deckgen.writers.pptx import write_pptx

NAMES = {"a": "http://schemas.openxmlformats.org/drawingml/2006/main"}
FORMS = {"arabicPeriod": "1", "alphaLcPeriod": "a", "romanLcPeriod": "i"}

SENTENCE = (
    "a step that takes a sentence of so many words that it is set in two lines on every slide that shows it"
)

OUTLINE = f"""\
title: Numbers
cover: false
sections:
  one:
    title: One
    slides:
      - title: A list with letters below its numbers
        numbered:
          - Weigh the flask
          - Add the acid:
              - slowly
              - with goggles on
          - Let it cool:
              - for an hour
      - title: A list that goes on from the slide before
        numbered:
          start: 9
          items: [Weigh it again, Subtract, Repeat]
      - title: A list of more points than a slide holds
        numbered: [{", ".join(f"{number} {SENTENCE}" for number in range(12))}]
      - title: A point that no slide holds as a whole
        numbered: [Short, "{" ".join([SENTENCE + "."] * 25)}", Last]
"""


def _pages(tmp_path: Path) -> Pages:
    path = tmp_path / "numbers.yaml"
    path.write_text(OUTLINE, encoding="utf-8")
    pages = deckgen.compile(path).pages
    assert pages is not None
    return pages


def _in_pptx(data: bytes) -> Iterator[list[tuple[str, int | None]]]:
    """Give each slide's points with the number that PowerPoint counts for them."""
    for slide in Presentation(io.BytesIO(data)).slides:
        found: list[tuple[str, int | None]] = []
        counts: dict[int, tuple[str, int]] = {}
        for paragraph in slide.shapes.element.iter(f"{{{NAMES['a']}}}p"):
            properties = paragraph.find("a:pPr", NAMES)
            depth = int(properties.get("lvl", "0")) if properties is not None else 0
            counted = None if properties is None else properties.find("a:buAutoNum", NAMES)
            counts = {level: one for level, one in counts.items() if level <= depth}
            if counted is None:
                counts.pop(depth, None)
                if properties is not None and properties.get("marL", "0") != "0":
                    found.append((_said(paragraph), None))
                continue
            form = f"{counted.get('type')}{counted.get('startAt', '1')}"
            known = counts.get(depth)
            number = known[1] + 1 if known and known[0] == form else int(counted.get("startAt", "1"))
            counts[depth] = (form, number)
            found.append((_said(paragraph), number))
        yield found


def _in_html(data: bytes) -> Iterator[list[tuple[str, int | None]]]:
    """Give each slide's points with the number that a browser counts for them."""
    for page in html.document_fromstring(data).iter("section"):
        if "page" in page.get("class", "").split():
            yield [_point(one) for one in page.iter("li") if "n" in one.get("class", "").split()]


def _point(point: etree._Element) -> tuple[str, int | None]:
    parent, text = point.getparent(), point.find("p")
    assert parent is not None
    assert text is not None
    assert parent.tag == "ol"
    shown = len(point.get("class", "").split()) > 1
    return _words(text), int(parent.get("start", "1")) + parent.index(point) if shown else None


def _said(paragraph: etree._Element) -> str:
    return " ".join("".join(one.text or "" for one in paragraph.iterfind(".//a:t", NAMES)).split())


def _words(element: etree._Element) -> str:
    return " ".join(str(element.xpath("string()")).split())


def test_both_files_count_alike(tmp_path: Path) -> None:
    """PowerPoint's own numbering and HTML's ordered lists come to the same numbers on every slide."""
    pages = _pages(tmp_path)
    in_pptx, in_html = [*_in_pptx(write_pptx(pages))], [*_in_html(write_html(pages))]
    assert in_pptx == in_html
    assert [number for _, number in in_pptx[0]] == [1, 2, 1, 2, 3, 1]
    assert [number for _, number in in_pptx[1]] == [9, 10, 11]


def test_numbers_go_on_over_the_slides_of_a_list(tmp_path: Path) -> None:
    """Every point of a split list has its number once; a point that goes on shows none again."""
    pages = _pages(tmp_path)
    by_slide: dict[str, list[int | None]] = {}
    for page, points in zip(pages.pages, _in_pptx(write_pptx(pages)), strict=True):
        by_slide.setdefault(page.slide_id, []).extend(number for _, number in points)
    split, torn = [*by_slide.values()][2:]
    assert split == [*range(1, 13)]
    assert [number for number in torn if number] == [1, 2, 3]
    assert None in torn


def test_forms_are_the_same() -> None:
    """Numbers, letters and Roman numerals come in the same order in both files."""
    from deckgen.writers.pptx.styles import FORMS as written

    assert "".join(FORMS[one] for one in written) == "1ai1", "the fourth level counts in figures again"
