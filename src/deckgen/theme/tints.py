"""The colours that authors give to words, `tint-c81e1e` → what they are on a theme's grounds.

A colour is kept in its hue and made as dark or as light as text needs to be on each ground, in every variant.
"""

from __future__ import annotations

import colorsys
from collections.abc import Iterable, Mapping

from deckgen.structs import replace
from deckgen.theme.contrast import TEXT, luminance, ratio
from deckgen.theme.model import Theme, Variant

_ROLE = "tint-"
"""What begins the role of such a colour; its digits follow."""

_STEPS = 200
"""In how many steps a colour goes to black or white."""

_ON_INVERSE = "i"
"""What begins the role of a colour on inverse grounds, as that of all others."""


def on_inverse(role: str) -> str:
    """Return the role that a colour of words has on inverse grounds."""
    return f"{_ON_INVERSE}{role}"


def with_tints(theme: Theme, roles: Iterable[str]) -> Theme:
    """Return a theme that has such colours among its own, in every variant."""
    wanted = sorted(set(roles))
    if not wanted:
        return theme
    variants = {
        name: replace(variant, colours=_coloured(variant, wanted)) for name, variant in theme.variants.items()
    }
    own = _coloured(Variant(theme.colours, theme.data), wanted)
    return replace(theme, variants=variants, colours=own)


def _coloured(variant: Variant, roles: list[str]) -> Mapping[str, str]:
    colours = variant.colours
    usual, inverse = (colours["bg"], colours["panel"]), (colours["ibg"],)
    found = {}
    for role in roles:
        colour = f"#{role.removeprefix(_ROLE)}"
        found[role], found[on_inverse(role)] = readable(colour, usual), readable(colour, inverse)
    return {**colours, **found}


def readable(colour: str, grounds: tuple[str, ...]) -> str:
    """Return a colour, darker or lighter only as far as text needs to be on all of some grounds."""
    hue, light, full = colorsys.rgb_to_hls(*(int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)))
    end = 0.0 if min(map(luminance, grounds)) > luminance("#757575") else 1.0
    for step in range(_STEPS + 1):
        parts = colorsys.hls_to_rgb(hue, light + (end - light) * step / _STEPS, full)
        found = "#" + "".join(f"{round(part * 255):02X}" for part in parts)
        if all(ratio(found, ground) >= TEXT for ground in grounds):
            return found
    return found
