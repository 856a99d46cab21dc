"""Sizes, gaps and places of text: gaps give way before sizes, what is sparse hangs lower, siblings agree."""

from __future__ import annotations

import pytest

from deckgen.deck.model import Paragraph, Passage, Quotation
from deckgen.layout.flow.settle import ceilings, lowered
from deckgen.layout.kinds.context import Sizing
from deckgen.layout.pages import TextBox
from deckgen.layout.text.lines import break_lines, ems
from deckgen.layout.text.measure import measure
from deckgen.theme.files import theme_names
from deckgen.theme.load import load_theme
from deckgen.units import NONE, SLIDE, Emu, Point, grid
from tests.layout.decks import LECTERN, LOREM, box, laid, listing, prose, runs, sizes, slide, span

LINE = "A point that takes one line of the slide"


def test_gaps_give_way_before_sizes() -> None:
    """Text that is a little too much is set closer, at the usual size, before it is set smaller."""
    counts = range(6, 14)
    decks = [laid(slide("list", listing(*[LINE] * count), title="T")).pages for count in counts]
    found = [box(pages[0], "body") for pages in decks if len(pages) == 1]
    gaps = [one.paragraphs[0].after / one.paragraphs[0].size for one in found]
    usual = [gap for gap, one in zip(gaps, found, strict=True) if sizes(one)[0] == 26]
    assert usual == sorted(usual, reverse=True)
    assert min(usual) < 0.6 < max(usual)
    assert [sizes(one)[0] for one in found] == sorted((sizes(one)[0] for one in found), reverse=True)
    assert sizes(found[-1])[0] < 26


@pytest.mark.parametrize("name", theme_names())
def test_few_short_points_are_large_and_loose(name: str) -> None:
    """They are set at the largest size, no larger than four fifths of the headline's, in wider gaps."""
    theme = load_theme(name)
    page = laid(slide("list", listing("One", "Two", "Three"), title="T"), theme=theme).pages[0]
    body = box(page, "body")
    assert sizes(body)[0] == max(one for one in theme.scale if one <= 0.8 * sizes(box(page, "title"))[0])
    assert body.paragraphs[0].after > 0.7 * sizes(body)[0]


@pytest.mark.parametrize("name", theme_names())
def test_three_short_points_are_not_lost_on_their_slide(name: str) -> None:
    """They are set further apart than four, and take three fifths of their frame at least."""
    theme = load_theme(name)
    region = theme.layouts["list"].region("body")
    assert region is not None
    three, four = (
        box(laid(slide("list", listing(*[LINE] * count), title="T"), theme=theme).pages[0], "body")
        for count in (3, 4)
    )
    assert three.paragraphs[0].after > four.paragraphs[0].after
    assert three.height > 0.55 * region.rect.height


@pytest.mark.parametrize("name", theme_names())
def test_large_lines_are_as_long_as_the_frame(name: str) -> None:
    """What is set larger than usual takes all of the frame's width, for a line holds fewer letters of it."""
    theme = load_theme(name)
    few = laid(slide("list", listing("One", "Two"), title="T"), theme=theme).pages[0]
    many = laid(slide("list", listing(*[LINE] * 9), title="T"), theme=theme).pages[0]
    assert box(few, "body").rect.width == theme.frame.width
    assert box(many, "body").rect.width == theme.frame.measure


@pytest.mark.parametrize("name", theme_names())
def test_what_is_sparse_begins_at_one_of_three_places(name: str) -> None:
    """Text begins at the top of its frame, or five or ten units lower, and its box ends where it did."""
    theme = load_theme(name)
    region = theme.layouts["list"].region("body")
    assert region is not None
    tops = set()
    for count in (1, 3, 5, 9):
        page = laid(slide("list", listing(*[LINE] * count), title="T"), theme=theme).pages[0]
        rect = box(page, "body").rect
        tops.add(rect.y - region.rect.y)
        assert rect.bottom == region.rect.bottom
    assert tops <= {NONE, grid(5), grid(10)}
    assert len(tops) > 1


def test_the_middle_of_what_hangs_is_near_the_frames() -> None:
    """A short thing hangs lower than a tall one, and what takes most of its frame not at all."""
    frame = grid(60)
    found = [lowered(Emu(int(frame * share)), frame) for share in (0.2, 0.5, 0.7, 0.81)]
    assert found == [grid(10), grid(10), grid(5), NONE]


def test_text_keeps_two_points_below_what_leads_in() -> None:
    """Where a list goes on, its lead-in is not left alone, nor with a single point."""
    points = listing(*[LOREM] * 7)
    pages = laid(slide("list", prose("He gained much:"), points, title="T")).pages
    assert len(pages) > 1
    first = box(pages[0], "body").paragraphs
    assert [one.level for one in first][:3] == [None, 0, 0]


SCALE = (Point(32), Point(28), Point(26), Point(22), Point(20), Point(18))


def _sizing(size: float, fill: float) -> Sizing:
    return Sizing(Point(32), Point(size), fill)


def test_siblings_agree_on_what_most_reach() -> None:
    """Sparse slides agree with sparse ones, full ones with full ones; nobody comes down more than a step."""
    slides = [_sizing(32, 0.3), _sizing(28, 0.4), _sizing(28, 0.4), _sizing(26, 0.9), _sizing(22, 0.95)]
    assert ceilings(list(slides), SCALE) == [Point(28), None, None, Point(22), None]


def test_a_crowded_slide_makes_nobody_smaller() -> None:
    """One that is more than full neither votes nor yields."""
    slides = [_sizing(32, 0.3), _sizing(18, 1.4), _sizing(32, 0.3)]
    assert ceilings(list(slides), SCALE) == [None, None, None]


def test_a_slide_comes_down_to_its_siblings() -> None:
    """Of lists that are about as full, the one that alone reaches a larger size is set as the others."""
    short, long = listing("One", "Two", "Three"), listing(*["A point with quite a few more words to it"] * 4)
    made = [slide("list", long, title="T", id=f"s{at}") for at in range(6)]
    pages = laid(*made, slide("list", short, title="T", id="short")).pages
    found = [sizes(box(page, "body"))[0] for page in pages]
    assert found[-1] <= sizes(box(laid(slide("list", short, title="T")).pages[0], "body"))[0]
    assert len(set(found)) == 1 or found[-1] == next(one for one in LECTERN.scale if one < 32)


def test_no_last_line_is_as_short_as_a_word() -> None:
    """Two short words alone look like one: lines become narrower for them, or wider."""
    said = " ".join(["measure"] * 12)
    tails = []
    for more in range(1, 14):
        text = f"{said} {' '.join(['is'] * more)}"
        page = laid(slide("text", prose(*[text] * 5), title="T")).pages[0]
        found = box(page, "body")
        broken = break_lines(
            measure(runs(text), LECTERN.styles["body"], LECTERN),
            ems(found.rect.width - found.inset_end, sizes(found)[0]),
        )
        tails.append(broken.last / broken.widest if broken.rows > 1 else 1.0)
    assert sum(tail < 0.15 for tail in tails) <= 1


@pytest.mark.parametrize("name", theme_names())
def test_a_short_passage_is_large_and_lower(name: str) -> None:
    """It fills its slide like other sparse text; a long one has the usual size, from the top."""
    theme = load_theme(name)

    def read(text: str, count: int) -> TextBox:
        said = tuple(Paragraph(runs(text), span(30 + at)) for at in range(count))
        passage = Passage(said, (Paragraph(runs("A note"), span(50)),), span(30))
        return box(laid(slide("passage", passage, title="T"), theme=theme).pages[0], "passage")

    short, long = read("It was the best of times, it was the worst of times.", 1), read(LOREM, 9)
    assert sizes(short)[0] > theme.styles["passage"].size >= sizes(long)[0]
    assert short.rect.y > long.rect.y


@pytest.mark.parametrize("name", theme_names())
def test_a_quotation_without_a_headline_is_in_the_middle(name: str) -> None:
    """It stands for itself as a statement does, not in the upper half of its slide."""
    said = Quotation((Paragraph(runs("A short sentence."), span(30)),), (), span(30))
    found = box(laid(slide("quote", said), theme=load_theme(name)).pages[0], "quote")
    assert abs(found.rect.y + found.height / 2 - 0.46 * SLIDE.height) < grid(1)
