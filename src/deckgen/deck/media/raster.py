"""A Picture as it was read → one that both files can show: upright, sRGB, 8 bits, of the size that is needed.

What both files can show as it is stays so, without what its file says of place, time and camera. All else is
unpacked and written as JPEG where it was a photograph's format without transparency, else as PNG.
"""

from __future__ import annotations

import contextlib
import functools
import importlib
import io
import struct
import warnings
import zlib
from collections.abc import Mapping
from typing import TYPE_CHECKING, cast

from deckgen.deck.media import svg as drawings
from deckgen.deck.media.bare import bare
from deckgen.deck.model import Picture
from deckgen.structs import Struct, replace
from deckgen.structs.pieces import Content, bytes_of

if TYPE_CHECKING:
    from PIL.Image import Image as Pixels

JPEG_QUALITY = 88
"""No difference is seen at this quality on a projector, nor from near on a screen of high resolution."""

CLOSE = 1.1
"""A picture with so many times the pixels that are needed is not resampled: nothing would be gained."""

REMEMBERED = 32
"""The pictures that are kept for the next build of a program that builds again and again."""

GLANCE = 240
"""The pixels of a picture's longer side that are looked at to tell what it shows."""

VEIL = 95
"""What is less opaque than this, of 255, is not counted among what a picture shows."""

FORMATS = ("PNG", "JPEG", "MPO", "GIF", "WEBP", "AVIF", "TIFF", "BMP", "JPEG2000", "HEIF")
"""The kinds of picture that are read, recognised by their content; none of them starts another program."""

_HEADS = {b"\x89PNG": "PNG", b"\xff\xd8\xff": "JPEG", b"GIF8": "GIF"}
"""How the commonest kinds begin, for which nothing else need be imported."""

_CODECS = ("AvifImagePlugin", "Jpeg2KImagePlugin", "TiffImagePlugin", "WebPImagePlugin")
"""The parts of Pillow that read these, in addition to those for the commonest kinds."""

_BROKEN = (ValueError, SyntaxError, EOFError, KeyError, IndexError, OverflowError, TypeError)

UNREADABLE: tuple[type[Exception], ...] = (OSError, MemoryError, struct.error, zlib.error, *_BROKEN)
"""What Pillow raises where a file is no picture, or a broken one."""

_KEPT = {"PNG": "image/png", "JPEG": "image/jpeg", "GIF": "image/gif"}
_PLAIN = ("1", "L", "LA", "P", "RGB", "RGBA")
_PHOTOGRAPHS = ("JPEG", "MPO", "WEBP", "AVIF", "HEIF", "JPEG2000")
_TURN, _WIDTH, _HEIGHT = 0x0112, 0x0100, 0x0101
_HEIC = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1")


class Embedded(Struct, frozen=True):
    """A picture as the files hold it, None where it cannot be unpacked; how many pictures its file has."""

    picture: Picture | None
    frames: int


def is_heic(data: bytes) -> bool:
    """Tell whether bytes are a photograph as iPhones take them."""
    return data[4:8] == b"ftyp" and data[8:12] in _HEIC and b"avif" not in data[8:64]


@functools.cache
def reads_heic() -> bool:
    """Tell whether the extra that reads HEIC is installed; from then on, Pillow reads it."""
    try:
        from pillow_heif import register_heif_opener
    except ImportError:
        return False
    register_heif_opener()
    return True


def opened(data: bytes) -> Pixels:
    """Return a picture whose head has been read, its pixels not yet; raises one of `UNREADABLE`."""
    from PIL import Image

    formats = [kind for head, kind in _HEADS.items() if data.startswith(head)]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return Image.open(io.BytesIO(data), formats=formats or [one for one in FORMATS if _is_known(one)])


def _is_known(kind: str) -> bool:
    from PIL import Image

    _load_codecs()
    return kind in Image.OPEN


@functools.cache
def _load_codecs() -> None:
    """Have Pillow know the kinds that are read; its own way imports dozens more, which takes a while."""
    from PIL import Image

    Image.preinit()
    for name in _CODECS:
        with contextlib.suppress(ImportError):
            importlib.import_module(f"PIL.{name}")


def upright_size(image: Pixels) -> tuple[int, int]:
    """Return width and height as they are once the picture has been turned upright."""
    size = image.size
    if image.format == "TIFF":
        exif = (
            image.getexif()
        )  # for whether the size is that of the turned picture depends on Pillow's version
        size = exif.get(_WIDTH, size[0]), exif.get(_HEIGHT, size[1])
    return (size[1], size[0]) if _marked(image) in (5, 6, 7, 8) else size


def _turn(image: Pixels) -> int:
    """Return how a picture is still to be turned; Pillow turns TIFFs itself while it unpacks them."""
    return 1 if image.format == "TIFF" else _marked(image)


def _marked(image: Pixels) -> int:
    """Return how the camera was held: 1 upright, 2 to 8 mirrored or turned (Exif 2.3, 4.6.4)."""
    if image.format in ("PNG", "GIF", "BMP") and "exif" not in image.info:
        return 1  # for Pillow would unpack all of a PNG to look for a mark after its pixels
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        turn = image.getexif().get(_TURN, 1)
    return turn if turn in range(1, 9) else 1


@functools.lru_cache(maxsize=REMEMBERED)
def embedded(picture: Picture, width: int, height: int) -> Embedded:
    """Return a picture for a place that shows all of it on so many pixels; only drawings are enlarged."""
    if picture.mime == drawings.MIME:
        share = max(width / picture.width, height / picture.height)
        size = round(picture.width * share), round(picture.height * share)
        fallback = drawings.drawn(bytes_of(picture.data), *size)
        return Embedded(replace(picture, fallback=fallback) if fallback else None, 1)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            data = bytes_of(picture.data)
            with opened(data) as image:
                frames = int(getattr(image, "n_frames", 1)) if image.format != "MPO" else 1
                deep = _deep(data, image.format or "")
                return Embedded(_embedded(image, picture, (frames, deep), (width, height)), frames)
        except UNREADABLE:
            return Embedded(None, 1)


def _embedded(image: Pixels, picture: Picture, told: tuple[int, bool], wanted: tuple[int, int]) -> Picture:
    """Return an unpacked picture for a place; `told` are its frames, and whether it has 16 bits a colour."""
    kind = image.format or ""
    frames, deep = told
    if kind == "GIF":
        image.seek(frames - 1)
        image.load()  # whose last picture is there if all of them are
        shown = _bared(picture, kind)
        return Picture(picture.data if shown is None else shown, _KEPT[kind], *image.size, picture.name)
    share = min(1.0, max(wanted[0] / picture.width, wanted[1] / picture.height))
    if share * CLOSE > 1:
        share = 1.0
    showable = kind in _KEPT and image.mode in _PLAIN and _turn(image) == 1 and frames == 1
    showable = showable and not deep and _is_srgb(image.info.get("icc_profile"))
    shown = _bared(picture, kind) if showable else None
    if shown is not None and share == 1:
        image.load()
        return Picture(shown, _KEPT[kind], image.width, image.height, picture.name)
    small = (max(1, round(picture.width * share)), max(1, round(picture.height * share)))
    made = _written(_upright(image, small), kind, picture.name)
    if shown is not None and len(made.data) >= len(shown):
        return Picture(shown, _KEPT[kind], picture.width, picture.height, picture.name)
    return made


def _bared(picture: Picture, kind: str) -> Content | None:
    """Return a picture's content without what shows nothing; as it was, where it has no such thing."""
    data = bytes_of(picture.data)
    kept = bare(data, kind)
    return picture.data if kept is data else kept


class Shown(Struct, frozen=True):
    """What a picture that is transparent in places shows: its colours `#RRGGBB` and how often each appears.

    `edges` are those that border on nothing. `margins` are the shares of the picture that are free beside
    them: left, top, right, bottom.
    """

    colours: Mapping[str, int]
    edges: Mapping[str, int]
    margins: tuple[float, float, float, float]


@functools.lru_cache(maxsize=REMEMBERED)
def seen(picture: Picture) -> Shown | None:
    """Return what a picture in Pages shows, None where it is opaque, or nothing is to be seen."""
    from PIL import Image, ImageChops, ImageFilter

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with Image.open(io.BytesIO(picture.fallback or bytes_of(picture.data))) as image:
            if not image.has_transparency_data:
                return None
            small = image.convert("RGBA")
    small.thumbnail((GLANCE, GLANCE))
    mask = small.getchannel("A").point(lambda level: 255 if level > VEIL else 0)
    edge = ImageChops.subtract(mask, mask.filter(ImageFilter.MinFilter(3)))
    box = mask.getbbox()
    if box is None or edge.getbbox() is None:
        return None
    left, top, right, bottom = box
    width, height = small.size
    margins = (left / width, top / height, 1 - right / width, 1 - bottom / height)
    return Shown(_colours(small, mask), _colours(small, edge), margins)


def _colours(image: Pixels, mask: Pixels) -> dict[str, int]:
    """Return an image's colours where a mask is set, those that are nearly alike as one."""
    flat = image.convert("RGB").point(lambda level: level & 0xF8)
    flat.putalpha(mask)
    found = cast("list[tuple[int, tuple[int, ...]]]", flat.getcolors(flat.width * flat.height) or [])
    return {f"#{red:02X}{green:02X}{blue:02X}": many for many, (red, green, blue, there) in found if there}


def fitted(picture: Picture, width: int, height: int) -> Picture | None:
    """Return a picture cut alike on both sides to a shape, or None where it cannot be unpacked."""
    from PIL import Image, ImageOps

    made = embedded(picture, picture.width, picture.height).picture
    if made is None:
        return None
    share = min(picture.width / width, picture.height / height)
    size = max(1, round(width * share)), max(1, round(height * share))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            with Image.open(io.BytesIO(made.fallback or bytes_of(made.data))) as image:
                flat = image.convert("RGBA" if image.has_transparency_data else "RGB")
                kind = "PNG" if made.fallback else image.format or ""
                return _written(ImageOps.fit(flat, size), kind, picture.name)
        except UNREADABLE:
            return None


def _deep(data: bytes, kind: str) -> bool:
    """Tell whether a PNG has 16 bits a colour, of which a screen shows 8."""
    return kind == "PNG" and len(data) > 24 and data[24] == 16


def _upright(image: Pixels, size: tuple[int, int]) -> Pixels:
    """Return a picture upright at a size, in sRGB."""
    from PIL import Image, ImageOps

    turn = _turn(image)
    if turn in (5, 6, 7, 8):
        size = size[1], size[0]
    if image.format in ("JPEG", "MPO") and image.mode in ("L", "RGB"):
        image.draft(image.mode, size)  # unpacked at a half, a quarter, an eighth where that is enough
    profile = image.info.get("icc_profile")
    flat = _eight_bits(image)
    if flat.size != size:
        flat = flat.resize(size, Image.Resampling.LANCZOS, reducing_gap=3.0)
    flat = _srgb(flat, profile)
    if turn != 1:
        exif = Image.Exif()
        exif[_TURN] = turn
        flat.info["exif"] = exif.tobytes()
        flat = ImageOps.exif_transpose(flat)
    return flat


def _eight_bits(image: Pixels) -> Pixels:
    """Return a picture with 8 bits a colour, and no palette."""
    if image.mode.startswith("I;16"):
        return image.convert("I").point(lambda level: level / 256).convert("L")
    if image.mode in ("I", "F"):
        return _stretched(image)
    if image.mode in ("P", "PA", "LA", "La", "RGBa") or "transparency" in image.info:
        return image.convert("RGBA" if image.has_transparency_data else "RGB")
    return image.convert("L") if image.mode == "1" else image


def _stretched(image: Pixels) -> Pixels:
    """Return a picture of numbers without a fixed range as grey, from its darkest to its brightest."""
    image = image.convert("F")
    extrema = image.getextrema()
    low, high = (float(one) for one in extrema if isinstance(one, int | float))
    if low >= 0 and 255 < high <= 65_535:
        low, high = 0.0, 65_535.0
    scale = 255 / (high - low) if high > low else 1.0
    return image.point(lambda level: level * scale - low * scale).convert("L")


def _is_srgb(profile: bytes | None) -> bool:
    """Tell whether colours mean what both files take them to mean; without a profile they do."""
    if not profile:
        return True
    from PIL import ImageCms

    try:
        named = ImageCms.getProfileDescription(ImageCms.ImageCmsProfile(io.BytesIO(profile)))
    except ImageCms.PyCMSError:
        return False
    except UNREADABLE:
        return False
    return "srgb" in named.lower()


def _srgb(image: Pixels, profile: bytes | None) -> Pixels:
    """Return a picture in sRGB: by its colour profile, or plainly where it has none that can be used."""
    from PIL import ImageCms

    alpha = image.getchannel("A") if image.mode == "RGBA" else None
    flat = image.convert("RGB") if image.mode in ("RGBA", "YCbCr", "HSV") else image
    if profile and not _is_srgb(profile):
        with contextlib.suppress(ImageCms.PyCMSError, ValueError, OSError, TypeError):
            given = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            made = ImageCms.profileToProfile(flat, given, ImageCms.createProfile("sRGB"), outputMode="RGB")
            flat = made or flat
    if flat.mode == "LAB":
        flat = ImageCms.profileToProfile(
            flat, ImageCms.createProfile("LAB"), ImageCms.createProfile("sRGB"), outputMode="RGB"
        ) or flat  # fmt: skip
    flat = flat.convert("RGB")
    if alpha is not None:
        flat.putalpha(alpha)
    return flat


def _written(image: Pixels, kind: str, name: str) -> Picture:
    """Return a picture's bytes: nothing but its pixels goes in, no place, no date, no camera."""
    from PIL import Image

    clean = Image.new(image.mode, image.size)
    clean.paste(image)
    out = io.BytesIO()
    if image.mode == "RGB" and kind in _PHOTOGRAPHS:
        clean.save(out, "JPEG", quality=JPEG_QUALITY, optimize=True)
        return Picture(out.getvalue(), "image/jpeg", image.width, image.height, name)
    clean.save(out, "PNG")
    return Picture(out.getvalue(), "image/png", image.width, image.height, name)
