"""The parts of a deck → its slides, each with its shapes in reading order, their places and what they say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lxml import etree

from deckgen.check.access.rules import Spot
from deckgen.regenerate.reading.inherit import Sheets
from deckgen.regenerate.reading.package import Package, once_each
from deckgen.structs import Struct, field
from deckgen.writers.pptx.xml import ADEC, A, P, R

Element = etree._Element

A_, P_, R_ = f"{{{A}}}", f"{{{P}}}", f"{{{R}}}"

_DECORATIVE = f"{{{ADEC}}}decorative"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_KINDS = {f"{P_}{one}" for one in ("sp", "pic", "graphicFrame", "grpSp", "cxnSp", "contentPart")}

TITLES = {"title", "ctrTitle"}
FURNITURE = {"ftr", "sldNum", "dt", "hdr"}
"""Kinds of placeholders that are on every slide: footer, number, date."""

GRAPHICS = {
    "http://schemas.openxmlformats.org/drawingml/2006/table": "table",
    "http://schemas.openxmlformats.org/drawingml/2006/chart": "chart",
    "http://schemas.microsoft.com/office/drawing/2014/chartex": "chart",
    "http://schemas.openxmlformats.org/drawingml/2006/diagram": "diagram",
    "http://schemas.openxmlformats.org/presentationml/2006/ole": "object",
}
"""What is in a graphic frame: its address → a noun."""


class Box(Struct, frozen=True):
    """A place on a slide, in EMU."""

    left: float
    top: float
    right: float
    bottom: float

    def holds(self, other: Box, slack: float = 0) -> bool:
        """Tell whether another is within this one, `slack` EMU over its edges allowed."""
        return (
            self.left <= other.left + slack
            and self.top <= other.top + slack
            and self.right >= other.right - slack
            and self.bottom >= other.bottom - slack
        )

    def meets(self, other: Box) -> bool:
        """Tell whether two share more than an edge."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )


class Shape(Struct, frozen=True):
    """A shape of a slide, layout or master; `box` is None where nothing says where it is."""

    element: Element
    kind: str
    """`text`, `picture`, `video`, `audio`, `chart`, `table`, `diagram`, `object`, `group`, `line`, `ink`."""
    name: str
    box: Box | None
    slot: tuple[str, str] | None
    """The kind and the number of a placeholder, else None."""
    group: Shape | None = None

    @property
    def properties(self) -> Element | None:
        """What names and describes it."""
        return self.element.find(f"./*/{P_}cNvPr")

    @property
    def alt(self) -> str:
        """Its alternative text: the description, else the title of it."""
        found = self.properties
        if found is None:
            return ""
        return (found.get("descr", "").strip() or found.get("title", "")).strip()

    @property
    def decorative(self) -> bool:
        """Whether it, or the group it is in, is marked as decorative."""
        found = self.properties
        marks = () if found is None else found.iter(_DECORATIVE)
        own = any(one.get("val", "0") in ("1", "true") for one in marks)
        return own or (self.group is not None and self.group.decorative)

    @property
    def hidden(self) -> bool:
        """Whether it is hidden in the selection pane."""
        found = self.properties
        own = found is not None and found.get("hidden") in ("1", "true")
        return own or (self.group is not None and self.group.hidden)

    @property
    def paragraphs(self) -> tuple[Element, ...]:
        """The paragraphs of its own text."""
        return tuple(self.element.iterfind(f"{P_}txBody/{A_}p"))

    @property
    def text(self) -> str:
        """What it says, its formulas included."""
        return "\n".join(text_of(one) for one in self.paragraphs).strip()

    @property
    def is_title(self) -> bool:
        """Whether it is the placeholder of the slide's title."""
        return self.slot is not None and self.slot[0] in TITLES

    @property
    def called(self) -> str:
        """What messages call it: `the picture "Portrait"`."""
        noun = "shape" if self.kind == "text" and not self.text else self.kind
        return f'the {noun} "{self.name}"' if self.name else f"a {noun} without a name"


def text_of(paragraph: Element) -> str:
    """Return what a paragraph says; a break is a space, a formula counts as its characters."""
    words = []
    for one in paragraph.iter():
        if one.tag in (f"{A_}t", "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"):
            words.append(one.text or "")
        elif one.tag == f"{A_}br":
            words.append(" ")
    return "".join(words)


class Slide(Struct, frozen=True):
    """A slide with what its shapes inherit from."""

    number: int
    part: str
    package: Package
    root: Element
    sheets: Sheets
    shapes: tuple[Shape, ...]
    """In reading order, those in groups after their group."""
    width: int
    height: int
    spots: dict[str, Spot] = field(default_factory=dict)

    @property
    def hidden(self) -> bool:
        """Whether it is left out of the show."""
        return self.root.get("show") in ("0", "false")

    @property
    def title(self) -> str:
        """The text of its title, empty where it has none."""
        found = next((one for one in self.shapes if one.is_title), None)
        return " ".join(found.text.split()) if found else ""

    def at(self, element: str = "") -> Spot:
        """Return the spot of a shape of the slide, or of the slide itself."""
        if element not in self.spots:
            self.spots[element] = Spot(self.number, self.title, element)
        return self.spots[element]


def slides_of(package: Package) -> Iterator[Slide]:
    """Yield the slides of a deck in their order."""
    part = package.led("", "officeDocument")[0]
    root, ways = package.root(part), package.ways(part)
    size = root.find(f"{P_}sldSz")
    width = int(size.get("cx", "0")) if size is not None else 0
    height = int(size.get("cy", "0")) if size is not None else 0
    names = [ways[one.get(f"{R_}id", "")].target for one in root.iterfind(f"{P_}sldIdLst/{P_}sldId")]
    once_each(names)
    for number, name in enumerate(names, 1):
        slide, sheets = package.root(name), Sheets(package, name)
        remap(sheets, slide)
        shapes = tuple(shapes_of(slide, sheets))
        yield Slide(number, name, package, slide, sheets, shapes, width, height)


def remap(sheets: Sheets, slide: Element) -> None:
    """Have the colours of a slide be those that it, or its layout, puts in the place of the master's."""
    layout = sheets.package.root(sheets.layout) if sheets.layout else None
    for root in (slide, layout):
        found = root.find(f"{P_}clrMapOvr/{A_}overrideClrMapping") if root is not None else None
        if found is not None:
            sheets.map = {str(key): str(value) for key, value in found.attrib.items()}
            return


def shapes_of(sheet: Element, sheets: Sheets) -> Iterator[Shape]:
    """Yield the shapes of a slide, layout or master in their order."""
    tree = sheet.find(f"{P_}cSld/{P_}spTree")
    if tree is not None:
        yield from _shapes(tree, sheets, None, _IDENTITY)


class _Scale(Struct, frozen=True):
    """How what is in a group is placed on the slide: a factor and an offset for each axis."""

    across: float = 1
    down: float = 1
    left: float = 0
    top: float = 0

    def box(self, x: float, y: float, width: float, height: float) -> Box:
        left, top = self.left + x * self.across, self.top + y * self.down
        return Box(left, top, left + width * self.across, top + height * self.down)


_IDENTITY = _Scale()


def _shapes(parent: Element, sheets: Sheets, group: Shape | None, scale: _Scale) -> Iterator[Shape]:
    for one in _members(parent):
        found = one.find(f"./*/{P_}nvPr/{P_}ph")
        slot = (found.get("type", ""), found.get("idx", "0")) if found is not None else None
        named = one.find(f"./*/{P_}cNvPr")
        name = named.get("name", "") if named is not None else ""
        place = _frame(one, slot, sheets)
        shape = Shape(one, _kind(one), name, _box(place, scale), slot, group)
        yield shape
        if shape.kind == "group":
            yield from _shapes(one, sheets, shape, _within(place, scale))


def _members(parent: Element) -> Iterator[Element]:
    for one in parent:
        if one.tag in _KINDS:
            yield one
        elif one.tag == f"{_MC}AlternateContent":
            chosen = one.find(f"{_MC}Choice")
            yield from _members(chosen) if chosen is not None else ()


def _kind(shape: Element) -> str:
    tag = etree.QName(shape).localname
    if tag == "pic":
        if shape.find(f"./*/{P_}nvPr/{A_}videoFile") is not None:
            return "video"
        audio = ("audioFile", "wavAudioFile", "audioCd", "quickTimeFile")
        return (
            "audio" if any(shape.find(f"./*/{P_}nvPr/{A_}{one}") is not None for one in audio) else "picture"
        )
    if tag == "graphicFrame":
        data = shape.find(f"{A_}graphic/{A_}graphicData")
        return GRAPHICS.get(data.get("uri", "") if data is not None else "", "object")
    return {"grpSp": "group", "cxnSp": "line", "contentPart": "ink"}.get(tag, "text")


def _frame(shape: Element, slot: tuple[str, str] | None, sheets: Sheets) -> Element | None:
    """Return what says where a shape is, by itself or by what it inherits from."""
    for place in (f"{P_}spPr/{A_}xfrm", f"{P_}grpSpPr/{A_}xfrm", f"{P_}xfrm"):
        if (found := shape.find(place)) is not None and found.find(f"{A_}off") is not None:
            return found
    return sheets.place(*slot) if slot else None


def _box(place: Element | None, scale: _Scale) -> Box | None:
    if place is None:
        return None
    offset, extent = place.find(f"{A_}off"), place.find(f"{A_}ext")
    if offset is None or extent is None:
        return None
    return scale.box(*_numbers(offset, "x", "y"), *_numbers(extent, "cx", "cy"))


def _within(place: Element | None, scale: _Scale) -> _Scale:
    """Return how the members of a group are placed: their own measure onto the group's place."""
    box = _box(place, scale)
    if place is None or box is None:
        return scale
    offset, extent = place.find(f"{A_}chOff"), place.find(f"{A_}chExt")
    if offset is None or extent is None:
        return scale
    x, y = _numbers(offset, "x", "y")
    width, height = _numbers(extent, "cx", "cy")
    across = (box.right - box.left) / width if width else scale.across
    down = (box.bottom - box.top) / height if height else scale.down
    return _Scale(across, down, box.left - x * across, box.top - y * down)


def _numbers(element: Element, first: str, second: str) -> tuple[float, float]:
    return float(element.get(first, "0")), float(element.get(second, "0"))


def languages_of(slide: Slide, shape: Shape | None, run: Element, level: int) -> Mapping[str, str]:
    """Return the languages of a run, `lang` and `altLang`, from itself or from what it inherits."""
    properties = run.find(f"{A_}rPr")
    found = {
        name: properties.get(name, "")
        for name in ("lang", "altLang")
        if properties is not None and properties.get(name)
    }
    if "lang" not in found and (inherited := _inherited_language(slide, shape, level)):
        found["lang"] = inherited
    return found


def _inherited_language(slide: Slide, shape: Shape | None, level: int) -> str:
    for one in _text_styles(slide, shape):
        for tag in (f"lvl{level + 1}pPr", "defPPr"):
            found = one.find(f"{A_}{tag}/{A_}defRPr")
            if found is not None and found.get("lang"):
                return str(found.get("lang"))
    return ""


def _text_styles(slide: Slide, shape: Shape | None) -> Iterator[Element]:
    """Yield the lists of levels that a text inherits from, the nearest first."""
    holders = [shape.element] if shape is not None else []
    slot = shape.slot if shape is not None else None
    holders += slide.sheets.slot(*slot) if slot else ()
    for one in holders:
        if (own := one.find(f"{P_}txBody/{A_}lstStyle")) is not None:
            yield own
    named = "otherStyle" if slot is None else "titleStyle" if slot[0] in TITLES else "bodyStyle"
    roots = [(slide.sheets.master, f"{P_}txStyles/{P_}{named}")] if slide.sheets.master else []
    roots.append((slide.package.led("", "officeDocument")[0], f"{P_}defaultTextStyle"))
    for part, path in roots:
        if (styles := slide.package.root(part).find(path)) is not None:
            yield styles
