"""A file → what is found in it, whichever kind it is; what cannot be read is refused with a message."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import BinaryIO, TypeVar

from deckgen.check.access.deck import read_deck
from deckgen.check.access.pdf import read_pdf
from deckgen.check.access.rules import Reading
from deckgen.check.access.show import read_show
from deckgen.diagnostics import DeckgenError, Diagnostic, error
from deckgen.limits import DECK_BYTES
from deckgen.project_files import FileKind, read_project_file, refused_file, take_from
from deckgen.structs.pieces import CHUNK
from deckgen.writers.pptx.package import UNREADABLE

DECK = FileKind("deck", DECK_BYTES)

FILE = FileKind("file", 400_000_000)
"""A PDF, or a show without its pictures and recordings."""

SHOW = FileKind("file", DECK_BYTES // 3 * 4)
"""A show with them: in Base64, a third larger than the largest deck."""

_SHOWN = 64
"""Characters that are kept of each picture and recording, for messages."""

_HEAD = b";base64,"
_BASE64 = re.compile(rb"[A-Za-z0-9+/=]*")

READERS: dict[str, Callable[[bytes], Reading]] = {
    ".pptx": read_deck,
    ".potx": read_deck,
    ".ppsx": read_deck,
    ".pptm": read_deck,
    ".html": read_show,
    ".htm": read_show,
    ".pdf": read_pdf,
}
"""How a file's name ends → what reads it."""


def is_file_to_read(path: Path) -> bool:
    """Tell whether a file is checked as it lies, and is no outline."""
    return path.suffix.lower() in READERS


def read_access(path: Path) -> Reading:
    """Return what keeps people from reading a file. Raises `DeckgenError` where it cannot be read."""
    read = READERS[path.suffix.lower()]
    try:
        if read is read_deck:
            return read_deck(_seen(refused_file(path, DECK, str(path)) or path))
        if read is read_show:
            return read_show(_seen(take_from(path, SHOW, str(path), None, partial(without_media, path))))
        return read(_seen(read_project_file(path, FILE, str(path))))
    except DeckgenError:
        raise
    except (*UNREADABLE, AttributeError, IndexError, TypeError, RecursionError) as problem:
        raise DeckgenError(
            error(
                f'"{path.name}" is damaged and cannot be read',
                None,
                f"what was found wrong: {type(problem).__name__} {problem}",
                "open it in the program it was made with, and save it again",
            )
        ) from None


_Seen = TypeVar("_Seen", bytes, Path)


def _seen(found: _Seen | Diagnostic) -> _Seen:
    if isinstance(found, Diagnostic):
        raise DeckgenError(found)
    return found


def without_media(path: Path, file: BinaryIO) -> bytes | Diagnostic:
    """Return a page with only the beginning of all that is in it as Base64."""
    kept: list[bytes] = []
    size, held, inside = 0, b"", False
    while chunk := file.read(CHUNK):
        if inside:
            chunk = chunk[_run(chunk, 0) :]
            inside = not chunk
        done, held, cut = _cut(held + chunk)
        inside = inside or cut
        kept += done
        size += sum(map(len, done))
        if too_large := FILE.too_large(size, str(path), None):
            return too_large
    return b"".join((*kept, held))


def _cut(text: bytes) -> tuple[list[bytes], bytes, bool]:
    """Return what is kept of a stretch, what has to wait for the next, and whether Base64 goes on there."""
    kept: list[bytes] = []
    at = 0
    while (found := text.find(_HEAD, at)) >= 0:
        start = found + len(_HEAD)
        end = _run(text, start)
        if end == len(text) and end - start < _SHOWN:
            return [*kept, text[at:found]], text[found:], False
        kept.append(text[at : min(end, start + _SHOWN)])
        if end == len(text):
            return kept, b"", True
        at = end
    ready = max(at, len(text) - len(_HEAD))
    return [*kept, text[at:ready]], text[ready:], False


def _run(text: bytes, start: int) -> int:
    """Return where the characters of Base64 end that begin in a place."""
    found = _BASE64.match(text, start)
    return found.end() if found else start
