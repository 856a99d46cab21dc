"""A merge costs in proportion to the deck, and reads nothing twice that nobody changed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from deckgen.regenerate.merging.plan import Choices
from deckgen.regenerate.regenerate import Keeping, regenerate
from tests.regenerate import hands, talk
from tests.work import calls


def merging(slides: int) -> Callable[[], object]:
    """Return the merge of a deck of so many slides, in one of which a word was changed."""
    written = "".join(
        f"      - {{id: s{one}, title: Slide {one} of many, bullets: [First {one}, Then it], notes: Say}}\n"
        for one in range(slides)
    )
    text = f"title: Many\nsections:\n  all:\n    title: All of them\n    slides:\n{written}"
    generated = talk.deck(text)
    deck = hands.opened(generated)
    hands._put(deck, "First 1", "First", "Foremost")
    worked = hands.saved(deck)
    return lambda: regenerate(worked, generated, Keeping(Path("talk.pptx")), Choices())


def test_ten_times_the_slides_cost_ten_times_the_work() -> None:
    """No slide is compared with every other one."""
    few, many = merging(4), merging(40)
    few()  # what is done once in a process
    assert calls(many) < 12 * calls(few)
