"""What a slide rests on → the lines at its foot or in its margin, two at most where that is possible."""

from __future__ import annotations

from collections.abc import Iterator

from deckgen.deck.model import Run, Runs, Slide
from deckgen.layout.kinds.context import held
from deckgen.layout.pages import Role, TextBox
from deckgen.layout.text.fit import (
    FittedText,
    MeasuredParagraph,
    TextFlow,
    draft,
    fit,
    flow_of,
    set_at,
    text_box,
)
from deckgen.structs import replace
from deckgen.theme.model import Anchor, Layout, Region, Theme
from deckgen.units import NONE, SLIDE, Emu, Rect

SOURCE_LINES, NOTE_GAP = 2, "\u2002 "
"""The lines that a slide's sources take, and the space between notes that share a line."""


def _feet(slide: Slide) -> Iterator[tuple[Runs, ...]]:
    """Yield the lines at a slide's foot, its own notes before its sources, those said shorter and shorter."""
    ways = (slide.sources, _run_in(slide.sources), *map(_run_in, slide.shorter_sources))
    yield from ((*slide.footnotes, *way) for way in dict.fromkeys(ways))


def _run_in(lines: tuple[Runs, ...]) -> tuple[Runs, ...]:
    """Return lines at a slide's foot, numbered notes one after the other in a single one."""
    noted = [one for one in lines if one and one[0].superscript]
    if len(noted) < 2:
        return lines
    first, *others = noted
    line = (*first, *(run for one in others for run in (Run(NOTE_GAP), *one)))
    return (*(one for one in lines if one not in noted), line)


def _set(
    slide: Slide, theme: Theme, region: Region, colour: str | None
) -> tuple[TextFlow, FittedText | None]:
    """Return the lines in the first way that takes no more than two, else the shortest; None: too long."""
    assert region.style is not None
    style = theme.styles[region.style]
    for feet in _feet(slide):
        lines = tuple(replace(draft(one, style, theme, slide.span), colour=colour) for one in feet)
        copy = flow_of(lines, style, theme, min(theme.floors.chrome, style.size))
        sized = fit(copy, region.rect)
        tried = sized or set_at(copy, region.rect.width, copy.floor)
        if not tried.torn and sum(tried.lines[len(slide.footnotes) :]) <= SOURCE_LINES:
            break
    return copy, sized


def source_box(
    slide: Slide, theme: Theme, layout: Layout
) -> tuple[TextBox | None, tuple[MeasuredParagraph, ...]]:
    """Return the lines that say what a slide rests on, and those for which there is no room.

    They take two lines at most where they can be said shorter, numbered notes one after the other. What still
    is too long grows away from its anchor, up to a third of the slide at its foot, up to half in its margin.
    A layout without a place for them borrows that of the layout for lists.
    """
    if not (slide.footnotes or slide.sources):
        return None, ()
    own = layout.region("source")
    region = own or theme.layouts["list"].region("source")
    assert region is not None
    colour = "imuted" if own is None and layout.background == "ibg" else None
    copy, sized = _set(slide, theme, region, colour)
    if sized is None:
        share = 3 if region.rect.width > theme.slide.width // 2 else 2
        most = Rect(region.rect.x, NONE, region.rect.width, Emu(SLIDE.height // share))
        sized, left = held(replace(copy, sizes=copy.sizes[-1:]), most)
        box = text_box("source", Role.SOURCE, region, sized)
        more = max(0, box.height - region.rect.height)
        rise = more if region.anchor is Anchor.BOTTOM else 0
        rect = replace(region.rect, y=Emu(region.rect.y - rise), height=Emu(region.rect.height + more))
        return replace(box, rect=rect), left
    box = text_box("source", Role.SOURCE, region, sized)
    return (box if own else replace(box, region="")), ()
