"""The sources of a continued slide → for each of its parts, the notes whose numbers are on this part."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Set as AbstractSet

from deckgen.deck.model import Runs, Slide
from deckgen.structs import replace


def for_part(slide: Slide, here: AbstractSet[str], anywhere: AbstractSet[str]) -> Slide:
    """Return a slide with the sources of one of its parts; `here` are the numbers of notes that are on it.

    A numbered note belongs to the part that has its number. What no part has a number for is a source of the
    slide as a whole, and is on all of them; `anywhere` are the numbers that are on any part.
    """

    def kept(lines: Iterable[Runs]) -> tuple[Runs, ...]:
        own = ((line, note_numbers([line[:1]])) for line in lines)
        return tuple(line for line, numbers in own if not numbers & anywhere or numbers & here)

    return replace(
        slide, sources=kept(slide.sources), shorter_sources=tuple(map(kept, slide.shorter_sources))
    )


def note_numbers(texts: Iterable[Runs]) -> AbstractSet[str]:
    """Return the numbers of notes that stand in texts."""
    return {run.text for runs in texts for run in runs if run.superscript and run.text.isdigit()}
