"""A diagram's box → a named group of shapes with their texts, in reading order.

It is one group, unless its members appear one by one: PowerPoint shows a group as a whole only, so that each
member then is a group of its own.
"""

from __future__ import annotations

from collections.abc import Mapping

from deckgen.layout.pages import DiagramBox, Link, Member, Shape
from deckgen.units import Rect
from deckgen.writers.pptx.run_properties import Hyperlink
from deckgen.writers.pptx.shapes.shape import (
    PLAIN,
    TEXT_BOX,
    Names,
    Plate,
    group,
    plate,
    rectangle,
    said,
)
from deckgen.writers.pptx.text import RunWriter


def diagram_groups(
    pen: RunWriter, names: Names, box: DiagramBox, *, by_member: bool
) -> tuple[str, Mapping[str, int]]:
    """Return a diagram and the ids of its groups by what is in them: a member, or under no name all of it.

    `by_member` says that its members appear one by one.
    """
    writing = _Diagram(pen, names)
    if not by_member:
        shape_id, written = writing.group(box.members, box.key, box.name)
        return written, {"": shape_id}
    groups = {one.key: writing.group((one,), f"{one.key}/group", said(one.texts)) for one in box.members}
    ids = {key: shape_id for key, (shape_id, _) in groups.items()}
    return "".join(group for _, group in groups.values()), ids


class _Diagram:
    """A diagram while it is written, with the ids and places of its shapes so far."""

    def __init__(self, pen: RunWriter, names: Names) -> None:
        self.pen = pen
        self.names = names
        self.ids: dict[str, tuple[int, Rect]] = {}

    def group(self, members: tuple[Member, ...], key: str, described: str) -> tuple[int, str]:
        """Return the id and the group of some members."""
        shape_id = next(self.names.ids)
        # A line outside the group's box is moved by LibreOffice when it saves.
        lines = (spot for one in members for link in one.links for spot in link.path)
        rects = [*(shape.rect for one in members for shape in one.shapes), *lines]
        shapes = "".join(self._member(one) for one in members)
        return shape_id, group(self.names.properties(shape_id, key, described), rects, shapes)

    def _member(self, member: Member) -> str:
        link = self.pen.way(member.target) if member.target else None
        shapes = "".join(self._shape(one, link) for one in member.shapes)
        return shapes + "".join(self._link(one) for one in member.links)

    def _shape(self, shape: Shape, link: Hyperlink | None) -> str:
        hand = self.pen.context.hand
        if shape.text is None:
            about = self.names.properties(next(self.names.ids), shape.key, "")
            return rectangle(hand, about, shape.rect, shape.colour or "rule")
        if shape.colour:
            kind, fill = PLAIN, hand.palette.fill(shape.colour)
        else:
            kind, fill = TEXT_BOX, "<a:noFill/>"
        drawn = Plate(shape.key, shape.rect, fill, link, kind)
        shape_id, written = plate(self.pen, self.names, drawn, shape.text)
        self.ids[shape.key] = (shape_id, shape.rect)
        return written

    def _link(self, link: Link) -> str:
        start, end = link.path[0], link.path[-1]
        glued = "".join(
            f'<a:{name} id="{self.ids[key][0]}" idx="{_site(self.ids[key][1], spot)}"/>'
            for name, key, spot in (("stCxn", link.start, start), ("endCxn", link.end, end))
        )
        about = self.names.properties(next(self.names.ids), link.key, "")
        head = '<a:tailEnd type="triangle" w="lg" len="lg"/>' if link.arrow else ""
        paint = self.pen.context.hand.palette.fill(link.colour)
        return (
            f"<p:cxnSp><p:nvCxnSpPr>{about}<p:cNvCxnSpPr>{glued}</p:cNvCxnSpPr><p:nvPr/></p:nvCxnSpPr>"
            f'<p:spPr>{_course(link)}<a:ln w="{link.weight}">{paint}<a:miter lim="800000"/>{head}</a:ln>'
            "</p:spPr></p:cxnSp>"
        )


def _site(rect: Rect, spot: Rect) -> int:
    """Return the side of a rectangle that a place lies on, as its connection sites are numbered."""
    if spot.x in (rect.x, rect.right):
        return 1 if spot.x == rect.x else 3
    return 0 if spot.y == rect.y else 2


def _course(link: Link) -> str:
    """Return the place and the form of a line: straight, or down, across and down again."""
    start, end = link.path[0], link.path[-1]
    across, down = end.x - start.x, end.y - start.y
    if len(link.path) == 2:
        flips = (' flipH="1"' if across < 0 else "") + (' flipV="1"' if down < 0 else "")
        size = (abs(across), abs(down))
        off = (int(min(start.x, end.x)), int(min(start.y, end.y)))
        form = "straightConnector1"
    else:
        # The form runs across, down and across: turned by a quarter it runs down, to the left and down.
        flips = ' rot="5400000"' + (' flipV="1"' if across > 0 else "")
        size = (down, abs(across))
        off = ((start.x + end.x - size[0]) // 2, (start.y + end.y - size[1]) // 2)
        form = "bentConnector3"
    return (
        f'<a:xfrm{flips}><a:off x="{off[0]}" y="{off[1]}"/><a:ext cx="{size[0]}" cy="{size[1]}"/></a:xfrm>'
        f'<a:prstGeom prst="{form}"><a:avLst/></a:prstGeom>'
    )
