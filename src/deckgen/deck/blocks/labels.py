"""Runs → the line of text that stands for them where there is no markup, in the labels of charts."""

from __future__ import annotations

from deckgen.deck.mathml.text import HIGH, LOW
from deckgen.deck.model import Runs


def unmarked(runs: Runs) -> str:
    """Return runs in one line, for labels that have no markup: CO₂, m²; what cannot be small is not."""
    return "".join(
        "".join(signs.get(char, char) for char in run.text)
        if (signs := LOW if run.subscript else HIGH if run.superscript else None)
        and all(char in signs for char in run.text)
        else run.text
        for run in runs
    )
