"""Slips of typing: found in the first run, in their place, without false alarms, and cured."""

from __future__ import annotations

import pytest

from deckgen.outline.fix import corrections
from tests.outline.slips.harm import lost, planted, shape
from tests.outline.slips.measure import BASES, OUTLINES, PATH, alone, each_kind, measure
from tests.outline.slips.pasted import KINDS

pytestmark = pytest.mark.slow


def test_the_catalogue_is_long_enough() -> None:
    """What is measured below are at least sixty kinds of slip."""
    assert len(KINDS) >= 60


@pytest.mark.slow
def test_slips_are_found_in_the_first_run(capsys: pytest.CaptureFixture[str]) -> None:
    """Of 1 to 40 slips in each outline nearly all are reported at once, at their lines, and hardly more."""
    figures = measure()
    with capsys.disabled():
        print(f"\n{figures}")
    assert figures.outlines == OUTLINES
    assert figures.share("found") >= 95
    assert figures.share("placed") >= 98
    assert figures.share("false") <= 2
    assert figures.share("cured") >= 95


def test_every_kind_is_found_when_it_is_alone() -> None:
    """No kind of slip goes by in silence, in whatever outline it is planted."""
    figures = each_kind(times=1)
    assert set(figures.by_kind) == set(KINDS)
    assert figures.share("found") >= 98


def test_fix_harms_nothing() -> None:
    """Whatever was mistyped: a second run changes nothing more, and no word goes that no message names."""
    for sheet in planted(60):
        fixed = corrections(sheet.text.encode(), PATH)
        assert corrections(fixed.corrected, PATH).corrected == fixed.corrected, sheet.text
        assert lost(sheet.text, fixed) == [], sheet.text


def test_fix_leaves_a_good_outline_alone() -> None:
    """On outlines without mistakes, byte for byte nothing is done."""
    for path in BASES:
        data = path.read_bytes()
        fixed = corrections(data, PATH)
        assert (fixed.corrected, fixed.mended, fixed.remaining) == (data, (), ()), path.name


def test_what_fix_writes_is_what_was_meant() -> None:
    """A corrected outline holds as many sections, slides, blocks and points as before the slip."""
    for name, base, sheet in alone(1):
        if name == "a picture of Markdown on a line of its own":  # what was meant has a picture more
            continue
        fixed = corrections(sheet.text.encode(), PATH)
        if fixed.mended and not fixed.remaining:
            assert shape(fixed.corrected) == shape(base.encode()), (name, fixed.diff)
