"""Colour roles → DrawingML colours: a slot of the theme where there is one, else the colour itself."""

from __future__ import annotations

from collections.abc import Mapping

from deckgen.structs import Struct
from deckgen.theme.model import Theme

SLOTS: Mapping[str, str] = {
    "ink": "tx1",
    "bg": "bg1",
    "title": "tx2",
    "panel": "bg2",
    "accent": "accent5",
    "mark": "accent6",
    "muted": "folHlink",
}
"""Colour role → its slot, as slides name it; accent1 to accent4 are the theme's series of data."""


class Palette(Struct, frozen=True):
    """The colours of a deck, ready to be written."""

    colours: Mapping[str, str]
    """Colour role → a colour's element."""
    slots: frozenset[str]
    """The roles that the theme part has a slot for."""

    def fill(self, role: str) -> str:
        """Return a solid fill in a colour role."""
        return f"<a:solidFill>{self.colours[role]}</a:solidFill>"


def is_dark(theme: Theme) -> bool:
    """Tell whether a theme sets light text on a dark ground."""
    return _light(theme.colours["bg"]) < _light(theme.colours["ink"])


def _light(colour: str) -> float:
    """Return how bright a colour looks, roughly."""
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return 0.3 * red + 0.59 * green + 0.11 * blue


def palette(theme: Theme) -> Palette:
    """Return the theme's colours; a role of a colour that some slot holds takes that slot."""
    by_value = {theme.colours[role]: slot for role, slot in reversed(list(SLOTS.items()))}
    slots = {role: SLOTS.get(role, by_value.get(value)) for role, value in theme.colours.items()}
    series = {f"data{place}": f'<a:schemeClr val="accent{place + 1}"/>' for place in range(4)}
    colours = series | {
        role: f'<a:schemeClr val="{slot}"/>' if slot else f'<a:srgbClr val="{digits(theme.colours[role])}"/>'
        for role, slot in slots.items()
    }
    return Palette(colours, frozenset(role for role, slot in slots.items() if slot))


def rgb(colour: str) -> str:
    """Return the element of a colour that is none of the theme's roles."""
    return f'<a:srgbClr val="{digits(colour)}"/>'


def digits(colour: str) -> str:
    """Return a colour of a theme, `#RRGGBB`, as DrawingML writes it."""
    return colour.lstrip("#")
