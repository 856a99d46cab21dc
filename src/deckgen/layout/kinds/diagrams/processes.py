"""Process + region → steps on plates with arrows between them: one row, else two, else several slides."""

from __future__ import annotations

from collections.abc import Iterator

from deckgen.deck.model import Process, Run, Step, plain
from deckgen.layout.kinds.context import LABEL_GAP, Fragment, PlacingContext, anchored
from deckgen.layout.kinds.diagrams.rails import Row, rail_parts
from deckgen.layout.pages import Diagram, DiagramBox, Link, Member, Role, Shape
from deckgen.layout.text.fit import (
    FittedText,
    TextFlow,
    draft,
    fits,
    high,
    set_at,
    text_box,
    too_tall,
    too_wide,
    without_runts,
)
from deckgen.layout.text.paginate import even_shares, split_up
from deckgen.structs import Struct, replace
from deckgen.theme.model import Align, Anchor, Region
from deckgen.units import NONE, Emu, Point, Rect, emu, grid

MOST_IN_ROW = 5
"""Steps that are in one row, if there is room for their words."""

FEWEST = 2
"""The columns there are at least, so that a lonely step's lines are not too long."""

ACROSS = grid(6)
"""The space between one step and the next, in which the arrow is."""

DOWN = grid(8)
"""The space between two rows."""

PAD = grid(2.5)
"""The space between a plate's edge and its text."""

LOWEST = grid(14)
"""The height of a plate whose text needs no more."""

FEW_LINES = 4
"""The lines on a plate at most, where a smaller size makes do with them."""

RULE = grid(0.6)
"""The height of the line at a plate's top."""

ALONE = 0.55
"""The share of its frame that a single row of plates takes on a slide of its own."""

MOST_IN_ONE_ROW = 4
"""More steps than this are below each other along a rail, if they fit so."""

WEIGHT = emu(Point(2))
"""How wide an arrow's line is."""


TITLED = 2
"""A step of a title and a text has two paragraphs."""


class _Grid(Struct, frozen=True):
    """Where plates are: how many in a row, how large, the top left corner of the first."""

    columns: int
    width: Emu
    height: Emu
    x: Emu = NONE
    y: Emu = NONE

    def plate(self, place: int) -> Rect:
        """Return the place of a step's plate, steps from 0."""
        row, column = divmod(place, self.columns)
        x = Emu(self.x + column * (self.width + ACROSS))
        return Rect(x, Emu(self.y + row * (self.height + DOWN)), self.width, self.height)


def process_parts(context: PlacingContext, process: Process) -> list[Fragment]:
    """Return a process's slides, its steps shared out evenly over as few as they need.

    Steps are set in two rows before one is set at the smallest size. One that is taller than a slide goes on
    on the next plate, below its title unless that takes more than half a plate. Raises `DeckgenError` where a
    word is wider than its place.
    """
    region = context.region("process")
    copies = _copies(context, process, region)
    parts = None
    if len(copies) > MOST_IN_ONE_ROW:
        said = [_in_one_line(context, one) for one in copies]
        rows = [Row(_number(context, place, one), one) for place, one in enumerate(said, 1)]
        parts = rail_parts(context, region, rows, Diagram.PROCESS, ("number", "step"))
    parts = parts or _parts(context, region, copies)
    if parts is None:
        parts = _parts(
            context, region, [piece for copy in copies for piece in _pieces(context, copy, region)]
        )
    if parts is None:
        raise _no_room(copies, region, process)
    return parts


def _in_one_line(context: PlacingContext, copy: TextFlow) -> TextFlow:
    """Return a step of a title and a text as one paragraph, the title bold; other steps as they are."""
    if len(copy.drafts) != TITLED:
        return copy
    title, text = copy.drafts
    colour = title.colour or title.style.colour
    name = tuple(replace(run, bold=True, colour=run.colour or colour) for run in title.runs)
    one = draft((*name, Run(LABEL_GAP), *text.runs), text.style, context.theme, title.span)
    return replace(copy, drafts=(replace(one, colour=text.colour),))


def _parts(context: PlacingContext, region: Region, copies: list[TextFlow]) -> list[Fragment] | None:
    """Return steps on as few slides as they need, None where one does not fit even by itself."""
    total = len(copies)
    # As many slides as give the fullest of them fewer steps: what is tried depends on that alone.
    for slides in dict.fromkeys(-(-total // most) for most in range(2 * MOST_IN_ROW, 0, -1)):
        longest = -(-total // slides)
        sizes = copies[0].sizes
        for rows, tried in ((1, sizes[:-1]), (2, sizes[:-1]), (1, sizes[-1:]), (2, sizes[-1:])):
            columns = max(FEWEST, -(-longest // rows))
            if columns > MOST_IN_ROW or (rows > 1 and longest <= FEWEST):
                continue
            sized = _sized(copies, region, columns, rows, tried)
            if sized:
                height = _height(sized)
                if rows == 1 and slides == 1:
                    share = 1.0 if context.rooms else ALONE
                    height = Emu(max(height, int(region.rect.height * share)))
                plates = _Grid(columns, _width(region, columns), height)
                return [
                    _part(context, region, sized[start:stop], start, plates)
                    for start, stop in even_shares(total, slides)
                ]
    return None


def _number(context: PlacingContext, place: int, copy: TextFlow) -> TextFlow:
    """Return the number of a step, as large as its text."""
    one = draft((Run(str(place)),), copy.style, context.theme, copy.drafts[0].span, bold=True)
    return replace(copy, drafts=(replace(one, colour="accent"),))


def _pieces(context: PlacingContext, copy: TextFlow, region: Region) -> Iterator[TextFlow]:
    """Yield a step that is taller than the region in several, as it is set at the floor."""
    room = Rect(NONE, NONE, Emu(_width(region, FEWEST) - 2 * PAD), Emu(region.rect.height - 2 * PAD))
    smallest = set_at(copy, room.width, copy.floor)
    *title, text = copy.drafts
    again = context.resumed(replace(copy, drafts=tuple(title)), room).drafts if title else ()
    tallest = set_at(replace(copy, drafts=(*again, text)), room.width, copy.floor)
    left = replace(room, height=Emu(room.height - high(tallest.height - tallest.heights[-1])))
    if smallest.torn or fits(smallest, room):
        yield copy
        return
    if left.height < room.height // 2:
        pieces = (
            one
            for whole, size in zip(copy.drafts, smallest.sizes, strict=True)
            for one in split_up(whole, size, room)
        )
        yield from (replace(copy, drafts=(one,)) for one in pieces)
        return
    for place, piece in enumerate(split_up(text, smallest.sizes[-1], left)):
        yield replace(copy, drafts=(*(again if place else title), piece))


def _copies(context: PlacingContext, process: Process, region: Region) -> list[TextFlow]:
    """Return what is on each plate: a title above a text, or plain text where no step says more."""
    style = context.style(region)
    titled = any(plain(step.text) for step in process.steps)
    head = replace(context.theme.styles.get("colhead", style), after=Point(4)) if titled else style
    copies = []
    for step in process.steps:
        drafts = [draft(step.title, head, context.theme, step.span)]
        if plain(step.text):
            drafts.append(draft(step.text, style, context.theme, step.span))
        copies.append(context.main(tuple(drafts), style))
    return copies


def _sized(
    copies: list[TextFlow], region: Region, columns: int, rows: int, sizes: tuple[Point, ...]
) -> list[FittedText] | None:
    """Return the steps at the largest of some sizes at which they fit so many columns and rows, or None.

    A size at which any takes more than a few lines is passed over, unless no size does better.
    """
    second_best = None
    width = Emu(_width(region, columns) - 2 * PAD)
    for size in sizes:
        sized = [set_at(copy, width, size) for copy in copies]
        tall = _height(sized) * rows + DOWN * (rows - 1)
        if tall > region.rect.height or any(one.torn for one in sized):
            continue
        if max(sum(one.lines) for one in sized) <= FEW_LINES:
            return sized
        second_best = second_best or sized
    return second_best


def _height(sized: list[FittedText]) -> Emu:
    """Return the height of the plates, which are all as high as the fullest needs."""
    return Emu(max(LOWEST, high(max(one.height for one in sized)) + 2 * PAD))


def _width(region: Region, columns: int) -> Emu:
    return Emu((region.rect.width - ACROSS * (columns - 1)) // columns)


def _part(
    context: PlacingContext, region: Region, sized: list[FittedText], first: int, grid: _Grid
) -> Fragment:
    """Return one slide of a process, its steps numbered from `first` + 1, anchored as the region says."""
    rows = -(-len(sized) // grid.columns)
    whole = anchored(region, Emu(grid.height * rows + DOWN * (rows - 1)))
    plates = replace(grid, x=whole.x, y=whole.y)
    titled = any(len(one.heights) > 1 for one in sized)
    members = []
    for place, one in enumerate(sized):
        number = first + place + 1
        rect = plates.plate(place)
        inner = rect.grown(Emu(-PAD))
        fair = without_runts(one, inner.width)
        start = replace(region, anchor=Anchor.TOP if titled else Anchor.MIDDLE, align=Align.START)
        text = text_box(f"step-{number}", Role.LABEL, start, fair, inner)
        links = (_arrow(number, _below_rule(plates.plate(place - 1)), _below_rule(rect)),) if place else ()
        plate = _below_rule(rect)
        rule = Shape(f"step-{number}/rule", replace(rect, height=RULE), "title", None)
        members.append(Member(f"step-{number}", (rule, Shape(f"step-{number}", plate, "panel", text)), links))
    box = DiagramBox("process", region.name, whole, Diagram.PROCESS, tuple(members), context.slide.name)
    return Fragment(context.layout, (box,))


def _below_rule(rect: Rect) -> Rect:
    """Return the place of a plate below the line at its top."""
    return replace(rect, y=Emu(rect.y + RULE), height=Emu(rect.height - RULE))


def _arrow(number: int, before: Rect, after: Rect) -> Link:
    """Return the arrow from a plate to the next one, which is beside it or begins a new row."""
    if before.y == after.y:
        path: tuple[Rect, ...] = (
            _spot(before.right, _middle(before)),
            _spot(after.x, _middle(after)),
        )
    else:
        start, end = Emu(before.x + before.width // 2), Emu(after.x + after.width // 2)
        turn = Emu((before.bottom + after.y) // 2)
        path = (
            _spot(start, before.bottom),
            _spot(start, turn),
            _spot(end, turn),
            _spot(end, after.y),
        )
    key = f"arrow-{number}"
    return Link(key, f"step-{number - 1}", f"step-{number}", path, "mark", WEIGHT, arrow=True)


def _middle(rect: Rect) -> Emu:
    return Emu(rect.y + rect.height // 2)


def _spot(x: Emu, y: Emu) -> Rect:
    return Rect(x, y, NONE, NONE)


def _no_room(copies: list[TextFlow], region: Region, process: Process) -> Exception:
    """Return the error of the first step that does not fit even alone."""
    width = Emu(_width(region, FEWEST) - 2 * PAD)
    for copy, step in zip(copies, process.steps, strict=True):
        smallest = set_at(copy, width, copy.floor)
        if smallest.torn:
            return too_wide(smallest)
        if high(smallest.height) + 2 * PAD > region.rect.height:
            return _too_long(step)
    return _too_long(process.steps[0])


def _too_long(step: Step) -> Exception:
    return too_tall("this step of the process", step.span, "say it in fewer words")
