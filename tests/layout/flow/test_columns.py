"""Columns side by side: one size, headings on one line, first lines level."""

from __future__ import annotations

import pytest

from deckgen.deck.model import Column, Columns
from deckgen.layout.pages import Bar
from deckgen.theme.files import theme_names
from deckgen.theme.load import load_theme
from tests.layout.decks import LOREM, box, laid, listing, runs, sizes, slide, span
from tests.layout.test_every_word import within


def _columns(left: str, right: str, *points: str) -> Columns:
    return Columns(
        (
            Column(runs(left), (listing(*points),), span(30)),
            Column(runs(right), (listing("One party with one creed"),), span(40)),
        ),
        span(30),
    )


@pytest.mark.parametrize("name", theme_names())
def test_columns_stand_level(name: str) -> None:
    """Rules, the last lines of headings and the first lines of text are at one height each."""
    theme = load_theme(name)
    made = _columns("What changed in the courts of the land", "What stayed", "Prisoners came home", "Camps")
    page = laid(slide("two-column", made, title="T"), theme=theme).pages[0]
    bars = [one for one in page.boxes if isinstance(one, Bar)]
    assert len({one.rect.y for one in bars}) == 1
    heads = [box(page, f"{side}-heading") for side in ("left", "right")]
    bodies = [box(page, side) for side in ("left", "right")]
    assert len({one.rect.bottom for one in heads}) == len({one.rect.y for one in bodies}) == 1
    assert sizes(heads[0]) == sizes(heads[1]) == sizes(bodies[0])[:1] == sizes(bodies[1])[:1]
    within(page)


def test_columns_too_long_for_a_slide_go_on() -> None:
    """Both go on on as many slides as the longer one needs."""
    pages = laid(slide("two-column", _columns("Left", "Right", *[LOREM] * 6), title="T")).pages
    assert len(pages) > 1
    for page in pages:
        within(page)
