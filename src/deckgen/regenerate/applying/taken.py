"""What the outline says of one thing of a shape → in the hand's shape, in place of what was done by hand."""

from __future__ import annotations

import copy
from collections.abc import Iterable, Iterator, Sequence

from lxml import etree

from deckgen.regenerate.applying.looks import FILLS, run_properties
from deckgen.regenerate.reading.inherit import Element
from deckgen.writers.pptx.xml import A, P

_A, _P = f"{{{A}}}", f"{{{P}}}"

_SPANS = ("gridSpan", "rowSpan", "hMerge", "vMerge")
_STRESS = ("b", "i", "u", "baseline", "lang", "altLang")
"""What of a run's properties is no look: its stress is merged with its words."""

_LEADS = ("hlinkClick", "hlinkMouseOver", "rtl", "extLst")
_SPACED = ("lnSpc", "spcBef", "spcAft", "tabLst")


def take_over(what: str, mine: Element, theirs: Element) -> None:
    """Have a shape written as another in one respect: see `Adopt`."""
    match what:
        case "widths" | "heights":
            tag, name = _MEASURES[what]
            for one, other in _side_by_side(mine, theirs, _A + tag):
                _given(one, other, (name,))
        case "box":
            for one, other in _side_by_side(mine, theirs, f"{_A}bodyPr"):
                _exchange(one, other)
        case "borders":
            _edged(mine, theirs)
        case "outline" | "paint":
            for one, other in _side_by_side(mine, theirs, f"{_P}spPr"):
                _redrawn(one, other, paint=what == "paint")
        case "effects":
            for one, other in _side_by_side(mine, theirs, f"{_A}blip"):
                one[:] = [copy.deepcopy(each) for each in other]
        case "bullets" | "spacing" | "letters":
            _set_like(what, mine, theirs)
        case "looks":
            _looking(mine, theirs)
        case "visibility" | "click" | "details":
            for one, other in zip(_forms(mine), _forms(theirs), strict=False):
                _written(what, one, other)


_MEASURES = {"widths": ("gridCol", "w"), "heights": ("tr", "h")}
"""What is measured of a table → where that is written."""


def _edged(mine: Element, theirs: Element) -> None:
    """Give a table's cells another's edges and paint, and have them joined as there."""
    for one, other in _side_by_side(mine, theirs, f"{_A}tc"):
        _given(one, other, _SPANS)
        _exchange_child(one, other, f"{_A}tcPr")


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


def _exchange_child(mine: Element, theirs: Element, tag: str) -> None:
    """Have an element hold what another holds of a kind, where it is there or else at the end."""
    old, new = mine.find(tag), theirs.find(tag)
    if old is not None and new is not None:
        _exchange(old, new)
    elif old is not None:
        mine.remove(old)
    elif new is not None:
        mine.append(copy.deepcopy(new))


def _given(mine: Element, theirs: Element, names: Iterable[str]) -> None:
    """Give an element another's attributes, and none where that has none."""
    for name in names:
        if (value := theirs.get(name)) is not None:
            mine.set(name, value)
        elif name in mine.attrib:
            del mine.attrib[name]


def _redrawn(mine: Element, theirs: Element, *, paint: bool) -> None:
    """Give a shape another's paint, or its form, edge and effects, not its place."""
    wanted = [one for one in theirs if _painted(one) == paint and not _placed(one)]
    own = [one for one in mine if _painted(one) != paint or _placed(one)]
    order = ("xfrm", "custGeom", "prstGeom", *FILLS)
    mine[:] = sorted((*own, *(copy.deepcopy(one) for one in wanted)), key=lambda one: _rank(one, order))


def _painted(one: Element) -> bool:
    return etree.QName(one).localname in FILLS


def _placed(one: Element) -> bool:
    return etree.QName(one).localname == "xfrm"


def _rank(one: Element, order: Sequence[str]) -> int:
    name = etree.QName(one).localname
    return order.index(name) if name in order else len(order)


def _set_like(what: str, mine: Element, theirs: Element) -> None:
    others = list(theirs.iter(f"{_A}p"))
    for paragraph in mine.iter(f"{_A}p"):
        _set_as(what, paragraph, _like(paragraph, others))


def _set_as(what: str, mine: Element, theirs: Element | None) -> None:
    """Have a paragraph set as another: its bullet, its space, or the space between its characters."""
    if what == "letters":
        spaced = next(run_properties(theirs), _NOTHING) if theirs is not None else _NOTHING
        for properties in run_properties(mine):
            _given(properties, spaced, ("spc",))
        return
    source = _held(theirs, f"{_A}pPr") if theirs is not None else _NOTHING
    properties = _properties(mine)
    is_one = _is_mark if what == "bullets" else _is_space
    for one in [one for one in properties if is_one(one)]:
        properties.remove(one)
    if what == "spacing":
        _given(properties, source, ("marL", "marR", "indent", "algn", "rtl"))
    else:
        _given(properties, source, [name for name in ("marL", "indent") if name in source.attrib])
    own = [copy.deepcopy(one) for one in source if is_one(one)]
    properties[:] = sorted((*properties, *own), key=lambda one: _rank(one, _IN_PARAGRAPH))


def _properties(paragraph: Element) -> Element:
    """Return the properties of a paragraph, made where it has none."""
    found = paragraph.find(f"{_A}pPr")
    if found is None:
        found = etree.Element(f"{_A}pPr")
        paragraph.insert(0, found)
    return found


_IN_PARAGRAPH = (
    *("lnSpc", "spcBef", "spcAft", "buClrTx", "buClr", "buSzTx", "buSzPct", "buSzPts"),
    *("buFontTx", "buFont", "buNone", "buAutoNum", "buChar", "buBlip", "tabLst", "defRPr", "extLst"),
)
"""What is in a paragraph's properties, in order (ISO/IEC 29500-1 §21.1.2.2.7)."""


def _is_mark(one: Element) -> bool:
    return etree.QName(one).localname.startswith("bu")


def _is_space(one: Element) -> bool:
    return etree.QName(one).localname in _SPACED


def _looking(mine: Element, theirs: Element) -> None:
    """Have a shape look as another: its paint, edges, effects and form, and all that it says."""
    for one, other in zip(_forms(mine), _forms(theirs), strict=False):
        for own, wanted in _side_by_side(one, other, f"{_P}spPr"):
            _redrawn(own, wanted, paint=True)
            _redrawn(own, wanted, paint=False)
        for own, wanted in _side_by_side(one, other, f"{_A}tbl"):
            _exchange_child(own, wanted, f"{_A}tblPr")
        _edged(one, other)
        for text, pattern in _texts(one, other):
            for paragraph in text.findall(f"{_A}p"):
                _dressed(paragraph, _like(paragraph, pattern.findall(f"{_A}p")))


def _texts(mine: Element, theirs: Element) -> Iterator[tuple[Element, Element]]:
    """Yield the texts of two shapes in pairs; where one has more cells, all with the first of the other."""
    own, others = (list(one.iter(f"{_P}txBody", f"{_A}txBody")) for one in (mine, theirs))
    alike = len(own) == len(others)
    for place, one in enumerate(own if others else ()):
        yield one, others[place if alike else 0]


def _dressed(mine: Element, theirs: Element | None) -> None:
    """Give the runs of a paragraph another's look, and leave them their stress and where they lead."""
    if theirs is None:
        return
    runs = [one for one in theirs if one.find(f"{_A}t") is not None]
    runs = [one for one in runs if one.find(f"{_A}rPr/{_A}hlinkClick") is None] or runs
    longest = max(runs, key=lambda one: len(one.findtext(f"{_A}t") or ""), default=_NOTHING)
    pattern = _held(longest, f"{_A}rPr")
    for properties in run_properties(mine):
        leads = [one for one in properties if etree.QName(one).localname in _LEADS]
        looks = [copy.deepcopy(one) for one in pattern if etree.QName(one).localname not in _LEADS]
        _given(properties, pattern, {str(one) for one in (*properties.attrib, *pattern.attrib)} - {*_STRESS})
        properties[:] = [*looks, *leads]
    _set_as("bullets", mine, theirs)
    _given(_properties(mine), _held(theirs, f"{_A}pPr"), ("algn",))


def _held(element: Element, tag: str) -> Element:
    """Return what an element holds of a kind, something empty where it holds none."""
    found = element.find(tag)
    return found if found is not None else _NOTHING


_NOTHING = etree.Element("nothing")


def _forms(element: Element) -> Iterator[Element]:
    """Yield a shape, or the two forms of one that holds formulas."""
    if etree.QName(element).localname == "AlternateContent":
        for form in element:
            yield from form
    else:
        yield element


_NAMED = ("id", "name", "descr", "title")
"""What a shape is called, which is no detail of it."""


def _written(what: str, mine: Element, theirs: Element) -> None:
    """Have a shape written as another: whether it is seen, where a click on it leads, or all but its text."""
    own, others = (one.find(f"./*/{_P}cNvPr") for one in (mine, theirs))
    if own is None or others is None:
        return
    if what == "visibility":
        _given(own, others, ("hidden",))
        return
    led = [copy.deepcopy(one) for one in others if "hlink" in str(one.tag)]
    own[:] = [*led, *(one for one in own if "hlink" not in str(one.tag))]
    if what == "details":
        _given(own, others, {str(one) for one in (*own.attrib, *others.attrib)} - {*_NAMED})
        for one in mine[0]:
            if one is not own:
                _exchange_child(mine[0], theirs[0], str(one.tag))
        _rewritten(mine, theirs)


def _rewritten(mine: Element, theirs: Element) -> None:
    """Have all of a shape written as another but for what it is called, its text and its place."""
    for tag in {str(one.tag) for one in (*mine, *theirs)}:
        name = tag.rpartition("}")[2]
        if name in ("spPr", "grpSpPr"):
            for one, other in zip(mine.findall(tag), theirs.findall(tag), strict=False):
                _redrawn(one, other, paint=True)
                _redrawn(one, other, paint=False)
        elif name == "txBody":
            for inner in ("bodyPr", "lstStyle"):
                for one, other in zip(mine.findall(tag), theirs.findall(tag), strict=False):
                    _exchange_child(one, other, f"{_A}{inner}")
        elif name in ("style", "blipFill", "extLst"):
            _exchange_child(mine, theirs, tag)
    for one, other in _side_by_side(mine, theirs, f"{_A}tbl"):
        _exchange_child(one, other, f"{_A}tblPr")
