"""Slides that are to appear part by part → what is said where they cannot, in one file or in both."""

from __future__ import annotations

from collections.abc import Iterator

from deckgen.deck import model
from deckgen.deck.kinds import blocks_of, kind_of
from deckgen.deck.mathml.text import rows_of
from deckgen.diagnostics import Diagnostic, warning
from deckgen.outline import model as outline_model


def builds(slide: outline_model.Slide, blocks: tuple[model.Block, ...]) -> Iterator[Diagnostic]:
    """Yield what is to be said of how a slide appears; `blocks` are its own as said."""
    if slide.build:
        yield from _without_parts(slide)
        yield from _at_once(blocks)
    else:
        yield from _never_in_turn(slide)


def _without_parts(slide: outline_model.Slide) -> Iterator[Diagnostic]:
    """Yield a warning where a slide is to be built and all that it holds appears as a whole."""
    kinds = [kind_of(block) for block in slide.blocks]
    turns = any(kind.turns(block) for kind, block in zip(kinds, slide.blocks, strict=True))
    if turns or not all(kind.whole for kind in kinds):
        return
    noun = kinds[0].noun if kinds else "a title"
    yield warning(
        f'"build: true" changes nothing here: {noun} appears as a whole',
        slide.build_span or slide.span,
        "leave the line out; points, paragraphs, events, steps and rows of agendas appear one by one",
    )


def _at_once(blocks: tuple[model.Block, ...]) -> Iterator[Diagnostic]:
    """Yield a warning for each formula whose lines PowerPoint cannot show one by one."""
    for block in blocks:
        if isinstance(block, model.Columns):
            for column in block.columns:
                yield from _at_once(column.blocks)
        if isinstance(block, model.Equation) and block.formula.formula:
            rows = rows_of(block.formula.formula.mathml)
            if rows > 1:
                yield warning(
                    f"PowerPoint shows the {rows} lines of this formula at once; the slideshow, one by one",
                    block.span,
                    "for both to show them one by one, make each line an equation of its own in a `body`",
                )


def _never_in_turn(slide: outline_model.Slide) -> Iterator[Diagnostic]:
    """Yield a warning for each program whose lines are to stand out in turn, on a slide that stands still."""
    for block in blocks_of(slide):
        if isinstance(block, outline_model.Code) and len(block.highlight) > 1:
            yield warning(
                "these lines are highlighted all at once, because the slide is not built step by step",
                block.highlight[0].span,
                "for one after another, add to the slide: build: true",
            )
