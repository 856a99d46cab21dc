"""Numbers that are drawn: what a chart says, and how its numbers are written."""

from __future__ import annotations

import enum

from deckgen.deck.runs import Runs
from deckgen.diagnostics import Span
from deckgen.structs import Located, Struct


class ChartKind(enum.Enum):
    """What a chart looks like. A bar runs across, a column up; what is stacked runs up."""

    BAR = "bar"
    COLUMN = "column"
    STACKED = "stacked"
    LINE = "line"
    SCATTER = "scatter"
    PIE = "pie"
    DOUGHNUT = "doughnut"
    HISTOGRAM = "histogram"


class NumberFormat(Struct, frozen=True):
    """How the numbers of a chart are written: digits after the point, thousands set apart, symbols around.

    `language` decides on the marks before decimals and between thousands.
    """

    decimals: int
    grouped: bool
    language: str
    before: str = ""
    after: str = ""
    days: str = ""
    """Where the numbers count days: whether they are written as days or as months."""


class Series(Struct, frozen=True):
    """Numbers that belong together, one for each category, None where there is none."""

    name: str
    values: tuple[float | None, ...]


class Chart(Located, frozen=True):
    """Numbers to be drawn. `heading` is what the categories are, `xs` a scatter chart's first numbers, and
    those of a line whose categories are numbers at unequal distances.

    `category` and `one` are the places of the category and of the series that stand out, None: none does.
    `named` says that the series have names to be shown. `certain` is False where another kind may be
    taken that suits better. `label` and `above` are as a figure's: its name and number alone, and what is
    above it.
    """

    kind: ChartKind
    certain: bool
    heading: str
    categories: tuple[str, ...]
    xs: tuple[float, ...]
    series: tuple[Series, ...]
    named: bool
    form: NumberFormat
    x_form: NumberFormat
    category: int | None
    one: int | None
    x: str
    y: str
    alt: str
    caption: Runs
    credit: Runs
    span: Span
    label: Runs = ()
    above: Runs = ()
