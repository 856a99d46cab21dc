"""Runs of a deck written from right to left → the same with marks that keep Latin texts and numbers in order.

Programs order mixed texts by themselves; what they cannot know is said by marks that nobody sees. A text
wholly in Latin letters keeps its first and last characters on their sides; a sign stays before its number,
`C++` and `.NET` keep theirs, and the parts of a telephone number their order.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from deckgen.deck.model import Run, Runs
from deckgen.structs import replace
from deckgen.structs.patterns import pattern

MARK = "\u200e"
"""The left-to-right mark: takes no room, and is ordered like a Latin letter."""

_SIGNS = "-−–+±"
_SIGNED = pattern(rf"(?<![^\s(\[])(?=[{_SIGNS}][$€£¥]?\d)")
_NAMED = pattern(
    r"(?<=[A-Za-z][+#*])(?![\w+#*])|(?<=[A-Za-z]\+\+)(?![\w+#*])|(?<![^\s(\[־-])(?=[.#@/~][A-Za-z])"
)
"""After `C++`, `C#` and `A*`, and before `.NET`, `#tag` and `@user`: characters of a Latin name."""
_CALLED = pattern(r"(?<![\w+(\u200e])(?=0\d{0,3}(?:[ /-]\d{2,})*[ /]\d{2,}|\(\d{1,4}\)(?:[ /-]?\d{2,})+)")
"""Before a number in parts with spaces, as of a telephone: without a mark the parts change places."""


def in_order(runs: Runs) -> Runs:
    """Return the runs with the marks that their order needs."""
    signed = tuple(_signed(runs))
    kinds = {unicodedata.bidirectional(char) for run in signed for char in run.text}
    return tuple(_closed(signed)) if "L" in kinds and kinds.isdisjoint(("R", "AL")) else signed


def _signed(runs: Runs) -> Iterator[Run]:
    """Yield the runs with the marks of numbers and names, but for program text and formulas."""
    before = ""
    for run in runs:
        if run.code or run.formula:
            yield run
        else:
            text = _SIGNED.sub(MARK, before + run.text)[len(before) :]
            text = _CALLED.sub(MARK, _NAMED.sub(MARK, text))
            yield run if text == run.text else replace(run, text=text)
        last = run.text[-1:]
        before = "" if last in _SIGNS else last


def _closed(runs: Runs) -> Iterator[Run]:
    """Yield the runs with a mark before a character that they begin with and after one that they end with."""
    if unicodedata.bidirectional(runs[0].text[:1] or " ") != "L":
        yield Run(MARK)
    yield from runs
    if unicodedata.bidirectional(runs[-1].text[-1:] or " ") not in ("L", "EN"):
        yield Run(MARK)
