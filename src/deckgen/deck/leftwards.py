"""Runs of a deck written from right to left → the same with marks that keep Latin texts and numbers in order.

Programs order mixed texts by themselves; what they cannot know is told by marks that nobody sees. A text
wholly in Latin letters keeps its first and last signs on their sides; a sign stays before its number.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace

from deckgen.deck.model import Run, Runs

MARK = "\u200e"
"""The left-to-right mark: takes no room, and is ordered like a Latin letter."""

_SIGNS = "-−–+±"
_SIGNED = re.compile(rf"(?<![^\s(\[])(?=[{_SIGNS}][$€£¥]?\d)")


def in_order(runs: Runs) -> Runs:
    """Return the runs with the marks that their order needs."""
    signed = tuple(_signed(runs))
    kinds = {unicodedata.bidirectional(char) for run in signed for char in run.text}
    return tuple(_closed(signed)) if "L" in kinds and kinds.isdisjoint(("R", "AL")) else signed


def _signed(runs: Runs) -> Iterator[Run]:
    """Yield the runs with a mark before each number's sign, but for program text and formulas."""
    before = ""
    for run in runs:
        if run.code or run.formula:
            yield run
        else:
            text = _SIGNED.sub(MARK, before + run.text)[len(before) :]
            yield run if text == run.text else replace(run, text=text)
        last = run.text[-1:]
        before = "" if last in _SIGNS else last


def _closed(runs: Runs) -> Iterator[Run]:
    """Yield the runs with a mark before a sign that they begin with and behind one that they end with."""
    if unicodedata.bidirectional(runs[0].text[:1] or " ") != "L":
        yield Run(MARK)
    yield from runs
    if unicodedata.bidirectional(runs[-1].text[-1:] or " ") not in ("L", "EN"):
        yield Run(MARK)
