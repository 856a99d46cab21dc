"""Times a cold build of this checkout against that of another, whole processes, turn and turn about.

`python -m benchmarks.against ../before` builds the other checkout's essay with both, which knows no newer
field. It prints the processor time of each, medians, and the median of the rounds' ratios, which
holds on a busy machine, too.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.content import ESSAY, ROOT
from benchmarks.runs import worked


def main() -> int:
    """Measure, and print a line."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.against", description=__doc__.split("\n")[0])
    parser.add_argument("other", type=Path, help="the folder of the other checkout")
    parser.add_argument("--outline", type=Path, help="what to build, in place of the other's essay")
    parser.add_argument("--rounds", type=int, default=15, help="how often each is run")
    chosen = parser.parse_args()
    outline = (chosen.outline or chosen.other / ESSAY.relative_to(ROOT)).resolve()
    trees = (chosen.other.resolve(), ROOT)
    taken: list[tuple[float, float]] = []
    for at in range(chosen.rounds + 1):
        forwards = at % 2 == 0
        seconds = [_seconds(tree, outline) for tree in (trees if forwards else trees[::-1])]
        taken.append((seconds[0], seconds[1]) if forwards else (seconds[1], seconds[0]))
    before, now = (statistics.median(one[which] for one in taken[1:]) for which in (0, 1))
    ratio = statistics.median(one[1] / one[0] for one in taken[1:])
    print(
        f"{chosen.rounds} rounds: {before * 1000:.0f} ms there, {now * 1000:.0f} ms here, ratio {ratio:.2f}"
    )
    return 0


def _seconds(tree: Path, outline: Path) -> float:
    """Return the processor time of a build by a checkout's code, citations kept from the first one on."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "deckgen", "build", "--quiet", "-o", folder, str(outline)]
        environment = os.environ | {"PYTHONPATH": str(tree / "src"), "PYTHONDONTWRITEBYTECODE": ""}
        started = worked()
        subprocess.run(command, check=True, cwd=folder, env=environment)
        return worked() - started


if __name__ == "__main__":
    sys.exit(main())
