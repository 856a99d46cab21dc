"""Three texts, base, outline's and hand's → one, by paragraph and by word; or where they collide.

A word that one side changed and the other did not is taken from the side that changed it. Weight, slope and
links are part of a word.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict, deque
from collections.abc import Hashable, Iterator, Sequence
from typing import TypeVar

from deckgen.regenerate.reading.snapshot import PLAIN, Line, Lines, Stress, said
from deckgen.structs import Struct
from deckgen.structs.matching import blocks, opcodes
from deckgen.structs.patterns import pattern

_TOKEN = pattern(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|\w+|\s+|[^\w\s]")

_MOST_COMPARED = 20_000
"""Pairs of paragraphs that are compared by their words: all of two texts with 140 other paragraphs each."""

Token = tuple[str, Stress]
Said = tuple[tuple[str, Stress], ...]

One = TypeVar("One", bound=Hashable)


class MergedLine(Struct, frozen=True):
    """A paragraph of the merged text: which of the hand's and of the outline's it is, None: of neither.

    `said` is what it says; None where the hand's stays as it is.
    """

    hand: int | None
    outline: int | None
    level: int
    said: Said | None


class Collision(Struct, frozen=True):
    """A paragraph that both sides changed; empty where a side has none."""

    base: str
    outline: str
    hand: str


class MergedText(Struct, frozen=True):
    """What came of three texts, and where the hand's was kept against the outline's."""

    lines: tuple[MergedLine, ...]
    collisions: tuple[Collision, ...]
    applied: bool
    """Whether anything of the outline's was taken."""


class _Change(Struct, frozen=True):
    start: int
    stop: int
    new: tuple[Hashable, ...]


def merge_tokens(base: Sequence[One], hand: Sequence[One], outline: Sequence[One]) -> tuple[One, ...] | None:
    """Return the sequence with both sides' changes in it, None where they change the same."""
    if hand == outline or base == outline:
        return tuple(hand)
    if base == hand:
        return tuple(outline)
    theirs, ours = _changes(base, hand), _changes(base, outline)
    if _any_collide(theirs, ours):
        return None
    merged: list[One] = []
    at = 0
    for change in sorted({*theirs, *ours}, key=lambda one: (one.start, one.stop)):
        merged += base[at : change.start]
        merged += change.new  # type: ignore[arg-type]
        at = change.stop
    return (*merged, *base[at:])


def _changes(base: Sequence[One], other: Sequence[One]) -> list[_Change]:
    return [
        _Change(start, stop, tuple(other[first:last]))
        for tag, start, stop, first, last in opcodes(base, other)
        if tag != "equal"
    ]


def _collide(one: _Change, other: _Change) -> bool:
    """Tell whether two changes touch the same tokens, or put something in at the same spot."""
    if one.start == other.start and (one.start == one.stop or other.start == other.stop):
        return True
    return one.start < other.stop and other.start < one.stop


def _any_collide(theirs: Sequence[_Change], ours: Sequence[_Change]) -> bool:
    """Tell whether any two changes of two sides collide; each side's are in order and apart."""
    left, right = iter(theirs), iter(ours)
    one, other = next(left, None), next(right, None)
    while one is not None and other is not None:
        if one != other and _collide(one, other):
            return True
        if one.stop < other.stop:
            one = next(left, None)
        else:
            other = next(right, None)
    return False


def tokens(line: Line) -> tuple[Token, ...]:
    """Return the words, spaces and other characters of a paragraph, each with what sets it apart."""
    return tuple((one[0], stress) for text, stress in line.said[1] for one in _TOKEN.finditer(text))


def joined(parts: Sequence[Token]) -> Said:
    """Return tokens as stretches, neighbours of one kind as one."""
    found: list[Token] = []
    for text, stress in parts:
        if found and found[-1][1] == stress:
            found[-1] = (found[-1][0] + text, stress)
        else:
            found.append((text, stress))
    return tuple(found)


def merge_text(base: Lines, hand: Lines, outline: Lines) -> MergedText:
    """Return what comes of three texts; paragraphs that collide stay as the hand has them."""
    if said(base) == said(outline) or said(hand) == said(outline):
        return MergedText(tuple(_kept(hand, place) for place in range(len(hand))), (), applied=False)
    with_hand, with_outline = pairs(base, hand), pairs(base, outline)
    if said(base) == said(hand):
        back = {other: with_hand.get(place) for place, other in with_outline.items()}
        lines = tuple(_taken(hand, back.get(place), outline, place) for place in range(len(outline)))
        return MergedText(lines, (), applied=True)
    return _Merging(base, hand, outline, with_hand, with_outline).run()


def _kept(hand: Lines, place: int) -> MergedLine:
    return MergedLine(place, None, hand[place].level, None)


def _taken(hand: Lines, place: int | None, outline: Lines, other: int) -> MergedLine:
    """Return a paragraph as the outline has it, in the hand's paragraph where there is one."""
    wanted = outline[other]
    same = place is not None and hand[place].said == wanted.said
    return MergedLine(place, other, wanted.level, None if same else wanted.said[1])


def _merge_words(
    base: Sequence[Token], hand: Sequence[Token], outline: Sequence[Token]
) -> tuple[Token, ...] | None:
    """Return the words of both sides; a side may change a word that the other only made bold."""
    found = merge_tokens(base, hand, outline)
    if found is not None:
        return found
    texts = merge_tokens(*([text for text, _ in part] for part in (base, hand, outline)))
    if texts is None:
        return None
    in_base, in_hand, in_outline = (_aligned(texts, part) for part in (base, hand, outline))
    stresses: list[Stress | None] = []
    for one, two, three in zip(in_base, in_hand, in_outline, strict=True):
        if two is None:
            stresses.append(None if three == PLAIN else three)
        elif three is None or three in (one, two):
            stresses.append(two)
        elif one == two:
            stresses.append(three)
        else:
            return None
    return tuple(zip(texts, _filled(stresses), strict=True))


def _aligned(texts: Sequence[str], part: Sequence[Token]) -> list[Stress | None]:
    """Return for each word how it is set in one of the texts that it comes from, None: it is not in it."""
    found: list[Stress | None] = [None] * len(texts)
    for block in blocks(texts, [text for text, _ in part]):
        for offset in range(block.size):
            found[block.a + offset] = part[block.b + offset][1]
    return found


def _filled(stresses: Sequence[Stress | None]) -> list[Stress]:
    """Return how words are set that only the outline has and sets plainly: as those on both sides of them."""
    next_set = [PLAIN] * (len(stresses) + 1)
    for place in range(len(stresses) - 1, -1, -1):
        next_set[place] = stresses[place] or next_set[place + 1]
    found: list[Stress] = []
    for one, after in zip(stresses, next_set, strict=False):
        before = found[-1] if found else after
        found.append(one if one is not None else before if before == after else PLAIN)
    return found


class _Merging:
    """Merges texts that both sides have changed."""

    def __init__(
        self,
        base: Lines,
        hand: Lines,
        outline: Lines,
        with_hand: dict[int, int],
        with_outline: dict[int, int],
    ) -> None:
        self.base, self.hand, self.outline = base, hand, outline
        self.with_hand, self.with_outline = with_hand, with_outline
        self.collisions: list[Collision] = []
        self.applied = False

    def run(self) -> MergedText:
        """Go through the hand's paragraphs, and put in what is new in the outline."""
        from_hand = {other: place for place, other in self.with_hand.items()}
        merged: list[MergedLine] = []
        for place in range(len(self.hand)):
            found = self._merged(place, from_hand.get(place))
            merged += [found] if found else []
        for place, line in enumerate(self.base):
            if place not in self.with_hand and place in self.with_outline:
                wanted = self.outline[self.with_outline[place]]
                if wanted.said != line.said:
                    self.collisions.append(Collision(line.text, wanted.text, ""))
        self._insert(merged)
        return MergedText(tuple(merged), tuple(self.collisions), self.applied)

    def _merged(self, place: int, origin: int | None) -> MergedLine | None:
        """Return what comes of one of the hand's paragraphs, None where the outline dropped it."""
        mine = self.hand[place]
        if origin is None:
            return _kept(self.hand, place)
        line, other = self.base[origin], self.with_outline.get(origin)
        if other is None:
            if mine.said == line.said:
                self.applied = True
                return None
            self.collisions.append(Collision(line.text, "", mine.text))
            return _kept(self.hand, place)
        wanted = self.outline[other]
        level = merge_tokens((line.level,), (mine.level,), (wanted.level,))
        found = _merge_words(tokens(line), tokens(mine), tokens(wanted))
        if found is None or level is None:
            self.collisions.append(Collision(line.text, wanted.text, mine.text))
            return MergedLine(place, other, mine.level, None)
        merged = joined(found)
        same = (level[0], merged) == mine.said
        self.applied |= not same
        return MergedLine(place, other, level[0], None if same else merged)

    def _insert(self, merged: list[MergedLine]) -> None:
        """Put the outline's new paragraphs after the one that they follow there."""
        taken, same = set(self.with_outline.values()), set(self.with_hand.values())
        mine = {one.text for place, one in enumerate(self.hand) if place not in same}
        present = deque(sorted((one.outline, at) for at, one in enumerate(merged) if one.outline is not None))
        new: defaultdict[int, list[MergedLine]] = defaultdict(list)
        last = -1
        for place, line in enumerate(self.outline):
            while present and present[0][0] < place:
                last = max(last, present.popleft()[1])
            if place in taken or (line.text and line.text in mine):
                continue
            new[last].append(MergedLine(None, place, line.level, line.said[1]))
            self.applied = True
        merged[:] = [*new[-1], *(part for at, one in enumerate(merged) for part in (one, *new[at]))]


def pairs(base: Lines, other: Lines) -> dict[int, int]:
    """Return which paragraph of one text is which of another, in order, by what they say."""
    found: dict[int, int] = {}
    for tag, start, stop, first, last in opcodes([one.text for one in base], [one.text for one in other]):
        if tag == "equal":
            found.update(zip(range(start, stop), range(first, last), strict=True))
        elif tag == "replace":
            found.update(_likely(base, other, range(start, stop), range(first, last)))
    return found


def _likely(base: Lines, other: Lines, places: range, others: range) -> dict[int, int]:
    """Pair the paragraphs of two stretches: all where there are as many, else by likeness, in order."""
    if len(places) == len(others) == 1:
        return {places[0]: others[0]}
    scores = sorted(
        (-likeness(base[one].text, other[two].text), one, two) for one, two in _near(places, others)
    )
    found = _Rising()
    for score, one, two in scores:
        if -score >= 0.4:
            found.add(one, two)
    if len(places) == len(others):
        free = [one for one in places if one not in found.pairs]
        taken = set(found.pairs.values())
        rest = [one for one in others if one not in taken]
        for one, two in zip(free, rest, strict=True):
            found.add(one, two)
    return found.pairs


def _near(places: range, others: range) -> Iterator[tuple[int, int]]:
    """Yield the paragraphs of two stretches that may be the same: in long ones those at about one height."""
    far = max(1, _MOST_COMPARED // (2 * len(places))) if len(places) * len(others) > _MOST_COMPARED else None
    for offset, one in enumerate(places):
        middle = offset * len(others) // len(places)
        for two in others if far is None else others[max(0, middle - far) : middle + far]:
            yield one, two


class _Rising:
    """Pairs of paragraphs of which none crosses another."""

    def __init__(self) -> None:
        self.pairs: dict[int, int] = {}
        self._order: list[int] = []

    def add(self, one: int, two: int) -> None:
        """Note a pair where both are free and it crosses none that was noted."""
        at = bisect_left(self._order, one)
        if self._order[at : at + 1] == [one]:
            return
        before = self.pairs[self._order[at - 1]] if at else -1
        after = self.pairs[self._order[at]] if at < len(self._order) else two + 1
        if before < two < after:
            self._order.insert(at, one)
            self.pairs[one] = two


def likeness(one: str, other: str) -> float:
    """Return how much two texts have in common, 0 to 1, by their words."""
    if one == other:
        return 1.0
    first, second = one.split(), other.split()
    if not first or not second:
        return 0.0
    return 2 * sum(block.size for block in blocks(first, second)) / (len(first) + len(second))
