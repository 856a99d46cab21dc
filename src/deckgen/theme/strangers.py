"""A theme's own file → the names in it that nothing looks for: slips of typing, which would change nothing.

A layout is known that some theme which comes with deckgen has, and so are its regions.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import yaml

from deckgen.theme.files import FILE, template_folder, theme_names
from deckgen.theme.model import Theme
from deckgen.theme.nodes import Group, nearest

Loader: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Known:
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


def report_strangers(own: Group, theme: Theme) -> None:
    """Note each name of a theme's own file that nothing will look for, with the one that may be meant."""
    names = known()
    for name, layout in _groups(own, "layouts"):
        if name not in names.layouts:
            _report(own.group("layouts"), name, "no slide is of the kind", names.layouts)
            continue
        regions = {*names.layouts[name], *names.common}
        inner = layout.group("regions") if "regions" in layout else None
        for region in inner or ():
            if inner and region not in regions:
                _report(inner, region, f'nothing on the layout "{name}" stands in', sorted(regions))
    for part, allowed, message in (
        ("common", names.common, "nothing stands in"),
        ("styles", {*names.styles, *_styles(theme)}, "nothing is set in"),
        ("colours", {*names.colours, *_colours(theme)}, "nothing has the colour"),
    ):
        for name, _ in _groups(own, part, bare=True):
            if name not in allowed:
                _report(own.group(part), name, message, sorted(allowed))


def _groups(own: Group, part: str, *, bare: bool = False) -> Iterator[tuple[str, Group]]:
    """Yield the members of a part of the file, `bare`: without reading what they hold."""
    if part in own:
        for name, value in own.group(part).items():
            yield name, own if bare else value.group()


def _report(group: Group, name: str, message: str, allowed: Iterable[str]) -> None:
    group.keys_[name].report(f'{message} "{name}"', nearest(name, allowed))


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
