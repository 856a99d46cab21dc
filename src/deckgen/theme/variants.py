"""Theme + what the outline wishes → the theme in that variant: other colours, other type, same places.

Everything that follows, measuring included, knows one theme only. So a dark deck is a deck like any other,
and what is spaced for comfortable reading fits as surely as what is not.
"""

from __future__ import annotations

from dataclasses import replace

from deckgen.theme.model import COMFORT, DARK, Comfort, Theme, TypeStyle
from deckgen.theme.scripts import in_script
from deckgen.units import Point

JOINED = frozenset(
    (
        *("ar", "ckb", "dv", "fa", "ps", "sd", "syr", "ug", "ur"),
        *("as", "bn", "gu", "hi", "kn", "ml", "mr", "ne", "or", "pa", "sa", "si", "ta", "te"),
        *("bo", "km", "lo", "my", "th"),
    )
)
"""Languages whose letters join or stack: space between them would tear words apart."""

DISPLAY = Point(100)
"""Larger type is single figures and marks, which are set as the theme has them."""


def in_variant(theme: Theme, *, dark: bool, comfort: bool, language: str) -> Theme:
    """Return the theme as it is asked for; dark and comfortable may go together.

    A theme that lacks a variant stays as it is: ask `lacks` first. `language` is a BCP 47 tag.
    """
    theme = in_script(theme, language)
    name = DARK if dark else COMFORT if comfort else theme.variant
    chosen = theme.variants.get(name)
    if chosen is not None:
        theme = replace(theme, variant=name, colours=chosen.colours, data=chosen.data)
    if comfort and theme.comfort is not None:
        return _eased(theme, theme.comfort, language.lower().replace("_", "-").partition("-")[0])
    return theme


def lacks(theme: Theme, *, dark: bool, comfort: bool) -> str | None:
    """Return the variant that is asked for and that the theme does not have, or None."""
    if dark and DARK not in theme.variants:
        return DARK
    return COMFORT if comfort and theme.comfort is None else None


def _eased(theme: Theme, comfort: Comfort, language: str) -> Theme:
    letters, words = (0.0, comfort.words) if language in JOINED else (comfort.letters, comfort.words)
    styles = {name: _looser(style, comfort, letters, words) for name, style in theme.styles.items()}
    return replace(theme, styles=styles, faces={**theme.faces, **comfort.faces})


def _looser(style: TypeStyle, comfort: Comfort, letters: float, words: float) -> TypeStyle:
    """Return a style with more space; a face of even width has space enough between its letters."""
    if style.size > DISPLAY:
        return style
    least = comfort.heading_leading if style.face == "heading" else comfort.leading
    if style.face == "mono":
        return style
    return replace(
        style,
        leading=max(style.leading, least),
        tracking=Point(letters * style.size),
        spacing=Point(words * style.size),
    )
