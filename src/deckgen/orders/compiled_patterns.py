"""Regular expressions, compiled once and kept between builds: to compile them takes a tenth of a short one.

Python does that by a program in Python, in each process anew. A build needs 390, a third of them those
of the packages that it imports. What comes of it is a list of numbers, from which `_sre` makes the pattern.
That list is kept, and handed to `_sre` as `re` does. No promise of Python's covers it: so it counts for the
very Python that made it, `_sre` examines it anew, and where anything is amiss `re` compiles as ever.
"""

from __future__ import annotations

import contextlib
import hashlib
import importlib
import marshal
import re
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from deckgen import __version__
from deckgen.pandoc.process import keep, kept
from deckgen.project_files import is_ours

FOLDER = "patterns"
"""The folder within the cache."""

_MOST_FILES = 4
_MOST_PATTERNS = 2_000
_WORTH_WRITING = 16
"""New patterns for which the file is written anew: some are made of words of one outline."""

_OURS = 0o600

_Key = tuple[str | bytes, int]


@contextlib.contextmanager
def compiled_patterns(cache: Path | None) -> Iterator[None]:
    """Have `re` meanwhile take up what was compiled before, and keep what it compiles; None: it does not."""
    patterns = _Patterns(_place(cache)) if cache is not None else None
    compiler = importlib.import_module("re._compiler") if patterns else None
    if patterns is None or not hasattr(compiler, "_sre"):
        yield
        return
    usual = compiler.compile  # type: ignore[union-attr]
    compiler.compile = patterns.compiling(compiler, usual)  # type: ignore[union-attr]
    try:
        yield
    finally:
        compiler.compile = usual  # type: ignore[union-attr]
        patterns.write()


class _Patterns:
    """What is kept at a place, and what is new."""

    def __init__(self, place: Path) -> None:
        self._place = place
        self._known = _read(place)
        self._used: dict[_Key, bytes] = {}
        self._new = 0
        self._one_at_a_time = threading.Lock()

    def compiling(self, compiler: Any, usual: Callable[..., Any]) -> Callable[..., Any]:
        """Return what compiles like `usual`, which `re` calls for a pattern that the process has not had."""
        machine = compiler._sre

        def compiled(text: Any, flags: int = 0) -> Any:
            if not isinstance(text, (str, bytes)) or flags & re.DEBUG:
                return usual(text, flags)
            key = text, int(flags)
            if (code := self._known.get(key)) is not None:
                with contextlib.suppress(Exception):
                    found = machine.compile(text, *marshal.loads(code))
                    self._used[key] = code
                    return found
            with self._one_at_a_time:
                heard = compiler._sre = _Hearing(machine)
                try:
                    found = usual(text, flags)
                finally:
                    compiler._sre = machine
            self._used[key] = marshal.dumps(heard.plain())
            self._new += 1
            return found

        return compiled

    def write(self) -> None:
        """Keep all that is known where enough is new, or else what was used where that is too much."""
        if self._new < _WORTH_WRITING:
            return
        both = self._known | self._used
        keep(self._place, marshal.dumps(both if len(both) <= _MOST_PATTERNS else self._used), _OURS)
        with contextlib.suppress(OSError):
            files = sorted(self._place.parent.iterdir(), key=lambda one: one.stat().st_mtime)
            for one in files[:-_MOST_FILES]:
                one.unlink()


class _Hearing:
    """`_sre` for one pattern; what it is given is heard."""

    def __init__(self, machine: Any) -> None:
        self._machine = machine
        self.given: tuple[Any, ...] = ()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._machine, name)

    def compile(self, *given: Any) -> Any:
        """Make the pattern."""
        self.given = given
        return self._machine.compile(*given)

    def plain(self) -> tuple[Any, ...]:
        """Return what was given beside the text, numbers that have names as numbers."""
        return tuple(map(_plain, self.given[1:]))


def _plain(value: Any) -> Any:
    if isinstance(value, list):
        return [int(one) for one in value]
    return int(value) if isinstance(value, int) else value


def _place(cache: Path) -> Path:
    machine = importlib.import_module("_sre")
    made_by = f"{__version__} {sys.version} {sys.byteorder} {getattr(machine, 'MAGIC', 0)}"
    return cache / FOLDER / hashlib.sha256(made_by.encode()).hexdigest()[:40]


def _read(place: Path) -> dict[_Key, bytes]:
    """Return what is kept, nothing where another could have put it there."""
    try:
        data = kept(place) if is_ours(place) else None
        found = marshal.loads(data) if data is not None else {}
    except (OSError, ValueError, EOFError, TypeError):
        return {}
    return found if isinstance(found, dict) else {}
