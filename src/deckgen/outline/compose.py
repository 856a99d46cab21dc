"""Text with its cures applied → YAML nodes, every node's place known in the text as it was typed.

PyYAML stops at the first line that it cannot read. Here that line is reported, taken out and the rest
is read, so that one run reports more than one. Depth and size are bounded before anything recurses.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterable
from dataclasses import dataclass

import yaml

from deckgen.diagnostics import Diagnostic, Span, error
from deckgen.outline.source import Cure, Source

Loader: type[yaml.CSafeLoader | yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The loader in C; where PyYAML is built without it, the other reads the same, twenty times slower."""

MOST_DEPTH = 40
"""Levels of nesting beyond which a file is refused; an outline has at most twelve."""

_MOST_BRACKETS = 300
_MOST_ROUNDS = 5
_DASHES = re.compile(r"(?:[-?:][ \t]+){12}")
_INDENT = " " * 200
_REAL_LINE = re.compile(r"[^\r\n]*")


@dataclass(frozen=True, slots=True)
class Places:
    """The cured text, and where its characters stand in the text as typed.

    From `cured[n]` on, characters stand at `typed[n]` and following, at most at `limits[n]`.
    """

    source: Source
    text: str
    cured: tuple[int, ...]
    typed: tuple[int, ...]
    limits: tuple[int, ...]

    def offset(self, index: int) -> int:
        """Return the offset in the text as typed of an index in the cured one."""
        if len(self.cured) == 1:
            return index
        at = bisect.bisect_right(self.cured, index) - 1
        return min(self.typed[at] + index - self.cured[at], self.limits[at])

    def place(self, index: int) -> tuple[int, int]:
        """Return line and column in the text as typed."""
        return self.source.place(self.offset(index))

    def span(self, start: int, stop: int) -> Span:
        """Return the span in the text as typed."""
        return self.source.span(self.offset(start), max(self.offset(start), self.offset(stop)))


def apart(cures: Iterable[Cure]) -> tuple[Cure, ...]:
    """Return cures in order, without those that overlap an earlier one."""
    kept: list[Cure] = []
    for cure in sorted(cures, key=lambda one: (one.start, one.stop)):
        if not kept or cure.start >= kept[-1].stop:
            kept.append(cure)
    return tuple(kept)


def apply(text: str, cures: Iterable[Cure]) -> str:
    """Return the text with cures applied; they do not overlap."""
    parts: list[str] = []
    done = 0
    for cure in sorted(cures, key=lambda one: (one.start, one.stop)):
        parts += [text[done : cure.start], cure.replacement]
        done = cure.stop
    return "".join((*parts, text[done:]))


def places_of(source: Source, cures: Iterable[Cure]) -> Places:
    """Return the cured text of a source with the way back from each of its characters."""
    ordered = sorted(cures, key=lambda one: (one.start, one.stop))
    cured, typed, limits = [0], [0], [len(source.text)]
    shift = 0
    for cure in ordered:
        start = cure.start + shift
        cured += [start, start + len(cure.replacement)]
        typed += [cure.start, cure.stop]
        limits += [cure.stop, len(source.text)]
        shift += len(cure.replacement) - (cure.stop - cure.start)
    return Places(source, apply(source.text, ordered), tuple(cured), tuple(typed), tuple(limits))


@dataclass(frozen=True, slots=True)
class Composed:
    """The file's root node (None: there is none), and what stopped the reading on the way.

    `whole` tells that nothing had to be left out.
    """

    root: yaml.Node | None
    places: Places
    diagnostics: tuple[Diagnostic, ...]
    whole: bool


def compose(places: Places) -> Composed:
    """Read the cured text into nodes; report, take out and read on where a line does not fit in."""
    text = places.text
    problems: list[Diagnostic] = []
    for _ in range(_MOST_ROUNDS):
        if deep := _too_deep(text, places):
            return Composed(None, places, (*problems, deep), whole=False)
        try:
            root = yaml.compose(text, Loader=Loader)
        except yaml.MarkedYAMLError as problem:
            found, at = _syntax_error(problem, text, places)
            problems.append(found)
            second = "single document" in str(problem.problem) or "single document" in str(problem.context)
            bare = text[:at] if second else _without_line(text, at)
            if bare == text:
                break
            text = bare
        except (yaml.YAMLError, ValueError) as problem:
            start = places.span(0, 0)
            return Composed(
                None, places, (*problems, error(f"the file cannot be read: {problem}", start)), False
            )
        else:
            return Composed(root, places, tuple(problems), whole=not problems)
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
                if depth > MOST_DEPTH:
                    at = event.start_mark.index if event.start_mark else 0
                    return error(
                        f"this is nested more than {MOST_DEPTH} levels deep",
                        places.span(at, at + 1),
                        "an outline needs no more than twelve levels",
                    )
            elif isinstance(event, yaml.CollectionEndEvent):
                depth -= 1
    except (yaml.YAMLError, ValueError):
        return None
    return None


_PLAIN_WORDS = (
    ("mapping values are not allowed", "a colon stands where no name is expected",
     "put a text with a colon in quotation marks; begin names that belong together in the same column"),
    ("could not find expected ':'", "a name with a colon was expected here",
     "put text that goes on over several lines further right than the name it belongs to"),
    ("block sequence entries are not allowed", "a dash stands where no list is expected",
     "begin a list on the line below its name"),
    ("did not find expected '-' indicator", "a dash was expected here",
     "begin all the dashes of a list in the same column"),
    ("did not find expected key", "this line does not line up with the lines it belongs to",
     "begin names that belong together in the same column"),
    ("while scanning a quoted scalar", "a quotation mark opens here and is never closed",
     "close it, or write the text without it"),
    ("unknown escape", "a backslash in double quotation marks means something special",
     "use single quotation marks around a text with backslashes"),
    ("undefined alias", 'a value that begins with "*" points to another place of the file',
     "put the text in quotation marks"),
    ("anchor", 'a value that begins with "&" names a place of the file', "put the text in quotation marks"),
    ("single document", "a second outline begins here, a file holds one", "take out the line ---"),
    ("expected ',' or '}'", "the braces that open here are not closed, or a comma is missing",
     "put texts inside { } in quotation marks"),
    ("expected ',' or ']'", "the brackets that open here are not closed, or a comma is missing",
     "put texts inside [ ] in quotation marks"),
    ("tab", "a tab stands where only spaces are allowed", "indent with spaces"),
    ("cannot start any token", "a text cannot begin with this sign", "put the text in quotation marks"),
    ("tag", 'a value that begins with "!" is read as a command', "put the text in quotation marks"),
    ("block scalar", "something follows the sign | or > that opens a text of several lines",
     "begin the text on the next line, further right"),
    ("did not find expected node content", "a text cannot begin with this sign",
     "put the text in quotation marks"),
)  # fmt: skip


def _syntax_error(problem: yaml.MarkedYAMLError, text: str, places: Places) -> tuple[Diagnostic, int]:
    """Return what is wrong in plain words, and the index at which it stands."""
    said = f"{problem.context or ''} {problem.problem or ''}"
    known = next((one for one in _PLAIN_WORDS if one[0] in said), None)
    message, hint = (
        known[1:] if known else ("this line does not fit in where it stands", "compare the lines above")
    )
    opens = known is not None and ("opens here" in message)
    mark = (problem.context_mark if opens else None) or problem.problem_mark or problem.context_mark
    at = 0 if mark is None else min(mark.index, len(text))
    # at the file's end there is nothing to point at: go back to the last character
    while at > 0 and (at >= len(text) or text[at] in "\r\n"):
        at -= 1
    return error(message, places.span(at, at + 1), hint), at
