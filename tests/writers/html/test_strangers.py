"""Windows of others, which know the deck's address and even its token: they are not listened to."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Route
from playwright.sync_api import Page as Tab

from deckgen.writers.html import write_html
from tests.writers.html.conftest import Opening
from tests.writers.html.sample import every_kind
from tests.writers.html.test_presenter import AT, desk_of

DECK, HOME, STRANGER = "http://deck.test/talk.html", "http://deck.test/home.html", "http://stranger.test/"
TOKEN = "a" * 32
MOVE = f"{{deckgen: '{TOKEN}', what: 'at', turn: 99, n: 9, step: 0, blank: 'black', scheme: 'dark'}}"


@pytest.fixture
def web(browser: Browser) -> Iterator[BrowserContext]:
    """A web of three pages: a deck, a page of the same site, and a page of another."""
    data = write_html(every_kind())

    def serve(route: Route) -> None:
        own = route.request.url.startswith(DECK)
        route.fulfill(body=data if own else "<!DOCTYPE html><title>x</title>", content_type="text/html")

    context = browser.new_context()
    context.route("**/*", serve)
    yield context
    context.close()


def opened_by(tab: Tab) -> Tab:
    """Let a page open the deck as its second window, with a token of the page's choice, and send it off."""
    with tab.context.expect_page() as opening:
        tab.evaluate(f"() => {{ window.deck = open('{DECK}?presenter={TOKEN}') }}")
    deck = opening.value
    deck.wait_for_selector(".page.on")
    tab.evaluate(f"() => deck.postMessage({MOVE}, '*')")
    deck.wait_for_timeout(300)
    return deck


def test_a_site_of_others_cannot_move_a_deck_it_opens(web: BrowserContext) -> None:
    """The token is right, the window is the opener, and the origin is not ours."""
    tab = web.new_page()
    tab.goto(STRANGER)
    assert opened_by(tab).evaluate(AT) == "1"


def test_a_page_of_the_same_site_could(web: BrowserContext) -> None:
    """The test above would see a deck that moves: where the origin is right, it does."""
    tab = web.new_page()
    tab.goto(HOME)
    assert opened_by(tab).evaluate(AT) == "10"


def test_a_site_of_others_cannot_move_a_deck_in_a_frame(web: BrowserContext) -> None:
    """Framed by a stranger, the deck hears it and stays."""
    tab = web.new_page()
    tab.goto(STRANGER)
    tab.evaluate(
        f"""() => {{
            const frame = document.createElement('iframe')
            frame.src = '{DECK}?presenter={TOKEN}'
            document.body.append(frame)
        }}"""
    )
    frame = tab.frame_locator("iframe")
    frame.locator(".page.on").wait_for(state="attached")
    for what in ("hello", "ping", "at"):
        message = MOVE.replace("'at'", f"'{what}'")
        tab.evaluate(f"() => frames[0].postMessage({message}, '*')")
    tab.wait_for_timeout(300)
    assert frame.locator(".page.on").get_attribute("data-number") == "1"


@pytest.mark.parametrize(("origin", "place"), [("https://stranger.test", "2"), ("null", "10")])
def test_a_deck_from_a_file_hears_files_only(opening: Opening, origin: str, place: str) -> None:
    """Files have no origin of their own; whoever has one is no window of a deck that is a file."""
    show = opening(query="#the-speech")
    desk = desk_of(show)
    token = desk.evaluate("new URLSearchParams(location.search).get('presenter')")
    data = MOVE.replace(TOKEN, token)
    event = f"{{data: {data}, origin: '{origin}', source: opener}}"
    desk.evaluate(f"() => {{ dispatchEvent(new MessageEvent('message', {event})) }}")
    assert desk.evaluate(AT) == place


SAFARI = """
for (const name of ['localStorage', 'sessionStorage']) {
    Object.defineProperty(window, name, { get() { throw new DOMException('refused', 'SecurityError') } })
}
for (const name of ['pushState', 'replaceState']) {
    history[name] = () => { throw new DOMException('too often, or not for files', 'SecurityError') }
}
for (const name of ['BroadcastChannel', 'SharedWorker']) delete window[name]
delete Element.prototype.requestFullscreen
Object.defineProperty(navigator, 'clipboard', { value: undefined })
"""
"""What Safari takes from a file, from a page on an iPhone, or after a hundred moves in half a minute."""


def test_the_rules_of_safari(opening: Opening) -> None:
    """Without storage, channels, history, clipboard or full screen the two windows still work together."""
    show = opening()
    show.context.add_init_script(SAFARI)
    show.reload()
    assert show.press("ArrowRight") == "2"
    desk = desk_of(show)
    show.until(f"{AT} === '2'", desk)
    desk.keyboard.press("ArrowRight")
    show.until_at(3)
    show.press("c")
    show.until("document.documentElement.dataset.scheme === 'dark'", desk)
    show.tab.get_by_role("link", name="the table").dispatch_event("click")
    show.until(f"{AT} === '14'", desk)
    assert show.press("Backspace") == "3"
    show.press("f", "?")
    show.tab.get_by_role("button", name="Copy as text").click()
    assert show.tab.get_by_role("button", name="Copied").is_visible()
