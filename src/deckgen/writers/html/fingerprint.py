"""The bytes of a slideshow ↔ the seal in them that tells whether somebody has changed them since.

The seal is a hash of the whole file with the seal's own place left empty. Line ends are read as one kind,
so that a file that travelled through a version control system or a mail is not taken for a changed one.
"""

from __future__ import annotations

import hashlib
import re

from deckgen.writers.generation import Generation

NAME = "deckgen-generation"
"""The name of the meta element that carries the seal."""

_FINGERPRINT = re.compile(rb'<meta name="deckgen-generation" content="([0-9a-f]{64})?">')


def with_fingerprint(data: bytes) -> bytes:
    """Return the file with its seal filled in; it must hold the seal's element, empty."""
    return _FINGERPRINT.sub(_element(_digest(data)), data, count=1)


def generation_of(data: bytes) -> Generation:
    """Tell what a file's bytes are: a slideshow as it was written, a changed one, or something else."""
    found = _FINGERPRINT.search(data)
    if found is None:
        return Generation.FOREIGN
    written = (found.group(1) or b"").decode("ascii")
    return Generation.AS_WRITTEN if written == _digest(data) else Generation.CHANGED


def _digest(data: bytes) -> str:
    blank = _FINGERPRINT.sub(_element(""), data, count=1)
    return hashlib.sha256(blank.replace(b"\r\n", b"\n")).hexdigest()


def _element(digest: str) -> bytes:
    return f'<meta name="{NAME}" content="{digest}">'.encode("ascii")
