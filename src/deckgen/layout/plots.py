"""A chart as it is drawn: its marks, lines, slices and labels, each at its place, and what axes they keep to.

Both writers draw from these values. PowerPoint draws the marks anew from the numbers, the scale and the
gaps, which are such that they come out where they are put here.
"""

from __future__ import annotations

import enum

from deckgen.deck.model import Chart, ChartKind, NumberFormat
from deckgen.structs import Struct
from deckgen.theme.model import Align, Anchor
from deckgen.units import Emu, Point, Rect, emu


class LabelKind(enum.Enum):
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
    """Where a label is, seen from the mark that it belongs to."""

    ABOVE = "above"
    BELOW = "below"
    BEFORE = "before"
    AFTER = "after"
    WITHIN = "within"
    OUTSIDE = "outside"


class Label(Struct, frozen=True):
    """Lines of text in a chart.

    `side` is None where it does not move with a mark: labels of axes, and what is in the chart as text
    of its own. `shift` is how far it was moved from its side, in EMU towards the lines' end and down, to keep
    clear of others. `swatch` is a spot in the series' colour before its name.
    """

    key: str
    says: LabelKind
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


class Mark(Struct, frozen=True):
    """A bar, a column, a part of one, or a dot, in a colour role."""

    rect: Rect
    colour: str
    series: int
    place: int


class Stroke(Struct, frozen=True):
    """A line through points without a gap; each point is a rectangle without extent."""

    points: tuple[Rect, ...]
    colour: str
    width: Point
    series: int


class Slice(Struct, frozen=True):
    """A slice of a pie: where it begins and ends, in turns clockwise from the top."""

    start: float
    stop: float
    colour: str
    place: int


class Scale(Struct, frozen=True):
    """An axis of numbers: its ends, the step between ticks, and how the ticks are written.

    `shown` is False where every mark has its number, so that the axis needs no ticks.
    """

    low: float
    high: float
    step: float
    form: NumberFormat
    shown: bool

    def share(self, value: float) -> float:
        """Return how far along the axis a value is, 0 to 1."""
        return (value - self.low) / (self.high - self.low)

    def ticks(self) -> tuple[float, ...]:
        """Return the values at which ticks are."""
        # The end may be between two ticks.
        count = int((self.high - self.low) / self.step + 1e-6)
        return tuple(self.low + place * self.step for place in range(count + 1))


class ChartBox(Struct, frozen=True):
    """A chart: its numbers, and where all of it is.

    `plot` is where marks are drawn, within `rect`; of a pie it is the square around the circle. `fills` are
    the colour roles, series by series, of each category, `keys` those by which the series are known. `gap` is
    the space between groups of marks, `overlap` how far those of a group cover each other, in per cent of a
    mark's breadth. Every `skip`th category is named. `across` is the axis along the foot of a scatter chart,
    and of lines whose categories are numbers at unequal distances. `turned` says that it runs from right to
    left. `hole` is the share of a doughnut's breadth that is empty.
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
    together: str = ""

    @property
    def alt(self) -> str:
        """What the chart shows, in words."""
        return self.chart.alt

    @property
    def touching(self) -> bool:
        """Whether its marks touch, and a line (`SEAM`) has to keep them apart."""
        return self.chart.kind in (ChartKind.PIE, ChartKind.DOUGHNUT, ChartKind.STACKED)

    def says(self, *kinds: LabelKind) -> tuple[Label, ...]:
        """Return the labels of some kinds."""
        return tuple(label for label in self.labels if label.says in kinds)


AXIS = Emu(9_525)
"""The breadth of the lines of axes: three quarters of a point."""

SEAM = Point(1.5)
"""The breadth of the line, in the colour of the ground, that keeps touching marks apart."""

DOT = emu(9)
"""The breadth of a point."""

LARGE_DOT = emu(12)
"""The breadth of a point that stands out."""

STRONG, LIGHT = Point(3.5), Point(2.25)
"""The breadth of the line that stands out, and of others, in points."""

LEADING = 1.22
"""The line height of labels, in ems: charts of PowerPoint take the face's own."""
