"""A picture's file → a Picture: its bytes and its shape, or why it cannot be used.

Only its head is read here. Its pixels are unpacked once, when layout knows how large it is shown: `pixels`.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path

from deckgen.deck.files import held_project_file
from deckgen.deck.media.frames import moves_too_much
from deckgen.deck.media.raster import UNREADABLE, is_heic, opened, reads_heic, upright_size
from deckgen.deck.media.svg import MIME, Flaw, is_drawing, read_drawing
from deckgen.deck.model import Picture
from deckgen.diagnostics import Diagnostic, error, warning
from deckgen.limits import MOST_FRAMES, MOST_MOVING_PIXELS, MOST_PIXELS, PICTURE_BYTES
from deckgen.outline.model import Image, Media, Text
from deckgen.project_files import FileKind, Held
from deckgen.structs.memos import memo
from deckgen.structs.pieces import bytes_of

PICTURE = FileKind("picture", PICTURE_BYTES, "make it smaller in any picture editor")

LONGEST_ALT = 250
"""Characters of a description that a screen reader may reasonably be asked to read."""


def described(image: Image | Media) -> tuple[Diagnostic, ...]:
    """Return what is wrong with a picture's description: none, the file's name, or too long to listen to."""
    if isinstance(image, Image) and image.decorative:
        return ()
    if image.alt is None and isinstance(image, Media):
        return (
            error(
                f'the recording "{image.file}" has no description for people who cannot see or hear it',
                image.span,
                f"say what it is: media: {{file: {image.file}, alt: The speech of 1956 read by an actor}}",
            ),
        )
    if image.alt is None:
        return (
            error(
                f'the picture "{image.file}" has no description for people who cannot see it',
                image.span,
                f"say what it shows: image: {{file: {image.file}, alt: A map of the city in 1950}}",
                "where it shows nothing that matters, write decorative: true instead of alt",
            ),
        )
    said = image.alt.value.strip()
    if said.lower() in (image.file.value.lower(), Path(image.file.value).name.lower()):
        return (error("this description is only the file's name", image.alt.span, "say what it shows"),)
    if len(said) > LONGEST_ALT:
        return (
            warning(
                f"this description has {len(said)} characters; few people listen past {LONGEST_ALT}",
                image.alt.span,
                "say the main thing here and the rest in the notes",
            ),
        )
    return ()


def load_picture(name: Text, outline: Path) -> Picture | Diagnostic:
    """Return the picture that the outline names, or why it cannot be used."""
    file = held_project_file(name, outline, PICTURE)
    if isinstance(file, Diagnostic):
        return file
    return memo("picture", file.path, file, partial(_read, file, name), _is_picture)


def _is_picture(found: Picture | Diagnostic) -> bool:
    return isinstance(found, Picture)


LARGE = 1_000_000
"""Bytes from which on a picture stays in its file: a talk may have hundreds of photographs."""


def _read(held: Held, name: Text) -> Picture | Diagnostic:
    from PIL import Image

    path, data = held.path, bytes_of(held)
    if not data:
        return error(f'the picture "{name}" is empty', name.span, "save or download it again")
    if is_drawing(data):
        return _drawing(data, name, path)
    if is_heic(data) and not reads_heic():
        return error(
            f'"{name}" is a HEIC photograph, and the package that reads these is not installed',
            name.span,
            'install it: pip install "deckgen[heic]"',
            "or open it in a picture editor and save it as JPEG",
        )
    try:
        with opened(data) as image:
            width, height = upright_size(image)
            if width * height > MOST_PIXELS:
                return _too_many_pixels(name)
            if moves_too_much(image, data):
                return _too_many_frames(name)
            mime = Image.MIME.get(image.format or "", "image/*")
            return Picture(held if len(held) > LARGE else data, mime, width, height, path.name)
    except Image.DecompressionBombError:
        return _too_many_pixels(name)
    except UNREADABLE:
        return error(
            f'"{name}" is not a picture that can be read',
            name.span,
            "PNG, JPEG, GIF, WebP, AVIF, TIFF, BMP and SVG are; open it in a picture editor, save it as PNG",
        )


def _too_many_pixels(name: Text) -> Diagnostic:
    return error(
        f'the picture "{name}" has more than {MOST_PIXELS // 1_000_000} million pixels',
        name.span,
        "make it smaller in any picture editor: 4,000 pixels along the longer side are plenty",
    )


def _too_many_frames(name: Text) -> Diagnostic:
    return error(
        f'the file "{name}" holds too many pictures: at most {MOST_FRAMES:,}, '
        f"of {MOST_MOVING_PIXELS // 1_000_000} million pixels together, are read",
        name.span,
        "make it smaller or shorter, or save it as a video and show that: media: talk.mp4",
    )


def _drawing(data: bytes, name: Text, path: Path) -> Picture | Diagnostic:
    found = read_drawing(data)
    if isinstance(found, Flaw):
        where = f" (line {found.line} of it)" if found.line else ""
        return error(f'the drawing "{name}" cannot be used: {found.message}{where}', name.span, found.hint)
    return Picture(found.data, MIME, found.width, found.height, path.name, left_out=found.left_out)
