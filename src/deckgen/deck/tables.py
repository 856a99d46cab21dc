"""A .csv file → rows of cells; what a column holds."""

from __future__ import annotations

import csv
import io
import re

from deckgen.diagnostics import Diagnostic, Span, error

MOST_ROWS = 5_000
"""Rows of a .csv file beyond which it is refused."""

_NUMBER = re.compile(r"[-+−–]?[$€£¥]?\s?\d[\d.,'’   ]*\s?(%|[A-Za-zµ°²³]{0,3})")


def is_numeric(column: list[str]) -> bool:
    """Tell whether a column holds numbers, with or without units; dashes and empty cells do not count."""
    values = [value.strip() for value in column if value.strip() not in ("", "–", "—", "-", "n/a")]
    return bool(values) and all(_NUMBER.fullmatch(value) for value in values)


def read_csv(data: bytes, span: Span, name: str) -> list[list[str]] | Diagnostic:
    """Return the rows of a .csv file, the header first, or what is wrong with it, told at `span`."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return error(
            f'the table "{name}" is not UTF-8 text', span, 'save it as "CSV UTF-8" in your spreadsheet'
        )
    first = text.partition("\n")[0]
    separator = max(",;\t", key=first.count)
    try:
        rows = [row for row in csv.reader(io.StringIO(text), delimiter=separator) if any(row)]
    except csv.Error as problem:
        return error(f'the table "{name}" cannot be read: {problem}', span)
    if len(rows) < 2:
        return error(f'the table "{name}" holds {len(rows)} rows; a header and one row at least', span)
    if len(rows) > MOST_ROWS:
        return error(f'the table "{name}" has {len(rows)} rows, {MOST_ROWS} are allowed', span)
    width = len(rows[0])
    for number, row in enumerate(rows, 1):
        if len(row) != width:
            return error(f'row {number} of "{name}" has {len(row)} cells, its header {width}', span)
    return [[cell.strip() for cell in row] for row in rows]
