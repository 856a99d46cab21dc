"""A picture + a place → where it is shown whole, or what is cut off so that it fills the place."""

from __future__ import annotations

from deckgen.deck.model import Figure, Picture, Run, Runs, plain
from deckgen.layout.kinds.captions import CAPTION_GAP, Caption, caption_above, caption_of, in_margin
from deckgen.layout.kinds.context import PlacingContext, flowing
from deckgen.layout.pages import Crop, PictureBox, TextBox
from deckgen.layout.text.fit import MeasuredParagraph, fits, high, set_at, without_runts
from deckgen.structs import replace
from deckgen.theme.model import Region
from deckgen.units import Emu, Rect, grid

LEAST_CAPTION = grid(28)
"""The width that a caption has at least, where its picture is narrower."""

NARROW, BESIDE_GAP, MOST_BESIDE, MOST_LINES = 0.5, grid(3), grid(46), 5
"""A picture that takes no more than this share of a slide's width has its caption at its right; the space
between them, and the width and the lines of the caption at most."""

FIGURE_TITLE = "figure-title"
"""The key of the box that says above a figure what it is called."""

MOST_LOST, LEAST_LOST = 0.4, 0.04
"""The share of its height or width that a photograph may lose so that it fills a slide, as much as one of 4:3
loses across all of it; and any other picture, whose edges say something."""

_PHOTOGRAPHS = ("image/jpeg", "image/webp", "image/heic", "image/heif", "image/avif", "image/mpo")

ROUNDS, SMALLER = 3, 0.75
"""How often a picture is made lower for its caption; and how much of its height that leaves it at least."""

_CLOSED = (".", "!", "?", "…", ":", ";", "。", "！", "？")
_AROUND = "”’»\"')]"
"""What may come after a stop and leaves it one."""


def contain(picture: Picture, room: Rect) -> Rect:
    """Return the largest place of the picture's shape within the room, at its top left corner."""
    if picture.width * room.height > picture.height * room.width:
        height = max(1, round(room.width * picture.height / picture.width))
        return Rect(room.x, room.y, room.width, Emu(height))
    width = max(1, round(room.height * picture.width / picture.height))
    return Rect(room.x, room.y, Emu(width), room.height)


def cover(picture: Picture, room: Rect) -> Crop:
    """Return what is cut off a picture, alike on both sides, so that it fills the room undistorted."""
    shape, wanted = picture.width / picture.height, room.width / room.height
    if shape > wanted:
        side = (1 - wanted / shape) / 2
        return Crop(left=side, right=side)
    side = (1 - shape / wanted) / 2
    return Crop(top=side, bottom=side)


def said_of(*texts: Runs) -> Runs:
    """Return caption, credit and sources as one text, a full stop between those that end without."""
    said: list[Run] = []
    for runs in texts:
        if not plain(runs).strip():
            continue
        if said:
            before = plain(tuple(said)).rstrip().rstrip(_AROUND)
            stop = "" if before.endswith(_CLOSED) or plain(runs).startswith(("(", "[")) else "."
            said.append(Run(stop if runs[0].superscript else f"{stop} "))
        said += runs
    return tuple(said)


def figure_boxes(
    context: PlacingContext, figure: Figure
) -> tuple[tuple[PictureBox | TextBox, ...], tuple[MeasuredParagraph, ...]]:
    """Return a figure's picture with what is said of it, and the words for which there is no room.

    These are above it, and right below it or in the margin.

    Raises `DeckgenError` where a word is wider than its place.
    """
    region = context.region("media" if context.layout.region("media") else "image")
    above = caption_above(context, figure.above, figure.span, region, FIGURE_TITLE)
    boxes, left = _with_caption(context, figure, above.below)
    return (*above.boxes, *boxes), (*above.left, *left)


def _with_caption(
    context: PlacingContext, figure: Figure, image: Region
) -> tuple[tuple[PictureBox | TextBox, ...], tuple[MeasuredParagraph, ...]]:
    """Return a picture and, right below it or in the margin, its caption; and what is left of that."""
    said = said_of(figure.caption, figure.credit)
    if not said:
        return (_picture_box(figure, image, image.rect),), ()
    caption = caption_of(context, said, figure.span, image)
    box = _picture_box(figure, image, caption.room_above(image.rect))
    if caption.beside:
        return (box, in_margin(context, caption.box(), box.rect)), ()
    at_right = _right_of_narrow(context, figure, image, caption)
    if at_right:
        return at_right, ()
    y = Emu(box.rect.bottom + CAPTION_GAP)
    as_wide = Emu(min(image.rect.width, max(box.rect.width, LEAST_CAPTION)))
    if context.rooms and not caption.left:
        narrow = _above_narrow(figure, image, caption)
        if narrow:
            return narrow, ()
    for width in (as_wide, caption.region.rect.width):
        under = Rect(box.rect.x, y, width, caption.height)
        if fits(set_at(caption.sized.copy, width, caption.sized.size), under):
            break
    return (box, caption.box(under)), caption.left


def _right_of_narrow(
    context: PlacingContext, figure: Figure, image: Region, caption: Caption
) -> tuple[PictureBox | TextBox, ...] | None:
    """Return a picture that leaves half of its slide empty with its caption there, level with its foot.

    None where it is wider, its slide has text, its name is above it, or the caption is too long for that.
    """
    room, copy, size = image.rect, caption.sized.copy, caption.sized.size
    box = _picture_box(figure, image, room)
    rest = Emu(room.right - box.rect.right - BESIDE_GAP)
    whole = room.width >= context.theme.frame.width and not flowing(context.slide.blocks)
    if figure.above or not whole or box.rect.width > NARROW * room.width or rest < LEAST_CAPTION:
        return None
    width = Emu(min(rest, MOST_BESIDE))
    said = set_at(copy, width, size)
    if caption.left or said.torn or max(said.lines) > MOST_LINES or high(said.height) > box.rect.height:
        return None
    tall = high(said.height)
    place = Rect(Emu(box.rect.right + BESIDE_GAP), Emu(box.rect.bottom - tall), width, tall)
    fair = without_runts(said, width)
    shown = replace(caption, sized=fair, region=replace(caption.region, rect=place), beside=True)
    return box, shown.box(place)


def _above_narrow(figure: Figure, image: Region, caption: Caption) -> tuple[PictureBox | TextBox, ...] | None:
    """Return a picture among text above a caption that is no wider, None where that makes it much smaller."""
    room, copy, size = image.rect, caption.sized.copy, caption.sized.size
    largest = _picture_box(figure, image, caption.room_above(room)).rect
    box = _picture_box(figure, image, caption.room_above(room))
    for _ in range(ROUNDS):
        width = Emu(min(room.width, max(box.rect.width, LEAST_CAPTION)))
        said = set_at(copy, width, size)
        above = Emu(room.height - CAPTION_GAP - high(said.height))
        if said.torn or above < SMALLER * largest.height:
            return None
        if box.rect.height <= above:
            break
        box = _picture_box(figure, image, replace(room, height=above))
    under = Rect(box.rect.x, Emu(box.rect.bottom + CAPTION_GAP), width, high(said.height))
    fair = without_runts(said, width)
    shown = replace(caption, sized=fair, region=replace(caption.region, rect=under), beside=False)
    return box, shown.box(under)


def _down_to(rect: Rect, bottom: Emu) -> Rect:
    return replace(rect, height=Emu(bottom - rect.y))


def _picture_box(figure: Figure, region: Region, room: Rect) -> PictureBox:
    if figure.crop:
        return filling(figure, region, room)
    figure = _as_wide(figure, room)
    return figure_box(figure, region, contain(figure.picture, room), Crop())


def _as_wide(figure: Figure, room: Rect) -> Figure:
    """Return a figure, the plate of a sound without a picture no narrower than a room that is flat."""
    plate, recording = figure.picture, figure.recording
    if plate.mime or recording is None or recording.video:
        return figure
    height = max(1, plate.width * room.height // room.width)
    return replace(figure, picture=replace(plate, height=min(plate.height, height)))


def figure_box(figure: Figure, region: Region, rect: Rect, crop: Crop) -> PictureBox:
    """Return a picture in a place that has its shape once `crop` is cut off."""
    return PictureBox(
        "image", region.name, rect, figure.picture, crop, figure.alt, figure.span, figure.recording
    )


def filling(figure: Figure, region: Region, room: Rect) -> PictureBox:
    """Return a picture that fills a room, cut off alike on both sides."""
    return figure_box(figure, region, room, cover(figure.picture, room))


def bleeding_safely(figure: Figure, region: Region) -> PictureBox:
    """Return a picture that fills its region where little is lost of it by that, else whole in its middle.

    Of a photograph more may be lost than of a map, a chart or a diagram, whose edges say something.
    """
    most = MOST_LOST if figure.picture.mime in _PHOTOGRAPHS else LEAST_LOST
    if figure.crop is None and lost(cover(figure.picture, region.rect)) > most:
        return bleeding(replace(figure, crop=False), region)
    return bleeding(figure, region)


def lost(crop: Crop) -> float:
    """Return the share of a picture that is cut off."""
    return max(crop.left + crop.right, crop.top + crop.bottom)


def bleeding(figure: Figure, region: Region) -> PictureBox:
    """Return a picture that fills its region, or is shown whole in its middle where that is asked for."""
    room = region.rect
    if figure.crop is not False:
        return filling(figure, region, room)
    rect = contain(figure.picture, room)
    x, y = room.x + (room.width - rect.width) // 2, room.y + (room.height - rect.height) // 2
    return figure_box(figure, region, Rect(Emu(x), Emu(y), rect.width, rect.height), Crop())
