"""How long the notes take to speak, against the minutes that there are."""

from __future__ import annotations

import re
import statistics
from collections.abc import Iterator, Sequence

from deckgen.check.findings import DECK, Finding, Place, Told, finding
from deckgen.check.talk import Subject, TalkSlide
from deckgen.deck.doubts import WORDS_A_MINUTE
from deckgen.deck.kinds import blocks_of
from deckgen.deck.media.read import seconds
from deckgen.diagnostics import Severity
from deckgen.outline import model
from deckgen.outline.model import Text
from deckgen.structs import Struct
from deckgen.structs.patterns import pattern

PACE = {"fr": 150, "pt": 140, "ja": 350, "zh": 220, "ko": 115}
"""Words a minute by language (characters in Japanese and Chinese) at which the same content takes as long as
in English: measured on two translated texts."""

TOLERANCE = 0.1
LONG_NOTES = 200 / WORDS_A_MINUTE
"""Minutes of notes, 200 English words, from which nobody can read them out and look at the audience."""

LONGEST = 3.0
"""Minutes that a slide is shown before an audience tires of it."""

WRITTEN_OUT, SHORT = 0.25, 0.1
"""Minutes of notes, as most slides of a talk have them, from which they are a script; and the share of them
below which a slide's notes say nothing of what will be said."""

_CITED = pattern(r"\[[^\[\]]*@[^\[\]]*\]")
_ASIDE = pattern(r"^\([^()]*\)$", re.MULTILINE | re.DOTALL)
_CHARACTER = pattern(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")


class SlideTime(Struct, frozen=True):
    """How long a slide takes, in minutes: its notes to speak, its question, its recordings to play."""

    slide: TalkSlide
    spoken: float
    question: float
    played: float = 0.0

    @property
    def whole(self) -> float:
        """All the time that it takes; what it is given counts where nobody has written what is said."""
        slide = self.slide.slide
        given = slide.minutes.value if slide.minutes and not slide.notes else 0.0
        return max(self.spoken + self.question + self.played, given)


def times_of(subject: Subject) -> tuple[SlideTime, ...]:
    """Return how long each slide takes."""
    return tuple(_time(slide, subject) for slide in subject.slides if not slide.slide.hidden)


def usual_minutes(times: Sequence[SlideTime]) -> float:
    """Return for how long the notes of most slides that have any are spoken."""
    noted = [one.spoken for one in times if one.slide.slide.notes]
    return statistics.median(noted) if noted else 0.0


def openings_of(subject: Subject) -> Iterator[tuple[str, float]]:
    """Yield what is said at the cover and where sections open: by whom, and for how many minutes."""
    if subject.outline.cover_notes:
        yield "", _spoken(subject.outline.cover_notes, subject)
    for section in subject.outline.sections:
        if section.notes:
            yield str(section.speaker or ""), _spoken(section.notes, subject)
        elif section.minutes:
            yield str(section.speaker or ""), section.minutes.value


def minutes_of(subject: Subject) -> float:
    """Return how long the whole talk takes."""
    return sum(one.whole for one in times_of(subject)) + sum(minutes for _, minutes in openings_of(subject))


def _time(slide: TalkSlide, subject: Subject) -> SlideTime:
    blocks = list(blocks_of(slide.slide))
    asked = sum(
        block.minutes.value
        for block in blocks
        if isinstance(block, model.Question) and block.minutes is not None
    )
    played = sum(_played(block, subject) for block in blocks if isinstance(block, model.Media))
    spoken = _spoken(slide.slide.notes, subject) if slide.slide.notes else 0.0
    return SlideTime(slide, spoken, asked, played)


def _played(media: model.Media, subject: Subject) -> float:
    """Return how many minutes a recording plays; one that begins again and again runs beside what is said."""
    length = subject.lengths.get(media.file.value)
    if length is None or media.loop:
        return 0.0
    return max(0.0, length - (seconds(media.start) / 60 if media.start else 0.0))


def _spoken(notes: Text, subject: Subject) -> float:
    """Return how many minutes notes take to speak."""
    language = str(subject.outline.language or "en").partition("-")[0].lower()
    said = _ASIDE.sub("", _CITED.sub("", notes.value))
    counted = len(_CHARACTER.findall(said)) if language in ("ja", "zh") else len(re.findall(r"\w+", said))
    return counted / PACE.get(language, WORDS_A_MINUTE)


def timing(subject: Subject) -> Iterator[Finding]:
    """Report a talk that is too long or too short, and slides that are."""
    times = times_of(subject)
    noted = [one for one in times if one.slide.slide.notes]
    usual = usual_minutes(times)
    for one in times:
        yield from _of_slide(one, several=2 * len(noted) > len(times), usual=usual)
    for section in subject.outline.sections:
        if section.notes and section.minutes:
            place = Place(str(section.key), "notes")
            yield from _beyond(place, section.notes, _spoken(section.notes, subject), section.minutes.value)
    given = subject.outline.minutes
    if given is None or given.value <= 0 or 2 * len(noted) <= len(times):
        return
    takes = minutes_of(subject)
    if abs(takes - given.value) <= TOLERANCE * given.value:
        return
    kind = "too-long" if takes > given.value else "too-short"
    if kind == "too-short" and usual < WRITTEN_OUT:
        hint = "that is right for key words; only notes that are written out tell how long the talk takes"
        spoken = f"{said_minutes(takes)}, and {_planned(given.value)}"
        told = Told(
            f"spoken as they are, these notes take about {spoken}{_of_them(times)}",
            given.span,
            (hint,),
        )
        yield finding(Severity.TIP, kind, Place(DECK.slide, "minutes"), told)
        return
    parts = f"{said_minutes(takes)}, but {_planned(given.value)}"
    told = Told(f"the talk takes about {parts}{_of_them(times)}", given.span, (_HINTS[kind],))
    yield finding(Severity.WARNING, kind, Place(DECK.slide, "minutes"), told)


def _planned(minutes: float) -> str:
    return "1 minute was planned" if minutes == 1 else f"{minutes:g} minutes were planned"


def _of_them(times: Sequence[SlideTime]) -> str:
    """Say how much of the time is not spoken: ` (3 of them for questions, 2 for recordings)`."""
    asked, played = sum(one.question for one in times), sum(one.played for one in times)
    of = [f"{asked:g} of them for questions"] * bool(asked)
    of += [f"{f'{played:.1f}'.removesuffix('.0')}{'' if asked else ' of them'} for recordings"] * bool(played)
    return f" ({', '.join(of)})" if of else ""


_HINTS = {
    "too-long": "say less: there is no need to read out what the slide shows",
    "too-short": "say more, or give the class a question",
}


def _of_slide(one: SlideTime, *, several: bool, usual: float) -> Iterator[Finding]:
    """Yield what is wrong with the time of a slide; `usual` are the minutes that its like are spoken for."""
    name, slide = one.slide.name, one.slide.slide
    given = slide.minutes.value if slide.minutes else None
    if slide.notes:
        yield from _beyond(Place(name, "notes"), slide.notes, one.spoken, given)
        if (
            several
            and usual >= WRITTEN_OUT
            and one.spoken < usual * SHORT
            and not (one.question or one.played)
        ):
            message = (
                "these notes are too short to speak from, while those of the other slides are written out"
            )
            told = Told(message, slide.notes.span, ("write down what you will say",))
            yield finding(Severity.TIP, "short-notes", Place(name, "notes"), told)
    elif several and not one.question and not one.played:
        told = Told("this slide has no notes", slide.span, ("write down what you will say",))
        yield finding(Severity.TIP, "no-notes", Place(name, "notes"), told)


def _beyond(place: Place, notes: Text, spoken: float, given: float | None) -> Iterator[Finding]:
    """Report notes that take longer than what is `given`, or than a slide should be shown."""
    kind = "slide-too-long"
    message = f"these notes take about {said_minutes(spoken)} to speak, while one slide is shown"
    if given is not None:
        message = f"these notes take about {said_minutes(spoken)} to speak, and the slide has {given:g}"
    if spoken <= (LONGEST if given is None else given * (1 + TOLERANCE)):
        if given is not None or spoken <= LONG_NOTES:
            return
        kind = "long-notes"
        message = f"these notes are long for one slide: about {said_minutes(spoken)} to speak"
    told = Told(message, notes.span, ("spread them over two slides, or say less",))
    yield finding(Severity.TIP, kind, place, told)


def clock(value: float) -> str:
    """Return minutes as a clock shows them: `3:30`."""
    seconds = round(60 * value)
    return f"{seconds // 60}:{seconds % 60:02}"


def said_minutes(value: float) -> str:
    """Say how long something takes: `3.5 minutes`, `half a minute`, `40 seconds`."""
    if value < 0.95:
        seconds = round(6 * value) * 10
        return "half a minute" if seconds == 30 else f"{seconds or 5} seconds"
    text = f"{value:.1f}".removesuffix(".0") if value < 10 else f"{value:.0f}"
    return f"{text} minute{'' if text == '1' else 's'}"
