"""A formula on lines of its own → what programs show that cannot set it: its picture, and its line of text.

Office writes a picture into a shape's fallback form, with a space for its text. Here the text stays
what the formula reads as, too faint to be seen, so that it is found, copied and read aloud in other programs.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator

from deckgen.deck.mathml.depth import parts_drawn
from deckgen.layout.pages import Pages, TextBox
from deckgen.limits import MOST_DRAWN_PARTS
from deckgen.structs import Struct, replace
from deckgen.structs.patterns import pattern
from deckgen.structs.pieces import key_of
from deckgen.theme.model import Align, Anchor, Theme
from deckgen.units import points
from deckgen.writers.pptx.package import Media, office
from deckgen.writers.pptx.shapes.shape import TEXT_BOX, Names, Plate, plate
from deckgen.writers.pptx.text import RunWriter

PER_POINT = 3
"""The pixels of a picture to a point, 216 to an inch: sharp on a projector, and small in the file."""

MOST_POINTS = 1_000.0
"""The width and height past which a box is no place on a slide."""

_VIEW = pattern(r'viewBox="\S+ \S+ ([\d.]+) ([\d.]+)"')
"""The part of a drawing that is seen, the last attribute of its element: its width and height."""

_BROKEN = (
    ArithmeticError,
    AttributeError,
    LookupError,
    NotImplementedError,
    RecursionError,
    SyntaxError,
    TypeError,
    ValueError,
)
"""What the library raises at markup that it does not know."""


class _Drawing(Struct, frozen=True):
    """What a picture depends on: the formula and its size in points, its box and its place in it."""

    mathml: str
    size: float
    colour: str
    ground: str | None
    room: tuple[float, float, float, float]
    """The place of the text within the painted box: x, y, width, height, in points."""
    whole: tuple[float, float]
    at: tuple[float, float]
    """Where in the room it is, across and down, from 0 to 1."""


def formula_picture(box: TextBox, theme: Theme, *, right_to_left: bool) -> bytes | None:
    """Return the picture of a box's formula as PNG, None where it holds other text or cannot be drawn."""
    if len(box.paragraphs) != 1 or len(box.paragraphs[0].runs) != 1:
        return None
    (paragraph,) = box.paragraphs
    (run,) = paragraph.runs
    if run.formula is None or not run.formula.display:
        return None
    outer, inner = box.outer, box.rect
    role = run.colour or paragraph.colour or theme.styles[paragraph.style].colour
    across = {Align.START: 0.0, Align.CENTER: 0.5, Align.END: 1.0}[box.align]
    down = {Anchor.TOP: 0.0, Anchor.MIDDLE: 0.5, Anchor.BOTTOM: 1.0}[box.anchor]
    found = _Drawing(
        mathml=run.formula.mathml,
        size=float(paragraph.size),
        colour=theme.colours[role],
        ground=theme.colours[box.fill] if box.fill else None,
        room=(
            points(inner.x - outer.x),
            points(inner.y - outer.y),
            points(inner.width),
            points(inner.height),
        ),
        whole=(points(outer.width), points(outer.height)),
        at=(1.0 - across if right_to_left else across, down),
    )
    return _drawn(found)


def formula_pictures(pages: Pages) -> Iterator[tuple[str, bytes]]:
    """Yield the kind and bytes of each picture of a formula."""
    for box in (box for page in pages.pages for box in page.boxes if isinstance(box, TextBox)):
        picture = formula_picture(box, pages.theme, right_to_left=pages.right_to_left)
        if picture is not None:
            yield "image/png", picture


def drawn_shape(pen: RunWriter, names: Names, box: TextBox, stored: Media) -> str | None:
    """Return the shape of a formula as a picture with its text, None where there is no picture of it."""
    hand = pen.context.hand
    picture = formula_picture(box, hand.theme, right_to_left=hand.right_to_left)
    if picture is None:
        return None
    shown = pen.relations.part(office("image"), stored[key_of(picture)])
    fill = (
        f'<a:blipFill dpi="0" rotWithShape="1"><a:blip r:embed="{shown}"/><a:srcRect/>'
        "<a:stretch><a:fillRect/></a:stretch></a:blipFill>"
    )
    faint = replace(pen, math=False, faint=True)
    return plate(faint, names, Plate(box.key, box.outer, fill, kind=TEXT_BOX), box)[1]


@functools.lru_cache(maxsize=512)
def _drawn(asked: _Drawing) -> bytes | None:
    """Return a picture as PNG, as large as its box and transparent but for the formula."""
    import resvg_py

    wide, high = asked.whole
    drawing = _svg(asked)
    if drawing is None or not 0 < wide <= MOST_POINTS or not 0 < high <= MOST_POINTS:
        return None
    png = resvg_py.svg_to_bytes(
        svg_string=drawing,
        width=round(wide * PER_POINT),
        height=round(high * PER_POINT),
        skip_system_fonts=True,
    )
    return bytes(png)


def _svg(asked: _Drawing) -> str | None:
    """Return a drawing of the box with the formula in its place, None where the library cannot draw it."""
    from xml.etree import ElementTree

    from ziamath.zmath import Math

    try:
        if parts_drawn(ElementTree.fromstring(asked.mathml)) > MOST_DRAWN_PARTS:
            return None
        drawing = Math(asked.mathml, size=asked.size).svg()
    except _BROKEN:
        return None
    view = _VIEW.search(drawing)
    if view is None:
        return None
    wide, high = float(view[1]), float(view[2])
    x, y, across, down = asked.room
    share = min(1.0, across / wide, down / high)
    wide, high = wide * share, high * share
    left, top = x + (across - wide) * asked.at[0], y + (down - high) * asked.at[1]
    place = f'<svg x="{left:.2f}" y="{top:.2f}" width="{wide:.2f}" height="{high:.2f}"'
    formula = f"{place} {view[0]}>{drawing[view.end() + 1 :]}".replace('"black"', f'"{asked.colour}"')
    painted = f'<rect width="100%" height="100%" fill="{asked.ground}"/>' if asked.ground else ""
    size = f'viewBox="0 0 {asked.whole[0]:.2f} {asked.whole[1]:.2f}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}>{painted}{formula}</svg>'
