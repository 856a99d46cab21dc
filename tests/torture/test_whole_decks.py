"""Whole decks in every script: both files say the same, are in order, and no word leaves its box."""

from __future__ import annotations

import functools
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.building import Walked, walk
from tests.parity.compare import differences
from tests.parity.deck import read_deck
from tests.parity.show import read_show
from tests.render.judge import faults
from tests.render.printed import sheets
from tests.render.shown import opened, sheet
from tests.tools import ROOT, Office, OoxmlValidator
from tests.writers.pptx.killers import killed_by

pytestmark = pytest.mark.slow

OUTLINES = tuple(sorted((Path(__file__).parent / "scripts").glob("*.yaml")))

Made = Callable[[Path], Walked]

each_deck = pytest.mark.parametrize("outline", OUTLINES, ids=lambda outline: outline.stem)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """A function: an outline in, both its files out, made once."""

    @functools.cache
    def make(outline: Path) -> Walked:
        folder = tmp_path_factory.mktemp(outline.stem)
        shutil.copy(ROOT / "tests" / "decks" / "shapes.png", folder)
        return walk(Path(shutil.copy(outline, folder)), folder)

    return make


@each_deck
def test_both_files_say_the_same(outline: Path, made: Made) -> None:
    """Whatever the script, neither file has what the other lacks."""
    assert differences(read_deck(made(outline).deck), read_show(made(outline).show)) == []


@each_deck
def test_the_deck_opens_without_repair(outline: Path, made: Made, ooxml_validator: OoxmlValidator) -> None:
    """The Open XML SDK is content, and nothing is there that kills a file."""
    assert killed_by(made(outline).deck.read_bytes()) == []
    assert ooxml_validator(made(outline).deck) == []


@pytest.fixture(scope="module")
def printed(made: Made, soffice: Office) -> dict[Path, Path]:
    """What LibreOffice prints of each outline's deck."""
    return dict(zip(OUTLINES, soffice.all([made(outline).deck for outline in OUTLINES]), strict=True))


@each_deck
def test_every_word_stands_in_its_box_in_libreoffice(
    outline: Path, made: Made, printed: dict[Path, Path]
) -> None:
    """No word leaves its box, covers another, is lost or comes twice."""
    assert faults(made(outline).pages, sheets(printed[outline])) == []


@each_deck
def test_every_word_stands_in_its_box_in_chromium(outline: Path, made: Made, browser: Browser) -> None:
    """No word leaves its box, covers another, is lost or comes twice."""
    pages = made(outline).pages
    with opened(browser, made(outline).show, 1280, 720) as show:
        seen = show.walk(page.id for page in pages.pages)
        assert show.complaints == []
    assert faults(pages, tuple(map(sheet, seen))) == []
