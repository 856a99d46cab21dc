"""The sections of three lists of slides → those of the merged one: named and opened as either side has it.

A section is found again by its id, which PowerPoint keeps, by its name, or by its slides.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence

from deckgen.regenerate.merging.plan import Finding, Key, Kind, MergedSection
from deckgen.regenerate.reading.snapshot import DeckState, SectionState
from deckgen.structs import Struct

Sections = Sequence[SectionState]
Keyed = Sequence[tuple[Key, ...]]
"""The slides of each section of a list, by their keys."""

Parts = tuple[Mapping[str, Key], Mapping[str, Key], Mapping[str, Key]]
"""The keys of the slides by their parts in the base, in the hand's deck and in the outline's."""


Say = Callable[..., Finding]
"""Makes a finding of the slide that opens a section: its key, what became of it, and what each side says."""


class _Section(Struct, frozen=True):
    """One section by its places in the base, the hand's deck and the outline, None where it is not there."""

    base: int | None
    hand: int | None
    outline: int | None


def merge_sections(
    decks: tuple[DeckState, DeckState, DeckState], parts: Parts, ordered: Sequence[Key], say: Say
) -> tuple[MergedSection, ...] | None:
    """Return the sections of a merged list of slides, `ordered` by their keys; None: the deck's own stay."""
    base, hand, outline = (deck.sections for deck in decks)
    if not hand and decks[1].by_office and base:
        hand, parts = base, (parts[0], parts[0], parts[2])  # LibreOffice drops them: they are put in again
    as_generated = _Merging((base, base, outline), (parts[0], parts[0], parts[2]), ordered, _unsaid)
    if not hand:
        told = base and ordered and say(ordered[0], Kind.KEPT, "; ".join(one.name for one in base), "", "")
        return tuple(as_generated.sections()) if told and told.kind is Kind.APPLIED else None
    merging = _Merging((base, hand, outline), parts, ordered, say)
    sections = tuple(merging.sections())
    return tuple(as_generated.sections()) if merging.taken else sections


def _unsaid(key: Key, kind: Kind, *three: str) -> Finding:
    """Make a finding that is told nowhere."""
    return Finding(kind, "", 0, "", "", "section", *three)


class _Merging:
    """Merges the sections of one deck, and says what became of them."""

    def __init__(
        self, lists: tuple[Sections, Sections, Sections], parts: Parts, ordered: Sequence[Key], say: Say
    ) -> None:
        self.lists, self.ordered, self.say = lists, ordered, say
        self.taken = False
        """Whether a section is asked for that was dissolved by hand, or the end of one that was made so."""
        keyed = [
            [tuple(known[part] for part in one.parts if part in known) for one in sections]
            for sections, known in zip(lists, parts, strict=True)
        ]
        base, hand, outline = lists
        mine = _found_again((base, hand), (keyed[0], keyed[1]))
        theirs = _found_again((base, outline), (keyed[0], keyed[2]))
        self.known = [_Section(at, mine.get(at), theirs.get(at)) for at in range(len(base))]
        self.known += [_Section(None, at, None) for at in range(len(hand)) if at not in mine.values()]
        self.known += [_Section(None, None, at) for at in range(len(outline)) if at not in theirs.values()]
        self.homes = [
            {
                key: place
                for place, one in enumerate(self.known)
                if (at := getattr(one, side)) is not None
                for key in keys[at]
            }
            for side, keys in zip(("base", "hand", "outline"), keyed, strict=True)
        ]
        self.order = self._order()

    def _order(self) -> list[int]:
        """Return the sections in order: the hand's, each new one of the outline's after what it follows."""
        by_hand = {one.hand: place for place, one in enumerate(self.known) if one.hand is not None}
        by_outline = {one.outline: place for place, one in enumerate(self.known) if one.outline is not None}
        order = [by_hand[at] for at in sorted(by_hand)]
        before = -1
        for at in sorted(by_outline):
            place = by_outline[at]
            if self.known[place].base is None:
                order.insert(order.index(before) + 1 if before in order else 0, place)
            before = place if place in order else before
        return order

    def sections(self) -> Iterator[MergedSection]:
        """Yield the merged sections."""
        held: dict[int, list[Key]] = {place: [] for place in self.order}
        rank = {place: at for at, place in enumerate(self.order)}
        now = 0
        for key in self.ordered:
            home = self._home(key)
            now = max(now, rank[home]) if home is not None else now
            held[self.order[now]].append(key)
        for place in self.order:
            one, keys = self.known[place], tuple(held[place])
            dropped = one.base is not None and one.outline is None
            if not keys and (one.hand is None or (dropped and self._name(one, 1) == self._name(one, 0))):
                continue
            state = self.lists[1][one.hand] if one.hand is not None else self.lists[2][one.outline or 0]
            yield MergedSection(state.id, self._named(one, keys), keys)
        self._say_gone()

    def _home(self, key: Key) -> int | None:
        """Return the section that a slide goes to, None: that of the slide before it."""
        before, mine, wanted = (homes.get(key) for homes in self.homes)
        chosen = wanted if mine == before else mine
        return next((one for one in (chosen, mine) if one is not None and one in self.order), None)

    def _name(self, one: _Section, side: int) -> str:
        at = (one.base, one.hand, one.outline)[side]
        return self.lists[side][at].name if at is not None else ""

    def _named(self, one: _Section, keys: Sequence[Key]) -> str:
        before, mine, wanted = (self._name(one, side) for side in range(3))
        if one.hand is None:
            return wanted
        if not keys or mine == wanted or (one.outline is None and one.base is not None):
            return mine
        if one.base is not None and mine == before:
            self.say(keys[0], Kind.APPLIED, before, wanted, mine)
            return wanted
        kind = Kind.KEPT if one.base is None or before == wanted else Kind.CONFLICT
        taken = self.say(keys[0], kind, before, wanted, mine).kind is Kind.APPLIED
        self.taken |= taken and one.outline is None
        return wanted if taken and wanted else mine

    def _say_gone(self) -> None:
        """Say which sections were dissolved by hand."""
        for place, one in enumerate(self.known):
            if one.base is not None and one.hand is None and one.outline is not None:
                first = next((key for key in self.ordered if self.homes[0].get(key) == place), None)
                if first is not None:
                    said = self.say(first, Kind.KEPT, self._name(one, 0), self._name(one, 2), "")
                    self.taken |= said.kind is Kind.APPLIED


def _found_again(lists: tuple[Sections, Sections], keyed: tuple[Keyed, Keyed]) -> dict[int, int]:
    """Return which section of the second list each of the first's is."""
    found: dict[int, int] = {}

    def pair(at: int, likely: Sequence[int]) -> None:
        free = [one for one in likely if one not in found.values()]
        if at not in found and free:
            found[at] = free[0]

    base, other = lists
    for at, one in enumerate(base):
        pair(at, [two for two, state in enumerate(other) if (state.id, state.name) == (one.id, one.name)])
    for at, one in enumerate(base):
        pair(at, [two for two, state in enumerate(other) if state.name == one.name])
    for at, keys in enumerate(keyed[0]):
        shared = Counter({two: len({*keys} & {*held}) for two, held in enumerate(keyed[1])})
        pair(at, [two for two, count in shared.most_common() if 2 * count > len(keyed[1][two])])
    return found
