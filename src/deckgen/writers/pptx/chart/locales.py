"""A language tag → the mark in a number format by which LibreOffice knows the language of its symbols.

PowerPoint writes numbers as the computer does that it runs on, whatever a file says. So does LibreOffice, but
for formats that name a language: without one, a comma before decimals is a point in most of its windows.
"""

from __future__ import annotations

import re

from deckgen.deck.blocks.numbers import uses_comma
from deckgen.deck.words import primary

_TABLE = """
af 436, az 42C, be 423, bg 402, bs 141A, ca 403, cs 405, da 406, de 407, el 408, es C0A, et 425,
eu 42D, fi 40B, fo 438, fr 40C, gl 456, hr 41A, hu 40E, hy 42B, id 421, is 40F, it 410, ka 437,
kk 43F, ky 440, lt 427, lv 426, mk 42F, nb 414, nl 413, nn 814, no 414, pl 415, pt 416, ro 418,
ru 419, sk 41B, sl 424, sq 41C, sr 241A, sv 41D, tr 41F, uk 422, uz 443, vi 42A
"""

_NUMBERS: dict[str, str] = dict(re.findall(r"(\w+) (\w+)", _TABLE))
"""Primary languages with a comma before decimals → Windows' numbers for them, to the base of sixteen."""


def locale_mark(language: str) -> str:
    """Return what a number format begins with in a language; empty where a point is before decimals."""
    number = _NUMBERS.get(primary(language)) if uses_comma(language) else None
    return f"[$-{number}]" if number else ""
