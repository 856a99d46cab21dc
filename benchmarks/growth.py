"""What a slide costs in a short deck and in a longer one: the ratio, which grows where work runs away.

Times differ from machine to machine, and by the hour; a ratio of two of the same minute does not. Where it is
too large it is measured again, and the least time of each deck counts: a machine is not busy in the same way
each time, and work that runs away does so each time.
"""

from __future__ import annotations

import tempfile
import time
from pathlib import Path

from benchmarks.content import ESSAY, placed, stretched
from deckgen.compile import Options, Services, compile_file
from deckgen.diagnostics import has_errors
from deckgen.writers import WRITERS

SIZES = (60, 240)
MOST = 1.3
"""A slide of the longer deck may cost so many times what one of the shorter does."""


def growth(sizes: tuple[int, int] = SIZES, most: float = MOST, tries: int = 4) -> float:
    """Return how many times a slide of the larger size costs a slide of the smaller, in processor time."""
    with tempfile.TemporaryDirectory() as given:
        folder = Path(given)
        outlines = [placed(folder) / f"{size}.yaml" for size in sizes]
        for size, outline in zip(sizes, outlines, strict=True):
            stretched(ESSAY, size, outline)
            _seconds(outline, folder)  # what the first build loads and keeps does not count
        least = [float("inf")] * 2
        found = float("inf")
        for _ in range(tries):
            taken = [_seconds(outline, folder) for outline in outlines]
            least = [min(pair) for pair in zip(least, taken, strict=True)]
            found = least[1] / sizes[1] * sizes[0] / least[0]
            if found <= most:
                break
        return found


def _seconds(outline: Path, folder: Path) -> float:
    """Return the processor time of one build of both files' bytes, in this process."""
    began = time.process_time()
    compiled = compile_file(Options(outline), Services(folder / "cache"))
    assert compiled.pages is not None, [one for one in compiled.diagnostics if has_errors((one,))]
    for name in ("pptx", "html"):
        WRITERS[name].write(compiled.pages, None)
    return time.process_time() - began
