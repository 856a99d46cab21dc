"""A picture's file → a Picture, or a plain word why not."""

from __future__ import annotations

import io
import struct
import zlib
from pathlib import Path

import pytest
from PIL import Image

from deckgen.deck import pictures
from deckgen.deck.model import Picture
from deckgen.deck.pictures import LONGEST_ALT, described, load_picture
from deckgen.diagnostics import Diagnostic, Severity, Span
from deckgen.outline.model import Image as Typed
from deckgen.outline.model import Text


def load(folder: Path, name: str) -> Picture | Diagnostic:
    """Load a picture as an outline in the folder would name it."""
    outline = folder / "talk.yaml"
    return load_picture(Text(name, Span(outline, 3, 9, 3, 9 + len(name))), outline)


def taken(folder: Path, name: str) -> Picture:
    """Load a picture that must be taken."""
    picture = load(folder, name)
    assert isinstance(picture, Picture), picture
    return picture


def refused(folder: Path, name: str) -> Diagnostic:
    """Load a picture that must be refused, at its place in the outline."""
    problem = load(folder, name)
    assert isinstance(problem, Diagnostic)
    assert problem.span is not None
    assert (problem.span.line, problem.span.column) == (3, 9)
    return problem


def save(
    folder: Path, name: str, mode: str = "RGB", size: tuple[int, int] = (60, 40), **options: object
) -> None:
    """Write a small picture with Pillow."""
    Image.new(mode, size, 7 if mode in ("L", "I;16") else None).save(folder / name, **options)  # type: ignore[arg-type]


def test_a_png_is_kept_byte_for_byte(tmp_path: Path) -> None:
    """A picture that both files can hold is not encoded again."""
    save(tmp_path, "a.png")
    picture = taken(tmp_path, "a.png")
    assert picture.data == (tmp_path / "a.png").read_bytes()
    assert (picture.mime, picture.width, picture.height, picture.name) == ("image/png", 60, 40, "a.png")


@pytest.mark.parametrize(
    ("name", "mode", "mime"),
    [
        ("a.webp", "RGB", "image/jpeg"),
        ("a.webp", "RGBA", "image/png"),
        ("a.tiff", "RGB", "image/png"),
        ("a.bmp", "RGB", "image/png"),
        ("a.jpg", "CMYK", "image/jpeg"),
        ("a.png", "I;16", "image/png"),
    ],
)
def test_other_kinds_become_png_or_jpeg(tmp_path: Path, name: str, mode: str, mime: str) -> None:
    """What PowerPoint or a browser cannot show is converted; transparency stays."""
    save(tmp_path, name, mode)
    picture = taken(tmp_path, name)
    assert picture.mime == mime
    opened = Image.open(io.BytesIO(picture.data))
    assert opened.mode == ("RGBA" if mode == "RGBA" else "RGB")
    assert opened.size == (60, 40)


def test_a_picture_that_lies_on_its_side_is_turned(tmp_path: Path) -> None:
    """A phone's turn mark is carried out, for neither file may rely on the viewer."""
    exif = Image.Exif()
    exif[0x0112] = 6
    save(tmp_path, "a.jpg", exif=exif)
    picture = taken(tmp_path, "a.jpg")
    assert (picture.width, picture.height) == (40, 60)
    assert Image.open(io.BytesIO(picture.data)).getexif().get(0x0112, 1) == 1


def test_a_huge_picture_is_made_as_small_as_a_projector_shows(tmp_path: Path) -> None:
    """No picture goes in with more than 3,840 pixels along its longer side."""
    save(tmp_path, "a.png", size=(5000, 100))
    assert taken(tmp_path, "a.png").width == pictures.LONGEST_SIDE


@pytest.mark.parametrize("side", [10_100, 60_000])
def test_a_bomb_of_pixels_is_refused_unopened(tmp_path: Path, side: int) -> None:
    """A small file that unpacks to billions of pixels is refused from its header."""
    head = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    data = b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        for kind, body in ((b"IHDR", head), (b"IDAT", zlib.compress(b"\0" * 100)), (b"IEND", b""))
    )
    (tmp_path / "bomb.png").write_bytes(data)
    assert "more than 100 million pixels" in refused(tmp_path, "bomb.png").message


def test_a_bomb_of_bytes_is_refused_unread(tmp_path: Path) -> None:
    """A file over the limit is refused by its size."""
    with (tmp_path / "big.png").open("wb") as file:
        file.truncate(pictures.MOST_BYTES + 1)
    assert "40 are allowed" in refused(tmp_path, "big.png").message


@pytest.mark.parametrize(
    "text",
    [
        '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
        '<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]><svg>&a;</svg>',
        "\ufeff  <!-- --> <svg/>",
    ],
)
def test_an_svg_is_refused_whatever_it_is_called(tmp_path: Path, text: str) -> None:
    """A drawing may carry programs; one called .png is seen through as well."""
    (tmp_path / "a.png").write_text(text, encoding="utf-8")
    assert "SVG" in refused(tmp_path, "a.png").message


@pytest.mark.parametrize("data", [b"", b"hello", b"\x89PNG\r\n\x1a\n broken", b"GIF89a", b"\xff\xd8\xff\xe0"])
def test_what_is_no_picture_is_refused(tmp_path: Path, data: bytes) -> None:
    """A broken or empty file gets a message that names what can be read."""
    (tmp_path / "a.png").write_bytes(data)
    problem = refused(tmp_path, "a.png")
    assert "not a picture" in problem.message
    assert "WebP" in problem.hints[0]


@pytest.mark.parametrize(
    "name", ["https://example.org/a.png", "//host/a.png", "data:image/png;base64,AAAA", "file:///etc/passwd"]
)
def test_addresses_are_not_fetched(tmp_path: Path, name: str) -> None:
    """A picture is a file; nothing goes over a network."""
    assert "is an address" in refused(tmp_path, name).message


@pytest.mark.parametrize("name", ["../outside.png", "/etc/hostname", "images/../../outside.png", "link.png"])
def test_nothing_outside_the_project_folder_is_read(tmp_path: Path, name: str) -> None:
    """Not by a path that climbs, not by an absolute one, not through a link."""
    folder = tmp_path / "project"
    (folder / "images").mkdir(parents=True)
    save(tmp_path, "outside.png")
    (folder / "link.png").symlink_to(tmp_path / "outside.png")
    assert "outside the project folder project" in refused(folder, name).message


def test_an_outline_in_a_folder_called_outlines_may_use_the_images_beside_it(tmp_path: Path) -> None:
    """outlines/talk.yaml names ../images/a.png, but nothing further up."""
    (tmp_path / "outlines").mkdir()
    (tmp_path / "images").mkdir()
    save(tmp_path / "images", "a.png")
    assert taken(tmp_path / "outlines", "../images/a.png").name == "a.png"
    assert "outside" in refused(tmp_path / "outlines", "../../a.png").message


def test_a_missing_picture_is_reported_with_the_nearest_name(tmp_path: Path) -> None:
    """A typing mistake in a file's name is answered with the file that was meant."""
    (tmp_path / "images").mkdir()
    save(tmp_path / "images", "portrait.png")
    assert refused(tmp_path, "images/portriat.png").hints == ('did you mean "images/portrait.png"?',)


def test_a_name_no_file_can_have_is_refused(tmp_path: Path) -> None:
    """Odd characters and endless names give a message, not a crash."""
    assert refused(tmp_path, "a\0b.png")
    assert refused(tmp_path, "x" * 5000)


def picture(alt: str | None, *, decorative: bool = False) -> Typed:
    """Return a picture as an outline has it."""
    span = Span(Path("talk.yaml"), 3, 9, 3, 20)
    return Typed(Text("images/map.png", span), Text(alt, span) if alt else None, None, None, decorative, span)


def test_a_picture_needs_a_description_or_has_to_be_decorative() -> None:
    """Nobody who listens to a deck meets a picture without words."""
    (missing,) = described(picture(None))
    assert missing.severity is Severity.ERROR
    assert "no description" in missing.message
    assert "decorative: true" in missing.hints[1]
    assert described(picture(None, decorative=True)) == ()
    assert described(picture("A map of the Soviet Union")) == ()


@pytest.mark.parametrize("alt", ["map.png", "images/map.png", "MAP.PNG "])
def test_a_files_name_is_no_description(alt: str) -> None:
    """What PowerPoint writes by itself helps nobody."""
    (problem,) = described(picture(alt))
    assert "only the file's name" in problem.message


def test_an_endless_description_is_warned_of() -> None:
    """A screen reader cannot be skimmed."""
    assert described(picture("x" * LONGEST_ALT)) == ()
    (problem,) = described(picture("x" * (LONGEST_ALT + 1)))
    assert problem.severity is Severity.WARNING
