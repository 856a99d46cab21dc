"""A browser's PDF ↔ deckgen's: without the time of day, and with a seal that tells whether it was changed.

The fingerprint is the file's last line, a comment to readers of PDF: a hash of all that is before it. Whoever
adds a comment in a PDF reader adds bytes after it or writes the file anew.
"""

from __future__ import annotations

import hashlib
import re

from deckgen.writers.generation import Generation

_FINGERPRINT = re.compile(rb"%deckgen-generation ([0-9a-f]{64})\n")

_DATES = re.compile(rb"/(?:CreationDate|ModDate) \(D:[^)]*\)")
_CREATOR = re.compile(rb"/Creator \((?:\\.|[^\\)])*\)")


def with_fingerprint(printed: bytes) -> bytes:
    """Return a printed PDF in which nothing tells when it was made, sealed.

    What is taken out leaves blanks, because the file's own table of contents counts bytes.
    """
    plain = _DATES.sub(lambda found: b" " * len(found[0]), printed)
    plain = _CREATOR.sub(lambda found: b"/Creator (deckgen)".ljust(len(found[0])), plain, count=1)
    if not plain.endswith(b"\n"):
        plain += b"\n"
    return plain + b"%deckgen-generation " + _digest(plain) + b"\n"


def generation_of(data: bytes) -> Generation:
    """Tell what a file's bytes are: a PDF as deckgen wrote it, a changed one, or something else."""
    fingerprints = list(_FINGERPRINT.finditer(data))
    if not fingerprints:
        return Generation.FOREIGN
    last = fingerprints[-1]
    whole = last.end() == len(data) and last[1] == _digest(data[: last.start()])
    return Generation.AS_WRITTEN if whole else Generation.CHANGED


def _digest(data: bytes) -> bytes:
    return hashlib.sha256(data).hexdigest().encode("ascii")
