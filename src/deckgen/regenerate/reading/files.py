"""The files of a package by their names: small ones as bytes, large media where they are."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Iterator, Mapping, MutableMapping
from pathlib import Path
from typing import BinaryIO

from deckgen.project_files import changed_meanwhile
from deckgen.structs import Struct
from deckgen.structs.pieces import CHUNK, KEY_BYTES, Content, Pieces, chunks_of
from deckgen.writers.pptx.package import UNREADABLE

Source = bytes | Path | Pieces
"""A deck: its bytes, its file, or the pieces that it will be written from."""

LARGE = 1 << 20
"""Bytes from which on media stay where they are."""


def opened(source: Source) -> BinaryIO:
    """Return a deck as a file that is open to be read. Raises `OSError` where it is not there."""
    if isinstance(source, bytes):
        return io.BytesIO(source)
    return source.open("rb") if isinstance(source, Path) else source.opened()


class Member(Struct, frozen=True):
    """A large file of a package, which stays in the package's own."""

    path: Path
    name: str
    size: int
    key: bytes
    crc: int

    def __len__(self) -> int:
        return self.size

    def chunks(self) -> Iterator[bytes]:
        """Give the bytes. Raises `DeckgenError` where the package is not as it was."""
        try:
            with zipfile.ZipFile(self.path) as archive, archive.open(self.name) as file:
                while chunk := file.read(CHUNK):
                    yield chunk
        except UNREADABLE:
            raise changed_meanwhile(self.path) from None

    def read(self, at: int, size: int) -> bytes:
        """Return the bytes from a place on, fewer where the file ends. Raises as `chunks` does."""
        try:
            with zipfile.ZipFile(self.path) as archive, archive.open(self.name) as file:
                file.seek(at)
                return file.read(size)
        except UNREADABLE:
            raise changed_meanwhile(self.path) from None


def content_of(source: Source, archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Content:
    """Return the content of a file of a package, which is read and checked in either case."""
    if isinstance(source, bytes) or entry.file_size < LARGE or "/media/" not in entry.filename:
        return archive.read(entry)
    if isinstance(source, Pieces):
        # the piece that it was made of, which follows the one with its name
        found = source.at(entry.header_offset + 30 + len(entry.filename.encode()))
        return archive.read(entry) if found is None or len(found) != entry.file_size else found
    digested = hashlib.blake2b(digest_size=KEY_BYTES)
    with archive.open(entry) as file:
        while chunk := file.read(CHUNK):
            digested.update(chunk)
    return Member(source, entry.filename, entry.file_size, digested.digest(), entry.CRC)


class Files(MutableMapping[str, bytes]):
    """Files by their names; one that stays where it is is read when its bytes are asked for."""

    def __init__(self, contents: Mapping[str, Content]) -> None:
        self._contents = dict(contents)

    def __getitem__(self, name: str) -> bytes:
        found = self._contents[name]
        return found if isinstance(found, bytes) else b"".join(chunks_of(found))

    def __setitem__(self, name: str, content: Content) -> None:
        self._contents[name] = content

    def __delitem__(self, name: str) -> None:
        del self._contents[name]

    def __contains__(self, name: object) -> bool:
        return name in self._contents

    def __iter__(self) -> Iterator[str]:
        return iter(self._contents)

    def __len__(self) -> int:
        return len(self._contents)

    def content(self, name: str) -> Content:
        """Return a file without reading it."""
        return self._contents[name]
