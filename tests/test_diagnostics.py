"""How messages are shown: few enough to read, short enough for a screen, and harmless to a terminal."""

from __future__ import annotations

from pathlib import Path

from deckgen.diagnostics import Severity, Span, error, most_telling, render, warning
from deckgen.limits import LONGEST_LINE_SHOWN, MOST_MESSAGES

PATH = Path("talk.yaml")


def _at(line: int, column: int, end: int) -> Span:
    return Span(PATH, line, column, line, end)


def test_a_long_line_is_shown_around_the_place() -> None:
    """A line of a megabyte takes one row of the screen, and the caret still points at its word."""
    line = "x" * 500_000 + "HERE" + "y" * 500_000
    shown = render(error("it is wrong", _at(1, 500_001, 500_005)), {PATH: line}).splitlines()
    assert max(map(len, shown)) < LONGEST_LINE_SHOWN + 20
    assert shown[1][shown[2].index("^") : shown[2].rindex("^") + 1] == "HERE"


def test_lines_are_counted_as_the_reader_counts_them() -> None:
    """What Python takes for the end of a line and the reader does not moves no message to another."""
    text = "first\u2028still first\x0bstill first\nsecond"
    assert "second" in render(error("it is wrong", _at(2, 1, 7)), {PATH: text})


def test_what_a_terminal_would_obey_is_made_visible() -> None:
    """An escape sequence of a file cannot colour, clear or rename the terminal of its reader."""
    text = "title: \x1b[31mred\x07 \x9b2J \u202eback"
    said = render(error('"\x1b]0;mine\x07" is wrong', _at(1, 8, 12), "try \x08this"), {PATH: text})
    assert not any(ord(char) < 32 or 0x7F <= ord(char) < 0xA0 for char in said if char != "\n")
    assert "\u202e" not in said
    assert "␛[31mred␇" in said


def test_a_hundred_messages_are_shown_and_the_rest_are_counted() -> None:
    """Of many messages the first hundred are shown, errors before warnings, in the order of the file."""
    found = [
        *(warning(f"doubt {n}", _at(n, 1, 2)) for n in range(1, 150)),
        *(error(f"fault {n}", _at(n, 1, 2)) for n in range(200, 260)),
    ]
    shown, rest = most_telling(found)
    assert len(shown) == MOST_MESSAGES
    assert sum(one.severity is Severity.ERROR for one in shown) == 60
    assert list(shown) == [one for one in found if one in shown]
    assert rest.startswith("… and 109 more warnings")
    assert most_telling(found[:MOST_MESSAGES]) == (tuple(found[:MOST_MESSAGES]), "")


def test_a_message_that_quotes_a_whole_file_is_cut() -> None:
    """A name of a megabyte is not printed twice."""
    said = render(error(f'there is no style "{"s" * 1_000_000}"', None, "h" * 1_000_000), {})
    assert len(said) < 3_000
    assert said.startswith('error: there is no style "sss')
