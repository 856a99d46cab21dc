"""Compiled templates, kept between builds: code, so it is taken up only where it is certainly deckgen's own.

What is kept is named after everything it depends on and carries a checksum of its bytes: a flipped bit, a
file of another version or one that somebody put there is passed over, and the template compiled again.
Compiling both takes 0.2 s.
"""

from __future__ import annotations

import contextlib
import hashlib
import io
import os
import sys
import tempfile
from pathlib import Path

import jinja2
from jinja2.bccache import Bucket, BytecodeCache

from deckgen.project_files import is_ours

_MOST_KEPT = 8
"""Files beyond which the oldest go: two templates of the last four versions."""

_CHECKSUM = 32


class CompiledTemplates(BytecodeCache):
    """A folder of compiled templates."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take up what is kept of a template, if it is whole and nobody else could have put it there."""
        path = self._path(bucket)
        try:
            if not is_ours(path):
                return
            content = path.read_bytes()
        except OSError:
            return
        checksum, body = content[:_CHECKSUM], content[_CHECKSUM:]
        if checksum != self._checksum(bucket, body):
            return
        with contextlib.suppress(Exception):
            bucket.load_bytecode(io.BytesIO(body))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a compiled template; where that is impossible, it is not kept."""
        body = io.BytesIO()
        bucket.write_bytecode(body)
        path = self._path(bucket)
        new = ""
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            handle, new = tempfile.mkstemp(suffix=".new", dir=self.folder)
            with os.fdopen(handle, "wb") as file:
                file.write(self._checksum(bucket, body.getvalue()) + body.getvalue())
            os.replace(new, path)
            self._thin()
        except OSError:
            with contextlib.suppress(OSError):
                os.unlink(new)

    def _path(self, bucket: Bucket) -> Path:
        made_by = f"{sys.version} {jinja2.__version__} {bucket.key} {bucket.checksum}"
        return self.folder / f"{hashlib.sha256(made_by.encode()).hexdigest()[:40]}.bin"

    def _checksum(self, bucket: Bucket, body: bytes) -> bytes:
        return hashlib.sha256(self._path(bucket).name.encode() + body).digest()

    def _thin(self) -> None:
        """Keep the newest; what an older deckgen or a build that was killed has left goes."""
        found = sorted(self.folder.iterdir(), key=lambda one: one.stat().st_mtime, reverse=True)
        for one in found[_MOST_KEPT:]:
            one.unlink()
