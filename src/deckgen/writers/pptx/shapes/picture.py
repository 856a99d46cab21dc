"""A picture's box → a picture in the layout's placeholder, cropped, with what is said of it."""

from __future__ import annotations

from collections.abc import Iterator

from deckgen.deck.model import Picture
from deckgen.layout.pages import Crop, Pages, PictureBox
from deckgen.structs.pieces import Content, key_of
from deckgen.writers.pptx.identity import shape_name
from deckgen.writers.pptx.package import Media, Part, media_parts, office
from deckgen.writers.pptx.placeholders import Placeholder
from deckgen.writers.pptx.shapes.formula_picture import formula_pictures
from deckgen.writers.pptx.shapes.recording import CLICK, playing, recording_files
from deckgen.writers.pptx.shapes.shape import RECTANGLE, Names, transform
from deckgen.writers.pptx.text import RunWriter

_SVG = "http://schemas.microsoft.com/office/drawing/2016/SVG/main"


def media(pages: Pages) -> tuple[Media, tuple[Part, ...]]:
    """Return the parts of all pictures and recordings, equal ones once, and where each is found."""
    played, recordings = media_parts(recording_files(pages), "media")
    shown, pictures = media_parts(_pictures(pages), "image")
    return {**shown, **played}, (*pictures, *recordings)


def picture_shape(
    pen: RunWriter, names: Names, box: PictureBox, slot: Placeholder | None, stored: Media
) -> tuple[int, str]:
    """Return a picture and its id. `slot` is the layout's place for it, None where it is free."""
    shape_id = next(names.ids)
    recording = box.recording
    about = names.properties(shape_id, box.key, box.alt, CLICK if recording else None)
    held = slot.placeholder if slot else ""
    if recording:
        held += playing(pen, recording, stored, shape_name(names.page.id, box.key))
    group = ' noGrp="1"' if slot else ""
    place = "" if slot and box.rect == slot.rect else transform(box.rect)
    hand = pen.context.hand
    ground = box.ground if hand.theme.variant in box.lost else None
    shape = "" if slot and not place and not ground else RECTANGLE
    if ground:
        shape += hand.palette.fill(ground)
    filled = _blip(pen, box.picture, stored, drawn=recording is None)
    return shape_id, (
        f'<p:pic><p:nvPicPr>{about}<p:cNvPicPr><a:picLocks{group} noChangeAspect="1"/></p:cNvPicPr>'
        f"<p:nvPr>{held}</p:nvPr></p:nvPicPr><p:blipFill>{filled}{_crop(box.crop)}"
        f"<a:stretch><a:fillRect/></a:stretch></p:blipFill><p:spPr>{place}{shape}</p:spPr></p:pic>"
    )


def _pictures(pages: Pages) -> Iterator[tuple[str, Content]]:
    """Yield the kind and bytes of each picture that a part holds: of a drawing, its PNG as well."""
    for box in (box for page in pages.pages for box in page.boxes if isinstance(box, PictureBox)):
        if box.picture.fallback:
            yield "image/png", box.picture.fallback
        if not (box.picture.fallback and box.recording):
            yield box.picture.mime, box.picture.data
    yield from formula_pictures(pages)


def _blip(pen: RunWriter, picture: Picture, stored: Media, *, drawn: bool) -> str:
    """Return what a picture is filled with; a drawing is behind its PNG, as PowerPoint 2016 began to.

    A recording's poster is never `drawn`, but a PNG alone.
    """
    shown = pen.relations.part(office("image"), stored[key_of(picture.fallback or picture.data)])
    if not (picture.fallback and drawn):
        return f'<a:blip r:embed="{shown}"/>'
    drawing = pen.relations.part(office("image"), stored[key_of(picture.data)])
    return (
        f'<a:blip r:embed="{shown}"><a:extLst><a:ext uri="{{96DAC541-7B7A-43D3-8B79-37D633B846F1}}">'
        f'<asvg:svgBlip xmlns:asvg="{_SVG}" r:embed="{drawing}"/></a:ext></a:extLst></a:blip>'
    )


def _crop(crop: Crop) -> str:
    sides = (("l", crop.left), ("t", crop.top), ("r", crop.right), ("b", crop.bottom))
    cut = "".join(f' {side}="{round(share * 100_000)}"' for side, share in sides if round(share * 100_000))
    return f"<a:srcRect{cut}/>"
