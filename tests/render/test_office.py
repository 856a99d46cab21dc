"""Decks as LibreOffice shows them, and as the Open XML SDK judges them."""

from __future__ import annotations

from pathlib import Path

import pytest

from deckgen.layout.pages import Pages, Role, TextBox
from deckgen.structs import replace
from deckgen.units import Emu, Rect
from deckgen.writers.pptx import write_pptx
from tests.building import CASES, DECKS, Walked, case_name, walk
from tests.render.judge import faults
from tests.render.printed import sheets
from tests.tools import Office, OoxmlValidator

each_deck = pytest.mark.parametrize("name", [case_name(case) for case in CASES])


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Walked]:
    """Both files of each outline, by the case's name."""
    return {
        case_name((outline, theme)): walk(outline, tmp_path_factory.mktemp(outline.stem), theme)
        for outline, theme in CASES
    }


@pytest.fixture(scope="module")
def printed(made: dict[str, Walked], soffice: Office) -> dict[str, Path]:
    """What LibreOffice prints of each deck."""
    return dict(zip(made, soffice.all([one.deck for one in made.values()]), strict=True))


@each_deck
def test_the_deck_is_valid(name: str, made: dict[str, Walked], ooxml_validator: OoxmlValidator) -> None:
    """The Open XML SDK finds nothing to complain of."""
    assert ooxml_validator(made[name].deck) == []


@each_deck
def test_every_word_stands_in_its_box(name: str, made: dict[str, Walked], printed: dict[str, Path]) -> None:
    """One page a slide; no word leaves its box or the slide, covers another, is lost or comes twice."""
    assert faults(made[name].pages, sheets(printed[name])) == []


def test_a_deck_that_overflows_is_caught(soffice: Office, tmp_path: Path) -> None:
    """A list in a box of half its height, written as it is, is seen to leave it."""
    pages = squeezed(walk(DECKS[0], tmp_path).pages)
    found = faults(pages, sheets(soffice(write_pptx(pages))))
    assert any("leaves its box" in fault for fault in found), found


def squeezed(pages: Pages) -> Pages:
    """Return the pages with every list's box cut to a third, both ways, and its text left as it was."""
    return replace(
        pages,
        pages=tuple(
            replace(page, boxes=tuple(_third(box) if isinstance(box, TextBox) else box for box in page.boxes))
            for page in pages.pages
        ),
    )


def _third(box: TextBox) -> TextBox:
    if box.role is not Role.LIST:
        return box
    rect = box.rect
    return replace(box, rect=Rect(rect.x, rect.y, Emu(rect.width // 3), Emu(rect.height // 3)))
