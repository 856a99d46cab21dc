"""Paragraphs that move and shapes that go → the slide's animations after it: each still of what it was of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from lxml import etree

from deckgen.regenerate.reading.inherit import Element
from deckgen.writers.pptx.xml import P

_P = f"{{{P}}}"


def follow_paragraphs(root: Element, shape: int, gone: Mapping[int, int]) -> None:
    """Have animations follow the paragraphs that they are of; those of paragraphs that are gone go, too."""
    for target in list(root.iter(f"{_P}spTgt")):
        if target.get("spid") != str(shape):
            continue
        for one in target.iter(f"{_P}pRg"):
            places = [
                gone[at] for at in range(int(one.get("st", "0")), int(one.get("end", "0")) + 1) if at in gone
            ]
            if places:
                one.set("st", str(min(places)))
                one.set("end", str(max(places)))
            else:
                _without(target)
    _empty_steps(root)


def stop(root: Element, ids: Sequence[str] | set[str]) -> None:
    """Take away the animations of shapes that are gone."""
    for target in list(root.iter(f"{_P}spTgt")):
        if target.get("spid") in ids:
            _without(target)
    for built in list(root.iter(f"{_P}bldP", f"{_P}bldGraphic", f"{_P}bldOleChart", f"{_P}bldDgm")):
        parent = built.getparent()
        if built.get("spid") in ids and parent is not None:
            parent.remove(built)
    _empty_steps(root)
    listed = root.find(f"{_P}timing/{_P}bldLst")
    if listed is not None and not len(listed) and (parent := listed.getparent()) is not None:
        parent.remove(listed)


def _without(target: Element) -> None:
    """Take away the effect that a target belongs to: the innermost part of the timing that is an effect."""
    one: Element | None = target
    while one is not None:
        parent = one.getparent()
        about = one.find(f"{_P}cTn")
        effect = about is not None and about.get("presetClass") is not None
        media = etree.QName(one).localname in ("video", "audio")
        clicked = about is not None and about.get("nodeType") == "interactiveSeq"
        if parent is not None and (effect or media or clicked):
            parent.remove(one)
            return
        one = parent


def _empty_steps(root: Element) -> None:
    """Take away clicks that bring nothing any more, and a timing in which nothing is left."""
    for _ in range(3):
        for one in list(root.iter(f"{_P}par", f"{_P}seq")):
            held = one.find(f"{_P}cTn/{_P}childTnLst")
            parent = one.getparent()
            about = one.find(f"{_P}cTn")
            top = about is not None and about.get("nodeType") == "tmRoot"
            if held is not None and not len(held) and parent is not None and not top:
                parent.remove(one)
    timing = root.find(f"{_P}timing")
    if timing is not None:
        held = timing.find(f"{_P}tnLst/{_P}par/{_P}cTn/{_P}childTnLst")
        if held is not None and not len(held):
            root.remove(timing)
