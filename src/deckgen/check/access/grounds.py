"""A text's colour and what it is in front of → its contrast, or that it cannot be told.

What lies behind is the fill of the text's own shape, else the nearest filled shape below it, on the slide,
its layout or its master, else the background. In front of pictures, gradients and patterns nothing is said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from deckgen.check.access.slides import A_, P_, Box, Element, Shape, Slide, shapes_of
from deckgen.regenerate.reading.inherit import Inherited, Sheets
from deckgen.structs import Struct
from deckgen.theme.contrast import ratio
from deckgen.writers.pptx.xml import AHYP

LARGE, LARGE_BOLD = 1800, 1400
"""Hundredths of a point from which text counts as large (WCAG 2.2, definition of large-scale text)."""

NORMAL_RATIO, LARGE_RATIO = 4.5, 3.0

SLACK = 25_400
"""EMU, 2 pt: by so much a text's box may be over the edge of the shape behind it."""

UNKNOWN = None
"""What stands for a paint that cannot be told: a picture, a gradient, a pattern."""

Paint = str | None
"""RRGGBB, or None for what cannot be told."""

_COLOUR = re.compile(r"[0-9A-F]{6}(?:/\d{1,2})?")

_NAMED = {
    "BLACK": "000000", "WHITE": "FFFFFF", "RED": "FF0000", "GREEN": "008000", "BLUE": "0000FF",
    "GRAY": "808080", "GREY": "808080", "YELLOW": "FFFF00", "ORANGE": "FFA500", "SILVER": "C0C0C0",
    "NAVY": "000080",
    "DKGRAY": "A9A9A9", "LTGRAY": "D3D3D3", "DARKGRAY": "A9A9A9", "LIGHTGRAY": "D3D3D3", "LIME": "00FF00",
    "CYAN": "00FFFF", "MAGENTA": "FF00FF", "PURPLE": "800080", "MAROON": "800000", "TEAL": "008080",
}  # fmt: skip
"""The preset colours that are in use → RRGGBB (ISO/IEC 29500-1 §20.1.10.48)."""


class Seen(Struct, frozen=True):
    """A run as it is seen: its colour, its size in hundredths of a point, and whether it is bold."""

    colour: Paint
    size: float
    bold: bool

    @property
    def large(self) -> bool:
        """Whether it counts as large text."""
        return self.size >= LARGE or (self.bold and self.size >= LARGE_BOLD)

    @property
    def least(self) -> float:
        """The contrast that it needs."""
        return LARGE_RATIO if self.large else NORMAL_RATIO


def worst(colour: Paint, grounds: tuple[Paint, ...], least: float) -> float | None:
    """Return the contrast of a text in front of grounds; None where it cannot be told.

    Where it is in front of several, it is too faint for sure only where it is so on each of them.
    """
    if colour is None or not grounds or None in grounds:
        return None
    found = [ratio(f"#{over(colour, one)}", f"#{one[:6]}") for one in grounds if one is not None]
    if all(one >= least for one in found):
        return min(found)
    return max(found) if all(one < least for one in found) else None


def over(colour: str, ground: str) -> str:
    """Return a colour, transparent or not, as it is seen in front of another."""
    value, _, share = colour.partition("/")
    if not share:
        return value
    part = int(share) / 100
    mixed = (
        round(int(value[at : at + 2], 16) * part + int(ground[at : at + 2], 16) * (1 - part))
        for at in (0, 2, 4)
    )
    return "".join(f"{one:02X}" for one in mixed)


def known(colour: str) -> Paint:
    """Return a colour that can be reckoned with, else None."""
    value = _NAMED.get(colour.upper(), colour.upper())
    return value if _COLOUR.fullmatch(value) else None


def seen(slide: Slide, shape: Shape, paragraph: Element, run: Element) -> Seen:
    """Return how a run of a shape is seen."""
    sheets, level = slide.sheets, level_of(paragraph)
    kind, number = shape.slot or (None, "0")
    look = sheets.inherited(kind, number, level)
    reference = shape.element.find(f"{P_}style/{A_}fontRef")
    if reference is not None and len(reference):
        look = _coloured(look, sheets.colour(reference))
    own = shape.element.find(f"{P_}txBody/{A_}lstStyle")
    if own is not None:
        look = sheets.over(look, own, level)
    return _run(sheets, look, run, _shrunk(shape.element))


def _run(sheets: Sheets, look: Inherited, run: Element, scale: float) -> Seen:
    properties = run.find(f"{A_}rPr")
    if properties is None:
        return Seen(known(look.colour), look.size * scale, look.bold)
    colour = known(sheets.characters(look, properties).colour)
    paints = {etree.QName(one).localname for one in properties if isinstance(one.tag, str)}
    if paints & {"gradFill", "blipFill", "pattFill", "noFill"}:
        colour = UNKNOWN
    link = properties.find(f"{A_}hlinkClick")
    if link is not None and not _keeps_colour(link):
        name = sheets.map.get("hlink", "hlink")
        colour = known(sheets.colours.get(name, ""))
    found = sheets.characters(look, properties)
    return Seen(colour, found.size * scale, found.bold)


def _keeps_colour(link: Element) -> bool:
    """Tell whether a link has the colour of its text instead of the theme's for links."""
    return any(one.get("val") == "tx" for one in link.iter(f"{{{AHYP}}}hlinkClr"))


def _coloured(look: Inherited, colour: str) -> Inherited:
    return Inherited(look.size, look.bold, look.italic, look.underline, colour, look.face, look.align)


def _shrunk(shape: Element) -> float:
    """Return the share to which PowerPoint has set the text of a shape smaller to have it fit."""
    found = shape.find(f"{P_}txBody/{A_}bodyPr/{A_}normAutofit")
    return int(found.get("fontScale", "100000").rstrip("%")) / 100_000 if found is not None else 1.0


def level_of(paragraph: Element) -> int:
    """Return the level of a paragraph, from 0."""
    properties = paragraph.find(f"{A_}pPr")
    return int(properties.get("lvl", "0")) if properties is not None else 0


def grounds(slide: Slide, shape: Shape) -> tuple[Paint, ...]:
    """Return what is behind the text of a shape, each colour that it may be in front of."""
    own = paint_of(shape, slide.sheets)
    if own is not NOTHING and not _is_clear(own):
        return (own.colour,)
    below = _below(slide, shape.box, slide.shapes.index(shape))
    if own is NOTHING or own.colour is None:
        return below
    return tuple(None if one is None else over(own.colour, one) for one in below)


class Fill(Struct, frozen=True):
    """What a shape is filled with; its colour is None where that cannot be told."""

    colour: Paint


NOTHING = Fill("")
"""The fill of what is not filled."""


def _is_clear(fill: Fill) -> bool:
    return fill.colour is not None and "/" in fill.colour


def _below(slide: Slide, box: Box | None, before: int) -> tuple[Paint, ...]:
    """Return what is below a box, from the shape under it down to the background."""
    if box is None:
        return (UNKNOWN,)
    layers: list[tuple[Shape, Sheets]] = [(one, slide.sheets) for one in slide.shapes[:before]]
    found: list[Paint] = []
    for shape, sheets in (*reversed(layers), *_sheet_shapes(slide)):
        if shape.box is None or shape.hidden or not shape.box.meets(box):
            continue
        fill = Fill(UNKNOWN) if shape.kind in _OPAQUE else paint_of(shape, sheets)
        if fill is NOTHING or shape.kind in _SEE_THROUGH:
            continue
        if _is_clear(fill):
            return (UNKNOWN,)
        found.append(fill.colour)
        if shape.box.holds(box, SLACK):
            return tuple(found)
    return (*found, background(slide))


_OPAQUE = {"picture", "video", "object", "diagram", "ink", "table"}
_SEE_THROUGH = {"group", "line", "chart", "audio"}
"""Kinds of shapes of which nothing is known, and those that are not filled."""


def _sheet_shapes(slide: Slide) -> Iterator[tuple[Shape, Sheets]]:
    """Yield what the layout and the master put behind a slide, the uppermost first."""
    sheets = slide.sheets
    if slide.root.get("showMasterSp") in ("0", "false"):
        return
    for part in (sheets.layout, sheets.master):
        if part:
            drawn = tuple(one for one in shapes_of(sheets.package.root(part), sheets) if one.slot is None)
            yield from ((one, sheets) for one in reversed(drawn))
            if sheets.package.root(part).get("showMasterSp") in ("0", "false"):
                return


def paint_of(shape: Shape, sheets: Sheets) -> Fill:
    """Return what a shape is filled with, by itself, its group, its placeholder or its style."""
    properties = shape.element.find(f"{P_}spPr")
    if properties is None:
        properties = shape.element.find(f"{P_}grpSpPr")
    found = filled(properties, sheets)
    if found is not None:
        return found
    if properties is not None and properties.find(f"{A_}grpFill") is not None:
        return paint_of(shape.group, sheets) if shape.group else Fill(UNKNOWN)
    for one in sheets.slot(*shape.slot) if shape.slot else ():
        if (inherited := filled(one.find(f"{P_}spPr"), sheets)) is not None:
            return inherited
    reference = shape.element.find(f"{P_}style/{A_}fillRef")
    if reference is not None:
        return _referred(reference, sheets)
    return NOTHING


def filled(properties: Element | None, sheets: Sheets) -> Fill | None:
    """Return the fill that properties name, None where they name none."""
    for one in properties if properties is not None else ():
        if not isinstance(one.tag, str):
            continue
        tag = etree.QName(one).localname
        if tag == "solidFill":
            return Fill(known(sheets.colour(one)))
        if tag == "noFill":
            return NOTHING
        if tag in ("gradFill", "blipFill", "pattFill"):
            return Fill(UNKNOWN)
    return None


def _referred(reference: Element, sheets: Sheets) -> Fill:
    """Return the fill that a style names by its number in the theme, from 1; 0 is none."""
    number = int(reference.get("idx", "0"))
    if number == 0:
        return NOTHING
    return _themed(reference, sheets, "fillStyleLst", number - 1)


def _themed(reference: Element, sheets: Sheets, tag: str, place: int) -> Fill:
    """Return a fill of the theme's lists in the colour of what refers to it."""
    styles = sheets.theme.find(f".//{A_}{tag}") if sheets.theme is not None else None
    if styles is None or not 0 <= place < len(styles):
        return Fill(UNKNOWN)
    one = styles[place]
    if etree.QName(one).localname != "solidFill" or not len(one) or len(one[0]):
        return Fill(UNKNOWN)
    if one[0].get("val") == "phClr":
        return Fill(known(sheets.colour(reference)))
    return Fill(known(sheets.colour(one)))


def background(slide: Slide) -> Paint:
    """Return the colour of a slide's background, None where it is a picture or a gradient."""
    sheets = slide.sheets
    roots = [slide.root, *(sheets.package.root(part) for part in (sheets.layout, sheets.master) if part)]
    for root in roots:
        found = root.find(f"{P_}cSld/{P_}bg")
        if found is None:
            continue
        fill = filled(found.find(f"{P_}bgPr"), sheets)
        if fill is not None:
            return fill.colour if fill is not NOTHING else "FFFFFF"
        reference = found.find(f"{P_}bgRef")
        if reference is not None:
            number = int(reference.get("idx", "0"))
            tag, first = ("bgFillStyleLst", 1001) if number > 1000 else ("fillStyleLst", 1)
            return _themed(reference, sheets, tag, number - first).colour if number else "FFFFFF"
    return "FFFFFF"
