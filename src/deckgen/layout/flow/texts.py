"""Text, points, quotations of a slide → one box of paragraphs at one size, or several slides of them."""

from __future__ import annotations

from collections.abc import Iterator

from deckgen.deck.model import BulletList, Prose, Quotation, Run, plain
from deckgen.layout.flow.settle import (
    BODY_TO_HEAD,
    NARROWER,
    fill_of,
    lowered,
    settled,
    spread,
    text_sizes,
)
from deckgen.layout.flow.spacing import spaced
from deckgen.layout.kinds.context import Fragment, PlacingContext, Sizing, in_marks, role_of
from deckgen.layout.pages import Role, TextBox
from deckgen.layout.text.fit import (
    FittedText,
    MeasuredParagraph,
    TextFlow,
    at_most,
    balanced_first,
    draft,
    evened,
    high,
    runts,
    set_at,
    text_box,
    without_runts,
)
from deckgen.layout.text.paginate import split
from deckgen.structs import replace
from deckgen.theme.model import Region, TypeStyle
from deckgen.units import SLIDE, Emu, Point, emu

AMONG_TEXT = 0.9
"""The size of a quotation beside other text, as a share of that which it has alone."""

STATEMENT_MIDDLE = 0.46
"""Where the middle of a quotation without a headline stands on its slide."""

BALANCED = ("quote",)
"""The styles of paragraphs whose lines are all of about one length: they are looked at as a whole."""

WIDER_STEPS = 4
"""The widths between that of running text and the frame's that are tried, so that no word stands alone."""


def text_parts(context: PlacingContext) -> list[Fragment]:
    """Return a slide's running text and points, in one box on as few slides as they need.

    Raises `DeckgenError` where a word is wider than its place.
    """
    blocks = tuple(one for one in context.slide.blocks if isinstance(one, BulletList | Prose | Quotation))
    if not blocks:
        return [Fragment(context.layout, ())]
    region = context.region("body")
    drafts = context.drafts(blocks, context.style(region))
    return _parts(
        context, region, flow_of_text(context, drafts, context.style(region), context.theme.scale[0])
    )


def quote_parts(context: PlacingContext) -> list[Fragment]:
    """Return a quotation, who said it below, and the words that follow."""
    region = context.region("quote")
    style, body = context.style(region), context.theme.styles["body"]
    alone = all(isinstance(one, Quotation) for one in context.slide.blocks)
    if not alone:
        style = style.at(Point(round(style.size * AMONG_TEXT)))
    drafts: list[MeasuredParagraph] = []
    for block in context.slide.blocks:
        if isinstance(block, Quotation):
            drafts += quoted(context, block, style)
        elif isinstance(block, BulletList | Prose):
            drafts += context.drafts((block,), body)
    copy = replace(flow_of_text(context, tuple(drafts), body, body.size), sizes=_quote_sizes(context, body))
    if alone:
        # A quotation of its own is set as large as quotations are.
        copy = replace(
            copy, style=style, sizes=(style.size, *(one for one in context.theme.scale if one < style.size))
        )
    return _parts(context, region, copy, Role.QUOTE)


def _quote_sizes(context: PlacingContext, body: TypeStyle) -> tuple[Point, ...]:
    return text_sizes(context.theme.scale, context.theme.floors.body, body.size)


def quoted(context: PlacingContext, quotation: Quotation, style: TypeStyle) -> Iterator[MeasuredParagraph]:
    """Yield a quotation's paragraphs, the opening mark hanging before the first, then who said it."""
    mark = context.setting.words.quote_open
    bright = "accent" if "accent" in context.theme.colours else style.colour
    for place, paragraph in enumerate(in_marks(quotation, context.setting.words)):
        runs = paragraph.runs
        hang = Emu(0)
        if not place and plain(runs).startswith(mark.strip()):
            first = runs[0]
            head = Run(first.text[: len(mark.strip())], colour=bright, language=first.language)
            width = draft((head,), style, context.theme, quotation.span).text.total
            runs = (head, replace(first, text=first.text[len(mark.strip()) :]), *runs[1:])
            runs = tuple(run for run in runs if run.text)
            hang = emu(width * style.size)
        yield replace(draft(runs, style, context.theme, paragraph.span), hang=hang)
    yield from context.attribution(quotation)


def flow_of_text(
    context: PlacingContext, drafts: tuple[MeasuredParagraph, ...], style: TypeStyle, cap: Point
) -> TextFlow:
    """Return the paragraphs of a flow as a box's contents, no larger than `cap` and the headline allow."""
    theme = context.theme
    head = context.title.paragraphs[0].size if context.title and context.layout.title_shown else None
    most = min(cap, BODY_TO_HEAD * head) if head else cap
    sizes = text_sizes(theme.scale, theme.floors.body, Point(most))
    copy = TextFlow(spaced(drafts), style, sizes)
    return at_most(copy, context.ceiling)


def _parts(
    context: PlacingContext, region: Region, copy: TextFlow, role: Role | None = None
) -> list[Fragment]:
    """Return the slides of paragraphs: one, lower where it is sparse, or as many as they need."""
    frame = context.theme.frame
    free = Emu(frame.x + frame.width - region.rect.x)
    widest = max(region.rect.width, free) if region.name == "body" else None
    sized = settled(copy, region.rect.width, region.rect.height, widest)
    if sized is None:
        return [
            Fragment(context.layout, (flow_box(region.name, region, one, role),))
            for one in split(at_most(copy, copy.style.size), region.rect)
        ]
    loose = spread(sized, region.rect.height)
    down = lowered(high(loose.height), region.rect.height)
    if role is Role.QUOTE and context.title is None:
        # Below no headline it stands for itself, in the middle, as a statement does.
        down = Emu(max(0, int(STATEMENT_MIDDLE * SLIDE.height) - high(loose.height) // 2 - region.rect.y))
    rect = replace(region.rect, y=Emu(region.rect.y + down), height=Emu(region.rect.height - down))
    sizing = Sizing(copy.sizes[0], sized.size, fill_of(copy, region.rect.width, region.rect.height))
    if widest is not None and sized.size > copy.style.size:
        rect = replace(rect, width=widest)
    box = flow_box(region.name, replace(region, rect=rect), loose, role, widest)
    return [Fragment(context.layout, (box,), sizing=sizing)]


def flow_box(
    key: str, region: Region, sized: FittedText, role: Role | None = None, widest: Emu | None = None
) -> TextBox:
    """Return contents as a box of a region, no word left alone on a last line where that can be helped.

    Lines become a little narrower for it, else wider, up to `widest`; None: no wider than the region.
    """
    width = region.rect.width
    if role is Role.QUOTE:
        fair = balanced_first(sized, width)
    else:
        fair = without_runts(sized, width, NARROWER)
        if runts(fair, Emu(width - fair.inset))[1] and widest is not None:
            wider = _wider(sized, width, widest)
            if wider is not None:
                region = replace(region, rect=replace(region.rect, width=wider))
                fair = set_at(sized.copy, wider, sized.size)
    fair = evened(replace(fair, gaps=sized.gaps), region.rect.width, BALANCED)
    return text_box(key, role or role_of(sized.copy.drafts), region, fair)


def _wider(sized: FittedText, width: Emu, widest: Emu) -> Emu | None:
    """Return the width, up to `widest`, at which no word is left alone; None: there is none."""
    for step in range(1, WIDER_STEPS + 1):
        wider = Emu(width + (widest - width) * step // WIDER_STEPS)
        tried = set_at(sized.copy, wider, sized.size)
        fewer = all(one <= other for one, other in zip(tried.lines, sized.lines, strict=True))
        if fewer and not runts(tried, wider)[1]:
            return wider
    return None
