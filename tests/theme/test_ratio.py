"""Slides for old projectors: a theme's places on a narrower slide, in both files."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pdfplumber
import pytest
from playwright.sync_api import Browser
from pptx import Presentation

from deckgen.layout.lay_out import lay_out
from deckgen.layout.pages import Pages
from deckgen.structs import replace
from deckgen.theme.files import theme_names
from deckgen.theme.load import load_theme
from deckgen.theme.model import Theme
from deckgen.theme.variants import in_ratio
from deckgen.units import NARROW_SLIDE, Rect
from deckgen.writers.html import write_html
from deckgen.writers.pptx import write_pptx
from tests.layout.decks import deck, laid, listing, slide
from tests.tools import PATIENCE


def _narrow(name: str) -> Theme:
    return in_ratio(load_theme(name), "4:3")


def _places(theme: Theme) -> list[tuple[str, Rect]]:
    chrome = theme.chrome
    found = [("footer", chrome.footer.rect), ("number", chrome.number.rect)]
    found += [("progress", chrome.progress)] if chrome.progress else []
    for layout in theme.layouts.values():
        found += [(f"{layout.name} {one.name}", one.outer) for one in layout.regions]
        found += [(f"{layout.name} decor", one.rect) for one in layout.decor]
    return found


def _pages(theme: Theme) -> Pages:
    return laid(slide("list", listing("One", "Two"), title="A title"), theme=theme)


@pytest.mark.parametrize("name", theme_names())
def test_every_place_of_a_theme_is_on_the_narrower_slide(name: str) -> None:
    """Nothing reaches beyond it; what went to the slide's right edge still does; heights and type stay."""
    usual, narrow = load_theme(name), _narrow(name)
    for (what, before), (_, after) in zip(_places(usual), _places(narrow), strict=True):
        assert NARROW_SLIDE.contains(after), what
        assert (before.right == usual.slide.right) == (after.right == narrow.slide.right), what
        assert (before.y, before.height) == (after.y, after.height), what
    assert narrow.styles == usual.styles
    assert narrow.frame.x + narrow.frame.width <= narrow.slide.width
    assert in_ratio(usual, "16:9") is usual


@pytest.mark.parametrize("name", theme_names())
def test_powerpoint_has_slides_of_10_by_7_5_inches(name: str) -> None:
    """The deck is 4:3 as PowerPoint names it, and no placeholder of master or layouts leaves it."""
    data = write_pptx(_pages(_narrow(name)))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert '<p:sldSz cx="9144000" cy="6858000" type="screen4x3"/>' in archive.read(
            "ppt/presentation.xml"
        ).decode("utf-8")
    read = Presentation(io.BytesIO(data))
    for sheet in (read.slide_master, *read.slide_layouts):
        assert all(one.left + one.width <= 9_144_000 for one in sheet.placeholders), sheet.name


def test_a_notes_page_shows_the_slide_undistorted() -> None:
    """The slide's picture on the notes master has the slide's own shape, in the middle of the page."""
    for theme, width in ((load_theme("lectern"), 70), (_narrow("lectern"), 52.5)):
        read = Presentation(io.BytesIO(write_pptx(_pages(theme))))
        image = next(one for one in read.notes_master.shapes if one.name == "Slide image")
        assert (image.width, image.height) == (round(width * 76_200), round(39.375 * 76_200))
        assert image.left == (6_858_000 - image.width) // 2


def test_a_deck_from_right_to_left_is_mirrored_on_its_own_slide() -> None:
    """What begins at the left margin ends at the right one of the narrower slide."""
    theme = _narrow("folio")
    made = deck(slide("list", listing("One"), title="A title"))
    straight, _ = lay_out(made, theme)
    turned, _ = lay_out(replace(made, language="he"), theme)
    assert straight is not None
    assert turned is not None
    for one, other in zip(straight.pages[0].boxes, turned.pages[0].boxes, strict=True):
        assert other.rect.x == NARROW_SLIDE.width - one.rect.right


def test_the_slideshow_fills_an_old_projector(browser: Browser, tmp_path: Path) -> None:
    """On 1024 × 768 the slide is the whole window, and so is it on paper of its own size."""
    file = tmp_path / "show.html"
    file.write_bytes(write_html(_pages(_narrow("grid"))))
    context = browser.new_context(viewport={"width": 1024, "height": 768}, reduced_motion="reduce")
    context.set_default_timeout(1000 * PATIENCE)
    try:
        tab = context.new_page()
        tab.goto(file.as_uri())
        tab.wait_for_function("document.querySelector('.page.on') !== null")
        assert tab.locator(".page.on .slide").bounding_box() == pytest.approx(
            {"x": 0, "y": 0, "width": 1024, "height": 768}, abs=0.5
        )
        with pdfplumber.open(io.BytesIO(tab.pdf(prefer_css_page_size=True))) as printed:
            assert [(float(one.width), float(one.height)) for one in printed.pages] == [(720.0, 540.0)]
    finally:
        context.close()
