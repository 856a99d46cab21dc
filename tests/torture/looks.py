"""Every look that a deck can have: theme × variant, as the switches of an outline's head."""

from __future__ import annotations

from dataclasses import dataclass

from deckgen.outline import fields
from deckgen.theme.files import theme_names

VARIANTS = tuple(name for name in ("dark", "comfort") if name in fields.OUTLINE.names)
"""The outline's switches that change how a theme looks."""


@dataclass(frozen=True, slots=True)
class Look:
    """A theme, and its variant; none is the theme as it is."""

    theme: str
    variant: str | None = None

    def __str__(self) -> str:
        return f"{self.theme} {self.variant or 'plain'}"


LOOKS = tuple(Look(theme, variant) for theme in theme_names() for variant in (None, *VARIANTS))

SHAPES = tuple(look for look in LOOKS if look.variant != "dark")
"""The looks that differ in more than their colours."""
