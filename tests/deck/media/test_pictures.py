"""A picture's file → a Picture, or a plain word why not."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

import pytest
from PIL import Image

from deckgen.deck.media import pictures
from deckgen.deck.media.pictures import LONGEST_ALT, described, load_picture
from deckgen.deck.media.raster import reads_heic
from deckgen.deck.media.svg import MIME
from deckgen.deck.model import Picture
from deckgen.diagnostics import Diagnostic, Severity, Span
from deckgen.outline.model import Image as Typed
from deckgen.outline.model import Text
from deckgen.structs.pieces import bytes_of


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


def test_a_picture_keeps_its_bytes_until_its_place_is_known(tmp_path: Path) -> None:
    """Only the head is read: kind and shape, told by the content and not by the name."""
    save(tmp_path, "a.jpg", format="WEBP")
    picture = taken(tmp_path, "a.jpg")
    assert picture == Picture((tmp_path / "a.jpg").read_bytes(), "image/webp", 60, 40, "a.jpg")


def test_a_picture_that_lies_on_its_side_has_its_upright_shape(tmp_path: Path) -> None:
    """Layout plans with the shape that is shown."""
    exif = Image.Exif()
    exif[0x0112] = 6
    save(tmp_path, "a.jpg", exif=exif)
    picture = taken(tmp_path, "a.jpg")
    assert (picture.width, picture.height) == (40, 60)


def test_heic_needs_the_extra_and_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the extra it is taken; without it the message says what to install, or to do instead."""
    assert reads_heic()
    save(tmp_path, "a.heic", size=(64, 48))
    assert taken(tmp_path, "a.heic").width == 64
    monkeypatch.setattr(pictures, "reads_heic", lambda: False)
    problem = refused(tmp_path, "a.heic")
    assert "HEIC" in problem.message
    assert problem.hints == (
        'install it: pip install "deckgen[heic]"',
        "or open it in a picture editor and save it as JPEG",
    )


def test_a_drawing_in_a_printers_language_is_refused(tmp_path: Path) -> None:
    """Nothing is read that has another program started to draw it."""
    (tmp_path / "a.png").write_bytes(b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 10 10\n")
    assert "not a picture" in refused(tmp_path, "a.png").message


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
        file.truncate(pictures.PICTURE.most_bytes + 1)
    assert "is 40.1 MB large; at most 40 MB is read" in refused(tmp_path, "big.png").message


def test_a_drawing_is_recognised_by_its_content(tmp_path: Path) -> None:
    """An SVG that is called .png is taken as what it is, its programs left out."""
    drawing = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 3"><script>alert(1)</script></svg>'
    (tmp_path / "a.png").write_text(drawing, encoding="utf-8")
    picture = taken(tmp_path, "a.png")
    assert (picture.mime, picture.width * 3, picture.left_out) == (MIME, picture.height * 4, ("programs",))
    assert b"alert" not in bytes_of(picture.data)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 3">\n<g></svg>', "(line 2 of it)"),
        ('<svg xmlns="http://www.w3.org/2000/svg"/>', "how large it is"),
        ("\ufeff  <!-- --> <svg/>", "xmlns is missing"),
    ],
)
def test_a_drawing_that_cannot_be_used_says_where_and_why(tmp_path: Path, text: str, said: str) -> None:
    """The outline's line and the drawing's own are named."""
    (tmp_path / "a.svg").write_text(text, encoding="utf-8")
    problem = refused(tmp_path, "a.svg")
    assert 'the drawing "a.svg"' in problem.message
    assert said in problem.message
    assert problem.hints


@pytest.mark.parametrize("data", [b"hello", b"\x89PNG\r\n\x1a\n broken", b"GIF89a", b"\xff\xd8\xff\xe0"])
def test_what_is_no_picture_is_refused(tmp_path: Path, data: bytes) -> None:
    """A broken or empty file gets a message that names what can be read."""
    (tmp_path / "a.png").write_bytes(data)
    problem = refused(tmp_path, "a.png")
    assert "not a picture" in problem.message
    assert "WebP" in problem.hints[0]


def test_a_file_of_no_bytes_is_called_empty(tmp_path: Path) -> None:
    """A failed download is named as what it is."""
    (tmp_path / "a.png").write_bytes(b"")
    assert "is empty" in refused(tmp_path, "a.png").message


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
