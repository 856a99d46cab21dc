"""The torture corpus as LibreOffice shows it, and as the Open XML SDK judges it."""

from __future__ import annotations

import pytest

from tests.building import Walked, walk
from tests.render.judge import faults
from tests.render.printed import sheets
from tests.tools import Office, OoxmlValidator
from tests.torture.looks import LOOKS
from tests.torture.outline import write_outline


@pytest.fixture(scope="module", params=LOOKS, ids=str)
def made(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Walked:
    """Both files of the corpus in each look."""
    folder = tmp_path_factory.mktemp("torture")
    return walk(write_outline(folder, request.param), folder)


def test_the_deck_is_valid(made: Walked, ooxml_validator: OoxmlValidator) -> None:
    """The Open XML SDK finds nothing to complain of."""
    assert ooxml_validator(made.deck) == []


def test_every_word_stands_in_its_box(made: Walked, soffice: Office) -> None:
    """No word of any slide leaves its box, covers another, is lost or comes twice."""
    assert faults(made.pages, sheets(soffice(made.deck))) == []
