"""Figures and tables → their numbered captions, as the citation style writes them: Fig. 1., Figure 1."""

from __future__ import annotations

from dataclasses import replace

from deckgen.deck.model import Run, Runs, Words, plain

SHORTENED = frozenset(("mla", "ieee"))
"""The styles that write `Fig.` for `Figure`."""

TITLED = frozenset(("apa",))
"""The styles that set the label bold, without a full stop, and the caption in italics."""


def figure_caption(number: int, caption: Runs, style: str, words: Words) -> Runs:
    """Return a figure's caption with its label and number."""
    label = words.figure_short if style in SHORTENED else words.figure
    return _labelled(label, number, caption, style)


def table_caption(number: int, caption: Runs, style: str, words: Words) -> Runs:
    """Return a table's caption with its label and number."""
    return _labelled(words.table, number, caption, style)


def _labelled(label: str, number: int, caption: Runs, style: str) -> Runs:
    space = "" if "\u2e80" <= label[-1] <= "\u9fff" else "\u00a0"
    if style in TITLED:
        said = tuple(replace(run, italic=not run.italic) for run in caption)
        return (Run(f"{label}{space}{number}", bold=True), *((Run(" "), *said) if plain(said) else ()))
    return (Run(f"{label}{space}{number}."), *((Run(" "), *caption) if plain(caption) else ()))
