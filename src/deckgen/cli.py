"""The command line: arguments in; diagnostics, progress and exit codes out. Nothing else prints.

Exit codes: 0 done; 1 an outline has errors and nothing was written or changed; 2 the command line is
wrong; 3 merged, with conflicts in which what was changed by hand was kept, or `status` and `diff` found
differences; 4 a deck that is there cannot be replaced or merged with, nothing changed; 130 stopped with
Ctrl-C, nothing changed.
"""

from __future__ import annotations

import argparse
import contextlib
import datetime
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from deckgen.arguments import parser
from deckgen.diagnostics import (
    DeckgenError,
    Diagnostic,
    Severity,
    error,
    has_errors,
    most_telling,
    refused_by_the_system,
    render,
    visible,
)
from deckgen.project_files import FOLDER, FileKind, kind_of, read_project_file, with_ending
from deckgen.structs import replace

if TYPE_CHECKING:
    from deckgen.build import BuildResult
    from deckgen.compile import Options, Services
    from deckgen.course.many import Start
    from deckgen.course.one import Made
    from deckgen.regenerate.merging.plan import Finding
    from deckgen.regenerate.report import Merged
    from deckgen.watch.workspace import Update

SHOWN = FileKind("file", 40_000_000)
"""A file whose lines messages may show."""

DONE, FAILED, MISUSED, CONFLICTS, REFUSED, STOPPED = 0, 1, 2, 3, 4, 130


def _listen() -> None:
    """Have both outputs take any character; one that is closed, and so is None, takes nothing."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115
        elif hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")


def _say(text: str, file: TextIO | None = None, end: str = "\n") -> None:
    """Print a text, what a terminal would obey in it made visible; where nobody hears, the work goes on."""
    with contextlib.suppress(OSError, ValueError):
        print(visible(text), file=file or sys.stdout, end=end)


def run(arguments: Sequence[str]) -> int:
    """Carry out a command line and return its exit code."""
    try:
        _listen()
        chosen = parser().parse_args(arguments)
        os.getcwd()  # asked for everywhere; a folder that somebody has deleted is none
        return int(_COMMANDS[chosen.command](chosen))
    except SystemExit as done:
        return int(done.code or 0)
    except DeckgenError as refused:
        _report(refused.diagnostics, sys.stderr)
        return FAILED
    except KeyboardInterrupt:
        # It may have been the moment after the files had been written.
        _say("stopped; every file is as it was before, or complete", file=sys.stderr)
        return STOPPED
    except BrokenPipeError:
        return FAILED
    except (OSError, MemoryError) as problem:
        _report([refused_by_the_system(problem)], sys.stderr)
        return FAILED


_FIRST = """\
deckgen turns an outline into an editable PowerPoint deck and an HTML slideshow. Begin with:

    deckgen new talk.yaml       writes a commented outline to start from
    deckgen build talk.yaml     makes talk.pptx and talk.html of it
    deckgen fix talk.yaml       shows how to correct mistakes in it

All commands: deckgen --help
"""


def _first(chosen: argparse.Namespace) -> int:
    """Say what to do first to somebody who has named no command."""
    _say(_FIRST, end="")
    return DONE


def _build(chosen: argparse.Namespace) -> int:
    from deckgen.course.find import orders_of
    from deckgen.orders.options import Options, user_services
    from deckgen.writers import USUAL

    orders = orders_of(
        chosen.outlines,
        Options(
            outline="",
            to=chosen.to or USUAL,
            folder=chosen.output,
            theme=chosen.theme,
            dark=chosen.dark,
            comfort=chosen.comfort,
            strict=chosen.strict,
            fresh=chosen.fresh,
            take=tuple(chosen.take),
            take_all=chosen.take_all,
            restore=tuple(chosen.restore),
            embed_base=chosen.embed_base,
            per_page=chosen.per_page,
            handout_notes=not chosen.no_notes,
            hints=chosen.hints,
            size=chosen.size,
            reader=chosen.reader,
        ),
    )
    if (clash := _same_files(orders)) is not None:
        _say(f"deckgen build: error: {clash}", file=sys.stderr)
        return MISUSED
    code, services = DONE, user_services()
    if chosen.ids:
        _write_ids(orders, services)
    for order, made in _made(orders, services, chosen):
        built = made.built
        if built is None:
            _report(made.refused, sys.stderr)
            count = sum(one.severity is Severity.ERROR for one in made.refused)
            _say(f"{order.path}: {_count(count, 'error')}; nothing was written", file=sys.stderr)
            code = FAILED if code == FAILED or not made.in_the_way else REFUSED
            continue
        _report(built.warnings, sys.stderr)
        if not chosen.quiet:
            _say(_summary(order.path, built))
            if made.checked:
                _say(f"{made.checked}; see: deckgen check {order.path}")
        if built.merged is not None:
            told = _tell_merged(built.merged, quiet=chosen.quiet)
            code = told if code == DONE else code
    return code


def _made(
    orders: Sequence[Options], services: Services, chosen: argparse.Namespace
) -> Iterator[tuple[Options, Made]]:
    """Yield what came of each outline, in their order; several are built at once."""
    from deckgen.course.progress import Progress

    if chosen.dask is None and (len(orders) == 1 or chosen.jobs == 1):
        from deckgen.course.one import make

        for order in orders:
            with Progress(quiet=chosen.quiet) as progress:
                made = make(order, replace(services, progress=progress), check=not chosen.quiet)
            yield order, made
        return
    from deckgen.course.many import build_all

    waiting: dict[int, Made] = {}
    told = 0
    with _executors(chosen) as start, Progress(quiet=chosen.quiet) as progress:
        everything = build_all(orders, services, start, check=not chosen.quiet)
        for done, (place, made) in enumerate(everything, 1):
            waiting[place] = made
            while told in waiting:
                progress.pause()
                yield orders[told], waiting.pop(told)
                told += 1
            progress.count(done, len(orders))


@contextlib.contextmanager
def _executors(chosen: argparse.Namespace) -> Iterator[Start]:
    """Give what builds many outlines: the cores of this machine, or the cluster that is named."""
    if chosen.dask is None:
        from deckgen.course.many import processes

        yield processes(chosen.jobs)
        return
    from deckgen.course.cluster import cluster

    with cluster(chosen.dask) as start:
        yield start


def _tell_merged(merged: Merged, *, quiet: bool) -> int:
    """Print what came of a merge, and return the exit code that tells of it."""
    from deckgen.regenerate.report import lines_of

    if merged.changed or merged.conflicts:
        for line in () if quiet and not merged.conflicts else lines_of(merged):
            _say(line)
        for path in merged.reports[1:] if not quiet else ():
            _say(f"side by side: {path}")
    return CONFLICTS if merged.conflicts else DONE


def _status(chosen: argparse.Namespace) -> int:
    from deckgen.compile import Options, user_services
    from deckgen.regenerate.report import listing
    from deckgen.revise import status

    found = status(Options(chosen.outline, to="pptx", folder=chosen.output), user_services())
    return _list(found, "the deck and the outline say the same", listing)


def _diff(chosen: argparse.Namespace) -> int:
    from deckgen.compile import user_services
    from deckgen.regenerate.report import comparing
    from deckgen.revise import differences

    found = differences(chosen.first, chosen.second, user_services())
    return _list(found, "they say the same", comparing)


def _list(found: Sequence[Finding], none: str, lines: Callable[[Iterable[Finding]], Iterator[str]]) -> int:
    for line in lines(found):
        _say(line)
    if not found:
        _say(none)
    return CONFLICTS if found else DONE


def _pull(chosen: argparse.Namespace) -> int:
    from deckgen.compile import Options, read_file, user_services
    from deckgen.revise import pulled
    from deckgen.saving import save_all
    from deckgen.schema.source import encoded

    deck: Path = chosen.deck
    outline = chosen.outline or with_ending(deck, ".yaml")
    options = Options(outline, to="pptx")
    found = pulled(deck, options, user_services(), deletions=chosen.deletions, own=chosen.own_slides)
    if found.diff and chosen.write:
        save_all({outline: encoded(found.text, read_file(outline))})
    elif found.diff:
        _say(found.diff)
    for line in found.refused:
        _say(f"not carried back: {line}", file=sys.stderr)
    count = _count(len(found.done), "change")
    if not found.done:
        _say(f"{outline}: there is nothing to carry back")
    elif chosen.write:
        _say(f"{outline}: {count} carried back")
    else:
        _say(f"{outline}: {count} can be carried back; make them with: deckgen pull --write {deck}")
    return CONFLICTS if found.refused else DONE


def _strip(chosen: argparse.Namespace) -> int:
    from deckgen.revise import stripped
    from deckgen.saving import save_all

    deck: Path = chosen.deck
    target = chosen.output or with_ending(deck, f"-stripped{deck.suffix}")
    save_all({target: stripped(deck, notes=chosen.notes)})
    _say(
        f"{target}: a copy without what deckgen keeps in a deck{' and without notes' if chosen.notes else ''}"
    )
    return DONE


def _write_ids(orders: Sequence[Options], services: Services) -> None:
    """Write an id into every slide of the outlines that has none."""
    from deckgen.compile import read_file
    from deckgen.revise import with_ids
    from deckgen.saving import save_all
    from deckgen.schema.source import encoded

    for order in orders:
        text = with_ids(order, services)
        if text is not None:
            save_all({order.path: encoded(text, read_file(order.path))})


def _same_files(orders: Iterable[Options]) -> str | None:
    """Return what is wrong where two outlines would be written to the same files, else None."""
    from deckgen.orders.options import places

    seen: dict[Path, Options] = {}
    for order in orders:
        for place in places(order):
            one = seen.setdefault(Path(os.path.realpath(place)), order)
            if one is not order:
                return f"{one.path} and {order.path} would both be written to {place.name}"
    return None


def _summary(outline: Path, built: BuildResult) -> str:
    """Return the one line that a finished build says."""
    kept = "".join(f"; the earlier one is kept as {path.name}" for path in built.backups)
    files = ", ".join(str(path) for path in built.files)
    spoken = "under a minute" if built.minutes < 1 else _count(round(built.minutes), "minute")
    notes = f"{spoken} of notes" if built.minutes else "no notes"
    return (
        f"{outline.stem}: {_count(built.slides, 'slide')}, {_count(built.sections, 'section')},"
        f" {notes} → {files}{kept}{'' if built.changed else ' (unchanged)'}"
    )


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _new(chosen: argparse.Namespace) -> int:
    from deckgen.outline.language.schema import FILE_NAME, schema_text
    from deckgen.outline.language.starter import starter_text
    from deckgen.saving import save_all

    path: Path = chosen.outline
    if path.suffix.lower() not in (".yaml", ".yml"):
        path = with_ending(path, f"{path.suffix}.yaml")
    if os.path.lexists(path):
        raise DeckgenError(
            error(f"{path} already exists", None, "choose another name, or move that file away")
        )
    files = {path: starter_text(path.name, datetime.date.today().isoformat()).encode()}
    schema = path.with_name(FILE_NAME)
    if not os.path.lexists(schema):
        files[schema] = schema_text().encode()
    save_all(files)
    _say(f"{path}: an outline to start from; write in it, then: deckgen build {path}")
    if schema in files:
        _say(f"{schema}: from it, editors complete the outline while you type")
    return DONE


def _watch(chosen: argparse.Namespace) -> int:
    import threading

    from deckgen.compile import Options, read_file, user_services
    from deckgen.watch.session import Events, Session

    path: Path = chosen.outline
    read_file(path)  # an outline that is not there is an error, not one to wait for

    told: frozenset[Diagnostic] = frozenset()

    def built(update: Update, seconds: float) -> None:
        nonlocal told
        found = [one.diagnostic for one in update.problems]
        _report([one for one in found if has_errors((one,)) or one not in told], sys.stderr)
        told = frozenset(found)
        if update.show is None:
            _say(f"{path}: not built; the slides stay as they were")
        else:
            _say(f"{path}: shown after {seconds * 1000:.0f} ms")

    def written(result: BuildResult) -> None:
        _say(_summary(path, result))
        if result.merged is not None:
            _tell_merged(result.merged, quiet=False)

    def refused(problem: DeckgenError) -> None:
        _report(problem.diagnostics, sys.stderr)

    options = Options(path, folder=chosen.output, theme=chosen.theme)
    session = Session(options, user_services(), Events(built, written, refused), chosen.port)
    _say(f"{path}: the slides are at {session.server.address} (Ctrl+C stops)")
    if chosen.open:
        import webbrowser

        webbrowser.open(session.server.address)
    try:
        session.run(threading.Event())
    except KeyboardInterrupt:
        _say("")
    finally:
        session.close()
    return DONE


def _check_files(chosen: argparse.Namespace) -> int:
    """Check decks, shows and PDFs as they lie."""
    from deckgen.check.access.read import is_file_to_read, read_access
    from deckgen.check.access.report import Checked, as_json, as_page, lines_of
    from deckgen.saving import save_all

    if not all(is_file_to_read(path) for path in chosen.outlines) or chosen.paragraphs:
        problem = (
            "outlines and finished files are checked in runs of their own, and --paragraphs is for outlines"
        )
        _say(f"deckgen check: error: {problem}", file=sys.stderr)
        return MISUSED
    reports, failed = [], False
    for path in chosen.outlines:
        try:
            found = Checked(str(path), read_access(path), chosen.strict)
        except DeckgenError as refused:
            _report(refused.diagnostics, sys.stderr)
            _say(f"{path}: not checked", file=sys.stderr)
            failed = True
            continue
        reports.append(found)
        failed = failed or found.failed
        for line in () if chosen.json else lines_of(found):
            _say(line)
    if chosen.json:
        _say(as_json(reports), end="")
    if chosen.page and reports:
        save_all({chosen.page: as_page(reports)})
        _say(f"the report: {chosen.page}", file=sys.stderr)
    return FAILED if failed else DONE


def _check(chosen: argparse.Namespace) -> int:
    from deckgen.check.access.read import is_file_to_read
    from deckgen.check.report import as_json, as_page, numbered_paragraphs, summary
    from deckgen.compile import Options, user_services
    from deckgen.course.find import orders_of
    from deckgen.review import review
    from deckgen.saving import save_all

    if any(is_file_to_read(path) for path in chosen.outlines):
        return _check_files(chosen)
    services, reports, failed = user_services(), [], False
    for order in orders_of(chosen.outlines, Options("", strict=chosen.strict)):
        found = review(order, services)
        reports.append(found.report)
        failed = failed or has_errors(found.all)
        if chosen.json:
            continue
        if chosen.paragraphs:
            _report(found.diagnostics, sys.stderr)
            for line in numbered_paragraphs(found.essay) if found.essay else ():
                _say(line)
            continue
        for heading, group in found.report.groups:
            _say(f"\n{heading}")
            _report(group, sys.stdout)
        _say("")
        for line in summary(found.report):
            _say(line)
    if chosen.json:
        _say(as_json(reports), end="")
    if chosen.page:
        save_all({chosen.page: as_page(reports)})
        _say(f"the report: {chosen.page}", file=sys.stderr)
    return FAILED if failed else DONE


def _fix(chosen: argparse.Namespace) -> int:
    from deckgen.compile import read_file, slips
    from deckgen.outline.fix import corrections
    from deckgen.saving import save_all

    code = DONE
    for path in chosen.outlines:
        found = corrections(read_file(path), path, slips)
        if found.diff and chosen.write:
            save_all({path: found.corrected})
            _say(f"{path}: {_count(len(found.mended), 'mistake')} corrected")
        elif found.diff:
            _say(found.diff)
            _say(
                f"{path}: {_count(len(found.mended), 'mistake')} can be corrected;"
                f" make these changes with: deckgen fix --write {path}"
            )
        else:
            _say(f"{path}: there is nothing to correct")
        if found.remaining:
            _report(found.remaining, sys.stderr, {path: found.source})
            code = FAILED if has_errors(found.remaining) else code
    return code


def _new_theme(chosen: argparse.Namespace) -> int:
    from deckgen.saving import save_all
    from deckgen.theme.files import FILE, theme_names
    from deckgen.theme.start import NAME, SCHEMA, own_theme_text, theme_schema_text

    folder: Path = chosen.folder
    if not NAME.fullmatch(folder.name):
        hint = "a name begins with a letter; letters, digits and hyphens follow"
        raise DeckgenError(error(f'"{folder.name}" cannot be the name of a theme', None, hint))
    if chosen.origin not in theme_names():
        known = ", ".join(theme_names())
        raise DeckgenError(
            error(f'there is no theme called "{chosen.origin}"', None, f"the themes are: {known}")
        )
    if folder.name in theme_names():
        hint = "choose a name that tells yours from it"
        raise DeckgenError(error(f'a theme called "{folder.name}" comes with deckgen', None, hint))
    path = folder / FILE
    if os.path.lexists(path) or os.path.isfile(folder):
        taken = path if os.path.lexists(path) else folder
        raise DeckgenError(error(f"{taken} already exists", None, "choose another name, or move that file"))
    schema = folder / SCHEMA
    text = own_theme_text(folder.name, chosen.origin)
    save_all({path: text.encode(), schema: theme_schema_text().encode()})
    use = f"an outline beside it uses it with: theme: {folder.name}"
    _say(f"{path}: a copy of {chosen.origin} to change; {use}")
    _say(f"{schema}: from it, editors complete the theme while you type")
    return DONE


def _check_theme(chosen: argparse.Namespace) -> int:
    from deckgen.theme.files import FILE
    from deckgen.theme.load import load_file

    path: Path = chosen.file / FILE if kind_of(chosen.file) == FOLDER else chosen.file
    theme = load_file(path)
    _say(f"{path}: {_count(len(theme.layouts), 'layout')}, {', '.join(theme.variants)}; nothing is wrong")
    return DONE


def _schema(chosen: argparse.Namespace) -> int:
    from deckgen.outline.language.schema import schema_text
    from deckgen.theme.start import theme_schema_text

    _say(theme_schema_text() if chosen.theme else schema_text(), end="")
    return DONE


def _report(
    diagnostics: Iterable[Diagnostic], stream: TextIO, texts: Mapping[Path, str] | None = None
) -> None:
    """Print diagnostics with the lines they speak of, coloured where a person reads them.

    `texts` gives the files whose text is not the one on the disk.
    """
    found, rest = most_telling(tuple(diagnostics))
    if not found:
        return
    sources = {path: _text_of(path) for path in {one.span.path for one in found if one.span}}
    sources.update(texts or {})
    colour = stream.isatty() and "NO_COLOR" not in os.environ
    for one in found:
        text = render(one, sources)
        if colour:
            _print_coloured(text, one.severity)
        else:
            _say(text, file=stream)
    if rest:
        _say(rest, file=stream)


def _print_coloured(text: str, severity: Severity) -> None:
    from rich.console import Console
    from rich.text import Text

    shown = Text(text)
    shown.highlight_words([f"{severity.value}:"], "bold red" if severity is Severity.ERROR else "bold yellow")
    shown.highlight_words(["hint:"], "cyan")
    Console(stderr=True, soft_wrap=True, highlight=False).print(shown)


def _text_of(path: Path) -> str:
    data = read_project_file(path, SHOWN, str(path))
    if not isinstance(data, bytes):
        return ""
    from deckgen.schema.source import readable

    return readable(data)


_COMMANDS = {
    "first": _first,
    "new": _new,
    "build": _build,
    "status": _status,
    "diff": _diff,
    "pull": _pull,
    "strip": _strip,
    "check": _check,
    "watch": _watch,
    "fix": _fix,
    "new-theme": _new_theme,
    "check-theme": _check_theme,
    "schema": _schema,
}
"""What the grammar calls a command → what carries it out."""
