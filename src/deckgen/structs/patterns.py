"""Regular expressions that are compiled when they are first used.

deckgen has 340. A short build imports 230 of them and uses half; compiling the others took a twentieth of its
time.
"""

from __future__ import annotations

import re
from typing import Any, cast


def pattern(text: str, flags: int = 0) -> re.Pattern[str]:
    """Return a regular expression, compiled by its first use; one that is wrong is seen only then."""
    return cast("re.Pattern[str]", _Pattern(text, flags))


class _Pattern:
    """What stands for a compiled pattern until then, and hands on what that can do."""

    def __init__(self, text: str, flags: int) -> None:
        self._given = (text, flags)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        found = getattr(re.compile(*self._given), name)
        setattr(self, name, found)
        return found
