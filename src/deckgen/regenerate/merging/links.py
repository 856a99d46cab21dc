"""A slide whose links lead to slides that were deleted by hand → the same without them.

The deleted slide took what leads to it along; nobody changed the texts that it was linked from.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator

from deckgen.regenerate.reading.snapshot import Drawn, Line, Lines, ShapeState, SlideState, Stretch
from deckgen.structs import replace

NOWHERE = "#"
"""A link to a slide that is not in the deck."""


def without_links(slide: SlideState, gone: Collection[str]) -> SlideState:
    """Return a slide without links to some, named as links name them (`#page`)."""
    shapes = tuple(_shape(one, gone) for one in slide.shapes)
    notes = _lines(slide.notes, gone)
    if shapes == slide.shapes and notes == slide.notes:
        return slide
    return replace(slide, shapes=shapes, notes=notes)


def _shape(shape: ShapeState, gone: Collection[str]) -> ShapeState:
    lines = _lines(shape.lines, gone) if shape.lines is not None else None
    cells = tuple(tuple(_lines(cell, gone) for cell in row) for row in shape.cells)
    if lines == shape.lines and cells == shape.cells:
        return shape
    drawn = Drawn(shape.drawn.element, _ways(shape.drawn.ways, gone))
    return replace(shape, lines=lines, cells=cells, drawn=drawn)


def _ways(ways: Callable[[str], str], gone: Collection[str]) -> Callable[[str], str]:
    def way(name: str) -> str:
        found = ways(name)
        return NOWHERE if found in gone else found

    return way


def _lines(lines: Lines, gone: Collection[str]) -> Lines:
    found = tuple(_line(one, gone) for one in lines)
    return lines if found == lines else found


def _line(line: Line, gone: Collection[str]) -> Line:
    return replace(line, stretches=tuple(_stretches(line, gone)))


def _stretches(line: Line, gone: Collection[str]) -> Iterator[Stretch]:
    for one in line.stretches:
        leads = one.stress.link in gone
        yield replace(one, stress=replace(one.stress, link="")) if leads else one
