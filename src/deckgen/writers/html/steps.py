"""The steps of a page → the attributes of the elements that appear at each."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from markupsafe import Markup

from deckgen.layout.pages import Page
from deckgen.layout.steps import Step, steps_of
from deckgen.structs.patterns import pattern

_ROW = pattern(r"<(/?)(mtable|mtr)\b")


class BoxSteps:
    """When a box appears: as a whole, or its parts in the order in which they are asked for."""

    def __init__(self, key: str, steps: Sequence[Step]) -> None:
        own = [(number, part) for number, step in enumerate(steps, 1) for part in step if part.box == key]
        self.whole = next((_mark(number) for number, part in own if part.whole), Markup(""))
        self._parts = iter([number for number, part in own if part.paragraphs])
        self._members = {part.member: number for number, part in own if part.member}
        self._lines = [number for number, part in own if part.line is not None]
        self.turns = [0, *(number for number, part in own if part.turn is not None)]

    @property
    def parted(self) -> bool:
        """Whether its paragraphs appear one by one."""
        self._parts, other = itertools.tee(self._parts)
        return next(other, None) is not None

    def next(self) -> Markup:
        """Return the attribute of the next point or paragraph."""
        return _mark(next(self._parts))

    def member(self, key: str) -> Markup:
        """Return the attribute of a member of a diagram, empty where it is there from the start."""
        return _mark(self._members[key]) if key in self._members else Markup("")

    def formula(self, mathml: Markup) -> Markup:
        """Return a formula whose lines appear one by one, where they do."""
        if not self._lines:
            return mathml
        lines, depth = iter(self._lines), 0

        def marked(tag: re.Match[str]) -> str:
            nonlocal depth
            if tag[2] == "mtable":
                depth += -1 if tag[1] else 1
            return (
                f"{tag[0]}{_mark(next(lines))}" if tag[2] == "mtr" and not tag[1] and depth == 1 else tag[0]
            )

        return Markup(_ROW.sub(marked, str(mathml)))

    def lit(self, turns: Sequence[Sequence[int]], place: int) -> str:
        """Return the steps from which a line of program text stands out."""
        return " ".join(
            str(number) for number, places in zip(self.turns, turns, strict=True) if place in places
        )


class PageSteps:
    """When each box of a page appears; `count` is how many steps there are."""

    def __init__(self, page: Page) -> None:
        self._steps = steps_of(page)
        self.count = len(self._steps)

    def of(self, key: str) -> BoxSteps:
        """Return when a box appears."""
        return BoxSteps(key, self._steps)


def _mark(number: int) -> Markup:
    return Markup(f' data-step="{number}"')
