"""An outline against the essay of these tests → what a check finds, without citations or a layout."""

from __future__ import annotations

import functools
from pathlib import Path

from deckgen.check.check import check_talk
from deckgen.check.essay import EssayText
from deckgen.check.findings import Finding
from deckgen.check.reading.essay_file import read_essay
from deckgen.check.talk import Subject, Work, matched_works, slides_of
from deckgen.deck.markup.read import read_markup
from deckgen.outline.read import read_outline

HERE = Path(__file__).parent
ESSAY = HERE / "summer.md"

WORKS = {
    "wood2014": ("wood", "Tambora: The Eruption That Changed the World"),
    "oppenheimer2003": ("oppenheimer", "Climatic Consequences of the Largest Known Historic Eruption"),
    "luterbacher2016": ("luterbacher", "The Year Without a Summer"),
    "post1977": ("post", "The Last Great Subsistence Crisis in the Western World"),
    "kramer2015": ("krämer", "Menschen grasten nun mit dem Vieh"),
    "lessing2003": ("lessing", "Automobilität"),
    "behringer2019": ("behringer", "Tambora and the Year without a Summer"),
}
"""The talk's works; the essay does not cite the last one."""

GERMAN = {
    "denecke1994": ("denecke", "Kartoffel"),
    "ottenjann1992": ("ottenjann", "Die Kartoffel"),
    "abel1974": ("abel", "Massenarmut und Hungerkrisen"),
}
"""The works of the German essay."""

HEAD = "title: The year without a summer\nlanguage: en-GB\nessay: summer.md\n"


@functools.cache
def essay(path: Path = ESSAY) -> EssayText:
    """Return the essay of these tests."""
    return read_essay(path, path.name)


def check(
    slides: str, head: str = "", source: EssayText | None = None, *, german: bool = False
) -> tuple[Finding, ...]:
    """Return what is found in slides (a YAML list, indented by six) of a talk on the essay."""
    own = HEAD.replace("en-GB", "de-DE") if german else HEAD
    text = f"{own}{head}sections:\n  one:\n    title: One\n    slides:\n{slides}"
    reading = read_outline(text.encode(), HERE / "talk.yaml")
    assert reading.outline is not None, [one.message for one in reading.diagnostics]
    markup = read_markup(reading.outline)
    against = source or essay()
    works = (
        Work(key, frozenset((name,)), title) for key, (name, title) in (GERMAN if german else WORKS).items()
    )
    subject = Subject(
        reading.outline, tuple(slides_of(reading.outline, markup)), against, matched_works(against, works)
    )
    return tuple(one for _, one in check_talk(subject))


def kinds(found: tuple[Finding, ...]) -> list[tuple[str | None, str]]:
    """Return the slide and the kind of each finding."""
    return [(one.place.slide, one.kind) for one in found]
