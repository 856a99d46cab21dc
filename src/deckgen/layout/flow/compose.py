"""Blocks of a slide → one below the other, or a picture beside its text: whichever shows it larger.

Text gives way before visuals do: its gaps, then its size; then the visual is on a slide of its own.
"""

from __future__ import annotations

from collections.abc import Sequence

from deckgen.deck.model import Choices, Columns, Comparison, Equation, Figure, Images, Verse, plain
from deckgen.layout.flow.blocks.verse import verse_boxes, verse_width
from deckgen.layout.flow.blocks.visuals import (
    Visual,
    cap_of,
    is_beside,
    is_portrait,
    visual_part,
)
from deckgen.layout.flow.items import Item, Own, Said, Shown, Text, copy_of, items_of
from deckgen.layout.flow.moved import around, ended_at, moved
from deckgen.layout.flow.partition import shared_parts
from deckgen.layout.flow.settle import AIRY, EASES, SPARE, loosest, lowered, settled
from deckgen.layout.flow.stack import (
    BAR_GAP,
    GUTTER,
    TAKEAWAY_GAP,
    VISUAL_GAP,
    Pace,
    Stacked,
    area_of,
    is_elastic,
    stacked_at,
    takeaway_boxes,
)
from deckgen.layout.flow.texts import flow_box
from deckgen.layout.kinds.context import Fragment, PlacingContext, Sizing
from deckgen.layout.pages import Box
from deckgen.layout.text.fit import FittedText, TextFlow, at_most, high, set_at
from deckgen.structs import Struct, replace
from deckgen.theme.model import Align, Anchor, Region
from deckgen.units import NONE, Emu, Point, Rect, emu, grid

BESIDE = 1.55 / 2.55
"""The share of the width that a wide picture takes beside text, the gutter left out."""

CHART_BESIDE = 1.4 / 2.4
"""The same for a chart."""

WIDEST_PORTRAIT = 0.6
"""The share of the width that a picture which is higher than wide takes at most."""

ABOUT_EQUAL = 0.9
"""A picture beside its text that is this much of the one above it is as large."""

NARROWER = (0.5, 0.4)
"""The shares of the width that a visual takes where its text fits neither below it nor beside it else."""

BOTH = 2
"""Text and the one visual that may be beside it."""

HIGHER = 1.5
"""How much higher the cells of choices become where there is room."""

LARGE_FORMULAS, LIGHT = (2.0, 1.7), 0.62
"""How many times as large as the text a formula becomes that is the only one of its slide, where all it holds
takes no more than a share of the frame then."""

ROUNDING = grid(0.1)
"""By how much a stack may be taller than its frame: what sums of rounded lengths come to."""

CROWDED = 1.01
"""How full a slide is, at least, that holds what it has at less than the usual size alone."""

NARROWEST = grid(36)
"""The width that text beside a visual has at least."""


class _Try(Struct, frozen=True):
    """A slide composed in one way: its boxes, and the area of its picture."""

    part: Fragment
    area: float


def composed_parts(context: PlacingContext) -> list[Fragment]:
    """Return a slide of text and visuals, on several where one does not hold them.

    Raises `DeckgenError` where something fits no slide even by itself.
    """
    items = items_of(context.slide.blocks)
    if not items:
        return [Fragment(context.layout, ())]
    whole = composed(context, items)
    return [whole] if whole else shared_parts(context, items, composed)


def composed(context: PlacingContext, items: Sequence[Item]) -> Fragment | None:
    """Return things on one slide, in the way that shows a picture largest; None where it does not hold them.

    A visual gives up the width that its author asked for before it leaves its text.
    """
    usual, floor = context.theme.styles["body"].size, context.theme.floors.body
    floor = max((one.least for one in items if isinstance(one, Text) and one.least), default=floor)
    for least in dict.fromkeys((max(usual, floor), floor)):
        found = [one for one in (_beside(context, items, least), _stacked(context, items, least)) if one]
        if found:
            return _larger(found).part
    for share in NARROWER:
        if narrow := _beside(context, items, floor, share):
            return narrow.part
    free = tuple(_of_any_width(one) for one in items)
    return composed(context, free) if free != tuple(items) else None


def _of_any_width(item: Item) -> Item:
    """Return a picture whose author asked for a width without that."""
    if isinstance(item, Shown) and isinstance(item.block, Figure) and item.block.width:
        return Shown(replace(item.block, width=None))
    return item


def _larger(found: Sequence[_Try]) -> _Try:
    """Return the way that shows the picture larger; beside its text where both are about equal."""
    first, *others = found
    return others[0] if others and first.area < ABOUT_EQUAL * others[0].area else first


# ── beside ────────────────────────────────────────────────────────────────────────────────────────


def _beside(context: PlacingContext, items: Sequence[Item], least: Point, most: float = 1.0) -> _Try | None:
    """Return the one visual of a slide beside its text of `least` points at least, None: that is no way.

    The visual takes `most` of the width at most.
    """
    said = [one for one in items if isinstance(one, Said)]
    sides = _sides(items)
    if context.slide.stacked or sides is None:
        return None
    text, other = sides
    first = items.index(other) < items.index(text)
    if isinstance(other, Shown) and isinstance(other.block, Figure) and other.block.side:
        first = other.block.side == "left"
    cap = cap_of(context.slide.blocks, context.theme)
    frame, below = context.frame, _Conclusion.of(context, said, cap)
    room = replace(frame, height=Emu(frame.height - below.height))
    placed = _side_by_side(context, text, other, room, _Measure(cap, least, first, most))
    if placed is None:
        return None
    shown, words, sized, area = placed
    boxes = (*shown, *words) if items.index(other) < items.index(text) else (*words, *shown)
    foot = around(boxes)
    assert foot is not None
    boxes = (*boxes, *below.boxes(context, foot.bottom, sized.size))
    return _Try(_lower(context, boxes, sized.size, cap), area)


def _sides(items: Sequence[Item]) -> tuple[Text, Item] | None:
    """Return a slide's text and the visual that may be beside it, None where it holds other things."""
    sides = [one for one in items if not isinstance(one, Said)]
    texts = [one for one in sides if isinstance(one, Text)]
    others = [one for one in sides if not isinstance(one, Text) and _may_stand_beside(one)]
    return (texts[0], others[0]) if len(texts) == len(others) == 1 and len(sides) == BOTH else None


def _may_stand_beside(item: Item) -> bool:
    if isinstance(item, Own):
        return isinstance(item.block, Verse)
    return isinstance(item, Shown) and is_beside(item.block)


class _Measure(Struct, frozen=True):
    """What text beside a visual keeps to: its largest and least size, and the visual's largest share.

    `first` says that the visual is at the left.
    """

    cap: Point
    least: Point
    first: bool
    most: float


def _side_by_side(
    context: PlacingContext, text: Text, other: Item, room: Rect, measure: _Measure
) -> tuple[tuple[Box, ...], tuple[Box, ...], FittedText, float] | None:
    """Return a visual and its text side by side, how the text is set, and the area of the visual."""
    cap, least, first = measure.cap, measure.least, measure.first
    shown = _shown_beside(context, other, room, measure)
    if shown is None:
        return None
    wide = max(one.rect.right for one in shown) - room.x
    if room.width - wide - GUTTER < context.theme.across(NARROWEST):
        return None
    x = Emu(room.x + wide + GUTTER) if first else room.x
    words = Rect(x, room.y, Emu(room.width - wide - GUTTER), room.height)
    copy = copy_of(context, text, cap)
    copy = replace(copy, sizes=tuple(one for one in copy.sizes if one >= least))
    sized = settled(copy, words.width, words.height) if copy.sizes else None
    if sized is None:
        return None
    if isinstance(other, Own) and isinstance(other.block, Verse):
        # Verse and the notes beside it are of one size.
        shown = verse_boxes(context, other.block, replace(room, width=Emu(wide)), sized.size, "verse")
    area = area_of(shown)
    if not first:
        shown = _across(shown, Emu(room.right - wide - room.x))
    region = Region("body", words, "body", Anchor.TOP, Align.START)
    return shown, (flow_box(text.key, region, sized),), sized, area


def _shown_beside(
    context: PlacingContext, other: Item, room: Rect, measure: _Measure
) -> tuple[Box, ...] | None:
    """Return a visual at the left of a room, as wide as it may be beside text."""
    cap = measure.cap
    if isinstance(other, Own):
        assert isinstance(other.block, Verse)
        notes = context.theme.across(NARROWEST)
        width = verse_width(context, other.block, Emu(room.width - GUTTER - notes), cap)
        found = verse_boxes(context, other.block, replace(room, width=width), cap, "verse")
        taken = around(found)
        return found if taken and taken.bottom <= room.bottom else None
    assert isinstance(other, Shown)
    top = emu(context.theme.frame.cap)
    width = Emu(min(_width_beside(other.block, room.width), int((room.width - GUTTER) * measure.most)))
    place = Rect(room.x, Emu(room.y + top), width, Emu(room.height - top))
    part = visual_part(context, other.block, place, cap)
    return part.boxes if part else None


def _width_beside(block: Visual, width: Emu) -> Emu:
    """Return the width of a visual beside text."""
    if isinstance(block, Figure):
        if is_portrait(block.picture) and not block.width:
            return Emu(int(width * WIDEST_PORTRAIT))
        return Emu(int((width - GUTTER) * (block.width or BESIDE)))
    return Emu(int((width - GUTTER) * CHART_BESIDE))


def _across(boxes: tuple[Box, ...], right: Emu) -> tuple[Box, ...]:
    """Return boxes further to the right."""
    return tuple(moved(one, NONE, right) for one in boxes)


class _Conclusion(Struct, frozen=True):
    """The conclusion below what a slide holds and how wide it is, None: there is none."""

    copy: TextFlow | None
    width: Emu

    @classmethod
    def of(cls, context: PlacingContext, said: Sequence[Said], cap: Point) -> _Conclusion:
        """Return the conclusion of a slide, if it has one."""
        width = Emu(context.theme.frame.measure - BAR_GAP)
        return cls(copy_of(context, said[0], cap) if said else None, width)

    @property
    def height(self) -> Emu:
        """What it takes at the largest size, the gap above it included."""
        if self.copy is None:
            return NONE
        sized = set_at(self.copy, self.width, self.copy.sizes[0])
        return Emu(high(sized.height) + max(VISUAL_GAP, emu(TAKEAWAY_GAP * sized.size)))

    def boxes(self, context: PlacingContext, foot: Emu, size: Point) -> tuple[Box, ...]:
        """Return its boxes below something that ends at `foot`, at a size."""
        if self.copy is None:
            return ()
        y = Emu(foot + max(VISUAL_GAP, emu(TAKEAWAY_GAP * size)))
        return takeaway_boxes(context, set_at(self.copy, self.width, size), context.frame.x, y, self.width)


# ── one below the other ───────────────────────────────────────────────────────────────────────────


def _stacked(context: PlacingContext, items: Sequence[Item], least: Point) -> _Try | None:
    """Return everything one below the other at the largest size that fits, of `least` points at least."""
    cap = cap_of(context.slide.blocks, context.theme)
    body = context.theme.styles["body"]
    frame = context.frame
    first = emu(context.theme.frame.cap) if _has_edge(items[0]) else NONE
    elastic = any(map(is_elastic, items))
    for size in _sizes(context, cap):
        if size < min(least, cap):
            break
        large = size > body.size
        for ease in EASES[:1] if large else EASES:
            # What takes all that is left needs no air below it.
            height = int(frame.height * (AIRY if large and not elastic else 1.0)) - first
            room = replace(frame, y=Emu(frame.y + first), height=Emu(height))
            pace = Pace(size, ease, cap, large)
            found = stacked_at(context, items, room, pace)
            if found and found.foot <= room.bottom + ROUNDING:
                found = _Loosening(context, items, room).loosened(found, pace)
                return _Try(_lower(context, found.boxes, size if found.sized else None, cap), found.area)
    return None


def _has_edge(item: Item) -> bool:
    """Tell whether something begins with a line or an edge, level with the tops of letters, not of lines."""
    if isinstance(item, Own):
        heads = isinstance(item.block, Columns) and any(plain(one.heading) for one in item.block.columns)
        return heads or isinstance(item.block, Choices | Images)
    return isinstance(item, Shown) and not isinstance(item.block, Comparison)


class _Loosening(Struct, frozen=True):
    """What is set one below the other in a room, and how it is spread over more of it."""

    context: PlacingContext
    items: Sequence[Item]
    room: Rect

    def loosened(self, found: Stacked, pace: Pace) -> Stacked:
        """Return things with higher cells of choices and wider gaps where much of their frame is empty."""
        if self.context.fixed or any(map(is_elastic, self.items)):
            return found
        tall = self.context.frame.height
        found, pace = self._with_large_formula(found, pace, int(LIGHT * tall))
        if any(isinstance(one, Own) and isinstance(one.block, Choices) for one in self.items):
            found, pace = self._towards(found, (pace, replace(pace, cells=HIGHER)), int(AIRY * tall))
        most = loosest(found.sized) if found.sized else 1.0
        return self._towards(found, (pace, replace(pace, ease=pace.ease * most)), int(SPARE * tall))[0]

    def _with_large_formula(self, found: Stacked, pace: Pace, goal: int) -> tuple[Stacked, Pace]:
        """Return things with their one formula larger, where that leaves them as light as `goal` says."""
        formulas = [one for one in self.items if isinstance(one, Shown) and isinstance(one.block, Equation)]
        if len(formulas) != 1 or pace.size < self.context.theme.styles["body"].size:
            return found, pace
        for share in LARGE_FORMULAS:
            larger = replace(pace, formula=Point(share * pace.size))
            whole = stacked_at(self.context, self.items, self.room, larger)
            if whole and whole.foot - self.room.y <= goal:
                return whole, larger
        return found, pace

    def _towards(self, found: Stacked, paces: tuple[Pace, Pace], goal: int) -> tuple[Stacked, Pace]:
        """Return things at a pace between two that makes them so tall; they were `found` at the first."""
        tight, wide = paces
        least = found.foot - self.room.y
        whole = stacked_at(self.context, self.items, self.room, wide)
        if whole is None or least >= goal or whole.foot <= found.foot:
            return found, tight
        share = min(1.0, (goal - least) / (whole.foot - found.foot))
        between = replace(
            wide,
            ease=tight.ease + share * (wide.ease - tight.ease),
            cells=tight.cells + share * (wide.cells - tight.cells),
        )
        loose = stacked_at(self.context, self.items, self.room, between)
        return (loose, between) if loose and loose.foot <= self.room.bottom else (found, tight)


def _sizes(context: PlacingContext, cap: Point) -> tuple[Point, ...]:
    """Return the sizes that a slide's text may have, largest first."""
    text = copy_of(context, Text("body", ()), cap)
    return at_most(text, context.ceiling).sizes


def _lower(context: PlacingContext, boxes: tuple[Box, ...], size: Point | None, cap: Point) -> Fragment:
    """Return boxes as a slide, lower where they leave much of their frame empty."""
    frame, taken = context.frame, around(boxes)
    if taken is None:
        return Fragment(context.layout, boxes)
    total = Emu(max(0, taken.bottom - frame.y))
    down = NONE if context.fixed else lowered(total, frame.height)
    # What is smaller than usual was too much at the usual size.
    crowded = size is not None and size < min(cap, context.theme.styles["body"].size)
    fill = max(total / frame.height, CROWDED) if crowded else total / frame.height
    sizing = Sizing(cap, size, fill) if size else None
    placed = tuple(ended_at(moved(one, down), frame.bottom) for one in boxes)
    return Fragment(context.layout, placed, sizing=sizing)
