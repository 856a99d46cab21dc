"""A slide before it is placed: its layout, the room its regions leave, its drafts of text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from deckgen.deck.model import (
    Agenda,
    Block,
    BulletList,
    Deck,
    Definitions,
    Labelled,
    Paragraph,
    Prose,
    Quotation,
    Run,
    Runs,
    Slide,
    Words,
    plain,
)
from deckgen.diagnostics import DeckgenError, error
from deckgen.layout.pages import Box, ListNumber, Role, TextBox
from deckgen.layout.text.breaks import ending_well, well_broken
from deckgen.layout.text.fit import (
    FittedText,
    MeasuredParagraph,
    TextFlow,
    at_most,
    balanced,
    draft,
    fit,
    fit_display,
    fits,
    flow_of,
    high,
    set_at,
    text_box,
    too_tall,
    too_wide,
    without_runts,
)
from deckgen.layout.text.paginate import rejoined, split
from deckgen.structs import Struct, replace
from deckgen.theme.model import LIKE, Anchor, Layout, Region, Theme, TypeStyle
from deckgen.units import NONE, Emu, Point, Rect, grid

TITLE_FLOOR = Point(24)
"""No headline is set smaller, in points, unless it fits no other way: then at the floor of body text."""

WELL = 0.7
"""The share of its size that a title of its own field is set at at least, so that its lines end well."""

TITLE_LINES = 2
"""The lines a headline takes at most before its size steps down."""

HEADLINE_STEP = 4
"""A title steps down to the floor of headlines first where it is larger by more points than this."""

DISPLAY_HEIGHT, DISPLAY_LINES = grid(20), 4
"""A title in a region so high, as on a cover, may take so many lines."""

HEADING_LINES = 2
"""The lines that headings side by side take at most, unless one is longer."""

GAP = grid(1)
"""The space kept between things that give way to each other."""

CLEAR = grid(3)
"""The space between what a slide holds and the sources at its foot."""

MARGIN = grid(4)
"""What is kept free at the slide's edges by boxes that grow."""

NO_HEAD = Point(0)
"""The size of headlines where there are none."""

Flowing = BulletList | Prose | Quotation | Definitions | Labelled
"""What a box of text can hold."""


NUMBER_HANG, DIGIT, LETTER_HANG = grid(6), grid(2), grid(5)
"""How far text comes after the start of its number, more for each digit beyond one, and of its letter."""


LABEL_GAP = "\u2002"
"""What is between a term and what it means, a label and its text: an en space."""


class Sizing(Struct, frozen=True):
    """How a slide's text came out, for its siblings: the largest size it may have, its own, how full it is.

    `fill` is the share of its frame that it takes at the usual size, above 1 where that is too little.
    """

    cap: Point
    size: Point
    fill: float


class Fragment(Struct, frozen=True):
    """One slide's worth of a slide's contents, in a layout; `boxes` without title, source and chrome.

    `left` are paragraphs for which there was no room: they go on on slides of plain text after the last one.
    `sizing` tells how its text was set, None: it is of a size of its own.
    """

    layout: Layout
    boxes: tuple[Box, ...]
    left: tuple[MeasuredParagraph, ...] = ()
    sizing: Sizing | None = None


class Setting(Struct, frozen=True):
    """What a slide's places depend on of the deck around it, and nothing more.

    `number` is that of the slide's section, None for deckgen's own. `targets` are links to the first slide
    shown of each section, to which the rows of an agenda lead; a slide without an agenda has none.
    """

    words: Words
    language: str
    number: int | None
    targets: tuple[str | None, ...] = ()


def setting_of(slide: Slide, deck: Deck) -> Setting:
    """Return what a slide's places depend on of its deck."""
    leading = any(isinstance(block, Agenda) for block in slide.blocks)
    targets = tuple(_target(place, deck) for place in range(len(deck.sections))) if leading else ()
    return Setting(deck.words, deck.language, deck.sections[slide.section].number, targets)


def _target(section: int, deck: Deck) -> str | None:
    slides = [one for one in deck.slides if one.section == section]
    shown = [one for one in slides if not one.hidden] or slides
    return f"#{shown[0].id}" if shown else None


def with_left(parts: list[Fragment], left: tuple[MeasuredParagraph, ...]) -> list[Fragment]:
    """Return parts, the last one with paragraphs for which there was no room."""
    *before, last = parts
    return [*before, replace(last, left=(*last.left, *left))]


class PlacingContext(Struct, frozen=True):
    """A slide with all that its placing depends on.

    `source` is its line of sources, already placed, None where it has none; `unsaid` are those for which
    there was no room. `ceiling` is the size that its main text is to keep to, to look like its siblings;
    None: the theme's own. `head` is the deck's size of headlines, `title` the slide's headline where it
    has one; `rooms` are places that regions are given in place of their own. `following` is the headline of
    what a slide goes on to whose own title is one of its boxes. On a `fixed` one everything begins at the top
    of the frame, as it does on the other slides that the contents are shared out over.
    """

    setting: Setting
    slide: Slide
    theme: Theme
    layout: Layout
    source: TextBox | None
    ceiling: Point | None = None
    unsaid: tuple[MeasuredParagraph, ...] = ()
    head: Point = NO_HEAD
    title: TextBox | None = None
    rooms: tuple[tuple[str, Rect], ...] = ()
    subtitle: TextBox | None = None
    following: TextBox | None = None
    fixed: bool = False

    def style(self, region: Region) -> TypeStyle:
        """Return the type style of a region of text."""
        assert region.style is not None
        return self.theme.styles[region.style]

    def region(self, name: str, layout: Layout | None = None) -> Region:
        """Return a region of the layout; it makes way for sources above or below it that need more room.

        Raises `DeckgenError` where the theme's layout has no such region.
        """
        layout = layout or self.layout
        found = layout.region(name)
        if found is None:
            raise DeckgenError(
                error(
                    f'the layout "{layout.name}" of the theme "{self.theme.name}" has no place '
                    f'for "{name}", which this slide needs',
                    self.slide.span,
                    f'delete the layout "{layout.name}" from the theme, and {LIKE}',
                )
            )
        given = dict(self.rooms).get(name)
        if given is not None:
            return replace(found, rect=given.grown(Emu(-found.pad)))
        cleared = self.clear_of_sources(self._below_title(found.outer, layout))
        return replace(found, rect=cleared.grown(Emu(-found.pad)))

    @property
    def frame(self) -> Rect:
        """The place of what the slide holds: below its headline, above its sources."""
        own, title = self.theme.frame, self.layout.region("title")
        top = own.untitled
        if self.layout.title_shown and title is not None and title.style is not None:
            usual = high(own.headlines[0] * self.style(title).leading + own.gap)
            top = Emu(title.rect.y + usual + self.lower)
        return self.clear_of_sources(Rect(own.x, top, own.width, Emu(own.bottom - top)))

    @property
    def lower(self) -> Emu:
        """How much lower the slide's headline ends than one line of the usual size; below 0: higher."""
        region = self.layout.region("title")
        if self.title is None or not self.title.shown or region is None or region.style is None:
            return NONE
        usual = high(self.theme.frame.headlines[0] * self.style(region).leading)
        foot = self.title.rect.y + self.title.height
        if self.subtitle is not None:
            foot = self.subtitle.rect.y + self.subtitle.height
        return Emu(foot - region.rect.y - usual)

    def _below_title(self, rect: Rect, layout: Layout) -> Rect:
        """Return a place below the headline, as far from it as the layout has it; its foot stays."""
        title, lower = layout.region("title"), self.lower
        if not lower or title is None or not layout.title_shown or rect.y < title.rect.bottom:
            return rect
        bottom = min(rect.bottom + lower, max(rect.bottom, self.theme.frame.bottom))
        y = Emu(rect.y + lower)
        return replace(rect, y=y, height=Emu(max(0, bottom - y)))

    def clear_of_sources(self, rect: Rect) -> Rect:
        """Return a place cut off where the slide's sources are above or below it, not beside it."""
        taken = self.source.rect if self.source else None
        if self.source is None or taken is None or rect.right <= taken.x or taken.right <= rect.x:
            return rect
        if self.source.anchor is Anchor.BOTTOM:
            taken = replace(taken, y=Emu(taken.bottom - self.source.height), height=self.source.height)
        top, bottom = rect.y, rect.bottom
        if rect.y < taken.y:
            bottom = Emu(min(bottom, taken.y - CLEAR))
        else:
            top = Emu(max(top, taken.bottom + GAP))
        return replace(rect, y=top, height=Emu(max(0, bottom - top)))

    def drafts(self, blocks: tuple[Flowing, ...], style: TypeStyle) -> tuple[MeasuredParagraph, ...]:
        """Return the paragraphs of running text, lists and quotations, in a style."""
        return tuple(one for block in blocks for one in self._drafts(block, style))

    def _drafts(self, block: Flowing, style: TypeStyle) -> Iterator[MeasuredParagraph]:
        match block:
            case BulletList(items):
                for item, number in zip(items, _numbers(block), strict=True):
                    indent = number.indent if number else self.theme.bullet(item.level).indent
                    written = draft(item.runs, style, self.theme, item.span)
                    yield replace(written, level=item.level, indent=indent, number=number)
            case Prose(paragraphs):
                for paragraph in paragraphs:
                    yield draft(paragraph.runs, style, self.theme, paragraph.span)
            case Quotation():
                said = in_marks(block, self.setting.words)
                for paragraph in said:
                    yield draft(paragraph.runs, style, self.theme, paragraph.span)
                yield from self.attribution(block)
            case Definitions(entries):
                hang = self.theme.bullet(0).indent
                for entry in entries:
                    written = draft(_after_label(entry.term, entry.text), style, self.theme, entry.span)
                    yield replace(written, hang=hang)
            case Labelled(label, paragraphs):
                first, *others = paragraphs
                for runs in (_after_label(label, first), *others):
                    yield draft(runs, style, self.theme, block.span)

    def named(self, kind: str, name: str = "") -> str:
        """Return what something is called aloud: its own name, or the slide's, and its kind."""
        return f"{name or self.slide.name} ({kind})"

    def resumed(self, copy: TextFlow, room: Rect) -> TextFlow:
        """Return a name that appears again where something goes on, with the word for it if there is room."""
        first, *others = copy.drafts
        runs = (*first.runs, Run(f" ({self.setting.words.continued})"))
        again = draft(runs, first.style, self.theme, first.span, bold=first.bold)
        longer = replace(copy, drafts=(again, *others))
        sized = set_at(longer, room.width, copy.floor)
        return copy if sized.torn or not fits(sized, room) else longer

    def attribution(self, quotation: Quotation) -> Iterator[MeasuredParagraph]:
        """Yield who said it, for a line below the last paragraph."""
        if plain(quotation.attribution):
            style = self.theme.styles["attribution"]
            written = draft(quotation.attribution, style, self.theme, quotation.span)
            yield replace(written, joined=True)

    def copy(
        self, drafts: tuple[MeasuredParagraph, ...], style: TypeStyle, floor: Point | None = None
    ) -> TextFlow:
        """Return paragraphs as a box's contents that may step down to the floor of body text."""
        listed = any(one.level is not None for one in drafts)
        floor = self.theme.floors.body if floor is None else floor
        return flow_of(drafts, style, self.theme, floor, listed=listed)

    def main(self, drafts: tuple[MeasuredParagraph, ...], style: TypeStyle) -> TextFlow:
        """Return paragraphs as the slide's main text, which keeps to the size of its siblings."""
        return at_most(self.copy(drafts, style), self.ceiling)

    def title_copy(self, runs: Runs, style: TypeStyle, floor: Point = TITLE_FLOOR) -> TextFlow:
        """Return a single paragraph that may step down to the floor of headlines."""
        return flow_of(
            (draft(runs, style, self.theme, self.slide.span),), style, self.theme, min(floor, style.size)
        )


def _numbers(block: BulletList) -> Iterator[ListNumber | None]:
    """Yield the number of each point of a list, None for each of one that has marks."""
    if block.start is None:
        yield from (None for _ in block.items)
        return
    values = [block.start - 1]
    last = block.start - 1 + sum(item.level == 0 for item in block.items)
    hang = NUMBER_HANG + (len(str(last)) - 1) * DIGIT
    for item in block.items:
        values = [*values[: item.level + 1], *[0] * (item.level + 1 - len(values))]
        values[-1] += 1
        own = hang if item.level == 0 else LETTER_HANG
        indent = hang + item.level * LETTER_HANG
        yield ListNumber(values[-1], values[-1], Emu(indent), Emu(own))


def _after_label(label: Runs, text: Runs) -> Runs:
    """Return a text after what it is, which is set bold and apart by more than a space."""
    return (*(replace(run, bold=True) for run in label), Run(LABEL_GAP), *text)


def flowing(blocks: Iterable[Block]) -> tuple[Flowing, ...]:
    """Return those blocks that are running text: paragraphs, points, quotations."""
    return tuple(one for one in blocks if isinstance(one, Flowing))


def in_marks(quotation: Quotation, words: Words, *, apart: bool = False) -> tuple[Paragraph, ...]:
    """Return a quotation's paragraphs between marks as the language sets them.

    The opening one is left out where the layout sets it `apart`. Marks that the words begin or end with are
    of a quotation within this one.
    """
    *before, last = quotation.paragraphs
    first, *rest = (*before, replace(last, runs=(*last.runs, Run(words.quote_close))))
    if apart:
        return (first, *rest)
    return (replace(first, runs=(Run(words.quote_open), *first.runs)), *rest)


def role_of(drafts: tuple[MeasuredParagraph, ...]) -> Role:
    """Return the role of a box of paragraphs: a list, or running text."""
    return Role.LIST if all(one.level is not None for one in drafts) else Role.PROSE


def text_shares(copy: TextFlow, room: Rect) -> tuple[FittedText, ...]:
    """Return contents for as many boxes as they need, one where they fit at some size."""
    sized = fit(copy, room)
    return (sized,) if sized else split(copy, room)


def held(copy: TextFlow, room: Rect) -> tuple[FittedText, tuple[MeasuredParagraph, ...]]:
    """Return what a place holds of some contents, and the paragraphs that are left.

    Where not all of it fits, it is shared out as if there were more such places, and this is the first share.
    Raises `DeckgenError` where a word is wider than the place.
    """
    first, *rest = text_shares(copy, room)
    return first, rejoined(one for share in rest for one in share.copy.drafts)


def headings(
    copies: Sequence[TextFlow], places: Sequence[Rect]
) -> tuple[list[FittedText], tuple[MeasuredParagraph, ...]]:
    """Return headings side by side at one size: on one line where that is possible, else on two.

    What a heading says beyond what its place holds is left over. Raises `DeckgenError` where a word is wider
    than its place.
    """
    pairs = [*zip(copies, places, strict=True)]
    sound = _untorn(pairs)
    for lines in range(1, HEADING_LINES + 1):
        for tried in sound:
            if max(one.lines[0] for one in tried) <= lines:
                return tried, ()
    last = [held(replace(copy, sizes=copy.sizes[-1:]), place) for copy, place in pairs]
    return [one for one, _ in last], tuple(one for _, left in last for one in left)


def _untorn(pairs: Sequence[tuple[TextFlow, Rect]]) -> list[list[FittedText]]:
    """Return headings in their places at each size at which no word is wider than its place, largest first.

    Raises `DeckgenError` where there is no such size.
    """
    tries = [[set_at(copy, place.width, size) for copy, place in pairs] for size in pairs[0][0].sizes]
    sound = [tried for tried in tries if not any(one.torn for one in tried)]
    if not sound:
        raise too_wide(next(one for one in tries[-1] if one.torn))
    return sound


def continuation(context: PlacingContext, parts: list[Fragment]) -> list[Fragment]:
    """Return slides of plain text that hold what the parts of a slide had no room for, set no larger."""
    left = (*(one for part in parts for one in part.left), *context.unsaid)
    if not left:
        return []
    texts = [
        box
        for part in parts
        for box in part.boxes
        if isinstance(box, TextBox) and box.role in (Role.LIST, Role.PROSE)
    ]
    ceiling = max((one.size for box in texts[:1] for one in box.paragraphs), default=context.ceiling)
    layout = context.theme.layouts["list"]
    title = context.following or context.title
    after = replace(context, layout=layout, ceiling=ceiling, rooms=(), title=title)
    region = after.region("body")
    style = after.style(region)
    drafts = tuple(_as_text(one, style, context.theme) for one in left)
    shares = text_shares(after.main(drafts, style), region.rect)
    return [Fragment(layout, (flowing_box("body", region, one),)) for one in shares]


def _as_text(one: MeasuredParagraph, style: TypeStyle, theme: Theme) -> MeasuredParagraph:
    """Return a paragraph in the style of plain text, unless it says whose words the one before it is."""
    if one.joined:
        return one
    return replace(draft(one.runs, style, theme, one.span), level=one.level, indent=one.indent, key=one.key)


def flowing_box(key: str, region: Region, sized: FittedText, role: Role | None = None) -> TextBox:
    """Return contents as a box of a region, no word left alone on a last line where that can be helped."""
    fair = without_runts(sized, region.rect.width)
    return text_box(key, role or role_of(sized.copy.drafts), region, fair)


def headline(context: PlacingContext, runs: Runs, region: Region, key: str, role: Role) -> TextBox:
    """Return the box of a title that has a field of its own: two lines where that is possible, balanced.

    Raises `DeckgenError` where it fits its region at no size.
    """
    copies = _headline_copies(context, runs, region)
    lines = _headline_lines(region)
    for copy in copies:
        sized = fit_display(copy, region.rect, lines)
        if sized:
            return text_box(key, role, region, _ending_well(context, sized, region))
    raise _no_headline(copies[-1], region)


def _ending_well(context: PlacingContext, sized: FittedText, region: Region) -> FittedText:
    """Return a title at the largest of a few sizes at which its lines end well."""
    language, width = context.setting.language, region.rect.width
    for size in sized.copy.sizes:
        if size > sized.size:
            continue
        if size < WELL * sized.size:
            break
        tried = set_at(sized.copy, width, size)
        if tried.lines <= sized.lines and (well := ending_well(tried, width, context.theme, language)):
            return well
    return _broken(context, sized, region)


def _broken(context: PlacingContext, sized: FittedText, region: Region) -> FittedText:
    """Return a title whose lines end well."""
    plainly = replace(sized, inset=NONE)
    return well_broken(plainly, region.rect.width, context.theme, context.setting.language)


def _headline_copies(context: PlacingContext, runs: Runs, region: Region) -> list[TextFlow]:
    """Return a title as it may step down to the floor of headlines, and as it may to that of text."""
    style, body = context.style(region), context.theme.floors.body
    floors = (TITLE_FLOOR, body) if style.size > TITLE_FLOOR + HEADLINE_STEP else (body,)
    return [context.title_copy(runs, style, floor) for floor in floors]


def _headline_lines(region: Region) -> int:
    return TITLE_LINES if region.rect.height < DISPLAY_HEIGHT else DISPLAY_LINES


def display_boxes(context: PlacingContext, runs: Runs, region: Region, role: Role) -> list[TextBox]:
    """Return the boxes of words that fill a slide: one, or as many as they take at the size of text.

    Raises `DeckgenError` where a word is wider than the region.
    """
    copies = _headline_copies(context, runs, region)
    lines = _headline_lines(region)
    tries = (fit_display(copy, region.rect, lines) for copy in copies)
    whole = next((one for one in tries if one), None)
    whole = _ending_well(context, whole, region) if whole else None
    shares = (
        (whole,) if whole else (balanced(one, region.rect.width) for one in split(copies[-1], region.rect))
    )
    return [text_box(region.name, role, region, one) for one in shares]


def _no_headline(copy: TextFlow, region: Region) -> DeckgenError:
    from_floor = set_at(copy, region.rect.width, copy.floor)
    if from_floor.torn:
        return too_wide(from_floor)
    one = copy.drafts[0]
    return too_tall(
        f"this title of {len(one.text.text)} characters",
        one.span,
        "say it in one sentence of at most two lines, and move the rest onto the slide or into the notes",
    )


class SmallText(Struct, frozen=True):
    """A text that accompanies others, a byline, a label, a task; `floor` is the smallest size it may have."""

    key: str
    role: Role
    drafts: tuple[MeasuredParagraph, ...]
    floor: Point


def small_box(
    context: PlacingContext, region: Region, small: SmallText
) -> tuple[TextBox, tuple[MeasuredParagraph, ...]]:
    """Return the box of a small text, and what it has no room for.

    Raises `DeckgenError` where a word is wider than its region at the smallest size.
    """
    style = context.style(region)
    sized, left = held(context.copy(small.drafts, style, min(small.floor, style.size)), region.rect)
    return flowing_box(small.key, region, sized, small.role), left


def anchored(region: Region, height: Emu) -> Rect:
    """Return the place of what takes so much of a region's height, where the region anchors it."""
    spare = region.rect.height - height
    above = {Anchor.TOP: 0, Anchor.MIDDLE: spare // 2, Anchor.BOTTOM: spare}[region.anchor]
    return replace(region.rect, y=Emu(region.rect.y + above), height=height)
