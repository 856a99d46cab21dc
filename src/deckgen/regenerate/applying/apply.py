"""A plan → the hand's deck with it carried out in place: slides put in, taken out, moved, edited.

Nothing that is unknown is dropped, and no shape or slide gets another id: animations, comments and jump links
name them.
"""

from __future__ import annotations

import copy
from collections.abc import Mapping, Sequence

from lxml import etree

from deckgen.regenerate.applying.edits import SlideEditor
from deckgen.regenerate.applying.graft import Graft
from deckgen.regenerate.applying.masters import follow_masters
from deckgen.regenerate.merging.plan import Merge, SlidePlan
from deckgen.regenerate.reading.inherit import Element
from deckgen.regenerate.reading.package import Package, relations_of
from deckgen.regenerate.reading.read import PROPERTIES
from deckgen.regenerate.reading.snapshot import SlideState
from deckgen.structs import replace
from deckgen.writers.pptx.package import office
from deckgen.writers.pptx.xml import P14, P, R

_P, _R = f"{{{P}}}", f"{{{R}}}"
_P14 = f"{{{P14}}}"
_FIRST_SLIDE = 256
_SECTIONS = "{521415D9-36F7-43E2-AB2F-B90AF26B5E84}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_SIGNATURE = "digital-signature/origin"


def apply(plan: Merge, hand: Package, outline: Package, marks: Mapping[str, str] | None = None) -> None:
    """Carry a plan out in the hand's deck; `outline` is the newly generated one.

    `marks` are those of the layouts that were last generated, by their names.
    """
    _Applying(plan, hand, outline).run()
    if plan.follow:
        follow_masters(hand, outline, marks or {})
    if plan.properties:
        _adopt_properties(plan.properties, hand, outline)


class _Applying:
    """One merge while it is carried out."""

    def __init__(self, plan: Merge, hand: Package, outline: Package) -> None:
        self.plan = plan
        self.hand, self.outline = hand, outline
        self.main = hand.led("", "officeDocument")[0]
        self.before = [way.target for way in hand.ways(self.main).values() if way.short == "slide"]
        self.places: dict[str, str] = {}
        for one in plan.slides:
            if one.outline is not None:
                self.places[one.outline.part] = one.hand.part if one.hand else self._reserved(one.outline)
        pages = {one.outline.part: one.outline.page for one in plan.slides if one.outline is not None}
        self.graft = Graft(outline, hand, self.places, pages, exact=plan.follow)

    def _reserved(self, slide: SlideState) -> str:
        """Return the name of the part that a new slide will have."""
        place = slide.part if slide.part not in self.hand.files else self.hand.free(slide.part)
        self.hand.put(place, self.outline.files[slide.part], self.outline.kind(slide.part))
        return place

    def run(self) -> None:
        """Carry it out."""
        for one in self.plan.slides:
            if one.hand is None:
                self._put_in(one)
        for one in self.plan.slides:
            if one.hand is not None:
                SlideEditor(self.hand, self.outline, self.graft, one).run()
            if one.hand is not None and (self.plan.follow or "layout" in one.adopt):
                self._relaid(one)
        parts = [self._part(one) for one in self.plan.slides]
        self._listed(parts)
        self._take_out([one for one in self.before if one not in set(parts)])
        self.hand.prune()

    def _part(self, plan: SlidePlan) -> str:
        if plan.hand is not None:
            return plan.hand.part
        assert plan.outline is not None, "a slide is the hand's or the outline's"
        return self.places[plan.outline.part]

    def _relaid(self, plan: SlidePlan) -> None:
        """Put a slide on the layout that the outline gives it, or on the one of the same name."""
        assert plan.hand is not None, "only slides of the hand's have a layout already"
        if plan.outline is not None and "layout" in plan.adopt:
            layout: str | None = self.graft.layout(plan.outline.sheet.part)
        else:
            layout = self.graft.layout_called(plan.hand.sheet.name)
            renamed = plan.base is not None and plan.base.sheet.part == plan.hand.sheet.part
            if layout is None and renamed and plan.outline is not None:
                layout = self.graft.layout(plan.outline.sheet.part)
        ways = self.hand.ways(plan.hand.part).values()
        way = next((one for one in ways if one.short == "slideLayout"), None)
        if way is not None and layout is not None and way.target != layout:
            self.hand.relate_as(plan.hand.part, replace(way, target=layout))

    def _put_in(self, plan: SlidePlan) -> None:
        """Copy a slide of the outline with its notes, its chart and its pictures."""
        assert plan.outline is not None, "a slide that is put in is the outline's"
        source, place = plan.outline.part, self.places[plan.outline.part]
        for way in self.outline.ways(source).values():
            if way.short == "slideLayout":
                self.hand.relate_as(place, type(way)(way.id, way.kind, self.graft.layout(way.target), False))
            elif way.short == "notesSlide":
                self.hand.relate_as(place, type(way)(way.id, way.kind, self._notes(way.target, place), False))
            else:
                self.graft.follow(way, place)
        self.hand.relate(self.main, office("slide"), place)

    def _notes(self, source: str, slide: str) -> str:
        """Copy a notes page, on the deck's own notes master where it has one."""
        place = source if source not in self.hand.files else self.hand.free(source)
        self.hand.put(place, self.outline.files[source], self.outline.kind(source))
        own = self.hand.led(self.main, "notesMaster")
        for way in self.outline.ways(source).values():
            if way.short == "slide":
                self.hand.relate_as(place, type(way)(way.id, way.kind, slide, False))
            elif way.short == "notesMaster" and own:
                self.hand.relate_as(place, type(way)(way.id, way.kind, own[0], False))
            else:
                self.graft.follow(way, place)
                if way.short == "notesMaster":
                    self._list_notes_master(self.hand.led(place, "notesMaster")[0])
        return place

    def _list_notes_master(self, master: str) -> None:
        presentation = self.hand.touch(self.main)
        way = self.hand.relate(self.main, office("notesMaster"), master)
        if presentation.find(f"{_P}notesMasterIdLst") is None:
            listed = etree.Element(f"{_P}notesMasterIdLst")
            etree.SubElement(listed, f"{_P}notesMasterId", {f"{_R}id": way})
            masters = presentation.find(f"{_P}sldMasterIdLst")
            assert masters is not None, "a presentation has a master"
            masters.addnext(listed)

    def _listed(self, parts: Sequence[str]) -> None:
        """Have the presentation list its slides in order, each with the id that it has."""
        root = self.hand.root(self.main)
        listed = root.find(f"{_P}sldIdLst")
        ways = self.hand.ways(self.main)
        rows = list(listed) if listed is not None else []
        known = {ways[one.get(f"{_R}id", "")].target: one for one in rows if one.get(f"{_R}id", "") in ways}
        if [*known] == [*parts]:
            self._sections(root, [known[part].get("id", "") for part in parts])
            return
        root = self.hand.touch(self.main)
        if listed is None:
            listed = etree.Element(f"{_P}sldIdLst")
            after = [one for one in root if etree.QName(one).localname.endswith("MasterIdLst")]
            after[-1].addnext(listed)
        last = max((int(one.get("id", "0")) for one in rows), default=_FIRST_SLIDE - 1)
        for one in rows:
            listed.remove(one)
        ids = {}
        for part in parts:
            row = known.get(part)
            if row is None:
                last += 1
                way = self.hand.relate(self.main, office("slide"), part)
                row = etree.Element(f"{_P}sldId", {"id": str(last), f"{_R}id": way})
            listed.append(row)
            ids[part] = row.get("id", "")
        self._sections(root, [ids[part] for part in parts])

    def _sections(self, root: Element, ids: Sequence[str]) -> None:
        """Have the sections hold all slides in order, as they are planned."""
        if self.plan.sections is None:
            return
        left = iter(ids)
        wanted = [(id_, name, [next(left) for _ in range(count)]) for id_, name, count in self.plan.sections]
        listed = next(root.iter(f"{_P14}sectionLst"), None)
        present = [
            (one.get("id"), one.get("name"), [slide.get("id") for slide in one.iter(f"{_P14}sldId")])
            for one in (listed if listed is not None else ())
            if one.tag == f"{_P14}section"
        ]
        if present == wanted:
            return
        root = self.hand.touch(self.main)
        if listed is None:
            listed = _section_list(root)
        known = {one.get("id"): one for one in listed}
        for one in list(listed):
            listed.remove(one)
        for id_, name, slides in wanted:
            listed.append(_section(known.get(id_), (id_, name), slides))

    def _take_out(self, parts: Sequence[str]) -> None:
        """Take slides away, and first all links that lead to them: one would keep a slide alive."""
        if not parts:
            return
        gone = set(parts)
        for source in [
            one for one in self.hand.files if relations_of(one) in self.hand.files and one not in gone
        ]:
            for way in [
                one for one in self.hand.ways(source).values() if one.target in gone and not one.external
            ]:
                if source != self.main:
                    self._unlink(source, way.id)
                else:
                    self._unlist(way.id)
                self.hand.unrelate(source, way.id)
        for part in parts:
            notes = self.hand.led(part, "notesSlide")
            self.hand.drop(part)
            for one in notes:
                self.hand.drop(one)

    def _unlist(self, way: str) -> None:
        """Take a slide out of custom shows."""
        for one in list(self.hand.root(self.main).iter(f"{_P}sld")):
            parent = one.getparent()
            if one.get(f"{_R}id") == way and parent is not None:
                self.hand.touch(self.main)
                parent.remove(one)

    def _unlink(self, source: str, way: str) -> None:
        for one in list(self.hand.root(source).iter()):
            parent = one.getparent()
            if isinstance(one.tag, str) and one.get(f"{_R}id") == way and parent is not None:
                self.hand.touch(source)
                parent.remove(one)


def _section(known: Element | None, called: tuple[str, str], slides: Sequence[str]) -> Element:
    """Return a section with its slides: the one that is known, or a new one."""
    section = known if known is not None else etree.Element(f"{_P14}section", id=called[0])
    section.set("name", called[1])
    held = section.find(f"{_P14}sldIdLst")
    if held is None:
        held = etree.Element(f"{_P14}sldIdLst")
        section.insert(0, held)
    for one in list(held):
        held.remove(one)
    for slide in slides:
        etree.SubElement(held, f"{_P14}sldId", id=slide)
    return section


def _section_list(presentation: Element) -> Element:
    """Return a new list of sections in a presentation that has none."""
    extensions = presentation.find(f"{_P}extLst")
    if extensions is None:
        extensions = etree.SubElement(presentation, f"{_P}extLst")
    one = etree.SubElement(extensions, f"{_P}ext", uri=_SECTIONS)
    return etree.SubElement(one, f"{_P14}sectionLst", nsmap={"p14": P14})


def _adopt_properties(names: Sequence[str], hand: Package, outline: Package) -> None:
    """Have properties of the file say what the outline's say."""
    source = outline.root(outline.led("", "core-properties")[0])
    for part in [one for one in hand.led("", "core-properties") if one in hand.files][:1]:
        root = hand.touch(part)
        for tag in (PROPERTIES[name] for name in names):
            found = root.find(tag)
            if found is None:
                found = etree.SubElement(root, tag)
            found.text = source.findtext(tag)


def name_generation(hand: Package, outline: Package) -> None:
    """Have the deck's properties name the generation of what was newly generated.

    It is never the merged file's own: the next build would take that for a file as it was written.
    """
    source = outline.led("", "core-properties")[0]
    wanted = outline.root(source).find(f"{_DC}identifier")
    assert wanted is not None, "a generated deck names its generation"
    for name in hand.led("", "core-properties"):
        if name not in hand.files:
            continue
        found = hand.root(name).find(f"{_DC}identifier")
        if found is None:
            hand.touch(name).append(copy.deepcopy(wanted))
        elif found.text != wanted.text:
            hand.touch(name)
            found.text = wanted.text
        return
    place = "docProps/core.xml" if "docProps/core.xml" not in hand.files else hand.free("docProps/core.xml")
    hand.put(place, outline.files[source], outline.kind(source))
    hand.relate("", outline_kind(outline, source), place)


def outline_kind(outline: Package, part: str) -> str:
    """Return the kind of relation by which the package leads to a part."""
    return next(one.kind for one in outline.ways("").values() if one.target == part)


def unsign(hand: Package) -> bool:
    """Drop the signatures of a deck, which any change breaks; tell whether it had one."""
    signed = [one for one in hand.ways("").values() if one.kind.endswith(_SIGNATURE)]
    for one in signed:
        hand.unrelate("", one.id)
    if signed:
        hand.prune()
    return bool(signed)
