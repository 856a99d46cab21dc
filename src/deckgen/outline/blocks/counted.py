"""Points that are numbered by hand → a numbered list: `1. First`, `2. Second`."""

from __future__ import annotations

from deckgen.outline import model
from deckgen.structs import replace
from deckgen.structs.patterns import pattern

_NUMBER = pattern(r"(?P<number>\d{1,3})[.)][ \t]+(?=\S)")
_LETTER = pattern(r"(?P<letter>[A-Za-z])[.)][ \t]+(?=\S)")


def as_numbered(items: tuple[model.Bullet, ...]) -> tuple[int | None, tuple[model.Bullet, ...]]:
    """Return the number that points begin with and the points without theirs, None where they have none.

    All of them have to count on from the first, two at least; those below them lose theirs alike.
    """
    found = [_NUMBER.match(item.text.value) for item in items]
    numbers = [int(one["number"]) for one in found if one]
    if len(numbers) < max(2, len(items)) or numbers != list(range(numbers[0], numbers[0] + len(numbers))):
        return None, items
    bare = tuple(_without(item, one.end()) for item, one in zip(items, found, strict=True) if one is not None)
    return numbers[0], bare


def _without(item: model.Bullet, start: int) -> model.Bullet:
    """Return a point without its first characters, and those below it without their letters or numbers."""
    text = item.text.part(start, len(item.text.value))
    return replace(item, text=text, children=_below(item.children))


def _below(items: tuple[model.Bullet, ...]) -> tuple[model.Bullet, ...]:
    letters = [_LETTER.match(item.text.value) for item in items]
    said = [one["letter"].lower() for one in letters if one]
    if items and said == [chr(ord("a") + place) for place in range(len(items))]:
        return tuple(_without(item, one.end()) for item, one in zip(items, letters, strict=True) if one)
    start, bare = as_numbered(items)
    return bare if start == 1 else items
