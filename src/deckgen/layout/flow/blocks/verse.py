"""Verse → its lines as typed, at the largest size at which none turns over, every fifth with its number."""

from __future__ import annotations

from collections.abc import Iterator

from deckgen.deck.model import Run, Verse, plain
from deckgen.layout.flow.texts import flow_of_text
from deckgen.layout.kinds.context import PlacingContext
from deckgen.layout.pages import Box, Role
from deckgen.layout.text.fit import FittedText, MeasuredParagraph, TextFlow, draft, high, set_at, text_box
from deckgen.layout.text.lines import width_of
from deckgen.layout.text.paginate import Stack
from deckgen.structs import Struct, replace
from deckgen.theme.model import Align, Anchor, Region, TypeStyle
from deckgen.units import EMU_PER_POINT, Emu, Point, Rect, emu, grid

LEADING = 1.32
"""The distance of lines of verse, as a multiple of their size."""

STANZA = 0.62
"""The space between stanzas, in ems."""

BY = 0.5
"""The space above who wrote it, in ems."""

LEAST = Point(20)
"""The size, in points, below which a line turns over before it is set smaller."""

TURNED = 2.0
"""How far a line that turns over hangs, in ems."""

WIDEST_LINE = 200.0
"""Ems past which a line is wider than any slide, whatever its size."""

EVERY = 5
"""The lines between two that show their numbers."""

NUMBER = Point(16)
"""The size of those numbers."""

NUMBER_GAP, NUMBER_WIDTH = grid(2), grid(6)
"""The space between the longest line and the numbers, and their width."""


class _Lines(Struct, frozen=True):
    """A poem set at a size, and how wide its longest line is."""

    sized: FittedText
    width: Emu


def verse_boxes(context: PlacingContext, verse: Verse, room: Rect, size: Point, key: str) -> tuple[Box, ...]:
    """Return a poem's box, and those of its lines' numbers, in a place; it may be taller than that."""
    found = _set(context, verse, room.width, size)
    height = high(found.sized.height)
    wide = found.width if verse.numbers else room.width
    place = replace(room, width=wide, height=height)
    region = Region("", place, "verse", Anchor.TOP, Align.START)
    box = text_box(key, Role.PROSE, region, found.sized)
    return (box, *(_numbers(context, verse, found, place, key) if verse.numbers else ()))


def verse_width(context: PlacingContext, verse: Verse, most: Emu, size: Point) -> Emu:
    """Return the width that a poem has at a size, with the numbers of its lines."""
    found = _set(context, verse, most, size)
    return Emu(min(most, found.width + (NUMBER_GAP + NUMBER_WIDTH if verse.numbers else 0)))


def verse_size(context: PlacingContext, verse: Verse, width: Emu, size: Point) -> Point:
    """Return the size that a poem has in a width, up to `size`."""
    return _set(context, verse, width, size).sized.size


def longest_line(context: PlacingContext, verse: Verse) -> float:
    """Return the width of a poem's longest line in ems."""
    style = _style(context)
    drafts = tuple(_drafts(context, verse, style))[: len(verse.lines)]
    return max(min(one.text.total, WIDEST_LINE) for one in drafts)


def verse_stack(context: PlacingContext, verse: Verse, width: Emu) -> Stack:
    """Return a poem as small as it may be, to be split between stanzas; no line of one is alone."""
    found = _set(context, verse, width, LEAST).sized
    lines = verse.lines
    stanzas = [line.stanza for line in lines]
    edges = [not place or stanzas[place - 1] != stanzas[place] for place in range(len(lines))]
    ends = [place + 1 == len(lines) or stanzas[place + 1] != stanzas[place] for place in range(len(lines))]
    # The second line of a stanza stays with the first, the last one with the one before it.
    joined = [not edge and (edges[place - 1] or ends[place]) for place, edge in enumerate(edges)]
    more = len(found.heights) - len(lines)
    kin = [not edge for edge in edges]
    return Stack(found.heights, found.gaps, (*joined, *[True] * more), (*kin, *[True] * more))


def _style(context: PlacingContext) -> TypeStyle:
    style = context.theme.styles.get("verse", context.theme.styles["body"])
    return replace(style, leading=max(style.leading, LEADING))


def _set(context: PlacingContext, verse: Verse, width: Emu, size: Point) -> _Lines:
    """Return a poem at the largest size up to `size` at which no line turns over, else at the least."""
    style = _style(context)
    flow = flow_of_text(context, tuple(_drafts(context, verse, style)), style, size)
    copy = replace(flow, drafts=tuple(_drafts(context, verse, style)))
    inner = Emu(width - (NUMBER_GAP + NUMBER_WIDTH if verse.numbers else 0))
    tries = [set_at(copy, inner, one) for one in copy.sizes if one >= LEAST] or [set_at(copy, inner, size)]
    poem = len(verse.lines)
    whole = next((one for one in tries if max(one.lines[:poem]) == 1), tries[-1])
    widest = max(width_of(min(one.text.total, WIDEST_LINE), whole.size) for one in whole.copy.drafts[:poem])
    if not verse.numbers:
        return _Lines(whole, Emu(min(inner, widest)))
    # Who wrote it may take more lines below a poem of short ones, but no word of it leaves the box.
    words = (width_of(one.text.longest(), size) for one, size in zip(copy.drafts, whole.sizes, strict=True))
    narrow = Emu(min(inner, max(widest, *words)))
    return _Lines(set_at(copy, narrow, whole.size), narrow)


def _drafts(context: PlacingContext, verse: Verse, style: TypeStyle) -> Iterator[MeasuredParagraph]:
    """Yield the lines, a gap after each stanza, and who wrote them."""
    by = plain(verse.attribution)
    for place, line in enumerate(verse.lines):
        last = place + 1 == len(verse.lines)
        ends = not last and verse.lines[place + 1].stanza != line.stanza
        gap = STANZA if ends else BY if last and by else 0.0
        runs = line.runs or (Run("\u00a0"),)
        one = draft(runs, style, context.theme, line.span)
        yield replace(one, gap=gap, hang=emu(TURNED * style.size))
    if by:
        yield next(iter(_by(context, verse)))


def _by(context: PlacingContext, verse: Verse) -> Iterator[MeasuredParagraph]:
    style = context.theme.styles["attribution"]
    one = draft(verse.attribution, style, context.theme, verse.span)
    yield replace(one, joined=True, gap=0.0)


def _numbers(context: PlacingContext, verse: Verse, found: _Lines, place: Rect, key: str) -> Iterator[Box]:
    """Yield the number of every fifth line, level with it, right of the longest one."""
    theme, y = context.theme, float(place.y)
    style = replace(theme.styles["caption"], leading=1.0)
    x = Emu(place.x + found.width + NUMBER_GAP)
    for at, line in enumerate(verse.lines):
        tall, gap = found.sized.heights[at], found.sized.gaps[at]
        if line.number % EVERY == 0:
            one = draft((Run(str(line.number)),), style, theme, line.span)
            sized = set_at(TextFlow((one,), style, (NUMBER,)), NUMBER_WIDTH, NUMBER)
            first = found.sized.sizes[at] * LEADING
            rect = Rect(x, Emu(int(y)), NUMBER_WIDTH, emu(first))
            region = Region("", rect, "caption", Anchor.MIDDLE, Align.START)
            yield text_box(f"{key}-line-{line.number}", Role.LABEL, region, sized)
        y += (tall + gap) * EMU_PER_POINT
