"""Two contents → the differences between them, in words."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest
from typing import Any

from deckgen.structs import Struct
from tests.parity.content import DeckContent


def differences(deck: DeckContent, show: DeckContent) -> list[str]:
    """Return what the PowerPoint deck and the HTML slideshow do not have in common; nothing is the aim."""
    return list(_between("", deck, show))


def _between(place: str, deck: Any, show: Any) -> Iterator[str]:
    if deck == show:
        return
    if isinstance(deck, Struct) and isinstance(show, Struct):
        for field in deck.__struct_fields__:
            name = f"{place} {field.replace('_', ' ')}".strip()
            yield from _between(name, getattr(deck, field), getattr(show, field))
    elif isinstance(deck, tuple) and isinstance(show, tuple):
        for number, (left, right) in enumerate(zip_longest(deck, show), start=1):
            yield from _between(f"{place} {number}", left, right)
    else:
        yield f"{place}: {_shown(deck)} in the deck, {_shown(show)} in the slideshow"


def _shown(value: Any) -> str:
    if value is None:
        return "nothing"
    return (
        f"a slide titled {value.title!r}"
        if hasattr(value, "title") and not isinstance(value, str)
        else repr(value)
    )
