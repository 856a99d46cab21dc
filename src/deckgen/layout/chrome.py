"""Sections and page numbers → what stands at the slide's edge."""

from __future__ import annotations

from deckgen.deck.model import Deck, Run
from deckgen.layout.fit import high
from deckgen.layout.lines import ems
from deckgen.layout.measure import measure
from deckgen.layout.pages import PlacedParagraph, Role, TextBox
from deckgen.theme.model import Layout, Region, Theme
from deckgen.units import NONE, Point


class Chrome:
    """The boxes at the edge of a deck's slides; those of a section are made once."""

    def __init__(self, deck: Deck, theme: Theme) -> None:
        self.deck = deck
        self.theme = theme
        self.of_section: dict[int, tuple[TextBox, ...]] = {}

    def boxes(self, layout: Layout, section: int, number: int) -> tuple[TextBox, ...]:
        """Return what stands at the edge of a page: the section's number and name, the page's number.

        Where the theme sets the section's number apart, it stands beside headlines only.
        """
        if not layout.chrome:
            return ()
        if section not in self.of_section:
            self.of_section[section] = self._section(section)
        page = self._box("number", Role.PAGE_NUMBER, self.theme.chrome.number, str(number))
        found = self.of_section[section]
        if not layout.title_shown:
            found = tuple(one for one in found if one.role is not Role.SECTION_NUMBER)
        return (*found, page)

    def _section(self, index: int) -> tuple[TextBox, ...]:
        section, chrome = self.deck.sections[index], self.theme.chrome
        if section.number is None:
            return (self._box("footer", Role.FOOTER, chrome.footer, section.name),)
        footer = self._box("footer", Role.FOOTER, chrome.footer, f"{section.number} {section.name}")
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
        words = text.split()
        shown = text
        while len(words) > 1 and measure((Run(shown),), style, self.theme).total > room:
            words.pop()
            shown = " ".join(words) + "…"
        while len(shown) > 2 and measure((Run(shown),), style, self.theme).total > room:
            shown = shown[:-2] + "…"
        return shown
