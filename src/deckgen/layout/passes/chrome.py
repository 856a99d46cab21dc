"""Sections and page numbers → what is at the slide's edge."""

from __future__ import annotations

import bisect
from collections.abc import Sequence

from deckgen.deck.model import Deck, Run, plain
from deckgen.layout.pages import Crop, PictureBox, PlacedParagraph, Role, TextBox
from deckgen.layout.text.fit import high
from deckgen.layout.text.lines import ems
from deckgen.layout.text.measure import measure
from deckgen.structs import replace
from deckgen.theme.model import Layout, Region, Theme
from deckgen.units import NONE, Emu, Point, Rect, grid

LOGO = (grid(12), grid(5))
"""The width and height that a logo has at most."""

LOGO_GAP = grid(3)
"""The space between a page's number and a logo after it."""

LOGO_END = grid(150)
"""Where a logo ends, level with the end of the slide's text."""


def _logo(deck: Deck, theme: Theme) -> PictureBox | None:
    """Return the deck's logo, whole, its middle level with that of the foot, or of the head."""
    if deck.logo is None:
        return None
    picture, region = deck.logo.picture, theme.chrome.footer.rect
    scale = min(LOGO[0] / picture.width, LOGO[1] / picture.height)
    width, height = Emu(round(picture.width * scale)), Emu(round(picture.height * scale))
    middle = region.y + region.height // 2
    rect = Rect(Emu(theme.across(LOGO_END) - width), Emu(middle - height // 2), width, height)
    return PictureBox("logo", "", rect, picture, Crop(), deck.logo.alt, deck.logo.span)


class Chrome:
    """The boxes at the edge of a deck's slides; those of a section are made once."""

    def __init__(self, deck: Deck, theme: Theme) -> None:
        self.deck = deck
        self.theme = theme
        self.of_section: dict[int, tuple[TextBox, ...]] = {}
        self.number = self._box("page-number", Role.PAGE_NUMBER, theme.chrome.number, "")
        self.logo = _logo(deck, theme)
        if self.logo and self.number.rect.right > self.logo.rect.x - LOGO_GAP:
            away = self.number.rect.right - self.logo.rect.x + LOGO_GAP
            self.number = replace(
                self.number, rect=replace(self.number.rect, x=Emu(self.number.rect.x - away))
            )

    def boxes(self, layout: Layout, section: int, head: Point | None = None) -> tuple[TextBox, ...]:
        """Return what is at the edge of a page: the section's number and name, room for its own.

        Where the theme sets the section's number apart, it is beside headlines only; where it is as large
        as those, it has the size of the page's own, `head`, so that both are level. None: there is none.
        """
        if not layout.chrome:
            return ()
        if section not in self.of_section:
            self.of_section[section] = self._section(section)
        found = self.of_section[section]
        if not layout.title_shown:
            found = tuple(one for one in found if one.role is not Role.SECTION_NUMBER)
        elif head is not None and head < self.theme.frame.headlines[0]:
            found = tuple(self._beside(one, head) for one in found)
        return (*found, self.number)

    def _beside(self, box: TextBox, head: Point) -> TextBox:
        """Return a section's number that is as large as headlines at the size of a smaller one."""
        (line,) = box.paragraphs
        if box.role is not Role.SECTION_NUMBER or line.size != self.theme.frame.headlines[0]:
            return box
        return replace(box, paragraphs=(replace(line, size=head),), height=high(head * line.leading))

    def logos(self, layout: Layout) -> tuple[PictureBox, ...]:
        """Return the logo where a page has an edge for one."""
        return (self.logo,) if self.logo and layout.chrome else ()

    def _section(self, index: int) -> tuple[TextBox, ...]:
        section, chrome = self.deck.sections[index], self.theme.chrome
        name = section.name if section.number is None else f"{section.number} {section.name}"
        said = " · ".join(filter(None, (name, plain(self.deck.footer))))
        footer = self._box("footer", Role.FOOTER, chrome.footer, said)
        if section.number is None:
            return (footer,)
        if chrome.section_number is None:
            return (footer,)
        apart = self._box("section-number", Role.SECTION_NUMBER, chrome.section_number, str(section.number))
        return (apart, footer)

    def _box(self, key: str, role: Role, region: Region, text: str) -> TextBox:
        """Return a box of one line; a text that is too long for it ends in an ellipsis."""
        assert region.style is not None
        style = self.theme.styles[region.style]
        runs = (Run(self._cut(text, region)),)
        paragraph = PlacedParagraph(runs, style.name, style.size, style.leading, Point(0), 1)
        height = high(style.size * style.leading)
        return TextBox(
            key, role, region.name, region.rect, (paragraph,), region.anchor, region.align, NONE, height
        )

    def _cut(self, text: str, region: Region) -> str:
        assert region.style is not None
        style = self.theme.styles[region.style]
        room = ems(region.rect.width, style.size)

        def wide(said: str) -> bool:
            return measure((Run(said),), style, self.theme).total > room

        if not wide(text):
            return text
        words = text.split()
        # Halved again and again: of a text of thousands of words a few dozen are shown.
        held = bisect.bisect_left(range(1, len(words)), True, key=lambda count: wide(_begun(words[:count])))
        shown = _begun(words[: max(1, held)]) if len(words) > 1 else text
        if wide(shown):
            counts = range(1, len(shown) - 1)
            held = bisect.bisect_left(counts, True, key=lambda count: wide(shown[:count] + "…"))
            shown = shown[: max(1, held)] + "…"
        return shown


def _begun(words: Sequence[str]) -> str:
    """Return the first words of a text, with the mark that says that more follow."""
    return " ".join(words) + "…"
