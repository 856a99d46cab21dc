"""Where steps and rows of diagrams stand, and what their lines join."""

from __future__ import annotations

import pytest

from deckgen.deck.model import Aspect, Comparison, Process, Step
from deckgen.layout.pages import DiagramBox, Link, Page, Pages
from deckgen.layout.passes.mirror import mirrored
from deckgen.theme.files import theme_names
from deckgen.theme.load import load_theme
from deckgen.units import SLIDE, Rect
from tests.layout.decks import LOREM, laid, refused, runs, slide, span
from tests.layout.kinds.diagrams.test_agendas import diagram


def process(*titles: str, text: str = "") -> Process:
    """Return steps, all with the same text below their titles, or with none."""
    steps = (Step(runs(one), runs(text), span(40 + at)) for at, one in enumerate(titles))
    return Process(tuple(steps), span(40))


def comparison(*rows: tuple[str, str, str]) -> Comparison:
    """Return rows between two sides."""
    aspects = (
        Aspect(runs(name), runs(left), runs(right), span(50 + at))
        for at, (name, left, right) in enumerate(rows)
    )
    return Comparison(runs("Before"), runs("After"), tuple(aspects), span(50))


def plates(page: Page) -> dict[str, Rect]:
    """Return the places of a diagram's shapes by their keys."""
    return {shape.key: shape.rect for member in diagram(page).members for shape in member.shapes}


def links(page: Page) -> list[Link]:
    """Return a diagram's lines in order."""
    return [link for member in diagram(page).members for link in member.links]


def loose_ends(pages: Pages) -> list[str]:
    """Return the lines that do not begin and end in the middle of a side of the shapes they join."""
    found = []
    for page in pages.pages:
        known = plates(page)
        for link in links(page):
            for key, spot in ((link.start, link.path[0]), (link.end, link.path[-1])):
                rect = known[key]
                middle = (rect.x + rect.width // 2, rect.y + rect.height // 2)
                beside = spot.x in (rect.x, rect.right) and spot.y == middle[1]
                if not (beside or (spot.y in (rect.y, rect.bottom) and abs(spot.x - middle[0]) <= 1)):
                    found.append(f"{link.key} at {key}")
    return found


def well_placed(box: DiagramBox) -> None:
    """Assert that shapes lie on the slide and apart, and that texts fit their places within them."""
    shapes = [shape for member in box.members for shape in member.shapes]
    for at, shape in enumerate(shapes):
        assert SLIDE.contains(shape.rect)
        if shape.text is None:
            continue
        others = (other for other in shapes[at + 1 :] if other.text)
        assert not any(shape.rect.overlaps(other.rect) for other in others), shape.key
        assert shape.rect.contains(shape.text.rect)
        assert shape.text.height <= shape.text.rect.height


@pytest.mark.parametrize("name", theme_names())
@pytest.mark.parametrize(
    ("steps", "rows", "slides"),
    [(1, 1, 1), (2, 1, 1), (4, 1, 1), (5, 5, 1), (10, 10, 1), (11, 5, 2), (31, 7, 4)],
)
def test_few_steps_stand_in_a_row_and_more_below_each_other(
    name: str, steps: int, rows: int, slides: int
) -> None:
    """Up to four stand side by side, joined by arrows; more along a rail, ten on a slide."""
    pages = laid(slide("process", process(*["Read it"] * steps), title="T"), theme=load_theme(name))
    assert len(pages.pages) == slides
    assert sum(len(diagram(page).members) for page in pages.pages) == steps
    tops = {member.texts[-1].rect.y for member in diagram(pages.pages[0]).members}
    assert len(tops) == rows
    assert sum(len(links(page)) for page in pages.pages) == (steps - slides if rows == 1 else 0)
    assert loose_ends(pages) == []
    assert loose_ends(mirrored(pages)) == []
    for page in pages.pages:
        well_placed(diagram(page))


def test_long_steps_go_on_to_two_rows_and_further_slides() -> None:
    """What is too long for plates of a row stands along a rail, what is too long for that on more slides."""
    page = laid(slide("process", process(*["Rehabilitation"] * 5), title="T")).pages[0]
    assert len({member.texts[-1].rect.y for member in diagram(page).members}) == 5
    assert len(laid(slide("process", process(*[LOREM] * 12), title="T")).pages) > 1
    (said,) = refused(slide("process", process("W" * 60), title="T"))
    assert said.startswith("40: the word")


def test_a_title_stands_above_its_text_at_the_top_of_a_plate() -> None:
    """Where one step says more, all titles are set as headings and begin at the same height."""
    steps = (Step(runs("Report"), runs("It is read."), span(1)), Step(runs("Speech"), (), span(2)))
    page = laid(slide("process", Process(steps, span(1)), title="T")).pages[0]
    texts = [text for member in diagram(page).members for text in member.texts]
    assert [[one.style for one in text.paragraphs] for text in texts] == [["colhead", "body"], ["colhead"]]
    assert len({(text.anchor, text.rect.y) for text in texts}) == 1


def test_few_rows_of_a_comparison_are_higher() -> None:
    """Where a slide has the room its rows take more of it; where it has not they are as high as need be."""
    heights = []
    for count in (3, 7):
        rows = [("Courts", "special", "regular")] * count
        page = laid(slide("comparison", comparison(*rows), title="T")).pages[0]
        heights.append(diagram(page).members[1].shapes[0].rect.height)
    few, many = heights
    assert few > 1.2 * many


@pytest.mark.parametrize("name", theme_names())
@pytest.mark.parametrize("rows", [1, 3, 6, 40])
def test_sides_stand_beside_what_is_compared(name: str, rows: int) -> None:
    """Each row joins its middle to both sides; both are named on every slide; no row is lost."""
    pages = laid(
        slide("comparison", comparison(*[("Courts", LOREM[:50], "regular")] * rows), title="T"),
        theme=load_theme(name),
    )
    assert loose_ends(pages) == []
    numbers = []
    for page in pages.pages:
        header, *members = diagram(page).members
        assert header.header
        assert [text.paragraphs[0].runs[0].text for text in header.texts] == ["Before", "After"]
        well_placed(diagram(page))
        for member in members:
            middle, left, right = (shape.rect for shape in member.shapes)
            assert left.right < middle.x < middle.right < right.x
            assert left.y == middle.y == right.y
            assert len(member.links) == 2
            numbers.append(member.key)
    assert numbers == [f"row-{at}" for at in range(1, rows + 1)]


def test_a_word_wider_than_its_side_is_refused_at_its_line() -> None:
    """It is an error of the row's line."""
    (said,) = refused(slide("comparison", comparison(("A", "b" * 99, "c")), title="T"))
    assert said.startswith("50: the word")


def test_a_long_name_makes_way_for_a_long_text() -> None:
    """Before a row is refused its name is broken into lines, so that the sides get the room beside it."""
    name = "What was compared, in so many words"
    narrow, wide = (
        plates(laid(slide("comparison", comparison((name, text, "c")), title="T")).pages[0])
        for text in ((LOREM * 2)[:350], LOREM[:100])
    )
    assert narrow["aspect-1"].width < wide["aspect-1"].width
    assert narrow["left-1"].width > wide["left-1"].width
