"""Text with its cures applied → YAML nodes, every node's place known in the text as it was typed.

PyYAML stops at the first line that it cannot read. Here that line is reported, taken out and the rest
is read, so that one run reports more than one. Depth and size are bounded before anything recurses.
"""

from __future__ import annotations

import yaml

from deckgen.diagnostics import Diagnostic, error
from deckgen.limits import MOST_LEVELS
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
        if deep := _too_deep(text, places):
            return Composed(None, places, (*problems, deep), whole=False)
        try:
            root = yaml.compose(text, Loader=Loader)
        except yaml.MarkedYAMLError as problem:
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


def _without_line(text: str, at: int) -> str:
    """Return the text with the line around `at` made blank, its length kept."""
    start = max(text.rfind("\n", 0, at), text.rfind("\r", 0, at)) + 1
    found = _REAL_LINE.match(text, start)
    stop = found.end() if found else start
    if not text[start:stop].strip():
        return text
    return text[:start] + " " * (stop - start) + text[stop:]


def _too_deep(text: str, places: Places) -> Diagnostic | None:
    """Return an error where nesting goes deeper than any outline; PyYAML would exhaust the stack."""
    brackets = text.count("[") + text.count("{")
    if brackets <= _MOST_BRACKETS and _INDENT not in text and not _DASHES.search(text):
        return None
    depth = 0
    try:
        for event in yaml.parse(text, Loader=Loader):
            if isinstance(event, yaml.CollectionStartEvent):
                depth += 1
                if depth > MOST_LEVELS:
                    at = event.start_mark.index if event.start_mark else 0
                    return error(
                        f"this is nested more than {MOST_LEVELS} levels deep",
                        places.span(at, at + 1),
                        "an outline needs no more than twelve levels",
                    )
            elif isinstance(event, yaml.CollectionEndEvent):
                depth -= 1
    except (yaml.YAMLError, ValueError):
        return None
    return None
