"""Bytes of an outline's file → the same with every mistake corrected that has one certain cure.

Nothing else is touched: line ends, byte order mark, spaces and comments stay as they are.
"""

from __future__ import annotations

import codecs
import difflib
from collections.abc import Callable, Iterable
from pathlib import Path

from deckgen.diagnostics import Diagnostic, Edit
from deckgen.outline.model import Outline
from deckgen.outline.read import OUTLINE, Reading, read_outline
from deckgen.schema.places import apart, apply
from deckgen.schema.source import Cure, in_utf8, read_source, source_of
from deckgen.structs import Struct

_MOST_ROUNDS = 10
"""A cure can uncover what came after its mistake; each round corrects what the one before uncovered."""


_Place = tuple[tuple[int, int], tuple[int, int]]
"""Line and column where an edit begins, and where it ends."""

Further = Callable[[Outline], Iterable[Diagnostic]]


class Corrections(Struct, frozen=True):
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


def corrections(data: bytes, path: Path, further: Further = lambda outline: ()) -> Corrections:
    """Return the corrections of an outline's file; nothing is written.

    `further` gives what has a certain cure and shows only to those who know what an outline means.
    """
    mended: list[Diagnostic] = []
    corrected = in_utf8(data) or data
    if corrected != data:
        mended += read_source(data, path, OUTLINE)[2]
    reading = read_outline(corrected, path)
    for _ in range(_MOST_ROUNDS):
        known = further(reading.outline) if reading.outline else ()
        curable = [one for one in (*reading.diagnostics, *known) if one.edits]
        now = _apart(curable)
        better = apply_edits(corrected, (edit for one in now for edit in one.edits))
        if better == corrected:
            break
        mended += now
        corrected, reading = better, read_outline(better, path)
    return _report(data, corrected, mended, reading, path)


def _apart(curable: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Return the diagnostics whose edits touch those of no earlier one; the others wait for the next round.

    Half of a pair of quotation marks, without the other half, would swallow the lines below it.
    """
    kept: list[Diagnostic] = []
    taken: list[_Place] = []
    for one in curable:
        places = [
            ((edit.span.line, edit.span.column), (edit.span.end_line, edit.span.end_column))
            for edit in one.edits
        ]
        if any(_touch(mine, other) for mine in places for other in taken):
            continue
        taken += places
        kept.append(one)
    return kept


def _touch(one: _Place, other: _Place) -> bool:
    """Tell whether two places overlap, or are one and the same point."""
    if one == other:
        return True
    return one[0] < other[1] and other[0] < one[1]


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
        before, after = _shown(data), _lines(corrected)
        rows = difflib.unified_diff(before, after, str(path), f"{path} (corrected)", n=1, lineterm="")
        diff = "\n".join(rows) or f"--- {path}\n+++ {path} (saved as UTF-8)"
    return Corrections(corrected, diff, tuple(mended), reading.diagnostics, reading.source)


def _shown(data: bytes) -> list[str]:
    """Return a file's lines as an editor shows them that reads it as UTF-8."""
    mark = "utf-16" if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else "utf-8-sig"
    return data.decode(mark, "replace").splitlines()


def _lines(data: bytes) -> list[str]:
    """Return a file's lines without their ends, to be shown."""
    return data.removeprefix(codecs.BOM_UTF8).decode("utf-8").splitlines()
