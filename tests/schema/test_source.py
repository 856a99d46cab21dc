"""Bytes that are no outline in UTF-8."""

from __future__ import annotations

from pathlib import Path

import pytest

from deckgen.outline.read import OUTLINE, read_outline
from deckgen.schema.source import Cure, decoded, encoded, source_of

PATH = Path("talk.yaml")


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"PK\x03\x04\x00\x00", "this is not a text file"),
        (b"PK\x03\x04\x14\x00\x00\x00\x08\x00" + bytes(20), "this is not a text file"),
        (b"x" * (OUTLINE.most_bytes + 1), 'the outline "talk.yaml" is 16.1 MB large; at most 16 MB is read'),
        (b"\xff\xc3\xa4", 'the file is not saved as UTF-8: byte 0xff (perhaps "\xff") cannot be read'),
        (b"t\0i\0t\0l\0e\0", "the file is saved as UTF-16 or UTF-32, not as UTF-8"),
    ],
)
def test_what_is_no_text_is_refused(data: bytes, message: str) -> None:
    """A file in another encoding, another kind of file, one too large: one message at its beginning."""
    reading = read_outline(data, PATH)
    assert reading.outline is None
    assert [one.message for one in reading.diagnostics] == [message]
    assert str(reading.diagnostics[0].span) == "talk.yaml:1:1"


def test_the_byte_that_cannot_be_read_is_pointed_at() -> None:
    """Behind characters of several bytes the column still counts characters."""
    reading = read_outline("title: x\nauthor: Ünï ".encode() + b"\xe9\n", PATH)
    assert str(reading.diagnostics[0].span) == "talk.yaml:2:13"
    assert reading.source.splitlines()[1] == "author: Ünï é"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_end_in_three_ways(end: str) -> None:
    """Line ends of every system are counted alike."""
    source = source_of(f"a{end}bc{end}{end}d", PATH)
    assert [source.place(source.text.index(letter)) for letter in "abcd"] == [(1, 1), (2, 1), (2, 2), (4, 1)]
    assert source.newline == end
    assert source.offset(4, 1) == source.text.index("d")
    assert str(source.edit(Cure(1, 1, "x")).span) == "talk.yaml:1:2"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252"])
def test_a_changed_text_keeps_the_encoding_of_its_file(encoding: str) -> None:
    """Nothing but what was changed is other in the file; a letter that the encoding lacks makes it UTF-8."""
    before = "title: Crème brûlée\n".encode(encoding)
    assert encoded("title: Crème caramel\n", before) == "title: Crème caramel\n".encode(encoding)
    assert decoded(encoded("title: Ďábel\n", before)) == "title: Ďábel\n"
