"""How fast a slideshow of 500 slides opens and turns its pages in Chromium, and what its parts weigh.

python -m benchmarks.show
"""

from __future__ import annotations

import re
import shutil
import statistics
import tempfile
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from deckgen.cli import run

SLIDES = 500
ROUNDS = 9
FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync")
ESSAY = Path(__file__).parent.parent / "outlines" / "destalinisation.yaml"

PAINTED = """() => new Promise(resolve => {
    const told = () => performance.getEntriesByName('first-contentful-paint')[0]
    const wait = () => told() ? resolve(told().startTime) : setTimeout(wait, 20)
    wait()
})"""
"""Milliseconds from the start of loading to the first text on the screen."""

STEPS = """async () => {
    const times = []
    for (let n = 0; n < 120; n++) {
        await new Promise(requestAnimationFrame)
        const start = performance.now()
        dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowRight' }))
        document.querySelector('.page.on .slide').getBoundingClientRect()
        times.push(performance.now() - start)
    }
    return times
}"""
"""Milliseconds from a key to the next slide or point, styled and laid out."""

OVERVIEW = """() => {
    const start = performance.now()
    dispatchEvent(new KeyboardEvent('keydown', { key: 'o' }))
    document.querySelector('.page.on').getBoundingClientRect()
    return performance.now() - start
}"""


def _work(tab: Page, address: str) -> tuple[float, float]:
    """Return the milliseconds of processor time that opening and a step cost the page's main thread."""
    client = tab.context.new_cdp_session(tab)
    client.send("Performance.enable", {"timeDomain": "threadTicks"})

    def spent() -> float:
        metrics = client.send("Performance.getMetrics")["metrics"]
        return float(next(one["value"] for one in metrics if one["name"] == "TaskDuration")) * 1000

    tab.goto(address)
    tab.evaluate(PAINTED)
    opened = spent()
    count = len(tab.evaluate(STEPS))
    return opened, (spent() - opened) / count


def _outline() -> str:
    """Return a long deck; the points of every third slide appear one by one."""
    slide = "      - title: Slide {n} says something\n        bullets: [One point, Another, A third]\n"
    head = "title: A long talk\nsections:\n  one:\n    title: One\n    slides:\n"
    slides = (
        slide.format(n=number) + ("        build: true\n" if number % 3 == 0 else "")
        for number in range(1, SLIDES + 1)
    )
    return head + "".join(slides)


def _built(outline: Path, folder: Path) -> Path:
    if run(["build", "--quiet", "--to", "html", "-o", str(folder), str(outline)]):
        raise SystemExit(f"{outline.name} does not build")
    return folder / f"{outline.stem}.html"


def _measure(tab: Page) -> tuple[float, list[float], float]:
    """Return how long the first slide took to be seen, each step, and the overview."""
    opened = float(tab.evaluate(PAINTED))
    steps = [float(one) for one in tab.evaluate(STEPS)]
    return opened, steps, float(tab.evaluate(OVERVIEW))


def _weights(show: Path) -> tuple[int, int, int]:
    """Return the bytes of the scripts, of the whole file, and of all but its pictures."""
    data = show.read_bytes()
    scripts = sum(map(len, re.findall(rb"<script>(.*?)</script>", data, re.DOTALL)))
    bare = re.sub(rb"data:image/[a-z+]+;base64,[A-Za-z0-9+/=]+", b"", data)
    return scripts, len(data), len(bare)


def main() -> None:
    """Build the slideshows, open the long one several times, print the medians."""
    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if chromium is None:
        raise SystemExit("Chromium or Chrome is needed, and is not on the path")
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name)
        outline = folder / "long.yaml"
        outline.write_text(_outline(), encoding="utf-8")
        long = _built(outline, folder)
        scripts, whole, bare = _weights(_built(ESSAY, folder))
        browser = playwright.chromium.launch(executable_path=chromium, args=list(FLAGS))
        hello = folder / "hello.html"
        hello.write_text("<!DOCTYPE html><title>Hello</title><p>Hello", encoding="utf-8")
        opened, steps, overview, empty, work = [], [], [], [], []
        for _ in range(ROUNDS):
            tab = browser.new_page(viewport={"width": 1280, "height": 720})
            tab.goto(hello.as_uri())
            empty.append(float(tab.evaluate(PAINTED)))
            tab.close()
            tab = browser.new_page(viewport={"width": 1280, "height": 720})
            tab.goto(long.as_uri())
            first, walked, all_slides = _measure(tab)
            opened.append(first)
            steps += walked
            overview.append(all_slides)
            tab.close()
            tab = browser.new_page(viewport={"width": 1280, "height": 720})
            work.append(_work(tab, long.as_uri()))
            tab.close()
        browser.close()
    print(f"{SLIDES} slides, {ROUNDS} rounds, milliseconds\n")
    print("| | median | 95 of 100 stay below |\n|---|--:|--:|")
    opening, stepping = zip(*work, strict=True)
    rows = (
        ("opening, work of the page's thread", opening),
        ("a step, painting included, work of the page's thread", stepping),
        ("an empty page, seen", empty),
        ("opened, first slide seen", opened),
        ("a step", steps),
        ("the overview", overview),
    )
    for what, times in rows:
        print(f"| {what} | {statistics.median(times):.1f} | {statistics.quantiles(times, n=20)[-1]:.1f} |")
    print("\n| | bytes |\n|---|--:|")
    print(f"| runtime | {scripts:,} |")
    print(f"| the essay's slideshow | {whole:,} |\n| the same without its pictures | {bare:,} |")


if __name__ == "__main__":
    main()
