"""A cover's subtitle, byline and picture, and the road through a talk's sections → their boxes."""

from __future__ import annotations

from deckgen.deck.model import (
    Cover,
    Figure,
    Roadmap,
    Run,
    plain,
)
from deckgen.layout.kinds.allowed import only
from deckgen.layout.kinds.context import (
    MARGIN,
    Fragment,
    PlacingContext,
    SmallText,
    small_box,
)
from deckgen.layout.kinds.pictures import bleeding
from deckgen.layout.pages import Box, PictureBox, Role, TextBox
from deckgen.layout.text.fit import (
    MeasuredParagraph,
    draft,
    fits,
    flow_of,
    set_at,
    size_steps,
    text_box,
    too_wide,
)
from deckgen.structs import replace
from deckgen.theme.model import Anchor, Region, TypeStyle
from deckgen.units import SLIDE, Emu, Rect, emu, grid, points

LOWEST = Emu(SLIDE.bottom - MARGIN)
"""How far down a byline may reach where nothing is below it."""


CREDIT_GAP = grid(1)
"""The space between a byline and the credit of the cover's picture."""


def place_cover(context: PlacingContext) -> list[Fragment]:
    """Return what a cover shows other than its title."""
    said = only(context, Cover)
    theme = context.theme
    boxes: list[Box] = []
    left: list[MeasuredParagraph] = []
    span = context.slide.span
    if plain(said.subtitle):
        region = context.region("subtitle")
        one = draft(said.subtitle, context.style(region), theme, span)
        box, more = small_box(
            context, region, SmallText("subtitle", Role.SUBTITLE, (one,), theme.floors.table)
        )
        boxes.append(box)
        left += more
    lines = tuple(line for line in said.byline if plain(line))
    shown: list[PictureBox | TextBox] = []
    unsaid: tuple[MeasuredParagraph, ...] = ()
    for figure in (one for one in context.slide.blocks if isinstance(one, Figure)):
        shown, unsaid = _bleeding(context, figure)
    if lines:
        foot = [one.rect.y - CREDIT_GAP for one in shown if isinstance(one, TextBox)]
        region = _grown(context.region("byline"), Emu(foot[0]) if foot else LOWEST)
        drafts = tuple(draft(line, context.style(region), theme, span) for line in lines)
        box, more = small_box(
            context, region, SmallText("byline", Role.BYLINE, drafts, theme.floors.references)
        )
        boxes.append(box)
        left += more
    return [Fragment(context.layout, (*boxes, *shown), (*left, *unsaid))]


def _bleeding(
    context: PlacingContext, figure: Figure
) -> tuple[list[PictureBox | TextBox], tuple[MeasuredParagraph, ...]]:
    """Return a picture that fills its region, and who made it, no higher than that is; and what is left."""
    picture = bleeding(figure, context.region("image"))
    if not plain(figure.credit):
        return [picture], ()
    place = context.region("credit")
    one = draft(figure.credit, context.style(place), context.theme, figure.span)
    box, left = small_box(
        context, place, SmallText("credit", Role.CREDIT, (one,), context.theme.floors.chrome)
    )
    rect = replace(box.rect, y=Emu(box.rect.bottom - box.height), height=box.height)
    return [picture, replace(box, rect=rect)], left


def _grown(region: Region, lowest: Emu) -> Region:
    """Return a region that reaches down to where the next thing is, or to the slide's margin."""
    rect = region.rect
    bottom = max(rect.bottom, lowest)
    return replace(region, rect=replace(rect, height=Emu(bottom - rect.y)))


def roadmap_box(context: PlacingContext, roadmap: Roadmap) -> TextBox:
    """Return the deck's sections, the current one bright; where they are very many, those around it."""
    region = context.region("roadmap")
    region = replace(region, anchor=Anchor.MIDDLE)
    style = context.style(region)
    sizes = size_steps(style.size, context.theme.scale, min(context.theme.floors.references, style.size))
    middle = (region.rect.y + region.rect.bottom) // 2
    half = min(middle - MARGIN, SLIDE.bottom - MARGIN - middle)
    tall = Rect(region.rect.x, Emu(middle - half), region.rect.width, Emu(2 * half))
    current = roadmap.current or 0
    most = int(points(tall.height) / (sizes[-1] * style.leading)) + 1
    near = _around(current, most, len(roadmap.titles))
    titles = [_roadmap_title(context, roadmap, style, place) for place in near]
    for rect in (region.rect, tall):
        for size in sizes:
            lines = len(titles) * size * style.leading
            if lines > points(rect.height) and (rect is not tall or size > sizes[-1]):
                continue
            drafts = [replace(one, hang=emu(hang * size)) for one, hang in titles]
            copy = replace(flow_of(drafts, style, context.theme, size), sizes=(size,))
            sized = set_at(copy, rect.width, size)
            if fits(sized, rect):
                return text_box("roadmap", Role.ROADMAP, region, sized, rect)
    if sized.torn:
        raise too_wide(sized)
    room = points(tall.height)
    start = current - near.start
    stop = start + 1
    while True:
        wider = (max(0, start - 1), min(len(near), stop + 1))
        if wider == (start, stop) or sized.part(*wider).height > room:
            return text_box("roadmap", Role.ROADMAP, region, sized.part(start, stop), tall)
        start, stop = wider


def _around(current: int, most: int, count: int) -> range:
    """Return the sections around the current one that can be shown at most, a few more than `most` in all."""
    start, stop = current - most // 2 - 1, current + most // 2 + 2
    start, stop = start - max(0, stop - count), stop + max(0, -start)
    return range(max(0, start), min(count, stop))


def _roadmap_title(
    context: PlacingContext, roadmap: Roadmap, style: TypeStyle, place: int
) -> tuple[MeasuredParagraph, float]:
    """Return a section's title after its number, and how far its further lines hang, in ems."""
    current = place == roadmap.current
    bold = True if current else None
    bright = "iink" if context.layout.background == "ibg" else "ink"
    number = Run(f"{place + 1}\u2002")
    one = draft((number, *roadmap.titles[place]), style, context.theme, context.slide.span, bold=bold)
    width = draft((number,), style, context.theme, context.slide.span, bold=bold).text.total
    gap = one.text.gaps[0] if one.text.gaps else 0.0
    return replace(one, colour=bright if current else None), width + gap
