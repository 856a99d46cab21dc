"""Points that their author has numbered by hand are a numbered list."""

from __future__ import annotations

from pathlib import Path

import pytest

from deckgen.outline import model
from deckgen.outline.read import read_outline

HEAD = "title: T\nsections:\n  one:\n    title: One\n    slides:\n      - title: A\n        bullets:\n"


def _list(*lines: str) -> model.Bullets:
    text = HEAD + "".join(f"          {line}\n" for line in lines)
    reading = read_outline(text.encode(), Path("talk.yaml"))
    assert reading.outline is not None
    assert reading.diagnostics == ()
    (block,) = reading.outline.sections[0].slides[0].blocks
    assert isinstance(block, model.Bullets)
    return block


def _said(items: tuple[model.Bullet, ...]) -> list[object]:
    return [(str(one.text), _said(one.children)) if one.children else str(one.text) for one in items]


@pytest.mark.parametrize(
    ("lines", "start", "said"),
    [
        (["- 1. Find", "- 2. Move"], 1, ["Find", "Move"]),
        (["- 4) Find", "- 5) Move"], 4, ["Find", "Move"]),
        (
            ["- 1. Find", '- "2. Move":', "    - a. to the end", "    - b. or not"],
            1,
            ["Find", ("Move", ["to the end", "or not"])],
        ),
        (["- 1. Find"], None, ["1. Find"]),
        (["- 1. Find", "- 3. Move"], None, ["1. Find", "3. Move"]),
        (["- 1. Find", "- Move"], None, ["1. Find", "Move"]),
        (["- 1956. A year", "- 1957. Another"], None, ["1956. A year", "1957. Another"]),
        (["- 1.5 litres", "- 2.5 litres"], None, ["1.5 litres", "2.5 litres"]),
    ],
)
def test_numbers_that_count_on_are_those_of_the_list(
    lines: list[str], start: int | None, said: list[object]
) -> None:
    """Only where each point counts on from the one before; what they say keeps its place in the file."""
    found = _list(*lines)
    assert (found.start, _said(found.items)) == (start, said)


def test_a_point_without_its_number_keeps_its_place() -> None:
    """Messages about its words still point at them."""
    first = _list("- 1. Find", "- 2. Move").items[0].text
    assert (first.span.line, first.at(0, 4).column) == (8, 16)
