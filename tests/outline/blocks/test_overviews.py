"""Agendas and summaries, as typed."""

from __future__ import annotations

from pathlib import Path

import pytest

from deckgen.outline import model
from deckgen.outline.read import read_outline

TALK = """\
title: A talk
sections:
  one:
    title: The first
    claim: It began well.
    slides:
      - title: A
        text: x
  two:
    title: The second
    slides:
      - {slide}
"""


def read(slide: str, text: str = TALK) -> tuple[model.Outline | None, list[str]]:
    """Return an outline with a slide as typed, and what is said against it."""
    reading = read_outline(text.replace("{slide}", slide).encode(), Path("talk.yaml"))
    return reading.outline, [one.message for one in reading.diagnostics]


def block(outline: model.Outline | None) -> model.Block:
    """Return what fills the slide."""
    assert outline is not None
    return outline.sections[1].slides[0].blocks[0]


def test_an_agenda_needs_neither_items_nor_a_title() -> None:
    """`agenda: true` stands for the sections; a list is kept as typed."""
    outline, said = read("agenda: true")
    assert said == []
    found = block(outline)
    assert isinstance(found, model.Agenda)
    assert found.items == ()
    found = block(read("agenda: [One, Two]")[0])
    assert isinstance(found, model.Agenda)
    assert [str(one) for one in found.items] == ["One", "Two"]


def test_a_summary_says_the_claims_again() -> None:
    """It is made of the claims that there are; without any, of the titles of the other sections."""
    found = block(read("summary: true")[0])
    assert isinstance(found, model.Summary)
    assert [str(one) for one in found.items] == ["It began well."]
    found = block(read("summary: true", TALK.replace("    claim: It began well.\n", ""))[0])
    assert isinstance(found, model.Summary)
    assert [str(one) for one in found.items] == ["The first"]


@pytest.mark.parametrize(
    ("slide", "message"),
    [
        ("agenda: false", '"agenda: false" leaves the slide empty'),
        ("summary: maybe", 'expected true or false, but found "maybe"'),
        ("agenda:", '"agenda" is empty; it needs true or false'),
    ],
)
def test_what_is_no_agenda_is_said(slide: str, message: str) -> None:
    """Anything but `true` and a list is an error in words."""
    assert read(slide)[1] == [message]
