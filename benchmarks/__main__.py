"""Times deckgen against its peers on the same content, and writes the tables of docs/benchmarks.md.

`python -m benchmarks` prints them: deckgen beside Pandoc, and beside python-pptx, Marp and Quarto where these
are installed, for the essay's deck and the same content at 12, 120, 1,200 and 3,600 slides; saves that are
watched; and 200 outlines at once. `--write` puts them into the page, which takes about five minutes on a
quiet machine; `--slides 12,120` and `--rounds 5` make it shorter. `--short` says whether a slide of a longer
deck costs more than one of a shorter, and fails where it does. Each round runs every contender once, so that
whatever else the machine does falls on all alike. The times are medians.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks import course, watch
from benchmarks.content import ESSAY, count, markdown, placed, stretched
from benchmarks.growth import MOST, growth
from benchmarks.runs import Runs, Taken
from benchmarks.tables import PAGE, Row, machine, page_with, tables

SIZES = (12, 120, 1200, 3600)
ROUNDS = 7
SECONDS_A_SIZE = 12.0
"""What a size may take before its last round begins."""

PANDOC_SECONDS = 100.0
"""After which Pandoc is ended, as at 3,600 slides; then it is said that it takes longer."""


def main() -> int:
    """Measure, and print or write tables."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__.split("\n")[0])
    parser.add_argument("--slides", default=",".join(map(str, SIZES)), help="sizes of decks, by commas")
    parser.add_argument("--rounds", type=int, default=ROUNDS, help="how often each is run, at most")
    parser.add_argument("--outlines", type=int, default=course.OUTLINES, help="how many decks make many")
    parser.add_argument("--write", action="store_true", help="put the tables into docs/benchmarks.md")
    parser.add_argument("--short", action="store_true", help="only tell whether work grows with its share")
    chosen = parser.parse_args()
    if chosen.short:
        found = growth()
        print(f"a slide of a longer deck costs {found:.2f} times one of a shorter; at most {MOST} is right")
        return 0 if found <= MOST else 1
    state = machine()
    with tempfile.TemporaryDirectory() as given:
        folder = Path(given)
        rows = [_measured("the essay's deck", ESSAY, folder, chosen.rounds)]
        for slides in map(int, filter(None, chosen.slides.split(","))):
            outline = placed(folder) / f"{slides}.yaml"
            stretched(ESSAY, slides, outline)
            rows.append(_measured(f"{slides:,} slides", outline, folder, chosen.rounds))
        many = course.measure(folder / "course", chosen.outlines)
    watched = watch.measure(120, 100)
    written = tables(rows, watched, many, (state, machine()))
    if chosen.write:
        PAGE.write_text(page_with(PAGE.read_text(encoding="utf-8"), written), encoding="utf-8")
        print(f"the tables are in {PAGE}", file=sys.stderr)
    else:
        print(written)
    return 0


def _measured(name: str, outline: Path, folder: Path, rounds: int) -> Row:
    """Time every contender on an outline in turn, after one build that does not count."""
    script = folder / f"{outline.stem}.md"
    script.write_text(markdown(outline), encoding="utf-8")
    runs = Runs(outline, script, folder)
    contenders = dict(_contenders(runs))
    runs.deckgen()
    taken: dict[str, list[Taken]] = {key: [] for key in contenders}
    began = time.perf_counter()
    while len(taken["cold"]) < rounds and (not taken["cold"] or time.perf_counter() - began < SECONDS_A_SIZE):
        for key, make in contenders.items():
            taken[key].append(make())
    print(f"{name}: {len(taken['cold'])} rounds", file=sys.stderr, flush=True)
    return Row(name, count(outline), len(taken["cold"]), {key: _median(all_) for key, all_ in taken.items()})


def _contenders(runs: Runs) -> Iterator[tuple[str, Callable[[], Taken]]]:
    """Yield what makes files of an outline, those of other programs only where these are installed."""
    yield "cold", lambda: runs.deckgen(cold=True)
    yield "warm", runs.deckgen
    yield "unchanged", lambda: runs.deckgen(again=True)
    yield "Pandoc pptx", lambda: runs.pandoc("pptx", PANDOC_SECONDS)
    yield "Pandoc reveal.js", lambda: runs.pandoc("revealjs", PANDOC_SECONDS)
    yield "python-pptx", runs.plain
    if shutil.which("marp"):
        yield "Marp pptx", lambda: runs.marp("pptx")
        yield "Marp html", lambda: runs.marp("html")
    if shutil.which("quarto"):
        yield "Quarto pptx", lambda: runs.quarto("pptx")
        yield "Quarto reveal.js", lambda: runs.quarto("revealjs")


def _median(taken: list[Taken]) -> Taken:
    return Taken(
        statistics.median(one.wall for one in taken),
        statistics.median(one.processor for one in taken),
        max(one.memory for one in taken),
        max(one.written for one in taken),
        any(one.ended for one in taken),
    )


if __name__ == "__main__":
    sys.exit(main())
