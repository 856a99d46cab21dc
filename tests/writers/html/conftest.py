"""A slideshow opened from a file in a real browser, with all that goes wrong noted."""

from __future__ import annotations

import functools
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from lxml import html
from playwright.sync_api import Browser, BrowserContext
from playwright.sync_api import Page as Tab

from deckgen.layout.pages import Pages
from deckgen.writers.html import write_html
from tests import tools
from tests.writers.html.sample import every_kind
from tests.writers.html.windows import BEGUN, ChromiumWindow, Firefox, Window, started, until


def parsed(data: bytes) -> html.HtmlElement:
    """Return a file's document."""
    return html.document_fromstring(data, parser=html.HTMLParser(encoding="utf-8"))


@functools.cache
def sample() -> bytes:
    """Return the slideshow of the sample of every kind."""
    return write_html(every_kind())


def painted(tab: Tab) -> None:
    """Wait until what a tab shows has been painted."""
    tab.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")


@dataclass
class Opened:
    """A tab with a slideshow in it, its file's address, and what it complained of or asked for."""

    tab: Tab
    address: str
    context: BrowserContext
    troubles: list[str] = field(default_factory=list)

    def watch(self, tab: Tab) -> Tab:
        """Note what goes wrong in a tab, and every request but for the file itself."""
        tab.on("console", lambda message: self.troubles.append(f"console: {message.text}"))
        tab.on("pageerror", lambda error: self.troubles.append(f"error: {error}"))
        tab.on("request", lambda request: self._request(request.url))
        return tab

    def _request(self, url: str) -> None:
        if not url.startswith(("data:", "blob:", self.address)):
            self.troubles.append(f"request: {url[:100]}")

    @property
    def at(self) -> str:
        """The number of the slide that is shown, and of its points: `3` or `4.2`."""
        answer: str = self.tab.evaluate(
            """() => {
                const page = document.querySelector('.page.on')
                const points = [...page.querySelectorAll('[data-step]')]
                const shown = points.filter(one => !one.classList.contains('later')).length
                return page.dataset.number + (points.length ? '.' + shown : '')
            }"""
        )
        return answer

    def press(self, *keys: str) -> str:
        """Press keys one after another and return where the show then stands."""
        for key in keys:
            self.tab.keyboard.press(key)
        return self.at

    def load(self, end: str = "", tab: Tab | None = None) -> None:
        """Open the show's file anew, with an end to its address, and wait until it takes keys."""
        tab = tab or self.tab
        tab.goto("about:blank")
        tab.goto(self.address + end)
        painted(tab)

    def hold(self) -> None:
        """Load the show anew under a clock that stands still until `pass_by` moves it.

        What is there for a moment only, as the bar, a number that is typed or the wait for a second click,
        would otherwise be over before a busy machine has looked.
        """
        self.tab.clock.install(time=0)
        self.reload()
        self.tab.clock.pause_at(60_000)

    def pass_by(self, milliseconds: int) -> None:
        """Let this time pass on the clock that stands still."""
        self.tab.clock.run_for(milliseconds)

    def reload(self, tab: Tab | None = None) -> None:
        """Load a tab again and wait until the new document takes keys.

        Keys pressed sooner may still reach the document that leaves, or be dropped: a browser takes no input
        for a page that it has not painted.
        """
        tab = tab or self.tab
        tab.evaluate("() => { window.leaves = true }")
        tab.reload()
        self.until("!window.leaves", tab)
        painted(tab)

    def until(self, condition: str, tab: Tab | None = None) -> None:
        """Wait until an expression holds; the page itself may not evaluate strings, so it is asked again."""
        tab = tab or self.tab
        end = time.monotonic() + tools.PATIENCE
        while time.monotonic() < end:
            if tab.evaluate(f"() => !!({condition})"):
                return
            tab.wait_for_timeout(50)
        raise AssertionError(f"it never came to be that {condition}")

    def until_at(self, number: int) -> None:
        """Wait until the slide of that number is shown."""
        self.until(f"document.querySelector('.page.on')?.dataset.number === '{number}'")

    @property
    def view(self) -> str:
        """The way the deck is looked at now."""
        return self.tab.locator("html").get_attribute("data-view") or ""


Opening = Callable[..., Opened]


@pytest.fixture
def opening(browser: Browser, tmp_path: Path) -> Iterator[Opening]:
    """A function: pages (the sample of every kind), `query=`, `size=` in; the opened slideshow out.

    At its end every slideshow must have kept silent and asked for nothing.
    """
    yield from _opening(browser, tmp_path)


@pytest.fixture
def opening_on_desktop(desktop_browser: Browser, tmp_path: Path) -> Iterator[Opening]:
    """The same in the Chromium of a desktop."""
    yield from _opening(desktop_browser, tmp_path)


def _opening(browser: Browser, tmp_path: Path) -> Iterator[Opening]:
    opened: list[Opened] = []

    def start(
        pages: Pages | None = None,
        *,
        query: str = "",
        size: tuple[int, int] = (1280, 720),
        script: bool = True,
        touch: bool = False,
        calm: bool = True,
    ) -> Opened:
        file = tmp_path / f"show-{len(opened)}.html"
        file.write_bytes(write_html(pages) if pages else sample())
        context = browser.new_context(
            viewport={"width": size[0], "height": size[1]},
            java_script_enabled=script,
            has_touch=touch,
            reduced_motion="reduce" if calm else "no-preference",
        )
        context.set_default_timeout(1000 * tools.PATIENCE)
        one = Opened(context.new_page(), file.as_uri(), context)
        opened.append(one)
        one.watch(one.tab)
        one.tab.goto(one.address + query)
        if script:
            painted(one.tab)
        return one

    yield start
    troubles = [trouble for one in opened for trouble in one.troubles]
    for one in opened:
        one.context.close()
    assert troubles == []


@pytest.fixture(scope="session")
def firefox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Firefox]:
    """The installed Firefox, driven over WebDriver BiDi."""
    try:
        program = tools.program("firefox-esr", "firefox")
    except tools.Missing as missing:
        pytest.skip(str(missing))
    with started(program, tmp_path_factory.mktemp("firefox")) as running:
        yield running


class Slow:
    """A server that sends a file's first part, and the rest when it is told to."""

    def __init__(self, data: bytes, stop: int) -> None:
        self.go_on = threading.Event()
        slow = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self.send_response(200)
                self.send_header("Content-Type", "text/html; charset=utf-8")
                self.send_header("Content-Length", str(len(data)))
                self.end_headers()
                self.wfile.write(data[:stop])
                self.wfile.flush()
                slow.go_on.wait(60)
                self.wfile.write(data[stop:])

            def log_message(self, *_: object) -> None:
                """Say nothing."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.address = f"http://127.0.0.1:{self.server.server_port}/talk.html"


@pytest.fixture
def slow() -> Iterator[list[Slow]]:
    """A list for servers, which are stopped at the end."""
    running: list[Slow] = []
    yield running
    for one in running:
        one.go_on.set()
        one.server.shutdown()
        one.server.server_close()


Pair = dict[str, Window]


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The slideshow of the sample of every kind."""
    path = tmp_path_factory.mktemp("keys") / "show.html"
    path.write_bytes(sample())
    return path


@pytest.fixture(scope="module")
def chromium_pair(browser: Browser, file: Path) -> Iterator[Pair]:
    """The slides and the desk that S has opened, in Chromium."""
    context = browser.new_context(viewport={"width": 1280, "height": 720}, reduced_motion="reduce")
    context.set_default_timeout(1000 * tools.PATIENCE)
    slides = context.new_page()
    slides.goto(file.as_uri())
    painted(slides)
    with context.expect_page() as opening:
        slides.keyboard.press("s")
    desk = ChromiumWindow(opening.value)
    until(desk, BEGUN)
    yield {"slides": ChromiumWindow(slides), "desk": desk}
    context.close()


@pytest.fixture(scope="module")
def firefox_pair(firefox: Firefox, file: Path) -> Iterator[Pair]:
    """The slides and the desk that S has opened, in Firefox."""
    slides = firefox.open(file.as_uri())
    slides.press("s")
    yield {"slides": slides, "desk": firefox.second([slides.context])}
    assert firefox.troubles() == []


@pytest.fixture(params=["chromium", "firefox"])
def pair(request: pytest.FixtureRequest) -> Pair:
    """Both windows, in each browser."""
    found: Pair = request.getfixturevalue(f"{request.param}_pair")
    return found
