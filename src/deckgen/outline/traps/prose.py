"""What YAML makes of prose that is typed without quotation marks, and the marks that cure it.

A value is given as its stretches of the text, one a line. The cures only insert: whoever reads the
difference sees what was added, and every other character keeps its place.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from deckgen.outline.language.other_programs import brought_in
from deckgen.schema.source import Cure
from deckgen.structs import Struct
from deckgen.structs.patterns import pattern

Stretch = tuple[int, int]
"""Offsets of the first character and after the last."""


class Trap(Struct, frozen=True):
    """A place where the file does not mean what its author means.

    `cures` are certain. `bridges` are not offered to the author: they only let the reading go on after
    a mistake, so that the next one is found in the same run. What is `doubtful` may be meant as it is.
    What a trap `hides` is not missing for whoever reads on.
    """

    message: str
    start: int
    stop: int
    cures: tuple[Cure, ...] = ()
    bridges: tuple[Cure, ...] = ()
    hints: tuple[str, ...] = ()
    doubtful: bool = False
    hides: bool = False


_FIRST = {
    "*": 'text that begins with "*" is read as a pointer to another place of the file',
    "&": 'text that begins with "&" is read as a label for this place of the file',
    "!": 'text that begins with "!" is read as a command to the reader of the file',
    "[": 'text that begins with "[" is read as a list',
    "{": 'text that begins with "{" is read as a group of fields',
    "|": 'text that begins with "|" is read as the opening of text of several lines',
    ">": 'text that begins with ">" is read as the opening of text of several lines',
    "#": 'text that begins with "#" is read as a comment and left out',
}
_NEVER_FIRST = "@`%,]}"
NEVER_FIRST = 'text cannot begin with "{}" unless it is in quotation marks'
_ALONE = {
    "-": "text that begins with a dash and a space is read as a list",
    "?": "text that begins with a question mark and a space is read as a name",
    ":": "text that begins with a colon and a space is read as a value without a name",
}
_COLON = pattern(r":(?=[ \t]|$)")
_COMMENT = pattern(r"([ \t]+)#")
_TRUE_ESCAPE = pattern(r'\\(?:["\\/ \t]|$|x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8})')
_BREAK_ESCAPE = pattern(r"\\[nt_N](?![a-z])")
_CLOSED = {
    '"': pattern(r'[^"\\]*+(?:\\.[^"\\]*+)*+"', re.DOTALL),
    "'": pattern(r"[^']*+(?:''[^']*+)*+'"),
}
_ELISION = pattern(
    r"'(?:\d0s|\d\d\b|tis\b|twas\b|twere\b|em\b|til\b|till\b|cause\b|n\b|bout\b|round\b)", re.I
)

COLON = "a colon and a space make a name of what is before them; here they belong to a text"
HASH = 'a space and a "#" begin a comment, so the rest of the text is left out'
HASH_FIRST = 'text that begins with "#" is read as a comment and left out'
JSON_END = "a {} ends a line in JSON; here it would be part of the text"
AFTER_QUOTE = "the text continues after the closing quotation mark; the marks must enclose all of it"
NOT_CLOSED = "a quotation mark opens here and is never closed"
APOSTROPHE = "an apostrophe at the beginning of a text is read as an opening quotation mark"
BACKSLASH = "a backslash between double quotation marks means something special"

TAB = "this line is indented with a tab, and only spaces can indent it"
GLUED = "a space is missing after the colon"
MARKER = "a point of a list begins with a dash and a space"
WIDE_DASH = "one space is enough after this dash: the fields below line up with the first one"
HEADING = "this looks like a title, but its # makes a comment of it"
LIKE_HEADING = "this looks like a heading, but is a comment, which is not shown"
NO_HEADING = "for a title write it after title:, for a comment begin it with a single #"
TWO_SIGNS = "the dash already marks this point; a second mark would be shown as well"
NESTED = "a point with points below it ends in a colon; without it the lines run together into one"
TOO_DEEP = "a list goes four levels deep at most; these lines are a fifth, and run together into one"
LESS_DEEP = "move them up a level, or give them a slide of their own"
NO_NAME = "a list begins here without its name"
RUN_ON = "lines that begin with a dash run together into one text here"
ONE_LINE = "a point with points below it must be on one line"
LAST_COLON = "text that ends in a colon is read as a name with nothing after it"
SAME_LINE = "a list begins on the line below its name"
SHIFTED = "this line does not line up with the lines it belongs to"


def wrap(text: str, stretches: Sequence[Stretch]) -> tuple[Cure, ...]:
    """Return the quotation marks that hold a value together, whatever is in it."""
    content = "".join(text[start:stop] for start, stop in stretches)
    start, stop = stretches[0][0], stretches[-1][1]
    if '"' not in content and "\\" not in content:
        return (Cure(start, start, '"'), Cure(stop, stop, '"'))
    doubled = [at for begin, end in stretches for at in range(begin, end) if text[at] == "'"]
    inserted = dict.fromkeys(doubled, "'")
    inserted[start] = "'" + inserted.get(start, "")
    return (*(Cure(at, at, mark) for at, mark in sorted(inserted.items())), Cure(stop, stop, "'"))


def as_title(text: str, start: int, words: int, stop: int) -> tuple[Cure, ...]:
    """Return the cures that make a title of a heading: from `start` on its signs, from `words` its words."""
    trap = plain_trap(text, [(words, stop)], prose=True)
    return (Cure(start, words, "title: "), *(wrap(text, [(words, stop)]) if trap else ()))


def without_comment(text: str, stretch: Stretch, *, prose: bool) -> tuple[Stretch, int | None]:
    """Return a line's stretch without the comment at its end, and where a text is swallowed, if it is.

    In prose only what is two spaces off and has a space after its # is plainly a comment.
    """
    start, stop = stretch
    for found in _COMMENT.finditer(text, start, stop):
        sign = found.end() - 1
        aside = len(found[1]) > 1 or found[1] == "\t"
        comment = aside and (sign + 1 == stop or text[sign + 1] in " \t#!-─")
        if comment or not prose:
            return (start, found.start()), None
        return (start, stop), found.start(1) + len(found[1])
    return stretch, None


def plain_trap(text: str, stretches: Sequence[Stretch], *, prose: bool) -> Trap | None:
    """Return what is wrong with a value written without quotation marks, or None."""
    start, stop = stretches[0]
    bare: list[Stretch] = []
    swallowed: int | None = None
    for stretch in stretches:
        kept, sign = without_comment(text, stretch, prose=prose)
        bare.append(kept)
        if swallowed is None:
            swallowed = sign
    if prose and any(
        kept != whole for kept, whole in zip(bare[:-1], stretches[:-1], strict=True)
    ):  # a comment in the midst of a text cuts it off as well
        swallowed = next(kept[1] for kept, whole in zip(bare, stretches, strict=True) if kept != whole)
        bare = [*stretches[:-1], bare[-1]]
    command, _, file = text[start:stop].partition(" ")
    if (said := brought_in(command, file.strip())) is not None:
        return Trap(said[0], start, stop, bridges=tuple(wrap(text, bare)), hints=(said[1],))
    if first := _first_trap(text, start, stop):
        return Trap(first, start, start + 1, wrap(text, bare))
    for begin, end in bare:
        if colon := _COLON.search(text, begin, end):
            at = colon.start()
            if swallowed is None or at < swallowed:
                return Trap(COLON, at, at + 1, wrap(text, bare))
    if swallowed is not None:
        return Trap(HASH, swallowed, swallowed + 1, wrap(text, bare), hints=(_COMMENT_HINT,))
    return None


_COMMENT_HINT = "if it is a comment, put two spaces before the # and one after it"


def _first_trap(text: str, start: int, stop: int) -> str | None:
    first = text[start]
    if first in _FIRST:
        return _FIRST[first]
    if first in _NEVER_FIRST:
        return NEVER_FIRST.format(first)
    if first in _ALONE and (start + 1 == stop or text[start + 1] in " \t"):
        return _ALONE[first]
    return None


def closing(text: str, at: int, stop: int, mark: str = "") -> int | None:
    """Return where a quotation is closed before `stop`.

    It opens at `at` with the mark that is there, or with `mark` on an earlier line; the search begins
    after `at`.
    """
    found = _CLOSED[mark or text[at]].match(text, at + 1, stop)
    return found.end() - 1 if found else None


def ends_well(text: str, at: int, stop: int) -> bool:
    """Tell whether nothing but a comment follows up to the end of the line."""
    rest = text[at:stop]
    return not rest.strip() or (rest[0] in " \t" and rest.lstrip()[0] == "#")


def escape_trap(text: str, start: int, stop: int) -> Trap | None:
    """Return a trap where a double-quoted value of one line holds a backslash that means no escape.

    `start` is the opening mark, `stop` comes after the closing one.
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
    """Return the trap of a value that goes on after the closing mark of its first words.

    Where the author has put marks around the whole and there are others inside, the outer ones go.
    """
    start, stop = stretches[0][0], stretches[-1][1]
    mark = text[start]
    inside = text[start + 1 : stop - 1]
    if len(stretches) == 1 and text[stop - 1] == mark and stop - 1 > close and _opens(inside, mark):
        cures = _other_marks(text, start, stop)
        return Trap(
            "there are quotation marks inside quotation marks of the same kind", close, close + 1, cures
        )
    if len(stretches) == 1 and text[close + 1 : stop] in (",", ";"):
        said = "comma" if text[close + 1] == "," else "semicolon"
        return Trap(JSON_END.format(said), close + 1, stop, (Cure(close + 1, stop, ""),))
    bare = list(stretches)
    bare[-1] = without_comment(text, stretches[-1], prose=True)[0]
    if mark == "'" and _ELISION.match(text, start):
        return Trap(APOSTROPHE, start, start + 1, wrap(text, bare))
    return Trap(AFTER_QUOTE, close + 1, close + 2, wrap(text, bare))


def _other_marks(text: str, start: int, stop: int) -> tuple[Cure, ...]:
    """Return the cures that allow marks of the same kind inside those around a value."""
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
    bare = [without_comment(text, one, prose=True)[0] for one in stretches]
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
    """Tell whether a mark at the beginning is before a lower-case word, as in 'tis."""
    start, _ = next(iter(stretches))
    return text[start + 1 : start + 2].islower()


def marker_cure(start: int, width: int, has_space: bool) -> Cure:
    """Return the cure of a list's character that is no dash, or of a dash without its space."""
    return Cure(start, start + width, "-" if has_space else "- ")
