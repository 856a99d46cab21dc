"""The sizes that slides came out at → the sizes they are set at, so that siblings do not jump.

Siblings are the slides of a section whose text is of the same style. A slide steps down to its sibling's
size, never up, and never far: a section is not made hard to read for the sake of one crowded slide.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from deckgen.layout.pages import Box, DiagramBox, PlacedParagraph, Role, TableBox, TextBox, TimelineBox
from deckgen.units import Point

MOST = 0.8
"""The share of its own size that a slide is set at, at least, to look like its siblings."""

_BODIES = (Role.LIST, Role.PROSE, Role.PASSAGE)


class Set(NamedTuple):
    """A slide's main text as it came out: its section, the type style, and the largest size in it."""

    section: int
    style: str
    size: Point


def ceilings(slides: Sequence[Set | None]) -> list[Point | None]:
    """Return the size that each slide is to step down to; None: it stays as it is, or has no such text."""
    found: dict[tuple[int, str], set[Point]] = {}
    for one in slides:
        if one:
            found.setdefault(one[:2], set()).add(one.size)
    agreed = {key: _agreed(sizes) for key, sizes in found.items()}
    wanted = (agreed[one[:2]][one.size] if one else None for one in slides)
    return [size if one and size != one.size else None for one, size in zip(slides, wanted, strict=True)]


def _agreed(sizes: Iterable[Point]) -> dict[Point, Point]:
    """Return what each size becomes: the smallest one that is not too far below it, in as few as may be."""
    agreed: dict[Point, Point] = {}
    target: Point | None = None
    for size in sorted(sizes):
        if target is None or target < MOST * size:
            target = size
        agreed[size] = target
    return agreed


def set_as(section: int, boxes: Iterable[Box]) -> Set | None:
    """Return how a slide's main text is set: its running text, table or timeline; None where it has none."""
    for box in boxes:
        main = tuple(_main(box))
        if main:
            first = main[0]
            return Set(section, first.style, max(one.size for one in main if one.style == first.style))
    return None


def _main(box: Box) -> Iterable[PlacedParagraph]:
    match box:
        case TextBox(role=role) if role in _BODIES:
            return box.paragraphs
        case TableBox():
            return (one for row in box.rows[1:] for cell in row for one in cell.paragraphs)
        case TimelineBox():
            return (one for event in box.events for one in event.text.paragraphs)
        case DiagramBox():
            texts = (one for member in box.members for one in member.texts if one.role is Role.LABEL)
            return (one for text in texts for one in text.paragraphs)
        case _:
            return ()
