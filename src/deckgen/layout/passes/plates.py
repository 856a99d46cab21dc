"""A recording without a picture of its own + the theme → the plate in its place, with a symbol to play."""

from __future__ import annotations

from deckgen.deck.media.svg import MIME
from deckgen.deck.model import Picture
from deckgen.structs import replace
from deckgen.theme.model import Theme

SIGN = 0.16
"""The radius of the symbol, as a share of the plate's lower side."""

SOUND = 1.3
"""How much larger the symbol of a sound is, which has no picture around it."""

TRIANGLE, BACK, TIP = 0.52, 0.72, 1.1
"""Half the height of the triangle as a share of the symbol's radius, and how far it goes left and right of
the middle, as shares of that: it is about its centre of mass that it looks centred."""

BAR, EDGE = 0.4, 3
"""The width of a sound's bar as a share of its step, and the steps that are kept free beside all of them."""

_WAVE = (3, 5, 4, 7, 10, 6, 9, 14, 11, 7, 12, 8, 5, 9, 6, 4, 6, 3, 4, 2)
"""The heights of a sound's bars from the symbol outwards."""


def plate(picture: Picture, theme: Theme, *, video: bool) -> Picture:
    """Return the drawing of a plate in the theme's colours, in the shape of an empty picture."""
    width, height = picture.width, picture.height
    colours = theme.colours
    x, y = width / 2, height / 2
    radius = SIGN * min(width, height) * (1 if video else SOUND)
    side = radius * TRIANGLE
    left, tip = x - BACK * side, x + TIP * side
    sign = f"M{left:.1f} {y - side:.1f}v{2 * side:.1f}L{tip:.1f} {y:.1f}z"
    bars = "" if video else _bars(x, y, radius, width, colours["muted"])
    drawing = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
        f'viewBox="0 0 {width} {height}"><path fill="{colours["panel"]}" d="M0 0h{width}v{height}H0z"/>'
        f'{bars}<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}" fill="{colours["title"]}"/>'
        f'<path fill="{colours["bg"]}" d="{sign}"/></svg>'
    )
    return replace(picture, data=drawing.encode("ascii"), mime=MIME)


def _bars(x: float, y: float, radius: float, width: float, colour: str) -> str:
    """Return the bars of a sound, alike on both sides of the symbol."""
    step = (width / 2 - radius) / (len(_WAVE) + EDGE)
    drawn = []
    for place, tall in enumerate(_WAVE):
        half = tall / max(_WAVE) * radius
        for side in (-1, 1):
            left = x + side * (radius + (place + 1.5) * step) - step * BAR / 2
            drawn.append(f"M{left:.1f} {y - half:.1f}h{step * BAR:.1f}v{2 * half:.1f}h-{step * BAR:.1f}z")
    return f'<path fill="{colour}" d="{"".join(drawn)}"/>'
