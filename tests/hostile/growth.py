"""How a build's work grows with what an outline holds: each field of the language, doubled again and again.

Work is counted, not timed, where a test decides: the lines of our own source that are run, which a busy
machine does not change. By hand seconds of the processor are measured as well, since what a library does
in C has no lines.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path
from typing import Any

import yaml

from deckgen.compile import Options, Services, compile_outline
from deckgen.diagnostics import most_telling, render
from deckgen.outline.fix import corrections
from deckgen.writers import USUAL, WRITERS
from tests.outline.language.test_fields import FIELDS, example_of
from tests.tools import ROOT
from tests.work import lines

SOURCE = str(ROOT / "src" / "deckgen")

PIECES = (
    "word ",
    "*a **b ",
    "[a](http://a.b) ",
    "[@k, p. 3] ",
    "a^[b] ",
    "`a` $x$ ",
    "[a]{.mark} ",
    "“a” 'b' ",
    "1.5 and 2,5 in 1956 ",
    "- a\n",
    "<u>a</u> <br>",
    "H~2~O x^2^ ",
    "see Kort (2011, p. 4) ",
    "א b (1) ",
    "中文",
    "[",
    "](",
    "**",
    "a_",
    "\\",
    "http://a.b/c_d ",
    "==a== ~~b~~ ",
    "ibid. op. cit. ",
    "x",
)
"""What a text is made longer by: words, and all that the readers of markup, citations and slips look for."""

Place = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Growth:
    """What is made longer: a field of a group, and how; `made` gives the outline with so many pieces.

    It is judged from `first` pieces on: a text is then longer than its place, and no size is tried for it.
    """

    name: str
    made: Callable[[int], bytes]
    first: int


def growths(pieces: int) -> Iterator[Growth]:
    """Give all ways in which an outline grows; each text with so many of the pieces, in turn."""
    turn = cycle(PIECES)
    for group, field in FIELDS:
        outline = yaml.safe_load(example_of(group, field))
        value = yaml.safe_load(field.example)[field.name]
        place = next(_places(outline, field.name, value))
        name = f"{group.noun}: {field.name}"
        first = 400 if isinstance(value, str) else 60
        for how, made in _ways(value, list(islice(turn, pieces))):
            yield Growth(f"{name} × {how}", _with(outline, place, made), first)
        if "slides" in place and field.name != "slides":
            at = place.index("slides") + 1
            yield Growth(f"{name} × slides", _repeated(outline, place[:at]), 10)


def _ways(value: Any, pieces: list[str]) -> Iterator[tuple[str, Callable[[int], Any]]]:
    """Give how a value grows, and what it is then: a text by pieces, a list by entries, a group by names."""
    match value:
        case str():
            yield from ((repr(one), one.__mul__) for one in pieces)
        case list():
            yield "entries", lambda count: list(islice(cycle(value), count))
        case dict():
            yield "names", lambda count: _named(value, count)


def _places(outline: Any, name: str, value: Any, place: Place = ()) -> Iterator[Place]:
    """Give where a field of that name stands with that value."""
    pairs = outline.items() if isinstance(outline, dict) else enumerate(outline)
    for key, found in pairs:
        if key == name and _same(found, value):
            yield (*place, key)
        if isinstance(found, dict | list):
            yield from _places(found, name, value, (*place, key))


def _same(one: Any, other: Any) -> bool:
    """Compare values; where text of several lines ends depends on what stands around it."""
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(_same(one[key], other[key]) for key in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(_same, one, other))
    return str(one).split() == str(other).split()


def _with(outline: Any, place: Place, value: Callable[[int], Any]) -> Callable[[int], bytes]:
    def made(count: int) -> bytes:
        return _dumped(_put(outline, place, value(count)))

    return made


def _repeated(outline: Any, place: Place) -> Callable[[int], bytes]:
    """Return what makes an outline with its slides so many times."""
    slides: Any = outline
    for step in place:
        slides = slides[step]
    return _with(outline, place, lambda count: [dict(one) for one in islice(cycle(slides), count)])


def _named(value: dict[str, Any], count: int) -> dict[str, Any]:
    """Return so many names with the values of some."""
    values = list(value.values())
    return {**value, **{f"k{at}": values[at % len(values)] for at in range(count)}}


def _put(outline: Any, place: Place, value: Any) -> Any:
    """Return an outline with another value at a place."""
    if not place:
        return value
    copy = dict(outline) if isinstance(outline, dict) else list(outline)
    copy[place[0]] = _put(outline[place[0]], place[1:], value)
    return copy


class _NoAliases(yaml.CSafeDumper):
    def ignore_aliases(self, data: Any) -> bool:
        return True


def _dumped(outline: Any) -> bytes:
    return bytes(
        yaml.dump(
            outline, Dumper=_NoAliases, allow_unicode=True, sort_keys=False, encoding="utf-8", width=10**9
        )
    )


def work(data: bytes, folder: Path) -> None:
    """Do all that a build and a run of `fix` do with an outline, but for writing the files."""
    path = folder / "talk.yaml"
    compiled = compile_outline(data, path, Options(path), Services(folder / "cache"))
    for one in most_telling(compiled.diagnostics)[0]:
        render(one, {path: data.decode()})
    corrections(data, path)
    if compiled.pages is not None:
        for name in USUAL:
            WRITERS[name].write(compiled.pages)


def seconds(data: bytes, folder: Path) -> float:
    """Return the processor's seconds of the work."""
    started = time.process_time()
    work(data, folder)
    return time.process_time() - started


def steps(data: bytes, folder: Path) -> int:
    """Return how many lines of our own source the work runs."""
    return lines(lambda: work(data, folder), lambda file: file.startswith(SOURCE))


def grows_evenly(growth: Growth, folder: Path) -> bool:
    """Tell whether the lines run grow no faster than what is doubled twice."""
    work(growth.made(1), folder)  # what is done once for all and kept is not counted
    first, second, third = (steps(growth.made(growth.first * times), folder) for times in (1, 2, 4))
    return third - second <= MOST_STEPS * max(second - first, growth.first * FEW)


MOST_STEPS = 2.6
"""How many times as many lines the second doubling may run as the first; 2 is linear, 4 a square."""

FEW = 20
"""Lines run for a piece that need no explanation."""

LONG = 0.4
"""Seconds from which on a growth is judged: below, what every build needs hides it."""

STEEPEST = 14.0
"""How much more work eight times as much may be: 8 is linear, and a busy machine's caches are worth the rest;
n log n is 11 from a thousand on, a square 64."""

MOST = 40_000
"""Pieces at which a growth ends that has met no bound."""


def judged(growth: Growth, folder: Path) -> tuple[bool, list[tuple[int, float]]]:
    """Double what grows until the work is long; return whether it grew no faster, and the figures."""
    figures: list[tuple[int, float]] = []
    count = 16
    while count <= MOST and (not figures or figures[-1][1] < 4 * LONG):
        figures.append((count, seconds(growth.made(count), folder)))
        count *= 2
    return not steep([one for _, one in figures]), figures


def steep(taken: list[float]) -> bool:
    """Tell whether work that was doubled again and again grew faster in the end than what was doubled."""
    if len(taken) < 5 or taken[-1] < LONG:
        return False
    return taken[-1] - taken[0] > STEEPEST * max(taken[-4] - taken[0], LONG / 16)


def main(pieces: int = 2, names: tuple[str, ...] = ()) -> int:
    """Print the growths that are steep, twice measured; return how many."""
    found = 0
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        for growth in growths(pieces):
            if names and not any(one in growth.name for one in names):
                continue
            good, figures = judged(growth, folder)
            if not good:
                good, figures = judged(growth, folder)
            if not good or figures[-1][1] > 4:
                found += not good
                shown = ", ".join(f"{count}: {one:.2f}" for count, one in figures[-4:])
                print("steep" if not good else "long ", growth.name, shown, flush=True)
    print(f"{found} steep")
    return found


if __name__ == "__main__":
    sys.exit(bool(main(int(sys.argv[1]), tuple(sys.argv[2:]))))
