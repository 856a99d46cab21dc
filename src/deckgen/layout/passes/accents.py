"""Words that are to stand out in a colour → the shade of it that holds its contrast where they are."""

from __future__ import annotations

from deckgen.layout.pages import Page, PlacedParagraph
from deckgen.layout.passes.links import map_paragraphs
from deckgen.structs import replace
from deckgen.theme.model import Theme
from deckgen.theme.tints import on_inverse, with_tints


def accented(pages: tuple[Page, ...], theme: Theme) -> tuple[tuple[Page, ...], Theme]:
    """Return the pages with such words in their colours, and the theme with those that authors gave to words.

    Where the accent colour is lost on its ground they are underlined instead.
    """
    tints: set[str] = set()

    def change(paragraph: PlacedParagraph) -> PlacedParagraph:
        if not any(run.accent or run.tint for run in paragraph.runs):
            return paragraph
        role = paragraph.colour or theme.styles[paragraph.style].colour
        tints.update(run.tint for run in paragraph.runs if run.tint)
        held = theme.links_in(role) == "accent"
        runs = (
            replace(run, colour=run.tint if held else on_inverse(run.tint))
            if run.tint
            else replace(run, colour="accent" if held else None, underline=run.underline or not held)
            if run.accent
            else run
            for run in paragraph.runs
        )
        return replace(paragraph, runs=tuple(runs))

    coloured = map_paragraphs(pages, change)
    return coloured, with_tints(theme, tints)
