"""A recording without a picture of its own + the theme → the plate in its place, with a sign to play."""

from __future__ import annotations

from dataclasses import replace

from deckgen.deck.drawings import MIME
from deckgen.deck.model import Picture
from deckgen.theme.model import Theme

SIGN = 0.16
"""The radius of the sign, as a share of the plate's lower side."""

_WAVE = (3, 5, 4, 7, 10, 6, 9, 14, 11, 7, 12, 8, 5, 9, 6, 4, 6, 3, 4, 2)
"""The heights of a sound's bars from the sign outwards."""


def plate(picture: Picture, theme: Theme, *, video: bool) -> Picture:
    """Return the drawing of a plate in the theme's colours, in the shape of an empty picture."""
    width, height = picture.width, picture.height
    colours = theme.colours
    x, y = width / 2, height / 2
    radius = SIGN * min(width, height) * (1 if video else 1.3)
    side = radius * 0.52
    sign = f"M{x - 0.72 * side:.1f} {y - side:.1f}v{2 * side:.1f}L{x + 1.1 * side:.1f} {y:.1f}z"
    bars = "" if video else _bars(x, y, radius, width, colours["muted"])
    drawing = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
        f'viewBox="0 0 {width} {height}"><path fill="{colours["panel"]}" d="M0 0h{width}v{height}H0z"/>'
        f'{bars}<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}" fill="{colours["title"]}"/>'
        f'<path fill="{colours["bg"]}" d="{sign}"/></svg>'
    )
    return replace(picture, data=drawing.encode("ascii"), mime=MIME)


def _bars(x: float, y: float, radius: float, width: float, colour: str) -> str:
    """Return the bars of a sound, alike on both sides of the sign."""
    step = (width / 2 - radius) / (len(_WAVE) + 3)
    drawn = []
    for place, tall in enumerate(_WAVE):
        half = tall / max(_WAVE) * radius
        for side in (-1, 1):
            left = x + side * (radius + (place + 1.5) * step) - step * 0.2
            drawn.append(f"M{left:.1f} {y - half:.1f}h{step * 0.4:.1f}v{2 * half:.1f}h-{step * 0.4:.1f}z")
    return f'<path fill="{colour}" d="{"".join(drawn)}"/>'
