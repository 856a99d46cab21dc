"""Two texts side by side → as many slides as the longer one needs, both shared out over them."""

from __future__ import annotations

from dataclasses import dataclass, replace

from deckgen.deck.model import Column, Columns, Passage, plain
from deckgen.layout.fit import Copy, Draft, Sized, draft, fit, fits, size_up, text_box, too_wide
from deckgen.layout.pages import Role, TextBox
from deckgen.layout.paginate import FEW, at_size, share_out, shares_needed, stack_of, unparted
from deckgen.layout.sheet import Part, Sheet, flowing_box, headings, with_left
from deckgen.theme.model import Region
from deckgen.units import Emu, Point, points


@dataclass(frozen=True, slots=True)
class _Side:
    """A text and its place: the box's key, and its role where it is not plain text or a list."""

    key: str
    region: Region
    copy: Copy
    role: Role | None = None


def column_parts(sheet: Sheet, columns: Columns) -> list[Part]:
    """Return columns side by side, two a slide, at one size.

    Raises `Refused` where a heading or a word does not fit.
    """
    pairs = [columns.columns[place : place + 2] for place in range(0, len(columns.columns), 2)]
    return [part for pair in pairs for part in _pair_parts(sheet, pair)]


def _pair_parts(sheet: Sheet, pair: tuple[Column, ...]) -> list[Part]:
    names = ("left", "right")[: len(pair)]
    headings, left = _headings(sheet, pair, names)
    top = max((box.rect.y + box.height for box in headings.values()), default=None)
    sides = []
    for name, column in zip(names, pair, strict=True):
        region = _below(sheet, name, None if top is None else Emu(top))
        drafts = sheet.drafts((column.content,), sheet.style(region))
        sides.append(_Side(name, region, sheet.main(drafts, sheet.style(region))))
    parts = []
    for boxes in _shared(tuple(sides)):
        placed = [
            box
            for key, body in boxes.items()
            for box in ((headings[key], body) if key in headings else (body,))
        ]
        parts.append(Part(sheet.layout, tuple(placed)))
    return with_left(parts, left)


def _below(sheet: Sheet, name: str, top: Emu | None) -> Region:
    """Return a column's region: below the headings, or in their place where there are none."""
    region = sheet.region(name)
    heading = sheet.region(f"{name}-heading").rect
    usual = region.rect.y - heading.bottom
    y = heading.y if top is None else max(region.rect.y, top + usual)
    return replace(region, rect=replace(region.rect, y=Emu(y), height=Emu(region.rect.bottom - y)))


def _headings(
    sheet: Sheet, pair: tuple[Column, ...], names: tuple[str, ...]
) -> tuple[dict[str, TextBox], tuple[Draft, ...]]:
    """Return the columns' headings at one size, on one line where that is possible, and what is left of them.

    They take half of the columns at most.
    """
    copies: dict[str, Copy] = {}
    for name, column in zip(names, pair, strict=True):
        if plain(column.heading):
            region = sheet.region(f"{name}-heading")
            style = sheet.style(region)
            one = draft(column.heading, style, sheet.theme, column.span)
            copies[name] = sheet.copy((one,), style)
    if not copies:
        return {}, ()
    regions = {name: sheet.region(f"{name}-heading") for name in copies}
    most = {name: Emu(sheet.region(name).rect.height // 2) for name in copies}
    places = [replace(regions[name].rect, height=most[name]) for name in copies]
    chosen, left = headings(tuple(copies.values()), places)
    boxes = {}
    for name, sized in zip(copies, chosen, strict=True):
        rect = regions[name].rect
        box = text_box(f"{name}-heading", Role.HEADING, regions[name], sized)
        height = Emu(max(rect.height, box.height))
        boxes[name] = replace(box, rect=replace(rect, height=height))
    return boxes, left


def passage_parts(sheet: Sheet, passage: Passage) -> list[Part]:
    """Return a passage with the notes in its margin, both shared out where either is too long."""
    region, margin = sheet.region("passage"), sheet.region("notes")
    drafts = tuple(draft(one.runs, sheet.style(region), sheet.theme, one.span) for one in passage.paragraphs)
    sides = [_Side("passage", region, sheet.main(drafts, sheet.style(region)), Role.PASSAGE)]
    if passage.notes:
        style = sheet.style(margin)
        notes = tuple(draft(one.runs, style, sheet.theme, one.span) for one in passage.notes)
        floor = min(sheet.theme.floors.body, style.size)
        sides.append(_Side("notes", margin, sheet.copy(notes, style, floor), Role.MARGIN_NOTES))
    return [Part(sheet.layout, tuple(boxes.values())) for boxes in _shared(tuple(sides))]


def _shared(sides: tuple[_Side, ...]) -> list[dict[str, TextBox]]:
    """Return the boxes of each slide by their keys; those of the same style are set at one size.

    Raises `Refused` where a word is wider than its column.
    """
    alike = len({side.copy.sizes for side in sides}) == 1
    whole = _fitting(sides, alike)
    shares: list[tuple[Sized, ...]] = [(one,) for one in whole] if whole else _split(sides, alike)
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


def _fitting(sides: tuple[_Side, ...], alike: bool) -> list[Sized] | None:
    """Return the sides where all of them fit one slide, or None."""
    if not alike:
        found = [fit(side.copy, side.region.rect) for side in sides]
        return None if None in found else [one for one in found if one]
    for size in sides[0].copy.sizes:
        tried = [size_up(side.copy, side.region.rect.width, size) for side in sides]
        if all(fits(one, side.region.rect) for one, side in zip(tried, sides, strict=True)):
            return tried
    return None


def _split(sides: tuple[_Side, ...], alike: bool) -> list[tuple[Sized, ...]]:
    groups = [sides] if alike else [(side,) for side in sides]
    chosen = [sized for group in groups for sized in _at_best(group)]
    heights = [float(points(side.region.rect.height)) for side in sides]
    stacks = [stack_of(one) for one in chosen]
    slides = max(shares_needed(stack, height) for stack, height in zip(stacks, heights, strict=True))
    return [
        tuple(sized.part(*share) for share in share_out(stack, height, slides))
        for sized, stack, height in zip(chosen, stacks, heights, strict=True)
    ]


def _at_best(group: tuple[_Side, ...]) -> list[Sized]:
    """Return texts at the largest size that takes as few slides as the smallest, or at their own if many.

    No paragraph is parted that the smallest size keeps whole.
    """
    smallest, least = _needs(group, group[0].copy.floor)
    for sized in smallest:
        if sized.torn:
            raise too_wide(sized)
    whole = _unparted(group, smallest)
    for size in group[0].copy.sizes:
        tried, needed = _needs(group, size)
        kept = not any(one.torn for one in tried) and _unparted(group, tried) >= whole
        if kept and (needed <= least or least > FEW):
            return tried
    return smallest


def _unparted(group: tuple[_Side, ...], tried: list[Sized]) -> int:
    return sum(unparted(side.copy, one) for side, one in zip(group, tried, strict=True))


def _needs(group: tuple[_Side, ...], size: Point) -> tuple[list[Sized], int]:
    tried = [at_size(side.copy, side.region.rect, size) for side in group]
    needed = [
        shares_needed(stack_of(one), float(points(side.region.rect.height)))
        for one, side in zip(tried, group, strict=True)
    ]
    return tried, max(needed)
