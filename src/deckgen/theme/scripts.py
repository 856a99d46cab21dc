"""Theme + language → the theme as its script is set: some scripts need more leading than Latin letters.

Space between letters, which some headlines have too little of on purpose, would tear or crowd them.
"""

from __future__ import annotations

from deckgen.languages import right_to_left
from deckgen.structs import replace
from deckgen.theme.model import Face, Theme, TypeStyle
from deckgen.units import Point

IDEOGRAPHIC = frozenset(("ja", "ko", "yue", "zh"))
"""Languages set in the square letters of East Asia."""

STACKED = frozenset(
    (
        *("as", "bn", "bo", "dz", "gu", "hi", "km", "kn", "lo", "ml", "mr", "my", "ne", "or", "pa", "sa"),
        *("si", "ta", "te", "th"),
    )
)
"""Languages whose vowels and tones are above and below the letters."""

BODY, HEADING = 1.5, 1.3
"""The least leading of ideographs: in texts, in headlines."""

MORE = 1.15
"""How much more leading those get whose letters reach higher and lower than Latin ones."""

NATURAL = 1.45
"""The line height of most faces that have ideographs, as a multiple of the size."""

FIGURES = "figures"
"""The face of large single figures in such a deck: the theme's own, with its own line height."""

BRACKET = 0.6
"""The size of a quotation mark there: it is a corner bracket, as wide as an ideograph."""

LARGE = Point(40)
"""Larger type is set as headlines are."""


def in_script(theme: Theme, language: str) -> Theme:
    """Return the theme as it is set in a language, given as a BCP 47 tag."""
    home = language.lower().replace("_", "-").partition("-")[0]
    if home in IDEOGRAPHIC:
        faces = {name: _natural(name, face) for name, face in theme.faces.items()}
        faces[FIGURES] = theme.faces["heading"]
        styles = {name: _ideographic(style) for name, style in theme.styles.items()}
        return replace(theme, faces=faces, styles=styles)
    if right_to_left(language) or home in STACKED:
        return replace(theme, styles={name: _higher(style) for name, style in theme.styles.items()})
    return theme


def _natural(name: str, face: Face) -> Face:
    return face if name == "mono" else replace(face, natural=max(NATURAL, face.natural))


def _ideographic(style: TypeStyle) -> TypeStyle:
    if style.name == "quotemark":
        style = replace(style, size=Point(round(style.size * BRACKET)))
    if style.name in _DISPLAY and style.face == "heading":
        return replace(style, face=FIGURES)
    if style.face == "mono" or style.name in _DISPLAY:
        return style
    least = HEADING if style.bold or style.size > LARGE else BODY
    return replace(style, leading=max(style.leading, least), tracking=Point(0))


def _higher(style: TypeStyle) -> TypeStyle:
    if style.face == "mono" or style.name in _DISPLAY:
        return style
    return replace(style, leading=round(style.leading * MORE, 3), tracking=Point(0))


_DISPLAY = frozenset(("numeral", "number", "quotemark", "chrome"))
"""Styles of single figures and marks, and of the slide's edge."""
