"""The counting of work, which other tests rely on."""

from __future__ import annotations

from tests.work import calls


def _once_each(items: list[int]) -> None:
    for item in items:
        abs(item)


def _each_with_each(items: list[int]) -> None:
    for item in items:
        for other in items:
            abs(item - other)


def test_work_in_proportion_is_distinguished_from_work_that_runs_away() -> None:
    """Ten times the input costs ten times the calls, or a hundred times."""
    few, many = list(range(50)), list(range(500))
    assert calls(lambda: _once_each(many)) < 11 * calls(lambda: _once_each(few))
    assert calls(lambda: _each_with_each(many)) > 90 * calls(lambda: _each_with_each(few))


def test_counting_gives_the_same_twice() -> None:
    """The number depends on the work alone."""
    assert calls(lambda: sorted(range(100), key=abs)) == calls(lambda: sorted(range(100), key=abs))
