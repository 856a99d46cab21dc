"""What all parts of one deck share while they are written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from deckgen.layout.pages import Pages
from deckgen.writers.pptx.colours import palette
from deckgen.writers.pptx.looks import Hand
from deckgen.writers.pptx.slots import Slot, slots


@dataclass(frozen=True, slots=True)
class Edition:
    """One deck's pages with what follows from them once for all slides."""

    pages: Pages
    hand: Hand
    slots: Mapping[str, Mapping[str, Slot]]
    """Layout → its slots by name."""
    layouts: Mapping[str, str]
    """Layout → the name of its part."""
    targets: Mapping[str, str]
    """Id of a slide or page, as links name it → the name of its part."""

    @property
    def language(self) -> str:
        """The deck's own language."""
        return self.pages.language


def edition(pages: Pages) -> Edition:
    """Return what the parts of a deck share."""
    theme = pages.theme
    targets: dict[str, str] = {}
    for page in pages.pages:
        targets.setdefault(page.slide_id, slide_name(page.number))
    for page in pages.pages:
        targets[page.id] = slide_name(page.number)
    return Edition(
        pages=pages,
        hand=Hand(theme, palette(theme), pages.right_to_left),
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
