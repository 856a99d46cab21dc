"""What Pandoc drops of an essay in LaTeX → commands that it reads: quotations of csquotes, files of chapters.

Of `\\textquote{…}` Pandoc leaves nothing, not even the words; of `displayquote` it loses that it is a
quotation, and its source. A file that is included by `\\input` is not read, and would be missing in silence.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Callable, Sequence

from deckgen.check.work import TooMuchWork, Work
from deckgen.structs import Struct
from deckgen.structs.patterns import pattern

_QUOTE = pattern(
    r"\\(?P<how>foreign|hyphen|)(?P<kind>text|block)(?P<cite>c?)quote\*?(?![A-Za-z])"
    r"|\\(?P<says>say|q|sq|dq|qq)(?=\{)"
)
_DISPLAY = pattern(r"\\begin\{(?P<how>foreign|hyphen|)display(?P<cite>c?)quote\*?\}")
_DISPLAY_END = pattern(r"\\end\{(?:foreign|hyphen)?displayc?quote\*?\}")
_OMITTED = pattern(r"\\(?:textelp|textdel)\*?\{(?P<said>[^{}]*)\}")
_INSERTED = pattern(r"\\textins\*?\{([^{}]*)\}")
_INCLUDED = pattern(r"\\(?:input|include|subfile)\s*\{([^{}\s]+)\}")
_OPENED = pattern(r"\s*([\[{])")
_BODY = pattern(r"\\begin\{document\}(.*?)(?:\\end\{document\}|\Z)", re.DOTALL)
_COMMENT = pattern(r"(?<!\\)(?:\\\\)*%[^\n]*")
_MOST_STEPS = 40
"""How often, on the average, a character is passed in search of where an argument ends."""

_MOST_DEPTH = 30
"""Quotations within each other."""

MOST_FILES = 100
"""Files that an essay may include, so that one that includes itself has an end."""


def readable(text: str) -> str:
    """Return an essay's LaTeX with quotations in commands that Pandoc reads.

    Raises `TooMuchWork` where they are within each other without end.
    """
    text = _INSERTED.sub(r"[\1]", text)
    text = _OMITTED.sub(lambda one: rf"\ldots{{}} {one['said']}".rstrip(), text)
    work = Work(_MOST_STEPS * len(text))
    return _quoted(_displayed(text, work), work)


def joined(text: str, file: Callable[[str], str]) -> str:
    """Return an essay's LaTeX with the files that its text includes; `file` gives one's."""
    body = _BODY.search(text)
    left = [MOST_FILES]

    def included(found: re.Match[str]) -> str:
        before = found.string[found.string.rfind("\n", 0, found.start()) + 1 : found.start()]
        if left[0] <= 0 or _COMMENT.search(before):
            return found[0]
        left[0] -= 1
        inner = file(found[1])
        own = _BODY.search(inner)
        return f"\n\n{_INCLUDED.sub(included, own[1] if own else inner)}\n\n"

    start = body.start(1) if body else 0
    return text[:start] + _INCLUDED.sub(included, text[start:])


class _Arguments(Struct, frozen=True):
    """The arguments of a command: those in [ ], those in { }, and where they end."""

    optional: tuple[str, ...]
    needed: tuple[str, ...]
    stop: int


def _arguments(source: tuple[str, Work], at: int, needed: int, *, more: bool = False) -> _Arguments | None:
    """Read so many arguments in braces with any in brackets; None where they are not there.

    `more`: those in brackets that follow are arguments, too.
    """
    text, work = source
    optional: list[str] = []
    given: list[str] = []
    while (opened := _OPENED.match(text, at)) and (len(given) < needed or (more and opened[1] == "[")):
        stop = _closing(text, opened.end() - 1, work)
        if stop is None:
            return None
        (optional if opened[1] == "[" else given).append(text[opened.end() : stop])
        at = stop + 1
    return _Arguments(tuple(optional), tuple(given), at) if len(given) == needed else None


def _closing(text: str, at: int, work: Work) -> int | None:
    """Return where the bracket that opens at a place is closed, None where it is not."""
    opens, closes = text[at], {"[": "]", "{": "}"}[text[at]]
    depth, braces = 0, 0
    while at < len(text):
        work.spend(1)
        one = text[at]
        if one == "\\":
            at += 2
            continue
        if opens == "[" and one in "{}":
            braces += 1 if one == "{" else -1
        elif one == opens and not braces:
            depth += 1
        elif one == closes and not braces:
            depth -= 1
            if not depth:
                return at
        at += 1
    return None


def _quoted(text: str, work: Work, depth: int = 0) -> str:
    """Return a text whose quotations are `\\enquote{…}`, each with its source behind it."""
    if depth > _MOST_DEPTH:
        raise TooMuchWork
    kept, last = "", 0
    for found in _QUOTE.finditer(text):
        keyed = bool(found["cite"])
        if found.start() < last:
            continue
        read = _arguments((text, work), found.end(), 1 + bool(found["how"]) + keyed)
        if read is None:
            continue
        source = _source(read.optional, read.needed[-2] if keyed else "")
        kept += (
            rf"{text[last : found.start()]}\enquote{{{_quoted(read.needed[-1], work, depth + 1)}}}{source}"
        )
        last = read.stop
    return kept + text[last:]


def _displayed(text: str, work: Work) -> str:
    """Return a text whose displayed quotations are those that Pandoc knows, with their sources at the end."""
    kept, last = "", 0
    ends = [one.span() for one in _DISPLAY_END.finditer(text)]
    for found in _DISPLAY.finditer(text):
        if found.start() < last:
            continue
        keyed = bool(found["cite"])
        read = _arguments((text, work), found.end(), bool(found["how"]) + keyed, more=True)
        following = bisect.bisect_left(ends, (found.end(), 0))
        if read is None or following == len(ends) or ends[following][0] < read.stop:
            continue
        end, stop = ends[following]
        source = _source(read.optional, read.needed[-1] if keyed else "")
        said = text[read.stop : end].strip()
        kept += rf"{text[last : found.start()]}\begin{{quote}}{said}{source}" + "\n" + r"\end{quote}"
        last = stop
    return kept + text[last:]


def _source(optional: Sequence[str], key: str) -> str:
    """Return the source of a quotation as a command of its own, with a space before it."""
    told = [one for one in optional if one.strip(" .,;:!?")]
    if key:
        return rf" \cite{''.join(f'[{one}]' for one in told[:2])}{{{key}}}"
    return f" {told[0].strip()}" if told else ""
