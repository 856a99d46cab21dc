"""What a slideshow weighs: a lecture without its pictures, and what every file brings."""

from __future__ import annotations

import re
from pathlib import Path

from deckgen.theme.files import theme_names
from tests.building import walk
from tests.tools import ROOT

ESSAY = ROOT / "outlines" / "destalinisation.yaml"
PICTURE = re.compile(rb"data:image/[a-z+]+;base64,[A-Za-z0-9+/=]+")


def test_the_essays_deck_weighs_less_than_two_hundred_kilobytes(tmp_path: Path) -> None:
    """All but the pictures of the example lecture, notes and runtime included, in every theme."""
    weights = {
        theme: len(PICTURE.sub(b"", walk(ESSAY, tmp_path / theme, theme).show.read_bytes()))
        for theme in theme_names()
    }
    assert [theme for theme, weight in weights.items() if not 50_000 < weight < 200_000] == []
