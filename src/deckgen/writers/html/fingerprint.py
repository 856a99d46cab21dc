"""The pieces of a slideshow ↔ the seal in them that tells whether somebody has changed them since.

The seal is a hash of the whole file with the seal's own place left empty. Line ends are read as one kind,
so that a file that travelled through a version control system or a mail is not taken for a changed one.
"""

from __future__ import annotations

import hashlib
import itertools
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from deckgen.structs import replace
from deckgen.structs.pieces import CHUNK, Pieces, chunks_of
from deckgen.writers.generation import Generation

NAME = "deckgen-generation"
"""The name of the meta element that carries the seal."""

_FINGERPRINT = re.compile(rb'<meta name="deckgen-generation" content="([0-9a-f]{64})?">')
_LONGEST = 128
"""Bytes that the element never has."""


def with_fingerprint(show: Pieces) -> Pieces:
    """Return the file with its seal filled in; its first piece must hold the seal's element, empty."""
    first, *others = show.pieces
    assert isinstance(first, bytes), "a slideshow begins with its head"
    sealed = _FINGERPRINT.sub(_element(_digest(show.chunks())), first, count=1)
    return replace(show, pieces=(sealed, *others))


def generation_of(data: bytes | Path) -> Generation:
    """Tell what a file is, given by its bytes or its place: a slideshow as written, changed, or none.

    Raises `OSError` where it is not there, or nobody may read it.
    """
    found: list[bytes] = []
    digest = _digest(_chunks(data), found)
    if not found:
        return Generation.FOREIGN
    return Generation.AS_WRITTEN if found[0].decode("ascii") == digest else Generation.CHANGED


def _chunks(data: bytes | Path) -> Iterator[bytes]:
    if isinstance(data, bytes):
        yield from chunks_of(data)
        return
    with data.open("rb") as file:
        while chunk := file.read(CHUNK):
            yield chunk


def _digest(chunks: Iterable[bytes], seals: list[bytes] | None = None) -> str:
    """Return the hash of a file with the first seal in it left out; that is put into `seals`."""
    digested = hashlib.sha256()
    held, sealed = b"", False
    for chunk in itertools.chain(chunks, (b"",)):
        held += chunk
        if not sealed and (found := _FINGERPRINT.search(held)):
            held = held[: found.start()] + _element("") + held[found.end() :]
            sealed = True
            if seals is not None:
                seals.append(found[1] or b"")
        # What may be the beginning of a seal, or of the end of a line, waits for what follows.
        ready = len(held) - (0 if not chunk else 1 if sealed else _LONGEST)
        if ready > 0:
            digested.update(held[:ready].replace(b"\r\n", b"\n"))
            held = held[ready:]
    return digested.hexdigest()


def _element(digest: str) -> bytes:
    return f'<meta name="{NAME}" content="{digest}">'.encode("ascii")
