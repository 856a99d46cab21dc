"""Program text as typed, or a file of it → lines of tokens, each line with its place in the outline."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from deckgen.deck.blocks.meaning import Converted, Meaning
from deckgen.deck.files import open_project_file
from deckgen.deck.model import Code, CodeLine, Token
from deckgen.diagnostics import Diagnostic, Span, error
from deckgen.limits import PROGRAM_BYTES
from deckgen.outline import model as outline_model
from deckgen.outline.model import Text
from deckgen.project_files import FileKind, utf8_text
from deckgen.schema.closest import closest
from deckgen.structs import Struct, replace

if TYPE_CHECKING:
    from pygments.lexer import Lexer

TAB = 4
"""The columns from one tab stop to the next."""

PROGRAM = FileKind("program", PROGRAM_BYTES, "copy the part that matters into `text`")

_KINDS = (
    ("Comment", "comment"),
    ("Keyword", "keyword"),
    ("Operator.Word", "keyword"),
    ("Literal.String", "string"),
    ("Literal.Number", "number"),
    ("Name.Function", "definition"),
    ("Name.Class", "definition"),
    ("Name.Tag", "keyword"),
    ("Name.Decorator", "definition"),
    ("Generic.Heading", "keyword"),
    ("Generic.Subheading", "keyword"),
    ("Generic.Prompt", "comment"),
    ("Generic.Output", "comment"),
)
"""The kinds of Pygments, the more special ones too, and what they are here."""


class ReadCode(Struct, frozen=True):
    """Program text without its caption, or None where it cannot be shown, and why."""

    code: Code | None
    problems: tuple[Diagnostic, ...]


def program(typed: outline_model.Code, meaning: Meaning) -> Converted:
    """Return program text with its caption and what it writes."""
    read = read_code(typed, meaning.outline.path)
    if read.code is None:
        return None, read.problems
    output: tuple[CodeLine, ...] = ()
    if typed.output:
        lines, spans, _ = _trimmed(*_with_places(typed.output))
        output = tuple(
            CodeLine((Token(line, ""),) if line else (), False, span)
            for line, span in zip(lines, spans, strict=True)
        )
    return replace(read.code, caption=meaning.runs(typed.caption), output=output), read.problems


def read_code(given: outline_model.Code, outline: Path) -> ReadCode:
    """Return program text line by line, its tokens distinguished where its language is known."""
    typed = _typed(given, outline)
    if isinstance(typed, Diagnostic):
        return ReadCode(None, (typed,))
    lines, spans, first = typed
    if not lines:
        return ReadCode(
            None,
            (error("there is no program text in it", given.span, "write the program, or leave code: out"),),
        )
    lexer = _lexer(given)
    if isinstance(lexer, Diagnostic):
        return ReadCode(None, (lexer,))
    turns: list[frozenset[int]] = []
    for one in given.highlight:
        chosen = _chosen(one, first, len(lines))
        if isinstance(chosen, Diagnostic):
            return ReadCode(None, (chosen,))
        turns.append(chosen)
    tokens = _tokens(lines, lexer)
    # All lines are no lines in particular.
    matter = frozenset().union(*(one for one in turns if len(one) < len(lines)))
    found = tuple(
        CodeLine(
            *(line, bool(matter) and number not in matter, span),
            turns=tuple(turn for turn, chosen in enumerate(turns) if number in chosen),
        )
        for number, (line, span) in enumerate(zip(tokens, spans, strict=True), first)
    )
    numbered = first if given.numbers else None
    language = lexer.name if lexer else ""
    count = len(turns) if len(turns) > 1 else 0
    return ReadCode(Code(found, language, (), given.span, first_line=numbered, turns=count), ())


_Lines = tuple[list[str], list[Span], int]
"""Lines of a program, their places, and the number of the first."""


def _typed(given: outline_model.Code, outline: Path) -> _Lines | Diagnostic:
    """Return the lines that are shown, and the number of the first: what is typed, else what it is there."""
    start = int(given.start.value) if given.start else 1
    if given.text is not None:
        lines, spans = _with_places(given.text)
        if given.lines:
            shown = _part(
                given.lines, start, len("\n".join(lines).rstrip().split("\n")), given=bool(given.start)
            )
            if isinstance(shown, Diagnostic):
                return shown
            start, lines, spans = (
                shown.start,
                lines[shown.place : shown.stop],
                spans[shown.place : shown.stop],
            )
    else:
        assert given.file is not None
        read = _read(given.file, outline)
        if isinstance(read, Diagnostic):
            return read
        lines = read.splitlines()
        if given.lines:
            first, _, last = given.lines.value.partition("-")
            count, lines = len(lines), lines[int(first) - 1 : int(last or first)]
            if not lines:
                message = f'"{given.file}" has no line {first}'
                return error(message, given.lines.span, f"it has {count} lines")
            start = start if given.start else int(first)
        spans = [given.file.span] * len(lines)
    lines, spans, skipped = _trimmed(lines, spans)
    # Numbers follow the file, of which empty lines at the top are passed over.
    return lines, spans, start + (skipped if given.lines else 0)


class _Shown(Struct, frozen=True):
    """Which lines of a program are shown, as places from 0, and the number of the first."""

    place: int
    stop: int
    start: int


def _part(wanted: Text, start: int, count: int, *, given: bool) -> _Shown | Diagnostic:
    """Return which of the `count` lines of a typed program are shown, of which the first is numbered `start`.

    Where it has fewer lines than are asked for and nobody says what the first is numbered (not `given`), it
    is that part itself.
    """
    first, _, last = wanted.value.partition("-")
    begins, ends = int(first), int(last or first)
    if not given and ends > count:
        start = begins
    place, stop = max(begins - start, 0), min(ends - start + 1, count)
    if place >= stop:
        message = f"the program text has the lines {start} to {start + count - 1}"
        return error(
            message, wanted.span, f"its first line is numbered {start}; start: {begins} changes that"
        )
    return _Shown(place, stop, start + place)


def _trimmed(lines: list[str], spans: list[Span]) -> _Lines:
    """Return lines without the empty ones around them and what all are indented by; how many were before."""
    shown = [line.expandtabs(TAB).rstrip() for line in lines]
    first = next((place for place, line in enumerate(shown) if line), len(shown))
    last = next((place for place in range(len(shown), first, -1) if shown[place - 1]), first)
    shown, spans = shown[first:last], spans[first:last]
    margin = min((len(line) - len(line.lstrip()) for line in shown if line), default=0)
    return [line[margin:] for line in shown], spans, first


def _with_places(text: Text) -> tuple[list[str], list[Span]]:
    lines, spans = [], []
    start = 0
    for line in text.value.split("\n"):
        lines.append(line)
        spans.append(text.at(start, start + max(1, len(line))))
        start += len(line) + 1
    return lines, spans


def _read(name: Text, outline: Path) -> str | Diagnostic:
    file = open_project_file(name, outline, PROGRAM)
    if isinstance(file, Diagnostic):
        return file
    text = utf8_text(file.data, file.path, name.value)
    return text if isinstance(text, Diagnostic) else text.replace("\r\n", "\n").replace("\r", "\n")


def _lexer(given: outline_model.Code) -> Lexer | Diagnostic | None:
    """Return what tells the language's tokens apart, None where no language is named."""
    if given.language is None and given.file is None:
        return None
    from pygments.lexers import get_lexer_by_name, get_lexer_for_filename
    from pygments.util import ClassNotFound

    try:
        if given.language is not None:
            return get_lexer_by_name(given.language.value.strip().lower(), stripnl=False, ensurenl=False)
        assert given.file is not None
        return get_lexer_for_filename(given.file.value, stripnl=False, ensurenl=False)
    except ClassNotFound:
        return _unknown(given.language) if given.language else None


def _unknown(language: Text) -> Diagnostic:
    from pygments.lexers import get_all_lexers

    typed = language.value.strip().lower()
    by_name: dict[str, str] = {}
    for name, aliases, patterns, _ in get_all_lexers():
        if aliases:
            for called in (name.lower(), *aliases, *(one.lstrip("*.").lower() for one in patterns)):
                by_name.setdefault(called, aliases[0])
    if typed in by_name:
        return error(
            f'"{language}" is not the name of a language', language.span, f'did you mean "{by_name[typed]}"?'
        )
    near = closest(typed, by_name)
    hint = f'did you mean "{by_name[near]}"?' if near else "leave it out, and the text is set in one colour"
    return error(f'there is no language called "{language}"', language.span, hint)


def _chosen(highlight: Text, start: int, count: int) -> frozenset[int] | Diagnostic:
    """Return the numbers of the lines that matter; `start` is that of the first line."""
    if highlight.value == "all":
        return frozenset(range(start, start + count))
    chosen: set[int] = set()
    for part in highlight.value.split(","):
        first, _, last = part.strip().partition("-")
        chosen.update(range(int(first), min(int(last or first), start + count) + 1))
    if not chosen or max(chosen) >= start + count or min(chosen) < start:
        said = "line" if count == 1 else "lines"
        message = f"the program text has {count} {said}"
        if start != 1:
            message = f"the program text has the lines {start} to {start + count - 1}"
        return error(message, highlight.span, f"count from {start}, blank lines too")
    return frozenset(chosen)


def _tokens(lines: list[str], lexer: Lexer | None) -> Iterator[tuple[Token, ...]]:
    """Yield each line's tokens, neighbours of one kind as one; they make up the lines as typed."""
    if lexer is None:
        yield from ((Token(line, ""),) if line else () for line in lines)
        return
    found: list[list[Token]] = [[]]
    for kind, text in lexer.get_tokens("\n".join(lines)):
        meant = _meant(str(kind).removeprefix("Token."))
        first, *others = text.split("\n")
        _add(found[-1], first, meant)
        for other in others:
            found.append([])
            _add(found[-1], other, meant)
    for place, line in enumerate(lines):
        tokens = tuple(found[place]) if place < len(found) else ()
        # A lexer that drops or adds characters is not trusted with that line.
        same = "".join(token.text for token in tokens) == line
        yield tokens if same else (Token(line, ""),) if line else ()


def _add(line: list[Token], text: str, kind: str) -> None:
    if not text:
        return
    if not text.strip() and line:
        kind = line[-1].kind
    if line and line[-1].kind == kind:
        line[-1] = Token(line[-1].text + text, kind)
    else:
        line.append(Token(text, kind))


def _meant(kind: str) -> str:
    return next((own for theirs, own in _KINDS if kind == theirs or kind.startswith(f"{theirs}.")), "")
