"""Installed fonts → src/deckgen/layout/widths.json: how wide every character of a theme's faces is.

Beside it formula-widths.json: the same of a font for formulas, one of the widest there are.

Run it with the fonts Carlito and Liberation installed (`fc-match` finds them); they have the widths of
Calibri, Arial, Times New Roman and Courier New. A character that is as wide as the letter it is composed
from (é and e) is left out: the reader takes the letter's width.

    python scripts/make_widths.py
"""

from __future__ import annotations

import json
import subprocess
import unicodedata
from pathlib import Path
from typing import Any

from fontTools.ttLib import TTFont

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

RANGES = ((0x20, 0x530), (0x590, 0x600), (0x1E00, 0x2000), (0x2000, 0x2600), (0xFB00, 0xFB07))
"""Latin, IPA, Greek, Cyrillic; Hebrew; their extensions; punctuation and symbols; ligatures."""

FORMULAS = "DejaVu Math TeX Gyre"
"""The font for formulas."""

FORMULA_RANGES = ((0x20, 0x180), (0x370, 0x400), (0x2010, 0x2400), (0x27E0, 0x2A60), (0x1D400, 0x1D800))
"""Latin, Greek; punctuation, letterlike signs, arrows, operators; more of these; sloped letters."""

TARGET = Path(__file__).resolve().parent.parent / "src/deckgen/layout/widths.json"


def font_file(family: str, style: str) -> Path:
    """Return the installed file of a face; ends the program where another one would be used for it."""
    wanted = f"{family}:style={style}"
    found = subprocess.run(
        ["fc-match", "--format=%{family}|%{style}|%{file}", wanted],
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split("|")
    if family not in found[0].split(",") or style not in found[1].split(","):
        raise SystemExit(f"{family} {style} is not installed: the system offers {found[0]} {found[1]}")
    return Path(found[2])


def advances(path: Path, ranges: tuple[tuple[int, int], ...] = RANGES) -> tuple[dict[str, int], int]:
    """Return the width of every character of a font file within the ranges, and its units per em."""
    font = TTFont(path)
    names = font.getBestCmap() or {}
    metrics: Any = font["hmtx"]
    head: Any = font["head"]
    wanted = (code for first, stop in ranges for code in range(first, stop))
    return {chr(code): metrics[names[code]][0] for code in wanted if code in names}, head.unitsPerEm


def family_table(family: str) -> dict[str, object]:
    """Return a family's characters and the list of their widths in each weight, in units of the em."""
    faces = {weight: advances(font_file(family, style)) for weight, style in WEIGHTS.items()}
    units = {unit for _, unit in faces.values()}
    if len(units) != 1:
        raise SystemExit(f"{family}: its faces are drawn on different grids")
    tables = [widths for widths, _ in faces.values()]
    shared = sorted(set.intersection(*(set(table) for table in tables)))
    kept = [char for char in shared if not _like_its_letter(char, tables)]
    columns = {weight: [widths[char] for char in kept] for weight, (widths, _) in faces.items()}
    return {"units": units.pop(), "characters": "".join(kept), **columns}


def _like_its_letter(char: str, tables: list[dict[str, int]]) -> bool:
    apart = unicodedata.normalize("NFD", char)
    if len(apart) == 1:
        return False
    return all(apart[0] in table and table[apart[0]] == table[char] for table in tables)


def main() -> None:
    """Write the table."""
    table = {name: family_table(family) for name, family in FAMILIES.items()}
    rows = (f"{json.dumps(name)}: {_compact(family)}" for name, family in table.items())
    TARGET.write_text("{\n" + ",\n".join(rows) + "\n}\n", encoding="utf-8")
    widths, units = advances(font_file(FORMULAS, "Regular"), FORMULA_RANGES)
    formulas = {"units": units, "characters": "".join(widths), "widths": list(widths.values())}
    beside = TARGET.with_name("formula-widths.json")
    beside.write_text(_compact(formulas) + "\n", encoding="utf-8")
    for path in (TARGET, beside):
        print(f"{path.name}: {path.stat().st_size / 1000:.1f} KB")


def _compact(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


if __name__ == "__main__":
    main()
