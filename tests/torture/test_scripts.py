"""Sentences in every script, as LibreOffice shows them."""

from __future__ import annotations

from pathlib import Path

import pytest

from deckgen.theme.files import theme_names
from tests.building import walk
from tests.render.judge import SHAPED, faults
from tests.render.printed import sheets
from tests.tools import Office
from tests.torture.looks import Look
from tests.torture.outline import write_sections
from tests.torture.slides import slides

pytestmark = pytest.mark.slow


def test_letters_of_every_script_stand_in_their_boxes(soffice: Office, tmp_path: Path) -> None:
    """Joined, stacked or drawn as one, nothing of a title, a list, a text or a table leaves its box."""
    (typed,) = (several for name, several in slides() if name == "Scripts")
    uncited = [{field: held for field, held in one.items() if field != "cite"} for one in typed]
    made = []
    for theme in theme_names():
        folder = tmp_path / theme
        folder.mkdir()
        outline = write_sections(folder, Look(theme), [{"title": "Scripts", "slides": uncited}])
        made.append(walk(outline, folder))
    for theme, one, pdf in zip(theme_names(), made, soffice.all([one.deck for one in made]), strict=True):
        assert any(SHAPED.search(page.name) for page in one.pages.pages)
        assert faults(one.pages, sheets(pdf)) == [], theme
