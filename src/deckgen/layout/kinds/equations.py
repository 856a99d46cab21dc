"""A formula on lines of its own → its box, as large as its place allows."""

from __future__ import annotations

from deckgen.deck.mathml.text import rows_of
from deckgen.deck.model import Equation, Formula, plain
from deckgen.diagnostics import DeckgenError, error
from deckgen.layout.kinds.captions import CAPTION_GAP, caption_of
from deckgen.layout.kinds.context import PlacingContext
from deckgen.layout.pages import Box, PlacedParagraph, Role
from deckgen.layout.text.fit import (
    FittedText,
    MeasuredParagraph,
    at_most,
    draft,
    fit,
    high,
    size_steps,
    text_box,
)
from deckgen.layout.text.formulas import Extent, extent
from deckgen.layout.text.lines import SLACK
from deckgen.structs import replace
from deckgen.theme.model import Anchor, Region
from deckgen.units import NONE, Emu, Point, emu, points

FORMULA_ROOM = 1.02
"""How much higher than a formula its place is, so that rounding never sets it smaller."""


def equation_boxes(
    context: PlacingContext, equation: Equation, most: Point | None = None, *, exact: bool = False
) -> tuple[tuple[Box, ...], tuple[MeasuredParagraph, ...]]:
    """Return the box of a formula, and that of what is said of it; and what is left of that.

    It is set no larger than `most`, None: as large as its place allows; if `exact`, at just that size.
    Raises `DeckgenError` where the formula is larger than its place at the smallest size.
    """
    formula = equation.formula.formula
    assert formula is not None
    region, said_of_it = context.region("equation"), equation.caption
    caption = caption_of(context, said_of_it, equation.span, region) if plain(said_of_it) else None
    if caption:
        region = replace(region, rect=caption.room_above(region.rect))
    if exact and most:
        size = most
        region = replace(region, rect=replace(region.rect, height=_tall(formula, size)))
    else:
        size = _size(context, equation, extent(formula), region, most)
    said = _in_one_line(context, equation, region, size)
    paragraph = PlacedParagraph(
        runs=(equation.formula,),
        style=context.style(region).name,
        size=size,
        leading=context.style(region).leading,
        after=Point(0),
        lines=1,
    )
    box = text_box("equation", Role.EQUATION, region, said)
    set_large = replace(
        box,
        paragraphs=(paragraph,),
        inset_end=NONE,
        height=max(box.height, high(extent(formula).height * size)),
        about=context.named(context.setting.words.equation, equation.alt or equation.formula.text),
        instead=said.paragraphs(),
        rows=rows_of(formula.mathml),
    )
    if caption is None:
        return (set_large,), ()
    if caption.beside or region.anchor is not Anchor.TOP:
        return (set_large, caption.box()), caption.left
    close = replace(set_large, rect=replace(set_large.rect, height=set_large.height))
    y = Emu(close.rect.bottom + CAPTION_GAP)
    return (close, caption.box(replace(caption.region.rect, y=y, height=caption.height))), caption.left


def _tall(formula: Formula, size: Point) -> Emu:
    """Return the height of the place of a formula of a size."""
    return emu(extent(formula).height * size * FORMULA_ROOM)


def _size(
    context: PlacingContext, equation: Equation, whole: Extent, region: Region, most: Point | None
) -> Point:
    """Return the largest size at which a formula is no larger than its place."""
    style, theme = context.style(region), context.theme
    room, largest = region.rect, min(style.size, most or style.size)
    for size in size_steps(largest, theme.scale, min(theme.floors.body, style.size)):
        across, down = whole.width * size, whole.height * size
        if across <= points(room.width) * SLACK and down <= points(room.height):
            return size
    wide = across > points(room.width) * SLACK
    raise DeckgenError(
        error(
            f"this formula is too {'wide' if wide else 'high'} for its place, even at {size:g} pt",
            equation.span,
            "split it into lines with \\\\, aligned at an & in each: a &= b \\\\ &= c"
            if wide
            else "give its parts slides of their own",
        )
    )


def _in_one_line(context: PlacingContext, equation: Equation, region: Region, size: Point) -> FittedText:
    """Return the line that the formula reads as, no larger than it."""
    run = replace(equation.formula, formula=None)
    one = draft((run,), context.style(region), context.theme, equation.span)
    copy = at_most(context.copy((one,), context.style(region), context.theme.floors.chrome), size)
    sized = fit(copy, region.rect)
    if sized is None:
        raise DeckgenError(
            error(
                "this formula is too long for its place on the slide where a program shows it as text",
                equation.span,
                "give its parts slides of their own",
            )
        )
    return sized
