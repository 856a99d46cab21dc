"""A theme → the pairs of colours that its layouts put on each other, and which of them are too faint.

The ratios are those of WCAG 2.2: text needs 4.5 : 1 on its ground, marks that carry meaning 3 : 1.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from deckgen.diagnostics import Diagnostic, Span, error
from deckgen.structs import Struct
from deckgen.theme.model import LIGHT, Layout, Region, Theme, Variant

TEXT, MARK = 4.5, 3.0
"""The least ratio of text, and of what is no text."""

Spots = Mapping[tuple[str, str], Span]
"""Variant and colour role → where the colour is written; `data 0` is the first colour of data."""

_ALSO = {
    "table": ("thead",),
    "timeline": ("date",),
    "agenda": ("agnum",),
    "process": ("colhead",),
    "quote": ("attribution",),
    "body": ("lead", "attribution"),
}
"""Styles that are in a region other than its own."""

_PLATES = ("process", "compare")
"""The regions whose text is on plates of their own."""

CODE_COLOURS = ("ink", "title", "accent", "muted")
"""The colours of program text, wherever it is."""

_LISTS = ("body", "left", "right")
"""The regions in which lists are."""


class Pair(Struct, frozen=True):
    """A colour on another, by their roles; `least` is the ratio it needs, `where` says who sets it so."""

    role: str
    ground: str
    least: float
    where: str


def too_faint(theme: Theme, spots: Spots) -> Iterator[Diagnostic]:
    """Yield an error for each pair that is too faint in any variant, at the line of the upper colour.

    Where that line is the same as in the light variant, the lower colour's is taken if it differs.
    """
    pairs = tuple({(one.role, one.ground, one.least): one for one in reversed(list(_pairs(theme)))}.values())
    reported: set[tuple[str, str]] = set()
    for name, variant in theme.variants.items():
        for pair in pairs:
            found = ratio(_colour(variant, pair.role), variant.colours[pair.ground])
            usual = theme.variants[LIGHT]
            same = name != LIGHT and all(
                _colour(variant, one) == _colour(usual, one) for one in (pair.role, pair.ground)
            )
            key = (name, f"{pair.role} {pair.ground}")
            if found < pair.least and not same and key not in reported:
                reported.add(key)
                yield _faint(pair, found, name, variant, spots)


def _faint(pair: Pair, found: float, name: str, variant: Variant, spots: Spots) -> Diagnostic:
    written = [(name, pair.role), (name, pair.ground), (LIGHT, pair.role)]
    span = next((spots[one] for one in written if one in spots), None)
    upper, lower = _colour(variant, pair.role), variant.colours[pair.ground]
    kind = "text" if pair.least == TEXT else "a mark"
    inside = "" if name == LIGHT else f" in the {name} variant"
    darker = luminance(upper) < luminance(lower)
    better, other = ("darker", "lighter") if darker else ("lighter", "darker")
    shown = int(found * 100) / 100
    return error(
        f'"{pair.role}" {upper} on "{pair.ground}" {lower} has a contrast of {shown:g} : 1{inside}, '
        f"{kind} needs {pair.least:g} : 1",
        span,
        f"it is set so by {pair.where}",
        f'make "{pair.role}" {better}, or "{pair.ground}" {other}',
    )


def _pairs(theme: Theme) -> Iterator[Pair]:
    """Yield what is on what; the same pair may come again."""
    for layout in theme.layouts.values():
        for region in layout.regions:
            yield from _region_pairs(theme, layout, region)
        if layout.chrome:
            chrome = theme.chrome
            for edge in (chrome.footer, chrome.number, chrome.section_number):
                if edge is not None and edge.style is not None:
                    where = f'the "{edge.name}" of the chrome on the layout "{layout.name}"'
                    colour = theme.styles[edge.style].colour
                    yield Pair(colour, _ground(layout, edge), TEXT, where)
    for place in range(len(theme.data)):
        yield Pair(f"data {place}", "bg", MARK, "charts")


def _region_pairs(theme: Theme, layout: Layout, region: Region) -> Iterator[Pair]:
    if region.style is None:
        return
    ground = _ground(layout, region)
    for name in (region.style, *(one for one in _ALSO.get(region.name, ()) if one in theme.styles)):
        least = MARK if region.name == "mark" else TEXT
        where = f'the style "{name}" on the layout "{layout.name}"'
        yield Pair(theme.styles[name].colour, ground, least, where)
        if region.name != "mark" and theme.links_in(theme.styles[name].colour) == "accent":
            yield Pair("accent", ground, TEXT, f'links in the text of the layout "{layout.name}"')
    if region.name in _LISTS:
        for bullet in theme.bullets:
            yield Pair(bullet.colour, ground, MARK, f'the bullets on the layout "{layout.name}"')
    yield from _drawn_pairs(theme, layout, region)


def _drawn_pairs(theme: Theme, layout: Layout, region: Region) -> Iterator[Pair]:
    """Yield the pairs of what deckgen draws into regions of some names, beside their text."""
    ground = _ground(layout, region)
    if region.name == "code":
        for role in CODE_COLOURS:
            yield Pair(role, ground, TEXT, f'program text on the layout "{layout.name}"')
    if region.name == "roadmap":
        bright = "iink" if layout.background == "ibg" else "ink"
        yield Pair(bright, ground, TEXT, f'the current section on the layout "{layout.name}"')
    if region.name == "compare":
        colour = theme.styles["thead"].colour
        yield Pair(colour, _under(layout, region), TEXT, f'the middle of the layout "{layout.name}"')
    if region.name == "process":
        yield Pair("mark", _under(layout, region), MARK, f'the arrows on the layout "{layout.name}"')
    if region.name == "chart":
        yield Pair("muted", ground, TEXT, f'the axes of charts on the layout "{layout.name}"')
        yield Pair("mark", ground, MARK, f'what stands out on the layout "{layout.name}"')
    if region.name == "timeline":
        yield Pair("mark", ground, MARK, f'the ticks on the layout "{layout.name}"')


def _ground(layout: Layout, region: Region) -> str:
    """Return what a region's text is on: its plate, the decoration around it, the layout's background."""
    return region.fill or ("panel" if region.name in _PLATES else _under(layout, region))


def _under(layout: Layout, region: Region) -> str:
    """Return what a region is on: the decoration around it, else the layout's background."""
    under = [one.colour for one in layout.decor if one.rect.contains(region.rect)]
    return under[-1] if under else layout.background


def _colour(variant: Variant, role: str) -> str:
    """Return the colour of a role, or of data where the role is `data` and a place from 0."""
    kind, _, place = role.partition(" ")
    return variant.data[int(place) % len(variant.data)] if kind == "data" and place else variant.colours[role]


def ratio(one: str, other: str) -> float:
    """Return the contrast of two colours `#RRGGBB`, 1 to 21."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def luminance(colour: str) -> float:
    """Return the relative luminance of a colour `#RRGGBB`, 0 to 1."""
    red, green, blue = (_linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)
