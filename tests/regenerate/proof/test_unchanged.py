"""A deck with everything in it, with nothing changed, merges to the same bytes."""

from __future__ import annotations

from typing import Any

import pytest

from deckgen.regenerate.applying.apply import apply
from deckgen.regenerate.merging.merge import merge
from deckgen.regenerate.reading.package import open_package
from deckgen.regenerate.reading.read import read_deck
from tests.regenerate import hands, talk
from tests.regenerate.extras import EXTRAS
from tests.regenerate.noise import like_powerpoint

DECKS: dict[str, Any] = {
    **{name: (name,) for name in EXTRAS},
    "all of it": tuple(one for one in EXTRAS if one != "a sound"),
}


@pytest.mark.parametrize("name", DECKS)
def test_nothing_changed_changes_nothing(name: str) -> None:
    """Whoever made it: no finding, no part touched, with base, hand and outline the same deck."""
    deck = hands.opened(talk.deck(talk.TALK))
    for one in DECKS[name]:
        EXTRAS[one](deck, hands.slide(deck, "Grain is cut"))
    data = like_powerpoint(hands.saved(deck))
    base, hand, outline = (open_package(data) for _ in range(3))
    plan = merge(read_deck(base), read_deck(hand), read_deck(outline))
    assert plan.findings == ()
    apply(plan, hand, outline)
    assert not hand.changed
    assert hand.files == base.files
