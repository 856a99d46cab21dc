"""Words that are to stand out in the theme's colour → the colour that holds its contrast where they are."""

from __future__ import annotations

from deckgen.layout.pages import Page, PlacedParagraph
from deckgen.layout.passes.links import map_paragraphs
from deckgen.structs import replace
from deckgen.theme.model import Theme


def accented(pages: tuple[Page, ...], theme: Theme) -> tuple[Page, ...]:
    """Return the pages with such words in the accent colour, underlined where that is lost on its ground."""

    def change(paragraph: PlacedParagraph) -> PlacedParagraph:
        if not any(run.accent for run in paragraph.runs):
            return paragraph
        role = paragraph.colour or theme.styles[paragraph.style].colour
        held = theme.links_in(role) == "accent"
        runs = (
            replace(run, colour="accent" if held else None, underline=run.underline or not held)
            if run.accent
            else run
            for run in paragraph.runs
        )
        return replace(paragraph, runs=tuple(runs))

    return map_paragraphs(pages, change)
