"""Lines of a text in the outline → the text on one line."""

from __future__ import annotations

import unicodedata

from deckgen.structs.patterns import pattern

_BREAK = pattern(r"[ \t]*\n[ \t]*")
_KOREAN = pattern("[\u1100-\u11ff\u3130-\u318f\ua960-\ua97f\uac00-\ud7ff]")


def unbroken(words: str) -> str:
    """Return words on one line."""
    first, *others = _BREAK.split(words)
    said = first
    for line in others:
        said += between(said, line) + line
    return said


def between(before: str, after: str) -> str:
    """Return what a line's end stands for: a space, but nothing where no spaces are written between words."""
    closed = before and after and _is_wide(before[-1]) and _is_wide(after[0])
    return "" if closed else " "


def _is_wide(char: str) -> bool:
    """Tell whether a character is an ideograph, a kana or as wide; Korean has spaces between words."""
    return unicodedata.east_asian_width(char) in "WF" and not _KOREAN.match(char)
