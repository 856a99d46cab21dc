"""Type styles and placed paragraphs → looks, and what of a look has to be written where another is inherited.

PowerPoint hands looks down: master, layout, shape, paragraph. Each floor writes only where it departs from
the one above, so that whoever changes the master changes the deck.
"""

from __future__ import annotations

from collections.abc import Mapping

from deckgen.layout.pages import PlacedParagraph
from deckgen.structs import Struct, replace
from deckgen.theme.model import Align, Bullet, Face, Theme, TypeStyle
from deckgen.units import NONE, Emu
from deckgen.writers.pptx.colours import Palette
from deckgen.writers.pptx.run_properties import Faces, RunProperties
from deckgen.writers.pptx.xml import attribute, element

FACES = {"heading": "mj", "body": "mn"}
"""Theme face → its name among the theme part's fonts; other faces are named as they are."""

Attributes = Mapping[str, str | int | None]
"""Attributes of an element as pairs of name and value."""

ALWAYS_KERNED = 1200
"""The size, in hundredths of a point, from which letters are kerned: no text of a deck is smaller."""

MARKS = "Arial"
"""The face of list marks, as in PowerPoint's own lists: it sets them at the height of the letters."""


class AutoNumber(Struct, frozen=True):
    """A number that PowerPoint counts by itself, in its name for the form, from `start` on."""

    form: str
    start: int


FORMS = ("arabicPeriod", "alphaLcPeriod", "romanLcPeriod", "arabicPeriod")
"""PowerPoint's names for the forms of numbers of each level of a list."""


class TextStyle(Struct, frozen=True):
    """How a paragraph looks. `size`, `after` and `tracking` are in hundredths of a point.

    `leading` is in thousandths of a per cent of the face's own line height; text starts at `margin` EMU,
    the first line at `indent` EMU from there, and lines end `short` EMU before the box does,
    which LibreOffice takes for the paragraphs below as well where they do not say otherwise.
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
    bullet: Bullet | AutoNumber | None = None
    align: Align = Align.START
    short: Emu | None = None

    @property
    def exact(self) -> bool:
        """Whether it is program text, which runs from left to right in every language."""
        return self.face == "mono"


class StyleWriter(Struct, frozen=True):
    """What looks are written with: the deck's colours and faces, and to which side it is read."""

    theme: Theme
    palette: Palette
    right_to_left: bool

    def side(self, align: Align, *, exact: bool = False) -> str:
        """Return the side that lines are set to, as DrawingML names it; `exact` for program text."""
        start, end = ("r", "l") if self.right_to_left and not exact else ("l", "r")
        return {Align.START: start, Align.CENTER: "ctr", Align.END: end}[align]

    def level(self, depth: int, look: TextStyle, above: TextStyle | None, *, coloured: bool = False) -> str:
        """Return the list style of a depth, from 0, or nothing where it departs in nothing.

        `coloured` has it name its colour in any case.
        """
        attributes, children = _paragraph(self, look, above)
        own = self.character(look, above)
        if coloured:
            own = replace(own, fill=self.palette.colours[look.colour])
        defaults = own.xml("a:defRPr") if own != RunProperties() else ""
        if not (attributes or children or defaults):
            return ""
        return element(f"a:lvl{depth + 1}pPr", attributes, children + defaults)

    def paragraph(self, depth: int, look: TextStyle, above: TextStyle) -> str:
        """Return a paragraph's properties, or nothing where it departs in nothing."""
        attributes, children = _paragraph(self, look, above)
        level = {"lvl": depth or None}
        return element("a:pPr", {**level, **attributes}, children) if depth or attributes or children else ""

    def character(self, look: TextStyle, above: TextStyle | None) -> RunProperties:
        """Return how characters look where it departs from `above`; None: nothing is inherited."""

        size = look.size if above is None or look.size != above.size else None
        bold = look.bold if above is None or look.bold != above.bold else None
        coloured = above is None or look.colour != above.colour
        return RunProperties(
            size=size,
            bold=bold,
            kerning=ALWAYS_KERNED if above is None else None,
            tracking=look.tracking if look.tracking != (above.tracking if above else 0) else None,
            fill=self.palette.colours[look.colour] if coloured else None,
            faces=self.faces(look.face) if above is None or look.face != above.face else None,
        )

    def plain(self, size: int) -> RunProperties:
        """Return how text looks that belongs to no style of the theme; `size` in hundredths of a point."""
        ink = self.palette.colours["ink"]
        return RunProperties(size=size, kerning=ALWAYS_KERNED, fill=ink, faces=self.faces("body"))

    def faces(self, name: str) -> Faces:
        """Return a face of the theme for all scripts."""
        slot = FACES.get(name)
        if slot is None:
            face = self.theme.faces[name].name
            return Faces(face, None, face)
        return Faces(f"+{slot}-lt", f"+{slot}-ea", f"+{slot}-cs")


def style_look(theme: Theme, style: TypeStyle, align: Align, depth: int | None = None) -> TextStyle:
    """Return the look of a type style; `depth` is that in a list, None outside lists."""
    bullet = None if depth is None else theme.bullet(depth)
    size = style.size if bullet is None or bullet.size is None else min(style.size, bullet.size)
    return TextStyle(
        size=_hundredths(size),
        bold=style.bold,
        colour=style.colour,
        face=style.face,
        tracking=_hundredths(style.tracking * size / style.size),
        leading=_leading(style.leading, theme.face(style)),
        after=_hundredths(style.after),
        margin=bullet.indent if bullet else NONE,
        indent=Emu(-bullet.hang) if bullet else NONE,
        bullet=bullet,
        align=align,
    )


def paragraph_look(theme: Theme, paragraph: PlacedParagraph, align: Align) -> TextStyle:
    """Return the look of a paragraph as it was placed."""
    style = theme.styles[paragraph.style]
    bullet, hang, margin = _mark_of(theme, paragraph)
    return TextStyle(
        size=_hundredths(paragraph.size),
        bold=style.bold if paragraph.bold is None else paragraph.bold,
        colour=paragraph.colour or style.colour,
        face=style.face,
        tracking=_hundredths(style.tracking * paragraph.size / style.size),
        leading=_leading(paragraph.leading, theme.face(style)),
        after=_hundredths(paragraph.after),
        margin=margin,
        indent=Emu(-hang),
        bullet=bullet,
        align=align,
        short=paragraph.short,
    )


def _mark_of(theme: Theme, paragraph: PlacedParagraph) -> tuple[Bullet | AutoNumber | None, Emu, Emu]:
    """Return what is before a paragraph, how far before it, and how far its lines are indented."""
    number = paragraph.number
    if paragraph.level is None:
        return None, paragraph.hang, paragraph.hang
    if number is None:
        bullet = theme.bullet(paragraph.level)
        return bullet, bullet.hang, bullet.indent
    if not number.shown:
        return None, NONE, number.indent
    return AutoNumber(FORMS[paragraph.level], number.start), number.hang, number.indent


def _paragraph(hand: StyleWriter, look: TextStyle, above: TextStyle | None) -> tuple[Attributes, str]:
    """Return the attributes and the children of paragraph properties, in the schema's order."""
    attributes: dict[str, str | int | None] = {}
    if above is None or (look.margin, look.indent) != (above.margin, above.indent):
        attributes |= {"marL": look.margin, "indent": look.indent}
    if look.short is not None and not hand.right_to_left:
        attributes["marR"] = look.short
    turned = hand.right_to_left and above is not None and look.exact is not above.exact
    right_to_left = hand.right_to_left and not look.exact
    if above is None or look.align is not above.align or turned:
        attributes["algn"] = hand.side(look.align, exact=look.exact)
    if above is None:
        attributes |= {"defTabSz": 914_400, "rtl": right_to_left, "eaLnBrk": 1, "latinLnBrk": 0}
    elif turned:
        attributes["rtl"] = right_to_left
    return attributes, _spacing_and_mark(hand, look, above)


def _spacing_and_mark(hand: StyleWriter, look: TextStyle, above: TextStyle | None) -> str:
    """Return the children of paragraph properties that differ from what is inherited: spaces, the bullet."""
    children = ""
    if above is None or look.leading != above.leading:
        children += f'<a:lnSpc><a:spcPct val="{look.leading}"/></a:lnSpc>'
    if above is None:
        children += '<a:spcBef><a:spcPts val="0"/></a:spcBef>'
    if above is None or look.after != above.after:
        children += f'<a:spcAft><a:spcPts val="{look.after}"/></a:spcAft>'
    if above is None or look.bullet != above.bullet:
        children += _mark(hand, look.bullet)
    return children


def _mark(hand: StyleWriter, bullet: Bullet | AutoNumber | None) -> str:
    if bullet is None:
        return "<a:buNone/>"
    if isinstance(bullet, AutoNumber):
        colour = hand.palette.colours["accent"]
        start = None if bullet.start == 1 else bullet.start
        counted = element("a:buAutoNum", {"type": bullet.form, "startAt": start})
        return f"<a:buClr>{colour}</a:buClr><a:buFontTx/>{counted}"
    colour = hand.palette.colours[bullet.colour]
    char = attribute(bullet.char)
    return f'<a:buClr>{colour}</a:buClr><a:buFont typeface="{MARKS}"/><a:buChar char="{char}"/>'


def _leading(leading: float, face: Face) -> int:
    return round(leading / face.natural * 100_000)


def _hundredths(size: float) -> int:
    return round(size * 100)
