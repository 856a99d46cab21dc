"""A theme's layout → its slots: what each placeholder is and what it hands down to the slides.

The layouts are written from slots, and slides are compared with them, so that a slide writes only where it
departs.
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping

from deckgen.layout.pages import Role
from deckgen.structs import Struct
from deckgen.theme.model import Align, Anchor, Layout, Region, Theme
from deckgen.units import NONE, Emu, Rect
from deckgen.writers.pptx.styles import TextStyle, style_look
from deckgen.writers.pptx.xml import element

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


class Placeholder(Struct, frozen=True):
    """A placeholder of a layout, with one look a depth.

    `kind` and `index` are as PowerPoint has them; `index` is None for titles, of which a slide has one.
    """

    name: str
    kind: str
    index: int | None
    rect: Rect
    anchor: Anchor
    align: Align
    looks: tuple[TextStyle, ...]
    fill: str | None = None
    pad: Emu = NONE

    @property
    def is_title(self) -> bool:
        """Whether it inherits from the master's title."""
        return self.index is None

    @property
    def placeholder(self) -> str:
        """The element by which a slide's shape says that it is in this slot."""
        return self.named(prompted=False)

    def named(self, *, prompted: bool) -> str:
        """Return the element that names this slot; `prompted` puts a layout's own words in it."""
        return element(
            "p:ph",
            {
                "hasCustomPrompt": 1 if prompted else None,
                "type": None if self.kind == "obj" else self.kind,
                "sz": "quarter" if self.kind in ("ftr", "sldNum") else None,
                "idx": self.index,
            },
        )

    def look(self, depth: int) -> TextStyle:
        """Return the look of a paragraph at a depth, from 0."""
        return self.looks[min(depth, len(self.looks) - 1)]


def slots(theme: Theme, layout: Layout) -> Mapping[str, Placeholder]:
    """Return a layout's slots by the names of their regions, the title first and the chrome last."""
    found: dict[str, Placeholder] = {}
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
        found[FOOTER] = _text_slot(theme, chrome.footer, _Held(FOOTER, "ftr", 11))
        found[NUMBER] = _text_slot(theme, chrome.number, _Held(NUMBER, "sldNum", 12))
        if chrome.section_number is not None and layout.title_shown:
            held = _Held(SECTION_NUMBER, "body", 13)
            found[SECTION_NUMBER] = _text_slot(theme, chrome.section_number, held)
    return found


def title_slot(layout: Layout) -> str:
    """Return the name of the slot that holds a layout's title, shown or not."""
    return layout.title_region or TITLE


def base_layout(theme: Theme) -> Layout:
    """Return the layout that the master is drawn after: the list's, else the first with a headline."""
    titled = [one for one in theme.layouts.values() if one.title_shown]
    return theme.layouts.get("list") or next(iter(titled or theme.layouts.values()))


def _slot(theme: Theme, layout: Layout, region: Region, index: int | None) -> Placeholder:
    if index is None:
        kind = "ctrTitle" if layout.name.startswith("cover") else "title"
        return _text_slot(theme, region, _Held(region.name, kind, None))
    if region.style is None:
        caption = theme.styles.get("caption") or next(iter(theme.styles.values()))
        looks = (style_look(theme, caption, Align.START),)
        kind = "media" if region.name == "media" else "pic"
        return Placeholder(region.name, kind, index, region.rect, region.anchor, region.align, looks)
    kind = _KINDS.get(region.name, "body")
    listed = region.name in _LISTS and layout.name not in _NO_LISTS
    return _text_slot(theme, region, _Held(region.name, kind, index), listed=listed)


class _Held(Struct, frozen=True):
    """What a placeholder is in the file: its name, the `type` and the `idx` of its `p:ph`."""

    name: str
    kind: str
    index: int | None


def _text_slot(theme: Theme, region: Region, held: _Held, *, listed: bool = False) -> Placeholder:
    style = theme.styles[region.style or "chrome"]
    first = style_look(theme, style, region.align, 0 if listed else None)
    below = (style_look(theme, style, region.align, depth) for depth in range(1, DEPTHS))
    levelled = held.kind in ("body", "obj") and held.index is not None and held.name not in _CHROME
    looks = (first, *below) if levelled else (first,)
    return Placeholder(
        name=held.name,
        kind=held.kind,
        index=held.index,
        rect=region.outer,
        anchor=region.anchor,
        align=region.align,
        looks=looks,
        fill=region.fill,
        pad=region.pad,
    )


_CHROME = {FOOTER, NUMBER, SECTION_NUMBER}


def above_slide(rect: Rect) -> Rect:
    """Return where a title that only screen readers meet is: above the slide, as PowerPoint hides one."""
    return rect if rect.bottom <= 0 else Rect(rect.x, Emu(-rect.height - rect.y), rect.width, rect.height)


def _hidden_title(theme: Theme) -> Placeholder:
    shown = base_layout(theme).region(TITLE)
    rect = shown.rect if shown else Rect(NONE, NONE, theme.slide.width, Emu(theme.slide.height // 6))
    style = theme.styles[shown.style if shown and shown.style else "headline"]
    looks = (style_look(theme, style, Align.START),)
    return Placeholder(TITLE, "title", None, above_slide(rect), Anchor.TOP, Align.START, looks)


def _index(name: str, taken: set[int]) -> int:
    """Return the lasting number of a region, and note it as taken in its layout."""
    known = _NAMES.index(name) + 20 if name in _NAMES else 1000 + zlib.crc32(name.encode()) % 9000
    while known in taken:
        known += 1
    taken.add(known)
    return known
