"""A slide on its layout → the boxes of the one or more slides that its contents need.

One small function for each kind of slide, in a table at the end.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TypeVar

from deckgen.deck.model import (
    Agenda,
    BigNumber,
    Block,
    Chart,
    Code,
    Columns,
    Comparison,
    Cover,
    Equation,
    Figure,
    Listing,
    Passage,
    Process,
    Prose,
    Question,
    Quotation,
    References,
    Roadmap,
    Run,
    Runs,
    Statement,
    Table,
    Timeline,
    plain,
)
from deckgen.diagnostics import Refused, error
from deckgen.layout.agendas import agenda_parts
from deckgen.layout.charts import chart_parts
from deckgen.layout.code import code_parts
from deckgen.layout.columns import column_parts, passage_parts
from deckgen.layout.comparisons import comparison_parts
from deckgen.layout.equations import equation_boxes
from deckgen.layout.fit import (
    Draft,
    Sized,
    balanced_first,
    copy_of,
    draft,
    fit_display,
    fits,
    high,
    ladder,
    lonely_words,
    size_up,
    text_box,
    too_tall,
    too_wide,
    without_lonely_words,
)
from deckgen.layout.pages import Box, PictureBox, Role, TextBox
from deckgen.layout.pictures import bleeding, closed_up, figure_boxes, said_of
from deckgen.layout.processes import process_parts
from deckgen.layout.sheet import (
    MARGIN,
    Flowing,
    Part,
    Sheet,
    display_boxes,
    flowing_box,
    going_on,
    headline,
    held,
    opened,
    small_box,
    text_shares,
)
from deckgen.layout.tables import table_parts
from deckgen.layout.timelines import timeline_parts
from deckgen.layout.works_cited import reference_parts
from deckgen.theme.model import Region, TypeStyle
from deckgen.units import SLIDE, Emu, Point, Rect, emu, grid, points

LEAST_NUMBER = Point(48)
"""No big number is set smaller, in points, unless it is no number but a text."""

LEAD_POINTS = 3
"""A list of no more points than this is set large."""

LEAD_LINES = 2
"""The lines that each of its points takes at most then, no last one of which may be a single word."""

LOWEST = Emu(SLIDE.bottom - MARGIN)
"""How far down a byline may reach where nothing stands below it."""

CREDIT_GAP = grid(1)
"""The space between a byline and the credit of the cover's picture."""

Wanted = TypeVar("Wanted")

Placer = Callable[[Sheet], list[Part]]


def place(sheet: Sheet) -> list[Part]:
    """Return the parts of a slide, in order; the slide's title, sources and chrome are not among them.

    Raises `Refused` where something that cannot be split does not fit, or does not belong on the layout.
    """
    kind = sheet.slide.kind.removesuffix("-titled")
    placer, allowed = PLACERS[kind]
    for block in sheet.slide.blocks:
        if not isinstance(block, allowed):
            raise _stranger(sheet, block)
    parts = placer(sheet)
    return [*parts, *going_on(sheet, parts)]


def _stranger(sheet: Sheet, block: Block) -> Refused:
    span = getattr(block, "span", sheet.slide.span)
    return Refused(
        error(
            f'a slide of the layout "{sheet.slide.kind}" has no place for {_NAMES[type(block)]}',
            span,
            "give it a slide of its own, or choose another layout",
        )
    )


_NAMES: dict[type, str] = {
    Listing: "points",
    Prose: "running text",
    Quotation: "a quotation",
    Code: "program text",
    Equation: "a formula",
    Figure: "a picture",
    Table: "a table",
    Chart: "a chart",
    Timeline: "a timeline",
    Process: "a process",
    Comparison: "a comparison",
    Agenda: "an agenda",
    Columns: "columns",
    Statement: "a statement",
    Question: "a question",
    BigNumber: "a big number",
    Passage: "a passage",
    Roadmap: "a roadmap",
    References: "a list of works cited",
    Cover: "a cover",
}


def _only(sheet: Sheet, wanted: type[Wanted]) -> Wanted:
    """Return the slide's one block of a kind; raises `Refused` where there is none, or a second one."""
    found = [block for block in sheet.slide.blocks if isinstance(block, wanted)]
    if len(found) == 1:
        return found[0]
    name = _NAMES[wanted]
    if not found:
        message = f'a slide of the layout "{sheet.slide.kind}" needs {name}, and this one has none'
        raise Refused(error(message, sheet.slide.span))
    second = getattr(found[1], "span", sheet.slide.span)
    raise Refused(error(f"one slide has place for {name} once, here is a second", second, "give it a slide"))


def _alone(wanted: type[Wanted], parts: Callable[[Sheet, Wanted], list[Part]]) -> Placer:
    """Return the placer of slides that hold nothing but one block of a kind."""
    return lambda sheet: parts(sheet, _only(sheet, wanted))


def _flowing(sheet: Sheet) -> tuple[Flowing, ...]:
    return tuple(one for one in sheet.slide.blocks if isinstance(one, Listing | Prose | Quotation))


def _place_cover(sheet: Sheet) -> list[Part]:
    said = _only(sheet, Cover)
    theme = sheet.theme
    boxes: list[Box] = []
    left: list[Draft] = []
    span = sheet.slide.span
    if plain(said.subtitle):
        region = sheet.region("subtitle")
        one = draft(said.subtitle, sheet.style(region), theme, span)
        box, more = small_box(sheet, "subtitle", Role.SUBTITLE, region, (one,), theme.floors.table)
        boxes.append(box)
        left += more
    lines = tuple(line for line in said.byline if plain(line))
    shown: list[PictureBox | TextBox] = []
    unsaid: tuple[Draft, ...] = ()
    for figure in (one for one in sheet.slide.blocks if isinstance(one, Figure)):
        shown, unsaid = _bleeding(sheet, figure)
    if lines:
        foot = [one.rect.y - CREDIT_GAP for one in shown if isinstance(one, TextBox)]
        region = _grown(sheet.region("byline"), Emu(foot[0]) if foot else LOWEST)
        drafts = tuple(draft(line, sheet.style(region), theme, span) for line in lines)
        box, more = small_box(sheet, "byline", Role.BYLINE, region, drafts, theme.floors.references)
        boxes.append(box)
        left += more
    return [Part(sheet.layout, (*boxes, *shown), (*left, *unsaid))]


def _bleeding(sheet: Sheet, figure: Figure) -> tuple[list[PictureBox | TextBox], tuple[Draft, ...]]:
    """Return a picture that fills its region, and who made it, no higher than that is; and what is left."""
    picture = bleeding(figure, sheet.region("image"))
    if not plain(figure.credit):
        return [picture], ()
    place = sheet.region("credit")
    one = draft(figure.credit, sheet.style(place), sheet.theme, figure.span)
    box, left = small_box(sheet, "credit", Role.CREDIT, place, (one,), sheet.theme.floors.chrome)
    rect = replace(box.rect, y=Emu(box.rect.bottom - box.height), height=box.height)
    return [picture, replace(box, rect=rect)], left


def _grown(region: Region, lowest: Emu) -> Region:
    """Return a region that reaches down to where the next thing stands, or to the slide's margin."""
    rect = region.rect
    bottom = max(rect.bottom, lowest)
    return replace(region, rect=replace(rect, height=Emu(bottom - rect.y)))


def _place_section(sheet: Sheet) -> list[Part]:
    boxes: list[Box] = []
    number = sheet.deck.sections[sheet.slide.section].number
    if number is not None and sheet.layout.region("numeral"):
        region = sheet.region("numeral")
        style = sheet.style(region)
        one = draft((Run(str(number)),), style, sheet.theme, sheet.slide.span)
        sized = fit_display(copy_of((one,), style, sheet.theme, LEAST_NUMBER), region.rect, 1)
        if sized:
            boxes.append(text_box("numeral", Role.NUMERAL, region, sized))
    for roadmap in (one for one in sheet.slide.blocks if isinstance(one, Roadmap)):
        boxes.append(_roadmap_box(sheet, roadmap))
    return [Part(sheet.layout, tuple(boxes))]


def _roadmap_box(sheet: Sheet, roadmap: Roadmap) -> TextBox:
    """Return the deck's sections, the current one bright; where they are very many, those around it."""
    region = sheet.region("roadmap")
    style = sheet.style(region)
    sizes = ladder(style.size, sheet.theme.scale, min(sheet.theme.floors.references, style.size))
    middle = (region.rect.y + region.rect.bottom) // 2
    half = min(middle - MARGIN, SLIDE.bottom - MARGIN - middle)
    tall = Rect(region.rect.x, Emu(middle - half), region.rect.width, Emu(2 * half))
    current = roadmap.current or 0
    most = int(points(tall.height) / (sizes[-1] * style.leading)) + 1
    near = range(max(0, current - most), min(len(roadmap.titles), current + most + 1))
    titles = [_roadmap_title(sheet, roadmap, style, place) for place in near]
    for rect in (region.rect, tall):
        for size in sizes:
            drafts = [replace(one, hang=emu(hang * size)) for one, hang in titles]
            copy = replace(copy_of(drafts, style, sheet.theme, size), sizes=(size,))
            sized = size_up(copy, rect.width, size)
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


def _roadmap_title(sheet: Sheet, roadmap: Roadmap, style: TypeStyle, place: int) -> tuple[Draft, float]:
    """Return a section's title behind its number, and how far its further lines hang, in ems."""
    current = place == roadmap.current
    bold = True if current else None
    bright = "iink" if sheet.layout.background == "ibg" else "ink"
    number = Run(f"{place + 1}\u2002")
    one = draft((number, *roadmap.titles[place]), style, sheet.theme, sheet.slide.span, bold=bold)
    width = draft((number,), style, sheet.theme, sheet.slide.span, bold=bold).text.total
    gap = one.text.gaps[0] if one.text.gaps else 0.0
    return replace(one, colour=bright if current else None), width + gap


def _lead_drafts(sheet: Sheet) -> tuple[Draft, ...]:
    """Return a list's points as they are set large, or nothing where they are not few and short.

    Every list of a deck is asked the same, so that short ones look alike wherever they stand.
    """
    style = sheet.theme.styles.get("lead")
    flowing = _flowing(sheet)
    count = sum(len(one.items if isinstance(one, Listing) else one.paragraphs) for one in flowing)
    if style is None or not 0 < count <= LEAD_POINTS:
        return ()
    drafts = sheet.drafts(flowing, style)
    room = sheet.region("body").rect
    if any(one.level for one in drafts) or any(one.style is not style for one in drafts):
        return ()
    sized = size_up(sheet.copy(drafts, style), room.width, style.size)
    if not fits(sized, room) or max(sized.lines) > LEAD_LINES:
        return ()
    fair = without_lonely_words(sized, room.width)
    _, lonely = lonely_words(fair, Emu(room.width - fair.inset))
    return () if lonely else drafts


def _place_list(sheet: Sheet) -> list[Part]:
    blocks = _flowing(sheet)
    region = sheet.region("body")
    if not blocks:
        return [Part(sheet.layout, ())]
    leads = _lead_drafts(sheet)
    style = sheet.theme.styles["lead"] if leads else sheet.style(region)
    shares = text_shares(sheet.main(leads or sheet.drafts(blocks, style), style), region.rect)
    return [Part(sheet.layout, (flowing_box("body", region, one),)) for one in shares]


def _beside(sheet: Sheet, region: Region | None = None) -> tuple[tuple[TextBox, ...], tuple[Draft, ...]]:
    """Return the text beside something, and the paragraphs that it has no room for.

    It stands in the region `body`, unless another is given.
    """
    blocks = _flowing(sheet)
    if not blocks:
        return (), ()
    region = region or sheet.region("body")
    style = sheet.style(region)
    first, left = held(sheet.main(sheet.drafts(blocks, style), style), region.rect)
    return (flowing_box("body", region, first),), left


def _place_figure_text(sheet: Sheet) -> list[Part]:
    figure, unsaid = figure_boxes(sheet, _only(sheet, Figure))
    region, figure = closed_up(sheet.region("body"), sheet.region("image"), figure)
    texts, left = _beside(sheet, region)
    return [Part(sheet.layout, (*texts, *figure), (*left, *unsaid))]


def _place_figure(sheet: Sheet) -> list[Part]:
    return [Part(sheet.layout, *figure_boxes(sheet, _only(sheet, Figure)))]


def _place_picture(sheet: Sheet) -> list[Part]:
    """Fill the slide with a picture; its title, else its caption, stands on the field below."""
    slide, theme = sheet.slide, sheet.theme
    figure = _only(sheet, Figure)
    region = sheet.region("image")
    boxes: list[Box] = []
    title, caption = slide.title, figure.caption
    if not plain(title):
        title, caption = caption, ()
    if plain(title):
        boxes.append(headline(sheet, title, sheet.region("title"), "title", Role.TITLE))
    boxes.append(bleeding(figure, region))
    credit = said_of(caption, figure.credit, *(slide.sources if sheet.source is None else ()))
    if credit:
        place = sheet.region("credit")
        one = draft(credit, sheet.style(place), theme, figure.span)
        box, left = small_box(sheet, "credit", Role.CREDIT, place, (one,), theme.floors.chrome)
        if left:
            raise too_tall("what is said of this picture", figure.span, "say it in fewer words")
        boxes.append(box)
    return [Part(sheet.layout, tuple(boxes))]


def _place_quote(sheet: Sheet) -> list[Part]:
    """Set a quotation, who said it below, in one box."""
    region = sheet.region("quote")
    style, body = sheet.style(region), sheet.theme.styles["body"]
    drafts: list[Draft] = []
    for block in _flowing(sheet):
        if isinstance(block, Quotation):
            drafts += _quoted(sheet, block, region)
        else:
            drafts += sheet.drafts((block,), body)
    _only(sheet, Quotation)
    shares = text_shares(sheet.copy(tuple(drafts), style), region.rect)
    fair = (balanced_first(one, region.rect.width) for one in shares)
    return [Part(sheet.layout, (text_box("quote", Role.QUOTE, region, one),)) for one in fair]


def _quoted(sheet: Sheet, quotation: Quotation, region: Region) -> Iterator[Draft]:
    apart = sheet.layout.region("mark") is not None
    said = quotation.paragraphs if apart else opened(quotation, sheet.deck.words.quote_open)
    for paragraph in said:
        yield draft(paragraph.runs, sheet.style(region), sheet.theme, paragraph.span)
    yield from sheet.attribution(quotation)


def _place_equation(sheet: Sheet) -> list[Part]:
    equation, unsaid = equation_boxes(sheet, _only(sheet, Equation))
    texts, left = _beside(sheet)
    return [Part(sheet.layout, (*equation, *texts), (*unsaid, *left))]


def _place_statement(sheet: Sheet) -> list[Part]:
    boxes = _filling(sheet, _only(sheet, Statement).runs, sheet.region("statement"))
    return [Part(sheet.layout, (box,)) for box in boxes]


def _filling(sheet: Sheet, runs: Runs, region: Region) -> list[TextBox]:
    """Return the words that fill a slide, or several; they are its title where the layout says so."""
    role = Role.TITLE if sheet.layout.title_region == region.name else Role.PROSE
    return display_boxes(sheet, runs, region, role)


def _place_question(sheet: Sheet) -> list[Part]:
    """Set a question, and below it what is to be done with it."""
    question = _only(sheet, Question)
    prompt = sheet.region("prompt")
    if not plain(question.task):
        return [Part(sheet.layout, (box,)) for box in _filling(sheet, question.prompt, prompt)]
    task, floor = sheet.region("task"), sheet.theme.floors.body
    one = draft(question.task, sheet.style(task), sheet.theme, question.span)
    prompt, task = _making_way(
        prompt, task, size_up(sheet.copy((one,), one.style, floor), task.rect.width, floor)
    )
    *before, last = _filling(sheet, question.prompt, prompt)
    if before:
        prompt, task = sheet.region("prompt"), sheet.region("task")
        *before, last = _filling(sheet, question.prompt, prompt)
    below, left = small_box(sheet, "task", Role.TASK, task, (one,), floor)
    return [*(Part(sheet.layout, (box,)) for box in before), Part(sheet.layout, (last, below), left)]


def _making_way(upper: Region, lower: Region, least: Sized) -> tuple[Region, Region]:
    """Return two regions, the lower one as high as its contents at `least`, if half of the other will do."""
    above, below = upper.rect, lower.rect
    more = min(high(least.height) - below.height, above.height // 2)
    if more <= 0 or below.y < above.bottom:
        return upper, lower
    return (
        replace(upper, rect=replace(above, height=Emu(above.height - more))),
        replace(lower, rect=replace(below, y=Emu(below.y - more), height=Emu(below.height + more))),
    )


def _place_big_number(sheet: Sheet) -> list[Part]:
    number = _only(sheet, BigNumber)
    theme = sheet.theme
    region = sheet.region("number")
    one = draft(number.value, sheet.style(region), theme, number.span)
    copy = copy_of((one,), sheet.style(region), theme, LEAST_NUMBER)
    left: tuple[Draft, ...] = ()
    sized = fit_display(copy, region.rect, 1)
    if sized is None:
        sized, left = held(copy_of((one,), copy.style, theme, theme.floors.body), region.rect)
    boxes: list[Box] = [text_box("number", Role.BIG_NUMBER, region, sized)]
    if plain(number.label):
        place = sheet.region("label")
        label = draft(number.label, sheet.style(place), theme, number.span)
        box, more = small_box(sheet, "label", Role.LABEL, place, (label,), theme.floors.body)
        boxes.append(box)
        left = (*left, *more)
    texts, rest = _beside(sheet)
    return [Part(sheet.layout, (*boxes, *texts), (*left, *rest))]


def _place_chart(sheet: Sheet) -> list[Part]:
    """Set a chart, alone or beside text; text that goes on stands on slides behind it."""
    parts = chart_parts(sheet, _only(sheet, Chart))
    texts, left = _beside(sheet)
    first = Part(sheet.layout, (*texts, *parts[0].boxes), (*left, *parts[0].left))
    return [first, *parts[1:]]


_TEXTS = (Listing, Prose, Quotation)

PLACERS: dict[str, tuple[Placer, tuple[type, ...]]] = {
    "cover": (_place_cover, (Cover,)),
    "cover-image": (_place_cover, (Cover, Figure)),
    "section": (_place_section, (Roadmap,)),
    "list": (_place_list, _TEXTS),
    "text": (_place_list, _TEXTS),
    "figure-text": (_place_figure_text, (Figure, *_TEXTS)),
    "figure": (_place_figure, (Figure,)),
    "media": (_place_figure, (Figure,)),
    "picture": (_place_picture, (Figure,)),
    "two-column": (_alone(Columns, column_parts), (Columns,)),
    "quote": (_place_quote, _TEXTS),
    "code": (_alone(Code, code_parts), (Code,)),
    "equation": (_place_equation, (Equation,)),
    "equation-text": (_place_equation, (Equation, *_TEXTS)),
    "passage": (_alone(Passage, passage_parts), (Passage,)),
    "statement": (_place_statement, (Statement,)),
    "question": (_place_question, (Question,)),
    "big-number": (_place_big_number, (BigNumber, *_TEXTS)),
    "table": (_alone(Table, table_parts), (Table,)),
    "chart": (_place_chart, (Chart,)),
    "chart-text": (_place_chart, (Chart, *_TEXTS)),
    "timeline": (_alone(Timeline, timeline_parts), (Timeline,)),
    "process": (_alone(Process, process_parts), (Process,)),
    "comparison": (_alone(Comparison, comparison_parts), (Comparison,)),
    "agenda": (_alone(Agenda, agenda_parts), (Agenda,)),
    "summary": (_place_list, _TEXTS),
    "works-cited": (_alone(References, reference_parts), (References,)),
    "credits": (_alone(References, reference_parts), (References,)),
}
"""The kind of a slide → how it is placed, and what it may hold."""
