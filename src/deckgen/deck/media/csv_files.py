"""A .csv file as spreadsheets save it → rows of texts, each with its place in that file."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from pathlib import Path

from deckgen.deck.files import open_project_file
from deckgen.diagnostics import Diagnostic, Span, error, has_errors, warning
from deckgen.limits import LONGEST_CELL, MOST_CELLS, MOST_COLUMNS, MOST_ROWS, TABLE_BYTES
from deckgen.outline.model import Text
from deckgen.project_files import FileKind
from deckgen.structs import Struct
from deckgen.structs.patterns import pattern

TABLE = FileKind("table", TABLE_BYTES, "keep the rows that are to be shown")

MOST_REPORTED = 5
"""Rows of a wrong length that are reported one by one."""

SEPARATORS = ",;\t"

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
"""What a file may begin with, and how it is written then."""

_NAMED = pattern(r"sep=([,;\t])\n", re.IGNORECASE)
"""The line by which some spreadsheets say what separates the cells."""


class Grid(Struct, frozen=True):
    """The rows of a file, its head first, all of the same length.

    `separator` is what parts its cells: where it is a semicolon, decimals come after a comma.
    """

    rows: tuple[tuple[Text, ...], ...]
    separator: str


def read_csv(named: Text, outline: Path) -> tuple[Grid | None, tuple[Diagnostic, ...]]:
    """Return the rows of the file that the outline names, or None and what is wrong with it."""
    file = open_project_file(named, outline, TABLE)
    if isinstance(file, Diagnostic):
        return None, (file,)
    text, problems = _text(file.data, named)
    if text is None:
        return None, problems
    grid, found = _grid(text, file.path, named)
    return grid, (*problems, *found)


def _text(data: bytes, named: Text) -> tuple[str | None, tuple[Diagnostic, ...]]:
    """Return the characters of a file with plain line ends, and what is to be said of them."""
    mark, encoding = next(((one, name) for one, name in _MARKS if data.startswith(one)), (b"", "utf-8"))
    if not mark and (b"\0" in data or data.startswith(b"PK\x03\x04")):
        hint = 'open it in your spreadsheet and save it as "CSV UTF-8"'
        return None, (error(f'"{named}" is not a text file', named.span, hint),)
    reported: tuple[Diagnostic, ...] = ()
    try:
        text = data[len(mark) :].decode(encoding)
    except UnicodeDecodeError:
        hint = 'save it as "CSV UTF-8" in your spreadsheet'
        try:
            text = data.decode("cp1252")
        except UnicodeDecodeError:
            return None, (error(f'"{named}" is not UTF-8 text', named.span, hint),)
        message = f'"{named}" is not UTF-8 text, and is read as Western European (Windows-1252)'
        reported = (warning(message, named.span, f"where letters come out wrong, {hint}"),)
    return text.replace("\r\n", "\n").replace("\r", "\n"), reported


def _grid(text: str, path: Path, named: Text) -> tuple[Grid | None, tuple[Diagnostic, ...]]:
    named_separator = _NAMED.match(text)
    skipped = named_separator.end() if named_separator else 0
    separator = named_separator[1] if named_separator else _separator(text)
    rows: list[tuple[Text, ...]] = []
    held = 0
    for cells in _rows(text, separator, path, skipped):
        torn = next((one for one in cells if one.value.startswith('"') and one.value.count('"') % 2), None)
        if torn is not None:
            hint = 'put one after the last word of the cell, or write "" for a mark within it'
            return None, (error("this quotation mark is never closed", torn.span, hint),)
        if (most := _excess(cells, path)) is not None:
            return None, (most,)
        if not any(one.value for one in cells):
            continue
        rows.append(cells)
        if len(rows) > MOST_ROWS:
            return None, (
                error(f'the table "{named}" has more than {MOST_ROWS:,} rows', named.span, TABLE.advice),
            )
        held += len(cells)
        if held > MOST_CELLS:
            return None, (too_many_cells(named.span),)
    rows = _trimmed(rows)
    if len(rows) < 2:
        count = f"{len(rows)} row{'s' * (len(rows) != 1)}"
        message = f'the table "{named}" holds {count}; it needs a header and at least one row'
        return None, (error(message, named.span, "its first line names the columns: Year,Price"),)
    problems = tuple(_uneven(rows, named))
    return (None if has_errors(problems) else Grid(tuple(rows), separator)), problems


def too_many_cells(span: Span) -> Diagnostic:
    """Return that a table has more cells than are read."""
    message = f"this table has more than {MOST_CELLS:,} cells"
    return error(message, span, "keep the rows and columns that are to be shown")


def _excess(cells: tuple[Text, ...], path: Path) -> Diagnostic | None:
    """Return what is wrong with a row of too many cells or a cell of too many characters, None: nothing."""
    first = cells[0].span if cells else Span(path, 1, 1, 1, 2)
    if len(cells) > MOST_COLUMNS:
        message = f"this row has more than {MOST_COLUMNS} cells"
        return error(message, first, TABLE.advice.replace("rows", "columns"))
    long = next((one for one in cells if len(one.value) > LONGEST_CELL), None)
    if long is None:
        return None
    message = f"this cell has {len(long.value):,} characters; at most {LONGEST_CELL:,} are read"
    return error(message, long.at(0, 1), "move so long a text out of the table")


def _uneven(rows: list[tuple[Text, ...]], named: Text) -> Iterator[Diagnostic]:
    """Yield an error for each row that is longer or shorter than the first, up to a number."""
    width = len(rows[0])
    wrong = [(number, row) for number, row in enumerate(rows, 1) if len(row) != width]
    for number, row in wrong[:MOST_REPORTED]:
        first, last = row[0].span, row[-1].span
        span = Span(first.path, first.line, first.column, last.end_line, last.end_column)
        cells = f"{len(row)} cell{'s' * (len(row) != 1)}"
        message = f'row {number} of "{named}" has {cells}, but its header has {width}'
        yield error(message, span, "a cell that holds a separator goes in quotation marks")


def _trimmed(rows: list[tuple[Text, ...]]) -> list[tuple[Text, ...]]:
    """Return rows without the empty cells at their ends that spreadsheets leave there."""
    width = max((_filled(row) for row in rows), default=0)
    return [row[: max(width, 1)] for row in rows]


def _filled(row: tuple[Text, ...]) -> int:
    return max((place for place, one in enumerate(row, 1) if one.value), default=0)


def _separator(text: str) -> str:
    """Return what separates the cells of the first line; what is in quotation marks does not count."""
    first = re.sub(r'"[^"]*"', "", text.lstrip("\n").partition("\n")[0])
    return max(SEPARATORS, key=first.count)


def _rows(text: str, separator: str, path: Path, start: int) -> Iterator[tuple[Text, ...]]:
    """Yield the rows as they stand, empty ones too; one that is too long ends early."""
    cell = re.compile(rf'[ ]*"((?:[^"]|"")*)"[ ]*(?=[{separator}\n]|\Z)|([^{separator}\n]*)')
    place, line, begun = start, 1 + text.count("\n", 0, start), start
    row: list[Text] = []
    while place <= len(text):
        found = cell.match(text, place)
        assert found is not None
        raw = found[0]
        lead = len(raw) - len(raw.lstrip())
        value = found[1].replace('""', '"').strip() if found[1] is not None else raw.strip()
        column = place - begun + 1 + (lead if raw.strip() else 0)
        breaks = raw.count("\n")
        stop = found.end()
        if breaks:
            begun = place + raw.rindex("\n") + 1
        end_column = stop - begun + 1 - (len(raw) - len(raw.rstrip()) if raw.strip() else 0)
        span = Span(path, line, column, line + breaks, max(end_column, 1 if breaks else column + 1))
        row.append(Text(value, span))
        line += breaks
        place = stop + 1
        if stop >= len(text) or text[stop] == "\n" or len(row) > MOST_COLUMNS:
            yield tuple(row)
            row, line, begun = [], line + 1, place
        if stop >= len(text):
            return
