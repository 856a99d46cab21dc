"""Dates as people and programs write them."""

from __future__ import annotations

import pytest

from deckgen.deck.citing.dates import Date, is_doubtful, read_date


@pytest.mark.parametrize(
    ("typed", "parts"),
    [
        ("12/2009", ((2009, 12),)),
        ("3.11.2026", ((2026, 11, 3),)),
        ("31/12/2009", ((2009, 12, 31),)),
        ("2014/06/01", ((2014, 6, 1),)),
        ("2014-06-01T10:20:30Z", ((2014, 6, 1),)),
        ("3. November 2026", ((2026, 11, 3),)),
        ("3 de noviembre de 2026", ((2026, 11, 3),)),
        ("5 août 1990", ((1990, 8, 5),)),
        ("2 juillet 1990", ((1990, 7, 2),)),
        ("Oktober 1990", ((1990, 10),)),
        ("October 3rd, 1990", ((1990, 10, 3),)),
        ("1990 Oct 3", ((1990, 10, 3),)),
        ("May-June 2019", ((2019, 5), (2019, 6))),
        ("3–5 May 2019", ((2019, 5, 3), (2019, 5, 5))),
        ("2019-05/2019-06", ((2019, 5), (2019, 6))),
    ],
)
def test_a_date_is_read_however_it_is_written(typed: str, parts: tuple[tuple[int, ...], ...]) -> None:
    """Month names of six languages, figures in either order where they say which is which, ranges."""
    assert read_date(typed) == Date(parts)


@pytest.mark.parametrize("typed", ["c1999", "c. 1999", "ca. 1999", "1999?", "1999~", "[1999?]"])
def test_a_year_may_be_uncertain(typed: str) -> None:
    """As catalogues, authors and BibLaTeX write it."""
    assert read_date(typed) == Date(((1999,),), circa=True)


@pytest.mark.parametrize("typed", ["in press", "forthcoming", "13/2009", "2009-13-01", "5th century"])
def test_what_is_no_date_stays_as_it_is(typed: str) -> None:
    """Nothing is guessed, and nothing is lost."""
    assert read_date(typed) == Date(literal=typed)


def test_figures_that_may_be_two_days_say_both() -> None:
    """3/11/2026 is a day in November or in March; 3/3/2026 and 31/3/2026 are one."""
    assert is_doubtful("3/11/2026") == ("2026-11-03", "2026-03-11")
    assert len(set(is_doubtful("3/3/2026"))) == 1
    assert is_doubtful("31/3/2026") == ("2026-03-31",)
