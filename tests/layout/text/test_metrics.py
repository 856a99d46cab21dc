"""The width tables against HarfBuzz on the fonts that they were made from."""

from __future__ import annotations

import functools
import importlib
import itertools
import json
import unicodedata
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from fontTools.ttLib import TTFont

from deckgen.deck.model import Run
from deckgen.layout.text import metrics
from deckgen.layout.text.measure import measure
from deckgen.theme.files import theme_names
from deckgen.theme.load import load_theme
from deckgen.theme.variants import in_variant
from tests.torture.words import PROSE

FAMILIES = {
    "carlito": "Calibri",
    "liberation-sans": "Arial",
    "liberation-serif": "Times New Roman",
    "liberation-mono": "Courier New",
}

TEXTS = {
    "plain": "For what reasons and with what results did Khrushchev pursue destalinisation?",
    "kerned": "AVATAR Tomorrow, “Yes. Wolf’s To” (P.F. 1956–1964) — Type V/A, 7,11 % fi ffl tt",
    "Latin": "Où l’Ångström naïf coûtait 12 €; Žižek, Łódź, Dvořák, Þingvellir, İstanbul, Győr",
    "Vietnamese": "Ủy ban đã đọc hồ sơ của những người được phục hồi danh dự và thấy họ vô tội.",
    "Cyrillic": "Никита Сергеевич Хрущёв и XX съезд КПСС; Київ, Ґданськ, Љубљана, Ђаковица",
    "Greek": "Η επιτροπή διάβασε τους φακέλους των αποκατασταθέντων: Ευρώπη, Θουκυδίδης",
    "old Greek": "Ἀθῆναι, Θουκυδίδης καὶ ἡ ἀρχή",
    "Hebrew": "הוועדה קראה את תיקי המטוהרים ומצאה שתשעה מתוך עשרה הודו תחת עינויים.",
    "signs": "The quick brown fox jumps over the lazy dog & 0123456789 @ #[] {x} <y> |z| ~",
    "long": " ".join(PROSE),
}
"""Real text of every script that any of the faces has letters of, and of what is hard to measure."""


@functools.cache
def shaper(path: Path) -> Any:
    """Return a font file as HarfBuzz knows it."""
    uharfbuzz: Any = importlib.import_module("uharfbuzz")
    return uharfbuzz.Font(uharfbuzz.Face(path.read_bytes()))


@functools.cache
def characters(path: Path) -> frozenset[str]:
    """Return what a font file has a glyph of."""
    return frozenset(map(chr, TTFont(path).getBestCmap() or {}))


def harfbuzz(path: Path, text: str, *, kerned: bool = True) -> float:
    """Return the width of a text in ems as a renderer shapes it, letters drawn together if it is `kerned`."""
    uharfbuzz: Any = importlib.import_module("uharfbuzz")
    font = shaper(path)
    buffer = uharfbuzz.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    uharfbuzz.shape(font, buffer, {} if kerned else {"kern": False, "liga": False, "clig": False})
    return float(sum(one.x_advance for one in buffer.glyph_positions) / font.face.upem)


def draws(path: Path, text: str) -> bool:
    """Tell whether a face has all letters of a text, itself or composed of what it has."""
    return characters(path).issuperset(unicodedata.normalize("NFC", text))


NARROWER = 0.995
"""The share of HarfBuzz's width that a text measures at least."""

KNOWN = 20
"""The letters of a script from which on a face is said to have it."""


def known_to(family: str) -> list[str]:
    """Return the texts whose every character the table has in a family."""
    words = metrics.face(family, bold=False, italic=False)
    return [text for text in TEXTS.values() if words[text] and not words.foreign(text)]


@pytest.mark.parametrize("italic", [False, True])
@pytest.mark.parametrize("bold", [False, True])
@pytest.mark.parametrize("family", FAMILIES)
def test_never_narrower_than_harfbuzz(
    family: str, bold: bool, italic: bool, fonts: Callable[..., Path]
) -> None:
    """Real text measures no more than 0.5 % less than HarfBuzz makes it, and no more than 8 % more."""
    path = fonts(FAMILIES[family], bold=bold, italic=italic)
    face = metrics.face(family, bold=bold, italic=italic)
    drawn = [text for text in known_to(family) if draws(path, text)]
    assert {TEXTS[name] for name in ("plain", "Latin", "Cyrillic", "Greek", "long")} <= set(drawn)
    for text in drawn:
        shaped = harfbuzz(path, text)
        assert shaped * NARROWER <= face[text] <= shaped * 1.08, text


@pytest.mark.parametrize("italic", [False, True])
@pytest.mark.parametrize("bold", [False, True])
@pytest.mark.parametrize("family", FAMILIES)
def test_widths_that_are_two_per_cent_too_small_are_seen(
    family: str, bold: bool, italic: bool, fonts: Callable[..., Path]
) -> None:
    """In each face most texts would then measure less than HarfBuzz makes them, prose among them."""
    path = fonts(FAMILIES[family], bold=bold, italic=italic)
    face = metrics.face(family, bold=bold, italic=italic)
    wrong = [text for text in known_to(family) if face[text] * 0.98 < harfbuzz(path, text) * NARROWER]
    assert len(wrong) > len(known_to(family)) / 2
    assert TEXTS["long"] in wrong


def test_there_is_a_text_of_every_script_of_a_face() -> None:
    """What a family of the table has letters of is measured in a text, and the families are the themes'."""
    assert set(FAMILIES) == set(metrics.families())
    for family in FAMILIES:
        told = {script(char) for text in known_to(family) for char in text if char.isalpha()}
        assert scripts_of(family) - told == set(), family


def script(char: str) -> str:
    """Return the script of a letter."""
    return unicodedata.name(char, "?").split()[0]


def scripts_of(family: str) -> set[str]:
    """Return the scripts of which the table has letters in a family."""
    table = json.loads(Path(metrics.__file__).with_name("widths.json").read_text(encoding="utf-8"))
    known = "".join(table[family]["characters"])
    letters = Counter(script(char) for char in known if char.isalpha())
    return {name for name, count in letters.items() if count >= KNOWN} - {"MODIFIER"}


@pytest.mark.parametrize("comfort", [False, True])
@pytest.mark.parametrize("name", theme_names())
def test_styles_are_measured_with_their_faces_and_their_spacing(
    name: str, comfort: bool, fonts: Callable[..., Path]
) -> None:
    """A text in every style of every theme, emphasised or not, is no narrower than what will be drawn.

    Renderers put a style's space behind each letter and each word, and then draw no letters together.
    """
    theme = in_variant(load_theme(name), dark=False, comfort=comfort, language="en")
    families = set()
    for style in theme.styles.values():
        face = theme.face(style)
        families.add(face.metrics)
        for bold, italic in itertools.product((style.bold, True), (False, True)):
            run = Run(TEXTS["long"], bold=bold, italic=italic)
            path = fonts(FAMILIES[face.metrics], bold=bold, italic=italic)
            shaped = harfbuzz(path, run.text, kerned=not style.tracking)
            spaces = run.text.count(" ")
            space = (style.tracking * len(run.text) + style.spacing * spaces) / style.size
            measured = measure((run,), style, theme).total
            assert measured >= (shaped + space) * NARROWER - style.tracking / style.size, style.name
            assert measured <= (shaped + space) * 1.03, style.name
    assert families == {one.metrics for one in theme.faces.values()}


BLOCKS = (*range(0x20, 0x530), *range(0x1C80, 0x1CC8), *range(0x1D00, 0x2C00), *range(0x2C60, 0x2C80))
BLOCKS += (*range(0x2DE0, 0x2E80), *range(0xA640, 0xA6A0), *range(0xA700, 0xA800), *range(0xAB30, 0xAB70))
BLOCKS += (*range(0xFB00, 0xFB50), *range(0xFFF0, 0xFFFE))
"""Every character that a text in a Latin, Greek or Cyrillic script may hold: letters and their extensions,
phonetic letters, combining marks, punctuation, currency, letterlike symbols, arrows, operators, shapes."""


@pytest.mark.parametrize("italic", [False, True])
@pytest.mark.parametrize("bold", [False, True])
@pytest.mark.parametrize("family", FAMILIES)
def test_no_character_of_a_face_is_measured_narrower(
    family: str, bold: bool, italic: bool, fonts: Callable[..., Path]
) -> None:
    """Whole blocks of Unicode: what a face has, alone and taken apart into letter and marks, is as wide."""
    path = fonts(FAMILIES[family], bold=bold, italic=italic)
    face = metrics.face(family, bold=bold, italic=italic)
    known = [chr(code) for code in BLOCKS if chr(code) in characters(path) and chr(code).isprintable()]
    texts = {f"n{form}" for char in known for form in (char, unicodedata.normalize("NFD", char))}
    assert len(known) > 600
    narrow = {
        text: (round(face[text], 3), round(shaped, 3))
        for text in texts
        if face[text] < (shaped := harfbuzz(path, text, kerned=False)) - 0.001 and draws(path, text)
    }
    assert narrow == {}


STAND_INS = ("Noto Sans", "Noto Serif", "DejaVu Sans")


@pytest.mark.parametrize("stand_in", STAND_INS)
@pytest.mark.parametrize("family", FAMILIES)
def test_no_character_that_a_face_lacks_is_measured_narrower(
    family: str, stand_in: str, fonts: Callable[..., Path]
) -> None:
    """What a face lacks is as wide as in any of the fonts that are shown for it."""
    path = fonts(stand_in)
    face = metrics.face(family, bold=False, italic=False)
    lacking = [
        chr(code)
        for code in BLOCKS
        if chr(code) in characters(path)
        and chr(code).isprintable()
        and face.foreign(f"{chr(code)}{face[chr(code)]}")
    ]
    assert len(lacking) > 20
    narrow = {
        char: (face[char], round(shaped, 3))
        for char in lacking
        if not unicodedata.combining(char) and face[char] < (shaped := harfbuzz(path, char)) - 0.001
    }
    assert narrow == {}


@pytest.mark.parametrize("bold", [False, True])
@pytest.mark.parametrize("family", ["liberation-sans", "liberation-serif"])
def test_small_letters_with_a_horn_are_wider_than_those_without(family: str, bold: bool) -> None:
    """ơ and ư are as wide in the faces of Arial and Times as these draw them, whatever tone they bear."""
    face = metrics.face(family, bold=bold, italic=False)
    for plain, horned in (("o", "ơờớởỡợ"), ("u", "ưừứửữự")):
        assert {round(face[letter], 4) for letter in horned} == {round(face[horned[0]], 4)}
        assert face[horned[0]] > face[plain] + 0.02
        assert {face[unicodedata.normalize("NFD", letter)] for letter in horned} == {face[horned[0]]}


def test_symbols_that_are_shown_as_emoji_are_as_wide_as_these() -> None:
    """Emoji among the symbols, and a symbol that asks to be shown as one, are as wide as other emoji."""
    face = metrics.face("carlito", bold=False, italic=False)
    assert face["\u2705"] == face["\U0001f600"] == 1.4
    assert face["\u2764\ufe0f"] >= 1.4 > face["\u2764"]


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
    """The table stays below 80 KB, which are read in a few milliseconds."""
    path = Path(metrics.__file__).with_name("widths.json")
    assert path.stat().st_size < 80_000
