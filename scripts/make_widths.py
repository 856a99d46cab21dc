"""Installed fonts → src/deckgen/layout/text/widths.json: how wide every character of a theme's faces is.

Beside it formula-widths.json: the same of a font for formulas, one of the widest there are.

Run it with the fonts that it names installed (`fc-list` finds them). Carlito and Liberation have the widths
of Calibri, Arial, Times New Roman and Courier New. Liberation before version 2 (`fonts-liberation` in Debian
12) lacks most of the letters of Vietnamese, which Arial and Times New Roman have, so version 2 is needed
(`fonts-liberation2`); where both are installed, the wider of the two counts.

    python scripts/make_widths.py
"""

from __future__ import annotations

import importlib
import json
import math
import subprocess
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from fontTools.ttLib import TTFont

from deckgen.layout.text.metrics import estimated

FAMILIES = {
    "carlito": "Carlito",
    "liberation-sans": "Liberation Sans",
    "liberation-serif": "Liberation Serif",
    "liberation-mono": "Liberation Mono",
}
"""The name in the table → the family's name."""

WEIGHTS = {
    "regular": "Regular",
    "bold": "Bold",
    "italic": "Italic",
    "bold-italic": "Bold Italic",
}
"""The name in the table → the style's name."""

STAND_INS = {
    "Noto Sans": ("Regular", "Bold"),
    "Noto Serif": ("Regular", "Bold"),
    "Noto Sans Math": ("Regular",),
    "Noto Sans Symbols": ("Regular", "Bold"),
    "Noto Sans Symbols2": ("Regular",),
    "DejaVu Sans": ("Book", "Bold"),
}
"""Fonts that are shown for letters and symbols that a theme's faces lack, and the styles looked at."""

STAND_IN_RANGES = (
    (0x0180, 0x0530),
    (0x1C80, 0x1C90),
    (0x1D00, 0x2C00),
    (0x2C60, 0x2C80),
    (0x2DE0, 0x2E80),
    (0xA640, 0xA6A0),
    (0xA700, 0xA800),
    (0xAB30, 0xAB70),
    (0xFB00, 0xFB50),
    (0xFFFC, 0xFFFE),
    (0x1D400, 0x1D800),
)
"""Extensions of Latin, Greek and Cyrillic, phonetic letters, punctuation, currency, letterlike symbols,
arrows, operators, shapes; ligatures; letters for formulas. Whole scripts are in `metrics.py`."""

STEP = 20
"""Widths of stand-ins are rounded up to this part of an em: which font is shown is unknown anyway."""

FORMULAS = "DejaVu Math TeX Gyre"
"""The font for formulas."""

FORMULA_RANGES = ((0x20, 0x180), (0x370, 0x400), (0x2010, 0x2400), (0x27E0, 0x2A60), (0x1D400, 0x1D800))
"""Latin, Greek; punctuation, letterlike signs, arrows, operators; more of these; sloped letters."""

TARGET = Path(__file__).resolve().parent.parent / "src/deckgen/layout/text/widths.json"


def font_files(family: str, style: str) -> list[Path]:
    """Return the installed files of a face, in any version; ends the program where there is none."""
    pattern = f"{family}:style={style}"
    command = ["fc-list", "--format=%{family}|%{style}|%{file}\n", pattern]
    lines = subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()
    faces = (line.split("|") for line in lines)
    found = [
        Path(file)
        for names, styles, file in faces
        if family in names.split(",") and style in styles.split(",")
    ]
    if not found:
        raise SystemExit(f"{family} {style} is not installed")
    return sorted(found)


def widest(paths: Iterable[Path]) -> tuple[dict[str, int], int]:
    """Return the width of every character in the font files that draws it widest, and their units per em."""
    widths: dict[str, int] = defaultdict(int)
    grids = set()
    for path in paths:
        found, units = advances(path)
        grids.add(units)
        for char, width in found.items():
            widths[char] = max(widths[char], width)
    if len(grids) != 1:
        raise SystemExit(f"{paths}: these are drawn on different grids")
    return widths, grids.pop()


def advances(path: Path) -> tuple[dict[str, int], int]:
    """Return the width of every character of a font file, and its units per em.

    A combining mark is as wide as what it adds to a letter: most add nothing, whatever the font says of the
    mark alone.
    """
    font = TTFont(path)
    names = font.getBestCmap() or {}
    metrics: Any = font["hmtx"]
    head: Any = font["head"]
    widths = {chr(code): metrics[name][0] for code, name in names.items() if code >= ord(" ")}
    uharfbuzz: Any = importlib.import_module("uharfbuzz")
    shaped = uharfbuzz.Font(uharfbuzz.Face(path.read_bytes()))
    for char in widths:
        if unicodedata.category(char) in ("Mn", "Me"):
            widths[char] = max(0, _shaped(shaped, f"x{char}") - _shaped(shaped, "x"))
    return widths, head.unitsPerEm


def _shaped(font: Any, text: str) -> int:
    uharfbuzz: Any = importlib.import_module("uharfbuzz")
    buffer = uharfbuzz.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    uharfbuzz.shape(font, buffer, {})
    return int(sum(one.x_advance for one in buffer.glyph_positions))


def family_table(family: str) -> dict[str, object]:
    """Return a family's characters, those of the same widths together, in units of the em."""
    files = [font_files(family, style) for style in WEIGHTS.values()]
    for versions in files:
        if family.startswith("Liberation") and all(_version(one) < 2 for one in versions):
            raise SystemExit(f"{versions[0]} is too old and lacks letters: install fonts-liberation2")
    faces = [widest(versions) for versions in files]
    units = {unit for _, unit in faces}
    if len(units) != 1:
        raise SystemExit(f"{family}: its faces are drawn on different grids")
    tables = [widths for widths, _ in faces]
    shared = sorted(set.intersection(*(set(table) for table in tables)))
    unit = units.pop()
    widths = {char: [table[char] for table in tables] for char in shared}
    return {
        "units": unit,
        **_grouped({char: of for char, of in widths.items() if not _narrow_hebrew(char, max(of) / unit)}),
    }


def _narrow_hebrew(char: str, width: float) -> bool:
    """Tell whether to leave a letter to the estimate: Hebrew is set in other fonts as often as in these."""
    return unicodedata.name(char, "").startswith("HEBREW") and width <= estimated(char)


def _version(path: Path) -> float:
    head: Any = TTFont(path)["head"]
    return float(head.fontRevision)


def stand_in_table() -> dict[str, object]:
    """Return the characters that a stand-in draws wider than `metrics.estimated` takes them to be.

    Each is as wide as the widest of the stand-ins draws it.
    """
    ems: dict[str, float] = defaultdict(float)
    for family, styles in STAND_INS.items():
        for style in styles:
            widths, units = widest(font_files(family, style))
            for char, width in widths.items():
                ems[char] = max(ems[char], width / units)
    wanted = (chr(code) for first, stop in STAND_IN_RANGES for code in range(first, stop))
    wide = {char: [math.ceil(ems[char] * STEP)] for char in wanted if ems[char] > estimated(char)}
    return {"units": STEP, **_grouped(wide)}


def _grouped(widths: Mapping[str, Iterable[int]]) -> dict[str, object]:
    """Return the widths that occur, each in every weight, and beside it the characters that have them."""
    groups: dict[tuple[int, ...], str] = defaultdict(str)
    for char, weights in widths.items():
        groups[tuple(weights)] += char
    return {"widths": list(groups), "characters": list(groups.values())}


def main() -> None:
    """Write the table."""
    table = {name: family_table(family) for name, family in FAMILIES.items()}
    table["stand-ins"] = stand_in_table()
    rows = (f"{json.dumps(name)}: {_compact(family)}" for name, family in table.items())
    TARGET.write_text("{\n" + ",\n".join(rows) + "\n}\n", encoding="utf-8")
    known, units = widest(font_files(FORMULAS, "Regular"))
    wanted = (chr(code) for first, stop in FORMULA_RANGES for code in range(first, stop))
    widths = {char: known[char] for char in wanted if char in known}
    formulas = {"units": units, "characters": "".join(widths), "widths": list(widths.values())}
    beside = TARGET.with_name("formula-widths.json")
    beside.write_text(_compact(formulas) + "\n", encoding="utf-8")
    for path in (TARGET, beside):
        print(f"{path.name}: {path.stat().st_size / 1000:.1f} KB")


def _compact(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


if __name__ == "__main__":
    main()
