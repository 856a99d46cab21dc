"""PowerPoint file → content, read from the parts of the package alone."""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from deckgen.structs import replace
from tests.parity.charts import read_charts
from tests.parity.content import DeckContent, Line, SlideContent, Stretch, line, recording, tidy, words
from tests.parity.formulas import in_order, letters

NAMES = {
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "p": "http://schemas.openxmlformats.org/presentationml/2006/main",
    "p14": "http://schemas.microsoft.com/office/powerpoint/2010/main",
    "p173": "http://schemas.microsoft.com/office/powerpoint/2017/3/main",
    "dec": "http://schemas.microsoft.com/office/drawing/2017/decorative",
    "dc": "http://purl.org/dc/elements/1.1/",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "rel": "http://schemas.openxmlformats.org/package/2006/relationships",
}
R_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
R_EMBED = R_ID.replace("}id", "}embed")
TITLES = {"title", "ctrTitle"}
CHROME = {"ftr", "sldNum", "dt"}
SECTION_NUMBER = "/section-number"
"""How the name of the shape ends that PowerPoint has no sort of placeholder for."""
MONOSPACED = {"Courier New", "Consolas"}


@dataclass(frozen=True, slots=True)
class Package:
    """The parts of a file by name, and the order of its slides."""

    parts: dict[str, bytes]
    slides: dict[str, int]
    """Part name → the slide's number, from 1."""
    language: str

    def root(self, name: str) -> etree._Element:
        """Return a part's document element."""
        return etree.fromstring(self.parts[name])

    def targets(self, name: str) -> dict[str, tuple[str, str]]:
        """Return a part's relationships: id → the last word of its type, and a part's name or an address."""
        folder, base = posixpath.split(name)
        rels = f"{folder}/_rels/{base}.rels"
        if rels not in self.parts:
            return {}
        found = {}
        for one in self.root(rels).iterfind("rel:Relationship", NAMES):
            target = one.get("Target", "")
            if one.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            found[one.get("Id", "")] = (one.get("Type", "").rpartition("/")[2], target)
        return found


@dataclass(frozen=True, slots=True)
class Sheet:
    """A slide's part or a notes page's, with what is needed to read its runs and its lists."""

    package: Package
    name: str
    root: etree._Element
    rels: dict[str, tuple[str, str]]
    layout: etree._Element | None
    master: etree._Element | None

    def shapes(self) -> Iterator[etree._Element]:
        """Give the shapes in reading order, those of groups in their place."""
        tree = self.root.find("p:cSld/p:spTree", NAMES)
        yield from _shapes(tree) if tree is not None else ()

    def lines(self, shape: etree._Element) -> Iterator[Line]:
        """Give the paragraphs of a shape or a cell."""
        body = shape.find("p:txBody", NAMES)
        body = shape.find("a:txBody", NAMES) if body is None else body
        if body is None:
            return
        whole = self._target(shape.find("p:nvSpPr/p:cNvPr/a:hlinkClick", NAMES))
        for paragraph in body.iterfind("a:p", NAMES):
            found = self._stretches(paragraph)
            led = (replace(one, target=one.target or whole) for one in found)
            yield line(led, self._level(shape, paragraph))

    def _stretches(self, paragraph: etree._Element) -> Iterator[Stretch]:
        runs = [run for run in paragraph if etree.QName(run).localname in {"br", "r", "fld"}]
        for several, formula in _with_formulas(paragraph, runs):
            found = list(self._plain_stretches(several))
            if formula:
                said = in_order("".join(one.text for one in found))
                found = [replace(one, text=said, kinds=frozenset()) for one in found[:1]]
            yield from found

    def _plain_stretches(self, runs: list[etree._Element]) -> Iterator[Stretch]:
        for run in runs:
            kind = etree.QName(run).localname
            if kind == "br":
                yield Stretch("\n")
            elif kind in {"r", "fld"}:
                text = run.findtext("a:t", "", NAMES)
                properties = run.find("a:rPr", NAMES)
                yield Stretch(text) if properties is None else self._stretch(properties, text)

    def _stretch(self, properties: etree._Element, text: str) -> Stretch:
        language = properties.get("lang", self.package.language)
        return Stretch(
            text,
            frozenset(_kinds(properties)),
            self._target(properties.find("a:hlinkClick", NAMES)),
            language if language != self.package.language else "",
        )

    def _target(self, click: etree._Element | None) -> str:
        if click is None:
            return ""
        kind, target = self.rels.get(click.get(R_ID, ""), ("", ""))
        return f"slide {self.package.slides.get(target, 'that is not there')}" if kind == "slide" else target

    def _level(self, shape: etree._Element, paragraph: etree._Element) -> int | None:
        """Return how deep in a list a paragraph stands, None where nothing gives it a list mark."""
        properties = paragraph.find("a:pPr", NAMES)
        depth = int(properties.get("lvl", "0")) if properties is not None else 0
        for where in (properties, *self._list_styles(shape, depth)):
            if where is None:
                continue
            if where.find("a:buNone", NAMES) is not None:
                return None
            if where.find("a:buChar", NAMES) is not None or where.find("a:buAutoNum", NAMES) is not None:
                return depth
        return None

    def _list_styles(self, shape: etree._Element, depth: int) -> Iterator[etree._Element | None]:
        """Give the places that a paragraph inherits its list mark from, nearest first."""
        level = f"a:lvl{depth + 1}pPr"
        yield shape.find(f"p:txBody/a:lstStyle/{level}", NAMES)
        holder = shape.find("p:nvSpPr/p:nvPr/p:ph", NAMES)
        if holder is None:
            return
        for sheet in (self.layout, self.master):
            twin = _twin(sheet, holder)
            if twin is not None:
                yield twin.find(f"p:txBody/a:lstStyle/{level}", NAMES)
        if self.master is not None and holder.get("type", "obj") in {"body", "obj"}:
            yield self.master.find(f"p:txStyles/p:bodyStyle/{level}", NAMES)


def _with_formulas(
    paragraph: etree._Element, runs: list[etree._Element]
) -> Iterator[tuple[list[etree._Element], bool]]:
    """Yield a paragraph's runs, those that stand for one formula together, and whether they do."""
    twin = _in_office(paragraph)
    rest = list(runs)
    for one in () if twin is None else twin:
        kind = etree.QName(one).localname
        if kind == "m":
            following = one.getnext()
            formula = []
            while rest and (following is None or not _alike(rest[0], following)):
                formula.append(rest.pop(0))
            yield formula, True
        elif kind in {"br", "r", "fld"}:
            yield [rest.pop(0)], False
    yield rest, False


def _in_office(paragraph: etree._Element) -> etree._Element | None:
    """Return a paragraph in the form for programs that know formulas, None where it has no such form."""
    other = next(paragraph.iterancestors(f"{{{NAMES['mc']}}}Fallback"), None)
    if other is None:
        return None
    place = list(other.iterfind(".//a:p", NAMES)).index(paragraph)
    both = other.getparent()
    assert both is not None
    return list(both.iterfind("mc:Choice//a:p", NAMES))[place]


def _alike(one: etree._Element, other: etree._Element) -> bool:
    return etree.QName(one) == etree.QName(other) and [*one.itertext()] == [*other.itertext()]


def _shapes(tree: etree._Element) -> Iterator[etree._Element]:
    for shape in tree:
        kind = etree.QName(shape).localname
        if kind == "AlternateContent":
            other = shape.find("mc:Fallback", NAMES)
            yield from _shapes(other) if other is not None else ()
        if kind == "grpSp":
            yield from _shapes(shape)
        elif kind in {"sp", "pic", "graphicFrame"}:
            yield shape


def _twin(sheet: etree._Element | None, holder: etree._Element) -> etree._Element | None:
    """Return the placeholder of a layout or master that this one inherits from."""
    if sheet is None:
        return None
    for shape in sheet.iterfind("p:cSld/p:spTree/p:sp", NAMES):
        other = shape.find("p:nvSpPr/p:nvPr/p:ph", NAMES)
        if other is not None and other.get("idx", "0") == holder.get("idx", "0"):
            return shape
    return None


def _kinds(properties: etree._Element) -> Iterator[str]:
    if properties.get("u") == "sng":
        yield "underline"
    if properties.find("a:highlight", NAMES) is not None:
        yield "highlight"
    if properties.get("i") in {"1", "true"}:
        yield "italic"
    if properties.get("b") in {"1", "true"}:
        yield "bold"
    raised = int(properties.get("baseline", "0"))
    if raised:
        yield "superscript" if raised > 0 else "subscript"
    face = properties.find("a:latin", NAMES)
    if face is not None and face.get("typeface") in MONOSPACED:
        yield "code"


def read_deck(path: Path) -> DeckContent:
    """Return what a .pptx file says."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    core = etree.fromstring(parts["docProps/core.xml"])
    bare = Package(parts, {}, core.findtext("dc:language", "", NAMES))
    presentation = bare.root("ppt/presentation.xml")
    rels = bare.targets("ppt/presentation.xml")
    ids = {
        one.get("id", ""): rels[one.get(R_ID, "")][1]
        for one in presentation.iterfind("p:sldIdLst/p:sldId", NAMES)
    }
    sections = {
        ids.get(slide.get("id", ""), ""): tidy(section.get("name", ""))
        for section in presentation.iterfind(".//p14:section", NAMES)
        for slide in section.iterfind(".//p14:sldId", NAMES)
    }
    package = Package(parts, {name: number for number, name in enumerate(ids.values(), 1)}, bare.language)
    return DeckContent(
        title=tidy(core.findtext("dc:title", "", NAMES)),
        authors=tidy(core.findtext("dc:creator", "", NAMES)),
        language=package.language,
        slides=tuple(_slide(package, name, sections.get(name, "")) for name in package.slides),
    )


def _sheet(package: Package, name: str) -> Sheet:
    rels = package.targets(name)
    layout = _related(rels, "slideLayout")
    above = package.targets(layout) if layout else rels
    master = _related(above, "slideMaster") or _related(above, "notesMaster")
    return Sheet(
        package,
        name,
        package.root(name),
        rels,
        package.root(layout) if layout else None,
        package.root(master) if master else None,
    )


def _related(rels: dict[str, tuple[str, str]], kind: str) -> str:
    return next((target for one, target in rels.values() if one == kind), "")


def _named(shape: etree._Element) -> str:
    properties = shape.find("*/p:cNvPr", NAMES)
    return "" if properties is None else properties.get("name", "")


def _slide(package: Package, name: str, section: str) -> SlideContent:
    sheet = _sheet(package, name)
    titles: list[Line] = []
    said: list[Line] = []
    chrome: list[Line] = []
    tables: list[tuple[tuple[str, ...], ...]] = []
    for shape in sheet.shapes():
        role = _role(shape)
        rows = [
            [
                cell for cell in row.findall("a:tc", NAMES) if not cell.get("hMerge")
            ]  # what another reaches over
            for row in shape.iterfind(".//a:tbl/a:tr", NAMES)
        ]
        lines = list(sheet.lines(shape)) or _described(shape)
        (chrome if role in CHROME or _named(shape).endswith(SECTION_NUMBER) else said).extend(lines)
        titles.extend(lines if role in TITLES else ())
        if rows:
            cells = [[list(sheet.lines(cell)) for cell in row] for row in rows]
            said.extend(one for row in cells for cell in row for one in cell)
            tables.append(tuple(tuple(tidy(" ".join(x.text for x in cell)) for cell in row) for row in cells))
    return SlideContent(
        title=tidy(" ".join(one.text for one in titles)),
        section=section,
        hidden=sheet.root.get("show") in {"0", "false"},
        words=words(said),
        chrome=tuple(one.text for one in chrome if one.text),
        tables=tuple(tables),
        charts=tuple(read_charts(package.parts, sheet.shapes(), sheet.rels)),
        alt_texts=tuple(_alt_texts(sheet)),
        recordings=tuple(_recordings(sheet)),
        formulas=tuple(
            letters(text.text or "" for text in one.iterfind(".//m:t", NAMES))
            for one in sheet.root.iterfind(".//mc:Choice//m:oMath", NAMES)
        ),
        notes=words(_notes(package, sheet)),
    )


def _described(shape: etree._Element) -> list[Line]:
    """Return what a shape without words says to those who cannot see it, such as the bar at an answer."""
    about = shape.find("p:nvSpPr/p:cNvPr", NAMES)
    if about is None or not about.get("descr") or shape.find(".//m:oMath", NAMES) is not None:
        return []
    if shape.find("p:txBody//a:t", NAMES) is not None:
        return []
    return [line([Stretch(about.get("descr", ""))], None)]


def _role(shape: etree._Element) -> str:
    holder = shape.find("p:nvSpPr/p:nvPr/p:ph", NAMES)
    return "" if holder is None else holder.get("type", "obj")


def _alt_texts(sheet: Sheet) -> Iterator[str]:
    """Give what is said of each picture and large formula; of a decorative picture nothing is."""
    forms = sheet.root.xpath(".//mc:Choice/p:sp[.//m:oMathPara]/p:nvSpPr/p:cNvPr/@id", namespaces=NAMES)
    large = {str(one) for one in forms} if isinstance(forms, list) else set()
    for shape in sheet.shapes():
        own = shape.find("p:nvSpPr/p:cNvPr", NAMES)
        if own is not None and own.get("id") in large and own.get("descr"):
            yield tidy(own.get("descr", ""))
        about = shape.find("p:nvPicPr/p:cNvPr", NAMES)
        if about is not None:
            decorative = about.find(".//dec:decorative", NAMES)
            told = decorative is None or decorative.get("val") in {"0", "false"}
            yield tidy(about.get("descr", "")) if told else ""


def _recordings(sheet: Sheet) -> Iterator[str]:
    """Give what each picture plays that a click plays."""
    for shape in sheet.shapes():
        media, about = shape.find(".//p14:media", NAMES), shape.find("*/p:cNvPr", NAMES)
        if media is None or about is None:
            continue
        trim = media.find("p14:trim", NAMES)
        again = [
            node.get("repeatCount")
            for target in sheet.root.iterfind(
                f".//p:cMediaNode/p:tgtEl/p:spTgt[@spid='{about.get('id')}']", NAMES
            )
            for node in target.iterfind("../../p:cTn", NAMES)
        ]
        yield recording(
            _part(sheet, media),
            b"".join(_part(sheet, one) for one in media.iterfind(".//p173:track", NAMES)),
            int(trim.get("st", "0")) / 1000 if trim is not None else 0.0,
            loop=again == ["indefinite"],
        )


def _part(sheet: Sheet, holder: etree._Element) -> bytes:
    """Return the bytes that an element embeds."""
    return sheet.package.parts[sheet.rels[holder.get(R_EMBED, "")][1]]


def _notes(package: Package, slide: Sheet) -> Iterator[Line]:
    page = _related(slide.rels, "notesSlide")
    if not page:
        return
    sheet = _sheet(package, page)
    for shape in sheet.shapes():
        if _role(shape) == "body":
            yield from sheet.lines(shape)
