"""The command line: arguments in; diagnostics, progress and exit codes out. Nothing else prints.

Exit codes: 0 done; 1 an outline has errors and nothing was written or changed; 2 the command line is
wrong; 130 stopped with Ctrl-C, nothing changed.
"""

from __future__ import annotations

import argparse
import datetime
import gc
import os
import sys
import time
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, NoReturn, TextIO

from deckgen import __version__
from deckgen.diagnostics import Diagnostic, Refused, Severity, error, has_errors, render

if TYPE_CHECKING:
    from rich.status import Status

    from deckgen.build import Built, Order

DONE, FAILED, MISUSED, STOPPED = 0, 1, 2, 130
PATIENCE = 0.6
"""Seconds of silence before a terminal is told what goes on."""


def main() -> NoReturn:
    """Run the command and leave the process at once, its output flushed."""
    gc.disable()
    code = run(sys.argv[1:])
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError:
            code = code or FAILED
    os._exit(code)


def run(arguments: Sequence[str]) -> int:
    """Carry out a command line and return its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    try:
        chosen = _parser().parse_args(arguments)
    except SystemExit as done:
        return int(done.code or 0)
    try:
        code: int = chosen.command(chosen)
    except Refused as refused:
        _report(refused.diagnostics, sys.stderr)
        return FAILED
    except KeyboardInterrupt:
        print("stopped; nothing was changed", file=sys.stderr)
        return STOPPED
    except BrokenPipeError:
        return FAILED
    return code


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="deckgen",
        description="Turn an outline into an editable PowerPoint deck and an HTML slideshow.",
        epilog="Start with: deckgen new talk.yaml",
    )
    parser.add_argument("--version", action="version", version=f"deckgen {__version__}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)

    new = commands.add_parser("new", help="write a commented outline to start from")
    new.add_argument(
        "outline", type=Path, metavar="OUTLINE", help="the file to write, for instance talk.yaml"
    )
    new.set_defaults(command=_new)

    build = commands.add_parser("build", help="make the PowerPoint deck and the HTML slideshow of an outline")
    build.add_argument("outlines", type=Path, nargs="+", metavar="OUTLINE", help="an outline's file")
    build.add_argument(
        "-o", "--output", type=Path, metavar="FOLDER", help="where the files go; else beside it"
    )
    build.add_argument(
        "--to",
        type=_formats,
        metavar="KINDS",
        help="which files to make, by commas: pptx, html, pdf, handout; else the first two",
    )
    build.add_argument("--theme", metavar="NAME", help="a theme instead of the outline's")
    build.add_argument("--dark", action="store_true", help="light text on a dark ground")
    build.add_argument(
        "--comfort", action="store_true", help="cream ground and wider spacing, for comfortable reading"
    )
    build.add_argument("--strict", action="store_true", help="treat warnings as errors")
    build.add_argument(
        "--force", action="store_true", help="replace a deck changed by hand, keep a dated copy"
    )
    build.add_argument("-q", "--quiet", action="store_true", help="say nothing unless something is wrong")
    build.set_defaults(command=_build)

    fix = commands.add_parser("fix", help="show corrections of the usual mistakes of an outline")
    fix.add_argument("outlines", type=Path, nargs="+", metavar="OUTLINE", help="an outline's file")
    fix.add_argument("--write", action="store_true", help="apply them, touching nothing else")
    fix.set_defaults(command=_fix)

    theme = commands.add_parser("theme", help="make a theme of your own")
    themes = theme.add_subparsers(title="commands", metavar="COMMAND", required=True)
    begin = themes.add_parser("new", help="copy a theme to start from")
    begin.add_argument(
        "folder", type=Path, metavar="NAME", help="the new theme's name: a folder of that name is made"
    )
    begin.add_argument("--from", dest="origin", metavar="THEME", default="lectern", help="the theme to copy")
    begin.set_defaults(command=_new_theme)
    check = themes.add_parser("check", help="say what is wrong in a theme's file")
    check.add_argument("file", type=Path, metavar="NAME", help="the theme's folder or its file")
    check.set_defaults(command=_check_theme)

    schema = commands.add_parser("schema", help="print the JSON Schema that editors complete outlines from")
    schema.set_defaults(command=_schema)
    return parser


def _formats(value: str) -> tuple[str, ...]:
    from deckgen.writers import WRITERS

    names = [name.strip().lower() for name in value.split(",") if name.strip()]
    for name in names:
        if name not in WRITERS:
            raise argparse.ArgumentTypeError(f'"{name}" is not one of {", ".join(WRITERS)}')
    if not names:
        raise argparse.ArgumentTypeError(f"name at least one of {', '.join(WRITERS)}")
    return tuple(name for name in WRITERS if name in names)


def _build(chosen: argparse.Namespace) -> int:
    from deckgen.build import Order, build
    from deckgen.writers import USUAL

    orders = [
        Order(
            outline=path,
            formats=chosen.to or USUAL,
            folder=chosen.output,
            theme=chosen.theme,
            dark=chosen.dark,
            comfort=chosen.comfort,
            strict=chosen.strict,
            force=chosen.force,
            cache=_cache_folder(),
        )
        for path in chosen.outlines
    ]
    if (clash := _same_files(orders)) is not None:
        print(f"deckgen build: error: {clash}", file=sys.stderr)
        return MISUSED
    code = DONE
    for order in orders:
        try:
            with _Progress(quiet=chosen.quiet) as progress:
                built = build(order, datetime.datetime.now(), progress)
        except Refused as refused:
            _report(refused.diagnostics, sys.stderr)
            count = sum(one.severity is Severity.ERROR for one in refused.diagnostics)
            print(f"{order.outline}: {_count(count, 'error')}; nothing was written", file=sys.stderr)
            code = FAILED
            continue
        _report(built.warnings, sys.stderr)
        if not chosen.quiet:
            print(_summary(order.outline, built))
    return code


def _same_files(orders: Iterable[Order]) -> str | None:
    """Return what is wrong where two outlines would be written to the same files, else None."""
    from deckgen.build import places

    seen: dict[Path, Path] = {}
    for order in orders:
        for place in places(order):
            one = seen.setdefault(place.resolve(), order.outline)
            if one is not order.outline:
                return f"{one} and {order.outline} would both be written to {place.name}"
    return None


def _summary(outline: Path, built: Built) -> str:
    """Return the one line that a finished build says."""
    kept = "".join(f"; the earlier one is kept as {path.name}" for path in built.backups)
    files = ", ".join(str(path) for path in built.files)
    return (
        f"{outline.stem}: {_count(built.slides, 'slide')}, {_count(built.sections, 'section')},"
        f" {_notes(built.minutes)} → {files}{kept}"
    )


def _notes(minutes: float) -> str:
    if minutes == 0:
        return "no notes"
    return f"{'under a minute' if minutes < 1 else _count(round(minutes), 'minute')} of notes"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _new(chosen: argparse.Namespace) -> int:
    from deckgen.outline.schema import FILE_NAME, schema_text
    from deckgen.outline.starter import starter_text
    from deckgen.saving import save_all

    path: Path = chosen.outline
    if path.suffix.lower() not in (".yaml", ".yml"):
        path = path.with_name(f"{path.name}.yaml")
    if path.exists():
        raise Refused(error(f"{path} exists already", None, "choose another name, or move that file away"))
    files = {path: starter_text(path.name, datetime.date.today().isoformat()).encode()}
    schema = path.with_name(FILE_NAME)
    if not schema.exists():
        files[schema] = schema_text().encode()
    save_all(files)
    print(f"{path}: an outline to start from; write in it, then: deckgen build {path}")
    return DONE


def _fix(chosen: argparse.Namespace) -> int:
    from deckgen.build import read_file
    from deckgen.outline.fix import corrections
    from deckgen.saving import save_all

    code = DONE
    for path in chosen.outlines:
        found = corrections(read_file(path), path)
        if found.diff and chosen.write:
            save_all({path: found.corrected})
            print(f"{path}: {_count(len(found.mended), 'mistake')} corrected")
        elif found.diff:
            print(found.diff)
            print(
                f"{path}: {_count(len(found.mended), 'mistake')} can be corrected;"
                f" make these changes with: deckgen fix --write {path}"
            )
        else:
            print(f"{path}: there is nothing to correct")
        if found.remaining:
            _report(found.remaining, sys.stderr, {path: found.source})
            code = FAILED if has_errors(found.remaining) else code
    return code


def _new_theme(chosen: argparse.Namespace) -> int:
    from deckgen.saving import save_all
    from deckgen.theme.files import FILE, theme_names
    from deckgen.theme.start import NAME, own_theme_text

    folder: Path = chosen.folder
    if not NAME.fullmatch(folder.name):
        hint = "a name begins with a letter; letters, digits and hyphens follow"
        raise Refused(error(f'"{folder.name}" cannot be the name of a theme', None, hint))
    if chosen.origin not in theme_names():
        known = ", ".join(theme_names())
        raise Refused(error(f'there is no theme called "{chosen.origin}"', None, f"the themes are: {known}"))
    if folder.name in theme_names():
        hint = "choose a name that tells yours from it"
        raise Refused(error(f'a theme called "{folder.name}" comes with deckgen', None, hint))
    path = folder / FILE
    if path.exists() or folder.is_file():
        taken = path if path.exists() else folder
        raise Refused(error(f"{taken} exists already", None, "choose another name, or move that away"))
    folder.mkdir(parents=True, exist_ok=True)
    save_all({path: own_theme_text(folder.name, chosen.origin).encode()})
    use = f"an outline beside it uses it with: theme: {folder.name}"
    print(f"{path}: a copy of {chosen.origin} to change; {use}")
    return DONE


def _check_theme(chosen: argparse.Namespace) -> int:
    from deckgen.theme.files import FILE
    from deckgen.theme.load import load_file

    path: Path = chosen.file / FILE if chosen.file.is_dir() else chosen.file
    theme = load_file(path)
    print(f"{path}: {_count(len(theme.layouts), 'layout')}, {', '.join(theme.variants)}; nothing is wrong")
    return DONE


def _schema(chosen: argparse.Namespace) -> int:
    from deckgen.outline.schema import schema_text

    print(schema_text(), end="")
    return DONE


class _Progress:
    """Says on a terminal what goes on, once that has taken longer than a moment."""

    def __init__(self, *, quiet: bool) -> None:
        self.silent = quiet or not sys.stderr.isatty()
        self.start = time.monotonic()
        self.status: Status | None = None

    def __enter__(self) -> _Progress:
        return self

    def __call__(self, phase: str) -> None:
        if self.silent or time.monotonic() - self.start < PATIENCE:
            return
        if self.status is None:
            from rich.console import Console

            self.status = Console(stderr=True).status(phase)
            self.status.start()
        self.status.update(f"{phase} …")

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.status is not None:
            self.status.stop()


def _report(
    diagnostics: Iterable[Diagnostic], stream: TextIO, texts: Mapping[Path, str] | None = None
) -> None:
    """Print diagnostics with the lines they speak of, coloured where a person reads them.

    `texts` gives the files whose text is not the one on the disk.
    """
    found = tuple(diagnostics)
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
            print(text, file=stream)


def _print_coloured(text: str, severity: Severity) -> None:
    from rich.console import Console
    from rich.text import Text

    shown = Text(text)
    shown.highlight_words([f"{severity.value}:"], "bold red" if severity is Severity.ERROR else "bold yellow")
    shown.highlight_words(["hint:"], "cyan")
    Console(stderr=True, soft_wrap=True, highlight=False).print(shown)


def _text_of(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig", errors="replace")
    except OSError:
        return ""


def _cache_folder() -> Path | None:
    """Return the folder of this user for what need not be done twice; None where caching is off."""
    if os.environ.get("DECKGEN_CACHE") == "off":
        return None
    from platformdirs import user_cache_path

    return user_cache_path("deckgen", appauthor=False)
