"""Dark and comfortable decks as LibreOffice and Chromium show them: they fit as surely as plain ones."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from deckgen.theme.files import theme_names
from tests.building import Walked, walk
from tests.render.judge import faults
from tests.render.printed import sheets
from tests.render.rules import broken_anywhere
from tests.render.shown import opened, sheet, under_timers
from tests.tools import ROOT, Office, OoxmlValidator

KINDS = ROOT / "tests" / "decks" / "kinds.yaml"
VARIANTS = {"dark": (True, False), "comfort": (False, True)}
Case = tuple[str, str]
CASES: list[Case] = [(theme, variant) for theme in theme_names() for variant in VARIANTS]


each_case = pytest.mark.parametrize("case", CASES, ids=" ".join)


@pytest.fixture(scope="module")
def every(tmp_path_factory: pytest.TempPathFactory) -> dict[Case, Walked]:
    """Both files of every kind of slide, in each variant of each theme."""
    built = {}
    for theme, variant in CASES:
        dark, comfort = VARIANTS[variant]
        folder = tmp_path_factory.mktemp(variant)
        built[theme, variant] = walk(KINDS, folder, theme, dark=dark, comfort=comfort)
    return built


@pytest.fixture
def made(case: Case, every: dict[Case, Walked]) -> Walked:
    """Both files of a case."""
    return every[case]


@pytest.fixture(scope="module")
def printed(every: dict[Case, Walked], soffice: Office) -> dict[Case, Path]:
    """What LibreOffice prints of each deck."""
    return dict(zip(every, soffice.all([one.deck for one in every.values()]), strict=True))


@each_case
def test_every_word_stands_in_its_box_on_the_printed_deck(
    case: Case, made: Walked, printed: dict[Case, Path]
) -> None:
    """In LibreOffice no word of a variant leaves its box, covers another, is lost or comes twice."""
    assert faults(made.pages, sheets(printed[case])) == []


@each_case
def test_every_word_stands_in_its_box_on_the_screen(
    case: Case, made: Walked, browser: Browser, axe_source: str
) -> None:
    """In Chromium the words of a variant stand in their boxes, and axe-core finds enough contrast.

    A show has the colours of all variants, whichever it begins with, and `test_every_theme` has axe look at
    each in each theme: here one theme is enough to see that it begins with the right ones.
    """
    with opened(browser, made.show, 1280, 720) as show:
        seen = show.walk(page.id for page in made.pages.pages if not page.hidden)
        if made.pages.theme.name == theme_names()[0]:
            assert broken_anywhere(show.page, axe_source) == []
    assert faults(made.pages, tuple(map(sheet, seen))) == []
    assert [len(one["timers"]) for one in seen if one["timers"]] == [1]
    assert [fault for one in seen for fault in under_timers(one)] == []


@each_case
def test_the_deck_is_valid(case: Case, made: Walked, ooxml_validator: OoxmlValidator) -> None:
    """The Open XML SDK finds nothing to complain of in a variant."""
    assert ooxml_validator(made.deck) == []
