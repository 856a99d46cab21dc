"""A table's cells → how their text is seen, and in front of what: the cell's own fill, else the style's."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lxml import etree

from deckgen.check.access.grounds import NOTHING, Fill, Paint, Seen, background, filled, known, level_of, over
from deckgen.check.access.slides import A_, Element, Shape, Slide
from deckgen.regenerate.reading.inherit import Inherited, Sheets
from deckgen.structs import Struct

_PLAIN = {"{2D5ABB26-0587-4C30-8999-92F81FD0307C}", "{5940675A-B579-460E-94D1-54222C63F5DA}"}
"""The built-in styles without fills: No Style, with and without a grid."""

_MEDIUM = {
    "{073A0DAA-6AF3-43AB-8588-CEC1D06C72B9}": "dk1",
    "{5C22544A-7EE6-4342-B048-85BDC9FD1C3A}": "accent1",
    "{21E4AEA4-8DFA-4A89-87EB-49C32662AFE0}": "accent2",
    "{F5AB1C69-6EDB-4FF4-983F-18BD219EF322}": "accent3",
    "{00A15C55-8517-42AA-B614-E9B94910E393}": "accent4",
    "{7DF18680-E054-41AD-8BC1-D1AEF772440D}": "accent5",
    "{93296810-A885-4BE3-A3E7-6D5BEEA58F35}": "accent6",
}
"""The built-in style Medium Style 2, which new tables have, and its colour; programs do not write it out."""

_SWITCHES = ("firstRow", "lastRow", "firstCol", "lastCol", "bandRow", "bandCol")


class Look(Struct, frozen=True):
    """What a table's style makes of a cell: its fill, its text's colour and weight; None: it does not say."""

    fill: Fill | None = None
    colour: Paint = None
    bold: bool | None = None

    def over(self, below: Look) -> Look:
        """Return this look where it says something, else the one below."""
        return Look(
            below.fill if self.fill is None else self.fill,
            below.colour if self.colour is None else self.colour,
            below.bold if self.bold is None else self.bold,
        )


class Cell(Struct, frozen=True):
    """A cell of a table: its paragraphs, what they look like at the start, and what is behind them."""

    paragraphs: tuple[Element, ...]
    look: Look
    behind: tuple[Paint, ...]
    sheets: Sheets

    def seen(self, paragraph: Element, run: Element) -> Seen:
        """Return how a run of the cell is seen."""
        look = self.sheets.inherited(None, "0", level_of(paragraph))
        bold = look.bold if self.look.bold is None else self.look.bold
        colour = look.colour if self.look.colour is None else self.look.colour
        look = Inherited(look.size, bold, look.italic, look.underline, colour, look.face, look.align)
        own = run.find(f"{A_}rPr")
        found = self.sheets.characters(look, own) if own is not None else look
        return Seen(known(found.colour), found.size, found.bold)


def cells_of(slide: Slide, shape: Shape) -> Iterator[Cell]:
    """Yield the cells of a table that are not covered by merged ones."""
    table = shape.element.find(f".//{A_}tbl")
    if table is None:
        return
    properties = table.find(f"{A_}tblPr")
    switched = {
        one for one in _SWITCHES if properties is not None and properties.get(one) in ("1", "true", "on")
    }
    style = (properties.findtext(f"{A_}tableStyleId") or "") if properties is not None else ""
    whole = filled(properties, slide.sheets) if properties is not None else None
    rows = table.findall(f"{A_}tr")
    for row, one in enumerate(rows):
        cells = one.findall(f"{A_}tc")
        for column, cell in enumerate(cells):
            if any(cell.get(mark) in ("1", "true") for mark in ("hMerge", "vMerge")):
                continue
            zones = tuple(_zones(switched, (row, len(rows)), (column, len(cells))))
            look = _look(slide, style, zones)
            own = filled(cell.find(f"{A_}tcPr"), slide.sheets)
            fill = next((each for each in (own, look.fill, whole) if each is not None), NOTHING)
            paragraphs = tuple(cell.iterfind(f"{A_}txBody/{A_}p"))
            yield Cell(paragraphs, look, _behind(slide, fill), slide.sheets)


def _behind(slide: Slide, fill: Fill) -> tuple[Paint, ...]:
    if fill is NOTHING:
        return (background(slide),)
    if fill.colour is not None and "/" in fill.colour:
        ground = background(slide)
        return (None if ground is None else over(fill.colour, ground),)
    return (fill.colour,)


def _zones(switched: set[str], row: tuple[int, int], column: tuple[int, int]) -> Iterator[str]:
    """Yield the parts of a style that a cell is in, the strongest first."""
    for name, (place, count) in (("Row", row), ("Col", column)):
        if f"first{name}" in switched and place == 0:
            yield f"first{name}"
        elif f"last{name}" in switched and place == count - 1:
            yield f"last{name}"
    for name, mark, place in (("Row", "H", row[0]), ("Col", "V", column[0])):
        if f"band{name}" in switched:
            head = 1 if f"first{name}" in switched else 0
            yield f"band{'1' if (place - head) % 2 == 0 else '2'}{mark}"
    yield "wholeTbl"


def _look(slide: Slide, style: str, zones: Sequence[str]) -> Look:
    """Return what a style makes of a cell; of a style that nobody wrote down nothing is known."""
    found = Look()
    if (written := _written(slide, style)) is not None:
        for zone in zones:
            part = written.find(f"{A_}{zone}")
            if part is not None:
                found = found.over(_of_style(part, slide.sheets))
        return found
    if style in _MEDIUM:
        return _medium(slide.sheets, _MEDIUM[style], zones)
    return Look() if not style or style in _PLAIN else Look(Fill(None))


def _written(slide: Slide, style: str) -> Element | None:
    part = slide.package.led("", "officeDocument")[0]
    for name in slide.package.led(part, "tableStyles"):
        if name in slide.package.files:
            for one in slide.package.root(name).iterfind(f"{A_}tblStyle"):
                if one.get("styleId", "").upper() == style.upper():
                    return one
    return None


def _of_style(part: Element, sheets: Sheets) -> Look:
    text, cell = part.find(f"{A_}tcTxStyle"), part.find(f"{A_}tcStyle")
    colour: Paint = None
    bold: bool | None = None
    if text is not None:
        colours = sheets.colour(text)
        colour = known(colours) if colours else None
        bold = {"on": True, "off": False}.get(text.get("b", ""))
    fill = None
    if cell is not None:
        fill = filled(cell.find(f"{A_}fill"), sheets)
        if fill is None and cell.find(f"{A_}fillRef") is not None:
            fill = Fill(None)
    return Look(fill, colour, bold)


def _medium(sheets: Sheets, name: str, zones: Sequence[str]) -> Look:
    """Return what Medium Style 2 makes of a cell: its head in the colour, its rows in tints of it."""
    colour = sheets.colours.get(sheets.map.get(name, name), "")
    light, dark = (sheets.colours.get(sheets.map.get(one, one), "") for one in ("lt1", "dk1"))
    if any(zone in ("firstRow", "lastRow", "firstCol", "lastCol") for zone in zones):
        return Look(Fill(known(colour)), known(light), True)
    return Look(Fill(_tinted(sheets, colour, 0.4 if zones[0].startswith("band1") else 0.2)), known(dark))


def _tinted(sheets: Sheets, colour: str, share: float) -> Paint:
    """Return a colour with a share of it left, the rest white, as `tint` reckons."""
    holder = etree.Element("holder")
    one = etree.SubElement(holder, f"{A_}srgbClr", val=colour)
    etree.SubElement(one, f"{A_}tint", val=str(round(share * 100_000)))
    return known(sheets.colour(holder)) if known(colour) else None
