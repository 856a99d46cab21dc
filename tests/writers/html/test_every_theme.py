"""Every kind of slide, in every theme and every choice of colours, against the rules of WCAG 2.2 AA."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from deckgen.theme.files import theme_names
from deckgen.theme.model import COMFORT, DARK, LIGHT
from tests.building import Walked, walk
from tests.render.shown import AXE, Show, opened
from tests.tools import ROOT

KINDS = ROOT / "tests" / "decks" / "kinds.yaml"

MORE = """
      - title: A statement may have a title
        statement: It stands below it.
      - title: And so may a question
        question: Who asks?
"""

UNFOLD = """() => {
    const root = document.documentElement
    root.classList.remove('js')
    delete root.dataset.view
    for (const page of document.querySelectorAll('.page')) page.hidden = page.inert = false
    for (const one of document.querySelectorAll('.later')) one.classList.remove('later')
}"""
"""Shows all slides at their full size, one under another with their notes, as without scripts."""

SEEN = (
    "[...document.querySelectorAll('.page:not([data-hidden])')].filter(one => one.offsetHeight > 700).length"
)


@pytest.fixture(scope="module", params=theme_names())
def made(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Walked:
    """A deck of every kind of slide in a theme; what the tests' deck leaves out is added."""
    folder = tmp_path_factory.mktemp(request.param)
    for picture in KINDS.parent.glob("*.[!y]*"):
        (folder / picture.name).write_bytes(picture.read_bytes())
    text = KINDS.read_text(encoding="utf-8").replace("minutes: 12\n", "minutes: 12\ncredits: true\n", 1)
    outline = folder / "every.yaml"
    outline.write_text(text.rstrip() + MORE, encoding="utf-8")
    return walk(outline, folder, request.param)


@pytest.fixture(scope="module")
def show(made: Walked, browser: Browser) -> Iterator[Show]:
    """That deck, opened; it must not complain."""
    with opened(browser, made.show, 1400, 900) as one:
        yield one
        own = f"asked for {made.show.as_uri()}?"
        assert [complaint for complaint in one.complaints if not complaint.startswith(own)] == []


def test_the_deck_has_every_kind(made: Walked) -> None:
    """No layout of the theme is without a slide, so none is left out below."""
    assert set(made.pages.theme.layouts) - {page.layout for page in made.pages.pages} == set()


@pytest.mark.parametrize("variant", [LIGHT, DARK, COMFORT])
@pytest.mark.parametrize("how", ["slides", "text"])
def test_no_rule_is_broken_on_any_kind_of_slide(
    made: Walked, show: Show, axe_source: str, variant: str, how: str
) -> None:
    """As slides and as a text to read, with notes, in the colours that a reader chooses, nothing is wrong."""
    query = "?show" if how == "slides" else "?read"
    show.page.goto(f"{made.show.as_uri()}{query}&variant={variant}")
    show.page.evaluate(axe_source)
    if how == "slides":
        show.page.evaluate(UNFOLD)
        count = sum(not page.hidden for page in made.pages.pages)
        assert show.page.evaluate(SEEN) == count > 20
    else:
        show.page.keyboard.press("t")
    assert show.page.evaluate("document.documentElement.dataset.scheme") == variant
    assert show.page.evaluate(AXE) == []


BARS = """() => [...document.querySelectorAll('.page:not([data-hidden]) .bar')].map(bar => {
    const [track, done] = [bar, bar.firstElementChild].map(one => one.getBoundingClientRect())
    return [track.width, track.height, done.width / track.width]
})"""


def test_every_theme_marks_progress(made: Walked, show: Show) -> None:
    """A thin bar grows from slide to slide; its track is long enough for that to be seen."""
    show.page.goto(f"{made.show.as_uri()}?show")
    show.page.evaluate(UNFOLD)
    bars = show.page.evaluate(BARS)
    assert len(bars) > 15
    assert all(width >= 160 and 1 < height <= 8 for width, height, _ in bars)
    shares = [share for _, _, share in bars]
    assert shares == sorted(set(shares))
    assert shares[0] < 0.3
    assert shares[-1] > 0.95
