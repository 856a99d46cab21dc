"""Files on a disk → whether any of them has changed.

They are looked at every so often rather than waited for: this sees an editor that saves by renaming and a
file on another computer, and costs a tenth of a millisecond for ten files. Where there are so many, or the
disk is so far, that it costs more, it is done less often.
"""

from __future__ import annotations

import time
from collections.abc import Iterable
from pathlib import Path

from deckgen.project_files import Mark, mark_of

EVERY = 0.01
"""Seconds between two looks at few files."""

_SHARE = 20
"""How many times as long as a look takes it is waited for the next one, at least."""


class Watcher:
    """The marks of the files that are watched, as they were last seen."""

    def __init__(self, paths: Iterable[Path] = ()) -> None:
        self._marks: dict[Path, Mark] = {}
        self.pause = EVERY
        """Seconds to wait before the next look."""
        self.watch(paths)

    def watch(self, paths: Iterable[Path]) -> None:
        """Watch these files and no others; those that were watched before keep their marks."""
        self._marks = {path: self._marks[path] if path in self._marks else mark_of(path) for path in paths}

    def changed(self) -> frozenset[Path]:
        """Return the files that have changed, appeared or gone since the last look."""
        began = time.monotonic()
        now = {path: mark_of(path) for path in self._marks}
        self.pause = max(EVERY, min(_SHARE * (time.monotonic() - began), 1.0))
        found = frozenset(path for path, mark in now.items() if mark != self._marks[path])
        self._marks = now
        return found
