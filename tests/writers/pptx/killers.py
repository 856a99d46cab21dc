"""What makes PowerPoint ask to repair a file though validators pass it: each trouble is a function.

They read the bytes with `zipfile` and `lxml` alone and know nothing of how the file was written.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from lxml import etree

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
P14 = "{http://schemas.microsoft.com/office/powerpoint/2010/main}"
RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"

PRESENTATION = "ppt/presentation.xml"
FIRST_MASTER = 2_147_483_648

COLOURS = {
    "bg1", "tx1", "bg2", "tx2", "accent1", "accent2", "accent3", "accent4", "accent5", "accent6", "hlink",
    "folHlink", "phClr", "dk1", "lt1", "dk2", "lt2",
}  # fmt: skip

ORDERS = {
    f"{P}presentation": (
        "sldMasterIdLst", "notesMasterIdLst", "handoutMasterIdLst", "sldIdLst", "sldSz", "notesSz", "kinsoku",
        "defaultTextStyle", "modifyVerifier", "extLst",
    ),
    f"{P}sld": ("cSld", "clrMapOvr", "transition", "timing", "extLst"),
    f"{P}sldMaster": ("cSld", "clrMap", "sldLayoutIdLst", "transition", "timing", "hf", "txStyles", "extLst"),
    f"{P}cSld": ("bg", "spTree", "custDataLst", "controls", "extLst"),
    f"{P}sp": ("nvSpPr", "spPr", "style", "txBody", "extLst"),
    f"{A}pPr": (
        "lnSpc", "spcBef", "spcAft", "buClrTx", "buClr", "buSzTx", "buSzPct", "buSzPts", "buFontTx", "buFont",
        "buNone", "buAutoNum", "buChar", "buBlip", "tabLst", "defRPr", "extLst",
    ),
    f"{A}rPr": (
        "ln", "noFill", "solidFill", "effectLst", "highlight", "latin", "ea", "cs", "sym", "hlinkClick",
        "hlinkMouseOver", "rtl", "extLst",
    ),
    f"{A}tcPr": ("lnL", "lnR", "lnT", "lnB", "lnTlToBr", "noFill", "solidFill"),
    f"{C}chartSpace": (
        "date1904", "lang", "roundedCorners", "style", "clrMapOvr", "chart", "spPr", "txPr", "externalData",
        "printSettings", "userShapes", "extLst",
    ),
    f"{C}ser": (
        "idx", "order", "tx", "spPr", "invertIfNegative", "marker", "explosion", "dPt", "dLbls", "trendline",
        "errBars", "cat", "xVal", "val", "yVal", "smooth", "shape", "extLst",
    ),
    f"{C}dLbl": (
        "idx", "delete", "layout", "tx", "numFmt", "spPr", "txPr", "dLblPos", "showLegendKey", "showVal",
        "showCatName", "showSerName", "showPercent", "showBubbleSize", "separator", "extLst",
    ),
    f"{A}tcBdr": ("left", "right", "top", "bottom", "insideH", "insideV", "tl2br", "tr2bl"),
}  # fmt: skip
"""Element → the order that the schema gives its children."""
for _level in range(1, 10):
    ORDERS[f"{A}lvl{_level}pPr"] = ORDERS[f"{A}pPr"]
for _alike in ("defRPr", "endParaRPr"):
    ORDERS[f"{A}{_alike}"] = ORDERS[f"{A}rPr"]


@dataclass(frozen=True, slots=True)
class Relation:
    """Where a relation leads: a part's name, or an address where it is external."""

    kind: str
    target: str
    external: bool


@dataclass(frozen=True, slots=True)
class File:
    """A package's names, its files, and its XML parts."""

    names: tuple[str, ...]
    files: dict[str, bytes]
    roots: dict[str, etree._Element]

    def relations(self, part: str) -> dict[str, Relation]:
        """Return a part's relations by id; those of the package itself for the empty name."""
        folder, base = posixpath.split(part)
        found = {}
        root = self.roots.get(posixpath.join(folder, "_rels", f"{base}.rels"))
        for one in () if root is None else root.iter(f"{RELATIONS}Relationship"):
            external = one.get("TargetMode") == "External"
            target = one.get("Target", "")
            if not external:
                target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            found[one.get("Id", "")] = Relation(one.get("Type", "").rpartition("/")[2], target, external)
        return found

    def related(self, part: str, kind: str) -> list[str]:
        """Return the parts that a part is related to in a way."""
        return [one.target for one in self.relations(part).values() if one.kind == kind]

    def parts(self) -> list[str]:
        """Return the names of all parts."""
        return [name for name in self.files if name != "[Content_Types].xml" and not name.endswith(".rels")]

    def sheets(self, *kinds: str) -> dict[str, etree._Element]:
        """Return the sheets of some kinds: slides, layouts, masters and notes where none is named."""
        wanted = kinds or ("slides", "slideLayouts", "slideMasters", "notesSlides", "notesMasters")
        return {
            name: root
            for name, root in self.roots.items()
            if name.split("/")[1:2] and name.split("/")[1] in wanted and not name.endswith(".rels")
        }


def opened(data: bytes) -> File:
    """Return a package's parts; XML that is not well-formed is left out, and found by its killer."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = tuple(archive.namelist())
        files = {name: archive.read(name) for name in names}
    roots = {}
    for name, content in files.items():
        if name.endswith((".xml", ".rels")):
            try:
                roots[name] = etree.fromstring(content)
            except etree.XMLSyntaxError:
                continue
    return File(names, files, roots)


def same_name_twice(file: File) -> Iterator[str]:
    """Find names that stand in the zip file more than once, large and small letters taken as one."""
    for name, count in Counter(name.lower() for name in file.names).items():
        if count > 1:
            yield f"{name} stands {count} times in the file"


def broken_xml(file: File) -> Iterator[str]:
    """Find parts that are no XML, among them those with characters that XML forbids."""
    for name in file.files:
        if name.endswith((".xml", ".rels")) and name not in file.roots:
            yield f"{name} is not XML"


def no_content_type(file: File) -> Iterator[str]:
    """Find parts without a content type, and content types without a part."""
    root = file.roots["[Content_Types].xml"]
    defaults = {one.get("Extension", "").lower() for one in root.iter(f"{TYPES}Default")}
    overrides = {one.get("PartName", "").lstrip("/") for one in root.iter(f"{TYPES}Override")}
    for name in file.parts():
        extension = name.rpartition(".")[2].lower()
        own_kind = extension == "xml" and not re.fullmatch(r"customXml/item\d+\.xml", name)
        if name not in overrides and (own_kind or extension not in defaults):
            yield f"{name} has no content type"
    for name in overrides - set(file.files):
        yield f"{name} has a content type and is not there"


def dangling_relation(file: File) -> Iterator[str]:
    """Find relations to parts that are not there, and ids that no relation has."""
    for part in ["", *file.parts()]:
        relations = file.relations(part)
        for key, one in relations.items():
            if not one.external and one.target not in file.files:
                yield f"{part} {key} leads to {one.target}, which is not there"
        root = file.roots.get(part)
        for element in () if root is None else root.iter():
            for name, value in element.attrib.items():
                if element.get("action") == "ppaction://media" and not value:
                    continue  # PowerPoint's own way to say: a click plays what the picture holds
                if str(name).startswith(R) and str(value) not in relations:
                    yield f"{part} uses {value!r}, which it does not have"


def orphan_part(file: File) -> Iterator[str]:
    """Find parts that no relation leads to."""
    reached: set[str] = set()
    ahead = [""]
    while ahead:
        for one in file.relations(ahead.pop()).values():
            if not one.external and one.target not in reached:
                reached.add(one.target)
                ahead.append(one.target)
    for name in file.parts():
        if name not in reached:
            yield f"nothing leads to {name}"


def same_shape_id(file: File) -> Iterator[str]:
    """Find shapes of one sheet with the same id; the second form of a shape has that of the first."""
    for name, root in file.sheets().items():
        other = {one for form in root.iter(f"{MC}Fallback") for one in form.iter(f"{P}cNvPr")}
        ids = Counter(one.get("id", "") for one in root.iter(f"{P}cNvPr") if one not in other)
        for one, count in ids.items():
            if count > 1:
                yield f"{name} has {count} shapes with the id {one}"


def bad_slide_id(file: File) -> Iterator[str]:
    """Find slide ids out of range, and those given twice."""
    ids = [int(one.get("id", "0")) for one in file.roots[PRESENTATION].iter(f"{P}sldId")]
    for one, count in Counter(ids).items():
        if not 256 <= one < FIRST_MASTER:
            yield f"the slide id {one} is out of range"
        if count > 1:
            yield f"the slide id {one} is given {count} times"


def bad_master_id(file: File) -> Iterator[str]:
    """Find ids of masters and layouts out of range, and those given twice among all of them."""
    found = [int(one.get("id", "0")) for one in file.roots[PRESENTATION].iter(f"{P}sldMasterId")]
    for root in file.sheets("slideMasters").values():
        found += [int(one.get("id", "0")) for one in root.iter(f"{P}sldLayoutId")]
    for one, count in Counter(found).items():
        if one < FIRST_MASTER:
            yield f"the id {one} of a master or layout is out of range"
        if count > 1:
            yield f"the id {one} is given to {count} masters and layouts"


def unlisted_layout(file: File) -> Iterator[str]:
    """Find layouts that their master does not list."""
    for name, root in file.sheets("slideMasters").items():
        relations = file.relations(name)
        listed = {relations[one.get(f"{R}id", "")].target for one in root.iter(f"{P}sldLayoutId")}
        for layout in set(file.related(name, "slideLayout")) - listed:
            yield f"{name} does not list {layout}"


def notes_without_master(file: File) -> Iterator[str]:
    """Find notes pages without a notes master, slides that do not know them, masters that are not listed."""
    listed = list(file.roots[PRESENTATION].iter(f"{P}notesMasterId"))
    for name in file.sheets("notesSlides"):
        masters = file.related(name, "notesMaster")
        if len(masters) != 1 or not listed:
            yield f"{name} has no notes master"
            continue
        if len(file.related(masters[0], "theme")) != 1:
            yield f"{masters[0]} has no theme"
        for slide in file.related(name, "slide")[:1]:
            if name not in file.related(slide, "notesSlide"):
                yield f"{slide} does not know its notes {name}"


def shared_theme(file: File) -> Iterator[str]:
    """Find themes that two masters share."""
    masters = [*file.sheets("slideMasters"), *file.sheets("notesMasters")]
    themes = Counter(theme for name in masters for theme in file.related(name, "theme"))
    yield from (f"{theme} is shared by {count} masters" for theme, count in themes.items() if count > 1)


def wrong_order(file: File) -> Iterator[str]:
    """Find children that do not stand in the schema's order."""
    for name, root in file.roots.items():
        for element in root.iter(*ORDERS):
            order = ORDERS[str(element.tag)]
            places = [order.index(one) if one in order else -1 for one in map(_local, element)]
            if places != sorted(places) or -1 in places:
                yield f"{name}: {_local(element)} holds {[_local(one) for one in element]}"


def unknown_colour(file: File) -> Iterator[str]:
    """Find names of colours that no theme has."""
    for name, root in file.roots.items():
        for one in root.iter(f"{A}schemeClr"):
            if one.get("val") not in COLOURS:
                yield f"{name} names the colour {one.get('val')}"


def silent_picture(file: File) -> Iterator[str]:
    """Find pictures whose recording is not named twice alike, has no poster, or is played by no click."""
    for name, root in file.sheets("slides").items():
        relations = file.relations(name)
        played = {
            target.get("spid")
            for node in root.iter(f"{P}cMediaNode", f"{P}cmd")
            for target in node.iter(f"{P}spTgt")
        }
        for picture in root.iter(f"{P}pic"):
            linked = [one.get(f"{R}link") for one in picture.iter(f"{A}videoFile", f"{A}audioFile")]
            held = [one.get(f"{R}embed") for one in picture.iter(f"{P14}media")]
            if not linked and not held:
                continue
            targets = {relations[str(one)].target for one in (*linked, *held) if str(one) in relations}
            if len(linked) != 1 or len(held) != 1 or len(targets) != 1:
                yield f"{name} holds a picture of {sorted(targets)}"
            if next(picture.iter(f"{A}blip"), None) is None:
                yield f"{name} holds a recording without a picture"
            about = next(picture.iter(f"{P}cNvPr"))
            if about.get("id") not in played:
                yield f"{name} never plays the recording {about.get('id')}"


def bad_axis(file: File) -> Iterator[str]:
    """Find axes of charts whose ids are none, or given twice, or that cross no other axis."""
    for name, root in file.roots.items():
        if root.tag != f"{C}chartSpace":
            continue
        ids = [one.get("val", "") for one in root.iterfind(f".//{C}plotArea/*/{C}axId")]
        own = [one.get("val", "") for axis in ("catAx", "valAx")
               for one in root.iterfind(f".//{C}plotArea/{C}{axis}/{C}axId")]  # fmt: skip
        if any(not one.isdigit() or not 0 < int(one) < 2**31 for one in ids):
            yield f"{name} has axes with the ids {ids}"
        if len(set(own)) != len(own):
            yield f"{name} has two axes with one id"
        crossed = [one.get("val", "") for one in root.iter(f"{C}crossAx")]
        if sorted(crossed) != sorted(own) or set(ids) != set(own):
            yield f"{name} has axes that lead nowhere"


def lost_workbook(file: File) -> Iterator[str]:
    """Find charts whose numbers cannot be edited: no workbook, or one that is no zip file with a sheet."""
    for name, root in file.roots.items():
        if root.tag != f"{C}chartSpace":
            continue
        books = file.related(name, "package")
        if len(books) != 1 or not zipfile.is_zipfile(io.BytesIO(file.files.get(books[0], b""))):
            yield f"{name} has no workbook"


def lost_animation(file: File) -> Iterator[str]:
    """Find animations of shapes or paragraphs that are not there."""
    for name, root in file.sheets("slides").items():
        shapes = {
            one.get("id"): shape
            for shape in root.iter(f"{P}sp", f"{P}grpSp", f"{P}pic", f"{P}graphicFrame")
            for one in shape.iterfind(f"*/{P}cNvPr")
        }
        for target in root.iter(f"{P}spTgt"):
            shape = shapes.get(target.get("spid"))
            if shape is None:
                yield f"{name} animates the shape {target.get('spid')}, which is not there"
                continue
            last = len(list(shape.iter(f"{A}p"))) - 1
            for stretch in target.iter(f"{P}pRg"):
                if int(stretch.get("end", "0")) > last:
                    yield f"{name} animates paragraph {stretch.get('end')} of {last}"


def loose_connector(file: File) -> Iterator[str]:
    """Find connectors that are glued to shapes or to sides that are not there."""
    for name, root in file.sheets("slides").items():
        shapes = {one.get("id") for shape in root.iter(f"{P}sp") for one in shape.iterfind(f"*/{P}cNvPr")}
        for end in root.iter(f"{A}stCxn", f"{A}endCxn"):
            if end.get("id") not in shapes or not 0 <= int(end.get("idx", "-1")) <= 3:
                yield f"{name} glues a connector to the shape {end.get('id')} at {end.get('idx')}"


def torn_section(file: File) -> Iterator[str]:
    """Find slides that stand in no section or in several, and sections of slides that are not there."""
    root = file.roots[PRESENTATION]
    sections = list(root.iter(f"{P14}section"))
    listed = [one.get("id") for section in sections for one in section.iter(f"{P14}sldId")]
    if sections and listed != [one.get("id") for one in root.iter(f"{P}sldId")]:
        yield "the sections do not hold each slide once, in order"
    yield from (
        f"the section id {one} is given {count} times"
        for one, count in Counter(section.get("id") for section in sections).items()
        if count > 1
    )


def homeless_placeholder(file: File) -> Iterator[str]:
    """Find placeholders of slides that their layout does not have."""
    for name, root in file.sheets("slides").items():
        (layout,) = file.related(name, "slideLayout")
        known = {_held(one) for one in file.roots[layout].iter(f"{P}ph")}
        for one in root.iter(f"{P}ph"):
            if _held(one) not in known:
                yield f"{name} fills {_held(one)}, which {layout} does not have"


def _held(placeholder: etree._Element) -> tuple[str, str]:
    return placeholder.get("type", "obj"), placeholder.get("idx", "0")


def _local(element: etree._Element) -> str:
    return etree.QName(element).localname


KILLERS: tuple[Callable[[File], Iterable[str]], ...] = (
    same_name_twice,
    broken_xml,
    no_content_type,
    dangling_relation,
    orphan_part,
    same_shape_id,
    bad_slide_id,
    bad_master_id,
    unlisted_layout,
    notes_without_master,
    shared_theme,
    wrong_order,
    unknown_colour,
    silent_picture,
    bad_axis,
    lost_workbook,
    lost_animation,
    loose_connector,
    torn_section,
    homeless_placeholder,
)


def killed_by(data: bytes) -> list[str]:
    """Return what would make PowerPoint ask to repair a file; nothing is the aim."""
    file = opened(data)
    return [trouble for killer in KILLERS for trouble in killer(file)]
