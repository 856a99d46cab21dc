"""Pictures, drawings, recordings, captions and tables in files that cannot be used, or only just."""

from __future__ import annotations

import contextlib
import errno
import io
from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any
from unittest import mock

from PIL import Image

from deckgen.deck.media import pictures
from deckgen.limits import MOST_FRAMES
from tests import recordings
from tests.deck.media.test_frames import moving
from tests.messages.citing import filed
from tests.messages.scene import Content, Scene
from tests.messages.typed import slide


def picture(width: int, height: int, kind: str = "PNG", frames: int = 1) -> bytes:
    """Return a picture of one colour."""
    target = io.BytesIO()
    made = [Image.new("RGB", (width, height), (200 - 50 * number, 90, 60)) for number in range(frames)]
    more = {"save_all": True, "append_images": made[1:]} if frames > 1 else {}
    made[0].save(target, kind, **more)
    return target.getvalue()


def huge() -> bytes:
    """Return a picture of more pixels than deckgen unpacks, in black and white: colours take seconds."""
    target = io.BytesIO()
    Image.new("1", (16_000, 12_000)).save(target, "PNG")
    return target.getvalue()


def shown(content: Content, name: str = "map.png", fields: str = "alt: A map", layout: str = "") -> Scene:
    """Return a scene with a slide that shows a picture."""
    more = f"\nlayout: {layout}" if layout else ""
    return Scene(slide(f"image: {{file: {name}, {fields}}}{more}"), {name: content})


def played(content: Content, name: str = "speech.mp4", fields: str = "alt: A speech") -> Scene:
    """Return a scene with a slide that plays a recording."""
    return Scene(slide(f"media: {{file: {name}, {fields}}}"), {name: content})


def captioned(captions: Content) -> Scene:
    """Return a scene with a recording that has captions."""
    outline = slide("media: {file: speech.wav, alt: A speech, captions: speech.vtt}")
    return Scene(outline, {"speech.wav": recordings.wav(0.1), "speech.vtt": captions})


def tabled(content: Content) -> Scene:
    """Return a scene with a table in a file."""
    return Scene(slide("table: grain.csv"), {"grain.csv": content})


SVG = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 100 60'>{}</svg>"
BOX = "<rect width='90' height='50'/>"
HEIC = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + bytes(64)
_PICTURES: tuple[Content, ...] = (
    b"",
    b"no picture",
    picture(1800, 1000)[:2000],
    picture(300, 200),
    picture(3000, 20),
    SVG.format("<script>go()</script>" + BOX),
    SVG.format("<rect"),
    huge(),
    picture(1800, 1000, "TIFF", 2),
    moving(1, MOST_FRAMES + 1),
)
_RECORDINGS: tuple[Content, ...] = (
    b"",
    recordings.mp4()[:90],
    recordings.mp4(codec=b"hvc1"),
    recordings.webm(),
    b"fLaC" + bytes(90),
    b"no recording",
)
_CAPTIONS: tuple[Content, ...] = (
    "1\n00:00:01,000 --> 00:00:02,000\nIt is the last day.\n",
    "WEBVTT\n\n",
    "WEBVTT\n\n00:02.000 --> 00:01.000\nIt is the last day.\n",
    b"WEBVTT\n\n00:01.000 --> 00:02.000\nThe caf\xe9.\n",
)
_TABLES: tuple[Content, ...] = (
    "Year,Price\n1816,90,95\n",
    'Year,Price\n1816,"90\n1817,95\n',
    "Year,Price\n",
    b"PK\x03\x04 a workbook",
    b"Year,Price\n\x81,2\n",
    "Place,Price\nZürich,90\n".encode("cp1252"),
    "Year\n" + "1816\n" * 5_001,
    f"Year,Price\n1816,{'9' * 10_001}\n",
    f"Year,Price\n1816{',9' * 501}\n",
)


def _barred(folder: Path) -> AbstractContextManager[object]:
    """Have the system refuse to open pictures."""
    usual = Path.open

    def opened(path: Path, mode: str = "r", *more: Any) -> Any:
        if path.suffix == ".png":
            raise PermissionError(errno.EACCES, "Permission denied")
        return usual(path, mode, *more)

    return mock.patch.object(Path, "open", opened)


@contextlib.contextmanager
def _no_heic(folder: Path) -> Iterator[None]:
    with mock.patch.object(pictures, "reads_heic", return_value=False):
        yield


def scenes() -> Iterator[Scene]:
    """Give the scenes."""
    for content in _PICTURES:
        yield shown(content)
    yield shown(picture(1900, 900), fields="alt: map.png")
    yield shown(picture(1900, 900), fields=f"alt: {'a map of the world ' * 40}")
    yield Scene(slide("image: {file: map.png}"), {"map.png": picture(90, 60)})
    yield Scene(slide("image: {file: maps, alt: A map}"), {"maps/a.png": picture(9, 9)})
    yield Scene(slide(f"image: {{file: {'a' * 300}.png, alt: A map}}"))
    yield Scene(slide("image: {file: map.png, alt: A map}"), {"map.png": b"x"}, state=_barred)
    for content in _RECORDINGS:
        yield played(content)
    yield played(recordings.wav(0.1), "speech.wav", "captions: speech.vtt")
    yield played(recordings.wav(0.1) + bytes(50_000_000), "speech.wav")
    poster = {"speech.mp4": recordings.mp4(), "speech.png": picture(900, 500)[:600]}
    yield Scene(slide("media: {file: speech.mp4, alt: A speech, poster: speech.png}"), poster)
    yield Scene(slide("image: {file: map.heic, alt: A map}"), {"map.heic": HEIC}, state=_no_heic)
    yield filed("works.bib", b"@" * 33_000_000)
    for content in _CAPTIONS:
        yield captioned(content)
    for content in _TABLES:
        yield tabled(content)
