"""Section slides and statements: what is shown by itself, in the middle of its slide."""

from __future__ import annotations

from deckgen.deck.model import Closing, Figure, Roadmap, Run, Runs, Statement, plain
from deckgen.layout.kinds.allowed import only
from deckgen.layout.kinds.context import Fragment, PlacingContext, SmallText, small_box
from deckgen.layout.kinds.covers import roadmap_box
from deckgen.layout.kinds.pictures import filling as filling_box
from deckgen.layout.kinds.place import filling
from deckgen.layout.pages import Bar, Box, Diagram, DiagramBox, Member, Role, Shape, TextBox
from deckgen.layout.text.breaks import well_broken
from deckgen.layout.text.fit import (
    FittedText,
    MeasuredParagraph,
    TextFlow,
    balanced,
    draft,
    flow_of,
    high,
    set_at,
    size_steps,
    text_box,
    too_tall,
    too_wide,
)
from deckgen.structs import replace
from deckgen.theme.model import Align, Anchor, Region
from deckgen.units import EMU_PER_POINT, NONE, SLIDE, Emu, Point, Rect, emu, grid

STATEMENT = ((60, 1.0), (110, 0.83))
"""A statement of no more characters is set at this share of the style's size at most."""

LONG_STATEMENT = 0.72
"""The share of the style's size that any longer one is set at, at most."""

STATEMENT_MIDDLE = 0.46
"""Where a statement's middle is on its slide."""

BAR, BAR_BEFORE = grid(1.25), grid(7)
"""The width of the bar beside a statement, and how far before its words it begins."""

SECTION_MIDDLE = 0.43
"""Where the middle of a section's number, title and claim is."""

CLOSING_MIDDLE = 0.4
"""Where the middle of the last slide's title and text is."""

SECTION_LINES = 2
"""The lines that a section's title takes before it steps down."""

SMALLEST_TITLE = 32
"""The size, in points, below which a section's title rather takes more lines."""

AFTER_NUMERAL, AFTER_TITLE = Point(6), Point(14)
"""The space between a section's number and its title, and between that and its claim."""

CLAIM_LINES = 3
"""The lines that a section's claim takes before it is set smaller."""

IMAGE = Rect(grid(100), NONE, grid(60), grid(66))
"""The place of a section's picture, and how wide its words are beside it."""

BESIDE_IMAGE = grid(80)

STRIP_GUTTER = grid(4)
"""The space between the sections' names at the foot of a section slide."""

RULE, CURRENT_RULE = grid(0.35), grid(0.7)
"""The height of the line above a section's name, and of that above the current one."""

BELOW_RULE = grid(2.2)
"""The space between that line and the name."""

MOST_IN_STRIP, STRIP_LINES = 5, 2
"""The sections that are side by side at most, and the lines of each name."""

LISTED = grid(46)
"""The width of a list of more sections."""


def statement_parts(context: PlacingContext) -> list[Fragment]:
    """Return a statement, beside a bar as high as its letters where the layout leaves room for one."""
    said = only(context, Statement)
    region = context.region("statement")
    role = Role.TITLE if context.layout.title_region == region.name else Role.PROSE
    sized = _statement(context, said.runs, region)
    if sized is None:
        boxes = filling(context, said.runs, region)
        return [Fragment(context.layout, (one,)) for one in boxes]
    height = high(sized.height)
    box = text_box("statement", role, region, sized)
    if context.theme.frame.x + BAR_BEFORE > region.rect.x:
        return [Fragment(context.layout, (box,))]
    middle = region.rect.y + region.rect.height // 2
    bar = Bar("bar", Rect(Emu(region.rect.x - BAR_BEFORE), Emu(middle - height // 2), BAR, height), "mark")
    return [Fragment(context.layout, (box, bar))]


def _statement(context: PlacingContext, runs: Runs, region: Region) -> FittedText | None:
    style, theme = context.style(region), context.theme
    length = len(plain(runs))
    share = next((share for most, share in STATEMENT if length <= most), LONG_STATEMENT)
    largest = Point(round(style.size * share))
    one = draft(runs, style, theme, context.slide.span)
    copy = TextFlow((one,), style, size_steps(largest, theme.scale, theme.frame.headlines[-1]))
    for size in copy.sizes:
        sized = set_at(copy, region.rect.width, size)
        if not sized.torn and _fits(sized, region.rect.height):
            return well_broken(sized, region.rect.width, context.theme, context.setting.language)
    return None


def _fits(sized: FittedText, height: Emu) -> bool:
    return sized.height * EMU_PER_POINT <= height


def card_parts(context: PlacingContext) -> list[Fragment]:
    """Return a title that has its slide for itself, in the middle."""
    region = context.region("title")
    style, theme = context.style(region), context.theme
    one = draft(context.slide.title, style, theme, context.slide.span)
    copy = TextFlow((one,), style, size_steps(style.size, theme.scale, theme.floors.body))
    tries = [set_at(copy, region.rect.width, size) for size in copy.sizes]
    sized = next((one for one in tries if not one.torn and _fits(one, region.rect.height)), None)
    if sized is None:
        if tries[-1].torn:
            raise too_wide(tries[-1])
        raise too_tall("this title", context.slide.span, "say it in fewer words")
    fair = well_broken(sized, region.rect.width, context.theme, context.setting.language)
    return [Fragment(context.layout, (text_box("title", Role.TITLE, region, fair),))]


def closing_parts(context: PlacingContext) -> list[Fragment]:
    """Return the last slide: its title and text in one block, and below a line how the speaker is reached."""
    said = only(context, Closing)
    title, text, contact = (context.region(name) for name in ("title", "text", "contact"))
    (head,) = card_parts(context)[0].boxes
    assert isinstance(head, TextBox)
    floor = context.theme.floors.body
    boxes: list[Box] = []
    left: tuple[MeasuredParagraph, ...] = ()
    words = None
    if plain(said.text):
        one = draft(said.text, context.style(text), context.theme, said.span)
        words, left = small_box(context, text, SmallText("text", Role.PROSE, (one,), floor))
    total = head.height + (emu(AFTER_TITLE) + words.height if words else 0)
    top = Emu(max(grid(8), int(SLIDE.height * CLOSING_MIDDLE) - total // 2))
    boxes.append(replace(head, rect=replace(title.rect, y=top, height=head.height)))
    if words:
        y = Emu(top + head.height + emu(AFTER_TITLE))
        boxes.append(replace(words, rect=replace(words.rect, y=y, height=words.height)))
    lines = tuple(line for line in said.contact if plain(line))
    if lines:
        drafts = tuple(draft(line, context.style(contact), context.theme, said.span) for line in lines)
        box, more = small_box(
            context, contact, SmallText("contact", Role.BYLINE, drafts, context.theme.floors.references)
        )
        boxes.append(box)
        left = (*left, *more)
    return [Fragment(context.layout, tuple(boxes), left)]


def section_parts(context: PlacingContext) -> list[Fragment]:
    """Return a section's number and title in one block, and the deck's sections at the foot."""
    roadmap = only(context, Roadmap)
    boxes: list[Box] = [*_block(context, roadmap)]
    for figure in (one for one in context.slide.blocks if isinstance(one, Figure)):
        place = replace(IMAGE, x=context.theme.across(IMAGE.x), width=context.theme.across(IMAGE.width))
        boxes.append(filling_box(figure, Region("image", place, None, Anchor.TOP, Align.START), place))
    if len(roadmap.titles) > 1:
        boxes += _road(context, roadmap)
    return [Fragment(context.layout, tuple(boxes))]


def _block(context: PlacingContext, roadmap: Roadmap) -> list[TextBox]:
    """Return number and title, their middle at one height on every section slide."""
    title, across = context.region("title"), context.theme.across
    shown = any(isinstance(one, Figure) for one in context.slide.blocks)
    room = title.rect.width - (across(LISTED) + STRIP_GUTTER if _is_listed(context, roadmap) else 0)
    room = min(room, across(BESIDE_IMAGE)) if shown else room
    title = replace(title, rect=replace(title.rect, width=Emu(room)))
    head = _section_title(context, title)
    numeral = _numeral(context)
    tall = high(numeral.height + AFTER_NUMERAL) if numeral else NONE
    claim = _claim(context, roadmap, Emu(room))
    said = high(claim.height + AFTER_TITLE) if claim else NONE
    total = tall + high(head.height) + said
    foot = context.region("roadmap").rect.y - grid(3) if context.layout.region("roadmap") else SLIDE.bottom
    top = max(grid(4), min(int(SLIDE.height * SECTION_MIDDLE) - total // 2, foot - total))
    boxes = []
    if numeral:
        region = context.region("numeral")
        width = min(region.rect.width, title.rect.width)
        rect = Rect(title.rect.x, Emu(top), Emu(width), high(numeral.height))
        boxes.append(text_box("numeral", Role.NUMERAL, region, numeral, rect))
    rect = replace(title.rect, y=Emu(top + tall), height=high(head.height))
    boxes.append(text_box("title", Role.TITLE, title, head, rect))
    if claim:
        region = context.region("claim")
        y = Emu(rect.bottom + emu(AFTER_TITLE))
        place = Rect(title.rect.x, y, Emu(min(region.rect.width, room)), high(claim.height))
        boxes.append(text_box("claim", Role.SUBTITLE, region, balanced(claim, place.width), place))
    return boxes


def _claim(context: PlacingContext, roadmap: Roadmap, room: Emu) -> FittedText | None:
    """Return what a section says in one sentence, if it does and the layout has a place for it."""
    region = context.layout.region("claim")
    if not plain(roadmap.claim) or region is None or region.style is None:
        return None
    style, theme = context.style(region), context.theme
    one = draft(roadmap.claim, style, theme, context.slide.span)
    copy = flow_of((one,), style, theme, theme.floors.body)
    width = Emu(min(region.rect.width, room))
    tries = [set_at(copy, width, size) for size in copy.sizes]
    return next((one for one in tries if not one.torn and one.lines[0] <= CLAIM_LINES), tries[-1])


def _numeral(context: PlacingContext) -> FittedText | None:
    number = context.setting.number
    region = context.layout.region("numeral")
    if number is None or region is None or region.style is None:
        return None
    style = context.style(region)
    one = draft((Run(str(number)),), style, context.theme, context.slide.span)
    copy = TextFlow((one,), style, size_steps(style.size, context.theme.scale, context.theme.floors.body))
    tries = (set_at(copy, region.rect.width, size) for size in copy.sizes)
    return next((one for one in tries if not one.torn and one.lines[0] == 1), None)


def _section_title(context: PlacingContext, region: Region) -> FittedText:
    """Return a section's title at the largest size at which it takes two lines, else as many as fit."""
    style, theme = context.style(region), context.theme
    one = draft(context.slide.title, style, theme, context.slide.span)
    floor = min(theme.floors.body, style.size)
    copy = flow_of((one,), style, theme, floor)
    tries = [set_at(copy, region.rect.width, size) for size in copy.sizes]
    short = (
        one for one in tries if not one.torn and one.lines[0] <= SECTION_LINES and one.size >= SMALLEST_TITLE
    )
    room = Emu(SLIDE.height // 2)
    low = (one for one in tries if not one.torn and _fits(one, room))
    chosen = next(short, None) or next(low, None)
    if chosen is None:
        if tries[-1].torn:
            raise too_wide(tries[-1])
        raise too_tall("this title of a section", context.slide.span, "say it in fewer words")
    return well_broken(chosen, region.rect.width, context.theme, context.setting.language)


def _is_listed(context: PlacingContext, roadmap: Roadmap) -> bool:
    """Tell whether the sections are one below the other, for they are many or their names long."""
    return len(roadmap.titles) > 1 and _strip(context, roadmap) is None


def _titles(context: PlacingContext, roadmap: Roadmap) -> list[MeasuredParagraph]:
    """Return the sections' names after their numbers, the current one bold and bright."""
    style = context.style(context.region("roadmap"))
    bright = "iink" if context.layout.background == "ibg" else "ink"
    found = []
    for place, runs in enumerate(roadmap.titles):
        current = place == roadmap.current
        number = Run(f"{place + 1}\u2002")
        bold = True if current else None
        one = draft((number, *runs), style, context.theme, context.slide.span, bold=bold)
        lead = draft((number,), style, context.theme, context.slide.span, bold=bold).text
        hang = emu((lead.total + (one.text.gaps[0] if one.text.gaps else 0.0)) * style.size)
        found.append(replace(one, hang=hang, colour=bright if current else None))
    return found


def _strip(context: PlacingContext, roadmap: Roadmap) -> list[FittedText] | None:
    """Return the sections' names side by side, None where they are too many or too long."""
    count = len(roadmap.titles)
    if count > MOST_IN_STRIP or context.layout.region("roadmap") is None:
        return None
    region = context.region("roadmap")
    style = context.style(region)
    width = Emu((region.rect.width - STRIP_GUTTER * (count - 1)) // count)
    found = []
    for one in _titles(context, roadmap):
        sized = set_at(TextFlow((one,), style, (style.size,)), width, style.size)
        if sized.torn or sized.lines[0] > STRIP_LINES:
            return None
        found.append(sized)
    return found


def _road(context: PlacingContext, roadmap: Roadmap) -> list[Box]:
    region = context.region("roadmap")
    names = _strip(context, roadmap)
    if names is None:
        middle = int(SLIDE.height * SECTION_MIDDLE)
        half = min(middle, grid(30))
        wide = context.theme.across(LISTED)
        x = Emu(region.rect.right - wide)
        place = Rect(x, Emu(middle - half), wide, Emu(2 * half))
        return [roadmap_box(replace(context, rooms=(("roadmap", place),)), roadmap)]
    count = len(names)
    width = Emu((region.rect.width - STRIP_GUTTER * (count - 1)) // count)
    inverse = context.layout.background == "ibg"
    members = []
    for at, sized in enumerate(names):
        current = at == roadmap.current
        x = Emu(region.rect.x + at * (width + STRIP_GUTTER))
        thick = CURRENT_RULE if current else RULE
        bright = "iaccent" if inverse else "accent"
        colour = bright if current else "imuted" if inverse else "rule"
        rule = Rect(x, Emu(region.rect.y - thick + RULE), width, thick)
        rect = Rect(x, Emu(region.rect.y + BELOW_RULE), width, high(sized.height))
        key = f"road-{at + 1}"
        name = text_box(key, Role.LABEL, region, sized, rect)
        members.append(Member(key, (Shape(f"{key}-rule", rule, colour, None), Shape(key, rect, None, name))))
    name_of_all = context.setting.words.contents
    return [DiagramBox("roadmap", "", region.rect, Diagram.ROAD, tuple(members), name_of_all)]
