"""A video's or a sound's bytes → how long it plays, as far as its file says so. Nothing is unpacked."""

from __future__ import annotations

import struct

from deckgen.deck.media.recordings import BROKEN, boxes, elements
from deckgen.deck.media.window import Window
from deckgen.structs.pieces import Content

_SEGMENT, _INFO, _SCALE, _DURATION = 0x18538067, 0x1549A966, 0x2AD7B1, 0x4489
_NANOSECONDS = 1_000_000_000
_OPUS_RATE = 48_000
"""Positions in an Opus stream count samples of this rate, whatever it was recorded with (RFC 7845, 4)."""

_BITRATES = {
    1: (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 0),
    2: (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160, 0),
}
"""Kilobits a second of MPEG audio's third layer by version and the frame's index (ISO 11172-3, 2.4.2.3)."""
_RATES = {1: (44_100, 48_000, 32_000), 2: (22_050, 24_000, 16_000), 2.5: (11_025, 12_000, 8_000)}
_VERSIONS = {3: 1, 2: 2, 0: 2.5}


def seconds_of(recording: Content) -> float | None:
    """Return how long a recording plays, in seconds; None where its file does not say."""
    data = Window(recording)
    try:
        if data[:4] == b"RIFF":
            length = _wav(data)
        elif data[:4] == b"OggS":
            length = _ogg(data)
        elif data[:4] == b"\x1a\x45\xdf\xa3":
            length = _webm(data)
        elif data[:3] == b"ID3" or data[:1] == b"\xff":
            length = _mp3(data)
        else:
            length = _mp4(data)
    except (*BROKEN, KeyError, ZeroDivisionError):
        return None
    return length if length and length > 0 else None


def _mp4(data: Window) -> float | None:
    """Return the movie's duration (ISO 14496-12, 8.2.2)."""
    for kind, begin, end in boxes(data, 0, len(data)):
        if kind != b"moov":
            continue
        for inner, start, _ in boxes(data, begin, end):
            if inner == b"mvhd":
                wide = data[start] == 1
                scale, length = data.unpack(">IQ" if wide else ">II", start + (20 if wide else 12))
                return float(length / scale)
    return None


def _webm(data: Window) -> float | None:
    """Return the segment's duration, in ticks of its own scale (RFC 9559, 5.1.2)."""
    for name, begin, end in elements(data, 0, len(data)):
        if name != _SEGMENT:
            continue
        for inner, start, stop in elements(data, begin, end):
            if inner != _INFO:
                continue
            held = {one: data[a:b] for one, a, b in elements(data, start, stop)}
            ticks = held.get(_DURATION, b"")
            scale = int.from_bytes(held.get(_SCALE, b"\x0f\x42\x40"), "big")
            if ticks:
                (length,) = struct.unpack(">f" if len(ticks) == 4 else ">d", ticks)
                return float(length * scale / _NANOSECONDS)
            return None
    return None


def _wav(data: Window) -> float | None:
    """Return what the samples take at the rate that the file says."""
    rate, at = 0, 12
    while at + 8 <= len(data):
        kind, size = data.unpack("<4sI", at)
        if kind == b"fmt ":
            (rate,) = data.unpack("<I", at + 16)
        elif kind == b"data":
            return float(min(size, len(data) - at - 8) / rate)
        at += 8 + size + size % 2
    return None


def _ogg(data: Window) -> float | None:
    """Return the position of the last page (RFC 3533, 6) at the rate of its sound."""
    last = data.last(b"OggS")
    (position,) = data.unpack("<q", last + 6)
    vorbis = data.find(b"\x01vorbis", 0, 256)
    if vorbis >= 0:
        (rate,) = data.unpack("<I", vorbis + 12)
        return float(position / rate)
    head = data.find(b"OpusHead", 0, 256)
    (skipped,) = data.unpack("<H", head + 10)
    return float((position - skipped) / _OPUS_RATE)


def _mp3(data: Window) -> float | None:
    """Return what the first frame says of all, or else what so many bytes take at its rate."""
    at = 0
    if data[:3] == b"ID3":
        size = 0
        for byte in data[6:10]:
            size = size << 7 | byte & 0x7F
        at = 10 + size
    (head,) = data.unpack(">I", at)
    version = _VERSIONS[head >> 19 & 3]
    rate = _RATES[version][head >> 10 & 3]
    samples = 1152 if version == 1 else 576
    tag = max(data.find(b"Xing", at, at + 64), data.find(b"Info", at, at + 64))
    if tag >= 0 and data[tag + 7] & 1:
        (frames,) = data.unpack(">I", tag + 8)
        return float(frames * samples / rate)
    kilobits = _BITRATES[1 if version == 1 else 2][head >> 12 & 15]
    return (len(data) - at) * 8 / (kilobits * 1000)
