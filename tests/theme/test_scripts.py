"""A theme as it is set in scripts other than Latin."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from deckgen.theme.load import load_theme
from deckgen.theme.scripts import in_script
from deckgen.units import Point
from tests.building import walk

OUTLINE = """\
title: {title}
language: {language}
sections:
  one:
    title: {title}
    slides:
      - title: {title}
        bullets: [{title}]
"""


@pytest.mark.parametrize("name", ["lectern", "folio", "grid"])
def test_leading_and_tracking_follow_the_script(name: str) -> None:
    """Ideographs get half a line between lines, Arabic a sixth more; neither is tracked; Latin stays."""
    theme = load_theme(name)
    assert in_script(theme, "fr") is theme
    chinese, arabic = in_script(theme, "zh-CN"), in_script(theme, "ar-EG")
    for style in ("body", "works", "table", "passage"):
        assert 1.5 <= chinese.styles[style].leading <= 1.7
        assert arabic.styles[style].leading == pytest.approx(theme.styles[style].leading * 1.15, abs=0.001)
    for style in ("headline", "statement", "cover"):
        assert chinese.styles[style].leading >= 1.3
        assert {chinese.styles[style].tracking, arabic.styles[style].tracking} == {Point(0)}
    assert chinese.styles["code"] == theme.styles["code"] == arabic.styles["code"]


@pytest.mark.parametrize("name", ["lectern", "folio", "grid"])
def test_large_figures_stay_in_their_place(name: str) -> None:
    """A numeral keeps its face's own line height."""
    theme = load_theme(name)
    japanese = in_script(theme, "ja")
    assert japanese.face(japanese.styles["numeral"]) == theme.face(theme.styles["numeral"])
    assert japanese.face(japanese.styles["body"]).natural == 1.45


def _parts(language: str, title: str, folder: Path) -> dict[str, str]:
    file = folder / "talk.yaml"
    file.write_text(OUTLINE.format(language=language, title=title), encoding="utf-8")
    with zipfile.ZipFile(BytesIO(walk(file, folder).deck.read_bytes())) as archive:
        return {one: archive.read(one).decode() for one in archive.namelist() if one.endswith(".xml")}


@pytest.mark.parametrize(
    ("language", "title", "slot", "face", "ruled"),
    [
        ("ja", "パンの値段", "ea", "Yu Gothic", "ja-JP"),
        ("zh-TW", "麵包的價格", "ea", "Microsoft JhengHei", "zh-CN"),
        ("ar", "سعر الخبز", "cs", "Arial", ""),
        ("th", "ราคาขนมปัง", "cs", "Leelawadee UI", ""),
        ("en", "Bread", "ea", "", ""),
    ],
)
def test_powerpoint_is_given_the_script(
    language: str, title: str, slot: str, face: str, ruled: str, tmp_path: Path
) -> None:
    """The theme names a face for the deck's script; East Asian decks have their rules for line ends."""
    parts = _parts(language, title, tmp_path)
    faces = re.findall(rf'<a:{slot} typeface="([^"]*)"/>', parts["ppt/theme/theme1.xml"])
    assert set(faces) == {face}
    found = re.findall(r'<p:kinsoku lang="([^"]*)" invalStChars="([^"]*)"', parts["ppt/presentation.xml"])
    assert [lang for lang, _ in found] == ([ruled] if ruled else [])
    assert all(set("、。）」ー") <= set(chars) for _, chars in found)
