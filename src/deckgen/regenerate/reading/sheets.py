"""What slides stand on, layouts, masters and themes → values that compare whichever program saved it."""

from __future__ import annotations

import functools

from deckgen.regenerate.reading.canonical import canonical, fingerprint
from deckgen.regenerate.reading.inherit import Sheets
from deckgen.regenerate.reading.package import Package, parsed
from deckgen.regenerate.reading.snapshot import WITHOUT_IDS, Sheet
from deckgen.writers.pptx.xml import A, P

_A, _P = f"{{{A}}}", f"{{{P}}}"

LAYOUT = "layout"
MASTERS = ("theme colours", "theme fonts", "theme effects", "slide master")


NO_SHEET = Sheet("", "", ())


def sheet_of(package: Package, sheets: Sheets, known: dict[str, tuple[tuple[str, str], ...]]) -> Sheet:
    """Return what a slide stands on; `known` keeps what was read of masters."""
    if not sheets.layout or sheets.layout not in package.files:
        return NO_SHEET
    if sheets.master not in known:
        known[sheets.master] = _master(package, sheets)
    root = package.root(sheets.layout)
    held = root.find(f"{_P}cSld")
    name = held.get("name", "") if held is not None else ""
    shown = root.get("showMasterSp", "1")
    written = _mark(package, sheets.layout, "cSld") + shown
    return Sheet(sheets.layout, name, ((LAYOUT, written), *known[sheets.master]))


def _master(package: Package, sheets: Sheets) -> tuple[tuple[str, str], ...]:
    effects = sheets.theme.find(f".//{_A}fmtScheme") if sheets.theme is not None else None
    written = "".join(_mark(package, sheets.master, one) for one in ("cSld", "txStyles"))
    found = (
        repr(sorted(sheets.colours.items())),
        repr(sorted(sheets.faces.items())),
        canonical(effects) if effects is not None else "",
        f"{written} {sorted(sheets.map.items())}",
    )
    return tuple(zip(MASTERS, map(fingerprint, found), strict=True))


def _mark(package: Package, part: str, tag: str) -> str:
    """Return what is equal where the same is written of an element of a part."""
    if part not in package.files:
        return ""
    ways = (
        (way, one.target if one.external else package.digest(one.target))
        for way, one in package.ways(part).items()
    )
    return _marked(WITHOUT_IDS.sub(b"", package.files[part]), tag, tuple(ways))


@functools.lru_cache(256)
def _marked(data: bytes, tag: str, ways: tuple[tuple[str, str], ...]) -> str:
    """Return the mark of an element of a part: the same master is read in each of a merge's decks."""
    found = parsed(data, "a layout").find(f"{_P}{tag}")
    leads = dict(ways)
    return fingerprint(canonical(found, lambda way: leads.get(way, ""))) if found is not None else ""
