"""Files of spreadsheets: separators, encodings, quoted cells, and mistakes told where they stand."""

from __future__ import annotations

from pathlib import Path

import pytest

from deckgen.deck.media.csv_files import Grid, read_csv
from deckgen.diagnostics import Diagnostic, Span
from deckgen.limits import MOST_ROWS
from deckgen.outline.model import Text

NAMED = Text("t.csv", Span(Path("talk.yaml"), 3, 12, 3, 17))


def read(data: bytes, tmp_path: Path) -> tuple[Grid | None, tuple[Diagnostic, ...]]:
    """Return what a file of these bytes holds."""
    (tmp_path / "t.csv").write_bytes(data)
    return read_csv(NAMED, tmp_path / "talk.yaml")


def cells(data: bytes, tmp_path: Path) -> list[list[str]]:
    """Return the cells of a file in which nothing is wrong."""
    grid, problems = read(data, tmp_path)
    assert grid is not None
    assert problems == ()
    return [[one.value for one in row] for row in grid.rows]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_any_separator_and_line_end_is_read(separator: str, ends: str, tmp_path: Path) -> None:
    """A quoted cell may hold the separator, a line end and quotation marks; blank lines count for nothing."""
    rows = [["Year", "Said"], ["1953", f'"a{separator} ""b""{ends}c"'], [], ["1956", " d "], ["", ""]]
    data = ends.join(separator.join(row) for row in rows).encode()
    assert cells(data, tmp_path) == [["Year", "Said"], ["1953", f'a{separator} "b"\nc'], ["1956", "d"]]


@pytest.mark.parametrize(
    "data",
    [
        "Ort;Größe\nKöln;1\n".encode(),
        "Ort;Größe\nKöln;1\n".encode("utf-8-sig"),
        "Ort;Größe\nKöln;1\n".encode("utf-16"),
        b"\xfe\xff" + "Ort;Größe\nKöln;1\n".encode("utf-16-be"),
        "sep=;\nOrt;Größe\nKöln;1\n".encode(),
    ],
    ids=["utf-8", "marked utf-8", "utf-16", "utf-16 the other way round", "a line that names the separator"],
)
def test_files_are_read_as_spreadsheets_write_them(data: bytes, tmp_path: Path) -> None:
    """Each way to write the same table gives the same cells."""
    assert cells(data, tmp_path) == [["Ort", "Größe"], ["Köln", "1"]]


def test_an_older_encoding_is_read_and_reported(tmp_path: Path) -> None:
    """Windows-1252, which spreadsheets write where nobody asks for UTF-8, is read with a warning."""
    grid, problems = read("Ort;Größe\nKöln;1\n".encode("cp1252"), tmp_path)
    assert grid is not None
    assert grid.rows[0][1].value == "Größe"
    assert [str(one.severity.value) for one in problems] == ["warning"]


def test_every_cell_knows_its_place(tmp_path: Path) -> None:
    """Line and column are those of the file, behind quoted cells of several lines, too."""
    grid, _ = read(b'Year,Said\n1953,"one\ntwo",\n  1956  , x\n', tmp_path)
    assert grid is not None
    (_, said), (year, last) = grid.rows[1], grid.rows[2]
    assert (said.span.line, said.span.column, said.span.end_line) == (2, 6, 3)
    assert (year.value, year.span.line, year.span.column, year.span.end_column) == ("1956", 4, 3, 7)
    assert (last.value, last.span.line, last.span.column) == ("x", 4, 11)


@pytest.mark.parametrize(
    ("data", "place", "message"),
    [
        (b"a,b\n1,2,3\n", ":2:1", 'row 2 of "t.csv" has 3 cells, but its header has 2'),
        (b"a,b\n1,2\n3\n", ":3:1", 'row 3 of "t.csv" has 1 cell, but its header has 2'),
        (b'a,b\n1,"2\n3,4\n', ":2:3", "this quotation mark is never closed"),
        (b"a,b\n", ":3:12", 'the table "t.csv" holds 1 row; it needs a header and at least one row'),
        (b"", ":3:12", 'the table "t.csv" holds 0 rows; it needs a header and at least one row'),
        (b"PK\x03\x04 a workbook", ":3:12", '"t.csv" is not a text file'),
        (b"a,b\n\x81,2\n", ":3:12", '"t.csv" is not UTF-8 text'),
        (b"a\n" + b"1\n" * (MOST_ROWS + 1), ":3:12", f'the table "t.csv" has more than {MOST_ROWS:,} rows'),
    ],
)
def test_mistakes_are_reported_at_their_place(data: bytes, place: str, message: str, tmp_path: Path) -> None:
    """A row of a wrong length at its line of the file; what concerns all of it where the outline names it."""
    grid, problems = read(data, tmp_path)
    assert grid is None
    assert [one.message for one in problems] == [message]
    assert str(problems[0].span).endswith(place)
