"""The width tables against HarfBuzz on the fonts that they were made from."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from deckgen.layout import metrics

FAMILIES = {
    "carlito": "Calibri",
    "liberation-sans": "Arial",
    "liberation-serif": "Times New Roman",
    "liberation-mono": "Courier New",
}

TEXTS = (
    "For what reasons and with what results did Khrushchev pursue destalinisation?",
    "AVATAR Tomorrow, “Yes. Wolf’s To” (P.F. 1956–1964) — Type V/A, 7,11 % fi ffl tt",
    "Où l’Ångström naïf coûtait 12 €; Žižek, Łódź, Dvořák, Þingvellir",
    "Никита Сергеевич Хрущёв и XX съезд КПСС",
    "Ἀθῆναι, Θουκυδίδης καὶ ἡ ἀρχή: Ευρώπη",
    "The quick brown fox jumps over the lazy dog & 0123456789 @ #[] {x} <y> |z| ~",
)


def harfbuzz(path: Path, text: str) -> float:
    """Return the width of a text in ems as a renderer shapes it, kerning and ligatures included."""
    uharfbuzz: Any = importlib.import_module("uharfbuzz")
    font = uharfbuzz.Font(uharfbuzz.Face(path.read_bytes()))
    buffer = uharfbuzz.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    uharfbuzz.shape(font, buffer)
    return float(sum(one.x_advance for one in buffer.glyph_positions) / font.face.upem)


@pytest.mark.parametrize("italic", [False, True])
@pytest.mark.parametrize("bold", [False, True])
@pytest.mark.parametrize("family", FAMILIES)
def test_never_narrower_than_harfbuzz(
    family: str, bold: bool, italic: bool, fonts: Callable[..., Path]
) -> None:
    """Real text measures no more than 0.5 % less than HarfBuzz makes it, and no more than 8 % more."""
    path = fonts(FAMILIES[family], bold=bold, italic=italic)
    face = metrics.face(family, bold=bold, italic=italic)
    for text in TEXTS:
        shaped = harfbuzz(path, text)
        assert shaped * 0.995 <= face[text] <= shaped * 1.08, text


SHAPED = {
    "Noto Sans Armenian": "Հանձնաժողովը կարդաց արդարացվածների գործերը և իմացավ։",
    "Noto Sans Hebrew": "הוועדה קראה את תיקי המטוהרים ומצאה שתשעה מתוך עשרה הודו תחת עינויים.",
    "Noto Sans Arabic": "قرأت اللجنة ملفات الذين أعيد الاعتبار إليهم ووجدت أن تسعة اعترفوا.",
    "Noto Naskh Arabic": "نظر الناس إلى السماء وعرفوا أن الشتاء سيكون طويلاً وقاسياً.",
    "DejaVu Sans": "جاءت العاصفة في 13 يوليو 1788 قبل الحصاد بأسابيع",
    "Noto Sans Devanagari": "आयोग ने पुनर्वासित लोगों की फ़ाइलें पढ़ीं और पाया कि दस में से नौ निर्दोष थे।",
    "Noto Sans Bengali": "কমিশন পুনর্বাসিতদের নথি পড়ে জানতে পারে যে দশজনের নয়জন নির্দোষ।",
    "Noto Sans Tamil": "ஆணையம் மறுவாழ்வு பெற்றவர்களின் கோப்புகளைப் படித்தது.",
    "Noto Sans Thai": "คณะกรรมการอ่านแฟ้มของผู้ที่ได้รับการฟื้นฟูและพบว่าเก้าในสิบคนไม่มีความผิด",
    "Noto Looped Thai": "ผู้คนมองขึ้นไปบนท้องฟ้าและรู้ว่าฤดูหนาวจะยาวนานและโหดร้าย",
    "Noto Sans Ethiopic": "ኮሚሽኑ የተሃድሶ ያገኙትን ሰዎች መዝገቦች አነበበ።",
    "Noto Sans Georgian": "კომისიამ წაიკითხა რეაბილიტირებულთა საქმეები.",
}
"""A face that stands in for what the themes' faces lack → a sentence in its script."""


@pytest.mark.parametrize("bold", [False, True])
@pytest.mark.parametrize("stand_in", SHAPED)
def test_shaped_scripts_are_never_narrower(stand_in: str, bold: bool, fonts: Callable[..., Path]) -> None:
    """Joined and stacked letters measure no more than 0.5 % less than HarfBuzz makes them, nor far more."""
    shaped = harfbuzz(fonts(stand_in, bold=bold), SHAPED[stand_in])
    for family in FAMILIES:
        if family != "liberation-mono":
            measured = metrics.face(family, bold=bold, italic=False)[SHAPED[stand_in]]
            assert shaped * 0.995 <= measured <= shaped * 1.65, family


def test_faces_differ() -> None:
    """Each weight has widths of its own, so that bold text is not measured as regular."""
    widths = {
        metrics.face("carlito", bold=bold, italic=italic)["Destalinisation"]
        for bold in (False, True)
        for italic in (False, True)
    }
    assert len(widths) >= 3


def test_an_unknown_family_is_no_guess() -> None:
    """A theme that names a family without widths is told so."""
    with pytest.raises(KeyError):
        metrics.face("cambria", bold=False, italic=False)


@pytest.mark.parametrize(
    ("text", "least"),
    [
        ("漢字かな", 4.0),
        ("ü", 0.5),
        ("🙂", 1.2),
        ("शिक्षा", 2.0),
        ("العربية", 3.0),
        ("ภาษาไทย", 3.0),
        ("한국어", 3.0),
    ],
)
def test_missing_scripts_err_wide(text: str, least: float) -> None:
    """Scripts that the faces lack are measured as wide as the fonts that stand in for them."""
    assert metrics.face("carlito", bold=False, italic=False)[text] >= least


@pytest.mark.parametrize(("char", "like"), [("\u00a0", " "), ("\u2011", "-"), ("\u200b", ""), ("\u0301", "")])
def test_invisible_characters(char: str, like: str) -> None:
    """No-break spaces are as wide as spaces; joiners and marks take no room."""
    face = metrics.face("liberation-serif", bold=False, italic=False)
    assert face["n" + char] == pytest.approx(face["n" + like])


def test_the_table_is_small() -> None:
    """The table stays below 60 KB, which are read in a few milliseconds."""
    path = Path(metrics.__file__).with_name("widths.json")
    assert path.stat().st_size < 60_000
