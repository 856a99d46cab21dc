"""What was measured → the tables of docs/benchmarks.md, between two marks in it."""

from __future__ import annotations

import datetime
import os
import platform
import subprocess
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from benchmarks.content import ROOT
from benchmarks.course import Course
from benchmarks.runs import Taken
from benchmarks.watch import Latencies
from deckgen.pandoc.process import find_pandoc

PAGE = ROOT / "docs" / "benchmarks.md"

BEGIN = "<!-- what follows is written by: python -m benchmarks --write -->"
END = "<!-- up to here -->"

FORMATS = ("Pandoc pptx", "Pandoc reveal.js")


@dataclass(frozen=True, slots=True)
class Row:
    """What each contender took for one deck."""

    name: str
    slides: int
    rounds: int
    taken: dict[str, Taken]

    def pandoc(self, of: str) -> float:
        """Return what Pandoc took for its two files: seconds (`wall`, `processor`)."""
        return sum(float(getattr(self.taken[name], of)) for name in FORMATS)

    def ratio(self, contender: str, of: str) -> str:
        """Return what deckgen took for both files as a share of what Pandoc took."""
        share = getattr(self.taken[contender], of) / self.pandoc(of)
        less = "< " if any(self.taken[name].ended for name in FORMATS) else ""
        return f"{less}{share:.2f}" if share >= 0.1 else f"{less}{share:.3f}"


def page_with(page: str, written: str) -> str:
    """Return the page with these tables in place of those that are between its marks."""
    head, begin, rest = page.partition(BEGIN)
    _, end, tail = rest.partition(END)
    assert begin, f"{PAGE.name} has lost the line {BEGIN}"
    assert end, f"{PAGE.name} has lost the line {END}"
    return f"{head}{begin}\n\n{written.strip()}\n\n{end}{tail}"


def machine() -> str:
    """Return how busy the machine is: tasks that run or wait, on the average of a minute."""
    return f"{os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else "unknown"


AGAINST_PANDOC = """\
Whole processes, both files each, from the same content. Cold: no citation was formatted before; warm: the
same build with the citations kept; unchanged: once more, with nothing to do. Medians in milliseconds by the
clock; the ratios are deckgen, cold and warm, ÷ both of Pandoc's runs. What took Pandoc longer than 100
seconds was ended, and is more than that."""
OTHERS = """\
One file each, in milliseconds by the clock. python-pptx: a script of thirty lines that puts the words into
PowerPoint's own template, without citations, measuring nothing. Marp and Quarto have columns where they are
installed."""


def tables(rows: Sequence[Row], watched: Latencies, many: Course, load: tuple[str, str]) -> str:
    """Return all tables with what they say, as Markdown."""
    parts = (
        (_where(load), ()),
        ("### Against Pandoc", ()),
        (AGAINST_PANDOC, _pandoc(rows, "wall")),
        (
            "The same in processor time, that of processes that are waited for included.",
            _pandoc(rows, "processor"),
        ),
        ("### Other programs", ()),
        (OTHERS, _others(rows)),
        ("### Scaling", ()),
        (
            "What a slide costs as the deck grows: the warm build of both files, in processor time.",
            _scaling(rows),
        ),
        ("### Watching", ()),
        (
            f"`python -m benchmarks.watch`: from a save to the changed bullet painted by Chromium,\n"
            f"{watched.saves} saves in a deck of {watched.slides} slides.",
            _watching(watched),
        ),
        ("### Many decks", ()),
        (f"{many.outlines} outlines of twelve slides, both files each, in one command.", _many(many)),
    )
    return "\n\n".join(one for said, table in parts for one in (said, _table(table)) if one)


def _where(load: tuple[str, str]) -> str:
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    asked = subprocess.run([find_pandoc(), "--version"], capture_output=True, text=True, check=True)
    day = datetime.date.today()
    return (
        f"Measured on {day.day} {day:%B %Y}: {cores} cores, {platform.system()} {platform.machine()}, "
        f"Python {platform.python_version()}, Pandoc {asked.stdout.split()[1]}.\n"
        f"The load was {load[0]} when it began and {load[1]} when it ended, of which about one is its own."
    )


def _table(rows: Iterable[Sequence[str]]) -> str:
    head, *others = (*rows,) or ((),)
    if not head:
        return ""
    lines = [f"| {' | '.join(row)} |" for row in (head, *others)]
    lines.insert(1, f"|---|{'--:|' * (len(head) - 1)}")
    return "\n".join(lines)


def _ms(taken: Taken, of: str = "wall") -> str:
    return f"{'> ' if taken.ended else ''}{getattr(taken, of) * 1000:,.0f}"


def _pandoc(rows: Iterable[Row], of: str) -> Iterator[tuple[str, ...]]:
    columns = ("cold", "warm", "unchanged", *FORMATS)
    yield "deck", "slides written", "rounds", *columns, "ratio, cold", "ratio, warm"
    for row in rows:
        cells = (_ms(row.taken[name], of) for name in columns)
        ratios = row.ratio("cold", of), row.ratio("warm", of)
        yield row.name, f"{row.slides:,}", str(row.rounds), *cells, *ratios


def _others(rows: Sequence[Row]) -> Iterator[tuple[str, ...]]:
    names = [one for one in rows[0].taken if one not in ("cold", "warm", "unchanged", *FORMATS)]
    yield "deck", "deckgen, both", *names
    for row in rows:
        yield row.name, _ms(row.taken["warm"]), *(_ms(row.taken[name]) for name in names)


def _scaling(rows: Sequence[Row]) -> Iterator[tuple[str, ...]]:
    yield (
        *("slides", "ms a slide", "÷ that of 120", "peak, MB", "kB a slide", "÷ that of 120"),
        *("both files, kB", "Pandoc's peak, MB", "Pandoc's files, kB"),
    )
    like = next((row for row in rows if row.slides == 120), None)
    for row in rows[1:]:
        warm, slides = row.taken["warm"], row.slides
        shares = ["", ""]
        if like is not None:
            base = like.taken["warm"]
            shares = [
                f"{mine / slides / (its / like.slides):.2f}"
                for mine, its in ((warm.processor, base.processor), (warm.memory, base.memory))
            ]
        pandoc = [row.taken[name] for name in FORMATS]
        more, most = any(one.ended for one in pandoc), max(one.memory for one in pandoc)
        yield (
            *(f"{slides:,}", f"{warm.processor * 1000 / slides:.1f}", shares[0]),
            *(f"{warm.memory / 1e6:,.0f}", f"{warm.memory / 1e3 / slides:,.0f}", shares[1]),
            f"{warm.written / 1e3:,.0f}",
            f"{'> ' if more else ''}{most / 1e6:,.0f}",
            "–" if more else f"{sum(one.written for one in pandoc) / 1e3:,.0f}",
        )


def _watching(watched: Latencies) -> Iterator[tuple[str, ...]]:
    yield "", "ms"
    yield "median", f"{watched.median:.0f}"
    yield "95 in 100 within", f"{watched.most:.0f}"
    yield "processor time a save", f"{watched.processor:.0f}"


def _many(many: Course) -> Iterator[tuple[str, ...]]:
    yield "", "seconds", "processor, s", "an outline, ms", "largest process, MB", "speed"
    for name, taken in (
        ("one at a time", many.one),
        ("one on each core", many.all_cores),
        ("nothing has changed", many.unchanged),
    ):
        yield (
            *(
                name,
                f"{taken.wall:.1f}",
                f"{taken.processor:.1f}",
                f"{taken.wall * 1000 / many.outlines:.0f}",
            ),
            *(f"{taken.memory / 1e6:.0f}", f"{many.one.wall / taken.wall:.2f} ×"),
        )
