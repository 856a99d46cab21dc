"""The first slide before the last byte, the early look of the file, and what is measured of it."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser

from deckgen import structs
from deckgen.deck.model import Picture
from deckgen.writers.html import write_html
from tests.tools import PATIENCE
from tests.writers.html.conftest import Opened, Opening, Slow
from tests.writers.html.sample import cover, deck, every_kind, page, picture, points, shown, title
from tests.writers.html.windows import AT, ChromiumWindow, Firefox, Window, until

WIDTH = "page.querySelector('.slide').getBoundingClientRect().width"
SEEN = "[...document.querySelectorAll('.page')].filter(page => page.getBoundingClientRect().height)"
SHOWN = f"{SEEN}.map(page => page.dataset.number + ' ' + Math.round({WIDTH}))"


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


TEXTS = "[...document.querySelectorAll('body > style')].map(one => one.sheet.cssRules[0].selectorText)"
KEPT = """[...document.querySelectorAll('.page img')].filter(
    one => getComputedStyle(one).content === 'normal').every(one => one.src.length > 50000)"""
SHOWS = """(image => {
    const { content } = getComputedStyle(image)
    return image.complete && image.naturalWidth + (content === 'normal' ? ' bytes' : ' text')
})(document.querySelector('.page.on img'))"""


DECLINES = """HTMLImageElement.prototype.decode = function () {
    return new Promise((_, decline) => { this.onload = decline })
}"""


def noise(wide: int) -> Picture:
    """Return a picture that no program can write in few bytes."""
    file = io.BytesIO()
    Image.effect_noise((wide, 200), 90).save(file, "PNG")
    return structs.replace(picture(wide, 200), data=file.getvalue())


def dusty(folder: Path) -> str:
    """Write a deck of six slides with a picture each, the third one's shown again on the fifth."""
    dust = {wide: noise(wide) for wide in (300, 310, 320, 330, 340)}
    slides = [
        page("figure", title("figure", f"Dust {n}"), shown("figure", dust[wide], "Dust"), name=f"Dust {n}")
        for n, wide in enumerate((300, 310, 320, 330, 320, 340), 1)
    ]
    file = folder / "dusty.html"
    file.write_bytes(write_html(deck(*slides)))
    return file.as_uri()


@pytest.fixture(params=["chromium", "firefox"])
def window(request: pytest.FixtureRequest) -> Iterator[Window]:
    """A window of each browser; it must have kept silent at the end."""
    if request.param == "chromium":
        tab = request.getfixturevalue("browser").new_page(viewport={"width": 1280, "height": 720})
        tab.set_default_timeout(1000 * PATIENCE)
        said: list[str] = []
        tab.on("console", lambda message: said.append(message.text))
        yield ChromiumWindow(tab)
        tab.close()
        assert said == []
        return
    firefox: Firefox = request.getfixturevalue("firefox")
    yield firefox.open("about:blank")
    assert firefox.troubles() == []


def test_pictures_that_come_next_give_up_their_text(window: Window, tmp_path: Path) -> None:
    """They are shown from their bytes, also where one stands twice; who saves the page gets the text back."""
    window.load(dusty(tmp_path))
    until(window, f"{AT} === '1.0' && {TEXTS}.length === 1")
    for number, wide in enumerate((310, 320, 330, 320, 340), 2):
        window.press("PageDown")
        until(window, f"{AT} === '{number}.0' && {SHOWS} === '{wide} bytes'")
    until(window, f"{TEXTS}.length === 0")
    window.evaluate("dispatchEvent(new Event('blur'))")
    until(window, f"{KEPT} && {SHOWS} === '340 bytes'", "what a saved page would keep")


def test_a_browser_that_declines_to_decode_shows_the_bytes_all_the_same(
    browser: Browser, tmp_path: Path
) -> None:
    """As it does where memory is short: the text is not kept beside them for good."""
    tab = browser.new_page(viewport={"width": 1280, "height": 720})
    tab.add_init_script(DECLINES)
    window = ChromiumWindow(tab)
    window.load(dusty(tmp_path))
    for number, wide in enumerate((310, 320, 330, 320, 340), 2):
        window.press("PageDown")
        until(window, f"{AT} === '{number}.0' && {SHOWS} === '{wide} bytes'")
    until(window, f"{TEXTS}.length === 0")
    tab.close()


def test_an_address_that_names_a_slide_is_left_by_the_next_step(window: Window, tmp_path: Path) -> None:
    """A reload stays at the slide that was shown last; a name that is none harms nothing."""
    file = tmp_path / "show.html"
    file.write_bytes(write_html(every_kind()))
    window.load(f"{file.as_uri()}?slide=5")
    until(window, f"{AT} === '5.0'")
    window.press("PageDown")
    until(window, "location.hash === '#a-sun' && history.state.id === 'a-sun'")
    window.reload()
    until(window, f"{AT} === '6.0'")
    for end, place in (("?slide=a-paragraph", "5.0"), ("?slide=99", "1.0"), ("?slide=-1#50%", "1.0")):
        window.load(file.as_uri() + end)
        until(window, f"{AT} === '{place}'", end)
