"""Contents too long for one box → shares of them for several, about equally full.

They are split between paragraphs or points, never after a point whose own points follow; a single
paragraph that is taller than the box is split at a sentence, else a clause, else a word.
"""

from __future__ import annotations

import bisect
import itertools
import math
from collections.abc import Callable, Iterable, Sequence

from deckgen.deck.model import Run, Runs
from deckgen.layout.text.fit import FittedText, MeasuredParagraph, Piece, TextFlow, set_at, too_tall, too_wide
from deckgen.layout.text.lines import ems, row_starts
from deckgen.layout.text.measure import Measured
from deckgen.layout.text.sentences import ends_clause, ends_sentence
from deckgen.structs import Struct, replace
from deckgen.units import EMU_PER_POINT, Emu, Point, Rect, emu, points

FEW = 2
"""What takes more slides than this at the smallest size is set at its own size instead."""

NEAR_END = 8
"""Shares from the end within which what is left of a paragraph is divided equally."""

NEAR = 0.8
"""The share of its size that a text is set at, at least, so that points stay with the one above them."""

ROUNDS = 12
"""How often the height of the fullest share is halved in on: to a four-thousandth of the room, a tenth of a
point."""

TOLERANCE = 1e-6
"""How far sums of heights may exceed a room, in points: so far may rounding of the same heights, summed in
another order, differ."""

LEAST_PIECE = 1 / 3
"""The share of the wanted lines that a piece of a paragraph has at least, however good the place to split
before that."""


class Stack(Struct, frozen=True):
    """Things one above the other: their heights, the gaps after them, which stay with the one before.

    Those that are `kin` of the one before stay with it where that takes no more shares.
    """

    heights: Sequence[float]
    gaps: Sequence[float]
    joined: Sequence[bool]
    kin: Sequence[bool] = ()


def share_out(stack: Stack, room: float, shares: int | None = None) -> tuple[tuple[int, int], ...]:
    """Return the start and stop of each share, so that the fullest is as low as may be.

    `shares` is how many there may be at most, None: as few as the room allows. Nothing on its own may be
    higher than the room.
    """
    units = _units(stack, room)
    if not units:
        return ()
    most = max(shares or 0, len(_fill(units, room)))
    families = _families(stack, room)
    if len(_fill(families, room)) <= most:
        units = families
    low = max(max(unit.height for unit in units), (sum(unit.height for unit in units)) / most)
    high = room
    for _ in range(ROUNDS):
        middle = (low + high) / 2
        if len(_fill(units, middle)) > most:
            low = middle
        else:
            high = middle
    even = _even(units, high, most)
    return tuple((units[start].start, units[stop - 1].stop) for start, stop in even)


def keeps_families(stack: Stack, room: float) -> bool:
    """Tell whether things that are kin are in the same share, in as few shares as there are anyway."""
    return len(_fill(_families(stack, room), room)) <= shares_needed(stack, room)


def even_shares(total: int, slides: int) -> list[tuple[int, int]]:
    """Return the start and stop of each slide's things, their numbers as equal as can be."""
    cuts = [total * place // slides for place in range(slides + 1)]
    return list(itertools.pairwise(cuts))


def shares_needed(stack: Stack, room: float) -> int:
    """Return how many shares there are at least."""
    return len(_fill(_units(stack, room), room))


class _Unit(Struct, frozen=True):
    """Things that stay together, from `start` to before `stop`; `gap` is the space after them."""

    start: int
    stop: int
    height: float
    gap: float


def _units(stack: Stack, room: float) -> list[_Unit]:
    units: list[_Unit] = []
    for place, (height, gap) in enumerate(zip(stack.heights, stack.gaps, strict=True)):
        if units and stack.joined[place]:
            last = units[-1]
            together = last.height + last.gap + height
            if together <= room:
                units[-1] = _Unit(last.start, place + 1, together, gap)
                continue
        units.append(_Unit(place, place + 1, height, gap))
    return units


def _families(stack: Stack, room: float) -> list[_Unit]:
    """Return units, those of a family as one where that is no taller than the room."""
    units = _units(stack, room)
    if not any(stack.kin):
        return units
    found: list[_Unit] = []
    for _, group in itertools.groupby(units, _family_of(stack)):
        one, *others = group
        together = one
        for other in others:
            height = together.height + together.gap + other.height
            together = _Unit(one.start, other.stop, height, other.gap)
        found += [together] if together.height <= room else [one, *others]
    return found


def _family_of(stack: Stack) -> Callable[[_Unit], int]:
    """Return a function: a unit in, the place at which its family begins out."""
    heads = list(itertools.accumulate(not one for one in stack.kin))
    return lambda unit: heads[unit.start]


def _fill(units: list[_Unit], room: float) -> list[tuple[int, int]]:
    """Return the units' shares where each is filled before the next is begun."""
    shares: list[tuple[int, int]] = []
    start, used = 0, 0.0
    for place, unit in enumerate(units):
        if place > start and used + unit.height > room + TOLERANCE:
            shares.append((start, place))
            start, used = place, 0.0
        used += unit.height + unit.gap
    if units:
        shares.append((start, len(units)))
    return shares


def _even(units: list[_Unit], room: float, most: int) -> list[tuple[int, int]]:
    """Return the units in `most` shares, fewer if they are fewer, each as near to the mean as may be.

    No share is higher than the room, in which they are known to fit.
    """
    needed = _needed(units, room)
    left = sum(unit.height + unit.gap for unit in units)
    shares: list[tuple[int, int]] = []
    start = 0
    while start < len(units):
        bins = most - len(shares)
        stop, used = start, 0.0
        while stop < len(units):
            unit = units[stop]
            full = used + unit.height > room + TOLERANCE
            # A unit belongs to the share in which more than half of it is, as long as the others can hold the
            # rest.
            enough = used + unit.height / 2 > left / bins and needed[stop] < bins
            if stop > start and (full or enough or len(units) - stop < bins):
                break
            used += unit.height + unit.gap
            stop += 1
        shares.append((start, stop))
        left -= used
        start = stop
    return shares


def _needed(units: list[_Unit], room: float) -> list[int]:
    """Return how many shares the units from each on need at least; a window slides over them from the end."""
    needed = [0] * (len(units) + 1)
    stop, used = len(units), 0.0
    for place in range(len(units) - 1, -1, -1):
        used += units[place].height + (units[place].gap if place + 1 < stop else 0.0)
        while used > room + TOLERANCE:
            stop -= 1
            used -= units[stop].height + units[stop - 1].gap
        needed[place] = 1 + needed[stop]
    return needed


def split(copy: TextFlow, room: Rect) -> tuple[FittedText, ...]:
    """Return contents in as few shares as the smallest size allows, at the largest size that needs no more.

    What is long even so is set at its own size, in more shares, unless that tears a paragraph which a smaller
    size keeps whole. A size that is little smaller is taken where it keeps points with the one that they
    belong to. Raises `DeckgenError` where a word is wider than the room, or a line higher.
    """
    smallest = at_size(copy, room, copy.floor)
    height = float(points(room.height))
    if smallest.torn:
        raise too_wide(smallest)
    for one, tall in zip(smallest.copy.drafts, smallest.heights, strict=True):
        if tall > height:
            raise too_tall("this text", one.span, "give it a slide of its own")
    least = shares_needed(stack_of(smallest), height)
    enough = least if least <= FEW else len(smallest.copy.drafts) + least
    whole = unsplit(copy, smallest)
    tries = (at_size(copy, room, size) for size in copy.sizes)
    fair = (
        one
        for one in tries
        if one.torn is None and unsplit(copy, one) >= whole and shares_needed(stack_of(one), height) <= enough
    )
    largest = next(fair)
    near = itertools.takewhile(lambda one: one.size >= NEAR * largest.size, itertools.chain((largest,), fair))
    sized = next((one for one in near if keeps_families(stack_of(one), height)), largest)
    return tuple(sized.part(*share) for share in share_out(stack_of(sized), height))


def at_size(copy: TextFlow, room: Rect, size: Point) -> FittedText:
    """Return contents at a size, paragraphs that are taller than the room split.

    The last piece of one leaves room for the paragraph that is joined to it.
    """
    sized = set_at(copy, room.width, size)
    most = float(points(room.height))
    pieces: list[MeasuredParagraph] = []
    for place, one in enumerate(copy.drafts):
        left = most
        if place + 1 < len(copy.drafts) and copy.drafts[place + 1].joined:
            # A paragraph that is joined and fills half of the room itself would leave none: then the two
            # part.
            left = max(most / 2, most - sized.gaps[place] - sized.heights[place + 1])
        if sized.heights[place] > left:
            pieces += split_up(one, sized.sizes[place], replace(room, height=emu(left)))
        else:
            pieces.append(one)
    if len(pieces) == len(copy.drafts):
        return sized
    return set_at(replace(copy, drafts=tuple(pieces)), room.width, size)


def unsplit(copy: TextFlow, sized: FittedText) -> int:
    """Return how many paragraphs are still whole where contents have been set at a size."""
    before = {id(one) for one in copy.drafts}
    return sum(id(one) in before for one in sized.copy.drafts)


def stack_of(sized: FittedText) -> Stack:
    """Return the paragraphs of a box as a stack; points stay with the point that they are the first of."""
    drafts = sized.copy.drafts
    joined = [
        one.joined or (place > 0 and _first_below(drafts[place - 1], one)) for place, one in enumerate(drafts)
    ]
    kin = [below or bool(one.level) for below, one in zip(joined, drafts, strict=True)]
    return Stack(sized.heights, sized.gaps, joined, kin)


def _first_below(above: MeasuredParagraph, one: MeasuredParagraph) -> bool:
    """Tell whether a paragraph is the first of the points below the one before it."""
    return above.level is not None and one.level is not None and one.level > above.level


def split_up(one: MeasuredParagraph, size: Point, room: Rect) -> tuple[MeasuredParagraph, ...]:
    """Return a paragraph in pieces that each fit the room's height at a size, about equally long."""
    width = ems(Emu(room.width - one.indent - one.hang), size)
    line = size * one.line * EMU_PER_POINT
    most = max(1, int(room.height / line))
    cuts = [0]
    while True:
        starts = row_starts(one.text, width, cuts[-1], NEAR_END * most)
        if len(starts) <= most:
            break
        pieces = math.ceil(len(starts) / most)
        # far from the end, every piece is full; the last few are made about equally long
        wanted = most if pieces > NEAR_END else math.ceil(len(starts) / pieces)
        cuts.append(_cut(one.text, cuts[-1], starts[: most + 1], wanted))
    cuts.append(len(one.text.widths))
    ends = run_ends(one.runs)
    return tuple(_piece(one, start, stop, ends) for start, stop in itertools.pairwise(cuts))


def _cut(text: Measured, first: int, starts: list[int], wanted: int) -> int:
    """Return the fragment before which a paragraph is best split: near `wanted` lines, at a sentence."""
    near, far = max(starts[wanted], first + 1), max(starts[-1], first + 1)
    least = first + int((near - first) * LEAST_PIECE)
    for ends in (ends_sentence, ends_clause):
        for limit in (near, far):
            for place in range(limit, least, -1):
                if ends(text.fragment(place - 1)):
                    return place
    spaced = (place for place in range(near, first, -1) if text.gaps[place - 1])
    return next(spaced, near)


def _piece(one: MeasuredParagraph, start: int, stop: int, run_stops: Sequence[int] = ()) -> MeasuredParagraph:
    """Return the fragments of a paragraph from `start` to before `stop` as a paragraph of its own."""
    text = one.text
    first = text.ends[start - 1] if start else 0
    while first < len(text.text) and text.text[first].isspace():
        first += 1
    last = text.ends[stop - 1]
    widths, gaps = text.widths[start:stop], text.gaps[start:stop]
    measured = Measured(
        text=text.text[first:last],
        widths=widths,
        gaps=gaps,
        ends=tuple(end - first for end in text.ends[start:stop]),
        addresses=frozenset(place - start for place in text.addresses if start <= place < stop),
        total=sum(widths) + sum(gaps[:-1]),
        foreign=text.foreign,
    )
    found = replace(one, runs=cut_runs(one.runs, first, last, run_stops), text=measured)
    first_one = start == 0
    return replace(
        found,
        joined=one.joined and first_one,
        key=one.key if first_one else None,
        number=one.number if first_one or one.number is None else replace(one.number, shown=False),
        piece=Piece(one, start, stop),
    )


def rejoined(drafts: Iterable[MeasuredParagraph]) -> tuple[MeasuredParagraph, ...]:
    """Return paragraphs, pieces of the same one that follow each other put together again."""
    groups: list[list[MeasuredParagraph]] = []
    for one in drafts:
        last, piece = groups[-1][-1].piece if groups else None, one.piece
        if last and piece and last.whole is piece.whole and last.stop == piece.start:
            groups[-1].append(one)
        else:
            groups.append([one])
    return tuple(_together(pieces) for pieces in groups)


def _together(pieces: Sequence[MeasuredParagraph]) -> MeasuredParagraph:
    """Return pieces of one paragraph as one."""
    first, last = pieces[0].piece, pieces[-1].piece
    if len(pieces) == 1 or first is None or last is None:
        return pieces[0]
    return _piece(first.whole, first.start, last.stop)


def run_ends(runs: Runs) -> list[int]:
    """Return how many characters there are up to each run's end."""
    return list(itertools.accumulate(len(run.text) for run in runs))


def cut_runs(runs: Runs, start: int, stop: int, ends: Sequence[int] = ()) -> Runs:
    """Return the characters from `start` to before `stop` of the runs, their kinds kept.

    `ends` are those of the runs, for whoever cuts them often: then none is looked at in vain.
    """
    ends = ends or run_ends(runs)
    found: list[Run] = []
    for place in range(bisect.bisect_right(ends, start), len(runs)):
        run = runs[place]
        end = ends[place]
        at = end - len(run.text)
        if at >= stop:
            break
        inside = start <= at and end <= stop
        found.append(run if inside else replace(run, text=run.text[max(0, start - at) : stop - at]))
    return tuple(found)
