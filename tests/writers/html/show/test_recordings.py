"""Recordings in the show: they play when asked, with captions, and keep to their slide."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from deckgen import structs
from deckgen.deck.model import Picture, Recording
from deckgen.layout.pages import Crop, Pages, PictureBox
from deckgen.layout.passes.plates import plate
from tests.recordings import CAPTIONS, wav
from tests.render.rules import broken
from tests.writers.html.conftest import Opening
from tests.writers.html.desk.test_presenter import desk_of
from tests.writers.html.sample import THEME, cover, deck, page, picture, points, shown, title

START = 0.5
VIDEO = "document.querySelector('video')"
READY = f"{VIDEO}.readyState >= 1"


def sounds() -> Pages:
    """Return a deck whose second slide plays three seconds of a hum."""
    region = THEME.layouts["media"].region("media")
    assert region is not None
    hum = Recording(wav(), "audio/wav", False, 0, 0, "hum.wav", captions=CAPTIONS.encode(), start=START)
    image = plate(Picture(b"", "", 1600, 533, "hum.wav"), THEME, video=False)
    player = PictureBox("image", "media", region.rect, image, Crop(), "A hum of three seconds", recording=hum)
    return deck(cover(), page("media", title("media", "Listen"), player, name="Sounds"), points())


def test_it_waits_and_plays_from_its_start_with_its_captions(opening: Opening) -> None:
    """Nothing starts by itself, captions neither; once it plays they are shown, until they are turned off."""
    show = opening(sounds(), query="#sounds")
    show.until(READY)
    state = show.tab.evaluate(f"() => [{VIDEO}.paused, {VIDEO}.currentTime, Math.round({VIDEO}.duration)]")
    assert state == [True, START, 3]
    assert show.tab.locator("video").get_attribute("aria-label") == "A hum of three seconds"
    mode = f"{VIDEO}.textTracks[0].mode"
    assert show.tab.evaluate(f"() => {mode}") == "disabled"
    play = f"() => {{ {VIDEO}.muted = true; return {VIDEO}.play() }}"
    show.tab.evaluate(play)
    show.until(f"{mode} === 'showing' && {VIDEO}.textTracks[0].cues?.length === 3")
    show.tab.evaluate(f"() => {{ {VIDEO}.pause(); {mode} = 'disabled' }}")
    show.tab.evaluate(play)
    assert show.tab.evaluate(f"() => {mode}") == "disabled"


def test_what_is_said_of_it_can_be_found(opening: Opening) -> None:
    """The search looks through descriptions of recordings as of pictures."""
    show = opening(sounds())
    show.press("/")
    show.tab.keyboard.type("hum of three")
    assert show.tab.locator("#deckgen-search ul a").get_attribute("href") == "#sounds"


@pytest.mark.parametrize("size", [(1280, 720), (390, 844)])
def test_no_rule_is_broken_around_it(opening: Opening, axe_source: str, size: tuple[int, int]) -> None:
    """A player, and a cover whose picture bleeds, are for everyone, on the stage and on a telephone."""
    opened = page(
        "cover-image",
        title("cover-image", "Heard and seen"),
        shown("cover-image", picture(900, 1400), "A sun over dark land"),
        name="Cover",
        section=0,
    )
    show = opening(deck(opened, *sounds().pages[1:]), query="#cover", size=size)
    assert show.tab.locator("h1:not([hidden])").all_inner_texts() == ["Heard and seen"]
    assert broken(show.tab, axe_source) == []
    show.tab.goto(f"{show.address}#sounds")
    assert broken(show.tab, axe_source) == []


def test_its_buttons_and_keys_are_its_own_and_another_page_stops_it(opening: Opening) -> None:
    """A click on it does not turn the page; whoever goes on is not talked into."""
    show = opening(sounds(), query="#sounds")
    show.until(READY)
    box = show.tab.locator("video").bounding_box()
    assert box is not None
    show.tab.mouse.click(box["x"] + box["width"] * 0.7, box["y"] + box["height"] / 3)
    show.tab.wait_for_timeout(400)
    assert show.at == "2"
    show.tab.locator("video").focus()
    assert show.press("ArrowRight") == "2"
    show.tab.evaluate(f"() => {{ {VIDEO}.muted = true; return {VIDEO}.play() }}")
    assert show.press("PageDown").startswith("3")
    show.until(f"{VIDEO}.paused")


@pytest.mark.parametrize("size", [(1280, 720), (480, 800)])
def test_its_picture_stands_there_first(opening: Opening, size: tuple[int, int]) -> None:
    """On the stage and where it is read it has its plate's shape, within the window."""
    show = opening(sounds(), query="#sounds", size=size)
    box = show.tab.locator("video").bounding_box()
    assert box is not None
    assert 300 < box["width"] < size[0]
    assert 2.4 < box["width"] / box["height"] < 3.1
    poster = show.tab.locator("video").get_attribute("poster")
    assert poster is not None
    assert poster.startswith("data:image/svg+xml;base64,")


def test_on_paper_its_picture_stands_without_buttons(opening: Opening) -> None:
    """Where nothing can be clicked, the plate's ground goes down to its edge."""
    show = opening(sounds(), query="#sounds")
    show.until(READY)
    show.tab.emulate_media(media="print")
    image = Image.open(io.BytesIO(show.tab.locator("video").screenshot())).convert("RGB")
    foot = image.crop((20, image.height - 40, image.width - 20, image.height - 8))
    assert {colour for _, colour in foot.getcolors() or ()} == {(0xED, 0xF1, 0xF0)}


def test_the_same_picture_elsewhere_is_still_shown(opening: Opening) -> None:
    """The bytes of a poster stand in its player, those of the same picture elsewhere in a rule."""
    pages = sounds()
    player = next(box for one in pages.pages for box in one.boxes if isinstance(box, PictureBox))
    still = structs.replace(player, recording=None)
    show = opening(deck(*pages.pages, page("figure", title("figure", "Look"), still, name="Still")))
    poster = show.tab.locator("video").get_attribute("poster")
    show.tab.goto(f"{show.address}#still")
    content = "getComputedStyle(document.querySelector('#still img')).content"
    assert show.tab.evaluate(content) == f'url("{poster}")'


def test_it_runs_from_the_desk_and_from_the_clicker(opening: Opening) -> None:
    """Page Down starts it in both windows, aloud in the show only; black holds it; the next one goes on."""
    show = opening(sounds())
    desk = desk_of(show)
    desk.keyboard.press("PageDown")
    show.until_at(2)
    show.until(READY)
    show.until(READY, desk)
    for tab in (show.tab, desk):  # it must not end before a busy machine has looked
        tab.evaluate(f"() => {{ {VIDEO}.playbackRate = 0.1 }}")
    desk.keyboard.press("PageDown")
    for tab in (show.tab, desk):
        show.until(f"!{VIDEO}.paused", tab)
    assert (desk.evaluate(f"{VIDEO}.muted"), show.at) == (True, "2")
    desk.keyboard.press("b")
    for tab in (show.tab, desk):
        show.until(f"{VIDEO}.paused", tab)
    desk.keyboard.press("b")
    for tab in (show.tab, desk):
        show.until(f"!{VIDEO}.paused", tab)
    desk.evaluate(f"() => {VIDEO}.pause()")
    show.until(f"{VIDEO}.paused")
    desk.evaluate(f"() => {{ {VIDEO}.currentTime = 2 }}")
    show.until(f"{VIDEO}.currentTime > 1.9")
    desk.keyboard.press("PageDown")
    show.until_at(3)


def asked(minutes: float) -> Pages:
    """Return a deck with a question that the class has some minutes for."""
    question = page("question", title("question", "Why?", "prompt"), name="Why?")
    return deck(cover(), structs.replace(question, countdown=minutes), points())


def test_a_question_counts_down(opening: Opening) -> None:
    """The next step starts it, the desk sees, holds and restarts it; it is over without a sound."""
    show = opening(asked(2))
    show.tab.clock.install(time=0)
    show.reload()
    show.tab.clock.pause_at(60_000)
    show.press("ArrowRight")
    face = show.tab.locator(".page.on .countdown")
    assert (face.inner_text(), face.get_attribute("role")) == ("2:00", "timer")
    assert show.press("PageDown") == "2"
    show.tab.clock.run_for(30_000)
    assert face.inner_text() == "1:30"
    show.press("Shift+S")
    dial = show.tab.locator("[data-show=question]")
    button = show.tab.locator("#deckgen-presenter-top [data-do=count]")
    assert (dial.inner_text(), button.inner_text()) == ("1:30", "Pause")
    button.click()
    show.tab.clock.run_for(30_000)
    assert (dial.inner_text(), face.inner_text()) == ("1:30", "1:30")
    button.click()
    show.tab.clock.run_for(91_000)
    assert (dial.inner_text(), button.inner_text()) == ("0:00", "Start")
    assert "over" in (face.get_attribute("class") or "")
    box, words = face.bounding_box(), show.tab.locator(".page.on h2 .p").bounding_box()
    assert box is not None
    assert words is not None
    assert box["y"] > words["y"] + words["height"] or box["y"] + box["height"] < words["y"]
    assert show.press("PageDown").startswith("3")


def test_the_desk_in_a_second_window_counts_along(opening: Opening) -> None:
    """Started at the desk, it runs on the slide, and goes on there after a reload."""
    show = opening(asked(2), query="#why")
    show.press("ArrowRight")
    desk = desk_of(show)
    desk.locator("#deckgen-presenter-top [data-do=count]").click()
    running = "document.querySelector('.page.on .countdown')?.textContent < '2:00'"
    show.until(running)
    show.until(running, desk)
    show.until("history.state?.counting?.end > 0")
    show.reload()
    show.until(running)
