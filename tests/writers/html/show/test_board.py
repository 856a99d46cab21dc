"""The board: drawings stay with their slides, have colours and an eraser, and print on request."""

from __future__ import annotations

import io

import pdfplumber
import pytest

from tests.writers.html.conftest import Opened, Opening, Pair
from tests.writers.html.windows import AT, until

LINES = "document.querySelectorAll('.page.on polyline').length"
BOARD = (
    "[...document.querySelectorAll('#deckgen-blank polyline')].filter(one => one.checkVisibility()).length"
)


def test_what_is_drawn_stays_until_it_is_wiped(pair: Pair) -> None:
    """On its slide and on the white screen, after a visit elsewhere, in both windows and both browsers."""
    slides, desk = pair["slides"], pair["desk"]
    slides.evaluate("location.hash = '#the-speech'")
    until(desk, f"{AT} === '2.0'")
    slides.press("d")
    slides.press("d")
    slides.drag((300, 300), (400, 380), (500, 330))
    slides.drag((300, 400), (400, 480), (500, 430))
    until(desk, f"{LINES} === 2")
    slides.press("PageDown")
    until(desk, f"{AT} === '3.0' && {LINES} === 0")
    slides.press("PageUp")
    until(desk, f"{LINES} === 2")
    slides.press("e")
    slides.drag((395, 370), (405, 390))
    until(desk, f"{LINES} === 1")
    slides.press("w")
    slides.press("d")
    slides.press("d")
    until(slides, "document.documentElement.dataset.tool === 'laser'")
    slides.press("d")
    slides.drag((600, 300), (700, 380))
    until(desk, f"{BOARD} === 1")
    slides.press("w")
    until(slides, f"{LINES} === 1 && {BOARD} === 0")
    slides.press("w")
    until(slides, f"{BOARD} === 1")
    slides.press("Delete")
    until(desk, f"{BOARD} === 0")
    slides.press("w")
    slides.press("Delete")
    until(desk, f"{LINES} === 0")
    slides.press("d")
    until(desk, "!document.documentElement.dataset.tool")
    assert slides.evaluate(AT) == "2.0"


def pen(show: Opened, *places: tuple[int, int], buttons: int = 1) -> None:
    """Draw with a stylus, whatever tool is in the hand."""
    client = show.context.new_cdp_session(show.tab)
    kinds = ["mousePressed", *["mouseMoved"] * (len(places) - 1), "mouseReleased"]
    for kind, (x, y) in zip(kinds, (*places, places[-1]), strict=True):
        client.send(
            "Input.dispatchMouseEvent",
            {"type": kind, "x": x, "y": y, "pointerType": "pen", "button": "left", "buttons": buttons},
        )


def test_all_of_it_without_a_keyboard(opening: Opening) -> None:
    """The menu of the bar has pens, eraser, screens and places; a stylus draws at once and turns no page."""
    show = opening(query="#the-speech", touch=True, size=(1280, 720))
    pen(show, (300, 300), (350, 340), (420, 330))
    show.tab.wait_for_timeout(350)
    assert (show.at, show.tab.evaluate(LINES)) == ("2", 1)

    def choose(name: str) -> None:
        show.tab.touchscreen.tap(640, 690)
        show.tab.locator("#deckgen-bar").get_by_label("Pen, pointer, screen").tap()
        show.tab.locator("#deckgen-tools").get_by_role("button", name=name, exact=True).tap()

    choose("Pointer and pen off")
    here = show.at
    choose("Blue pen")
    show.tab.mouse.move(300, 500)
    show.tab.mouse.down()
    show.tab.mouse.move(420, 540, steps=4)
    show.tab.mouse.up()
    look = "getComputedStyle(document.querySelector('.page.on polyline:last-child')).stroke"
    assert show.tab.evaluate(look) == "rgb(47, 125, 246)"
    assert show.at == here
    lines = show.tab.evaluate(LINES)
    choose("Eraser")
    show.tab.mouse.move(360, 515)
    show.tab.mouse.down()
    show.tab.mouse.move(362, 530, steps=4)
    show.tab.mouse.up()
    assert show.tab.evaluate(LINES) == lines - 1
    choose("Wipe the drawing")
    assert show.tab.evaluate(LINES) == 0
    choose("White screen")
    assert show.tab.locator("#deckgen-blank.white").is_visible()
    choose("White screen")
    choose("Pointer and pen off")
    choose("Last slide")
    assert show.at == "17"
    choose("Back to where a link was followed")
    assert show.at == here
    choose("First slide")
    assert show.at == "1"
    show.tab.touchscreen.tap(640, 300)
    show.until_at(2)
    show.tab.locator("#deckgen-bar").get_by_label("Pen, pointer, screen").tap()
    show.tab.get_by_label("Go to…").fill("12")
    show.tab.locator("#deckgen-tools").get_by_role("button", name="Slide", exact=True).tap()
    assert show.at == "12"


def test_drawings_outlive_the_window_and_print_on_request(opening: Opening) -> None:
    """Another size of the window and a reload keep them in place; paper has them where it is asked to."""
    show = opening(query="#the-speech")
    show.press("d", "d")
    show.tab.mouse.move(320, 360)
    show.tab.mouse.down()
    show.tab.mouse.move(640, 360, steps=5)
    show.tab.mouse.up()
    box = "document.querySelector('.page.on polyline').getBoundingClientRect()"
    place = f"(box => [box.left / innerWidth, box.right / innerWidth])({box})"
    kept = f"(([a, b]) => Math.abs(a - 0.25) < 0.01 && Math.abs(b - 0.5) < 0.01)({place})"
    show.until(kept)
    show.tab.set_viewport_size({"width": 960, "height": 540})
    show.until(f"innerWidth === 960 && {kept}")
    show.until("Object.keys(localStorage).some(one => one.startsWith('deckgen-ink'))")
    show.reload()
    show.until(f"document.querySelector('.page.on polyline') && {kept}")

    def red() -> int:
        data = show.tab.pdf(prefer_css_page_size=True, print_background=True)
        with pdfplumber.open(io.BytesIO(data)) as pdf:
            page = pdf.pages[1]
            drawn = [*page.curves, *page.lines]
        return sum(one["stroking_color"] == pytest.approx((1, 0.294, 0.169), abs=0.01) for one in drawn)

    assert red() == 0
    show.press("?")
    show.tab.get_by_label("Print drawings").check()
    show.press("Escape")
    assert red() == 1
