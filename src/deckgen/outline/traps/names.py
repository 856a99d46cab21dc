"""A line that begins with a name: with its colon, or with what people type in its place."""

from __future__ import annotations

import re

from deckgen.outline.language import fields
from deckgen.outline.traps import prose
from deckgen.outline.traps.cursor import Cursor, Rest
from deckgen.outline.traps.levels import DASH, Level, name_at
from deckgen.outline.traps.prose import Trap
from deckgen.outline.traps.values import value
from deckgen.schema.advice import nearest
from deckgen.schema.closest import surely
from deckgen.schema.shapes import (
    Field,
    Group,
    Keyed,
    Shape,
    field_of,
    has_field,
    list_of,
    mapping_of,
    scalar_of,
)
from deckgen.schema.source import Cure
from deckgen.structs import Struct
from deckgen.structs.patterns import pattern

_GLUED = pattern(r"([A-Za-z][\w-]*):(?=[^\s:/]|[\u00a0\u2007\u202f])")
"""A name whose colon is followed by no space, or by one that only looks like it."""
_LOOSE = pattern(
    r"(?P<name>[^\W\d_][\w-]*)"
    r"(?:(?P<late>[ \t]+:(?=[^\s:=]))|(?P<twice>[ \t]*::+[ \t]*)"
    r"|(?P<sign>[ \t]*(?::=|[=;：﹕∶—–])[ \t]*|[.,][ \t]+"
    r"|[ \t]+(?:[-=]>|→|-{1,2})[ \t]+)"
    r"|(?P<end>[ \t]*$)|(?P<space>[ \t]+))"
)
"""A name without its colon, and what follows it: a colon after a space, two colons, another character,
nothing, or its value."""
_BARE_OWN = pattern(r"[^\W\d_][\w:.-]*")
_OWN = pattern(r"(?P<name>[^\s\"'#\[\]{}:：﹕][^\"'#\[\]{}:：﹕]*?)[ \t]*(?P<sign>[：﹕])[ \t\u3000]*")
"""A name of the author's own, and a colon of Chinese or Japanese after it."""

_AROUND = pattern(
    r"(?P<marks>(?:`|\*{1,3}|__|[\[<@])(?P<name>[A-Za-z][\w-]*)(?:`|\*{1,3}|__|[\]>])?)[ \t]*:(?=[ \t]|$)"
)
_TAG = pattern(r"<(?P<name>[A-Za-z][\w-]*)>(?P<words>[^<>\n]*\S)[ \t]*</(?P=name)>$")
"""A field as HTML and XML have it."""
_PLAIN_SIGNS = ("：", "﹕", "∶", "=", ":=")
"""What can be meant for a colon alone, also after a name that is misspelt."""
AROUND = "a name is written without marks around it"
TAGGED = "a field is a name with a colon, not <{}>"
NO_COLON = "a colon is missing after this name"
MISSPELT = 'a colon is missing after "{}", and the name is misspelt'
OTHER_SIGN = 'a name is followed by a colon, not by "{}"'
TWO_COLONS = "one colon follows a name, not two"


class Name(Struct, frozen=True):
    """A name at the beginning of a line, and the offset after its colon; `trap` is what is wrong with it."""

    text: str
    after: int
    trap: Trap | None = None


def named(cursor: Cursor, rest: Rest, mapping: Group | Keyed | None) -> bool | Rest:
    """Read a line that begins with a name; return False where it does not, else what is left of it."""
    level = rest.level
    name = _name(cursor, rest, mapping)
    if name is None:
        return False
    field = field_of(mapping, name.text)
    if field is None and isinstance(mapping, Group) and mapping.short and " " in name.text:  # noqa: SIM102
        if not fields.ALL.translated(name.text, mapping):
            return False
    cursor.named = True
    if name.trap:
        cursor.add(name.trap)
    level.given.setdefault(name.text, cursor.row)
    if (
        mapping is fields.OUTLINE
        and name.text in fields.OUTLINE.refused
        and _is_bare(cursor, rest, name.after)
    ):
        cursor.skip(level, rest.column)  # what is below it is another program's, too
        return True
    return _after_name(cursor, _shape(cursor, mapping, name.text), name.after, rest)


def _is_bare(cursor: Cursor, rest: Rest, after: int) -> bool:
    """Tell whether nothing follows the colon of a name on its line."""
    return not cursor.text[after : rest.stop].strip()


def _after_name(cursor: Cursor, shape: Shape | None, after: int, rest: Rest) -> bool | Rest:
    """Read what follows the colon of a name, which takes `shape`: its value, or nothing, as it is below."""
    level, text, start = rest.level, cursor.text, after
    while start < rest.stop and text[start] in " \t":
        start += 1
    inner = Rest(start, rest.stop, rest.column, level)
    if start >= rest.stop or text[start] == "#":
        _wait(level, shape)
        if start < rest.stop and shape is not None:
            swallowed(cursor, shape, after, inner)
        cursor.row += 1
        return True
    level.waits, level.child, level.child_dashes = False, None, False
    if text[start] in "&!" and shape and scalar_of(shape) is None:
        _wait(level, shape)
    if shape is not None and DASH.match(text, start, rest.stop) and list_of(shape):
        return _list_on_line(cursor, after, inner, shape)
    value(cursor, shape, inner)
    return True


def _wait(level: Level, shape: Shape | None) -> None:
    level.waits, level.pending, level.child, level.child_dashes = True, shape, None, False


def _shape(cursor: Cursor, mapping: Group | Keyed | None, name: str) -> Shape | None:
    """Return what a name takes; of a misspelt one, what the field that was meant does."""
    if isinstance(mapping, Keyed):
        return mapping.item
    if not isinstance(mapping, Group):
        return None
    found = mapping.field(name)
    if found is None and mapping.open:
        return mapping.rest
    if found is None:
        found = meant_by(cursor, name, mapping)
    return found.shape if found else None


def meant_by(cursor: Cursor, name: str, group: Group) -> Field | None:
    """Return the field of a group that a name is, or most likely stands for."""
    meant = name if group.field(name) else fields.ALL.translated(name, group)
    # a name that other groups have is misplaced, not misspelt
    meant = meant or nearest(name, group, fuzzy=name not in fields.ALL.names and cursor.may_guess())
    return group.field(meant) if meant else None


def _name(cursor: Cursor, rest: Rest, mapping: Group | Keyed | None) -> Name | None:
    text, start, stop = cursor.text, rest.start, rest.stop
    if (tag := _TAG.match(text, start, stop)) and has_field(mapping, tag["name"]):
        return _untagged(cursor, tag)
    key = name_at(text, start, stop)
    around = _AROUND.match(text, start, stop)
    free = isinstance(mapping, Keyed) and isinstance(mapping.item, Group)
    if key and (has_field(mapping, key[0]) or isinstance(mapping, Keyed)) and not (free and around):
        return Name(*key)
    if around and (free or has_field(mapping, around["name"])):
        trap = Trap(AROUND, start, around.end("marks"), (Cure(start, around.end("marks"), around["name"]),))
        return Name(around["name"], around.end(), trap)
    if (glued := _GLUED.match(text, start, stop)) and has_field(mapping, glued[1]):
        return _glued(text, glued)
    return _otherwise(cursor, rest, mapping, key)


def _glued(text: str, glued: re.Match[str]) -> Name:
    """Return a name whose colon has no space after it."""
    colon = glued.end()
    after = colon + (text[colon] in "\u00a0\u2007\u202f")
    return Name(glued[1], after, Trap(prose.GLUED, colon - 1, colon, (Cure(colon, after, " "),)))


def _otherwise(
    cursor: Cursor, rest: Rest, mapping: Group | Keyed | None, key: tuple[str, int] | None
) -> Name | None:
    """Return a name that has no colon, or another sign in its place; else the one there is."""
    text, start, stop = cursor.text, rest.start, rest.stop
    if isinstance(mapping, Group) and (loose := _loose(cursor, rest, mapping)):
        return loose
    if isinstance(mapping, Keyed) and key is None and (own := _OWN.match(text, start, stop)):
        return Name(own["name"], own.end(), _colon_trap(own, stop))
    if isinstance(mapping, Keyed) and key is None:
        return _own_parent(cursor, rest, mapping)
    return Name(*key) if key else None


def _own_parent(cursor: Cursor, rest: Rest, mapping: Keyed) -> Name | None:
    """Return a name of the author's own, alone on its line without a colon, where its fields are below."""
    below, end = cursor.following(), rest.stop
    if below is None or not cursor.is_deeper(below, rest.column):
        return None
    if not _BARE_OWN.fullmatch(cursor.text, rest.start, end):
        return None
    key = name_at(cursor.text, *cursor.rows.words[below])
    if key is None or meant_by(cursor, key[0], mapping.item) is None:
        return None
    name = cursor.text[rest.start : end]
    return Name(name, end, Trap(NO_COLON, rest.start, end, (Cure(end, end, ":"),)))


def _colon_trap(found: re.Match[str], stop: int) -> Trap:
    """Return the trap of another character than a colon after a name."""
    cures = (Cure(found.end("name"), found.end(), ":" if found.end() == stop else ": "),)
    sign = found["sign"].strip()
    return Trap(OTHER_SIGN.format(sign), found.start("sign"), found.end("sign"), cures)


def _loose(cursor: Cursor, rest: Rest, mapping: Group) -> Name | None:
    """Return a name that has no colon, or something else in its place."""
    text = cursor.text
    found = _LOOSE.match(text, rest.start, rest.stop)
    if found is None:
        return None
    name, end = found["name"], found.end("name")
    if mapping.field(name) is None:
        return _misspelt(cursor, rest, mapping, found)
    if found["late"]:
        cures = (Cure(end, found.end(), ": "),)
        return Name(name, found.end(), Trap(prose.GLUED, found.end() - 1, found.end(), cures))
    if found["twice"]:
        cures = (Cure(end, found.end(), ":" if found.end() == rest.stop else ": "),)
        return Name(name, found.end(), Trap(TWO_COLONS, end, found.end(), cures))
    if found["sign"]:
        cures = (Cure(end, found.end(), ": " if found.end() < rest.stop else ":"),)
        message = OTHER_SIGN.format(found["sign"].strip())
        return Name(name, found.end(), Trap(message, end, found.end(), cures))
    if found["end"] is not None:
        return _parent(cursor, rest, mapping, name) if text[end : rest.stop].strip() == "" else None
    after = name_at(text, end + 1, rest.stop)
    if name in rest.level.given or (after and mapping.field(after[0])):  # `speaker notes:` is one name
        return None
    return Name(name, end, Trap(NO_COLON, rest.start, end, (Cure(end, end, ":"),)))


def _untagged(cursor: Cursor, tag: re.Match[str]) -> Name:
    """Return the name of a field between tags; its words are read without them."""
    words = tag.span("words")
    trap = prose.plain_trap(cursor.text, [words], prose=True)
    marks = prose.wrap(cursor.text, [words]) if trap else ()
    opening = "".join(one.replacement for one in marks if one.start == one.stop == words[0])
    others = tuple(one for one in marks if one.start > words[0])
    name = tag["name"]
    cures = (
        Cure(tag.start(), words[0], f"{name}: {opening}"),
        *(one for one in others if one.start < words[1]),
        Cure(words[1], tag.end(), "".join(one.replacement for one in others if one.start == words[1])),
    )
    return Name(name, tag.end(), Trap(TAGGED.format(name), tag.start(), tag.end(), cures))


def _misspelt(cursor: Cursor, rest: Rest, mapping: Group, found: re.Match[str]) -> Name | None:
    """Return a misspelt or foreign name that has another sign than a colon, or none above its lines."""
    meant = surely(found["name"], mapping.names) or fields.ALL.translated(found["name"], mapping)
    if meant is None or meant in rest.level.given:
        return None
    end = found.end("name")
    if found["sign"] and found["sign"].strip() in _PLAIN_SIGNS:
        cures = (Cure(rest.start, found.end(), f"{meant}: " if found.end() < rest.stop else f"{meant}:"),)
        return Name(
            meant, found.end(), Trap(MISSPELT.format(found["name"]), rest.start, found.end("sign"), cures)
        )
    parent = _parent(cursor, rest, mapping, meant) if found["end"] is not None else None
    if parent is None:
        return None
    cure = Cure(rest.start, end, f"{meant}:")
    return Name(meant, end, Trap(MISSPELT.format(found["name"]), rest.start, end, (cure,)))


def _parent(cursor: Cursor, rest: Rest, mapping: Group, name: str) -> Name | None:
    """Return a name alone on its line, where what belongs to it is below."""
    below = cursor.following()
    shape = _shape(cursor, mapping, name)
    holds = shape is not None and (list_of(shape) or mapping_of(shape))
    if below is None or not holds or name in rest.level.given:
        return None
    dashed = cursor.begins_with_dash(below) and cursor.rows.columns[below] >= rest.column
    if not dashed and not cursor.is_deeper(below, rest.column):
        return None
    end = rest.start + len(name)
    return Name(name, end, Trap(NO_COLON, rest.start, end, (Cure(end, end, ":"),)))


def swallowed(cursor: Cursor, shape: Shape, after: int, rest: Rest) -> None:
    """Report text that begins with # and would be read as a comment."""
    scalar, text = scalar_of(shape), cursor.text
    if scalar is None or not scalar.prose or cursor.is_deeper(cursor.following(), rest.column):
        return
    if rest.start - after > 1 and text[rest.start + 1 : rest.start + 2] in (" ", ""):
        return
    cures = prose.wrap(text, [(rest.start, rest.stop)])
    cursor.add(Trap(prose.HASH_FIRST, rest.start, rest.start + 1, cures))


def _list_on_line(cursor: Cursor, after: int, rest: Rest, shape: Shape) -> Rest:
    """Report a list that begins after its name; go on with it as if it were below."""
    below = cursor.following()
    inner = rest.column + 2
    if below is not None and cursor.rows.columns[below] >= rest.column and cursor.begins_with_dash(below):
        inner = cursor.rows.columns[below]
    cure = Cure(after, rest.start, cursor.newline + " " * inner)
    cursor.add(Trap(prose.SAME_LINE, rest.start, rest.start + 1, (cure,)))
    opened = Level(inner, shape, dashes=True)
    rest.level.child, rest.level.child_dashes = inner, True
    cursor.open.append(opened)
    return Rest(rest.start, rest.stop, inner, opened)
