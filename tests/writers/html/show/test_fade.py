"""The fade from slide to slide, in a browser, for those who do not mind motion."""

from __future__ import annotations

import pytest

from deckgen import structs
from tests.writers.html.conftest import Opening
from tests.writers.html.sample import every_kind

MOVES = """() => {
  const shown = document.querySelector('.page.on'), rest = document.querySelector('.page[hidden]')
  return [getComputedStyle(shown).animationName, getComputedStyle(rest).contentVisibility]
}"""


@pytest.mark.parametrize(
    ("way", "calm", "animation"), [("fade", False, "fade"), ("fade", True, "none"), ("none", False, "none")]
)
def test_slides_fade_only_where_it_is_asked_for_and_minded_by_nobody(
    opening: Opening, way: str, calm: bool, animation: str
) -> None:
    """The shown slide fades in; with reduced motion, or without the transition, nothing moves."""
    pages = every_kind()
    show = opening(structs.replace(pages, theme=structs.replace(pages.theme, transition=way)), calm=calm)
    show.press("ArrowRight", "ArrowRight")
    assert show.tab.evaluate(MOVES)[0] == animation
    hidden = "getComputedStyle(document.querySelector('#the-speech[hidden]'))"
    show.until(f"{hidden}.contentVisibility === 'hidden' && {hidden}.width === '0px'")
    assert show.at == "3"
