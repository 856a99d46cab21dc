"""Pages → the same pages for a language written from right to left: every place on the other side.

This is the one place that mirrors. Themes are drawn, and slides laid out, from left to right; the writers
find places already turned over.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from deckgen.layout.pages import Pages
from deckgen.structs import Struct, replace, with_fields
from deckgen.units import Emu, Rect

Value = TypeVar("Value")


def mirrored(pages: Pages) -> Pages:
    """Return the pages with every rectangle, those of the theme's layouts too, on the other side."""
    theme = pages.theme
    return replace(
        pages,
        pages=turned_over(pages.pages, theme.slide),
        theme=replace(
            theme,
            layouts=turned_over(theme.layouts, theme.slide),
            chrome=turned_over(theme.chrome, theme.slide),
        ),
    )


def turned_over(value: Value, slide: Rect) -> Value:
    """Return a value with all rectangles in it mirrored on a slide; the same one where it holds none."""
    found: Any = value
    match value:
        case Rect():
            found = replace(value, x=Emu(slide.width - value.x - value.width))
        case tuple():
            found = tuple(turned_over(one, slide) for one in value)
        case Mapping():
            found = {key: turned_over(one, slide) for key, one in value.items()}
        case Struct():
            found = with_fields(value, lambda one: turned_over(one, slide))
    return cast("Value", found)
