"""Section slides and statements stand in the middle, alike from slide to slide."""

from __future__ import annotations

import pytest

from deckgen.deck import model
from deckgen.layout.pages import Bar, Diagram, DiagramBox, Page, Role
from deckgen.theme.files import theme_names
from deckgen.theme.load import load_theme
from deckgen.units import SLIDE, grid
from tests.layout.decks import box, laid, runs, sizes, slide, span, text
from tests.layout.test_every_word import within


def road(page: Page) -> DiagramBox:
    """Return the strip of sections at a page's foot."""
    (found,) = [one for one in page.boxes if isinstance(one, DiagramBox)]
    assert found.kind is Diagram.ROAD
    return found


@pytest.mark.parametrize("name", theme_names())
def test_the_road_is_a_strip_of_columns(name: str) -> None:
    """Each section has a column at the foot; the current one is bold below a thicker line."""
    theme = load_theme(name)
    made = model.Roadmap((runs("The speech"), runs("The policy"), runs("The results")), 1)
    page = laid(slide("section", made, title="The policy"), theme=theme).pages[0]
    members = road(page).members
    names = [one.texts[0] for one in members]
    assert [text(one) for one in names] == ["1\u2002The speech", "2\u2002The policy", "3\u2002The results"]
    assert [one.paragraphs[0].bold for one in names] == [None, True, None]
    rules = [one.shapes[0].rect for one in members]
    assert rules[1].height > rules[0].height
    assert len({one.bottom for one in rules}) == 1
    assert len({one.rect.y for one in names}) == 1
    within(page)


@pytest.mark.parametrize("name", theme_names())
@pytest.mark.parametrize("title", ["The speech", "The speech that was read at the last of all its sessions"])
def test_number_and_title_have_one_middle(name: str, title: str) -> None:
    """However many lines a section's title takes, the block of it and its number keeps its middle."""
    made = model.Roadmap((runs("One"), runs("Two")), 0)
    page = laid(slide("section", made, title=title), theme=load_theme(name)).pages[0]
    numeral, head = box(page, "numeral"), box(page, "title")
    assert numeral.rect.bottom < head.rect.y
    middle = (numeral.rect.y + head.rect.bottom) / 2
    assert middle == pytest.approx(0.43 * SLIDE.height, abs=grid(0.5))


def test_many_sections_are_a_list_at_the_right() -> None:
    """More than five stand one below the other beside the title."""
    made = model.Roadmap(tuple(runs(f"Section {at}") for at in range(1, 9)), 2)
    page = laid(slide("section", made, title="Section 3")).pages[0]
    found, title = box(page, "roadmap"), box(page, "title")
    assert found.role is Role.ROADMAP
    assert title.rect.right <= found.rect.x
    within(page)


@pytest.mark.parametrize(
    ("said", "size"),
    [("Stalin’s men fell. Stalin’s state stood.", 72), ("word " * 20, 60), ("word " * 30, 52)],
)
def test_a_statement_is_as_large_as_it_is_short(said: str, size: int) -> None:
    """Up to 60, 110 and more characters have a size each, no larger; the bar is as high as the letters."""
    page = laid(slide("statement", model.Statement(runs(said.strip()), span(30)))).pages[0]
    found = box(page, "statement")
    (bar,) = [one for one in page.boxes if isinstance(one, Bar)]
    assert sizes(found) == [size]
    assert bar.rect.height == found.height
    assert abs((bar.rect.y + bar.rect.bottom) // 2 - int(0.46 * SLIDE.height)) < grid(0.5)
    assert bar.rect.right < found.rect.x
