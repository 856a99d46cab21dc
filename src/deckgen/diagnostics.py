"""What is wrong, where, and what to do about it: errors as data, rendered once.

Every phase returns diagnostics beside its value and goes on as far as it can, so that one run
reports all that is wrong. Only `cli.py` prints them.
"""

from __future__ import annotations

import enum
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path


class Severity(enum.Enum):
    """How much a diagnostic matters: an error stops the build, a warning does not."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of a text file: lines and columns from 1, columns in characters, the end excluded."""

    path: Path
    line: int
    column: int
    end_line: int
    end_column: int

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Edit:
    """A correction: put `replacement` where `span` stands. Several edits of a file never overlap."""

    span: Span
    replacement: str


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One fact about the user's input.

    `message` is lower-case, says what was found and what was expected; advice goes into `hints`.
    `span` is None only where no file is concerned (a missing program, a full disk). `edits` is the
    correction of a mistake that has one certain cure; `deckgen fix` applies it.
    """

    severity: Severity
    message: str
    span: Span | None = None
    hints: tuple[str, ...] = ()
    edits: tuple[Edit, ...] = ()


def error(message: str, span: Span | None = None, *hints: str, edits: tuple[Edit, ...] = ()) -> Diagnostic:
    """Return an error with its place, its hints and, where one is certain, its cure."""
    return Diagnostic(Severity.ERROR, message, span, hints, edits)


def warning(message: str, span: Span | None = None, *hints: str, edits: tuple[Edit, ...] = ()) -> Diagnostic:
    """Return a warning with its place, its hints and, where one is certain, its cure."""
    return Diagnostic(Severity.WARNING, message, span, hints, edits)


class Refused(Exception):
    """The work cannot go on: carries the diagnostics that say why. Nothing has been written."""

    def __init__(self, *diagnostics: Diagnostic) -> None:
        super().__init__("\n".join(one.message for one in diagnostics))
        self.diagnostics = diagnostics


def has_errors(diagnostics: Iterable[Diagnostic]) -> bool:
    """Tell whether any of them stops the build."""
    return any(one.severity is Severity.ERROR for one in diagnostics)


def in_order(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Return them without repeats, by file and place; those without a place come last."""
    unique = dict.fromkeys(diagnostics)
    placed = sorted((one for one in unique if one.span), key=lambda one: one.span or _NOWHERE)
    return (*placed, *(one for one in unique if one.span is None))


_NOWHERE = Span(Path(), 0, 0, 0, 0)


def render(diagnostic: Diagnostic, sources: Mapping[Path, str]) -> str:
    """Return the diagnostic as text: the fact, the source line with a caret, the hints.

    `sources` maps a file to its text; a file that is not there is shown without its line.
    """
    kind = diagnostic.severity.value
    span = diagnostic.span
    if span is None:
        head = f"{kind}: {diagnostic.message}"
        return "\n".join([head, *(f"  hint: {hint}" for hint in diagnostic.hints)])
    rows = [f"{span}: {kind}: {diagnostic.message}"]
    lines = sources.get(span.path, "").splitlines()
    if 0 < span.line <= len(lines):
        gutter = f"{span.line:>5} | "
        rows += [gutter + lines[span.line - 1].replace("\t", " "), _caret(span, lines[span.line - 1], gutter)]
    rows += [f"  hint: {hint}" for hint in diagnostic.hints]
    return "\n".join(rows)


def _caret(span: Span, line: str, gutter: str) -> str:
    start = min(span.column - 1, len(line))
    stop = span.end_column - 1 if span.end_line == span.line else len(line)
    before = sum(_cells(char) for char in line[:start])
    width = max(1, sum(_cells(char) for char in line[start:stop]))
    return f"{'|':>{len(gutter) - 1}} {' ' * before}{'^' * width}"


def _cells(char: str) -> int:
    """Return how many columns of a terminal a character takes."""
    if unicodedata.combining(char):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1
