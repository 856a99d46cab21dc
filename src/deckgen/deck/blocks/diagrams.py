"""Processes and comparisons, as typed → what they say."""

from __future__ import annotations

from deckgen.deck import model
from deckgen.deck.blocks.meaning import Converted, Meaning
from deckgen.outline import model as outline_model


def process(block: outline_model.Process, meaning: Meaning) -> Converted:
    """Return steps that follow from each other."""
    steps = (model.Step(meaning.runs(one.title), meaning.runs(one.text), one.span) for one in block.steps)
    return model.Process(tuple(steps), block.span), ()


def comparison(block: outline_model.Comparison, meaning: Meaning) -> Converted:
    """Return two sides and what holds of either."""
    left, right = block.sides
    aspects = tuple(
        model.Aspect(meaning.runs(name), meaning.runs(one), meaning.runs(other), name.span)
        for name, one, other in block.rows
    )
    return model.Comparison(meaning.runs(left), meaning.runs(right), aspects, block.span), ()
