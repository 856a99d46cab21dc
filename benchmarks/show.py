"""How fast a slideshow of 500 slides opens and turns its pages in Chromium, in milliseconds.

python -m benchmarks.show
"""

from __future__ import annotations

import shutil
import statistics
import tempfile
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from deckgen.cli import run

SLIDES = 500
ROUNDS = 5
FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync")

STEPS = """async () => {
    const times = []
    for (let n = 0; n < 60; n++) {
        await new Promise(requestAnimationFrame)
        const start = performance.now()
        dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowRight' }))
        document.querySelector('.page.on').getBoundingClientRect()
        times.push(performance.now() - start)
    }
    return times
}"""

OVERVIEW = """() => {
    const start = performance.now()
    dispatchEvent(new KeyboardEvent('keydown', { key: 'o' }))
    document.querySelector('.page.on').getBoundingClientRect()
    return performance.now() - start
}"""


def _outline() -> str:
    slide = "      - {{title: Slide {n} says something, bullets: [One point, Another, A third]}}\n"
    head = "title: A long talk\nsections:\n  one:\n    title: One\n    slides:\n"
    return head + "".join(slide.format(n=number) for number in range(1, SLIDES + 1))


def _measure(tab: Page) -> tuple[float, float, float]:
    """Return how long the file took to open, a step in the middle, and the overview."""
    opened = tab.evaluate("performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd")
    steps = tab.evaluate(STEPS)
    return float(opened), statistics.median(steps), float(tab.evaluate(OVERVIEW))


def main() -> None:
    """Build the slideshow, open it several times, print the medians."""
    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if chromium is None:
        raise SystemExit("Chromium or Chrome is needed, and is not on the path")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        outline = Path(folder) / "long.yaml"
        outline.write_text(_outline(), encoding="utf-8")
        if run(["build", "--quiet", "--to", "html", str(outline)]):
            raise SystemExit("the long deck does not build")
        browser = playwright.chromium.launch(executable_path=chromium, args=list(FLAGS))
        rounds = []
        for _ in range(ROUNDS):
            tab = browser.new_page(viewport={"width": 1280, "height": 720})
            tab.goto(outline.with_suffix(".html").as_uri())
            rounds.append(_measure(tab))
            tab.close()
        browser.close()
    opened, step, overview = (statistics.median(one) for one in zip(*rounds, strict=True))
    print(f"{SLIDES} slides, medians of {ROUNDS} rounds, milliseconds\n")
    print("| opens to the first slide | a step | the overview |\n|--:|--:|--:|")
    print(f"| {opened:.0f} | {step:.1f} | {overview:.0f} |")


if __name__ == "__main__":
    main()
