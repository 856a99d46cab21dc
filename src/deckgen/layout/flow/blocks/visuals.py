"""A visual of a flow + a place → its boxes there, or nothing where it does not fit that place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress

from deckgen.deck.model import (
    Block,
    Chart,
    ChartKind,
    Choices,
    Code,
    Columns,
    Comparison,
    Equation,
    Figure,
    Images,
    Picture,
    Process,
    Quotation,
    Table,
    Timeline,
    Verse,
)
from deckgen.diagnostics import DeckgenError
from deckgen.layout.flow.moved import around
from deckgen.layout.kinds.context import Fragment, PlacingContext
from deckgen.layout.kinds.equations import FORMULA_ROOM, equation_boxes
from deckgen.layout.kinds.pictures import figure_boxes
from deckgen.layout.pages import Box
from deckgen.layout.text.fit import high, size_steps
from deckgen.layout.text.formulas import Extent, extent
from deckgen.layout.text.lines import SLACK
from deckgen.structs import Struct, replace
from deckgen.theme.model import Theme
from deckgen.units import Emu, Point, Rect, emu, grid, points

Visual = Figure | Chart | Table | Code | Equation | Timeline | Process | Comparison
"""What is looked at, not read: it takes the room that text leaves."""

VISUALS = (Figure, Chart, Table, Code, Equation, Timeline, Process, Comparison)

FORMULA = 1.4
"""The size of a formula among text, as a multiple of the text's."""

FORMULA_INDENT = grid(6)
"""How far a formula among text is indented."""

ROUNDING = grid(0.1)
"""By how much something may leave its place: what sums of rounded lengths come to."""

FEW_COLUMNS = 3
"""The categories of a chart of columns that is beside text."""


class Kind(Struct, frozen=True):
    """How a kind of visual shares a frame: its layout and region, the least share of the height it takes.

    `most` is the largest share, `capped` says that text beside it is set no larger than usual; its height is
    its contents' where `least` is None.
    """

    layout: str
    region: str
    least: float | None
    most: float = 1.0
    capped: bool = False


_KINDS: dict[type, Kind] = {
    Figure: Kind("figure", "image", 0.4),
    Chart: Kind("chart", "chart", 0.5),
    Table: Kind("table", "table", None, capped=True),
    Code: Kind("code", "code", None, capped=True),
    Equation: Kind("equation", "equation", None),
    Timeline: Kind("timeline", "timeline", 0.5),
    Process: Kind("process", "process", 0.45, 0.45),
    Comparison: Kind("comparison", "compare", None),
}


def kind_of(block: Visual) -> Kind:
    """Return how a visual shares a frame."""
    return _KINDS[type(block)]


def cap_of(blocks: tuple[Block, ...], theme: Theme) -> Point:
    """Return the largest size of text beside what a slide holds: the largest, a step less, or the usual."""
    usual = theme.styles["body"].size
    blocks = tuple(_inner(blocks))
    kinds = [_KINDS[type(one)] for one in blocks if isinstance(one, VISUALS)]
    if any(one.capped for one in kinds) or any(isinstance(one, Quotation) for one in blocks):
        return usual
    above = [one for one in theme.scale if one >= usual]
    shown = [one for one in blocks if isinstance(one, (*VISUALS, Verse, Choices, Images))]
    if shown and not all(isinstance(one, Equation) for one in shown):
        return above[min(1, len(above) - 1)]
    return above[0]


def _inner(blocks: Sequence[Block]) -> Iterator[Block]:
    """Yield blocks, those within columns in their place."""
    for block in blocks:
        if isinstance(block, Columns):
            for column in block.columns:
                yield from _inner(column.blocks)
        else:
            yield block


def is_portrait(picture: Picture) -> bool:
    """Tell whether a picture is higher than wide."""
    return picture.height > picture.width


def is_beside(block: Visual) -> bool:
    """Tell whether a visual may be beside text."""
    if isinstance(block, Chart):
        few = len(block.categories) <= FEW_COLUMNS
        return few and block.kind in (ChartKind.COLUMN, ChartKind.PIE, ChartKind.DOUGHNUT)
    return isinstance(block, Figure)


def visual_part(
    context: PlacingContext, block: Visual, room: Rect, size: Point, formula: Point | None = None
) -> Fragment | None:
    """Return a visual in a place, its words no larger than `size`; None where it does not fit.

    A formula is set at the size `formula`, None: at what suits the words, or smaller.
    """
    if isinstance(block, Table) and len(block.rows) * context.theme.floors.table > points(room.height):
        # Nothing is measured of a table of thousands of rows to learn that they are not all in one place.
        return None
    kind = kind_of(block)
    layout = context.theme.layouts.get(kind.layout, context.layout)
    if isinstance(block, Figure) and block.recording and "media" in context.theme.layouts:
        layout = context.theme.layouts["media"]
    rooms = tuple((name, room) for name in ("image", "media", kind.region))
    if isinstance(block, Comparison):
        rooms = _split_heads(context, room)
    ceiling = min(size, context.ceiling) if context.ceiling else size
    own = replace(context, layout=layout, rooms=rooms, ceiling=ceiling, source=None)
    with suppress(DeckgenError):
        parts = _parts(own, block, size, formula)
        if len(parts) == 1 and not parts[0].left and _inside(parts[0].boxes, room):
            return parts[0]
    return None


def _split_heads(context: PlacingContext, room: Rect) -> tuple[tuple[str, Rect], ...]:
    """Return the places of a comparison's heads and rows within a place."""
    style = context.theme.styles["colhead"]
    tall = high(style.size * style.leading)
    below = Emu(room.y + tall + grid(1))
    rows = Rect(room.x, below, room.width, Emu(max(1, room.bottom - below)))
    return (("sides", replace(room, height=tall)), ("compare", rows))


def _parts(context: PlacingContext, block: Visual, size: Point, formula: Point | None) -> list[Fragment]:
    match block:
        case Figure():
            boxes, left = figure_boxes(context, block)
            return [Fragment(context.layout, boxes, left)]
        case Chart():
            from deckgen.layout.kinds.charts import chart_parts

            return chart_parts(context, block)
        case Table():
            from deckgen.layout.kinds.tables import whole_table

            return whole_table(context, block)
        case Code():
            from deckgen.layout.flow.blocks.programs import program_part
            from deckgen.layout.kinds.code import program_parts

            room = dict(context.rooms)["code"]
            both = program_part(context, block, room) if block.output else None
            return [both] if both else program_parts(context, block)
        case Equation():
            if formula:
                found, rest = equation_boxes(_indented(context), block, formula, exact=True)
            else:
                wanted = Point(FORMULA * size)
                found, rest = equation_boxes(_for_formula(context, block, wanted), block, wanted)
            return [Fragment(context.layout, found, rest)]
        case Timeline():
            from deckgen.layout.kinds.diagrams.timelines import timeline_parts

            return timeline_parts(context, block)
        case Process():
            from deckgen.layout.kinds.diagrams.processes import process_parts

            return process_parts(context, block)
        case Comparison():
            from deckgen.layout.kinds.diagrams.comparisons import comparison_parts

            return comparison_parts(context, block)


def _for_formula(context: PlacingContext, block: Equation, wanted: Point) -> PlacingContext:
    """Return the place of a formula among text: further in, as high as it is at the size that suits it."""
    tall = emu(extent_of(block).height * wanted * FORMULA_ROOM)
    further = _indented(context)
    room = further.region("equation").rect
    return replace(context, rooms=(("equation", replace(room, height=Emu(min(room.height, tall)))),))


def _indented(context: PlacingContext) -> PlacingContext:
    """Return the place of a formula among text, further in."""
    (_, room), *_ = context.rooms
    x, width = Emu(room.x + FORMULA_INDENT), Emu(room.width - FORMULA_INDENT)
    return replace(context, rooms=(("equation", replace(room, x=x, width=width)),))


def extent_of(block: Equation) -> Extent:
    """Return how large a formula on lines of its own is, in ems of its size."""
    formula = block.formula.formula
    assert formula is not None
    return extent(formula)


def widths_at(context: PlacingContext, block: Equation, width: Emu, largest: Point) -> tuple[Point, ...]:
    """Return the sizes at which a formula among text is no wider than its place, `largest` first."""
    theme, whole = context.theme, extent_of(block)
    room = points(Emu(width - FORMULA_INDENT)) * SLACK
    usual = theme.styles["equation"].size
    steps = size_steps(min(usual, largest), theme.scale, min(theme.floors.body, usual))
    return tuple(one for one in steps if whole.width * one <= room)


def _inside(boxes: tuple[Box, ...], room: Rect) -> bool:
    taken = around(boxes)
    return taken is not None and taken.bottom <= room.bottom + ROUNDING and taken.y >= room.y - ROUNDING
