"""A deck's titles → the size that they share, and the box of each: two lines, balanced, well broken."""

from __future__ import annotations

from deckgen.deck.model import Deck, Run, Runs, plain
from deckgen.layout.kinds.context import PlacingContext, held
from deckgen.layout.pages import Role, TextBox
from deckgen.layout.text.breaks import ending_well, well_broken
from deckgen.layout.text.fit import (
    FittedText,
    MeasuredParagraph,
    TextFlow,
    balanced,
    draft,
    high,
    set_at,
    size_steps,
    text_box,
    too_tall,
    too_wide,
)
from deckgen.layout.text.lines import break_lines, ems
from deckgen.structs import replace
from deckgen.theme.model import Align, Anchor, Layout, Region, Theme
from deckgen.units import EMU_PER_POINT, NONE, Emu, Point, Rect, grid

MOST = 0.8
"""The share of a deck's titles that reach its size of headlines at least."""

LINES = 2
"""The lines that a headline takes before it steps down."""

FLOOR = Point(24)
"""The size, in points, below which a headline takes more lines before it is set smaller."""

TALLEST = grid(40)
"""The height that the longest headline may take."""

MOST_SUBTITLE = 3
"""The lines of what is said below a headline; what it says beyond them goes on after the slide."""

SUBTITLE_GAP = grid(0.6)
"""The space between a headline and what is said right below it."""


def agreed_size(deck: Deck, theme: Theme) -> Point:
    """Return the largest size of headlines that most of a deck's titles reach on two lines."""
    sizes = theme.frame.headlines
    reached = []
    for slide in deck.slides:
        layout = theme.layouts.get(f"{slide.kind}-titled") or theme.layouts.get(slide.kind)
        region = layout.region("title") if layout and layout.title_shown else None
        if region is None or region.style is None or not plain(slide.title).strip():
            continue
        style = theme.styles[region.style]
        text = draft(slide.title, style, theme, slide.span).text
        fitting = (one for one in sizes if break_lines(text, ems(region.rect.width, one)).rows <= LINES)
        reached.append(next(fitting, Point(0)))
    if not reached:
        return sizes[0]
    shares = (one for one in sizes if sum(size >= one for size in reached) >= MOST * len(reached))
    return next(shares, sizes[-1])


def headline_box(context: PlacingContext, runs: Runs, layout: Layout) -> TextBox:
    """Return the box of a slide's title, as high as its lines.

    Raises `DeckgenError` where a word is wider than its place, or the whole too long for a slide.
    """
    region = layout.region("title")
    assert region is not None
    found = _fitted(context, runs, region)
    height = Emu(max(region.rect.height, high(found.height)))
    return text_box("title", Role.TITLE, region, found, replace(region.rect, height=height))


def numbered(context: PlacingContext, title: Runs, number: int, total: int) -> Runs:
    """Return a title with its part, never torn from its last word's line end: `Title (1 of 2)`."""
    if total == 1:
        return title
    part = context.setting.words.part_of.format(part=number, parts=total).replace(" ", "\u00a0")
    return (*title, Run(f" ({part})"))


def subtitle_box(
    context: PlacingContext, title: TextBox
) -> tuple[TextBox | None, tuple[MeasuredParagraph, ...]]:
    """Return what a slide says right below its headline, None where nothing; and what has no room there."""
    slide, theme = context.slide, context.theme
    if not plain(slide.subtitle).strip():
        return None, ()
    style = theme.styles["attribution"]
    one = draft(slide.subtitle, style, theme, slide.span)
    copy = TextFlow((one,), style, size_steps(style.size, theme.scale, theme.floors.body))
    width = title.rect.width
    tries = [set_at(copy, width, size) for size in copy.sizes]
    sized = next((one for one in tries if not one.torn and one.lines[0] <= LINES), tries[-1])
    left: tuple[MeasuredParagraph, ...] = ()
    if sized.torn:
        raise too_wide(sized)
    if sized.lines[0] > MOST_SUBTITLE:
        room = Rect(title.rect.x, NONE, width, high(MOST_SUBTITLE * one.line * copy.floor))
        sized, left = held(replace(copy, sizes=copy.sizes[-1:]), room)
    y = Emu(title.rect.y + title.height + SUBTITLE_GAP)
    rect = Rect(title.rect.x, y, width, high(sized.height))
    region = Region("subtitle", rect, style.name, Anchor.TOP, Align.START)
    return text_box("subtitle", Role.SUBTITLE, region, balanced(sized, width)), left


def _fitted(context: PlacingContext, runs: Runs, region: Region) -> FittedText:
    theme, style = context.theme, context.style(region)
    width = region.rect.width
    own = tuple(one for one in theme.frame.headlines if one <= context.head)
    floor = min(theme.floors.body, own[-1])
    sizes = (*own, *(one for one in size_steps(own[-1], theme.scale, floor) if one < own[-1]))
    copy = TextFlow((draft(runs, style, theme, context.slide.span),), style, sizes)
    best: FittedText | None = None
    for size in own:
        one = set_at(copy, width, size)
        if one.torn or one.lines[0] > LINES:
            continue
        if well := ending_well(one, width, context.theme, context.setting.language):
            return well
        best = best or one
    return well_broken(best or _stepped_down(copy, width), width, context.theme, context.setting.language)


def _stepped_down(copy: TextFlow, width: Emu) -> FittedText:
    """Return a title too long for a headline's sizes at a smaller one; raise where it fits at none."""
    tries = [set_at(copy, width, size) for size in copy.sizes]
    short = (one for one in tries if one.size >= FLOOR and not one.torn and one.lines[0] <= LINES)
    low = (one for one in tries if not one.torn and one.height * EMU_PER_POINT <= TALLEST)
    chosen = next(short, None) or next(low, None)
    if chosen is None:
        if tries[-1].torn:
            raise too_wide(tries[-1])
        (title,) = copy.drafts
        raise too_tall(
            f"this title of {len(plain(title.runs))} characters",
            title.span,
            "say it in one sentence of at most two lines, and move the rest onto the slide or into the notes",
        )
    return chosen
