"""Many decks: 200 outlines on one core and on all of them, and once more when nothing has changed."""

from __future__ import annotations

import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

from benchmarks.content import ESSAY, placed, stretched
from benchmarks.runs import Taken, run

OUTLINES = 200


@dataclass(frozen=True, slots=True)
class Course:
    """What building many outlines took: with one job, with one for each core, and with nothing to do."""

    outlines: int
    one: Taken
    all_cores: Taken
    unchanged: Taken


def measure(folder: Path, count: int = OUTLINES) -> Course:
    """Build so many outlines of twelve slides, both files each."""
    outlines = placed(folder)
    first = outlines / "talk-000.yaml"
    stretched(ESSAY, 12, first)
    text = first.read_text(encoding="utf-8")
    for number in range(1, count):
        other = text.replace("\ntitle: ", f"\ntitle: Lecture {number}, ", 1)
        (outlines / f"talk-{number:03}.yaml").write_text(other, encoding="utf-8")

    def built(*more: str, anew: bool = True) -> Taken:
        out = folder / "out"
        if anew:
            shutil.rmtree(out, ignore_errors=True)
            shutil.rmtree(folder / "cache" / "deckgen" / "builds", ignore_errors=True)
        command = [sys.executable, "-m", "deckgen", "build", "--quiet", *more, "-o", str(out), str(outlines)]
        return run(command, also={"XDG_CACHE_HOME": str(folder / "cache"), "PYTHONDONTWRITEBYTECODE": ""})

    built()  # which formats the citations
    return Course(count, built("--jobs", "1"), built(), built(anew=False))
