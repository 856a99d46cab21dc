"""What a talk must not lose: clock, place, drawing, size of notes, one screen; and its notes stay unseen."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from deckgen.writers.html import write_html
from tests.tools import PATIENCE
from tests.writers.html.conftest import Opening, painted
from tests.writers.html.desk.test_presenter import desk_of
from tests.writers.html.sample import every_kind
from tests.writers.html.windows import AT, VIEW, ChromiumWindow, Firefox, FirefoxWindow, Window, middle, until

INKED = "!!document.querySelector('.page.on polyline')"
NOTE = "Number(document.querySelector('#deckgen-notes').style.getPropertyValue('--note'))"
GONE = "document.querySelector('[data-show=elapsed]').textContent"
LOST = "document.querySelector('[data-show=link]').textContent.includes('does not answer')"

Opens = Callable[[str], Window]


class Room:
    """A browser with the two windows of a talk, and how windows are opened and closed in it."""

    def __init__(self, address: str, opens: Opens, second: Callable[[Window], Window]) -> None:
        self.address, self.opens = address, opens
        self.slides = opens(address)
        self.second = second
        self.desk = second(self.slides)
        until(self.desk, f"{VIEW} === 'presenter'")


@pytest.fixture
def address(tmp_path: Path) -> str:
    """The slideshow of every kind of slide, as a file."""
    path = tmp_path / "show.html"
    path.write_bytes(write_html(every_kind()))
    return path.as_uri()


@pytest.fixture
def chromium_room(browser: Browser, address: str) -> Iterator[Room]:
    """A talk in Chromium."""
    context = browser.new_context(viewport={"width": 1280, "height": 720}, reduced_motion="reduce")
    context.set_default_timeout(1000 * PATIENCE)

    def opens(where: str) -> Window:
        tab = context.new_page()
        tab.goto(where)
        painted(tab)
        return ChromiumWindow(tab)

    def second(slides: Window) -> Window:
        with context.expect_page() as opening:
            slides.press("s")
        return ChromiumWindow(opening.value)

    yield Room(address, opens, second)
    context.close()


@pytest.fixture
def firefox_room(firefox: Firefox, address: str) -> Room:
    """A talk in Firefox."""
    firefox.open("about:blank")

    def opens(where: str) -> Window:
        window = FirefoxWindow(firefox, firefox.call("browsingContext.create", type="window")["context"])
        window.load(where)
        return window

    def second(slides: Window) -> Window:
        before = {one.context for one in firefox.windows()}
        slides.press("s")
        return firefox.second(before)

    return Room(address, opens, second)


@pytest.fixture(params=["chromium", "firefox"])
def room(request: pytest.FixtureRequest) -> Room:
    """A talk in each browser."""
    found: Room = request.getfixturevalue(f"{request.param}_room")
    return found


def close(window: Window) -> None:
    """Close a window."""
    window.tab.close() if isinstance(window, ChromiumWindow) else window.close()  # type: ignore[attr-defined]


def test_a_window_that_was_closed_or_loaded_again_goes_on(room: Room) -> None:
    """Clock, slide, drawing and size of notes outlive a reload of either window, and the end of either."""
    slides, desk = room.slides, room.desk
    assert desk.evaluate("document.title").startswith("Presenter view – ")
    assert slides.evaluate("document.title").startswith("Slideshow – ")
    desk.press("ArrowRight")
    until(slides, f"{AT} === '2.0'")
    for _ in range(2):
        slides.press("d")
    slides.drag((300, 300), (400, 380), (500, 330))
    slides.press("d")
    until(desk, INKED)
    for _ in range(3):
        desk.press("+")
    until(desk, f"{GONE} >= '0:01'")
    for one, other in ((desk, slides), (slides, desk)):
        until(one, "history.state?.clock.since > 0")
        one.reload()
        until(one, f"{AT} === '2.0' && {INKED}")
        other.press("ArrowRight")
        until(one, f"{AT} === '3.0'")
        one.press("ArrowLeft")
        until(other, f"{AT} === '2.0'")
    until(desk, f"{NOTE} > 1.5 && {GONE} >= '0:01' && {GONE} < '3'")
    close(slides)
    until(desk, LOST)
    desk.press("ArrowRight")
    slides = room.opens(room.address)
    until(slides, f"{AT} === '3.0' && {VIEW} === 'show'")
    until(desk, f"!{LOST}")
    slides.press("ArrowLeft")
    until(desk, f"{AT} === '2.0'")
    until(slides, INKED)
    close(desk)
    desk = room.second(slides)
    until(desk, f"{VIEW} === 'presenter' && {AT} === '2.0' && {INKED} && {NOTE} > 1.5 && {GONE} >= '0:02'")


def test_the_desk_is_arranged_and_stays_so(opening: Opening) -> None:
    """Lines are dragged or moved by arrows; sizes hold after a reload, and so does the desk on one screen."""
    show = opening(query="#the-speech")
    show.press("Shift+S")
    window = ChromiumWindow(show.tab)
    height = "document.querySelector('#deckgen-notes').offsetHeight"
    width = "document.querySelector('#deckgen-deck').offsetWidth"
    before = [show.tab.evaluate(one) for one in (height, width)]
    down, across = middle(window, "[data-divide=down]"), middle(window, "[data-divide=across]")
    window.drag(down, (down[0], down[1] - 150))
    window.drag(across, (across[0] + 120, across[1]))
    dragged = [show.tab.evaluate(one) for one in (height, width)]
    assert dragged[0] > before[0] + 120
    assert dragged[1] > before[1] + 90
    show.tab.locator("[data-divide=down]").focus()
    show.press("ArrowUp")
    assert show.tab.evaluate(height) > dragged[0] + 10
    assert show.at == "2", "the arrow moved the line and no slide"
    now = "document.querySelector('[data-divide=down]').ariaValueNow"
    show.until(f"Math.round(history.state.manner.down) === Number({now})")
    show.reload()
    assert (show.view, show.at) == ("presenter", "2")
    assert show.tab.evaluate(height) > dragged[0] + 10
    show.press("Escape")
    show.until("history.state.desk === false")
    show.reload()
    assert show.view == "show"


FRAMED = (
    "<!DOCTYPE html><title>A course</title><iframe sandbox='{sandbox}' width=1000 height=560 src='{show}'>"
)


def test_where_windows_are_blocked_nobody_is_shown_the_notes(opening: Opening, tmp_path: Path) -> None:
    """In a frame that may open none, S asks first; only who says yes sees the notes in this window."""
    show = opening()
    page = tmp_path / "course.html"
    page.write_text(FRAMED.format(sandbox="allow-scripts", show=show.address), encoding="utf-8")
    show.address = page.as_uri()[: -len("course.html")]
    show.tab.on("console", lambda _: show.troubles.clear())
    show.tab.goto(page.as_uri())
    frame = show.tab.frame_locator("iframe")
    frame.locator(".page.on h1").click()
    show.tab.keyboard.press("s")
    dialog = frame.get_by_role("dialog", name="Presenter view")
    dialog.wait_for()
    assert "blocked" in dialog.inner_text()
    assert frame.locator("#deckgen-notes").is_hidden()
    dialog.get_by_role("button", name="Presenter view in this window").click()
    assert frame.locator("#deckgen-notes").is_visible()
    show.troubles.clear()


def test_the_screen_stays_on_while_somebody_presents(opening_on_desktop: Opening) -> None:
    """A wake lock is held with a desk open or in full screen, and not by who only looks."""
    show = opening_on_desktop()
    show.press("ArrowRight")
    assert show.tab.evaluate("document.documentElement.dataset.lock") is None
    desk_of(show)
    show.tab.bring_to_front()
    show.press("ArrowRight")
    show.until("document.documentElement.dataset.lock === 'on'")


def test_the_browsers_own_search_finds_every_slide(opening: Opening) -> None:
    """A slide that is not shown is hidden until it is found; then it is shown with all its points."""
    show = opening()
    show.load("#:~:text=Internal%20passports")
    show.until(f"{AT} === '14.0'")
    show.press("Home")
    found = "dispatchEvent(new Event('beforematch', {bubbles: true}))"
    show.tab.evaluate(f"document.querySelector('#points-one-by-one').{found}")
    assert show.at == "4.3"
    assert show.press("Backspace") == "1"


def test_the_systems_dark_mode_holds_where_the_deck_says_nothing(opening: Opening) -> None:
    """A reader's own choice goes before it, and so does a deck that says which colours it has."""
    show = opening()
    show.tab.emulate_media(color_scheme="dark")
    show.reload()
    scheme = "document.documentElement.dataset.scheme"
    assert show.tab.evaluate(scheme) == "dark"
    show.load("?scheme=light")
    assert show.tab.evaluate(scheme) == "light"


def test_words_that_a_translation_made_longer_stay_in_their_boxes(opening: Opening) -> None:
    """Texts grow much longer: they are set smaller, and no title runs into what is below it."""
    show = opening(query="#the-speech-was-met-in-silence")
    show.tab.evaluate(
        """() => {
            const slide = document.querySelector('.page.on .slide')
            const walk = document.createTreeWalker(slide, NodeFilter.SHOW_TEXT)
            const texts = []
            while (walk.nextNode()) if (walk.currentNode.data.trim()) texts.push(walk.currentNode)
            for (const one of texts) one.data = (one.data + ' ').repeat(one.parentNode.closest('h2') ? 6 : 2)
        }"""
    )
    over = """(() => {
        const boxes = [...document.querySelectorAll('.page.on .b')].map(box => {
            const range = document.createRange()
            range.selectNodeContents(box)
            return range.getBoundingClientRect()
        })
        const meet = (one, two) => one.bottom > two.top + 2 && two.bottom > one.top + 2
            && one.right > two.left + 2 && two.right > one.left + 2
        return boxes.some((one, n) => boxes.some((two, m) => n < m && meet(one, two)))
    })()"""
    show.until(f"!{over}")
    assert show.tab.evaluate("parseFloat(document.querySelector('.page.on h2 .p').style.fontSize)") < 40


def test_what_is_remembered_is_json(opening: Opening) -> None:
    """What storage keeps of a talk can be read by the next version, and holds no notes and no text."""
    show = opening(query="#the-speech")
    desk_of(show)
    show.press("ArrowRight")
    kept = "localStorage[Object.keys(localStorage).find(one => one.includes('talk'))]"
    show.until(f"JSON.parse({kept} || '{{}}').id === 'the-speech-was-met-in-silence'")
    assert "pin drop" not in show.tab.evaluate(f"() => {kept}")
