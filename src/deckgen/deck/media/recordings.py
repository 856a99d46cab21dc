"""A video's or a sound's file → a Recording: its bytes' place, kind and shape, or why it cannot be used.

All is known by its content, never by its name. Nothing is unpacked or converted: a box or an element says
how long it is, and what it holds is looked into where it tells the kind of a track or its size.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from pathlib import Path

from deckgen.deck.files import held_project_file
from deckgen.deck.media.window import Window
from deckgen.deck.model import Recording
from deckgen.diagnostics import Diagnostic, error, warning
from deckgen.limits import RECORDING_BYTES
from deckgen.outline.model import Text
from deckgen.project_files import FileKind, Held
from deckgen.structs import Struct

RECORDING = FileKind("recording", RECORDING_BYTES, "cut it, or save it smaller: 1280 × 720 is enough")

LARGE = 50_000_000
"""From this size on, a warning says how large the files become."""

CONVERT = "convert it to MP4 (H.264 video, AAC sound), for instance with HandBrake"
CONVERT_SOUND = "convert it to MP3 or M4A, for instance with Audacity"

BROKEN = (struct.error, IndexError, ValueError, OverflowError, RecursionError)


class _Film(Struct, frozen=True):
    """What a container holds: whether there are pictures, their size, how they are packed."""

    video: bool
    width: int = 0
    height: int = 0
    codec: str = ""


def load_recording(name: Text, outline: Path) -> tuple[Recording | None, tuple[Diagnostic, ...]]:
    """Return the recording that the outline names, None where it cannot be used, and what is said of it."""
    file = held_project_file(name, outline, RECORDING)
    if isinstance(file, Diagnostic):
        return None, (file,)
    found = _read(file, name, file.path.name)
    if isinstance(found, Diagnostic):
        return None, (found,)
    return found, tuple(_warnings(found, name))


def _mb(size: int) -> int:
    return round(size / 1_000_000)


def _read(held: Held, name: Text, file: str) -> Recording | Diagnostic:
    if not len(held):
        return error(f'the recording "{name}" is empty', name.span, "save or download it again")
    data = Window(held)
    try:
        found = _kind(data)
    except BROKEN:
        message = f'the recording "{name}" is damaged: it breaks off before it says what it holds'
        return error(message, name.span, "download or export it again, and wait for it to finish")
    if found is None:
        known = next((what for head, what in _OTHERS if data[:8].startswith(head)), None)
        message = f'"{name}" is {known}, which no slideshow plays'
        if known is None:
            message = f'"{name}" is not something that a slideshow can play'
        return error(
            message, name.span,
            CONVERT_SOUND if known in _SOUNDS else CONVERT,
            "videos may be .mp4, .m4v, .mov or .webm, sounds .mp3, .m4a, .wav or .ogg",
        )  # fmt: skip
    mime, film = found
    return Recording(held, mime, film.video, film.width, film.height, file, film.codec)


def _warnings(recording: Recording, name: Text) -> Iterator[Diagnostic]:
    size = len(recording.data)
    if size > LARGE:
        yield warning(
            f'the recording "{name}" takes up {_mb(size)} MB, and both files grow by that much', name.span,
            "few mailboxes take more than 25 MB: cut it, or save it as 1280 × 720",
        )  # fmt: skip
    if recording.mime in ("video/webm", "audio/ogg"):
        kind = "WebM" if recording.video else "Ogg"
        yield warning(
            f'"{name}" is {kind}, which PowerPoint does not play everywhere; browsers do', name.span,
            CONVERT if recording.video else CONVERT_SOUND,
        )  # fmt: skip
    elif recording.codec in _RARE:
        yield warning(
            f'"{name}" is encoded as {_RARE[recording.codec]}, which not every computer can play', name.span,
            CONVERT,
        )  # fmt: skip


_RARE = {
    "hvc1": "HEVC",
    "hev1": "HEVC",
    "av01": "AV1",
    "vp09": "VP9",
    "mp4v": "MPEG-4 Part 2",
    "apcn": "ProRes",
}

_OTHERS = (
    (b"\x30\x26\xb2\x75", "a Windows Media file"),
    (b"fLaC", "a FLAC sound"),
    (b"FORM", "an AIFF sound"),
    (b"MThd", "a MIDI file"),
    (b"#!AMR", "an AMR sound"),
    (b"FLV", "a Flash video"),
    (b"\x00\x00\x01\xba", "an MPEG-1 or MPEG-2 video"),
    (b"\x00\x00\x01\xb3", "an MPEG-1 or MPEG-2 video"),
    (b"RIFF", "an AVI video"),
    (b"OggS", "an Ogg video"),
    (b"\x1a\x45\xdf\xa3", "a Matroska video"),
)  # fmt: skip
_SOUNDS = ("a FLAC sound", "an AIFF sound", "an AMR sound", "a MIDI file")


def _kind(data: Window) -> tuple[str, _Film] | None:
    """Return the media type and what it holds, or None where it is none that is taken."""
    if _is_mp4(data):
        film = _mp4(data)
        brand = data[8:12] if data[4:8] == b"ftyp" else b"qt  "
        if not film.video:
            return "audio/mp4", film
        return ("video/quicktime" if brand == b"qt  " else "video/mp4"), film
    if data[:4] == _EBML:
        matroska = _webm(data)
        return ("video/webm", matroska) if matroska and matroska.video else None
    sound = _sound(data)
    return (sound, _Film(False)) if sound else None


def _sound(data: Window) -> str | None:
    """Return the media type of a sound that is taken, None where it is none of them."""
    if data[:4] == b"RIFF" and data[8:12] == b"WAVE":
        return "audio/wav"
    if data[:4] == b"OggS":
        head = data[:256]
        return "audio/ogg" if b"vorbis" in head or b"OpusHead" in head else None
    # A frame of MPEG audio begins with eleven bits set, then its version and a layer that is not 0 (ISO
    # 11172-3, 2.4.1.3).
    framed = len(data) > 1 and data[0] == 0xFF and data[1] & 0xE0 == 0xE0 and data[1] & 0x06
    return "audio/mpeg" if data[:3] == b"ID3" or framed else None


def _is_mp4(data: Window) -> bool:
    return data[4:8] in (b"ftyp", b"moov", b"mdat", b"wide") and data[:3] in (b"\0\0\0", b"\0\0\1")


def boxes(data: Window, start: int, stop: int) -> Iterator[tuple[bytes, int, int]]:
    """Yield the boxes of a stretch (ISO 14496-12, 4.2): kind, and where what it holds begins and ends."""
    while start + 8 <= stop:
        size, kind = data.unpack(">I4s", start)
        head = 8
        if size == 1:
            (size,) = data.unpack(">Q", start + 8)
            head = 16
        end = stop if size == 0 else start + size
        if size and size < head:
            raise ValueError("a box smaller than its head")
        yield kind, start + head, min(end, stop)
        start = end


def _inside(data: Window, place: tuple[int, int], *path: bytes) -> tuple[int, int] | None:
    """Return where the first box at the end of a path of kinds holds what it holds, or None."""
    for wanted in path:
        found: tuple[int, int] | None = next(
            ((begin, end) for kind, begin, end in boxes(data, *place) if kind == wanted), None
        )
        if found is None:
            return None
        place = found
    return place


def _mp4(data: Window) -> _Film:
    """Return what an MP4 or QuickTime file holds; raises `ValueError` where it does not say."""
    movie = _inside(data, (0, len(data)), b"moov")
    if movie is None:
        raise ValueError("no movie box")
    sound = False
    for kind, begin, end in boxes(data, *movie):
        if kind != b"trak":
            continue
        handler = _inside(data, (begin, end), b"mdia", b"hdlr")
        what = data[handler[0] + 8 : handler[0] + 12] if handler else b""
        sound = sound or what == b"soun"
        head = _inside(data, (begin, end), b"tkhd")
        if what != b"vide" or head is None:
            continue
        table = _inside(data, (begin, end), b"mdia", b"minf", b"stbl", b"stsd")
        codec = data[table[0] + 12 : table[0] + 16].decode("latin-1") if table else ""
        return _Film(True, *_upright(data[head[0] : head[1]]), codec)
    if not sound:
        raise ValueError("neither pictures nor sound")
    return _Film(False)


def _upright(head: bytes) -> tuple[int, int]:
    """Return a track's size as it is shown, turned as its matrix says (ISO 14496-12, 8.3.2)."""
    matrix = 52 if head[0] == 1 else 40
    a, b = struct.unpack_from(">ii", head, matrix)
    width, height = (size >> 16 for size in struct.unpack_from(">II", head, matrix + 36))
    return (height, width) if a == 0 and b != 0 else (width, height)


_EBML = b"\x1a\x45\xdf\xa3"
_HEAD, _DOCTYPE, _SEGMENT = 0x1A45DFA3, 0x4282, 0x18538067
_TRACKS, _TRACK, _VIDEO, _WIDTH, _HEIGHT = 0x1654AE6B, 0xAE, 0xE0, 0xB0, 0xBA


def elements(data: Window, start: int, stop: int) -> Iterator[tuple[int, int, int]]:
    """Yield the elements of a stretch (RFC 8794): id, and where what it holds begins and ends."""
    while start < stop:
        length = 9 - data[start].bit_length()
        name = int.from_bytes(data[start : start + length], "big")
        start += length
        length = 9 - data[start].bit_length()
        size = int.from_bytes(data[start : start + length], "big") & ~(1 << 7 * length)
        start += length
        end = stop if size == (1 << 7 * length) - 1 else start + size
        yield name, start, min(end, stop)
        start = end


def _webm(data: Window) -> _Film | None:
    """Return what a WebM file holds, None where it is of another sort of Matroska."""
    for name, begin, end in elements(data, 0, len(data)):
        if name == _HEAD:
            kinds = [data[a:b].rstrip(b"\0") for one, a, b in elements(data, begin, end) if one == _DOCTYPE]
            if kinds != [b"webm"]:
                return None
        elif name == _SEGMENT:
            for inner, a, b in elements(data, begin, end):
                if inner == _TRACKS:
                    return _webm_tracks(data, a, b)
    raise ValueError("no tracks")


def _webm_tracks(data: Window, begin: int, end: int) -> _Film:
    for name, a, b in elements(data, begin, end):
        if name != _TRACK:
            continue
        for inner, c, d in elements(data, a, b):
            if inner == _VIDEO:
                size = {one: int.from_bytes(data[e:f], "big") for one, e, f in elements(data, c, d)}
                return _Film(True, size.get(_WIDTH, 0), size.get(_HEIGHT, 0))
    return _Film(False)
