"""A formula on lines of its own → its box, as large as its place allows."""

from __future__ import annotations

from dataclasses import replace

from deckgen.deck.model import Equation, plain
from deckgen.diagnostics import Refused, error
from deckgen.layout.captions import caption_of
from deckgen.layout.fit import Draft, Sized, at_most, draft, fit, high, ladder, text_box
from deckgen.layout.formulas import Extent, extent
from deckgen.layout.lines import SLACK
from deckgen.layout.pages import Box, PlacedParagraph, Role
from deckgen.layout.sheet import Sheet
from deckgen.theme.model import Region
from deckgen.units import NONE, Point, points


def equation_boxes(sheet: Sheet, equation: Equation) -> tuple[tuple[Box, ...], tuple[Draft, ...]]:
    """Return the box of a formula, and that of what is said of it; and what is left of that.

    Raises `Refused` where the formula is larger than its place at the smallest size.
    """
    formula = equation.formula.formula
    assert formula is not None
    region, said_of_it = sheet.region("equation"), equation.caption
    caption = caption_of(sheet, said_of_it, equation.span, region) if plain(said_of_it) else None
    if caption:
        region = replace(region, rect=caption.room_above(region.rect))
    size = _size(sheet, equation, extent(formula), region)
    said = _in_one_line(sheet, equation, region, size)
    paragraph = PlacedParagraph(
        runs=(equation.formula,),
        style=sheet.style(region).name,
        size=size,
        leading=sheet.style(region).leading,
        after=Point(0),
        lines=1,
    )
    box = text_box("equation", Role.EQUATION, region, said)
    set_large = replace(
        box,
        paragraphs=(paragraph,),
        inset_end=NONE,
        height=max(box.height, high(extent(formula).height * size)),
        about=sheet.named(sheet.deck.words.equation, equation.alt or equation.formula.text),
        instead=said.paragraphs(),
    )
    return (set_large, caption.box()) if caption else (set_large,), caption.left if caption else ()


def _size(sheet: Sheet, equation: Equation, whole: Extent, region: Region) -> Point:
    """Return the largest size at which a formula is no larger than its place."""
    style, theme = sheet.style(region), sheet.theme
    room = region.rect
    for size in ladder(style.size, theme.scale, min(theme.floors.body, style.size)):
        across, down = whole.width * size, whole.height * size
        if across <= points(room.width) * SLACK and down <= points(room.height):
            return size
    wide = across > points(room.width) * SLACK
    raise Refused(
        error(
            f"this formula is too {'wide' if wide else 'high'} for its place, even at {size:g} pt",
            equation.span,
            "part it into lines with \\\\, aligned at an & in each: a &= b \\\\ &= c"
            if wide
            else "give its parts slides of their own",
        )
    )


def _in_one_line(sheet: Sheet, equation: Equation, region: Region, size: Point) -> Sized:
    """Return the line that the formula reads as, no larger than it."""
    run = replace(equation.formula, formula=None)
    one = draft((run,), sheet.style(region), sheet.theme, equation.span)
    copy = at_most(sheet.copy((one,), sheet.style(region), sheet.theme.floors.chrome), size)
    sized = fit(copy, region.rect)
    if sized is None:
        raise Refused(
            error(
                "this formula is too long for its place on the slide where a program shows it as text",
                equation.span,
                "give its parts slides of their own",
            )
        )
    return sized
