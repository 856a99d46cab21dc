"""The first slide before the last byte, the early look of the file, and what is measured of it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from deckgen.writers.html import write_html
from tests.writers.html.conftest import Opened, Opening
from tests.writers.html.sample import cover, deck, every_kind, page, picture, points, shown, title

WIDTH = "page.querySelector('.slide').getBoundingClientRect().width"
SEEN = "[...document.querySelectorAll('.page')].filter(page => page.getBoundingClientRect().height)"
SHOWN = f"{SEEN}.map(page => page.dataset.number + ' ' + Math.round({WIDTH}))"


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


def begun(show: Opened, slow: list[Slow], data: bytes, stop: int, end: str = "") -> Slow:
    """Open a file of which only the first bytes have come."""
    one = Slow(data, stop)
    slow.append(one)
    show.address = one.address
    show.tab.goto(one.address + end, wait_until="commit")
    show.tab.wait_for_selector(".page", state="attached")
    return one


def test_the_first_slide_is_seen_before_the_last_byte(opening: Opening, slow: list[Slow]) -> None:
    """At its size, alone, with its picture; the slide that the address names, where one is named."""
    data = write_html(every_kind())
    show = opening(deck(points()))
    half = data.index(b'id="a-passage"')
    server = begun(show, slow, data, half)
    show.until(f"({SHOWN}).join() === '1 1280'")
    assert show.tab.locator(".part").first.is_hidden()
    server.go_on.set()
    show.until("document.documentElement.dataset.view === 'show' && !document.querySelector('.early')")
    show.press("ArrowRight")
    assert show.at == "2"
    server = begun(show, slow, data, half, "#a-paragraph")
    show.until(f"({SHOWN}).join() === '5 1280'")
    server.go_on.set()


def test_pictures_come_last_and_the_text_can_be_read_without_them(opening: Opening, slow: list[Slow]) -> None:
    """On a phone all text is there, and keys work on a screen, while the pictures are still on their way."""
    image = picture(900, 600)
    slides = [
        page("figure", title("figure", f"Sun {n}"), shown("figure", image, "A sun"), name=f"Sun {n}")
        for n in (1, 2)
    ]
    data = write_html(deck(cover(), *slides))
    stop = data.rindex(b"<style>img.")
    assert data.index(b"</main>") < stop
    show = opening(deck(points()), size=(390, 844))
    server = begun(show, slow, data, stop)
    show.until("document.documentElement.dataset.view === 'read' && !document.querySelector('.early')")
    assert "Sun 2" in show.tab.locator("main").inner_text()
    loaded = "getComputedStyle(document.querySelector('img')).content.startsWith('url(\"data:image')"
    assert not show.tab.evaluate(loaded)
    server.go_on.set()
    show.until(loaded)
    show = opening(deck(points()))
    begun(show, slow, data, stop)
    show.until("document.documentElement.dataset.view === 'show' && !document.querySelector('.early')")
    assert show.press("PageDown") == "2"


def test_the_slide_that_is_seen_first_has_its_picture_in_the_head() -> None:
    """Its rule comes before the slides, all others after the script; each picture is there once."""
    opened = page(
        "figure", title("figure", "Look"), shown("figure", picture(300, 200), "A sun"), name="Look", section=0
    )
    other = page(
        "figure", title("figure", "There"), shown("figure", picture(400, 200), "A sun"), name="There"
    )
    again = page(
        "figure", title("figure", "Again"), shown("figure", picture(400, 200), "A sun"), name="Again"
    )
    data = write_html(deck(opened, other, again))
    early, rest = data[: data.index(b"<body")], data[data.index(b"<body") :]
    assert early.count(b"content:url(") == rest.count(b"content:url(") == 1
