"""For everyone: the rules of WCAG 2.2 AA, what is announced, where the focus goes, what the tree says."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from deckgen.deck.model import Run
from deckgen.layout.pages import Diagram, DiagramBox, Member, Role, Shape
from deckgen.units import grid_rect
from tests.render.rules import broken, broken_anywhere
from tests.writers.html.conftest import Opened, Opening
from tests.writers.html.desk.test_presenter import desk_of
from tests.writers.html.sample import deck, every_kind, page, para, points, text, title

SIZES = ((1280, 720), (1920, 1080), (390, 844))


def each_slide(show: Opened) -> Iterator[int]:
    """Walk through all slides, every point shown."""
    count = show.tab.locator(".page").count()
    for number in range(count, 0, -1):
        yield number
        show.press("Alt+ArrowLeft")


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("scheme", ["light", "dark", "comfort"])
def test_no_rule_is_broken_on_any_slide(
    opening: Opening, axe_source: str, size: tuple[int, int], scheme: str
) -> None:
    """Every kind of slide, in every size of window and every choice of colours."""
    show = opening(query=f"?scheme={scheme}#works-cited", size=size)
    if show.view == "read":
        show.press("t")
        assert broken(show.tab, axe_source) == []
    else:
        assert broken_anywhere(show.tab, axe_source) == []


@pytest.mark.parametrize("key", ["o", "?", "/", "t", "m", "Shift+S"])
def test_no_rule_is_broken_beside_the_slides(opening: Opening, axe_source: str, key: str) -> None:
    """The overview, the help, the search, the notes and the desk keep the rules too."""
    show = opening(query="#the-speech-was-met-in-silence")
    show.press(key)
    if key == "/":
        show.tab.keyboard.type("pin")
    assert broken(show.tab, axe_source) == []


def test_no_rule_is_broken_at_the_desk(opening: Opening, axe_source: str) -> None:
    """The second window keeps the rules on slides, with a dialog, with a blank screen, in the overview."""
    show = opening(query="#a-question")
    desk = desk_of(show)
    assert broken(desk, axe_source) == []
    for key in ("b", "?", "o"):
        desk.keyboard.press(key)
        assert broken(desk, axe_source) == [], key
        desk.keyboard.press("Escape")
    show.press("b")
    assert broken(show.tab, axe_source) == []


def test_one_heading_of_the_first_level_in_each_state(opening: Opening) -> None:
    """On the cover its title, on other slides, in the overview and at the desk the deck's name, never two."""
    show = opening()
    seen = "one => one.checkVisibility() && !one.closest('[inert]')"
    heads = f"[...document.querySelectorAll('h1')].filter({seen})"
    for keys in ([], ["PageDown"], ["o"], ["Escape", "r"], ["r", "Shift+S"]):
        show.press(*keys)
        assert show.tab.evaluate(f"{heads}.length") == 1, keys


def test_a_broken_rule_would_be_seen(opening: Opening, axe_source: str) -> None:
    """The check above fails where there is something to find."""
    show = opening()
    show.tab.evaluate("document.querySelector('.page.on h1 .p').style.color = '#20444c'")
    show.tab.evaluate("document.querySelector('#deckgen-bar button').removeAttribute('aria-label')")
    show.tab.evaluate("document.querySelector('#deckgen-bar button').removeAttribute('title')")
    found = " ".join(broken(show.tab, axe_source))
    assert "color-contrast" in found
    assert "button-name" in found


def test_targets_are_large(opening: Opening) -> None:
    """Every button is at least 44 pixels each way."""
    show = opening()
    show.tab.mouse.move(300, 300)
    show.press("Shift+S")
    boxes = [one.bounding_box() for one in show.tab.locator("button:visible, #deckgen-list a").all()]
    assert len(boxes) > 20
    assert [box for box in boxes if box is None or box["width"] < 44 or box["height"] < 44] == []


def test_a_change_of_slide_is_announced(opening: Opening) -> None:
    """The polite live region says number and headline, and a point as it appears."""
    show = opening(query="#the-speech-was-met-in-silence")
    said = show.tab.locator("#deckgen-said")
    assert said.get_attribute("role") == "status"
    show.press("ArrowRight")
    assert said.inner_text() == "4 of 17, Points one by one"
    show.press("ArrowRight")
    assert said.inner_text() == "25 February 1956, the last day of the Congress"
    show.press("b")
    assert said.inner_text() == "Black screen"


def test_the_focus_goes_to_the_heading(opening: Opening) -> None:
    """Who reads with a screen reader starts at the new slide's headline, and no ring is drawn around it."""
    show = opening()
    show.press("ArrowRight")
    focused = (
        "(one => [one.tagName, one.textContent, getComputedStyle(one).outlineStyle])(document.activeElement)"
    )
    assert show.tab.evaluate(focused) == ["H2", "The speech", "none"]


def test_other_slides_are_out_of_reach(opening: Opening) -> None:
    """What is not shown can neither be focused nor read; no part claims to be an application."""
    show = opening(query="#a-quotation")
    assert show.tab.locator(".page:not([hidden])").count() == 1
    assert show.tab.locator(".page[hidden=until-found]").count() == 16
    reached = "[...document.querySelectorAll('.page[hidden] *')].filter(one => one.checkVisibility()).length"
    assert show.tab.evaluate(reached) == 0
    assert show.tab.locator("[role=application]").count() == 0


def test_the_tree_reads_as_the_outline_does(opening: Opening) -> None:
    """Headline, points, nested points, links, source, in this order, in the accessibility tree."""
    show = opening(query="#the-speech-was-met-in-silence")
    tree = show.tab.locator(".page.on").aria_snapshot()
    wanted = [
        'group "The speech was met in silence"',
        'heading "The speech was met in silence" [level=2]',
        "list",
        "25 February 1956, the last day of the Congress",
        "Nobody clapped",
        'link "the table"',
        "Source: (Wood)",
    ]
    places = [tree.find(one) for one in wanted]
    assert -1 not in places
    assert places == sorted(places)
    assert "•" not in tree


def test_tables_and_pictures_are_in_the_tree(opening: Opening) -> None:
    """Column headers, cells, alt texts and times are there to be heard."""
    show = opening(query="#the-law-changed")
    tree = show.tab.locator(".page.on").aria_snapshot()
    assert 'table "Reforms of the law"' in tree
    assert 'columnheader "Before"' in tree
    show.press("6", "Enter")
    tree = show.tab.locator(".page.on").aria_snapshot()
    assert 'img "An orange sun"' in tree
    assert "figure" in tree


def test_keyboard_alone_reaches_everything(opening: Opening) -> None:
    """Tab goes through the links of the slide and the bar, each with a ring that is seen."""
    show = opening(query="#the-speech-was-met-in-silence")
    reached = []
    for _ in range(12):
        show.press("Tab")
        reached.append(
            show.tab.evaluate(
                "(one => (one.getAttribute('aria-label') || one.textContent) "
                "+ getComputedStyle(one).outlineStyle)(document.activeElement)"
            )
        )
    assert reached == [
        f"{name}solid"
        for name in (
            "a link",
            "the table",
            "Previous",
            "Next",
            "All slides",
            "Search",
            "Pen, pointer, screen",
            "Notes",
            "Presenter view",
            "Read as a page",
            "Full screen",
            "Keys and settings",
        )
    ]


def test_zoom_is_not_forbidden(opening: Opening) -> None:
    """The viewport sets no limit to pinching."""
    content = opening().tab.locator("meta[name=viewport]").get_attribute("content")
    assert content == "width=device-width, initial-scale=1"


OVERFLOWS = """() => [...document.querySelectorAll('.page.on .b, .page.on td, .page.on th')].flatMap(box => {
    const slide = document.querySelector('.page.on .slide').getBoundingClientRect()
    const outer = box.getBoundingClientRect()
    const range = document.createRange()
    range.selectNodeContents(box)
    return [...range.getClientRects()].filter(one => one.width && (
        one.left < outer.left - 1 || one.right > outer.right + one.height * 0.25 ||
        one.bottom > slide.bottom || one.top < outer.top - one.height * 0.2 ||
        one.bottom > outer.bottom + one.height * 0.2
    )).map(() => box.textContent.slice(0, 60))
})"""


@pytest.mark.parametrize("size", [(1280, 720), (1920, 1080)], ids=lambda size: f"{size[0]}x{size[1]}")
def test_text_stays_in_its_box(opening: Opening, size: tuple[int, int]) -> None:
    """On every kind of slide each line of text lies within its box and the slide."""
    show = opening(every_kind(), query="#works-cited", size=size)
    for number in each_slide(show):
        assert [number, *show.tab.evaluate(OVERFLOWS)] == [number]


def test_text_that_leaves_its_box_would_be_seen(opening: Opening) -> None:
    """The check above fails where a line is too long for its box."""
    show = opening(deck(points()))
    assert show.tab.evaluate(OVERFLOWS) == []
    show.tab.evaluate("document.querySelector('.page.on h2').style.width = '200px'")
    assert show.tab.evaluate(OVERFLOWS) != []


def test_only_rows_that_lead_as_a_whole_go_without_a_line_below(opening: Opening) -> None:
    """A row of an agenda that leads to its section is plain; a link within another's text is underlined."""
    rows = []
    for at, (run, target) in enumerate(
        ((Run("One"), "#two"), (Run("Two", link="https://example.org"), None))
    ):
        word = text("list", "body", Role.LABEL, para((run,), "body"))
        rows.append(Member(f"row-{at}", (Shape(f"item-{at}", word.rect, None, word),), target=target))
    box = DiagramBox("agenda", "agenda", grid_rect(10, 23, 140, 53), Diagram.AGENDA, tuple(rows), "Contents")
    show = opening(deck(page("agenda", title("list", "Contents"), box, name="Two")))
    lines = show.tab.locator(".agenda a").evaluate_all(
        "found => found.map(one => getComputedStyle(one).textDecorationLine)"
    )
    assert lines == ["none", "underline"]
