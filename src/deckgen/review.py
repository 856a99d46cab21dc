"""An outline and its essay → what an editor would say: the whole check, which writes nothing."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from deckgen.check.access.read import is_file_to_read, read_access
from deckgen.check.access.report import Checked as Read
from deckgen.check.access.report import diagnostics_of
from deckgen.check.check import check_talk
from deckgen.check.coverage import Coverage, coverage_of
from deckgen.check.delivery.requirements import Asked, asked_of
from deckgen.check.delivery.speakers import SpeakerPart, parts_of
from deckgen.check.essay import EssayText
from deckgen.check.findings import Finding
from deckgen.check.reading.essay_file import read_essay
from deckgen.check.report import Checked, Talk
from deckgen.check.talk import Subject, Work, matched_works, slides_of
from deckgen.check.words import words_of
from deckgen.compile import Compiled, Options, Services, compile_file, user_services
from deckgen.deck.citing.reference_files import open_files, with_files
from deckgen.deck.citing.references import Items, csl_items
from deckgen.deck.citing.style_files import STYLES, style_called
from deckgen.deck.essay import Essay, essay_of
from deckgen.deck.files import held_project_file, project_file
from deckgen.deck.kinds import blocks_of
from deckgen.deck.markup.read import read_markup
from deckgen.deck.media.lengths import seconds_of
from deckgen.deck.media.recordings import RECORDING
from deckgen.deck.runs import plain
from deckgen.diagnostics import DeckgenError, Diagnostic, Severity, has_errors, in_order
from deckgen.outline.model import Media, Outline, Requirement
from deckgen.outline.requirements import REQUIREMENTS, read_requirements
from deckgen.project_files import read_project_file
from deckgen.structs import Struct, replace


class Review(Struct, frozen=True):
    """What was found in an outline: by the compiler (`diagnostics`), and against its essay (`findings`).

    `essay` is None where none is named or it cannot be read; `coverage` where nothing says from where the
    slides are drawn.
    """

    path: Path
    compiled: Compiled
    diagnostics: tuple[Diagnostic, ...]
    findings: tuple[tuple[str, Finding], ...]
    essay: EssayText | None
    coverage: Coverage | None
    asked: tuple[Asked, ...] = ()
    parts: tuple[SpeakerPart, ...] = ()

    @property
    def report(self) -> Checked:
        """What a report says of it."""
        outline = self.compiled.outline
        title = str(outline.title) if outline else self.path.name
        off = outline.unchecked if outline else ()
        authors = tuple(map(str, outline.authors)) if outline else ()
        talk = Talk(title, str(self.path), self.asked, self.parts, off, authors)
        return Checked(talk, self.diagnostics, self.findings, self.essay, self.coverage)

    @property
    def all(self) -> tuple[Diagnostic, ...]:
        """All diagnostics in the order of the file."""
        return in_order((*self.diagnostics, *(one.diagnostic for _, one in self.findings)))


def check(talk: str | os.PathLike[str] | Options) -> tuple[Diagnostic, ...]:
    """Return all that an editor would say of an outline, in the order of the file; nothing is written.

    `talk` is the outline's file, or options that name it. Where the outline names its essay, the talk is held
    against it. A deck, a show or a PDF is checked for what keeps people from reading it; one that cannot be
    opened raises `DeckgenError`.
    """
    options = talk if isinstance(talk, Options) else Options(talk)
    if is_file_to_read(options.path):
        return diagnostics_of(
            Read(str(options.path), read_access(options.path), options.strict), options.path
        )
    return review(options, user_services()).all


def review(options: Options, services: Services) -> Review:
    """Check an outline, its files and its talk; what is wrong is returned, not raised."""
    compiled = compile_file(options, services)
    found = list(compiled.diagnostics)
    if compiled.outline is None:
        return Review(options.path, compiled, tuple(found), (), None, None)
    essay = _essay(compiled.outline, found)
    subject = _subject(compiled.outline, essay, _asked(compiled.outline, found))
    findings = check_talk(subject)
    minutes = compiled.outline.minutes
    if minutes and any(one.diagnostic.span == minutes.span for _, one in findings):
        # The compiler's rough warning of the same.
        found = [one for one in found if one.span != minutes.span]
    if options.strict:
        findings = tuple((name, _strictly(one)) for name, one in findings)
    shared = subject.outline.speakers or any(one.speaker for one in subject.slides)
    return Review(
        options.path,
        compiled,
        tuple(found),
        findings,
        essay,
        coverage_of(subject),
        asked_of(subject),
        parts_of(subject) if shared else (),
    )


def _strictly(one: Finding) -> Finding:
    """Return a finding that is an error where it was a warning."""
    if one.diagnostic.severity is not Severity.WARNING:
        return one
    return replace(one, diagnostic=replace(one.diagnostic, severity=Severity.ERROR))


def _essay(outline: Outline, found: list[Diagnostic]) -> EssayText | None:
    named = essay_of(outline)
    if not isinstance(named, Essay):
        return None
    try:
        return read_essay(named.path, str(outline.essay))
    except DeckgenError as refused:
        found.extend(refused.diagnostics)
        return None


def _asked(outline: Outline, found: list[Diagnostic]) -> tuple[Requirement, ...]:
    """Return what is asked of the talk, by the outline or by the file that it names."""
    if outline.requires_file is None:
        return outline.requires
    named = project_file(outline.requires_file, outline.path, REQUIREMENTS)
    if not isinstance(named, Diagnostic):
        content = read_project_file(named, REQUIREMENTS, named.name, outline.requires_file.span)
        if not isinstance(content, Diagnostic):
            read = read_requirements(content, named)
            found.extend(read.diagnostics)
            return () if has_errors(read.diagnostics) else read.requirements
        named = content
    found.append(named)
    return ()


def _subject(outline: Outline, essay: EssayText | None, asked: tuple[Requirement, ...]) -> Subject:
    markup = read_markup(outline)
    own, _ = csl_items(outline.references)
    items, _ = with_files(own, open_files(outline.reference_files, outline.path), None)
    works = matched_works(essay, _works(items)) if essay else {}
    sources = {item.key: item.type for item in items}
    typed = str(outline.citations or STYLES[0]).strip()
    style = style_called(typed)[0] or typed
    slides = tuple(slides_of(outline, markup))
    return Subject(outline, slides, essay, works, sources, style, asked, dict(_lengths(outline)))


def _lengths(outline: Outline) -> Iterator[tuple[str, float]]:
    """Yield the recordings whose length is known, in minutes."""
    for section in outline.sections:
        for block in (one for slide in section.slides for one in blocks_of(slide)):
            if isinstance(block, Media):
                file = held_project_file(block.file, outline.path, RECORDING)
                length = None if isinstance(file, Diagnostic) else seconds_of(file)
                if length is not None:
                    yield block.file.value, length / 60


def _works(items: Items) -> Iterator[Work]:
    for item in items:
        names, texts = dict(item.names), dict(item.texts)
        people = (*names.get("author", ()), *names.get("editor", ()))
        surnames = frozenset(
            word.key for name in people for word in words_of(name.family or name.literal)[-1:]
        )
        yield Work(item.key, surnames, plain(texts.get("title", ())))
