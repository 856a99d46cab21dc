"""However long a field becomes, the work grows with it and no faster: a share here, all of them by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from deckgen.units import grid
from tests.hostile import growth
from tests.hostile.growth import Growth, grows_evenly, growths, steep

pytestmark = pytest.mark.slow

GROWTHS = list(growths(1))
SHARE = GROWTHS[::32]


@pytest.mark.parametrize("longer", SHARE, ids=lambda one: one.name)
def test_work_grows_with_what_there_is(longer: Growth, tmp_path: Path) -> None:
    """Twice as much of a field runs twice as many lines; `python -m tests.hostile.growth 2` tries all."""
    assert grows_evenly(longer, tmp_path)


def test_every_field_has_its_turn() -> None:
    """Whatever the language learns is tried, too."""
    assert len({one.name.split(" × ")[0] for one in GROWTHS}) > 200


def test_a_square_is_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A build that looks at every point for each point is found out, by its lines and by its seconds."""
    points = next(one for one in GROWTHS if one.name == "a slide: bullets × entries")
    usual = growth.work

    def squared(data: bytes, folder: Path) -> None:
        usual(data, folder)
        lines = data.count(b"\n")
        for _ in range(20 * lines**2):
            grid(1)

    assert grows_evenly(points, tmp_path)
    monkeypatch.setattr(growth, "work", squared)
    assert not grows_evenly(points, tmp_path)
    assert steep([0.01, 0.02, 0.05, 0.2, 0.8, 3.2])
    assert not steep([0.01, 0.02, 0.04, 0.08, 0.17, 0.35, 0.7])
