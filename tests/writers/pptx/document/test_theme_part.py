"""The theme part names faces for the deck's own script."""

from __future__ import annotations

import pytest
from lxml import etree

from deckgen.theme.load import load_theme
from deckgen.writers.pptx.document.theme_part import theme_part
from deckgen.writers.pptx.xml import A


@pytest.mark.parametrize(
    ("theme", "language", "slot", "heading", "body"),
    [
        ("folio", "he", "cs", "Times New Roman", "Arial"),
        ("grid", "ar", "cs", "Arial", "Arial"),
        ("lectern", "ar", "cs", "Arial", "Arial"),
        ("folio", "hi", "cs", "Nirmala UI", "Nirmala UI"),
        ("folio", "ja", "ea", "Yu Gothic", "Yu Gothic"),
        ("folio", "zh-TW", "ea", "Microsoft JhengHei", "Microsoft JhengHei"),
        ("folio", "en", "cs", "", ""),
    ],
)
def test_a_script_has_its_faces(theme: str, language: str, slot: str, heading: str, body: str) -> None:
    """Headlines in Hebrew keep the theme's serifs where it has the letters; others get Office's faces."""
    root = etree.fromstring(theme_part(load_theme(theme), "Name", language))
    found = [root.find(f".//{{{A}}}{kind}/{{{A}}}{slot}") for kind in ("majorFont", "minorFont")]
    assert [one.get("typeface") for one in found if one is not None] == [heading, body]
