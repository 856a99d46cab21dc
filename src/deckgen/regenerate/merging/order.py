"""Three orders of slides → one: each side's moves are taken where the other left those slides alone."""

from __future__ import annotations

import bisect
from collections.abc import Collection, Hashable, Sequence
from typing import Generic, TypeVar

from deckgen.structs import Struct

One = TypeVar("One", bound=Hashable)


class Moves(Struct, Generic[One], frozen=True):
    """What was moved: by hand, in the outline, and, by both, to different places."""

    hand: frozenset[One]
    outline: frozenset[One]
    both: frozenset[One]


def moves_of(base: Sequence[One], hand: Sequence[One], outline: Sequence[One]) -> Moves[One]:
    """Return what was moved of that which all three orders have."""
    shared = set(base) & set(hand) & set(outline)
    common, mine, theirs = (_only(part, shared) for part in (base, hand, outline))
    by_hand, by_outline = moved(common, mine), moved(common, theirs)
    places = [{one: place for place, one in enumerate(order)} for order in (mine, theirs)]
    # One place apart is nothing to decide: no outline has a slide before the one that opens its section.
    both = {one for one in by_hand & by_outline if abs(places[0][one] - places[1][one]) > 1}
    return Moves(frozenset(by_hand), frozenset(by_outline), frozenset(both))


def merge_order(
    base: Sequence[One], hand: Sequence[One], outline: Sequence[One], taken: Collection[One] = ()
) -> list[One]:
    """Return the merged order; what is `taken` goes where the outline has it, whoever moved it.

    The order is of all that the hand has, followed where it is new by what only the outline has, each after
    what it follows there. What only the hand has goes with what it follows.
    """
    shared = set(base) & set(hand) & set(outline)
    found = moves_of(base, hand, outline)
    blocks = _blocks(hand, set(outline))
    for place, one in enumerate(outline):
        if one not in shared or one in found.outline - found.hand or one in taken:
            _settle(blocks, outline, place)
    return [one for row in blocks for one in row]


def _only(order: Sequence[One], some: set[One]) -> list[One]:
    return [one for one in order if one in some]


def _settle(blocks: list[list[One]], outline: Sequence[One], place: int) -> None:
    """Put a slide, with what goes with it, after what it follows in the outline."""
    one = outline[place]
    block = next((row for row in blocks if row[0] == one), None)
    if block is not None:
        blocks.remove(block)
    before, known = set(outline[:place]), set(outline)
    if not place:
        blocks.insert(1 if blocks and blocks[0][0] not in known else 0, block or [one])
        return
    found = [at for at, row in enumerate(blocks) if row[0] in before]
    after = next(
        (at for at, row in enumerate(blocks) if row[0] == outline[place - 1]), max(found, default=-1)
    )
    blocks.insert(after + 1, block or [one])


def _blocks(hand: Sequence[One], known: set[One]) -> list[list[One]]:
    """Return the hand's slides, those of its own with the one that they follow."""
    blocks: list[list[One]] = []
    for one in hand:
        if one in known or not blocks:
            blocks.append([one])
        else:
            blocks[-1].append(one)
    return blocks


def moved(base: Sequence[One], other: Sequence[One]) -> set[One]:
    """Return what of `base` does not keep its order in `other`: all but a longest stretch that does."""
    rank = {one: place for place, one in enumerate(base)}
    tails: list[int] = []
    links: list[tuple[int, int]] = []
    ends: list[int] = []
    for at, one in enumerate(other):
        place = rank[one]
        cut = bisect.bisect_left(tails, place)
        before = ends[cut - 1] if cut else -1
        links.append((at, before))
        if cut == len(tails):
            tails.append(place)
            ends.append(at)
        else:
            tails[cut], ends[cut] = place, at
    kept = set[One]()
    at = ends[-1] if ends else -1
    while at >= 0:
        kept.add(other[at])
        at = links[at][1]
    return set(other) - kept
