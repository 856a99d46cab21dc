"""Firefox, from a file: the two windows, hands, readers' settings, paper. Its keys are in test_keys.py."""

from __future__ import annotations

import base64
import io
import json
import time
from collections.abc import Iterator
from pathlib import Path

import pdfplumber
import pytest

from deckgen.layout.plots import ChartBox
from deckgen.writers.html import write_html
from tests.building import DECKS, walk
from tests.render.rules import JUDGE, TAGS, UNFOLD
from tests.writers.html.conftest import Slow
from tests.writers.html.sample import every_kind
from tests.writers.html.test_first import SHOWN
from tests.writers.html.windows import AT, VIEW, Firefox, FirefoxWindow, until

PHONE = (390, 844)


@pytest.fixture
def show(firefox: Firefox, tmp_path: Path) -> Iterator[FirefoxWindow]:
    """A slideshow opened in a window of its own; it must have kept silent and asked for nothing."""
    file = tmp_path / "show.html"
    file.write_bytes(write_html(every_kind()))
    window = firefox.open(file.as_uri())
    window.resize(1280, 720)
    yield window
    assert firefox.troubles() == []


def goes(window: FirefoxWindow, place: str) -> None:
    """Wait until a window stands at a slide and a point."""
    until(window, f"{AT} === '{place}'")


def desk_of(show: FirefoxWindow) -> FirefoxWindow:
    """Press S and return the second window."""
    show.press("s")
    desk = show.firefox.second([show.context])
    until(desk, f"{VIEW} === 'presenter'")
    return desk


def test_the_desk_beside_the_slides(show: FirefoxWindow) -> None:
    """S opens the second window with notes, citations, what comes next and the clocks; each moves both."""
    show.evaluate("location.hash = '#the-speech'")
    goes(show, "2.0")
    desk = desk_of(show)
    goes(desk, "2.0")
    assert "pin drop (Wood)" in desk.evaluate("document.querySelector('#deckgen-notes').textContent")
    assert "met in silence" in desk.evaluate("document.querySelector('#deckgen-next').textContent")
    assert desk.evaluate("document.querySelector('[data-show=left]').textContent") == "15:00"
    desk.press("ArrowRight")
    goes(show, "3.0")
    show.press("ArrowRight")
    goes(desk, "4.0")
    desk.press("ArrowRight")
    goes(show, "4.1")
    desk.evaluate("document.querySelectorAll('#deckgen-list a')[12].click()")
    goes(show, "13.0")


def test_the_windows_find_each_other_again(show: FirefoxWindow) -> None:
    """Each window can be loaded again, and the two go on together from where the talk stands."""
    desk = desk_of(show)
    desk.reload()
    until(desk, f"{VIEW} === 'presenter'")
    show.press("ArrowRight")
    goes(desk, "2.0")
    until(show, "location.hash === '#the-speech'")
    show.reload()
    goes(show, "2.0")
    desk.press("ArrowRight")
    goes(show, "3.0")
    show.press("ArrowRight")
    goes(desk, "4.0")


def test_clicks_and_a_double_click(show: FirefoxWindow) -> None:
    """A click goes on or, in the first quarter, back; a double click looks closer."""
    show.drag((900, 650))
    goes(show, "2.0")
    show.drag((100, 650))
    goes(show, "1.0")
    show.drag((640, 360), times=2)
    until(show, "document.querySelector('.page.on .slide').getBoundingClientRect().width > 3000")
    show.press("Escape")
    until(show, "document.querySelector('.page.on .slide').getBoundingClientRect().width === 1280")
    goes(show, "1.0")


def test_the_pen_is_seen_in_both_windows(show: FirefoxWindow) -> None:
    """What is drawn at the desk stands on the slide, and stays with it."""
    desk = desk_of(show)
    inked = "document.querySelector('.page.on polyline')"
    desk.press("d")
    desk.press("d")
    until(show, "document.documentElement.dataset.tool === 'pen'")
    desk.drag((300, 300), (340, 330), (400, 360))
    until(desk, inked)
    until(show, inked)
    desk.press("ArrowRight")
    goes(show, "2.0")
    assert not show.evaluate(f"!!{inked}")
    desk.press("ArrowLeft")
    until(show, inked)


def test_a_phone_reads_a_text(show: FirefoxWindow) -> None:
    """Below seven hundred pixels the slides are one text to scroll, as wide as the window."""
    show.resize(*PHONE)
    until(show, f"{VIEW} === 'read'")
    assert show.evaluate("document.documentElement.scrollWidth <= innerWidth")
    show.resize(1280, 720)
    until(show, f"{VIEW} === 'show'")


@pytest.mark.parametrize(("kind", "paper", "count"), [("", (33.866, 19.05), 17), ("notes", (21, 29.7), 15)])
def test_paper(show: FirefoxWindow, kind: str, paper: tuple[float, float], count: int) -> None:
    """One slide a page; with ?print=notes each slide above its notes."""
    show.load(show.evaluate("location.href.split(/[?#]/)[0]") + (kind and f"?print={kind}"))
    until(show, f"document.documentElement.dataset.print === '{kind and 1}'")
    with pdfplumber.open(io.BytesIO(base64.b64decode(show.pdf(*paper)))) as pdf:
        texts = [one.extract_text() or "" for one in pdf.pages]
    assert len(texts) == count
    assert "Nobody clapped" in texts[1 if kind else 3]
    assert ("pin drop (Wood)" in texts[1 if kind else 3]) == bool(kind)


TEXT = """(one => parseFloat(getComputedStyle(one).fontSize) * devicePixelRatio
    * one.getBoundingClientRect().width / one.offsetWidth)(document.querySelector('.page.on .l0 > .p'))"""
"""How large a point's text is, in pixels of the screen."""


def test_zoom_enlarges_the_text(show: FirefoxWindow) -> None:
    """At 200 % by the browser's own zoom the slides are a text, twice as large as it was; notes too."""
    show.evaluate("location.hash = '#the-speech-was-met-in-silence'")
    goes(show, "3.0")
    before = show.evaluate(TEXT)
    show.firefox.chrome("gBrowser.selectedBrowser.fullZoom = 2")
    until(show, f"{VIEW} === 'read' && {TEXT} >= {2 * before - 1}")
    assert show.evaluate("document.documentElement.scrollWidth <= innerWidth")
    show.press("Shift+S")
    until(show, f"{VIEW} === 'presenter'")
    notes = (
        "parseFloat(getComputedStyle(document.querySelector('#deckgen-notes')).fontSize) * devicePixelRatio"
    )
    assert show.evaluate(notes) == 40
    show.press("Escape")
    show.firefox.chrome("gBrowser.selectedBrowser.fullZoom = 1")
    until(show, f"{VIEW} === 'show'")


def test_the_systems_dark_mode(show: FirefoxWindow) -> None:
    """It holds in both windows where the deck says nothing; a reader's own choice goes before it."""
    scheme = "document.documentElement.dataset.scheme"
    with show.firefox.preferring("layout.css.prefers-color-scheme.content-override", 0):
        until(show, "matchMedia('(prefers-color-scheme: dark)').matches")
        show.reload()
        until(show, f"{scheme} === 'dark'")
        desk = desk_of(show)
        until(desk, f"{scheme} === 'dark'")
        show.load(show.evaluate("location.href.split(/[?#]/)[0]") + "?scheme=light")
        until(show, f"{scheme} === 'light'")


def test_the_browsers_own_search_finds_every_slide(show: FirefoxWindow) -> None:
    """A slide that is not shown is hidden until it is found; then it is shown with all its points."""
    for words, place in (("Internal passports", "14.0"), ("Points one by one", "4.3")):
        show.firefox.chrome(f"gBrowser.selectedBrowser.finder.fastFind('{words}', false, false)")
        goes(show, place)


def test_forced_colours_lose_nothing(firefox: Firefox, tmp_path: Path) -> None:
    """Words of charts are in the system's own colour in both windows, and bars have its lines."""
    charts = next(path for path in DECKS if path.stem == "charts")
    made = walk(charts, tmp_path).pages
    drawn = next(one for one in made.pages if any(isinstance(box, ChartBox) for box in one.boxes))
    file = tmp_path / "show.html"
    file.write_bytes(write_html(made))
    with firefox.preferring("browser.display.document_color_use", 2):
        show = firefox.open(f"{file.as_uri()}#{drawn.id}")
        until(show, "matchMedia('(forced-colors: active)').matches")
        for window in (show, desk_of(show)):
            until(window, "document.querySelector('.page.on .chart')")
            ink = "getComputedStyle(document.querySelector('.page.on h2 .p')).color"
            for what, look in (("text", "fill"), ("rect", "stroke")):
                shown = f"getComputedStyle(document.querySelector('.page.on .chart {what}')).{look}"
                until(window, f"{shown} === {ink}", what)
    assert firefox.troubles() == []


def test_the_first_slide_is_seen_before_the_last_byte(firefox: Firefox, slow: list[Slow]) -> None:
    """At its size, alone, also that which the address names; it takes keys once the rest has come."""
    data = write_html(every_kind())
    window = firefox.open("about:blank")
    window.resize(1280, 720)
    for end, place in (("", "1"), ("#a-paragraph", "5")):
        server = Slow(data, data.index(b'id="a-passage"'))
        slow.append(server)
        firefox.call(
            "browsingContext.navigate", context=window.context, url=server.address + end, wait="none"
        )
        for _ in range(3000):
            if window.early(f"({SHOWN}).join()") == f"{place} 1280":
                break
            time.sleep(0.05)
        assert window.early(f"[document.readyState, ({SHOWN}).join()]") == ["loading", f"{place} 1280"]
        server.go_on.set()
        goes(window, f"{place}.0")
    firefox.events.clear()


def test_no_rule_is_broken(show: FirefoxWindow, axe_source: str) -> None:
    """Neither WCAG 2.2 AA nor good practice, on all slides at once, in the overview, and at the desk."""

    def broken(window: FirefoxWindow) -> list[str]:
        # While something fades in or out, its contrast is that of the moment.
        until(window, "!document.getAnimations().some(one => one.playState === 'running')")
        found = window.awaited(
            f"(async () => {{ {axe_source}; return await ({JUDGE})({json.dumps(TAGS)}) }})()"
        )
        return [one["told"] for one in found if one["verdict"] == "broken"]

    until(show, f"{VIEW} === 'show'")
    show.evaluate(f"(({UNFOLD})(), 0)")
    assert broken(show) == []
    show.evaluate("(foldUp(), 0)")
    desk = desk_of(show)
    assert broken(desk) == []
    show.press("o")
    until(show, f"{VIEW} === 'overview'")
    for name in ("title", "aria-label"):
        show.evaluate(f"document.querySelector('#deckgen-bar button').removeAttribute('{name}')")
    told = broken(show)
    assert [one.partition(" ")[0].rstrip(":") for one in told] == ["button-name"], told
