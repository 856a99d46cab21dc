"""What makes a slide hard to follow: too many words, long lists, notes that read it out, empty alt texts."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import chain

from deckgen.check.delivery.timing import WRITTEN_OUT, SlideTime, said_minutes, times_of, usual_minutes
from deckgen.check.findings import DECK, Finding, Place, Told, finding
from deckgen.check.talk import Subject, TalkSlide
from deckgen.check.words import read_words, words_of
from deckgen.deck.kinds import blocks_of
from deckgen.diagnostics import Severity, Span
from deckgen.outline import model
from deckgen.outline.model import Text
from deckgen.structs.patterns import pattern

MANY_WORDS, TOO_MANY_WORDS = 40, 80
"""Words that an audience reads while it listens; slides of some 35 were remembered best."""
LONG_LIST, TOO_LONG_LIST = 5, 7
LONG_POINT, LONG_IDEOGRAPHIC_POINT = 160, 80
"""Characters of a point from which it takes three lines, alone on a slide."""
LONG_QUOTATION, TOO_LONG_QUOTATION = 40, 90
LONG_PASSAGE = 90
READ_ALOUD = 0.6
"""The share of a slide's stretches of five words from which on its notes read it out."""
STRETCH = 5
MANY_EMPHASES = 3
MANY_SECTIONS = 5
LONGEST_ALT = 250
LONGEST_TITLE, LONGEST_IDEOGRAPHIC_TITLE = 90, 44
"""Characters of a headline that fit on two lines."""
DENSE, FEWEST_DENSE = 50, 20
"""Words on a slide for each minute that is spoken there: 40 are advised, and notes are seldom all that is
said. And the words on it from which that is counted."""

_STRONG = pattern(r"\*\*[^*\s][^*]*\*\*|\]\{\.(?:mark|accent)")
_LINK = pattern(r"\[([^\[\]]+)\]\((?:https?:|#|mailto:)[^()\s]*\)")
_FILE_NAME = pattern(
    r"\S+\.(?:png|jpe?g|gif|webp|svg|avif|tiff?|bmp|heic)|(?:img|dsc|image|photo)[-_ ]?\d+", re.I
)
_EMPTY_ALT = pattern(
    r"(?:an? |the )?(?:image|picture|photo|figure|graphic|chart|diagram|screenshot|alt(?: text)?|todo)\.?",
    re.I,
)
_EMPTY_LINK = frozenset(
    ("here", "click here", "this link", "link", "more", "read more", "see here", "this page", "website")
)


def design(subject: Subject) -> Iterator[Finding]:
    """Report what makes slides hard to follow, and alternative texts and links that say nothing."""
    for slide in subject.slides:
        if not slide.slide.hidden:
            for check in _OF_A_SLIDE:
                yield from check(slide)
    yield from _transition(subject)
    times = times_of(subject)
    if usual_minutes(times) >= WRITTEN_OUT:
        for time in times:
            yield from _dense(time.slide.name, time)
    sections = subject.outline.sections
    if len(sections) > MANY_SECTIONS:
        message = f"the talk has {len(sections)} sections, more than an audience keeps in mind"
        told = Told(message, sections[MANY_SECTIONS].title.span, ("join what belongs together",))
        yield finding(Severity.TIP, "many-sections", Place(DECK.slide, "sections"), told)


def _words(slide: TalkSlide) -> Iterator[Finding]:
    """Yield a finding where there is more to read than can be read while listening."""
    count = sum(read_words(text) for text in _read(slide))
    if count <= MANY_WORDS:
        return
    severity = Severity.WARNING if count > TOO_MANY_WORDS else Severity.TIP
    message = f"the slide has {count} words, which the audience reads instead of listening"
    told = Told(message, slide.slide.span, ("show the key words, and say the rest: move it to notes:",))
    yield finding(severity, "many-words", Place(slide.name, ""), told)


def _titles(slide: TalkSlide) -> Iterator[Finding]:
    """Yield a finding for a headline of more than two lines, or one that would suit any talk."""
    title = slide.slide.title
    if title is None:
        return
    shown = next((point.plain for point in slide.points if point.place.field == "title"), title.value)
    most = LONGEST_IDEOGRAPHIC_TITLE if _IDEOGRAPH.search(shown) else LONGEST_TITLE
    if len(shown) > most:
        message = f"this title has {len(shown)} characters, more than two lines"
        told = Told(message, title.span, ("say what the slide shows in one short sentence",))
        yield finding(Severity.TIP, "long-title", Place(slide.name, "title"), told)
    elif _TOPIC.fullmatch(shown.strip()) and len(list(blocks_of(slide.slide))) > 0:
        told = Told(
            f'"{shown.strip()}" could be the title of a slide in any talk', title.span,
            ("say in a sentence what this slide shows",),
        )  # fmt: skip
        yield finding(Severity.TIP, "topic-title", Place(slide.name, "title"), told)


_IDEOGRAPH = pattern(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_TOPIC = pattern(
    r"(?:introduction|background|context|overview|methods?|methodology|approach|results?|findings|data|analysis"
    r"|discussion|conclusions?|summary|outlook|motivation|einleitung|einführung|hintergrund|überblick|methoden?"
    r"|ergebnisse?|daten|analyse|diskussion|fazit|schluss|zusammenfassung|ausblick|contexte|méthodes?|résultats?"
    r"|données|bilan|résumé|introducción|contexto|resumen|métodos?|resultados?|datos|análisis|discusión"
    r"|conclusión(?:es)?|introduzione|contesto|metodi|risultati|dati|analisi|discussione|conclusion[ie])[.:]?",
    re.I,
)
"""Titles that name a part of any talk."""


def _dense(name: str, time: SlideTime) -> Iterator[Finding]:
    """Yield a finding for a slide with more to read than there is time for beside what is said."""
    count = sum(read_words(text) for text in _read(time.slide))
    if not time.spoken or count < FEWEST_DENSE or count > MANY_WORDS or count <= DENSE * time.whole:
        return
    message = f"the slide has {count} words, and is shown for about {said_minutes(time.whole)}"
    told = Told(message, time.slide.slide.span, ("show fewer words, or say more about them",))
    yield finding(Severity.TIP, "dense", Place(name, ""), told)


def _transition(subject: Subject) -> Iterator[Finding]:
    """Yield a finding where slides change by an effect, which shows nothing of the subject."""
    chosen = subject.outline.transition
    if chosen and str(chosen) != "none":
        told = Told(
            "each change of slides draws attention to itself", chosen.span, ("write: transition: none",)
        )
        yield finding(Severity.TIP, "transition", Place(DECK.slide, "transition"), told)


_CLOSELY_READ = (model.Passage, model.Verse, model.Quote, model.Code, model.Table, model.Comparison)


def _read(slide: TalkSlide) -> Iterator[str]:
    """Yield the texts that an audience is to take in at once; what is read closely has its own time."""
    if any(isinstance(block, _CLOSELY_READ) for block in blocks_of(slide.slide)):
        return
    yield from (point.plain for point in slide.points if point.place.field not in ("title", "notes"))


def _lists(slide: TalkSlide) -> Iterator[Finding]:
    """Yield a finding for each list that is too long or too deep."""
    for block in blocks_of(slide.slide):
        if not isinstance(block, model.Bullets):
            continue
        count = len(block.items)
        if count > LONG_LIST and block.start is None:
            severity = Severity.WARNING if count > TOO_LONG_LIST else Severity.TIP
            told = Told(
                f"this list has {count} points", block.span, ("group them, or spread them over slides",)
            )
            yield finding(severity, "long-list", Place(slide.name, "bullets"), told)
        for one in (*block.items, *chain.from_iterable(item.children for item in block.items)):
            yield from _long_point(slide, one.text)
        below = chain.from_iterable(one.children for one in block.items)
        deep = next(chain.from_iterable(child.children for child in below), None)
        if deep:
            told = Told("this point is on the third level", deep.span, ("two levels are easier to follow",))
            yield finding(Severity.TIP, "deep-list", Place(slide.name, "bullets"), told)


def _long_point(slide: TalkSlide, text: Text) -> Iterator[Finding]:
    """Yield a finding for a point that is a paragraph."""
    shown = next((point.plain for point in slide.points if point.text.id == text.id), text.value)
    most = LONG_IDEOGRAPHIC_POINT if _IDEOGRAPH.search(shown) else LONG_POINT
    if len(shown) > most:
        message = f"this point has {len(shown)} characters, more than two lines"
        told = Told(message, text.span, ("keep what is seen at a glance, and say the rest",))
        yield finding(Severity.TIP, "long-point", Place(slide.name, "bullets"), told)


def _pictures(slide: TalkSlide) -> Iterator[Finding]:
    """Yield a finding for each picture that shows nothing of the subject, by its own account."""
    for block in blocks_of(slide.slide):
        if isinstance(block, model.Image) and block.decorative:
            told = Told(
                "this picture only decorates, and draws attention from what is said", block.span,
                ("show what the slide is about, or leave it out",),
            )  # fmt: skip
            yield finding(Severity.TIP, "decorative-picture", Place(slide.name, "image"), told)


def _captions(slide: TalkSlide) -> Iterator[Finding]:
    """Yield a finding for each video that nobody can follow without hearing it."""
    for block in blocks_of(slide.slide):
        if isinstance(block, model.Media) and not block.captions and not block.loop:
            if not block.file.value.lower().endswith(_VIDEOS):
                continue
            told = Told(
                "this video has no captions",
                block.file.span,
                ("add a file of subtitles: captions: talk.vtt",),
            )
            yield finding(Severity.TIP, "no-captions", Place(slide.name, "media"), told)


_VIDEOS = (".mp4", ".m4v", ".mov", ".webm")


def _quotations(slide: TalkSlide) -> Iterator[Finding]:
    """Yield a finding for a quotation or a passage that is too long to be read on a slide."""
    for block in blocks_of(slide.slide):
        if isinstance(block, model.Quote) and (count := read_words(block.text.value)) > LONG_QUOTATION:
            hint = "quote its heart, or let the class read it closely: passage:"
            told = Told(f"this quotation has {count} words", block.text.span, (hint,))
            severity = Severity.WARNING if count > TOO_LONG_QUOTATION else Severity.TIP
            yield finding(severity, "long-quotation", Place(slide.name, "quote"), told)
        elif isinstance(block, model.Passage) and (count := read_words(block.text.value)) > LONG_PASSAGE:
            told = Told(
                f"this passage has {count} words",
                block.text.span,
                ("leave out with … what you do not discuss",),
            )
            yield finding(Severity.TIP, "long-passage", Place(slide.name, "passage"), told)


def _notes(slide: TalkSlide) -> Iterator[Finding]:
    """Yield a finding for notes that read the slide out."""
    notes = slide.slide.notes
    if notes is None:
        return
    spoken = [word.key for word in words_of(notes.value)]
    said = set(_stretches(spoken))
    shown = [one for text in _read(slide) for one in _stretches([word.key for word in words_of(text)])]
    if len(shown) >= STRETCH and sum(one in said for one in shown) >= READ_ALOUD * len(shown):
        message = "these notes read out what the slide shows"
        hint = "the audience reads faster than you speak: explain it in other words"
        yield finding(
            Severity.TIP, "read-aloud", Place(slide.name, "notes"), Told(message, notes.span, (hint,))
        )


def _stretches(words: Sequence[str]) -> Iterator[tuple[str, ...]]:
    return (tuple(words[at : at + STRETCH]) for at in range(len(words) - STRETCH + 1))


def _emphasis(slide: TalkSlide) -> Iterator[Finding]:
    """Yield a finding where so much is emphasised that nothing is."""
    texts = [point.text for point in slide.points if point.place.field != "notes"]
    count = sum(len(_STRONG.findall(text.value)) for text in texts)
    if count > MANY_EMPHASES:
        told = Told(f"{count} places are emphasised here", slide.slide.span, ("keep what matters most",))
        yield finding(Severity.TIP, "much-emphasis", Place(slide.name, ""), told)


def _alternatives(slide: TalkSlide) -> Iterator[Finding]:
    """Yield a finding for each alternative text that tells nothing to those who cannot see the picture."""
    for alt in _alts(slide):
        told = _of_alt(alt)
        if told:
            severity = Severity.TIP if len(alt.value) > LONGEST_ALT else Severity.WARNING
            yield finding(severity, "poor-alt", Place(slide.name, "alt"), told)


def _alts(slide: TalkSlide) -> Iterator[Text]:
    for block in blocks_of(slide.slide):
        if isinstance(block, model.Image | model.Media | model.Chart) and block.alt:
            yield block.alt


def _of_alt(alt: Text) -> Told | None:
    value = alt.value.strip()
    if _FILE_NAME.fullmatch(value):
        return Told(f'"{value}" is a file\'s name', alt.span, ("say what the picture shows",))
    if _EMPTY_ALT.fullmatch(value):
        return Told(f'"{value}" does not say what the picture shows', alt.span, ("say it in a sentence",))
    if len(value) > LONGEST_ALT:
        message = f"this alternative text has {len(value)} characters, and is read out in one go"
        return Told(message, alt.span, ("say the rest in the text or in the notes",))
    return None


def _links(slide: TalkSlide) -> Iterator[Finding]:
    """Yield a finding for each link whose text does not say where it leads."""
    for point in slide.points:
        for one in _LINK.finditer(point.text.value):
            text = one[1].strip()
            if text.casefold().strip(" .!→>*") in _EMPTY_LINK:
                span: Span = point.text.at(one.start(1), one.end(1))
                told = Told(f'the link "{text}" does not say where it leads', span, ("name what is there",))
                yield finding(Severity.TIP, "empty-link", Place(slide.name, point.place.field), told)


_OF_A_SLIDE: tuple[Callable[[TalkSlide], Iterator[Finding]], ...] = (
    _titles,
    _words,
    _lists,
    _quotations,
    _notes,
    _emphasis,
    _alternatives,
    _links,
    _pictures,
    _captions,
)
