"""What is said of a picture, a chart, a program + the layout → where it is set, and how much of it there."""

from __future__ import annotations

from dataclasses import dataclass, replace

from deckgen.deck.model import Runs
from deckgen.diagnostics import Span
from deckgen.layout.fit import Draft, Sized, copy_of, draft, fit, high, text_box, without_lonely_words
from deckgen.layout.pages import Role, TextBox
from deckgen.layout.sheet import GAP, Sheet, held
from deckgen.theme.model import Anchor, Region
from deckgen.units import NONE, Emu, Rect, grid

CAPTION_GAP = grid(0.75)
"""The space between a thing and the caption below it."""

MOST_CAPTION = 0.4
"""The share of a thing's place that the caption below it may take."""


@dataclass(frozen=True, slots=True)
class Caption:
    """A caption at its size, and its region: `beside` what it explains or below it.

    `left` are the words for which there is no room.
    """

    sized: Sized
    region: Region
    beside: bool
    left: tuple[Draft, ...]

    @property
    def height(self) -> Emu:
        """The height of its lines."""
        return high(self.sized.height)

    def box(self, rect: Rect | None = None) -> TextBox:
        """Return its box in a place, None: in its region."""
        return text_box("caption", Role.CAPTION, self.region, self.sized, rect)

    def room_above(self, thing: Rect, gap: Emu = CAPTION_GAP) -> Rect:
        """Return the place of what it explains, cut off where the caption stands below it."""
        bottom = (
            thing.bottom if self.beside else min(thing.bottom, self.region.rect.bottom - self.height - gap)
        )
        return replace(thing, height=Emu(bottom - thing.y))


def caption_of(sheet: Sheet, said: Runs, span: Span, thing: Region, share: float = MOST_CAPTION) -> Caption:
    """Return the caption of what stands in a region, in the layout's place for it if that is in the margin.

    What is too long for the margin stands below the thing, where it takes up to a share of its room; what is
    too long for that goes on on another slide. Raises `Refused` where a word is wider than its place.
    """
    place = sheet.layout.region("caption")
    style = sheet.style(place) if place else sheet.theme.styles["caption"]
    floor = min(sheet.theme.floors.references, style.size)
    copy = copy_of((draft(said, style, sheet.theme, span),), style, sheet.theme, floor)
    above = thing.outer
    least, bottom = NONE, above.bottom
    if place is None:
        region = replace(thing, name="", rect=above, anchor=Anchor.TOP, fill=None, pad=NONE)
    elif place.rect.y < above.bottom:
        region = sheet.region("caption")
        sized = fit(copy, region.rect)
        if sized:
            return Caption(without_lonely_words(sized, region.rect.width), region, True, ())
        region = replace(place, rect=above, anchor=Anchor.TOP)
    else:
        region, cleared = place, sheet.clear_of_sources(place.rect)
        least, bottom = cleared.height, cleared.bottom
    most = Emu(int((bottom - above.y) * share))
    sized, left = held(copy, replace(region.rect, height=most))
    height = Emu(max(least, high(sized.height)))
    return Caption(
        sized, replace(region, rect=replace(region.rect, y=Emu(bottom - height), height=height)), False, left
    )


def in_margin(sheet: Sheet, caption: TextBox, beside: Rect) -> TextBox:
    """Return a caption whose last line ends level with what it stands beside, below sources above it.

    It stands in the layout's place for it; what anchors it elsewhere than at its foot leaves it there.
    """
    if caption.anchor is not Anchor.BOTTOM or _among(caption.rect, beside):
        return caption
    room, source, top = caption.rect, sheet.source, beside.y
    if source and source.rect.y <= room.y and source.rect.x < room.right and room.x < source.rect.right:
        top = Emu(source.rect.y + source.height + GAP)
    bottom = max(min(room.bottom, beside.bottom), top + caption.height)
    y = min(room.y, bottom - caption.height)
    return replace(caption, rect=Rect(room.x, Emu(y), room.width, Emu(bottom - y)))


def _among(caption: Rect, beside: Rect) -> bool:
    """Tell whether a caption stands behind what it belongs to, where the slide's text stands, too."""
    return caption.x >= beside.right
