"""How long a recording plays is read from its file's head, whatever its kind, and never guessed."""

from __future__ import annotations

import struct

import pytest

from deckgen.deck.media.lengths import seconds_of
from tests.recordings import box, element, m4a, mp4, wav, webm

MOVIE = struct.pack(">5I", 0, 0, 0, 600, 600 * 75)
LONG_MOVIE = struct.pack(">IQQIQ", 1 << 24, 0, 0, 90_000, 90_000 * 3_600)
INFO = element(0x1549A966, element(0x2AD7B1, b"\x0f\x42\x40") + element(0x4489, struct.pack(">d", 75_000.0)))
VORBIS = b"OggS" + bytes(24) + b"\x01vorbis" + struct.pack("<IBI", 0, 2, 44_100)
OPUS = b"OggS" + bytes(24) + b"OpusHead" + struct.pack("<BBH", 1, 2, 312)
FRAME = bytes((0xFF, 0xFB, 0x90, 0x00))
"""128 kilobits and 44,100 samples a second, MPEG 1, layer III."""


def ended(head: bytes, position: int) -> bytes:
    """Return an Ogg stream with a last page at a position."""
    return head + bytes(300) + b"OggS\0\4" + struct.pack("<q", position) + bytes(40)


@pytest.mark.parametrize(
    ("data", "seconds"),
    [
        (wav(3.0), 3.0),
        (box(b"ftyp", b"isom") + box(b"moov", box(b"mvhd", MOVIE)), 75.0),
        (box(b"moov", box(b"trak"), box(b"mvhd", LONG_MOVIE)), 3_600.0),
        (element(0x1A45DFA3, b"") + element(0x18538067, INFO), 75.0),
        (ended(VORBIS, 44_100 * 75), 75.0),
        (ended(OPUS, 48_000 * 75 + 312), 75.0),
        (FRAME + bytes(16_000 * 75 - 4), 75.0),
        (b"ID3\4\0\0" + bytes((0, 0, 2, 0)) + bytes(256) + FRAME + bytes(16_000 * 75 - 4), 75.0),
        (FRAME + bytes(32) + b"Xing" + struct.pack(">II", 1, 2_871) + bytes(99), 75.0),
    ],
)
def test_each_kind_says_how_long_it_is(data: bytes, seconds: float) -> None:
    """From the movie's head, the last page, the frames that are counted, or bytes at an even rate."""
    assert seconds_of(data) == pytest.approx(seconds, abs=0.01)


@pytest.mark.parametrize(
    "data", [b"", b"RIFF", b"OggS", FRAME[:2], b"\xff\xff\xff\xff", mp4(), m4a(), webm(live=True)]
)
def test_what_does_not_say_has_no_length(data: bytes) -> None:
    """A file that breaks off, or says nothing of it, is no error here."""
    assert seconds_of(data) is None
    assert all(seconds_of(wav(1.0)[:cut]) is None or cut > 44 for cut in range(0, 60, 3))
