"""Where lines may end, and how many there are."""

from __future__ import annotations

import pytest

from deckgen.deck.model import Run, Runs
from deckgen.layout.text.lines import break_lines, ems, row_starts, width_of
from deckgen.layout.text.measure import APART, WIDER, Measured, measure
from deckgen.units import Emu, grid
from tests.layout.decks import LECTERN

BODY = LECTERN.styles["body"]


def measured(*texts: Run | str) -> Measured:
    """Return texts measured in the body's style."""
    runs: Runs = tuple(Run(one) if isinstance(one, str) else one for one in texts)
    return measure(runs, BODY, LECTERN)


def fragments(text: str) -> list[str]:
    """Return the pieces of a text behind which a line may end."""
    found = measured(text)
    return [found.fragment(place) for place in range(len(found.widths))]


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("one two  three", ["one", "two", "three"]),
        ("well-known post-Stalin", ["well-", "known", "post-", "Stalin"]),
        ("1956-1962 and 1953–64", ["1956-1962", "and", "1953–64"]),
        ("so—as he said—it was", ["so—", "as", "he", "said—", "it", "was"]),
        ("-5 degrees, a -b", ["-5", "degrees,", "a", "-b"]),
        ("and/or", ["and/or"]),
        ("p.\u00a0294 (1\u00a0of\u00a02)", ["p.\u00a0294", "(1\u00a0of\u00a02)"]),
        ("Ver\u00adant\u00adwortung", ["Ver\u00ad", "ant\u00ad", "wortung"]),
        ("漢字、仮名。", ["漢", "字、", "仮", "名。"]),
        ("「漢」字", ["「漢」", "字"]),
        ("第20回", ["第", "20", "回"]),
        ("한국어 문장", ["한국어", "문장"]),
    ],
)
def test_where_lines_may_end(text: str, pieces: list[str]) -> None:
    """Lines end behind spaces, hyphens and dashes between letters and ideographs, never against kinsoku."""
    assert fragments(text) == pieces


def test_a_word_of_several_runs_is_one_word() -> None:
    """A word that is partly emphasised is not broken where its face changes, and each part has its width."""
    found = measured("de", Run("Stalin", italic=True), "isation ended")
    assert [found.fragment(place) for place in range(len(found.widths))] == ["deStalinisation", "ended"]
    plain = measured("deStalinisation ended")
    assert found.widths[0] != plain.widths[0]
    assert found.widths[0] == pytest.approx(plain.widths[0], rel=0.1)


def test_bold_is_wider_and_scripts_are_smaller() -> None:
    """Bold, code, superscript and subscript runs are measured as they are set."""
    normal = measured("Stalinism").total
    assert measured(Run("Stalinism", bold=True)).total > normal
    assert measured(Run("Stalinism", code=True)).total == pytest.approx(9 * 0.6, abs=0.01)
    assert measured(Run("Stalinism", superscript=True)).total == pytest.approx(normal * 0.67)
    assert measured(Run("Stalinism", subscript=True)).total == pytest.approx(normal * 0.67)


def test_lines_are_filled_greedily() -> None:
    """Each line takes the words that fit; the rest goes on."""
    found = measured("aa aa aa aa aa")
    one, gap = found.widths[0], found.gaps[0]
    assert break_lines(found, one).rows == 5
    assert break_lines(found, 2 * one + gap + 0.001).rows == 3
    assert break_lines(found, found.total).rows == 1
    assert row_starts(found, 2 * one + gap + 0.001, 0, 99) == [0, 2, 4]


def test_three_percent_are_kept_free() -> None:
    """A line that fills its box to the last point counts as two."""
    found = measured("The report was read out behind closed doors")
    exactly = Emu(int(found.total * 26 * 12_700) + 1)
    assert break_lines(found, ems(exactly, 26)).rows == 2
    assert break_lines(found, ems(width_of(found.total, 26), 26)).rows == 1


def test_later_lines_of_a_hanging_paragraph_are_shorter() -> None:
    """A hanging indent takes room from all lines but the first."""
    found = measured("aa aa aa aa aa")
    width = 2 * found.widths[0] + found.gaps[0] + 0.001
    assert break_lines(found, width, hang=0.5).rows == 4


def test_a_forced_line_end() -> None:
    """A line feed inside a paragraph ends its line."""
    assert break_lines(measured("one\ntwo"), 100.0).rows == 2


def test_a_word_wider_than_the_line_is_named() -> None:
    """An ordinary word is not broken: it is found, so that the size can step down."""
    found = measured("a Donaudampfschifffahrtsgesellschaft sank")
    broken = break_lines(found, 5.0)
    assert broken.torn is not None
    assert found.fragment(broken.torn) == "Donaudampfschifffahrtsgesellschaft"


def test_addresses_are_broken_anywhere() -> None:
    """A long address takes as many lines as the most wasteful renderer makes of it."""
    found = measured(
        "see https://www.example.com/some/very/long/path/that/goes/on/index.html?query=something"
    )
    broken = break_lines(found, ems(grid(40), 26))
    assert broken.torn is None
    whole = found.total / ems(grid(40), 26)
    assert whole < broken.rows <= whole + 4


@pytest.mark.parametrize(
    ("text", "borders"),
    [
        ("中A", 1),
        ("1917年的HTML和CSS", 4),
        ("한국어 HTML", 1),
        ("中，A", 1),
        ("中—文", 0),
        ("中(文)", 3),
        ("かな", 0),
        ("A 1 B", 0),
    ],
)
def test_ideographs_and_latin_letters_are_set_apart(text: str, borders: int) -> None:
    """LibreOffice leaves a quarter of an em at each border, over a space, too."""
    apart = sum(measured(letter).total for letter in text if letter != " ")
    apart += text.count(" ") * measured("A B").gaps[0]
    assert measured(text).total == pytest.approx(apart + borders * APART)


@pytest.mark.parametrize(
    ("text", "wide"), [("中“文”", 2), ("“文”中", 2), ("中“Web”中", 1), ("“Web”", 0), ("“中”", 2)]
)
def test_quotation_marks_among_ideographs_are_as_wide(text: str, wide: int) -> None:
    """They are set in the ideographs' face; behind a Latin word they stay narrow."""
    apart = sum(measured(letter).total for letter in text)
    borders = 2 if "中“Web”中" in text else 0
    assert measured(text).total == pytest.approx(apart + wide * WIDER + borders * APART)
