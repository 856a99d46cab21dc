"""A diagram's box → a named group of shapes with their texts, in reading order.

It is one group, unless its members appear one by one: PowerPoint shows a group as a whole only, so that each
member then is a group of its own.
"""

from __future__ import annotations

from deckgen.deck.model import plain
from deckgen.layout.pages import DiagramBox, Member, Shape
from deckgen.units import Rect
from deckgen.writers.pptx.shapes import DECORATIVE, Names, around, plate, rectangle
from deckgen.writers.pptx.steps import Step
from deckgen.writers.pptx.text import Pen
from deckgen.writers.pptx.xml import element


def diagram_groups(
    pen: Pen, names: Names, box: DiagramBox, *, by_member: bool
) -> tuple[str, tuple[Step, ...]]:
    """Return a diagram and the steps in which its members appear.

    `by_member` tells that they appear one by one; otherwise there are no steps.
    """
    writing = _Diagram(pen, names)
    if not by_member:
        return writing.group(box.members, box.key, box.name)[1], ()
    groups = [writing.group((one,), f"{one.key}/group", _said(one)) for one in box.members]
    return "".join(group for _, group in groups), tuple(Step(shape_id) for shape_id, _ in groups)


class _Diagram:
    """A diagram while it is written."""

    def __init__(self, pen: Pen, names: Names) -> None:
        self.pen = pen
        self.names = names

    def group(self, members: tuple[Member, ...], key: str, described: str) -> tuple[int, str]:
        """Return the id and the group of some members."""
        shape_id = next(self.names.ids)
        place = _place(around(tuple(shape.rect for one in members for shape in one.shapes)))
        shapes = "".join(self._member(one) for one in members)
        about = self.names.properties(shape_id, key, described)
        return shape_id, (
            f"<p:grpSp><p:nvGrpSpPr>{about}<p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr>"
            f"<p:grpSpPr><a:xfrm>{place}</a:xfrm></p:grpSpPr>{shapes}</p:grpSp>"
        )

    def _member(self, member: Member) -> str:
        way = self.pen.way(member.target) if member.target else None
        link = element("a:hlinkClick", way) if way else ""
        return "".join(self._shape(one, link) for one in member.shapes)

    def _shape(self, shape: Shape, link: str) -> str:
        hand = self.pen.edition.hand
        if shape.text is None:
            about = self.names.properties(next(self.names.ids), shape.key, "", DECORATIVE)
            return rectangle(hand, about, shape.rect, shape.colour or "rule")
        fill = hand.palette.fill(shape.colour) if shape.colour else "<a:noFill/>"
        return plate(self.pen, self.names, shape.key, shape.rect, fill, shape.text, link)[1]


def _place(rect: Rect) -> str:
    return "".join(
        f'<a:{corner} x="{rect.x}" y="{rect.y}"/><a:{size} cx="{rect.width}" cy="{rect.height}"/>'
        for corner, size in (("off", "ext"), ("chOff", "chExt"))
    )


def _said(member: Member) -> str:
    return " ".join(plain(one.runs) for box in member.texts for one in box.paragraphs)
