"""Times deckgen against Pandoc on the same content, whole processes, turn and turn about.

`python -m benchmarks` measures the essay's deck and the same content at 12, 120 and 1,200 slides;
`--slides 12,120` and `--rounds 5` make it shorter. Each round runs every contender once, so that whatever
else the machine does falls on all alike. The times are medians.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import deckgen
from benchmarks.content import count, markdown, stretched
from deckgen.pandoc.process import find_pandoc

ROOT = Path(__file__).resolve().parent.parent
ESSAY = ROOT / "outlines" / "destalinisation.yaml"
SIZES = (12, 120, 1200)
SECONDS_A_SIZE = 100.0
"""What a size may take at most, once three rounds are done."""

Run = Callable[[], None]


@dataclass(frozen=True, slots=True)
class Medians:
    """What each contender takes for one deck, in seconds."""

    cold: float
    again: float
    pptx: float
    revealjs: float

    @property
    def ratio(self) -> float:
        """What deckgen takes to make both files, as a share of what Pandoc takes."""
        return self.cold / (self.pptx + self.revealjs)


@dataclass(frozen=True, slots=True)
class Row:
    """The times for one deck, by the clock and of the processor."""

    name: str
    slides: int
    rounds: int
    wall: Medians
    processor: Medians


def main() -> int:
    """Measure, and print a table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__.split("\n")[0])
    parser.add_argument("--slides", default=",".join(map(str, SIZES)), help="sizes of decks, by commas")
    parser.add_argument("--rounds", type=int, default=11, help="how often each is run, at most")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        rows = [_measure("the essay's deck", ESSAY, Path(folder), chosen.rounds)]
        for slides in map(int, filter(None, chosen.slides.split(","))):
            outline = ESSAY.with_name(f".benchmark-{slides}.yaml")
            try:
                stretched(ESSAY, slides, outline)
                rows.append(_measure(f"{slides:,} slides", outline, Path(folder), chosen.rounds))
            finally:
                outline.unlink(missing_ok=True)
    _print(rows)
    return 0


def _measure(name: str, outline: Path, folder: Path, rounds: int) -> Row:
    """Time every contender on an outline in turn, after one run of each that does not count."""
    script = folder / f"{outline.stem}.md"
    script.write_text(markdown(outline), encoding="utf-8")
    contenders: dict[str, Run] = {
        "cold": lambda: _deckgen(outline, folder, anew=True),
        "again": lambda: _deckgen(outline, folder, anew=False),
        "pptx": lambda: _pandoc(script, folder, "pptx"),
        "revealjs": lambda: _pandoc(script, folder, "revealjs"),
    }
    for run in contenders.values():
        run()
    taken: dict[str, list[tuple[float, float]]] = {key: [] for key in contenders}
    started = time.perf_counter()
    for done in range(rounds):
        if done >= 3 and time.perf_counter() - started > SECONDS_A_SIZE:
            break
        for key, run in contenders.items():
            taken[key].append(_seconds(run))
    print(f"{name}: {len(taken['cold'])} rounds", file=sys.stderr, flush=True)
    wall, processor = (
        Medians(**{key: statistics.median(one[clock] for one in times) for key, times in taken.items()})
        for clock in (0, 1)
    )
    return Row(name, count(outline), len(taken["cold"]), wall, processor)


def _seconds(run: Run) -> tuple[float, float]:
    """Return what a run takes by the clock, and of the processor, with all processes that it waits for."""
    started, used = time.perf_counter(), worked()
    run()
    return time.perf_counter() - started, worked() - used


def worked() -> float:
    """Return the processor time of all processes that were waited for, in seconds."""
    used = os.times()
    return used.children_user + used.children_system


def _deckgen(outline: Path, folder: Path, *, anew: bool) -> None:
    """Build both files; `anew` forgets the citations that an earlier build has formatted.

    What does not depend on the deck stays: the compiled templates, and Python's own compiled modules, which
    it keeps even where the environment asks it not to.
    """
    output = folder / "deckgen"
    shutil.rmtree(output, ignore_errors=True)
    output.mkdir()
    cache = folder / "cache"
    if anew:
        for kept in cache.rglob("*.json"):
            kept.unlink()
    environment = {"XDG_CACHE_HOME": str(cache), "PYTHONDONTWRITEBYTECODE": ""}
    command = [sys.executable, "-m", "deckgen", "build", "--quiet", "-o", str(output), str(outline)]
    _run(command, environment)


def _pandoc(script: Path, folder: Path, kind: str) -> None:
    """Make one file with Pandoc, in the same citation style; pictures are found from the outlines' folder."""
    output = folder / f"pandoc.{'pptx' if kind == 'pptx' else 'html'}"
    options = ["--standalone", "--citeproc", "--slide-level=2", f"--csl={_style()}"]
    options.append(f"--resource-path={ESSAY.parent}")
    _run([find_pandoc(), *options, "--to", kind, "--output", str(output), str(script)], {})


def _style() -> Path:
    """Return deckgen's own style file, so that both format the citations alike."""
    return Path(deckgen.__file__).parent / "deck" / "citing" / "styles" / "mla.csl"


def _run(command: list[str], environment: dict[str, str]) -> None:
    done = subprocess.run(
        command, capture_output=True, text=True, check=False, cwd=ROOT, env=os.environ | environment
    )
    if done.returncode:
        raise SystemExit(f"{' '.join(command)}\n{done.stdout}{done.stderr}")


def _print(rows: list[Row]) -> None:
    print("Medians in milliseconds, whole processes, interleaved; both files each.\n")
    _table([(row, row.wall) for row in rows])
    print("\nProcessor time, processes that are waited for included.\n")
    _table([(row, row.processor) for row in rows])
    by_size = {row.slides: row for row in rows[1:]}
    if {120, 1200} <= by_size.keys():
        share = (by_size[1200].processor.cold / 1200) / (by_size[120].processor.cold / 120)
        print(f"\nA slide of 1,200 costs {share:.2f} times the processor time of a slide of 120.")


def _table(rows: list[tuple[Row, Medians]]) -> None:
    heads = ["deck", "slides written", "rounds", "deckgen, cold", "deckgen, again"]
    heads += ["Pandoc pptx", "Pandoc reveal.js", "deckgen ÷ Pandoc"]
    print(f"| {' | '.join(heads)} |\n|---|{'--:|' * (len(heads) - 1)}")
    for row, took in rows:
        cells = [row.name, f"{row.slides:,}", str(row.rounds)]
        cells += [f"{value * 1000:,.0f}" for value in (took.cold, took.again, took.pptx, took.revealjs)]
        print("| " + " | ".join([*cells, f"{took.ratio:.2f}"]) + " |")


if __name__ == "__main__":
    sys.exit(main())
