"""Texts merged word by word: each side's change is in the result, or both collide; nothing else changes."""

from __future__ import annotations

import os
import random

from deckgen.regenerate.merging.order import merge_order
from deckgen.regenerate.merging.text import merge_tokens

ROUNDS = int(os.environ.get("DECKGEN_FUZZ", "1500"))


def _edited(words: list[str], chance: random.Random, mark: str) -> list[str]:
    found = list(words)
    at = chance.randrange(len(found) + 1)
    said = [f"{mark}{chance.randrange(99)}" for _ in range(chance.randrange(1, 4))]
    match chance.randrange(3):
        case 0:
            found[at:at] = said
        case 1 if at < len(found):
            found[at : at + 1] = said
        case _ if at < len(found):
            del found[at]
    return found


def test_no_word_of_either_side_is_lost() -> None:
    """Of one edit a side, of a few words, both are in the result, or they are reported to collide."""
    chance = random.Random(7)
    merged = collided = 0
    for _ in range(ROUNDS):
        base = [f"w{place}" for place in range(chance.randrange(1, 9))]
        hand, outline = _edited(base, chance, "h"), _edited(base, chance, "o")
        found = merge_tokens(base, hand, outline)
        if found is None:
            collided += 1
            continue
        merged += 1
        for side in (hand, outline):
            assert {one for one in side if one[0] in "ho"} <= set(found), (base, hand, outline, found)
            assert not {one for one in base if one not in side} & set(found), (base, hand, outline, found)
    assert merged > collided


def test_orders_hold_every_slide_once() -> None:
    """Whatever both sides do to the order, no slide is lost or doubled; moves of one side are taken."""
    chance = random.Random(11)
    for _ in range(ROUNDS):
        base = list(range(chance.randrange(1, 9)))
        hand = [one for one in base if chance.random() < 0.9]
        outline = [one for one in base if chance.random() < 0.9]
        chance.shuffle(outline)
        hand.insert(chance.randrange(len(hand) + 1), 100)
        outline.insert(chance.randrange(len(outline) + 1), 200)
        merged = merge_order([one for one in base if one in hand], hand, outline)
        assert sorted(merged) == sorted({*hand, *outline})
        shared = [one for one in outline if one in hand]
        assert [one for one in merged if one in shared] == shared
