"""Type styles and placed paragraphs → looks, and what of a look has to be written where another is inherited.

PowerPoint hands looks down: master, layout, shape, paragraph. Each floor writes only where it departs from
the one above, so that whoever changes the master changes the deck.
"""

from __future__ import annotations

from dataclasses import dataclass

from deckgen.layout.pages import PlacedParagraph
from deckgen.theme.model import Align, Bullet, Face, Theme, TypeStyle
from deckgen.units import NONE, Emu
from deckgen.writers.pptx.colours import Palette
from deckgen.writers.pptx.xml import attribute, element

FACES = {"heading": "mj", "body": "mn"}
"""Theme face → its name among the theme part's fonts; other faces are named as they are."""

MARKS = "Arial"
"""The face of list marks, as in PowerPoint's own lists: it sets them at the height of the letters."""


@dataclass(frozen=True, slots=True)
class Look:
    """How a paragraph looks. `size`, `after` and `tracking` are in hundredths of a point.

    `leading` is in thousandths of a per cent of the face's own line height; text starts at `margin` EMU,
    the first line at `indent` EMU from there.
    """

    size: int
    bold: bool
    colour: str
    face: str
    tracking: int
    leading: int
    after: int
    margin: Emu = NONE
    indent: Emu = NONE
    bullet: Bullet | None = None
    align: Align = Align.START

    @property
    def exact(self) -> bool:
        """Whether it is program text, which runs from left to right in every language."""
        return self.face == "mono"


@dataclass(frozen=True, slots=True)
class Hand:
    """What looks are written with: the deck's colours and faces, and to which side it is read."""

    theme: Theme
    palette: Palette
    right_to_left: bool

    def side(self, align: Align, *, exact: bool = False) -> str:
        """Return the side that lines are set to, as DrawingML names it; `exact` for program text."""
        start, end = ("r", "l") if self.right_to_left and not exact else ("l", "r")
        return {Align.START: start, Align.CENTER: "ctr", Align.END: end}[align]

    def level(self, depth: int, look: Look, above: Look | None) -> str:
        """Return the list style of a depth, from 0, or nothing where it departs in nothing."""
        attributes, children = _paragraph(self, look, above)
        own = _character(self, look, above)
        defaults = element("a:defRPr", *own) if any(own) else ""
        if not (attributes or children or defaults):
            return ""
        return f"<a:lvl{depth + 1}pPr{attributes}>{children}{defaults}</a:lvl{depth + 1}pPr>"

    def paragraph(self, depth: int, look: Look, above: Look) -> str:
        """Return a paragraph's properties, or nothing where it departs in nothing."""
        attributes, children = _paragraph(self, look, above)
        level = f' lvl="{depth}"' if depth else ""
        return element("a:pPr", level + attributes, children) if level or attributes or children else ""

    def character(self, look: Look, above: Look) -> tuple[str, str]:
        """Return the attributes and the children of a run's properties where the paragraph departs."""
        return _character(self, look, above)

    def faces(self, name: str) -> str:
        """Return a face of the theme for all scripts, as the children of a run's properties."""
        slot = FACES.get(name)
        if slot is None:
            face = attribute(self.theme.faces[name].name)
            return f'<a:latin typeface="{face}"/><a:cs typeface="{face}"/>'
        return "".join(
            f'<a:{script} typeface="+{slot}-{short}"/>'
            for script, short in (("latin", "lt"), ("ea", "ea"), ("cs", "cs"))
        )


def style_look(theme: Theme, style: TypeStyle, align: Align, depth: int | None = None) -> Look:
    """Return the look of a type style; `depth` is that in a list, None outside lists."""
    bullet = None if depth is None else theme.bullets[min(depth, 1)]
    size = style.size if bullet is None or bullet.size is None else min(style.size, bullet.size)
    beyond = 0 if depth is None else max(depth - 1, 0) * (theme.bullets[1].indent - theme.bullets[0].indent)
    return Look(
        size=_hundredths(size),
        bold=style.bold,
        colour=style.colour,
        face=style.face,
        tracking=_hundredths(style.tracking * size / style.size),
        leading=_leading(style.leading, theme.face(style)),
        after=_hundredths(style.after),
        margin=Emu(bullet.indent + beyond) if bullet else NONE,
        indent=Emu(-bullet.hang) if bullet else NONE,
        bullet=bullet,
        align=align,
    )


def paragraph_look(theme: Theme, paragraph: PlacedParagraph, align: Align) -> Look:
    """Return the look of a paragraph as it was placed."""
    style = theme.styles[paragraph.style]
    bullet = None if paragraph.level is None else theme.bullets[min(paragraph.level, 1)]
    return Look(
        size=_hundredths(paragraph.size),
        bold=style.bold if paragraph.bold is None else paragraph.bold,
        colour=paragraph.colour or style.colour,
        face=style.face,
        tracking=_hundredths(style.tracking * paragraph.size / style.size),
        leading=_leading(paragraph.leading, theme.face(style)),
        after=_hundredths(paragraph.after),
        margin=bullet.indent if bullet else paragraph.hang,
        indent=Emu(-(bullet.hang if bullet else paragraph.hang)),
        bullet=bullet,
        align=align,
    )


def _paragraph(hand: Hand, look: Look, above: Look | None) -> tuple[str, str]:
    """Return the attributes and the children of paragraph properties, in the schema's order."""
    attributes, children = "", ""
    if above is None or (look.margin, look.indent) != (above.margin, above.indent):
        attributes += f' marL="{look.margin}" indent="{look.indent}"'
    turned = hand.right_to_left and above is not None and look.exact is not above.exact
    leftwards = int(hand.right_to_left and not look.exact)
    if above is None or look.align is not above.align or turned:
        attributes += f' algn="{hand.side(look.align, exact=look.exact)}"'
    if above is None:
        attributes += f' defTabSz="914400" rtl="{leftwards}" eaLnBrk="1" latinLnBrk="0"'
    elif turned:
        attributes += f' rtl="{leftwards}"'
    if above is None or look.leading != above.leading:
        children += f'<a:lnSpc><a:spcPct val="{look.leading}"/></a:lnSpc>'
    if above is None:
        children += '<a:spcBef><a:spcPts val="0"/></a:spcBef>'
    if above is None or look.after != above.after:
        children += f'<a:spcAft><a:spcPts val="{look.after}"/></a:spcAft>'
    if above is None or look.bullet != above.bullet:
        children += _mark(hand, look.bullet)
    return attributes, children


def _mark(hand: Hand, bullet: Bullet | None) -> str:
    if bullet is None:
        return "<a:buNone/>"
    colour = hand.palette.colours[bullet.colour]
    char = attribute(bullet.char)
    return f'<a:buClr>{colour}</a:buClr><a:buFont typeface="{MARKS}"/><a:buChar char="{char}"/>'


def _character(hand: Hand, look: Look, above: Look | None) -> tuple[str, str]:
    """Return the attributes and the children of run properties, in the schema's order."""
    attributes, children = "", ""
    if above is None or look.size != above.size:
        attributes += f' sz="{look.size}"'
    if above is None or look.bold != above.bold:
        attributes += f' b="{int(look.bold)}"'
    if above is None:
        attributes += ' kern="1200"'
    if look.tracking != (above.tracking if above else 0):
        attributes += f' spc="{look.tracking}"'
    if above is None or look.colour != above.colour:
        children += hand.palette.fill(look.colour)
    if above is None or look.face != above.face:
        children += hand.faces(look.face)
    return attributes, children


def _leading(leading: float, face: Face) -> int:
    return round(leading / face.natural * 100_000)


def _hundredths(size: float) -> int:
    return round(size * 100)
