"""Sibling slides are set at one size where they come near to it by themselves."""

from __future__ import annotations

from dataclasses import replace

import pytest

from deckgen.deck import model
from deckgen.deck.model import Section
from deckgen.layout.harmonise import Set, ceilings
from deckgen.layout.lay_out import lay_out
from deckgen.layout.pages import Pages, TableBox, TimelineBox
from deckgen.theme.files import theme_names
from deckgen.theme.load import load_theme
from deckgen.units import Point
from tests.layout.decks import LECTERN, LOREM, box, deck, laid, listing, runs, sizes, slide
from tests.layout.test_place import table, timeline
from tests.work import calls

FULL = listing(*["A point of a line"] * 7)
"""Seven points, which are set at 22 pt."""

FREE = listing(*["A short point"] * 5)
"""Five points that are set at 26 pt."""


def _bodies(pages: Pages) -> list[float]:
    return [max(sizes(box(page, "body"))) for page in pages.pages]


def _set(section: int, size: float, style: str = "body") -> Set:
    return Set(section, style, Point(size))


def test_a_list_steps_down_to_its_sibling() -> None:
    """A list with room to spare is as large as the full one beside it; alone it is larger."""
    full, free = slide("list", FULL, title="Full"), slide("list", FREE, title="Free")
    assert (_bodies(laid(full)), _bodies(laid(free))) == ([22], [26])
    assert _bodies(laid(free, full, free)) == [22, 22, 22]


def test_running_text_is_a_sibling_of_lists() -> None:
    """What counts is the type style, not the kind of slide."""
    text = slide("text", model.Prose((model.Paragraph(runs(LOREM), FULL.span),), FULL.span), title="Text")
    assert _bodies(laid(text, slide("list", FULL, title="Full"))) == [22, 22]


def test_sections_are_no_siblings() -> None:
    """A slide takes no notice of those of another section."""
    two = (Section("a", runs("A"), "A", 1), Section("b", runs("B"), "B", 2))
    slides = (slide("list", FULL, title="Full"), slide("list", FREE, title="Free", section=1))
    pages, _ = lay_out(replace(deck(*slides), sections=two), LECTERN)
    assert pages is not None
    assert _bodies(pages) == [22, 26]


def test_short_lists_stay_large() -> None:
    """A list of few and short points has a style of its own."""
    lead = slide("list", listing("One", "Two"), title="Lead")
    assert _bodies(laid(lead, slide("list", FULL, title="Full"))) == [30, 22]


def test_tables_and_timelines_agree() -> None:
    """Two tables and two timelines of unlike sizes come out alike, each sort by itself."""
    few = table(("No", "What"), ("1", "Few"))
    many = table(("No", "What"), *[(str(n), "Many") for n in range(9)])
    near = timeline(*[(str(1900 + n), "It happened") for n in range(3)])
    far = timeline(*[(str(1900 + n), LOREM[:130]) for n in range(4)])
    made = [slide("table", one, title="T") for one in (few, many)]
    made += [slide("timeline", one, title="T") for one in (near, far)]
    alone = [_only_size(laid(one)) for one in made]
    together = [_only_size(laid(*made), at) for at in range(4)]
    assert alone[0] > alone[1]
    assert alone[2] > alone[3]
    assert together == [alone[1], alone[1], alone[3], alone[3]]


def _only_size(pages: Pages, at: int = 0) -> float:
    found = pages.pages[at].boxes[1]
    if isinstance(found, TimelineBox):
        return found.events[0].text.paragraphs[0].size
    assert isinstance(found, TableBox)
    return found.rows[1][0].paragraphs[0].size


def test_the_slides_of_a_timeline_are_alike() -> None:
    """Dates and texts of all slides of one timeline are of one size, though some had more room."""
    events = [("1900", "Short")] * 8 + [("14 September 1901", "Constitutionally administered")] * 8
    pages = laid(slide("timeline", timeline(*events), title="T")).pages
    boxes = [one for page in pages for one in page.boxes if isinstance(one, TimelineBox)]
    assert len(boxes) >= 2
    assert len({event.text.paragraphs[0].size for one in boxes for event in one.events}) == 1
    assert len({event.date.paragraphs[0].size for one in boxes for event in one.events}) == 1


@pytest.mark.parametrize("name", theme_names())
def test_text_goes_on_no_larger_than_it_began(name: str) -> None:
    """Remarks beside a big number that need another slide keep their size there."""
    number = model.BigNumber(runs("20"), runs("words"), FULL.span)
    made = slide("big-number", number, listing(*[LOREM] * 7), title="Number")
    found = _bodies(laid(made, theme=load_theme(name)))
    assert len(found) > 1
    assert max(found[1:]) <= found[0]


def test_nothing_is_made_much_smaller() -> None:
    """26 pt goes to 22 and to no less; 20 finds 18; another style and another section are left alone."""
    slides = [_set(1, 26), _set(1, 22), _set(1, 20), _set(1, 18), None, _set(2, 26), _set(1, 26, "table")]
    assert ceilings(slides) == [None, Point(18), Point(18), None, None, None, None]
    assert ceilings([_set(1, 26), _set(1, 22)]) == [Point(22), None]


def test_it_costs_no_slide_and_little_work() -> None:
    """A hundred slides that all step down cost ten times as much as ten."""

    def work(count: int) -> int:
        slides = [slide("list", FREE if at % 2 else FULL, title="T") for at in range(count)]
        return calls(lambda: laid(*slides))

    assert len(laid(slide("list", FREE, title="A"), slide("list", FULL, title="B")).pages) == 2
    assert work(100) < 11 * work(10)
