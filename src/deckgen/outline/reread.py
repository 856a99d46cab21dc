"""An outline's file that was read a moment ago, with other words in one slide → the outline as it is now.

Whoever types changes one slide. It is read among its neighbours, without the lines of all other slides; the
rest is what was read before. This is done only where it is certain: the old text without the same lines has
to say what it said as a whole, and the new one the same but for the slide. Everything else is read from the
first line to the last.

A line more or less in the slide moves what is below it: the same values, a few lines further down or up.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import repeat
from pathlib import Path

from deckgen.diagnostics import Diagnostic, Span
from deckgen.outline import model
from deckgen.outline.moved import moved
from deckgen.outline.read import OUTLINE, Reading, read_outline, read_text
from deckgen.schema.compose import is_modest
from deckgen.schema.source import Source, read_source, source_of
from deckgen.structs import Struct, replace
from deckgen.structs.memos import keep, recall, remembers

_KIND = "reading"

_FEWEST = 8
"""Slides that a file has, for this to be worth while."""


class _Read(Struct, frozen=True):
    """A text, what it says, and the place of the slide that is known to read alike among its neighbours."""

    source: Source
    reading: Reading
    proven: int | None = None


class _Home(Struct, frozen=True):
    """Where a slide is: in which list of sections, in which section of it, at which place there."""

    field: str
    section: int
    place: int
    slide: model.Slide


class _Change(Struct, frozen=True):
    """The lines, from 1, that are others now, and how many more they have become."""

    lines: range
    more: int

    def before(self, count: int) -> Iterator[int]:
        """Give for each line of the new text the one that it was, 0 for what is changed."""
        yield from range(1, self.lines.start)
        yield from repeat(0, len(self.lines) + self.more)
        yield from range(self.lines.stop, count - self.more + 1)

    def is_in(self, slide: model.Slide) -> bool:
        """Tell whether all of it is in one slide, or right below its last line."""
        first, last = slide.span.line, slide.span.end_line
        if not self.lines:
            return first < self.lines.start <= last + 1
        return first <= self.lines.start and self.lines.stop - 1 <= last


class _Short(Struct, frozen=True):
    """An outline of which only some slides are read: those, and the lines of all others.

    Where something was found wrong elsewhere, those are `blanked`: what is found again is in the same line.
    """

    outline: model.Outline
    kept: tuple[_Home, ...]
    target: _Home
    others: frozenset[int]
    blanked: bool

    @property
    def above(self) -> int:
        """How many lines fewer there are above the slide."""
        first = self.target.slide.span.line
        return 0 if self.blanked else sum(one < first for one in self.others)

    def among(self, lines: Sequence[str], path: Path, change: _Change | None = None) -> Source:
        """Return a text without the lines of all other slides; `change` is what has moved them."""
        was = range(1, len(lines) + 1) if change is None else change.before(len(lines))
        text = "".join(
            one if number not in self.others else one[len(one.rstrip("\r\n")) :] if self.blanked else ""
            for number, one in zip(was, lines, strict=True)
        )
        return source_of(text, path)

    def with_slide(self, slide: model.Slide) -> model.Outline:
        """Return the outline of the slides that are read, the one that has changed replaced."""
        return replace(
            self.outline,
            sections=self._sections(self.outline.sections, "sections", slide),
            appendix=self._sections(self.outline.appendix, "appendix", slide),
        )

    def _sections(
        self, sections: Sequence[model.Section], field: str, slide: model.Slide
    ) -> tuple[model.Section, ...]:
        kept = [one for one in self.kept if one.field == field]
        numbers = sorted({one.section for one in kept})
        slides = {
            number: tuple(slide if one is self.target else one.slide for one in kept if one.section == number)
            for number in numbers
        }
        return tuple(replace(sections[number], slides=slides[number]) for number in numbers)

    def found(self, outline: model.Outline) -> tuple[model.Section, model.Slide] | None:
        """Return the slide that has changed, and its section, in an outline of which only some are read."""
        kept = [one for one in self.kept if one.field == self.target.field]
        number = sorted({one.section for one in kept}).index(self.target.section)
        place = [one for one in kept if one.section == self.target.section].index(self.target)
        sections: tuple[model.Section, ...] = getattr(outline, self.target.field)
        if number >= len(sections) or place >= len(sections[number].slides):
            return None
        return sections[number], sections[number].slides[place]


def read_again(data: bytes, path: Path) -> Reading:
    """Read an outline's file as `read_outline` does, only what has changed where the rest is remembered."""
    if not remembers():
        return read_outline(data, path)
    before: _Read | None = recall(_KIND, path)
    if before is not None:
        source, _, problems = read_source(data, path, OUTLINE)
        if source is not None and not problems:
            now = before if source.text == before.source.text else _changed(before, source)
            if now is not None:
                keep(_KIND, path, now)
                return now.reading
    reading = read_outline(data, path)
    if reading.outline is not None and reading.plain:
        keep(_KIND, path, _Read(source_of(reading.source, path), reading))
    return reading


def _changed(before: _Read, source: Source) -> _Read | None:
    """Return what a text says that differs from the one before in one slide, None where that is not sure."""
    old, path = before.reading.outline, source.path
    were, are = _lines(before.source), _lines(source)
    change = _change(were, are)
    if old is None or (change.more and before.reading.diagnostics):
        return None
    if not is_modest(source.text, "".join(are[change.lines.start - 1 : change.lines.stop - 1 + change.more])):
        return None
    homes = tuple(_homes(old))
    at = next((place for place, one in enumerate(homes) if change.is_in(one.slide)), None)
    if at is None or len(homes) < _FEWEST:
        return None
    was, short = homes[at].slide, _short(old, homes, at, blanked=bool(before.reading.diagnostics))
    known = tuple(one for one in before.reading.diagnostics if not _is_in(one, short.others))
    if before.proven != at and not _is_proven(short, short.among(were, path), known):
        return None
    read = _read_short(short, short.among(are, path, change), known)
    if read is None or _known_by(read.slide) != _known_by(was):
        return None
    now = _with(old, short, read, change.more)
    return _Read(source, replace(before.reading, outline=now, source=source.text), at)


def _is_proven(short: _Short, source: Source, known: tuple[Diagnostic, ...]) -> bool:
    """Tell whether a slide that is as it was says among its neighbours what it said, place by place."""
    read = _read_short(short, source, known)
    return read is not None and repr(read.slide) == repr(short.target.slide)


def _known_by(slide: model.Slide) -> tuple[int, int, model.Text | None]:
    """Return what others know a slide by: where it begins, and the id that it was given."""
    return slide.span.line, slide.span.column, slide.id


class _Found(Struct, frozen=True):
    """A slide as read, and the lines and columns at which its section and the outline ended there."""

    slide: model.Slide
    section_end: tuple[int, int]
    end: tuple[int, int]


def _read_short(short: _Short, source: Source, known: tuple[Diagnostic, ...]) -> _Found | None:
    """Read a slide among its neighbours; None where anything but the slide is not as it was."""
    reading = read_text(source)
    if reading.outline is None or reading.diagnostics != known:
        return None
    found = short.found(reading.outline)
    if found is None or short.with_slide(found[1]) != reading.outline:
        return None
    if any(isinstance(one, model.Summary) for one in found[1].blocks):  # it sums up other sections
        return None
    section, slide = found
    above = short.above
    ends = [(one.end_line + above, one.end_column) for one in (section.span, reading.outline.span)]
    return _Found(moved(slide, 0, above) if above else slide, *ends)


def _with(old: model.Outline, short: _Short, read: _Found, more: int) -> model.Outline:
    """Return the outline with the slide that was read, all below it so many lines further down.

    What ended in the slide ends where it does now.
    """
    home, was = short.target, short.target.slide.span
    now = moved(old, was.end_line, more, home.slide) if more else old
    sections: tuple[model.Section, ...] = getattr(now, home.field)
    own = sections[home.section]
    slides = (*own.slides[: home.place], read.slide, *own.slides[home.place + 1 :])
    ends = was.line <= getattr(old, home.field)[home.section].span.end_line <= was.end_line
    own = replace(own, slides=slides, span=_to(own.span, read.section_end) if ends else own.span)
    sections = (*sections[: home.section], own, *sections[home.section + 1 :])
    span = _to(now.span, read.end) if was.line <= old.span.end_line <= was.end_line else now.span
    if home.field == "appendix":
        return replace(now, appendix=sections, span=span)
    return replace(now, sections=sections, span=span)


def _to(span: Span, end: tuple[int, int]) -> Span:
    return Span(span.path, span.line, span.column, *end)


def _homes(outline: model.Outline) -> Iterator[_Home]:
    """Give the slides of an outline in their order."""
    for field, sections in (("sections", outline.sections), ("appendix", outline.appendix)):
        for number, section in enumerate(sections):
            for place, slide in enumerate(section.slides):
                yield _Home(field, number, place, slide)


def _short(outline: model.Outline, homes: Sequence[_Home], at: int, *, blanked: bool) -> _Short:
    """Choose what is read with a slide: those beside it, and one of each list of sections."""
    target = homes[at]
    others = next((one for one in homes if one.field != target.field), None)
    near = range(at - 1, at + 2)
    kept = tuple(one for place, one in enumerate(homes) if place in near or one is others)
    lines: set[int] = set()
    in_use = {(one.field, one.section) for one in kept}
    for field, sections in (("sections", outline.sections), ("appendix", outline.appendix)):
        for number, section in enumerate(sections):
            if (field, number) not in in_use:
                first = min(section.key.span.line, section.span.line)
                lines.update(range(first, section.span.end_line + 1))
    for one in homes:
        if (one.field, one.section) in in_use and one not in kept:
            lines.update(range(one.slide.span.line, one.slide.span.end_line + 1))
    return _Short(outline, kept, target, frozenset(lines), blanked)


def _is_in(diagnostic: Diagnostic, lines: frozenset[int]) -> bool:
    return diagnostic.span is not None and diagnostic.span.line in lines


def _change(old: Sequence[str], new: Sequence[str]) -> _Change:
    """Return which lines of a text are others in the next one."""
    most = min(len(old), len(new))
    first = next((place for place in range(most) if old[place] != new[place]), most)
    last = next((place for place in range(most - first) if old[-1 - place] != new[-1 - place]), most - first)
    return _Change(range(first + 1, len(old) - last + 1), len(new) - len(old))


def _lines(source: Source) -> list[str]:
    """Return the lines of a text with their ends."""
    stops = (*source.starts[1:], len(source.text))
    return [source.text[start:stop] for start, stop in zip(source.starts, stops, strict=True)]
