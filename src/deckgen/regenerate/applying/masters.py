"""A deck whose slides were put on other layouts → without the masters that nothing stands on any more."""

from __future__ import annotations

import copy
from collections.abc import Mapping

from deckgen.regenerate.reading.canonical import canonical
from deckgen.regenerate.reading.inherit import Element
from deckgen.regenerate.reading.package import Package
from deckgen.structs import replace
from deckgen.writers.pptx.base import sheet_mark
from deckgen.writers.pptx.xml import A, P, R

_A, _P, _R = f"{{{A}}}", f"{{{P}}}", f"{{{R}}}"
_STYLES = "ppt/tableStyles.xml"


def follow_masters(hand: Package, outline: Package, marks: Mapping[str, str]) -> None:
    """Take the masters away that no slide stands on, and have the deck's theme and table styles follow.

    A master stays where a layout of it may have been made or changed by hand: `marks` are those of the
    layouts that were last generated.
    """
    main = hand.led("", "officeDocument")[0]
    used = {one for part in hand.led(main, "slide") for one in hand.led(part, "slideLayout")}
    for master in hand.led(main, "slideMaster"):
        layouts = hand.led(master, "slideLayout")
        if used.isdisjoint(layouts) and all(_generated(hand, one, marks) for one in layouts):
            _take_out(hand, main, master)
    _theme(hand, main)
    _styles(hand, outline)


def _generated(hand: Package, layout: str, marks: Mapping[str, str]) -> bool:
    return layout in hand.files and sheet_mark(hand.files[layout]) in marks.values()


def _take_out(hand: Package, main: str, master: str) -> None:
    for way in [one for one in hand.ways(main).values() if one.target == master and not one.external]:
        for row in list(hand.touch(main).iter(f"{_P}sldMasterId")):
            parent = row.getparent()
            if row.get(f"{_R}id") == way.id and parent is not None:
                parent.remove(row)
        hand.unrelate(main, way.id)
    hand.prune()


def _theme(hand: Package, main: str) -> None:
    """Have the presentation name the theme of its first master, as programs expect it."""
    masters = hand.led(main, "slideMaster")
    themes = hand.led(masters[0], "theme") if masters else ()
    for way in [one for one in hand.ways(main).values() if one.short == "theme"]:
        if themes and way.target != themes[0]:
            hand.relate_as(main, replace(way, target=themes[0]))
    hand.prune()


def _styles(hand: Package, outline: Package) -> None:
    """Give the deck the outline's table styles; those that only it has stay."""
    if _STYLES not in outline.files:
        return
    if _STYLES not in hand.files:
        hand.put(_STYLES, outline.files[_STYLES], outline.kind(_STYLES))
        return
    mine = {one.get("styleId"): one for one in hand.root(_STYLES).iterfind(f"{_A}tblStyle")}
    for style in outline.root(_STYLES).iterfind(f"{_A}tblStyle"):
        known: Element | None = mine.get(style.get("styleId"))
        if known is None:
            hand.touch(_STYLES).append(copy.deepcopy(style))
        elif canonical(known) != canonical(style):
            hand.touch(_STYLES).replace(known, copy.deepcopy(style))
