"""Each kind of edit by hand × what saved the deck × what the outline changed × where the base is."""

from __future__ import annotations

import functools
import itertools
import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from deckgen.regenerate.merging.plan import Choices, Kind
from deckgen.regenerate.reading.kept import kept_files
from deckgen.regenerate.regenerate import Keeping, Regenerated, regenerate
from tests.regenerate import hands, talk
from tests.regenerate.hands import HANDS, Hand
from tests.regenerate.noise import like_powerpoint, without_base
from tests.regenerate.office import resaved
from tests.tools import Office

WHOLE = os.environ.get("DECKGEN_MATRIX") == "whole"
"""All of it, by hand; otherwise every edit meets three changes of the outline, noise and base in turn."""

NOISES: dict[str, Callable[[bytes], bytes]] = {"no noise": lambda data: data, "PowerPoint": like_powerpoint}
OFFICE = {
    "LibreOffice": ("pptx",),
    "LibreOffice five times": ("pptx",) * 5,
    "OpenDocument": ("odp", "pptx"),
}
"""In which forms LibreOffice saves a deck, one after the other."""

BASES = ("inside", "beside", "lost")
CHANGES = (*talk.OUTLINES, "same field", "dropped", "retitled")


@dataclass(frozen=True)
class Case:
    """One cell of the matrix."""

    hand: str
    change: str
    noise: str
    base: str


def cases(noises: Iterable[str]) -> Iterator[Case]:
    """Yield the cells that are tried in every run, noise and base in turn."""
    turns = itertools.cycle(itertools.product(noises, BASES))
    others = itertools.cycle((*talk.OUTLINES, "retitled"))
    for hand in HANDS:
        for change in (next(others), "same field", "dropped"):
            if change == "same field" and HANDS[hand].same is None:
                continue
            noise, base = next(turns)
            yield Case(hand, change, noise, base)


def every_case(noises: Iterable[str]) -> Iterator[Case]:
    """Yield all cells for some noises."""
    for hand, change, noise, base in itertools.product(HANDS, CHANGES, noises, BASES):
        if change != "same field" or HANDS[hand].same is not None:
            yield Case(hand, change, noise, base)


@functools.cache
def worked(name: str) -> bytes:
    """Return the talk's deck after an edit by hand."""
    deck = hands.opened(talk.deck(talk.TALK))
    HANDS[name].do(deck)
    return hands.saved(deck)


def outline_of(case: Case, hand: Hand) -> str:
    """Return the outline as its author has changed it."""
    if case.change == "same field":
        assert hand.same is not None
        return hand.same(talk.TALK)
    if case.change == "dropped":
        return hand.dropped(talk.TALK)
    if case.change == "retitled":
        return talk.retitled(talk.TALK, hand.dropped.slide)
    return talk.OUTLINES[case.change](talk.TALK)


@dataclass
class Tried:
    """What came of the cells of the matrix."""

    counts: Counter[str] = field(default_factory=Counter)
    lost: list[str] = field(default_factory=list)

    def case(self, case: Case, deck: bytes, folder: Path) -> None:
        """Try one cell; `deck` is as whatever saved it last has left it."""
        folder.mkdir(parents=True)
        hand, before, after = (
            HANDS[case.hand],
            talk.deck(talk.TALK),
            talk.deck(outline_of(case, HANDS[case.hand])),
        )
        if case.base != "inside":
            deck = without_base(deck)
        if case.base == "beside":
            for path, data in kept_files(talk.pages(talk.TALK), before, folder / "talk.pptx", None).items():
                path.parent.mkdir(exist_ok=True)
                path.write_bytes(data)
        made = regenerate(deck, after, Keeping(folder / "talk.pptx"), Choices())
        merged = hands.opened(made.data)
        kept = hand.stays(merged)
        self.counts["merges"] += 1
        self.counts["edits kept"] += kept
        self.counts["conflicts reported"] += len(made.plan.conflicts)
        self.counts["changes applied"] += sum(one.kind is Kind.APPLIED for one in made.plan.findings)
        if not kept:
            self.lost.append(f"{case}: the edit is gone")
        if problem := _outline_lost(case, hand, made, merged):
            self.lost.append(f"{case}: {problem}")
        again = regenerate(made.data, after, Keeping(folder / "talk.pptx"), Choices())
        if again.data != made.data or again.plan.conflicts:
            self.lost.append(f"{case}: a second build changes the deck")

    def told(self) -> str:
        """Return the counts in a line."""
        counted = ", ".join(f"{count} {name}" for name, count in self.counts.items())
        return f"{counted}, {len(self.lost)} silently lost"


@pytest.mark.slow
def test_nothing_is_lost(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What was done by hand is in the merged deck, the outline's change is there, too, or is reported."""
    tried = Tried()
    for number, case in enumerate(every_case(NOISES) if WHOLE else cases(NOISES)):
        tried.case(case, NOISES[case.noise](worked(case.hand)), tmp_path / str(number))
    with capsys.disabled():
        print(f"\n{tried.told()}")
    assert tried.lost == []


@pytest.mark.parametrize("noise", OFFICE if WHOLE else [*OFFICE][:1])
def test_nothing_is_lost_that_libreoffice_leaves(
    noise: str, soffice: Office, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The same after LibreOffice has opened and saved the deck: what it has kept is not lost afterwards."""
    decks = resaved(soffice, [worked(name) for name in HANDS], tmp_path / "saved", *OFFICE[noise])
    saved = dict(zip(HANDS, decks, strict=True))
    dropped = [name for name, deck in saved.items() if not HANDS[name].stays(hands.opened(deck))]
    tried = Tried()
    # In every run, each edit meets one change of the outline: a merge takes a third of a second.
    for number, case in enumerate(every_case([noise]) if WHOLE else list(cases([noise]))[::3]):
        if case.hand not in dropped:
            tried.case(case, saved[case.hand], tmp_path / str(number))
    with capsys.disabled():
        print(f"\n{noise}: {tried.told()}; LibreOffice itself dropped {', '.join(dropped) or 'nothing'}")
    assert tried.lost == []


def _outline_lost(case: Case, hand: Hand, made: Regenerated, deck: hands.Deck) -> str:
    """Return what of the outline's change is neither in the deck nor reported, empty where nothing is."""
    said = hands.texts(deck)
    told = [
        f"{one.outline} {one.base} {one.hand}" for one in made.plan.findings if one.kind is not Kind.APPLIED
    ]
    change = hand.same if case.change == "same field" else talk.OUTLINES.get(case.change)
    if isinstance(change, talk.Change):
        shown = any(change.shows in text for text in said)
        reported = any(change.shows in text for text in told)
        if not shown and not reported:
            return "the outline's change is gone"
        if not shown and hand.merges and not made.lost and case.change == "same field":
            return "the outline's change was not applied though nothing is in its way"
        if case.change == "another field" and not shown and not made.lost and case.hand != "a slide deleted":
            return "a change elsewhere was not applied"
    if case.change == "retitled" and case.hand != "a slide deleted":
        shown = any(talk.RETITLED in text for text in said)
        if not shown and not any(talk.RETITLED in text for text in told):
            return "the new title is gone"
        if not shown and not made.lost and case.hand != "a title":
            return "the new title was not applied"
    if case.change == "moved" and not made.lost:
        titles = [one.title for one in made.merged.slides]
        grain = next((at for at, one in enumerate(titles) if one.startswith("Grain is cut")), 99)
        flour = next((at for at, one in enumerate(titles) if one.startswith("Three kinds")), -1)
        if flour > grain:
            return "the outline's move was not applied"
    return ""
