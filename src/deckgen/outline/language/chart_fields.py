"""The fields of a chart, as rows of the field table."""

from __future__ import annotations

import re

from deckgen.outline.language.names import caption_field, id_field
from deckgen.schema.shapes import TEXT, VALUES, Either, Field, Group, ListOf, Scalar

CHART_KINDS = ("column", "bar", "stacked", "line", "scatter", "pie", "doughnut", "histogram")
"""The kinds of chart, the usual one first."""


_CELL = Scalar("text", prose=True, empty=True)


def _sheet(typed: str) -> str:
    """Return the hint for the file of a spreadsheet program, none for another."""
    if not re.search(r"\.(xlsx?|ods|numbers)$", typed, re.I):
        return ""
    return 'save the sheet as "CSV UTF-8" in your spreadsheet, and name that file here'


_CALLED = {
    "bar": "balken balkendiagramm barres barras barre staven staafdiagram staaf",
    "column": "säulen saeulen säulendiagramm colonnes columnas colonne columns histogramme kolommen kolom",
    "line": "linie linien liniendiagramm ligne lignes courbe línea líneas linea lijn lijndiagram",
    "pie": "kreis kuchen torte tortendiagramm kreisdiagramm camembert secteurs circulaire pastel torta taart",
    "doughnut": "donut ring ringdiagramm anneau anillo",
    "scatter": "punkte streudiagramm nuage points dispersión dispersion spreiding",
}
"""What people of other languages call the kinds of charts."""


def _called(typed: str) -> str:
    """Return the kind of chart that was most likely meant."""
    word = typed.strip().lower()
    found = next((kind for kind, words in _CALLED.items() if word in words.split()), "")
    bare = word.removesuffix("s").removesuffix(" chart").removesuffix("-chart").removesuffix("chart")
    return found or (bare if bare in CHART_KINDS else word)


def _kind(typed: str) -> str:
    """Return the hint for the file of a chart: for a kind of chart in its place, how that is said."""
    if typed.lower() in CHART_KINDS:
        return f"write: {{kind: {typed.lower()}, data: {{First: 3, Second: 4}}}} with your own numbers"
    return _sheet(typed)


CSV = Scalar("the name of a .csv file", pattern=r"^.*\.[cC][sS][vV]$", hint=_kind)

FIGURE = Scalar("a number", empty=True)
PAIR = ListOf(FIGURE, "a pair of numbers")
FIGURES = Group(
    "numbers under their categories",
    (),
    rest=VALUES,
    doc="The numbers of a chart with one series: each is listed under the name of what it belongs to.",
)

_NAMED = (
    "a chart needs a name for each number",
    "write data: {First: 3, Second: 4}, or columns: and rows:",
)

CHART = Group(
    "a chart",
    (
        Field("kind", Scalar("a kind of chart", values=CHART_KINDS, better=_called, taken=True),
              "What it looks like; columns unless it says otherwise, or bars where the names are too long "
              "for columns.", "kind: bar", tried=("type", "style")),
        Field("data", Either((CSV, FIGURES, ListOf(Either((FIGURE, PAIR, FIGURES)), "a list of numbers"))),
              "The numbers: each under its category, or the name of a .csv file. A histogram takes a list of "
              "numbers, a scatter chart a list of pairs.",
              "data:\n  Nitrogen: 78.1\n  Oxygen: 20.9",
              tried=("values", "numbers", "points", "file", "csv")),
        Field("columns", ListOf(_CELL, "a list of column headings", most=20),
              "For several series, as in a table: a heading for the categories, then the series' names, four "
              "at most.", "columns: [Month, Days, Nights]", tried=("header", "headings", "series")),
        Field("rows", ListOf(ListOf(_CELL, "a row of cells"), "a list of rows"),
              "The rows that belong to `columns`: a category, then one number for each series. An empty one "
              "is a gap.", "rows:\n  - [January, 31, 31]\n  - [February, 28, 28]", tried=("body", "cells")),
        Field("highlight", TEXT, "The category or the series to emphasise; everything else turns grey.",
              "highlight: Oxygen", tried=("emphasis", "accent", "focus")),
        Field("unit", TEXT, "What is counted or measured. A short one appears at every number.",
              'unit: "%"', tried=("units", "measure")),
        Field("x", TEXT, "What runs along the foot of the chart.", "x: Income per head",
              tried=("x-axis", "x-title", "horizontal")),
        Field("y", TEXT, "What runs up the side of the chart.", "y: Years of life",
              tried=("y-axis", "y-title", "vertical")),
        Field("alt", TEXT, "What the chart shows, for those who cannot see it. Without it, deckgen reads "
              "out the numbers.", "alt: Nitrogen is four times as frequent as oxygen",
              tried=("description", "alternative", "finding")),
        id_field("harvest", "@fig:harvest"),
        caption_field("The line that explains it.", "caption: What dry air is made of"),
        Field("credit", TEXT, "Where the numbers come from.", "credit: Counted by the class",
              tried=("source", "by", "note", "notes")),
    ),
    short="data",
    refused=dict.fromkeys(("labels", "categories", "datasets"), _NAMED),
    taken=True,
    doc="Numbers as a chart that can be edited in PowerPoint. The slide's title says what it shows.",
)  # fmt: skip
"""A chart's own fields; what `data` is made of is in `FIGURES`."""
