"""An outline that was built before → what came of it, where building it again would come to the same.

A build leaves a record in the cache: every file that it looked for, with a hash of what was in it, every file
that it wrote, the programs that took part, and, where the outline says that its date is today, the day. Where
all of that is as it was, there is nothing to do. A record counts for the very options that it was made with,
in the folder from which they were given. Whatever is in doubt is built: a deck that somebody has worked in, a
file that another program holds open, one that was saved during the build.
"""

from __future__ import annotations

import contextlib
import datetime
import functools
import hashlib
import os
import sys
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

from msgspec import MsgspecError, json

from deckgen import __version__
from deckgen.diagnostics import DeckgenError, Diagnostic
from deckgen.orders.options import Options, Services, places
from deckgen.orders.result import BuildResult
from deckgen.pandoc.process import Pandoc, find_pandoc, keep, kept
from deckgen.project_files import UNSETTLED, file_digest, special, watched
from deckgen.saving import Contents, open_elsewhere
from deckgen.structs import Struct, field, replace
from deckgen.structs.pieces import chunks_of, hashed
from deckgen.theme.files import template_folder
from deckgen.writers import WRITERS

FOLDER = "builds"
"""The folder within the cache."""

MOST_KEPT = 2_000
"""Records beyond which the oldest go."""

_SETTLED = 50_000_000
"""Nanoseconds before a build within which a file may have been saved with a time that is too early: clocks of
disks are coarse."""


class Known(Struct, frozen=True):
    """What came of an earlier build, and the line that a check of it came to; None: it was not checked."""

    built: BuildResult
    checked: str | None = None


class _Record(Struct, frozen=True):
    """What a build depended on, and what came of it; a hash is empty where no file was there."""

    day: str
    used: dict[str, str]
    written: dict[str, str]
    files: tuple[str, ...]
    counts: tuple[int, int, float]
    warnings: tuple[Diagnostic, ...]
    checkable: bool
    checked: str | None = None


class Recording(Struct):
    """What is noted of a build while it goes on. `services` are those that it is to use."""

    services: Services
    used: dict[Path, str | None]
    began: int = field(default_factory=time.time_ns)
    days: set[str] = field(default_factory=set)


@contextlib.contextmanager
def recording(services: Services) -> Iterator[Recording]:
    """Note every file that is looked for meanwhile, and the day where the clock is asked for it."""
    with watched() as used:
        found = Recording(services, used)

        def clock() -> datetime.date:
            day = services.clock()
            found.days.add(day.isoformat())
            return day

        found.services = replace(services, clock=clock)
        yield found


def recall(options: Options, services: Services) -> Known | None:
    """Return what came of the build that has made the files that are there, None where it has to be built."""
    path = _place(options, services)
    record = _read(path) if path else None
    if record is None or record.day not in ("", services.clock().isoformat()):
        return None
    if any(open_elsewhere(place) is not None for place in places(options)):
        return None
    if any(_hash(Path(name)) != then for name, then in (record.written | record.used).items()):
        return None
    slides, sections, minutes = record.counts
    built = BuildResult(
        files=tuple(map(Path, record.files)),
        backups=(),
        slides=slides,
        sections=sections,
        minutes=minutes,
        warnings=record.warnings,
        checkable=record.checkable,
        changed=False,
    )
    return Known(built, record.checked)


def remember(found: Recording, options: Options, files: Mapping[Path, Contents], built: BuildResult) -> None:
    """Keep a record of a build that has written these files, where the next one can rely on it."""
    path = _place(options, found.services)
    used = _settled(found.used, found.began)
    if path is None or used is None or len(found.days) > 1:
        return
    cache = found.services.cache
    outside = {
        os.path.abspath(one): hashed(chunks_of(data)) if not isinstance(data, Path) else file_digest(data)
        for one, data in files.items()
        if cache is None or not one.is_relative_to(cache)
    }
    record = _Record(
        day="".join(found.days),
        used={name: then for name, then in used.items() if name not in outside},
        written=outside,
        files=tuple(map(str, built.files)),
        counts=(built.slides, built.sections, built.minutes),
        warnings=built.warnings,
        checkable=built.checkable,
    )
    _keep(path, record)
    _thin(path.parent)


def remember_checked(found: Recording, options: Options, checked: str) -> None:
    """Add to the record of a build what a check of the outline came to, and what that has read."""
    path = _place(options, found.services)
    record = _read(path) if path else None
    used = _settled(found.used, found.began)
    if path is None or record is None or used is None or found.days - {record.day}:
        return
    if any(record.used.get(name, then) != then for name, then in used.items()):
        return
    with_these = {name: then for name, then in used.items() if name not in record.written} | record.used
    _keep(path, replace(record, used=with_these, checked=checked))


def _settled(used: Mapping[Path, str | None], began: int) -> dict[str, str] | None:
    """Return the hash of every file as the build has read it, None where that is not certain."""
    found = {}
    for path, then in used.items():
        if then == UNSETTLED or (then is None and _saved(path) > began - _SETTLED):
            return None
        found[str(path)] = _hash(path) if then is None else then
    return found


def _saved(path: Path) -> int:
    """Return when a file was last changed, in nanoseconds, 0 where it is not there."""
    try:
        state = path.stat()
    except (OSError, ValueError):
        return 0
    return max(state.st_mtime_ns, state.st_ctime_ns)


def _hash(path: Path) -> str:
    """Return the hash of what is in a file, or a word for what is none; empty where nothing is there.

    A folder, as those of fonts, is told by when a file was last put into it or taken out.
    """
    try:
        kind = special(path)
        return f"{kind} {path.stat().st_mtime_ns}" if kind else file_digest(path)
    except (FileNotFoundError, NotADirectoryError):
        return ""
    except (OSError, ValueError) as problem:
        return type(problem).__name__


def _keep(path: Path, record: _Record) -> None:
    """Write a record, unless the locale cannot read the name of a file: JSON has no such characters."""
    with contextlib.suppress(UnicodeEncodeError):
        keep(path, json.encode(record, enc_hook=str))


def _read(path: Path) -> _Record | None:
    data = kept(path)
    if data is None:
        return None
    try:
        return json.decode(data, type=_Record, dec_hook=_path)
    except MsgspecError:
        return None


def _path(kind: type, value: object) -> Path:
    assert kind is Path, kind
    return Path(str(value))


def _place(options: Options, services: Services) -> Path | None:
    """Return where the record of a build is kept, None where there is no telling what it depends on."""
    if services.cache is None or services.pandoc is not Pandoc:
        return None
    try:
        made_by = _made_by(options)
    except (OSError, DeckgenError):
        return None
    asked = f"{made_by}\n{os.getcwd()}\n{options!r}"
    return services.cache / FOLDER / hashlib.sha256(asked.encode(errors="replace")).hexdigest()[:40]


def _made_by(options: Options) -> str:
    """Return what tells these programs from any others: deckgen's own files, what is installed, Pandoc."""
    digested = hashlib.sha256(f"{__version__} {sys.version} {_own_files()}".encode())
    programs = [one for one in sys.path if one.endswith("-packages") and os.path.isdir(one)]
    with contextlib.suppress(DeckgenError):
        programs.append(find_pandoc())
    if any(WRITERS[name].printed_from for name in options.formats):
        from deckgen.writers.pdf.browser import find_browser

        programs.append(str(find_browser()))
    for one in programs:
        state = os.stat(one)
        digested.update(f"{one} {state.st_size} {state.st_mtime_ns}\n".encode(errors="replace"))
    return digested.hexdigest()


@functools.cache
def _own_files() -> str:
    """Return what tells deckgen's own files; a process goes on with those that it has begun with."""
    digested = hashlib.sha256()
    for folder in (Path(__file__).resolve().parent.parent, template_folder()):
        for line in _files_in(folder):
            digested.update(line.encode(errors="replace"))
    return digested.hexdigest()


def _files_in(folder: str | os.PathLike[str]) -> Iterator[str]:
    """Yield a line for each file below a folder: its name, its size and when it was changed."""
    with os.scandir(folder) as entries:
        for one in sorted(entries, key=lambda entry: entry.name):
            if one.is_dir():
                if one.name != "__pycache__":
                    yield from _files_in(one.path)
                continue
            state = one.stat()
            yield f"{one.path} {state.st_size} {state.st_mtime_ns}\n"


def _thin(folder: Path) -> None:
    """Keep the newest records."""
    with contextlib.suppress(OSError):
        with os.scandir(folder) as entries:
            found = sorted((one.stat().st_mtime, one.path) for one in entries)
        for _, one in found[:-MOST_KEPT]:
            os.unlink(one)
