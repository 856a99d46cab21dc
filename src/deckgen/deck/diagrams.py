"""Processes and comparisons, as typed → what they say."""

from __future__ import annotations

from collections.abc import Callable

from deckgen.deck import model
from deckgen.deck.model import Runs
from deckgen.outline import model as outline_model
from deckgen.outline.model import Text


def diagram(
    block: outline_model.Process | outline_model.Comparison, read: Callable[[Text | None], Runs]
) -> model.Process | model.Comparison:
    """Return a diagram with the meaning of its texts; `read` gives them theirs."""
    match block:
        case outline_model.Process(steps, span):
            said = (model.Step(read(one.title), read(one.text), one.span) for one in steps)
            return model.Process(tuple(said), span)
        case outline_model.Comparison((left, right), rows, span):
            aspects = tuple(
                model.Aspect(read(name), read(one), read(other), name.span) for name, one, other in rows
            )
            return model.Comparison(read(left), read(right), aspects, span)
