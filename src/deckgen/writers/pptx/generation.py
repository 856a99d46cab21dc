"""A file → whether it is still the deck that deckgen wrote.

The core properties name the deck and the fingerprint of all other files of the package; whoever changes
the deck changes the fingerprint. Nothing is unpacked beyond a bound.
"""

from __future__ import annotations

import functools
import html
import io
import re
import zipfile
from pathlib import Path
from typing import BinaryIO

from deckgen.writers.generation import Generation
from deckgen.writers.pptx.package import CORE_PROPERTIES, UNREADABLE, Fingerprint

_IDENTIFIER = re.compile(rb"<(?:\w+:)?identifier[^>]*>\s*deckgen:[^<]+:([0-9a-f]{12})\s*<")
_LONGEST_PROPERTIES = 1 << 20
_CHUNK = 1 << 20
_PACKINGS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
"""How Office packs the files of a package; no others are unpacked."""


def generation_of(data: bytes | Path) -> Generation:
    """Return what the file is: as deckgen wrote it, changed since, or none of deckgen's.

    It is given by its bytes or its place. Raises `OSError` where it is not there, or nobody may read it.
    """
    if isinstance(data, bytes):
        return _generation(io.BytesIO(data), len(data))
    found = data.stat()
    return _of_file(data, (found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns))


@functools.lru_cache(1)
def _of_file(path: Path, seen: tuple[int, ...]) -> Generation:
    """Return what a file is; a build asks it of the same one three times, and unpacks it once."""
    with path.open("rb") as file:
        return _generation(file, seen[2])


def talk_in(path: Path) -> tuple[str, tuple[str, ...]] | None:
    """Return the title and the sections that a deck says it has; None where it cannot be read."""
    try:
        with zipfile.ZipFile(path) as archive:
            if archive.getinfo(CORE_PROPERTIES).file_size > _LONGEST_PROPERTIES:
                return None
            told = archive.read(CORE_PROPERTIES).decode("utf-8", "replace")
    except (OSError, *UNREADABLE):
        return None
    title, sections = (
        html.unescape(found[1]) if (found := re.search(rf"<{name}>([^<]*)</{name}>", told)) else ""
        for name in ("dc:title", "cp:keywords")
    )
    return title, tuple(filter(None, sections.split("; ")))


def _generation(file: BinaryIO, size: int) -> Generation:
    try:
        archive = zipfile.ZipFile(file)
    except UNREADABLE:
        return Generation.FOREIGN
    with archive:
        named = _named(archive)
        if named is None:
            return Generation.FOREIGN
        try:
            found = _fingerprint(archive, limit=64 * _CHUNK + 100 * size)
        except UNREADABLE:
            found = None
    return Generation.AS_WRITTEN if found == named else Generation.CHANGED


def _named(archive: zipfile.ZipFile) -> str | None:
    """Return the fingerprint that the core properties name, or None where they name none."""
    try:
        entry = archive.getinfo(CORE_PROPERTIES)
        if entry.file_size > _LONGEST_PROPERTIES or entry.compress_type not in _PACKINGS:
            return None
        match = _IDENTIFIER.search(archive.read(CORE_PROPERTIES))
    except UNREADABLE:
        return None
    return match[1].decode() if match else None


def _fingerprint(archive: zipfile.ZipFile, limit: int) -> str | None:
    """Return the fingerprint of the files, or None where unpacking them would take over `limit` bytes."""
    found = Fingerprint()
    files = sorted(archive.infolist(), key=lambda one: one.filename)
    if sum(one.file_size for one in files) > limit or {one.compress_type for one in files} - _PACKINGS:
        return None
    for one in files:
        if one.filename == CORE_PROPERTIES:
            continue
        found.begin(one.filename, one.file_size)
        with archive.open(one) as stream:
            while chunk := stream.read(_CHUNK):
                found.add(chunk)
    return found.text()
