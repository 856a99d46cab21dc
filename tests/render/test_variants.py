"""Dark and comfortable decks as LibreOffice and Chromium show them: they fit as surely as plain ones."""

from __future__ import annotations

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
CASES = [(theme, variant) for theme in theme_names() for variant in VARIANTS]


@pytest.fixture(scope="module", params=CASES, ids=lambda case: f"{case[0]} {case[1]}")
def made(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Walked:
    """Both files of every kind of slide, in a variant of a theme."""
    theme, variant = request.param
    dark, comfort = VARIANTS[variant]
    return walk(KINDS, tmp_path_factory.mktemp(variant), theme, dark=dark, comfort=comfort)


def test_every_word_stands_in_its_box_on_the_printed_deck(made: Walked, soffice: Office) -> None:
    """In LibreOffice no word of a variant leaves its box, covers another, is lost or comes twice."""
    assert faults(made.pages, sheets(soffice(made.deck))) == []


def test_every_word_stands_in_its_box_on_the_screen(made: Walked, browser: Browser, axe_source: str) -> None:
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


def test_the_deck_is_valid(made: Walked, ooxml_validator: OoxmlValidator) -> None:
    """The Open XML SDK finds nothing to complain of in a variant."""
    assert ooxml_validator(made.deck) == []
