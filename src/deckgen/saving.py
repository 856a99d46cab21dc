"""Bytes → files, all of a build or none of it; work done by hand in an earlier file is never lost."""

from __future__ import annotations

import contextlib
import datetime
import errno
import os
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from deckgen.diagnostics import Diagnostic, Refused, error
from deckgen.writers.generation import Generation

_DISK_FULL = (errno.ENOSPC, errno.EDQUOT)


@dataclass(frozen=True, slots=True)
class Target:
    """A file to be written, and what tells whether the one that stands there is as deckgen wrote it."""

    path: Path
    generation_of: Callable[[bytes], Generation]


def refuse_to_lose(targets: Iterable[Target]) -> tuple[Diagnostic, ...]:
    """Return an error for each file that may not be replaced: open elsewhere, or changed by hand."""
    return tuple(problem for target in targets if (problem := _obstacle(target)) is not None)


def refuse_if_open(targets: Iterable[Target]) -> tuple[Diagnostic, ...]:
    """Return an error for each file that another program holds open."""
    return tuple(problem for target in targets if (problem := _open_elsewhere(target.path)) is not None)


def _obstacle(target: Target) -> Diagnostic | None:
    path = target.path
    if (held := _open_elsewhere(path)) is not None:
        return held
    try:
        state = target.generation_of(path.read_bytes())
    except FileNotFoundError:
        return None
    except OSError as problem:
        return error(f"{path} stands in the way and cannot be read: {problem.strerror}")
    if state is Generation.AS_WRITTEN:
        return None
    if state is Generation.CHANGED:
        return error(
            f"{path} was changed by hand since deckgen wrote it, and building would lose that",
            None,
            "keep it: rename or move it, then build again",
            "replace it: build with --force, which keeps a dated copy of it",
        )
    return error(
        f"{path} was not written by deckgen, and building would replace it",
        None,
        "rename or move it, or build into another folder with -o",
        "replace it: build with --force, which keeps a dated copy of it",
    )


def _open_elsewhere(path: Path) -> Diagnostic | None:
    """Tell whether a program has the file open, by the mark that office programs leave beside it."""
    marks = (path.with_name(f"~${path.name}"), path.with_name(f".~lock.{path.name}#"))
    mark = next((one for one in marks if one.exists()), None)
    if mark is not None:
        return error(
            f"{path} is open in another program",
            None,
            "close it there, then build again",
            f"if it is not open anywhere, a program that crashed left {mark.name} behind: delete that file",
        )
    try:
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
        return error(f"{path} cannot be written: {problem.strerror}")


def back_up(targets: Iterable[Target], now: datetime.datetime) -> tuple[Path, ...]:
    """Copy each file that would be lost to a dated name beside it; return the copies."""
    copies: list[Path] = []
    for target in targets:
        path = target.path
        if not path.is_file():
            continue
        data = path.read_bytes()
        if target.generation_of(data) is Generation.AS_WRITTEN:
            continue
        stem = f"{path.stem}.backup-{now:%Y%m%d-%H%M%S}"
        numbered = (
            path.with_name(f"{stem}{count}{path.suffix}")
            for count in ("", *(f"-{one}" for one in range(2, 1000)))
        )
        copy = next(one for one in numbered if not one.exists())
        save_all({copy: data})
        copies.append(copy)
    return tuple(copies)


def save_all(files: dict[Path, bytes]) -> None:
    """Write the files so that none of them is ever half there.

    Each is written beside its place and brought to the disk; only when all of them are there are they
    moved into their places, one at once after the other. Raises `Refused` when the disk is full or a
    place cannot be written.
    """
    waiting: list[tuple[Path, Path]] = []
    try:
        for path, data in files.items():
            waiting.append((_write_beside(path, data), path))
        while waiting:
            temporary, path = waiting[0]
            os.replace(temporary, path)
            waiting.pop(0)
    except OSError as problem:
        raise Refused(_explain(problem, waiting[0][1] if waiting else path)) from None
    finally:
        for temporary, _ in waiting:
            with contextlib.suppress(OSError):
                temporary.unlink()


def _write_beside(path: Path, data: bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=f".{path.stem}-", suffix=".deckgen", dir=path.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(_mode_for(path))
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise
    return temporary


def _mode_for(path: Path) -> int:
    """Return the permissions of the file that stands there, or those a new file gets."""
    try:
        return path.stat().st_mode & 0o777
    except OSError:
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask


def _explain(problem: OSError, path: Path) -> Diagnostic:
    if problem.errno in _DISK_FULL:
        return error(f"the disk is full: {path} could not be written, the file that stood there is as it was")
    if isinstance(problem, PermissionError):
        return error(
            f"{path} cannot be written: it is open in another program, or its folder is read-only",
            None,
            "close it there, then build again, or build into another folder with -o",
        )
    return error(f"{path} cannot be written: {problem.strerror}")
