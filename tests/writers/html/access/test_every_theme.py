"""Every kind of slide, in every theme and every choice of colours, against the rules of WCAG 2.2 AA."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from deckgen.theme.files import theme_names
from deckgen.theme.model import COMFORT, DARK, LIGHT
from tests.building import Walked, walk
from tests.recordings import CAPTIONS, mp4
from tests.render.rules import broken
from tests.render.shown import Show, opened
from tests.tools import ROOT
from tests.writers.html.conftest import painted

KINDS = ROOT / "tests" / "decks" / "kinds.yaml"

MORE = """
      - title: A statement may have a title
        statement: It stands below it.
      - title: And so may a question
        question: Who asks?
"""

REST = """
title: What the other deck leaves out
sections:
  one:
    title: One
    slides:
      - title: A formula
        equation: {text: "E = mc^2", caption: Mass and energy}
      - title: A formula and what it says
        equation: "a^2 + b^2 = c^2"
        bullets: [It holds for right angles]
      - title: A card holds its title
      - title: A sentence, and what follows from it
        text: The sums were checked.
        bullets: [They were right]
        takeaway: Counting pays.
      - title: Two columns of their own widths
        columns: [{width: 2, text: The wide one}, The narrow one]
      - title: Three columns
        columns: [The left one, The middle one, The right one]
      - title: A film
        media: {file: film.mp4, alt: A film of nothing, captions: film.vtt}
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
def made(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Walked, ...]:
    """Two decks with every kind of slide between them, in a theme."""
    folder = tmp_path_factory.mktemp(request.param)
    for file in KINDS.parent.glob("*.[!y]*"):
        (folder / file.name).write_bytes(file.read_bytes())
    (folder / "film.mp4").write_bytes(mp4())
    (folder / "film.vtt").write_text(CAPTIONS, encoding="utf-8")
    text = KINDS.read_text(encoding="utf-8").replace("minutes: 12\n", "minutes: 12\ncredits: true\n", 1)
    (folder / "every.yaml").write_text(text.rstrip() + MORE, encoding="utf-8")
    (folder / "rest.yaml").write_text(REST, encoding="utf-8")
    return tuple(walk(folder / name, folder, request.param) for name in ("every.yaml", "rest.yaml"))


@pytest.fixture(scope="module")
def show(made: tuple[Walked, ...], browser: Browser) -> Iterator[Show]:
    """The first of them, opened; neither may complain."""
    with opened(browser, made[0].show, 1400, 900) as one:
        yield one
        own = tuple(f"asked for {deck.show.as_uri()}?" for deck in made)
        assert [complaint for complaint in one.complaints if not complaint.startswith(own)] == []


def test_the_decks_have_every_kind(made: tuple[Walked, ...]) -> None:
    """No layout of the theme is without a slide, so none is left out below, but for closings."""
    used = {page.layout for deck in made for page in deck.pages.pages}
    composed = {"closing"}
    assert set(made[0].pages.theme.layouts) - used - composed == set()


@pytest.mark.parametrize("variant", [LIGHT, DARK, COMFORT])
@pytest.mark.parametrize("how", ["slides", "text"])
def test_no_rule_is_broken_on_any_kind_of_slide(
    made: tuple[Walked, ...], show: Show, axe_source: str, variant: str, how: str
) -> None:
    """As slides and as a text to read, with notes, in the colours that a reader chooses, nothing is wrong."""
    query = "?show" if how == "slides" else "?read"
    for deck in made:
        show.page.goto(f"{deck.show.as_uri()}{query}&variant={variant}")
        painted(show.page)
        if how == "slides":
            show.page.evaluate(UNFOLD)
            assert show.page.evaluate(SEEN) == sum(not page.hidden for page in deck.pages.pages) > 3
        else:
            show.page.keyboard.press("t")
        assert show.page.evaluate("document.documentElement.dataset.scheme") == variant
        assert broken(show.page, axe_source) == []


BARS = """() => [...document.querySelectorAll('.page:not([data-hidden]) .bar')].map(bar => {
    const [track, done] = [bar, bar.firstElementChild].map(one => one.getBoundingClientRect())
    return [track.width, track.height, done.width / track.width]
})"""


def test_every_theme_marks_progress(made: tuple[Walked, ...], show: Show) -> None:
    """A thin bar grows from slide to slide; its track is long enough for that to be seen."""
    show.page.goto(f"{made[0].show.as_uri()}?show")
    show.page.evaluate(UNFOLD)
    bars = show.page.evaluate(BARS)
    assert len(bars) > 15
    assert all(width >= 80 and 1 < height <= 8 for width, height, _ in bars)
    shares = [share for _, _, share in bars]
    assert shares == sorted(set(shares))
    assert shares[0] < 0.3
    assert shares[-1] > 0.95
