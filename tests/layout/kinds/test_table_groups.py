"""Headings over several columns and rows: where they stand, and how both files say what they head."""

from __future__ import annotations

import io
from itertools import pairwise
from pathlib import Path

import pytest
from pptx import Presentation

from deckgen.compile import Compiled, Options, compile, compile_outline
from deckgen.layout.pages import TableBox
from deckgen.theme.model import Align
from deckgen.units import points
from deckgen.writers.html import write_html
from deckgen.writers.pptx import write_pptx
from tests import tools
from tests.building import SERVICES
from tests.tools import OoxmlValidator
from tests.writers.html.conftest import parsed

HEAD = "title: T\ncover: false\nsections:\n  a:\n    title: A\n    slides:\n"

GROUPED = """\
      - title: Trade
        table:
          columns:
            - Town
            - Rye: [1640, 1720]
            - Salt, in *tons*:
                - 1640
                - 1720
          rows:
            - The north:
                - [Rostock, 120, 70, 40, 30]
                - [Wismar, 120, 70, 40, 30]
            - The south: [[Ulm, 60, 130, 150, 170]]
            - [All, 180, 200, 190, 200]
"""


def _compiled(slides: str, folder: Path) -> Compiled:
    path = folder / "talk.yaml"
    made = compile_outline(HEAD + slides, path, Options(path), SERVICES)
    assert [one.message for one in made.diagnostics] == []
    return made


def _tables(made: Compiled) -> list[TableBox]:
    assert made.pages is not None
    return [box for page in made.pages.pages for box in page.boxes if isinstance(box, TableBox)]


def _said(box: TableBox) -> list[list[tuple[str, int]]]:
    """Return each row's cells that are seen: their words, and how many columns they reach over."""
    return [
        [
            ("".join(run.text for one in cell.paragraphs for run in one.runs), cell.span)
            for cell in row
            if cell.span
        ]
        for row in box.rows
    ]


def test_a_heading_reaches_over_its_columns_and_its_rows(tmp_path: Path) -> None:
    """Over columns in their middle, over rows at the start; a row after the last band begins none."""
    (box,) = _tables(_compiled(GROUPED, tmp_path))
    said = _said(box)
    assert said[:3] == [
        [("", 1), ("Rye", 2), ("Salt, in tons", 2)],
        [("Town", 1), ("1640", 1), ("1720", 1), ("1640", 1), ("1720", 1)],
        [("The north", 5)],
    ]
    assert box.heads == 2
    assert [row for row in range(len(said)) if box.is_band(row)] == [2, 5]
    assert box.ends == (7,)
    assert [cell.align for cell in box.rows[0]][1] is Align.CENTER


def test_both_files_say_what_a_heading_is_of(tmp_path: Path, ooxml_validator: OoxmlValidator) -> None:
    """HTML names the scope and begins a group of rows at each band; PowerPoint's cells are merged."""
    made = _compiled(GROUPED, tmp_path)
    assert made.pages is not None
    table = parsed(write_html(made.pages)).find(".//table[@class]")
    heads = [(one.text_content().strip(), one.get("scope"), one.get("colspan")) for one in table.iter("th")]
    assert heads[:3] == [("Rye", "colgroup", "2"), ("Salt, in tons", "colgroup", "2"), ("Town", "col", None)]
    assert ("The south", "rowgroup", "5") in heads
    assert [len(one.findall("tr")) for one in table.findall("tbody")] == [3, 2, 1]
    data = write_pptx(made.pages)
    (shape,) = (one for one in Presentation(io.BytesIO(data)).slides[0].shapes if one.has_table)
    cells = [shape.table.cell(0, column) for column in range(3)]
    assert [(one.is_merge_origin, one.is_spanned) for one in cells] == [
        (False, False),
        (True, False),
        (False, True),
    ]
    assert shape.table.cell(2, 0).span_width == 5
    (tmp_path / "talk.pptx").write_bytes(data)
    assert ooxml_validator(tmp_path / "talk.pptx") == []


def test_rows_that_go_on_say_again_what_they_belong_to(tmp_path: Path) -> None:
    """No band's heading is the last row of a slide, and each slide begins with one."""
    rows = "".join(f"                - [Town {place}, {place}]\n" for place in range(14))
    head = "      - title: T\n        table:\n          columns: [A, {B: [C]}]\n          rows:\n"
    typed = f"{head}            - One:\n{rows}            - Two:\n{rows}"
    boxes = _tables(_compiled(typed, tmp_path))
    assert len(boxes) > 2
    for box in boxes:
        assert box.is_band(box.heads)
        assert not box.is_band(len(box.rows) - 1)
        assert not any(
            box.is_band(one) and box.is_band(other) for one, other in pairwise(range(len(box.rows)))
        )
    towns = [row[0][0] for box in boxes for row in _said(box) if row[0][0].startswith("Town")]
    assert towns == [f"Town {place}" for place in range(14)] * 2


def test_columns_that_are_parted_keep_their_heading(tmp_path: Path) -> None:
    """A table too wide for one slide has the heading over what is left of its columns on each."""
    wide = ", ".join(["Incomprehensibilities"] * 8)
    columns, row = f"[Town, {{Over: [{wide}]}}]", f"[A, {wide}]"
    typed = f"      - title: T\n        table:\n          columns: {columns}\n          rows: [{row}]\n"
    boxes = _tables(_compiled(typed, tmp_path))
    assert len(boxes) > 1
    assert sum(_said(box)[0][1][1] for box in boxes) == 8


@pytest.mark.parametrize(
    ("rows", "bands", "kept"),
    [
        ("North,,\nA,1,2\nB,3,4\nSouth,,\nC,5,6\n", ["North", "South"], 3),
        ("A,1,2\nB,,\n", [], 2),
        ("A,,\nB,,\nC,1,2\n", ["B"], 2),
    ],
)
def test_a_file_may_hold_headings_of_rows(rows: str, bands: list[str], kept: int, tmp_path: Path) -> None:
    """A row whose first cell alone is filled heads those below it; with none below it is a row."""
    (tmp_path / "t.csv").write_text(f"Town,1640,1720\n{rows}")
    (box,) = _tables(_compiled("      - {title: T, table: t.csv}\n", tmp_path))
    said = _said(box)
    assert [said[row][0][0] for row in range(len(said)) if box.is_band(row)] == bands
    assert sum(len(row) == 3 for row in said) == kept + 1


def test_a_short_cell_is_not_broken_while_a_long_one_could_be(tmp_path: Path) -> None:
    """Names and numbers keep their line; words of the long column go on in a further one."""
    long = "The Long Long Afternoon of the Fishermen of the Northern Harbour"
    rows = f"[[Tide, 1977, drama, North, O. Penn], [{long}, 1992, comedy, Harbour, M. Quill]]"
    table = f"{{columns: [title, year, genre, studio, star], rows: {rows}}}"
    (box,) = _tables(_compiled(f"      - title: Films\n        table: {table}\n", tmp_path))
    lines = [[one.paragraphs[0].lines for one in row] for row in box.rows]
    assert lines == [[1] * 5, [1] * 5, [2, 1, 1, 1, 1]]


def test_a_table_that_nearly_fits_is_not_torn_in_two() -> None:
    """At the smallest size its rows come closer together first; one that is far too long keeps its space."""
    pages = compile(Options(tools.ROOT / "outlines" / "half-life.yaml", theme="folio")).pages
    assert pages is not None
    tables = [box for page in pages.pages for box in page.boxes if isinstance(box, TableBox)]
    assert [(len(one.rows), points(one.pad_y)) for one in tables] == [(9, 3.0)]
