"""Faults planted into files: each a name, what is changed, and the rule that must report it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from lxml import etree

from deckgen.check.access.read import READERS
from deckgen.check.access.rules import Reading
from deckgen.check.access.slides import A_, P_, R_, Element, Shape, slides_of
from deckgen.regenerate.reading.package import Package, open_package
from deckgen.writers.pptx.xml import ADEC, P14

Change = Callable[["Deck"], None]


class Fault(NamedTuple):
    """A fault: the slide it is planted on (0: the whole file), what plants it, the rule that it breaks."""

    name: str
    slide: int
    rule: str
    plant: Change
    also: frozenset[str] = frozenset()
    """Rules that are broken with it and cannot but be."""


class Deck:
    """A deck that is being spoilt."""

    def __init__(self, data: bytes) -> None:
        self.package: Package = open_package(data)
        self.part = self.package.led("", "officeDocument")[0]
        self.number = 0

    def slide(self, number: int = 0) -> Element:
        """Return the root of a slide, which is about to be changed."""
        slides = tuple(slides_of(self.package))
        return self.package.touch(slides[(number or self.number) - 1].part)

    def shapes(self) -> Iterator[Shape]:
        """Yield the shapes of the slide that the fault is on."""
        slides = tuple(slides_of(self.package))
        self.package.touch(slides[self.number - 1].part)
        yield from slides[self.number - 1].shapes

    def shape(self, last: str) -> Element:
        """Return the first shape whose name ends so, or that is of that kind."""
        return next(one for one in self.shapes() if one.name.endswith(last) or one.kind == last).element

    def name(self, last: str) -> Element:
        """Return what names and describes that shape."""
        found = self.shape(last).find(f"./*/{P_}cNvPr")
        assert found is not None
        return found

    def presentation(self) -> Element:
        """Return the root of the presentation's own part."""
        return self.package.touch(self.part)

    def pack(self) -> bytes:
        """Return the file."""
        return self.package.pack()


def found_in(data: bytes, suffix: str) -> Reading:
    """Return what is found in a file that is held in memory."""
    return READERS[suffix](data)


def spoilt(data: bytes, fault: Fault) -> bytes:
    """Return a deck with the fault in it."""
    deck = Deck(data)
    deck.number = fault.slide
    fault.plant(deck)
    return deck.pack()


def news(before: Reading, after: Reading) -> set[tuple[int, str]]:
    """Return what is reported of a file now and was not before: slides, and rules."""
    counts = [
        [(one.spot.number, one.rule.id, one.spot.element) for one in each.issues] for each in (before, after)
    ]
    return {one[:2] for one in set(counts[1]) if counts[1].count(one) > counts[0].count(one)}


def verdict(before: Reading, after: Reading, fault: Fault) -> tuple[bool, set[tuple[int, str]]]:
    """Tell whether a fault is found, and what else is reported that should not be."""
    reported = news(before, after)
    wanted = (fault.slide, fault.rule)
    return wanted in reported, {
        one for one in reported if one != wanted and one[1] not in {fault.rule, *fault.also}
    }


def tally(what: str, verdicts: Iterable[tuple[str, bool, set[tuple[int, str]]]]) -> list[str]:
    """Print how many faults were planted, found, missed and falsely reported, and return the culprits.

    A verdict is the fault's name, whether it was found, and what else was reported: slides and rules.
    """
    every = list(verdicts)
    missed = [f"missed: {name}" for name, found, _ in every if not found]
    false = [f"false alarm at {name}: {one}" for name, _, others in every for one in sorted(others)]
    print(f"{what}: {len(every)} planted, {len(every) - len(missed)} found, {len(false)} false alarms")
    return [*missed, *false]


# ── what is done to a deck ────────────────────────────────────────────────────────────────────


def without_alt(last: str) -> Change:
    """Take an alternative text away."""
    return lambda deck: deck.name(last).set("descr", "")


def with_alt(last: str, text: str) -> Change:
    """Put another alternative text."""
    return lambda deck: deck.name(last).set("descr", text)


def decorative(last: str) -> Change:
    """Mark a shape as decorative."""

    def plant(deck: Deck) -> None:
        named = deck.name(last)
        held = etree.SubElement(etree.SubElement(named, f"{A_}extLst"), f"{A_}ext")
        held.set("uri", "{C183D7F6-B498-43B3-948B-1728B52AA6E4}")
        etree.SubElement(held, f"{{{ADEC}}}decorative", val="1")

    return plant


def silent_decoration(last: str) -> Change:
    """Mark a shape as decorative and take its text away."""

    def plant(deck: Deck) -> None:
        without_alt(last)(deck)
        decorative(last)(deck)

    return plant


def remove(last: str) -> Change:
    """Delete a shape."""

    def plant(deck: Deck) -> None:
        shape = deck.shape(last)
        parent = shape.getparent()
        assert parent is not None
        parent.remove(shape)

    return plant


def retype(last: str, text: str) -> Change:
    """Put another text into the first run of a shape, and nothing into the others."""

    def plant(deck: Deck) -> None:
        runs = list(deck.shape(last).iter(f"{A_}t"))
        for one in runs:
            one.text = ""
        runs[0].text = text

    return plant


def paint(last: str, colour: str, **more: str) -> Change:
    """Give the runs of a shape a colour of their own, as fill of their properties."""

    def plant(deck: Deck) -> None:
        for run in deck.shape(last).iter(f"{A_}r"):
            properties = run.find(f"{A_}rPr")
            if properties is None:
                properties = etree.Element(f"{A_}rPr")
                run.insert(0, properties)
            for one in properties.findall(f"{A_}solidFill"):
                properties.remove(one)
            fill = etree.Element(f"{A_}solidFill")
            kind = (
                "srgbClr"
                if len(colour) == 6 and colour.isalnum() and colour.upper() == colour
                else "schemeClr"
            )
            held = etree.SubElement(fill, f"{A_}{kind}", val=colour)
            for name, value in more.items():
                etree.SubElement(held, f"{A_}{name}", val=value)
            properties.insert(0, fill)

    return plant


def fill(last: str, colour: str) -> Change:
    """Fill a shape with a colour."""

    def plant(deck: Deck) -> None:
        properties = deck.shape(last).find(f"{P_}spPr")
        assert properties is not None
        for one in list(properties):
            if one.tag in (f"{A_}noFill", f"{A_}solidFill"):
                properties.remove(one)
        place = 0
        for number, one in enumerate(properties, 1):
            if one.tag in (f"{A_}xfrm", f"{A_}prstGeom"):
                place = number
        held = etree.Element(f"{A_}solidFill")
        etree.SubElement(held, f"{A_}srgbClr", val=colour)
        properties.insert(place, held)

    return plant


def behind(colour: str, part: str = "slide") -> Change:
    """Give the slide, its layout or its master a background."""

    def plant(deck: Deck) -> None:
        slides = tuple(slides_of(deck.package))
        sheets = slides[deck.number - 1].sheets
        name = {"slide": slides[deck.number - 1].part, "layout": sheets.layout, "master": sheets.master}[part]
        drawn = deck.package.touch(name).find(f"{P_}cSld")
        assert drawn is not None
        for one in drawn.findall(f"{P_}bg"):
            drawn.remove(one)
        held = etree.Element(f"{P_}bg")
        inner = etree.SubElement(etree.SubElement(held, f"{P_}bgPr"), f"{A_}solidFill")
        etree.SubElement(inner, f"{A_}srgbClr", val=colour)
        etree.SubElement(held[0], f"{A_}effectLst")
        drawn.insert(0, held)

    return plant


def sized(last: str, size: int) -> Change:
    """Set the runs of a shape in a size, in hundredths of a point."""

    def plant(deck: Deck) -> None:
        for run in deck.shape(last).iter(f"{A_}r"):
            properties = run.find(f"{A_}rPr")
            assert properties is not None
            properties.set("sz", str(size))

    return plant


def speak(last: str, language: str | None, text: str | None = None) -> Change:
    """Give the runs of a shape another language, None: none; and another text."""

    def plant(deck: Deck) -> None:
        if text is not None:
            retype(last, text)(deck)
        for run in deck.shape(last).iter(f"{A_}rPr", f"{A_}endParaRPr"):
            run.attrib.pop("lang", "")
            if language:
                run.set("lang", language)

    return plant


def mute_defaults(deck: Deck) -> None:
    """Take the languages out of all that text inherits from."""
    for name in deck.package.files:
        if name.endswith(".xml") and any(one in name for one in ("presentation.xml", "Master", "Layout")):
            for one in deck.package.touch(name).iter(f"{A_}defRPr", f"{A_}rPr", f"{A_}endParaRPr"):
                one.attrib.pop("lang", "")


def link(last: str, words: str | None, address: str = "https://example.org/report") -> Change:
    """Have the first run of a shape lead to an address."""

    def plant(deck: Deck) -> None:
        shape = deck.shape(last)
        if words is not None:
            retype(last, words)(deck)
        slide = tuple(slides_of(deck.package))[deck.number - 1].part
        kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
        way = deck.package.relate(slide, kind, address, external=True)
        properties = next(shape.iter(f"{A_}rPr"))
        etree.SubElement(properties, f"{A_}hlinkClick").set(f"{R_}id", way)

    return plant


def dead_link(last: str) -> Change:
    """Have the first run of a shape lead nowhere."""

    def plant(deck: Deck) -> None:
        properties = next(deck.shape(last).iter(f"{A_}rPr"))
        etree.SubElement(properties, f"{A_}hlinkClick").set(f"{R_}id", "rId999")

    return plant


def to_front(last: str) -> Change:
    """Put a shape before all others in the order."""

    def plant(deck: Deck) -> None:
        shape = deck.shape(last)
        tree = shape.getparent()
        assert tree is not None
        tree.remove(shape)
        tree.insert(2, shape)

    return plant


def to_end(last: str) -> Change:
    """Put a shape after all others in the order."""

    def plant(deck: Deck) -> None:
        shape = deck.shape(last)
        tree = shape.getparent()
        assert tree is not None
        tree.append(shape)

    return plant


def table_marks(**marks: str) -> Change:
    """Change what a table says of itself."""

    def plant(deck: Deck) -> None:
        properties = next(deck.shape("table").iter(f"{A_}tblPr"))
        for name, value in marks.items():
            properties.set(name, value)

    return plant


def merged(deck: Deck) -> None:
    """Merge the first two cells of a table's second row."""
    row = list(deck.shape("table").iter(f"{A_}tr"))[1]
    cells = row.findall(f"{A_}tc")
    cells[0].set("gridSpan", "2")
    cells[1].set("hMerge", "1")


def headless_column(deck: Deck) -> None:
    """Empty the last cell of a table's header."""
    row = next(deck.shape("table").iter(f"{A_}tr"))
    for one in row.findall(f"{A_}tc")[-1].iter(f"{A_}t"):
        one.text = ""


def timed(deck: Deck) -> None:
    """Have the slide go by itself."""
    root = deck.slide()
    moved = etree.Element(f"{P_}transition", advTm="5000")
    place = root.find(f"{P_}clrMapOvr")
    if place is None:
        place = root.find(f"{P_}cSld")
    assert place is not None
    place.addnext(moved)


def section_names(*names: str) -> Change:
    """Give the deck's sections names, in their order; make them where there are none."""

    def plant(deck: Deck) -> None:
        root = deck.presentation()
        found = list(root.iter(f"{{{P14}}}section"))
        if not found:
            held = etree.SubElement(etree.SubElement(root, f"{P_}extLst"), f"{P_}ext")
            held.set("uri", "{521415D9-36F7-43E2-AB2F-B90AF26B5E84}")
            listed = etree.SubElement(held, f"{{{P14}}}sectionLst")
            found = [etree.SubElement(listed, f"{{{P14}}}section") for _ in names]
        for one, name in zip(found, names, strict=False):
            one.set("name", name)

    return plant


def titled(text: str) -> Change:
    """Give the file another title in its properties."""

    def plant(deck: Deck) -> None:
        part = deck.package.led("", "core-properties")[0]
        root = deck.package.touch(part)
        found = root.find("{http://purl.org/dc/elements/1.1/}title")
        if found is None:
            found = etree.SubElement(root, "{http://purl.org/dc/elements/1.1/}title")
        found.text = text

    return plant


def looped(deck: Deck) -> None:
    """Have the show begin again after its end."""
    part = deck.package.led(deck.part, "presProps")[0]
    root = deck.package.touch(part)
    for one in root.findall(f"{P_}showPr"):
        root.remove(one)
    root.insert(0, etree.Element(f"{P_}showPr", loop="1"))


def same_title(last: str, slide: int) -> Change:
    """Give a slide the title of another one."""

    def plant(deck: Deck) -> None:
        other = tuple(slides_of(deck.package))[slide - 1].title
        retype(last, other)(deck)

    return plant


def typed_list(last: str) -> Change:
    """Put a list with typed marks into a shape: its first paragraph, twice."""

    def plant(deck: Deck) -> None:
        paragraph = next(deck.shape(last).iter(f"{A_}p"))
        retype(last, "- the first of them")(deck)
        copy = etree.fromstring(etree.tostring(paragraph))
        paragraph.addnext(copy)

    return plant


def endless(deck: Deck) -> None:
    """Have an animation of the slide go on for ever."""
    root = deck.slide()
    for one in root.findall(f"{P_}timing"):
        root.remove(one)
    timing = etree.SubElement(root, f"{P_}timing")
    node = etree.SubElement(etree.SubElement(etree.SubElement(timing, f"{P_}tnLst"), f"{P_}par"), f"{P_}cTn")
    node.set("id", "1")
    inner = etree.SubElement(
        etree.SubElement(etree.SubElement(node, f"{P_}childTnLst"), f"{P_}par"), f"{P_}cTn"
    )
    inner.set("id", "2")
    inner.set("repeatCount", "indefinite")
    later = root.find(f"{P_}extLst")
    if later is not None:
        root.append(later)
