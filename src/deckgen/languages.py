"""A language tag → the side that the language is read from."""

from __future__ import annotations

LEFTWARDS = frozenset(("ar", "ckb", "dv", "fa", "he", "iw", "ps", "sd", "syr", "ug", "ur", "yi"))
"""Languages written from right to left where their tag names no script."""

LEFTWARD_SCRIPTS = frozenset(("adlm", "arab", "hebr", "nkoo", "rohg", "syrc", "thaa"))
"""Scripts that run from right to left, as language tags name them."""


def right_to_left(language: str) -> bool:
    """Tell whether a language, given as a BCP 47 tag, is written from right to left.

    The script that the tag names decides, else the language.
    """
    first, *rest = language.lower().replace("_", "-").split("-")
    script = next((one for one in rest if len(one) == 4 and one.isalpha()), None)
    return script in LEFTWARD_SCRIPTS if script else first in LEFTWARDS
