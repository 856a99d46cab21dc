"""Planted slips → how many are found in the first run, in the right place, without false alarms."""

from __future__ import annotations

import os
import random
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from deckgen.outline.fix import corrections
from deckgen.outline.read import read_outline
from tests.outline.slips.pasted import KINDS
from tests.outline.slips.plant import Row, Sheet, plant

BASES = sorted((Path(__file__).parent / "bases").glob("*.yaml"))
PATH = Path("talk.yaml")
OUTLINES = int(os.environ.get("DECKGEN_SLIPS", "100"))
"""How many are spoilt: by hand DECKGEN_SLIPS=300, the figures of the documentation."""
SEED = 1788


@dataclass
class Figures:
    """What was counted, and what went wrong, for somebody who looks into it."""

    outlines: int = 0
    planted: int = 0
    found: int = 0
    placed: int = 0
    reported: int = 0
    false: int = 0
    cured: int = 0
    by_kind: Counter[str] = field(default_factory=Counter)
    missed: Counter[str] = field(default_factory=Counter)
    notes: list[str] = field(default_factory=list)

    def share(self, name: str) -> float:
        """Return one of the four figures, in per cent."""
        return {
            "found": 100 * self.found / self.planted,
            "placed": 100 * self.placed / max(1, self.found),
            "false": 100 * self.false / max(1, self.reported),
            "cured": 100 * self.cured / self.outlines,
        }[name]

    def __str__(self) -> str:
        return (
            f"{self.outlines} outlines, {self.planted} slips of {len(self.by_kind)} kinds: "
            f"{self.share('found'):.1f} % found in the first run, {self.share('placed'):.1f} % of them in "
            f"their line; {self.share('false'):.1f} % of {self.reported} messages are false alarms; "
            f"{self.share('cured'):.1f} % of the outlines build in two runs at most"
        )


def measure(outlines: int = OUTLINES, seed: int = SEED, kinds: dict[str, object] | None = None) -> Figures:
    """Plant, read, cure and count."""
    figures = Figures()
    rng = random.Random(seed)
    texts = [path.read_text(encoding="utf-8") for path in BASES]
    for number in range(outlines):
        sheet = Sheet.of(texts[number % len(texts)])
        plant(sheet, KINDS, 1 + (number * 7) % 40 if number % 3 else 1 + number % 5, rng)
        _count(sheet, figures, number)
    return figures


def alone(times: int, seed: int = SEED) -> Iterator[tuple[str, str, Sheet]]:
    """Give each kind of slip alone, so many times, with the good outline that it was planted in."""
    rng = random.Random(seed)
    texts = [path.read_text(encoding="utf-8") for path in BASES]
    for number, (name, made) in enumerate(KINDS.items()):
        left = times
        for place in range(times * len(texts)):
            base = texts[(number + place) % len(texts)]
            sheet = Sheet.of(base)
            plant(sheet, {name: made}, 1, rng)
            if sheet.planted and left:
                left -= 1
                yield name, base, sheet


def each_kind(seed: int = SEED, times: int = 12) -> Figures:
    """Plant every kind alone, a few times."""
    figures = Figures()
    for number, (_, _, sheet) in enumerate(alone(times, seed)):
        _count(sheet, figures, number)
    return figures


def _count(sheet: Sheet, figures: Figures, number: int) -> None:
    figures.outlines += 1
    text = sheet.text
    found = read_outline(text.encode(), PATH).diagnostics
    lines: dict[int, list[str]] = {}
    for one in found:
        lines.setdefault(one.span.line if one.span else 0, []).append(
            f"{one.message} | {' / '.join(one.hints)}"
        )
    wanted: set[int] = set()
    for kind, rows in sheet.planted:
        figures.planted += 1
        figures.by_kind[kind] += 1
        places = [sheet.number(row) for row in rows]
        wanted.update(places)
        hit = next((place for place in places if place in lines), None)
        if hit is None:
            figures.missed[kind] += 1
            figures.notes.append(f"{number}: missed {kind}, line {places[0]}: {rows[0].text!r}")
            continue
        figures.found += 1
        if hit == places[0]:
            figures.placed += 1
    figures.reported += len(found)
    shown = text.splitlines()
    planted = ", ".join(kind for kind, _ in sheet.planted[:3])
    for line, messages in lines.items():
        extra = messages if line not in wanted else []
        figures.false += len(extra)
        what = shown[line - 1] if 0 < line <= len(shown) else ""
        figures.notes += [f"{number}: false ({planted}), line {line}: {what!r}: {one}" for one in extra]
    if _cured(sheet, lines):
        figures.cured += 1
    else:
        rest = _remaining(sheet, lines)
        kinds = ", ".join(kind for kind, _ in sheet.planted[:3])
        figures.notes.append(f"{number}: not cured ({kinds}): {rest[:3]}")


def _undone(sheet: Sheet, lines: dict[int, list[str]]) -> str:
    """Return the text after its author has undone by hand what was reported without a certain cure."""
    certain = corrections(sheet.text.encode(), PATH)
    gone = {(one.span.line, one.message) for one in certain.mended if one.span}
    mended = {line for line, _ in gone}
    kept: list[str] = []
    undo = {
        id(row)
        for _, rows in sheet.planted
        if any(sheet.number(row) in lines and sheet.number(row) not in mended for row in rows)
        for row in _of_slip(sheet, rows)
    }
    for row in sheet.rows:
        if id(row) in undo:
            kept += [row.was] if row.was is not None else []
        elif not row.gone:
            kept.append(row.text)
    return "\n".join(kept) + "\n"


def _of_slip(sheet: Sheet, rows: tuple[Row, ...]) -> Iterator[Row]:
    """Give all rows that a slip has changed: those reported and their neighbours of the same slip."""
    yield from rows
    for place, row in enumerate(sheet.rows):
        if row in rows:
            after = place + 1
            while after < len(sheet.rows) and sheet.rows[after].slip == row.slip:
                yield sheet.rows[after]
                after += 1


def _remaining(sheet: Sheet, lines: dict[int, list[str]]) -> list[str]:
    first = corrections(sheet.text.encode(), PATH)
    if not first.remaining:
        return []
    second = corrections(_undone(sheet, lines).encode(), PATH)
    return [f"{one.span.line if one.span else 0}: {one.message}" for one in second.remaining]


def _cured(sheet: Sheet, lines: dict[int, list[str]]) -> bool:
    return not _remaining(sheet, lines)


if __name__ == "__main__":
    what = each_kind() if "--each" in sys.argv else measure()
    if "--notes" in sys.argv:
        print("\n".join(what.notes))
    for name, count in what.missed.most_common():
        print(f"missed {count} of {what.by_kind[name]}: {name}")
    never = set(KINDS) - set(what.by_kind)
    print(f"never planted: {sorted(never)}")
    print(what)
