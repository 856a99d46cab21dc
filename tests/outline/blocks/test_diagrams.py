"""Processes and comparisons, as typed."""

from __future__ import annotations

from pathlib import Path

import pytest

from deckgen.outline import model
from deckgen.outline.read import read_outline

HEAD = "title: T\nsections:\n  one:\n    title: One\n    slides:\n      - title: S\n"


def read(typed: str) -> tuple[model.Block | None, list[str]]:
    """Return the block of a slide, and what is said against it."""
    reading = read_outline((HEAD + typed).encode(), Path("talk.yaml"))
    said = [one.message for one in reading.diagnostics]
    assert reading.outline
    blocks = reading.outline.sections[0].slides[0].blocks
    return (blocks[0] if blocks else None), said


def test_a_step_is_a_text_or_a_title_with_more_below_it() -> None:
    """Short and full form may stand in one process."""
    block, said = read(
        "        process:\n          - Ask\n          - title: Read\n            text: All of it\n"
    )
    assert said == []
    assert isinstance(block, model.Process)
    assert [(str(one.title), one.text and str(one.text)) for one in block.steps] == [
        ("Ask", None),
        ("Read", "All of it"),
    ]


def test_a_comparison_has_two_sides_and_rows_of_three() -> None:
    """What is compared comes first in its row."""
    block, said = read(
        "        compare:\n          sides: [A, B]\n          rows:\n            - [c, d, e]\n"
    )
    assert said == []
    assert isinstance(block, model.Comparison)
    assert [str(one) for one in (*block.sides, *block.rows[0])] == ["A", "B", "c", "d", "e"]


@pytest.mark.parametrize(
    ("typed", "messages"),
    [
        (
            "compare:\n          sides: [A]\n          rows: [[c, d, e]]",
            ['"sides" has 1 value; it takes two texts'],
        ),
        (
            "compare:\n          sides: [A, B]\n          rows: [[c, d, e, f]]",
            ["the list has 4 values; it takes a row of three texts"],
        ),
        (
            "compare:\n          sides: [A, B]\n          rows: [c]",
            [
                "expected a row of three texts, for instance [Courts, special, regular], "
                'but found the text "c"'
            ],
        ),
        ("process:\n          - text: x", ['a step needs "title"']),
        ("process: Ask", ['expected a list of steps, but found the text "Ask"']),
    ],
)
def test_what_is_no_diagram_is_said(typed: str, messages: list[str]) -> None:
    """Too few sides, rows of the wrong length and steps without a title are errors in words."""
    assert read(f"        {typed}\n")[1] == messages
