"""A recording's bytes → those of them that say what it holds: nothing else of a large file is read."""

from __future__ import annotations

import struct
from typing import Any, overload

from deckgen.structs.pieces import Content

LONGEST = 1 << 16
"""Bytes that are had at once; no field of a head is as long, nor a page of Ogg."""

MOST_LOOKS = 500_000
"""How often it may be looked into, so that a file of nothing but tiny boxes is not walked to its end."""


class Window:
    """A recording's bytes, to be looked into by place; raises `ValueError` where that never ends."""

    def __init__(self, content: Content) -> None:
        self._content = content
        self._begin, self._held = 0, b""
        self._looks = 0

    def __len__(self) -> int:
        return len(self._content)

    @overload
    def __getitem__(self, at: int) -> int: ...

    @overload
    def __getitem__(self, at: slice) -> bytes: ...

    def __getitem__(self, at: int | slice) -> int | bytes:
        """Return a byte, or those of a stretch, of a long one the first `LONGEST`."""
        if isinstance(at, int):
            found = self._stretch(at, at + 1)
            return found[0]
        return self._stretch(at.start or 0, len(self) if at.stop is None else at.stop)

    def unpack(self, form: str, at: int) -> tuple[Any, ...]:
        """Return the numbers that are in a place, as `struct.unpack_from` does."""
        return struct.unpack(form, self._stretch(at, at + struct.calcsize(form)))

    def find(self, wanted: bytes, start: int, stop: int) -> int:
        """Return where something is between two places, -1 where it is not, nor within `LONGEST` bytes."""
        found = self._stretch(start, stop).find(wanted)
        return found if found < 0 else start + found

    def last(self, wanted: bytes) -> int:
        """Return where something is for the last time, -1 where it is nowhere."""
        stop = len(self)
        while stop > 0:
            start = max(0, stop - LONGEST)
            found = self._stretch(start, stop).rfind(wanted)
            if found >= 0:
                return start + found
            stop = start + len(wanted) - 1 if start else 0
        return -1

    def _stretch(self, start: int, stop: int) -> bytes:
        self._looks += 1
        if self._looks > MOST_LOOKS:
            raise ValueError("too many boxes")
        stop = min(stop, len(self), start + LONGEST)
        if start < self._begin or stop > self._begin + len(self._held):
            self._begin, self._held = start, self._read(start)
        return self._held[start - self._begin : stop - self._begin]

    def _read(self, start: int) -> bytes:
        if isinstance(self._content, bytes):
            return self._content[start : start + LONGEST]
        return self._content.read(start, LONGEST)
