"""A file of references → what reads it, by its name and by what it holds."""

from __future__ import annotations

import re
from collections.abc import Callable

from deckgen.deck.citing.libraries.bib_works import read_bib
from deckgen.deck.citing.libraries.csl_json import read_csl_json
from deckgen.deck.citing.libraries.endnote import read_endnote
from deckgen.deck.citing.libraries.library import Library, Source
from deckgen.deck.citing.libraries.refworks import read_refworks
from deckgen.deck.citing.libraries.ris import read_enw, read_nbib, read_ris
from deckgen.structs.patterns import pattern

FORMATS: dict[str, Callable[[Source], Library]] = {
    ".bib": read_bib,
    ".bibtex": read_bib,
    ".json": read_csl_json,
    ".ris": read_ris,
    ".xml": read_endnote,
    ".nbib": read_nbib,
    ".enw": read_enw,
    ".txt": read_ris,
}
"""The end of a file's name → what reads it."""

_BEGINNINGS = (
    (pattern(r"^\s*TY\s{1,3}-", re.MULTILINE), read_ris),
    (pattern(r"^RT [A-Z][a-z]+", re.MULTILINE), read_refworks),
    (pattern(r"^PMID\s*- ", re.MULTILINE), read_nbib),
    (pattern(r"^\s*%0 ", re.MULTILINE), read_enw),
    (pattern(r"^\s*@\s*\w+\s*[{(]", re.MULTILINE), read_bib),
)
"""What a text in each format has in it; programs give it all sorts of names."""

_NAMED_RIGHTLY = frozenset((".json", ".xml"))


def reader_of(source: Source) -> Callable[[Source], Library]:
    """Return what reads a file: its name says it, but where what it holds is plainly something else."""
    ending = source.path.suffix.lower()
    start = source.text[:20_000]
    fitting = [reader for pattern, reader in _BEGINNINGS if pattern.search(start)]
    named = FORMATS[ending]
    return fitting[0] if fitting and named not in fitting and ending not in _NAMED_RIGHTLY else named
