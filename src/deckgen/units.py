"""Lengths with their unit in the type: EMU for places, points for type.

One inch is 914,400 EMU, 72 points, 96 CSS pixels. Themes are drawn on a grid of
160 × 90 units of 1/12 in, so a slide is 13⅓ × 7½ in and 1280 × 720 CSS pixels.
"""

from __future__ import annotations

from typing import NewType

from deckgen.structs import Struct

Emu = NewType("Emu", int)
"""A length or place in English Metric Units, 914,400 to the inch."""

Point = NewType("Point", float)
"""A type size or a text width in points, 72 to the inch."""

EMU_PER_INCH = 914_400
EMU_PER_POINT = 12_700
EMU_PER_PIXEL = 9_525
EMU_PER_GRID_UNIT = 76_200


def grid(units: float) -> Emu:
    """Return the EMU of a length given in the themes' grid units (1/12 in)."""
    return Emu(round(units * EMU_PER_GRID_UNIT))


def points(emu: Emu | int) -> Point:
    """Return the points of a length in EMU."""
    return Point(emu / EMU_PER_POINT)


def emu(size: Point | float) -> Emu:
    """Return the EMU of a length in points, rounded to the nearest."""
    return Emu(round(size * EMU_PER_POINT))


def pixels(length: Emu | int) -> float:
    """Return the CSS pixels (96 to the inch) of a length in EMU."""
    return length / EMU_PER_PIXEL


class Rect(Struct, frozen=True):
    """A place on the slide in EMU, from its top left corner."""

    x: Emu
    y: Emu
    width: Emu
    height: Emu

    @property
    def right(self) -> Emu:
        """The x of the right edge."""
        return Emu(self.x + self.width)

    @property
    def bottom(self) -> Emu:
        """The y of the bottom edge."""
        return Emu(self.y + self.height)

    def grown(self, margin: Emu) -> Rect:
        """Return the rectangle that reaches further by a margin on every side."""
        return Rect(
            Emu(self.x - margin),
            Emu(self.y - margin),
            Emu(self.width + 2 * margin),
            Emu(self.height + 2 * margin),
        )

    def contains(self, other: Rect) -> bool:
        """Tell whether all of `other` lies within this rectangle, edges included."""
        return (
            self.x <= other.x
            and self.y <= other.y
            and other.right <= self.right
            and other.bottom <= self.bottom
        )

    def overlaps(self, other: Rect) -> bool:
        """Tell whether the two share any area; touching edges do not."""
        return (
            self.x < other.right and other.x < self.right and self.y < other.bottom and other.y < self.bottom
        )


def grid_rect(x: float, y: float, width: float, height: float) -> Rect:
    """Return the rectangle of a theme's region, given in grid units."""
    return Rect(grid(x), grid(y), grid(width), grid(height))


SLIDE = grid_rect(0, 0, 160, 90)
"""The whole slide as themes are drawn: 13⅓ × 7½ in, 16:9."""

NARROW_SLIDE = grid_rect(0, 0, 120, 90)
"""A slide for old projectors: 10 × 7½ in, 4:3. All slides are of one height."""

NONE = Emu(0)
"""No length at all."""
