"""How long the notes take to speak, against the minutes that there are."""

from __future__ import annotations

import re
from collections.abc import Iterator

from deckgen.check.findings import DECK, Finding, Place, Told, finding
from deckgen.check.talk import Subject, TalkSlide
from deckgen.deck.doubts import WORDS_A_MINUTE
from deckgen.deck.kinds import blocks_of
from deckgen.diagnostics import Severity
from deckgen.outline import model
from deckgen.structs import Struct
from deckgen.structs.patterns import pattern

PACE = {"fr": 150, "pt": 140, "ja": 350, "zh": 220, "ko": 115}
"""Words a minute by language (characters in Japanese and Chinese) at which the same content takes as long as
in English: measured on two translated texts."""

TOLERANCE = 0.1
LONGEST = 3.0
"""Minutes that a slide is shown before an audience tires of it."""

_CITED = pattern(r"\[[^\[\]]*@[^\[\]]*\]")
_ASIDE = pattern(r"^\([^()]*\)$", re.MULTILINE | re.DOTALL)
_CHARACTER = pattern(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")


class SlideTime(Struct, frozen=True):
    """How long a slide takes, in minutes: what its notes take to speak, and what its question is given."""

    slide: TalkSlide
    spoken: float
    question: float

    @property
    def whole(self) -> float:
        """All the time that it takes."""
        return self.spoken + self.question


def times_of(subject: Subject) -> tuple[SlideTime, ...]:
    """Return how long each slide takes."""
    language = str(subject.outline.language or "en").partition("-")[0].lower()
    return tuple(_time(slide, language) for slide in subject.slides if not slide.slide.hidden)


def _time(slide: TalkSlide, language: str) -> SlideTime:
    notes = _ASIDE.sub("", _CITED.sub("", slide.slide.notes.value)) if slide.slide.notes else ""
    counted = len(_CHARACTER.findall(notes)) if language in ("ja", "zh") else len(re.findall(r"\w+", notes))
    asked = sum(
        block.minutes.value
        for block in blocks_of(slide.slide)
        if isinstance(block, model.Question) and block.minutes is not None
    )
    return SlideTime(slide, counted / PACE.get(language, WORDS_A_MINUTE), asked)


def timing(subject: Subject) -> Iterator[Finding]:
    """Report a talk that is too long or too short, and slides that are."""
    times = times_of(subject)
    noted = [one for one in times if one.slide.slide.notes]
    for one in times:
        yield from _of_slide(one, several=2 * len(noted) > len(times))
    given = subject.outline.minutes
    if given is None or given.value <= 0 or 2 * len(noted) <= len(times):
        return
    takes = sum(one.whole for one in times)
    if abs(takes - given.value) <= TOLERANCE * given.value:
        return
    kind = "too-long" if takes > given.value else "too-short"
    parts = f"{said_minutes(takes)}, and there are {given.value:g}"
    asked = sum(one.question for one in times)
    of_them = f" ({asked:g} of them for questions)" if asked else ""
    told = Told(f"the talk takes about {parts}{of_them}", given.span, (_HINTS[kind],))
    yield finding(Severity.WARNING, kind, Place(DECK.slide, "minutes"), told)


_HINTS = {
    "too-long": "say less: what the slide shows need not be read out",
    "too-short": "say more, or give the class a question",
}


def _of_slide(one: SlideTime, *, several: bool) -> Iterator[Finding]:
    name, slide = one.slide.name, one.slide.slide
    limit = slide.minutes.value if slide.minutes is not None else LONGEST
    if slide.notes and one.spoken > limit * (1 + TOLERANCE if slide.minutes else 1):
        message = f"these notes take about {said_minutes(one.spoken)} to speak, while one slide is shown"
        if slide.minutes:
            message = (
                f"these notes take about {said_minutes(one.spoken)} to speak, and the slide has {limit:g}"
            )
        told = Told(message, slide.notes.span, ("spread them over two slides, or say less",))
        yield finding(Severity.TIP, "slide-too-long", Place(name, "notes"), told)
    elif not slide.notes and several and not one.question:
        told = Told("this slide has no notes", slide.span, ("write down what you will say",))
        yield finding(Severity.TIP, "no-notes", Place(name, "notes"), told)


def clock(value: float) -> str:
    """Return minutes as a clock shows them: `3:30`."""
    seconds = round(60 * value)
    return f"{seconds // 60}:{seconds % 60:02}"


def said_minutes(value: float) -> str:
    """Say how long something takes: `3.5 minutes`, `half a minute`."""
    if value < 1:
        return "half a minute" if value > 0.4 else "a few seconds"
    text = f"{value:.1f}".removesuffix(".0") if value < 10 else f"{value:.0f}"
    return f"{text} minute{'' if text == '1' else 's'}"
