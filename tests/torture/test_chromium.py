"""The torture corpus as Chromium shows it."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from tests.building import Walked, walk
from tests.render.judge import faults
from tests.render.shown import opened, sheet
from tests.torture.looks import SHAPES
from tests.torture.outline import write_outline


@pytest.fixture(scope="module", params=SHAPES, ids=str)
def made(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Walked:
    """Both files of the corpus in each look that has places of its own."""
    folder = tmp_path_factory.mktemp("torture")
    return walk(write_outline(folder, request.param), folder)


def test_every_word_stands_in_its_box(made: Walked, browser: Browser) -> None:
    """No word of any slide leaves its box, covers another, is lost or comes twice."""
    with opened(browser, made.show, 1280, 720) as show:
        seen = []
        for page in made.pages.pages:
            show.go(page.id)
            seen.append(sheet(show.see(page.id)))
        assert show.complaints == []
    assert faults(made.pages, tuple(seen)) == []
