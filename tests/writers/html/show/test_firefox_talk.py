"""Firefox, from a file: what a talk is made of besides slides, as Chromium shows it in files of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from deckgen import structs
from deckgen.layout.pages import Pages
from deckgen.writers.html import write_html
from tests.writers.html.sample import every_kind
from tests.writers.html.show.test_firefox import desk_of, goes
from tests.writers.html.show.test_recordings import asked, sounds
from tests.writers.html.windows import VIEW, Firefox, FirefoxWindow, middle, until

Showing = Callable[..., FirefoxWindow]


@pytest.fixture
def showing(firefox: Firefox, tmp_path: Path) -> Iterator[Showing]:
    """A function: pages, `end` of the address in; a window with the show out. Pages must have kept silent."""

    def start(pages: Pages, end: str = "") -> FirefoxWindow:
        file = tmp_path / "show.html"
        file.write_bytes(write_html(pages))
        window = firefox.open(file.as_uri() + end)
        window.resize(1280, 720)
        return window

    yield start
    assert firefox.troubles() == []


def test_recordings_run_from_the_desk(showing: Showing) -> None:
    """Page Down starts one in both windows, black holds it, and the next step goes on."""
    show = showing(sounds(), "#sounds")
    desk = desk_of(show)
    goes(desk, "2.0")
    video = "document.querySelector('video')"
    until(show, f"{video}.readyState >= 1")
    show.evaluate(f"{video}.playbackRate = 0.1")  # it must not end before a busy machine has looked
    desk.press("PageDown")
    until(show, f"!{video}.paused")
    until(desk, f"{video}.muted")
    desk.press("b")
    until(show, f"{video}.paused")
    desk.press("b")
    until(show, f"!{video}.paused")
    desk.press("PageDown")
    goes(show, "3.0")
    until(show, f"{video}.paused")


def test_a_question_counts_down_in_both_windows(showing: Showing) -> None:
    """The desk starts and holds it, and it outlives a reload."""
    show = showing(asked(2), "#why")
    show.press("ArrowRight")
    desk = desk_of(show)
    face = "document.querySelector('.page.on .countdown')?.textContent"
    desk.drag(middle(desk, "#deckgen-presenter-top [data-do=count]"))
    for one in (show, desk):
        until(one, f"{face} < '2:00'")
    until(show, "history.state?.counting?.end > 0")
    show.reload()
    until(show, f"{face} < '2:00'")
    desk.drag(middle(desk, "#deckgen-presenter-top [data-do=count]"))
    until(show, "history.state?.counting && !history.state.counting.end")


def test_the_desk_is_arranged_and_stays_so(showing: Showing) -> None:
    """The line above the notes is dragged; their height holds after a reload, and so does the desk."""
    show = showing(every_kind(), "#the-speech")
    show.press("Shift+S")
    until(show, f"{VIEW} === 'presenter'")
    height = "document.querySelector('#deckgen-notes').offsetHeight"
    before = show.evaluate(height)
    down = middle(show, "[data-divide=down]")
    show.drag(down, (down[0], down[1] - 150))
    until(show, f"{height} > {before + 100}")
    now = "document.querySelector('[data-divide=down]').ariaValueNow"
    until(show, f"Math.round(history.state.manner.down) === Number({now})")
    show.reload()
    until(show, f"{VIEW} === 'presenter' && {height} > {before + 100}")
    show.press("Escape")


def test_drawing_by_touch_alone_outlives_size_and_reload(showing: Showing) -> None:
    """The bar's menu has the pen; what was drawn keeps its place in another size and after a reload."""
    show = showing(every_kind(), "#the-speech")
    show.drag((640, 700), kind="touch")
    show.drag(middle(show, "#deckgen-bar [data-do=tools]"), kind="touch")
    until(show, "document.querySelector('#deckgen-tools').open")
    show.drag(middle(show, "#deckgen-tools [data-do=blue]"), kind="touch")
    until(show, "!document.querySelector('#deckgen-tools').open && document.documentElement.dataset.tool")
    show.drag((320, 360), (480, 360), (640, 360), kind="touch")
    box = "document.querySelector('.page.on polyline')?.getBoundingClientRect()"
    near = "Math.abs(box.left / innerWidth - 0.25) + Math.abs(box.right / innerWidth - 0.5) < 0.03"
    spans = f"(box => box && {near})({box})"
    until(show, spans)
    goes(show, "2.0")
    show.resize(960, 540)
    until(show, f"innerWidth === 960 && {spans}")
    until(show, "Object.keys(localStorage).some(one => one.startsWith('deckgen-ink'))")
    show.reload()
    until(show, spans)
    show.press("Delete")


def framed(firefox: Firefox, window: FirefoxWindow) -> FirefoxWindow:
    """Return the frame within a window, once the show stands in it."""
    (top,) = firefox.call("browsingContext.getTree", root=window.context)["contexts"]
    frame = FirefoxWindow(firefox, top["children"][0]["context"])
    until(frame, "!!document.querySelector('.page.on') && !document.querySelector('.early')")
    return frame


def test_in_a_frame(firefox: Firefox, showing: Showing, tmp_path: Path) -> None:
    """A course's page turns the slides of a deck built for it; where no window may open, S asks first."""
    show = showing(structs.replace(every_kind(), embed=True))
    course = tmp_path / "course.html"
    course.write_text(
        "<!doctype html><title>A course</title>"
        '<iframe sandbox="allow-scripts" width=640 height=360 src="show.html?show&slide=3"></iframe>'
        "<script>addEventListener('message', event => { window.told = event.data })</script>",
        encoding="utf-8",
    )
    show.load(course.as_uri())
    frame = framed(firefox, show)
    goes(frame, "3.0")
    show.evaluate("frames[0].postMessage({deckgen: 'go', slide: 'a-sun'}, '*')")
    goes(frame, "6.0")
    until(show, "window.told?.slide === 'a-sun'")
    show.drag((320, 180))
    goes(frame, "7.0")
    show.press("s")
    until(frame, "document.querySelector('#deckgen-blocked').open")
    assert frame.evaluate("!document.querySelector('#deckgen-notes').checkVisibility()")
