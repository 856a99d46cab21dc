"""What slides stand on, layouts, masters and themes → values that compare whichever program saved it."""

from __future__ import annotations

from deckgen.regenerate.reading.canonical import canonical, fingerprint
from deckgen.regenerate.reading.inherit import Sheets
from deckgen.regenerate.reading.package import Package
from deckgen.regenerate.reading.snapshot import Sheet
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
    found = package.root(part).find(f"{_P}{tag}") if part in package.files else None
    if found is None:
        return ""
    ways = package.ways(part)

    def leads(way: str) -> str:
        one = ways.get(way)
        return "" if one is None else one.target if one.external else package.digest(one.target)

    return fingerprint(canonical(found, leads))
