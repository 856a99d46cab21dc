"""Bytes, or pieces of them → files, all of a build or none of it; work done by hand is never lost."""

from __future__ import annotations

import contextlib
import datetime
import errno
import glob
import hashlib
import os
import platform
import shutil
import tempfile
import time
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from pathlib import Path

from deckgen.diagnostics import DeckgenError, Diagnostic, error
from deckgen.project_files import kind_of, special
from deckgen.structs import Struct
from deckgen.structs.patterns import pattern
from deckgen.structs.pieces import CHUNK, Pieces, chunks_of
from deckgen.writers.generation import Generation

_ELSEWHERE = "rename or move what is in its place, or build into another folder with -o"
_DISK_FULL = (errno.ENOSPC, errno.EDQUOT)


class Target(Struct, frozen=True):
    """A file to be written, and what tells whether the one that is there is as deckgen wrote it."""

    path: Path
    generation_of: Callable[[Path], Generation]
    merges: Callable[[Path], bool] | None = None
    """Tells whether a changed file can be merged with, or raises `DeckgenError`; None: it never can."""


def refuse_to_lose(targets: Iterable[Target]) -> tuple[Diagnostic, ...]:
    """Return an error for each file that may not be replaced: open elsewhere, or changed by hand."""
    return tuple(problem for target in targets if (problem := _obstacle(target)) is not None)


def refuse_if_open(targets: Iterable[Target]) -> tuple[Diagnostic, ...]:
    """Return an error for each file that another program holds open."""
    return tuple(problem for target in targets if (problem := open_elsewhere(target.path)) is not None)


def _obstacle(target: Target) -> Diagnostic | None:
    path = target.path
    if (held := open_elsewhere(path)) is not None:
        return held
    try:
        state = target.generation_of(path)
    except FileNotFoundError:
        return None
    except OSError as problem:
        return error(
            f"{path} is in the way and cannot be read: {problem.strerror}", None, "rename or move it"
        )
    if state is Generation.AS_WRITTEN:
        return None
    try:
        if target.merges is not None and target.merges(path):
            return None
    except DeckgenError as refused:
        return refused.diagnostics[0]
    if state is Generation.CHANGED:
        return error(
            f"{path} was changed by hand since deckgen wrote it, and building would lose that",
            None,
            "keep it: rename or move it, then build again",
            "replace it: build with --fresh, which keeps a dated copy of it",
        )
    return error(
        f"{path} was not written by deckgen, and building would replace it",
        None,
        "rename or move it, or build into another folder with -o",
        "replace it: build with --fresh, which keeps a dated copy of it",
    )


def open_elsewhere(path: Path) -> Diagnostic | None:
    """Return an error where a program has the file open, by the mark that office programs leave beside it."""
    marks = (path.with_name(f"~${path.name}"), path.with_name(f".~lock.{path.name}#"))
    mark = next((one for one in marks if os.path.lexists(one)), None)
    if mark is not None:
        return error(
            f"{path} is open in another program",
            None,
            "close it there, then build again",
            f"if it is not open anywhere, a program that crashed left {mark.name} there: delete that file",
        )
    try:
        if special(path):
            return _no_file(path, path)
        with path.open("r+b"):
            return None
    except FileNotFoundError:
        return None
    except PermissionError:
        return error(
            f"{path} cannot be written: it is open in another program, or marked read-only",
            None,
            "close it there, then build again",
        )
    except OSError as problem:
        return error(f"{path} cannot be written: {problem.strerror}", None, _ELSEWHERE)


def _no_file(path: Path, place: Path) -> Diagnostic:
    """Return that what is in a place is a folder, a pipe or a device, which no file may take away."""
    return error(f"{path} cannot be written: it is {kind_of(place)}", None, "rename or move it")


def back_up(
    targets: Iterable[Target], now: datetime.datetime, others: Container[Path] = ()
) -> tuple[Path, ...]:
    """Copy each file that would be lost to a dated name beside it; return the copies.

    `others` are those that would be although they are as deckgen wrote them: another talk's.
    """
    copies: list[Path] = []
    for target in targets:
        path = target.path
        if not path.is_file():
            continue
        if path not in others and target.generation_of(path) is Generation.AS_WRITTEN:
            continue
        stem = f"{path.stem}.backup-{now:%Y%m%d-%H%M%S}"
        numbered = (
            path.with_name(f"{stem}{count}{path.suffix}")
            for count in ("", *(f"-{one}" for one in range(2, 1000)))
        )
        copy = next(one for one in numbered if not one.exists())
        save_all({copy: path})
        copies.append(copy)
        _thin(path, now)
    return tuple(copies)


_KEPT_COPIES = 5


def _thin(path: Path, now: datetime.datetime) -> None:
    """Keep the last five copies of a file, and of those before them the last of each day for a month."""
    found = []
    for one in path.parent.glob(f"{glob.escape(path.stem)}.backup-*{path.suffix}"):
        if match := _DATED.search(one.stem):
            found.append((match[1], match[2], int(match[3] or 1), one))
    found.sort(reverse=True)
    seen: set[str] = set()
    for place, (day, _, _, one) in enumerate(found):
        month_old = f"{now - datetime.timedelta(days=31):%Y%m%d}" > day
        if place >= _KEPT_COPIES and (day in seen or month_old):
            with contextlib.suppress(OSError):
                one.unlink()
        seen.add(day)


_DATED = pattern(r"\.backup-(\d{8})-(\d{6})(?:-(\d+))?$")


Contents = bytes | Pieces | Path
"""What a file is to hold: bytes, pieces, or what another file holds."""


def save_all(files: Mapping[Path, Contents]) -> None:
    """Write the files so that none of them is ever half there, and all of them are new or none is.

    Each is written beside its place and brought to the disk; only when all of them are there are they
    moved into their places, one at once after the other. Where one cannot be moved, those before it are put
    back as they were. A link is written through: what it leads to is replaced. Raises `DeckgenError` when the
    disk is full or a place cannot be written.
    """
    waiting: list[tuple[Path, Path]] = []
    moved: list[tuple[Path, Path | None]] = []
    try:
        for path, data in files.items():
            place = _through_links(path)
            if kind_of(place):
                raise DeckgenError(_no_file(path, place))
            _tidy(place)
            waiting.append((_write_beside(place, data), place))
        with _alone({place.parent for _, place in waiting}):
            while waiting:
                temporary, path = waiting[0]
                if len(files) > 1:
                    moved.append((path, _set_aside(path)))
                os.replace(temporary, path)
                waiting.pop(0)
    except BaseException as problem:
        _put_back(moved)
        if isinstance(problem, OSError | RuntimeError | ValueError):
            raise DeckgenError(_explain(problem, waiting[0][1] if waiting else path)) from None
        raise
    finally:
        for one in (*(temporary for temporary, _ in waiting), *(kept for _, kept in moved if kept)):
            with contextlib.suppress(OSError):
                one.unlink()


@contextlib.contextmanager
def _alone(folders: Iterable[Path]) -> Iterator[None]:
    """Wait until no other build moves files into these folders, so that a pair is one build's.

    Folders are locked themselves, which leaves nothing behind, even where the build is killed. Windows locks
    no folders, and some disks of networks lock nothing; there builds at the same moment may mix.
    """
    with contextlib.ExitStack() as held:
        for folder in sorted(folders):
            try:
                import fcntl

                handle = os.open(folder, os.O_RDONLY)
                held.callback(os.close, handle)
                fcntl.flock(handle, fcntl.LOCK_EX)
            except (ImportError, OSError):
                continue
        yield


def _through_links(path: Path) -> Path:
    """Return where a file is written: what a link leads to; raises an error for links in a circle."""
    return path.resolve() if path.is_symlink() else path


def _set_aside(path: Path) -> Path | None:
    """Return a second name for the file that is in a place, None where none is there."""
    if not path.is_file():
        return None
    kept = path.with_name(f"{_own(path)}old{path.suffix[:20]}{_OURS}")
    with contextlib.suppress(FileNotFoundError):
        kept.unlink()
    try:
        os.link(path, kept)
    except OSError:
        # no second names on this disk
        shutil.copyfile(path, kept)
    return kept


def _put_back(moved: Iterable[tuple[Path, Path | None]]) -> None:
    """Have the places hold again what was there."""
    for path, kept in moved:
        with contextlib.suppress(OSError):
            if kept is not None:
                os.replace(kept, path)
            elif path.is_file():
                path.unlink()


_OURS = ".deckgen"
_STALE = 3_600
"""Seconds after which a file beside a place is left by a build of another machine that was killed."""


def _beside(path: Path) -> str:
    """Return what the names begin with of what is written beside a place; no name may be very long."""
    return f".{path.stem[:40]}-"


def _own(path: Path) -> str:
    """Return what they begin with that this process writes: its machine and its number follow."""
    machine = hashlib.sha256(platform.node().encode()).hexdigest()[:6]
    return f"{_beside(path)}{machine}-{os.getpid()}-"


def _tidy(path: Path) -> None:
    """Remove what builds of this file that were killed have left beside its place."""
    with contextlib.suppress(OSError):
        for one in path.parent.glob(f"{glob.escape(_beside(path))}*{_OURS}"):
            if _is_over(path, one) or time.time() - one.stat().st_mtime > _STALE:
                one.unlink()


def _is_over(path: Path, left: Path) -> bool:
    """Tell whether the process that has written a file beside a place is known to have ended."""
    mine = _own(path).rstrip("-").rpartition("-")[0]
    number = left.name.removeprefix(f"{mine}-").partition("-")[0]
    if os.name == "nt" or not left.name.startswith(f"{mine}-") or not number.isdecimal():
        return False  # on Windows, nothing asks after a process without a risk of ending it
    try:
        os.kill(int(number), 0)
    except ProcessLookupError:
        return True
    except (OSError, OverflowError):
        return False
    return False


def _chunks(contents: Contents) -> Iterator[bytes]:
    if not isinstance(contents, Path):
        yield from chunks_of(contents)
        return
    with contents.open("rb") as file:
        while chunk := file.read(CHUNK):
            yield chunk


def same(path: Path, contents: Contents) -> bool:
    """Tell whether a file holds just these bytes; a pipe holds none, and would be waited for."""
    try:
        if special(path):
            return False
        with path.open("rb") as file:
            if not isinstance(contents, Path) and os.fstat(file.fileno()).st_size != len(contents):
                return False
            return all(file.read(len(chunk)) == chunk for chunk in _chunks(contents)) and not file.read(1)
    except OSError:
        return False


def _write_beside(path: Path, data: Contents) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=_own(path), suffix=_OURS, dir=path.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            for chunk in _chunks(data):
                file.write(chunk)
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(_mode_for(path))
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise
    return temporary


def _mode_for(path: Path) -> int:
    """Return the permissions of the file that is there, or those a new file gets."""
    try:
        return path.stat().st_mode & 0o777
    except OSError:
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask


def _explain(problem: Exception, path: Path) -> Diagnostic:
    if not isinstance(problem, OSError):
        return error(f"{path} cannot be written: {problem}", None, _ELSEWHERE)
    if problem.errno in _DISK_FULL:
        return error(
            f"the disk is full: {path} could not be written; the file that was there is unchanged",
            None,
            "make room on it, then build again",
        )
    if isinstance(problem, PermissionError):
        return error(
            f"{path} cannot be written: it is open in another program, or its folder is read-only",
            None,
            "close it there, then build again, or build into another folder with -o",
        )
    return error(f"{path} cannot be written: {problem.strerror}", None, _ELSEWHERE)
