"""One slide's edits → done in its parts: text, tables, places, looks, pictures, charts, marks, animations."""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping, Sequence

from lxml import etree

from deckgen.regenerate.applying.graft import Graft
from deckgen.regenerate.applying.looks import FILLS, Generated, look_at, run_properties, space
from deckgen.regenerate.applying.paragraphs import Linker, write_lines
from deckgen.regenerate.applying.tables import write_table
from deckgen.regenerate.applying.taken import take_over
from deckgen.regenerate.applying.timing import follow_paragraphs, stop
from deckgen.regenerate.merging.match import match_shapes
from deckgen.regenerate.merging.plan import (
    Adopt,
    Delete,
    Edit,
    Insert,
    Replace,
    SlidePlan,
    TableEdit,
    TextEdit,
)
from deckgen.regenerate.reading.charts import show_series
from deckgen.regenerate.reading.inherit import Element
from deckgen.regenerate.reading.package import Package
from deckgen.regenerate.reading.snapshot import Lines, Place, ShapeState, SlideState
from deckgen.writers.pptx.identity import shape_name
from deckgen.writers.pptx.package import office
from deckgen.writers.pptx.xml import A, P, R

_A, _P, _R = f"{{{A}}}", f"{{{P}}}", f"{{{R}}}"
_C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_JUMP = "ppaction://hlinksldjump"
_CACHED = ("tx", "cat", "val", "xVal", "yVal")


_HEADS = ("nvGrpSpPr", "grpSpPr")
"""What a tree of shapes begins with."""


class SlideEditor:
    """Carries out what is planned for one slide of the hand's deck."""

    def __init__(self, hand: Package, outline: Package, graft: Graft, plan: SlidePlan) -> None:
        assert plan.hand is not None, "edits are made in the hand's slide"
        self.hand, self.outline, self.graft, self.plan = hand, outline, graft, plan
        self.state: SlideState = plan.hand
        self.part = plan.hand.part
        self.ids: dict[int, int] = {}
        """The id of a shape of the outline → that of the same one here, for animations."""
        self.last = max((one.id for one in self.state.shapes), default=1)
        self.behind: dict[Element, Element] = {}
        """An element → what now stands in its place, or was put in last after it."""

    def run(self) -> None:
        """Carry it all out."""
        if self.plan.outline is not None:
            self._marks(self.plan.outline)
        for edit in self.plan.edits:
            self._do(edit)
        root = self.hand.root(self.part)
        if self.plan.hidden is not None:
            self.hand.touch(self.part).set("show", "0" if self.plan.hidden else "1")
            if not self.plan.hidden:
                del root.attrib["show"]
        if self.plan.outline is not None:
            self._in_addition(self.plan.outline)

    def _do(self, edit: Edit) -> None:
        match edit:
            case TextEdit(shape=None):
                self._notes(edit)
            case TextEdit():
                self._text(edit)
            case TableEdit():
                self.hand.touch(self.part)
                write_table(edit, self._cell)
            case Replace():
                self._replace(edit.shape, edit.outline)
            case Insert():
                self._insert(edit)
            case Delete():
                self._delete(edit.shape)
            case Adopt():
                self._adopt(edit)

    # Text

    def _linker(self, part: str) -> Linker:
        def link(target: str) -> tuple[str, str | None] | None:
            if not target.startswith("#"):
                return self.hand.relate(part, office("hyperlink"), target, external=True), None
            for slide, place in self.graft.slides.items():
                if self.graft.pages.get(slide) == target[1:]:
                    return self.hand.relate(part, office("slide"), place), _JUMP
            return None

        return link

    def _written(
        self, body: Element, part: str, edit: TextEdit, source: tuple[Element | None, str]
    ) -> dict[int, int]:
        """Put an edit's lines in a text body; `source` is the outline's, and the part that it is in."""
        theirs, theirs_part = source
        fresh = any(one.hand is None for one in edit.lines)
        paragraphs = theirs.findall(f"{_A}p") if theirs is not None and fresh else []
        copied = [self.graft.element(one, theirs_part, part) for one in paragraphs]
        return write_lines(body, edit.lines, edit.hand, copied, self._linker(part))

    def _text(self, edit: TextEdit) -> None:
        assert edit.shape is not None, "the notes have no shape"
        root = self.hand.touch(self.part)
        theirs = _body(edit.outline.drawn.element) if edit.outline else None
        part = self.plan.outline.part if self.plan.outline else ""
        for body in bodies_of(edit.shape.drawn.element):
            gone = self._written(body, self.part, edit, (theirs, part))
            follow_paragraphs(root, edit.shape.id, gone)

    def _notes(self, edit: TextEdit) -> None:
        assert self.plan.outline is not None, "notes come from the outline"
        theirs = next(iter(self.outline.led(self.plan.outline.part, "notesSlide")), "")
        mine = next(iter(self.hand.led(self.part, "notesSlide")), "")
        if not mine:
            return
        body = notes_body(self.hand.touch(mine))
        if body is not None:
            source = notes_body(self.outline.root(theirs)) if theirs else None
            self._written(body, mine, edit, (source, theirs))

    def _cell(self, cell: Element, source: Element | None, edit: TextEdit) -> None:
        """Write the text of a cell, looking like that of `source`, the outline's, where it has one."""
        body = cell.find(f"{_A}txBody")
        if body is not None:
            theirs = source.find(f"{_A}txBody") if source is not None else None
            self._written(
                body, self.part, edit, (theirs, self.plan.outline.part if self.plan.outline else "")
            )

    # Shapes

    def _replace(self, shape: ShapeState, outline: ShapeState) -> None:
        """Put the outline's shape in the place of one, with the ids that animations and comments know."""
        self.hand.touch(self.part)
        old = shape.drawn.element
        new = self._copied(outline, shape)
        parent = old.getparent()
        assert parent is not None, "a shape stands in a tree"
        parent.replace(old, new)
        self.behind[old] = new

    def _copied(self, outline: ShapeState, shape: ShapeState | None) -> Element:
        """Return a copy of an outline's shape with ids of this slide: those of the shape that it replaces."""
        part = self.plan.outline.part if self.plan.outline else ""
        new = self.graft.element(outline.drawn.element, part, self.part)
        known = self._known(shape) if shape is not None else {}
        ids: dict[str, str] = {}
        for about in new.iter(f"{_P}cNvPr"):
            old = about.get("id", "0")
            if old not in ids:
                ids[old] = str(known.get(_key(about.get("name", "")), 0) or self._free())
                self.ids[int(old)] = int(ids[old])
            about.set("id", ids[old])
        for one in new.iter(f"{_A}stCxn", f"{_A}endCxn"):
            one.set("id", ids.get(one.get("id", ""), one.get("id", "")))
        return new

    def _known(self, shape: ShapeState) -> Mapping[str, int]:
        """Return the ids of a shape and its members by the keys of their names."""
        known = {
            _key(about.get("name", "")): int(about.get("id", "0"))
            for about in shape.drawn.element.iter(f"{_P}cNvPr")
        }
        return {**known, shape.key or "": shape.id}

    def _free(self) -> int:
        self.last += 1
        return self.last

    def _insert(self, edit: Insert) -> None:
        root = self.hand.touch(self.part)
        new = self._copied(edit.outline, None)
        tree = edit.group.drawn.element if edit.group is not None else root.find(f"{_P}cSld/{_P}spTree")
        assert tree is not None, "a slide has a tree of shapes"
        last = self._end(edit.after.drawn.element) if edit.after is not None else None
        if last is None or last.getparent() is None:
            last = self._end(next(one for one in reversed(tree) if etree.QName(one).localname in _HEADS))
        last.addnext(new)
        self.behind[last] = new

    def _end(self, element: Element) -> Element:
        """Return what was put in last after an element, or in its place."""
        while element in self.behind:
            element = self.behind[element]
        return element

    def _delete(self, shape: ShapeState) -> None:
        root = self.hand.touch(self.part)
        element = shape.drawn.element
        parent = element.getparent()
        if parent is not None:
            parent.remove(element)
        ids = {one.get("id", "") for one in element.iter(f"{_P}cNvPr")}
        stop(root, ids)

    # One thing of a shape

    def _adopt(self, edit: Adopt) -> None:
        self.hand.touch(self.part)
        mine, theirs = edit.shape.drawn.element, edit.outline.drawn.element
        part = self.plan.outline.part if self.plan.outline else ""
        if edit.what == "place":
            assert edit.outline.place is not None, "a place is taken over where there is one"
            for one in _shapes_in(mine):
                self._placed(one, edit.shape, edit.outline.place, theirs)
        elif edit.what == "alt":
            for about in _abouts(mine):
                about.set("descr", edit.outline.alt)
        elif edit.what == "style":
            self._styled(edit)
        elif edit.what == "gaps":
            for body, source in zip(bodies_of(mine), bodies_of(theirs), strict=False):
                space(body, source)
        elif edit.what == "picture":
            self._pictured(mine, theirs, part)
        elif edit.what == "workbook":
            show_series(self.hand.touch(edit.shape.chart), edit.shape.series)
        elif edit.what in ("chart", "data"):
            self._charted(edit, part)
        else:
            leads = edit.what in ("click", "details")
            take_over(edit.what, mine, self.graft.element(theirs, part, self.part) if leads else theirs)

    def _pictured(self, mine: Element, theirs: Element, part: str) -> None:
        filled, old = theirs.find(f"{_P}blipFill"), mine.find(f"{_P}blipFill")
        if filled is not None and old is not None:
            mine.replace(old, _recoloured(self.graft.element(filled, part, self.part), old))

    def _placed(self, mine: Element, shape: ShapeState, place: Place, theirs: Element) -> None:
        tag = etree.QName(mine).localname
        if tag == "grpSp":
            own, other = (one.find(f"{_P}grpSpPr/{_A}xfrm") for one in (mine, theirs))
            if own is not None and other is not None and (parent := own.getparent()) is not None:
                parent.replace(own, copy.deepcopy(other))
            return
        corner = self._corner(shape)
        holder = mine if tag == "graphicFrame" else mine.find(f"{_P}spPr")
        if holder is None:
            return
        name = f"{_P}xfrm" if tag == "graphicFrame" else f"{_A}xfrm"
        own = holder.find(name)
        if own is None:
            own = etree.Element(name)
            holder.insert(0, own)
            etree.SubElement(own, f"{_A}off")
            etree.SubElement(own, f"{_A}ext")
        off, ext = own.find(f"{_A}off"), own.find(f"{_A}ext")
        if off is None or ext is None:
            return
        off.set("x", str(place.x + corner[0]))
        off.set("y", str(place.y + corner[1]))
        ext.set("cx", str(place.width))
        ext.set("cy", str(place.height))
        if place.turned:
            own.set("rot", str(round(place.turned * 60_000)))
        elif "rot" in own.attrib:
            del own.attrib["rot"]

    def _corner(self, shape: ShapeState) -> tuple[int, int]:
        """Return where the shape's group counts from."""
        group = next((one for one in self.state.shapes if one.id == shape.group), None)
        found = group.drawn.element.find(f"{_P}grpSpPr/{_A}xfrm/{_A}chOff") if group is not None else None
        return (int(found.get("x", "0")), int(found.get("y", "0"))) if found is not None else (0, 0)

    def _styled(self, edit: Adopt) -> None:
        """Set what nobody set otherwise as the outline has it, and the shape in its paint."""
        known = Generated(edit.base if edit.base is not None else edit.shape)
        for shape in _shapes_in(edit.shape.drawn.element):
            for mine, wanted in _text_pairs(shape, edit):
                for place, paragraph in enumerate(mine.findall(f"{_A}p")):
                    look = look_at(wanted, place, paragraph)
                    if look is None:
                        continue
                    for properties in run_properties(paragraph):
                        known.restyle(properties, look)
            self._painted(shape, edit)

    def _painted(self, shape: Element, edit: Adopt) -> None:
        if edit.shape.fill == edit.outline.fill:
            return
        own, theirs = (one.find(f"{_P}spPr") for one in (shape, next(_shapes_in(edit.outline.drawn.element))))
        if own is None or theirs is None:
            return
        paints = [one for one in theirs if etree.QName(one).localname in FILLS]
        for one in [one for one in own if etree.QName(one).localname in FILLS]:
            own.remove(one)
        forms = [one for one in own if etree.QName(one).localname in ("xfrm", "prstGeom", "custGeom")]
        for one in paints[:1]:
            own.insert(own.index(forms[-1]) + 1 if forms else 0, copy.deepcopy(one))

    def _charted(self, edit: Adopt, part: str) -> None:
        """Take over a chart's numbers, and its looks where nobody touched these."""
        source = edit.outline.chart
        theirs, mine = self.outline.root(source), self.hand.touch(edit.shape.chart)
        series = [list(one.iter(f"{_C}ser")) for one in (mine, theirs)]
        if edit.what == "chart" or len(series[0]) != len(series[1]):
            holder = next(edit.shape.drawn.element.iter(f"{_C}chart"))
            old = holder.get(f"{_R}id", "")
            way = next(one for one in self.outline.ways(part).values() if one.target == source)
            holder.set(f"{_R}id", self.hand.relate(self.part, way.kind, self.graft.part(source)))
            self.hand.unrelate(self.part, old)
            return
        for own, other in zip(*series, strict=True):
            for name in _CACHED:
                before, wanted = own.find(f"{_C}{name}"), other.find(f"{_C}{name}")
                if before is not None and wanted is not None:
                    own.replace(before, copy.deepcopy(wanted))
        self._workbook(edit.shape.chart, source, mine)

    def _workbook(self, chart: str, source: str, root: Element) -> None:
        """Give a chart the outline's workbook, in which its numbers are edited."""
        way = next((one for one in self.outline.ways(source).values() if one.short == "package"), None)
        if way is None:
            return
        held = root.find(f"{_C}externalData")
        if held is None:
            held = etree.Element(f"{_C}externalData")
            etree.SubElement(held, f"{_C}autoUpdate", val="0")
            later = [
                one for one in root if etree.QName(one).localname in ("printSettings", "userShapes", "extLst")
            ]
            if later:
                later[0].addprevious(held)
            else:
                root.append(held)
        else:
            self.hand.unrelate(chart, held.get(f"{_R}id", ""))
        held.set(f"{_R}id", self.hand.relate(chart, way.kind, self.graft.part(way.target)))

    # Marks and animations

    def _marks(self, outline: SlideState) -> None:
        """Give the slide's shapes, and its notes page, the names by which they are found again."""
        pairs = match_shapes(outline, self.state)
        for one, two in pairs.items():
            theirs, mine = outline.shapes[one], self.state.shapes[two]
            self.ids[theirs.id] = mine.id
            generated = mine.key or mine.name.startswith(("PlaceHolder", "Google Shape;"))
            if theirs.key and generated and mine.name != theirs.name:
                self.hand.touch(self.part)
                for about in _abouts(mine.drawn.element):
                    about.set("name", theirs.name)
        self._mark_notes(outline)

    def _mark_notes(self, outline: SlideState) -> None:
        if not outline.page:
            return
        wanted = shape_name(outline.page, "#slide")
        for notes in self.hand.led(self.part, "notesSlide"):
            if notes not in self.hand.files:
                continue
            root = self.hand.root(notes)
            marks = [one for one in root.iter(f"{_P}cNvPr") if one.get("name", "").endswith("/#slide")]
            if any(one.get("name") == wanted for one in marks):
                return
            self.hand.touch(notes)
            if marks:
                marks[0].set("name", wanted)
                return
            self._copy_mark(outline, root)

    def _copy_mark(self, outline: SlideState, root: Element) -> None:
        tree = root.find(f"{_P}cSld/{_P}spTree")
        for theirs in self.outline.led(outline.part, "notesSlide"):
            for one in self.outline.root(theirs).iter(f"{_P}sp"):
                about = one.find(f"{_P}nvSpPr/{_P}cNvPr")
                if tree is not None and about is not None and about.get("name", "").endswith("/#slide"):
                    made = copy.deepcopy(one)
                    ids = [int(named.get("id", "0")) for named in root.iter(f"{_P}cNvPr")]
                    next(made.iter(f"{_P}cNvPr")).set("id", str(max(ids, default=1) + 1))
                    tree.append(made)
                    return

    def _in_addition(self, outline: SlideState) -> None:
        """Take over what the outline changed other than shapes: animations, background, transition."""
        adopt = self.plan.adopt
        if not adopt:
            return
        root, new = self.hand.touch(self.part), self.outline.root(outline.part)
        if "stacking" in adopt:
            self._restack(outline)
        if "animation" in adopt:
            made = self._put(root, new.find(f"{_P}timing"), root.findall(f"{_P}timing"), outline.part)
            for one in made.iter(f"{_P}spTgt", f"{_P}bldP") if made is not None else ():
                one.set("spid", str(self.ids.get(int(one.get("spid", "0")), one.get("spid", "0"))))
        if "transition" in adopt:
            self._put(root, next(_transitions(new), None), list(_transitions(root)), outline.part)
        if "background" in adopt:
            slide = root.find(f"{_P}cSld")
            assert slide is not None, "a slide has contents"
            self._put(slide, new.find(f"{_P}cSld/{_P}bg"), slide.findall(f"{_P}bg"), outline.part)

    def _restack(self, outline: SlideState) -> None:
        """Have the shapes that the outline knows lie one upon the other as there; all others keep theirs."""
        here = {
            int(about.get("id", "0")): one
            for tree in self.hand.root(self.part).iter(f"{_P}spTree", f"{_P}grpSp")
            for one in tree
            for about in list(_abouts(one))[:1]
        }
        wanted = [here[self.ids[one.id]] for one in outline.shapes if self.ids.get(one.id) in here]
        for tree in {one.getparent() for one in wanted}:
            if tree is not None:
                new = iter([one for one in wanted if one.getparent() is tree])
                known = set(wanted)
                tree[:] = [next(new) if one in known else one for one in list(tree)]

    def _put(self, holder: Element, new: Element | None, old: Sequence[Element], part: str) -> Element | None:
        """Put an element of the outline's in its place in a slide, and take the old ones away."""
        for one in old:
            holder.remove(one)
        if new is None:
            return None
        made = self.graft.element(new, part, self.part)
        before = _BEFORE[etree.QName(new).localname]
        heads = [one for one in holder if etree.QName(one).localname in before]
        if heads:
            heads[-1].addnext(made)
        else:
            holder.insert(0, made)
        return made


def _recoloured(new: Element, old: Element) -> Element:
    """Return a picture's fill with the effects of the one that it replaces: shades of grey, a tint."""
    before, blip = old.find(f"{_A}blip"), new.find(f"{_A}blip")
    if before is not None and blip is not None:
        known = {one.tag for one in blip}
        effects = [one for one in before if one.tag not in known and one.tag != f"{_A}extLst"]
        for place, one in enumerate(effects):
            blip.insert(place, copy.deepcopy(one))
    return new


_BEFORE: Mapping[str, tuple[str, ...]] = {
    "bg": (),
    "transition": ("cSld", "clrMapOvr"),
    "AlternateContent": ("cSld", "clrMapOvr"),
    "timing": ("cSld", "clrMapOvr", "transition", "AlternateContent"),
}
"""What is before an element of a slide (ISO/IEC 29500-1 §19.3.1.38)."""


def _transitions(slide: Element) -> Iterator[Element]:
    """Yield a slide's transition, with the form of it for older programs."""
    for one in slide:
        if next(one.iter(f"{_P}transition"), None) is not None:
            yield one


def _key(name: str) -> str:
    return name.partition("/")[2] if name.startswith("dg:") else ""


def _shapes_in(element: Element) -> Iterator[Element]:
    """Yield a shape, or the two forms of one that holds formulas."""
    if etree.QName(element).localname == "AlternateContent":
        for form in element:
            yield from form
    else:
        yield element


def _abouts(element: Element) -> Iterator[Element]:
    for one in _shapes_in(element):
        found = one.find(f"./*/{_P}cNvPr")
        if found is not None:
            yield found


def bodies_of(element: Element) -> Iterator[Element]:
    """Yield the text body of a shape; both of one that holds formulas."""
    for one in _shapes_in(element):
        found = one.find(f"{_P}txBody")
        if found is not None:
            yield found


def _body(element: Element) -> Element | None:
    return next(bodies_of(element), None)


def notes_body(root: Element) -> Element | None:
    """Return the text body of a notes page, None where it has none."""
    for shape in root.iter(f"{_P}sp"):
        held = shape.find(f"{_P}nvSpPr/{_P}nvPr/{_P}ph")
        if held is not None and held.get("type") == "body":
            return shape.find(f"{_P}txBody")
    return None


def _text_pairs(shape: Element, edit: Adopt) -> Iterator[tuple[Element, Lines]]:
    body = shape.find(f"{_P}txBody")
    if body is not None:
        yield body, edit.outline.lines or ()
    rows = list(shape.iter(f"{_A}tr"))
    for row, cells in zip(rows, edit.outline.cells, strict=False):
        for cell, lines in zip(row.findall(f"{_A}tc"), cells, strict=False):
            inner = cell.find(f"{_A}txBody")
            if inner is not None:
                yield inner, lines
