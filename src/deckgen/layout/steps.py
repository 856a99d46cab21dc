"""A page that is built → what appears at each step, in reading order."""

from __future__ import annotations

import itertools
from collections.abc import Iterable

from deckgen.layout.pages import Bar, Box, Diagram, DiagramBox, Page, Role, TextBox
from deckgen.structs import Struct


class Part(Struct, frozen=True):
    """What of a page a step is about: a box, or of it some paragraphs, a member, a line, a turn.

    `line` is that of a formula, `turn` that of a program whose lines stand out in turn, both from 0.
    """

    box: str
    paragraphs: tuple[int, ...] = ()
    member: str = ""
    line: int | None = None
    turn: int | None = None

    @property
    def whole(self) -> bool:
        """Whether it is a box with all that is in it."""
        return self == Part(self.box)


Step = tuple[Part, ...]
"""What appears at once."""


def steps_of(page: Page) -> tuple[Step, ...]:
    """Return what appears step by step; all else is there from the start."""
    if not page.build:
        return ()
    steps: list[Step] = []
    for together, group in itertools.groupby(page.boxes, lambda box: box.together):
        boxes = tuple(group)
        steps += _in_turn(boxes) if together else _by_parts(boxes, begun=bool(steps))
    return tuple(steps)


def _in_turn(boxes: Iterable[Box]) -> list[Step]:
    """Return the steps of boxes that come in turn: what leads comes with what it leads to."""
    steps: list[Step] = []
    leading: Step = ()
    for box in boxes:
        own = _own(box) or ((Part(box.key),),)
        if _leads(box):
            leading = (*leading, Part(box.key))
        elif steps and _follows(box):
            steps[-1] = (*steps[-1], Part(box.key))
        else:
            steps += ((*leading, *own[0]), *own[1:])
            leading = ()
    return [*steps, leading] if leading else steps


def _by_parts(boxes: Iterable[Box], *, begun: bool) -> list[Step]:
    """Return the steps of boxes whose parts appear one by one; `begun` says that something did before."""
    steps: list[Step] = []
    stepped = False
    for box in boxes:
        if stepped and _follows(box):
            steps[-1] = (*steps[-1], Part(box.key))
            continue
        own = _own(box) or (_alone(box) if begun or steps else ())
        steps += own
        stepped = bool(own)
    return steps


def _alone(box: Box) -> tuple[Step, ...]:
    """Return the step of a single paragraph, which is there from the start where nothing appears before."""
    alone = isinstance(box, TextBox) and box.role is Role.PROSE and len(box.paragraphs) == 1
    return ((Part(box.key, (0,)),),) if alone else ()


def _leads(box: Box) -> bool:
    """Tell whether a box comes with what follows it: a heading, the line above it, a bar, a caption above."""
    led = (Role.HEADING, Role.CAPTION_ABOVE)
    return isinstance(box, Bar) or (isinstance(box, TextBox) and box.role in led)


def _follows(box: Box) -> bool:
    """Tell whether a box comes with what it is said of."""
    return isinstance(box, TextBox) and box.role in (Role.CAPTION, Role.CREDIT)


def _own(box: Box) -> tuple[Step, ...]:
    """Return the steps in which a box appears part by part; none where it is there from the start."""
    match box:
        case DiagramBox() if box.kind is not Diagram.ROAD:
            return tuple((Part(box.key, member=one.key),) for one in box.members if not one.header)
        case TextBox() if box.turns:
            first = ((Part(box.key),),) if box.together else ()
            return (*first, *((Part(box.key, turn=turn),) for turn in range(1, len(box.turns))))
        case TextBox() if box.role is Role.EQUATION and box.rows > 1:
            return tuple((Part(box.key, line=line),) for line in range(box.rows))
        case TextBox() if box.role is Role.EQUATION:
            return ((Part(box.key),),)
        case TextBox():
            return tuple((Part(box.key, one),) for one in box.parts)
        case _:
            return ()
