"""A file that the user names → its bytes, or why it cannot be read.

What kind of file it is and how large come first: nothing waits for a pipe, and what is too large is not read.
"""

from __future__ import annotations

import codecs
import contextlib
import hashlib
import io
import math
import os
import stat
import zlib
from collections.abc import Callable, Iterator
from contextvars import ContextVar
from pathlib import Path
from typing import TypeVar

from deckgen.diagnostics import DeckgenError, Diagnostic, Span, error
from deckgen.structs import Struct
from deckgen.structs.memos import memo
from deckgen.structs.pieces import CHUNK, KEY_BYTES

FOLDER = "a folder"


class FileKind(Struct, frozen=True):
    """What a file is to be: its name in messages, the bytes it may have, and what to do about more."""

    noun: str
    most_bytes: int
    advice: str = ""

    @property
    def one(self) -> str:
        """The noun with its article: `a picture`, `an outline`."""
        return f"{'an' if self.noun[0] in 'aeiou' else 'a'} {self.noun}"

    def too_large(self, size: int, name: str, span: Span | None) -> Diagnostic | None:
        """Return an error where a file has more bytes than it may, None where it has not."""
        if size <= self.most_bytes:
            return None
        allowed = _shown(self.most_bytes)
        message = f'the {self.noun} "{name}" is {_shown(size)} large; at most {allowed} is read'
        return error(message, span, *([self.advice] if self.advice else []))

    def misplaced(self, what: str, name: str, span: Span | None) -> Diagnostic:
        """Return that something is no file at all; `what` says what it is, as `special` does."""
        hints = [f"name the file in it: {name.rstrip('/')}/…"] if what == FOLDER else []
        return error(f'"{name}" is {what}, not {self.one}', span, *hints)


NAME_A_FILE = "name it from the outline's folder, for instance images/map.png"
_NAME_IN_IT = "write the file's name after it, for instance talks/talk.yaml"
MAY_READ = "open it in another program to see whether it can be read, or copy it again"


def special(path: Path) -> str:
    """Return what a path leads to where that is no ordinary file, empty where it is one.

    Raises `OSError` where nothing is there or nobody may look, and `ValueError` for what is no file name.
    """
    mode = path.stat().st_mode
    if stat.S_ISREG(mode):
        return ""
    return FOLDER if stat.S_ISDIR(mode) else "a pipe or a device"


def kind_of(path: Path) -> str | None:
    """Return the same, None where nothing is there or can be: this raises nothing, whatever is asked for."""
    try:
        return special(path)
    except (OSError, ValueError):
        return None


def with_ending(path: Path, ending: str) -> Path:
    """Return a path with another ending; raises `DeckgenError` for what only a folder is called."""
    if path.name in ("", ".."):
        raise DeckgenError(error(f'expected the name of a file, but "{path}" is a folder', None, _NAME_IN_IT))
    return path.with_name(f"{path.stem}{ending}")


Mark = tuple[int, int, int] | None
"""A file's time of change in nanoseconds, its size and its number on the disk; None where there is none."""


def mark_of(path: Path) -> Mark:
    """Return what tells a file that was saved again from what it was."""
    try:
        found = os.stat(path)
    except (OSError, ValueError):
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino


class Held(Struct, frozen=True):
    """The bytes of a large file, which stay in the file until they are written elsewhere.

    `key`, `crc` and `digest` are of the bytes that were in it when it was looked at. A file that is another
    when it is read again is refused: no deck and no slideshow mixes two.
    """

    path: Path
    size: int
    key: bytes
    crc: int
    digest: str

    def __len__(self) -> int:
        return self.size

    def chunks(self) -> Iterator[bytes]:
        """Give the bytes. Raises `DeckgenError` where the file is not as it was."""
        crc = size = 0
        try:
            with self.path.open("rb") as file:
                while chunk := file.read(min(CHUNK, self.size - size + 1)):
                    crc, size = zlib.crc32(chunk, crc), size + len(chunk)
                    if size > self.size:
                        break
                    yield chunk
        except OSError:
            size = -1
        if (size, crc) != (self.size, self.crc):
            raise changed_meanwhile(self.path)

    def read(self, at: int, size: int) -> bytes:
        """Return the bytes from a place on, fewer where the file ends. Raises as `chunks` does."""
        try:
            with self.path.open("rb", buffering=0) as file:
                file.seek(at)
                return file.read(size)
        except OSError:
            raise changed_meanwhile(self.path) from None


def is_ours(path: Path) -> bool:
    """Tell whether it is a file of this user's that nobody else may write; Windows keeps that otherwise."""
    found = path.lstat()
    if not hasattr(os, "getuid"):
        return True
    return stat.S_ISREG(found.st_mode) and found.st_uid == os.getuid() and not found.st_mode & 0o022


def changed_meanwhile(path: Path) -> DeckgenError:
    """Return that a file is not as it was when it was first looked at."""
    message = f'the file "{path}" was changed or taken away while it was read'
    return DeckgenError(error(message, None, "build again"))


UNSETTLED = "?"
"""Stands for the hash of a file that was another when it was read again."""

_USED: ContextVar[dict[Path, str | None] | None] = ContextVar("_USED", default=None)


def digest(data: bytes) -> str:
    """Return what tells a file's bytes from any others."""
    return hashlib.sha256(data).hexdigest()


def file_digest(path: Path) -> str:
    """Return the same of what is in a file. Raises `OSError` where it cannot be read."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@contextlib.contextmanager
def watched() -> Iterator[dict[Path, str | None]]:
    """Give what grows by each file that is looked for meanwhile: its name and the hash of what was read.

    That is None where nothing was, because the file is not there or only looked at, and `UNSETTLED` where it
    changed in between.
    """
    used: dict[Path, str | None] = {}
    before = _USED.get()
    token = _USED.set(used)
    try:
        yield used
    finally:
        _USED.reset(token)
        for path, found in used.items():
            _note(before, path, found)


def note_use(path: Path, data: bytes | Held | str | None = None) -> None:
    """Have `watched` know a file that is looked for, even where it is not there, and what was read of it.

    That is its bytes, what holds them, or their hash.
    """
    if (used := _USED.get()) is not None:
        if isinstance(data, bytes):
            data = digest(data)
        _note(used, path, data.digest if isinstance(data, Held) else data)


def _note(used: dict[Path, str | None] | None, path: Path, found: str | None) -> None:
    if used is None:
        return
    path = Path(os.path.abspath(path))
    known = used.get(path)
    if known is None or found in (None, known):
        used[path] = found or known
    else:
        used[path] = UNSETTLED


def read_project_file(path: Path, kind: FileKind, name: str, span: Span | None = None) -> bytes | Diagnostic:
    """Return the bytes of a file, or why they cannot be had.

    `name` is what messages call it; `span` is where it is named, None where that is in no file.
    """

    def whole(file: io.BufferedReader) -> bytes | Diagnostic:
        data = file.read(kind.most_bytes + 1)
        return (
            kind.too_large(len(data), name, span) or data
        )  # some files, as those of /proc, claim to be empty

    return take_from(path, kind, name, span, whole)


def hold_project_file(path: Path, kind: FileKind, name: str, span: Span | None = None) -> Held | Diagnostic:
    """Return what holds the bytes of a large file, or why they cannot be had; see `read_project_file`."""

    def looked_at(file: io.BufferedReader) -> Held | Diagnostic:
        size = crc = 0
        key, digested = hashlib.blake2b(digest_size=KEY_BYTES), hashlib.sha256()
        while chunk := file.read(CHUNK):
            size, crc = size + len(chunk), zlib.crc32(chunk, crc)
            if found := kind.too_large(size, name, span):
                return found
            key.update(chunk)
            digested.update(chunk)
        return Held(path, size, key.digest(), crc, digested.hexdigest())

    def look() -> Held | Diagnostic:
        return take_from(path, kind, name, span, looked_at)

    held = memo("held", path, (kind, mark_of(path)), look, lambda found: isinstance(found, Held))
    if isinstance(held, Held):
        note_use(path, held)
    return held


def refused_file(path: Path, kind: FileKind, name: str) -> Diagnostic | None:
    """Return why a file cannot be had, None where it can; nothing of it is read."""
    found = take_from(path, kind, name, None, lambda file: b"")
    return found if isinstance(found, Diagnostic) else None


Had = TypeVar("Had", bytes, Held)


def take_from(
    path: Path,
    kind: FileKind,
    name: str,
    span: Span | None,
    take: Callable[[io.BufferedReader], Had | Diagnostic],
) -> Had | Diagnostic:
    """Return what `take` takes from a file, or why it cannot be had; see `read_project_file`."""
    note_use(path)
    try:
        if what := special(path):
            return kind.misplaced(what, name, span)
        if found := kind.too_large(path.stat().st_size, name, span):
            return found
        with path.open("rb") as file:
            had = take(file)
    except FileNotFoundError:
        return error(
            f'there is no {kind.noun} "{name}"', span, "check how it is spelt, and in which folder it is"
        )
    except OSError as problem:
        return error(f'the {kind.noun} "{name}" cannot be read: {problem.strerror}', span, MAY_READ)
    except ValueError:
        return error(f'"{name}" cannot be the name of a file', span, NAME_A_FILE)
    if not isinstance(had, Diagnostic):
        note_use(path, had)
    return had


def utf8_text(data: bytes, path: Path, name: str) -> str | Diagnostic:
    """Return the text of a file without its byte order mark, or the place in it that is not UTF-8."""
    hint = "save or export it again as UTF-8 (Unicode)"
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return error(f'"{name}" is written in UTF-16, and UTF-8 is needed', Span(path, 1, 1, 1, 2), hint)
    data = data.removeprefix(codecs.BOM_UTF8)
    stop = data.find(b"\0")
    text = ""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as problem:
        stop = problem.start if stop < 0 else min(stop, problem.start)
    if stop < 0:
        return text
    before = data[:stop]
    line = before.count(b"\n") + 1
    column = len(before.rpartition(b"\n")[2].decode("utf-8", "replace")) + 1
    return error(
        f'"{name}" is not UTF-8 text: a letter in line {line} cannot be read',
        Span(path, line, column, line, column + 1),
        hint,
    )


def _shown(size: int) -> str:
    """Return a size, rounded up, so that what is a byte too large never looks as large as what is allowed."""
    return f"{math.ceil(size / 1e3)} kB" if size < 1_000_000 else f"{math.ceil(size / 1e5) / 10:g} MB"
