"""Windows of others, which know the deck's address and even its token: they are not listened to."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Route
from playwright.sync_api import Page as Tab

from deckgen import structs
from deckgen.writers.html import write_html
from tests.tools import PATIENCE
from tests.writers.html.conftest import Opening
from tests.writers.html.desk.test_presenter import AT, desk_of
from tests.writers.html.sample import every_kind

DECK, HOME, STRANGER = "http://deck.test/talk.html", "http://deck.test/home.html", "http://stranger.test/"
TOKEN = "a" * 32
MOVE = f"{{deckgen: '{TOKEN}', what: 'at', turn: 99, edit: 9, n: 9, step: 0, blank: 'black', scheme: 'dark'}}"


@pytest.fixture
def web(browser: Browser) -> Iterator[BrowserContext]:
    """A web of three pages: a deck, a page of the same site, and a page of another."""
    data = write_html(every_kind())

    def serve(route: Route) -> None:
        own = route.request.url.startswith(DECK)
        route.fulfill(body=data if own else "<!DOCTYPE html><title>x</title>", content_type="text/html")

    context = browser.new_context()
    context.set_default_timeout(1000 * PATIENCE)
    context.route("**/*", serve)
    yield context
    context.close()


def opened_by(tab: Tab) -> Tab:
    """Let a page open the deck as its second window, with a token of the page's choice, and send it off."""
    with tab.context.expect_page() as opening:
        tab.evaluate(f"() => {{ window.deck = open('{DECK}?presenter={TOKEN}') }}")
    deck = opening.value
    deck.wait_for_selector(".page.on")
    deck.wait_for_load_state()
    tab.evaluate(f"() => deck.postMessage({MOVE}, '*')")
    return deck


def test_a_site_of_others_cannot_move_a_deck_it_opens(web: BrowserContext) -> None:
    """The token is right, the window is the opener, and the origin is not ours."""
    tab = web.new_page()
    tab.goto(STRANGER)
    deck = opened_by(tab)
    deck.wait_for_timeout(300)
    assert deck.evaluate(AT) == "1"


def test_a_page_of_the_same_site_could(web: BrowserContext) -> None:
    """The test above would see a deck that moves: where the origin is right, it does."""
    tab = web.new_page()
    tab.goto(HOME)
    opened_by(tab).wait_for_selector(".page.on[data-number='10']", state="attached")


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
    show.tab.get_by_role("button", name="Copied").wait_for()


def test_windows_without_an_origin_know_each_other(web: BrowserContext) -> None:
    """A deck in a sandboxed frame has no origin, nor has the desk that it opens: they work as files do."""
    tab = web.new_page()
    tab.goto(HOME)
    inner = f"<iframe sandbox='allow-scripts allow-popups' width=1000 height=560 src='{DECK}'></iframe>"
    tab.evaluate(f'document.body.innerHTML = "{inner}"')
    frame = tab.frame_locator("iframe")
    frame.locator(".page.on h1").wait_for()
    frame.locator("#deckgen-bar [data-do=next]").dispatch_event("click")
    frame.locator(".page.on[data-number='2']").wait_for(state="attached")
    frame.locator(".page.on h2").focus()
    with web.expect_page() as opening:
        tab.keyboard.press("s")
    desk = opening.value
    desk.wait_for_selector("[data-view=presenter] .page.on[data-number='2']", state="attached")
    assert desk.evaluate("origin") == "null"
    desk.keyboard.press("ArrowRight")
    frame.locator(".page.on[data-number='3']").wait_for(state="attached")


FRAME = "<!DOCTYPE html><title>x</title><iframe width=640 height=360 src='{}{}'></iframe>"


def test_a_page_turns_the_slides_of_its_frame_where_the_deck_allows_it(browser: Browser) -> None:
    """Built with `embed: true`, a framed deck shows slides, takes three commands and tells where it is."""
    pages = every_kind()
    files = {
        "/open.html": write_html(structs.replace(pages, embed=True)),
        "/shut.html": write_html(pages),
    }
    context = browser.new_context()
    context.set_default_timeout(1000 * PATIENCE)

    def serve(route: Route) -> None:
        path = "/" + route.request.url.split("/")[3].partition("?")[0]
        show = "open" if path == "/a.html" else "shut"
        page = FRAME.format(f"http://deck.test/{show}.html", "?slide=3")
        route.fulfill(body=files.get(path, page), content_type="text/html")

    context.route("**/*", serve)
    tab = context.new_page()
    listen = "addEventListener('message', event => { (window.told ||= []).push(event.data) })"
    tab.add_init_script(f"if (window.parent === window) {listen}")
    for name, moves in (("a", True), ("b", False)):
        tab.goto(f"http://course.test/{name}.html")
        frame = tab.frame_locator("iframe")
        frame.locator("[data-view=show] .page.on[data-number='3']").wait_for(state="attached")
        for command, place in (
            ("{deckgen: 'next'}", "4"),
            ("{deckgen: 'back'}", "3"),
            ("{deckgen: 'go', slide: 'a-sun'}", "6"),
            ("{deckgen: 'go', slide: 9}", "9"),
            ("{deckgen: 'go', slide: 'nowhere'}", "9"),
        ):
            tab.evaluate(f"frames[0].postMessage({command}, '*')")
            frame.locator(f".page.on[data-number='{place if moves else 3}']").wait_for(state="attached")
        told = tab.evaluate("(window.told || []).map(one => `${one.deckgen} ${one.number} ${one.of}`)")
        assert told[-1:] == (["at 9 17"] if moves else []), name
    context.close()
