"""A deck of recordings: both files play the same, and say the same of it."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from PIL import Image

from tests.building import Walked, walk
from tests.parity.compare import differences
from tests.parity.deck import read_deck
from tests.parity.show import read_show
from tests.recordings import CAPTIONS, mp4, wav
from tests.tools import OoxmlValidator
from tests.writers.pptx.killers import killed_by

OUTLINE = """\
title: Recordings
language: en-GB
sections:
  one:
    title: What was said
    slides:
      - title: A video has a sign to play where it has no picture
        media: {file: clip.mp4, alt: A speech, captions: said.vtt, start: "0:01.5"}
        notes: Play it twice.
      - title: A sound has a picture and goes on for ever
        media: {file: hum.wav, alt: A hum, captions: said.vtt, poster: a.png, caption: The hum, loop: true}
      - title: A video stands beside points
        media: {file: clip.mp4, alt: The same speech, captions: said.vtt, credit: An archive}
        bullets: [It is the last day, Nobody claps]
        build: true
"""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Walked:
    """Build the deck."""
    folder = tmp_path_factory.mktemp("recordings")
    (folder / "clip.mp4").write_bytes(mp4(1280, 720))
    (folder / "hum.wav").write_bytes(wav(0.2))
    (folder / "said.vtt").write_text(CAPTIONS, encoding="utf-8")
    Image.new("RGB", (1800, 600), "#0F4650").save(folder / "a.png")
    outline = folder / "talk.yaml"
    outline.write_text(OUTLINE, encoding="utf-8")
    return walk(outline, folder)


def test_nothing_is_said_against_it(built: Walked) -> None:
    """Captions, descriptions and pictures are all there."""
    assert built.built.warnings == ()


def test_both_files_play_the_same(built: Walked) -> None:
    """The same bytes, captions, beginnings and endlessness, described in the same words."""
    deck = read_deck(built.deck)
    assert differences(deck, read_show(built.show)) == []
    playing = [slide for slide in deck.slides if slide.recordings]
    assert [slide.alt_texts for slide in playing] == [
        ("A speech (Video)",),
        ("A hum (Audio)",),
        ("The same speech (Video)",),
    ]
    assert [one.rpartition(", from ")[2] for slide in playing for one in slide.recordings] == [
        "1.5 s",
        "0 s, again and again",
        "0 s",
    ]
    assert len({slide.recordings[0].partition(",")[0] for slide in playing}) == 2


def test_a_difference_is_caught(built: Walked, tmp_path: Path) -> None:
    """Another beginning, and a recording that no longer goes on for ever, are told."""
    for before, after in (('st="1500"', 'st="9500"'), ('repeatCount="indefinite" ', "")):
        changed = tmp_path / "changed.pptx"
        with zipfile.ZipFile(built.deck) as old, zipfile.ZipFile(changed, "w") as new:
            for name in old.namelist():
                new.writestr(name, old.read(name).replace(before.encode(), after.encode()))
        (found,) = differences(read_deck(changed), read_show(built.show))
        assert "recordings" in found


def test_the_notes_hold_what_is_said(built: Walked) -> None:
    """Whoever has no sound reads the transcript."""
    first = next(slide for slide in read_deck(built.deck).slides if slide.recordings)
    assert first.notes.text == (
        "Play it twice.",
        "Transcript (clip.mp4)",
        "Ada: It is the last day of the congress & late.",
        "Ben: Nobody claps.",
    )


def test_powerpoint_has_nothing_to_repair(built: Walked, ooxml_validator: OoxmlValidator) -> None:
    """The schemas of Office know all that is written of recordings, and no killer finds a trace."""
    assert ooxml_validator(built.deck) == []
    assert killed_by(built.deck.read_bytes()) == []
