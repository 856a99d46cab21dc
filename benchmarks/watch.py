"""Times `deckgen watch`: from a save to the changed bullet on the screen, in a deck of 120 slides.

`python -m benchmarks.watch` saves a hundred changes of one bullet, one after the other, and prints how
long each took to be painted by Chromium, and what the watcher used of the processor. It needs Linux.
"""

from __future__ import annotations

import argparse
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from benchmarks.content import ESSAY, placed, stretched
from deckgen.writers.pdf.browser import find_browser

_WARM = 3
"""Saves that do not count."""

_POINT = re.compile(r" +- [A-Z][\w ,]+\.?$")

_GO = """marker => {
  const slides = [...document.querySelectorAll('.page')]
  location.hash = '#' + slides.find(one => one.textContent.includes(marker)).id
}"""
_THERE = "marker => document.querySelector('.page.on').textContent.includes(marker)"
_SEEN = """marker => {
  window.painted = new Promise(done => {
    const look = () => {
      if (!document.querySelector('.page.on')?.textContent.includes(marker)) return
      watch.disconnect()
      requestAnimationFrame(() => setTimeout(() => done(performance.timeOrigin + performance.now())))
    }
    const watch = new MutationObserver(look)
    watch.observe(document.body, { childList: true, subtree: true })
  })
}"""


@dataclass(frozen=True, slots=True)
class Latencies:
    """What saves took to be on the screen, and what the watcher used for each, in milliseconds."""

    slides: int
    saves: int
    median: float
    most: float
    """Of 95 in a hundred."""
    processor: float


def main() -> int:
    """Measure, and print what came of it."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.watch", description=__doc__.split("\n")[0])
    parser.add_argument("--slides", type=int, default=120)
    parser.add_argument("--saves", type=int, default=100)
    chosen = parser.parse_args()
    found = measure(chosen.slides, chosen.saves)
    print(
        f"{found.slides} slides, {found.saves} saves: on the screen after {found.median:.0f} ms (median),"
        f" {found.most:.0f} ms (95 in 100); {found.processor:.0f} ms of the processor a save"
    )
    return 0


def measure(slides: int, saves: int) -> Latencies:
    """Watch a deck of so many slides, and save a changed bullet so often."""
    with tempfile.TemporaryDirectory() as folder:
        outline = placed(Path(folder)) / f"{slides}.yaml"
        stretched(ESSAY, slides, outline)
        return _watched(outline, Path(folder), slides, saves)


def _watched(outline: Path, folder: Path, slides: int, saves: int) -> Latencies:
    from playwright.sync_api import sync_playwright

    lines = outline.read_text(encoding="utf-8").splitlines(keepends=True)
    points = [place for place, line in enumerate(lines) if _POINT.match(line)]
    place = points[len(points) // 2]

    def save(marker: str) -> None:
        changed = [*lines[:place], f"{lines[place].rstrip()} {marker}\n", *lines[place + 1 :]]
        outline.write_text("".join(changed), encoding="utf-8")

    save(_mark(0))
    command = [sys.executable, "-u", "-m", "deckgen", "watch", "-o", str(folder), str(outline)]
    environment = {**os.environ, "XDG_CACHE_HOME": str(folder / "cache")}
    out, nobody = subprocess.PIPE, subprocess.DEVNULL
    running = subprocess.Popen(command, stdout=out, stderr=nobody, text=True, env=environment)
    try:
        assert running.stdout
        address = next(found[0] for line in running.stdout if (found := re.search(r"http://\S+", line)))
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=str(find_browser()))
            with closing(browser):
                page = browser.new_page(viewport={"width": 1280, "height": 720})
                page.goto(address)
                page.evaluate(_GO, _mark(0))
                page.wait_for_function(_THERE, arg=_mark(0))
                used = 0.0
                times: list[float] = []
                for number in range(1, saves + 1 + _WARM):
                    if number == 1 + _WARM:
                        used, times = _used(running.pid), []
                    page.evaluate(_SEEN, _mark(number))
                    began = time.time()
                    save(_mark(number))
                    times.append(page.evaluate("window.painted") - began * 1000)
                used = (_used(running.pid) - used) * 1000 / saves
    finally:
        running.terminate()
        running.wait()
    cuts = statistics.quantiles(times, n=20)
    return Latencies(slides, saves, statistics.median(times), cuts[-1], used)


def _mark(number: int) -> str:
    return f"changed {number:03}"


def _used(process: int) -> float:
    """Return what a process has used of the processor, in seconds."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


if __name__ == "__main__":
    sys.exit(main())
