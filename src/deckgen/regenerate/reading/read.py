"""A deck's parts → its state: every slide in order, what its shapes say, where they are, how they look."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator

from deckgen.regenerate.reading.canonical import canonical, fingerprint
from deckgen.regenerate.reading.charts import shown_series, workbook_series
from deckgen.regenerate.reading.inherit import Element, Inherited, Sheets
from deckgen.regenerate.reading.motion import effects, is_idle, transition
from deckgen.regenerate.reading.package import Package, once_each
from deckgen.regenerate.reading.same import held, known_slides, same_part
from deckgen.regenerate.reading.sheets import sheet_of
from deckgen.regenerate.reading.snapshot import (
    DeckState,
    Drawn,
    Figure,
    Line,
    Lines,
    Look,
    Place,
    SectionState,
    Series,
    ShapeState,
    Sheet,
    SlideState,
    Stress,
    Stretch,
)
from deckgen.structs import replace
from deckgen.structs.patterns import pattern
from deckgen.writers.pptx.xml import P14, A, P, R

_A, _P, _R = f"{{{A}}}", f"{{{P}}}", f"{{{R}}}"
_P14 = f"{{{P14}}}"
_C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"

_NAMED = pattern(r"dg:(?P<page>[^/]+)/(?P<key>.+)")
_SEEN = re.compile(rb'<\w+:cNvPr [^<>]*?\bname="(dg:[^<"]*)"')
_IDENTIFIER = pattern(r"deckgen:(.+):([0-9a-f]{12})\s*$")
PROPERTIES = {
    "title": "{http://purl.org/dc/elements/1.1/}title",
    "author": "{http://purl.org/dc/elements/1.1/}creator",
    "keywords": "{http://schemas.openxmlformats.org/package/2006/metadata/core-properties}keywords",
}
"""What reports call a property, and its element."""

_KINDS = {"sp": "text", "pic": "picture", "graphicFrame": "frame", "grpSp": "group", "cxnSp": "line"}
_OWN = {
    "slideLayout",
    "notesSlide",
    "image",
    "hyperlink",
    "slide",
    "chart",
    "video",
    "audio",
    "media",
    "track",
}
"""The kinds of relations that deckgen's own slides have."""

_COUNTED = "‹#›"
"""What stands for a slide's number or date, which programs count anew."""


def read_deck(
    package: Package, like: tuple[Package, DeckState] | None = None, *, itself: bool = False
) -> DeckState:
    """Return the state of a deck. Raises `DeckgenError` where a part cannot be read.

    `like` is another deck with its state: slides that are the same there, byte by byte, are not read again.
    `itself` tells that it is this deck as it was read before (`Package.as_it_was`): it will be worked in,
    so slides are taken only with the very elements that they were read from.
    """
    main = package.led("", "officeDocument")[0]
    presentation = package.root(main)
    ways = package.ways(main)
    parts = [
        ways[one.get(f"{_R}id", "")].target
        for one in presentation.iterfind(f"{_P}sldIdLst/{_P}sldId")
        if one.get(f"{_R}id", "") in ways
    ]
    parts = [one for one in parts if one in package.files]
    once_each(parts)
    pages = {part: _marks(package, part) for part in parts}
    alike = held if itself else same_part
    known = known_slides(package, pages, like, alike) if like is not None else {}
    sheets: dict[str, Sheets] = {}
    known_sheets: dict[str, Sheet] = {}
    masters: dict[str, tuple[tuple[str, str], ...]] = {}
    slides = []
    for number, part in enumerate(parts, 1):
        if part in known:
            slides.append(replace(known[part], number=number))
            continue
        layout = next(iter(package.led(part, "slideLayout")), "")
        if layout not in sheets:
            sheets[layout] = Sheets(package, part)
            known_sheets[layout] = sheet_of(package, sheets[layout], masters)
        reader = _Reader(package, part, sheets[layout], pages)
        slides.append(reader.slide(number, known_sheets[layout]))
    deck, generation = identifier_of(package)
    return DeckState(
        deck,
        generation,
        _application(package),
        tuple(slides),
        tuple(_sections(package, presentation)),
        slide_size(package),
        properties_of(package),
    )


def _sections(package: Package, presentation: Element) -> Iterator[SectionState]:
    main = package.led("", "officeDocument")[0]
    ways = package.ways(main)
    parts = {
        one.get("id", ""): ways[one.get(f"{_R}id", "")].target
        for one in presentation.iterfind(f"{_P}sldIdLst/{_P}sldId")
        if one.get(f"{_R}id", "") in ways
    }
    for one in presentation.iter(f"{_P14}section"):
        held = [row.get("id", "") for row in one.iter(f"{_P14}sldId")]
        named = tuple(parts[number] for number in held if number in parts)
        yield SectionState(one.get("id", ""), one.get("name", ""), named)


def identifier_of(package: Package) -> tuple[str, str]:
    """Return the deck and the generation that a deck's properties name, empty where they name none."""
    for name in package.led("", "core-properties"):
        if name in package.files:
            found = package.root(name).find("{http://purl.org/dc/elements/1.1/}identifier")
            match = _IDENTIFIER.search(found.text or "") if found is not None else None
            return (match[1], match[2]) if match else ("", "")
    return "", ""


def properties_of(package: Package) -> tuple[tuple[str, str], ...]:
    """Return the properties of the file that deckgen fills and people change, none where it has none.

    LibreOffice writes keywords without what is between them.
    """
    for name in package.led("", "core-properties"):
        if name in package.files:
            root = package.root(name)
            return tuple(
                (called, " ".join(re.split(r"[;,\s]+", (root.findtext(tag) or "").strip())))
                for called, tag in PROPERTIES.items()
            )
    return ()


def slide_size(package: Package) -> tuple[str, str]:
    """Return the width and height of a deck's slides in EMU, as they are written."""
    found = package.root(package.led("", "officeDocument")[0]).find(f"{_P}sldSz")
    return ("", "") if found is None else (found.get("cx", ""), found.get("cy", ""))


def _application(package: Package) -> str:
    for name in package.led("", "extended-properties"):
        if name in package.files:
            found = package.root(name).find("{*}Application")
            return (found.text or "") if found is not None else ""
    return ""


def _marks(package: Package, part: str) -> Counter[str]:
    """Count the pages of the outline that a slide's names, and the mark on its notes, speak of."""
    found: Counter[str] = Counter()
    for notes in package.led(part, "notesSlide"):
        if notes in package.files:
            for match in _names(package, notes):
                found[match["page"]] += 3 if match["key"] == "#slide" else 0
    for match in _names(package, part):
        found[match["page"]] += 1
    return +found


def _names(package: Package, part: str) -> Iterator[re.Match[str]]:
    """Yield deckgen's names of shapes in a part, which is parsed only where they are not plain to see."""
    data = package.files[part]
    seen = _SEEN.findall(data)
    plain = b"utf-8" in data[:80].lower() and len(seen) == data.count(b"dg:")
    if plain and b"&" not in b"".join(seen):
        names = [one.decode("utf-8", "replace") for one in seen]
    else:
        names = [one.get("name", "") for one in package.root(part).iter(f"{_P}cNvPr")]
    yield from (match for one in names if (match := _NAMED.fullmatch(one)))


class _Reader:
    """Reads one slide."""

    def __init__(self, package: Package, part: str, sheets: Sheets, pages: dict[str, Counter[str]]) -> None:
        self.package = package
        self.part = part
        self.sheets = sheets
        self.pages = pages
        self.ways = package.ways(part)
        self._cells: dict[tuple[str, bool], Inherited] | None = None

    def slide(self, number: int, sheet: Sheet) -> SlideState:
        """Return the slide's state; `number` is its place in the deck, from 1, `sheet` what it stands on."""
        root = self.package.root(self.part)
        tree = root.find(f"{_P}cSld/{_P}spTree")
        shapes = tuple(self._shapes(tree, None)) if tree is not None else ()
        marks = self.pages[self.part].most_common(1)
        timing = next((one for one in root.iterfind(f"{_P}timing") if not is_idle(one)), None)
        backdrop = root.find(f"{_P}cSld/{_P}bg")
        notes, notes_drawn = self._notes()
        return SlideState(
            part=self.part,
            number=number,
            page=marks[0][0] if marks else "",
            marks=marks[0][1] if marks else 0,
            hidden=root.get("show", "1") in ("0", "false"),
            shapes=shapes,
            notes=notes,
            timing=fingerprint(canonical(timing)) if timing is not None else "",
            effects=tuple(effects(timing)) if timing is not None else (),
            backdrop=f"{_shown_of_master(root)}{self._painted(backdrop)}",
            transition=transition(root),
            kept=(*sorted({one.short for one in self.ways.values()} - _OWN), *self._beside_notes()),
            sheet=sheet,
            notes_drawn=notes_drawn,
        )

    def _painted(self, backdrop: Element | None) -> str:
        return fingerprint(canonical(backdrop, self._digests)) if backdrop is not None else ""

    def _beside_notes(self) -> Iterator[str]:
        """Yield what stands for shapes of somebody's own on the page of notes."""
        pages = (one for one in self.package.led(self.part, "notesSlide") if one in self.package.files)
        for tree in (self.package.root(one).find(f"{_P}cSld/{_P}spTree") for one in pages):
            for shape in tree if tree is not None else ():
                about = shape.find(f"./*/{_P}cNvPr")
                drawn = str(shape.tag).rpartition("}")[2] in (*_KINDS, "AlternateContent")
                named = about is not None and about.get("name", "").startswith("dg:")
                if drawn and not named and shape.find(f"./*/{_P}nvPr/{_P}ph") is None:
                    yield "shapes beside the notes"
                    return

    def _notes(self) -> tuple[Lines, Drawn | None]:
        for name in self.package.led(self.part, "notesSlide"):
            if name not in self.package.files:
                continue
            reader = _Reader(self.package, name, self.sheets, {name: Counter()})
            for shape in self.package.root(name).iter(f"{_P}sp"):
                held = shape.find(f"{_P}nvSpPr/{_P}nvPr/{_P}ph")
                body = shape.find(f"{_P}txBody")
                if held is not None and held.get("type") == "body" and body is not None:
                    return reader.lines(body, None, ""), Drawn(body, reader._digests)
        return (), None

    def _shapes(self, tree: Element, group: tuple[int, Place] | None) -> Iterator[ShapeState]:
        """Yield the shapes of a tree in order, those of a group after it, within its place."""
        for one in tree:
            tag = one.tag.rpartition("}")[2] if isinstance(one.tag, str) else ""
            if tag == "AlternateContent":
                yield from self._alternatives(one, group)
            elif tag in _KINDS:
                yield from self._with_members(one, tag, group)

    def _with_members(
        self, shape: Element, tag: str, group: tuple[int, Place] | None
    ) -> Iterator[ShapeState]:
        found = self._shape(shape, tag, group)
        yield found
        if tag == "grpSp" and found.place is not None:
            yield from self._shapes(shape, (found.id, _inner(shape, found.place)))

    def _alternatives(self, both: Element, group: tuple[int, Place] | None) -> Iterator[ShapeState]:
        """Yield what newer programs show, with what the others say in its place."""
        first, other = both.find(f"{_MC}Choice"), both.find(f"{_MC}Fallback")
        choice = list(self._shapes(first, group)) if first is not None else []
        fallback = list(self._shapes(other, group)) if other is not None else []
        if choice and fallback and len(choice) == len(fallback):
            yield replace(choice[0], instead=fallback[0].lines, drawn=Drawn(both, self._digests))
            yield from choice[1:]
        else:
            yield from choice or fallback
            if not choice and not fallback:
                yield self._opaque(both)

    def _opaque(self, element: Element) -> ShapeState:
        about = next(element.iter(f"{_P}cNvPr"), None)
        number = int(about.get("id", "0")) if about is not None else 0
        name = about.get("name", "") if about is not None else ""
        drawn = Drawn(element, self._digests)
        return ShapeState(
            number, name, "", "", "other", "", None, None, None, None, (), (), None, "", "", "", False, drawn
        )

    def _shape(self, shape: Element, tag: str, group: tuple[int, Place] | None) -> ShapeState:
        about = shape.find(f"./*/{_P}cNvPr")
        said_of = dict(about.attrib.items()) if about is not None else {}
        kind, index = _slot(shape)
        name = str(said_of.get("name", ""))
        match = _NAMED.fullmatch(name)
        properties = shape.find(f"{_P}spPr")
        body = shape.find(f"{_P}txBody")
        cells, series, chart = self._frame(shape) if tag == "graphicFrame" else ((), (), "")
        kind_name = "table" if cells else "chart" if chart else _KINDS[tag]
        return ShapeState(
            id=int(str(said_of.get("id", "0"))),
            name=name,
            page=match["page"] if match else "",
            key=match["key"] if match else "",
            kind=kind_name,
            slot=f"{kind or 'obj'}:{index}" if kind is not None else "",
            group=group[0] if group else None,
            place=self._place(shape, kind, index, group),
            lines=self.lines(body, kind, index) if body is not None else None,
            instead=None,
            cells=cells,
            series=series,
            figure=self._figure(shape) if tag == "pic" else None,
            alt=str(said_of.get("descr", "")),
            fill=self._fill(properties, kind, index),
            line=self.sheets.paint(properties.find(f"{_A}ln")) if properties is not None else "",
            hidden=said_of.get("hidden") in ("1", "true"),
            drawn=Drawn(shape, self._digests),
            chart=chart,
            form=_form(shape, properties),
            chart_drawn=Drawn(self.package.root(chart), str) if chart else None,
            held=workbook_series(self.package, chart, series) if chart else (),
        )

    def _digests(self, way: str) -> str:
        """Return what stands for a relation where raw XML is compared: where it leads, or what is there."""
        found = self.ways.get(way)
        if found is None:
            return ""
        if found.external:
            return found.target
        if found.short == "slide":
            return self._page(found.target)
        if found.short == "chart":
            return "chart"
        return self.package.digest(found.target)

    def _page(self, part: str) -> str:
        marks = self.pages.get(part, Counter()).most_common(1)
        return f"#{marks[0][0]}" if marks else "#"

    def _place(
        self, shape: Element, kind: str | None, index: str, group: tuple[int, Place] | None
    ) -> Place | None:
        found = shape.find(f"{_P}spPr/{_A}xfrm")
        if found is None:
            found = shape.find(f"{_P}grpSpPr/{_A}xfrm")
        if found is None:
            found = shape.find(f"{_P}xfrm")
        if found is None and kind is not None:
            found = self.sheets.place(kind, index)
        place = _place_of(found)
        if place is None or group is None:
            return place
        inner = group[1]
        return replace(place, x=place.x - inner.x, y=place.y - inner.y)

    def _fill(self, properties: Element | None, kind: str | None, index: str) -> str:
        """Return the paint of a shape: its own, else what its placeholder inherits."""
        chain = [properties]
        if kind is not None:
            chain += [one.find(f"{_P}spPr") for one in self.sheets.slot(kind, index)]
        for one in chain:
            if one is not None and any(str(inner.tag).endswith("Fill") for inner in one):
                return self.sheets.paint(one)
        return ""

    def _figure(self, shape: Element) -> Figure | None:
        blip = shape.find(f"{_P}blipFill/{_A}blip")
        if blip is None:
            return None
        way = self.ways.get(blip.get(f"{_R}embed", ""))
        crop = shape.find(f"{_P}blipFill/{_A}srcRect")
        sides = tuple(int(crop.get(side, "0")) for side in "ltrb") if crop is not None else (0, 0, 0, 0)
        digest = self.package.digest(way.target) if way and not way.external else ""
        return Figure(digest, (sides[0], sides[1], sides[2], sides[3]))

    def _frame(self, shape: Element) -> tuple[tuple[tuple[Lines, ...], ...], tuple[Series, ...], str]:
        table = shape.find(f"{_A}graphic/{_A}graphicData/{_A}tbl")
        if table is not None:
            return (
                tuple(self._row(table, number, row) for number, row in enumerate(table.iterfind(f"{_A}tr"))),
                (),
                "",
            )
        chart = shape.find(f"{_A}graphic/{_A}graphicData/{_C}chart")
        way = self.ways.get(chart.get(f"{_R}id", "")) if chart is not None else None
        if way is None or way.target not in self.package.files:
            return (), (), ""
        root = self.package.root(way.target)
        return (), shown_series(root), way.target

    def _row(self, table: Element, number: int, row: Element) -> tuple[Lines, ...]:
        about = table.find(f"{_A}tblPr")
        head = number == 0 and about is not None and about.get("firstRow") in ("1", "true")
        style = about.findtext(f"{_A}tableStyleId", "") if about is not None else ""
        if self._cells is None:
            self._cells = self._table_looks()
        look = self._cells.get((style, head), self.sheets.inherited(None, "", 0))
        found = []
        for cell in row.iterfind(f"{_A}tc"):
            body = cell.find(f"{_A}txBody")
            found.append(self.lines(body, None, "", look) if body is not None else ())
        return tuple(found)

    def _table_looks(self) -> dict[tuple[str, bool], Inherited]:
        """Return what cells inherit from the table styles: of the head's row, and of all others."""
        found: dict[tuple[str, bool], Inherited] = {}
        if "ppt/tableStyles.xml" not in self.package.files:
            return found
        plain = self.sheets.inherited(None, "", 0)
        for style in self.package.root("ppt/tableStyles.xml").iterfind(f"{_A}tblStyle"):
            whole = self._cell_look(plain, style.find(f"{_A}wholeTbl/{_A}tcTxStyle"))
            found[style.get("styleId", ""), False] = whole
            found[style.get("styleId", ""), True] = self._cell_look(
                whole, style.find(f"{_A}firstRow/{_A}tcTxStyle")
            )
        return found

    def _cell_look(self, below: Inherited, style: Element | None) -> Inherited:
        if style is None:
            return below
        reference = style.find(f"{_A}fontRef")
        face = (
            {"major": "+mj-lt", "minor": "+mn-lt"}.get(reference.get("idx", ""), "")
            if reference is not None
            else ""
        )
        return replace(
            below,
            bold=style.get("b") == "on" if style.get("b") else below.bold,
            italic=style.get("i") == "on" if style.get("i") else below.italic,
            colour=self.sheets.colour(style) if self._names_colour(style) else below.colour,
            face=self.sheets.faces.get(face, "") or below.face,
        )

    @staticmethod
    def _names_colour(style: Element) -> bool:
        return any(isinstance(one.tag, str) and one.tag.endswith("Clr") for one in style)

    def lines(self, body: Element, kind: str | None, index: str, look: Inherited | None = None) -> Lines:
        """Return the paragraphs of a text body, empty ones at its end left out."""
        own = body.find(f"{_A}lstStyle")
        found = []
        for paragraph in body.iterfind(f"{_A}p"):
            properties = paragraph.find(f"{_A}pPr")
            level = int(properties.get("lvl", "0")) if properties is not None else 0
            inherited = look or self.sheets.inherited(kind, index, level)
            if own is not None:
                inherited = self.sheets.over(inherited, own, level)
            align = properties.get("algn", inherited.align) if properties is not None else inherited.align
            stretches = tuple(self._stretches(paragraph, inherited))
            found.append(Line(level, stretches, align, _marker(properties)))
        while found and not found[-1].text:
            found.pop()
        return tuple(found)

    def _stretches(self, paragraph: Element, inherited: Inherited) -> Iterator[Stretch]:
        for one in paragraph:
            tag = one.tag.rpartition("}")[2] if isinstance(one.tag, str) else ""
            if tag not in ("r", "br", "fld", "m", "oMath", "oMathPara", "AlternateContent"):
                continue
            properties = one.find(f"{_A}rPr")
            found = self.sheets.characters(inherited, properties) if properties is not None else inherited
            text = run_text(one, tag)
            if text:
                look = Look(found.size, found.colour, found.face, _set_off(properties))
                yield Stretch(text, self._stress(properties, found), look)

    def _stress(self, properties: Element | None, found: Inherited) -> Stress:
        link, baseline = "", 0
        if properties is not None:
            raised = int(properties.get("baseline", "0").rstrip("%") or 0)
            baseline = (raised > 0) - (raised < 0)
            click = properties.find(f"{_A}hlinkClick")
            if click is not None:
                way = self.ways.get(click.get(f"{_R}id", ""))
                link = (self._page(way.target) if not way.external else way.target) if way else "#"
        return Stress(found.bold, found.italic, found.underline and not link, baseline, link)


def _marker(properties: Element | None) -> str:
    """Return what a paragraph says itself of its bullet or number, empty where it inherits all of it."""
    children = properties if properties is not None else ()
    return "".join(canonical(one) for one in children if str(one.tag).startswith(f"{_A}bu"))


_OFF = ("highlight", "effectLst", "ln", "gradFill", "pattFill", "uFill")


def _set_off(properties: Element | None) -> str:
    """Name what sets characters off beside size, colour and face, as far as it is more than plain."""
    if properties is None:
        return ""
    found = [
        f"{name} {value}"
        for name, plain in (("strike", "noStrike"), ("cap", "none"))
        if (value := properties.get(name, plain)) != plain
    ]
    found += [
        canonical(one).lower() for one in properties if str(one.tag).rpartition("}")[2] in _OFF and len(one)
    ]
    return " ".join(found)


def _shown_of_master(slide: Element) -> str:
    """Name what a slide has otherwise than its master: without its shapes, or other colours for its names."""
    hidden = "without the master's shapes " if slide.get("showMasterSp") in ("0", "false") else ""
    mapped = slide.find(f"{_P}clrMapOvr/{_A}overrideClrMapping")
    return hidden + (canonical(mapped) if mapped is not None else "")


def _slot(shape: Element) -> tuple[str | None, str]:
    """Return a placeholder's kind and number; the kind is None where the shape is none."""
    held = shape.find(f"./*/{_P}nvPr/{_P}ph")
    return (held.get("type", ""), held.get("idx", "0")) if held is not None else (None, "")


def _form(shape: Element, properties: Element | None) -> str:
    """Return what is not plain about a shape: another outline than a rectangle, effects, painted cells."""
    found = []
    for one in properties if properties is not None else ():
        name = one.tag.rpartition("}")[2] if isinstance(one.tag, str) else ""
        if name == "prstGeom" and one.get("prst") not in ("rect", "line", "straightConnector1"):
            found.append(one.get("prst", ""))
        elif name == "custGeom" or (name in ("effectLst", "scene3d", "sp3d") and len(one)):
            found.append(name)
    for place, cell in enumerate(shape.iter(f"{_A}tcPr")):
        if cell.find(f"{_A}solidFill") is not None:
            found.append(f"cell {place}")
    return " ".join(found)


def run_text(run: Element, tag: str) -> str:
    """Return the characters of a run, composed as Unicode's normal form C."""
    if tag == "br":
        return "\v"
    if tag == "fld" and run.get("type", "").startswith(("slidenum", "datetime")):
        return _COUNTED
    if tag in ("r", "fld"):
        return unicodedata.normalize("NFC", "".join(one.text or "" for one in run.iterfind(f"{_A}t")))
    return "".join(one.text or "" for one in run.iter(f"{_M}t"))


def _place_of(found: Element | None) -> Place | None:
    if found is None:
        return None
    off, ext = found.find(f"{_A}off"), found.find(f"{_A}ext")
    if off is None or ext is None:
        return None
    turned = int(found.get("rot", "0")) / 60_000 % 360
    return Place(
        int(off.get("x", "0")),
        int(off.get("y", "0")),
        int(ext.get("cx", "0")),
        int(ext.get("cy", "0")),
        turned,
    )


def _inner(group: Element, place: Place) -> Place:
    """Return where a group's members count from: its own corner in their terms."""
    found = group.find(f"{_P}grpSpPr/{_A}xfrm/{_A}chOff")
    if found is None:
        return place
    return replace(place, x=int(found.get("x", "0")), y=int(found.get("y", "0")))
