"""What a place has no room for: how it goes on, and how much room it gets before it does."""

from __future__ import annotations

import pytest

from deckgen.deck import model
from deckgen.deck.model import plain
from deckgen.layout.pages import Page, Role, TextBox
from deckgen.theme.files import theme_names
from deckgen.theme.load import load_theme
from deckgen.theme.model import Theme
from deckgen.theme.variants import in_variant
from tests.layout.decks import (
    LOREM,
    box,
    laid,
    lines,
    listing,
    prose,
    runs,
    sizes,
    slide,
    span,
    text,
    words_of,
)
from tests.layout.test_every_word import within
from tests.torture.words import said

SENTENCES = " ".join(
    f"Sentence {at} of this text says what nobody had said aloud before." for at in range(40)
)


@pytest.fixture(params=theme_names())
def theme(request: pytest.FixtureRequest) -> Theme:
    """Each theme."""
    return load_theme(request.param)


def texts_of(page: Page) -> list[TextBox]:
    """Return a page's boxes of text that are shown, but for its title."""
    found = [one for one in page.boxes if isinstance(one, TextBox) and one.shown]
    return [one for one in found if one.role is not Role.TITLE]


def test_a_label_goes_on_as_one_paragraph_at_a_sentence(theme: Theme) -> None:
    """The first sentences stand below the number, the others as one text behind, as titles tell."""
    number = model.BigNumber(runs("7"), runs(SENTENCES), span(30))
    pages = laid(slide("big-number", number, title="T"), theme=theme).pages
    label, *rest = (box(page, "label" if at == 0 else "body") for at, page in enumerate(pages))
    assert [text(box(page, "title")) for page in pages] == [
        f"T ({at}\u00a0of\u00a0{len(pages)})" for at in range(1, len(pages) + 1)
    ]
    assert text(label).endswith("before.")
    assert [len(one.paragraphs) for one in rest] == [1] * len(rest)
    assert [*words_of(map(text, (label, *rest)))] == SENTENCES.split()
    assert {one.paragraphs[0].style for one in rest} == {"body"}
    for page in pages:
        within(page)


def test_a_caption_takes_room_from_its_program_before_it_goes_on(theme: Theme) -> None:
    """One that is longer than its usual place stands below all the same; a very long one goes on."""
    line = model.CodeLine((model.Token("x = 1", ""),), False, span(41))
    short, long = (
        laid(
            slide("code", model.Code((line,) * count, "", runs(words), span(40)), title="T"), theme=theme
        ).pages
        for count, words in ((14, said(60)), (1, said(400)))
    )
    assert len(short) <= 2
    assert lines(box(short[0], "caption"))[0] > 2
    usual = [one.rect.bottom for one in theme.layouts["code"].regions if one.name in ("code", "caption")]
    foot = max(*usual, theme.frame.bottom)
    assert box(short[0], "caption").rect.bottom <= foot
    assert len(long) > 1
    assert [*words_of(text(one) for page in long for one in texts_of(page) if one.key != "code")] == [
        *said(400).split()
    ]
    for page in (*short, *long):
        within(page)


def test_a_statement_goes_on_in_its_own_kind(theme: Theme) -> None:
    """Each of its slides is a statement, is called by what it says, and is about as full as the others."""
    pages = laid(slide("statement", model.Statement(runs(SENTENCES), span(30))), theme=theme).pages
    assert len(pages) > 1
    assert {page.layout for page in pages} == {"statement"}
    boxes = [box(page, "statement") for page in pages]
    assert {one.role for one in boxes} == {Role.TITLE}
    assert len({sizes(one)[0] for one in boxes}) == 1
    assert all(text(one).endswith("before.") for one in boxes)
    assert [*words_of(map(text, boxes))] == SENTENCES.split()
    assert max(lines(one)[0] for one in boxes) - min(lines(one)[0] for one in boxes) <= 2
    for page in pages:
        within(page)


def test_a_question_goes_on_and_its_task_stands_with_the_last_part(theme: Theme) -> None:
    """The task is told when the question has been read."""
    question = model.Question(runs(SENTENCES), runs("In pairs."), span(30))
    pages = laid(slide("question", question), theme=theme).pages
    assert len(pages) > 1
    assert [any(one.key == "task" for one in page.boxes) for page in pages] == [
        *[False] * (len(pages) - 1),
        True,
    ]
    for page in pages:
        within(page)


def test_sources_that_are_too_many_go_on_behind(theme: Theme) -> None:
    """At the foot or in the margin they take a part of the slide; no source is lost."""
    cited = tuple(runs(f"{at}. {LOREM}") for at in range(30))
    pages = laid(slide("list", prose("A text"), title="T", sources=cited), theme=theme).pages
    assert len(pages) > 1
    first = text(box(pages[0], "source"))
    rest = " ".join(text(box(page, "body")) for page in pages[1:])
    assert f"{first} {rest}".split() == " ".join(map(plain, cited)).split()
    for page in pages:
        within(page)


def test_a_very_long_title_grows_up_as_well_as_down() -> None:
    """Three hundred characters and the number of a slide that goes on fit where letters are set far apart."""
    for name in theme_names():
        theme = in_variant(load_theme(name), dark=False, comfort=True, language="en")
        for start in range(0, 110, 10):
            title = said(90, start)[:300].strip()
            pages = laid(slide("list", prose(SENTENCES * 2), title=title), theme=theme).pages
            assert len(pages) > 1
            for page in pages:
                assert sizes(box(page, "title"))[0] >= theme.floors.body
                within(page)


def test_the_cover_goes_on(theme: Theme) -> None:
    """What the cover has no room for stands behind it, below the talk's title."""
    cover = model.Cover(runs(SENTENCES), tuple(runs(f"Ada Example {at}") for at in range(60)))
    pages = laid(slide("cover", cover, title="The talk"), theme=theme).pages
    assert [page.layout for page in pages] == ["cover", *["list"] * (len(pages) - 1)]
    told = [*words_of(text(one) for page in pages for one in texts_of(page))]
    assert sorted(told) == sorted([*SENTENCES.split(), *words_of(f"Ada Example {at}" for at in range(60))])
    for page in pages:
        within(page)


def test_vietnamese_takes_the_room_that_its_letters_need() -> None:
    """Points full of ơ and ư, which are wider than o and u in Arial, step down to 20 pt in grid."""
    points = ["người được trường đường hương tương thương vườn nước phương dương"] * 8
    pages = laid(slide("list", listing(*points), title="Được mùa"), theme=load_theme("grid")).pages
    assert [sizes(box(page, "body"))[0] for page in pages] == [20]
