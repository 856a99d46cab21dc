"""Pages → the same pages for a language written from right to left: every place on the other side.

This is the one place that mirrors. Themes are drawn, and slides laid out, from left to right; the writers
find places already turned over.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar, cast

from deckgen.layout.pages import Pages
from deckgen.units import SLIDE, Emu, Rect

Value = TypeVar("Value")


def mirrored(pages: Pages) -> Pages:
    """Return the pages with every rectangle, those of the theme's layouts too, on the other side."""
    return replace(
        pages,
        pages=_turned(pages.pages),
        theme=replace(pages.theme, layouts=_turned(pages.theme.layouts), chrome=_turned(pages.theme.chrome)),
    )


def _turned(value: Value) -> Value:
    """Return a value with all rectangles in it mirrored, whatever holds them; the same one without any."""
    found: Any = value
    match value:
        case Rect():
            found = replace(value, x=Emu(SLIDE.width - value.x - value.width))
        case tuple():
            found = tuple(_turned(one) for one in value)
        case Mapping():
            found = {key: _turned(one) for key, one in value.items()}
        case _ if is_dataclass(value) and not isinstance(value, type):
            held = {one.name: getattr(value, one.name) for one in fields(value) if one.init}
            turned = {name: new for name, old in held.items() if (new := _turned(old)) != old}
            found = replace(value, **turned) if turned else value
    return cast("Value", found)
