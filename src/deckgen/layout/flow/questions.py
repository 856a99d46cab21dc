"""Questions → alone, beside the picture that they are about, or above what there is to choose from."""

from __future__ import annotations

from deckgen.deck.model import Block, BulletList, Figure, Paragraph, Prose, Question, Quotation, plain
from deckgen.layout.flow.blocks.visuals import visual_part
from deckgen.layout.flow.compose import composed_parts
from deckgen.layout.flow.headlines import headline_box, numbered
from deckgen.layout.kinds.allowed import only
from deckgen.layout.kinds.context import Fragment, PlacingContext
from deckgen.layout.kinds.place import place_kind
from deckgen.layout.pages import Box, PictureBox, Role, TextBox
from deckgen.layout.text.breaks import well_broken
from deckgen.layout.text.fit import TextFlow, balanced, draft, high, set_at, size_steps, text_box
from deckgen.structs import replace
from deckgen.theme.model import Anchor
from deckgen.units import EMU_PER_POINT, Emu, Rect, grid

TOP, FOOT = grid(14), grid(72)
"""Where a picture beside a question begins and ends."""

WIDEST = 0.62
"""The share of the width that it takes at most."""

GUTTER = grid(6)
"""The space between picture and question."""

TASK = grid(4)
"""The space between a question and its task."""

LINES = 4
"""The lines of a question beside a picture."""

SMALLEST = 40.0
"""The size, in points, below which such a question may take more lines."""

TIGHT = 0.95
"""The leading of lines without room above their letters: what a style has beyond it is taken off."""


def question_parts(context: PlacingContext) -> list[Fragment]:
    """Return a question with what it is about.

    A picture is beside it on the same ground; with choices, tables and the like it is the headline.
    Raises `DeckgenError` where something does not fit.
    """
    question = only(context, Question)
    others = [one for one in context.slide.blocks if one is not question]
    if not others:
        return place_kind(context, "question")
    if len(others) == 1 and isinstance(others[0], Figure):
        found = _beside(context, question, others[0])
        if found:
            return [found]
    return _headed(context, question, others)


def _headed(context: PlacingContext, question: Question, others: list[Block]) -> list[Fragment]:
    """Return a question as the headline of what it is about, its task below."""
    layout = context.theme.layouts.get("flow", context.theme.layouts["list"])
    blocks: list[Block] = []
    titled = plain(context.slide.title).strip()
    title = context.slide.title if titled else question.prompt
    # A case that is told before the question is read before it.
    before = context.slide.blocks[: context.slide.blocks.index(question)]
    told = [one for one in before if isinstance(one, BulletList | Prose | Quotation)]
    if titled:
        blocks += told
        blocks.append(Prose((Paragraph(question.prompt, question.span),), question.span))
    blocks += [one for one in others if not titled or one not in told]
    if plain(question.task):
        blocks.append(Prose((Paragraph(question.task, question.span),), question.span))
    slide = replace(context.slide, kind="flow", title=title, blocks=tuple(blocks), stacked=True)
    own = replace(context, slide=slide, layout=layout)
    head = headline_box(own, title, layout)
    parts = composed_parts(replace(own, title=head))
    if len(parts) > 1:
        longest = headline_box(own, numbered(own, title, len(parts), len(parts)), layout)
        parts = composed_parts(replace(own, title=longest))
    if titled:
        return parts
    total = len(parts)
    heads = [headline_box(own, numbered(own, title, at, total), layout) for at in range(1, total + 1)]
    return [replace(part, boxes=(one, *part.boxes)) for one, part in zip(heads, parts, strict=True)]


def _beside(context: PlacingContext, question: Question, figure: Figure) -> Fragment | None:
    """Return a picture, and beside it the question, level with its top; None where there is no room."""
    if plain(context.slide.title).strip():
        return None
    frame = context.theme.frame
    room = Rect(frame.x, TOP, Emu(int(frame.width * WIDEST)), Emu(FOOT - TOP))
    part = visual_part(context, figure, room, context.theme.styles["body"].size)
    if part is None:
        return None
    picture = next(one for one in part.boxes if isinstance(one, PictureBox))
    wide = max(one.rect.right for one in part.boxes) - frame.x
    words = Rect(Emu(frame.x + wide + GUTTER), TOP, Emu(frame.width - wide - GUTTER), Emu(FOOT - TOP))
    said = _words(context, question, words)
    if said is None:
        return None
    muted = tuple(_on_ground(context, one) for one in part.boxes)
    assert picture.rect.y == TOP
    return Fragment(context.layout, (*said, *muted))


def _words(context: PlacingContext, question: Question, room: Rect) -> tuple[Box, ...] | None:
    """Return the question and its task below each other, None where they do not fit."""
    theme = context.theme
    prompt, task = context.region("prompt"), context.region("task")
    style, below = context.style(prompt), context.style(task)
    one = draft(question.prompt, style, theme, question.span)
    copy = TextFlow((one,), style, size_steps(style.size, theme.scale, theme.floors.body))
    tasks = None
    if plain(question.task):
        written = draft(question.task, below, theme, question.span)
        sizes = size_steps(below.size, theme.scale, theme.floors.body)
        tries = (set_at(TextFlow((written,), below, sizes), room.width, size) for size in sizes)
        tasks = next((each for each in tries if not each.torn), None)
    under = high(tasks.height) + TASK if tasks else 0
    for size in copy.sizes:
        sized = set_at(copy, room.width, size)
        fits = not sized.torn and sized.height * EMU_PER_POINT + under <= room.height
        if fits and (sized.lines[0] <= LINES or size < SMALLEST):
            break
    else:
        return None
    fair = well_broken(sized, room.width, context.theme, context.setting.language)
    rise = int((style.leading - TIGHT) / 2 * size * EMU_PER_POINT)
    head = Rect(room.x, Emu(room.y - rise), room.width, high(sized.height))
    top = replace(prompt, anchor=Anchor.TOP)
    boxes: list[Box] = [text_box("prompt", Role.TITLE, top, fair, head)]
    if tasks:
        place = Rect(room.x, Emu(head.bottom + TASK), room.width, high(tasks.height))
        boxes.append(text_box("task", Role.TASK, task, balanced(tasks, room.width), place))
    return tuple(boxes)


def _on_ground(context: PlacingContext, box: Box) -> Box:
    """Return a caption in a colour that is seen on the question's ground."""
    if not isinstance(box, TextBox) or context.layout.background != "ibg":
        return box
    return replace(box, paragraphs=tuple(replace(one, colour="imuted") for one in box.paragraphs))
