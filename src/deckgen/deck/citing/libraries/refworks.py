"""RefWorks's tagged format → works: its records said in RIS's tags, which `ris.py` reads."""

from __future__ import annotations

import re

from deckgen.deck.citing.libraries import library
from deckgen.deck.citing.libraries.ris import read_as_ris
from deckgen.deck.citing.libraries.tagged import Dialect, Record
from deckgen.structs import replace
from deckgen.structs.patterns import pattern

_TAGS = {
    "A1": "AU", "A2": "A2", "A3": "A3", "A4": "A4", "T1": "TI", "T2": "T2", "T3": "T3", "JF": "JF",
    "JO": "J2", "YR": "PY", "FD": "DA", "VO": "VL", "IS": "IS", "SP": "SP", "OP": "EP", "PB": "PB",
    "PP": "CY", "ED": "ET", "SN": "SN", "DO": "DO", "LK": "UR", "UL": "UR", "RD": "Y2", "LA": "LA",
}  # fmt: skip
"""RefWorks's tags → those of RIS."""

_TYPES = {
    "journal article": "JOUR", "journal, electronic": "JOUR", "book, whole": "BOOK", "book, edited": "BOOK",
    "book, section": "CHAP", "conference proceedings": "CPAPER", "dissertation/thesis": "THES",
    "dissertation/thesis, unpublished": "THES", "web page": "ELEC", "newspaper article": "NEWS",
    "magazine article": "MGZN", "report": "RPRT", "video/ dvd": "VIDEO", "motion picture": "MPCT",
    "map": "MAP",
    "patent": "PAT", "case/court decisions": "CASE", "laws/statutes": "STAT", "bills/resolutions": "BILL",
    "sound recording": "SOUND", "music score": "MUSIC", "artwork": "ART", "unpublished material": "UNPB",
    "personal communication": "PCOMM", "computer program": "COMP", "monograph": "BOOK", "hearing": "HEAR",
}  # fmt: skip

_KNOWN = "RT|SR|ID|AB|NO|K1|AD|CL|U1|U2|U3|U4|U5|DS|CN|AV|WP|OL|WT|NP|SF|PM|AN|RP|" + "|".join(_TAGS)
REFWORKS = Dialect(
    pattern(rf"(?P<tag>{_KNOWN}|ER)(?:\s(?P<value>.*))?$"), frozenset(("RT",)), frozenset(("ER",)), ("ID",)
)


def read_refworks(source: library.Source) -> library.Library:
    """Read a file of RefWorks's tagged format."""
    return read_as_ris(source, REFWORKS, _in_ris)


def _in_ris(record: Record) -> Record:
    kind = _TYPES.get(record.one("RT").strip().lower(), "GEN")
    values = [(_TAGS[tag], value) for tag, value in record.values if tag in _TAGS]
    return replace(
        record, values=[("TY", kind), *(one for one in values if not re.fullmatch(r"\W*", one[1]))]
    )
