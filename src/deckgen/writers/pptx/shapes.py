"""Boxes of text and flat rectangles → shapes, in a layout's placeholder or free."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from deckgen.deck.model import plain
from deckgen.layout.pages import Page, TextBox
from deckgen.units import Emu, Rect
from deckgen.writers.pptx.identity import creation_extension, shape_name
from deckgen.writers.pptx.looks import Hand, Look, paragraph_look, style_look
from deckgen.writers.pptx.slots import Slot, above_slide
from deckgen.writers.pptx.text import ANCHORS, Pen, frame, list_style, paragraphs
from deckgen.writers.pptx.xml import ADEC, attribute, element

DECORATIVE = (
    '<a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}">'
    f'<adec:decorative xmlns:adec="{ADEC}" val="1"/></a:ext>'
)
"""The extension that tells screen readers to pass a shape over."""

ROOT = (
    '<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm>'
    '<a:off x="0" y="0"/><a:ext cx="0" cy="0"/><a:chOff x="0" y="0"/><a:chExt cx="0" cy="0"/></a:xfrm>'
    "</p:grpSpPr>"
)
"""The head of every shape tree."""

RECTANGLE = '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
NO_LINE = "<a:ln><a:noFill/></a:ln>"


_SAME = (
    'accent1="accent1" accent2="accent2" accent3="accent3" accent4="accent4" accent5="accent5" '
    'accent6="accent6" hlink="hlink" folHlink="folHlink"'
)
COLOUR_MAP = f'<p:clrMap bg1="lt1" tx1="dk1" bg2="lt2" tx2="dk2" {_SAME}/>'
"""Which slot of the theme each colour name of a master's sheets means."""

DARK_MAP = f'<p:clrMap bg1="dk1" tx1="lt1" bg2="dk2" tx2="lt2" {_SAME}/>'
"""The same for a dark ground."""

LOCKED = '<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
LOCKED_IMAGE = '<p:cNvSpPr><a:spLocks noGrp="1" noRot="1" noChangeAspect="1"/></p:cNvSpPr>'
TEXT_BOX = '<p:cNvSpPr txBox="1"/>'
PLAIN = "<p:cNvSpPr/>"
"""What a shape is besides its name: a placeholder, one for a slide's image, free text, none of these."""


@dataclass(frozen=True, slots=True)
class Names:
    """Gives the shapes of a slide their ids, and their lasting names after deck, page and box."""

    deck_id: str
    page: Page
    ids: Iterator[int] = field(default_factory=lambda: itertools.count(2))

    def properties(
        self, shape_id: int, key: str, described: str | None = None, extra: str = "", link: str = ""
    ) -> str:
        """Return a shape's name, alt text (None: it needs none) and creation id; `extra` extends it.

        `link` is the element that says what a click on the shape does.
        """
        about = "" if described is None else f' descr="{attribute(described)}"'
        name = attribute(shape_name(self.page.id, key))
        creation = creation_extension(self.deck_id, self.page.id, key)
        return (
            f'<p:cNvPr id="{shape_id}" name="{name}"{about}>{link}'
            f"<a:extLst>{creation}{extra}</a:extLst></p:cNvPr>"
        )


def shape(about: str, held: str, drawn: str, body: str = "", kind: str = LOCKED) -> str:
    """Return a shape from its name, its `nvPr`, its place and paint, its text body's content and kind."""
    text = f"<p:txBody>{body}</p:txBody>" if body else ""
    return f"<p:sp><p:nvSpPr>{about}{kind}{held}</p:nvSpPr>{element('p:spPr', '', drawn)}{text}</p:sp>"


def transform(rect: Rect, prefix: str = "a") -> str:
    """Return a shape's place."""
    return (
        f'<{prefix}:xfrm><a:off x="{rect.x}" y="{rect.y}"/>'
        f'<a:ext cx="{rect.width}" cy="{rect.height}"/></{prefix}:xfrm>'
    )


def ground(fill: str) -> str:
    """Return the background of a slide's sheet."""
    return f"<p:bg><p:bgPr>{fill}<a:effectLst/></p:bgPr></p:bg>"


def placeholder(
    pen: Pen, names: Names, box: TextBox, slot: Slot, written: str | None = None
) -> tuple[int, str]:
    """Return the id and the shape of a box that fills a layout's slot, and inherits all it can.

    `written` is the paragraphs where they are already written.
    """
    shape_id = next(names.ids)
    rect = box.outer if box.shown else above_slide(slot.rect)
    place = transform(rect) if rect != slot.rect else ""
    text = paragraphs(pen, box, slot.looks) if written is None else written
    body = f"{_inherited_frame(pen.edition.hand, box, slot)}<a:lstStyle/>{text}"
    held = f"<p:nvPr>{slot.placeholder}</p:nvPr>"
    return shape_id, shape(names.properties(shape_id, box.key, box.about or None), held, place, body)


def text_shape(pen: Pen, names: Names, box: TextBox) -> tuple[int, str]:
    """Return the id and the shape of a box that fills no slot: place and look are its own."""
    return plate(pen, names, box.key, box.rect, "<a:noFill/>", box, kind=TEXT_BOX)


def plate(
    pen: Pen,
    names: Names,
    key: str,
    rect: Rect,
    fill: str,
    box: TextBox,
    *,
    link: str = "",
    kind: str = PLAIN,
) -> tuple[int, str]:
    """Return the id and the shape of text within a rectangle; `fill` is its paint.

    `link` is the element that says what a click on it does.
    """
    shape_id = next(names.ids)
    hand = pen.edition.hand
    look = _own_look(hand, box)
    before, behind = box.rect.x - rect.x, rect.right - box.rect.right
    start, end = (behind, before) if hand.right_to_left else (before, behind)
    insets = frame(
        box.anchor,
        right_to_left=hand.right_to_left,
        start=start,
        end=end + box.inset_end,
        top=box.rect.y - rect.y,
        bottom=rect.bottom - box.rect.bottom,
    )
    body = f"{insets}{list_style((hand.level(0, look, None),))}{paragraphs(pen, box, (look,))}"
    drawn = f"{transform(rect)}{RECTANGLE}{fill}{NO_LINE}"
    about = names.properties(shape_id, key, link=link)
    return shape_id, shape(about, "<p:nvPr/>", drawn, body, kind)


def rectangle(hand: Hand, about: str, rect: Rect, colour: str, held: str = "<p:nvPr/>") -> str:
    """Return a flat rectangle in a colour role; `about` is its name and ids."""
    drawn = f"{transform(rect)}{RECTANGLE}{hand.palette.fill(colour)}{NO_LINE}"
    return shape(about, held, drawn, kind=PLAIN)


def group(about: str, rects: Sequence[Rect], shapes: str) -> str:
    """Return a group of written shapes; `rects` are their places, of which there is at least one."""
    rect = _around(rects)
    place = "".join(
        f'<a:{corner} x="{rect.x}" y="{rect.y}"/><a:{size} cx="{rect.width}" cy="{rect.height}"/>'
        for corner, size in (("off", "ext"), ("chOff", "chExt"))
    )
    return (
        f"<p:grpSp><p:nvGrpSpPr>{about}<p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr>"
        f"<p:grpSpPr><a:xfrm>{place}</a:xfrm></p:grpSpPr>{shapes}</p:grpSp>"
    )


def graphic_frame(about: str, held: str, rect: Rect, uri: str, shown: str) -> str:
    """Return the frame of a table or a chart from its name, its `nvPr`, its place and what it shows."""
    return (
        f"<p:graphicFrame><p:nvGraphicFramePr>{about}"
        f'<p:cNvGraphicFramePr><a:graphicFrameLocks noGrp="1"/></p:cNvGraphicFramePr><p:nvPr>{held}</p:nvPr>'
        f'</p:nvGraphicFramePr>{transform(rect, "p")}<a:graphic><a:graphicData uri="{uri}">{shown}'
        "</a:graphicData></a:graphic></p:graphicFrame>"
    )


def said(boxes: Iterable[TextBox]) -> str:
    """Return the words of some boxes as one line."""
    return " ".join(plain(one.runs) for box in boxes for one in box.paragraphs)


def _around(rects: Sequence[Rect]) -> Rect:
    left, top = min(one.x for one in rects), min(one.y for one in rects)
    right, bottom = max(one.right for one in rects), max(one.bottom for one in rects)
    return Rect(left, top, Emu(right - left), Emu(bottom - top))


def _own_look(hand: Hand, box: TextBox) -> Look:
    """Return the look that a box of its own hands down to its paragraphs: that of the first."""
    if box.paragraphs:
        return paragraph_look(hand.theme, box.paragraphs[0], box.align)
    return style_look(hand.theme, next(iter(hand.theme.styles.values())), box.align)


def _inherited_frame(hand: Hand, box: TextBox, slot: Slot) -> str:
    """Return the frame of a filled slot: only what the fit made depart from the layout's."""
    anchor = f' anchor="{ANCHORS[box.anchor]}"' if box.anchor is not slot.anchor else ""
    side = "lIns" if hand.right_to_left else "rIns"
    inset = f' {side}="{box.inset_end}"' if box.inset_end else ""
    return f"<a:bodyPr{inset}{anchor}><a:noAutofit/></a:bodyPr>" if inset or anchor else "<a:bodyPr/>"
