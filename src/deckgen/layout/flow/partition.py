"""Things that no slide holds together → as few slides as hold them, nothing alone that leads or concludes.

What does not fit even by itself is shared out: text between points, verse between stanzas, columns one below
the other, pictures of a row one by one.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress

from deckgen.deck.model import (
    BigNumber,
    Choices,
    Columns,
    Images,
    Paragraph,
    Prose,
    Run,
    Runs,
    Takeaway,
    Verse,
    plain,
)
from deckgen.diagnostics import DeckgenError
from deckgen.layout.flow.blocks.choices import letter_of
from deckgen.layout.flow.blocks.verse import verse_stack
from deckgen.layout.flow.blocks.visuals import Visual, cap_of, kind_of
from deckgen.layout.flow.items import Item, Own, Said, Shown, Text, copy_of, items_of
from deckgen.layout.flow.moved import around
from deckgen.layout.flow.stack import BAR_GAP, TAKEAWAY_GAP, VISUAL_GAP, takeaway_boxes
from deckgen.layout.kinds.context import Fragment, PlacingContext
from deckgen.layout.kinds.place import place_kind
from deckgen.layout.pages import Role, TextBox
from deckgen.layout.text.fit import at_most, high, set_at
from deckgen.layout.text.paginate import even_shares, share_out, split
from deckgen.structs import Struct, replace
from deckgen.theme.model import Anchor
from deckgen.units import Emu, Point, Rect, emu, points

Whole = Callable[[PlacingContext, Sequence[Item]], Fragment | None]
"""What composes things on one slide, where one holds them."""

SPARSE = 0.3
"""The share of its frame below which text by itself looks left over."""

LEFT_OVER, TORN, ALONE = 0.6, 3.0, 2.0
"""What it costs, in slides, that a slide is left over, that what leads is torn off, a conclusion alone."""


BOTH = 2
"""Text and its one visual: what is said of it goes on after it; only what leads in to it comes before."""


def shared_parts(context: PlacingContext, items: Sequence[Item], whole: Whole) -> list[Fragment]:
    """Return a slide's things on several slides, all text of one size, each beginning at the top.

    Raises `DeckgenError` where something cannot be shared out, or a word is wider than its place.
    """
    usual = context.theme.styles["body"].size
    own = replace(context, fixed=True, ceiling=min(context.ceiling or usual, usual))
    if len(items) == BOTH and isinstance(items[1], Shown) and not _lead(own, items[:1], whole):
        items = items[::-1]
    pieces = [*_pieces(own, items, whole)]
    groups = _groups(own, pieces, whole)
    parts = _placed(own, groups, whole)
    sizes = [size for several in parts for one in several for size in _sizes(one)]
    if sizes and min(sizes) < max(sizes):
        free = [tuple(_of_any_size(one) for one in group) for group in groups]
        parts = _placed(replace(own, ceiling=min(sizes)), free, whole)
    return [one for several in parts for one in several]


def _of_any_size(item: Item) -> Item:
    return replace(item, least=None) if isinstance(item, Text) else item


def _sizes(part: Fragment) -> Iterator[Point]:
    """Yield the size of a slide's text, where it has any."""
    if part.sizing:
        yield part.sizing.size
    else:
        texts = (one for one in part.boxes if isinstance(one, TextBox) and one.role is Role.PROSE)
        yield from (one.paragraphs[0].size for one in itertools.islice(texts, 1))


# ── what does not fit by itself ───────────────────────────────────────────────────────────────────


def _pieces(context: PlacingContext, items: Sequence[Item], whole: Whole) -> Iterator[Item]:
    """Yield things, in place of each that fits no slide what it is shared out into."""
    for place, item in enumerate(items):
        if isinstance(item, Shown) or whole(context, (item,)):
            yield item
        elif isinstance(item, Own) and isinstance(item.block, Choices):
            yield from _options(context, item.block, whole, _lead(context, items[:place], whole))
        elif isinstance(item, Own) and isinstance(item.block, Columns):
            yield from _pieces(context, [*_one_below_the_other(item.block)], whole)
        elif isinstance(item, Own) and isinstance(item.block, BigNumber):
            yield from _pieces(context, [*_number_and_label(item.block)], whole)
        else:
            said = [one for one in items[place + 1 : place + 2] if isinstance(one, Said)]
            yield from _divided(context, item, _above(context, said))


def _divided(context: PlacingContext, item: Item, room: Rect) -> Iterator[Item]:
    """Yield what something is shared out into that is too much for a room."""
    match item:
        case Own(Images() as images):
            yield from (Shown(one) for one in images.figures)
        case Own(Verse() as verse):
            yield from _stanzas(context, verse, room)
        case Text():
            yield from _shares(context, item, room)
        case Said(Takeaway() as takeaway):
            yield from _shares(context, _words(takeaway.span, takeaway.runs), context.frame)


def _above(context: PlacingContext, said: Sequence[Said]) -> Rect:
    """Return the frame that is left above a conclusion."""
    frame = context.frame
    if not said:
        return frame
    _, tall, size = _conclusion(context, said[0])
    gap = max(VISUAL_GAP, emu(TAKEAWAY_GAP * size))
    return replace(frame, height=Emu(max(frame.height // 2, frame.height - tall - gap)))


def _conclusion(context: PlacingContext, said: Said) -> tuple[Emu, Emu, Point]:
    """Return the width, the height and the size of a conclusion as it is set among text of the usual size."""
    width = Emu(context.theme.frame.measure - BAR_GAP)
    copy = copy_of(context, said, cap_of(context.slide.blocks, context.theme))
    size = at_most(copy, context.ceiling).sizes[0]
    return width, high(set_at(copy, width, size).height), size


def _one_below_the_other(columns: Columns) -> Iterator[Item]:
    """Yield what columns hold, each after its heading."""
    for at, column in enumerate(columns.columns, 1):
        inner = items_of(column.blocks, f"c{at}")
        if not plain(column.heading):
            yield from inner
            continue
        heading = Prose((Paragraph(_bright(column.heading), column.span),), column.span)
        if inner and isinstance(inner[0], Text):
            yield replace(inner[0], blocks=(heading, *inner[0].blocks))
            yield from inner[1:]
        else:
            yield Text(f"c{at}", (heading,), leads=bool(inner))
            yield from inner


def _number_and_label(number: BigNumber) -> Iterator[Item]:
    """Yield a number and its label as text."""
    return (_words(number.span, one) for one in (number.value, number.label) if plain(one))


def _bright(runs: Runs) -> Runs:
    return tuple(replace(run, bold=True) for run in runs)


def _words(span: object, runs: Runs) -> Text:
    """Return words as text."""
    prose = Prose((Paragraph(runs, span),), span)  # type: ignore[arg-type]
    return Text("body", (prose,))


def _shares(context: PlacingContext, text: Text, room: Rect) -> Iterator[Item]:
    """Yield text in as many shares as it needs slides."""
    measure = replace(room, width=context.theme.frame.measure)
    usual = at_most(copy_of(context, text, context.theme.styles["body"].size), context.ceiling)
    for one in split(usual, measure):
        yield replace(text, drafts=one.copy.drafts, leads=False, least=one.size)


def _stanzas(context: PlacingContext, verse: Verse, room: Rect) -> Iterator[Item]:
    """Yield verse in as many pieces as it needs slides, split between stanzas where it may be.

    Lines that are taller than a slide are no verse, but text.
    """
    stack = verse_stack(context, verse, room.width)
    tall = float(points(room.height))
    if max(stack.heights) > tall:
        drawn = tuple(Paragraph(line.runs, line.span) for line in verse.lines)
        by = (Paragraph(verse.attribution, verse.span),) if plain(verse.attribution) else ()
        yield from _shares(context, Text("body", (Prose((*drawn, *by), verse.span),)), room)
        return
    count = len(verse.lines)
    for start, stop in share_out(stack, tall):
        last = stop >= count
        lines = verse.lines[start : min(stop, count)]
        yield Own(replace(verse, lines=lines, attribution=verse.attribution if last else ()))


def _lead(context: PlacingContext, before: Sequence[Item], whole: Whole) -> tuple[Item, ...]:
    """Return the text right before something, if it would look left over by itself."""
    last = tuple(before[-1:])
    alone = whole(context, last) if last and isinstance(last[0], Text) else None
    return last if alone and _fill(context, alone) < SPARSE else ()


def _options(
    context: PlacingContext, choices: Choices, whole: Whole, lead: tuple[Item, ...]
) -> Iterator[Item]:
    """Yield choices in as many pieces as they need slides, as text where one alone fits none.

    The first ones leave room for what leads in to them, where there may be fewer of them.
    """
    count = len(choices.options)
    tries = [(before, slides) for before in ((lead, ()) if lead else ((),)) for slides in range(2, count + 1)]
    for before, slides in tries:
        found = [_some(choices, *one) for one in even_shares(count, slides)]
        if whole(context, (*before, found[0])) and all(whole(context, (one,)) for one in found[1:]):
            yield from found
            return
    reported = []
    for place, option in enumerate(choices.options):
        right = choices.revealed and place == choices.answer
        runs = _bright(option.runs) if right else option.runs
        reported.append(Paragraph((Run(f"{letter_of(place)}\u2002", bold=True), *runs), option.span))
    yield from _shares(context, Text("body", (Prose(tuple(reported), choices.span),)), context.frame)


def _some(choices: Choices, start: int, stop: int) -> Own:
    answer = choices.answer
    inner = answer - start if answer is not None and start <= answer < stop else None
    options = choices.options[start:stop]
    return Own(replace(choices, options=options, answer=inner, first=choices.first + start))


# ── what is shown together ──────────────────────────────────────────────────────────────────────────


class _Plan(Struct, frozen=True):
    """Slides from one thing to the last: what they cost, and how many things the first of them holds."""

    cost: float
    first: int


def _groups(context: PlacingContext, items: Sequence[Item], whole: Whole) -> list[tuple[Item, ...]]:
    """Return things in as few groups as there must be slides, the fewest of them left over."""
    plans = [_Plan(0.0, 0)] * (len(items) + 1)
    for start in range(len(items) - 1, -1, -1):
        best: _Plan | None = None
        for count in range(1, len(items) - start + 1):
            group = items[start : start + count]
            found = whole(context, group)
            if found is None and count > 1:
                break
            cost = plans[start + count].cost + _cost(context, group, found)
            if best is None or cost <= best.cost:
                best = _Plan(cost, count)
        assert best is not None
        plans[start] = best
    groups, start = [], 0
    while start < len(items):
        stop = start + plans[start].first
        groups.append(tuple(items[start:stop]))
        start = stop
    return groups


def _cost(context: PlacingContext, group: Sequence[Item], found: Fragment | None) -> float:
    """Return what a slide of some things costs: one, and more where it looks left over."""
    if isinstance(group[0], Said):
        return 1 + ALONE
    torn = TORN if isinstance(group[-1], Text) and group[-1].leads else 0.0
    words = not any(isinstance(one, Shown | Own) for one in group)
    return 1 + torn + (LEFT_OVER if words and found and _fill(context, found) < SPARSE else 0.0)


def _fill(context: PlacingContext, part: Fragment) -> float:
    """Return the share of its frame that a slide's boxes take."""
    taken = around(part.boxes)
    return (taken.bottom - context.frame.y) / context.frame.height if taken else 0.0


def _placed(context: PlacingContext, groups: Sequence[Sequence[Item]], whole: Whole) -> list[list[Fragment]]:
    """Return the slides of each group; a conclusion that stands alone joins what is before it, if it can."""
    parts: list[list[Fragment]] = []
    for group, after in zip(groups, (*groups[1:], ()), strict=True):
        first = group[0]
        if len(group) == 1 and isinstance(first, Said) and parts:
            joined = _concluded(context, parts[-1][-1], first)
            if joined:
                parts[-1][-1] = joined
                continue
        if len(group) == 1 and isinstance(first, Shown):
            said = [one for one in after[:1] if isinstance(one, Said)]
            parts.append(_before(context, first.block, said[0]) if said else _alone(context, first.block))
            continue
        found = whole(context, group)
        assert found is not None
        words = all(isinstance(one, Text) for one in group)
        parts.append([replace(found, layout=context.theme.layouts["list"]) if words else found])
    return parts


def _alone(context: PlacingContext, block: Visual) -> list[Fragment]:
    """Return the slides that a visual takes by itself."""
    kind = kind_of(block).layout
    layout = context.theme.layouts[kind]
    slide = replace(context.slide, kind=kind, blocks=(block,))
    return place_kind(replace(context, slide=slide, layout=layout, unsaid=()), kind)


def _before(context: PlacingContext, block: Visual, said: Said) -> list[Fragment]:
    """Return the slides of a visual, the last of which has room for a conclusion, if there is a way."""
    name = kind_of(block).region
    room = _above(context, (said,))
    with suppress(DeckgenError):
        tried = _alone(replace(context, rooms=((name, room),)), block)
        if _concluded(context, tried[-1], said):
            return tried
    return _alone(context, block)


def _concluded(context: PlacingContext, part: Fragment, said: Said) -> Fragment | None:
    """Return a slide with a conclusion below what it holds, None where there is no room for it."""
    taken = around(part.boxes)
    if taken is None or part.left:
        return None
    frame = context.frame
    width, tall, size = _conclusion(context, said)
    y = Emu(taken.bottom + max(VISUAL_GAP, emu(TAKEAWAY_GAP * size)))
    if y + tall > frame.bottom:
        return None
    sized = set_at(copy_of(context, said, size), width, size)
    # What was anchored elsewhere than at its top stays where it was.
    held = tuple(one for one in part.boxes if isinstance(one, TextBox) and one.anchor is Anchor.BOTTOM)
    if any(one.rect.bottom > y for one in held):
        return None
    return replace(part, boxes=(*part.boxes, *takeaway_boxes(context, sized, frame.x, y, width)))
