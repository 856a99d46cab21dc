"""A deck's slides as they are drawn → how well what they hold sits below its headline, and what is amiss.

The room of a slide reaches from 40 points below its headline's last line to the foot of the theme's frame, or
to 18 points above its sources. Ink is whatever there is not of the ground.
"""

from __future__ import annotations

import itertools
import statistics
from collections.abc import Iterator, Sequence
from pathlib import Path

import pypdfium2
from PIL import Image, ImageChops

from deckgen.layout.pages import Page, Pages, Role, TextBox
from deckgen.structs import Struct
from deckgen.theme.model import Anchor
from deckgen.units import SLIDE, Emu, points

ALOOF = frozenset(
    (
        "cover",
        "cover-image",
        "section",
        "statement",
        "question",
        "picture",
        "works-cited",
        "credits",
        "closing",
    )
)
"""The layouts of slides that do not begin below a headline, or that end where their list ends."""

BELOW_HEADLINE, ABOVE_SOURCE = 40.0, 18.0
"""The space that is kept below a headline and above sources, in points."""

PLACES, OFF, MOST_ASTRAY = (40.0, 70.0, 100.0), 9.0, 0.3
"""How far below a headline the first ink is, in points, and by how much it may be off that; the share of the
slides that may begin elsewhere: pictures and charts bring margins of their own."""

EMPTY, MOST_EMPTY = 0.4, 0.2
"""A blank band of this share of the room makes a slide look empty; the share of slides that may."""

FULL = 0.6
"""The share of its room that the middle one of a deck's slides takes at least."""

MIDDLE, MOST_OFF = (0.33, 0.58), 0.1
"""Where the middle of the ink is, 0 at the top of the room; the share of slides that may differ."""

DIFFERENT = 8
"""By how much a pixel differs from the ground that is ink, of 255."""


class Sits(Struct, frozen=True):
    """How a slide's contents sit: shares of their room's height, the gap below the headline in points."""

    name: str
    fill: float
    void: float
    middle: float
    gap: float


def sits(pages: Pages, pdf: Path) -> list[Sits]:
    """Return how the contents of each slide sit that stands below a headline."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        found = [_sits(pages, page, document[place]) for place, page in enumerate(pages.pages)]
    finally:
        document.close()
    return [one for one in found if one]


def _sits(pages: Pages, page: Page, drawn: pypdfium2.PdfPage) -> Sits | None:
    titles = [one for one in page.boxes if isinstance(one, TextBox) and one.role is Role.TITLE and one.shown]
    if page.layout in ALOOF or not titles:
        return None
    frame = pages.theme.frame
    below = float(points(titles[0].rect.y)) + float(points(titles[0].height))
    sources = [one for one in page.boxes if isinstance(one, TextBox) and one.role is Role.SOURCE]
    foot = float(points(frame.bottom))
    for one in sources:
        high = one.rect.bottom - one.height if one.anchor is Anchor.BOTTOM else one.rect.y
        foot = min(foot, float(points(high)) - ABOVE_SOURCE)
    image: Image.Image = drawn.render(scale=1).to_pil().convert("RGB")
    scale = image.height / float(points(SLIDE.height))
    edges = (float(points(frame.x)), below, float(points(Emu(frame.x + frame.width))), foot)
    left, top, right, bottom = (round(one * scale) for one in edges)
    rows = inked(image.crop((left - 4, top + 2, right + 4, bottom + 9)))
    return sitting(page.name, [2 + row / scale for row in rows], foot - below)


def inked(image: Image.Image) -> list[int]:
    """Return the rows of a picture in which anything differs from its ground, the colour of its corner."""
    ground = Image.new("RGB", image.size, image.getpixel((0, 0)))
    red, green, blue = ImageChops.difference(image, ground).split()
    apart = ImageChops.lighter(ImageChops.lighter(red, green), blue).point(
        lambda one: 255 * (one > DIFFERENT)
    )
    data, width = apart.tobytes(), image.width
    return [row for row in range(image.height) if data[row * width : (row + 1) * width].strip(b"\0")]


def sitting(name: str, rows: Sequence[float], below: float) -> Sits | None:
    """Return how rows of ink sit, in points below a headline, whose room ends `below` it; None: no ink."""
    if not rows:
        return None
    room = below - BELOW_HEADLINE
    first, last = rows[0], rows[-1]
    edges = (BELOW_HEADLINE, *(one for one in rows if BELOW_HEADLINE <= one <= below), below)
    void = max(other - one for one, other in itertools.pairwise(edges))
    return Sits(name, (last - first) / room, void / room, ((first + last) / 2 - BELOW_HEADLINE) / room, first)


def amiss(found: Sequence[Sits]) -> Iterator[str]:
    """Yield what a designer would say of a deck whose slides sit like this."""
    empty = [one for one in found if one.void >= EMPTY]
    if len(empty) > MOST_EMPTY * len(found):
        yield f"empty: {empty}"
    if statistics.median(one.fill for one in found) < FULL:
        yield f"half of the slides take less than {FULL} of their room: {found}"
    off = [one for one in found if not MIDDLE[0] <= one.middle <= MIDDLE[1]]
    if len(off) > MOST_OFF * len(found):
        yield f"not in the middle: {off}"
    astray = [one for one in found if min(abs(one.gap - place) for place in PLACES) > OFF]
    if len(astray) > MOST_ASTRAY * len(found):
        yield f"begin at other heights: {astray}"
    close = [one for one in found if one.gap < BELOW_HEADLINE - OFF]
    if close:
        yield f"too close to the headline: {close}"
