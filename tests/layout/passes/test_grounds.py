"""Transparent pictures → the plates that they are set on where they would not be seen without."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from deckgen.deck.media.pictures import load_picture
from deckgen.deck.model import Figure, Picture
from deckgen.layout.lay_out import lay_out
from deckgen.layout.pages import Crop, PictureBox
from deckgen.layout.passes.grounds import ROOM, on_ground
from deckgen.layout.passes.sampling import sampled
from deckgen.outline.model import Text
from deckgen.structs import replace
from deckgen.theme.load import load_theme
from deckgen.theme.model import COMFORT, DARK, LIGHT
from deckgen.theme.variants import in_variant
from tests.layout.decks import deck, slide, span


def drawing(folder: Path, paint: str, *, inside: str | None = None, free: int = 90) -> Picture:
    """Write a ring on nothing, `free` pixels of 600 beside it, and read it as an outline would."""
    image = Image.new("RGBA", (600, 600), (0, 0, 0, 0))
    edge = (free, free, 599 - free, 599 - free)
    ImageDraw.Draw(image).ellipse(edge, outline=paint, fill=inside, width=12)
    image.save(folder / "ring.png")
    found = load_picture(Text("ring.png", span(40)), folder / "talk.yaml")
    assert isinstance(found, Picture)
    return found


def shown(picture: Picture, variant: str) -> PictureBox:
    """Return a picture as it stands on a slide of a variant of lectern."""
    theme = in_variant(load_theme("lectern"), dark=variant == DARK, comfort=False, language="en")
    one = slide("figure", Figure(picture, "A ring", (), (), span(40), crop=None), title="A ring")
    pages, problems = lay_out(replace(deck(one)), theme)
    assert problems == ()
    assert pages is not None
    (found,) = [box for box in sampled(pages)[0].pages[0].boxes if isinstance(box, PictureBox)]
    return found


def test_black_lines_stand_on_a_light_plate_where_the_slide_is_dark(tmp_path: Path) -> None:
    """What was drawn for paper gets the colour of text behind it; on a light slide it stays as it is."""
    ring = drawing(tmp_path, "#101010")
    assert (shown(ring, DARK).ground, shown(ring, DARK).lost) == ("ink", (DARK,))
    assert DARK in shown(ring, LIGHT).lost
    assert LIGHT not in shown(ring, LIGHT).lost
    on_cover = on_ground(shown(ring, LIGHT), "ibg", load_theme("lectern"))
    assert (on_cover.ground, on_cover.lost) == ("iink", (LIGHT, DARK))


def test_a_white_mark_stands_on_a_dark_plate_where_the_slide_is_light(tmp_path: Path) -> None:
    """The same the other way round, unless only its edge is white."""
    assert shown(drawing(tmp_path, "#FFFFFF"), LIGHT).lost == (LIGHT, COMFORT)
    assert shown(drawing(tmp_path, "#FFFFFF", inside="#A3161C"), LIGHT).ground is None


@pytest.mark.parametrize("paint", ["#C9650A", "#8FB0FF", "#58A6DC"])
def test_what_is_seen_on_both_grounds_gets_no_plate(paint: str, tmp_path: Path) -> None:
    """Colours between black and white are left alone."""
    assert shown(drawing(tmp_path, paint), DARK).ground is None
    assert shown(drawing(tmp_path, paint), LIGHT).ground is None


def test_a_picture_without_transparency_has_its_own_ground(tmp_path: Path) -> None:
    """A photograph in the dark is a photograph in the dark."""
    Image.new("RGBA", (600, 400), "#101010").save(tmp_path / "night.png")
    night = load_picture(Text("night.png", span(40)), tmp_path / "talk.yaml")
    assert isinstance(night, Picture)
    assert shown(night, DARK).ground is None


def test_what_reaches_the_edge_of_a_plate_is_drawn_in(tmp_path: Path) -> None:
    """Room is left around it, alike on all sides; where there is room anyway nothing changes."""
    assert shown(drawing(tmp_path, "#101010"), DARK).crop == Crop()
    tight = shown(drawing(tmp_path, "#101010", free=0), DARK)
    assert tight.crop.left == tight.crop.top == tight.crop.right == tight.crop.bottom < 0
    share = -tight.crop.left
    assert share / (1 + 2 * share) * tight.rect.height == pytest.approx(ROOM)
