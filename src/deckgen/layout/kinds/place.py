"""A slide on its layout → the boxes of the one or more slides that its contents need.

One small function for each kind of slide, in a table at the end.
"""

from __future__ import annotations

from collections.abc import Callable

from deckgen.deck.model import (
    Agenda,
    BigNumber,
    Chart,
    Code,
    Columns,
    Comparison,
    Equation,
    Figure,
    Passage,
    Process,
    Question,
    References,
    Runs,
    Table,
    Timeline,
    plain,
)
from deckgen.layout.kinds.allowed import Wanted, only
from deckgen.layout.kinds.columns import column_parts, passage_parts
from deckgen.layout.kinds.context import (
    Flowing,
    Fragment,
    PlacingContext,
    SmallText,
    display_boxes,
    flowing,
    flowing_box,
    headline,
    held,
    small_box,
)
from deckgen.layout.kinds.covers import place_cover
from deckgen.layout.kinds.equations import equation_boxes
from deckgen.layout.kinds.pictures import bleeding_safely, figure_boxes, said_of
from deckgen.layout.kinds.works_cited import reference_parts
from deckgen.layout.pages import Bar, Box, Role, TextBox
from deckgen.layout.text.fit import (
    FittedText,
    MeasuredParagraph,
    TextFlow,
    balanced,
    draft,
    fit,
    fit_display,
    flow_of,
    high,
    set_at,
    text_box,
    too_tall,
)
from deckgen.layout.text.lines import width_of
from deckgen.structs import replace
from deckgen.theme.model import Align, Anchor, Region, Theme
from deckgen.units import NONE, Emu, Point, Rect, emu, grid

LEAST_NUMBER = Point(48)
"""No big number is set smaller, in points, unless it is no number but a text."""

WITH_UNIT = 1.12
"""The leading at least of a big number with a unit: figures have nothing below their baseline, the letters of
"years" have. Arial's and Times New Roman's reach from 0.905 em above it to 0.216 below."""

LEAST_LABEL, AFTER_NUMBER, MOST_BESIDE = grid(46), grid(8), grid(84)
"""The width of a number's label at least, the space after both, the width of the text there at most."""

BODY_TO_HEAD, FEW_WORDS = 0.8, 0.6
"""The size of words around a big number at most, as a share of the headline's; and the share of its place
that the text beside it takes at most where it is set larger than usual."""

LABEL_LINES = 2
"""The lines of what a number counts, at most, where it is set larger than usual."""

DIGIT_TOP = 0.87
"""How far the tops of figures are above the foot of their line, in ems: measured in the themes' faces, which
have 0.86 to 0.90."""

MOST_WORDS, MOST_HIDDEN = grid(92), 0.62
"""The width of the text on a picture at most, and the share of the picture's height that it takes at most."""

WORDS_IN, WORDS_PAD = grid(7), grid(3)
"""How far the plate of that text is from the picture's edge, and the space around the text."""

HAIR = grid(0.25)
"""By how much what hides decoration reaches beyond it, so that no edge shines through."""

LEAST_WORDS, BETWEEN_WORDS = Point(20), 0.62
"""The size of that text at least, and the space between its paragraphs in ems."""

Placer = Callable[[PlacingContext], list[Fragment]]


def place_kind(context: PlacingContext, kind: str) -> list[Fragment]:
    """Return the parts of a slide of a kind, in order; its title, sources and chrome are not among them.

    Raises `DeckgenError` where something that cannot be split does not fit.
    """
    return PLACERS[kind](context)


def _alone(wanted: type[Wanted], parts: Callable[[PlacingContext, Wanted], list[Fragment]]) -> Placer:
    """Return the placer of slides that hold nothing but one block of a kind."""
    return lambda context: parts(context, only(context, wanted))


def _flowing(context: PlacingContext) -> tuple[Flowing, ...]:
    return flowing(context.slide.blocks)


def _beside(
    context: PlacingContext, region: Region | None = None, size: Point | None = None
) -> tuple[tuple[TextBox, ...], tuple[MeasuredParagraph, ...]]:
    """Return the text beside something, and the paragraphs that it has no room for.

    It is in the region `body`, unless another is given; `size` is tried before the usual sizes.
    """
    blocks = _flowing(context)
    if not blocks:
        return (), ()
    region = region or context.region("body")
    style = context.style(region)
    first, left = held(_larger(context.main(context.drafts(blocks, style), style), size), region.rect)
    return (flowing_box("body", region, first),), left


def _larger(copy: TextFlow, size: Point | None) -> TextFlow:
    """Return paragraphs that are set at a larger size than they have, if they fit; None: at their own."""
    return replace(copy, sizes=(size, *copy.sizes)) if size else copy


def _place_figure(context: PlacingContext) -> list[Fragment]:
    return [Fragment(context.layout, *figure_boxes(context, only(context, Figure)))]


def _place_picture(context: PlacingContext) -> list[Fragment]:
    """Fill the slide with a picture; its title, else its caption, is on the field below."""
    slide, theme = context.slide, context.theme
    figure = only(context, Figure)
    region = context.region("image")
    boxes: list[Box] = []
    # What fills the slide has nothing above it: its number and title are in one line with all else.
    called = tuple(replace(run, text=run.text.replace("\n", " ")) for run in figure.above)
    title, caption = slide.title, called or figure.caption
    if not plain(title):
        title, caption = caption, ()
    if plain(title):
        boxes.append(headline(context, title, context.region("title"), "title", Role.TITLE))
    credit = said_of(caption, figure.credit, *(slide.sources if context.source is None else ()))
    if not boxes and not credit:
        # Nothing is said of it: no field is left for words.
        region = replace(region, rect=theme.slide)
        boxes += _bare(context)
    boxes += [bleeding_safely(figure, region), *_words_on(context, figure, region)]
    if credit:
        place = context.region("credit")
        one = draft(credit, context.style(place), theme, figure.span)
        box, left = small_box(context, place, SmallText("credit", Role.CREDIT, (one,), theme.floors.chrome))
        if left:
            raise too_tall("what is said of this picture", figure.span, "say it in fewer words")
        boxes.append(box)
    return [Fragment(context.layout, tuple(boxes))]


def _bare(context: PlacingContext) -> list[Bar]:
    """Return what hides the decoration of a layout, which would show beside a picture that is not as wide."""
    layout = context.layout
    return [
        Bar(
            f"bare-{place}",
            replace(one.rect, y=Emu(one.rect.y - HAIR), height=Emu(one.rect.height + HAIR)),
            layout.background,
        )
        for place, one in enumerate(layout.decor)
        if one.colour != layout.background
    ]


def _words_on(context: PlacingContext, figure: Figure, image: Region) -> tuple[TextBox, ...]:
    """Return the text of a slide that a picture fills, on a plate that keeps it readable on anything.

    Raises `DeckgenError` where it would hide most of the picture.
    """
    blocks = _flowing(context)
    if not blocks:
        return ()
    place, style = image.rect, context.theme.styles["body"]
    width = Emu(min(MOST_WORDS, place.width - 2 * (WORDS_IN + WORDS_PAD)))
    room = Rect(Emu(place.x + WORDS_IN + WORDS_PAD), place.y, width, Emu(int(place.height * MOST_HIDDEN)))
    drafts = tuple(replace(one, gap=BETWEEN_WORDS) for one in context.drafts(blocks, style))
    copy = context.main(drafts, style)
    sized = fit(replace(copy, sizes=tuple(one for one in copy.sizes if one >= LEAST_WORDS)), room)
    if sized is None:
        raise too_tall("the text on this picture", figure.span, "say it in fewer words")
    if len(sized.lines) == 1:
        sized = balanced(sized, width)
        one_line = width_of(sized.copy.drafts[0].text.total, sized.size)
        longest = width if sized.lines[0] > 1 else min(width, one_line)
        width, sized = Emu(longest - sized.inset), replace(sized, inset=NONE)
    height = high(sized.height)
    rect = Rect(room.x, Emu(place.bottom - WORDS_IN - WORDS_PAD - height), width, height)
    region = Region("body", rect, "body", Anchor.TOP, Align.START, "bg", WORDS_PAD)
    return (flowing_box("body", region, sized),)


def _place_equation(context: PlacingContext) -> list[Fragment]:
    equation, unsaid = equation_boxes(context, only(context, Equation))
    texts, left = _beside(context)
    return [Fragment(context.layout, (*equation, *texts), (*unsaid, *left))]


def filling(context: PlacingContext, runs: Runs, region: Region) -> list[TextBox]:
    """Return the words that fill a slide, or several; they are its title where the layout says so."""
    role = Role.TITLE if context.layout.title_region == region.name else Role.PROSE
    return display_boxes(context, runs, region, role)


def _place_question(context: PlacingContext) -> list[Fragment]:
    """Set a question, and below it what is to be done with it."""
    question = only(context, Question)
    prompt = context.region("prompt")
    if not plain(question.task):
        return [Fragment(context.layout, (box,)) for box in filling(context, question.prompt, prompt)]
    task, floor = context.region("task"), context.theme.floors.body
    one = draft(question.task, context.style(task), context.theme, question.span)
    prompt, task = _making_way(
        prompt, task, set_at(context.copy((one,), one.style, floor), task.rect.width, floor)
    )
    *before, last = filling(context, question.prompt, prompt)
    if before:
        prompt, task = context.region("prompt"), context.region("task")
        *before, last = filling(context, question.prompt, prompt)
    below, left = small_box(context, task, SmallText("task", Role.TASK, (one,), floor))
    return [
        *(Fragment(context.layout, (box,)) for box in before),
        Fragment(context.layout, (last, below), left),
    ]


def _making_way(upper: Region, lower: Region, least: FittedText) -> tuple[Region, Region]:
    """Return two regions, the lower one as high as its contents at `least`, if half of the other will do."""
    above, below = upper.rect, lower.rect
    more = min(high(least.height) - below.height, above.height // 2)
    if more <= 0 or below.y < above.bottom:
        return upper, lower
    return (
        replace(upper, rect=replace(above, height=Emu(above.height - more))),
        replace(lower, rect=replace(below, y=Emu(below.y - more), height=Emu(below.height + more))),
    )


def _place_big_number(context: PlacingContext) -> list[Fragment]:
    number = only(context, BigNumber)
    theme = context.theme
    region = context.region("number")
    style = context.style(region)
    if any(char.isalpha() for char in plain(number.value)):
        style = replace(style, leading=max(style.leading, WITH_UNIT))
    one = draft(number.value, style, theme, number.span)
    copy = flow_of((one,), style, theme, LEAST_NUMBER)
    left: tuple[MeasuredParagraph, ...] = ()
    sized = fit_display(copy, region.rect, 1)
    if sized is None:
        sized, left = held(flow_of((one,), copy.style, theme, theme.floors.body), region.rect)
    block = _number_width(sized, region, theme) if _flowing(context) else region.rect.width
    narrow = replace(_risen(context, region, sized), width=block)
    risen = Emu(region.rect.bottom - narrow.bottom)
    boxes: list[Box] = [text_box("number", Role.BIG_NUMBER, region, sized, narrow)]
    beside = _right_of(context, Emu(region.rect.x + block + AFTER_NUMBER))
    place = context.region("label")
    under, width = Emu(place.rect.y - risen), Emu(min(place.rect.width, block))
    place = replace(place, rect=replace(place.rect, y=under, width=width))
    label = draft(number.label, context.style(place), theme, number.span)
    size = _size_of_words(context, label, place, beside)
    if plain(number.label):
        said, more = held(_larger(context.copy((label,), label.style, theme.floors.body), size), place.rect)
        boxes.append(flowing_box("label", place, said, Role.LABEL))
        left = (*left, *more)
    texts, rest = _beside(context, beside, size)
    return [Fragment(context.layout, (*boxes, *texts), (*left, *rest))]


def _size_of_words(
    context: PlacingContext, label: MeasuredParagraph, place: Region, beside: Region | None
) -> Point | None:
    """Return a size above the usual one for the few words around a big number, None where they are many."""
    head = context.title.paragraphs[0].size if context.title else context.theme.scale[0]
    blocks = _flowing(context)
    for size in (one for one in context.theme.scale if label.style.size < one <= BODY_TO_HEAD * head):
        texts = [(context.copy((label,), label.style), place.rect, place.rect.height)]
        if beside:
            style = context.style(beside)
            drafts = context.drafts(blocks, style)
            texts.append((context.copy(drafts, style), beside.rect, Emu(int(beside.rect.height * FEW_WORDS))))
        tried = [(set_at(copy, rect.width, size), tall) for copy, rect, tall in texts]
        short = max(tried[0][0].lines) <= LABEL_LINES
        if short and all(not one.torn and high(one.height) <= tall for one, tall in tried):
            return size
    return None


def _risen(context: PlacingContext, region: Region, sized: FittedText) -> Rect:
    """Return the place of a big number, higher than its region by what its figures leave free there.

    They begin at the region's top, level with the text beside it, whatever size the number has; but its line,
    which is higher than they are, stays below the headline.
    """
    rect = region.rect
    if region.anchor is not Anchor.BOTTOM or sized.lines != (1,):
        return rect
    ceiling = context.title.rect.bottom if context.title and context.title.shown else NONE
    bottom = max(rect.y + emu(DIGIT_TOP * sized.size), ceiling + high(sized.height))
    bottom = min(bottom, rect.bottom)
    top = max(ceiling, bottom - rect.height)
    return replace(rect, y=Emu(top), height=Emu(bottom - top))


def _number_width(sized: FittedText, region: Region, theme: Theme) -> Emu:
    """Return the width of a big number, or that which its label has at least."""
    if sized.lines != (1,):
        return region.rect.width
    (one,) = sized.copy.drafts
    least = theme.across(LEAST_LABEL)
    return Emu(min(region.rect.width, max(least, width_of(one.text.total, sized.size))))


def _right_of(context: PlacingContext, x: Emu) -> Region | None:
    """Return the place of the text beside a number, from `x` on; None where the slide has none."""
    if not _flowing(context):
        return None
    body, frame = context.region("body"), context.theme.frame
    width = Emu(min(frame.x + frame.width - x, context.theme.across(MOST_BESIDE)))
    return replace(body, rect=replace(body.rect, x=x, width=width))


# What few decks hold is imported where one does: all of it takes 30 ms.


def _place_code(context: PlacingContext) -> list[Fragment]:
    from deckgen.layout.kinds.code import program_parts

    return program_parts(context, only(context, Code))


def _place_table(context: PlacingContext) -> list[Fragment]:
    from deckgen.layout.kinds.tables import table_parts

    return table_parts(context, only(context, Table))


def _place_timeline(context: PlacingContext) -> list[Fragment]:
    from deckgen.layout.kinds.diagrams.timelines import timeline_parts

    return timeline_parts(context, only(context, Timeline))


def _place_process(context: PlacingContext) -> list[Fragment]:
    from deckgen.layout.kinds.diagrams.processes import process_parts

    return process_parts(context, only(context, Process))


def _place_comparison(context: PlacingContext) -> list[Fragment]:
    from deckgen.layout.kinds.diagrams.comparisons import comparison_parts

    return comparison_parts(context, only(context, Comparison))


def _place_agenda(context: PlacingContext) -> list[Fragment]:
    from deckgen.layout.kinds.diagrams.agendas import agenda_parts

    return agenda_parts(context, only(context, Agenda))


def _place_chart(context: PlacingContext) -> list[Fragment]:
    """Set a chart, alone or beside text; text that goes on is on slides after it."""
    from deckgen.layout.kinds.charts import chart_parts

    parts = chart_parts(context, only(context, Chart), alone=True)
    texts, left = _beside(context)
    first = Fragment(context.layout, (*texts, *parts[0].boxes), (*left, *parts[0].left))
    return [first, *parts[1:]]


PLACERS: dict[str, Placer] = {
    "cover": place_cover,
    "cover-image": place_cover,
    "figure": _place_figure,
    "media": _place_figure,
    "picture": _place_picture,
    "two-column": _alone(Columns, column_parts),
    "code": _place_code,
    "equation": _place_equation,
    "passage": _alone(Passage, passage_parts),
    "question": _place_question,
    "big-number": _place_big_number,
    "table": _place_table,
    "chart": _place_chart,
    "timeline": _place_timeline,
    "process": _place_process,
    "comparison": _place_comparison,
    "agenda": _place_agenda,
    "works-cited": _alone(References, reference_parts),
    "credits": _alone(References, reference_parts),
}
"""The kind of a slide that is no flow → how it is placed."""
