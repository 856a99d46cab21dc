"""A chart as it stands: its marks, lines, slices and labels, each at its place, and what axes they keep to.

Both writers draw from these values. PowerPoint draws the marks anew from the numbers, the scale and the
gaps, which are such that they come out where they are told here.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass

from deckgen.deck.model import Chart, ChartKind, Form
from deckgen.theme.model import Align, Anchor
from deckgen.units import Emu, Point, Rect


class Say(enum.Enum):
    """What a label of a chart says."""

    CATEGORY = "category"
    VALUE = "value"
    NAMED_VALUE = "named-value"
    """A series' name and its number."""
    SLICE = "slice"
    """A category's name and its number."""
    NAME = "name"
    """A series' name."""
    POINT = "point"
    """The name of a point of a scatter chart."""
    TICK = "tick"
    NOTE = "note"
    """What an axis counts."""


class Side(enum.Enum):
    """Where a label stands to the mark that it belongs to."""

    ABOVE = "above"
    BELOW = "below"
    BEFORE = "before"
    BEHIND = "behind"
    WITHIN = "within"
    OUTSIDE = "outside"


@dataclass(frozen=True, slots=True)
class Label:
    """Lines of text in a chart.

    `side` is None where it does not move with a mark: labels of axes, and what stands in the chart as text
    of its own. `shift` is how far it was moved from its side, in EMU towards the lines' end and down, to keep
    clear of others. `swatch` is a spot in the series' colour before its name.
    """

    key: str
    says: Say
    lines: tuple[str, ...]
    rect: Rect
    align: Align
    anchor: Anchor
    size: Point
    colour: str
    bold: bool = False
    side: Side | None = None
    series: int | None = None
    place: int | None = None
    shift: tuple[int, int] = (0, 0)
    swatch: Rect | None = None

    @property
    def text(self) -> str:
        """The words of the label, its lines as one."""
        return " ".join(self.lines)


@dataclass(frozen=True, slots=True)
class Mark:
    """A bar, a column, a part of one, or a dot, in a colour role."""

    rect: Rect
    colour: str
    series: int
    place: int


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line through points without a gap; each point is a rectangle without extent."""

    points: tuple[Rect, ...]
    colour: str
    width: Point
    series: int


@dataclass(frozen=True, slots=True)
class Slice:
    """A slice of a pie: where it begins and ends, in turns clockwise from the top."""

    start: float
    stop: float
    colour: str
    place: int


@dataclass(frozen=True, slots=True)
class Scale:
    """An axis of numbers: its ends, the step between ticks, and how the ticks are written.

    `shown` is False where every mark has its number, so that the axis needs no ticks.
    """

    low: float
    high: float
    step: float
    form: Form
    shown: bool

    def share(self, value: float) -> float:
        """Return how far along the axis a value stands, 0 to 1."""
        return (value - self.low) / (self.high - self.low)

    def ticks(self) -> tuple[float, ...]:
        """Return the values at which ticks stand."""
        count = round((self.high - self.low) / self.step)
        return tuple(self.low + place * self.step for place in range(count + 1))


@dataclass(frozen=True, slots=True)
class ChartBox:
    """A chart: its numbers, and where all of it stands.

    `plot` is where marks are drawn, within `rect`; of a pie it is the square around the circle. `fills` are
    the colour roles, series by series, of each category, `keys` those by which the series are known. `gap` is
    the space between groups of marks, `overlap` how far those of a group cover each other, in per cent of a
    mark's breadth. Every `skip`th category is named. `across` is the axis along the foot of a scatter chart.
    `turned` tells that it runs from right to left. `hole` is the share of a doughnut's breadth that is empty.
    """

    key: str
    region: str
    rect: Rect
    plot: Rect
    chart: Chart
    size: Point
    style: str
    fills: tuple[tuple[str, ...], ...]
    keys: tuple[str, ...]
    scale: Scale
    across: Scale | None
    gap: int
    overlap: int
    skip: int
    hole: float
    marks: tuple[Mark, ...]
    strokes: tuple[Stroke, ...]
    slices: tuple[Slice, ...]
    axes: tuple[Rect, ...]
    labels: tuple[Label, ...]
    name: str
    turned: bool

    @property
    def alt(self) -> str:
        """What the chart shows, in words."""
        return self.chart.alt

    @property
    def touching(self) -> bool:
        """Whether its marks touch, and a line (`SEAM`) has to keep them apart."""
        return self.chart.kind in (ChartKind.PIE, ChartKind.DOUGHNUT, ChartKind.STACKED)

    def says(self, *kinds: Say) -> tuple[Label, ...]:
        """Return the labels of some kinds."""
        return tuple(label for label in self.labels if label.says in kinds)


AXIS = Emu(9_525)
"""The breadth of the lines of axes: three quarters of a point."""

SEAM = Point(1.5)
"""The breadth of the line, in the colour of the ground, that keeps touching marks apart."""
