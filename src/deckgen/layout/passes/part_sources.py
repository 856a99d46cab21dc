"""The sources of a continued slide → for each of its parts, the notes whose numbers are on this part."""

from __future__ import annotations

from collections.abc import Iterable

from deckgen.deck.model import Runs, Slide
from deckgen.structs import replace


def for_part(slide: Slide, shown: Iterable[Runs], everywhere: Iterable[Runs]) -> Slide:
    """Return a slide with the sources of one of its parts; `shown` is what is on it.

    A numbered note belongs to the part that has its number. What no part has a number for is a source of the
    slide as a whole, and is on all of them; `everywhere` is what is on any part.
    """
    here, anywhere = _numbers(shown), _numbers(everywhere)

    def kept(lines: Iterable[Runs]) -> tuple[Runs, ...]:
        return tuple(
            line for line in lines if not (_numbers([line[:1]]) & anywhere) or _numbers([line[:1]]) & here
        )

    return replace(
        slide, sources=kept(slide.sources), shorter_sources=tuple(map(kept, slide.shorter_sources))
    )


def _numbers(texts: Iterable[Runs]) -> set[str]:
    return {run.text for runs in texts for run in runs if run.superscript and run.text.isdigit()}
