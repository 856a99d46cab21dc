"""Every look that a deck can have: theme × variant, as the switches of an outline's head."""

from __future__ import annotations

from dataclasses import dataclass

from deckgen.theme.files import theme_names

VARIANTS = ("dark", "comfort")
"""The outline's switches that change how a theme looks."""


@dataclass(frozen=True, slots=True)
class Look:
    """A theme, and its variant; none is the theme as it is."""

    theme: str
    variant: str | None = None

    @property
    def spacious(self) -> bool:
        """Whether it sets letters and lines far apart."""
        return self.variant == "comfort"

    def __str__(self) -> str:
        return f"{self.theme} {self.variant or 'plain'}"


LOOKS = tuple(Look(theme, variant) for theme in theme_names() for variant in (None, *VARIANTS))

SHAPES = tuple(look for look in LOOKS if look.variant != "dark")
"""The looks that differ in more than their colours."""
