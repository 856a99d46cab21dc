"""Whether the slides of the examples look balanced: nothing lost on an empty slide, all at a few heights."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from deckgen.layout.pages import Page, Pages, Role, TextBox
from deckgen.structs import replace
from deckgen.units import Emu
from deckgen.writers.pptx import write_pptx
from tests.building import OUTLINES, walk
from tests.render.balance import amiss, inked, sits, sitting
from tests.tools import Office

SHOWN = (("destalinisation", "grid"), ("tram", "lectern"), ("tyger", "folio"))


def test_the_examples_are_in_balance(soffice: Office, tmp_path: Path) -> None:
    """Few slides look empty, what they hold is about in the middle, and begins where that of others does."""
    named = {one.stem: one for one in OUTLINES}
    made = [walk(named[stem], tmp_path / stem, theme) for stem, theme in SHOWN]
    for shown, one, pdf in zip(SHOWN, made, soffice.all([one.deck for one in made]), strict=True):
        found = sits(one.pages, pdf)
        assert len(found) >= 7
        assert list(amiss(found)) == [], shown


def test_a_deck_that_is_out_of_balance_is_caught(soffice: Office, tmp_path: Path) -> None:
    """Slides that hold one line right below their headlines are seen to be empty, uneven and too close."""
    (outline,) = (one for one in OUTLINES if one.stem == "photosynthesis")
    pages = bared(walk(outline, tmp_path).pages)
    said = "\n".join(amiss(sits(pages, soffice(write_pptx(pages)))))
    for fault in ("empty", "half of the slides", "not in the middle", "other heights", "too close"):
        assert fault in said, said


def bared(pages: Pages) -> Pages:
    """Return slides that hold their title, and a copy of its first line right below."""
    return replace(pages, pages=tuple(map(_bared, pages.pages)))


def _bared(page: Page) -> Page:
    titles = [one for one in page.boxes if isinstance(one, TextBox) and one.role is Role.TITLE]
    if not titles or not titles[0].shown:
        return page
    (title,) = titles
    rect = replace(title.rect, y=Emu(title.rect.y + title.height), height=title.height)
    below = replace(title, key="below", role=Role.PROSE, region="", rect=rect)
    return replace(page, boxes=(title, below))


@pytest.mark.parametrize("ground", ["#FFFFFF", "#111317"])
def test_rows_of_ink_are_those_that_differ_from_the_ground(ground: str) -> None:
    """A faint panel is ink, a shade that nobody sees is none."""
    image = Image.new("RGB", (60, 40), ground)
    draw = ImageDraw.Draw(image)
    draw.rectangle((10, 5, 20, 8), fill="#808080")
    draw.rectangle((30, 20, 31, 20), fill="#808080")
    assert inked(image) == [5, 6, 7, 8, 20]


def test_how_rows_sit_in_their_room() -> None:
    """The tallest blank band is above, between or below; the middle is that of first and last."""
    found = sitting("One", [70.0, 80.0, 170.0], 240.0)
    assert found is not None
    assert (found.fill, found.void, found.middle, found.gap) == (0.5, 0.45, 0.4, 70.0)
    assert sitting("None", [], 240.0) is None
