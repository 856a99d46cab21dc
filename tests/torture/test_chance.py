"""Random outlines: every word stands exactly once in each file's bytes, in order, within its box."""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser
from pptx import Presentation
from pptx.shapes.base import BaseShape
from pptx.shapes.group import GroupShape

from deckgen.layout.pages import Page, Pages, PictureBox, TableBox, TextBox
from deckgen.outline import fields
from deckgen.units import Rect, grid
from tests.building import walk
from tests.layout.test_every_word import within
from tests.parity.content import DeckContent
from tests.parity.deck import read_deck
from tests.parity.show import read_show
from tests.render.judge import faults
from tests.render.shown import opened, sheet
from tests.torture.chance import CROWDED, KINDS, Written, outlines
from tests.torture.looks import LOOKS, Look
from tests.torture.outline import write_sections
from tests.torture.slides import Typed

FEW = settings(
    max_examples=int(os.environ.get("DECKGEN_EXAMPLES", "12")),
    derandomize="DECKGEN_EXAMPLES" not in os.environ,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
"""The same few outlines every time; `DECKGEN_EXAMPLES=500` throws so many others at the engine."""

IGNORED = re.compile(f"[\\s\u00a0…{re.escape(''.join(CROWDED))}]+")

Rectangle = tuple[int, int, int, int]


@given(outlines(), st.sampled_from(LOOKS))
@FEW
def test_every_word_stands_once_in_each_file(browser: Browser, written: Written, look: Look) -> None:
    """Whatever is typed, in whatever look: no word is lost, doubled, out of order or out of its box."""
    with tempfile.TemporaryDirectory() as folder:
        made = walk(write_sections(Path(folder), look, written.sections), Path(folder))
        deck, show = read_deck(made.deck), read_show(made.show)
        assert [*_missaid(deck, written)] == []
        assert [*_missaid(show, written)] == []
        for page in made.pages.pages:
            within(page)
        assert _elsewhere(made.deck, made.pages) == []
        with opened(browser, made.show, 1280, 720) as window:
            seen = window.walk(page.id for page in made.pages.pages)
        assert faults(made.pages, tuple(map(sheet, seen))) == []


def _missaid(content: DeckContent, written: Written) -> Iterator[str]:
    """Tell which words of an outline do not stand in a file as they should."""
    shown = _run_together(text for slide in content.slides for text in slide.words.text)
    headed = _run_together((*(slide.section for slide in content.slides), shown))
    spoken = _run_together(text for slide in content.slides for text in slide.notes.text)
    for texts, where in ((written.once, shown), (written.spoken, spoken)):
        for words in texts:
            yield from _not_once(words, where)
    for words in written.again:
        if _run_together(words) not in headed:
            yield f"{' '.join(words)!r} does not stand there"


def _not_once(words: list[str], where: str) -> Iterator[str]:
    """Tell which words of a text do not stand exactly once, behind the one before.

    Between ideographs a slide may end: of such a word the number is looked for alone.
    """
    last = -1
    for word in words:
        known = _run_together([word])
        sought = known if known.isascii() else known[known.index("q") :]
        found = [match.start() for match in re.finditer(re.escape(sought), where)]
        if len(found) != 1:
            yield f"{word!r} stands {len(found)} times"
        elif found[0] < last:
            yield f"{word!r} stands before the word that comes before it"
        else:
            last = found[0]


def _run_together(texts: Iterable[str]) -> str:
    return IGNORED.sub("", "\n".join(texts))


def _elsewhere(deck: Path, pages: Pages) -> list[str]:
    """Return the boxes that do not stand in the PowerPoint file where they were placed."""
    slides = Presentation(str(deck)).slides
    return [
        f"slide {page.number}: {key} at {rect}"
        for page, slide in zip(pages.pages, slides, strict=True)
        for key, rect in _placed(page)
        if rect not in {_rectangle(shape) for shape in _leaves(slide.shapes)}
    ]


def _placed(page: Page) -> Iterator[tuple[str, Rectangle]]:
    """Yield the boxes that are shapes of their own: no diagrams, and no formulas, which are there twice."""
    for box in page.boxes:
        if isinstance(box, PictureBox | TableBox) or (isinstance(box, TextBox) and box.shown):
            rect = box.outer if isinstance(box, TextBox) else box.rect
            if not (isinstance(box, TextBox) and box.instead):
                yield box.key, (rect.x, rect.y, rect.width, rect.height)


def _leaves(shapes: Iterable[BaseShape]) -> Iterator[BaseShape]:
    for shape in shapes:
        if isinstance(shape, GroupShape):
            yield from _leaves(shape.shapes)
        else:
            yield shape


def _rectangle(shape: BaseShape) -> Rectangle:
    return shape.left, shape.top, shape.width, shape.height


def test_chance_fills_every_kind_of_slide() -> None:
    """A new field of a slide must be thrown at the engine, too."""
    drawn = {name for kind in KINDS for name in kind.split(" and ")}
    assert {field.name for field in fields.SLIDE.fields if field.main} - drawn == set()


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda words: words[:-1], "'treeq2q' stands 0 times"),
        (lambda words: [*words, words[0]], "'oneq0q' stands 2 times"),
        (lambda words: words[::-1], "'twoq1q' stands before the word that comes before it"),
    ],
)
def test_the_property_can_fail(spoil: Callable[[list[str]], list[str]], said: str, tmp_path: Path) -> None:
    """A word that is lost, doubled or out of order in a file is told."""
    words = ["oneq0q", "twoq1q", "treeq2q"]
    made = walk(write_sections(tmp_path, LOOKS[0], _points(*spoil(words))), tmp_path)
    assert said in list(_missaid(read_deck(made.deck), Written(once=[words])))
    assert said in list(_missaid(read_show(made.show), Written(once=[words])))


def _points(*points: str) -> list[Typed]:
    """Return the sections of an outline with a single list."""
    return [{"title": "Part", "slides": [{"title": "A", "bullets": [*points]}]}]


def test_a_box_that_stands_elsewhere_is_told(tmp_path: Path) -> None:
    """A box that the PowerPoint file has in another place than the layout is seen."""
    made = walk(write_sections(tmp_path, LOOKS[0], _points("One", "Two")), tmp_path)
    assert _elsewhere(made.deck, made.pages) == []
    last = made.pages.pages[-1]
    aside = Rect(grid(1), grid(2), grid(3), grid(4))
    moved = replace(last, boxes=tuple(replace(one, rect=aside) for one in last.boxes))
    assert _elsewhere(made.deck, replace(made.pages, pages=(*made.pages.pages[:-1], moved))) != []
