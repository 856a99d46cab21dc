"""A theme's own file → the names in it that nothing looks for: slips of typing, which would change nothing.

A layout is known that some theme which comes with deckgen has, and so are its regions.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping

import yaml

from deckgen.structs import Struct
from deckgen.theme.files import FILE, template_folder, theme_names
from deckgen.theme.model import Theme
from deckgen.theme.nodes import Part, nearest

Loader: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

NOWHERE = 'nothing goes into "{}" on any layout'
UNSET = 'nothing is set in the style "{}"'
UNCOLOURED = 'nothing has the colour "{}"'


class Known(Struct, frozen=True):
    """The names that themes may use: of layouts and their regions, styles, colours, common places."""

    layouts: Mapping[str, frozenset[str]]
    styles: frozenset[str]
    colours: frozenset[str]
    common: frozenset[str]


@functools.cache
def known() -> Known:
    """Return the names that the themes which come with deckgen have."""
    layouts: dict[str, frozenset[str]] = {}
    styles, colours, common = set[str](), set[str](), set[str]()
    for theme in theme_names():
        read = yaml.load((template_folder() / theme / FILE).read_text(encoding="utf-8"), Loader)
        common |= {*read["common"]}
        styles |= {*read["styles"]}
        colours |= {*read["colours"]}
        for name, layout in read["layouts"].items():
            layouts[name] = layouts.get(name, frozenset()) | {*layout["regions"]}
    return Known(layouts, frozenset(styles), frozenset(colours), frozenset(common))


def report_unknown(own: Part, theme: Theme) -> None:
    """Note each name of a theme's own file that nothing will look for, with the one that may be meant."""
    names = known()
    for name, layout in own.part("layouts").items():
        if name not in names.layouts:
            layout.report_name(f'there is no kind of slide called "{name}"', nearest(name, names.layouts))
            continue
        regions = {*names.layouts[name], *names.common}
        for region, part in layout.part("regions").items():
            if region not in regions:
                message = f'nothing on the layout "{name}" goes into "{region}"'
                part.report_name(message, nearest(region, sorted(regions)))
    for group, allowed, message in (
        ("common", names.common, NOWHERE),
        ("styles", {*names.styles, *_styles(theme)}, UNSET),
        ("colours", {*names.colours, *_colours(theme)}, UNCOLOURED),
    ):
        for name, part in own.part(group).items():
            if name not in allowed:
                part.report_name(message.format(name), nearest(name, sorted(allowed)))


def _styles(theme: Theme) -> Iterator[str]:
    """Yield the styles that a theme's regions are set in."""
    for layout in theme.layouts.values():
        yield from (region.style for region in layout.regions if region.style)
    for edge in (theme.chrome.footer, theme.chrome.number, theme.chrome.section_number):
        if edge and edge.style:
            yield edge.style


def _colours(theme: Theme) -> Iterator[str]:
    """Yield the colours that a theme puts anywhere."""
    yield from (style.colour for style in theme.styles.values())
    yield from (bullet.colour for bullet in theme.bullets)
    yield from (one.colour for one in theme.chrome.rules)
    for layout in theme.layouts.values():
        yield layout.background
        yield from (one.colour for one in layout.decor)
        yield from (region.fill for region in layout.regions if region.fill)
