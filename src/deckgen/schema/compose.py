"""Text with its cures applied → YAML nodes, every node's place known in the text as it was typed.

PyYAML stops at the first line that it cannot read. Here that line is reported, taken out and the rest
is read, so that one run reports more than one. Depth and size are bounded before anything recurses.
"""

from __future__ import annotations

import yaml

from deckgen.diagnostics import Diagnostic, Edit, Span, error
from deckgen.limits import MOST_LEVELS, MOST_VALUES
from deckgen.schema.places import Places
from deckgen.schema.syntax import syntax_error
from deckgen.structs import Struct
from deckgen.structs.patterns import pattern

Loader: type[yaml.CSafeLoader | yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The loader in C; where PyYAML is built without it, the other reads the same, twenty times slower."""

_MOST_BRACKETS = 300
_MOST_ROUNDS = 30
_DASHES = pattern(r"(?:[-?:][ \t]+){12}")
_INDENT = " " * 200
_MARKS = ("\n", "\r", ",", ":", "- ", "-\t", "? ")
_REAL_LINE = pattern(r"[^\r\n]*")


class Composed(Struct, frozen=True):
    """The file's root node (None: there is none), and what stopped the reading on the way.

    `whole` says that nothing had to be left out; `gaps` are the lines that were, where the rest was read.
    """

    root: yaml.Node | None
    places: Places
    diagnostics: tuple[Diagnostic, ...]
    whole: bool
    gaps: tuple[int, ...] = ()


def compose(places: Places) -> Composed:
    """Read the cured text into nodes; report, take out and read on where a line does not fit in."""
    text = places.text
    problems: list[Diagnostic] = []
    gaps: list[int] = []
    for _ in range(_MOST_ROUNDS):
        if beyond := _beyond(text, places):
            return Composed(None, places, (*problems, beyond), whole=False)
        try:
            root = yaml.compose(text, Loader=Loader)
        except yaml.MarkedYAMLError as problem:
            if joined := _with_comma(problem, text, places):
                problems.append(joined[0])
                text = joined[1]
                continue
            found, at = syntax_error(problem, text, places)
            problems.append(found)
            second = "single document" in str(problem.problem) or "single document" in str(problem.context)
            bare = text[:at] if second else _without_line(text, at)
            if bare == text:
                break
            gaps.append(places.span(at, at).line)
            text = bare
        except (yaml.YAMLError, ValueError) as problem:
            start = places.span(0, 0)
            return Composed(
                None, places, (*problems, error(f"the file cannot be read: {problem}", start)), False
            )
        else:
            return Composed(root, places, tuple(problems), whole=not problems, gaps=tuple(gaps))
    return Composed(None, places, tuple(problems), whole=False)


def _with_comma(problem: yaml.MarkedYAMLError, text: str, places: Places) -> tuple[Diagnostic, str] | None:
    """Return the text with a comma at the end of a line between braces or brackets that lacks it.

    It takes the place of the line's end, which says nothing there, so that all else keeps its own.
    """
    said, mark = str(problem.problem), problem.problem_mark
    if "expected ',' or" not in said or mark is None:
        return None
    last = len(text[: mark.index].rstrip())
    between = text[last : mark.index]
    after = text[mark.index : mark.index + 1]
    if (
        "\n" not in between
        or not last
        or text[last - 1] in ",:[{"
        or not after
        or not (after.isalnum() or after in "\"'[{")
    ):
        return None
    start = text.rfind("\n", 0, last) + 1
    if after not in "\"'" and problem.context_mark and problem.context_mark.index >= start:
        return None  # what opens in the line above is most likely not closed there
    line = text[start:last].strip()
    message = "a comma is missing at the end of this line, which is between braces or brackets"
    edits = (Edit(places.span(last, last), ","),)
    found = error(message, places.span(last - 1, last), f"write: {line},", edits=edits)
    return found, f"{text[:last]},{text[last + 1 :]}"


def _without_line(text: str, at: int) -> str:
    """Return the text with the line around `at` made blank, its length kept."""
    start = max(text.rfind("\n", 0, at), text.rfind("\r", 0, at)) + 1
    found = _REAL_LINE.match(text, start)
    stop = found.end() if found else start
    if not text[start:stop].strip():
        return text
    return text[:start] + " " * (stop - start) + text[stop:]


def is_modest(text: str, part: str | None = None) -> bool:
    """Tell whether it takes but a look to know that a text has neither too many values nor levels.

    `part` are the lines that may have levels which nobody has looked at, None: all of the text's.
    """
    brackets = text.count("[") + text.count("{")
    # A value begins a line or follows one of these; each brings three at most: a pair, its name, its value.
    marks = 1 + brackets + sum(map(text.count, _MARKS))
    lines = text if part is None else part
    flat = brackets <= _MOST_BRACKETS and _INDENT not in text and not _DASHES.search(lines)
    return flat and 3 * marks <= MOST_VALUES


def _beyond(text: str, places: Places) -> Diagnostic | None:
    """Return an error where a file is nested deeper, or holds more values, than any outline.

    PyYAML would exhaust the stack or the memory, for it makes the whole tree; its events cost neither.
    """
    if is_modest(text):
        return None
    depth = count = 0
    try:
        for event in yaml.parse(text, Loader=Loader):
            count += isinstance(event, yaml.NodeEvent)
            depth += isinstance(event, yaml.CollectionStartEvent)
            depth -= isinstance(event, yaml.CollectionEndEvent)
            if count > MOST_VALUES or depth > MOST_LEVELS:
                at = event.start_mark.index if event.start_mark else 0
                return _too_much(places.span(at, at + 1), deep=depth > MOST_LEVELS)
    except (yaml.YAMLError, ValueError):
        return None
    return None


def _too_much(span: Span, *, deep: bool) -> Diagnostic:
    if deep:
        hint = "an outline needs no more than twelve levels"
        return error(f"this is nested more than {MOST_LEVELS} levels deep", span, hint)
    hint = "keep long tables in a .csv file, and parts of a long talk in outlines of their own"
    return error(f"the file holds more than {MOST_VALUES:,} values", span, hint)
