"""Who speaks on which slide, and for how long."""

from __future__ import annotations

from collections.abc import Iterator

from deckgen.check.delivery.timing import openings_of, times_of
from deckgen.check.findings import Finding, Place, Told, finding
from deckgen.check.talk import Subject
from deckgen.diagnostics import Severity
from deckgen.structs import Struct


class SpeakerPart(Struct, frozen=True):
    """What one speaker says: on how many slides, and for how many minutes. `name` is empty for nobody."""

    name: str
    slides: int
    minutes: float


def parts_of(subject: Subject) -> tuple[SpeakerPart, ...]:
    """Return the parts of all speakers that are named, and last what nobody is named for.

    A speaker without a slide has a part of no minutes.
    """
    slides = dict.fromkeys((str(name) for name in subject.outline.speakers), 0)
    minutes = dict.fromkeys(slides, 0.0)
    for time in times_of(subject):
        name = time.slide.speaker
        slides[name] = slides.get(name, 0) + 1
        minutes[name] = minutes.get(name, 0.0) + time.whole
    for name, opening in openings_of(subject):
        if name in slides:
            minutes[name] += opening
    order = sorted(slides, key=lambda name: not name)
    return tuple(SpeakerPart(name, slides[name], minutes[name]) for name in order)


def speaking(subject: Subject) -> Iterator[Finding]:
    """Report speakers who say nothing, and slides that nobody is named for where others have a speaker."""
    parts = parts_of(subject)
    if not any(part.name for part in parts):
        return
    for part, name in zip(parts, subject.outline.speakers, strict=False):
        if not part.slides:
            told = Told(
                f"{part.name} speaks on no slide", name.span, (f"give a section speaker: {part.name}",)
            )
            yield finding(Severity.WARNING, "silent-speaker", Place(None, "speakers"), told)
    if not any(part.name and part.slides for part in parts):
        return
    for slide in subject.slides:
        if not slide.speaker and not slide.slide.hidden:
            told = Told("no speaker is named here", slide.slide.span, ("name them in the section: speaker:",))
            yield finding(Severity.TIP, "no-speaker", Place(slide.name, "speaker"), told)
