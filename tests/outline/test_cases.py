"""Outlines with mistakes, and what is to be said of them: every file in cases/."""

from __future__ import annotations

import codecs
from pathlib import Path

import pytest

from deckgen.diagnostics import Severity, render
from deckgen.outline.fix import corrections
from deckgen.outline.read import read_outline
from tests.outline.expected import CASES, fixed_in, read_case, said_of

FILES = sorted(CASES.glob("*.yaml"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_everything_is_said_at_once_and_in_its_place(path: Path) -> None:
    """Each message stands at its line and column, word for word with its hints, and nothing else is said."""
    case = read_case(path)
    assert said_of(case) == case.said


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_fix_writes_the_lines_that_the_file_shows(path: Path) -> None:
    """The lines that the correction writes are those at the end of the case file."""
    case = read_case(path)
    assert fixed_in(case) == case.fixed


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_corrections_leave_nothing_that_they_could_correct(path: Path) -> None:
    """A corrected file has no curable mistake left, and correcting it again changes nothing."""
    case = read_case(path)
    first = corrections(case.data, path)
    assert not any(one.edits for one in first.remaining)
    assert not {one.message for one in first.mended} & {one.message for one in first.remaining if one.edits}
    again = corrections(first.corrected, path)
    assert again.corrected == first.corrected
    assert again.diff == ""


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_message_can_be_shown(path: Path) -> None:
    """Each span lies within the text that is shown for it, so that the caret has something to stand under."""
    case = read_case(path)
    reading = read_outline(case.data, path)
    lines = reading.source.splitlines() or [""]
    for one in reading.diagnostics:
        assert one.span is not None
        assert 1 <= one.span.line <= len(lines)
        assert 1 <= one.span.column <= len(lines[one.span.line - 1]) + 1
        assert render(one, {path: reading.source}).count("\n") >= (2 if any(lines) else 1)


@pytest.mark.parametrize("name", ["traps", "traps-quotes", "tabs", "tabs-only"])
def test_a_file_of_curable_mistakes_is_without_mistakes_once_corrected(name: str) -> None:
    """What is corrected can be read, and nothing is left to say about it."""
    case = read_case(CASES / f"{name}.yaml")
    cured = corrections(case.data, case.path)
    assert cured.mended
    assert cured.remaining == ()


def test_a_file_without_expectations_is_read_in_silence() -> None:
    """The case of texts that look odd and are none is there, and holds no expectation."""
    case = read_case(CASES / "as-typed.yaml")
    assert case.said == ()
    reading = read_outline(case.data, case.path)
    assert reading.diagnostics == ()
    assert reading.outline is not None


@pytest.mark.parametrize("name", ["crlf", "crlf-bom", "bom"])
def test_line_ends_and_byte_order_mark_stay(name: str) -> None:
    """Correcting a file from Windows keeps every line end and the mark at its beginning."""
    case = read_case(CASES / f"{name}.yaml")
    corrected = corrections(case.data, case.path).corrected
    assert corrected != case.data
    assert corrected.count(b"\r\n") == case.data.count(b"\r\n")
    assert corrected.count(b"\n") == case.data.count(b"\n")
    assert corrected.startswith(codecs.BOM_UTF8) == case.data.startswith(codecs.BOM_UTF8)


def test_a_wrong_expectation_is_seen(tmp_path: Path) -> None:
    """The scheme itself can fail: a column off by one, a missing and an extra message."""
    good = '#! error 18: {}\n#! hint: write: title: "The speech: a report"\ntitle: The speech: a report\n'
    colon = "a colon and a space make a name of what is before them; here they belong to a text"
    path = tmp_path / "case.yaml"
    path.write_text(good.format(colon), encoding="utf-8")
    case = read_case(path)
    assert set(case.said) < set(said_of(case))
    path.write_text(good.format(colon).replace("18", "17"), encoding="utf-8")
    case = read_case(path)
    assert case.said[0] not in said_of(case)


def test_errors_stop_nothing_from_being_read() -> None:
    """Beside its errors an outline with traps is there, as the cured text reads, for the phases above."""
    case = read_case(CASES / "traps.yaml")
    reading = read_outline(case.data, case.path)
    assert reading.outline is not None
    assert str(reading.outline.title) == "The speech: a report"
    assert all(one.severity is Severity.ERROR for one in reading.diagnostics)
    assert [str(section.title) for section in reading.outline.sections] == ["The speech"]
