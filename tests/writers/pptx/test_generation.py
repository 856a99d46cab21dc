"""Whether a file is as deckgen wrote it, was changed since, or is none of deckgen's."""

from __future__ import annotations

import io
import tracemalloc
import zipfile

from hypothesis import given, settings
from hypothesis import strategies as st
from pptx import Presentation

from deckgen.writers.generation import Generation
from deckgen.writers.pptx import generation_of, write_pptx
from tests.writers.pptx import sample


def _with(data: bytes, name: str, content: bytes) -> bytes:
    """Return a file with one of its files replaced, or added."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(target, "w") as archive:
        for one in source.namelist():
            if one != name:
                archive.writestr(one, source.read(one))
        archive.writestr(name, content, zipfile.ZIP_DEFLATED)
    return target.getvalue()


def test_a_file_knows_itself() -> None:
    """A deck just written is as written, even where its words are odd."""
    assert generation_of(write_pptx(sample.every_kind())) is Generation.AS_WRITTEN
    assert generation_of(write_pptx(sample.hostile())) is Generation.AS_WRITTEN


def test_a_repacked_file_is_still_as_written() -> None:
    """How the parts are packed says nothing about what they hold."""
    data = write_pptx(sample.every_kind())
    core = zipfile.ZipFile(io.BytesIO(data)).read("docProps/core.xml")
    assert generation_of(_with(data, "docProps/core.xml", core)) is Generation.AS_WRITTEN


def test_a_word_changed_by_hand_is_seen() -> None:
    """A slide edited and saved by another program is a changed deck, as is one with a part added or gone."""
    data = write_pptx(sample.every_kind())
    deck = Presentation(io.BytesIO(data))
    deck.slides[0].shapes.title.text_frame.text = "Changed by hand"
    saved = io.BytesIO()
    deck.save(saved)
    assert generation_of(saved.getvalue()) is Generation.CHANGED
    assert generation_of(_with(data, "ppt/comments.xml", b"<x/>")) is Generation.CHANGED
    assert generation_of(_with(data, "ppt/media/image1.png", b"")) is Generation.CHANGED


def test_other_files_are_foreign() -> None:
    """Nothing, text, another zip file, a deck of another program and half a deck are none of deckgen's."""
    other = io.BytesIO()
    Presentation().save(other)
    archive = io.BytesIO()
    zipfile.ZipFile(archive, "w").close()
    half = write_pptx(sample.every_kind())[:20_000]
    for data in (b"", b"text", archive.getvalue(), other.getvalue(), half):
        assert generation_of(data) is Generation.FOREIGN


GOOD = write_pptx(sample.deck(sample.page("one", "list", sample.unseen("One"))))


@settings(derandomize=True)
@given(st.data())
def test_garbage_raises_nothing(data: st.DataObject) -> None:
    """A deck with some bytes overwritten is as written, changed or foreign, and never an exception."""
    good = bytearray(GOOD)
    for _ in range(data.draw(st.integers(1, 6))):
        good[data.draw(st.integers(0, len(good) - 1))] = data.draw(st.integers(0, 255))
    assert generation_of(bytes(good)) in Generation


def test_a_bomb_is_not_unpacked() -> None:
    """A deck with a part of 300 MB of zeros is told to be changed, and not by unpacking it."""
    bomb = _with(GOOD, "ppt/media/bomb.png", bytes(300_000_000))
    tracemalloc.start()
    try:
        assert generation_of(bomb) is Generation.CHANGED
        assert tracemalloc.get_traced_memory()[1] < 100_000_000
    finally:
        tracemalloc.stop()
