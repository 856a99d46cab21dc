"""What the YAML parser stumbles over → what is wrong where that began, in plain words, and the cure."""

from __future__ import annotations

import yaml

from deckgen.diagnostics import Diagnostic, error
from deckgen.schema.places import Places
from deckgen.structs.patterns import pattern

_GLUED = pattern(r"[ \t]*([\w-]+):([\[{'\"\w].*)")
"""A name whose value follows its colon at once."""

_NO_PART = (
    "this line does not fit in here",
    "each line is a name with a colon, a point with a dash, or goes on with the line above it, further right",
)

_NO_COLON = "a colon and a value are expected after this name"
_UNMARKED = pattern(r"[ \t]*(?:- )?([A-Za-z][\w-]*)[ \t]*[= \t][ \t]*([^\s:=][^:]*)$")
"""A name and its value without a colon between them."""

_PLAIN_WORDS = (
    ("mapping values are not allowed", "there is a colon where no name is expected",
     "put text with a colon in quotation marks; begin names that belong together in the same column"),
    ("could not find expected ':'", _NO_COLON,
     "write: name: value; indent text of several lines further than its name"),
    ("block sequence entries are not allowed", "there is a dash where no list is expected",
     "begin a list on the line below its name"),
    ("did not find expected '-' indicator", "a dash was expected here",
     "begin all the dashes of a list in the same column"),
    ("did not find expected key", "this line does not line up with the lines it belongs to",
     "begin names that belong together in the same column"),
    ("while scanning a quoted scalar", "a quotation mark opens here and is never closed",
     "close it, or write the text without it"),
    ("unknown escape", "a backslash in double quotation marks means something special",
     "use single quotation marks around text with backslashes"),
    ("undefined alias", 'a value that begins with "*" points to another place of the file',
     "put the text in quotation marks"),
    ("anchor", 'a value that begins with "&" names a place of the file', "put the text in quotation marks"),
    ("single document", "a second file begins here, inside this one",
     "take out the line ---; what follows it may need a file of its own"),
    ("expected ',' or '}'", "the braces that open here are not closed, or a comma is missing",
     "put texts inside { } in quotation marks"),
    ("expected ',' or ']'", "the brackets that open here are not closed, or a comma is missing",
     "put texts inside [ ] in quotation marks"),
    ("tab", "there is a tab where only spaces are allowed", "indent with spaces"),
    ("cannot start any token", "text cannot begin with this character", "put the text in quotation marks"),
    ("tag", 'a value that begins with "!" is read as a command', "put the text in quotation marks"),
    ("block scalar", "something follows the | or > that opens text of several lines",
     "begin the text on the next line, further right"),
    ("did not find expected node content", "text cannot begin with this character",
     "put the text in quotation marks"),
)  # fmt: skip

_OPENS = (
    "while scanning a quoted scalar",
    "expected ',' or '}'",
    "expected ',' or ']'",
    "while scanning a simple key",
)
"""What is shown where it began, not where the parser gave up."""


def syntax_error(problem: yaml.MarkedYAMLError, text: str, places: Places) -> tuple[Diagnostic, int]:
    """Return what is wrong in plain words, and the index at which it is."""
    said = f"{problem.context or ''} {problem.problem or ''}"
    mark, began = problem.problem_mark or problem.context_mark, problem.context_mark
    at = _inside(text, mark.index if mark else 0)
    if shown := _shown_by_line(said, text, at, places):
        return shown, at
    if began and mark and problem.context == "while parsing a block mapping":
        message = f"this line begins in column {mark.column + 1}, where no line of its group begins"
        hint = f"its group begins in line {began.line + 1}, column {began.column + 1}: indent all of it alike"
        return error(message, places.span(at, at + 1), hint), at
    words = next((one[1:] for one in _PLAIN_WORDS if one[0] in said), None)
    message, hint = words or _NO_PART
    at = _inside(text, _opened(problem, said, at))
    return error(message, places.span(at, at + 1), _with_colon(message, _line(text, at)[1]) or hint), at


def _opened(problem: yaml.MarkedYAMLError, said: str, at: int) -> int:
    """Return where that began which is shown there, and where the parser gave up for everything else."""
    began = problem.context_mark
    return began.index if began and any(one in said for one in _OPENS) else at


def _shown_by_line(said: str, text: str, at: int, places: Places) -> Diagnostic | None:
    """Return what is wrong where the line itself shows it better than the parser says, else None."""
    start, line = _line(text, at)
    spaces = line[: len(line) - len(line.lstrip())]
    if "\t" in spaces:
        hint = "indent it with spaces, as the others are"
        return error("this line begins with a tab", places.span(start, start + 1), hint)
    glued = _GLUED.match(line)
    if glued and "not allowed" in said:
        colon = start + glued.end(1)
        hint = f"write: {glued[1]}: {glued[2]}"
        return error("a space is missing after this colon", places.span(colon, colon + 1), hint)
    return None


def _with_colon(message: str, line: str) -> str:
    """Return what to write for a line that lacks its colon, empty where it has one or that is not plain."""
    found = _UNMARKED.match(line) if message == _NO_COLON else None
    return f"write: {found[1]}: {found[2]}" if found else ""


def _line(text: str, at: int) -> tuple[int, str]:
    """Return where the line begins that an index is in, and the line."""
    start = max(text.rfind("\n", 0, at), text.rfind("\r", 0, at)) + 1
    return start, text[start:].split("\n", 1)[0].rstrip("\r")


def _inside(text: str, at: int) -> int:
    """Return an index at which there is something to point at; at the file's end, the last character."""
    at = min(at, len(text))
    while at > 0 and (at >= len(text) or text[at] in "\r\n"):
        at -= 1
    return at
