"""A slide before it is placed: its layout, the room its regions leave, its drafts of text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
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
    balanced,
    copy_of,
    draft,
    fit,
    fit_display,
    fits,
    high,
    size_up,
    text_box,
    too_tall,
    too_wide,
    without_lonely_words,
)
from deckgen.layout.pages import Box, Role, TextBox
from deckgen.layout.paginate import rejoined, split
from deckgen.theme.model import LIKE, Anchor, Layout, Region, Theme, TypeStyle
from deckgen.units import NONE, SLIDE, Emu, Point, Rect, grid

TITLE_FLOOR = Point(24)
"""No headline is set smaller, in points, unless it fits no other way: then at the floor of body text."""

TITLE_LINES = 2
"""The lines a headline takes at most before its size steps down."""

HEADING_LINES = 2
"""The lines that headings side by side take at most, unless one is longer."""

GAP = grid(1)
"""The space kept between things that give way to each other."""

MARGIN = grid(4)
"""What is kept free at the slide's edges by boxes that grow."""

Flowing = Listing | Prose | Quotation
"""What a box of text can hold."""


@dataclass(frozen=True, slots=True)
class Part:
    """One slide's worth of a slide's contents, in a layout; `boxes` without title, source and chrome.

    `left` are paragraphs for which there was no room: they go on on slides of plain text behind the last one.
    """

    layout: Layout
    boxes: tuple[Box, ...]
    left: tuple[Draft, ...] = ()


def with_left(parts: list[Part], left: tuple[Draft, ...]) -> list[Part]:
    """Return parts, the last one with paragraphs for which there was no room besides."""
    *before, last = parts
    return [*before, replace(last, left=(*last.left, *left))]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A slide with all that its placing depends on.

    `source` is its line of sources, already placed, None where it has none; `unsaid` are those for which
    there was no room. `ceiling` is the size that its main text is to keep to, to look like its siblings;
    None: the theme's own.
    """

    deck: Deck
    slide: Slide
    theme: Theme
    layout: Layout
    source: TextBox | None
    ceiling: Point | None = None
    unsaid: tuple[Draft, ...] = ()

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
        """Return the place that a very long title may take: down to what stands below its own, and up."""
        rect = self.region("title", layout).rect
        edge = (self.theme.chrome.number, self.theme.chrome.footer) if layout.chrome else ()
        others = [one.rect for several in (layout.regions, layout.decor, edge) for one in several]
        beside = [one for one in others if one.x < rect.right and rect.x < one.right]
        bottom = min((one.y for one in beside if one.y >= rect.bottom), default=rect.bottom)
        above = max((one.bottom for one in beside if one.bottom <= rect.y), default=MARGIN)
        y = min(rect.y, max(MARGIN, above + GAP))
        return replace(rect, y=Emu(y), height=Emu(bottom - y))

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

    def named(self, kind: str, name: str = "") -> str:
        """Return what something is called aloud: its own name, or the slide's, and its kind."""
        return f"{name or self.slide.name} ({kind})"

    def resumed(self, copy: Copy, room: Rect) -> Copy:
        """Return a name that stands again where something goes on, with the word for it if there is room."""
        first, *others = copy.drafts
        runs = (*first.runs, Run(f" ({self.deck.words.continued})"))
        again = draft(runs, first.style, self.theme, first.span, bold=first.bold)
        longer = replace(copy, drafts=(again, *others))
        sized = size_up(longer, room.width, copy.floor)
        return copy if sized.torn or not fits(sized, room) else longer

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


def held(copy: Copy, room: Rect) -> tuple[Sized, tuple[Draft, ...]]:
    """Return what a place holds of some contents, and the paragraphs that are left.

    Where not all of it fits, it is shared out as if there were more such places, and this is the first share.
    Raises `Refused` where a word is wider than the place.
    """
    first, *rest = text_shares(copy, room)
    return first, rejoined(one for share in rest for one in share.copy.drafts)


def headings(copies: Sequence[Copy], places: Sequence[Rect]) -> tuple[list[Sized], tuple[Draft, ...]]:
    """Return headings side by side at one size: on one line where that is possible, else on two.

    What a heading says beyond what its place holds is left over. Raises `Refused` where a word is wider than
    its place.
    """
    pairs = [*zip(copies, places, strict=True)]
    tries = [[size_up(copy, place.width, size) for copy, place in pairs] for size in copies[0].sizes]
    sound = [tried for tried in tries if not any(one.torn for one in tried)]
    if not sound:
        raise too_wide(next(one for one in tries[-1] if one.torn))
    for lines in range(1, HEADING_LINES + 1):
        for tried in sound:
            if max(one.lines[0] for one in tried) <= lines:
                return tried, ()
    last = [held(replace(copy, sizes=copy.sizes[-1:]), place) for copy, place in pairs]
    return [one for one, _ in last], tuple(one for _, left in last for one in left)


def going_on(sheet: Sheet, parts: list[Part]) -> list[Part]:
    """Return slides of plain text that hold what the parts of a slide had no room for, set no larger."""
    left = (*(one for part in parts for one in part.left), *sheet.unsaid)
    if not left:
        return []
    texts = [
        box
        for part in parts
        for box in part.boxes
        if isinstance(box, TextBox) and box.role in (Role.LIST, Role.PROSE)
    ]
    ceiling = max((one.size for box in texts[:1] for one in box.paragraphs), default=sheet.ceiling)
    layout = sheet.theme.layouts["list"]
    after = replace(sheet, layout=layout, ceiling=ceiling)
    region = after.region("body")
    style = after.style(region)
    drafts = tuple(_as_text(one, style, sheet.theme) for one in left)
    shares = text_shares(after.main(drafts, style), region.rect)
    return [Part(layout, (flowing_box("body", region, one),)) for one in shares]


def _as_text(one: Draft, style: TypeStyle, theme: Theme) -> Draft:
    """Return a paragraph in the style of plain text, unless it says whose words the one before it is."""
    if one.joined:
        return one
    return replace(draft(one.runs, style, theme, one.span), level=one.level, indent=one.indent, key=one.key)


def flowing_box(key: str, region: Region, sized: Sized, role: Role | None = None) -> TextBox:
    """Return contents as a box of a region, no word left alone on a last line where that can be helped."""
    fair = without_lonely_words(sized, region.rect.width)
    return text_box(key, role or role_of(sized.copy.drafts), region, fair)


def headline(
    sheet: Sheet, runs: Runs, region: Region, key: str, role: Role, room: Rect | None = None
) -> TextBox:
    """Return a title's box: two lines where that is possible, balanced.

    Where it fits its region at no size it takes all of `room` below, and as much of it above as it needs.
    Raises `Refused` where that is too small.
    """
    copies = _headline_copies(sheet, runs, region)
    lines = _headline_lines(region)
    for copy in copies:
        sized = fit_display(copy, region.rect, lines)
        if sized:
            return text_box(key, role, region, sized)
    sized = fit_display(copies[-1], room, lines) if room else None
    if sized and room:
        y = Emu(min(region.rect.y, room.bottom - high(sized.height)))
        return text_box(key, role, region, sized, replace(room, y=y, height=Emu(room.bottom - y)))
    raise _no_headline(copies[-1], region)


def _headline_copies(sheet: Sheet, runs: Runs, region: Region) -> list[Copy]:
    """Return a title as it may step down to the floor of headlines, and as it may to that of text."""
    style, body = sheet.style(region), sheet.theme.floors.body
    floors = (TITLE_FLOOR, body) if style.size > TITLE_FLOOR + 4 else (body,)
    return [sheet.title_copy(runs, style, floor) for floor in floors]


def _headline_lines(region: Region) -> int:
    return TITLE_LINES if region.rect.height < grid(20) else 4


def display_boxes(sheet: Sheet, runs: Runs, region: Region, role: Role) -> list[TextBox]:
    """Return the boxes of words that fill a slide: one, or as many as they take at the size of text.

    Raises `Refused` where a word is wider than the region.
    """
    copies = _headline_copies(sheet, runs, region)
    lines = _headline_lines(region)
    tries = (fit_display(copy, region.rect, lines) for copy in copies)
    whole = next((one for one in tries if one), None)
    shares = (
        (whole,) if whole else (balanced(one, region.rect.width) for one in split(copies[-1], region.rect))
    )
    return [text_box(region.name, role, region, one) for one in shares]


def _no_headline(copy: Copy, region: Region) -> Refused:
    from_floor = size_up(copy, region.rect.width, copy.floor)
    if from_floor.torn:
        return too_wide(from_floor)
    one = copy.drafts[0]
    return too_tall(
        f"this title of {len(one.text.text)} characters",
        one.span,
        "say it in one sentence of at most two lines, and move the rest onto the slide or into the notes",
    )


def small_box(
    sheet: Sheet, key: str, role: Role, region: Region, drafts: tuple[Draft, ...], floor: Point
) -> tuple[TextBox, tuple[Draft, ...]]:
    """Return a box that stands beside others, a byline, a label, a task; and what it has no room for.

    Raises `Refused` where a word is wider than its region at the smallest size.
    """
    copy = sheet.copy(drafts, sheet.style(region), min(floor, sheet.style(region).size))
    sized, left = held(copy, region.rect)
    return flowing_box(key, region, sized, role), left


def anchored(region: Region, height: Emu) -> Rect:
    """Return the place of what takes so much of a region's height, where the region anchors it."""
    spare = region.rect.height - height
    above = {Anchor.TOP: 0, Anchor.MIDDLE: spare // 2, Anchor.BOTTOM: spare}[region.anchor]
    return replace(region.rect, y=Emu(region.rect.y + above), height=height)


def source_box(slide: Slide, theme: Theme, layout: Layout) -> tuple[TextBox | None, tuple[Draft, ...]]:
    """Return the lines that say what a slide rests on, and those for which there is no room.

    Where they are long they grow away from their anchor, up to a third of the slide at its foot, up to half
    in its margin. A layout without a place for them borrows that of the layout for lists.
    """
    if not slide.sources:
        return None, ()
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
        sized, left = held(replace(copy, sizes=copy.sizes[-1:]), most)
        box = text_box("source", Role.SOURCE, region, sized)
        more = max(0, box.height - region.rect.height)
        rise = more if region.anchor is Anchor.BOTTOM else 0
        rect = replace(region.rect, y=Emu(region.rect.y - rise), height=Emu(region.rect.height + more))
        return replace(box, rect=rect), left
    box = text_box("source", Role.SOURCE, region, sized)
    return (box if own else replace(box, region="")), ()
