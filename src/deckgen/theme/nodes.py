"""The nodes of a theme's file, checked already, read as what its table says they are.

What is wrong has been reported by the check; here it is read as something harmless, so that one run shows all
that is wrong.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import yaml

from deckgen.diagnostics import Span, error
from deckgen.schema.closest import closest
from deckgen.schema.walk import Validator
from deckgen.structs.patterns import pattern
from deckgen.units import NONE, SLIDE, Rect, grid_rect

_TEXT = "tag:yaml.org,2002:str"
_NUMBER = pattern(r"-?[0-9]{1,9}(\.[0-9]{1,9})?")
_COLOUR = pattern(r"#[0-9A-Fa-f]{6}")


class Part(Mapping[str, "Part"]):
    """A value, and what is in it by name. `key` is the node of its own name, None where it has none."""

    __slots__ = ("_inner", "key", "node", "walk")

    def __init__(self, node: yaml.Node, walk: Validator, key: yaml.Node | None = None) -> None:
        self.node = node
        self.walk = walk
        self.key = key
        self._inner: dict[str, Part] = {}
        for name, value in node.value if isinstance(node, yaml.MappingNode) else ():
            if isinstance(name, yaml.ScalarNode):
                self._inner.setdefault(str(name.value), Part(value, walk, name))

    def __getitem__(self, name: str) -> Part:
        return self._inner[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._inner)

    def __len__(self) -> int:
        return len(self._inner)

    def part(self, name: str) -> Part:
        """Return what a name holds, an empty part where it is not there."""
        if name in self._inner:
            return self._inner[name]
        mark = self.node.start_mark
        return Part(yaml.ScalarNode(_TEXT, "", mark, mark), self.walk)

    def members(self) -> list[Part]:
        """Return the values of a list."""
        nodes = self.node.value if isinstance(self.node, yaml.SequenceNode) else ()
        return [Part(one, self.walk) for one in nodes]

    @property
    def span(self) -> Span:
        """Where the value is."""
        return self.walk.span(self.node)

    def report(self, message: str, *hints: str) -> None:
        """Note what is wrong with the value."""
        self.walk.problems.append(error(message, self.span, *hints))

    def report_name(self, message: str, *hints: str) -> None:
        """Note what is wrong with its name."""
        self.walk.problems.append(error(message, self.walk.span(self.key or self.node), *hints))

    # ── what it is read as ────────────────────────────────────────────────────────────────────

    def text(self) -> str:
        """Return a single value as it is written."""
        return str(self.node.value) if isinstance(self.node, yaml.ScalarNode) else ""

    def number(self, *, default: float = 1.0) -> float:
        """Return a number; `default` where there is none."""
        return float(self.text()) if _NUMBER.fullmatch(self.text()) else default

    def is_number(self) -> bool:
        """Tell whether it is a number; one that is none is reported as such."""
        return _NUMBER.fullmatch(self.text()) is not None

    def size(self) -> float:
        """Return a number above zero."""
        return self.number() if self.number() > 0 else 1.0

    def colour(self) -> str:
        """Return a colour as `#RRGGBB`."""
        return self.text().upper() if _COLOUR.fullmatch(self.text()) else "#000000"

    def flag(self, *, default: bool = False) -> bool:
        """Return whether it says true; `default` where it is not there."""
        return self.text().lower() == "true" if self.text() else default

    def one_of(self, names: Iterable[str], kind: str) -> str:
        """Return a name that must be one of these; report it where it is not."""
        known = sorted(names)
        value = self.text()
        if value and known and value not in known:
            self.report(f'there is no {kind} called "{value}"', nearest(value, known))
        return value if value in known else known[0] if known else ""

    def rect(self) -> Rect:
        """Return a place on the slide, given in grid units."""
        numbers = [one.number() for one in self.members()]
        if len(numbers) != 4:
            return SLIDE
        rect = grid_rect(*numbers)
        if not SLIDE.contains(rect) or min(rect.width, rect.height) <= NONE:
            message = "this place is not within the slide, which is 160 units wide and 90 high"
            self.report(message, *_place_advice(*numbers))
            return SLIDE
        return rect


def _place_advice(x: float, y: float, width: float, height: float) -> Iterator[str]:
    """Yield where a place leaves the slide, or that it is none."""
    if min(width, height) <= 0:
        yield "width and height, the last two numbers, are above 0"
    elif min(x, y) < 0:
        yield "x and y, the first two numbers, are 0 at least"
    else:
        ends = (("x + width", x + width, 160), ("y + height", y + height, 90))
        yield " and ".join(f"{said} is {end:g}, {most} at most" for said, end, most in ends if end > most)


def nearest(value: str, known: Iterable[str]) -> str:
    """Return the hint for a name that is not known."""
    names = list(known)
    near = closest(value, names)
    return f'did you mean "{near}"?' if near else f"known here: {', '.join(names)}"
