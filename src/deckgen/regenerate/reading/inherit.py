"""What a shape inherits: text properties and place by way of shape, layout, master and text styles.

LibreOffice writes out what other programs inherit, and real colours for those of the theme. So two decks
can be compared only where all of it is resolved (ISO/IEC 29500-1 §19.3.1.36, §21.1.2.4).
"""

from __future__ import annotations

import colorsys
from collections.abc import Iterator, Mapping

from lxml import etree

from deckgen.regenerate.reading.package import Package
from deckgen.structs import Struct
from deckgen.writers.pptx.xml import A, P

Element = etree._Element

_A, _P = f"{{{A}}}", f"{{{P}}}"

_TITLES = {"title", "ctrTitle"}
_BODIES = {"body", "subTitle", "obj", "", "tbl", "chart", "media", "pic", "clipArt", "dgm"}
_SAME = {"ctrTitle": "title", "subTitle": "body", "obj": "body", "": "body"}
"""Kinds of placeholders → the kind that they look like on the master."""

_KINDS = {"": "obj"}


class Inherited(Struct, frozen=True):
    """What characters of a level look like where a paragraph says nothing of its own."""

    size: int = 1800
    bold: bool = False
    italic: bool = False
    underline: bool = False
    colour: str = "000000"
    face: str = "Arial"
    align: str = "l"


class Sheets:
    """The layout, the master and the theme of one slide, as its shapes inherit from them."""

    def __init__(self, package: Package, slide: str) -> None:
        self.package = package
        self.layout = next(iter(package.led(slide, "slideLayout")), "")
        self.master = next(iter(package.led(self.layout, "slideMaster")), "") if self.layout else ""
        theme = next(iter(package.led(self.master, "theme")), "") if self.master else ""
        self.theme = package.root(theme) if theme in package.files else None
        self.colours = dict(_colours(self.theme)) if self.theme is not None else {}
        self.map = self._map()
        self.faces = self._faces()
        self._chains: dict[tuple[str, str], tuple[Element, ...]] = {}
        self._looks: dict[tuple[str, str, int], Inherited] = {}

    def _map(self) -> Mapping[str, str]:
        found = self.package.root(self.master).find(f"{_P}clrMap") if self.master else None
        return {str(key): str(value) for key, value in found.attrib.items()} if found is not None else {}

    def _faces(self) -> Mapping[str, str]:
        if self.theme is None:
            return {}
        faces = {}
        for name, tag in (("mj", "majorFont"), ("mn", "minorFont")):
            for script in ("latin", "ea", "cs"):
                one = self.theme.find(f".//{_A}{tag}/{_A}{script}")
                faces[f"+{name}-{script[:2] if script != 'latin' else 'lt'}"] = (
                    one.get("typeface", "") if one is not None else ""
                )
        return faces

    def slot(self, kind: str, index: str) -> tuple[Element, ...]:
        """Return the placeholders that one on a slide inherits from: the layout's, then the master's."""
        key = (kind, index)
        if key not in self._chains:
            found = []
            if self.layout and (one := _find(self.package.root(self.layout), kind, index)) is not None:
                found.append(one)
                kind = _placeholder(one)[0]
            if self.master and (one := _on_master(self.package.root(self.master), kind)) is not None:
                found.append(one)
            self._chains[key] = tuple(found)
        return self._chains[key]

    def inherited(self, kind: str | None, index: str, level: int) -> Inherited:
        """Return what text of a level inherits; `kind` is None outside placeholders."""
        key = ("none" if kind is None else kind, index, level)
        if key not in self._looks:
            self._looks[key] = self._inherited(kind, index, level)
        return self._looks[key]

    def _inherited(self, kind: str | None, index: str, level: int) -> Inherited:
        found = Inherited()
        for styles in self._styles(kind, index):
            found = self.over(found, styles, level)
        return found

    def _styles(self, kind: str | None, index: str) -> Iterator[Element]:
        """Yield lists of levels, the most general first."""
        shown = self.package.root("ppt/presentation.xml").find(f"{_P}defaultTextStyle")
        if shown is not None:
            yield shown
        if not self.master:
            return
        named = "otherStyle" if kind is None else "titleStyle" if kind in _TITLES else "bodyStyle"
        if kind in ("ftr", "sldNum", "dt"):
            named = "otherStyle"
        styles = self.package.root(self.master).find(f"{_P}txStyles/{_P}{named}")
        if styles is not None:
            yield styles
        if kind is None:
            return
        for one in reversed(self.slot(kind, index)):
            own = one.find(f"{_P}txBody/{_A}lstStyle")
            if own is not None:
                yield own

    def over(self, below: Inherited, styles: Element, level: int) -> Inherited:
        """Return what a list of levels makes of what it inherits."""
        one = styles.find(f"{_A}lvl{level + 1}pPr")
        if one is None:
            return below
        align = one.get("algn", below.align)
        properties = one.find(f"{_A}defRPr")
        found = self.characters(below, properties) if properties is not None else below
        return Inherited(
            found.size, found.bold, found.italic, found.underline, found.colour, found.face, align
        )

    def characters(self, below: Inherited, properties: Element) -> Inherited:
        """Return what run properties make of what they inherit."""
        fill = properties.find(f"{_A}solidFill")
        latin = properties.find(f"{_A}latin")
        face = latin.get("typeface", "") if latin is not None else ""
        return Inherited(
            int(properties.get("sz", below.size)),
            _truth(properties.get("b"), below.bold),
            _truth(properties.get("i"), below.italic),
            properties.get("u", "sng" if below.underline else "none") != "none",
            self.colour(fill) if fill is not None else below.colour,
            self.faces.get(face, face) or below.face,
            below.align,
        )

    def colour(self, fill: Element) -> str:
        """Return RRGGBB of what holds a colour, with its transparency where it has one."""
        for one in fill:
            kind = etree.QName(one).localname if isinstance(one.tag, str) else ""
            if not kind.endswith("Clr"):
                continue
            value = one.get("val", "")
            if kind == "schemeClr":
                value = self.colours.get(self.map.get(value, value), value)
            elif kind == "sysClr":
                value = one.get("lastClr", "000000")
            elif kind not in ("srgbClr", "prstClr"):
                value = kind
            return _changed(value.upper(), one)
        return ""

    def paint(self, properties: Element | None) -> str:
        """Return the paint that a shape's or line's properties name: a colour, a kind, or empty."""
        if properties is None:
            return ""
        for one in properties:
            kind = etree.QName(one).localname if isinstance(one.tag, str) else ""
            if kind == "solidFill":
                return self.colour(one)
            if kind == "noFill":
                return ""
            if kind.endswith("Fill"):
                return kind
        return ""

    def place(self, kind: str, index: str) -> Element | None:
        """Return the place that a placeholder inherits, None where none is given."""
        for one in self.slot(kind, index):
            found = one.find(f"{_P}spPr/{_A}xfrm")
            if found is not None:
                return found
        return None


def _truth(value: str | None, below: bool) -> bool:
    return below if value is None else value in ("1", "true", "on")


def _placeholder(shape: Element) -> tuple[str, str]:
    found = shape.find(f"./*/{_P}nvPr/{_P}ph")
    return (found.get("type", ""), found.get("idx", "0")) if found is not None else ("", "")


def _find(sheet: Element, kind: str, index: str) -> Element | None:
    """Return a layout's placeholder by its number, else by its kind."""
    by_kind = None
    for one in sheet.iterfind(f"{_P}cSld/{_P}spTree/*"):
        if one.find(f"./*/{_P}nvPr/{_P}ph") is None:
            continue
        other, number = _placeholder(one)
        if kind in _TITLES and other in _TITLES:
            return one
        if number == index and kind not in _TITLES and other not in _TITLES:
            return one
        if by_kind is None and other == kind:
            by_kind = one
    return by_kind


def _on_master(sheet: Element, kind: str) -> Element | None:
    wanted = _SAME.get(kind, kind)
    for one in sheet.iterfind(f"{_P}cSld/{_P}spTree/*"):
        if (
            one.find(f"./*/{_P}nvPr/{_P}ph") is not None
            and _SAME.get(_placeholder(one)[0], _placeholder(one)[0]) == wanted
        ):
            return one
    return None


def _colours(theme: Element) -> Iterator[tuple[str, str]]:
    scheme = theme.find(f".//{_A}clrScheme")
    for one in scheme if scheme is not None else ():
        if isinstance(one.tag, str) and len(one):
            yield etree.QName(one).localname, one[0].get("lastClr", one[0].get("val", "")).upper()


def _changed(value: str, colour: Element) -> str:
    """Return a colour with what is done to it: lighter, darker, in HSL or in linear light."""
    if len(value) != 6 or not len(colour):
        return value
    try:
        red, green, blue = (int(value[at : at + 2], 16) / 255 for at in (0, 2, 4))
    except ValueError:
        return value
    clear = ""
    for one in colour:
        if isinstance(one.tag, str):
            kind, share = etree.QName(one).localname, int(one.get("val", "0").rstrip("%") or 0) / 100_000
            red, green, blue = _shaded((red, green, blue), kind, share)
            if kind == "alpha" and share < 1:
                clear = f"/{round(share * 100)}"
    return "".join(f"{round(one * 255):02X}" for one in (red, green, blue)) + clear


def _shaded(colour: tuple[float, float, float], kind: str, share: float) -> tuple[float, float, float]:
    """Return a colour with one thing done to it."""
    if kind in ("lumMod", "lumOff"):
        hue, light, saturation = colorsys.rgb_to_hls(*colour)
        light = light * share if kind == "lumMod" else light + share
        return colorsys.hls_to_rgb(hue, min(max(light, 0.0), 1.0), saturation)
    if kind in ("tint", "shade"):
        pale = 1 - share if kind == "tint" else 0
        red, green, blue = (_curved(_linear(one) * share + pale) for one in colour)
        return red, green, blue
    return colour


def _linear(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else float(((value + 0.055) / 1.055) ** 2.4)


def _curved(value: float) -> float:
    return value * 12.92 if value <= 0.0031308 else float(1.055 * value ** (1 / 2.4) - 0.055)
