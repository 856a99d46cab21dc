"""Pieces of the newly generated deck → the deck that is merged into: elements with all that they lead to."""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping

from lxml import etree

from deckgen.regenerate.reading.canonical import canonical
from deckgen.regenerate.reading.inherit import Element
from deckgen.regenerate.reading.package import Package, Way
from deckgen.writers.pptx.package import office
from deckgen.writers.pptx.xml import P, R

_P, _R = f"{{{P}}}", f"{{{R}}}"
_FIRST_MASTER = 2_147_483_648


class Graft:
    """Copies from one package to another.

    `slides` tells where the slides of the source are in the target, `pages` what these are called. `exact`
    has slides go on the source's own layouts, with its master and theme.
    """

    def __init__(
        self,
        source: Package,
        target: Package,
        slides: Mapping[str, str],
        pages: Mapping[str, str],
        *,
        exact: bool = False,
    ) -> None:
        self.source = source
        self.target = target
        self.slides = slides
        self.pages = pages
        self.exact = exact
        self._copied: dict[str, str] = {}

    def element(self, element: Element, part: str, into: str) -> Element:
        """Return a copy of an element of a part for another part of the target, its relations made there."""
        found = copy.deepcopy(element)
        found.tail = None
        for one in list(found.iter()):
            if not isinstance(one.tag, str):
                continue
            for name, value in one.attrib.items():
                if str(name).startswith(_R) and value:
                    way = self.source.ways(part).get(str(value))
                    made = self.way(way, into) if way else None
                    if made is not None:
                        one.set(name, made)
                    elif (parent := one.getparent()) is not None and "hlink" in one.tag:
                        parent.remove(one)
        return found

    def way(self, way: Way, into: str) -> str | None:
        """Return the id of a relation like one of the source's, made here; None: it leads nowhere."""
        if way.external:
            return self.target.relate(into, way.kind, way.target, external=True)
        if way.short == "slide":
            place = self.slides.get(way.target)
            return self.target.relate(into, way.kind, place) if place else None
        return self.target.relate(into, way.kind, self.part(way.target))

    def part(self, name: str) -> str:
        """Return where a part of the source is in the target, copied with all that it leads to."""
        if name in self._copied:
            return self._copied[name]
        same = self._same(name)
        if same is not None:
            self._copied[name] = same
            return same
        place = name if name not in self.target.files else self.target.free(name)
        self._copied[name] = place
        self.target.put(place, self.source.files.content(name), self.source.kind(name))
        for way in self.source.ways(name).values():
            self.follow(way, place)
        return place

    def follow(self, way: Way, place: str) -> None:
        """Relate a copied part as its source is, the ids kept, for its XML names them."""
        if way.external:
            target: str | None = way.target
        elif way.short == "slide":
            target = self.slides.get(way.target)
        elif way.short == "slideMaster":
            target = self.master(way.target)
        else:
            target = self.part(way.target)
        if target is not None:
            self.target.relate_as(place, Way(way.id, way.kind, target, way.external))

    def _same(self, name: str) -> str | None:
        """Return a part of the target with the same bytes, None where none has: pictures are held once."""
        if not name.startswith("ppt/media/"):
            return None
        digest = self.source.digest(name)
        return next(
            (
                one
                for one in self.target.files
                if one.startswith("ppt/media/") and self.target.digest(one) == digest
            ),
            None,
        )

    def layout(self, name: str) -> str:
        """Return the layout that a new slide goes on: the target's same one, else a copy with its master."""
        if self.exact:
            return self.part(name)
        wanted = self.source.root(name)
        for one in self._layouts():
            if canonical(self.target.root(one)) == canonical(wanted):
                return one
        for one in self._layouts():
            root = self.target.root(one)
            if _called(root) == _called(wanted) and set(_slots(wanted)) <= set(_slots(root)):
                return one
        return self.part(name)

    def layout_called(self, name: str) -> str | None:
        """Return the copy of the source's layout of a name, None where it has none."""
        main = self.source.led("", "officeDocument")[0]
        for master in self.source.led(main, "slideMaster"):
            for one in self.source.led(master, "slideLayout"):
                if _called(self.source.root(one)) == name:
                    return self.layout(one)
        return None

    def _layouts(self) -> Iterator[str]:
        main = self.target.led("", "officeDocument")[0]
        for master in self.target.led(main, "slideMaster"):
            # A base holds the layouts that its slides are on, and no others.
            yield from (one for one in self.target.led(master, "slideLayout") if one in self.target.files)

    def master(self, name: str) -> str:
        """Return where a master of the source is in the target, copied with its layouts and listed there."""
        if name in self._copied:
            return self._copied[name]
        place = self.part(name)
        main = self.target.led("", "officeDocument")[0]
        presentation = self.target.touch(main)
        listed = presentation.find(f"{_P}sldMasterIdLst")
        assert listed is not None, "a presentation has a master"
        way = self.target.relate(main, office("slideMaster"), place)
        numbers = [_FIRST_MASTER, *self._numbers()]
        etree.SubElement(listed, f"{_P}sldMasterId", {"id": str(max(numbers) + 1), f"{_R}id": way})
        for offset, one in enumerate(
            self.target.touch(place).iterfind(f"{_P}sldLayoutIdLst/{_P}sldLayoutId"), 2
        ):
            one.set("id", str(max(numbers) + offset))
        return place

    def _numbers(self) -> Iterator[int]:
        """Yield the ids of masters and layouts, which share one range."""
        main = self.target.led("", "officeDocument")[0]
        for one in self.target.root(main).iter(f"{_P}sldMasterId"):
            yield int(one.get("id", "0"))
        for master in self.target.led(main, "slideMaster"):
            for one in self.target.root(master).iter(f"{_P}sldLayoutId"):
                yield int(one.get("id", "0"))


def _called(layout: Element) -> str:
    found = layout.find(f"{_P}cSld")
    return found.get("name", "") if found is not None else ""


def _slots(layout: Element) -> Iterator[tuple[str, str]]:
    for one in layout.iter(f"{_P}ph"):
        yield one.get("type", ""), one.get("idx", "0")
