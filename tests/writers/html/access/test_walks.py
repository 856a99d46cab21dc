"""Whole walks through a deck: by keyboard alone, at 400 %, and by ear."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from deckgen.layout.pages import Pages
from tests.building import Walked, walk
from tests.parity.content import SlideContent
from tests.parity.deck import read_deck
from tests.render.rules import broken
from tests.tools import ROOT
from tests.writers.html.conftest import Opened, Opening
from tests.writers.html.show.test_views import AT_400_PERCENT, TOO_WIDE

FOCUS = "(one => one.getAttribute('aria-label') || one.textContent.trim())(document.activeElement)"
RING = "(one => getComputedStyle(one).outlineStyle + getComputedStyle(one).boxShadow)(document.activeElement)"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Walked:
    """Both files of every kind of slide."""
    return walk(ROOT / "tests" / "decks" / "kinds.yaml", tmp_path_factory.mktemp("kinds"))


@pytest.fixture(scope="module")
def kinds(made: Walked) -> Pages:
    """The pages of every kind of slide."""
    return made.pages


@pytest.fixture(scope="module")
def wanted(made: Walked) -> tuple[SlideContent, ...]:
    """What the slides say, as PowerPoint's file of the same outline has it, hidden slides left out."""
    return tuple(slide for slide in read_deck(made.deck).slides if not slide.hidden)


def tab_to(show: Opened, name: str) -> None:
    """Press Tab until the element of that name has the focus; it must be seen to have it."""
    for _ in range(60):
        show.press("Tab")
        if show.tab.evaluate(FOCUS) == name:
            assert show.tab.evaluate(RING) not in ("nonenone", "none"), name
            return
    raise AssertionError(f"Tab never came to {name}")


def test_a_talk_by_keyboard_alone(opening: Opening) -> None:
    """Walk, build, follow a link and come back, choose, search, set, read, print: no hand leaves the keys."""
    show = opening(query="#the-speech-was-met-in-silence")
    tab_to(show, "the table")
    assert show.press("Enter") == "14"
    assert show.press("Backspace") == "3"
    assert show.press("ArrowRight", "ArrowRight", "ArrowRight") == "4.2"
    tab_to(show, "All slides")
    show.press("Enter")
    assert show.tab.evaluate(FOCUS) == "4. Points one by one"
    assert show.press("ArrowRight", "Enter") == "5"
    tab_to(show, "Search")
    show.press("Enter")
    show.tab.keyboard.type("20,000")
    tab_to(show, show.tab.locator("#deckgen-search li a").first.text_content() or "")
    assert show.press("Enter") == "13"
    tab_to(show, "Keys and settings")
    show.press("Enter")
    tab_to(show, "")
    show.press("ArrowDown")
    assert show.tab.locator("html").get_attribute("data-scheme") == "dark"
    show.press("Escape")
    assert show.tab.evaluate(FOCUS) == "Keys and settings"
    tab_to(show, "Notes")
    show.press("Space")
    assert show.tab.locator("#deckgen-notes").is_visible()
    tab_to(show, "Notes")
    show.press("Shift+S")
    tab_to(show, "Start")
    show.press("Space")
    assert show.tab.get_by_role("button", name="Pause").is_visible()
    tab_to(show, "2. The speech")
    assert show.press("Enter") == "2"
    show.press("Escape")
    tab_to(show, "Read as a page")
    show.press("Enter")
    assert show.view == "read"


def test_nothing_holds_the_focus_fast(opening: Opening) -> None:
    """Tab goes through the slide, the bar and on; Shift and Tab lead back the same way."""
    show = opening(query="#the-speech-was-met-in-silence")

    def walked(key: str, count: int) -> list[str]:
        names = []
        for _ in range(count):
            show.press(key)
            names.append(str(show.tab.evaluate(FOCUS)))
        return names

    there = walked("Tab", 12)
    assert len(set(there)) == 12
    assert walked("Shift+Tab", 11) == there[-2::-1]


def test_four_hundred_percent_is_walked(opening: Opening, kinds: Pages, axe_source: str) -> None:
    """At 320 × 256 every slide is reached, nothing but a table scrolls sideways, all controls work."""
    show = opening(kinds, size=AT_400_PERCENT)
    wide = "document.documentElement.scrollWidth"
    for page in kinds.pages:
        if page.hidden:
            continue
        box = show.tab.locator(f"[id='{page.id}'] .slide").first
        box.scroll_into_view_if_needed()
        across = box.bounding_box()
        assert across is not None, page.id
        assert (across["x"] >= 0, across["x"] + across["width"] <= 320) == (True, True), page.id
    bar = show.tab.locator("#deckgen-bar")
    bar.get_by_label("Notes").click()
    assert show.tab.evaluate(TOO_WIDE) == []
    assert show.tab.evaluate(wide) == 320
    assert broken(show.tab, axe_source) == []
    bar.get_by_label("Search").click()
    show.tab.keyboard.type("passage")
    show.press("Enter")
    passage = next(page for page in kinds.pages if page.layout == "passage")
    place = show.tab.locator(f"[id='{passage.id}']").bounding_box()
    assert place is not None
    assert 0 <= place["y"] < 60
    bar.get_by_label("Keys and settings").click()
    rights = "[...document.querySelectorAll('dialog[open] *')].map(one => one.getBoundingClientRect().right)"
    assert max(show.tab.evaluate(rights)) <= 320
    show.tab.get_by_label("Comfort").check()
    show.press("Escape")
    assert show.tab.evaluate(wide) == 320


def heard(show: Opened) -> Iterator[tuple[str, str]]:
    """Give role and name of all that the accessibility tree holds below the main landmark, in its order."""
    tree = show.context.new_cdp_session(show.tab).send("Accessibility.getFullAXTree")
    nodes = {one["nodeId"]: one for one in tree["nodes"]}

    def below(node: dict[str, object]) -> Iterator[tuple[str, str]]:
        role, name = (str(node.get(key, {}).get("value", "")) for key in ("role", "name"))  # type: ignore[attr-defined]
        if not node["ignored"]:
            yield role, name
        for child in node.get("childIds", []):  # type: ignore[attr-defined]
            yield from below(nodes[child])

    main = next(one for one in tree["nodes"] if one.get("role", {}).get("value") == "main")
    return below(main)


def letters(text: str) -> str:
    """Return a text without spaces and marks: boxes and lines part it elsewhere."""
    return "".join(re.findall(r"\w", text))


def test_a_deck_is_heard_as_its_outline_reads(
    opening: Opening, kinds: Pages, wanted: tuple[SlideContent, ...]
) -> None:
    """The accessibility tree holds all that the slides say, once, in the outline's order.

    Beside a chart its numbers are heard, which PowerPoint keeps in a workbook.
    """
    show = opening(kinds, query="?read")
    nodes = list(heard(show))
    spoken = "".join(letters(name) for role, name in nodes if role == "StaticText")
    at = 0
    shown = [page for page in kinds.pages if not page.hidden]
    numbers: list[bool] = []
    for slide, page in zip(wanted, shown, strict=True):
        numbers = [*numbers[-1:], page.layout.startswith("chart")]
        between = 400 if any(numbers) else 40
        for text in slide.words.text:
            found = spoken.find(letters(text), at)
            assert found >= 0, f"{slide.title}: {text!r} is not heard, or not in its turn"
            assert found - at < between, f"{slide.title}: {spoken[at:found]!r} is heard before {text!r}"
            at = found + len(letters(text))
    assert len(spoken) - at < 40
    pictures = [letters(name) for role, name in nodes if role in ("image", "img")]
    described = [letters(text) for slide in wanted for text in slide.alt_texts if text]
    assert [one for one in pictures if one in described] == described


def test_headings_are_the_outlines_titles(
    opening: Opening, kinds: Pages, wanted: tuple[SlideContent, ...]
) -> None:
    """Heading by heading one hears the titles; each slide is a group that is named, each list a list."""
    show = opening(kinds, query="?read")
    nodes = list(heard(show))
    titles = [letters(slide.title) for slide in wanted]
    headings = [letters(name) for role, name in nodes if role == "heading"]
    assert [one for one in headings if one in titles] == titles
    roles = {role for role, _ in nodes}
    assert {"list", "listitem", "table", "columnheader", "cell", "figure", "blockquote"} <= roles
    names = [page.name for page in kinds.pages if not page.hidden]
    assert [name for role, name in nodes if role == "group" and name in names] == names


def test_each_slide_is_heard_alone(opening: Opening, kinds: Pages, wanted: tuple[SlideContent, ...]) -> None:
    """In the show the tree holds the deck's name and the slide that is shown, and no title of any other."""
    show = opening(kinds)
    titles = [letters(slide.title) for slide in wanted]
    for title in titles[:5]:
        spoken = letters("".join(name for role, name in heard(show) if role == "heading"))
        assert spoken.startswith((title, letters(kinds.name) + title))
        on_the_slide = spoken.removeprefix(letters(kinds.name))
        assert [one for one in titles if one in on_the_slide and one != title] == []
        show.press("Alt+ArrowRight")
