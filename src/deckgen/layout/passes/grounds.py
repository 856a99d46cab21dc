"""A transparent picture + its slide's ground → the plate behind it, where it would not be seen without.

Drawings are made for paper: on a dark ground their black lines vanish, as a white mark does on a light one.
"""

from __future__ import annotations

from collections.abc import Mapping

from deckgen.deck.media.raster import Shown, seen
from deckgen.layout.pages import Crop, PictureBox
from deckgen.structs import replace
from deckgen.theme.contrast import luminance, ratio
from deckgen.theme.model import Theme
from deckgen.units import grid

FAINT = 2.0
"""The contrast below which something is lost on its ground."""

EDGES, ALL = 0.2, 0.6
"""The share of a picture's edges that is lost on a dark ground, or of all that it shows on a light one."""

ROOM = grid(1.5)
"""The room that is kept between what a picture shows and its plate's edge."""

_PLATES = {"ibg": "iink"}
"""The ground of a layout → the colour of plates on it, where it is not that of text."""


def on_ground(box: PictureBox, ground: str, theme: Theme) -> PictureBox:
    """Return a picture, on a plate in the colour of text where much of it is lost on a ground.

    `ground` is a colour role. The plate takes the picture's place; what is close to its edge is drawn in.
    Other variants are looked at as well, for whoever watches the slideshow may choose one.
    """
    shown = seen(box.picture) if box.recording is None else None
    plate = _PLATES.get(ground, "ink")
    if shown is None:
        return box
    lost = tuple(
        name
        for name, variant in theme.variants.items()
        if _is_lost(shown, variant.colours[ground], variant.colours[plate])
    )
    crop = _drawn_in(box, shown) if theme.variant in lost else box.crop
    return replace(box, ground=plate, lost=lost, crop=crop) if lost else box


def _is_lost(shown: Shown, ground: str, plate: str) -> bool:
    colours, least = (shown.edges, EDGES) if luminance(ground) < luminance(plate) else (shown.colours, ALL)
    lost = _faint(colours, ground)
    return lost >= least and _faint(colours, plate) < lost / 2


def _faint(colours: Mapping[str, int], ground: str) -> float:
    """Return the share of colours that are lost on a ground."""
    return sum(many for one, many in colours.items() if ratio(one, ground) < FAINT) / sum(colours.values())


def _drawn_in(box: PictureBox, shown: Shown) -> Crop:
    """Return a crop that leaves room around what a picture shows, unless something is cut off anyway."""
    sides = (box.rect.width, box.rect.height) * 2
    free = min(share * side for share, side in zip(shown.margins, sides, strict=True))
    if free >= ROOM or box.crop != Crop():
        return box.crop
    side = min(box.rect.width, box.rect.height)
    room = min(ROOM - free, side / 8)
    share = room / (side - 2 * room)
    return Crop(-share, -share, -share, -share)
