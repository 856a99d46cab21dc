"""A file that moves is counted before it is unpacked, and what would take minutes is refused."""

from __future__ import annotations

import io
import struct
from pathlib import Path

import pytest
from PIL import Image

from deckgen.deck.media.frames import gif_frames
from deckgen.deck.media.pictures import load_picture
from deckgen.deck.model import Picture
from deckgen.diagnostics import Diagnostic, Span
from deckgen.limits import MOST_FRAMES, MOST_MOVING_PIXELS
from deckgen.outline.model import Text


def moving(side: int, frames: int) -> bytes:
    """Return a GIF that shows the same square again and again."""
    target = io.BytesIO()
    Image.new("P", (side, side)).save(target, "GIF")
    one = target.getvalue()
    start = one.index(b"," + struct.pack("<HHHH", 0, 0, side, side))
    return one[:start] + (b"\x21\xf9\x04\x08\x0a\0\0\0" + one[start:-1]) * frames + b";"


def loaded(folder: Path, name: str, data: bytes) -> Picture | Diagnostic:
    """Return what comes of naming a picture in an outline."""
    (folder / name).write_bytes(data)
    return load_picture(Text(name, Span(folder, 1, 1, 1, 2)), folder / "talk.yaml")


@pytest.mark.parametrize("frames", [1, 2, 7])
@pytest.mark.parametrize("mode", ["P", "RGB", "L", "RGBA"])
def test_frames_are_counted_as_pillow_counts_them(mode: str, frames: int) -> None:
    """Whatever colours of its own each has, and whatever is said between them."""
    made = [Image.effect_noise((40, 30), 20 + 9 * at).convert(mode) for at in range(frames)]
    target = io.BytesIO()
    made[0].save(
        target, "GIF", save_all=True, append_images=made[1:], comment=b"x" * 600, duration=40, loop=0
    )
    with Image.open(target) as image:
        assert gif_frames(target.getvalue(), 100) == getattr(image, "n_frames", 1) == frames


def test_what_breaks_off_or_is_rubbish_is_counted_as_far_as_it_goes() -> None:
    """No GIF is so broken that counting fails or goes on for ever."""
    whole = moving(8, 3)
    for stop in range(len(whole)):
        assert 0 <= gif_frames(whole[:stop], 100) <= 3
    assert gif_frames(b"GIF89a" + b"," * 4_000, 100) <= 100
    assert gif_frames(b"", 100) == 0


def test_more_frames_than_are_read_are_refused(tmp_path: Path) -> None:
    """A bound on their number, and on all their pixels; what is below is read."""
    side = 1_000
    most = MOST_MOVING_PIXELS // side**2
    assert isinstance(loaded(tmp_path, "a.gif", moving(side, most)), Picture)
    for data in (moving(side, most + 1), moving(1, MOST_FRAMES + 1)):
        refused = loaded(tmp_path, "a.gif", data)
        assert isinstance(refused, Diagnostic)
        assert "holds too many pictures" in refused.message
    assert isinstance(loaded(tmp_path, "a.gif", moving(1, MOST_FRAMES)), Picture)


def test_pages_of_a_scan_are_bounded_too(tmp_path: Path) -> None:
    """Of a TIFF only the first page is shown, and the others are counted only so far."""
    pages = [Image.new("L", (2, 2), at % 256) for at in range(MOST_FRAMES + 1)]
    target = io.BytesIO()
    pages[0].save(target, "TIFF", save_all=True, append_images=pages[1:])
    assert isinstance(loaded(tmp_path, "a.tif", target.getvalue()), Diagnostic)
    target = io.BytesIO()
    pages[0].save(target, "TIFF", save_all=True, append_images=pages[1:3])
    assert isinstance(loaded(tmp_path, "a.tif", target.getvalue()), Picture)
