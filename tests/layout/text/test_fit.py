"""What paragraphs are set at: their sizes, and the numbers that points carry into their box."""

from __future__ import annotations

import pytest

from deckgen.deck.model import Run
from deckgen.layout.pages import ListNumber
from deckgen.layout.text.fit import MeasuredParagraph, draft, evened, flow_of, runts, set_at
from deckgen.structs import replace
from deckgen.units import NONE, Emu, Point, emu
from tests.layout.decks import LECTERN, runs, span


def test_a_number_knows_where_its_list_starts_in_its_box() -> None:
    """Letters start anew below each number; a point that only goes on is not counted as the first shown."""

    def point(level: int, value: int, *, shown: bool = True) -> MeasuredParagraph:
        one = draft(runs("Word"), LECTERN.styles["body"], LECTERN, span(1))
        return replace(one, level=level, number=ListNumber(value, value, NONE, NONE, shown))

    points = (point(0, 4, shown=False), point(0, 5), point(1, 1), point(1, 2), point(0, 6), point(1, 1))
    copy = flow_of(points, LECTERN.styles["body"], LECTERN, Point(18))
    placed = set_at(copy, emu(400), Point(18)).paragraphs()
    assert [one.number.start for one in placed if one.number] == [5, 5, 1, 1, 5, 1]


@pytest.mark.parametrize("run", [Run("2", subscript=True), Run("🗳")], ids=["a subscript", "an emoji"])
def test_close_lines_are_set_wider_for_what_reaches_out_of_them(run: Run) -> None:
    """A headline's lines are as far apart as its face's own where one would sink or begin above its box."""
    style = LECTERN.styles["headline"]
    plain, high = (draft(one, style, LECTERN, span(1)) for one in (runs("Word"), (*runs("Word"), run)))
    assert plain.leading == style.leading
    assert high.leading == LECTERN.face(style).natural > style.leading
    assert high.line > plain.line
    (placed,) = set_at(flow_of((high,), style, LECTERN, Point(24)), emu(400), style.size).paragraphs()
    assert placed.leading == high.leading


def test_wide_lines_stay_as_they_are_whatever_they_hold() -> None:
    """Text that is set wider than its face asks for has room for a subscript."""
    style = LECTERN.styles["body"]
    low = draft((*runs("H"), Run("2", subscript=True)), style, LECTERN, span(1))
    assert (low.leading, low.line) == (style.leading, style.leading)


def test_each_paragraph_ends_its_lines_so_that_its_last_one_is_no_word() -> None:
    """A quotation is balanced, another paragraph made narrower; none takes a line more."""
    quote, body = LECTERN.styles["quote"], LECTERN.styles["body"]
    said = draft(runs("… all so sudden and unexpected … you could hear a pin drop."), quote, LECTERN, span(1))
    full = draft(runs("word " * 21 + "end"), body, LECTERN, span(1))
    short = draft(runs("One line."), body, LECTERN, span(1))
    sized = set_at(flow_of((said, full, short), body, LECTERN, Point(18)), emu(960), Point(28))
    assert sized.lines[0] == 2
    fair = evened(sized, emu(960), ("quote",))
    first, second, third = fair.paragraphs()
    assert (first.short or 0) > emu(200)
    assert (second.short or 0) < emu(200)
    assert third.short == 0
    for one, end in zip(fair.copy.drafts, fair.short, strict=True):
        alone = set_at(replace(sized.copy, drafts=(one,)), Emu(emu(960) - end), Point(28))
        assert runts(alone, Emu(emu(960) - end))[1] == 0
    assert fair.lines == sized.lines
    assert evened(sized.part(2, 3), emu(960)).paragraphs()[0].short is None
