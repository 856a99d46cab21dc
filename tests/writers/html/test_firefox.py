"""Firefox, from a file: the two windows, hands, the text to read, paper. Its keys are in test_keys.py."""

from __future__ import annotations

import base64
import io
from collections.abc import Iterator
from pathlib import Path

import pdfplumber
import pytest

from deckgen.writers.html import write_html
from tests.writers.html.sample import every_kind
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
