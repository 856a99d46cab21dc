"""What a talk says against what the essay says: numbers, sources, and the paragraphs it is drawn from."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence

from deckgen.check.essay import EssayCitation, EssayText, Passage
from deckgen.check.findings import Details, Finding, Place, Told, finding
from deckgen.check.names import CAPITAL_NOUNS, bare, known_names, names_of, put_for
from deckgen.check.numbers import Figure, figures_of
from deckgen.check.quotations import marked
from deckgen.check.sources import compare_sources
from deckgen.check.talk import Point, Subject, TalkSlide
from deckgen.check.words import sentences_of, stems_of
from deckgen.deck.kinds import blocks_of
from deckgen.diagnostics import Severity, Span
from deckgen.outline import model
from deckgen.structs import Struct

ABOUT_THE_SAME, CLOSE = 0.45, 0.55
"""The shares of a point's words, weighted by rarity, from which a sentence of the essay is about the same
thing, and from which it says it. Measured on 86 points: 40 faults of 40 found, 5 false alarms."""

FEWEST_STEMS = 3
ELSEWHERE = 2.9
"""How many times as much another paragraph must share for `from:` to name the wrong one."""


class _Sentence(Struct, frozen=True):
    passage: Passage
    text: str
    stems: frozenset[str]
    citations: tuple[EssayCitation, ...]


class _Source:
    """The essay by sentences, and how rare each word is in it."""

    def __init__(self, essay: EssayText) -> None:
        self.essay = essay
        self.sentences = [one for passage in essay.paragraphs for one in _sentences(passage)]
        counts = Counter(stem for one in self.sentences for stem in one.stems)
        self.weights = {stem: math.log(1 + len(self.sentences) / count) for stem, count in counts.items()}
        self.rarest = math.log(1 + len(self.sentences))
        self.figures = {figure.value for passage in essay.passages for figure in figures_of(passage.text)}
        self.authors: frozenset[str] = frozenset()
        self.names = known_names(passage.text for passage in essay.passages)
        self.texts = " ".join(passage.text for passage in essay.passages)

    def weight(self, stems: frozenset[str]) -> float:
        """Return what words weigh together."""
        return sum(self.weights.get(stem, self.rarest) for stem in stems)

    def best(self, stems: frozenset[str], among: Sequence[_Sentence]) -> tuple[float, _Sentence | None]:
        """Return the sentence that shares most with some words, and the share of their weight."""
        whole = self.weight(stems)
        if not among or not whole:
            return 0.0, None
        best = max(among, key=lambda one: self.weight(stems & one.stems))
        return self.weight(stems & best.stems) / whole, best


def _sentences(passage: Passage) -> Iterator[_Sentence]:
    for start, stop in sentences_of(passage.text):
        text = passage.text[start:stop]
        cites = tuple(one for one in passage.citations if start < one.offset <= stop)
        yield _Sentence(passage, text, stems_of(text), cites)


def claims(subject: Subject) -> Iterator[Finding]:
    """Hold what the slides say against the essay."""
    if subject.essay is None:
        return
    source = _Source(subject.essay)
    source.authors = frozenset().union(*(work.surnames for work in subject.works.values()))
    cited = {work.key for work in subject.works.values()}
    language = str(subject.outline.language or "en").partition("-")[0].casefold()
    named = language not in CAPITAL_NOUNS
    for slide in subject.slides:
        among = _covered(slide, source)
        for point in slide.points:
            if point.place.field == "notes":
                continue
            yield from _numbers(point, slide, source, among)
            if named:
                yield from _names(point, source, among)
            if point.place.field != "title":
                yield from _cited(point, slide, source, (among, subject))
        yield from _strangers(slide, cited)
        yield from _elsewhere(slide, source)


def _covered(slide: TalkSlide, source: _Source) -> list[_Sentence]:
    """Return the sentences that a slide is drawn from: its paragraphs, its section's, or all."""
    covers = slide.covers or slide.section
    if covers is None:
        return source.sentences
    chosen = [one for one in source.sentences if covers.first <= (one.passage.number or 0) <= covers.last]
    return chosen or source.sentences


def _numbers(point: Point, slide: TalkSlide, source: _Source, among: list[_Sentence]) -> Iterator[Finding]:
    own = _own_sums(slide)
    stems = stems_of(point.plain)
    for figure in figures_of(point.plain):
        if figure.value in source.figures or figure.small or figure.value in own:
            continue
        share, best = source.best(stems, among)
        other = _counterpart(figure, best) if best and share >= ABOUT_THE_SAME else None
        span = _span_of(point, figure.text)
        if other is not None and best is not None:
            number = best.passage.number
            message = (
                f'the essay says "{other.text}" where the slide says "{figure.text}" (paragraph {number})'
            )
            told = Told(message, span, ("check it against the essay and its source",))
            details = Details((number,) if number else (), figure.text, other.text)
            yield finding(Severity.WARNING, "number-differs", point.place, told, details)
        elif not point.cites and point.place.field != "title" and not _has_visual(slide):
            message = f'"{figure.text}" is not in the essay, and nothing says where it comes from'
            told = Told(message, span, ("cite its source",))
            yield finding(Severity.TIP, "uncited-number", point.place, told, Details((), figure.text))


def _names(point: Point, source: _Source, among: list[_Sentence]) -> Iterator[Finding]:
    """Report a name where the essay has another beside the same words."""
    stems = stems_of(point.plain)
    names = list(names_of(point.plain, source.names))
    if not names or len(stems) < FEWEST_STEMS:
        return
    share, best = source.best(stems, among)
    if best is None or share < ABOUT_THE_SAME:
        return
    said = {bare(word) for word in point.plain.split()} | {one.key for one in names}
    there = list(names_of(best.text, source.names))
    for name in names:
        if name.key in source.authors or name.key in best.text.casefold():
            continue
        other = put_for(name, there, said, known=name.key in source.names)
        if other is None:
            continue
        number = best.passage.number
        message = f'the essay says "{other.text}" where the slide says "{name.text}" (paragraph {number})'
        told = Told(message, _span_of(point, name.text), ("check it against the essay and its source",))
        details = Details((number,) if number else (), name.text, other.text)
        yield finding(Severity.WARNING, "name-differs", point.place, told, details)


def _counterpart(figure: Figure, sentence: _Sentence) -> Figure | None:
    """Return the number of a sentence that stands for the same thing: of the same unit or size."""
    others = [one for one in figures_of(sentence.text) if one.value != figure.value and not one.small]
    same = [
        one
        for one in others
        if (one.unit == figure.unit or not one.unit or not figure.unit) and one.year == figure.year
    ]
    near = [one for one in same if one.value and 0.1 <= figure.value / one.value <= 10]
    return min(near, key=lambda one: abs(math.log(figure.value / one.value)), default=None)


def _own_sums(slide: TalkSlide) -> set[float]:
    """Return the sums of a slide's own table, and what they are rounded down to."""
    found: set[float] = set()
    for block in blocks_of(slide.slide):
        if isinstance(block, model.Table):
            columns = zip(*block.rows, strict=False)
            for column in columns:
                values = [figure.value for cell in column for figure in figures_of(cell.value)[:1]]
                total = sum(values)
                found |= {total, *(math.floor(total / 10**power) * 10**power for power in range(1, 7))}
    return found


def _has_visual(slide: TalkSlide) -> bool:
    return any(isinstance(one, model.Table | model.Chart) for one in blocks_of(slide.slide))


def _span_of(point: Point, text: str) -> Span:
    at = point.text.value.find(text)
    return point.text.at(at, at + len(text)) if at >= 0 else point.text.span


def _cited(
    point: Point, slide: TalkSlide, source: _Source, rest: tuple[list[_Sentence], Subject]
) -> Iterator[Finding]:
    """Compare what a point cites with what the essay cites for the same, but for quotations."""
    among, subject = rest
    best = _said_by(point, source, among)
    if best is None:
        return
    if point.cites:
        yield from compare_sources(point.place, point.cites, best.citations, best.passage, subject)
        return
    known = [(one, subject.works[one.key]) for one in best.citations if one.key in subject.works]
    if not known or {work.key for _, work in known} & {one.key for one in slide.cites}:
        return
    cite, work = known[0]
    shown = f"{_surname(work.surnames)} {cite.pages}".strip() or work.key
    page = f", p. {cite.pages}" if cite.pages else ""
    message = f"the essay cites {shown} for this (paragraph {best.passage.number})"
    told = Told(message, point.text.span, (f"cite it here, too: [@{work.key}{page}]",))
    details = Details((best.passage.number or 0,), "", shown)
    yield finding(Severity.TIP, "source-dropped", point.place, told, details)


def _said_by(point: Point, source: _Source, among: list[_Sentence]) -> _Sentence | None:
    """Return the sentence of the essay that says what a point says, where it cites something."""
    stems = stems_of(point.plain)
    quotes = any(True for _ in marked(point.text.value))
    if len(stems) < FEWEST_STEMS or (quotes and point.cites):
        return None
    share, best = source.best(stems, among)
    if best is None or share < CLOSE or len(stems & best.stems) < FEWEST_STEMS:
        return None
    return best if best.citations else None


def _surname(surnames: frozenset[str]) -> str:
    return " ".join(one.capitalize() for one in sorted(surnames))


def _strangers(slide: TalkSlide, cited: set[str]) -> Iterator[Finding]:
    """Report works that the slide cites and the essay does not."""
    if not cited:
        return
    for one in dict.fromkeys((cite.key, cite.span) for cite in slide.cites if cite.key not in cited):
        field = next(
            (point.place.field for point in slide.points if (one in [(c.key, c.span) for c in point.cites])),
            "cite",
        )
        told = Told(f"the essay does not cite @{one[0]}", one[1], ("make sure that it says what you say",))
        yield finding(
            Severity.TIP, "source-not-in-essay", Place(slide.name, field), told, Details((), one[0])
        )


def _elsewhere(slide: TalkSlide, source: _Source) -> Iterator[Finding]:
    """Report a slide whose words are in another paragraph than its `from:` names."""
    covers = slide.covers
    stems: frozenset[str] = frozenset().union(
        *(stems_of(point.plain) for point in slide.points if point.place.field != "notes")
    )
    if (
        covers is None
        or len(stems) < 2 * FEWEST_STEMS
        or not any(covers.first <= (one.number or 0) <= covers.last for one in source.essay.paragraphs)
    ):
        return
    whole = source.weight(stems)
    shares = {
        one.number or 0: source.weight(stems & stems_of(one.text)) / whole for one in source.essay.paragraphs
    }
    inside = max(share for number, share in shares.items() if covers.first <= number <= covers.last)
    best = max(shares, key=lambda number: shares[number])
    if shares[best] >= 0.3 and shares[best] > ELSEWHERE * max(inside, 0.01):
        paragraphs = slide.slide.paragraphs
        assert paragraphs is not None
        message = f"this slide says what paragraph {best} of the essay says, and from: names {paragraphs}"
        told = Told(message, paragraphs.span, (f"write from: {best}",))
        place = Place(slide.name, "from")
        yield finding(Severity.TIP, "wrong-from", place, told, Details((best,), str(paragraphs), str(best)))
