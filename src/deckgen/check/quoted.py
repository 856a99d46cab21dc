"""What is wrong with a talk's quotations, and with the sources that they name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from deckgen.check.attributed import speaker_of
from deckgen.check.findings import DECK, Details, Finding, Place, Told, finding
from deckgen.check.quotations import Index, Verdict, cited_after, judge, marked
from deckgen.check.sources import compare_sources
from deckgen.check.stated.names import bare, known_names
from deckgen.check.talk import Cited, Subject, TalkSlide
from deckgen.deck.kinds import block_texts, blocks_of, kind_of
from deckgen.diagnostics import Severity, Span
from deckgen.outline import model
from deckgen.outline.model import Text
from deckgen.structs import Struct, replace
from deckgen.structs.patterns import pattern

_KEY = pattern(r"(?<![\w.])@\{?([^\s,;\]{}]+)")

_CHARACTERS_A_STEP = 4
"""Characters of a paragraph that count as a step where it is read for who says what is quoted."""


class _Quotation(Struct, frozen=True):
    """Words that a slide gives as somebody's: their place, and what it cites for them."""

    place: Place
    text: str
    span: Span
    cites: tuple[Cited, ...]
    whole: bool
    by: Text | None = None
    """Whose words the slide says that they are."""


def quotations(subject: Subject) -> Iterator[Finding]:
    """Compare every quotation with the essay."""
    if subject.essay is None:
        return
    index = Index(subject.essay)
    names = known_names(passage.text for passage in subject.essay.passages)
    said = ((one, slide.cites) for slide in subject.slides for one in _of(slide))
    for one, cites in (*said, *_openings(subject.outline)):
        verdict = judge(one.text, index, whole=one.whole)
        if verdict.kind:
            found = _finding(one, verdict, cites, subject)
            if found is not None:
                yield found
        elif verdict.passage is not None:
            index.work.spend(len(verdict.passage.text) // _CHARACTERS_A_STEP)
            yield from _sources(one, verdict, subject)
            yield from _spoken(one, verdict, names)


def _of(slide: TalkSlide) -> Iterator[_Quotation]:
    for block in blocks_of(slide.slide):
        match block:
            case model.Quote(text=text):
                yield replace(_whole(slide, "quote", text, _cites(block.cite, slide)), by=block.by)
            case model.Passage(text=text):
                yield _whole(slide, "passage", text, ())
            case model.Verse(text=text):
                yield _whole(slide, "verse", text, _cites(block.cite, slide))
    for point in slide.points:
        yield from _within(point.place, point.text, point.cites)
    for field, text in _beside(slide.slide):
        yield from _within(Place(slide.name, field), text, _cites(text, slide))


def _openings(outline: model.Outline) -> Iterator[tuple[_Quotation, tuple[Cited, ...]]]:
    """Yield what is quoted on the cover and where sections open, and all that is cited there."""
    texts = [(DECK, "subtitle", outline.subtitle), (DECK, "cover", outline.cover_notes)]
    for section in outline.sections:
        place = Place(str(section.key), "")
        texts += [
            (place, "title", section.title),
            (place, "claim", section.claim),
            (place, "notes", section.notes),
        ]
    for place, field, text in texts:
        if text is not None:
            cites = tuple(Cited(one[1], "", text.span) for one in _KEY.finditer(text.value))
            yield from ((one, cites) for one in _within(Place(place.slide, field), text, ()))


def _within(place: Place, text: Text, cites: tuple[Cited, ...]) -> Iterator[_Quotation]:
    """Yield the words of a text that are in quotation marks."""
    for start, stop in marked(text.value):
        span = text.at(start, stop)
        yield _Quotation(place, text.value[start:stop], span, _nearest(cites, span), whole=False)


def _beside(slide: model.Slide) -> Iterator[tuple[str, Text]]:
    """Yield the texts of a slide that are no points of its own: cells, captions, margins, what is below."""
    for field, text in (("subtitle", slide.subtitle), ("source", slide.source)):
        if text:
            yield field, text
    for block in blocks_of(slide):
        match block:
            case model.Passage(notes=notes):
                yield from (("passage", text) for text in notes)
            case model.Columns(columns=columns):
                yield from (("columns", column.title) for column in columns if column.title)
            case (
                model.Table()
                | model.Image()
                | model.Media()
                | model.Chart()
                | model.Equation()
                | model.Code()
            ):
                yield from ((kind_of(block).noun.split()[-1], text) for text in block_texts(block))


def _whole(slide: TalkSlide, field: str, text: Text, cites: tuple[Cited, ...]) -> _Quotation:
    inner = text.value
    return _Quotation(Place(slide.name, field), inner, text.at(0, len(inner)), cites, whole=True)


def _cites(cite: Text | None, slide: TalkSlide) -> tuple[Cited, ...]:
    """Return what a field `cite:` names, which the slide's citations hold among others."""
    if cite is None:
        return ()
    first, last = cite.span, cite.at(len(cite.value), len(cite.value))
    return tuple(
        one
        for one in slide.cites
        if (first.line, first.column) <= (one.span.line, one.span.column) <= (last.line, last.column + 2)
    )


def _nearest(cites: Sequence[Cited], span: Span) -> tuple[Cited, ...]:
    """Return the first citation after the words, which is theirs."""
    after = [one for one in cites if (one.span.line, one.span.column) >= (span.end_line, span.end_column)]
    return tuple(after[:1])


_HINT = "quote it as the essay does, or mark what you leave out with … and what you change with [ ]"


def _finding(one: _Quotation, verdict: Verdict, cites: Sequence[Cited], subject: Subject) -> Finding | None:
    numbers = tuple(
        passage.number
        for passage in ((verdict.passage,) if verdict.passage else verdict.others)
        if passage is not None and passage.number is not None
    )
    if verdict.others:
        numbers = tuple(passage.number for passage in verdict.others if passage.number is not None)
    where = f" (paragraph {numbers[0]})" if numbers else ""
    details = Details(numbers, verdict.said, verdict.essay)
    warn = Severity.WARNING
    match verdict.kind:
        case "misquoted":
            message = f'the essay has other words{where}: "{verdict.essay}", not "{verdict.said}"'
            return finding(warn, verdict.kind, one.place, Told(message, one.span, (_HINT,)), details)
        case "left-out":
            message = f'words of the essay are missing here{where}: "{verdict.essay}"'
            hint = "put … where words are left out"
            return finding(warn, verdict.kind, one.place, Told(message, one.span, (hint,)), details)
        case "joined":
            listed = " and ".join(map(str, numbers)) or "two places"
            message = f"these words are joined from paragraphs {listed} of the essay"
            hint = "quote each by itself, or put … between them"
            return finding(warn, verdict.kind, one.place, Told(message, one.span, (hint,)), details)
        case "punctuation":
            message = f'the words are the essay\'s{where}, but the punctuation is not: "{verdict.essay}"'
            told = Told(message, one.span, ("copy the marks as well",))
            return finding(Severity.TIP, verdict.kind, one.place, told, details)
    return _absent(one, cites, subject)


def _spoken(one: _Quotation, verdict: Verdict, names: frozenset[str]) -> Iterator[Finding]:
    """Report words that the slide gives to somebody else than the essay does."""
    assert verdict.passage is not None
    if one.by is None:
        return
    said = {bare(word) for word in re.findall(r"[^\W\d_]+(?:['’-][^\W\d_]+)*", one.by.value)}
    speaker = speaker_of(verdict.passage, verdict.at, names)
    if speaker is None or speaker.key in said:
        return
    number = verdict.passage.number
    message = f'in the essay these are the words of {speaker.text}, not of "{one.by}" (paragraph {number})'
    told = Told(message, one.by.span, ("check who said them",))
    details = Details((number,) if number else (), str(one.by), speaker.text)
    yield finding(Severity.WARNING, "other-speaker", Place(one.place.slide, "quote"), told, details)


def _absent(one: _Quotation, cites: Sequence[Cited], subject: Subject) -> Finding | None:
    """Report words that the essay does not have, unless the slide takes them from another source."""
    known = {work.key for work in subject.works.values()}
    if any(cite.key not in known for cite in one.cites or cites):
        return None
    message = "these words are not in the essay"
    hint = (
        "check them at their source and cite it, or leave out the quotation marks; a translation is your own"
    )
    return finding(Severity.WARNING, "not-in-essay", one.place, Told(message, one.span, (hint,)))


def _sources(one: _Quotation, verdict: Verdict, subject: Subject) -> Iterator[Finding]:
    assert verdict.passage is not None
    if one.cites:
        theirs = cited_after(verdict.passage, verdict.at)
        place = Place(one.place.slide, f"{one.place.field}.cite" if one.whole else one.place.field)
        yield from compare_sources(place, one.cites, theirs, verdict.passage, subject)
