"""widths.json → how wide a word is in a face, in ems.

The table is made by `scripts/make_widths.py` from fonts with the same widths as those that themes name, and
holds every character that they have: what it lacks, the face lacks. That is shown in a font nobody can
foresee, so its widths here are on the wide side.
"""

from __future__ import annotations

import functools
import json
import unicodedata
from collections.abc import Mapping
from pathlib import Path
from typing import TypedDict, cast

WIDEST_CHARACTER = 1.4
"""Hardly a character is measured wider than this, in ems; emoji are as wide in Segoe UI Emoji."""

FALLBACK_LINE = 1.45
"""How high a line is, in ems, in the fonts that stand in for missing scripts."""


MOST_WORDS = 200_000
"""Words that are kept measured, a face."""


class _Family(TypedDict):
    """A family as it is in the file: widths in its four weights, and the characters that have them."""

    units: int
    widths: list[list[int]]
    characters: list[str]


_STAND_INS = "stand-ins"
"""The name in the file of what is shown for characters that a face lacks, of one weight."""

_WEIGHTS = {(False, False): 0, (True, False): 1, (False, True): 2, (True, True): 3}
"""Bold and italic or not → which of the four widths."""


class Face(dict[str, float]):
    """The widths of a face's words in ems, each measured when it is first asked for."""

    def __init__(self, characters: _Characters) -> None:
        super().__init__()
        self.characters = characters

    def __missing__(self, word: str) -> float:
        width = sum(map(self.characters.__getitem__, word))
        if not word.isascii() and (composed := unicodedata.normalize("NFC", word)) != word:
            # Renderers compose a letter and its marks where they can: a horn makes an o wider.
            width = max(width, sum(map(self.characters.__getitem__, composed)))
        if len(self) < MOST_WORDS:
            self[word] = width
        return width

    def foreign(self, text: str) -> bool:
        """Tell whether any character of words measured before is shown in some other font."""
        return not text.isascii() and not self.characters.estimated.isdisjoint(text)


class _Characters(dict[str, float]):
    """The widths of a face's characters in ems; those that it lacks are `estimated`."""

    def __init__(self, widths: Mapping[str, float]) -> None:
        super().__init__(widths)
        self.own = widths
        self.estimated: set[str] = set()

    def __missing__(self, char: str) -> float:
        like = _LIKE.get(char)
        self[char] = width = self[like] if like else self._lacking(char)
        return width

    def _lacking(self, char: str) -> float:
        """Return how wide a character is that the face lacks: composed, or taken from another font."""
        apart = unicodedata.normalize("NFD", char)
        if apart != char and all(one in self.own for one in apart):
            return max(self[apart[0]], _stand_ins().get(char, 0.0))
        width = _stand_ins().get(char) or estimated(char)
        if width:
            self.estimated.add(char)
        return max(width, self.own.get(apart[0], 0.0))


_LIKE = {"\u00a0": " ", "\u2007": "0", "\u2008": ".", "\u2010": "-", "\u2011": "-", "\u202f": " "}
"""Spaces and hyphens that few faces have, and what is shown for them."""


@functools.cache
def face(family: str, *, bold: bool, italic: bool) -> Face:
    """Return the widths of a face; `family` is a name of the table (`carlito`).

    Raises `KeyError` where the table has no such family.
    """
    table = _table()[family]
    weight = _WEIGHTS[bold, italic]
    return Face(_Characters(_widths(table, weight)))


def _widths(table: _Family, weight: int) -> dict[str, float]:
    groups = zip(table["widths"], table["characters"], strict=True)
    ems = ((widths[weight] / table["units"], characters) for widths, characters in groups)
    return {char: width for width, characters in ems for char in characters}


@functools.cache
def _stand_ins() -> Mapping[str, float]:
    """Return the letters and symbols that are wide in the fonts shown for those that a face lacks, in ems."""
    return _widths(_table()[_STAND_INS], 0)


def families() -> tuple[str, ...]:
    """Return the names of the families that can be measured."""
    return tuple(name for name in _table() if name != _STAND_INS)


def estimated(char: str) -> float:
    """Return the width in ems of a character that a face lacks, on the wide side."""
    if char == _AS_EMOJI:
        return WIDEST_CHARACTER - _SYMBOL
    category = unicodedata.category(char)
    if category in ("Mn", "Me", "Cf", "Cc"):
        return 0.0
    if char >= "\U0001f000":
        return WIDEST_CHARACTER
    if unicodedata.east_asian_width(char) in "WF":
        return WIDEST_CHARACTER if "\u2300" <= char < "\u2c00" else 1.0  # emoji among the symbols
    for first, last, width in _SCRIPTS:
        if first <= char <= last:
            return width
    return _SYMBOL if category in ("Lu", "So") else 0.7


_AS_EMOJI = "\ufe0f"
"""Asks for the symbol before it to be shown as an emoji, which is wider."""

_SYMBOL = 0.85
"""How wide symbols and capitals are taken to be, in ems."""

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
