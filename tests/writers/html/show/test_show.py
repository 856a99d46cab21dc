"""The show driven by keys, clicks and touch, from a file, in a browser."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from deckgen import structs
from tests.writers.html.conftest import Opened, Opening
from tests.writers.html.sample import cover, deck, page, points, title

BUILT = "#points-one-by-one"


ON = ("ArrowRight", "ArrowDown", "PageDown", "Space", "Enter", "n", "l", "j")
BACK = ("ArrowLeft", "ArrowUp", "PageUp", "Shift+Space", "p", "h", "k")


def test_keys_that_go_on(opening: Opening) -> None:
    """Each goes to the next slide, and on a slide that is built to the next point."""
    show = opening()
    for key in ON:
        assert (key, show.press("Home", key)) == (key, "2")
        assert show.press("4", "Enter") == "4.0"
        assert (key, show.press(key, key)) == (key, "4.2")
        assert (key, show.press(key, key)) == (key, "5")


def test_keys_that_go_back(opening: Opening) -> None:
    """Each goes back point by point, and to the slide before with all of its points."""
    show = opening()
    for key in BACK:
        assert show.press("5", "Enter") == "5"
        assert (key, show.press(key)) == (key, "4.3")
        assert (key, show.press(key)) == (key, "4.2")
        assert (key, show.press(key, key, key)) == (key, "3")


def test_arrows_pass_over_points(opening: Opening) -> None:
    """With Alt the arrows go by whole slides, with Shift to the ends."""
    show = opening(query=BUILT)
    assert show.press("Alt+ArrowRight") == "5"
    assert show.press("Alt+ArrowLeft") == "4.0"
    assert show.press("Shift+ArrowDown") == "17"
    assert show.press("Shift+ArrowUp") == "1"
    assert show.press("End") == "17"
    assert show.press("ArrowRight") == "17"
    assert show.press("Home") == "1"
    assert show.press("ArrowLeft") == "1"


def test_a_number_goes_to_that_slide(opening: Opening) -> None:
    """Digits and Enter jump; a number that no slide has does nothing, G only announces."""
    show = opening()
    show.hold()
    assert show.press("1", "2", "Enter") == "12"
    assert show.press("9", "9", "Enter") == "12"
    assert show.press("g", "3", "Enter") == "3"
    assert show.tab.locator(".count").inner_text() == "3 / 17"


def test_the_address_keeps_the_place(opening: Opening) -> None:
    """The end of the address is the slide's lasting id; opened with it, the show starts there."""
    show = opening()
    show.press("PageDown", "PageDown")
    show.until("location.hash === '#the-speech-was-met-in-silence'")
    show.reload()
    assert show.at == "3"
    again = opening(query="#works-cited")
    assert again.at == "17"
    reference = opening(query="#ref:kort")
    assert reference.at == "17"
    nowhere = opening(query="#no-such-slide")
    assert nowhere.at == "1"


def test_an_address_just_named_is_followed(opening: Opening) -> None:
    """What the show was about to write into the address does not overwrite the slide that somebody named."""
    show = opening()
    show.press("PageDown")
    show.tab.evaluate("location.hash = '#the-law-changed'; dispatchEvent(new Event('pagehide'))")
    show.until_at(14)
    show.until("location.hash === '#the-law-changed'")
    # An address that was changed without an event does not stop the show from writing its own.
    show.tab.evaluate("history.replaceState(null, '', '#somewhere')")
    show.press("PageUp")
    show.until("location.hash !== '#somewhere'")


def test_a_reload_keeps_the_point(opening: Opening) -> None:
    """A slide that is half built is half built again."""
    show = opening(query=BUILT)
    assert show.press("ArrowRight", "ArrowRight") == "4.2"
    show.until("history.state && history.state.step === 2")
    show.reload()
    assert show.at == "4.2"


def test_back_from_a_link(opening: Opening) -> None:
    """A link leads to another slide; Backspace and the browser's own way lead back."""
    show = opening(query="#the-speech-was-met-in-silence")
    show.tab.get_by_role("link", name="the table").click()
    assert show.at == "14"
    assert show.press("Backspace") == "3"
    assert show.press("Backspace") == "3"
    show.tab.get_by_role("link", name="the table").click()
    show.until("location.hash === '#the-law-changed'")
    show.reload()
    assert show.press("Backspace") == "3"
    show.tab.get_by_role("link", name="the table").click()
    show.tab.go_back()
    show.until_at(3)
    show.tab.go_forward()
    show.until_at(14)


def test_a_link_by_keyboard(opening: Opening) -> None:
    """Tab reaches the links of the slide that is shown and of no other, and Enter follows them."""
    show = opening(query="#the-speech-was-met-in-silence")
    names = []
    for _ in range(2):
        show.press("Tab")
        names.append(show.tab.evaluate("document.activeElement.textContent"))
    assert names == ["a link", "the table"]
    assert show.press("Enter") == "14"


def test_clicks_and_their_zones(opening: Opening) -> None:
    """A click goes on, one in the first quarter goes back; selecting text does neither."""
    show = opening()
    show.tab.mouse.click(900, 650)
    show.until_at(2)
    show.tab.mouse.click(100, 650)
    show.until_at(1)
    show.press("3", "Enter")
    show.tab.mouse.move(180, 200)
    show.tab.mouse.down()
    show.tab.mouse.move(500, 205, steps=4)
    show.tab.mouse.up()
    show.tab.wait_for_timeout(350)
    assert show.at == "3"
    assert show.tab.evaluate("String(getSelection())") != ""


def test_a_double_click_looks_closer(opening: Opening) -> None:
    """The point under the pointer stays; a second one, Escape or the next slide look from afar again."""
    show = opening()
    show.hold()
    width = "document.querySelector('.page.on .slide').getBoundingClientRect().width"
    show.tab.mouse.dblclick(400, 300)
    assert show.tab.evaluate(width) == pytest.approx(3200)
    show.pass_by(1000)
    assert show.at == "1"
    show.tab.mouse.dblclick(400, 300)
    assert show.tab.evaluate(width) == pytest.approx(1280)
    show.tab.mouse.dblclick(400, 300)
    show.press("Escape")
    assert (show.tab.evaluate(width), show.view) == (pytest.approx(1280), "show")
    show.tab.mouse.dblclick(400, 300)
    show.press("ArrowRight")
    assert show.tab.evaluate(width) == pytest.approx(1280)


def swipe(show: Opened, start: int, end: int) -> None:
    """Draw a finger across the slide."""
    client = show.context.new_cdp_session(show.tab)
    client.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [{"x": start, "y": 300}]})
    for share in (0.3, 0.6, 1):
        at = start + (end - start) * share
        client.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [{"x": at, "y": 305}]})
    client.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


def test_swipes(opening: Opening) -> None:
    """A finger drawn to the left goes on, to the right back; a touch that hardly moves is a click."""
    show = opening(size=(844, 390), touch=True)
    swipe(show, 600, 300)
    show.until_at(2)
    swipe(show, 300, 600)
    show.until_at(1)
    show.tab.wait_for_timeout(350)
    assert show.at == "1"


def test_a_deck_written_leftwards_is_walked_leftwards(opening: Opening) -> None:
    """The left arrow goes on where lines run to the left."""
    pages = structs.replace(deck(cover(), points(), language="ar"), right_to_left=True)
    show = opening(pages)
    assert show.press("ArrowLeft") == "2"
    assert show.press("ArrowRight") == "1"
    show.tab.mouse.click(200, 650)
    show.until_at(2)


def test_hidden_slides_are_passed_over(opening: Opening) -> None:
    """Going on and back skips them; a number or an address still reaches them."""
    hidden = structs.replace(points(name="Spare"), hidden=True)
    show = opening(deck(cover(), hidden, page("text", title("text", "Last"), name="Last")))
    assert show.press("ArrowRight") == "3"
    assert show.press("ArrowLeft") == "1"
    assert show.press("2", "Enter") == "2"


def test_black_and_white(opening: Opening) -> None:
    """B, a full stop and W cover the slide and give it back; so does going on."""
    show = opening()
    blank = show.tab.locator("#deckgen-blank")
    for key, colour in (("b", "rgb(0, 0, 0)"), (".", "rgb(0, 0, 0)"), ("w", "rgb(255, 255, 255)")):
        show.press(key)
        assert blank.evaluate("one => getComputedStyle(one).backgroundColor") == colour
        assert blank.bounding_box() == {"x": 0, "y": 0, "width": 1280, "height": 720}
        show.press(key)
        assert blank.is_hidden()
    show.press("b", "w")
    assert blank.is_visible()
    assert show.press("ArrowRight") == "2"
    assert blank.is_hidden()
    show.press("b", "Escape")
    assert (blank.is_hidden(), show.view) == (True, "show")


def inked(show: Opened) -> bool:
    """Tell whether the pen's red stands where the test drew."""
    image = Image.open(io.BytesIO(show.tab.screenshot(clip={"x": 390, "y": 340, "width": 20, "height": 20})))
    return (255, 75, 43) in {colour for _, colour in image.convert("RGB").getcolors(400) or []}


def test_pointer_and_pen(opening: Opening) -> None:
    """D brings a red dot, then a pen whose strokes go with the slide, then nothing; drawing turns no page."""
    show = opening()
    show.press("d")
    show.tab.mouse.move(300, 300)
    box = show.tab.locator("#deckgen-dot").bounding_box()
    assert box is not None
    assert (box["x"] + box["width"] / 2, box["y"] + box["height"] / 2) == pytest.approx((300, 300), abs=3)
    show.press("d")
    assert show.tab.locator("#deckgen-dot").is_hidden()
    show.tab.mouse.down()
    show.tab.mouse.move(500, 400, steps=5)
    show.tab.mouse.up()
    show.tab.wait_for_timeout(350)
    assert (show.at, inked(show)) == ("1", True)
    assert (show.press("ArrowRight"), inked(show)) == ("2", False)
    show.press("d")
    show.tab.mouse.click(900, 600)
    show.until_at(3)


def test_full_screen(opening: Opening) -> None:
    """F fills the screen and gives it back."""
    show = opening()
    show.press("f")
    show.until("document.fullscreenElement === document.documentElement")
    show.press("f")
    show.until("document.fullscreenElement === null")


def test_notes_beside_the_slide(opening: Opening) -> None:
    """T shows the notes of the slide that is shown, makes room for them, and follows along."""
    show = opening(query="#the-speech-was-met-in-silence")
    panel = show.tab.locator("#deckgen-notes")
    assert panel.is_hidden()
    show.press("t")
    assert "one could hear a pin drop (Wood)" in panel.inner_text()
    assert panel.locator("em").inner_text() == "pin"
    slide, notes = show.tab.locator(".page.on .slide").bounding_box(), panel.bounding_box()
    assert slide is not None
    assert notes is not None
    assert slide["y"] + slide["height"] <= notes["y"] + 0.5
    show.press("Home")
    assert panel.inner_text().strip() == "—"
    show.press("t")
    assert panel.is_hidden()


def test_help_and_the_switch_for_single_keys(opening: Opening) -> None:
    """The help lists the keys; with single keys switched off letters do nothing, arrows do, and it lasts."""
    show = opening()
    show.press("?")
    dialog = show.tab.get_by_role("dialog", name="Keys and settings")
    assert "Black screen" in dialog.inner_text()
    dialog.get_by_label("Keys of a single letter").uncheck()
    show.press("Escape")
    assert dialog.is_hidden()
    assert show.press("n", "o", "b", "3", "Enter") == "2"
    assert show.view == "show"
    show.until("location.hash === '#the-speech'")
    show.reload()
    assert show.press("n") == "2"
    assert show.press("ArrowLeft") == "1"


def test_the_bar_does_what_it_says(opening: Opening) -> None:
    """Every button works by pointer; the bar is seen when the pointer moves or a key reaches it."""
    show = opening()
    show.hold()
    bar = show.tab.locator("#deckgen-bar")
    assert bar.evaluate("one => getComputedStyle(one).opacity") == "0"
    show.tab.mouse.move(500, 500)
    assert bar.evaluate("one => getComputedStyle(one).opacity") == "1"
    show.pass_by(3000)
    assert bar.evaluate("one => getComputedStyle(one).opacity") == "0"
    show.press(*["Tab"] * 2)
    assert bar.evaluate("one => getComputedStyle(one).opacity") == "1"
    bar.get_by_label("Next").click()
    assert show.at == "2"
    bar.get_by_label("Previous").click()
    assert show.at == "1"
    for label, seen in (("All slides", "overview"), ("All slides", "show"), ("Read as a page", "read")):
        bar.get_by_label(label).click()
        assert show.view == seen
    bar.get_by_label("Read as a page").click()
    bar.get_by_label("Notes").click()
    assert bar.get_by_label("Notes").get_attribute("aria-pressed") == "true"
    bar.get_by_label("Search").click()
    assert show.tab.get_by_role("dialog", name="Search").is_visible()
    show.tab.get_by_role("button", name="Close").click()
    bar.get_by_label("Keys and settings").click()
    show.tab.get_by_role("button", name="Close").click()
    bar.get_by_label("Full screen").click()
    show.until("document.fullscreenElement !== null")


def test_space_on_a_button_is_the_buttons(opening: Opening) -> None:
    """A button that the keyboard has reached answers to Space and Enter, and the slide stays."""
    show = opening()
    show.press("Tab", "Tab")
    assert show.tab.evaluate("document.activeElement.getAttribute('aria-label')") == "Next"
    assert show.press("Space") == "2"
    assert show.tab.evaluate("document.activeElement.getAttribute('aria-label')") == "Next"


def test_every_size_of_window_shows_the_whole_slide(opening: Opening) -> None:
    """The slide is scaled to the window, in its middle, and never beyond it."""
    for size in ((1280, 720), (1920, 1080), (1024, 768), (2560, 900), (844, 390)):
        show = opening(size=size)
        box = show.tab.locator(".page.on .slide").bounding_box()
        assert box is not None
        scale = min(size[0] / 1280, size[1] / 720)
        assert (box["width"], box["height"]) == pytest.approx((1280 * scale, 720 * scale), abs=0.5)
        assert box["x"] == pytest.approx((size[0] - box["width"]) / 2, abs=1)
        assert box["y"] == pytest.approx((size[1] - box["height"]) / 2, abs=1)
