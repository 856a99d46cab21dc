"""The look that the outline now gives a text → its runs, but for those that got another one by hand."""

from __future__ import annotations

import copy
from collections.abc import Iterator, Sequence

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


def take_over(what: str, mine: Element, theirs: Element) -> None:
    """Have a shape written as another in one respect: see `Adopt`."""
    match what:
        case "widths":
            for one, other in _side_by_side(mine, theirs, f"{_A}gridCol"):
                one.set("w", other.get("w", "0"))
        case "box":
            for one, other in _side_by_side(mine, theirs, f"{_A}bodyPr"):
                _exchange(one, other)
        case "borders":
            for one, other in _side_by_side(mine, theirs, f"{_A}tcPr"):
                _exchange(one, other)
        case "outline":
            for one, other in _side_by_side(mine, theirs, f"{_P}spPr"):
                _redrawn(one, other)
        case "bullets":
            for paragraph in mine.iter(f"{_A}p"):
                _marked(paragraph, _like(paragraph, list(theirs.iter(f"{_A}p"))))


def _side_by_side(mine: Element, theirs: Element, tag: str) -> Iterator[tuple[Element, Element]]:
    """Yield the elements of two shapes in pairs, none where one has more of them."""
    own, others = list(mine.iter(tag)), list(theirs.iter(tag))
    if len(own) == len(others):
        yield from zip(own, others, strict=True)


def _like(paragraph: Element, others: Sequence[Element]) -> Element | None:
    """Return the paragraph that says the same, else the first of its level."""
    same = [one for one in others if _text(one) == _text(paragraph)]
    level = [one for one in others if _depth(one) == _depth(paragraph)]
    return next(iter((*same, *level)), None)


def _text(paragraph: Element) -> str:
    return "".join(one.text or "" for one in paragraph.iter(f"{_A}t"))


def _depth(paragraph: Element) -> str:
    found = paragraph.find(f"{_A}pPr")
    return found.get("lvl", "0") if found is not None else "0"


def _exchange(mine: Element, theirs: Element) -> None:
    parent = mine.getparent()
    if parent is not None:
        parent.replace(mine, copy.deepcopy(theirs))


def _redrawn(mine: Element, theirs: Element) -> None:
    """Give a shape another's edge and effects, not its place and paint."""
    kept = ("xfrm", *FILLS)
    own = [one for one in mine if etree.QName(one).localname in kept]
    new = [copy.deepcopy(one) for one in theirs if etree.QName(one).localname not in kept]
    for one in list(mine):
        mine.remove(one)
    order = ("xfrm", "custGeom", "prstGeom", *FILLS)
    for one in sorted((*own, *new), key=lambda one: _rank(etree.QName(one).localname, order)):
        mine.append(one)


def _rank(name: str, order: Sequence[str]) -> int:
    return order.index(name) if name in order else len(order)


def _marked(mine: Element, theirs: Element | None) -> None:
    """Give a paragraph another's bullet or number."""
    source = theirs.find(f"{_A}pPr") if theirs is not None else None
    marks = [one for one in source if _is_mark(one)] if source is not None else []
    properties = mine.find(f"{_A}pPr")
    if properties is None:
        properties = etree.Element(f"{_A}pPr")
        mine.insert(0, properties)
    for one in [one for one in properties if _is_mark(one)]:
        properties.remove(one)
    ahead = [one for one in properties if etree.QName(one).localname in _BEFORE_MARKS]
    properties[len(ahead) : len(ahead)] = [copy.deepcopy(one) for one in marks]
    for name in ("marL", "indent"):
        if source is not None and source.get(name) is not None:
            properties.set(name, source.get(name, ""))


_BEFORE_MARKS = ("lnSpc", "spcBef", "spcAft")
"""What is before a paragraph's bullet (ISO/IEC 29500-1 §21.1.2.2.7)."""


def _is_mark(one: Element) -> bool:
    return etree.QName(one).localname.startswith("bu")
