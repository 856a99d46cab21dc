"""Links of diagrams → what an SVG element needs to draw them: its frame, a line, an arrowhead."""

from __future__ import annotations

from deckgen.layout.pages import Link
from deckgen.structs import Struct
from deckgen.units import Emu, Rect, pixels
from deckgen.writers.html.styles import number

HEAD = 5
"""The length and width of an arrowhead, as multiples of its line's width: PowerPoint's large one."""


class Drawn(Struct, frozen=True):
    """A line in pixels within its frame; `head` is empty where it has no arrowhead."""

    frame: Rect
    box: str
    line: str
    head: str
    weight: str


def drawn(link: Link) -> Drawn:
    """Return a link as it is drawn. Its last stretch runs across or down."""
    spare = HEAD * link.weight // 2
    xs, ys = [one.x for one in link.path], [one.y for one in link.path]
    left, top = min(xs) - spare, min(ys) - spare
    frame = Rect(Emu(left), Emu(top), Emu(max(xs) + spare - left), Emu(max(ys) + spare - top))
    spots = [(one.x - left, one.y - top) for one in link.path]
    (x, y), (before_x, before_y) = spots[-1], spots[-2]
    forward = ((x > before_x) - (x < before_x), (y > before_y) - (y < before_y))
    head = ""
    if link.arrow:
        long, half = HEAD * link.weight, HEAD * link.weight // 2
        foot = (x - forward[0] * long, y - forward[1] * long)
        one = (foot[0] + forward[1] * half, foot[1] + forward[0] * half)
        other = (foot[0] - forward[1] * half, foot[1] - forward[0] * half)
        head = _points([(x, y), one, other])
        spots[-1] = foot
    size = f"{number(pixels(frame.width))} {number(pixels(frame.height))}"
    return Drawn(frame, f"0 0 {size}", _points(spots), head, number(pixels(link.weight)))


def _points(spots: list[tuple[int, int]]) -> str:
    return " ".join(f"{number(pixels(x))},{number(pixels(y))}" for x, y in spots)
