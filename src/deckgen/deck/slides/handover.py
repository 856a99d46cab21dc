"""Slides and who speaks on each → notes that say where one speaker hands over to the next."""

from __future__ import annotations

from collections.abc import Sequence

from deckgen.deck.model import Note, Run, Slide
from deckgen.structs import replace

_TO = "→ "


def handed_over(slides: Sequence[Slide], speakers: Sequence[str]) -> tuple[Slide, ...]:
    """Return the slides; notes begin with a speaker's name where a turn begins, and end with the next one's.

    `speakers` are those of the slides, empty where nobody is named: there the last one speaks on. Hidden
    slides are nobody's turn.
    """
    changed = list(slides)
    before: tuple[int, str] | None = None
    for place, speaker in enumerate(speakers):
        if slides[place].hidden:
            continue
        speaking = speaker or (before[1] if before else "")
        if not speaking:
            continue
        if before is None or before[1] != speaking:
            if before is not None:
                changed[before[0]] = _handing(changed[before[0]], slides[before[0]], speaking)
            slide = changed[place]
            changed[place] = replace(slide, notes=(_line(f"{speaking}:"), *slide.notes))
        changed[place] = replace(changed[place], speaker=speaking)
        before = place, speaking
    return tuple(changed)


def _line(text: str) -> Note:
    return Note((Run(text, bold=True),))


def _handing(slide: Slide, plain: Slide, speaker: str) -> Slide:
    """Return a slide whose notes end with who comes next, above the references; `plain` has neither name."""
    references = 0
    while references < len(plain.notes) and not plain.notes[-1 - references].spoken:
        references += 1
    said = len(slide.notes) - references
    return replace(slide, notes=(*slide.notes[:said], _line(_TO + speaker), *slide.notes[said:]))
