"""The shape of slides as people type it."""

from __future__ import annotations

from pathlib import Path

import pytest

from deckgen.diagnostics import Severity
from deckgen.outline.read import read_outline

TALK = "title: A\nratio: {}\nslides:\n  - title: B\n    text: C.\n"


@pytest.mark.parametrize("typed", ["4:3", "'4:3'", "16:9"])
def test_a_ratio_is_taken_in_silence(typed: str) -> None:
    """YAML would read 4:3 as a time; here it is what was typed."""
    reading = read_outline(TALK.format(typed).encode(), Path("talk.yaml"))
    assert reading.diagnostics == ()
    assert reading.outline is not None
    assert reading.outline.ratio == typed.strip("'")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        *((one, "4:3") for one in ("4x3", "4/3", "4-3", "43", "4×3", "1024x768")),
        *((one, "16:9") for one in ("16x9", "169", "1920x1080", "1366 × 768")),
    ],
)
def test_other_ways_to_write_one_are_taken_with_a_warning(typed: str, meant: str) -> None:
    """The deck is built in the ratio that is meant, and `deckgen fix` writes it as it is written."""
    reading = read_outline(TALK.format(typed).encode(), Path("talk.yaml"))
    (problem,) = reading.diagnostics
    assert problem.severity is Severity.WARNING
    assert problem.hints == (f"write: {meant}",)
    assert [one.replacement for one in problem.edits] == [meant]
    assert reading.outline is not None
    assert reading.outline.ratio == meant


@pytest.mark.parametrize("typed", ["3:2", "oblong", "16:10", "1:0", "4"])
def test_what_is_no_ratio_is_an_error(typed: str) -> None:
    """The message lists the two that there are."""
    (problem,) = read_outline(TALK.format(typed).encode(), Path("talk.yaml")).diagnostics
    assert problem.severity is Severity.ERROR
    assert "16:9" in problem.hints[0]


def test_no_ratio_is_that_of_screens() -> None:
    """Where nothing is said, slides are as screens are."""
    reading = read_outline(b"title: A\nslides:\n  - title: B\n    text: C.\n", Path("talk.yaml"))
    assert reading.outline is not None
    assert reading.outline.ratio == "16:9"
