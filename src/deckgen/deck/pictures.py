"""A picture's file → a Picture that both files can embed: upright, RGB, PNG or JPEG or GIF, of sane size."""

from __future__ import annotations

import io
import warnings
from pathlib import Path
from typing import TYPE_CHECKING

from deckgen.deck.files import project_file
from deckgen.deck.model import Picture
from deckgen.diagnostics import Diagnostic, error, warning
from deckgen.outline.model import Image, Text

if TYPE_CHECKING:
    from PIL.Image import Image as Pixels

MOST_BYTES = 40_000_000
"""A file larger than this is refused."""

MOST_PIXELS = 100_000_000
"""A picture with more pixels than this is refused before it is unpacked."""

LONGEST_ALT = 250
"""Characters of a description that a screen reader may reasonably be asked to read."""

LONGEST_SIDE = 3_840
"""Pixels along the longer side beyond which a picture is made smaller: a 4K projector's width."""

_KEPT = {"PNG": "image/png", "JPEG": "image/jpeg", "GIF": "image/gif"}
_JPEG_QUALITY = 90


def described(image: Image) -> tuple[Diagnostic, ...]:
    """Return what is wrong with a picture's description: none, the file's name, or too long to listen to."""
    if image.decorative:
        return ()
    if image.alt is None:
        return (
            error(
                f'the picture "{image.file}" has no description for those who cannot see it',
                image.span,
                f"say what it shows: image: {{file: {image.file}, alt: A map of the city in 1950}}",
                "where it shows nothing that matters, write decorative: true instead of alt",
            ),
        )
    said = image.alt.value.strip()
    if said.lower() in (image.file.value.lower(), Path(image.file.value).name.lower()):
        return (
            error("this description is only the file's name", image.alt.span, "say what the picture shows"),
        )
    if len(said) > LONGEST_ALT:
        return (
            warning(
                f"this description has {len(said)} characters; past {LONGEST_ALT} few listen to the end",
                image.alt.span,
                "say the main thing here and the rest in the notes",
            ),
        )
    return ()


def load_picture(name: Text, outline: Path) -> Picture | Diagnostic:
    """Return the picture that the outline names, or why it cannot be used."""
    path = project_file(name, outline, "picture")
    if isinstance(path, Diagnostic):
        return path
    try:
        size = path.stat().st_size
        if size > MOST_BYTES:
            return error(
                f'the picture "{name}" has {size // 1_000_000} MB, {MOST_BYTES // 1_000_000} are allowed',
                name.span,
                "make it smaller in any picture editor",
            )
        data = path.read_bytes()
    except OSError as problem:
        return error(f'the picture "{name}" cannot be read: {problem.strerror}', name.span)
    return _read(data, name, path)


def _read(data: bytes, name: Text, path: Path) -> Picture | Diagnostic:
    from PIL import Image, ImageOps

    if _looks_like_svg(data):
        return error(
            f'"{name}" is an SVG drawing, which may carry programs and is not taken',
            name.span,
            "export it as PNG, about 2000 pixels wide, and name that file",
        )
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            image = Image.open(io.BytesIO(data))
            if image.width * image.height > MOST_PIXELS:
                return _too_many_pixels(name)
            kind = image.format or ""
            turned = image.getexif().get(0x0112, 1) not in (0, 1)
            small = max(image.size) <= LONGEST_SIDE
            plain = image.mode in ("1", "L", "LA", "P", "RGB", "RGBA")
            if kind in _KEPT and (kind == "GIF" or (plain and small and not turned)):
                image.load()
                return Picture(data, _KEPT[kind], image.width, image.height, path.name)
            upright = ImageOps.exif_transpose(image)
            return _encoded(upright, kind, path.name)
    except Image.DecompressionBombError:
        return _too_many_pixels(name)
    except (OSError, ValueError, SyntaxError, EOFError, MemoryError):
        return error(
            f'"{name}" is not a picture that can be read',
            name.span,
            "PNG, JPEG, GIF, WebP, AVIF, TIFF and BMP are; open it in a picture editor and save it as PNG",
        )


def _too_many_pixels(name: Text) -> Diagnostic:
    return error(
        f'the picture "{name}" has more than {MOST_PIXELS // 1_000_000} million pixels',
        name.span,
        f"make it smaller in any picture editor: {LONGEST_SIDE} along the longer side are plenty",
    )


def _encoded(image: Pixels, kind: str, name: str) -> Picture:
    from PIL import Image

    clear = "A" in image.getbands() or "transparency" in image.info
    image = _eight_bits(image).convert("RGBA" if clear else "RGB")
    image.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
    out = io.BytesIO()
    if kind in ("JPEG", "MPO", "WEBP", "AVIF") and not clear:
        image.save(out, "JPEG", quality=_JPEG_QUALITY, optimize=True)
        return Picture(out.getvalue(), "image/jpeg", image.width, image.height, name)
    image.save(out, "PNG", optimize=True)
    return Picture(out.getvalue(), "image/png", image.width, image.height, name)


def _eight_bits(image: Pixels) -> Pixels:
    if image.mode.startswith("I"):
        return image.convert("I").point(lambda level: level / 256).convert("L")
    return image


def _looks_like_svg(data: bytes) -> bool:
    head = data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return head.startswith((b"<svg", b"<?xml", b"<!doctype svg", b"<!--", b"\x1f\x8b")) or b"<svg" in head
