"""What is wrong, where, and what to do about it: errors as data, rendered once.

Every phase returns diagnostics beside its value and goes on as far as it can, so that one run
reports all that is wrong. Only `cli.py` prints them.
"""

from __future__ import annotations

import enum
import functools
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from deckgen.limits import LONGEST_LINE_SHOWN, LONGEST_MESSAGE, MOST_MESSAGES
from deckgen.messages import code_of
from deckgen.structs import Struct
from deckgen.structs.patterns import pattern

_BREAK = pattern(r"\r\n|\n|\r")
_CONTROL = pattern("\r(?!\n)|[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
"""What a terminal obeys instead of showing it, and what turns a line of it around."""


class Severity(enum.Enum):
    """How much a diagnostic matters: an error stops the build, a warning does not, a tip is advice."""

    ERROR = "error"
    WARNING = "warning"
    TIP = "tip"


class Span(Struct, frozen=True, order=True):
    """A stretch of a text file: lines and columns from 1, columns in characters, the end excluded."""

    path: Path
    line: int
    column: int
    end_line: int
    end_column: int

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


class Edit(Struct, frozen=True):
    """A correction: put `replacement` where `span` is. Several edits of a file never overlap."""

    span: Span
    replacement: str


class Diagnostic(Struct, frozen=True):
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

    @property
    def code(self) -> str:
        """The message's stable code, by which `docs/messages.md` lists it; empty where it has none."""
        name, _, rest = self.message.partition(": ")  # what is wrong with a deck follows the deck's name
        return code_of(self.message) or (code_of(rest) if name.endswith((".pptx", ".pptm")) else "")


def error(message: str, span: Span | None = None, *hints: str, edits: tuple[Edit, ...] = ()) -> Diagnostic:
    """Return an error with its place, its hints and, where one is certain, its cure."""
    return Diagnostic(Severity.ERROR, message, span, hints, edits)


def warning(message: str, span: Span | None = None, *hints: str, edits: tuple[Edit, ...] = ()) -> Diagnostic:
    """Return a warning with its place, its hints and, where one is certain, its cure."""
    return Diagnostic(Severity.WARNING, message, span, hints, edits)


class DeckgenError(Exception):
    """The work cannot go on: carries the diagnostics that say why. Nothing has been written."""

    def __init__(self, *diagnostics: Diagnostic) -> None:
        super().__init__("\n".join(one.message for one in diagnostics))
        self.diagnostics = diagnostics

    def __reduce__(self) -> tuple[type[DeckgenError], tuple[Diagnostic, ...]]:
        """Pickle the diagnostics: an exception's own way hands on its message alone."""
        return type(self), self.diagnostics


def refused_by_the_system(problem: OSError | MemoryError) -> Diagnostic:
    """Return what the system has refused where nobody expected it to."""
    if isinstance(problem, MemoryError):
        return error(
            "there is not enough memory",
            None,
            "close other programs, or split a very long outline into several",
        )
    if not problem.filename:
        hint = "change to a folder that exists, then try again"
        return error(f"the system does not let deckgen go on: {problem.strerror}", None, hint)
    hint = "check that it exists and that you may read and write it, or choose another place"
    return error(f"{problem.filename} cannot be used: {problem.strerror}", None, hint)


def has_errors(diagnostics: Iterable[Diagnostic]) -> bool:
    """Tell whether any of them stops the build."""
    return any(one.severity is Severity.ERROR for one in diagnostics)


def in_order(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Return them without repeats, by file and place; those without a place come last."""
    unique = dict.fromkeys(diagnostics)
    placed = sorted((one for one in unique if one.span), key=lambda one: one.span or _NOWHERE)
    return (*placed, *(one for one in unique if one.span is None))


_NOWHERE = Span(Path(), 0, 0, 0, 0)


def most_telling(diagnostics: Sequence[Diagnostic]) -> tuple[tuple[Diagnostic, ...], str]:
    """Return the first hundred, errors before warnings, in their order; and a line that counts the rest."""
    if len(diagnostics) <= MOST_MESSAGES:
        return tuple(diagnostics), ""
    by_weight = sorted(range(len(diagnostics)), key=lambda at: diagnostics[at].severity is not Severity.ERROR)
    chosen = sorted(by_weight[:MOST_MESSAGES])
    left = Counter(diagnostics[at].severity.value for at in by_weight[MOST_MESSAGES:])
    counts = " and ".join(
        f"{count:,} more {kind}{'s' if count > 1 else ''}" for kind, count in sorted(left.items())
    )
    return tuple(diagnostics[at] for at in chosen), f"… and {counts}; correct these first, then run again"


def visible(text: str) -> str:
    """Return a text with its control characters as pictures of themselves, so that no terminal obeys them."""
    return _CONTROL.sub(lambda one: "�" if ord(one[0]) > 0x1F else chr(0x2400 + ord(one[0])), text)


def render(diagnostic: Diagnostic, sources: Mapping[Path, str]) -> str:
    """Return the diagnostic as text: the fact, the source line with a caret, the hints.

    `sources` maps a file to its text; a file that is not there is shown without its line. A long line is
    shown around the place, and control characters are made visible.
    """
    kind = diagnostic.severity.value
    span = diagnostic.span
    hints = [f"  hint: {_shortened(hint)}" for hint in diagnostic.hints]
    if span is None:
        return visible("\n".join([f"{kind}: {_coded(diagnostic)}", *hints]))
    rows = [f"{span}: {kind}: {_coded(diagnostic)}"]
    lines = _lines(sources.get(span.path, ""))
    if 0 < span.line <= len(lines):
        rows += _pointed_at(span, lines[span.line - 1])
    return visible("\n".join([*rows, *hints]))


@functools.lru_cache(maxsize=4)
def _lines(text: str) -> list[str]:
    """Return the lines of a file, counted as the reader counts them; split once for all messages about it."""
    return _BREAK.split(text)


def _pointed_at(span: Span, line: str) -> list[str]:
    """Return a line of the file, or what is around the place in it, with a caret below."""
    start = min(span.column - 1, len(line))
    stop = span.end_column - 1 if span.end_line == span.line else len(line)
    stop = max(start, min(stop, len(line)))
    first, before, after = 0, "", ""
    if len(line) > LONGEST_LINE_SHOWN:
        first = max(0, min(start - LONGEST_LINE_SHOWN // 4, len(line) - LONGEST_LINE_SHOWN))
        last = first + LONGEST_LINE_SHOWN
        before, after = "…" if first else "", "…" if last < len(line) else ""
        line = line[first:last]
    gutter = f"{span.line:>5} | "
    start, stop = start - first, min(stop - first, len(line))
    cells = sum(_cells(char) for char in before + line[:start])
    width = max(1, sum(_cells(char) for char in line[start:stop]))
    shown = f"{before}{line}{after}".replace("\t", " ")
    return [f"{gutter}{shown}", f"{'|':>{len(gutter) - 1}} {' ' * cells}{'^' * width}"]


def _shortened(said: str) -> str:
    """Return a message or a hint without its middle where something very long is quoted in it."""
    if len(said) <= LONGEST_MESSAGE:
        return said
    return f"{said[: LONGEST_MESSAGE - 100]} … {said[-90:]}"


def _coded(diagnostic: Diagnostic) -> str:
    """Return the message with its code after it."""
    said = _shortened(diagnostic.message)
    return f"{said} [{diagnostic.code}]" if diagnostic.code else said


def _cells(char: str) -> int:
    """Return how many columns of a terminal a character takes."""
    if unicodedata.combining(char):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1
