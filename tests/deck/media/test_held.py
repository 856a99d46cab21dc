"""A recording that stays in its file until the deck and the slideshow are saved, piece by piece."""

from __future__ import annotations

import base64
import struct
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from PIL import Image

from deckgen import DeckgenError
from deckgen.deck.media import window
from deckgen.deck.media.lengths import seconds_of
from deckgen.deck.media.pictures import load_picture
from deckgen.deck.media.raster import embedded
from deckgen.deck.media.recordings import RECORDING
from deckgen.deck.media.window import LONGEST, Window
from deckgen.deck.model import Picture
from deckgen.diagnostics import Span
from deckgen.outline.model import Text
from deckgen.project_files import Held, hold_project_file
from deckgen.structs.pieces import CHUNK, Encoded, Pieces, hashed
from tests.recordings import box, mp4

LARGE = 30_000_000


def held(path: Path, data: bytes) -> Held:
    """Return what holds the bytes of a file."""
    path.write_bytes(data)
    found = hold_project_file(path, RECORDING, path.name)
    assert isinstance(found, Held)
    return found


def test_pieces_are_the_bytes_that_they_hold(tmp_path: Path) -> None:
    """Whole, encoded and looked into, also where a piece is longer than what is in memory at once."""
    data = bytes(range(251)) * (CHUNK // 100)
    film = held(tmp_path / "film.mp4", data)
    whole = b"head" + data + b"tail"
    pieces = Pieces((b"head", film, b"", b"tail"))
    assert (len(pieces), bytes(pieces), pieces.told()) == (len(whole), whole, b"headtail")
    for content in (film, data, data[:1], b""):
        coded = Encoded(content)
        assert (b"".join(coded.chunks()), len(coded)) == (
            base64.b64encode(bytes(Pieces((content,)))),
            len(coded),
        )
        assert len(b"".join(coded.chunks())) == len(coded)
    with pieces.opened() as file:
        for at in (0, 3, 4, len(data), len(data) + 3, len(whole)):
            file.seek(at)
            assert file.read(9) == whole[at : at + 9]
    assert hashed(pieces.chunks()) == hashed([whole])


@pytest.mark.parametrize("change", [lambda one: one.write_bytes(b"another"), lambda one: one.unlink()])
def test_a_recording_that_is_saved_meanwhile_is_not_mixed(tmp_path: Path, change: object) -> None:
    """What was looked at and what is written would be two films: nothing is written, and it is said."""
    film = held(tmp_path / "film.mp4", b"a film")
    change(tmp_path / "film.mp4")  # type: ignore[operator]
    with pytest.raises(DeckgenError, match="was changed or taken away while it was read"):
        list(film.chunks())


def test_nothing_is_walked_for_ever(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A film of nothing but empty boxes has an end; a sound is looked through from its end."""
    monkeypatch.setattr(window, "MOST_LOOKS", 1_000)
    assert seconds_of(held(tmp_path / "film.mp4", mp4()[:24] + box(b"free") * 2_000)) is None
    data = b"OggS" + bytes(LONGEST) + b"OggS" + bytes(3 * LONGEST)
    assert Window(held(tmp_path / "hum.ogg", data)).last(b"OggS") == LONGEST + 4
    assert Window(data).last(b"Oggs") == -1


BUILD = """
import sys
from deckgen import Options, build
for talk in sys.argv[1:]:
    build(Options(talk))
    print(next(line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM")))
"""
TALK = """
title: T
sections:
  - title: S
    slides:
      - title: A
        media: {file: FILM, alt: a}
"""


@pytest.mark.skipif(sys.platform != "linux", reason="memory is counted otherwise elsewhere")
def test_a_large_film_takes_no_memory(tmp_path: Path) -> None:
    """A build takes hardly more of it than with a small one, though the film is in both files."""
    for name, size in (("small", 8), ("large", LARGE)):
        with (tmp_path / f"{name}.mp4").open("wb") as film:
            film.write(mp4() + struct.pack(">I4s", size, b"free"))
            film.truncate(film.tell() + size - 8)
        (tmp_path / f"{name}.yaml").write_text(TALK.replace("FILM", f"{name}.mp4"), encoding="utf-8")
    talks = [str(tmp_path / name) for name in ("small.yaml", "large.yaml")]
    done = subprocess.run([sys.executable, "-c", BUILD, *talks], capture_output=True, text=True, check=True)
    small, large = map(int, done.stdout.split())
    assert (large - small) * 1024 < LARGE / 2
    whole = (tmp_path / "large.mp4").read_bytes()
    with zipfile.ZipFile(tmp_path / "large.pptx") as deck:
        assert deck.read("ppt/media/media1.mp4") == whole
    assert base64.b64encode(whole) in (tmp_path / "large.html").read_bytes()


def test_a_large_photograph_stays_in_its_file(tmp_path: Path) -> None:
    """A talk may have hundreds of them: what is kept of each until it is drawn is where it is."""
    Image.effect_noise((1800, 1200), 90).convert("RGB").save(tmp_path / "noise.png")
    name = Text("noise.png", Span(tmp_path / "talk.yaml", 1, 1, 1, 10))
    picture = load_picture(name, tmp_path / "talk.yaml")
    assert isinstance(picture, Picture)
    assert isinstance(picture.data, Held)
    made = embedded(picture, 1800, 1200).picture
    assert made is not None
    assert made.data is picture.data
    (tmp_path / "noise.png").unlink()
    with pytest.raises(DeckgenError, match="was changed or taken away"):
        embedded(picture, 900, 600)
