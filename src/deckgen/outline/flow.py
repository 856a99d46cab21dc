"""Values in braces and brackets → the traps inside: commas, colons and signs that take a text apart.

`{text: He came, saw and went, by: Caesar}` is taken apart at the names that the field table knows, not at
the commas, so that what belongs to one text can be put in quotation marks.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from deckgen.outline import prose
from deckgen.outline.prose import Trap
from deckgen.outline.reference_fields import field_named
from deckgen.outline.shapes import Group, Keyed, ListOf, Points, Scalar, Shape, options
from deckgen.outline.source import Cure

_NAME = re.compile(r"\s*([A-Za-z][\w-]*(?: [A-Za-z][\w-]*){0,2})\s*:(?=\s|$|[,}])")
_GLUED = re.compile(r"\s*([A-Za-z][\w-]*):(?=[^\s/,}])")
_CITATION = re.compile(r"\[\s*-?@")
_TROUBLE = re.compile(r"[\[\]{},]|:(?=\s|$)|\s\#")
_PAIRS = {"[": "]", "{": "}"}

COMMA = "a comma inside { } or [ ] parts values; here it belongs to a text"
UNCLOSED = 'the sign "{}" opens something here that is never closed'
BEHIND = 'the text goes on behind the closing sign "{}"'
BRACKET = "brackets and braces inside { } or [ ] must stand in quotation marks"


def end_of(text: str, start: int, stop: int, later: Sequence[int]) -> int | None:
    """Return the offset behind the bracket that closes the one at `start`, None where there is none.

    `stop` is the end of the line, `later` the ends of the following ones.
    """
    open_: list[str] = []
    place = start
    limit = stop
    rest = iter(later)
    fresh = True
    while True:
        if place >= limit:
            following = next(rest, None)
            if following is None:
                return None
            place, limit = limit, following
        char = text[place]
        if char in "\"'" and fresh:
            close = prose.closing(text, place, limit)
            place = close if close is not None else place
            fresh = False
        elif char in "[{":
            open_.append(_PAIRS[char])
            fresh = True
        elif char in "]}":
            if char in open_:
                while open_.pop() != char:
                    pass
            fresh = False
            if not open_:
                return place + 1
        elif not char.isspace():
            fresh = char in ",:"
        place += 1


def closers(text: str, start: int, stop: int) -> str:
    """Return the brackets that would close what is open at the end of a line."""
    open_: list[str] = []
    place = start
    while place < stop:
        char = text[place]
        if char in "\"'" and text[:place].rstrip()[-1:] in tuple("[{,:"):
            close = prose.closing(text, place, stop)
            place = close if close is not None else place
        elif char in _PAIRS:
            open_.append(_PAIRS[char])
        elif open_ and char == open_[-1]:
            open_.pop()
        place += 1
    return "".join(reversed(open_))


def is_group(text: str, start: int, shape: Shape | None) -> bool:
    """Tell whether what opens at `start` begins with the name of a field that is expected there."""
    name = _NAME.match(text, start + 1)
    kinds = options(shape) if shape is not None else ()
    return name is not None and any(isinstance(one, Group) and _known(one, name[1]) for one in kinds)


def fits(shape: Shape | None, text: str, start: int, end: int | None, stop: int | None = None) -> bool:
    """Tell whether a list or a group is meant where a value begins with a bracket or brace.

    Where a text may stand as well, nothing but a remark may follow up to `stop`, None: the line's end.
    """
    if shape is None:
        return True
    kinds = options(shape)
    if text[start] == "{":
        return any(isinstance(one, Group | Keyed) for one in kinds)
    listed = [one for one in kinds if isinstance(one, ListOf | Points)]
    if not listed:
        return not any(isinstance(one, Scalar) for one in kinds)
    if all(isinstance(one, ListOf | Points) for one in kinds):
        return True
    behind = text[end : end + 200 if stop is None else stop] if end is not None else ""
    behind = behind.split("\n", 1)[0].strip()
    return not _CITATION.match(text, start) and (not behind or behind.startswith("#"))


def find(text: str, shape: Shape | None, start: int, end: int) -> list[Trap]:
    """Return the traps between the bracket at `start` and the one before `end`."""
    kinds = options(shape) if shape is not None else ()
    if text[start] == "{":
        group = next((one for one in kinds if isinstance(one, Group)), None)
        return _in_group(text, group, start + 1, end - 1) if group else []
    listed = next((one for one in kinds if isinstance(one, ListOf | Points)), None)
    if listed is None:
        return []
    return _in_list(text, listed.item if isinstance(listed, ListOf) else None, start + 1, end - 1)


def _in_group(text: str, group: Group, start: int, stop: int) -> list[Trap]:
    traps: list[Trap] = []
    place = start
    while place < stop:
        name = _NAME.match(text, place, stop)
        field = group.field(name[1]) if name else None
        if name is None or not _known(group, name[1]):
            if (glued := _glued(text, group, place, stop)) is not None:
                traps.append(Trap(prose.GLUED, glued - 1, glued, (Cure(glued, glued, " "),)))
                name_end, field = glued, group.field(text[place:stop].strip().partition(":")[0])
            else:
                return traps
        else:
            name_end = name.end()
        value = _skip(text, name_end, stop)
        after = _next_name(text, group, value, stop)
        last = value + len(text[value:after].rstrip())
        traps += _value(text, field.shape if field else None, value, last)
        place = _skip(text, after, stop)
        place = place + 1 if place < stop and text[place] == "," else max(place, after + 1)
    return traps


def _glued(text: str, group: Group, place: int, stop: int) -> int | None:
    found = _GLUED.match(text, place, stop)
    return found.end() if found and _known(group, found[1]) else None


def _known(group: Group, name: str) -> bool:
    """Tell whether a group has a field of that name; one that is open has all that works may have."""
    return group.field(name) is not None or (group.open and field_named(name) is not None)


def _next_name(text: str, group: Group, start: int, stop: int) -> int:
    """Return where the comma stands that parts a value from the next field, or the end."""
    place = start
    if place < stop and text[place] in "\"'":
        close = prose.closing(text, place, stop)
        place = close + 1 if close is not None else place
    elif place < stop and text[place] in "[{":
        end = end_of(text, place, stop, ())
        place = end if end is not None else place
    while (comma := text.find(",", place, stop)) >= 0:
        name = _NAME.match(text, comma + 1, stop)
        if (name and _known(group, name[1])) or _skip(text, comma + 1, stop) >= stop:
            return comma
        if _glued(text, group, comma + 1, stop) is not None:
            return comma
        place = comma + 1
    return stop


def _in_list(text: str, item: Shape | None, start: int, stop: int) -> list[Trap]:
    traps: list[Trap] = []
    place = _skip(text, start, stop)
    while place < stop:
        after = _item_end(text, place, stop)
        last = place + len(text[place:after].rstrip())
        if last > place:
            traps += _value(text, item, place, last)
        place = _skip(text, after + 1, stop)
    return traps


def _item_end(text: str, start: int, stop: int) -> int:
    place = start
    while place < stop and text[place] != ",":
        if text[place] in "\"'" and place == start:
            close = prose.closing(text, place, stop)
            place = close if close is not None else place
        elif text[place] in "[{":
            end = end_of(text, place, stop, ())
            place = end - 1 if end is not None else place
        place += 1
    return place


def _value(text: str, shape: Shape | None, start: int, stop: int) -> list[Trap]:
    """Return the traps of one value inside braces or brackets."""
    if start >= stop:
        return []
    first = text[start]
    if first in "\"'":
        close = prose.closing(text, start, stop)
        if close is None:
            return [prose.not_closed_trap(text, [(start, stop)])]
        if close + 1 < stop:
            return [prose.after_quote_trap(text, [(start, stop)], close)]
        trap = prose.escape_trap(text, start, stop) if first == '"' else None
        return [trap] if trap else []
    if first in "[{":
        end = end_of(text, start, stop, ())
        if end == stop and shape is not None and fits(shape, text, start, end, stop):
            return find(text, shape, start, end)
        if shape is None:
            return []
    trouble = prose.plain_trap(text, [(start, stop)], prose=True)
    if trouble:
        return [trouble]
    if found := _TROUBLE.search(text, start, stop):
        sign = found[0].strip()
        message = COMMA if sign == "," else prose.COLON if sign == ":" else BRACKET
        at = found.start()
        return [Trap(message, at, at + 1, prose.wrap(text, [(start, stop)]))]
    return []


def _skip(text: str, place: int, stop: int) -> int:
    while place < stop and text[place].isspace():
        place += 1
    return place
