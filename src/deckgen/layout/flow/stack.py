"""Things one below the other in a frame, at one size: text as high as it is, visuals in what is left."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence

from deckgen.deck.model import BigNumber, Choices, Column, Columns, Equation, Images, Verse, plain
from deckgen.layout.flow.blocks.choices import OptionLook, choices_boxes
from deckgen.layout.flow.blocks.gallery import gallery_boxes
from deckgen.layout.flow.blocks.verse import longest_line, verse_boxes, verse_size
from deckgen.layout.flow.blocks.visuals import FORMULA, kind_of, visual_part, widths_at
from deckgen.layout.flow.items import Item, Own, Said, Shown, Text, copy_of, items_of
from deckgen.layout.flow.moved import around
from deckgen.layout.flow.settle import are_terms
from deckgen.layout.flow.texts import flow_box
from deckgen.layout.kinds.context import PlacingContext
from deckgen.layout.pages import Bar, Box, PictureBox, Role
from deckgen.layout.plots import ChartBox
from deckgen.layout.text.fit import (
    FittedText,
    TextFlow,
    balanced,
    draft,
    high,
    set_at,
    text_box,
    without_runts,
)
from deckgen.structs import Struct, replace
from deckgen.theme.model import Align, Anchor, Region
from deckgen.units import EMU_PER_POINT, NONE, Emu, Point, Rect, emu, grid

VISUAL_GAP = grid(4)
"""The space above and below a visual among text."""

FORMULA_GAP = 0.55
"""The space above and below a formula, in ems of the text."""

TAKEAWAY_GAP = 1.1
"""The space above the conclusion, in ems of the text; never less than beside a visual."""

BAR_GAP = grid(2.2)
"""The space between the bar of a conclusion and its words."""

GUTTER = grid(6)
"""The space between columns."""

RULE, HEAD_GAP, TEXT_GAP = grid(0.35), grid(1), 0.45
"""The line above a column's heading, the space below it, and that below the heading in ems of the text."""

HEAD_LINES = 2
"""The lines that a column's heading takes at most before everything steps down."""

NUMBERS = tuple(map(Point, (96, 88, 80, 72, 64, 56, 48, 44, 40, 36, 32, 28, 24, 20)))
"""The sizes of numbers side by side, in points; below 48 only where there is no room for them otherwise."""

ALONE = 0.55
"""The share of a frame that steps take which stand alone."""

LEAST_IMAGES = 0.3
"""The least share of a frame that pictures side by side, or columns with something to see, take."""

NARROWEST_POEM = 0.5
"""The width of a column of short lines at least, as a share of that of the poem with the longest."""

NUMBER_LEADING = 1.05
"""The leading of a large number, which is figures alone and has nothing below its baseline."""

HAIR = grid(0.1)
"""By how much what is set in a place of its own height may be off it."""


class Pace(Struct, frozen=True):
    """What everything on a slide has in common: the size of text, how wide gaps are, the size of numbers.

    `cap` is the largest size that its text may have; texts are `large` where they are above the usual one.
    The cells of choices are `cells` times as high as usual. Poems side by side are no larger than `verse`,
    None: than text.
    """

    size: Point
    ease: float
    cap: Point
    large: bool
    number: Point = NUMBERS[0]
    cells: float = 1.0
    verse: Point | None = None
    formula: Point | None = None
    """The size of formulas on lines of their own; None: what suits the text."""


class Stacked(Struct, frozen=True):
    """Boxes one below the other, where they end, the first text among them, the area of their pictures."""

    boxes: tuple[Box, ...]
    foot: Emu
    sized: FittedText | None
    area: float


def area_of(boxes: Sequence[Box]) -> float:
    """Return the area of the pictures and charts among boxes, in square points."""
    rects = [one.rect for one in boxes if isinstance(one, PictureBox | ChartBox)]
    return sum(one.width * one.height / EMU_PER_POINT**2 for one in rects)


def stacked_at(context: PlacingContext, items: Sequence[Item], frame: Rect, pace: Pace) -> Stacked | None:
    """Return things one below the other in a frame, None where they do not fit it at this pace.

    All formulas are of one size. Where text is as small as it may be, they step down until they fit.
    """
    if not items:
        return Stacked((), frame.y, None, 0.0)
    sizes: Sequence[Point | None] = formula_sizes(context, items, frame, pace) or (None,)
    if pace.size > context.theme.floors.body or pace.formula:
        sizes = sizes[:1]
    tries = (_stacked_so(context, items, frame, replace(pace, formula=one)) for one in sizes)
    return next((one for one in tries if one), None)


def formula_sizes(
    context: PlacingContext, items: Sequence[Item], frame: Rect, pace: Pace
) -> tuple[Point, ...]:
    """Return the sizes at which no formula among things is wider than its place, largest first."""
    found = [
        {*widths_at(context, one.block, frame.width, pace.formula or Point(FORMULA * pace.size))}
        for one in items
        if isinstance(one, Shown) and isinstance(one.block, Equation)
    ]
    for one in items:
        if isinstance(one, Own) and isinstance(one.block, Columns):
            places = _places(one.block.columns, frame)
            for column, place in zip(one.block.columns, places, strict=True):
                inner = formula_sizes(context, items_of(column.blocks), place, pace)
                found += [{*inner}] if inner else []
    return tuple(sorted(set.intersection(*found), reverse=True)) if found else ()


def _stacked_so(context: PlacingContext, items: Sequence[Item], frame: Rect, pace: Pace) -> Stacked | None:
    """Return things one below the other in a frame, formulas at the size that the pace says."""
    texts = _texts(context, items, frame, pace)
    if texts is None:
        return None
    gaps = [_gap_between(before, after, pace) for before, after in itertools.pairwise(items)]
    left = frame.height - sum(gaps) - sum(high(one.height) for one in texts.values())
    rooms = _rooms(context, items, frame, Emu(left), pace)
    if rooms is None:
        return None
    boxes: list[Box] = []
    y = frame.y
    for place, item in enumerate(items):
        if isinstance(item, Text | Said):
            sized = texts[place]
            boxes += _text_boxes(context, item, sized, replace(frame, y=y), pace)
            foot = Emu(y + high(sized.height))
        else:
            found = _placed(context, items, place, replace(frame, y=y, height=rooms[place]), pace)
            if found is None:
                return None
            boxes += found
            taken = around(found)
            assert taken is not None
            foot = taken.bottom
        y = Emu(foot + (gaps[place] if place < len(gaps) else 0))
    return Stacked(tuple(boxes), foot, next(iter(texts.values()), None), area_of(boxes))


def _texts(
    context: PlacingContext, items: Sequence[Item], frame: Rect, pace: Pace
) -> dict[int, FittedText] | None:
    """Return the texts among things at their size, None where a word is wider than its place."""
    found: dict[int, FittedText] = {}
    for place, item in enumerate(items):
        if not isinstance(item, Text | Said):
            continue
        copy = replace(copy_of(context, item, pace.cap), ease=pace.ease)
        sized = set_at(copy, _width_of(context, item, frame, pace), pace.size)
        if sized.torn or (pace.large and max(sized.lines) > (1 if are_terms(sized) else HEAD_LINES)):
            return None
        found[place] = sized
    return found


def _width_of(context: PlacingContext, item: Item, frame: Rect, pace: Pace) -> Emu:
    """Return the width of text: no wider than lines are read well; a conclusion begins after its bar.

    Large text takes all of the frame: a line holds fewer letters of it.
    """
    width = frame.width if pace.large else min(frame.width, context.theme.frame.measure)
    return Emu(width - BAR_GAP) if isinstance(item, Said) else Emu(width)


def _gap_between(before: Item, after: Item, pace: Pace) -> Emu:
    """Return the space between two things set one below the other."""
    if isinstance(after, Said):
        return Emu(max(VISUAL_GAP, emu(TAKEAWAY_GAP * pace.size * pace.ease)))
    if any(isinstance(one, Shown) and isinstance(one.block, Equation) for one in (before, after)):
        return emu(FORMULA_GAP * pace.size * pace.ease)
    return VISUAL_GAP


def _text_boxes(
    context: PlacingContext, item: Text | Said, sized: FittedText, place: Rect, pace: Pace
) -> tuple[Box, ...]:
    width = _width_of(context, item, place, pace)
    if isinstance(item, Said):
        return takeaway_boxes(context, sized, place.x, place.y, width)
    rect = replace(place, width=width, height=high(sized.height))
    region = Region(item.key, rect, "body", Anchor.TOP, Align.START)
    return (flow_box(item.key, region, sized, widest=place.width),)


def takeaway_boxes(context: PlacingContext, sized: FittedText, x: Emu, y: Emu, width: Emu) -> tuple[Box, ...]:
    """Return the boxes of a conclusion: its words, and the bar beside them."""
    height = high(sized.height)
    bar = Bar("takeaway-bar", Rect(x, y, context.theme.frame.bar, height), "mark", together="takeaway")
    place = Rect(Emu(x + BAR_GAP), y, width, height)
    region = Region("takeaway", place, "takeaway", Anchor.TOP, Align.START)
    words = text_box("takeaway", Role.PROSE, region, balanced(sized, width))
    return bar, replace(words, together="takeaway")


def _rooms(
    context: PlacingContext, items: Sequence[Item], frame: Rect, left: Emu, pace: Pace
) -> Mapping[int, Emu] | None:
    """Return the height of each visual: its contents', or an equal share of the rest; None: too little."""
    places = [place for place, one in enumerate(items) if isinstance(one, Shown | Own)]
    rooms: dict[int, Emu] = {}
    for place in (one for one in places if _least(items[one]) is None):
        tall = _own_height(context, items, place, replace(frame, height=left), pace)
        if tall is None:
            return None
        rooms[place] = tall
        left = Emu(left - tall)
    shared = [place for place in places if place not in rooms]
    for count, place in enumerate(shared):
        share = min(left // (len(shared) - count), int(frame.height * _most(items[place], len(items))))
        if share < int(frame.height * (_least(items[place]) or 0)) // len(shared):
            return None
        rooms[place] = Emu(share)
        left = Emu(left - share)
    return rooms if left >= 0 else None


def _own_height(
    context: PlacingContext, items: Sequence[Item], place: int, room: Rect, pace: Pace
) -> Emu | None:
    """Return the height of what is as high as its contents, None where that is more than there is."""
    found = _placed(context, items, place, room, pace) if room.height > 0 else None
    taken = around(found) if found else None
    if taken is None or taken.bottom > room.bottom + HAIR:
        return None
    # It is given a little more, so that it is set alike when it is placed.
    return Emu(min(room.height, taken.bottom - room.y + HAIR))


def _most(item: Item, count: int) -> float:
    """Return the largest share of a frame that a visual takes among so many things."""
    most = kind_of(item.block).most if isinstance(item, Shown) else 1.0
    return ALONE if count == 1 and most < 1 else most


def _least(item: Item) -> float | None:
    """Return the least share of a frame that a visual takes; None: it is as high as its contents."""
    if isinstance(item, Shown):
        return kind_of(item.block).least
    if isinstance(item, Own) and isinstance(item.block, Images):
        return LEAST_IMAGES
    if isinstance(item, Own) and isinstance(item.block, Columns):
        inner = [one for column in item.block.columns for one in items_of(column.blocks)]
        return LEAST_IMAGES if any(_least(one) is not None for one in inner) else None
    return None


def is_elastic(item: Item) -> bool:
    """Tell whether something takes whatever height is left."""
    return _least(item) is not None


def _placed(
    context: PlacingContext, items: Sequence[Item], place: int, room: Rect, pace: Pace
) -> tuple[Box, ...] | None:
    """Return the boxes of a visual in its place, None where it does not fit."""
    item = items[place]
    before = sum(type(one) is type(item) and _same(one, item) for one in items[:place])
    if isinstance(item, Shown):
        part = visual_part(context, item.block, room, pace.size, pace.formula)
        return tuple(_renamed(part.boxes, before)) if part else None
    assert isinstance(item, Own)
    after = f"-{before + 1}" if before else ""
    match item.block:
        case Verse():
            size = min(pace.size, pace.verse or pace.size)
            return verse_boxes(context, item.block, room, size, f"verse{after}")
        case Choices():
            look = OptionLook(pace.size, pace.cells * min(1.0, pace.ease))
            return choices_boxes(context, item.block, room, look, f"choices{after}")
        case Images():
            return gallery_boxes(context, item.block, room, f"image{after}")
        case Columns():
            return columns_boxes(context, item.block, room, pace)
        case BigNumber():
            return _number_boxes(context, item.block, room, pace, after)


def _same(one: Item, other: Item) -> bool:
    blocks = [getattr(each, "block", None) for each in (one, other)]
    return type(blocks[0]) is type(blocks[1])


def _renamed(boxes: Sequence[Box], before: int) -> Iterator[Box]:
    """Yield a visual's boxes, those after the first of their slide with a number at their names."""
    for box in boxes:
        yield replace(box, key=f"{box.key}-{before + 1}", region="") if before else box


def _number_boxes(
    context: PlacingContext, number: BigNumber, room: Rect, pace: Pace, after: str
) -> tuple[Box, ...] | None:
    """Return a number, and below it what it counts."""
    theme = context.theme
    style = replace(theme.styles["number"], leading=NUMBER_LEADING)
    body = theme.styles["body"]
    value = TextFlow((draft(number.value, style, theme, number.span),), style, (pace.number,))
    sized = set_at(value, room.width, pace.number)
    if sized.torn or sized.lines[0] > 1:
        return None
    place = replace(room, height=high(sized.height))
    region = Region("", place, "number", Anchor.TOP, Align.START)
    top = text_box(f"number{after}", Role.BIG_NUMBER, region, sized)
    if not plain(number.label):
        return (top,)
    label = TextFlow((draft(number.label, body, theme, number.span),), body, (pace.size,))
    below = set_at(label, room.width, pace.size)
    if below.torn:
        return None
    under = Rect(room.x, Emu(place.bottom + grid(0.5)), room.width, high(below.height))
    region = Region("", under, "body", Anchor.TOP, Align.START)
    return top, text_box(f"label{after}", Role.LABEL, region, without_runts(below, room.width))


def columns_boxes(
    context: PlacingContext, columns: Columns, room: Rect, pace: Pace
) -> tuple[Box, ...] | None:
    """Return columns side by side, each a flow of its own; headings end, and texts begin, level."""
    places = _places(_by_verse(context, columns.columns), room)
    heads = _heads(context, columns.columns, places, pace)
    if heads is None:
        return None
    tallest = max((high(one.height) for one in heads if one), default=NONE)
    above = Emu(RULE + HEAD_GAP + tallest + emu(TEXT_GAP * pace.size)) if tallest else NONE
    inner = [items_of(column.blocks, f"c{at}") for at, column in enumerate(columns.columns, 1)]
    number = _number_size(context, inner, places)
    if number is None:
        return None
    own = replace(pace, number=number, verse=_verse_size(context, inner, places, pace))
    boxes: list[Box] = []
    for at, (place, head) in enumerate(zip(places, heads, strict=True), 1):
        if above:
            boxes += _head_boxes(at, place, head, tallest)
        y = Emu(place.y + above + (0 if above else _lower(context, inner, at)))
        rest = replace(place, y=y, height=Emu(place.bottom - y))
        found = stacked_at(context, inner[at - 1], rest, own)
        if rest.height <= 0 or found is None or found.foot > room.bottom + HAIR:
            return None
        boxes += (_in_column(one, at) for one in found.boxes)
    return tuple(boxes)


def _head_boxes(at: int, place: Rect, head: FittedText | None, tallest: Emu) -> Iterator[Box]:
    """Yield the line above a column, and its heading, which ends where the tallest does."""
    yield Bar(f"c{at}-rule", replace(place, height=RULE), "rule", together=f"column {at}")
    if head:
        rect = replace(place, y=Emu(place.y + RULE + HEAD_GAP), height=tallest)
        region = Region(f"c{at}-heading", rect, "colhead", Anchor.BOTTOM, Align.START)
        box = text_box(region.name, Role.HEADING, region, without_runts(head, rect.width))
        yield replace(box, together=f"column {at}")


def _lower(context: PlacingContext, inner: Sequence[Sequence[Item]], at: int) -> Emu:
    """Return how much lower a visual that heads a column begins, level with the letters beside it."""
    first = [one[0] for one in inner if one]
    words = any(isinstance(one, Text) for one in first)
    own = inner[at - 1]
    return emu(context.theme.frame.cap) if words and own and not isinstance(own[0], Text) else NONE


def _in_column(box: Box, at: int) -> Box:
    """Return a box of a column under a name of its own; it comes in the column's turn."""
    box = replace(box, together=box.together or f"column {at}")
    own = box.key.startswith((f"c{at}", "c1", "c2", "c3"))
    return box if own else replace(box, key=f"c{at}-{box.key}", region="")


def _by_verse(context: PlacingContext, columns: Sequence[Column]) -> Sequence[Column]:
    """Return columns, those that all hold a poem and are of one width with shares by their longest lines."""
    poems = [one.blocks[0] for one in columns if len(one.blocks) == 1 and isinstance(one.blocks[0], Verse)]
    if len(poems) < len(columns) or len({one.share for one in columns}) > 1:
        return columns
    widths = [longest_line(context, one) for one in poems if isinstance(one, Verse)]
    least = max(widths) * NARROWEST_POEM
    pairs = zip(columns, widths, strict=True)
    return [replace(column, share=max(width, least)) for column, width in pairs]


def _verse_size(
    context: PlacingContext, inner: Sequence[Sequence[Item]], places: Sequence[Rect], pace: Pace
) -> Point | None:
    """Return the size that poems in columns agree on, that of the smallest; None: there are none."""
    sizes = [
        verse_size(context, item.block, place.width, pace.size)
        for items, place in zip(inner, places, strict=True)
        for item in items
        if isinstance(item, Own) and isinstance(item.block, Verse)
    ]
    return min(sizes, default=None)


def _places(columns: Sequence[Column], room: Rect) -> list[Rect]:
    """Return the places of columns: their shares of the width, gutters left out."""
    whole = room.width - GUTTER * (len(columns) - 1)
    total = sum(one.share for one in columns)
    places, x = [], room.x
    for one in columns:
        width = Emu(int(whole * one.share / total))
        places.append(replace(room, x=x, width=width))
        x = Emu(x + width + GUTTER)
    return places


def _heads(
    context: PlacingContext, columns: Sequence[Column], places: Sequence[Rect], pace: Pace
) -> list[FittedText | None] | None:
    """Return the columns' headings at the size of text, None where one takes too many lines."""
    style = context.theme.styles["colhead"]
    found: list[FittedText | None] = []
    for one, place in zip(columns, places, strict=True):
        if not plain(one.heading):
            found.append(None)
            continue
        copy = TextFlow((draft(one.heading, style, context.theme, one.span),), style, (pace.size,))
        sized = set_at(copy, place.width, pace.size)
        if sized.torn or sized.lines[0] > HEAD_LINES:
            return None
        found.append(sized)
    return found


def _number_size(
    context: PlacingContext, inner: Sequence[Sequence[Item]], places: Sequence[Rect]
) -> Point | None:
    """Return the largest size at which the numbers of all columns take one line each, None: there is none."""
    style = context.theme.styles["number"]
    numbers = [
        (TextFlow((draft(item.block.value, style, context.theme, item.block.span),), style, NUMBERS), place)
        for items, place in zip(inner, places, strict=True)
        for item in items
        if isinstance(item, Own) and isinstance(item.block, BigNumber)
    ]
    if not numbers:
        return NUMBERS[0]
    for size in NUMBERS:
        tried = [set_at(copy, place.width, size) for copy, place in numbers]
        if all(not one.torn and one.lines[0] == 1 for one in tried):
            return size
    return None
