"""One file of references, read as a whole: each entry's work by its key."""

from __future__ import annotations

from pathlib import Path

from deckgen.deck.citing.libraries.formats import FORMATS
from deckgen.deck.citing.libraries.library import Source
from deckgen.deck.citing.people import Name
from deckgen.deck.citing.references import Work

HERE = Path("library")


def works(ending: str, text: str) -> dict[str, Work]:
    """Return the works of a file by their keys; one that is broken is left out."""
    library = FORMATS[ending](Source(HERE.with_suffix(ending), text))
    assert library.problems == ()
    return {entry.key: entry.read() for entry in library.entries if not entry.fault}


def work(ending: str, text: str) -> Work:
    """Return the only work of a file."""
    (found,) = works(ending, text).values()
    return found


def said(one: Work) -> dict[str, object]:
    """Return what a work says: its words, its people, its dates."""
    words: dict[str, object] = {name: "".join(run.text for run in runs) for name, runs in one.texts}
    people = {name: [_shown(person) for person in names] for name, names in one.names}
    dates = {name: date.literal or date.parts for name, date in one.dates}
    return {"type": one.type, **words, **people, **dates}


def _shown(name: Name) -> str:
    if name.literal:
        return f"{{{name.literal}}}"
    family = " ".join(part for part in (name.particle, name.family) if part)
    given = " ".join(part for part in (name.given, name.dropping) if part)
    return ", ".join(part for part in (family, given, name.suffix) if part)
