"""A file that ought to be XML → what is in it and where, or where it is broken."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path

from deckgen.diagnostics import Diagnostic, Span, error
from deckgen.structs import Struct


class Element(Struct, frozen=True):
    """One element, without what it holds: its name without a namespace, its attributes, its place."""

    name: str
    attributes: Mapping[str, str]
    span: Span


def elements(content: bytes, path: Path, kind: str, names: Collection[str]) -> list[Element] | Diagnostic:
    """Return a file's outermost element and after it those with the given names, or what is wrong.

    `kind` says what the file is to be, for messages: "citation style".
    """
    from xml.parsers import expat

    # what it is written in has been found out; what it says of that may be anything
    parser = expat.ParserCreate("utf-8", " ")
    found: list[Element] = []
    entities: list[Span] = []

    def place() -> Span:
        line, column = parser.CurrentLineNumber, parser.CurrentColumnNumber + 1
        return Span(path, line, column, line, column + 1)

    def begun(name: str, attributes: dict[str, str]) -> None:
        plain = name.rpartition(" ")[2]
        if not found or plain in names:
            found.append(Element(plain, attributes, place()))

    def declared(*_: object) -> None:
        entities.append(place())
        raise ValueError

    parser.StartElementHandler = begun
    parser.EntityDeclHandler = declared
    try:
        parser.Parse(content, True)
    except ValueError:
        message = f'"{path.name}" declares XML entities, which such a file never needs'
        return error(message, entities[0], "download the file again from where it came from")
    except expat.ExpatError as problem:
        line, column = problem.lineno, problem.offset + 1
        return error(
            f'the {kind} "{path.name}" is broken in line {line}, column {column}: '
            f"{expat.ErrorString(problem.code)}",
            Span(path, line, column, line, column + 1),
            "download the file again from where it came from",
        )
    return found
