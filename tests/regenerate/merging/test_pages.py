"""A slide that goes on over several pages merges as one text, wherever its pages end."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from deckgen.regenerate.merging.paging import Unit, repaged
from deckgen.regenerate.merging.plan import Choices
from deckgen.regenerate.reading.snapshot import PLAIN, Line, Lines, Look, Stretch
from deckgen.regenerate.regenerate import Keeping, Regenerated, regenerate
from tests.regenerate import hands, talk
from tests.regenerate.noise import like_powerpoint

HEAD = """\
title: A long talk
sections:
  only:
    title: All of it
    slides:
      - id: long
        title: It goes on
"""

END = """\
      - id: end
        title: The end
        text: That was all of it, thank you.
"""

WORDS = "bread flour water salt yeast oven stone mill field grain straw mouse baker village hand morning heat"


def listed(numbers: list[int]) -> str:
    """Return a talk with a list of the points of these numbers."""
    points = "".join(
        f"          - Point {one} says something that goes on for a good while, says more than fits on one "
        f"line of the slide and ends with E{one}\n"
        for one in numbers
    )
    return f"{HEAD}        bullets:\n{points}        notes: Take your time with it.\n{END}"


def told(numbers: list[int]) -> str:
    """Return a talk with a running text of the sentences of these numbers."""
    sentences = []
    for one in numbers:
        chance = random.Random(one)
        words = " ".join(chance.choice(WORDS.split()) for _ in range(14)).capitalize()
        sentences.append(f"{words} ends E{one}.")
    return f"{HEAD}        text: {' '.join(sentences)}\n{END}"


def tabled(numbers: list[int]) -> str:
    """Return a talk with a table of the rows of these numbers."""
    rows = "".join(
        f'            - [Name E{one}, "{one * 37}", Some use that is told here]\n' for one in numbers
    )
    return f"{HEAD}        table:\n          columns: [Kind, Ash, Use]\n          rows:\n{rows}{END}"


def merged(before: str, after: str, do: Callable[[hands.Deck], None]) -> Regenerated:
    """Return what comes of a deck in which something was done, built again from another outline."""
    deck = hands.opened(talk.deck(before))
    do(deck)
    worked = like_powerpoint(hands.saved(deck))
    return regenerate(worked, talk.deck(after), Keeping(Path("talk.pptx")), Choices())


def changed(number: int) -> Callable[[hands.Deck], None]:
    """Return an edit by hand: `E<number>` becomes `X<number>`, and red."""

    def do(deck: hands.Deck) -> None:
        for run in (run for page in deck.slides for run in _runs(page)):
            if re.search(rf"E{number}\b", run.text):
                run.text = re.sub(rf"E{number}\b", f"X{number}", run.text)
                run.font.color.rgb = hands.RGBColor(0xC0, 0x10, 0x10)

    return do


def _runs(page: Any) -> Iterator[Any]:
    frames = [shape.text_frame for shape in page.shapes if shape.has_text_frame]
    frames += [cell.text_frame for row in _rows(page) for cell in row.cells]
    yield from (run for frame in frames for part in frame.paragraphs for run in part.runs)


def _rows(page: Any) -> Iterator[Any]:
    for shape in page.shapes:
        if getattr(shape, "has_table", False) and shape.has_table:
            yield from shape.table.rows


def ends(made: Regenerated) -> list[str]:
    """Return the marks of points, sentences or rows of all pages in order."""
    shapes = (shape for slide in made.merged.slides for shape in slide.shapes)
    return [mark for shape in shapes for mark in re.findall(r"\b[EX]\d+", shape.text)]


FIRST = list(range(30))


@pytest.mark.parametrize("kind", [listed, told, tabled])
@pytest.mark.parametrize(
    "after",
    [
        [one for one in FIRST if one not in (1, 2, 3, 5)],
        [*range(100, 112), *FIRST],
        [one for one in FIRST if one > 11],
        [*FIRST, *range(100, 120)],
        [13, 14, 15, 16],
    ],
    ids=["four less", "twelve more in front", "the first twelve gone", "twenty more at the end", "four left"],
)
def test_a_change_by_hand_goes_with_its_words(kind: Callable[[list[int]], str], after: list[int]) -> None:
    """The hand's word is there once, where its sentence has moved to, and as red as it was."""
    made = merged(kind(FIRST), kind(after), changed(15))
    assert made.plan.conflicts == ()
    assert ends(made) == [f"X{one}" if one == 15 else f"E{one}" for one in after]
    red = [one for one in hands.opened(made.data).slides if b"C01010" in etree.tostring(one._element)]
    assert len(red) == 1 or (red and kind is told)  # what is red there is half a page
    again = regenerate(made.data, talk.deck(kind(after)), Keeping(Path("talk.pptx")), Choices())
    assert again.data == made.data


@pytest.mark.parametrize("kind", [listed, tabled])
def test_what_was_changed_and_is_gone_is_a_conflict_on_a_page_that_is_left(
    kind: Callable[[list[int]], str],
) -> None:
    """No page stays behind with one point on it and a number of its own."""
    made = merged(kind(FIRST), kind([0, 1, 2, 3]), changed(15))
    assert len(made.plan.conflicts) == 1
    assert ends(made) == ["E0", "E1", "E2", "E3", "X15"]
    assert [one.title for one in made.merged.slides] == ["A long talk", "It goes on", "The end"]


def test_rows_are_as_tall_as_the_outline_has_them() -> None:
    """Rows that came from a page with fewer of them do not push the table off the slide."""
    after = [one for one in FIRST if one > 11]
    made = merged(tabled(FIRST), tabled(after), changed(15))
    heights = [
        [row.height for page in hands.opened(data).slides for row in _rows(page)]
        for data in (made.data, talk.deck(tabled(after)))
    ]
    assert heights[0] == heights[1]


def paged(words: list[str], chance: random.Random) -> list[Lines]:
    """Return words on pages, cut into paragraphs and pages at random."""
    pages: list[list[list[str]]] = [[[]]]
    for place, one in enumerate(words):
        if place and chance.random() < 0.1:
            pages.append([[]])
        elif place and chance.random() < 0.2:
            pages[-1].append([])
        pages[-1][-1].append(one)
    look = Look(0, "", "")
    return [tuple(Line(0, (Stretch(" ".join(line), PLAIN, look),), "l") for line in page) for page in pages]


def said_by(units: tuple[Unit, ...], pages: list[Lines]) -> list[str]:
    """Return the words of units."""
    texts = [pages[one.page][one.line].text[one.start : one.stop] for unit in units for one in unit.slices]
    return " ".join(texts).split()


def test_no_word_is_lost_or_doubled_or_leaves_its_order() -> None:
    """However three texts are cut into pages, base and hand say after it what they said, on rising pages."""
    chance = random.Random(5)
    for _ in range(400):
        words = [f"w{chance.randrange(40)}" for _ in range(chance.randrange(1, 60))]
        sides = []
        for _ in range(3):
            side = [one for one in words if chance.random() < 0.9] or ["w"]
            side.insert(chance.randrange(len(side) + 1), f"n{chance.randrange(9)}")
            sides.append(paged(side, chance))
        base, hand, outline = sides
        for units, pages in zip(repaged(base, hand, outline), (base, hand), strict=True):
            assert said_by(units, pages) == " ".join(one.text for page in pages for one in page).split()
            assert [one.to for one in units] == sorted(one.to for one in units)
            assert all(0 <= one.to < len(outline) for one in units)
