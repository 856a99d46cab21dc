"""What a file is to hold, in pieces: no recording, and no slideshow with one, is ever in memory as a whole.

A deck and its slideshow may hold hundreds of megabytes, the slideshow in Base64, which is a third more. A
piece is bytes, or what gives them when the file is written (`Stored`).
"""

from __future__ import annotations

import base64
import bisect
import hashlib
import io
import itertools
import threading
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, BinaryIO, Protocol, cast

from deckgen.structs import Struct

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

CHUNK = 3 << 18
"""Bytes that are in memory at once; a multiple of three, so that Base64 of chunks is Base64 of the whole."""


class Stored(Protocol):
    """What knows how many bytes it has and their hash, and gives them a chunk of `CHUNK` after the other."""

    @property
    def key(self) -> bytes:
        """What files of equal bytes have in common."""
        ...

    @property
    def crc(self) -> int:
        """The checksum that zip files hold."""
        ...

    def __len__(self) -> int: ...

    def chunks(self) -> Iterator[bytes]:
        """Give the bytes."""
        ...

    def read(self, at: int, size: int) -> bytes:
        """Return the bytes from a place on, at most so many."""
        ...


Content = bytes | Stored
"""The bytes of a picture or a recording, or what gives them."""

KEY_BYTES = 16


def key_of(content: Content) -> bytes:
    """Return what content of equal bytes has in common."""
    if isinstance(content, bytes):
        return hashlib.blake2b(content, digest_size=KEY_BYTES).digest()
    return content.key


class Encoded(Struct, frozen=True):
    """Content as Base64, which is made when it is asked for."""

    content: Content

    def __len__(self) -> int:
        return (len(self.content) + 2) // 3 * 4

    def chunks(self) -> Iterator[bytes]:
        """Give the Base64."""
        return map(base64.b64encode, chunks_of(self.content))


Piece = Content | Encoded


class Pieces(Struct, frozen=True):
    """The bytes of a file, one piece after the other."""

    pieces: tuple[Piece, ...]

    def __len__(self) -> int:
        return sum(map(len, self.pieces))

    def __bytes__(self) -> bytes:
        return b"".join(self.chunks())

    def chunks(self) -> Iterator[bytes]:
        """Give the bytes, small pieces together."""
        small: list[bytes] = []
        size = 0
        for piece in self.pieces:
            for chunk in chunks_of(piece):
                small.append(chunk)
                size += len(chunk)
                if size >= CHUNK:
                    yield b"".join(small)
                    small, size = [], 0
        yield b"".join(small)

    def at(self, place: int) -> Content | None:
        """Return the piece that begins at a place, None where none does."""
        ends = itertools.accumulate(map(len, self.pieces))
        for piece, end in zip(self.pieces, ends, strict=True):
            if end - len(piece) == place and not isinstance(piece, Encoded) and len(piece):
                return piece
        return None

    def told(self) -> bytes:
        """Return what is in memory of it: all but what files hold and what is in Base64."""
        return b"".join(piece for piece in self.pieces if isinstance(piece, bytes))

    def opened(self) -> BinaryIO:
        """Return it as a file that is open to be read; nothing of it may be `Encoded`."""
        return cast(BinaryIO, io.BufferedReader(_Reader(self.pieces), CHUNK))


class Later:
    """A file that is put together when it is first asked for, by whichever thread."""

    def __init__(self, make: Callable[[], Pieces]) -> None:
        self._make = make
        self._made: Pieces | None = None
        self._lock = threading.Lock()

    def pieces(self) -> Pieces:
        """Return what the file is to hold; what is raised while it is made is raised here, each time."""
        with self._lock:
            if self._made is None:
                self._made = self._make()
            return self._made

    def __bytes__(self) -> bytes:
        return bytes(self.pieces())


class _Reader(io.RawIOBase):
    """Content, one after the other, as a file."""

    def __init__(self, pieces: tuple[Piece, ...]) -> None:
        self._pieces = pieces
        self._ends = [*itertools.accumulate(map(len, pieces))]
        self._at = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        before = {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self._ends[-1] if self._ends else 0}
        self._at = max(0, before[whence] + offset)
        return self._at

    def readinto(self, buffer: WriteableBuffer) -> int:
        view = memoryview(buffer).cast("B")
        place = bisect.bisect_right(self._ends, self._at)
        if place == len(self._pieces):
            return 0
        piece = self._pieces[place]
        at, size = self._at - (self._ends[place] - len(piece)), len(view)
        if isinstance(piece, Encoded):
            raise io.UnsupportedOperation("what is encoded is read from its beginning on")
        data = piece[at : at + size] if isinstance(piece, bytes) else piece.read(at, size)
        view[: len(data)] = data
        self._at += len(data)
        return len(data)


def chunks_of(content: Piece | Pieces) -> Iterator[bytes]:
    """Give the bytes of any content, at most `CHUNK` at once."""
    if not isinstance(content, bytes):
        yield from content.chunks()
    elif len(content) <= CHUNK:
        yield content
    else:
        yield from (content[at : at + CHUNK] for at in range(0, len(content), CHUNK))


def bytes_of(content: Content) -> bytes:
    """Return the bytes of content, which are in memory then."""
    return content if isinstance(content, bytes) else b"".join(content.chunks())


def hashed(chunks: Iterable[bytes]) -> str:
    """Return what tells bytes from any others."""
    found = hashlib.sha256()
    for chunk in chunks:
        found.update(chunk)
    return found.hexdigest()
