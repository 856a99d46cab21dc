"""A slide's animations and its transition → what happens there, in words that outlive programs."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from deckgen.regenerate.reading.inherit import Element
from deckgen.writers.pptx.xml import P

_P = f"{{{P}}}"


def is_idle(timing: Element) -> bool:
    """Tell whether nothing happens in some animations: PowerPoint writes their root on slides without any."""
    roots = [one for one in timing.iter(f"{_P}cTn") if one.get("nodeType") == "tmRoot"]
    return len(roots) == len(list(timing.iter(f"{_P}cTn"))) and timing.find(f"{_P}bldLst") is None


def effects(timing: Element) -> Iterator[str]:
    """Yield what each effect of some animations is, in order."""
    for one in timing.iter(f"{_P}cTn"):
        if one.get("presetID"):
            yield f"{one.get('presetClass', '')} {one.get('presetID')}"


def transition(slide: Element) -> str:
    """Name the effect of a slide's transition, its sound and when it comes, empty where nothing is set.

    LibreOffice writes one without an effect on every slide.
    """
    found: dict[str, None] = {}
    for transition in (one for top in slide for one in top.iter(f"{_P}transition")):
        for effect in transition:
            if isinstance(effect.tag, str) and effect.tag != f"{_P}extLst":
                found[etree.QName(effect).localname] = None
        if transition.get("advTm"):
            found[f"after {int(transition.get('advTm', '0')) / 1000:g} s"] = None
        if transition.get("advClick") in ("0", "false"):
            found["not on a click"] = None
    return " ".join(found)
