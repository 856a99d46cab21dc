"""The most that may be said in places that cannot go on to another slide, in every theme and in comfort."""

from __future__ import annotations

from itertools import pairwise

import pytest

from deckgen.deck import model
from deckgen.layout.pages import TextBox
from deckgen.theme.files import theme_names
from deckgen.theme.load import load_theme
from deckgen.theme.model import Theme
from deckgen.theme.variants import in_variant
from tests.layout.decks import box, laid, listing, refused, runs, sizes, slide, span
from tests.layout.test_every_word import within
from tests.torture.words import long_title, said

THEMES = [(name, comfort) for name in theme_names() for comfort in (False, True)]


@pytest.fixture(params=THEMES, ids=lambda case: f"{case[0]} {'comfort' if case[1] else 'plain'}")
def theme(request: pytest.FixtureRequest) -> Theme:
    """Each theme as it is, and set for comfortable reading."""
    name, comfort = request.param
    return in_variant(load_theme(name), dark=False, comfort=comfort, language="en")


def test_a_title_of_three_hundred_characters_fits(theme: Theme) -> None:
    """It steps down to the size of text, takes the room above the text, and touches nothing."""
    for block in (listing("A point"), model.Statement(runs("A statement"), span(30))):
        kind = "list" if isinstance(block, model.BulletList) else "statement"
        page = laid(slide(kind, block, title=long_title(300)), theme=theme).pages[0]
        assert sizes(box(page, "title"))[0] >= theme.floors.body
        within(page)


def test_a_title_that_fits_nowhere_is_refused_at_its_line(theme: Theme) -> None:
    """What would need more than two fifths of the slide is an error that says how long it is."""
    (problem,) = refused(slide("list", listing("A point"), title=long_title(1500)), theme=theme)
    assert problem == (
        "7: this title of 1500 characters is too long for its place on the slide, even at the smallest size"
    )


def test_a_long_task_takes_room_from_its_question(theme: Theme) -> None:
    """The task is set as far up as it needs, at the floor of text at least; the question gives way."""
    short = slide("question", model.Question(runs("Why?"), runs("In pairs."), span(30)))
    long = slide("question", model.Question(runs(said(30, 60)), runs(said(45)), span(30)), id="long")
    for page in laid(short, long, theme=theme).pages:
        within(page)
        prompt, task = box(page, "prompt"), box(page, "task")
        assert sizes(task)[0] >= theme.floors.body
        assert prompt.rect.bottom <= task.rect.y
    places = [box(page, "task").rect for page in laid(short, theme=theme).pages]
    region = theme.layouts["question"].region("task")
    assert region is not None
    assert places == [region.rect]


def test_boxes_that_were_moved_stand_one_below_the_other(theme: Theme) -> None:
    """A title that grew moves the list down; it still ends where it did."""
    page = laid(slide("list", listing("A point"), title=long_title(300)), theme=theme).pages[0]
    rects = [one.rect for one in page.boxes if isinstance(one, TextBox) and one.shown]
    assert all(above.bottom <= below.y for above, below in pairwise(rects))
    region = theme.layouts["list"].region("body")
    assert region is not None
    assert rects[1].y > region.rect.y
    assert rects[1].bottom <= region.rect.bottom
