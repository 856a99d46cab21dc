"""Faults and controls in every field of a slide, of essays in three languages, from every kind of file."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from deckgen.check.check import check_talk
from deckgen.check.essay import EssayText
from deckgen.check.reading.essay_file import read_essay
from deckgen.check.talk import Subject, Work, matched_works, slides_of
from deckgen.deck.markup.read import read_markup
from deckgen.outline.read import read_outline
from tests.check.further import Planting, by_hand, made
from tests.check.talk import GERMAN, HERE, WORKS

LIGHTS = {
    "bathurst1999": ("bathurst", "The Lighthouse Stevensons"),
    "majdalany1959": ("majdalany", "The Red Rocks of Eddystone"),
    "levitt2013": ("levitt", "A Short Bright Flash"),
    "chance1902": ("chance", "The Lighthouse Work of Sir James Chance"),
    "taylor2001": ("taylor", "The Lighthouses of Scotland"),
}
CANAL = {
    "maistre1998": ("maistre", "Le canal du Midi"),
    "mukerji2009": ("mukerji", "Impossible Engineering"),
    "rolt1973": ("rolt", "From Sea to Sea"),
}
ESSAYS = (("lights", "en", LIGHTS), ("canal", "fr", CANAL), ("potato", "de", GERMAN), ("summer", "en", WORKS))

CONCERNED = frozenset(
    word
    for line in (
        "misquoted left-out joined punctuation not-in-essay other-speaker number-differs date-differs",
        "name-differs uncited-number says-otherwise other-page other-source source-dropped",
        "source-not-in-essay wrong-from from-beyond",
    )
    for word in line.split()
)
"""What is said of what the slides say; the rest is about their looks and their time."""


def found_in(
    essay: EssayText, plan: Planting, works: dict[str, tuple[str, str]]
) -> dict[str | None, set[str]]:
    """Return the kinds of findings by slide."""
    slides = "".join(case.text for case in plan.cases)
    text = f"title: T\nlanguage: {plan.language}\nsections:\n  one:\n    title: One\n    slides:\n{slides}"
    outline = read_outline(text.encode(), HERE / "talk.yaml").outline
    assert outline is not None
    known = tuple(Work(key, frozenset((name,)), title) for key, (name, title) in works.items())
    said = tuple(slides_of(outline, read_markup(outline)))
    found: dict[str | None, set[str]] = {}
    for _, one in check_talk(Subject(outline, said, essay, matched_works(essay, known))):
        if one.kind in CONCERNED:
            found.setdefault(one.place.slide, set()).add(one.kind)
    return found


@pytest.mark.parametrize("form", ["md", "txt", "docx", "odt", "html", "tex", "pdf"])
def test_every_field_and_every_kind_of_file(form: str, tmp_path: Path) -> None:
    """Nearly all of 800 faults, and nothing about as many slides that are right."""
    if form == "pdf":
        pytest.importorskip("pypdfium2")
    every: Counter[str] = Counter()
    missed: list[str] = []
    false: list[str] = []
    controls = 0
    for name, language, works in ESSAYS:
        source = HERE / f"{name}.md"
        essay = read_essay(source, source.name)
        plan = Planting(essay, language)
        if (cases := source.with_suffix(".cases")).is_file():
            for kinds, covers, body in by_hand(cases.read_text(encoding="utf-8")):
                plan.add(kinds, body, covers)
        plan.plant()
        if form != "md":
            names = {key: surname.title() for key, (surname, _) in works.items()}
            file = made(source, form, tmp_path, names)
            numbered, essay = len(essay.paragraphs), read_essay(file, file.name)
            assert len(essay.paragraphs) == numbered
        found = found_in(essay, plan, works)
        for case in plan.cases:
            said = found.get(case.name, set()) - case.besides
            if not case.expected:
                controls += 1
                false += [f"{said}: {case.text}"] * bool(said)
                continue
            every[case.expected[0]] += 1
            missed += [f"{case.expected} {said}: {case.text}"] * (not said & set(case.expected))
    print(f"{form}: {every.total()} faults, missed {len(missed)}; {controls} controls, false {len(false)}")
    print(dict(every), *missed, *false, sep="\n")
    assert every.total() >= 800
    assert controls >= 800
    assert len(missed) <= 3
    assert not false
