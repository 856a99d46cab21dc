"""A message → its code, which stays whatever the message's words become."""

from __future__ import annotations

import functools
import re
from pathlib import Path

TABLE = Path(__file__).with_name("messages.txt")
"""Every message after its code, a line each; written by scripts/make_messages.py."""


def code_of(message: str) -> str:
    """Return the code of a message; empty where it is none of these."""
    return next((code for pattern, code in _patterns() if pattern.fullmatch(message)), "")


@functools.cache
def coded_messages() -> tuple[tuple[str, str], ...]:
    """Return the code and the words of each message; `{…}` is what is put in."""
    lines = TABLE.read_text(encoding="utf-8").split("\n")
    return tuple((code, words) for code, _, words in (line.partition(" ") for line in lines) if code)


@functools.cache
def _patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Return the messages as patterns, those with the most words of their own first."""
    ordered = sorted(coded_messages(), key=lambda one: -len(one[1].replace("{…}", "")))
    parts = ((".*?".join(map(re.escape, words.split("{…}"))), code) for code, words in ordered)
    return tuple((re.compile(pattern, re.DOTALL), code) for pattern, code in parts)


def forget() -> None:
    """Have the table read anew, which a script has written."""
    coded_messages.cache_clear()
    _patterns.cache_clear()
