"""What clickers send: it turns pages wherever the focus is, in both windows, in Chromium and in Firefox."""

from __future__ import annotations

import json
import time

import pytest

from tests.writers.html.conftest import Opening, Pair
from tests.writers.html.windows import AT, VIEW, Window, middle, until

DESK = (
    "#deckgen-notes",
    "[data-do=timer]",
    "[data-do=larger]",
    "#deckgen-list a",
    "[data-divide=down]",
    "#deckgen-bar [data-do=help]",
)
SLIDES = ("#deckgen-bar [data-do=next]", "#deckgen-bar [data-do=overview]", ".page.on a")
FULL = "document.fullscreenElement === document.documentElement"
HEARD = """
    (document.addEventListener('fullscreenchange', () => { window.filled = !!document.fullscreenElement }), 0)
"""
LEFT = f"!document.fullscreenElement && window.filled === false && {VIEW} === 'show'"
"""The page is out of full screen and has heard of it: the event comes a moment after the change."""


def start(pair: Pair, slide: str, place: str) -> None:
    """Bring both windows to a slide, each looking at it in its own way."""
    pair["slides"].evaluate(f"location.hash = '#{slide}'")
    for name, one in pair.items():
        until(one, f"{AT} === '{place}'")
        until(one, f"{VIEW} === '{'show' if name == 'slides' else 'presenter'}'")


@pytest.mark.parametrize("where", ["slides", "desk"])
def test_page_keys_turn_pages_wherever_the_focus_is(pair: Pair, where: str) -> None:
    """From notes, buttons, lists, lines to drag, out of dialogs and the overview, in either window."""
    window, other = pair[where], pair["desk" if where == "slides" else "slides"]
    start(pair, "the-speech-was-met-in-silence", "3.0")
    for focused in DESK if where == "desk" else SLIDES:
        window.evaluate(f"document.querySelector('{focused}').focus()")
        window.press("PageDown")
        until(other, f"{AT} === '4.0'", focused)
        window.press("PageUp")
        until(other, f"{AT} === '3.0'", focused)
    for opener in ("?", "/", "m", "o"):
        window.press(opener)
        window.press("PageDown")
        until(other, f"{AT} === '4.0'", opener)
        until(window, f"!document.querySelector('dialog[open]') && {VIEW} !== 'overview'", opener)
        window.press("PageUp")
        until(other, f"{AT} === '3.0'", opener)


def test_a_clicked_button_keeps_no_key_to_itself(pair: Pair) -> None:
    """After a click on the desk's buttons, list or notes, Space and Enter go on, and arrows turn pages."""
    desk, slides = pair["desk"], pair["slides"]
    start(pair, "the-speech-was-met-in-silence", "3.0")
    desk.drag(middle(desk, "[data-do=reset]"))
    desk.press(" ")
    until(slides, f"{AT} === '4.0'")
    desk.drag(middle(desk, "#deckgen-list a:nth-child(3)"))
    until(slides, f"{AT} === '3.0'")
    desk.press("Enter")
    until(slides, f"{AT} === '4.0'")
    desk.drag(middle(desk, "#deckgen-notes p"))
    desk.press("ArrowUp")
    until(slides, f"{AT} === '3.0'")


def fill(window: Window) -> None:
    """Press F5 until the screen is full and the page knows: Firefox drops keys while it changes over."""
    for _ in range(1000):
        window.press("F5")
        if window.evaluate(f"{FULL} && window.filled"):
            return
        time.sleep(0.1)
    raise AssertionError("F5 does not fill the screen")


def test_f5_and_escape_by_turns(pair: Pair) -> None:
    """F5 fills the screen and never reloads or gives it back; Escape after it does not bring the overview."""
    slides = pair["slides"]
    start(pair, "the-speech", "2.0")
    slides.evaluate(HEARD)
    for one in pair.values():
        one.evaluate("window.stays = true")
    for _ in range(2):
        fill(slides)
        slides.press("F5")
        until(slides, FULL)
        slides.press("Escape")
        until(slides, LEFT)
    for _ in range(1000):
        slides.press("Escape")
        if slides.evaluate(f"{VIEW} === 'overview'"):
            break
        time.sleep(0.1)
    until(slides, f"{VIEW} === 'overview'")
    fill(slides)
    slides.press("Escape")
    until(slides, LEFT)
    pair["desk"].press("F5")
    pair["desk"].press("Escape")
    until(pair["desk"], f"{VIEW} === 'presenter'")
    assert [one.evaluate("window.stays") for one in pair.values()] == [True, True]


def typed(window: Window, key: str, code: str) -> None:
    """Press a key as a keyboard of another script reports it, which no driver can."""
    event = json.dumps({"key": key, "code": code, "bubbles": True, "cancelable": True})
    window.evaluate(f"document.body.dispatchEvent(new KeyboardEvent('keydown', {event}))")


def test_letters_of_other_scripts_do_what_latin_ones_do(pair: Pair) -> None:
    """Cyrillic, Greek, Arabic and Hebrew keyboards, digits too; no Latin letter is taken for its place."""
    slides = pair["slides"]
    start(pair, "the-speech", "2.0")
    for key, code, place in (
        ("т", "KeyN", "3.0"),
        ("π", "KeyP", "2.0"),
        ("م", "KeyL", "3.0"),
        ("ח", "KeyJ", "4.0"),
        ("з", "KeyP", "3.0"),
    ):
        typed(slides, key, code)
        until(slides, f"{AT} === '{place}'", key)
    typed(slides, "٥", "Digit5")
    slides.press("Enter")
    until(slides, f"{AT} === '5.0'")
    typed(slides, "'", "KeyW")
    until(slides, "document.querySelector('#deckgen-blank.white:not([hidden])')")
    slides.press("Escape")
    typed(slides, "z", "KeyW")
    typed(slides, "ö", "Semicolon")
    assert slides.evaluate("document.querySelector('#deckgen-blank').hidden")
    assert slides.evaluate(AT) == "5.0"


def test_the_bar_stays_under_a_resting_mouse(opening: Opening) -> None:
    """A click without a move counts; elsewhere pointer and bar go, and a click does not bring the bar."""
    show = opening()
    show.hold()
    show.tab.mouse.move(600, 400)
    box = show.tab.locator("#deckgen-bar [data-do=next]").bounding_box()
    assert box is not None
    show.tab.mouse.move(box["x"] + 20, box["y"] + 20)
    show.pass_by(3000)
    assert show.tab.evaluate("document.documentElement.classList.contains('rest')")
    show.tab.mouse.down()
    show.tab.mouse.up()
    assert show.at == "2"
    show.tab.mouse.move(600, 400)
    hidden = "getComputedStyle(document.querySelector('#deckgen-bar')).opacity === '0'"
    show.pass_by(3000)
    assert show.tab.evaluate(hidden)
    cursor = "getComputedStyle(document.querySelector('#deckgen-deck')).cursor"
    assert show.tab.evaluate(cursor) == "none"
    show.tab.mouse.click(600, 400)
    show.pass_by(500)
    assert show.at == "3"
    assert show.tab.evaluate(hidden)
    show.tab.mouse.move(640, 420)
    assert show.tab.evaluate(cursor) != "none"
