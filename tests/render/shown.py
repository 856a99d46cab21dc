"""A slideshow in Chromium → its slides as sheets of words, and all that the browser complained of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypedDict

from playwright.sync_api import Browser, ConsoleMessage, Page, Request

from tests.render.judge import Sheet, Word, cover, covering, ink
from tests.render.rules import ALONE, alone
from tests.tools import PATIENCE

COLLECT = (Path(__file__).parent / "collect.js").read_text(encoding="utf-8")

WALK = f"""async ids => {{
    const alone = {ALONE}
    const collect = {COLLECT}
    const seen = []
    for (const id of ids) {{
        await alone(id)
        seen.push(collect(document.querySelector(`[id='${{id}}'] > .slide`)))
    }}
    return seen
}}"""
"""Goes to one slide after another, and collects the words of each."""

SLACK = 1.5
"""How far, in CSS pixels, letters may stand over an edge: rounding, a slanted letter."""


class Edges(TypedDict):
    """A rectangle of the browser's, in CSS pixels."""

    left: float
    top: float
    right: float
    bottom: float


class SeenWord(TypedDict):
    """A word on its line, its size in CSS pixels, and the edges that it is cut off at."""

    text: str
    left: float
    right: float
    line: float
    size: float
    frame: Edges


class Seen(TypedDict):
    """What `collect.js` gives."""

    scale: float
    slide: Edges
    words: list[SeenWord]
    timers: list[Edges]
    view: tuple[int, int]


@dataclass(slots=True)
class Show:
    """A slideshow that stands open in a browser."""

    page: Page
    complaints: list[str] = field(default_factory=list)
    """Errors and warnings on the console, and requests for anything but the file itself."""

    def go(self, slide: str) -> None:
        """Go to the slide with this id and show all its points."""
        alone(self.page, slide)

    def walk(self, slides: Iterable[str]) -> list[Seen]:
        """Go to one slide after another and return what can be seen of the text of each."""
        seen: list[Seen] = self.page.evaluate(WALK, list(slides))
        return seen

    def see(self, slide: str) -> Seen:
        """Return what can be seen of a slide's text."""
        seen: Seen = self.page.locator(f"[id='{slide}'] > .slide").evaluate(COLLECT)
        return seen


@contextmanager
def opened(browser: Browser, file: Path, width: int, height: int) -> Iterator[Show]:
    """Open a slideshow from the disk in a window of this size, without a network, once it takes keys."""
    context = browser.new_context(
        viewport={"width": width, "height": height},
        reduced_motion="reduce",
        offline=True,
        has_touch=width < 500,
    )
    context.set_default_timeout(1000 * PATIENCE)
    page = context.new_page()
    show = Show(page)
    address = file.as_uri()

    def asked(request: Request) -> None:
        if request.url.partition("#")[0] != address and not request.url.startswith(("data:", "blob:")):
            show.complaints.append(f"asked for {request.url}")

    def said(message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            show.complaints.append(f"{message.type} on the console: {message.text}")

    page.on("request", asked)
    page.on("console", said)
    page.on("pageerror", lambda error: show.complaints.append(f"uncaught: {error}"))
    page.goto(address)
    page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
    try:
        yield show
    finally:
        context.close()


def sheet(seen: Seen) -> Sheet:
    """Return a slide as if it were printed: points from its own corner."""
    left, top, unit = seen["slide"]["left"], seen["slide"]["top"], seen["scale"] * 4 / 3
    words = tuple(
        ink(
            word["text"],
            (word["left"] - left) / unit,
            (word["right"] - left) / unit,
            (word["line"] - top) / unit,
            word["size"] / unit,
        )
        for word in seen["words"]
    )
    width, height = seen["slide"]["right"] - left, seen["slide"]["bottom"] - top
    return Sheet(width / unit, height / unit, words)


def cut_off(seen: Seen, *, scrolls: bool) -> Iterator[str]:
    """Tell which words are cut off, by a frame or by the window; down a page that scrolls one may go on."""
    width, height = seen["view"]
    for word in seen["words"]:
        frame = word["frame"]
        left, right = max(frame["left"], 0), min(frame["right"], width)
        top, bottom = frame["top"], frame["bottom"]
        if not scrolls:
            top, bottom = max(top, 0), min(bottom, height)
        seen_at = ink(word["text"], word["left"], word["right"], word["line"], word["size"])
        out = max(left - seen_at.left, seen_at.right - right, top - seen_at.top, seen_at.bottom - bottom)
        if out > SLACK:
            yield f"{word['text']!r} is cut off by {out:.1f} px"


def crowded(seen: Seen) -> Iterator[str]:
    """Tell which words cover each other."""
    for one, other in covering(sheet(seen).words):
        yield f"{one} and {other} cover each other"


def under_timers(seen: Seen) -> Iterator[str]:
    """Tell which words the time that a question counts down covers, and whether that leaves the slide."""
    whole = seen["slide"]
    for timer in seen["timers"]:
        if min(timer[side] - whole[side] for side in ("left", "top")) < 0:
            yield "the countdown leaves the slide"
        if max(timer[side] - whole[side] for side in ("right", "bottom")) > 0:
            yield "the countdown leaves the slide"
        edge = Word("the countdown", timer["left"], timer["top"], timer["right"], timer["bottom"])
        for word in seen["words"]:
            said = ink(word["text"], word["left"], word["right"], word["line"], word["size"])
            if cover(edge, said):
                yield f"the countdown covers {said}"
