"""A message → its code, which stays whatever the message's words become."""

from __future__ import annotations

import functools
import re
from pathlib import Path

TABLE = Path(__file__).with_name("messages.txt")
"""Every message after its code, a line each; written by scripts/make_messages.py."""


def code_of(message: str) -> str:
    """Return the code of a message; empty where it is none of these."""
    return next((code for words, code in _ordered() if _is_one_of(words, message)), "")


@functools.cache
def coded_messages() -> tuple[tuple[str, str], ...]:
    """Return the code and the words of each message; `{…}` is what is put in."""
    lines = TABLE.read_text(encoding="utf-8").split("\n")
    return tuple((code, words) for code, _, words in (line.partition(" ") for line in lines) if code)


@functools.cache
def _ordered() -> tuple[tuple[tuple[str, ...], str], ...]:
    """Return the messages in their parts, those with the most words of their own first."""
    parts = ((tuple(words.split("{…}")), code) for code, words in coded_messages())
    return tuple(sorted(parts, key=lambda one: -sum(map(len, one[0]))))


def _is_one_of(parts: tuple[str, ...], message: str) -> bool:
    """Tell whether a message is these parts with anything between them."""
    # Most differ in how they begin or end. Patterns of all of them would take longer to make than a build.
    if not (message.startswith(parts[0]) and message.endswith(parts[-1])):
        return False
    return re.fullmatch(".*?".join(map(re.escape, parts)), message, re.DOTALL) is not None


def forget() -> None:
    """Have the table read anew, which a script has written."""
    coded_messages.cache_clear()
    _ordered.cache_clear()
