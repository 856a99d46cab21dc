"""How many pictures a file that moves holds, counted before any of them is unpacked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from deckgen.limits import MOST_FRAMES, MOST_MOVING_PIXELS

if TYPE_CHECKING:
    from PIL.Image import Image as Pixels

_HEAD, _COLOURS, _LOCAL, _PLACE = 13, 10, 9, 10
_PICTURE, _EXTENSION = 0x2C, 0x21


def moves_too_much(image: Pixels, data: bytes) -> bool:
    """Tell whether a file holds more pictures, or more pixels in all of them, than are looked at."""
    most = min(MOST_FRAMES, MOST_MOVING_PIXELS // max(1, image.width * image.height))
    if image.format == "GIF":
        return gif_frames(data, most + 1) > most
    if image.format == "TIFF":
        # Only the first is shown; but to say how many there are, Pillow goes through all of them.
        try:
            image.seek(MOST_FRAMES)
        except EOFError:
            image.seek(0)
            return False
        return True
    return False


def gif_frames(data: bytes, most: int) -> int:
    """Return how many pictures a GIF holds, or `most` where there are more (GIF89a, appendix B)."""
    place, count = _HEAD + _table(data, _COLOURS), 0
    while place < len(data) and count < most:
        kind = data[place]
        if kind == _PICTURE:
            count += 1
            # its place and colours, and the byte that says how wide its codes are
            place += _PLACE + _table(data, place + _LOCAL) + 1
        elif kind == _EXTENSION:
            place += 2
        else:
            break
        while place < len(data) and data[place]:
            place += data[place] + 1
        place += 1
    return count


def _table(data: bytes, place: int) -> int:
    """Return the bytes of the colour table that the flags at a place announce."""
    flags = data[place] if place < len(data) else 0
    return 3 << ((flags & 7) + 1) if flags & 0x80 else 0
