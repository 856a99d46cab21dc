"""Bytes of an outline's file → the same with every mistake corrected that has one certain cure.

Nothing else is touched: line ends, byte order mark, spaces and remarks stay as they are.
"""

from __future__ import annotations

import codecs
import difflib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from deckgen.diagnostics import Diagnostic, Edit
from deckgen.outline.compose import apart, apply
from deckgen.outline.read import Reading, read_outline
from deckgen.outline.source import Cure, source_of

_MOST_ROUNDS = 5
"""A cure can uncover what stood behind its mistake; each round corrects what the one before uncovered."""


@dataclass(frozen=True, slots=True)
class Corrections:
    """What is to be corrected.

    `corrected` is the whole file; `diff` shows the change line by line, empty where there is none.
    `mended` are the diagnostics that are gone, `remaining` those that want a decision of the author,
    with their places in the corrected file, whose text is `source`.
    """

    corrected: bytes
    diff: str
    mended: tuple[Diagnostic, ...]
    remaining: tuple[Diagnostic, ...]
    source: str


def corrections(data: bytes, path: Path) -> Corrections:
    """Return the corrections of an outline's file; nothing is written."""
    mended: list[Diagnostic] = []
    corrected = data
    reading = read_outline(corrected, path)
    for _ in range(_MOST_ROUNDS):
        curable = [one for one in reading.diagnostics if one.edits]
        better = apply_edits(corrected, (edit for one in curable for edit in one.edits))
        if better == corrected:
            break
        mended += curable
        corrected, reading = better, read_outline(better, path)
    return _report(data, corrected, mended, reading, path)


def apply_edits(data: bytes, edits: Iterable[Edit]) -> bytes:
    """Return a file in UTF-8 with edits applied; of edits that overlap, the first counts."""
    wanted = tuple(edits)
    if not wanted:
        return data
    mark = codecs.BOM_UTF8 if data.startswith(codecs.BOM_UTF8) else b""
    text = data[len(mark) :].decode("utf-8")
    source = source_of(text, wanted[0].span.path)
    cures = (
        Cure(
            source.offset(one.span.line, one.span.column),
            source.offset(one.span.end_line, one.span.end_column),
            one.replacement,
        )
        for one in wanted
    )
    return mark + apply(text, apart(cures)).encode("utf-8")


def _report(
    data: bytes, corrected: bytes, mended: list[Diagnostic], reading: Reading, path: Path
) -> Corrections:
    diff = ""
    if corrected != data:
        before, after = (_lines(one) for one in (data, corrected))
        rows = difflib.unified_diff(before, after, str(path), f"{path} (corrected)", n=1, lineterm="")
        diff = "\n".join(rows)
    return Corrections(corrected, diff, tuple(mended), reading.diagnostics, reading.source)


def _lines(data: bytes) -> list[str]:
    """Return a file's lines without their ends, to be shown."""
    return data.removeprefix(codecs.BOM_UTF8).decode("utf-8").splitlines()
