"""How a slideshow does beside reveal.js in Chromium: bytes, first slide, step, memory, printed pages.

python -m benchmarks.show [FOLDER OF THE NPM PACKAGE reveal.js]

One outline, sixty slides with a picture each, is built by deckgen and written out as a deck of reveal.js that
holds the same titles, pictures and alternative texts, once as one file like ours, with all that it needs
inside, and once as its manual has it, with the pictures as files beside it. Without the package only ours
is measured.
"""

from __future__ import annotations

import base64
import io
import os
import random
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
from PIL import Image, ImageFilter
from playwright.sync_api import Browser, Page, sync_playwright

from deckgen.cli import run

PICTURES, ROUNDS = 60, 5
SIZE = (1920, 1080)
SLOWER = 6
FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync")
BOUND = 100
"""Steps that are timed."""

SEEN = """selector => new Promise(done => {
    const seen = one => one.checkVisibility({opacityProperty: true, visibilityProperty: true})
    const look = () => {
        const all = [...document.querySelectorAll(selector)]
        const one = all.find(one => seen(one) && one.getBoundingClientRect().width > 100)
        one ? requestAnimationFrame(() => setTimeout(() => done(performance.now()))) : setTimeout(look, 5)
    }
    look()
})"""
"""Milliseconds from the start of loading until the slide itself is painted, its title at its size."""

SHOWN = """() => new Promise(done =>
    requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 40))))"""
"""A moment after what a key has shown is painted, so that a busy machine skips no picture."""

STEPS = """async ([steps, press]) => {
    const times = []
    for (let n = 0; n < steps; n++) {
        await new Promise(requestAnimationFrame)
        const start = performance.now()
        document.dispatchEvent(new KeyboardEvent('keydown', {
            key: n % 100 < 50 ? 'ArrowRight' : 'ArrowLeft', keyCode: n % 100 < 50 ? 39 : 37, bubbles: true
        }))
        document.body.getBoundingClientRect()
        times.push(performance.now() - start)
    }
    return times
}"""
"""Milliseconds from a key to the next slide, styled and laid out."""


@dataclass(frozen=True, slots=True)
class Deck:
    """A deck to measure: its name, its file and all its parts, its titles' selector, how it is printed."""

    name: str
    file: Path
    parts: tuple[Path, ...]
    title: str
    printed: str = ""


def _pictures(folder: Path) -> list[Path]:
    """Draw pictures that compress like photographs."""
    random.seed(3)
    folder.mkdir()
    files = []
    for number in range(PICTURES):
        noise = (Image.effect_noise((400, 250), 70).filter(ImageFilter.GaussianBlur(1.3)) for _ in range(3))
        file = folder / f"{number}.jpg"
        Image.merge("RGB", list(noise)).resize((1600, 1000), Image.Resampling.BICUBIC).save(file, quality=82)
        files.append(file)
    return files


def _title(number: int) -> str:
    return f"Picture number {number} says something"


def _ours(folder: Path, pictures: list[Path]) -> Deck:
    slide = "      - title: {}\n        image:\n          file: {}\n          alt: Picture {}\n"
    slides = (slide.format(_title(n), one.relative_to(folder), n) for n, one in enumerate(pictures))
    outline = folder / "talk.yaml"
    head = "title: Sixty pictures\nroadmap: false\ncover: false\n"
    head += "sections:\n  one:\n    title: One\n    slides:\n"
    outline.write_text(head + "".join(slides), encoding="utf-8")
    if run(["build", "--quiet", "--to", "html", "-o", str(folder), str(outline)]):
        raise SystemExit("the outline does not build")
    file = folder / "talk.html"
    return Deck("deckgen, one file", file, (file,), ".page h2")


def _theirs(folder: Path, package: Path, pictures: list[Path]) -> list[Deck]:
    """Write the same deck for reveal.js, as one file and as its manual has it, with pictures beside it."""
    parts = [package / "dist" / name for name in ("reset.css", "reveal.css", "theme/white.css", "reveal.js")]
    styles, script = (
        [one.read_text(encoding="utf-8") for one in parts[:3]],
        parts[3].read_text(encoding="utf-8"),
    )
    inside = [f"data:image/jpeg;base64,{base64.b64encode(one.read_bytes()).decode()}" for one in pictures]
    beside = [str(one.relative_to(folder)) for one in pictures]
    decks = []
    for name, sources, attribute in (("one file", inside, "src"), ("pictures beside it", beside, "data-src")):
        slides = "".join(
            f"<section><h2>{_title(n)}</h2>"
            f'<img class="r-stretch" {attribute}="{one}" alt="Picture {n}"></section>'
            for n, one in enumerate(sources)
        )
        page = (
            '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Sixty pictures</title>'
            f"<style>{''.join(styles)}</style></head><body><div class=reveal>"
            f"<div class=slides>{slides}</div></div>"
            f"<script>{script}</script>"
            "<script>Reveal.initialize({transition: 'none'})</script></body></html>"
        )
        file = folder / f"reveal-{attribute}.html"
        file.write_text(page, encoding="utf-8")
        kept = (file,) if attribute == "src" else (file, *pictures)
        decks.append(Deck(f"reveal.js, {name}", file, kept, ".slides section.present h2", "?view=print"))
    return decks


def _opened(browser: Browser, deck: Deck, slower: float) -> float:
    """Return the milliseconds until the first slide is seen, the processor so many times slower."""
    tab = browser.new_page(viewport={"width": SIZE[0], "height": SIZE[1]})
    client = tab.context.new_cdp_session(tab)
    client.send("Emulation.setCPUThrottlingRate", {"rate": slower})
    tab.goto(deck.file.as_uri(), wait_until="commit")
    seen = float(tab.evaluate(SEEN, deck.title))
    tab.close()
    return seen


def _memory() -> int:
    """Return the bytes that the pages of this process's browser hold, without the program's own files.

    Those are shared by all that runs of it, so their share depends on what else does.
    """
    children: dict[int, list[int]] = {}
    for entry in filter(str.isdigit, os.listdir("/proc")):
        try:
            parent = int(Path(f"/proc/{entry}/stat").read_text().rpartition(")")[2].split()[1])
        except (OSError, ValueError):
            continue
        children.setdefault(parent, []).append(int(entry))
    found, waiting = 0, [os.getpid()]
    while waiting:
        process = waiting.pop()
        waiting += children.get(process, [])
        try:
            command = Path(f"/proc/{process}/cmdline").read_text()
            rollup = Path(f"/proc/{process}/smaps_rollup").read_text()
        except OSError:
            continue
        if "--type=renderer" in command:
            found += 1024 * sum(
                int(line.split()[1])
                for line in rollup.splitlines()
                if line.startswith(("Pss_Anon:", "Pss_Shmem:"))
            )
    return found


def _walked(launch: Callable[[], Browser], deck: Deck) -> int:
    """Return the bytes that are held when every slide has been seen once, and what nobody needs is gone."""
    browser = launch()
    tab = browser.new_page(viewport={"width": SIZE[0], "height": SIZE[1]})
    tab.goto(deck.file.as_uri())
    tab.evaluate(SEEN, deck.title)
    for _ in range(PICTURES + 1):
        tab.keyboard.press("ArrowRight")
        tab.evaluate(SHOWN)
    tab.context.new_cdp_session(tab).send("HeapProfiler.collectGarbage")
    time.sleep(1)
    held = _memory()
    browser.close()
    return held


def _printed(browser: Browser, deck: Deck) -> tuple[int, int]:
    """Return how many pages are printed, and how many of them have no picture or no title of a slide."""
    tab = browser.new_page(viewport={"width": SIZE[0], "height": SIZE[1]})
    tab.goto(deck.file.as_uri() + deck.printed)
    tab.evaluate(SEEN, deck.title.replace(".present", ""))
    tab.wait_for_timeout(1500)
    document = pypdfium2.PdfDocument(io.BytesIO(tab.pdf(prefer_css_page_size=True, print_background=True)))
    tab.close()
    lacking = 0
    for page in document:
        words = page.get_textpage().get_text_range().lower()
        drawn = any(one.type == pypdfium2.raw.FPDF_PAGEOBJ_IMAGE for one in page.get_objects())
        lacking += not (drawn and "says something" in words.replace("\r\n", " ").replace("\n", " "))
    return len(document), lacking


def _steps(tab: Page, deck: Deck) -> list[float]:
    tab.goto(deck.file.as_uri())
    tab.evaluate(SEEN, deck.title)
    return [float(one) for one in tab.evaluate(STEPS, [BOUND, ""])]


def main() -> None:
    """Build the decks, measure each in turn, print the medians."""
    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if chromium is None:
        raise SystemExit("Chromium or Chrome is needed, and is not on the path")
    package = Path(sys.argv[1]) if len(sys.argv) > 1 else Path("node_modules/reveal.js")
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name)
        pictures = _pictures(folder / "pictures")
        decks = [_ours(folder, pictures)]
        if (package / "dist" / "reveal.js").is_file():
            decks += _theirs(folder, package, pictures)
        else:
            print(f"reveal.js is left out: {package} holds no dist/reveal.js (npm install reveal.js)\n")

        def launch() -> Browser:
            return playwright.chromium.launch(executable_path=chromium, args=list(FLAGS))

        walks = [[_walked(launch, deck) for deck in decks] for _ in range(ROUNDS)]
        held = {
            deck.name: statistics.median(one)
            for deck, one in zip(decks, zip(*walks, strict=True), strict=True)
        }
        browser = launch()
        fast: dict[str, list[float]] = {deck.name: [] for deck in decks}
        slow: dict[str, list[float]] = {deck.name: [] for deck in decks}
        steps: dict[str, list[float]] = {deck.name: [] for deck in decks}
        for _ in range(ROUNDS):
            for deck in decks:
                fast[deck.name].append(_opened(browser, deck, 1))
                slow[deck.name].append(_opened(browser, deck, SLOWER))
                tab = browser.new_page(viewport={"width": SIZE[0], "height": SIZE[1]})
                steps[deck.name] += _steps(tab, deck)
                tab.close()
        papers = {deck.name: _printed(browser, deck) for deck in decks}
        browser.close()
        print(f"{PICTURES} slides with a picture each, {SIZE[0]} × {SIZE[1]}, medians of {ROUNDS} rounds\n")
        print("| |", " | ".join(deck.name for deck in decks), "|\n|---|" + "--:|" * len(decks))
        rows: dict[str, Callable[[Deck], str]] = {
            "all bytes": lambda deck: f"{sum(one.stat().st_size for one in deck.parts):,}",
            "first slide seen, ms": lambda deck: f"{statistics.median(fast[deck.name]):.0f}",
            f"the same {SLOWER} times slower, ms": lambda deck: f"{statistics.median(slow[deck.name]):.0f}",
            "a step, ms": lambda deck: f"{statistics.median(steps[deck.name]):.2f}",
            "memory of the page, all slides seen, MB": lambda deck: f"{held[deck.name] / 1e6:.0f}",
            "pages printed / without title or picture": lambda deck: "{} / {}".format(*papers[deck.name]),
        }
        for what, figure in rows.items():
            print(f"| {what} |", " | ".join(map(figure, decks)), "|")


if __name__ == "__main__":
    main()
