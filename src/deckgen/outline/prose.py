"""What YAML makes of prose that is typed without quotation marks, and the marks that cure it.

A value is given as its stretches of the text, one a line. The cures only insert: whoever reads the
difference sees what was added, and every other character keeps its place.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from deckgen.outline.source import Cure

Stretch = tuple[int, int]
"""Offsets of the first character and behind the last."""


@dataclass(frozen=True, slots=True)
class Trap:
    """A place where the file does not mean what its author means.

    `cures` are certain. `bridges` are not offered to the author: they only let the reading go on behind
    a mistake, so that the next one is found in the same run.
    """

    message: str
    start: int
    stop: int
    cures: tuple[Cure, ...] = ()
    bridges: tuple[Cure, ...] = ()
    hints: tuple[str, ...] = ()


_FIRST = {
    "*": 'a text that begins with "*" is read as a pointer to another place of the file',
    "&": 'a text that begins with "&" is read as a label for this place of the file',
    "!": 'a text that begins with "!" is read as a command to the reader of the file',
    "[": 'a text that begins with "[" is read as a list',
    "{": 'a text that begins with "{" is read as a group of fields',
    "|": 'a text that begins with "|" is read as the opening of a text of several lines',
    ">": 'a text that begins with ">" is read as the opening of a text of several lines',
    "#": 'a text that begins with "#" is read as a remark and left out',
}
_NEVER_FIRST = "@`%,]}"
_ALONE = {
    "-": "a text that begins with a dash and a space is read as a list",
    "?": "a text that begins with a question mark and a space is read as a name",
    ":": "a text that begins with a colon and a space is read as a value without a name",
}
_COLON = re.compile(r":(?=[ \t]|$)")
_REMARK = re.compile(r"([ \t]+)#")
_TRUE_ESCAPE = re.compile(r'\\(?:["\\/ \t]|$|x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8})')
_BREAK_ESCAPE = re.compile(r"\\[nt_N](?![a-z])")
_ELISION = re.compile(
    r"'(?:\d0s|\d\d\b|tis\b|twas\b|twere\b|em\b|til\b|till\b|cause\b|n\b|bout\b|round\b)", re.I
)

COLON = "a colon with a space behind it makes what stands before it a name; here it belongs to a text"
HASH = 'a space with "#" behind it begins a remark, so the rest of the text is left out'
BEHIND_QUOTE = "the text goes on behind the closing quotation mark; what is quoted must be all of it"
NOT_CLOSED = "a quotation mark opens here and is never closed"
APOSTROPHE = "an apostrophe at the beginning of a text is read as an opening quotation mark"
BACKSLASH = "a backslash between double quotation marks means something special"

TAB = "a tab indents this line, only spaces can"
GLUED = "a space is missing behind the colon"
MARKER = "a list's point begins with a dash and a space"
NESTED = "a point with points below it ends in a colon; without it the lines run together into one"
TOO_DEEP = "points can have points below them once, not twice; these lines run together into one"
NO_NAME = "a list begins here without its name"
RUN_ON = "lines that begin with a dash run together into one text here"
ONE_LINE = "a point with points below it must stand on one line"
LAST_COLON = "a text that ends in a colon is read as a name with nothing behind it"
SAME_LINE = "a list begins on the line below its name"
SHIFTED = "this line does not line up with the lines it belongs to"


def wrap(text: str, stretches: Sequence[Stretch]) -> tuple[Cure, ...]:
    """Return the quotation marks that hold a value together, whatever stands in it."""
    content = "".join(text[start:stop] for start, stop in stretches)
    start, stop = stretches[0][0], stretches[-1][1]
    if '"' not in content and "\\" not in content:
        return (Cure(start, start, '"'), Cure(stop, stop, '"'))
    doubled = [at for begin, end in stretches for at in range(begin, end) if text[at] == "'"]
    inserted = dict.fromkeys(doubled, "'")
    inserted[start] = "'" + inserted.get(start, "")
    return (*(Cure(at, at, mark) for at, mark in sorted(inserted.items())), Cure(stop, stop, "'"))


def without_remark(text: str, stretch: Stretch, *, prose: bool) -> tuple[Stretch, int | None]:
    """Return a line's stretch without the remark at its end, and where a text is swallowed, if it is.

    In prose only what stands two spaces off and has a space behind its sign is plainly a remark.
    """
    start, stop = stretch
    for found in _REMARK.finditer(text, start, stop):
        sign = found.end() - 1
        aside = len(found[1]) > 1 or found[1] == "\t"
        remark = aside and (sign + 1 == stop or text[sign + 1] in " \t#!-─")
        if remark or not prose:
            return (start, found.start()), None
        return (start, stop), found.start(1) + len(found[1])
    return stretch, None


def plain_trap(text: str, stretches: Sequence[Stretch], *, prose: bool) -> Trap | None:
    """Return what is wrong with a value written without quotation marks, or None."""
    start, stop = stretches[0]
    bare: list[Stretch] = []
    swallowed: int | None = None
    for stretch in stretches:
        kept, sign = without_remark(text, stretch, prose=prose)
        bare.append(kept)
        if swallowed is None:
            swallowed = sign
    if prose and any(
        kept != whole for kept, whole in zip(bare[:-1], stretches[:-1], strict=True)
    ):  # a remark in the midst of a text cuts it off as well
        swallowed = next(kept[1] for kept, whole in zip(bare, stretches, strict=True) if kept != whole)
        bare = [*stretches[:-1], bare[-1]]
    if first := _first_trap(text, start, stop):
        return Trap(first, start, start + 1, wrap(text, bare))
    for begin, end in bare:
        if colon := _COLON.search(text, begin, end):
            at = colon.start()
            if swallowed is None or at < swallowed:
                return Trap(COLON, at, at + 1, wrap(text, bare))
    if swallowed is not None:
        return Trap(HASH, swallowed, swallowed + 1, wrap(text, bare), hints=(_REMARK_HINT,))
    return None


_REMARK_HINT = "if it is a remark, put two spaces before the # and one behind it"


def _first_trap(text: str, start: int, stop: int) -> str | None:
    first = text[start]
    if first in _FIRST:
        return _FIRST[first]
    if first in _NEVER_FIRST:
        return f'a text cannot begin with "{first}" unless it stands in quotation marks'
    if first in _ALONE and (start + 1 == stop or text[start + 1] in " \t"):
        return _ALONE[first]
    return None


def closing(text: str, at: int, stop: int, mark: str = "") -> int | None:
    """Return where a quotation is closed before `stop`.

    It opens at `at` with the mark that stands there, or with `mark` on an earlier line; the search begins
    behind `at`.
    """
    mark = mark or text[at]
    place = at + 1
    while place < stop:
        if text[place] == "\\" and mark == '"':
            place += 2
        elif text[place] != mark:
            place += 1
        elif mark == "'" and place + 1 < stop and text[place + 1] == "'":
            place += 2
        else:
            return place
    return None


def ends_well(text: str, at: int, stop: int) -> bool:
    """Tell whether nothing but a remark follows up to the end of the line."""
    rest = text[at:stop]
    return not rest.strip() or (rest[0] in " \t" and rest.lstrip()[0] == "#")


def escape_trap(text: str, start: int, stop: int) -> Trap | None:
    """Return a trap where a double-quoted value of one line holds a backslash that means no escape.

    `start` is the opening mark, `stop` stands behind the closing one.
    """
    inside = text[start + 1 : stop - 1]
    place = inside.find("\\")
    formula = "$" in inside
    while place >= 0:
        fine = _TRUE_ESCAPE.match(inside, place) or (not formula and _BREAK_ESCAPE.match(inside, place))
        if not fine:
            return Trap(BACKSLASH, start + 1 + place, start + 3 + place, single_marks(text, start, stop))
        place = inside.find("\\", fine.end())
    return None


def single_marks(text: str, start: int, stop: int) -> tuple[Cure, ...]:
    """Return the cures that turn double quotation marks around a value into single ones."""
    cures = [Cure(start, start + 1, "'")]
    for at in range(start + 1, stop - 1):
        if text[at] == "'":
            cures.append(Cure(at, at, "'"))
        elif text[at : at + 2] == '\\"' and at + 2 < stop:
            cures.append(Cure(at, at + 1, ""))
    return (*cures, Cure(stop - 1, stop, "'"))


def after_quote_trap(text: str, stretches: Sequence[Stretch], close: int) -> Trap:
    """Return the trap of a value that goes on behind the closing mark of its first words.

    Where the author has put marks around the whole and there are others inside, the outer ones go.
    """
    start, stop = stretches[0][0], stretches[-1][1]
    mark = text[start]
    inside = text[start + 1 : stop - 1]
    if len(stretches) == 1 and text[stop - 1] == mark and stop - 1 > close and _opens(inside, mark):
        cures = _other_marks(text, start, stop)
        return Trap("quotation marks stand inside quotation marks of the same kind", close, close + 1, cures)
    bare = list(stretches)
    bare[-1] = without_remark(text, stretches[-1], prose=True)[0]
    if mark == "'" and _ELISION.match(text, start):
        return Trap(APOSTROPHE, start, start + 1, wrap(text, bare))
    return Trap(BEHIND_QUOTE, close + 1, close + 2, wrap(text, bare))


def _other_marks(text: str, start: int, stop: int) -> tuple[Cure, ...]:
    """Return the cures that let marks of the same kind stand inside those around a value."""
    inside = range(start + 1, stop - 1)
    doubled = [Cure(at, at, "'") for at in inside if text[at] == "'"]
    if text[start] == '"':
        return (Cure(start, start + 1, "'"), *doubled, Cure(stop - 1, stop, "'"))
    if any(text[at] in '"\\' for at in inside):
        return tuple(doubled)
    return (Cure(start, start + 1, '"'), Cure(stop - 1, stop, '"'))


def _opens(inside: str, mark: str) -> bool:
    """Tell whether the first mark inside opens a quotation, or is an apostrophe within a word."""
    at = inside.find(mark)
    before, after = inside[at - 1 : at], inside[at + 1 : at + 2]
    if mark == "'" and before.isalnum() and after.isalnum():
        return True
    return (not before or before in " \t(") and bool(after.strip())


def not_closed_trap(text: str, stretches: Sequence[Stretch]) -> Trap:
    """Return the trap of a value whose opening quotation mark is never closed."""
    start = stretches[0][0]
    bare = [without_remark(text, one, prose=True)[0] for one in stretches]
    if text[start] == "'" and (_ELISION.match(text, start) or _only_apostrophe(text, bare)):
        return Trap(APOSTROPHE, start, start + 1, wrap(text, bare))
    stop = bare[-1][1]
    if text[start] == '"':
        backslash = any("\\" in text[begin:end] for begin, end in bare)
        if backslash or stop == start + 1:
            return Trap(NOT_CLOSED, start, start + 1, wrap(text, bare))
        return Trap(NOT_CLOSED, start, start + 1, (Cure(stop, stop, '"'),))
    if stop == start + 1:
        return Trap(NOT_CLOSED, start, start + 1, wrap(text, bare))
    return Trap(NOT_CLOSED, start, start + 1, (Cure(stop, stop, "'"),))


def _only_apostrophe(text: str, stretches: Iterable[Stretch]) -> bool:
    """Tell whether a mark at the beginning stands before a lower-case word, as in 'tis."""
    start, _ = next(iter(stretches))
    return text[start + 1 : start + 2].islower()


def marker_cure(start: int, width: int, has_space: bool) -> Cure:
    """Return the cure of a list's sign that is no dash, or of a dash without its space."""
    return Cure(start, start + width, "-" if has_space else "- ")
