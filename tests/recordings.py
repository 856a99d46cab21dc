"""Small recordings that tests make themselves: sounds that play, and the heads of videos."""

from __future__ import annotations

import io
import math
import struct
import wave

CAPTIONS = """\
WEBVTT

00:00.200 --> 00:01.000
<v Ada>It is the last day

00:01.000 --> 00:01.800 align:start
<v Ada>of the <b>congress</b> &amp; late.

00:02.000 --> 00:02.900
<v Ben>Nobody claps.
"""
"""What is said in three seconds."""


def wav(seconds: float = 3.0) -> bytes:
    """Return a hum that plays."""
    data = io.BytesIO()
    with wave.open(data, "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(1)
        out.setframerate(4000)
        out.writeframes(bytes(128 + round(9 * math.sin(at / 3)) for at in range(int(4000 * seconds))))
    return data.getvalue()


def box(kind: bytes, *held: bytes) -> bytes:
    """Return a box of an MP4 file."""
    body = b"".join(held)
    return struct.pack(">I4s", 8 + len(body), kind) + body


def track(
    handler: bytes, width: int = 0, height: int = 0, *, turned: bool = False, codec: bytes = b"avc1"
) -> bytes:
    """Return a track of an MP4 file, its samples left out."""
    one = 1 << 16
    matrix = (0, one, 0, -one, 0, 0, 0, 0, 1 << 30) if turned else (one, 0, 0, 0, one, 0, 0, 0, 1 << 30)
    size = struct.pack(">2I", width << 16, height << 16)
    head = b"\0\0\0\7" + bytes(36) + struct.pack(">9i", *matrix) + size
    samples = box(b"stsd", bytes(4), struct.pack(">I", 1), box(codec, bytes(78)))
    table = box(b"stbl", samples)
    media = box(b"mdia", box(b"hdlr", bytes(8), handler, bytes(13)), box(b"minf", table))
    return box(b"trak", box(b"tkhd", head), media)


def mp4(width: int = 640, height: int = 360, *, brand: bytes = b"isom", **more: bool | bytes) -> bytes:
    """Return the head of a video with a sound track in front; nothing in it plays."""
    video = track(b"vide", width, height, **more)  # type: ignore[arg-type]
    movie = box(b"moov", box(b"mvhd", bytes(100)), track(b"soun", codec=b"mp4a"), video)
    return box(b"ftyp", brand, bytes(4), brand) + box(b"mdat", b"\0" * 64) + movie


def m4a() -> bytes:
    """Return the head of a sound in an MP4 file."""
    return box(b"ftyp", b"M4A ", bytes(4), b"M4A ") + box(b"moov", track(b"soun", codec=b"mp4a"))


def element(name: int, body: bytes) -> bytes:
    """Return an element of a WebM file."""
    tag = name.to_bytes((name.bit_length() + 7) // 8, "big")
    return tag + (0x0100_0000_0000_0000 | len(body)).to_bytes(8, "big") + body


def webm(width: int = 320, height: int = 180, kind: bytes = b"webm", *, live: bool = False) -> bytes:
    """Return the head of a WebM video; one that was recorded `live` does not say how long it is."""
    size = element(0xB0, width.to_bytes(2, "big")) + element(0xBA, height.to_bytes(2, "big"))
    tracks = element(0x1654AE6B, element(0xAE, element(0x83, b"\1") + element(0xE0, size)))
    head = element(0x1A45DFA3, element(0x4282, kind))
    segment = element(0x18538067, tracks)
    if live:
        segment = segment[:4] + b"\x01" + b"\xff" * 7 + segment[12:]
    return head + segment
