"""A picture + a place → where it stands whole, or what is cut off so that it fills the place."""

from __future__ import annotations

from dataclasses import replace

from deckgen.deck.model import Figure, Picture, Run, Runs, plain
from deckgen.layout.captions import CAPTION_GAP, caption_of, in_margin
from deckgen.layout.fit import Draft, fits, size_up
from deckgen.layout.pages import Crop, PictureBox, TextBox
from deckgen.layout.sheet import Sheet
from deckgen.theme.model import Layout, Region
from deckgen.units import Emu, Rect, grid

LEAST_GAIN = grid(8)
"""The width that a narrow picture must leave for the text beside it to be set wider."""

_CLOSED = (".", "!", "?", "…", ":", ";", "。", "！", "？")
_AROUND = "”’»\"')]"
"""What may stand behind a stop and leaves it one."""


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


def figure_boxes(sheet: Sheet, figure: Figure) -> tuple[tuple[PictureBox | TextBox, ...], tuple[Draft, ...]]:
    """Return a figure's picture and, right below it or in the margin, its caption; and what is left of that.

    Raises `Refused` where a word is wider than its place.
    """
    layout = sheet.layout
    image = sheet.region("media" if layout.region("media") else "image")
    said = said_of(figure.caption, figure.credit)
    place = layout.region("caption")
    if not said or place is None:
        below = place is not None and place.rect.y >= image.rect.bottom
        bottom = sheet.clear_of_sources(place.rect).bottom if place and below else image.rect.bottom
        return (_centred(_picture_box(figure, image, _down_to(image.rect, bottom)), image.rect, layout),), ()
    caption = caption_of(sheet, said, figure.span, image)
    box = _picture_box(figure, image, caption.room_above(image.rect))
    if caption.beside:
        return (box, in_margin(sheet, caption.box(), box.rect)), ()
    width = caption.region.rect.width
    under = Rect(box.rect.x, Emu(box.rect.bottom + CAPTION_GAP), width, caption.height)
    centred = _centred(box, image.rect, layout)
    beside = Emu(under.right - centred.rect.x)
    if fits(size_up(caption.sized.copy, beside, caption.sized.size), replace(under, width=beside)):
        box, under = centred, replace(under, x=centred.rect.x, width=beside)
    return (box, caption.box(under)), caption.left


def _centred(box: PictureBox, room: Rect, layout: Layout) -> PictureBox:
    """Return a picture in the middle of a room that is wider, unless text stands beside it."""
    if layout.region("body"):
        return box
    return replace(box, rect=replace(box.rect, x=Emu(room.x + (room.width - box.rect.width) // 2)))


def closed_up(
    body: Region, image: Region, figure: tuple[PictureBox | TextBox, ...]
) -> tuple[Region, tuple[PictureBox | TextBox, ...]]:
    """Return the place of the text beside a figure, and the figure, closed up where the picture is narrow.

    The text takes the room that the picture leaves; a caption that stands below the text goes with it.
    """
    picture = figure[0].rect
    free = image.rect.right - picture.right
    if body.rect.x < image.rect.right or free < LEAST_GAIN:
        return body, figure
    wider = Rect(Emu(body.rect.x - free), body.rect.y, Emu(body.rect.width + free), body.rect.height)
    moved = []
    for one in figure:
        rect = one.rect
        if rect.x == body.rect.x:
            rect = replace(rect, x=wider.x, width=wider.width)
        elif rect.y >= picture.bottom and rect.right > wider.x:
            wider = _down_to(wider, Emu(min(wider.bottom, rect.y - CAPTION_GAP)))
        moved.append(replace(one, rect=rect))
    return replace(body, rect=wider), tuple(moved)


def _down_to(rect: Rect, bottom: Emu) -> Rect:
    return replace(rect, height=Emu(bottom - rect.y))


def _picture_box(figure: Figure, region: Region, room: Rect) -> PictureBox:
    if figure.crop:
        return filling(figure, region, room)
    figure = _as_wide(figure, room)
    return _box(figure, region, contain(figure.picture, room), Crop())


def _as_wide(figure: Figure, room: Rect) -> Figure:
    """Return a figure, the plate of a sound without a picture no narrower than a room that is flat."""
    plate, recording = figure.picture, figure.recording
    if plate.mime or recording is None or recording.video:
        return figure
    height = max(1, plate.width * room.height // room.width)
    return replace(figure, picture=replace(plate, height=min(plate.height, height)))


def _box(figure: Figure, region: Region, rect: Rect, crop: Crop) -> PictureBox:
    """Return a picture in a place that has its shape once `crop` is cut off."""
    return PictureBox(
        "image", region.name, rect, figure.picture, crop, figure.alt, figure.span, figure.recording
    )


def filling(figure: Figure, region: Region, room: Rect) -> PictureBox:
    """Return a picture that fills a room, cut off alike on both sides."""
    return _box(figure, region, room, cover(figure.picture, room))


def bleeding(figure: Figure, region: Region) -> PictureBox:
    """Return a picture that fills its region, or stands whole in its middle where that is asked for."""
    room = region.rect
    if figure.crop is not False:
        return filling(figure, region, room)
    rect = contain(figure.picture, room)
    x, y = room.x + (room.width - rect.width) // 2, room.y + (room.height - rect.height) // 2
    return _box(figure, region, Rect(Emu(x), Emu(y), rect.width, rect.height), Crop())
