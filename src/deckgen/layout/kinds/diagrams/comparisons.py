"""Comparison + regions → rows: what is compared in the middle, and a plate on either side of it."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from deckgen.deck.model import Comparison, Runs
from deckgen.diagnostics import DeckgenError
from deckgen.layout.kinds.context import Fragment, PlacingContext, headings, held, with_left
from deckgen.layout.pages import Diagram, DiagramBox, Link, Member, Role, Shape, TextBox
from deckgen.layout.text.fit import (
    FittedText,
    MeasuredParagraph,
    TextFlow,
    draft,
    flow_of,
    high,
    set_at,
    text_box,
    too_tall,
    too_wide,
    without_runts,
)
from deckgen.layout.text.lines import width_of
from deckgen.layout.text.paginate import Stack, share_out, shares_needed, split_up
from deckgen.structs import Struct, replace
from deckgen.theme.model import Align, Anchor, Region, TypeStyle
from deckgen.units import NONE, Emu, Point, Rect, emu, grid, points

REACH = grid(4)
"""The length of the lines between the middle and the sides."""

NARROWEST, WIDEST = grid(12), 0.3
"""The width of the middle at least; and at most, as a share of the whole."""

PAD_X, PAD_Y = grid(2), grid(0.8)
"""The space between a plate's edge and its text."""

BETWEEN = grid(1.2)
"""The space between rows."""

LOWEST = grid(7)
"""The height of a row whose texts need no more."""

ROOMY, SHARE = tuple(map(grid, (11, 10, 9, 8))), 0.6
"""The heights that few short rows are given, largest first, while all take that share of a frame at most."""

BELOW = grid(1)
"""The space between the names of the sides and the first row."""

WEIGHT = emu(Point(1))
"""How wide the lines are."""


class _Columns(Struct, frozen=True):
    """The three columns of a comparison: their left edges and widths."""

    left: Emu
    middle: Emu
    right: Emu
    side: Emu
    """The width of either side."""
    between: Emu
    """The width of the middle."""


class _Row(Struct, frozen=True):
    """The texts of a row at their size; a side that has ended before the other is None."""

    name: FittedText
    left: FittedText | None
    right: FittedText | None

    @property
    def texts(self) -> tuple[FittedText, ...]:
        """Those of its texts that are there."""
        return tuple(one for one in (self.name, self.left, self.right) if one)

    @property
    def torn(self) -> FittedText | None:
        """The first of its texts that has a word wider than its place."""
        return next((one for one in self.texts if one.torn), None)

    @property
    def height(self) -> float:
        """Its height in points, what is around its texts included."""
        text = max(one.height for one in self.texts)
        return max(text + 2 * points(PAD_Y), float(points(LOWEST)))


class _Copies(Struct, frozen=True):
    """The texts of a row, measured once; a side that has ended before the other is None."""

    name: TextFlow
    left: TextFlow | None
    right: TextFlow | None


def comparison_parts(context: PlacingContext, comparison: Comparison) -> list[Fragment]:
    """Return a comparison's slides, its rows shared out over as few as they need, the sides named on each.

    A row that is taller than a slide goes on in another of the same name. Raises `DeckgenError` where a word
    is wider than its place.
    """
    region, style = context.region("compare"), context.style(context.region("compare"))
    middle = context.theme.styles["thead"]
    copies = [
        _Copies(
            flow_of(
                (draft(one.name, middle, context.theme, one.span),), middle, context.theme, _least(context)
            ),
            context.main((draft(one.left, style, context.theme, one.span),), style),
            context.main((draft(one.right, style, context.theme, one.span),), style),
        )
        for one in comparison.aspects
    ]
    easy = _columns(region.rect, copies, middle)
    # Long names leave little to the sides; what fits beside short lines of them shall not be split.
    narrow = _columns(region.rect, copies, middle, in_lines=True)
    resumed = [replace(one, name=context.resumed(one.name, region.rect)) for one in copies]
    pieces = _columns(region.rect, resumed, middle, in_lines=True)
    problems = []
    for columns, in_pieces in ((easy, False), (narrow, False), (pieces, True)):
        try:
            return _parts(context, comparison, copies, columns, in_pieces=in_pieces)
        except DeckgenError as refused:
            problems.append(refused)
    raise problems[-1]


def _parts(
    context: PlacingContext,
    comparison: Comparison,
    copies: list[_Copies],
    columns: _Columns,
    *,
    in_pieces: bool,
) -> list[Fragment]:
    region = context.region("compare")
    heads, left = _heads(context, comparison, columns)
    top = max((Emu(box.rect.y + box.height) for box in heads), default=region.rect.y)
    room = _below(region.rect, Emu(top + BELOW))
    if in_pieces:
        tall = float(points(room.height))
        named = [_with_short_name(one, columns, room) for one in copies]
        left = (*left, *(draft for _, unsaid in named for draft in unsaid))
        copies = [piece for one, _ in named for piece in _pieces(context, one, columns, tall)]
    rows = _rows(copies, columns, float(points(room.height)))
    shares = share_out(_stack(rows), float(points(room.height)))
    most = min(room.height, int(SHARE * context.frame.height))
    lowest = _roomy(rows, most) if len(shares) == 1 and not left else LOWEST
    parts = []
    for start, stop in shares:
        members = _members(region, [(row, lowest) for row in rows[start:stop]], columns, room, start)
        header = Member("sides", tuple(Shape(one.key, one.rect, None, one) for one in heads), header=True)
        box = DiagramBox(
            "compare", region.name, region.rect, Diagram.COMPARISON, (header, *members), context.slide.name
        )
        parts.append(Fragment(context.layout, (replace(box, rect=_around(box)),)))
    return with_left(parts, left)


def _least(context: PlacingContext) -> Point:
    return min(context.theme.floors.table, context.theme.styles["thead"].size)


def _columns(rect: Rect, copies: list[_Copies], style: TypeStyle, *, in_lines: bool = False) -> _Columns:
    """Return the columns: the middle as wide as its longest text, or its longest word, within bounds."""
    texts = [copy.name.drafts[0].text for copy in copies]
    longest = max(one.longest() if in_lines else one.total for one in texts)
    wanted = width_of(longest, style.size) + grid(1)
    between = Emu(max(NARROWEST, min(wanted, int(rect.width * WIDEST))))
    side = Emu((rect.width - between - 2 * REACH) // 2)
    middle = Emu(rect.x + side + REACH)
    return _Columns(rect.x, middle, Emu(middle + between + REACH), side, between)


def _heads(
    context: PlacingContext, comparison: Comparison, columns: _Columns
) -> tuple[tuple[TextBox, TextBox], tuple[MeasuredParagraph, ...]]:
    """Return the names of the sides at one size: on one line where that is possible, else on two; and what is
    left of them where they would take more than half a slide.
    """
    region = context.region("sides")
    style = context.style(region)
    copies = [_head(context, runs, style, comparison) for runs in (comparison.left, comparison.right)]
    most = replace(region.rect, width=columns.side, height=Emu(context.region("compare").rect.height // 2))
    chosen, left = headings(copies, (most, most))
    height = high(max(one.height for one in chosen))
    rect = region.rect
    boxes = []
    for key, x, one in zip(("left", "right"), (columns.left, columns.right), chosen, strict=True):
        place = Rect(x, rect.y, columns.side, Emu(max(rect.height, height)))
        start = replace(region, align=Align.START)
        box = text_box(f"side-{key}", Role.HEADING, start, one, place)
        boxes.append(replace(box, height=place.height))
    return (boxes[0], boxes[1]), left


def _head(context: PlacingContext, runs: Runs, style: TypeStyle, comparison: Comparison) -> TextFlow:
    return context.copy((draft(runs, style, context.theme, comparison.span),), style)


def _below(rect: Rect, top: Emu) -> Rect:
    y = Emu(max(rect.y, top))
    return replace(rect, y=y, height=Emu(rect.bottom - y))


def _rows(copies: list[_Copies], columns: _Columns, room: float) -> list[_Row]:
    """Return the rows at the largest size that takes as few slides as the smallest.

    Raises `DeckgenError` where a row fits at no size.
    """
    sizes = _sizes(copies[0])
    smallest = [_row(one, columns, sizes[-1]) for one in copies]
    for row, copy in zip(smallest, copies, strict=True):
        if row.torn:
            raise too_wide(row.torn)
        if row.height > room:
            span = copy.name.drafts[0].span
            raise too_tall("this row of the comparison", span, "say it in fewer words")
    least = shares_needed(_stack(smallest), room)
    for size in sizes:
        rows = [_row(one, columns, size) for one in copies]
        fit = not any(row.torn or row.height > room for row in rows)
        if fit and shares_needed(_stack(rows), room) <= least:
            return rows
    return smallest


def _sizes(copies: _Copies) -> tuple[Point, ...]:
    """Return the sizes that the sides of a row may be set at, which are those of all rows."""
    side = copies.left or copies.right
    assert side is not None
    return side.sizes


def _pieces(context: PlacingContext, copies: _Copies, columns: _Columns, room: float) -> Iterator[_Copies]:
    """Yield a row that is taller than the room in several, all of its name, as it is set at the floor."""
    floor = _sizes(copies)[-1]
    row = _row(copies, columns, floor)
    if row.torn or row.height <= room:
        yield copies
        return
    place = Rect(NONE, NONE, Emu(columns.side - 2 * PAD_X), Emu(emu(room) - 2 * PAD_Y))
    lefts, rights = (
        [replace(side, drafts=(one,)) for one in split_up(side.drafts[0], floor, place)] if side else []
        for side in (copies.left, copies.right)
    )
    name = copies.name
    for left, right in itertools.zip_longest(lefts, rights):
        yield _Copies(name, left, right)
        name = context.resumed(copies.name, replace(place, width=columns.between))


def _with_short_name(
    copies: _Copies, columns: _Columns, room: Rect
) -> tuple[_Copies, tuple[MeasuredParagraph, ...]]:
    """Return a row whose name is no taller than a slide, and what is left of the name."""
    name, left = held(copies.name, Rect(NONE, NONE, columns.between, Emu(room.height - 2 * PAD_Y)))
    return (replace(copies, name=name.copy) if left else copies), left


def _row(copies: _Copies, columns: _Columns, size: Point) -> _Row:
    inner = Emu(columns.side - 2 * PAD_X)
    names = copies.name.sizes
    own = next((one for one in names if one <= size), names[-1])
    return _Row(
        set_at(copies.name, columns.between, own),
        set_at(copies.left, inner, size) if copies.left else None,
        set_at(copies.right, inner, size) if copies.right else None,
    )


def _stack(rows: list[_Row]) -> Stack:
    between = float(points(BETWEEN))
    return Stack([row.height for row in rows], [between] * len(rows), [False] * len(rows))


def _roomy(rows: list[_Row], most: int) -> Emu:
    """Return how high rows are at least: as high as need be, or higher while all take `most` at most."""

    def taken(lowest: Emu) -> float:
        heights = sum(max(high(row.height), lowest) for row in rows)
        return heights + (len(rows) - 1) * _between(lowest)

    return next((one for one in ROOMY if taken(one) <= most), LOWEST)


def _between(lowest: Emu) -> int:
    """Return the space between rows that are so high at least."""
    return BETWEEN * lowest // LOWEST


def _members(
    region: Region, rows: list[tuple[_Row, Emu]], columns: _Columns, room: Rect, first: int
) -> list[Member]:
    """Return the rows of a slide, numbered from `first` + 1, below each other; each has its least height."""
    members, y = [], room.y
    for place, (row, lowest) in enumerate(rows, first + 1):
        height = Emu(max(high(row.height), lowest))
        members.append(_member(region, row, columns, place, Rect(room.x, y, room.width, height)))
        y = Emu(y + height + _between(lowest))
    return members


def _member(region: Region, row: _Row, columns: _Columns, number: int, place: Rect) -> Member:
    """Return a row in its place: its aspect between its two sides, and the lines to them."""
    y, height = place.y, place.height
    middle = Rect(columns.middle, y, columns.between, height)
    left = Rect(columns.left, y, columns.side, height)
    right = Rect(columns.right, y, columns.side, height)
    name = replace(region, anchor=Anchor.MIDDLE, align=Align.CENTER)
    fair = without_runts(row.name, columns.between)
    aspect = text_box(f"aspect-{number}", Role.HEADING, name, fair, middle)
    shapes = [Shape(f"aspect-{number}", middle, None, aspect)]
    there = {"left": row.left, "right": row.right}
    for side, rect in (("left", left), ("right", right)):
        sized = there[side]
        if sized is None:
            continue
        inner = Rect(
            Emu(rect.x + PAD_X),
            Emu(rect.y + PAD_Y),
            Emu(rect.width - 2 * PAD_X),
            Emu(max(rect.height - 2 * PAD_Y, high(sized.height))),
        )
        start = replace(region, anchor=Anchor.MIDDLE, align=Align.START)
        fair = without_runts(sized, inner.width)
        text = text_box(f"{side}-{number}", Role.LABEL, start, fair, inner)
        shapes.append(Shape(f"{side}-{number}", rect, "panel", text))
    centre = Emu(y + height // 2)
    ends = (("left", middle.x, left.right), ("right", middle.right, right.x))
    links = tuple(
        Link(
            f"{side}-line-{number}",
            f"aspect-{number}",
            f"{side}-{number}",
            (Rect(start, centre, NONE, NONE), Rect(end, centre, NONE, NONE)),
            "muted",
            WEIGHT,
            arrow=False,
        )
        for side, start, end in ends
        if there[side]
    )
    return Member(f"row-{number}", tuple(shapes), links)


def _around(box: DiagramBox) -> Rect:
    rects = [shape.rect for member in box.members for shape in member.shapes]
    left, top = min(one.x for one in rects), min(one.y for one in rects)
    right, bottom = max(one.right for one in rects), max(one.bottom for one in rects)
    return Rect(left, top, Emu(right - left), Emu(bottom - top))
