"""`from:` against the essay: paragraphs beyond its end, outside their section, and covered by nothing."""

from __future__ import annotations

from collections.abc import Iterator

from deckgen.check.findings import DECK, Details, Finding, Place, Told, finding
from deckgen.check.talk import Subject, TalkSlide
from deckgen.deck.essay import EssayRange, range_of
from deckgen.diagnostics import Severity
from deckgen.structs import Struct


class Coverage(Struct, frozen=True):
    """The essay's paragraphs by what covers them: slides, only a section, or nothing."""

    count: int
    by_slides: frozenset[int]
    by_sections: frozenset[int]

    @property
    def uncovered(self) -> tuple[int, ...]:
        """The paragraphs that nothing covers."""
        return tuple(
            one
            for one in range(1, self.count + 1)
            if one not in self.by_slides and one not in self.by_sections
        )

    @property
    def by_sections_only(self) -> tuple[int, ...]:
        """The paragraphs that a section names, and none of its slides."""
        return tuple(one for one in range(1, self.count + 1) if one in self.by_sections - self.by_slides)


def coverage_of(subject: Subject) -> Coverage | None:
    """Return what the talk covers, None where there is no essay or nothing says from where it is drawn.

    A slide that does not say is drawn from what its section names.
    """
    sections = [range_of(section.paragraphs) for section in subject.outline.sections]
    slides = [slide.covers or slide.section for slide in subject.slides]
    if subject.essay is None or not any((*sections, *slides)):
        return None
    count = len(subject.essay.paragraphs)
    return Coverage(count, _numbers(slides, count), _numbers(sections, count))


def _numbers(ranges: list[EssayRange | None], count: int) -> frozenset[int]:
    return frozenset(number for one in ranges if one for number in range(one.first, min(one.last, count) + 1))


def coverage(subject: Subject) -> Iterator[Finding]:
    """Report what `from:` names wrongly, and what no slide is drawn from."""
    found = coverage_of(subject)
    if found is None:
        return
    for section in subject.outline.sections:
        if (covers := range_of(section.paragraphs)) and covers.last > found.count:
            yield _beyond(Place(None, "from"), covers, found.count)
    for slide in subject.slides:
        yield from _of_slide(slide, found.count)
    span = subject.outline.essay.span if subject.outline.essay else None
    if found.uncovered:
        told = Told(
            f"no slide is drawn from {_listed(found.uncovered)} of the essay", span,
            ("say on the slide that covers it: from: 3", "or leave it out on purpose"),
        )  # fmt: skip
        yield finding(Severity.WARNING, "not-covered", DECK, told, Details(found.uncovered))
    if found.by_sections_only:
        message = f"only a section names {_listed(found.by_sections_only)} of the essay, and no slide does"
        told = Told(message, span, ("say on the slide that covers it: from: 3",))
        yield finding(Severity.TIP, "covered-by-section-only", DECK, told, Details(found.by_sections_only))


def _of_slide(slide: TalkSlide, count: int) -> Iterator[Finding]:
    covers, section = slide.covers, slide.section
    place = Place(slide.name, "from")
    if covers is None:
        return
    if covers.last > count:
        yield _beyond(place, covers, count)
    elif section and not section.first <= covers.first <= covers.last <= section.last:
        message = f"from: {_range(covers)} is outside its section's, {_range(section)}"
        told = Told(message, covers.span, ("name a paragraph of the section, or widen the section's from:",))
        yield finding(Severity.TIP, "from-outside-section", place, told)


def _beyond(place: Place, covers: EssayRange, count: int) -> Finding:
    message = f"the essay has {count} paragraphs, and from: names {_range(covers)}"
    told = Told(message, covers.span, ("deckgen check --paragraphs prints them with their numbers",))
    return finding(Severity.ERROR, "from-beyond", place, told, Details((), _range(covers), str(count)))


def _range(covers: EssayRange) -> str:
    return str(covers.first) if covers.first == covers.last else f"{covers.first}-{covers.last}"


def _listed(numbers: tuple[int, ...]) -> str:
    noun = "paragraph" if len(numbers) == 1 else "paragraphs"
    *rest, last = map(str, numbers)
    return f"{noun} {', '.join(rest)} and {last}" if rest else f"{noun} {last}"
