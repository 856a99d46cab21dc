"""Pictures as they were read → as both files hold them: every kind of pixel, and every way to be broken."""

from __future__ import annotations

import io
import struct
import zlib
from pathlib import Path

import pytest
from PIL import Image, ImageCms, ImageDraw

from deckgen.deck.media.raster import Embedded, embedded, opened, upright_size
from deckgen.deck.model import Picture
from deckgen.structs.pieces import bytes_of as whole


def bytes_of(image: Image.Image, kind: str, **options: object) -> bytes:
    """Return a picture's file."""
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def read(data: bytes) -> Picture:
    """Return a file as a Deck has it."""
    with opened(data) as image:
        return Picture(data, Image.MIME[image.format or ""], *upright_size(image), "a.png")


def made(data: bytes, width: int = 10_000, height: int = 10_000) -> Picture:
    """Return a picture as the files have it, which must be possible."""
    picture = embedded(read(data), width, height).picture
    assert picture is not None
    assert (picture.width, picture.height) == Image.open(io.BytesIO(whole(picture.data))).size
    return picture


def pixels(picture: Picture) -> Image.Image:
    """Return a picture unpacked."""
    return Image.open(io.BytesIO(whole(picture.data)))


def scene(size: tuple[int, int] = (60, 40), mode: str = "RGB") -> Image.Image:
    """Return a picture whose left upper corner is red, on blue."""
    image = Image.new("RGBA" if mode.endswith("A") else "RGB", size, "#2040c0")
    ImageDraw.Draw(image).rectangle((0, 0, size[0] // 3, size[1] // 3), "#e02010")
    return image.convert(mode)


def near(one: object, other: tuple[int, ...], by: int = 12) -> bool:
    """Tell whether two colours are about the same."""
    assert isinstance(one, tuple)
    return all(abs(a - b) <= by for a, b in zip(one, other, strict=True))


@pytest.mark.parametrize(
    ("kind", "mime"), [("PNG", "image/png"), ("JPEG", "image/jpeg"), ("GIF", "image/gif")]
)
def test_what_both_files_can_show_is_kept_byte_for_byte(kind: str, mime: str) -> None:
    """A picture of the right kind and size is not encoded again."""
    data = bytes_of(scene(), kind)
    assert made(data) == Picture(data, mime, 60, 40, "a.png")


@pytest.mark.parametrize(
    ("kind", "mode", "mime"),
    [
        ("WEBP", "RGB", "image/jpeg"),
        ("WEBP", "RGBA", "image/png"),
        ("AVIF", "RGB", "image/jpeg"),
        ("AVIF", "RGBA", "image/png"),
        ("HEIF", "RGB", "image/jpeg"),
        ("JPEG2000", "RGB", "image/jpeg"),
        ("TIFF", "RGB", "image/png"),
        ("TIFF", "RGBA", "image/png"),
        ("TIFF", "CMYK", "image/png"),
        ("TIFF", "LAB", "image/png"),
        ("BMP", "RGB", "image/png"),
        ("JPEG", "CMYK", "image/jpeg"),
    ],
)
def test_other_kinds_become_png_or_jpeg(kind: str, mode: str, mime: str) -> None:
    """What PowerPoint or a browser cannot show is converted, its colours and its transparency kept."""
    import pillow_heif

    pillow_heif.register_heif_opener()
    image = scene(mode=mode if mode != "LAB" else "RGB")
    if mode == "RGBA":
        image.putpixel((59, 39), (0, 0, 0, 0))
    if mode == "LAB":
        profiles = ImageCms.createProfile("sRGB"), ImageCms.createProfile("LAB")
        image = ImageCms.profileToProfile(image, *profiles, outputMode="LAB") or image
    picture = made(bytes_of(image, kind, **({"lossless": True} if kind == "WEBP" else {"quality": 95})))
    assert (picture.mime, picture.width, picture.height) == (mime, 60, 40)
    shown = pixels(picture)
    assert shown.mode == ("RGBA" if mode == "RGBA" else "RGB")
    assert near(shown.convert("RGB").getpixel((3, 3)), (0xE0, 0x20, 0x10), 30)
    assert near(shown.convert("RGB").getpixel((40, 20)), (0x20, 0x40, 0xC0), 30)
    if mode == "RGBA":
        alpha = shown.getchannel("A")
        assert alpha.getpixel((59, 39)) in range(60)
        assert alpha.getpixel((3, 3)) == 255


@pytest.mark.parametrize("mode", ["I;16", "I;16B", "I"])
def test_sixteen_bits_of_grey_are_seen_as_the_grey_they_are(mode: str) -> None:
    """A scan of a museum is neither black nor burnt out."""
    grey = Image.new("I", (20, 10), 0x8000).convert("I;16" if mode != "I" else "I")
    grey.putpixel((0, 0), 0xFFFF)
    kind = "PNG" if mode == "I;16" else "TIFF"
    shown = pixels(made(bytes_of(grey, kind)))
    assert near(shown.convert("RGB").getpixel((10, 5)), (128, 128, 128), 2)
    assert near(shown.convert("RGB").getpixel((0, 0)), (255, 255, 255), 2)


def test_sixteen_bits_of_colour_become_eight() -> None:
    """A PNG of 16 bits a colour is twice as large as anybody can see."""
    row = b"\0" + struct.pack(">3H", 0xE000, 0x2000, 0x1000) * 8
    parts = (
        (b"IHDR", struct.pack(">IIBBBBB", 8, 4, 16, 2, 0, 0, 0)),
        (b"IDAT", zlib.compress(row * 4)),
        (b"IEND", b""),
    )
    data = b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
        for name, body in parts
    )
    picture = made(data)
    assert whole(picture.data)[24] == 8
    assert near(pixels(picture).getpixel((2, 2)), (0xE0, 0x20, 0x10), 1)


def test_a_profile_is_carried_out() -> None:
    """Colours that a profile means otherwise are converted, so that both programs show the same ones."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))
    kept = bytes_of(scene(), "PNG", icc_profile=profile.tobytes())
    assert made(kept).data == bytes_of(scene(), "PNG")
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("XYZ"))
    image = scene()
    odd = bytes_of(image, "PNG", icc_profile=_swapped(profile.tobytes()))
    shown = pixels(made(odd))
    assert "icc_profile" not in shown.info
    assert not near(shown.getpixel((3, 3)), (0xE0, 0x20, 0x10))
    broken = bytes_of(image, "PNG", icc_profile=lab.tobytes()[:200])
    assert near(pixels(made(broken)).getpixel((3, 3)), (0xE0, 0x20, 0x10))


def test_the_profile_of_a_press_is_carried_out() -> None:
    """Four inks mean what their profile says; without one, each takes its own colour from white."""
    image = Image.new("CMYK", (60, 40), (0, 0, 0, 0))
    image.paste((255, 0, 0, 0), (0, 0, 30, 40))
    for kind in ("JPEG", "TIFF"):
        plain = pixels(made(bytes_of(image, kind))).convert("RGB")
        assert near(plain.getpixel((5, 5)), (0, 255, 255))
        assert near(plain.getpixel((50, 5)), (255, 255, 255))
        printed = pixels(made(bytes_of(image, kind, icc_profile=_press())))
        assert "icc_profile" not in printed.info
        assert near(printed.convert("RGB").getpixel((5, 5)), (119, 119, 119))
        assert near(printed.convert("RGB").getpixel((50, 5)), (255, 255, 255))


def _press() -> bytes:
    """Return the profile of a press whose four inks are grey: each full one takes half of the light."""
    light = [round(255 / 2 ** bin(corner).count("1")) for corner in range(16)]
    table = b"".join(bytes((level, 128, 128)) for level in light)
    ramp = bytes(range(256))
    matrix = struct.pack(">9i", 65536, 0, 0, 0, 65536, 0, 0, 0, 65536)
    lut = b"mft1" + bytes(4) + bytes((4, 3, 2, 0)) + matrix + ramp * 4 + table + ramp * 3
    name = b"desc" + bytes(4) + struct.pack(">I", 6) + b"press\0" + bytes(78)
    white = b"XYZ " + bytes(4) + struct.pack(">3i", 63190, 65536, 54061)
    tags, body, at = b"", b"", 128 + 4 + 3 * 12
    for tag, data in ((b"desc", name), (b"wtpt", white), (b"A2B0", lut)):
        data += bytes(-len(data) % 4)
        tags += struct.pack(">4sII", tag, at + len(body), len(data))
        body += data
    size = at + len(body)
    head = struct.pack(">I4sI4s4s4s", size, bytes(4), 0x02400000, b"prtr", b"CMYK", b"Lab ")
    head += bytes(12) + b"acsp" + bytes(28) + struct.pack(">3i", 63190, 65536, 54061)
    return head.ljust(128, b"\0") + struct.pack(">I", 3) + tags + body


def _swapped(profile: bytes) -> bytes:
    """Return the profile of sRGB with red and blue exchanged, under another name."""
    swapped = profile.replace(b"rXYZ", b"tXYZ").replace(b"bXYZ", b"rXYZ").replace(b"tXYZ", b"bXYZ")
    return swapped.replace(b"s\0R\0G\0B", b"o\0d\0d\0!").replace(b"sRGB built", b"odd! built")


HELD = {
    1: None,
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}
"""The mark of a turn → what a camera that was held so does to a picture."""


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF", "TIFF"])
@pytest.mark.parametrize("turn", range(1, 9))
def test_a_picture_is_turned_as_the_camera_was_held(turn: int, kind: str) -> None:
    """All eight marks of a turn are carried out once, and none is left for a viewer to carry out again."""
    exif = Image.Exif()
    exif[0x0112] = turn
    exif[0x010F] = "A telephone"
    upright = scene((900, 600))
    way = HELD[turn]
    held = upright.transpose(way) if way is not None else upright
    data = bytes_of(held, kind, exif=exif if kind == "TIFF" else exif.tobytes(), quality=95)
    assert (read(data).width, read(data).height) == upright.size
    for wanted in ((9000, 9000), (90, 90)):
        picture = made(data, *wanted)
        shown = pixels(picture).convert("RGB")
        share = picture.width / upright.width
        assert abs(picture.height - upright.height * share) < 1
        assert pixels(picture).getexif().get(0x0112, 1) == 1
        assert turn == 1 or 0x010F not in pixels(picture).getexif()
        for x, y in ((0.05, 0.05), (0.95, 0.05), (0.05, 0.95), (0.95, 0.95)):
            there = upright.getpixel((int(upright.width * x), int(upright.height * y)))
            assert isinstance(there, tuple)
            assert near(shown.getpixel((int(shown.width * x), int(shown.height * y))), there, 16)


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "TIFF"])
def test_a_picture_has_the_pixels_that_its_place_needs(kind: str) -> None:
    """The larger of the two needs decides, so that a crop is as fine as a whole picture; none is enlarged."""
    noise = Image.effect_noise((1200, 800), 60).convert("RGB")
    data = bytes_of(noise, kind)
    assert (made(data, 300, 100).width, made(data, 300, 100).height) == (300, 200)
    assert (made(data, 100, 400).width, made(data, 100, 400).height) == (600, 400)
    assert (made(data, 9000, 9000).width, made(data, 1100, 10).width) == (1200, 1200)


def test_smaller_never_means_more_bytes() -> None:
    """A drawing of few colours stays as it is where its smaller copy would weigh more."""
    data = bytes_of(scene((3000, 2000)).quantize(4), "PNG", optimize=True)
    assert made(data, 2600, 1700).data == data


def test_transparent_edges_are_not_darkened() -> None:
    """A colour shines to the edge of what is transparent when a picture is made smaller."""
    image = Image.new("RGBA", (400, 400), (0, 0, 0, 0))
    ImageDraw.Draw(image).ellipse((50, 50, 350, 350), (255, 200, 0, 255))
    small = pixels(made(bytes_of(image, "TIFF"), 100, 100))
    for x in range(100):
        red, green, blue, alpha = small.getpixel((x, 50))  # type: ignore[misc]
        assert alpha < 25 or near((red, green, blue), (255, 200, 0), 24)


def test_a_moving_gif_is_untouched_however_small_its_place() -> None:
    """Its frames are what it is for."""
    frames = [scene((200, 100)), scene((200, 100)).rotate(180)]
    data = bytes_of(frames[0], "GIF", save_all=True, append_images=frames[1:], duration=100)
    found = embedded(read(data), 20, 10)
    assert found.picture is not None
    assert (found.picture.data, found.frames) == (data, 2)


@pytest.mark.parametrize("kind", ["PNG", "WEBP", "TIFF"])
def test_of_other_moving_pictures_the_first_is_shown_in_both_files(kind: str) -> None:
    """A browser would move an animated PNG, PowerPoint would not: the two files show the same."""
    frames = [scene(), scene().rotate(180)]
    data = bytes_of(frames[0], kind, save_all=True, append_images=frames[1:])
    found = embedded(read(data), 100, 100)
    assert found.frames == 2
    assert found.picture is not None
    shown = pixels(found.picture)
    assert getattr(shown, "n_frames", 1) == 1
    assert near(shown.convert("RGB").getpixel((3, 3)), (0xE0, 0x20, 0x10), 40)


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "WEBP", "TIFF", "BMP", "AVIF"])
def test_half_a_file_is_no_picture(kind: str) -> None:
    """A download that broke off is found, not shown half grey."""
    noise = Image.effect_noise((300, 200), 60).convert("RGB")
    data = bytes_of(noise, kind)
    try:
        picture = read(data[: len(data) // 2])
    except OSError:
        return
    assert embedded(picture, 100, 100) == Embedded(None, 1)
    assert embedded(picture, 1000, 1000) == Embedded(None, 1)


def test_half_a_moving_gif_is_no_picture() -> None:
    """Its first picture may be whole; the movement that it is for is not."""
    frames = [Image.effect_noise((300, 200), 60) for _ in range(4)]
    data = bytes_of(frames[0], "GIF", save_all=True, append_images=frames[1:], duration=100)
    half = read(data[: len(data) // 2])
    assert embedded(half, 100, 100).picture is None


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "PA", "RGBA", "F"])
def test_every_mode_can_be_made_smaller(mode: str) -> None:
    """No kind of pixel stops a build."""
    image = scene((400, 200), "L" if mode == "F" else "RGB").convert(mode)
    picture = made(bytes_of(image, "TIFF" if mode in ("F", "PA", "LA") else "PNG"), 40, 20)
    assert (picture.width, picture.height) in ((40, 20), (400, 200))


@pytest.mark.parametrize("size", [(1, 1), (20_000, 10), (10, 20_000)])
def test_odd_shapes_keep_at_least_one_pixel(size: tuple[int, int]) -> None:
    """A thread of a picture does not vanish."""
    picture = made(bytes_of(scene(size), "TIFF"), 200, 1)
    assert min(picture.width, picture.height) >= 1


def test_the_same_picture_is_made_once() -> None:
    """What was made is remembered by its bytes, for decks that are built again and again."""
    data = bytes_of(scene(), "WEBP")
    before = embedded.cache_info().hits
    assert embedded(read(data), 50, 50) is embedded(read(bytes(bytearray(data))), 50, 50)
    assert embedded.cache_info().hits == before + 1


def test_nothing_but_pixels_goes_into_a_picture_that_is_written_anew(tmp_path: Path) -> None:
    """Where a photograph was taken is nobody's business."""
    exif = Image.Exif()
    exif[0x010F] = "A telephone"
    exif.get_ifd(0x8825)[1] = "N"
    data = bytes_of(scene((2000, 1000)), "JPEG", exif=exif, comment=b"secret")
    assert b"telephone" in data
    small = whole(made(data, 200, 100).data)
    assert b"telephone" not in small
    assert b"Exif" not in small
    assert b"secret" not in small
