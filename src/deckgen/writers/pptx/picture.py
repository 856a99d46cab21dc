"""A picture's box → a picture in the layout's placeholder, cropped, with what is said of it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping

from deckgen.deck.model import Picture
from deckgen.layout.pages import Crop, Pages, PictureBox
from deckgen.writers.pptx.package import Part, office
from deckgen.writers.pptx.shapes import DECORATIVE, Names, transform
from deckgen.writers.pptx.slots import Slot
from deckgen.writers.pptx.text import Pen

_SUFFIXES = {"image/png": "png", "image/jpeg": "jpeg", "image/gif": "gif", "image/svg+xml": "svg"}

Media = Mapping[bytes, str]
"""The digest of a picture's bytes → the name of the part that holds them."""

_SVG = "http://schemas.microsoft.com/office/drawing/2016/SVG/main"


def media(pages: Pages) -> tuple[Media, tuple[Part, ...]]:
    """Return the parts of all pictures, equal ones once, and where each is found."""
    names: dict[bytes, str] = {}
    parts = []
    for mime, data in _pictures(pages):
        digest = _digest(data)
        if digest not in names:
            names[digest] = f"ppt/media/image{len(names) + 1}.{_SUFFIXES[mime]}"
            parts.append(Part(names[digest], mime, data))
    return names, tuple(parts)


def picture_shape(pen: Pen, names: Names, box: PictureBox, slot: Slot | None, stored: Media) -> str:
    """Return a picture. `slot` is the layout's place for it, None where it stands free."""
    shape_id = next(names.ids)
    about = names.properties(shape_id, box.key, box.alt, "" if box.alt else DECORATIVE)
    held = slot.placeholder if slot else ""
    group = ' noGrp="1"' if slot else ""
    place = "" if slot and box.rect == slot.rect else transform(box.rect)
    shape = "" if slot and not place else '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
    return (
        f'<p:pic><p:nvPicPr>{about}<p:cNvPicPr><a:picLocks{group} noChangeAspect="1"/></p:cNvPicPr>'
        f"<p:nvPr>{held}</p:nvPr></p:nvPicPr><p:blipFill>{_blip(pen, box.picture, stored)}{_crop(box.crop)}"
        f"<a:stretch><a:fillRect/></a:stretch></p:blipFill><p:spPr>{place}{shape}</p:spPr></p:pic>"
    )


def _pictures(pages: Pages) -> Iterator[tuple[str, bytes]]:
    """Yield the kind and bytes of each picture that a part holds: of a drawing, its PNG as well."""
    for picture in (box.picture for page in pages.pages for box in page.boxes if isinstance(box, PictureBox)):
        if picture.fallback:
            yield "image/png", picture.fallback
        yield picture.mime, picture.data


def _blip(pen: Pen, picture: Picture, stored: Media) -> str:
    """Return what a picture is filled with; a drawing stands behind its PNG, as PowerPoint 2016 began to."""
    shown = pen.relations.part(office("image"), stored[_digest(picture.fallback or picture.data)])
    if not picture.fallback:
        return f'<a:blip r:embed="{shown}"/>'
    drawing = pen.relations.part(office("image"), stored[_digest(picture.data)])
    return (
        f'<a:blip r:embed="{shown}"><a:extLst><a:ext uri="{{96DAC541-7B7A-43D3-8B79-37D633B846F1}}">'
        f'<asvg:svgBlip xmlns:asvg="{_SVG}" r:embed="{drawing}"/></a:ext></a:extLst></a:blip>'
    )


def _digest(data: bytes) -> bytes:
    return hashlib.blake2b(data, digest_size=16).digest()


def _crop(crop: Crop) -> str:
    sides = (("l", crop.left), ("t", crop.top), ("r", crop.right), ("b", crop.bottom))
    cut = "".join(f' {side}="{round(share * 100_000)}"' for side, share in sides if round(share * 100_000))
    return f"<a:srcRect{cut}/>"
