"""What is asked for from the outline is there afterwards, whatever was done by hand; the rest is said."""

from __future__ import annotations

from typing import Any

import pytest

from deckgen.regenerate.merging.plan import Choices, Kind
from deckgen.regenerate.regenerate import Regenerated
from tests.regenerate import hands, talk
from tests.regenerate.hands import HANDS
from tests.regenerate.merging.test_sheets import EDITS as SHEETS
from tests.regenerate.merging.test_status import EDITS, merged, worked

DONE = {**{name: hand.do for name, hand in HANDS.items()}, **{name: do for name, (do, _) in EDITS.items()}}

OWN = frozenset(
    ("a slide of one's own", "a shape of one's own", "narrower slides", "an old comment", "a modern comment")
) | {"an add-in's tag", "a video", "ink", "SmartArt", "an Excel sheet", "a jump link"}
"""What no outline has anything for: it stays, and that is said."""


def left(made: Regenerated) -> list[str]:
    """Name what still differs from the outline once a merge is done."""
    return [one.name for one in merged(made.data).plan.findings]


TAKEN = [one for one in DONE if one not in OWN and one not in ("the same word", "a point more", "sections")]


@pytest.mark.slow
@pytest.mark.parametrize("turn", range(7))
def test_what_is_asked_for_is_taken(turn: int) -> None:
    """Each by its own name, by its slide's, and with everything else: nothing then differs."""

    def do(deck: Any) -> None:
        for name in TAKEN[turn::7]:
            DONE[name](deck)

    deck = worked(do)
    said = {one.name: one for one in merged(deck).plan.findings}
    assert len(said) >= len(TAKEN[turn::7]) - 1
    alone = merged(deck, choices=Choices(frozenset(said)))
    assert left(alone) == []
    assert {one.kind for one in alone.plan.findings} == {Kind.APPLIED}
    assert not alone.diagnostics
    assert left(merged(deck, choices=Choices(all="outline"))) == []
    slides = {one.slide for one in said.values()}
    assert left(merged(deck, choices=Choices(frozenset(slides)))) == []


@pytest.mark.parametrize("name", [*SHEETS, "sections"])
def test_masters_and_sections_are_taken(name: str) -> None:
    """By the name that the report gives them, and with everything else."""
    deck = SHEETS[name](talk.deck(talk.TALK)) if name in SHEETS else worked(DONE[name])
    said = frozenset(one.name for one in merged(deck).plan.findings)
    assert left(merged(deck, choices=Choices(said))) == []
    assert left(merged(deck, choices=Choices(all="outline"))) == []


@pytest.mark.parametrize("name", ["a shape of one's own", "an old comment", "narrower slides"])
def test_what_no_outline_has_stays_and_is_said(name: str) -> None:
    """With a name that was typed; when everything is taken, one's own stays silently."""
    deck = worked(DONE[name])
    (said,) = [one.name for one in merged(deck).plan.findings]
    made = merged(deck, choices=Choices(frozenset({said})))
    assert [one.message for one in made.diagnostics if "cannot be taken" in one.message]
    assert left(made) == [said]
    assert merged(deck, choices=Choices(all="outline")).diagnostics == ()


def test_a_shape_taken_by_its_name_leaves_the_others() -> None:
    """All of that shape is as the outline has it; what was done beside it stays."""

    def do(deck: Any) -> None:
        for name in (
            "a title",
            "the size of a title",
            "the colour of a point",
            "a word of a point, another in the outline",
        ):
            HANDS[name].do(deck)

    made = merged(worked(do), choices=Choices(frozenset({"points/body"})))
    assert left(made) == ["points/title:text", "prose/title:style"]


def test_what_is_taken_back_lies_where_it_lay() -> None:
    """A picture's caption that was deleted comes back after the picture, not beneath everything."""
    deck = worked(HANDS["a shape deleted"].do)
    made = merged(deck, choices=Choices(frozenset({"picture/caption:shape"})))
    wanted = [one.name for one in hands.slide(hands.opened(talk.deck(talk.TALK)), "A mill grinds").shapes]
    assert [one.name for one in hands.slide(hands.opened(made.data), "A mill grinds").shapes] == wanted


def test_a_title_put_back_by_hand_where_it_was_has_not_changed() -> None:
    """A place that is written down says what one that is inherited says."""

    def do(deck: Any) -> None:
        title = hands.shape(deck, "Grain is cut")
        left, top, width, height = title.left, title.top, title.width, title.height
        title.left, title.top, title.width, title.height = left, top, width, height

    assert merged(worked(do)).plan.findings == ()


def test_a_group_does_not_repeat_what_is_told_of_its_members() -> None:
    """A step that was painted is one finding."""
    found = merged(worked(HANDS["a step painted"].do)).plan.findings
    assert [one.name for one in found] == ["steps/step-2:style"]


def test_shapes_that_are_new_come_in_the_outlines_order() -> None:
    """Two of them that follow the same one, which itself is replaced."""
    anew = talk.TALK.replace(
        "image: {file: shapes.png, alt: Two shapes, caption: Stones seen from above}",
        "image: {file: shapes.png, alt: Two round shapes, caption: Stones seen from above, credit: Ann}\n"
        "        text: They turn slowly.",
    )
    made = merged(worked(HANDS["a point more"].do), anew)
    wanted = [one.name for one in hands.slide(hands.opened(talk.deck(anew)), "A mill grinds").shapes]
    assert [one.name for one in hands.slide(hands.opened(made.data), "A mill grinds").shapes] == wanted
