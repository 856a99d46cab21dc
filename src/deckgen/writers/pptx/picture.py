"""A picture's box → a picture in the layout's placeholder, cropped, with what is said of it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping

from deckgen.deck.model import Picture
from deckgen.layout.pages import Crop, Pages, PictureBox
from deckgen.writers.pptx.package import Part, office
from deckgen.writers.pptx.shapes import DECORATIVE, Names, transform
from deckgen.writers.pptx.slots import Slot
from deckgen.writers.pptx.text import Pen

_SUFFIXES = {"image/png": "png", "image/jpeg": "jpeg", "image/gif": "gif"}

Media = Mapping[bytes, str]
"""The digest of a picture's bytes → the name of the part that holds them."""


def media(pages: Pages) -> tuple[Media, tuple[Part, ...]]:
    """Return the parts of all pictures, equal ones once, and where each is found."""
    names: dict[bytes, str] = {}
    parts = []
    for picture in _pictures(pages):
        digest = _digest(picture)
        if digest not in names:
            names[digest] = f"ppt/media/image{len(names) + 1}.{_SUFFIXES[picture.mime]}"
            parts.append(Part(names[digest], picture.mime, picture.data))
    return names, tuple(parts)


def picture_shape(pen: Pen, names: Names, box: PictureBox, slot: Slot | None, stored: Media) -> str:
    """Return a picture. `slot` is the layout's place for it, None where it stands free."""
    shape_id = next(names.ids)
    about = names.properties(shape_id, box.key, box.alt, "" if box.alt else DECORATIVE)
    held = slot.placeholder if slot else ""
    group = ' noGrp="1"' if slot else ""
    where = pen.relations.part(office("image"), stored[_digest(box.picture)])
    place = "" if slot and box.rect == slot.rect else transform(box.rect)
    shape = "" if slot and not place else '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
    return (
        f'<p:pic><p:nvPicPr>{about}<p:cNvPicPr><a:picLocks{group} noChangeAspect="1"/></p:cNvPicPr>'
        f'<p:nvPr>{held}</p:nvPr></p:nvPicPr><p:blipFill><a:blip r:embed="{where}"/>{_crop(box.crop)}'
        f"<a:stretch><a:fillRect/></a:stretch></p:blipFill><p:spPr>{place}{shape}</p:spPr></p:pic>"
    )


def _pictures(pages: Pages) -> Iterable[Picture]:
    return (box.picture for page in pages.pages for box in page.boxes if isinstance(box, PictureBox))


def _digest(picture: Picture) -> bytes:
    return hashlib.blake2b(picture.data, digest_size=16).digest()


def _crop(crop: Crop) -> str:
    sides = (("l", crop.left), ("t", crop.top), ("r", crop.right), ("b", crop.bottom))
    cut = "".join(f' {side}="{round(share * 100_000)}"' for side, share in sides if round(share * 100_000))
    return f"<a:srcRect{cut}/>"
