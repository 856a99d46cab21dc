"""Blocks of a slide or a column → what is set one below the other: texts that follow each other as one."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

from deckgen.deck.model import (
    BigNumber,
    Block,
    BulletList,
    Choices,
    Columns,
    Definitions,
    Images,
    Labelled,
    Prose,
    Quotation,
    Takeaway,
    Verse,
)
from deckgen.layout.flow.blocks.visuals import VISUALS, Visual
from deckgen.layout.flow.texts import flow_of_text, quoted
from deckgen.layout.kinds.context import PlacingContext
from deckgen.layout.text.fit import MeasuredParagraph, TextFlow, at_most, draft
from deckgen.structs import Struct
from deckgen.units import Point

Words = BulletList | Prose | Quotation | Definitions | Labelled
"""Blocks that share a box of text."""

WORDS = (BulletList, Prose, Quotation, Definitions, Labelled)

Placed = Verse | Choices | Images | Columns | BigNumber
"""Blocks with boxes of their own that are no visuals."""

PLACED = (Verse, Choices, Images, Columns, BigNumber)

QUOTE = 0.9
"""The size of a quotation beside other text, as a share of that which it has alone."""


class Text(Struct, frozen=True):
    """Neighbouring blocks of words, which share a box.

    `drafts` are the paragraphs of it that are meant where it is a share of such a text, None: all of them;
    it is then set at `least` points at least. One that `leads` stays on the slide of what follows it.
    """

    key: str
    blocks: tuple[Words, ...]
    drafts: tuple[MeasuredParagraph, ...] | None = None
    leads: bool = False
    least: Point | None = None


class Shown(Struct, frozen=True):
    """A visual."""

    block: Visual


class Own(Struct, frozen=True):
    """A block with boxes of its own."""

    block: Placed


class Said(Struct, frozen=True):
    """The conclusion."""

    block: Takeaway


Item = Text | Shown | Own | Said


def items_of(blocks: Sequence[Block], key: str = "body") -> tuple[Item, ...]:
    """Return what is set one below the other; boxes of text are named after `key`."""
    return tuple(_items(blocks, key))


def _items(blocks: Sequence[Block], key: str) -> Iterator[Item]:
    texts = 0
    for listed, group in itertools.groupby(blocks, lambda one: isinstance(one, WORDS)):
        if listed:
            texts += 1
            words = tuple(one for one in group if isinstance(one, WORDS))
            yield Text(key if texts == 1 else f"{key}-{texts}", words)
            continue
        for block in group:
            if isinstance(block, VISUALS):
                yield Shown(block)
            elif isinstance(block, PLACED):
                yield Own(block)
            elif isinstance(block, Takeaway):
                yield Said(block)


def copy_of(context: PlacingContext, item: Text | Said, cap: Point) -> TextFlow:
    """Return the words of an item as a box's contents, no larger than `cap`."""
    body = context.theme.styles["body"]
    if isinstance(item, Text):
        return flow_of_text(context, _paragraphs(context, item), body, cap)
    style = context.theme.styles.get("takeaway", body)
    one = draft(item.block.runs, style, context.theme, item.block.span)
    return at_most(flow_of_text(context, (one,), style, cap), cap)


def _paragraphs(context: PlacingContext, item: Text) -> tuple[MeasuredParagraph, ...]:
    if item.drafts is not None:
        return item.drafts
    return tuple(one for block in item.blocks for one in _drafts(context, block))


def _drafts(context: PlacingContext, block: Words) -> Iterator[MeasuredParagraph]:
    theme = context.theme
    body = theme.styles["body"]
    match block:
        case Quotation():
            style = theme.styles.get("quote", body)
            yield from quoted(context, block, style.at(Point(round(style.size * QUOTE))))
        case _:
            yield from context.drafts((block,), body)
