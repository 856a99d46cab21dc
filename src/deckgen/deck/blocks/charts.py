"""A chart as typed → its numbers, checked: what is none, what does not go together, what stands out."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator

from deckgen.deck.blocks.bins import binned
from deckgen.deck.blocks.numbers import MONTH, Amount, day_of, days_in, read_amount, shown_number, uses_comma
from deckgen.deck.media.csv_files import Grid
from deckgen.deck.model import Chart, ChartKind, NumberFormat, Series
from deckgen.diagnostics import Diagnostic, Span, error, has_errors, warning
from deckgen.limits import MOST_POINTS
from deckgen.outline import model as outline_model
from deckgen.outline.model import Text
from deckgen.schema.closest import closest
from deckgen.structs import Struct, replace

MOST_SERIES = 4
"""Series beyond which nobody can tell them apart."""

MOST_SLICES = 8
"""Slices beyond which a pie cannot be read."""

EVEN = 1.01
"""How many times as long as the shortest a step is at most that is as long."""

EVEN_MONTHS = 31 / 28
"""The same of months, which are of 28 to 31 days."""

ROUNDED = 0.5
"""What a share in per cent may be off because it was rounded."""

MOST_ALT = 250
"""Characters of a description that deckgen writes itself."""

_NO_NUMBER, _NUMBERS = "the chart has no number at all", "for instance: data: {Oxygen: 20.9, Nitrogen: 78.1}"
MOST_REPORTED = 8
"""Cells without a number that are reported one by one."""

GROUPED_FROM = 10_000
"""Numbers from which on thousands are set apart."""

_GAPS = frozenset(("", "-", "–", "—", "n/a", "N/A", "na", "NA", "NaN", "nan"))
"""What is written where there is no number."""

_BEFORE = frozenset("$£€¥")
"""Symbols before the number in languages with a decimal point."""

_ROUND = frozenset((ChartKind.PIE, ChartKind.DOUGHNUT))

Row = tuple[Text, ...]


def read_chart(
    chart: outline_model.Chart, grid: Grid | None, language: str, said: Callable[[Text], str]
) -> tuple[Chart | None, tuple[Diagnostic, ...]]:
    """Return the chart without its caption, or None and what is wrong with it; `grid` is its file.

    `said` gives a text of the outline without its markup, which a chart's labels cannot show.
    """
    reader = _Reader(chart, grid, language, said)
    made = reader.chart()
    return (None if has_errors(reader.problems) else made), tuple(reader.problems)


def described_chart(chart: Chart, said: str) -> str:
    """Return a chart's numbers in words, as many as can be listened to; `said` is what it is about."""
    parts = []
    for series in chart.series:
        pairs = ", ".join(
            f"{category} {written(chart.form, value)}".strip()
            for category, value in zip(chart.categories, series.values, strict=True)
            if value is not None
        )
        parts.append(f"{series.name}: {pairs}" if chart.named else pairs)
    note = f" ({chart.y})" if chart.y else ""
    whole = f"{said.rstrip('.')}{note}: {'; '.join(parts)}"
    return whole if len(whole) <= MOST_ALT else f"{whole[: MOST_ALT - 2].rpartition(',')[0]} …"


def written(form: NumberFormat, value: float) -> str:
    """Return a number as it appears on the slide, its unit with it."""
    if form.days:
        return day_of(value, form.days)
    number = shown_number(value, form.decimals, form.language, grouped=form.grouped)
    minus, digits = ("\u2212", number[1:]) if number.startswith("\u2212") else ("", number)
    return f"{minus}{form.before}{digits}{form.after}"


class _Columns(Struct, frozen=True):
    """A chart's cells, column by column: names of the categories, first numbers, numbers of each series."""

    names: Row
    xs: Row
    series: tuple[Row, ...]
    heads: Row
    """The names of the series; empty where it has none."""


class _Numbers(Struct, frozen=True):
    """A chart's numbers, column by column, None where a cell is empty: those along the foot, those of each
    series."""

    xs: tuple[Amount | None, ...]
    series: tuple[tuple[Amount | None, ...], ...]

    def named(self, names: tuple[str, ...]) -> tuple[Series, ...]:
        """Return the numbers of the series with their names."""
        return tuple(
            Series(name, tuple(one.value if one else None for one in several))
            for name, several in zip(names, self.series, strict=True)
        )


class _Reader:
    """The walk over one chart, and what it finds wrong."""

    def __init__(
        self, chart: outline_model.Chart, grid: Grid | None, language: str, said: Callable[[Text], str]
    ) -> None:
        self.unmarked = said
        self.given = chart
        self.language = language
        self.problems: list[Diagnostic] = []
        self.head: Row = grid.rows[0] if grid else chart.columns
        self.rows: tuple[Row, ...] = grid.rows[1:] if grid else chart.rows
        self.filed = grid is not None
        self.comma = uses_comma(language) if grid is None else self._comma(grid)
        self.kind = ChartKind(str(chart.kind)) if chart.kind else ChartKind.COLUMN

    def _comma(self, grid: Grid) -> bool:
        """Tell whether a file writes a comma before decimals: where a semicolon parts its cells it does."""
        return grid.separator == ";" or (grid.separator == "\t" and uses_comma(self.language))

    def chart(self) -> Chart | None:
        """Return the chart, or None where it cannot be shown; then `problems` say why."""
        if len(self.rows) > MOST_POINTS:
            hint = "show every tenth of them, or their sums"
            self.wrong(
                f"the chart has {len(self.rows)} rows; at most {MOST_POINTS} are allowed",
                self.given.span,
                hint,
            )
            return None
        if self.kind is ChartKind.HISTOGRAM:
            return self._histogram()
        columns = self._columns()
        numbers = self._numbers(columns) if columns else None
        return self._of_series(columns, numbers) if columns and numbers else None

    def _numbers(self, columns: _Columns) -> _Numbers | None:
        """Return the columns' numbers, None where a column or a cell holds none."""
        if self._lacks_numbers(columns):
            return None
        series = tuple(tuple(self._amount(cell) for cell in column) for column in columns.series)
        xs = tuple(self._amount(cell) for cell in columns.xs)
        return None if self.problems else _Numbers(xs, series)

    def _of_series(self, columns: _Columns, numbers: _Numbers) -> Chart | None:
        """Return a chart that shows the numbers of series as they are, None where its kind cannot."""
        self._keeps_points(columns, numbers)
        heads = tuple(self.said(one) for one in columns.heads)
        unit = self.said(self.given.unit)
        series = numbers.named(heads or (self.said(self.given.y) or unit,))
        self._keeps_values(series, columns)
        categories = tuple(self.said(one) for one in columns.names)
        if self.kind is not ChartKind.SCATTER:
            self._keeps_names(categories, columns.names)
        category, one = self._highlight(categories, series)
        if self.problems:
            return None
        self._add_up(series, unit)
        form = self._form(tuple(one for several in numbers.series for one in several))
        distances, days = self._distances(columns.names) if self.kind is ChartKind.LINE else ((), "")
        return Chart(
            kind=self.kind,
            certain=self.given.kind is not None,
            heading=self.said(self.head[0]) if len(self.head) > len(heads) else "",
            categories=categories,
            xs=tuple(x.value for x in (numbers.xs or distances) if x),
            series=series,
            named=len(series) > 1,
            form=form,
            x_form=replace(self._form(numbers.xs or distances), before="", after="", days=days),
            category=category,
            one=one,
            x=self._x(columns),
            y=self._y(unit, form, columns),
            alt=self.said(self.given.alt),
            caption=(),
            credit=(),
            span=self.given.span,
        )

    def wrong(self, message: str, span: Span, *hints: str) -> None:
        """Note an error."""
        self.problems.append(error(message, span, *hints))

    def said(self, text: Text | None) -> str:
        """Return a text without its markup, on one line."""
        if text is None or not text.value.strip():
            return ""
        return re.sub(r"[ \t\n]+", " ", self.unmarked(text)).strip()

    def _columns(self) -> _Columns | None:
        """Return the cells sorted by what they are, or None where they do not go together."""
        if not self._keeps_form():
            return None
        turned = tuple(zip(*self.rows, strict=True))
        blank = tuple(Text("", row[0].span) for row in self.rows)
        if self.kind is not ChartKind.SCATTER:
            return _Columns(turned[0], (), turned[1:], self.head[1:])
        if len(turned) == 2 or self._numeric(turned[0]):
            return _Columns(blank, turned[0], turned[1:], self.head[1:] if len(turned) > 2 else ())
        return _Columns(turned[0], turned[1], turned[2:], self.head[2:] if len(turned) > 3 else ())

    def _numeric(self, column: Row) -> bool:
        return all(read_amount(cell.value.strip(), comma=self.comma) for cell in column)

    def _keeps_form(self) -> bool:
        """Tell whether every row has a category and as many numbers as there are series."""
        bare = next((row for row in self.rows if len(row) < 2), None)
        if bare is not None:
            kind = "scatter" if self.kind is ChartKind.SCATTER else self.kind.value
            hint = (
                "write pairs: data: [[1, 20.9], [2, 78.1]]"
                if self.kind is ChartKind.SCATTER
                else "write data: {Oxygen: 20.9, Nitrogen: 78.1}, or make it a histogram"
            )
            message = f"this number has no partner, but a {kind} chart needs pairs"
            self.wrong(message, bare[0].span if bare else self.given.span, hint)
            return False
        most = MOST_SERIES + (2 if self.kind is ChartKind.SCATTER else 1)
        if len(self.head) > most:
            count = len(self.head) - most + MOST_SERIES
            self.wrong(
                f"the chart has {count} series; no more than {MOST_SERIES} can be distinguished",
                self.head[most].span,
                "leave some out, or make two charts",
            )
            return False
        width = len(self.head) or 2
        return all(len(row) == width for row in self.rows)

    def _lacks_numbers(self, columns: _Columns) -> bool:
        """Report columns of a table that hold words where a series has numbers."""
        for head, column in zip(columns.heads, columns.series, strict=False):
            typed = [cell.value.strip() for cell in column if cell.value.strip() not in _GAPS]
            if len(typed) > 1 and not any(any(map(str.isdigit, value)) for value in typed):
                hint = (
                    "a chart takes one column of names, then numbers: leave out the columns it is not to show"
                )
                self.wrong(f'the column "{_short(head.value)}" holds no numbers', head.span, hint)
        return bool(self.problems)

    def _amount(self, cell: Text) -> Amount | None:
        """Return a cell's number, None where it is empty; what is not a number is reported."""
        value = cell.value.strip()
        if value in _GAPS:
            return None
        found = read_amount(value, comma=self.comma)
        if found is None and len(self.problems) < MOST_REPORTED:
            self.wrong(f'expected a number, but found "{_short(value)}"', cell.span, *self._advice(value))
        return found

    def _advice(self, value: str) -> Iterator[str]:
        if self.kind is ChartKind.SCATTER and not self.head and not self.filed:
            yield "a scatter chart takes pairs: data: [[1, 20.9], [2, 78.1]]"
            return
        digits = value.strip("%°€$£¥ ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz\u00a0")
        if digits != value and digits and read_amount(digits, comma=self.comma):
            unit = value.replace(digits, "").strip()
            yield f'write the number alone, and once for the chart: unit: "{unit}"'
            return
        mark, other = (",", ".") if self.comma else (".", ",")
        better = value.replace(other, mark)
        if value.count(other) == 1 and read_amount(better, comma=self.comma):
            yield f"decimals come after a {'comma' if self.comma else 'point'} here: {better}"
        else:
            yield "leave it empty where there is none"

    def _keeps_points(self, columns: _Columns, numbers: _Numbers) -> None:
        """Report points of a scatter chart that lack their first number."""
        for cell, x in zip(columns.xs, numbers.xs, strict=True):
            if x is None:
                self.wrong("this point has no first number", cell.span, "write both: [1, 20.9]")

    def _keeps_values(self, series: tuple[Series, ...], columns: _Columns) -> None:
        """Report numbers that the kind of chart cannot show."""
        if all(value is None for one in series for value in one.values):
            self.wrong(_NO_NUMBER, self.given.span, _NUMBERS)
            return
        if self.kind in _ROUND or self.kind is ChartKind.STACKED:
            self._keeps_above_zero(series, columns)
        if self.kind in _ROUND:
            self._keeps_slices(series, columns)

    def _keeps_above_zero(self, series: tuple[Series, ...], columns: _Columns) -> None:
        """Report numbers below zero in a chart that shows shares of a whole."""
        name = "stacked chart" if self.kind is ChartKind.STACKED else self.kind.value
        for one, cells in zip(series, columns.series, strict=True):
            for value, cell in zip(one.values, cells, strict=True):
                if (value or 0.0) < 0:
                    hint = "write kind: column or kind: bar, or show the numbers in a table"
                    self.wrong(f"a {name} cannot show {cell}, a number below 0", cell.span, hint)

    def _keeps_slices(self, series: tuple[Series, ...], columns: _Columns) -> None:
        """Report slices of more than one series, too many of them, or none that can be seen."""
        kind, values = self.kind.value, series[0].values
        if len(series) > 1:
            second = columns.heads[1].span if len(columns.heads) > 1 else self.given.span
            hint = "write kind: stacked, or make two charts"
            self.wrong(f"a {kind} shows one series, but there are {len(series)}", second, hint)
        if len(values) > MOST_SLICES:
            message = f"a {kind} of {len(values)} slices is hard to read; at most {MOST_SLICES} are allowed"
            self.wrong(message, self.given.span, "write kind: bar, or put the small ones together")
        if not self.problems and not any(values):
            self.wrong(
                f"all slices of the {kind} are 0",
                self.given.span,
                "check the numbers, or leave the chart out",
            )

    def _add_up(self, series: tuple[Series, ...], unit: str) -> None:
        """Warn of a pie whose shares are not a whole, give or take what rounding takes."""
        whole = sum(value or 0.0 for value in series[0].values)
        if self.kind in _ROUND and unit == "%" and abs(whole - 100) > ROUNDED * len(series[0].values):
            message = f"the slices of the {self.kind.value} add up to {whole:g} %"
            hint = "check the numbers, or add what is missing: Other"
            self.problems.append(warning(message, self.given.span, hint))

    def _keeps_names(self, categories: tuple[str, ...], cells: Row) -> None:
        """Report a category that has no name."""
        for said, cell in zip(categories, cells, strict=True):
            if not said:
                hint = "name it in its first cell, or take the row out"
                self.wrong("this row has numbers and no category", cell.span, hint)
                return

    def _distances(self, names: Row) -> tuple[tuple[Amount, ...], str]:
        """Return the numbers or days that name a line's points, where the steps between them differ.

        At equal steps, names in a row have their true distance already; months are equal steps.
        """
        numbers, days = days_in(tuple(cell.value for cell in names))
        if not days:
            found = tuple(read_amount(cell.value.strip(), comma=self.comma) for cell in names)
            numbers = tuple(one for one in found if one)
            if len(numbers) < len(found):
                return (), ""
        steps = [after.value - one.value for one, after in itertools.pairwise(numbers)]
        even = EVEN_MONTHS if days == MONTH else EVEN
        uneven = len(steps) > 1 and min(steps) > 0 and max(steps) > even * min(steps)
        return (numbers, days) if uneven else ((), "")

    def _highlight(
        self, categories: tuple[str, ...], series: tuple[Series, ...]
    ) -> tuple[int | None, int | None]:
        given = self.given.highlight
        if given is None:
            return None, None
        wanted = self.said(given)
        names = [one.name for one in series] if len(series) > 1 else []
        if wanted in names:
            return None, names.index(wanted)
        if wanted in categories:
            return categories.index(wanted), None
        known = [one for one in (*names, *categories) if one]
        near = closest(wanted, known)
        hint = f'did you mean "{near}"?' if near else f"one of: {', '.join(known[:8])}"
        self.wrong(f'the chart has no category or series "{wanted}"', given.span, hint)
        return None, None

    def _form(self, amounts: tuple[Amount | None, ...]) -> NumberFormat:
        found = [one for one in amounts if one]
        largest = max((abs(one.value) for one in found), default=0.0)
        grouped = any(one.grouped for one in found) or largest >= GROUPED_FROM
        decimals = min(6, max((one.decimals for one in found), default=0))
        before, after = self._signs(self.said(self.given.unit))
        return NumberFormat(decimals, grouped, self.language, before, after)

    def _signs(self, unit: str) -> tuple[str, str]:
        """Return what is before and after each number; a long unit is said once instead."""
        if not unit or len(unit) > 3 or self.kind is ChartKind.HISTOGRAM:
            return "", ""
        if unit in _BEFORE and not uses_comma(self.language):
            return unit, ""
        close = unit == "°" or (unit == "%" and not uses_comma(self.language))
        return "", unit if close else f"\u00a0{unit}"

    def _x(self, columns: _Columns) -> str:
        """Return what runs along the foot: what the author says, else the heading of a scatter's first."""
        if self.given.x is None and self.kind is ChartKind.SCATTER and self.head:
            return self.said(self.head[1 if any(one.value for one in columns.names) else 0])
        return self.said(self.given.x)

    def _y(self, unit: str, form: NumberFormat, columns: _Columns) -> str:
        """Return what runs up the side: what the author says, with a unit that no number has."""
        said = self.said(self.given.y)
        if not said and self.kind is ChartKind.SCATTER and self.head and len(columns.series) == 1:
            said = self.said(self.head[-1])
        apart = unit if unit and not (form.before or form.after) else ""
        return f"{said} ({apart})" if said and apart and said != apart else said or apart

    def _histogram(self) -> Chart | None:
        """Return the numbers counted into bins of one width."""
        amounts = self._listed()
        if not amounts:
            return None
        decimals = max(one.decimals for one in amounts)
        categories, counts = binned([one.value for one in amounts], decimals, self.language)
        category, _ = self._highlight(categories, ())
        unit, heading = self.said(self.given.unit), self.said(self.head[-1]) if self.head else ""
        x = self.said(self.given.x) or heading
        x = f"{x} ({unit})" if x and unit else x or unit
        form = NumberFormat(0, max(counts) >= GROUPED_FROM, self.language)
        return Chart(
            kind=self.kind,
            certain=True,
            heading=x,
            categories=categories,
            xs=(),
            series=(Series(self.said(self.given.y), tuple(map(float, counts))),),
            named=False,
            form=form,
            x_form=form,
            category=category,
            one=None,
            x=x,
            y=self.said(self.given.y),
            alt=self.said(self.given.alt),
            caption=(),
            credit=(),
            span=self.given.span,
        )

    def _listed(self) -> list[Amount] | None:
        """Return the numbers of a list, None where it holds something else or nothing."""
        if self.head and not self.filed:
            hint = "for instance: data: [3, 5, 4, 8]"
            self.wrong("a histogram takes a list of numbers", self.head[0].span, hint)
            return None
        named = next((row for row in self.rows if len(row) > 1), None)
        if named is not None and not self.filed:
            message = "a histogram takes a list of numbers and counts them itself; here there is a category"
            hint = "for instance: data: [3, 5, 4, 8]; counted already, write kind: column"
            self.wrong(message, named[0].span, hint)
            return None
        amounts = [one for row in self.rows if (one := self._amount(row[-1]))]
        if self.problems:
            return None
        if not amounts:
            self.wrong(_NO_NUMBER, self.given.span, _NUMBERS)
        return amounts


def _short(value: str) -> str:
    return value if len(value) <= 40 else f"{value[:39]}…"
