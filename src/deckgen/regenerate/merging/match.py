"""Which slide, and which shape, of one state of a deck is which of another: marks first, then content.

Marks are evidence, not truth: LibreOffice renames placeholders, a duplicated slide has its original's marks,
and an id that was made from a title moves on to the next slide of that title. So what says the same is
paired first, then what marks and words together speak for.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence

from deckgen.regenerate.reading.snapshot import ShapeState, SlideState
from deckgen.structs import Struct
from deckgen.structs.patterns import pattern

_LEAST = 0.35
"""The likeness from which slides without a common mark are the same. Of sixty slides, half of them edited,
none was paired wrongly with up to half of its words changed."""

_MARK = 0.4
"""What a common mark adds to the likeness of two slides."""

_COMMON = 40
"""Slides that say a word from which on it makes none of them a candidate, but for those about as far down."""

_WORD = pattern(r"\w+")
_PLACE = pattern(r"\d+")


class Match(Struct, frozen=True):
    """Two slides that are one, by their places, and what speaks for it."""

    base: int
    other: int
    evidence: str


def match_slides(base: Sequence[SlideState], other: Sequence[SlideState]) -> dict[int, Match]:
    """Return for slides of the base which of the others is the same."""
    found: dict[int, Match] = {}
    taken: set[int] = set()

    def pair(one: int, two: int, evidence: str) -> None:
        found[one] = Match(one, two, evidence)
        taken.add(two)

    for one, two in _equal(base, other):
        pair(one, two, "content")
    left = [place for place in range(len(base)) if place not in found]
    rest = [place for place in range(len(other)) if place not in taken]
    for score, one, two in _scored(base, other, left, rest):
        if one in found or two in taken:
            continue
        marked = bool(base[one].page) and base[one].page == other[two].page
        if marked or score >= _LEAST:
            pair(one, two, f"mark, {score - _MARK:.2f} alike" if marked else f"{score:.2f} alike")
    return found


def _signature(slide: SlideState) -> Hashable:
    return (
        tuple(one for one in slide.words() if one.strip()),
        tuple(one.figure.digest for one in slide.shapes if one.figure),
    )


def _equal(base: Sequence[SlideState], other: Sequence[SlideState]) -> Iterable[tuple[int, int]]:
    """Yield slides that say the same; of several, those of one mark first, then in order."""
    by_words: defaultdict[Hashable, list[int]] = defaultdict(list)
    for place, slide in enumerate(other):
        by_words[_signature(slide)].append(place)
    waiting: defaultdict[Hashable, list[int]] = defaultdict(list)
    for place, slide in enumerate(base):
        signature = _signature(slide)
        if signature in by_words:
            waiting[signature].append(place)
    for signature, places in waiting.items():
        free = by_words[signature]
        late = []
        for one in places:
            two = next((at for at in free if other[at].page == base[one].page and base[one].page), None)
            if two is None:
                late.append(one)
            else:
                free.remove(two)
                yield one, two
        if any(signature[0]) or len(late) == len(free):  # type: ignore[index]
            yield from zip(late, free, strict=False)


def _scored(
    base: Sequence[SlideState], other: Sequence[SlideState], left: list[int], rest: list[int]
) -> list[tuple[float, int, int]]:
    """Return pairs that have a mark or a word in common, the likeliest first."""
    mine, others = [_bag(base[one]) for one in left], [_bag(other[two]) for two in rest]
    weight = _weights([*mine, *others])
    whole, wholes = ([_weighed(bag, weight) for bag in bags] for bags in (mine, others))
    holders = _holders(others)
    by_page = _holders([(other[two].page,) for two in rest])
    found = []
    for place, bag in enumerate(mine):
        page = base[left[place]].page
        near = {at for word in bag if len(holders[word]) <= _COMMON for at in holders[word]}
        near.update(range(max(0, place - _COMMON), min(len(rest), place + _COMMON)))
        marked = set(by_page[page]) if page else set()
        for at in near | marked:
            shared = _weighed(bag & others[at], weight)
            if shared or at in marked:
                alike = 2 * shared / (whole[place] + wholes[at]) if shared else 0.0
                found.append((alike + _MARK * (at in marked), left[place], rest[at]))
    return sorted(found, key=lambda one: (-one[0], abs(one[1] - one[2]), one[1], one[2]))


def _holders(bags: Sequence[Iterable[str]]) -> defaultdict[str, list[int]]:
    """Return in which bags each word is."""
    found: defaultdict[str, list[int]] = defaultdict(list)
    for place, bag in enumerate(bags):
        for word in bag:
            found[word].append(place)
    return found


def _weighed(bag: Counter[str], weight: Mapping[str, float]) -> float:
    return sum(count * weight[word] for word, count in bag.items())


def _weights(bags: Sequence[Counter[str]]) -> Mapping[str, float]:
    """Return how much each word tells: the rarer, the more."""
    seen = Counter(word for bag in bags for word in bag)
    return {word: math.log(1 + len(bags) / count) for word, count in seen.items()}


def _bag(slide: SlideState) -> Counter[str]:
    found = Counter(word for text in slide.words() for word in _WORD.findall(text.lower()))
    found.update(f"#{one.figure.digest}" for one in slide.shapes if one.figure)
    return found


def match_shapes(base: SlideState, other: SlideState) -> dict[int, int]:
    """Return for the places of the base's shapes which of the other slide's shape is the same."""
    found: dict[int, int] = {}
    for rule in (_said_within, _named, _slotted, _same, _near):
        free = [place for place in range(len(base.shapes)) if place not in found]
        rest = [place for place in range(len(other.shapes)) if place not in found.values()]
        keys: defaultdict[Hashable, list[int]] = defaultdict(list)
        for place in rest:
            if (key := rule(other.shapes[place])) is not None:
                keys[key].append(place)
        mine = Counter(rule(base.shapes[place]) for place in free)
        for place in free:
            key = rule(base.shapes[place])
            if key is None or not keys.get(key):
                continue
            if len(keys[key]) == 1 == mine[key] or rule in (_same, _named):
                found[place] = keys[key].pop(0)
    _by_likeness(base, other, found)
    return found


def _said_within(shape: ShapeState) -> Hashable:
    """Return what a member of a diagram says: its name counts on where another is put before it."""
    if shape.group is None or not shape.key or not shape.text.strip():
        return None
    return _PLACE.sub("", shape.key), shape.text


def _named(shape: ShapeState) -> Hashable:
    return (shape.key, shape.kind) if shape.key else None


def _slotted(shape: ShapeState) -> Hashable:
    kind, _, index = shape.slot.partition(":")
    return (kind, index) if kind and (index != "0" or kind in ("title", "ctrTitle")) else None


def _same(shape: ShapeState) -> Hashable:
    held = shape.figure.digest if shape.figure else shape.text.strip()
    if shape.kind == "other" or not (held or shape.place):
        return shape.kind, shape.drawn.mark()  # ink and the like, of which nothing else is read
    return (shape.kind, held) if held else None


def _near(shape: ShapeState) -> Hashable:
    if shape.place is None:
        return None
    grid = 60_000
    return shape.kind, shape.place.x // grid, shape.place.y // grid


def _by_likeness(base: SlideState, other: SlideState, found: dict[int, int]) -> None:
    """Pair what is left by words and place, the likeliest first."""
    scores = []
    for place, shape in enumerate(base.shapes):
        if place in found:
            continue
        for at, one in enumerate(other.shapes):
            if (
                at in found.values()
                or (one.kind, one.is_chrome) != (shape.kind, shape.is_chrome)
                or (one.key and shape.key and one.key != shape.key)
            ):
                continue
            score = _alike(shape, one)
            if score >= 0.5:
                scores.append((-score, place, at))
    for _, place, at in sorted(scores):
        if place not in found and at not in found.values():
            found[place] = at


def _alike(one: ShapeState, other: ShapeState) -> float:
    first, second = (Counter(_WORD.findall(shape.text.lower())) for shape in (one, other))
    whole = sum(first.values()) + sum(second.values())
    score = 2 * sum((first & second).values()) / whole if whole else 0.0
    if one.place and other.place and one.place.near(other.place, 130_000):
        score += 0.5
    if one.slot and one.slot.partition(":")[0] == other.slot.partition(":")[0]:
        score += 0.2
    return score
