"""Slides that are to appear part by part → what is said where they have no parts."""

from __future__ import annotations

from deckgen.deck import model
from deckgen.diagnostics import Diagnostic, warning
from deckgen.outline import model as outline_model

_WHOLE: dict[type, str] = {
    model.Table: "a table",
    model.Code: "program text",
    model.Figure: "a picture",
    model.Quotation: "a quotation",
    model.Statement: "a statement",
    model.BigNumber: "a number",
}
"""What appears as a whole: PowerPoint shows none of it in parts."""


def without_parts(slide: outline_model.Slide, blocks: tuple[model.Block, ...]) -> Diagnostic | None:
    """Return a warning where a slide is to be built and all that it holds appears as a whole."""
    names = [_WHOLE.get(type(block)) for block in blocks]
    if not slide.build or not names or None in names:
        return None
    head = slide.title.span if slide.title else slide.span
    return warning(
        f'"build: true" changes nothing here: {names[0]} appears as a whole',
        head,
        "leave the line out; points, paragraphs, events, steps and rows of agendas appear one by one",
    )
