"""A slide before it is placed: its layout, the room its regions leave, its drafts of text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from deckgen.deck.model import (
    Deck,
    Listing,
    Paragraph,
    Prose,
    Quotation,
    Run,
    Runs,
    Slide,
    plain,
)
from deckgen.diagnostics import Refused, error
from deckgen.layout.fit import (
    Copy,
    Draft,
    Sized,
    at_most,
    copy_of,
    draft,
    fit,
    fit_display,
    no_room,
    size_up,
    text_box,
    too_tall,
    too_wide,
    without_lonely_words,
)
from deckgen.layout.pages import Box, Role, TextBox
from deckgen.layout.paginate import split
from deckgen.theme.model import LIKE, Anchor, Layout, Region, Theme, TypeStyle
from deckgen.units import NONE, SLIDE, Emu, Point, Rect, grid

TITLE_FLOOR = Point(24)
"""No headline is set smaller, in points, unless it fits no other way: then at the floor of body text."""

TITLE_LINES = 2
"""The lines a headline takes at most before its size steps down."""

GAP = grid(1)
"""The space kept between things that give way to each other."""

Flowing = Listing | Prose | Quotation
"""What a box of text can hold."""


@dataclass(frozen=True, slots=True)
class Part:
    """One slide's worth of a slide's contents, in a layout; `boxes` without title, source and chrome."""

    layout: Layout
    boxes: tuple[Box, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A slide with all that its placing depends on.

    `source` is its line of sources, already placed, None where it has none. `ceiling` is the size that its
    main text is to keep to, to look like its siblings; None: the theme's own.
    """

    deck: Deck
    slide: Slide
    theme: Theme
    layout: Layout
    source: TextBox | None
    ceiling: Point | None = None

    def style(self, region: Region) -> TypeStyle:
        """Return the type style of a region of text."""
        assert region.style is not None
        return self.theme.styles[region.style]

    def region(self, name: str, layout: Layout | None = None) -> Region:
        """Return a region of the layout; it makes way for sources above or below it that need more room.

        Raises `Refused` where the theme's layout has no such region.
        """
        layout = layout or self.layout
        found = layout.region(name)
        if found is None:
            raise Refused(
                error(
                    f'the layout "{layout.name}" of the theme "{self.theme.name}" has no place '
                    f'for "{name}", which this slide needs',
                    self.slide.span,
                    f'delete the layout "{layout.name}" from the theme, and {LIKE}',
                )
            )
        cleared = self.clear_of_sources(found.outer)
        return replace(found, rect=cleared.grown(Emu(-found.pad)))

    def clear_of_sources(self, rect: Rect) -> Rect:
        """Return a place cut off where the slide's sources stand above or below it, not beside it."""
        taken = self.source.rect if self.source else None
        if taken is None or rect.right <= taken.x or taken.right <= rect.x:
            return rect
        top, bottom = rect.y, rect.bottom
        if rect.y < taken.y:
            bottom = Emu(min(bottom, taken.y - GAP))
        else:
            top = Emu(max(top, taken.bottom + GAP))
        return replace(rect, y=top, height=Emu(max(0, bottom - top)))

    def title_room(self, layout: Layout) -> Rect:
        """Return the place that a very long title may take: its region's, down to what stands below it."""
        rect = self.region("title", layout).rect
        others = (*(one.rect for one in layout.regions), *(one.rect for one in layout.decor))
        below = [
            one.y for one in others if one.y >= rect.bottom and one.x < rect.right and rect.x < one.right
        ]
        return replace(rect, height=Emu(min(below, default=rect.bottom) - rect.y))

    def drafts(self, blocks: tuple[Flowing, ...], style: TypeStyle) -> tuple[Draft, ...]:
        """Return the paragraphs of running text, lists and quotations, in a style."""
        return tuple(one for block in blocks for one in self._drafts(block, style))

    def _drafts(self, block: Flowing, style: TypeStyle) -> Iterator[Draft]:
        match block:
            case Listing(items):
                for item in items:
                    indent = self.theme.bullets[item.level].indent
                    written = draft(item.runs, style, self.theme, item.span)
                    yield replace(written, level=item.level, indent=indent)
            case Prose(paragraphs):
                for paragraph in paragraphs:
                    yield draft(paragraph.runs, style, self.theme, paragraph.span)
            case Quotation():
                said = opened(block, self.deck.words.quote_open)
                for paragraph in said:
                    yield draft(paragraph.runs, style, self.theme, paragraph.span)
                yield from self.attribution(block)

    def attribution(self, quotation: Quotation) -> Iterator[Draft]:
        """Yield who said it, to stand below the last paragraph."""
        if plain(quotation.attribution):
            style = self.theme.styles["attribution"]
            written = draft(quotation.attribution, style, self.theme, quotation.span)
            yield replace(written, joined=True)

    def copy(self, drafts: tuple[Draft, ...], style: TypeStyle, floor: Point | None = None) -> Copy:
        """Return paragraphs as a box's contents that may step down to the floor of body text."""
        listed = any(one.level is not None for one in drafts)
        floor = self.theme.floors.body if floor is None else floor
        return copy_of(drafts, style, self.theme, floor, listed=listed)

    def main(self, drafts: tuple[Draft, ...], style: TypeStyle) -> Copy:
        """Return paragraphs as the slide's main text, which keeps to the size of its siblings."""
        return at_most(self.copy(drafts, style), self.ceiling)

    def title_copy(self, runs: Runs, style: TypeStyle, floor: Point = TITLE_FLOOR) -> Copy:
        """Return a single paragraph that may step down to the floor of headlines."""
        return copy_of(
            (draft(runs, style, self.theme, self.slide.span),), style, self.theme, min(floor, style.size)
        )


def opened(quotation: Quotation, mark: str) -> tuple[Paragraph, ...]:
    """Return a quotation's paragraphs with the opening mark, which the layout `quote` sets apart."""
    first, *rest = quotation.paragraphs
    if plain(first.runs).startswith(mark):
        return quotation.paragraphs
    return (replace(first, runs=(Run(mark), *first.runs)), *rest)


def role_of(drafts: tuple[Draft, ...]) -> Role:
    """Return the role of a box of paragraphs: a list, or running text."""
    return Role.LIST if all(one.level is not None for one in drafts) else Role.PROSE


def text_shares(copy: Copy, room: Rect) -> tuple[Sized, ...]:
    """Return contents for as many boxes as they need, one where they fit at some size."""
    sized = fit(copy, room)
    return (sized,) if sized else split(copy, room)


def flowing_box(key: str, region: Region, sized: Sized, role: Role | None = None) -> TextBox:
    """Return contents as a box of a region, no word left alone on a last line where that can be helped."""
    fair = without_lonely_words(sized, region.rect.width)
    return text_box(key, role or role_of(sized.copy.drafts), region, fair)


def headline(
    sheet: Sheet, runs: Runs, region: Region, key: str, role: Role, room: Rect | None = None
) -> TextBox:
    """Return a title's box: two lines where that is possible, balanced.

    Where it fits its region at no size it takes all of `room`. Raises `Refused` where that is too small.
    """
    style = sheet.style(region)
    body = sheet.theme.floors.body
    floors = (TITLE_FLOOR, body) if style.size > TITLE_FLOOR + 4 else (body,)
    lines = TITLE_LINES if region.rect.height < grid(20) else 4
    copies = [sheet.title_copy(runs, style, floor) for floor in floors]
    for copy, rect in (*((copy, region.rect) for copy in copies), (copies[-1], room or region.rect)):
        sized = fit_display(copy, rect, lines)
        if sized:
            return text_box(key, role, region, sized, rect)
    raise _no_headline(copies[-1], region)


def _no_headline(copy: Copy, region: Region) -> Refused:
    from_floor = size_up(copy, region.rect.width, copy.floor)
    if from_floor.torn:
        return too_wide(from_floor)
    one = copy.drafts[0]
    said = "this title" if region.name == "title" else f"this {region.name}"
    return too_tall(
        f"{said} of {len(one.text.text)} characters",
        one.span,
        "say it in one sentence of at most two lines, and move the rest onto the slide or into the notes",
    )


def small_box(
    sheet: Sheet, key: str, role: Role, region: Region, drafts: tuple[Draft, ...], floor: Point
) -> TextBox:
    """Return a box that cannot go on to another slide: a caption, a byline, a task.

    Raises `Refused` where it does not fit its region at the smallest size.
    """
    copy = sheet.copy(drafts, sheet.style(region), min(floor, sheet.style(region).size))
    sized = fit(copy, region.rect)
    if sized is None:
        raise no_room(copy, region.rect.width, f"this {key.replace('-', ' ')}")
    return flowing_box(key, region, sized, role)


def anchored(region: Region, height: Emu) -> Rect:
    """Return the place of what takes so much of a region's height, where the region anchors it."""
    spare = region.rect.height - height
    above = {Anchor.TOP: 0, Anchor.MIDDLE: spare // 2, Anchor.BOTTOM: spare}[region.anchor]
    return replace(region.rect, y=Emu(region.rect.y + above), height=height)


def source_box(slide: Slide, theme: Theme, layout: Layout) -> TextBox | None:
    """Return the lines that say what a slide rests on; where they are long they grow away from their anchor.

    A layout without a place for it borrows that of the layout for lists. Raises `Refused` where it would
    take more than a third of the slide at its foot, or more than half in its margin.
    """
    if not slide.sources:
        return None
    own = layout.region("source")
    region = own or theme.layouts["list"].region("source")
    assert region is not None
    assert region.style is not None
    style = theme.styles[region.style]
    colour = "imuted" if own is None and layout.background == "ibg" else None
    lines = tuple(replace(draft(one, style, theme, slide.span), colour=colour) for one in slide.sources)
    copy = copy_of(lines, style, theme, min(theme.floors.chrome, style.size))
    sized = fit(copy, region.rect)
    if sized is None:
        share = 3 if region.rect.width > SLIDE.width // 2 else 2
        most = Rect(region.rect.x, NONE, region.rect.width, Emu(SLIDE.height // share))
        sized = fit(replace(copy, sizes=copy.sizes[-1:]), most)
        if sized is None:
            raise too_tall("the list of this slide's sources", slide.span, "cite fewer works on one slide")
        box = text_box("source", Role.SOURCE, region, sized)
        more = max(0, box.height - region.rect.height)
        rise = more if region.anchor is Anchor.BOTTOM else 0
        rect = replace(region.rect, y=Emu(region.rect.y - rise), height=Emu(region.rect.height + more))
        return replace(box, rect=rect)
    box = text_box("source", Role.SOURCE, region, sized)
    return box if own else replace(box, region="")
