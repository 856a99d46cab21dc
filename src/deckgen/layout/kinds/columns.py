"""Two texts side by side → as many slides as the longer one needs, both shared out over them."""

from __future__ import annotations

from deckgen.deck.model import Column, Columns, Passage, plain
from deckgen.layout.kinds.context import Fragment, PlacingContext, flowing, flowing_box, headings, with_left
from deckgen.layout.pages import Role, TextBox
from deckgen.layout.text.fit import (
    FittedText,
    MeasuredParagraph,
    TextFlow,
    draft,
    fit,
    fits,
    set_at,
    text_box,
    too_wide,
)
from deckgen.layout.text.paginate import FEW, at_size, share_out, shares_needed, stack_of, unsplit
from deckgen.structs import Struct, replace
from deckgen.theme.model import Region, TypeStyle
from deckgen.units import Emu, Point, points

LARGER, OF_HEADLINE = 1.3, 0.8
"""How many times as large as usual a short passage and its notes are set at most; and the share of the size
of the headline above them that they keep to."""


class _Side(Struct, frozen=True):
    """A text and its place: the box's key, and its role where it is not plain text or a list."""

    key: str
    region: Region
    copy: TextFlow
    role: Role | None = None


def column_parts(context: PlacingContext, columns: Columns) -> list[Fragment]:
    """Return columns side by side, two a slide, at one size.

    Raises `DeckgenError` where a heading or a word does not fit.
    """
    pairs = [columns.columns[place : place + 2] for place in range(0, len(columns.columns), 2)]
    return [part for pair in pairs for part in _pair_parts(context, pair)]


def _pair_parts(context: PlacingContext, pair: tuple[Column, ...]) -> list[Fragment]:
    names = ("left", "right")[: len(pair)]
    headings, left = _headings(context, pair, names)
    top = max((box.rect.y + box.height for box in headings.values()), default=None)
    sides = []
    for name, column in zip(names, pair, strict=True):
        region = _below(context, name, None if top is None else Emu(top))
        drafts = context.drafts(flowing(column.blocks), context.style(region))
        sides.append(_Side(name, region, context.main(drafts, context.style(region))))
    parts = []
    for boxes in _shared(tuple(sides)):
        placed = [
            replace(box, together=key)
            for key, body in boxes.items()
            for box in ((headings[key], body) if key in headings else (body,))
        ]
        parts.append(Fragment(context.layout, tuple(placed)))
    return with_left(parts, left)


def _below(context: PlacingContext, name: str, top: Emu | None) -> Region:
    """Return a column's region: below the headings, or in their place where there are none."""
    region = context.region(name)
    heading = context.region(f"{name}-heading").rect
    usual = region.rect.y - heading.bottom
    y = heading.y if top is None else max(region.rect.y, top + usual)
    return replace(region, rect=replace(region.rect, y=Emu(y), height=Emu(region.rect.bottom - y)))


def _headings(
    context: PlacingContext, pair: tuple[Column, ...], names: tuple[str, ...]
) -> tuple[dict[str, TextBox], tuple[MeasuredParagraph, ...]]:
    """Return the columns' headings at one size, on one line where that is possible, and what is left of them.

    They take half of the columns at most.
    """
    copies: dict[str, TextFlow] = {}
    for name, column in zip(names, pair, strict=True):
        if plain(column.heading):
            region = context.region(f"{name}-heading")
            style = context.style(region)
            one = draft(column.heading, style, context.theme, column.span)
            copies[name] = context.copy((one,), style)
    if not copies:
        return {}, ()
    regions = {name: context.region(f"{name}-heading") for name in copies}
    most = {name: Emu(context.region(name).rect.height // 2) for name in copies}
    places = [replace(regions[name].rect, height=most[name]) for name in copies]
    chosen, left = headings(tuple(copies.values()), places)
    boxes = {}
    for name, sized in zip(copies, chosen, strict=True):
        rect = regions[name].rect
        box = text_box(f"{name}-heading", Role.HEADING, regions[name], sized)
        height = Emu(max(rect.height, box.height))
        boxes[name] = replace(box, rect=replace(rect, height=height))
    return boxes, left


def passage_parts(context: PlacingContext, passage: Passage) -> list[Fragment]:
    """Return a passage with the notes in its margin, both shared out where either is too long.

    A short one is set larger than usual, so that it can be read closely and fills its slide.
    """
    large = _passage_sides(context, passage, LARGER)
    if _fitting(large, alike=False):
        return [Fragment(context.layout, tuple(boxes.values())) for boxes in _shared(large)]
    sides = _passage_sides(context, passage, 1.0)
    return [Fragment(context.layout, tuple(boxes.values())) for boxes in _shared(sides)]


def _passage_sides(context: PlacingContext, passage: Passage, larger: float) -> tuple[_Side, ...]:
    """Return a passage and its notes, so many times as large as usual at most."""
    region, margin = context.region("passage"), context.region("notes")
    style = _larger(context, context.style(region), larger)
    drafts = tuple(draft(one.runs, style, context.theme, one.span) for one in passage.paragraphs)
    side = _Side("passage", region, context.main(drafts, style), Role.PASSAGE)
    if not passage.notes:
        return (side,)
    style = _larger(context, context.style(margin), larger)
    notes = tuple(draft(one.runs, style, context.theme, one.span) for one in passage.notes)
    floor = min(context.theme.floors.body, style.size)
    return side, _Side("notes", margin, context.copy(notes, style, floor), Role.MARGIN_NOTES)


def _larger(context: PlacingContext, style: TypeStyle, larger: float) -> TypeStyle:
    """Return a style so many times as large, but smaller than the headline."""
    size = style.size * larger
    if context.title and context.layout.title_shown:
        size = min(size, OF_HEADLINE * context.title.paragraphs[0].size)
    return style.at(Point(max(style.size, int(size))))


def _shared(sides: tuple[_Side, ...]) -> list[dict[str, TextBox]]:
    """Return the boxes of each slide by their keys; those of the same style are set at one size.

    Raises `DeckgenError` where a word is wider than its column.
    """
    alike = len({side.copy.sizes for side in sides}) == 1
    whole = _fitting(sides, alike)
    shares: list[tuple[FittedText, ...]] = [(one,) for one in whole] if whole else _split(sides, alike)
    slides = []
    for place in range(max(len(one) for one in shares)):
        slides.append(
            {
                side.key: flowing_box(side.key, side.region, share[place], side.role)
                for side, share in zip(sides, shares, strict=True)
                if place < len(share)
            }
        )
    return slides


def _fitting(sides: tuple[_Side, ...], alike: bool) -> list[FittedText] | None:
    """Return the sides where all of them fit one slide, or None."""
    if not alike:
        found = [fit(side.copy, side.region.rect) for side in sides]
        return None if None in found else [one for one in found if one]
    for size in sides[0].copy.sizes:
        tried = [set_at(side.copy, side.region.rect.width, size) for side in sides]
        if all(fits(one, side.region.rect) for one, side in zip(tried, sides, strict=True)):
            return tried
    return None


def _split(sides: tuple[_Side, ...], alike: bool) -> list[tuple[FittedText, ...]]:
    groups = [sides] if alike else [(side,) for side in sides]
    chosen = [sized for group in groups for sized in _at_best(group)]
    heights = [float(points(side.region.rect.height)) for side in sides]
    stacks = [stack_of(one) for one in chosen]
    slides = max(shares_needed(stack, height) for stack, height in zip(stacks, heights, strict=True))
    return [
        tuple(sized.part(*share) for share in share_out(stack, height, slides))
        for sized, stack, height in zip(chosen, stacks, heights, strict=True)
    ]


def _at_best(group: tuple[_Side, ...]) -> list[FittedText]:
    """Return texts at the largest size that takes as few slides as the smallest, or at their own if many.

    No paragraph is split that the smallest size keeps whole.
    """
    smallest, least = _needs(group, group[0].copy.floor)
    for sized in smallest:
        if sized.torn:
            raise too_wide(sized)
    whole = _unsplit(group, smallest)
    for size in group[0].copy.sizes:
        tried, needed = _needs(group, size)
        kept = not any(one.torn for one in tried) and _unsplit(group, tried) >= whole
        if kept and (needed <= least or least > FEW):
            return tried
    return smallest


def _unsplit(group: tuple[_Side, ...], tried: list[FittedText]) -> int:
    return sum(unsplit(side.copy, one) for side, one in zip(group, tried, strict=True))


def _needs(group: tuple[_Side, ...], size: Point) -> tuple[list[FittedText], int]:
    tried = [at_size(side.copy, side.region.rect, size) for side in group]
    needed = [
        shares_needed(stack_of(one), float(points(side.region.rect.height)))
        for one, side in zip(tried, group, strict=True)
    ]
    return tried, max(needed)
