"""A chart's numbers → the workbook in which PowerPoint edits them; the same numbers give the same bytes."""

from __future__ import annotations

import datetime
import io

from deckgen.deck.model import Chart, ChartKind
from deckgen.structs import Struct
from deckgen.writers.pptx.chart.text import number_format

SHEET = "Sheet1"
"""The name of the sheet; PowerPoint makes it so in every language's own words, and takes any."""

_MADE = datetime.datetime(2000, 1, 1)
"""The time that every workbook gives for its making, so that no clock comes into the bytes."""


class Cells(Struct, frozen=True):
    """Where a chart's numbers are on the sheet: the head in row 1, a category a row, a column a series."""

    chart: Chart

    @property
    def last(self) -> int:
        """The number of the last row."""
        return len(self.chart.categories) + 1

    @property
    def first(self) -> int:
        """The place of the first column of numbers, from 0: points that have names need one for these."""
        named = self.chart.kind is ChartKind.SCATTER and any(self.chart.categories)
        return 2 if named else 1

    @property
    def categories(self) -> str:
        """The cells of the categories, or of the numbers that points are at."""
        column = "ABCDEFG"[self.first - 1]
        return f"{SHEET}!${column}$2:${column}${self.last}"

    def name(self, series: int) -> str:
        """Return the cell of a series' name."""
        return f"{SHEET}!${'ABCDEFG'[self.first + series]}$1"

    def values(self, series: int) -> str:
        """Return the cells of a series' numbers."""
        column = "ABCDEFG"[self.first + series]
        return f"{SHEET}!${column}$2:${column}${self.last}"


def workbook(chart: Chart) -> bytes:
    """Return the bytes of the workbook."""
    from xlsxwriter import Workbook

    cells, data = Cells(chart), io.BytesIO()
    book = Workbook(data, {"in_memory": True, "strings_to_numbers": False, "strings_to_formulas": False})
    book.set_properties({"created": _MADE})
    sheet = book.add_worksheet(SHEET)
    scatter = bool(chart.xs)
    if scatter:
        sheet.write_string(0, cells.first - 1, chart.x or chart.heading)
    if not scatter or cells.first == 2:
        sheet.write_string(0, 0, chart.heading)
        for row, category in enumerate(chart.categories, 1):
            sheet.write_string(row, 0, category)
    dated = book.add_format({"num_format": number_format(chart.x_form)}) if chart.x_form.days else None
    for row, number in enumerate(chart.xs, 1):
        sheet.write_number(row, cells.first - 1, number, dated)
    for column, series in enumerate(chart.series, cells.first):
        sheet.write_string(0, column, series.name)
        for row, value in enumerate(series.values, 1):
            if value is not None:
                sheet.write_number(row, column, value)
    sheet.set_column(0, 0, 24)
    book.close()
    return data.getvalue()
