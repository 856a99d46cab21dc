"""Two sequences → what they have in common, in order; long ones in about linear time.

Short ones are compared as `difflib` does. It takes the square of the length, and more, so long ones are first
taken apart: at their equal ends, and at what each of them has just once (as "patience diff" does, by
Bram Cohen), be it a thing alone or a few in a row.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from difflib import Match, SequenceMatcher
from itertools import pairwise

_AT_ONCE = 250_000
"""Pairs of things that are compared without being taken apart: two texts of 500 words."""

_PIECE = 40_000
"""Pairs of things in a piece of what was taken apart."""

_ROWS = (1, 4, 16)
"""Lengths of the rows of things that each sequence is asked for, where nothing shorter is there just once."""

_DEEPEST = 20
"""How often a piece is taken apart again."""

Opcode = tuple[str, int, int, int, int]


def blocks(first: Sequence[Hashable], second: Sequence[Hashable]) -> list[Match]:
    """Return the stretches that two sequences share, as `SequenceMatcher.get_matching_blocks` does."""
    if len(first) * len(second) <= _AT_ONCE:
        return SequenceMatcher(None, first, second, autojunk=False).get_matching_blocks()
    found: list[Match] = []
    for one in _shared(first, second, (0, len(first), 0, len(second)), 0):
        last = found[-1] if found else None
        if last and last.a + last.size == one.a and last.b + last.size == one.b:
            found[-1] = Match(last.a, last.b, last.size + one.size)
        else:
            found.append(one)
    return [*found, Match(len(first), len(second), 0)]


def opcodes(first: Sequence[Hashable], second: Sequence[Hashable]) -> Iterator[Opcode]:
    """Yield how the second sequence comes of the first, as `SequenceMatcher.get_opcodes` does."""
    here = there = 0
    for block in blocks(first, second):
        gone, new = here < block.a, there < block.b
        if gone or new:
            tag = "replace" if gone and new else "delete" if gone else "insert"
            yield tag, here, block.a, there, block.b
        here, there = block.a + block.size, block.b + block.size
        if block.size:
            yield "equal", block.a, here, block.b, there


def _shared(
    first: Sequence[Hashable], second: Sequence[Hashable], part: tuple[int, int, int, int], depth: int
) -> Iterator[Match]:
    """Yield what a piece of each sequence shares, in order."""
    start, stop, begin, end = part
    head = 0
    while start + head < stop and begin + head < end and first[start + head] == second[begin + head]:
        head += 1
    if head:
        yield Match(start, begin, head)
    start, begin, tail = start + head, begin + head, 0
    while start < stop - tail and begin < end - tail and first[stop - tail - 1] == second[end - tail - 1]:
        tail += 1
    stop, end = stop - tail, end - tail
    if (stop - start) * (end - begin) <= _PIECE:
        matching = SequenceMatcher(None, first[start:stop], second[begin:end], autojunk=False)
        for one in matching.get_matching_blocks()[:-1]:
            yield Match(start + one.a, begin + one.b, one.size)
    elif depth < _DEEPEST and (anchors := _anchors(first, second, (start, stop, begin, end))):
        for above, below in pairwise([(start, begin), *anchors, (stop, end)]):
            yield from _shared(first, second, (above[0], below[0], above[1], below[1]), depth + 1)
    if tail:
        yield Match(stop, end, tail)


def _anchors(
    first: Sequence[Hashable], second: Sequence[Hashable], part: tuple[int, int, int, int]
) -> list[tuple[int, int]]:
    """Return where the things are that each piece has once, the longest row of them that is in order."""
    start, stop, begin, end = part
    for length in _ROWS:
        here, there = _once(first[start:stop], length), _once(second[begin:end], length)
        common = [(start + at, begin + there[one]) for one, at in here.items() if one in there]
        if common:
            return _in_order(common)
    return []


def _once(things: Sequence[Hashable], length: int) -> dict[Hashable, int]:
    """Return where each row of things begins that is there just once, in order."""
    rows = list(zip(*(things[offset:] for offset in range(length)), strict=False))
    count = Counter(rows)
    return {row: at for at, row in enumerate(rows) if count[row] == 1}


def _in_order(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return as many pairs as possible of which both numbers rise; the first ones rise in any case."""
    ends: list[int] = []
    last: list[int] = []
    before: list[int | None] = []
    for number, (_, at) in enumerate(pairs):
        length = bisect_left(ends, at)
        before.append(last[length - 1] if length else None)
        ends[length : length + 1] = [at]
        last[length : length + 1] = [number]
    row: list[tuple[int, int]] = []
    link = last[-1] if last else None
    while link is not None:
        row.append(pairs[link])
        link = before[link]
    return row[::-1]
