"""What the YAML parser stumbles over in a theme's file → where that began, and what to do."""

from __future__ import annotations

import re
from pathlib import Path

import yaml

from deckgen.diagnostics import Diagnostic, Span, error

_GLUED = re.compile(r"\s*([\w-]+):([\[{'\"\w].*)")
"""A key whose value follows its colon at once."""

_OPEN = {
    "while scanning a simple key": (
        "a colon and a value are expected behind this key",
        "write it as: key: value",
    ),
    "while scanning a quoted scalar": (
        "this quotation mark is not closed",
        "end the text with the same mark on this line",
    ),
    "while parsing a flow sequence": (
        "this [ is not closed, or a comma is missing behind it",
        "write it as: [first, second]",
    ),
    "while parsing a flow mapping": (
        "this { is not closed, or a comma is missing behind it",
        "write it as: {key: value, other: value}",
    ),
}
"""What the parser was doing when it gave up → what is wrong where it began to, and the cure."""


def not_yaml(problem: yaml.MarkedYAMLError, text: str, path: Path) -> Diagnostic:
    """Return the error for a file that is not YAML."""
    mark, began = problem.problem_mark, problem.context_mark
    if mark is None:
        return error(f"this is not YAML: {problem.problem}", Span(path, 1, 1, 1, 1))
    lines = text.splitlines()
    line = lines[mark.line] if mark.line < len(lines) else ""
    spaces = line[: len(line) - len(line.lstrip())]
    if "\t" in spaces:
        return error(
            "this line begins with a tab", _at(mark, path), "indent it with spaces, as the others are"
        )
    if began is not None and problem.context in _OPEN:
        message, advice = _OPEN[problem.context]
        return error(message, _at(began, path), advice)
    if began is not None and problem.context == "while parsing a block mapping":
        return error(
            f"this line begins in column {mark.column + 1}, where no line of its group begins",
            _at(mark, path),
            f"its group begins in line {began.line + 1}, column {began.column + 1}: indent all of it alike",
        )
    glued = _GLUED.match(line)
    if glued and "not allowed" in str(problem.problem):
        where = Span(path, mark.line + 1, glued.end(1) + 1, mark.line + 1, glued.end(1) + 2)
        return error("a space is missing behind this colon", where, f"write it as: {glued[1]}: {glued[2]}")
    return error(
        f"this is not YAML: {problem.problem}",
        _at(mark, path),
        "each line is a key, a colon and a value; put a value with signs such as # : [ { in quotes",
    )


def _at(mark: yaml.error.Mark, path: Path) -> Span:
    return Span(path, mark.line + 1, mark.column + 1, mark.line + 1, mark.column + 2)
