"""Random outlines: every word stands exactly once in each file's bytes, in order, within its box."""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser
from pptx import Presentation
from pptx.shapes.base import BaseShape
from pptx.shapes.group import GroupShape

from deckgen.deck.model import Run, plain
from deckgen.layout.pages import (
    Box,
    DiagramBox,
    Member,
    Page,
    Pages,
    PictureBox,
    TableBox,
    TextBox,
)
from deckgen.outline.language import fields
from deckgen.structs import replace
from deckgen.units import NONE, Rect, grid
from tests.building import walk
from tests.layout.test_every_word import within
from tests.parity.content import DeckContent
from tests.parity.deck import read_deck
from tests.parity.show import read_show
from tests.render.judge import faults
from tests.render.shown import opened, sheet
from tests.torture.chance import CROWDED, KINDS, Written, outlines
from tests.torture.looks import LOOKS, NARROW, Look
from tests.torture.outline import write_sections
from tests.torture.slides import Typed

pytestmark = pytest.mark.slow

FEW = settings(
    max_examples=int(os.environ.get("DECKGEN_EXAMPLES", "12")),
    derandomize="DECKGEN_EXAMPLES" not in os.environ,
    phases=[Phase.generate, *([Phase.shrink] if "DECKGEN_EXAMPLES" in os.environ else ())],
    suppress_health_check=list(HealthCheck),
)
"""The same few outlines every time; `DECKGEN_EXAMPLES=500` throws so many others at the engine.

Only then is an outline that fails made smaller, which takes minutes.
"""

IGNORED = re.compile(f"[\\s\u00a0…{re.escape(''.join(CROWDED))}]+")

NUMBER = re.compile(r"q(\d+)q")
"""What each word of a random outline is known by."""

Rectangle = tuple[int, int, int, int]


@pytest.mark.filterwarnings("ignore:Generating overly large repr")
@given(outlines(), st.sampled_from((*LOOKS, *NARROW)))
@FEW
def test_every_word_stands_once_in_each_file(browser: Browser, written: Written, look: Look) -> None:
    """Whatever is typed, in whatever look: no word is lost, doubled, out of order or out of its box."""
    with tempfile.TemporaryDirectory() as folder:
        made = walk(write_sections(Path(folder), look, written.sections), Path(folder))
        deck, show = read_deck(made.deck), read_show(made.show)
        assert [*_missaid(deck, written)] == []
        assert [*_missaid(show, written)] == []
        for page in made.pages.pages:
            within(page, made.pages.theme.slide)
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
    yield from _out_of_order(written, shown)
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


def _out_of_order(written: Written, where: str) -> Iterator[str]:
    """Tell which texts stand before one that comes before them: of the same row, or of the slide before."""

    def places(texts: Iterable[list[str]]) -> list[int]:
        return [
            where.find(f"q{match[1]}q") for text in texts for word in text if (match := NUMBER.search(word))
        ]

    for row in written.rows:
        found = places(row)
        if found != sorted(found):
            yield f"a row is out of order: {' '.join(row[0])!r} and so on"
    last = -1
    for texts in filter(None, written.slides):
        found = places(texts)
        if min(found) < last:
            yield f"a slide is out of order: {' '.join(texts[0])!r} and so on"
        last = max(found)


def _run_together(texts: Iterable[str]) -> str:
    return IGNORED.sub("", "\n".join(texts))


def _elsewhere(deck: Path, pages: Pages) -> list[str]:
    """Return the boxes that do not stand in the PowerPoint file where they were placed, with their words."""
    slides = Presentation(str(deck)).slides
    return [
        f"slide {number}: {key} at {rect}"
        for number, (page, slide) in enumerate(zip(pages.pages, slides, strict=True), 1)
        for there in [_said_at(slide.shapes)]
        for key, rect, said in _placed(page)
        if not any(said in one for one in there.get(rect, ()))
    ]


def _said_at(shapes: Iterable[BaseShape]) -> dict[Rectangle, list[str]]:
    """Return what is said in each place of a slide."""
    found: dict[Rectangle, list[str]] = {}
    for shape in _leaves(shapes):
        place = (shape.left, shape.top, shape.width, shape.height)
        said = shape.text_frame.text if shape.has_text_frame else ""  # type: ignore[attr-defined]
        found.setdefault(place, []).append(_run_together([said]))
    return found


def _placed(page: Page) -> Iterator[tuple[str, Rectangle, str]]:
    """Yield the key of each box, its place, and what it says, if that is text; formulas are there twice."""
    for box in page.boxes:
        if isinstance(box, PictureBox | TableBox):
            yield box.key, _place(box.rect), ""
        for one in _texts(box):
            if one.shown and not one.instead:
                said = "" if _has_formula(one) else _run_together(plain(par.runs) for par in one.paragraphs)
                yield one.key, _place(one.outer), said


def _texts(box: Box) -> Iterator[TextBox]:
    """Yield the boxes of text that are shapes, or parts of one."""
    match box:
        case TextBox():
            yield box
        case DiagramBox(members=members):
            for member in members:
                for shape in member.shapes:
                    if shape.text:
                        yield replace(shape.text, rect=shape.rect, pad=NONE)


def _has_formula(box: TextBox) -> bool:
    return any(run.formula for one in box.paragraphs for run in one.runs)


def _place(rect: Rect) -> Rectangle:
    return rect.x, rect.y, rect.width, rect.height


def _leaves(shapes: Iterable[BaseShape]) -> Iterator[BaseShape]:
    for shape in shapes:
        if isinstance(shape, GroupShape):
            yield from _leaves(shape.shapes)
        else:
            yield shape


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


def test_points_and_slides_in_another_order_are_reported(tmp_path: Path) -> None:
    """The points of a list that have changed places, and slides that have, are told in both files."""
    made = walk(write_sections(tmp_path, LOOKS[0], _points("oneq0q", "twoq1q")), tmp_path)
    one, two = ["oneq0q"], ["twoq1q"]
    for content in (read_deck(made.deck), read_show(made.show)):
        for right, wrong in (
            (Written(rows=[[one, two]]), Written(rows=[[two, one]])),
            (Written(slides=[[one], [two]]), Written(slides=[[two], [one]])),
        ):
            assert list(_missaid(content, right)) == []
            assert len(list(_missaid(content, wrong))) == 1


def _points(*points: str) -> list[Typed]:
    """Return the sections of an outline with a single list."""
    return [{"title": "Part", "slides": [{"title": "A", "bullets": [*points]}]}]


@pytest.mark.parametrize(
    "kind",
    [
        {"bullets": ["One", "Two"]},
        {"timeline": [{"date": "1956", "event": "A speech"}, {"date": "1964", "event": "An end"}]},
        {"process": ["First", "Then"]},
        {"compare": {"sides": ["A", "B"], "rows": [["a", "b", "c"]]}},
        {"agenda": ["First", "Then"]},
    ],
    ids=lambda kind: str(*kind),
)
def test_a_box_that_stands_elsewhere_is_reported(kind: Typed, tmp_path: Path) -> None:
    """A box that the PowerPoint file has in another place, or with other words in it, is seen."""
    sections: list[Typed] = [{"title": "Part", "slides": [{"title": "A"} | kind]}]
    made = walk(write_sections(tmp_path, LOOKS[0], sections), tmp_path)
    assert _elsewhere(made.deck, made.pages) == []
    last = made.pages.pages[-1]
    for change in (_aside, _reworded):
        changed = replace(last, boxes=tuple(map(change, last.boxes)))
        pages = replace(made.pages, pages=(*made.pages.pages[:-1], changed))
        assert len(_elsewhere(made.deck, pages)) >= len([*_texts(last.boxes[-1])])


def _aside(box: Box) -> Box:
    """Return a box, or all that stands in it, in a place where nothing is."""
    return _changed(box, lambda one: replace(one, rect=Rect(grid(1), grid(2), grid(3), grid(4))))


def _reworded(box: Box) -> Box:
    """Return a box whose words are not those of the file."""
    return _changed(
        box,
        lambda one: replace(
            one, paragraphs=tuple(replace(par, runs=(Run("Other words"),)) for par in one.paragraphs)
        ),
    )


def _changed(box: Box, change: Callable[[TextBox], TextBox]) -> Box:
    match box:
        case TextBox():
            return change(box)
        case DiagramBox(members=members):
            return replace(box, members=tuple(_changed_member(one, change) for one in members))
        case _:
            return box


def _changed_member(member: Member, change: Callable[[TextBox], TextBox]) -> Member:
    shapes = []
    for one in member.shapes:
        text = change(one.text) if one.text else None
        moved = text is not None and one.text is not None and text.rect != one.text.rect
        shapes.append(replace(one, text=text, rect=text.rect if text and moved else one.rect))
    return replace(member, shapes=tuple(shapes))
