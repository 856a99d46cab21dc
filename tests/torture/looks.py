"""Every look that a deck can have: theme × variant × ratio, as the switches of an outline's head."""

from __future__ import annotations

from deckgen.structs import Struct, replace
from deckgen.theme.files import theme_names

VARIANTS = ("dark", "comfort")
"""The outline's switches that change how a theme looks."""


class Look(Struct, frozen=True):
    """A theme, its variant, none is the theme as it is, and the shape of its slides."""

    theme: str
    variant: str | None = None
    ratio: str = "16:9"

    @property
    def spacious(self) -> bool:
        """Whether it sets letters and lines far apart."""
        return self.variant == "comfort"

    def __str__(self) -> str:
        narrow = "" if self.ratio == "16:9" else f" {self.ratio}"
        return f"{self.theme} {self.variant or 'plain'}{narrow}"


LOOKS = tuple(Look(theme, variant) for theme in theme_names() for variant in (None, *VARIANTS))

SHAPES = tuple(look for look in LOOKS if look.variant != "dark")
"""The looks that differ in more than their colours."""

NARROW = tuple(replace(look, ratio="4:3") for look in SHAPES)
"""These on slides for old projectors."""
