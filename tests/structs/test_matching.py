"""What two sequences have in common: as `difflib` says it for short ones, and in good time for long ones."""

from __future__ import annotations

import difflib
import itertools
import random
from collections.abc import Sequence

import pytest

from deckgen.structs import matching
from deckgen.structs.matching import blocks, opcodes
from tests.work import lines

Words = list[str]


def chosen(count: int, kinds: int, seed: int = 1) -> Words:
    """Return so many words of so many kinds."""
    dice = random.Random(seed)
    return [f"w{dice.randrange(kinds)}" for _ in range(count)]


def edited(words: Words, share: float) -> Words:
    """Return the words with a share of them replaced, put in or left out."""
    dice = random.Random(2)
    found: Words = []
    for word in words:
        kind = dice.random() / share
        found += [word] if kind > 1 else [[], ["new"], [word, "more"]][int(kind * 3) % 3]
    return found


def spaced(words: Words) -> Words:
    """Return words as a text has them, a space after each."""
    return [part for word in words for part in (word, " ")]


PAIRS: dict[str, tuple[Words, Words]] = {
    "a word in a long text": (spaced(chosen(4_000, 4_000)), spaced(edited(chosen(4_000, 4_000), 0.0005))),
    "many words, all common": (chosen(4_000, 60), edited(chosen(4_000, 60), 0.02)),
    "every second word": (chosen(3_000, 9_000), edited(chosen(3_000, 9_000), 0.5)),
    "none": (spaced(chosen(3_000, 50_000)), spaced([f"other{at}" for at in range(3_000)])),
    "two words": (chosen(3_000, 2), chosen(3_000, 2, 5)),
    "one word": (["w"] * 4_000, ["w"] * 3_000),
    "another order": ([f"{at}" for at in range(3_000)], [f"{at}" for at in reversed(range(3_000))]),
}
LEAST = {
    "a word in a long text": 0.99,
    "many words, all common": 0.95,
    "every second word": 0.45,
    "one word": 1,
}
"""The share of what the shorter one has that must be found."""


@pytest.mark.parametrize("name", PAIRS)
def test_what_is_found_is_in_both_and_tells_how_one_becomes_the_other(name: str) -> None:
    """Also where they are taken apart; most of what a person sees to be the same is found."""
    first, second = PAIRS[name]
    found = blocks(first, second)
    for one in found:
        assert first[one.a : one.a + one.size] == second[one.b : one.b + one.size]
    for one, after in itertools.pairwise(found):
        assert one.a + one.size < after.a or one.b + one.size < after.b or not after.size
    made: Words = []
    for tag, start, stop, begin, end in opcodes(first, second):
        made += first[start:stop] if tag == "equal" else second[begin:end]
        assert (tag == "equal") == (first[start:stop] == second[begin:end])
    assert made == second
    assert sum(one.size for one in found) >= LEAST.get(name, 0) * min(len(first), len(second))


def test_short_ones_are_compared_as_difflib_does() -> None:
    """So that a merge of usual texts comes to what it always came to."""
    for seed in range(300):
        first = chosen(seed % 60, 9, seed)
        second = edited(first, 0.3)
        plain = difflib.SequenceMatcher(None, first, second, autojunk=False)
        assert list(opcodes(first, second)) == plain.get_opcodes()
        assert blocks(first, second) == plain.get_matching_blocks()


def lines_run(first: Sequence[str], second: Sequence[str]) -> int:
    """Count the lines of Python that comparing takes, `difflib`'s among them."""
    return lines(lambda: blocks(first, second), (difflib.__file__, matching.__file__).__contains__)


@pytest.mark.parametrize("name", PAIRS)
def test_work_grows_with_the_length(name: str) -> None:
    """Some dozen steps a word, whatever the words are; their square would be thousands."""
    first, second = PAIRS[name]
    assert lines_run(first, second) < 150 * (len(first) + len(second))


def test_the_square_would_be_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without being taken apart the same words take more than is allowed."""
    monkeypatch.setattr(matching, "_AT_ONCE", 10**9)
    first, second = (part[:1_500] for part in PAIRS["two words"])
    assert lines_run(first, second) > 150 * (len(first) + len(second))
