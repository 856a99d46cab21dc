"""Slips in files of themes and of requirements: all of them in one run, each in its line, with its cure."""

from __future__ import annotations

from pathlib import Path

import pytest

from deckgen.diagnostics import DeckgenError, Diagnostic
from deckgen.outline.requirements import read_requirements
from deckgen.theme.load import read_theme

GOOD = """name: mine
like: lectern
colours:
  accent: '#8A3208'
  ink: '#222222'
  title: '#222233'
  muted: '#444444'
faces:
  body: {name: Georgia, css: 'Georgia, serif', metrics: liberation-serif, natural: 1.14}
styles:
  body: {size: 26, leading: 1.25, colour: ink}
  headline:
    size: 40
    leading: 1.08
    bold: true
    colour: title
    face: heading
scale: [32, 28, 26, 22, 20, 18]
"""
SLIPS = (
    ("  accent: '#8A3208'", "  accent: #8A3208", "put it in quotation marks: what follows a # is a comment"),
    ("  accent: '#8A3208'", "  accent: 8A3208", "write: '#8A3208'"),
    ("  accent: '#8A3208'", "  accent: rgb(138, 50, 8)", "write: '#8A3208'"),
    ("  accent: '#8A3208'", "  accent: '#83A'", "write: '#8833AA'"),
    ("  accent: '#8A3208'", "  accent: “#8A3208”", "write: '#8A3208'"),
    ("  accent: '#8A3208'", "  accent: brown", "write # and six digits"),
    ("  ink: '#222222'", "  inkk: '#222222'", 'did you mean "ink"?'),
    ("  ink: '#222222'", "\tink: '#222222'", "indent it with spaces"),
    ("faces:", "fonts:", 'did you mean "faces"?'),
    ("colours:", "colors:", 'did you mean "colours"?'),
    ("    size: 40", "    size: 40pt", "write: 40"),
    ("    size: 40", "    size: 40,5", "write: 40.5"),
    ("    leading: 1.08", "    leading: 108%", "write: 1.08"),
    ("    leading: 1.08", "    leeding: 1.08", 'did you mean "leading"?'),
    ("    bold: true", "    bold: yes", "write: true"),
    ("    colour: title", "    color: title", 'did you mean "colour"?'),
    ("    colour: title", "    colour: titel", 'did you mean "title"?'),
    ("  body: {size: 26, leading", "  body: {size: 26,5, leading", "decimals have a point"),
    ("  body: {size: 26, leading", "  body: {size: 26pt, leading", "write: 26"),
    ("scale: [32, 28, 26, 22, 20, 18]", "scale: [18, 20, 22, 26, 28, 32]", "write: [32"),
    ("like: lectern", "like: lecturn", 'did you mean "lectern"?'),
    ("like: lectern", "like lectern", "write: like: lectern"),
    ("  ink: '#222222'", "  ink = '#222222'", "write: ink: '#222222'"),
)
TOGETHER = (0, 6, 10, 12, 14, 15, 18, 19)
"""Which of them are planted in one file."""


def _said(text: str) -> tuple[Diagnostic, ...]:
    try:
        read_theme(text, Path("theme.yaml"))
    except DeckgenError as refused:
        return refused.diagnostics
    return ()


def _line(text: str, planted: str) -> int:
    return next(number for number, line in enumerate(text.splitlines(), 1) if line.startswith(planted))


def test_the_theme_that_is_spoilt_is_right() -> None:
    """What is reported below is the slip's doing."""
    assert _said(GOOD) == ()


@pytest.mark.parametrize(("right", "wrong", "hint"), SLIPS, ids=[wrong.strip() for _, wrong, _ in SLIPS])
def test_a_slip_in_a_theme_is_told_in_its_line(right: str, wrong: str, hint: str) -> None:
    """Each is found alone, where it is, with its cure, and nothing else is said."""
    text = GOOD.replace(right, wrong, 1)
    said = _said(text)
    assert {one.span.line for one in said if one.span} == {_line(text, wrong)}
    assert any(given.startswith(hint) for one in said for given in one.hints)


def test_all_slips_of_a_theme_are_told_in_one_run() -> None:
    """None hides another, and none is told twice."""
    text = GOOD
    for right, wrong, _ in (SLIPS[at] for at in TOGETHER):
        text = text.replace(right, wrong, 1)
    lines = [one.span.line for one in _said(text) if one.span]
    assert sorted(set(lines)) == sorted(_line(text, SLIPS[at][1]) for at in TOGETHER)
    assert len(lines) == len(set(lines))


def test_all_slips_of_a_file_of_requirements_are_told_in_one_run() -> None:
    """A file that a teacher hands out is read as an outline is: all at once, each in its line."""
    text = "slide: 8-12\nminutes: ten\nsources: {book: 2}\nnotess: true\n"
    said = read_requirements(text.encode(), Path("task.yaml")).diagnostics
    assert sorted({one.span.line for one in said if one.span}) == [1, 2, 3, 4]


LISTED = {
    "slides: [8, 12]": "write: 8-12",
    "slides:\n  - 8\n  - 12": "write: 8-12",
    "slides: {min: 8, max: 12}": "write: 8-12",
    "slides: {at least: 8}": "write: at least 8",
    "slides: eight to twelve": "write: 8-12",
    "slides: [1, 2, 3]": "write one value here, not a list or a group of them",
    "slides: {}": "write one value here, not a list or a group of them",
    "notes: [true]": "write: true",
    "style: [mla]": "put a text with [ ] in quotation marks",
    "sources: {books: [2]}": "write: 2",
    "sources:\n  - books: 3\n  - articles: 4": "write: {books: 3, articles: 4}",
    "sources: [books, articles]": "its fields: all, books, articles, websites, films, others",
    "sources: [3]": "its fields: all, books, articles, websites, films, others",
}


@pytest.mark.parametrize("typed", LISTED)
def test_an_amount_that_is_typed_as_a_list_or_group_is_shown_as_it_is_written(typed: str) -> None:
    """Each ends in one error with its cure, whatever shape the values have."""
    (said,) = read_requirements(typed.encode(), Path("task.yaml")).diagnostics
    assert said.hints == (LISTED[typed],)
