"""What formulas say, whichever form they were read from."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable


def letters(pieces: Iterable[str]) -> str:
    """Return the letters and digits of a formula, sorted: each form has an order of its own."""
    text = unicodedata.normalize("NFKD", "".join(pieces))
    return "".join(sorted(char for char in text if char.isalnum()))


def in_order(text: str) -> str:
    """Return a formula in one line without the signs for what is raised, lowered or held together."""
    plain = unicodedata.normalize("NFKD", text).replace("\u2044", "/")
    return "".join(char for char in plain if char not in "()^_" and not char.isspace())
