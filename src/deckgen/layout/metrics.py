"""widths.json → how wide a word is in a face, in ems.

The table is made by `scripts/make_widths.py` from fonts with the same widths as those that themes name. A
script that the faces lack is shown in a font nobody can foresee: its widths here are on the wide side.
"""

from __future__ import annotations

import functools
import json
import unicodedata
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TypedDict, cast

WIDEST_CHARACTER = 1.4
"""No character is measured wider than this, in ems (emoji come near)."""

FALLBACK_LINE = 1.45
"""How high a line is, in ems, in the fonts that stand in for missing scripts."""


MOST_WORDS = 200_000
"""Words that are kept measured, a face."""


class _Family(TypedDict):
    """A family as it stands in the file."""

    units: int
    characters: str


class Face(dict[str, float]):
    """The widths of a face's words in ems, each measured when it is first asked for."""

    def __init__(self, characters: _Characters) -> None:
        super().__init__()
        self.characters = characters

    def __missing__(self, word: str) -> float:
        width = sum(map(self.characters.__getitem__, word))
        if len(self) < MOST_WORDS:
            self[word] = width
        return width

    def foreign(self, text: str) -> bool:
        """Tell whether any character of words measured before is shown in some other font."""
        return not text.isascii() and not self.characters.estimated.isdisjoint(text)


class _Characters(dict[str, float]):
    """The widths of a face's characters in ems; those that it lacks are `estimated`."""

    def __init__(self, widths: Iterable[tuple[str, float]]) -> None:
        super().__init__(widths)
        self.estimated: set[str] = set()

    def __missing__(self, char: str) -> float:
        apart = _LIKE.get(char) or unicodedata.normalize("NFD", char)
        if apart != char and apart[0] in self:
            width = self[apart[0]]
        else:
            width = estimated(char)
            if width:
                self.estimated.add(char)
        self[char] = width
        return width


_LIKE = {"\u00a0": " ", "\u2007": "0", "\u2008": ".", "\u2010": "-", "\u2011": "-", "\u202f": " "}
"""Spaces and hyphens that few faces have, and what is shown for them."""


@functools.cache
def face(family: str, *, bold: bool, italic: bool) -> Face:
    """Return the widths of a face; `family` is a name of the table (`carlito`).

    Raises `KeyError` where the table has no such family.
    """
    table = _table()[family]
    weight = ("bold-italic" if bold else "italic") if italic else ("bold" if bold else "regular")
    columns = cast("dict[str, Sequence[int]]", table)
    ems = [width / table["units"] for width in columns[weight]]
    return Face(_Characters(zip(table["characters"], ems, strict=True)))


def families() -> tuple[str, ...]:
    """Return the names of the families that can be measured."""
    return tuple(_table())


def estimated(char: str) -> float:
    """Return the width in ems of a character that a face lacks, on the wide side."""
    category = unicodedata.category(char)
    if category in ("Mn", "Me", "Cf", "Cc"):
        return 0.0
    if char >= "\U0001f000":
        return WIDEST_CHARACTER
    if unicodedata.east_asian_width(char) in "WF":
        return 1.0
    for first, last, width in _SCRIPTS:
        if first <= char <= last:
            return width
    return 0.85 if category in ("Lu", "So") else 0.7


_SCRIPTS = (
    ("\u0530", "\u058f", 0.74),  # Armenian
    ("\u0590", "\u05ff", 0.68),  # Hebrew
    ("\u0600", "\u08ff", 0.68),  # Arabic, Syriac, Thaana, NKo
    ("\u0900", "\u09ff", 0.68),  # Devanagari, Bengali
    ("\u0a00", "\u0dff", 0.95),  # the other scripts of India
    ("\u0e00", "\u0eff", 0.67),  # Thai, Lao
    ("\u0f00", "\u109f", 0.95),  # Tibetan, Myanmar
    ("\u1200", "\u137f", 0.76),  # Ethiopic
    ("\u1780", "\u17ff", 0.95),  # Khmer
)
"""First and last character of a script, and the width of its letters in ems."""


@functools.cache
def _table() -> dict[str, _Family]:
    text = Path(__file__).with_name("widths.json").read_text(encoding="utf-8")
    return cast("dict[str, _Family]", json.loads(text))
