"""A compiled outline → a deck's files, all of them or none; where there is an error, none."""

from __future__ import annotations

import contextlib
import datetime
import difflib
import os
import re
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from deckgen.compile import Compiled, compile_file
from deckgen.deck.doubts import WORDS_A_MINUTE
from deckgen.deck.model import plain
from deckgen.diagnostics import DeckgenError, Diagnostic, error, has_errors, warning
from deckgen.orders.options import Options, Services, places, user_services
from deckgen.orders.result import BuildResult as BuildResult
from deckgen.orders.unchanged import recall, recording, remember
from deckgen.outline.model import Outline
from deckgen.project_files import file_digest, note_use
from deckgen.saving import Contents, Target, back_up, refuse_if_open, refuse_to_lose, same, save_all
from deckgen.structs import Struct, replace
from deckgen.structs.pieces import Content, Pieces
from deckgen.writers import PER_PAGE, WRITERS, Handout
from deckgen.writers.generation import Generation

if TYPE_CHECKING:
    from deckgen.layout.pages import Pages
    from deckgen.regenerate.report import Merged


class DeckInTheWay(DeckgenError):
    """The outline is right, but a deck is there that cannot be replaced or merged with."""


def build(
    talk: str | os.PathLike[str] | Options,
    services: Services | None = None,
    *,
    now: datetime.datetime | None = None,
) -> BuildResult:
    """Build the files of an outline, all of them or none.

    `talk` is the outline's file, or options that name it. `services` are this user's where None. `now`
    dates the copies of replaced files, None: this moment. Raises `DeckgenError` with all that is in the way,
    `DeckInTheWay` where that is only a deck.
    """
    options = talk if isinstance(talk, Options) else Options(talk)
    services = services or user_services()
    if now is not None:
        services = replace(services, clock=now.date)
    if options.per_page not in PER_PAGE:
        allowed = ", ".join(map(str, PER_PAGE))
        raise DeckgenError(
            error(
                f"a handout sheet holds {allowed} slides, and {options.per_page} were asked for",
                None,
                "for instance: --per-page 6",
            )
        )
    if (known := recall(options, services)) is not None:
        return known.built
    return build_anew(options, services, now=now)


def build_anew(options: Options, services: Services, *, now: datetime.datetime | None = None) -> BuildResult:
    """Build the files of an outline even where it was built before; see `build`."""
    with recording(services) as found:
        written = _built(options, found.services, now)
    if written.settled:
        remember(found, options, written.files, written.result)
    return written.result


def _built(options: Options, services: Services, now: datetime.datetime | None) -> _Written:
    targets = _targets(options)
    obstacles: list[Diagnostic] = []
    compiled = compile_file(options, services, partial(_prepare, options, services, targets, obstacles))
    if obstacles and not has_errors(one for one in compiled.diagnostics if one not in obstacles):
        raise DeckInTheWay(*compiled.diagnostics)
    return _write(compiled, options, services, now)


class _Written(Struct, frozen=True):
    """What came of a build, and the files; not `settled` where a deck changed by hand took part."""

    result: BuildResult
    files: Mapping[Path, Contents]
    settled: bool


def write_files(
    compiled: Compiled, options: Options, services: Services, *, now: datetime.datetime | None = None
) -> BuildResult:
    """Write the files of a compiled outline in place of what is there, whoever changed that.

    Raises `DeckgenError` where it has errors, or a file cannot be written; then none is.
    """
    return _write(compiled, options, services, now).result


def _write(
    compiled: Compiled, options: Options, services: Services, now: datetime.datetime | None
) -> _Written:
    if compiled.pages is None or compiled.deck is None or has_errors(compiled.diagnostics):
        raise DeckgenError(*compiled.diagnostics)
    targets = _targets(options)
    files: dict[Path, Contents] = {}
    pages, merged, found = compiled.pages, None, compiled.diagnostics
    settled, worked_in = True, None
    others: frozenset[Path] = frozenset()
    if "pptx" not in options.formats and not options.fresh and (existing := _worked_in(options)) is not None:
        settled = False
        pages, reported = _followed(compiled, existing, options, services)
        found = (*found, *reported)
        worked_in = existing
    handout = Handout(options.per_page, options.handout_notes, options.hints, options.size == "large")
    for name, target in zip(options.formats, targets, strict=True):
        services.progress(f"writing {target.path.name}")
        if name == "pptx":
            made = _deck(compiled, target, options, services)
            files |= made.files
            pages, merged, found = made.pages, made.merged, (*found, *made.diagnostics)
            worked_in = target.path if merged is not None else None
            others = made.others
        else:
            files[target.path] = WRITERS[name].pieces(pages, handout)
    if found_leaks := tuple(_leaks(compiled, files, worked_in)):
        raise DeckgenError(*found_leaks)
    backups = back_up(_lost(targets, files), now or datetime.datetime.now(), others)
    _save(files, services.cache)
    result = BuildResult(
        files=tuple(target.path for target in targets),
        backups=backups,
        slides=len(pages.pages),
        sections=sum(section.number is not None for section in compiled.deck.sections),
        minutes=_minutes(pages),
        warnings=found,
        merged=merged,
        checkable=_checkable(compiled.outline),
    )
    return _Written(result, files, settled and merged is None)


def _checkable(outline: Outline | None) -> bool:
    return outline is not None and bool(outline.essay or outline.requires or outline.requires_file)


def _save(files: Mapping[Path, Contents], cache: Path | None) -> None:
    """Write what has changed: all of the user's files or none, and of the cache's what can be written.

    What the cache keeps the deck holds, too, so nothing is lost where a home is full or read-only.
    """
    new = {path: data for path, data in files.items() if not same(path, data)}
    cached = {path for path in new if cache is not None and path.is_relative_to(cache)}
    save_all({path: data for path, data in new.items() if path not in cached})
    for path in cached:
        with contextlib.suppress(DeckgenError):
            save_all({path: new[path]})


def _leaks(
    compiled: Compiled, files: Mapping[Path, Contents], worked_in: Path | None = None
) -> Iterator[Diagnostic]:
    """Search the files for what this copy withholds; `worked_in`: a deck that may hold it by hand."""
    if not compiled.withheld or compiled.outline is None:
        return
    from deckgen.deck.model import Code
    from deckgen.deck.slides.copies import held_in, texts_in
    from deckgen.leaks import leaks

    programs = held_in(compiled.deck, Code)  # those of files, too
    shown = (" ".join(line.text for line in (*one.lines, *one.output)) for one in programs)
    kept = (*(text.value for text in texts_in(compiled.outline)), *shown)
    withheld = ((text.value, text.span) for text in compiled.withheld)
    if worked_in is None:
        yield from leaks(files, withheld, kept)
    else:
        hint = f"{worked_in.name} has it: take it out there, or build with --fresh; nothing was written"
        yield from leaks(files, withheld, kept, hint)


class _Deck(Struct, frozen=True):
    """A deck to be written, with its reports, and the pages as they are after what was merged.

    `others` are the decks of other talks that it takes the place of.
    """

    files: dict[Path, Contents]
    pages: Pages
    merged: Merged | None = None
    diagnostics: tuple[Diagnostic, ...] = ()
    others: frozenset[Path] = frozenset()


def _deck(compiled: Compiled, target: Target, options: Options, services: Services) -> _Deck:
    """Write the deck, merged with the one that is there where somebody has changed that."""
    from deckgen.writers.pptx import pptx_pieces

    pages = compiled.pages
    assert pages is not None, "what has no pages is not written"
    path = target.path
    if not options.fresh and (existing := _changed(path, target.generation_of)) is not None:
        return _merged(compiled, existing, path, options, services)
    data = pptx_pieces(pages, with_base=options.embed_base)
    found = _of_another_talk(path, pages)
    # Files are moved into their places in this order: a deck is never there before what tells of it.
    files: dict[Path, Contents] = {**_kept(pages, data, path, options, services), path: data}
    return _Deck(files, pages, None, found, frozenset([path] if found else ()))


_ONE_TITLE = 0.5
"""How much of two titles must agree for one to be the other in new words, as difflib counts it."""


def _of_another_talk(path: Path, pages: Pages) -> tuple[Diagnostic, ...]:
    """Return a warning where another talk's deck is replaced, though nobody has changed it by hand.

    A talk that was rewritten has a title that was like its new one, or keeps one of its sections.
    """
    from deckgen.writers.pptx import talk_in

    if (talk := talk_in(path)) is None:
        return ()
    title, sections = talk
    alike = difflib.SequenceMatcher(None, title, pages.name).ratio() >= _ONE_TITLE
    if alike or {one.name for one in pages.sections if one.number is not None} & set(sections):
        return ()
    return (
        warning(
            f'{path.name} was the deck of another talk, "{title}", and is replaced',
            None,
            "a dated copy of it is kept beside; to keep both, build into another folder with -o",
        ),
    )


def _merged(compiled: Compiled, existing: Path, path: Path, options: Options, services: Services) -> _Deck:
    from deckgen.regenerate.follow import beyond, follow
    from deckgen.regenerate.merging.plan import Choices
    from deckgen.regenerate.reading.package import Pictures
    from deckgen.regenerate.refit import fitted_show, overflows
    from deckgen.regenerate.regenerate import Keeping
    from deckgen.regenerate.report import Merged, as_json
    from deckgen.regenerate.report_page import Surroundings, report_page
    from deckgen.remake import remake

    services.progress(f"merging with {path.name}")
    choices = Choices(frozenset(options.take), options.take_all, frozenset(options.restore))
    keeping = Keeping(path, options.embed_base, services.cache)
    try:
        remade = remake(existing, compiled, keeping, choices, (options, services))
    except DeckgenError as refused:
        raise DeckInTheWay(*refused.diagnostics) from None
    made, pages = remade.made, remade.pages
    followed = fitted_show(pages, follow(pages, made.plan, made.merged, made.outline))
    reported = (*remade.diagnostics, *overflows(pages, made.plan, made.merged, made.outline))
    changed = made.file is not existing and not same(path, made.file)
    source = f'"{options.path}"' if " " in str(options.path) else str(options.path)
    merged = Merged(made.plan.findings, beyond(made.plan), changed, source=source)
    files: dict[Path, Contents] = {path: made.file}
    if changed and merged.findings:
        reports = path.with_suffix(".merge.json"), path.with_suffix(".merge.html")
        told = replace(merged, reports=reports)
        layouts = (pages.theme.layouts[page.layout].background for page in pages.pages)
        grounds = (pages.theme.colours[one].removeprefix("#") for one in layouts)
        parts = (one.part for one in made.outline.slides)
        pictures = Pictures(existing, remade.generated)
        around = Surroundings(
            pages.theme.slide, dict(zip(parts, grounds, strict=True)), pictures.find, source
        )
        page = report_page(made.plan, told, pages.name, around)
        written: dict[Path, Contents] = {reports[0]: as_json(made.plan, told, path), reports[1]: page}
        # A report tells what was taken out, too, and it lies beside what is handed out.
        if not any(_leaks(compiled, written)):
            merged, files = told, files | written
    kept = _kept(pages, remade.generated, path, options, services)
    return _Deck({**kept, **files}, followed, merged, reported)


def _worked_in(options: Options) -> Path | None:
    """Return the deck beside where somebody has worked in it, None where there is none or nobody has."""
    from deckgen.writers.pptx import generation_of

    path = _deck_beside(options)
    existing = _changed(path, generation_of)
    note_use(path, None if existing is None else file_digest(path))
    return existing


def _deck_beside(options: Options) -> Path:
    """Return the place of the deck of the same copy: another reader's holds what is not for this one."""
    return places(replace(options, to="pptx"))[0]


def _followed(
    compiled: Compiled, existing: Path, options: Options, services: Services
) -> tuple[Pages, tuple[Diagnostic, ...]]:
    """Return the pages as the deck beside has them, which somebody has worked in; it is not changed itself.

    They are the outline's where it cannot be followed, which is said.
    """
    from deckgen.regenerate.regenerate import known

    pages, path = compiled.pages, _deck_beside(options)
    assert pages is not None, "what has no pages is not written"
    try:
        if not known(existing, path):
            return pages, ()
        made = _merged(compiled, existing, path, options, services)
    except DeckgenError as refused:
        reported = (
            warning(f"what was changed by hand is left out: {one.message}", None, *one.hints)
            for one in refused.diagnostics
        )
        return pages, tuple(reported)
    if made.merged is None or not (made.merged.findings or made.pages.pages != pages.pages):
        return pages, ()
    note = warning(
        f"what was changed by hand in {path.name} is shown, too; the deck itself is left as it is",
        None,
        "build the deck, too, to put the outline's changes in it",
        "show the outline alone: build with --fresh",
    )
    return made.pages, (note, *made.diagnostics)


def _kept(
    pages: Pages, data: Pieces | Mapping[str, Content], path: Path, options: Options, services: Services
) -> Mapping[Path, bytes]:
    """Return what is kept of a generation outside the deck: for programs that drop what is inside it."""
    from deckgen.regenerate.reading.kept import kept_files

    beside = None if options.embed_base else path
    return kept_files(pages, data, beside, services.cache)


def _changed(path: Path, generation_of: Callable[[Path], Generation]) -> Path | None:
    """Return the place of a deck that is not as it was written, None where there is none."""
    try:
        return None if generation_of(path) is Generation.AS_WRITTEN else path
    except FileNotFoundError:
        return None


def _lost(targets: tuple[Target, ...], files: Mapping[Path, Contents]) -> tuple[Target, ...]:
    """Return the files of which a copy is kept: those that are changed and are not as they were written."""
    return tuple(one for one in targets if not same(one.path, files[one.path]))


def _targets(options: Options) -> tuple[Target, ...]:
    return tuple(
        Target(place, WRITERS[name].generation_of, _mergeable if name == "pptx" else None)
        for name, place in zip(options.formats, places(options), strict=True)
    )


def _mergeable(path: Path) -> bool:
    """Tell whether a deck that is not as it was written is deckgen's, whoever saved it last."""
    from deckgen.regenerate.regenerate import known

    return known(path, path)


def _prepare(
    options: Options, services: Services, targets: tuple[Target, ...], obstacles: list[Diagnostic]
) -> Iterator[Diagnostic]:
    """Load the writers, and yield what stands in the way of writing their files; note the decks that do."""
    for name in options.formats:
        try:
            WRITERS[name].load(services.cache)
        except DeckgenError as refused:
            yield from refused.diagnostics
    obstacles.extend(refuse_if_open(targets) if options.fresh else refuse_to_lose(targets))
    yield from obstacles


def _minutes(pages: Pages) -> float:
    words = sum(
        len(re.findall(r"\w+", plain(note.runs)))
        for page in pages.pages
        for note in page.notes
        if note.spoken
    )
    return words / WORDS_A_MINUTE
