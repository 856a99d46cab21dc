"""Contents too long for one box → shares of them for several, about equally full.

They are parted between paragraphs or points, never behind a point whose own points follow; a single
paragraph that is taller than the box is parted at a sentence, else a clause, else a word.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from deckgen.deck.model import Run, Runs
from deckgen.layout.fit import Copy, Draft, Piece, Sized, size_up, too_tall, too_wide
from deckgen.layout.lines import ems, row_starts
from deckgen.layout.measure import Measured
from deckgen.layout.sentences import ends_clause, ends_sentence
from deckgen.units import EMU_PER_POINT, Emu, Point, Rect, emu, points

FEW = 2
"""What takes more slides than this at the smallest size is set at its own size instead."""

NEAR = 0.8
"""The share of its size that a text is set at, at least, so that points stay with the one above them."""

ROUNDS = 12
"""How often the height of the fullest share is halved in on."""


@dataclass(frozen=True, slots=True)
class Stack:
    """Things one above the other: their heights, the gaps behind them, which stay with the one before.

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
    """Tell whether things that are kin stand in the same share, in as few shares as there are anyway."""
    return len(_fill(_families(stack, room), room)) <= shares_needed(stack, room)


def even_shares(total: int, slides: int) -> list[tuple[int, int]]:
    """Return the start and stop of each slide's things, their numbers as equal as can be."""
    cuts = [total * place // slides for place in range(slides + 1)]
    return list(itertools.pairwise(cuts))


def shares_needed(stack: Stack, room: float) -> int:
    """Return how many shares there are at least."""
    return len(_fill(_units(stack, room), room))


@dataclass(frozen=True, slots=True)
class _Unit:
    """Things that stay together, from `start` to before `stop`; `gap` is the space behind them."""

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
    """Return units that are parted within a family only where it is taller than the room."""
    return _units(replace(stack, joined=stack.kin), room) if any(stack.kin) else _units(stack, room)


def _fill(units: list[_Unit], room: float) -> list[tuple[int, int]]:
    """Return the units' shares where each is filled before the next is begun."""
    shares: list[tuple[int, int]] = []
    start, used = 0, 0.0
    for place, unit in enumerate(units):
        if place > start and used + unit.height > room + 1e-6:
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
    needed = [0] * (len(units) + 1)
    stop, used = len(units), 0.0
    for place in range(len(units) - 1, -1, -1):
        used += units[place].height + (units[place].gap if place + 1 < stop else 0.0)
        while used > room + 1e-6:
            stop -= 1
            used -= units[stop].height + units[stop - 1].gap
        needed[place] = 1 + needed[stop]
    left = sum(unit.height + unit.gap for unit in units)
    shares: list[tuple[int, int]] = []
    start = 0
    while start < len(units):
        bins = most - len(shares)
        stop, used = start, 0.0
        while stop < len(units):
            unit = units[stop]
            full = used + unit.height > room + 1e-6
            enough = used + unit.height / 2 > left / bins and needed[stop] < bins
            if stop > start and (full or enough or len(units) - stop < bins):
                break
            used += unit.height + unit.gap
            stop += 1
        shares.append((start, stop))
        left -= used
        start = stop
    return shares


def split(copy: Copy, room: Rect) -> tuple[Sized, ...]:
    """Return contents in as few shares as the smallest size allows, at the largest size that needs no more.

    What is long even so is set at its own size, in more shares, unless that tears a paragraph which a smaller
    size keeps whole. A size that is little smaller is taken where it keeps points with that below which they
    stand. Raises `Refused` where a word is wider than the room, or a line higher.
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
    whole = unparted(copy, smallest)
    tries = (at_size(copy, room, size) for size in copy.sizes)
    fair = (
        one
        for one in tries
        if one.torn is None
        and unparted(copy, one) >= whole
        and shares_needed(stack_of(one), height) <= enough
    )
    largest = next(fair)
    near = itertools.takewhile(lambda one: one.size >= NEAR * largest.size, itertools.chain((largest,), fair))
    sized = next((one for one in near if keeps_families(stack_of(one), height)), largest)
    return tuple(sized.part(*share) for share in share_out(stack_of(sized), height))


def at_size(copy: Copy, room: Rect, size: Point) -> Sized:
    """Return contents at a size, paragraphs that are taller than the room parted.

    The last piece of one leaves room for the paragraph that is joined to it.
    """
    sized = size_up(copy, room.width, size)
    most = float(points(room.height))
    pieces: list[Draft] = []
    for place, one in enumerate(copy.drafts):
        left = most
        if place + 1 < len(copy.drafts) and copy.drafts[place + 1].joined:
            left = max(most / 2, most - sized.gaps[place] - sized.heights[place + 1])
        if sized.heights[place] > left:
            pieces += parted(one, sized.sizes[place], replace(room, height=emu(left)))
        else:
            pieces.append(one)
    if len(pieces) == len(copy.drafts):
        return sized
    return size_up(replace(copy, drafts=tuple(pieces)), room.width, size)


def unparted(copy: Copy, sized: Sized) -> int:
    """Return how many paragraphs are still whole where contents have been set at a size."""
    before = {id(one) for one in copy.drafts}
    return sum(id(one) in before for one in sized.copy.drafts)


def stack_of(sized: Sized) -> Stack:
    """Return the paragraphs of a box as a stack; points stay with the point that they are the first of."""
    drafts = sized.copy.drafts
    joined = [
        one.joined or (one.level == 1 and place > 0 and drafts[place - 1].level == 0)
        for place, one in enumerate(drafts)
    ]
    kin = [below or one.level == 1 for below, one in zip(joined, drafts, strict=True)]
    return Stack(sized.heights, sized.gaps, joined, kin)


def parted(one: Draft, size: Point, room: Rect) -> tuple[Draft, ...]:
    """Return a paragraph in pieces that each fit the room's height at a size, about equally long."""
    width = ems(Emu(room.width - one.indent - one.hang), size)
    line = size * one.style.leading * one.foreign * EMU_PER_POINT
    most = max(1, int(room.height / line))
    cuts = [0]
    while True:
        starts = row_starts(one.text, width, cuts[-1], len(one.text.widths))
        if len(starts) <= most:
            break
        wanted = -(-len(starts) // -(-len(starts) // most))
        cuts.append(_cut(one.text, cuts[-1], starts[: most + 1], wanted))
    cuts.append(len(one.text.widths))
    return tuple(_piece(one, start, stop) for start, stop in itertools.pairwise(cuts))


def _cut(text: Measured, first: int, starts: list[int], wanted: int) -> int:
    """Return the fragment before which a paragraph is best parted: near `wanted` lines, at a sentence."""
    near, far = max(starts[wanted], first + 1), max(starts[-1], first + 1)
    least = first + (near - first) // 3
    for ends in (ends_sentence, ends_clause):
        for limit in (near, far):
            for place in range(limit, least, -1):
                if ends(text.fragment(place - 1)):
                    return place
    spaced = (place for place in range(near, first, -1) if text.gaps[place - 1])
    return next(spaced, near)


def _piece(one: Draft, start: int, stop: int) -> Draft:
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
    found = replace(one, runs=cut_runs(one.runs, first, last), text=measured)
    first_one = start == 0
    return replace(
        found,
        joined=one.joined and first_one,
        key=one.key if first_one else None,
        piece=Piece(one, start, stop),
    )


def rejoined(drafts: Iterable[Draft]) -> tuple[Draft, ...]:
    """Return paragraphs, pieces of the same one that follow each other put together again."""
    found: list[Draft] = []
    for one in drafts:
        last, piece = found[-1].piece if found else None, one.piece
        if last and piece and last.whole is piece.whole and last.stop == piece.start:
            found[-1] = _piece(piece.whole, last.start, piece.stop)
        else:
            found.append(one)
    return tuple(found)


def cut_runs(runs: Runs, start: int, stop: int) -> Runs:
    """Return the characters from `start` to before `stop` of the runs, their kinds kept."""
    found: list[Run] = []
    at = 0
    for run in runs:
        text = run.text[max(0, start - at) : max(0, stop - at)]
        if text:
            found.append(replace(run, text=text))
        at += len(run.text)
    return tuple(found)
