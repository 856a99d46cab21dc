"""A block as typed → the same as said, by a table of one pure function a kind."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from deckgen.deck import model
from deckgen.deck.blocks import code, diagrams, figures, overviews, tables, texts
from deckgen.deck.blocks.meaning import Converted, Meaning
from deckgen.diagnostics import Diagnostic
from deckgen.outline import model as outline_model


def equation(block: outline_model.Equation, meaning: Meaning) -> Converted:
    """Return a formula on lines of its own."""
    said = str(block.alt) if block.alt else ""
    return model.Equation(meaning.formulas.of(block), said, meaning.runs(block.caption), block.span), ()


def columns(block: outline_model.Columns, meaning: Meaning) -> Converted:
    """Return columns with what each holds."""
    found: list[model.Column] = []
    problems: list[Diagnostic] = []
    for column in block.columns:
        held, wrong = converted(column.blocks, meaning)
        found.append(model.Column(meaning.runs(column.title), held, column.span, column.width))
        problems += wrong
    return model.Columns(tuple(found), block.span), tuple(problems)


CONVERT: Mapping[type, Callable[..., Converted]] = {
    outline_model.Agenda: overviews.agenda,
    outline_model.BigNumber: texts.big_number,
    outline_model.Bullets: texts.bullet_list,
    outline_model.Chart: figures.chart,
    outline_model.Code: code.program,
    outline_model.Columns: columns,
    outline_model.Comparison: diagrams.comparison,
    outline_model.Definitions: texts.definitions,
    outline_model.Equation: equation,
    outline_model.Image: figures.figure,
    outline_model.Images: figures.images,
    outline_model.Labelled: texts.labelled,
    outline_model.Media: figures.recording,
    outline_model.Passage: texts.passage,
    outline_model.Process: diagrams.process,
    outline_model.Prose: texts.prose,
    outline_model.Question: texts.question,
    outline_model.Quote: texts.quotation,
    outline_model.Statement: texts.statement,
    outline_model.Summary: overviews.summary,
    outline_model.Table: tables.table,
    outline_model.Takeaway: texts.takeaway,
    outline_model.Timeline: texts.timeline,
    outline_model.Verse: texts.verse,
}
"""Class of a typed block → what converts it."""


def converted(
    blocks: tuple[outline_model.Block, ...], meaning: Meaning
) -> tuple[tuple[model.Block, ...], tuple[Diagnostic, ...]]:
    """Return blocks as said, and what is wrong with some, which are then left out."""
    found = [CONVERT[type(block)](block, meaning) for block in blocks]
    said: list[model.Block] = []
    for one, _ in found:
        said += one if isinstance(one, tuple) else () if one is None else (one,)
    return tuple(said), tuple(problem for _, problems in found for problem in problems)
