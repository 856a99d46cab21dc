"""A picture's file → the same pixels, and nothing that tells where, when, by whom or with what it was made.

Nothing is unpacked: what shows nothing is left out piece by piece, so no pixel changes.
"""

from __future__ import annotations

from collections.abc import Iterator

_PNG_HEAD = b"\x89PNG\r\n\x1a\n"
_PNG_SHOWN = frozenset(b"IHDR PLTE IDAT IEND tRNS gAMA cHRM sRGB sBIT pHYs".split())
"""The chunks that take part in what is seen (PNG, third edition, 11). A profile that says sRGB does not."""

_SOI, _EOI, _SOS, _COM = 0xD8, 0xD9, 0xDA, 0xFE
_ALONE = frozenset((0x01, *range(0xD0, 0xD8)))
"""Markers of a JPEG that nothing follows."""
_APPLICATIONS = range(0xE0, 0xF0)
_JFIF, _ADOBE = 0xE0, 0xEE
"""The applications' segments that tell what the numbers mean (ITU T.871; Adobe technical note 5116)."""

_GIF_PICTURE, _GIF_EXTENSION, _GIF_END = 0x2C, 0x21, 0x3B
_GIF_TIMING, _GIF_APPLICATION = 0xF9, 0xFF
_GIF_LOOPS = (b"NETSCAPE2.0", b"ANIMEXTS1.0")


class _Odd(Exception):
    """A file is not laid out as its format says."""


def bare(data: bytes, kind: str) -> bytes | None:
    """Return a PNG's, JPEG's or GIF's bytes without what shows nothing; the same object where there is none.

    None where the file is not laid out as its format says.
    """
    try:
        kept = b"".join(_PARTS[kind](data))
    except (_Odd, IndexError):
        return None
    return data if kept == data else kept


def _png(data: bytes) -> Iterator[bytes]:
    if not data.startswith(_PNG_HEAD):
        raise _Odd
    yield _PNG_HEAD
    place, kind = len(_PNG_HEAD), b""
    while kind != b"IEND":
        size, kind = int.from_bytes(data[place : place + 4]), data[place + 4 : place + 8]
        after = place + 12 + size
        if after > len(data):
            raise _Odd
        if kind in _PNG_SHOWN:
            yield data[place:after]
        place = after


def _jpeg(data: bytes) -> Iterator[bytes]:
    if data[:2] != bytes((0xFF, _SOI)):
        raise _Odd
    yield data[:2]
    place = 2
    while True:
        if data[place] != 0xFF:
            raise _Odd
        while data[place + 1] == 0xFF:  # markers may be filled up
            place += 1
        marker = data[place + 1]
        if marker == _EOI:
            yield data[place : place + 2]
            return
        if marker in _ALONE:
            yield data[place : place + 2]
            place += 2
            continue
        after = place + 2 + int.from_bytes(data[place + 2 : place + 4])
        if after > len(data):
            raise _Odd
        if marker == _SOS:
            after = _scanned(data, after)
        if _is_shown(marker, data[place + 4 : place + 10]):
            yield data[place:after]
        place = after


def _is_shown(marker: int, begins: bytes) -> bool:
    if marker == _JFIF:
        return begins.startswith(b"JFIF")
    if marker == _ADOBE:
        return begins.startswith(b"Adobe")
    return marker not in _APPLICATIONS and marker != _COM


def _scanned(data: bytes, place: int) -> int:
    """Return where the packed pixels end that begin at a place: at the next marker that is none of theirs."""
    while True:
        place = data.find(b"\xff", place)
        if place < 0:
            raise _Odd
        if data[place + 1] not in (0x00, 0xFF) and data[place + 1] not in _ALONE:
            return place
        place += 1 if data[place + 1] == 0xFF else 2


def _gif(data: bytes) -> Iterator[bytes]:
    place = 13 + _table(data[10])
    yield data[:place]
    while data[place] != _GIF_END:
        kind, start = data[place], place
        if kind == _GIF_PICTURE:
            place += 10 + _table(data[place + 9]) + 1
        elif kind == _GIF_EXTENSION:
            place += 2
        else:
            raise _Odd
        while data[place]:
            place += data[place] + 1
        place += 1
        named = data[start + 3 : start + 14]
        looped = data[start + 1] == _GIF_APPLICATION and named in _GIF_LOOPS
        if kind == _GIF_PICTURE or data[start + 1] == _GIF_TIMING or looped:
            yield data[start:place]
    yield data[place : place + 1]


def _table(flags: int) -> int:
    """Return the bytes of the colour table that a byte of flags announces."""
    return 3 << ((flags & 7) + 1) if flags & 0x80 else 0


_PARTS = {"PNG": _png, "JPEG": _jpeg, "GIF": _gif}
