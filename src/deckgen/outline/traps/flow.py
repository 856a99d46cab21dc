"""Values in braces and brackets → the traps inside: commas, colons and characters that split a text.

`{text: He came, saw and went, by: Caesar}` is taken apart at the names that the field table knows, not at
the commas, so that what belongs to one text can be put in quotation marks.
"""

from __future__ import annotations

from collections.abc import Sequence

from deckgen.outline.language.fields import ALL
from deckgen.outline.language.reference_fields import field_named
from deckgen.outline.traps import prose
from deckgen.outline.traps.prose import Trap
from deckgen.schema.closest import surely
from deckgen.schema.shapes import Group, Keyed, ListOf, Points, Scalar, Shape, options
from deckgen.schema.source import Cure
from deckgen.structs import Struct
from deckgen.structs.patterns import pattern

_NAME = pattern(r"\s*([A-Za-z][\w-]*(?: [A-Za-z][\w-]*){0,2})\s*:(?=\s|$|[,}])")
_FREE = pattern(r"\s*(\"[^\"]*\"|'[^']*'|(?:[^\s,{}\[\]\"'#:]|:(?=[^\s,}]))[^,{}\[\]]*?)\s*:(?=\s|$|[,}])")
"""A name of the user's own, in whatever words: `Argon & others`, `2nd`, `日本`."""
_GLUED = pattern(r"\s*([A-Za-z][\w-]*):(?=[^\s/,}])")
_LOST = pattern(r"(?<=[^\s,{\[])(\s+)([A-Za-z][\w-]*):(?=\s)")
_CITATION = pattern(r"\[\s*-?@")
_TROUBLE = pattern(r"[\[\]{},]|:(?=\s|$)|\s\#")
_PAIRS = {"[": "]", "{": "}"}

_EQUALS = pattern(r"\s*([A-Za-z][\w-]*)(?P<sign>\s*=\s*)(?=[^\s=])")
EQUALS = 'a name is followed by a colon, not by "="'
COMMA = "a comma inside { } or [ ] separates values; here it belongs to a text"
UNCLOSED = 'the "{}" that opens here is never closed'
AFTER = 'the text continues after the closing "{}"'
NO_COMMA = 'a comma is missing before "{}"'
TWO_WAYS = '"{}" could be a field of its own here, or part of the text before it'
BRACKET = "text with brackets or braces inside { } or [ ] must be in quotation marks"


def end_of(text: str, start: int, stop: int, later: Sequence[int]) -> int | None:
    """Return the offset after the bracket that closes the one at `start`, None where there is none.

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


def unclosed(text: str, start: int, stop: int, below: Sequence[int]) -> list[Trap]:
    """Return the trap of brackets that are never closed.

    They are closed for certain where nothing follows on the lines below; else the reading is bridged.
    """
    signs = closers(text, start, stop)
    message = UNCLOSED.format(text[start])
    if not below:
        return [Trap(message, start, start + 1, (Cure(stop, stop, signs),) if signs else ())]
    last = below[-1]
    bridge = Cure(last, last, closers(text, start, last))
    hint = f"close it with {closers(text, start, last)} where it ends"
    return [Trap(message, start, start + 1, bridges=(bridge,), hints=(hint,))]


def is_group(text: str, start: int, shape: Shape | None) -> bool:
    """Tell whether what opens at `start` begins with the name of a field that is expected there."""
    name = _NAME.match(text, start + 1)
    kinds = options(shape) if shape is not None else ()
    return name is not None and any(isinstance(one, Group) and _known(one, name[1]) for one in kinds)


def fits(shape: Shape | None, text: str, start: int, end: int | None, stop: int | None = None) -> bool:
    """Tell whether a list or a group is meant where a value begins with a bracket or brace.

    Where a text may be as well, nothing but a comment may follow up to `stop`, None: the line's end.
    """
    if shape is None:
        return True
    kinds = options(shape)
    if text[start] == "{":
        return _takes_fields(kinds)
    listed = [one for one in kinds if isinstance(one, ListOf | Points)]
    if not listed:
        return not any(isinstance(one, Scalar) for one in kinds)
    if all(isinstance(one, ListOf | Points) for one in kinds):
        return True
    after = text[end : end + 200 if stop is None else stop] if end is not None else ""
    after = after.split("\n", 1)[0].strip()
    return not _CITATION.match(text, start) and (not after or after.startswith("#"))


def _takes_fields(kinds: tuple[Shape, ...]) -> bool:
    """Tell whether braces are no text: fields may be meant, or a text cannot be."""
    known = any(isinstance(one, Group | Keyed) for one in kinds)
    return known or not any(isinstance(one, Scalar | Points) for one in kinds)


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


class _Name(Struct, frozen=True):
    """A name inside braces: where its value begins, what it takes, and what is wrong with it."""

    end: int
    shape: Shape | None
    trap: Trap | None = None


def _in_group(text: str, group: Group, start: int, stop: int) -> list[Trap]:
    traps: list[Trap] = []
    place = start
    while place < stop:
        name = _name(text, group, place, stop) or _unknown(text, place, stop)
        if name is None:
            return traps
        traps += [name.trap] if name.trap else []
        value = _skip(text, name.end, stop)
        after, lost = _value_end(text, group, value, stop, name.shape)
        last = value + len(text[value:after].rstrip())
        if lost:
            traps.append(lost)
        traps += _value(text, name.shape, value, last)
        place = _skip(text, after, stop)
        place = place + 1 if place < stop and text[place] == "," else max(place, after)
    return traps


def _name(text: str, group: Group, place: int, stop: int) -> _Name | None:
    """Return the name of a field that is known, or all but known; where names are the user's own, any."""
    if group.open and not group.fields:
        own = _FREE.match(text, place, stop)
        return _Name(own.end(), group.rest) if own else None
    if found := _NAME.match(text, place, stop):
        field = group.field(found[1])
        if field or _known(group, found[1]):
            return _Name(found.end(), field.shape if field else group.rest)
        meant = surely(found[1], group.names) or _other_word(group, found[1])
        if meant and (field := group.field(meant)):
            return _Name(found.end(), field.shape)
    return _odd_name(text, group, place, stop)


def _odd_name(text: str, group: Group, place: int, stop: int) -> _Name | None:
    """Return the name of a field with an equals sign for its colon, or without the space after it."""
    if (found := _EQUALS.match(text, place, stop)) and (field := group.field(found[1])):
        trap = Trap(EQUALS, found.start("sign"), found.end(), (Cure(found.start("sign"), found.end(), ": "),))
        return _Name(found.end(), field.shape, trap)
    if (found := _GLUED.match(text, place, stop)) and _known(group, found[1]):
        field, colon = group.field(found[1]), found.end()
        trap = Trap(prose.GLUED, colon - 1, colon, (Cure(colon, colon, " "),))
        return _Name(colon, field.shape if field else group.rest, trap)
    return None


def _other_word(group: Group, name: str) -> str | None:
    """Return the field that a word of another language, or one that people try for it, stands for."""
    lower = name.lower()
    tried = next((one.name for one in group.fields if lower in one.tried), None)
    return ALL.translated(name, group) or tried


def _unknown(text: str, place: int, stop: int) -> _Name | None:
    found = _NAME.match(text, place, stop)
    return _Name(found.end(), None) if found else None


def _known(group: Group, name: str) -> bool:
    """Tell whether a group has a field of that name; one that is open has all that works may have."""
    return group.field(name) is not None or (
        group.open and (not group.fields or field_named(name) is not None)
    )


def _value_end(
    text: str, group: Group, start: int, stop: int, shape: Shape | None
) -> tuple[int, Trap | None]:
    """Return where a value ends, at the comma before the next field, and what is wrong with that end."""
    enclosed = _enclosed_end(text, start, stop)
    place = start if enclosed is None else enclosed
    while place < stop:
        comma = text.find(",", place, stop)
        if lost := _lost_comma(text, group, place, comma if comma >= 0 else stop):
            return lost
        if comma < 0:
            return stop, None
        if _skip(text, comma + 1, stop) >= stop or _name(text, group, comma + 1, stop):
            return comma, None
        if found := _NAME.match(text, comma + 1, stop):
            if enclosed is not None or not _is_prose(shape):
                return comma, None
            at = _skip(text, comma + 1, stop)
            hints = (
                f'for one text put it in quotation marks: "{text[start:stop].strip()}"',
                f"{group.noun} takes: {', '.join(group.names)}",
            )
            return comma, Trap(TWO_WAYS.format(found[1]), at, found.end(), hints=hints)
        place = comma + 1
    return stop, None


def _enclosed_end(text: str, start: int, stop: int) -> int | None:
    """Return where a value in quotation marks or brackets ends; None for others and where none closes it."""
    if start >= stop:
        return None
    if text[start] in "\"'":
        close = prose.closing(text, start, stop)
        return close + 1 if close is not None else None
    return end_of(text, start, stop, ()) if text[start] in "[{" else None


def _lost_comma(text: str, group: Group, start: int, stop: int) -> tuple[int, Trap] | None:
    """Return where a value ends that goes over into the next field without a comma."""
    for found in _LOST.finditer(text, start, stop):
        if group.field(found[2]) or (group.open and not group.fields):
            sign = found.start() - (text[found.start() - 1] == ";")
            cure = Cure(sign, found.start(), ",")
            at = found.start(2)
            return sign, Trap(NO_COMMA.format(found[2]), at, found.end(2), (cure,))
    return None


def _is_prose(shape: Shape | None) -> bool:
    kinds = options(shape) if shape else ()
    return any(isinstance(one, Scalar) and one.prose for one in kinds)


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
        trap = _quoted(text, shape, start, stop)
        return [trap] if trap else []
    if first in "[{":
        if shape is None:
            return []
        end = end_of(text, start, stop, ())
        if end == stop and fits(shape, text, start, end, stop):
            return find(text, shape, start, end)
    return _plain(text, start, stop)


def _quoted(text: str, shape: Shape | None, start: int, stop: int) -> Trap | None:
    """Return the trap of a value that begins with a quotation mark."""
    close = prose.closing(text, start, stop)
    if close is None:
        return prose.not_closed_trap(text, [(start, stop)])
    if close + 1 < stop:
        return prose.after_quote_trap(text, [(start, stop)], close)
    escaped = any(isinstance(one, Scalar) and one.escapes for one in options(shape)) if shape else False
    return prose.escape_trap(text, start, stop) if text[start] == '"' and not escaped else None


def _plain(text: str, start: int, stop: int) -> list[Trap]:
    """Return the traps of a value without quotation marks, which characters of YAML would take apart."""
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
