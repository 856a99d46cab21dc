"""The look that the outline now gives a text → its runs, but for those that got another one by hand."""

from __future__ import annotations

import copy
from collections.abc import Iterator

from lxml import etree

from deckgen.regenerate.reading.canonical import canonical
from deckgen.regenerate.reading.inherit import Element
from deckgen.regenerate.reading.snapshot import Line, Lines, Look, ShapeState
from deckgen.writers.pptx.xml import A, P

_A, _P = f"{{{A}}}", f"{{{P}}}"

FILLS = ("noFill", "solidFill", "gradFill", "blipFill", "pattFill", "grpFill")
"""What paints a shape or characters."""


class Generated:
    """The sizes and colours that were generated: a run in another one was given that by hand."""

    def __init__(self, base: ShapeState) -> None:
        looks = [one.look for line in _lines_of(base) for one in line.stretches]
        self.sizes = {one.size for one in looks}
        self.colours = {one.colour for one in looks}
        self.fills = {
            canonical(fill) for one in base.drawn.element.iter(f"{_A}rPr") for fill in _fills_of(one)
        }

    def restyle(self, properties: Element, look: Look) -> None:
        """Give a run another look, but for what is its own."""
        size = properties.get("sz")
        if size is None or any(abs(int(size) - one) <= 50 for one in self.sizes):
            properties.set("sz", str(look.size))
        if look.colour in self.colours or properties.find(f"{_A}hlinkClick") is not None:
            return
        if all(canonical(fill) in self.fills for fill in _fills_of(properties)):
            _coloured(properties, look.colour)


def _lines_of(shape: ShapeState) -> Iterator[Line]:
    yield from shape.lines or ()
    yield from (line for row in shape.cells for cell in row for line in cell)


def _fills_of(properties: Element) -> list[Element]:
    return [one for one in properties if etree.QName(one).localname in FILLS]


def look_at(lines: Lines, place: int, paragraph: Element) -> Look | None:
    """Return the look of a text's paragraph at a place, or of one of its level where there are fewer."""
    level = _level(paragraph)
    here = lines[place : place + 1]
    likely = [one for one in (*here, *reversed(lines)) if one.level == level and one.stretches]
    parts = [one for line in likely[:1] for one in line.stretches if not one.stress.link]
    return max(parts, key=lambda one: len(one.text)).look if parts else None


def space(body: Element, source: Element) -> None:
    """Give the paragraphs of a text the gaps that those of `source` have, the last the last one's."""
    given = source.findall(f"{_A}p")
    mine = body.findall(f"{_A}p")
    for place, one in enumerate(mine):
        last = place == len(mine) - 1
        pattern = given[-1] if last else _inner(given, place, _level(one))
        if pattern is not None:
            _spaced(one, pattern.find(f"{_A}pPr/{_A}spcAft"))


def _inner(given: list[Element], place: int, level: int) -> Element | None:
    """Return a paragraph of a level, other than the last: the one at a place, or the next before it."""
    likely = [one for one in given[:-1][place::-1] if _level(one) == level]
    others = [one for one in given[:-1] if _level(one) == level]
    return next(iter((*likely, *others)), None)


def _level(paragraph: Element) -> int:
    properties = paragraph.find(f"{_A}pPr")
    return int(properties.get("lvl", "0")) if properties is not None else 0


def _spaced(paragraph: Element, space_after: Element | None) -> None:
    properties = paragraph.find(f"{_A}pPr")
    old = properties.find(f"{_A}spcAft") if properties is not None else None
    if old is not None and properties is not None:
        properties.remove(old)
    if space_after is None:
        return
    if properties is None:
        properties = etree.Element(f"{_A}pPr")
        paragraph.insert(0, properties)
    heads = [one for one in properties if etree.QName(one).localname in ("lnSpc", "spcBef")]
    properties.insert(properties.index(heads[-1]) + 1 if heads else 0, copy.deepcopy(space_after))


def run_properties(paragraph: Element) -> Iterator[Element]:
    """Yield the properties of a paragraph's runs, made where they are not there."""
    for run in paragraph:
        if etree.QName(run).localname not in ("r", "br", "fld"):
            continue
        found = run.find(f"{_A}rPr")
        if found is None:
            found = etree.Element(f"{_A}rPr")
            run.insert(0, found)
        yield found


def _coloured(properties: Element, colour: str) -> None:
    """Give a run a colour, RRGGBB."""
    plain = colour.partition("/")[0]
    if len(plain) != 6:
        return
    for one in _fills_of(properties):
        properties.remove(one)
    fill = etree.Element(f"{_A}solidFill")
    etree.SubElement(fill, f"{_A}srgbClr", val=plain)
    before = [one for one in properties if etree.QName(one).localname == "ln"]
    properties.insert(properties.index(before[-1]) + 1 if before else 0, fill)
