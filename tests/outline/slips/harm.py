"""What `fix` made of planted slips → what it lost, and what reads otherwise than it was meant."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from deckgen.outline import model
from deckgen.outline.fix import Corrections
from deckgen.outline.read import read_outline
from tests.outline.slips.measure import BASES, PATH, SEED
from tests.outline.slips.pasted import KINDS
from tests.outline.slips.plant import Sheet, plant

_WORD = re.compile(r"\w+")
_SIGN = re.compile(r"</?li>|\\item\b|^ *```\w*$|^ *o\t|^ *\w{1,3}[.)] |^ *\d\.(?=\w)", re.MULTILINE)
"""Signs of other programs that are letters and no words."""


def planted(count: int, seed: int = SEED) -> Iterator[Sheet]:
    """Give outlines with slips planted in them."""
    rng = random.Random(seed)
    texts = [path.read_text(encoding="utf-8") for path in BASES]
    for number in range(count):
        sheet = Sheet.of(texts[number % len(texts)])
        plant(sheet, KINDS, 1 + number % 12, rng)
        yield sheet


def lost(text: str, fixed: Corrections) -> list[str]:
    """Return the words that a correction took away and that no message named."""
    gone = Counter(_WORD.findall(_SIGN.sub("", text))) - Counter(_WORD.findall(fixed.corrected.decode()))
    named = " ".join(one.message for one in fixed.mended)
    return sorted(word for word in gone if not re.search(rf"\b{re.escape(word)}\b", named))


def shape(data: bytes, path: Path = PATH) -> tuple[object, ...] | None:
    """Return what an outline holds, without its words; None where it cannot be read."""
    reading = read_outline(data, path)
    if reading.outline is None:
        return None
    return tuple(
        (len(section.slides), tuple(_slide(slide) for slide in section.slides))
        for section in reading.outline.sections
    )


def _slide(slide: model.Slide) -> tuple[object, ...]:
    kinds = tuple((type(block).__name__, _size(block)) for block in slide.blocks)
    return (slide.title is not None, kinds, slide.notes is not None, slide.minutes is not None)


def _size(block: model.Block) -> int:
    items = getattr(block, "items", getattr(block, "events", getattr(block, "rows", ())))
    return len(items)
