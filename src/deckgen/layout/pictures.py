"""A picture + a place → where it stands whole, or what is cut off so that it fills the place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from deckgen.deck.model import Figure, Picture, Run, Runs, plain
from deckgen.layout.fit import copy_of, draft, fit, fits, no_room, size_up, text_box
from deckgen.layout.pages import Crop, PictureBox, Role, TextBox
from deckgen.layout.sheet import GAP, Sheet
from deckgen.theme.model import Anchor, Layout, Region
from deckgen.units import Emu, Rect, grid

CAPTION_GAP = grid(0.75)
"""The space between a picture and the caption below it."""

LEAST_GAIN = grid(8)
"""The width that a narrow picture must leave for the text beside it to be set wider."""

MOST_CAPTION = 0.4
"""The share of a figure's height that its caption may take."""

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


def figure_boxes(sheet: Sheet, figure: Figure) -> Iterator[PictureBox | TextBox]:
    """Yield a figure's picture and, right below it or in the margin, its caption and credit.

    What is too long for the margin stands below the picture. Raises `Refused` where the caption takes too
    much of the place.
    """
    layout = sheet.layout
    image = sheet.region("media" if layout.region("media") else "image")
    said = said_of(figure.caption, figure.credit)
    place = layout.region("caption")
    below = place is not None and place.rect.y >= image.rect.bottom
    if not said or place is None:
        bottom = _bottom(sheet, place) if place and below else image.rect.bottom
        yield _centred(_picture_box(figure, image, _down_to(image.rect, bottom)), image.rect, layout)
        return
    floor = min(sheet.theme.floors.references, sheet.style(place).size)
    one = draft(said, sheet.style(place), sheet.theme, figure.span)
    copy = copy_of((one,), sheet.style(place), sheet.theme, floor)
    bottom = _bottom(sheet, place)
    if below:
        room = replace(place.rect, height=Emu(int((bottom - image.rect.y) * MOST_CAPTION)))
    else:
        room = sheet.region("caption", layout).rect
    sized = fit(copy, room)
    if sized is None and not below:
        bottom, below = image.rect.bottom, True
        place = replace(place, rect=image.rect, anchor=Anchor.TOP)
        room = replace(image.rect, height=Emu(int(image.rect.height * MOST_CAPTION)))
        sized = fit(copy, room)
    if sized is None:
        raise no_room(copy, room.width, "the caption of this picture")
    caption = text_box("caption", Role.CAPTION, place, sized)
    if not below:
        box = _picture_box(figure, image, image.rect)
        yield box
        yield in_margin(sheet, replace(caption, rect=room), box.rect)
        return
    most = min(image.rect.bottom, bottom - CAPTION_GAP - caption.height)
    box = _picture_box(figure, image, _down_to(image.rect, Emu(most)))
    under = Rect(box.rect.x, Emu(box.rect.bottom + CAPTION_GAP), place.rect.width, caption.height)
    centred = _centred(box, image.rect, layout)
    beside = Emu(under.right - centred.rect.x)
    if fits(size_up(copy, beside, sized.size), replace(under, width=beside)):
        box, under = centred, replace(under, x=centred.rect.x, width=beside)
    yield box
    yield replace(caption, rect=under)


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


def _bottom(sheet: Sheet, place: Region) -> Emu:
    """Return how far down a caption may reach."""
    return sheet.clear_of_sources(place.rect).bottom


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
