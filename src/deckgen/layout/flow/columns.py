"""Columns side by side → boxes at one size: headings on one line below rules, first lines level."""

from __future__ import annotations

from collections.abc import Sequence

from deckgen.deck.model import Column, Columns, plain
from deckgen.layout.flow.settle import EASES, fill_of, lowered, spread
from deckgen.layout.flow.texts import flow_box, flow_of_text
from deckgen.layout.kinds.allowed import only
from deckgen.layout.kinds.columns import column_parts
from deckgen.layout.kinds.context import Fragment, PlacingContext, Sizing, flowing
from deckgen.layout.pages import Bar, Box, Role
from deckgen.layout.text.fit import FittedText, TextFlow, draft, high, set_at, text_box, without_runts
from deckgen.structs import Struct, replace
from deckgen.theme.model import Align, Anchor, Region
from deckgen.units import NONE, Emu, Point, Rect, emu, grid

GUTTER = grid(6)
"""The space between columns."""

RULE = grid(0.35)
"""The height of the line above a heading."""

HEAD_GAP, TEXT_GAP = grid(1), 0.45
"""The space between that line and the heading; and between heading and text, in ems of the text."""

HEAD_LINES = 2
"""The lines that a heading takes at most before everything steps down."""

LARGE = 0.86
"""The share of the frame that columns set larger than usual take at most."""


class _Set(Struct, frozen=True):
    """Columns at a size: heading, or None, and text of each, and the height of the highest heading."""

    size: Point
    heads: tuple[FittedText | None, ...]
    texts: tuple[FittedText, ...]

    @property
    def above(self) -> Emu:
        """The height of what is above the texts."""
        heads = [high(one.height) for one in self.heads if one]
        return Emu(RULE + HEAD_GAP + max(heads) + emu(TEXT_GAP * self.size)) if heads else NONE

    @property
    def height(self) -> Emu:
        """The height of the whole."""
        return Emu(self.above + max(high(one.height) for one in self.texts))


def columns_parts(context: PlacingContext) -> list[Fragment]:
    """Return columns side by side on one slide where they fit one, else on as many as they need.

    Raises `DeckgenError` where a heading or a word does not fit.
    """
    columns = only(context, Columns).columns
    frame = context.frame
    width = Emu((frame.width - GUTTER * (len(columns) - 1)) // len(columns))
    found = _settled(context, columns, replace(frame, width=width))
    if found is None:
        return column_parts(context, only(context, Columns))
    chosen, sizing = found
    loose = tuple(spread(one, Emu(frame.height - chosen.above)) for one in chosen.texts)
    ease = min(one.copy.ease for one in loose)
    even = replace(chosen, texts=tuple(_at_ease(one, ease) for one in chosen.texts))
    down = lowered(even.height, frame.height)
    rect = Rect(frame.x, Emu(frame.y + down), width, Emu(frame.height - down))
    boxes: list[Box] = []
    for place, name in enumerate(_names(len(columns))):
        own = replace(rect, x=Emu(frame.x + place * (width + GUTTER)))
        column = _boxes(context, even, place, name, own)
        boxes += (replace(one, together=name) for one in column)
    return [Fragment(context.layout, tuple(boxes), sizing=sizing)]


def _at_ease(sized: FittedText, ease: float) -> FittedText:
    """Return paragraphs with gaps so many times as wide as usual."""
    gaps = tuple(round(gap / sized.copy.ease * ease, 2) for gap in sized.gaps)
    return replace(sized, gaps=gaps, copy=replace(sized.copy, ease=ease))


def _names(count: int) -> tuple[str, ...]:
    return ("left", "right") if count == 2 else tuple(f"c{place + 1}" for place in range(count))


def _settled(context: PlacingContext, columns: Sequence[Column], place: Rect) -> tuple[_Set, Sizing] | None:
    """Return columns at the largest size at which all of them fit, None where they do at none."""
    theme = context.theme
    body, head = theme.styles["body"], theme.styles["colhead"]
    copies = [
        flow_of_text(context, context.drafts(flowing(one.blocks), body), body, theme.scale[0])
        for one in columns
    ]
    heads = [draft(one.heading, head, theme, one.span) if plain(one.heading) else None for one in columns]
    fill = max(fill_of(copy, place.width, place.height) for copy in copies)
    for size in copies[0].sizes:
        sized = tuple(set_at(copy, place.width, size) for copy in copies)
        titled = tuple(
            set_at(TextFlow((one,), head, (size,)), place.width, size) if one else None for one in heads
        )
        large = size > body.size
        if _break_badly(sized, titled, large=large):
            continue
        for ease in EASES[:1] if large else EASES:
            tried = _Set(size, titled, tuple(_at_ease(one, ease) for one in sized))
            if tried.height <= place.height * (LARGE if large else 1):
                return tried, Sizing(copies[0].sizes[0], size, fill)
    return None


def _break_badly(texts: tuple[FittedText, ...], heads: tuple[FittedText | None, ...], *, large: bool) -> bool:
    """Tell whether words are torn, or headings take too many lines; so may `large` paragraphs not."""
    titles = [one for one in heads if one]
    if any(one.torn for one in (*texts, *titles)) or any(one.lines[0] > HEAD_LINES for one in titles):
        return True
    return large and any(max(one.lines) > HEAD_LINES for one in texts)


def _boxes(context: PlacingContext, chosen: _Set, place: int, name: str, rect: Rect) -> list[Box]:
    """Return the boxes of a column: a line, its heading, its text."""
    theme = context.theme
    boxes: list[Box] = []
    head = chosen.heads[place]
    top = rect.y
    if chosen.above:
        # The line is as high as the tops of letters would be.
        cap = emu(theme.frame.cap)
        top = Emu(rect.y + cap)
        boxes.append(Bar(f"{name}-rule", Rect(rect.x, top, rect.width, RULE), "rule"))
    if head:
        tall = Emu(chosen.above - RULE - HEAD_GAP - emu(TEXT_GAP * chosen.size))
        place_of = Rect(rect.x, Emu(top + RULE + HEAD_GAP), rect.width, tall)
        region = Region(f"{name}-heading", place_of, "colhead", Anchor.BOTTOM, Align.START)
        boxes.append(text_box(region.name, Role.HEADING, region, without_runts(head, rect.width)))
    y = Emu(top + chosen.above)
    body = replace(rect, y=y, height=Emu(max(rect.bottom - y, high(chosen.texts[place].height))))
    region = Region(name, body, "body", Anchor.TOP, Align.START)
    boxes.append(flow_box(name, region, chosen.texts[place]))
    return boxes
