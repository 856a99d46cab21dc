"""What a picture's file says besides its pixels stays out of what is handed out; no pixel changes."""

from __future__ import annotations

import io
import struct
from pathlib import Path

import pytest
from PIL import Image, PngImagePlugin

from deckgen.deck.media.bare import bare
from deckgen.deck.media.raster import embedded
from deckgen.deck.media.subtitles import Captions, load_captions
from deckgen.deck.media.svg import Drawing, read_drawing
from deckgen.deck.model import Picture
from deckgen.diagnostics import Span
from deckgen.outline.model import Text
from deckgen.structs.pieces import bytes_of

CANARY = b"canary"
XMP = b'<x:xmpmeta xmlns:x="adobe:ns:meta/">canary</x:xmpmeta>'
IPTC = b"Photoshop 3.0\x008BIM\x04\x04\0\0\0\0\0\x0b\x1c\x02\x78\0\x06canary"


def _exif() -> Image.Exif:
    exif = Image.Exif()
    exif[270], exif[315] = "the canary's description", "the canary's artist"
    return exif


def _saved(kind: str, **more: object) -> bytes:
    image = Image.effect_noise((90, 60), 60).convert("RGB" if kind == "JPEG" else "P")
    frames = {"save_all": True, "append_images": [image.rotate(90)], "loop": 0} if kind == "GIF" else {}
    out = io.BytesIO()
    image.save(out, kind, **frames, **more)
    return out.getvalue()


def _png() -> bytes:
    said = PngImagePlugin.PngInfo()
    said.add_text("Comment", "canary")
    said.add_text("More", "canary " * 9, zip=True)
    said.add_itxt("XML:com.adobe.xmp", XMP.decode())
    return _saved("PNG", pnginfo=said, exif=_exif(), transparency=3) + CANARY


def _jpeg(**more: object) -> bytes:
    plain = _saved("JPEG", exif=_exif(), xmp=XMP, comment=CANARY, **more)
    return plain[:2] + b"\xff\xed" + struct.pack(">H", len(IPTC) + 2) + IPTC + plain[2:] + CANARY


PICTURES = {
    "PNG": _png(),
    "JPEG": _jpeg(),
    "JPEG in passes": _jpeg(progressive=True),
    "GIF": _saved("GIF", comment=CANARY) + CANARY,
}


def _pixels(data: bytes) -> list[bytes]:
    found = []
    with Image.open(io.BytesIO(data)) as image:
        for frame in range(getattr(image, "n_frames", 1)):
            image.seek(frame)
            found.append(image.convert("RGBA").tobytes())
    return found


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_says_nothing_but_its_pixels(name: str) -> None:
    """Nothing of Exif, XMP, IPTC, comments and what follows the end; the pixels are the same, to the last."""
    data, kind = PICTURES[name], name.split()[0]
    assert CANARY in data
    shown = bare(data, kind)
    assert shown is not None
    assert CANARY not in shown
    assert b"eXIf" not in shown
    assert b"zTXt" not in shown
    assert b"Exif" not in shown
    assert _pixels(shown) == _pixels(data)
    assert bare(shown, kind) is shown
    made = embedded(Picture(data, f"image/{kind.lower()}", 90, 60, "a"), 90, 60).picture
    assert made is not None
    assert bytes_of(made.data) == shown


@pytest.mark.parametrize("name", PICTURES)
def test_a_broken_file_is_said_to_be(name: str) -> None:
    """Wherever a file ends too early, or is no such file, there is an answer, and no error."""
    data, kind = PICTURES[name], name.split()[0]
    whole = bare(data, kind)
    assert whole is not None
    assert [bare(whole[:at], kind) for at in range(0, len(whole) - 1, 97)] == [None] * len(
        range(0, len(whole) - 1, 97)
    )
    assert bare(b"GIF89a", kind) is None


def test_a_drawing_says_nothing_but_what_it_shows() -> None:
    """No titles, no names of layers, nothing of the program; what is used or styled keeps its name."""
    found = read_drawing(
        b'<?xml version="1.0"?><!-- canary --><svg xmlns="http://www.w3.org/2000/svg" xmlns:p="http://canary.io"'
        b' xmlns:x="http://www.w3.org/1999/xlink" viewBox="0 0 9 9"><title>canary</title><desc>canary</desc>'
        b"<metadata><p:a>canary</p:a></metadata><g id='canary' p:label='canary' class='canary'"
        b" data-a='canary' aria-label='canary'><text>Said</text></g>"
        b"<path id='used' d='M0 0h9'/><use x:href='#used'/></svg>"
    )
    assert isinstance(found, Drawing)
    assert CANARY not in found.data.lower()
    assert b'id="used"' in found.data
    assert b"Said" in found.data
    styled = read_drawing(
        b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><style>.a{fill:red} #b{fill:blue}</style>'
        b"<rect class='a' id='b' width='9' height='9'/></svg>"
    )
    assert isinstance(styled, Drawing)
    assert b'class="a"' in styled.data
    assert b'id="b"' in styled.data


def test_captions_say_nothing_but_what_is_shown(tmp_path: Path) -> None:
    """No notes of who wrote them, nothing after WEBVTT; a caption that begins with NOTE stays."""
    (tmp_path / "a.vtt").write_text(
        "WEBVTT - canary\nKind: canary\n\nNOTE canary\nmore canary\n\nSTYLE\n::cue{color:red}\n\n"
        "1\n00:01.000 --> 00:02.000\nNOTE this\n\nNOTE\ncanary\n\n00:03.000 --> 00:04.000\nAnd that\n",
        encoding="utf-8",
    )
    outline = tmp_path / "talk.yaml"
    found = load_captions(Text("a.vtt", Span(outline, 1, 1, 1, 6)), outline)
    assert isinstance(found, Captions)
    assert found.data.decode() == (
        "WEBVTT\n\n\nSTYLE\n::cue{color:red}\n\n"
        "1\n00:01.000 --> 00:02.000\nNOTE this\n\n\n00:03.000 --> 00:04.000\nAnd that\n"
    )
