"""How much of what is planted is found, and how often what is right is reported: figures over two essays."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from deckgen.check.essay import EssayText
from deckgen.check.reading.essay_file import read_essay
from tests.check.planting import Plot, as_docx, as_pdf, as_typed
from tests.check.talk import GERMAN, HERE, WORKS, check, kinds

SURNAMES = {key: name.title() for key, (name, _) in (WORKS | GERMAN).items()}
ALWAYS = {"no-notes", "not-covered"}
"""What is said of slides without notes, as these are, and of a whole deck."""

BY_HAND = (
    ("ok", 1, "A volcano on the other side of the world spoiled a European summer"),
    ("ok", 2, "The mountain lost a third of its height overnight"),
    ("ok", 2, "The sea was full of stone that floats"),
    ("ok", 3, "Sulphur did it, not ash"),
    ("ok", 4, "Two decades of war had emptied the granaries"),
    ("ok", 4, "Bread became a luxury in the south"),
    ("ok", 5, "A joke of the farmers: “eighteen hundred and froze to death”"),
    ("ok", 6, "A poor harvest alone starves nobody"),
    ("ok", 6, "Prices, roads and governments decide who goes hungry"),
    ("ok", 7, "Prussia shopped in time, Switzerland shut itself in"),
    ("ok", 8, "Perhaps we owe the bicycle to a volcano"),
    ("ok", 9, "Weather is nature, famine is politics"),
    ("ok", 7, "Where the state acted early, hardly anybody died"),
    ("ok", 4, "Rye cost three times as much as before [@post1977, p. 37]"),
    ("ok", 2, "Some 2,850 of 4,300 metres were left [@wood2014, p. 20]"),
    ("says-otherwise", 7, "Where a government acted late, few died"),
    ("says-otherwise", 9, "People made the weather, but a mountain made the hunger"),
    ("says-otherwise", 6, "Hunger does follow from a bad harvest by itself"),
    ("date-differs", 2, "On the evening of 20 April 1815 it blew away the upper third of itself"),
    ("date-differs", 8, "The King of Württemberg founded a school of agriculture at Hohenheim in 1817"),
    ("uncited-number", 3, "The veil took 140 days to reach Europe"),
)


def planted(essay: EssayText, german: bool) -> Plot:
    """Return the cases of one of the two essays."""
    plot = Plot(essay, sorted(GERMAN if german else set(WORKS) - {"behringer2019"}), 1816)
    plot.plant()
    for kind, covers, text in () if german else BY_HAND:
        plot.point(() if kind == "ok" else (kind,), text, covers)
    return plot


def count(
    plot: Plot, german: bool, source: EssayText
) -> tuple[Counter[str], Counter[str], list[str], list[str]]:
    """Return what was planted and what was found by kind, and the slides missed and falsely reported."""
    head = "".join(case.text for case in plot.cases)
    by_slide: dict[str | None, set[str]] = {}
    for where, kind in kinds(check(head, source=source, german=german)):
        by_slide.setdefault(where, set()).add(kind)
    every: Counter[str] = Counter()
    found: Counter[str] = Counter()
    missed, false = [], []
    for case in plot.cases:
        said = by_slide.get(case.name, set()) - ALWAYS
        if not case.expected:
            false += [f"{said}: {case.text}"] * bool(said)
            continue
        every[case.expected[0]] += 1
        found[case.expected[0]] += bool(said & set(case.expected))
        missed += [f"{case.expected} {said}: {case.text}"] * (not said & set(case.expected))
    return every, found, missed, false


@pytest.mark.parametrize("form", ["md", "docx", "pdf"])
def test_planted_faults_are_found_and_controls_pass(form: str, tmp_path: Path) -> None:
    """Of 150 faults and more of every kind nearly all, and nothing in as many slides that are right."""
    if form == "pdf":
        pytest.importorskip("pypdfium2")
    every: Counter[str] = Counter()
    found: Counter[str] = Counter()
    missed: list[str] = []
    false: list[str] = []
    controls = 0
    for name in ("summer.md", "potato.md"):
        german = name == "potato.md"
        essay = read_essay(HERE / name, name)
        plot = planted(essay, german)
        if form != "md":
            make = as_docx if form == "docx" else as_pdf
            file = make(as_typed(HERE / name, SURNAMES), tmp_path / f"{Path(name).stem}.{form}")
            essay = read_essay(file, file.name)
        counted = count(plot, german, essay)
        every += counted[0]
        found += counted[1]
        missed += counted[2]
        false += counted[3]
        controls += sum(not case.expected for case in plot.cases)
    print(f"{form}: planted {every.total()}, found {found.total()}; controls {controls}, false {len(false)}")
    print(", ".join(f"{kind} {found[kind]}/{number}" for kind, number in sorted(every.items())))
    print(*missed, *false, sep="\n")
    assert every.total() >= 150
    assert controls >= 150
    assert found.total() >= 0.95 * every.total()
    assert len(false) <= 0.01 * controls
