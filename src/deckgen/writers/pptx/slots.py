"""A theme's layout → its slots: what each placeholder is and what it hands down to the slides.

The layouts are written from slots, and slides are compared with them, so that a slide writes only where it
departs.
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from dataclasses import dataclass

from deckgen.layout.pages import Role
from deckgen.theme.model import Align, Anchor, Layout, Region, Theme
from deckgen.units import NONE, SLIDE, Emu, Rect
from deckgen.writers.pptx.looks import Look, style_look

FOOTER = Role.FOOTER.value
NUMBER = Role.PAGE_NUMBER.value
SECTION_NUMBER = Role.SECTION_NUMBER.value
TITLE = "title"
"""The names of the slots that no region gives its name to."""

MARK = "mark"
"""The region where a layout shows a large quotation mark; it is decoration and no slot."""

DEPTHS = 5
"""How many levels a layout's text placeholder describes, as many as PowerPoint's prompt shows."""

_NAMES = (
    "body",
    "left",
    "left-heading",
    "right",
    "right-heading",
    "image",
    "caption",
    "credit",
    "source",
    "subtitle",
    "byline",
    "numeral",
    "roadmap",
    "quote",
    "passage",
    "notes",
    "statement",
    "prompt",
    "task",
    "number",
    "label",
    "table",
    "timeline",
    "chart",
    "code",
    "media",
    "equation",
)
"""The regions' names, in the order of their lasting numbers from 20; others are numbered by their letters."""

_KINDS = {
    "table": "tbl",
    "chart": "chart",
    "timeline": "obj",
    "agenda": "obj",
    "process": "obj",
    "compare": "obj",
    "subtitle": "subTitle",
}

_LISTS = {"body", "left", "right"}
_NO_LISTS = {"text", "works-cited", "credits"}
"""The regions, and the layouts apart, where a paragraph typed by hand becomes a point of a list."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A placeholder of a layout, with one look a depth.

    `kind` and `index` are as PowerPoint has them; `index` is None for titles, of which a slide has one.
    """

    name: str
    kind: str
    index: int | None
    rect: Rect
    anchor: Anchor
    align: Align
    looks: tuple[Look, ...]
    fill: str | None = None
    pad: Emu = NONE

    @property
    def is_title(self) -> bool:
        """Whether it inherits from the master's title."""
        return self.index is None

    @property
    def placeholder(self) -> str:
        """The element by which a shape says that it stands in this slot."""
        index = "" if self.index is None else f' idx="{self.index}"'
        size = ' sz="quarter"' if self.kind in ("ftr", "sldNum") else ""
        kind = "" if self.kind == "obj" else f' type="{self.kind}"'
        return f"<p:ph{kind}{size}{index}/>"

    def look(self, depth: int) -> Look:
        """Return the look of a paragraph at a depth, from 0."""
        return self.looks[min(depth, len(self.looks) - 1)]


def slots(theme: Theme, layout: Layout) -> Mapping[str, Slot]:
    """Return a layout's slots by the names of their regions, the title first and the chrome last."""
    found: dict[str, Slot] = {}
    if layout.title_region is None:
        found[TITLE] = _hidden_title(theme)
    taken: set[int] = set()
    for region in layout.regions:
        if region.name == MARK:
            continue
        is_title = region.name == layout.title_region
        index = None if is_title else _index(region.name, taken)
        found[region.name] = _slot(theme, layout, region, index)
    if layout.chrome:
        chrome = theme.chrome
        found[FOOTER] = _text_slot(theme, chrome.footer, FOOTER, "ftr", 11)
        found[NUMBER] = _text_slot(theme, chrome.number, NUMBER, "sldNum", 12)
        if chrome.section_number is not None and layout.title_shown:
            found[SECTION_NUMBER] = _text_slot(theme, chrome.section_number, SECTION_NUMBER, "body", 13)
    return found


def title_slot(layout: Layout) -> str:
    """Return the name of the slot that holds a layout's title, shown or not."""
    return layout.title_region or TITLE


def base_layout(theme: Theme) -> Layout:
    """Return the layout that the master is drawn after: the list's, else the first with a headline."""
    titled = [one for one in theme.layouts.values() if one.title_shown]
    return theme.layouts.get("list") or next(iter(titled or theme.layouts.values()))


def _slot(theme: Theme, layout: Layout, region: Region, index: int | None) -> Slot:
    if index is None:
        kind = "ctrTitle" if layout.name.startswith("cover") else "title"
        return _text_slot(theme, region, region.name, kind, None)
    if region.style is None:
        caption = theme.styles.get("caption") or next(iter(theme.styles.values()))
        looks = (style_look(theme, caption, Align.START),)
        kind = "media" if region.name == "media" else "pic"
        return Slot(region.name, kind, index, region.rect, region.anchor, region.align, looks)
    kind = _KINDS.get(region.name, "body")
    listed = region.name in _LISTS and layout.name not in _NO_LISTS
    return _text_slot(theme, region, region.name, kind, index, listed=listed)


def _text_slot(
    theme: Theme, region: Region, name: str, kind: str, index: int | None, *, listed: bool = False
) -> Slot:
    style = theme.styles[region.style or "chrome"]
    first = style_look(theme, style, region.align, 0 if listed else None)
    below = (style_look(theme, style, region.align, depth) for depth in range(1, DEPTHS))
    levelled = kind in ("body", "obj") and index is not None and name not in _CHROME
    looks = (first, *below) if levelled else (first,)
    return Slot(name, kind, index, region.outer, region.anchor, region.align, looks, region.fill, region.pad)


_CHROME = {FOOTER, NUMBER, SECTION_NUMBER}


def above_slide(rect: Rect) -> Rect:
    """Return where a title that only screen readers meet stands: above the slide, as PowerPoint hides one."""
    return rect if rect.bottom <= 0 else Rect(rect.x, Emu(-rect.height - rect.y), rect.width, rect.height)


def _hidden_title(theme: Theme) -> Slot:
    shown = base_layout(theme).region(TITLE)
    rect = shown.rect if shown else Rect(NONE, NONE, SLIDE.width, Emu(SLIDE.height // 6))
    style = theme.styles[shown.style if shown and shown.style else "headline"]
    looks = (style_look(theme, style, Align.START),)
    return Slot(TITLE, "title", None, above_slide(rect), Anchor.TOP, Align.START, looks)


def _index(name: str, taken: set[int]) -> int:
    """Return the lasting number of a region, and note it as taken in its layout."""
    known = _NAMES.index(name) + 20 if name in _NAMES else 1000 + zlib.crc32(name.encode()) % 9000
    while known in taken:
        known += 1
    taken.add(known)
    return known
