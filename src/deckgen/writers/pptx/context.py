"""What all parts of one deck share while they are written."""

from __future__ import annotations

from collections.abc import Mapping

from deckgen.layout.pages import Pages
from deckgen.structs import Struct
from deckgen.writers.pptx.colours import palette
from deckgen.writers.pptx.placeholders import Placeholder, slots
from deckgen.writers.pptx.styles import StyleWriter


class PackageContext(Struct, frozen=True):
    """One deck's pages with what follows from them once for all slides."""

    pages: Pages
    hand: StyleWriter
    slots: Mapping[str, Mapping[str, Placeholder]]
    """Layout → its slots by name."""
    layouts: Mapping[str, str]
    """Layout → the name of its part."""
    targets: Mapping[str, str]
    """Id of a slide or page, as links name it → the name of its part."""

    @property
    def language(self) -> str:
        """The deck's own language."""
        return self.pages.language


def context(pages: Pages) -> PackageContext:
    """Return what the parts of a deck share."""
    theme = pages.theme
    targets: dict[str, str] = {}
    for number, page in enumerate(pages.pages, 1):
        targets.setdefault(page.slide_id, slide_name(number))
    for number, page in enumerate(pages.pages, 1):
        targets[page.id] = slide_name(number)
    return PackageContext(
        pages=pages,
        hand=StyleWriter(theme, palette(theme), pages.right_to_left),
        slots={name: slots(theme, layout) for name, layout in theme.layouts.items()},
        layouts={
            name: f"ppt/slideLayouts/slideLayout{place}.xml" for place, name in enumerate(theme.layouts, 1)
        },
        targets=targets,
    )


def slide_name(number: int) -> str:
    """Return the name of the part of the slide with that number, from 1."""
    return f"ppt/slides/slide{number}.xml"


def notes_name(number: int) -> str:
    """Return the name of the part of the notes of the slide with that number, from 1."""
    return f"ppt/notesSlides/notesSlide{number}.xml"
