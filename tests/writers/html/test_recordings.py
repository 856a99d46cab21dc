"""Recordings in the show: they play when asked, with captions, and keep to their slide."""

from __future__ import annotations

import dataclasses
import io

import pytest
from PIL import Image

from deckgen.deck.model import Picture, Recording
from deckgen.layout.pages import Crop, Pages, PictureBox
from deckgen.layout.plates import plate
from tests.recordings import CAPTIONS, wav
from tests.render.rules import broken
from tests.writers.html.conftest import Opening
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


def test_what_is_told_of_it_can_be_found(opening: Opening) -> None:
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
    assert show.tab.locator("h1").all_inner_texts() == ["Heard and seen"]
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
    """A poster never counts as a picture that is shown again, whose bytes stand in a rule."""
    pages = sounds()
    player = next(box for one in pages.pages for box in one.boxes if isinstance(box, PictureBox))
    still = dataclasses.replace(player, recording=None)
    show = opening(deck(*pages.pages, page("figure", title("figure", "Look"), still, name="Still")))
    shown = show.tab.locator("#still img").get_attribute("src")
    assert show.tab.locator("video").get_attribute("poster") == shown
