"""What a talk says against what the essay says: numbers, sources, and the paragraphs it is drawn from."""

from __future__ import annotations

import bisect
import math
from collections.abc import Collection, Iterator

from deckgen.check.findings import Details, Finding, Place, Told, finding
from deckgen.check.quotations import FEWEST, marked
from deckgen.check.sources import compare_sources
from deckgen.check.stated.dates import dates_of, put_for_date
from deckgen.check.stated.names import CAPITAL_NOUNS, bare, names_of, put_for
from deckgen.check.stated.numbers import Figure, figures_of
from deckgen.check.stated.otherwise import otherwise
from deckgen.check.stated.rounded import about_any, counted, rounded
from deckgen.check.stated.sentences import ABOUT_THE_SAME, CLOSE, FEWEST_STEMS, Sentence, Source
from deckgen.check.talk import Point, Subject, TalkSlide
from deckgen.check.words import sentences_of, stem, stems_of, words_of
from deckgen.deck.kinds import blocks_of
from deckgen.diagnostics import Severity, Span
from deckgen.outline import model
from deckgen.structs import Struct

ELSEWHERE = 2.9
"""How many times as much another paragraph must share for `from:` to name the wrong one."""

FEWEST_OWN = 5
"""Words besides those that it quotes from which a sentence is a statement."""

SAME = 0.8
"""The share of its words from which a point is a sentence of the essay."""


def claims(subject: Subject) -> Iterator[Finding]:
    """Hold what the slides say against the essay."""
    if subject.essay is None:
        return
    source = Source(subject.essay)
    source.authors = frozenset().union(*(work.surnames for work in subject.works.values()))
    cited = {work.key for work in subject.works.values()}
    language = str(subject.outline.language or "en").partition("-")[0].casefold()
    named = language not in CAPITAL_NOUNS
    for slide in subject.slides:
        among = source.covered(slide)
        for point in slide.points:
            if point.place.field == "notes":
                continue
            yield from _numbers(point, slide, source, among)
            yield from _dates(point, source, among)
            yield from _otherwise(point, source, among)
            if named:
                yield from _names(point, source, among)
            if point.place.field != "title":
                yield from _cited(point, slide, source, (among, subject))
        yield from _strangers(slide, cited)
        yield from _elsewhere(slide, source)


_MOST_DATES = 100
"""Dates of a point that are compared with those of a sentence."""


class _Held(Struct, frozen=True):
    """What the numbers of a point are held against: the sentence most like it, and how much it shares."""

    share: float
    best: Sentence | None
    there: tuple[Figure, ...]
    """All numbers of the paragraphs that the slide is drawn from."""
    said: frozenset[float]
    """The point's own."""


def _numbers(point: Point, slide: TalkSlide, source: Source, among: list[Sentence]) -> Iterator[Finding]:
    share, best = source.best(stems_of(point.whole), among)
    figures = list(_counted(point, slide))
    there = source.figures_in(among) if figures else ()
    source.work.spend(len(figures) * len(there))
    held = _Held(share, best, there, frozenset(figure.value for figure in figures))
    for figure in figures:
        other = _counterpart(figure, best) if best and share >= ABOUT_THE_SAME else None
        known = figure.value in source.figures or figure.small
        if known and not _exchanged(figure, other, held, covers=slide.covers is not None or figure.small):
            continue
        if _agrees(figure, other, held, point):
            continue
        if other is not None and best is not None:
            yield _other_number(figure, other, point, best)
        elif _needs_source(point, slide):
            yield _from_nowhere(figure, point)


def _exchanged(figure: Figure, other: Figure | None, held: _Held, *, covers: bool) -> bool:
    """Tell whether a number that the essay has somewhere is not the one that it has where these words are."""
    closely = SAME if any(one.value == figure.value for one in held.there) else CLOSE
    return covers and held.share >= closely and _put_for(figure, other, held.said, held.best)


def _agrees(figure: Figure, other: Figure | None, held: _Held, point: Point) -> bool:
    """Tell whether a number is one of the essay's, rounded and said so, or counted from its years."""
    if held.share < SAME and counted(figure, held.there):
        return True
    return about_any(figure, held.there if other is None else (other,), point.plain)


def _other_number(figure: Figure, other: Figure, point: Point, best: Sentence) -> Finding:
    """Return that the essay has another number; one that is rounded without saying so is a tip."""
    kind = "date-differs" if figure.year else "number-differs"
    severity = Severity.TIP if rounded(figure, other) else Severity.WARNING
    return _differs(kind, point, (figure.text, other.text), best, severity)


def _counted(point: Point, slide: TalkSlide) -> Iterator[Figure]:
    """Yield the numbers of a point that can be compared: small ones with a unit, no dates, no own sums."""
    own = _own_sums(slide)
    dates = list(dates_of(point.plain))
    starts = [one.start for one in dates]
    for figure in figures_of(point.plain):
        before = bisect.bisect_right(starts, figure.start)
        dated = before > 0 and figure.start < dates[before - 1].stop
        counts = (figure.measured or not figure.small) and figure.value not in own and not dated
        if counts and not _quoted(figure.start, point.plain):
            yield figure


def _put_for(figure: Figure, other: Figure | None, said: Collection[float], best: Sentence | None) -> bool:
    """Tell whether a number of a sentence was in this one's place: of the same thing, and not said itself."""
    if other is None or best is None or _has_figure(figure, [best]):
        return False
    return other.value not in said and other.unit == figure.unit


def _from_nowhere(figure: Figure, point: Point) -> Finding:
    message = f'"{figure.text}" is not in the essay, and nothing says where it comes from'
    told = Told(message, _span_of(point, figure.text), ("cite its source",))
    return finding(Severity.TIP, "uncited-number", point.place, told, Details((), figure.text))


def _has_figure(figure: Figure, among: list[Sentence]) -> bool:
    return any(one.value == figure.value for sentence in among for one in figures_of(sentence.text))


def _differs(
    kind: str, point: Point, words: tuple[str, str], best: Sentence, severity: Severity = Severity.WARNING
) -> Finding:
    """Return a finding that holds the slide's words and those of the essay side by side."""
    said, essay = words
    number = best.passage.number
    message = f'the essay says "{essay}" where the slide says "{said}" (paragraph {number})'
    told = Told(message, _span_of(point, said), ("check it against the essay and its source",))
    return finding(severity, kind, point.place, told, Details((number,) if number else (), said, essay))


def _dates(point: Point, source: Source, among: list[Sentence]) -> Iterator[Finding]:
    """Report a day or a month where the essay has another beside the same words."""
    dates = [one for one in dates_of(point.plain) if not _quoted(one.start, point.plain)]
    if not dates or len(dates) > _MOST_DATES:
        return
    share, best = source.best(stems_of(point.whole), among)
    if best is None or share < ABOUT_THE_SAME:
        return
    there = list(dates_of(best.text))
    for date in dates:
        other = put_for_date(date, there)
        if other is not None and not any(other.agrees(one) for one in dates):
            yield _differs("date-differs", point, (date.text, other.text), best)


def _otherwise(point: Point, source: Source, among: list[Sentence]) -> Iterator[Finding]:
    """Report a statement in the essay's words that departs from it in one of them."""
    plain = point.plain
    quoted = list(marked(plain))
    for start, stop in sentences_of(plain):
        text = plain[start:stop]
        if _frames(plain, start, stop):
            continue
        share, best = source.best(stems_of(text), among)
        if best is None or share < ABOUT_THE_SAME:
            continue
        found = otherwise(text, best.text)
        # What is quoted is held against the essay word for word.
        if found is not None and not any(a <= start + found.start < b for a, b in quoted):
            yield _differs("says-otherwise", point, (found.said, found.essay), best, Severity.TIP)


def _frames(text: str, start: int, stop: int) -> bool:
    """Tell whether a sentence of a text says little besides what it quotes: `He wrote: “…”`."""
    words = [word for word in words_of(text[:stop]) if word.start >= start]
    own = [word for word in words if not _quoted(word.start, text)]
    return len(own) < min(len(words), FEWEST_OWN)


def quotations_in(text: str) -> Iterator[tuple[int, int]]:
    """Yield where a text quotes so many words that they are held against the essay word for word."""
    return ((a, b) for a, b in marked(text) if len(words_of(text[a:b])) >= FEWEST)


def _quoted(start: int, text: str) -> bool:
    """Tell whether a place of a text is within words that it quotes."""
    return any(first <= start < last for first, last in quotations_in(text))


def _names(point: Point, source: Source, among: list[Sentence]) -> Iterator[Finding]:
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
        if _quoted(name.start, point.plain):
            continue
        if name.key in source.authors or name.key in best.text.casefold():
            continue
        other = put_for(name, there, said, known=stem(name.key) in source.name_stems)
        if other is None:
            continue
        yield _differs("name-differs", point, (name.text, other.text), best)


def _counterpart(figure: Figure, sentence: Sentence) -> Figure | None:
    """Return the number of a sentence that stands for the same thing: of the same unit or size."""
    others = [
        one
        for one in figures_of(sentence.text)
        if one.value != figure.value and (one.measured or not one.small)
    ]
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


def _needs_source(point: Point, slide: TalkSlide) -> bool:
    if point.cites or slide.slide.cite or slide.slide.source:
        return False
    return point.place.field != "title" and not _has_visual(slide)


def _has_visual(slide: TalkSlide) -> bool:
    return any(isinstance(one, model.Table | model.Chart) for one in blocks_of(slide.slide))


def _span_of(point: Point, text: str) -> Span:
    at = point.text.value.find(text)
    return point.text.at(at, at + len(text)) if at >= 0 else point.text.span


def _cited(
    point: Point, slide: TalkSlide, source: Source, rest: tuple[list[Sentence], Subject]
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


def _said_by(point: Point, source: Source, among: list[Sentence]) -> Sentence | None:
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


def _elsewhere(slide: TalkSlide, source: Source) -> Iterator[Finding]:
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
    source.work.spend(len(source.essay.paragraphs))
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
