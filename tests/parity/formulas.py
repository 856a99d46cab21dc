"""The letters of formulas, whichever form they were read from."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable


def letters(pieces: Iterable[str]) -> str:
    """Return the letters and digits of a formula, sorted: each form has an order of its own."""
    text = unicodedata.normalize("NFKD", "".join(pieces))
    return "".join(sorted(char for char in text if char.isalnum()))
