"""What each kind of slide may hold, and what is said where it holds something else."""

from __future__ import annotations

from typing import TypeVar

from deckgen.deck.kinds import noun_of
from deckgen.deck.model import (
    Agenda,
    BigNumber,
    Block,
    BulletList,
    Chart,
    Choices,
    Closing,
    Code,
    Columns,
    Comparison,
    Cover,
    Definitions,
    Equation,
    Figure,
    Images,
    Labelled,
    Passage,
    Process,
    Prose,
    Question,
    Quotation,
    References,
    Roadmap,
    Statement,
    Table,
    Takeaway,
    Timeline,
    Verse,
)
from deckgen.diagnostics import DeckgenError, error
from deckgen.layout.kinds.context import (
    PlacingContext,
)

Wanted = TypeVar("Wanted")

_TEXTS = (BulletList, Prose, Quotation, Definitions, Labelled)

_COMPOSED = (
    *_TEXTS,
    BigNumber,
    Chart,
    Choices,
    Code,
    Columns,
    Comparison,
    Equation,
    Figure,
    Images,
    Process,
    Table,
    Takeaway,
    Timeline,
    Verse,
)

ALLOWED: dict[str, tuple[type, ...]] = {
    "cover": (Cover,),
    "cover-image": (Cover, Figure),
    "section": (Roadmap, Figure),
    "title-card": (),
    "closing": (Closing,),
    "list": _TEXTS,
    "text": _TEXTS,
    "figure-text": (Figure, *_TEXTS),
    "figure": (Figure,),
    "media": (Figure,),
    "picture": (Figure, Prose),
    "two-column": (Columns,),
    "quote": _TEXTS,
    "code": (Code,),
    "equation": (Equation,),
    "equation-text": (Equation, *_TEXTS),
    "passage": (Passage,),
    "statement": (Statement,),
    "question": (Question, *_COMPOSED),
    "big-number": (BigNumber, *_TEXTS),
    "table": (Table,),
    "chart": (Chart,),
    "chart-text": (Chart, *_TEXTS),
    "timeline": (Timeline,),
    "process": (Process,),
    "comparison": (Comparison,),
    "agenda": (Agenda,),
    "summary": _TEXTS,
    "works-cited": (References,),
    "credits": (References,),
    "flow": _COMPOSED,
    "flow-2": _COMPOSED,
    "flow-3": _COMPOSED,
}
"""The kind of a slide → what it may hold."""


def only_allowed(context: PlacingContext, kind: str) -> None:
    """Raise `DeckgenError` where something on a slide does not belong on its layout."""
    for block in context.slide.blocks:
        if not isinstance(block, ALLOWED[kind]):
            raise _stranger(context, block)


def only(context: PlacingContext, wanted: type[Wanted]) -> Wanted:
    """Return the slide's one block of a kind; raises `DeckgenError` where there is none, or a second one."""
    found = [block for block in context.slide.blocks if isinstance(block, wanted)]
    if len(found) == 1:
        return found[0]
    name = noun_of(wanted)
    if not found:
        message = f'a slide of the layout "{context.slide.kind}" needs {name}, and this one has none'
        raise DeckgenError(error(message, context.slide.span))
    second = getattr(found[1], "span", context.slide.span)
    raise DeckgenError(
        error(f"one slide has place for {name} once, here is a second", second, "give it a slide")
    )


def _stranger(context: PlacingContext, block: Block) -> DeckgenError:
    span = getattr(block, "span", context.slide.span)
    return DeckgenError(
        error(
            f'a slide of the layout "{context.slide.kind}" has no place for {noun_of(type(block))}',
            span,
            "give it a slide of its own, or choose another layout",
        )
    )
