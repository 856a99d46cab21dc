"""Boxes of text and flat rectangles → shapes, in a layout's placeholder or free."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from deckgen.deck.model import plain
from deckgen.layout.pages import Page, TextBox
from deckgen.structs import Struct, field
from deckgen.units import Emu, Rect
from deckgen.writers.pptx.identity import creation_extension, shape_name
from deckgen.writers.pptx.placeholders import Placeholder, above_slide
from deckgen.writers.pptx.run_properties import Hyperlink
from deckgen.writers.pptx.styles import StyleWriter, TextStyle, paragraph_look, style_look
from deckgen.writers.pptx.text import ANCHORS, Insets, RunWriter, frame, list_style, paragraphs
from deckgen.writers.pptx.xml import ADEC, element

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
"""What kind of shape it is: a placeholder, one for a slide's image, free text, none of these."""


class ShapeIds:
    """Counts the ids of a slide's shapes; `following` is the next one."""

    __slots__ = ("following",)

    def __init__(self, following: int = 2) -> None:
        self.following = following

    def __next__(self) -> int:
        self.following += 1
        return self.following - 1


class Names(Struct, frozen=True):
    """Gives the shapes of a slide their ids, and their lasting names after deck, page and box."""

    deck_id: str
    page: Page
    ids: ShapeIds = field(default_factory=ShapeIds)

    def properties(
        self,
        shape_id: int,
        key: str,
        described: str | None = None,
        link: Hyperlink | None = None,
        *,
        hidden: bool = False,
    ) -> str:
        """Return a shape's name, alt text and creation id.

        `described` is None where it needs no alt text, and empty where screen readers are to pass it over.
        `link` is what a click on the shape leads to.
        """
        name = shape_name(self.page.id, key)
        creation = creation_extension(self.deck_id, self.page.id, key)
        named = {"hidden": 1 if hidden else None, "id": shape_id, "name": name, "descr": described}
        clicked, decorative = link.xml if link else "", DECORATIVE if described == "" else ""
        return element("p:cNvPr", named, f"{clicked}<a:extLst>{creation}{decorative}</a:extLst>")


def shape(about: str, held: str, drawn: str, body: str = "", kind: str = LOCKED) -> str:
    """Return a shape from its name, its `nvPr`, its place and paint, its text body's content and kind."""
    text = f"<p:txBody>{body}</p:txBody>" if body else ""
    return f"<p:sp><p:nvSpPr>{about}{kind}{held}</p:nvSpPr>{element('p:spPr', {}, drawn)}{text}</p:sp>"


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
    pen: RunWriter, names: Names, box: TextBox, slot: Placeholder, written: str | None = None
) -> tuple[int, str]:
    """Return the id and the shape of a box that fills a layout's slot, and inherits all it can.

    `written` is the paragraphs where they are already written.
    """
    shape_id = next(names.ids)
    rect = box.outer if box.shown else above_slide(slot.rect)
    place = transform(rect) if rect != slot.rect else ""
    text = paragraphs(pen, box, slot.looks) if written is None else written
    body = f"{_inherited_frame(pen.context.hand, box, slot)}<a:lstStyle/>{text}"
    held = f"<p:nvPr>{slot.placeholder}</p:nvPr>"
    return shape_id, shape(names.properties(shape_id, box.key, box.about or None), held, place, body)


def text_shape(pen: RunWriter, names: Names, box: TextBox) -> tuple[int, str]:
    """Return the id and the shape of a box that fills no slot: place and look are its own."""
    fill = pen.context.hand.palette.fill(box.fill) if box.fill else "<a:noFill/>"
    return plate(pen, names, Plate(box.key, box.outer, fill, kind=TEXT_BOX), box)


class Plate(Struct, frozen=True):
    """The rectangle that a text is in; `fill` is its paint, `link` what a click on it leads to."""

    key: str
    rect: Rect
    fill: str
    link: Hyperlink | None = None
    kind: str = PLAIN


def plate(pen: RunWriter, names: Names, drawn: Plate, box: TextBox) -> tuple[int, str]:
    """Return the id and the shape of a text within a rectangle."""
    shape_id = next(names.ids)
    hand = pen.context.hand
    look = _own_look(hand, box)
    outer, inner = drawn.rect, box.rect
    left, right = inner.x - outer.x, outer.right - inner.right
    start, end = (right, left) if hand.right_to_left else (left, right)
    insets = Insets(start, end + box.inset_end, inner.y - outer.y, outer.bottom - inner.bottom)
    held = frame(box.anchor, insets, right_to_left=hand.right_to_left)
    body = f"{held}{list_style((hand.level(0, look, None),))}{paragraphs(pen, box, (look,))}"
    painted = f"{transform(outer)}{RECTANGLE}{drawn.fill}{NO_LINE}"
    about = names.properties(shape_id, drawn.key, box.about or None, drawn.link)
    return shape_id, shape(about, "<p:nvPr/>", painted, body, drawn.kind)


def rectangle(hand: StyleWriter, about: str, rect: Rect, colour: str, held: str = "<p:nvPr/>") -> str:
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


def _own_look(hand: StyleWriter, box: TextBox) -> TextStyle:
    """Return the look that a box of its own hands down to its paragraphs: that of the first."""
    if box.paragraphs:
        return paragraph_look(hand.theme, box.paragraphs[0], box.align)
    return style_look(hand.theme, next(iter(hand.theme.styles.values())), box.align)


def _inherited_frame(hand: StyleWriter, box: TextBox, slot: Placeholder) -> str:
    """Return the frame of a filled slot: only what the fit made depart from the layout's."""
    anchor = f' anchor="{ANCHORS[box.anchor]}"' if box.anchor is not slot.anchor else ""
    side = "lIns" if hand.right_to_left else "rIns"
    inset = f' {side}="{box.inset_end}"' if box.inset_end else ""
    return f"<a:bodyPr{inset}{anchor}><a:noAutofit/></a:bodyPr>" if inset or anchor else "<a:bodyPr/>"
