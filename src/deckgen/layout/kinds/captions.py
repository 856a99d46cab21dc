"""What is said of a picture, a chart, a program + the layout → where it is set, and how much of it there."""

from __future__ import annotations

from deckgen.deck.model import Runs, plain
from deckgen.diagnostics import Span
from deckgen.layout.kinds.context import GAP, PlacingContext, held
from deckgen.layout.pages import Role, TextBox
from deckgen.layout.text.fit import (
    FittedText,
    MeasuredParagraph,
    draft,
    fit,
    flow_of,
    high,
    text_box,
    without_runts,
)
from deckgen.structs import Struct, replace
from deckgen.theme.model import Anchor, Region
from deckgen.units import NONE, Emu, Rect, grid

CAPTION_GAP = grid(1)
"""The space between a thing and the caption below it."""

MOST_CAPTION = 0.4
"""The share of a thing's place that the caption below it may take."""

ABOVE_GAP = grid(1.5)
"""The space between a thing and what is above it: a chart may begin with a line of letters itself."""

MOST_ABOVE = 0.3
"""The share of a thing's place that what is above it may take."""


class Above(Struct, frozen=True):
    """What a figure or a table is called, above it: its box, if any, and the place that is left below.

    `left` are the words for which there is no room.
    """

    boxes: tuple[TextBox, ...]
    below: Region
    left: tuple[MeasuredParagraph, ...]


def caption_above(context: PlacingContext, said: Runs, span: Span, thing: Region, key: str = "") -> Above:
    """Return the caption above what is in a region, as wide as that; none where nothing is said.

    Raises `DeckgenError` where a word is wider than its place.
    """
    if not plain(said):
        return Above((), thing, ())
    style, place = context.theme.styles["caption"], thing.outer
    floor = min(context.theme.floors.references, style.size)
    copy = flow_of((draft(said, style, context.theme, span),), style, context.theme, floor)
    sized, left = held(copy, replace(place, height=Emu(int(place.height * MOST_ABOVE))))
    rect = replace(place, height=high(sized.height))
    region = replace(thing, name="", rect=rect, anchor=Anchor.TOP, fill=None, pad=NONE)
    box = text_box(key or "caption", Role.CAPTION_ABOVE, region, without_runts(sized, rect.width))
    used = Emu(rect.height + ABOVE_GAP)
    rest = replace(thing.rect, y=Emu(thing.rect.y + used), height=Emu(thing.rect.height - used))
    return Above((box,), replace(thing, rect=rest), left)


class Below(Struct, frozen=True):
    """What is said below a table: its lines and the height that they take, with the space before them."""

    region: Region
    sized: FittedText
    height: Emu
    left: tuple[MeasuredParagraph, ...]

    def box(self, bottom: Emu) -> TextBox:
        """Return its box, below something that ends there."""
        rect = self.region.rect
        place = Rect(rect.x, Emu(bottom + ABOVE_GAP), rect.width, high(self.sized.height))
        return text_box("note", Role.CAPTION, self.region, without_runts(self.sized, rect.width), place)


def note_below(context: PlacingContext, said: Runs, span: Span, thing: Region) -> Below | None:
    """Return the note below what is in a region, as wide as that; None where nothing is said.

    Raises `DeckgenError` where a word is wider than its place.
    """
    if not plain(said):
        return None
    style, place = context.theme.styles["caption"], thing.outer
    floor = min(context.theme.floors.references, style.size)
    copy = flow_of((draft(said, style, context.theme, span),), style, context.theme, floor)
    sized, left = held(copy, replace(place, height=Emu(int(place.height * MOST_ABOVE))))
    region = replace(thing, name="", rect=place, anchor=Anchor.TOP, fill=None, pad=NONE)
    return Below(region, sized, Emu(high(sized.height) + ABOVE_GAP), left)


class Caption(Struct, frozen=True):
    """A caption at its size, and its region: `beside` what it explains or below it.

    `left` are the words for which there is no room.
    """

    sized: FittedText
    region: Region
    beside: bool
    left: tuple[MeasuredParagraph, ...]

    @property
    def height(self) -> Emu:
        """The height of its lines."""
        return high(self.sized.height)

    def box(self, rect: Rect | None = None) -> TextBox:
        """Return its box in a place, None: in its region."""
        return text_box("caption", Role.CAPTION, self.region, self.sized, rect)

    def room_above(self, thing: Rect, gap: Emu = CAPTION_GAP) -> Rect:
        """Return the place of what it explains, cut off where the caption is below it."""
        bottom = (
            thing.bottom if self.beside else min(thing.bottom, self.region.rect.bottom - self.height - gap)
        )
        return replace(thing, height=Emu(bottom - thing.y))


def caption_of(
    context: PlacingContext, said: Runs, span: Span, thing: Region, share: float = MOST_CAPTION
) -> Caption:
    """Return the caption of what is in a region, in the layout's place for it if that is in the margin.

    What is too long for the margin is below the thing, where it takes up to a share of its room; what is
    too long for that goes on on another slide. Raises `DeckgenError` where a word is wider than its place.
    """
    place = context.layout.region("caption")
    style = context.style(place) if place else context.theme.styles["caption"]
    floor = min(context.theme.floors.references, style.size)
    copy = flow_of((draft(said, style, context.theme, span),), style, context.theme, floor)
    above = thing.outer
    least, bottom = NONE, above.bottom
    if place is None:
        region = replace(thing, name="", rect=above, anchor=Anchor.TOP, fill=None, pad=NONE)
    elif place.rect.y < above.bottom:
        region = context.region("caption")
        sized = fit(copy, region.rect)
        if sized:
            return Caption(without_runts(sized, region.rect.width), region, True, ())
        region = replace(place, rect=above, anchor=Anchor.TOP)
    else:
        region, cleared = place, context.clear_of_sources(place.rect)
        least, bottom = cleared.height, cleared.bottom
    most = Emu(int((bottom - above.y) * share))
    sized, left = held(copy, replace(region.rect, height=most))
    height = Emu(max(least, high(sized.height)))
    return Caption(
        sized, replace(region, rect=replace(region.rect, y=Emu(bottom - height), height=height)), False, left
    )


def in_margin(context: PlacingContext, caption: TextBox, beside: Rect) -> TextBox:
    """Return a caption whose last line ends level with what it is beside, below sources above it.

    It is in the layout's place for it; what anchors it elsewhere than at its foot leaves it there.
    """
    if caption.anchor is not Anchor.BOTTOM or _among(caption.rect, beside):
        return caption
    room, source, top = caption.rect, context.source, beside.y
    if source and source.rect.y <= room.y and source.rect.x < room.right and room.x < source.rect.right:
        top = Emu(source.rect.y + source.height + GAP)
    bottom = max(min(room.bottom, beside.bottom), top + caption.height)
    y = min(room.y, bottom - caption.height)
    return replace(caption, rect=Rect(room.x, Emu(y), room.width, Emu(bottom - y)))


def _among(caption: Rect, beside: Rect) -> bool:
    """Tell whether a caption comes after what it belongs to, where the slide's text is, too."""
    return caption.x >= beside.right
