"""Hostile inputs → how many of them ended as they should: the oracle of the fuzz suite, and its figures."""

from __future__ import annotations

import re
import shutil
from collections import Counter
from collections.abc import Callable, Container, Iterable
from pathlib import Path

from tests.hostile.found import FOUND
from tests.hostile.mutate import Case, case, lay_out
from tests.hostile.run import Run, run

FIGURES = ("tried", "traceback", "hang", "over memory", "half", "outside", "lost", "silent", "litter")
OLD = {"talk.pptx": b"an old deck", "talk.html": b"an old show"}
MERGED = re.compile(r"talk\.merge\.(?:json|html)|talk\.backup-[-0-9]+\.pptx")
"""What a build leaves that merges with a deck."""

_PLACE = re.compile(r"\S+:\d+:\d+: error: |^error: ", re.MULTILINE)


def judged(
    seeds: Iterable[int], folder: Path, before: Callable[[], None] | None = None
) -> tuple[Counter[str], list[str]]:
    """Build the inputs of some numbers; return the figures, and what fell with what it said.

    Every second one has files in its way, which are to stay as they are. `before` plants a fault.
    """
    return _judged(((case(seed), bool(seed % 2)) for seed in seeds), folder, before)


def judged_found(names: Iterable[str], folder: Path) -> tuple[Counter[str], list[str]]:
    """Build inputs that fell once, by their names; return the figures, and what fell."""
    return _judged(((found_case(name), False) for name in names), folder, None)


def found_case(name: str) -> Case:
    """Return an input that fell once."""
    files = {
        path: data.encode("utf-8", "surrogatepass") if isinstance(data, str) else data
        for path, data in FOUND[name]().items()
    }
    command = ("check" if name.startswith("essay: ") else "build", "talk.yaml")
    return Case(files.pop("talk.yaml"), files, name, command)


def _judged(
    cases: Iterable[tuple[Case, bool]], folder: Path, before: Callable[[], None] | None
) -> tuple[Counter[str], list[str]]:
    """Build inputs, each with or without old files in its way."""
    figures: Counter[str] = Counter(dict.fromkeys(FIGURES, 0))
    fallen: list[str] = []
    for made, crowded in cases:
        home = folder / "outer" / "home"
        shutil.rmtree(folder / "outer", ignore_errors=True)
        home.mkdir(parents=True)
        lay_out(made, home)
        # a deck that is there is the one to be merged with
        deck = {name: data for name, data in made.files.items() if name in OLD}
        old = deck or (OLD if crowded else {})
        for name, data in old.items():
            (home / name).write_bytes(data)
        given = {one.name for one in home.iterdir()}
        ended = run(made.command, home, before=before)
        figures["tried"] += 1
        for fault in _faults(ended, home, given, old, finds=made.command[0] == "check"):
            figures[fault] += 1
            fallen.append(f"{fault}: {made.what}: {ended.code}: {ended.said[-600:]}")
    return figures, fallen


def unwell(ended: Run, home: Path, codes: Container[int]) -> Iterable[str]:
    """Yield what is wrong with how any run ended, which may end with these codes."""
    if ended.traceback or (ended.code not in codes and not ended.hung):
        yield "traceback"
    if ended.hung:
        yield "hang"
    if ended.greedy:
        yield "over memory"
    if [one.name for one in home.parent.iterdir()] != ["home"]:
        yield "outside"


def _faults(ended: Run, home: Path, given: set[str], old: dict[str, bytes], *, finds: bool) -> Iterable[str]:
    """Yield what is wrong with how a run ended; one that `finds` says so by its code, and need not fail."""
    yield from unwell(ended, home, (0, 1, 3, 4))
    if ended.code in (1, 4) and not (finds and ended.said.strip()) and not _PLACE.search(ended.said):
        yield "silent"
    if ended.code not in (0, 3) and any(_content(home / name) != data for name, data in old.items()):
        yield "lost"
    new = {one.name for one in home.iterdir()} - given
    pair = {"talk.pptx", "talk.html"} - given
    if new & pair and (new & pair != pair or ended.code not in (0, 3)):
        yield "half"
    if {one for one in new - pair if not MERGED.fullmatch(one)}:
        yield "litter"


def _content(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None
