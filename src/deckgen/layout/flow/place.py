"""A slide on its layout → the boxes of the one or more slides that it needs: flows here, others by kind."""

from __future__ import annotations

from deckgen.layout.flow.columns import columns_parts
from deckgen.layout.flow.compose import composed_parts
from deckgen.layout.flow.moved import hung
from deckgen.layout.flow.openings import (
    card_parts,
    closing_parts,
    section_parts,
    statement_parts,
)
from deckgen.layout.flow.questions import question_parts
from deckgen.layout.flow.texts import quote_parts, text_parts
from deckgen.layout.kinds.allowed import only_allowed
from deckgen.layout.kinds.context import Fragment, PlacingContext, continuation
from deckgen.layout.kinds.place import Placer, place_kind

_FLOWS: dict[str, Placer] = {
    "list": text_parts,
    "text": text_parts,
    "summary": text_parts,
    "quote": quote_parts,
    "section": section_parts,
    "title-card": card_parts,
    "closing": closing_parts,
    "question": question_parts,
    "statement": statement_parts,
    "two-column": columns_parts,
    "figure-text": composed_parts,
    "figure": composed_parts,
    "media": composed_parts,
    "chart-text": composed_parts,
    "equation-text": composed_parts,
    "table": composed_parts,
    "code": composed_parts,
    "comparison": composed_parts,
    "flow": composed_parts,
    "flow-2": composed_parts,
    "flow-3": composed_parts,
}
"""The kind of a slide that is a flow → how it is placed."""

_HANGING = (
    "agenda",
    "code",
    "comparison",
    "big-number",
    "equation",
    "figure",
    "media",
    "passage",
    "process",
    "table",
    "timeline",
    "works-cited",
    "credits",
)
"""The kinds that are set lower where they leave much of their frame empty."""


def place(context: PlacingContext) -> list[Fragment]:
    """Return the parts of a slide, in order; the slide's title, sources and chrome are not among them.

    Raises `DeckgenError` where something that cannot be split does not fit, or does not belong on the layout.
    """
    kind = context.slide.kind.removesuffix("-titled")
    only_allowed(context, kind)
    placer = _FLOWS.get(kind)
    if placer:
        parts = placer(context)
    else:
        parts = place_kind(context, kind)
        parts = hung(context, parts) if kind in _HANGING else parts
    return [*parts, *continuation(context, parts)]
