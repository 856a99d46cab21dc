"""Regular expressions that are compiled when they are first used.

deckgen has 340. A short build imports 230 of them and uses half; compiling the others took a twentieth of its
time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, cast


def pattern(text: str, flags: int = 0, *, needs: str = "") -> re.Pattern[str]:
    """Return a regular expression, compiled by its first use; one that is wrong is seen only then.

    `needs` is another, quick to look for, which is found in whatever holds this one: a text without it is not
    searched. It is for patterns that may begin anywhere, and are in few texts.
    """
    made = Sought(text, flags, needs) if needs else _Pattern(text, flags)
    return cast("re.Pattern[str]", made)


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


class Sought(_Pattern):
    """A pattern that is looked for only where something is that it needs."""

    def __init__(self, text: str, flags: int, needs: str) -> None:
        super().__init__(text, flags)
        self.needed = _Pattern(needs, flags)

    def finditer(self, text: str, *bounds: int) -> Iterator[re.Match[str]]:
        """Do as `re.Pattern.finditer` does."""
        return self.compiled().finditer(text, *bounds) if self.needed.search(text) else iter(())

    def search(self, text: str, *bounds: int) -> re.Match[str] | None:
        """Do as `re.Pattern.search` does."""
        return self.compiled().search(text, *bounds) if self.needed.search(text) else None

    def compiled(self) -> re.Pattern[str]:
        """Return the pattern itself."""
        found = re.compile(*self._given)
        self.__dict__["compiled"] = lambda: found
        return found
