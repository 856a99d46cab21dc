"""Program text as typed, or a file of it → lines of tokens, each line with its place in the outline."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from deckgen.deck.files import project_file
from deckgen.deck.model import Code, CodeLine, Token
from deckgen.diagnostics import Diagnostic, Span, error
from deckgen.outline import model as outline_model
from deckgen.outline.model import Text

if TYPE_CHECKING:
    from pygments.lexer import Lexer

TAB = 4
"""The columns from one tab stop to the next."""

MOST_BYTES = 200_000
"""No larger file is read as program text."""

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


@dataclass(frozen=True, slots=True)
class ReadCode:
    """Program text without its caption, or None where it cannot be shown, and why."""

    code: Code | None
    problems: tuple[Diagnostic, ...]


def read_code(given: outline_model.Code, outline: Path) -> ReadCode:
    """Return program text line by line, its tokens told apart where its language is known."""
    typed = _typed(given, outline)
    if isinstance(typed, Diagnostic):
        return ReadCode(None, (typed,))
    lines, spans = typed
    if not lines:
        return ReadCode(None, (error("there is no program text in it", given.span),))
    lexer = _lexer(given)
    if isinstance(lexer, Diagnostic):
        return ReadCode(None, (lexer,))
    chosen = _chosen(given.highlight, len(lines))
    if isinstance(chosen, Diagnostic):
        return ReadCode(None, (chosen,))
    tokens = _tokens(lines, lexer)
    found = tuple(
        CodeLine(one, bool(chosen) and number not in chosen, span)
        for number, (one, span) in enumerate(zip(tokens, spans, strict=True), 1)
    )
    return ReadCode(Code(found, lexer.name if lexer else "", (), given.span), ())


def _typed(given: outline_model.Code, outline: Path) -> tuple[list[str], list[Span]] | Diagnostic:
    """Return the lines without the empty ones around them and what all are indented by, and their places."""
    if given.text is not None:
        lines, spans = _with_places(given.text)
    else:
        assert given.file is not None
        read = _read(given.file, outline)
        if isinstance(read, Diagnostic):
            return read
        lines = read.splitlines()
        spans = [given.file.span] * len(lines)
    shown = [line.expandtabs(TAB).rstrip() for line in lines]
    first = next((place for place, line in enumerate(shown) if line), len(shown))
    last = next((place for place in range(len(shown), first, -1) if shown[place - 1]), first)
    shown, spans = shown[first:last], spans[first:last]
    margin = min((len(line) - len(line.lstrip()) for line in shown if line), default=0)
    return [line[margin:] for line in shown], spans


def _with_places(text: Text) -> tuple[list[str], list[Span]]:
    lines, spans = [], []
    start = 0
    for line in text.value.split("\n"):
        lines.append(line)
        spans.append(text.at(start, start + max(1, len(line))))
        start += len(line) + 1
    return lines, spans


def _read(name: Text, outline: Path) -> str | Diagnostic:
    path = project_file(name, outline, "program")
    if isinstance(path, Diagnostic):
        return path
    try:
        if path.stat().st_size > MOST_BYTES:
            return error(
                f'"{name}" is too long to be shown on slides',
                name.span,
                "copy the part that matters into `text`",
            )
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        return error(f'"{name}" is no text in UTF-8', name.span, "save it as UTF-8 in your editor")
    except OSError as problem:
        return error(f'"{name}" cannot be read: {problem.strerror}', name.span)


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
    near = difflib.get_close_matches(typed, by_name, 1, 0.6)
    hint = (
        f'did you mean "{by_name[near[0]]}"?' if near else "leave it out, and the text is set in one colour"
    )
    return error(f'there is no language called "{language}"', language.span, hint)


def _chosen(highlight: Text | None, count: int) -> frozenset[int] | Diagnostic:
    """Return the numbers of the lines that matter, none where all do."""
    chosen: set[int] = set()
    for part in highlight.value.split(",") if highlight else ():
        first, _, last = part.strip().partition("-")
        chosen.update(range(int(first), int(last or first) + 1))
    if highlight and (not chosen or max(chosen) > count):
        said = "line" if count == 1 else "lines"
        return error(f"the program text has {count} {said}", highlight.span, "count from 1, blank lines too")
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
