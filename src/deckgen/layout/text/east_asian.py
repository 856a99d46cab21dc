"""Ideographs, and letters without spaces between words: where lines end, and what is wider among them.

Classes of so many characters take 20 ms to compile: this is imported where a text holds any of them.
"""

from __future__ import annotations

from deckgen.layout.text.blanks import BLANK
from deckgen.structs.patterns import pattern

_IDEOGRAPHS = "\u2e80-\u312f\u3190-\ua4cf\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff"
_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"
IDEOGRAPH = pattern(f"[{_IDEOGRAPHS}]")
UNSPACED = pattern(f"[{_UNSPACED}]")
BREAKABLE = pattern(f"[{_IDEOGRAPHS}{_UNSPACED}]")

_EAST_ASIAN = f"{_IDEOGRAPHS}\u1100-\u11ff\u3130-\u318f\uac00-\ud7af"
_EITHER = "\u2010-\u2027"
"""Dashes and quotation marks, which are taken for what they come after."""

EAST_ASIAN = pattern(f"[{_EAST_ASIAN}]")
_AROUND = f"{_EAST_ASIAN}{_EITHER}{BLANK}"
BORDER = pattern(
    f"(?<=[{_EAST_ASIAN}])[{_EITHER}{BLANK}]*(?=[^{_AROUND}])"
    f"|(?<=[^{_AROUND}])[{_EITHER}{BLANK}]*(?=[{_EAST_ASIAN}])"
)
"""The border between an ideograph and a letter of another kind."""

WIDE_MARK = pattern(f"(?<=[{_EAST_ASIAN}])[‘’“”]|[‘“](?=[{_EAST_ASIAN}])")
"""A quotation mark that is as wide as the ideographs around it."""
