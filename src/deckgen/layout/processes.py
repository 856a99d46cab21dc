"""Process + region → steps on plates with arrows between them: one row, else two, else several slides."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from deckgen.deck.model import Process, Step, plain
from deckgen.layout.fit import (
    Copy,
    Sized,
    draft,
    fits,
    high,
    size_up,
    text_box,
    too_tall,
    too_wide,
    without_lonely_words,
)
from deckgen.layout.pages import Diagram, DiagramBox, Link, Member, Role, Shape
from deckgen.layout.paginate import even_shares, parted
from deckgen.layout.sheet import Part, Sheet, anchored
from deckgen.theme.model import Align, Anchor, Region
from deckgen.units import NONE, Emu, Point, Rect, emu, grid

MOST_IN_ROW = 5
"""Steps that stand in one row, if there is room for their words."""

FEWEST = 2
"""The columns there are at least, so that a lonely step's lines are not too long."""

ACROSS = grid(6)
"""The space between one step and the next, in which the arrow stands."""

DOWN = grid(8)
"""The space between two rows."""

PAD = grid(2)
"""The space between a plate's edge and its text."""

LOWEST = grid(14)
"""The height of a plate whose text needs no more."""

FEW_LINES = 4
"""The lines on a plate at most, where a smaller size makes do with them."""

WEIGHT = emu(Point(2))
"""How wide an arrow's line is."""


@dataclass(frozen=True, slots=True)
class _Grid:
    """Where plates stand: how many in a row, how large, the top left corner of the first."""

    columns: int
    width: Emu
    height: Emu
    x: Emu
    y: Emu

    def plate(self, place: int) -> Rect:
        """Return the place of a step's plate, steps from 0."""
        row, column = divmod(place, self.columns)
        x = Emu(self.x + column * (self.width + ACROSS))
        return Rect(x, Emu(self.y + row * (self.height + DOWN)), self.width, self.height)


def process_parts(sheet: Sheet, process: Process) -> list[Part]:
    """Return a process's slides, its steps shared out evenly over as few as they need.

    Steps are set in two rows before one is set at the smallest size. One that is taller than a slide goes on
    on the next plate, below its title unless that takes more than half a plate. Raises `Refused` where a word
    is wider than its place.
    """
    region = sheet.region("process")
    copies = _copies(sheet, process, region)
    parts = _parts(sheet, region, copies)
    if parts is None:
        parts = _parts(sheet, region, [piece for copy in copies for piece in _pieces(sheet, copy, region)])
    if parts is None:
        raise _no_room(copies, region, process)
    return parts


def _parts(sheet: Sheet, region: Region, copies: list[Copy]) -> list[Part] | None:
    """Return steps on as few slides as they need, None where one does not fit even by itself."""
    total = len(copies)
    for slides in range(-(-total // (2 * MOST_IN_ROW)), total + 1):
        longest = -(-total // slides)
        sizes = copies[0].sizes
        for rows, tried in ((1, sizes[:-1]), (2, sizes[:-1]), (1, sizes[-1:]), (2, sizes[-1:])):
            columns = max(FEWEST, -(-longest // rows))
            if columns > MOST_IN_ROW or (rows > 1 and longest <= FEWEST):
                continue
            sized = _sized(copies, region, columns, rows, tried)
            if sized:
                return [
                    _part(sheet, region, sized[start:stop], start, columns, _height(sized))
                    for start, stop in even_shares(total, slides)
                ]
    return None


def _pieces(sheet: Sheet, copy: Copy, region: Region) -> Iterator[Copy]:
    """Yield a step that is taller than the region in several, as it stands at the floor."""
    room = Rect(NONE, NONE, Emu(_width(region, FEWEST) - 2 * PAD), Emu(region.rect.height - 2 * PAD))
    smallest = size_up(copy, room.width, copy.floor)
    *title, text = copy.drafts
    again = sheet.resumed(replace(copy, drafts=tuple(title)), room).drafts if title else ()
    tallest = size_up(replace(copy, drafts=(*again, text)), room.width, copy.floor)
    left = replace(room, height=Emu(room.height - high(tallest.height - tallest.heights[-1])))
    if smallest.torn or fits(smallest, room):
        yield copy
        return
    if left.height < room.height // 2:
        pieces = (
            one
            for whole, size in zip(copy.drafts, smallest.sizes, strict=True)
            for one in parted(whole, size, room)
        )
        yield from (replace(copy, drafts=(one,)) for one in pieces)
        return
    for place, piece in enumerate(parted(text, smallest.sizes[-1], left)):
        yield replace(copy, drafts=(*(again if place else title), piece))


def _copies(sheet: Sheet, process: Process, region: Region) -> list[Copy]:
    """Return what stands on each plate: a title above a text, or plain text where no step says more."""
    style = sheet.style(region)
    titled = any(plain(step.text) for step in process.steps)
    head = replace(sheet.theme.styles.get("colhead", style), after=Point(4)) if titled else style
    copies = []
    for step in process.steps:
        drafts = [draft(step.title, head, sheet.theme, step.span)]
        if plain(step.text):
            drafts.append(draft(step.text, style, sheet.theme, step.span))
        copies.append(sheet.main(tuple(drafts), style))
    return copies


def _sized(
    copies: list[Copy], region: Region, columns: int, rows: int, sizes: tuple[Point, ...]
) -> list[Sized] | None:
    """Return the steps at the largest of some sizes at which they fit so many columns and rows, or None.

    A size at which any takes more than a few lines is passed over, unless no size does better.
    """
    second_best = None
    width = Emu(_width(region, columns) - 2 * PAD)
    for size in sizes:
        sized = [size_up(copy, width, size) for copy in copies]
        tall = _height(sized) * rows + DOWN * (rows - 1)
        if tall > region.rect.height or any(one.torn for one in sized):
            continue
        if max(sum(one.lines) for one in sized) <= FEW_LINES:
            return sized
        second_best = second_best or sized
    return second_best


def _height(sized: list[Sized]) -> Emu:
    """Return the height of the plates, which are all as high as the fullest needs."""
    return Emu(max(LOWEST, high(max(one.height for one in sized)) + 2 * PAD))


def _width(region: Region, columns: int) -> Emu:
    return Emu((region.rect.width - ACROSS * (columns - 1)) // columns)


def _part(sheet: Sheet, region: Region, sized: list[Sized], first: int, columns: int, height: Emu) -> Part:
    """Return one slide of a process, its steps numbered from `first` + 1, anchored as the region says."""
    rows = -(-len(sized) // columns)
    whole = anchored(region, Emu(height * rows + DOWN * (rows - 1)))
    plates = _Grid(columns, _width(region, columns), height, whole.x, whole.y)
    titled = any(len(one.heights) > 1 for one in sized)
    members = []
    for place, one in enumerate(sized):
        number = first + place + 1
        rect = plates.plate(place)
        inner = rect.grown(Emu(-PAD))
        fair = without_lonely_words(one, inner.width)
        start = replace(region, anchor=Anchor.TOP if titled else Anchor.MIDDLE, align=Align.START)
        text = text_box(f"step-{number}", Role.LABEL, start, fair, inner)
        links = (_arrow(number, plates.plate(place - 1), rect),) if place else ()
        members.append(Member(f"step-{number}", (Shape(f"step-{number}", rect, "panel", text),), links))
    box = DiagramBox("process", region.name, whole, Diagram.PROCESS, tuple(members), sheet.slide.name)
    return Part(sheet.layout, (box,))


def _arrow(number: int, before: Rect, after: Rect) -> Link:
    """Return the arrow from a plate to the next one, which stands beside it or begins a new row."""
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


def _no_room(copies: list[Copy], region: Region, process: Process) -> Exception:
    """Return the error of the first step that does not fit even alone."""
    width = Emu(_width(region, FEWEST) - 2 * PAD)
    for copy, step in zip(copies, process.steps, strict=True):
        smallest = size_up(copy, width, copy.floor)
        if smallest.torn:
            return too_wide(smallest)
        if high(smallest.height) + 2 * PAD > region.rect.height:
            return _too_long(step)
    return _too_long(process.steps[0])


def _too_long(step: Step) -> Exception:
    return too_tall("this step of the process", step.span, "say it in fewer words")
