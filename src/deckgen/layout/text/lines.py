"""Fragments + a width → how many lines a paragraph takes, and what its last line holds."""

from __future__ import annotations

from typing import NamedTuple

from deckgen.layout.text.measure import Measured
from deckgen.layout.text.metrics import WIDEST_CHARACTER
from deckgen.units import EMU_PER_POINT, Emu, Point

SLACK = 0.97
"""The share of a box's width that is used: fonts that stand in for the theme's may be a little wider."""


class Lines(NamedTuple):
    """A paragraph broken into so many `rows`. `widest` is the widest of them in ems."""

    rows: int
    widest: float
    last_words: int
    """How many words are on the last line."""
    torn: int | None
    """The first fragment that is wider than a line and must not be broken, or None."""
    last: float
    """The width of the last line in ems."""


def ems(width: Emu | int, size: Point | float) -> float:
    """Return how many ems of a size may be set within a width of the slide, slack kept."""
    return width * SLACK / EMU_PER_POINT / size


def width_of(length: float, size: Point | float) -> Emu:
    """Return the width that holds a line of so many ems at a size, slack included."""
    return Emu(int(length * size * EMU_PER_POINT / SLACK) + 1)


def break_lines(text: Measured, width: float, hang: float = 0.0) -> Lines:
    """Break a paragraph greedily; `width` in ems, every line but the first is shorter by `hang`."""
    if text.total <= width:
        return Lines(1, text.total, _words(text, 0), None, text.total)
    torn = None
    rows, first, used, widest, gap = 1, 0, 0.0, 0.0, -1.0
    room = width
    for index, fragment in enumerate(text.widths):
        if gap >= 0.0:
            if used + gap + fragment <= room:
                used += gap + fragment
                gap = text.gaps[index]
                continue
            rows, first, room = rows + 1, index, width - hang
            widest = max(widest, used)
        used = fragment
        if fragment > room:
            if index not in text.addresses and torn is None:
                torn = index
            rows += _rows(text, index, room) - 1
            used = room
        gap = text.gaps[index]
    return Lines(rows, max(widest, used), _words(text, first), torn, used)


def row_starts(text: Measured, width: float, first: int, most: int) -> list[int]:
    """Return the fragment that each line begins with, from fragment `first` on; stops after `most` lines.

    An address broken over several lines appears there once for each.
    """
    starts = [first]
    used, gap = 0.0, -1.0
    for index in range(first, len(text.widths)):
        fragment = text.widths[index]
        if gap >= 0.0 and used + gap + fragment > width:
            starts.append(index)
            gap = -1.0
        if fragment > width:
            starts += [index] * (_rows(text, index, width) - 1)
        if len(starts) > most:
            break
        used = fragment if gap < 0.0 else used + gap + fragment
        used = min(used, width)
        gap = text.gaps[index]
    return starts


def _words(text: Measured, first: int) -> int:
    """Return how many words the fragments from `first` on make; ideographs count one each."""
    return len(text.widths) - first


def _rows(text: Measured, index: int, room: float) -> int:
    """Return how many lines a fragment takes that is wider than a line, on the safe side.

    Some renderers fill every line to the last character, some break after the last slash.
    """
    full = max(room - WIDEST_CHARACTER, WIDEST_CHARACTER)
    anywhere = int(text.widths[index] / full) + 1
    word = text.fragment(index)
    if "/" not in word:
        return anywhere
    each = text.widths[index] / len(word)
    rows, used = 1, 0.0
    for part in word.split("/"):
        length = (len(part) + 1) * each
        if used and used + length > full:
            rows, used = rows + 1, 0.0
        while length > full:
            rows, length = rows + 1, length - full
        used += length
    return max(anywhere, rows)
