"""What PowerPoint does to a deck that it only opens and saves is no change by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from deckgen.regenerate.merging.plan import Choices, Kind
from deckgen.regenerate.regenerate import Keeping, regenerate
from tests.regenerate import hands, talk
from tests.regenerate.noise import like_powerpoint

KEEPING = Keeping(Path("talk.pptx"))
ANIMATED = talk.TALK.replace("        bullets:", "        build: true\n        bullets:")


@pytest.mark.parametrize("text", [talk.TALK, ANIMATED], ids=["still", "animated"])
def test_a_deck_that_powerpoint_saved_is_unchanged(text: str) -> None:
    """Nothing of it counts as changed, and a build leaves it as it is, byte by byte."""
    generated = talk.deck(text)
    made = regenerate(like_powerpoint(generated), generated, KEEPING, Choices())
    assert made.plan.findings == ()
    again = regenerate(made.data, generated, KEEPING, Choices())
    assert again.data == made.data


@pytest.mark.parametrize("slide", ["points", "table", "picture", "numbers", "steps", "prose"])
def test_a_slide_that_powerpoint_saved_goes_with_the_outlines(slide: str) -> None:
    """It was provably not touched, so it is deleted without a word, and its words come anew elsewhere."""
    saved = like_powerpoint(talk.deck(talk.TALK))
    outline = talk.deck(talk.without(slide)(talk.TALK))
    made = regenerate(saved, outline, KEEPING, Choices())
    assert not made.plan.conflicts
    assert [one.slide for one in made.plan.findings if one.field == "slide"] == [slide]
    assert len(made.merged.slides) == len(made.outline.slides)


def test_what_was_retyped_replaces_what_powerpoint_saved() -> None:
    """The outline's shape takes the place of one that was only saved again."""
    change = talk.Change("The straw turns brittle", "The straw becomes brittle", "becomes brittle")
    made = regenerate(like_powerpoint(talk.deck(talk.TALK)), talk.deck(change(talk.TALK)), KEEPING, Choices())
    assert [(one.kind, one.field) for one in made.plan.findings] == [(Kind.APPLIED, "text")]
    assert "normAutofit" not in str(hands.shape(hands.opened(made.data), "becomes brittle")._element.xml)
