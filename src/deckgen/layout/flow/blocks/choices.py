"""Choices → cells with a letter each, two by two where each is short; the answer beside a bar, in bold."""

from __future__ import annotations

import string

from deckgen.deck.model import Choices, Run
from deckgen.layout.kinds.context import PlacingContext
from deckgen.layout.pages import Bar, Box, Diagram, DiagramBox, Member, Role, Shape
from deckgen.layout.text.fit import (
    FittedText,
    MeasuredParagraph,
    TextFlow,
    draft,
    high,
    set_at,
    text_box,
    without_runts,
)
from deckgen.structs import Struct, replace
from deckgen.theme.model import Align, Anchor, Region
from deckgen.units import Emu, Point, Rect, grid

LOWEST = grid(10)
"""The height of a cell whose text is of the usual size and needs no more; of smaller text, less."""

PAD = grid(1.5)
"""What is kept free above and below the text of a cell."""

BETWEEN, ACROSS = grid(2), grid(6)
"""The space between rows of cells, and between two side by side."""

LETTER, TEXT, AFTER = grid(2.5), grid(8), grid(2)
"""How far within a cell its letter and its text begin, and what is kept free after that."""

BAR = grid(1)
"""The width of the bar of the right answer."""


class OptionLook(Struct, frozen=True):
    """How options are set: the size of their texts, and how many times as high as need be their cells are."""

    size: Point
    higher: float = 1.0
    """Below 1 they are lower than usual, as far as their texts allow."""


class _Cells(Struct, frozen=True):
    """The options' texts at a size, in so many columns, and how high the cells are."""

    texts: tuple[FittedText, ...]
    columns: int
    height: Emu


def choices_boxes(
    context: PlacingContext, choices: Choices, room: Rect, look: OptionLook, key: str
) -> tuple[Box, ...]:
    """Return the box of the options, as high as their look needs; it may be taller than the place."""
    cells = _cells(context, choices, room.width, look)
    between = Emu(int(BETWEEN * min(1.0, look.higher)))
    inverse = context.layout.background == "ibg"
    width = Emu((room.width - ACROSS * (cells.columns - 1)) // cells.columns)
    members = []
    for place, sized in enumerate(cells.texts):
        row, column = divmod(place, cells.columns)
        x = Emu(room.x + column * (width + ACROSS))
        rect = Rect(x, Emu(room.y + row * (cells.height + between)), width, cells.height)
        right = choices.revealed and place == choices.answer
        members.append(_member(context, choices.first + place, rect, sized, (right, inverse)))
    rows = -(-len(cells.texts) // cells.columns)
    whole = replace(room, height=Emu(rows * cells.height + (rows - 1) * between))
    shown = DiagramBox(key, "", whole, Diagram.CHOICES, tuple(members), context.slide.name)
    if not context.slide.build or choices.answer is None:
        return (shown,)
    cell = members[choices.answer].shapes[0]
    bar = replace(cell.rect, width=BAR)
    letter = letter_of(choices.first + choices.answer)
    return shown, Bar(f"{key}-answer", bar, "mark", together=f"{key}-answer", says=letter)


def _cells(context: PlacingContext, choices: Choices, width: Emu, look: OptionLook) -> _Cells:
    """Return the options two by two where each fits one line so, else one below the other."""
    style, size = context.theme.styles["body"], look.size
    lowest = LOWEST * min(1.0, size / style.size)
    drafts = []
    for place, option in enumerate(choices.options):
        bold = True if choices.revealed and place == choices.answer else None
        drafts.append(draft(option.runs, style, context.theme, option.span, bold=bold))
    half = Emu((width - ACROSS) // 2)
    if len(drafts) % 2 == 0:
        two = tuple(_text(one, half, size) for one in drafts)
        if all(one.lines[0] == 1 and not one.torn for one in two):
            return _Cells(two, 2, _height(two, lowest, look.higher))
    one_below = tuple(_text(one, width, size) for one in drafts)
    return _Cells(one_below, 1, _height(one_below, lowest, look.higher))


def _text(one: MeasuredParagraph, width: Emu, size: Point) -> FittedText:
    return set_at(TextFlow((one,), one.style, (size,)), Emu(width - TEXT - AFTER), size)


def _height(texts: tuple[FittedText, ...], lowest: float, higher: float) -> Emu:
    """Return the height of all cells: what their texts need and some air, or as low as a cell may be."""
    text = max(high(one.height) for one in texts)
    if higher < 1:
        return Emu(int(max(lowest * higher, text + 2 * PAD * higher)))
    return Emu(int(max(lowest, text + 2 * PAD) * higher))


def letter_of(place: int) -> str:
    """Return what an option is called: A, B and so on, from the twenty-seventh on its number."""
    return string.ascii_uppercase[place] if place < len(string.ascii_uppercase) else str(place + 1)


def _member(
    context: PlacingContext, place: int, rect: Rect, sized: FittedText, look: tuple[bool, bool]
) -> Member:
    """Return an option: ground, letter, text; `look`: it is the answer shown, the slide is inverse."""
    right, inverse = look
    number = place + 1
    style = context.theme.styles["body"]
    letter = replace(
        draft((Run(letter_of(place)),), style, context.theme, context.slide.span, bold=True), colour="accent"
    )
    size = sized.size
    marked = set_at(TextFlow((letter,), style, (size,)), Emu(TEXT - LETTER), size)
    texts = replace(
        sized, copy=replace(sized.copy, drafts=tuple(replace(one, colour="ink") for one in sized.copy.drafts))
    )
    inner = Emu(rect.width - TEXT - AFTER)
    middle = Region("", rect, "body", Anchor.MIDDLE, Align.START)
    first = Rect(Emu(rect.x + LETTER), rect.y, Emu(TEXT - LETTER), rect.height)
    rest = Rect(Emu(rect.x + TEXT), rect.y, inner, rect.height)
    ground = "panel" if not inverse else "bg"
    shapes = [Shape(f"choice-{number}", rect, ground, None)]
    if right:
        shapes.append(Shape(f"answer-{number}", replace(rect, width=BAR), "mark", None))
    shapes += [
        Shape(
            f"letter-{number}", first, None, text_box(f"letter-{number}", Role.LABEL, middle, marked, first)
        ),
        Shape(
            f"option-{number}",
            rest,
            None,
            text_box(f"option-{number}", Role.LABEL, middle, without_runts(texts, inner), rest),
        ),
    ]
    return Member(f"choice-{number}", tuple(shapes))
