"""Files on a disk → whether any of them has changed.

They are looked at every so often rather than waited for: this sees an editor that saves by renaming and a
file on another computer, and costs a tenth of a millisecond for ten files.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

EVERY = 0.02
"""Seconds between two looks."""

Mark = tuple[int, int, int] | None
"""A file's time of change in nanoseconds, its size and its number on the disk; None where there is none."""


def mark_of(path: Path) -> Mark:
    """Return what tells a file's content from another's."""
    try:
        found = os.stat(path)
    except (OSError, ValueError):
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino


class Watcher:
    """The marks of the files that are watched, as they were last seen."""

    def __init__(self, paths: Iterable[Path] = ()) -> None:
        self._marks: dict[Path, Mark] = {}
        self.watch(paths)

    def watch(self, paths: Iterable[Path]) -> None:
        """Watch these files and no others; those that were watched before keep their marks."""
        self._marks = {path: self._marks[path] if path in self._marks else mark_of(path) for path in paths}

    def changed(self) -> frozenset[Path]:
        """Return the files that have changed, appeared or gone since the last look."""
        now = {path: mark_of(path) for path in self._marks}
        found = frozenset(path for path, mark in now.items() if mark != self._marks[path])
        self._marks = now
        return found
