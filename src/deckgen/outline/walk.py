"""YAML nodes → checked values: every name, every type and every count against the field table.

This is the part of reading that knows no field by name; `deckgen.outline.read` builds the outline with it.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from dataclasses import dataclass

import yaml

from deckgen.diagnostics import Diagnostic, Edit, Span, error
from deckgen.languages import TAGS
from deckgen.outline import fields
from deckgen.outline.compose import Places
from deckgen.outline.model import Number, Text
from deckgen.outline.scalars import text_of
from deckgen.outline.shapes import Field, Group, ListOf, Points, Scalar, Shape, options

MOST_VALUES = 200_000
"""Values beyond which a file is refused."""

_CORE_TAG = "tag:yaml.org,2002:"
_CURLY = re.compile(r"^[“”„‘’‚«](.*)[“”‘’»]$", re.DOTALL)
_NAMES = fields.every_name()
_FEW_FIELDS = 6
_PLAIN = re.compile(r"\w[\w.%/-]{0,39}")
_SWITCH_WORDS = {"yes": "true", "on": "true", "y": "true", "no": "false", "off": "false", "n": "false"}


@dataclass(frozen=True, slots=True)
class Entry:
    """A name with its value."""

    name: Text
    node: yaml.Node


class Found:
    """The fields of a group that a file gives, checked for unknown, doubled and missing names."""

    __slots__ = ("entries", "group", "meant", "span")

    def __init__(self, group: Group, span: Span, entries: dict[str, Entry], meant: frozenset[str]) -> None:
        self.group = group
        self.span = span
        self.entries = entries
        self.meant = meant
        """Fields that unknown names most likely stand for: they are not missing as well."""

    def __contains__(self, name: str) -> bool:
        return name in self.entries

    def node(self, name: str) -> yaml.Node | None:
        """Return the value of a field, None where it is not given."""
        entry = self.entries.get(name)
        return entry.node if entry else None

    def shape(self, name: str) -> Shape:
        """Return what a field takes."""
        field = self.group.field(name)
        assert field is not None, f"{self.group.noun} has no field {name}"
        return field.shape


class Walk:
    """A walk over the nodes of one file: where they stand, and what was found wrong.

    `gaps` tells that lines were left out, so that what seems to be missing may only be unread.
    """

    def __init__(self, places: Places, *, gaps: bool) -> None:
        self.places = places
        self.gaps = gaps
        self.problems: list[Diagnostic] = []
        self.met: set[int] = set()

    # ── places ────────────────────────────────────────────────────────────────────────────────

    def span(self, node: yaml.Node) -> Span:
        """Return where a node stands, without the blank lines behind it."""
        last = node
        while isinstance(last, yaml.CollectionNode) and last.value and not last.flow_style:
            below = last.value[-1]
            last = below[1] if isinstance(below, tuple) else below
            if id(last) == id(node):
                break
        stop = last.end_mark.index
        if isinstance(last, yaml.ScalarNode) and last.style in ("|", ">"):
            text = self.places.text
            while stop > last.start_mark.index + 1 and text[stop - 1] in " \r\n":
                stop -= 1
        return self.places.span(node.start_mark.index, max(stop, node.start_mark.index + 1))

    def complain(self, node: yaml.Node, message: str, *hints: str, edits: tuple[Edit, ...] = ()) -> None:
        """Report an error at a node."""
        self.problems.append(error(message, self.span(node), *hints, edits=edits))

    def absent(self, span: Span, message: str, *hints: str) -> None:
        """Report something missing, unless lines were left out that may have held it."""
        if not self.gaps:
            self.problems.append(error(message, span, *hints))

    # ── groups ────────────────────────────────────────────────────────────────────────────────

    def group(self, node: yaml.Node, group: Group, name: Text | None = None) -> Found | None:
        """Return the fields of a group, or None where the node is none.

        `name` is what the group stands under: what is missing is missed there.
        """
        if not self.fresh(node):
            return None
        if not isinstance(node, yaml.MappingNode):
            self.wrong(node, f"{group.noun}, written as fields", group)
            return None
        entries: dict[str, Entry] = {}
        meant: set[str] = set()
        for key, entry in self.entries(node):
            if group.field(key) is None and len(node.value) == 1 and self._is_pair(node, entry, group):
                return None
            if group.field(key) is None and not group.open:
                meant.add(self._unknown(entry, group, node))
            else:
                entries[key] = entry
        place = name.span if name else self._head(node)
        if entries or not meant:
            for field in group.fields:
                if field.required and field.name not in entries and field.name not in meant:
                    self.absent(
                        place, f'{group.noun} needs "{field.name}"', f"for instance: {_inline(field)}"
                    )
        return Found(group, self.span(node), entries, frozenset(meant))

    def _is_pair(self, node: yaml.MappingNode, entry: Entry, group: Group) -> bool:
        """Report a pair written as `1956: The speech` for a group of two fields; tell whether it is one."""
        value = entry.node
        names = [field.name for field in group.fields if field.required]
        if len(names) != 2 or names != [*group.names] or not isinstance(value, yaml.ScalarNode):
            return False
        if node.flow_style or value.style in ("|", ">") or not value.value.strip():
            return False
        key, text = node.value[0][0], self.places.text
        said = text[key.start_mark.index : key.end_mark.index]
        indent = " " * key.start_mark.column
        between = self.places.span(key.start_mark.index, value.start_mark.index)
        edit = Edit(between, f"{names[0]}: {said}\n{indent}{names[1]}: ")
        shown = f"{names[0]}: {said}\n{names[1]}: {text[value.start_mark.index : value.end_mark.index]}"
        message = f'found "{_short(entry.name.value)}: …", expected {group.noun} with {" and ".join(names)}'
        self.complain(key, message, "write: " + shown.replace("\n", "\n         "), edits=(edit,))
        return True

    def entries(self, node: yaml.MappingNode) -> Iterator[tuple[str, Entry]]:
        """Give the names and values of a mapping; a name that comes again is reported and left out."""
        first: dict[str, Text] = {}
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                self.complain(key, "a name is expected here, found a list or a group")
                continue
            name = text_of(key, self.places)
            if key.value in first:
                line = first[key.value].span.line
                self.problems.append(
                    error(
                        f'"{key.value}" stands here a second time',
                        name.span,
                        f"it stands first in line {line}",
                    )
                )
                continue
            first[key.value] = name
            yield key.value, Entry(name, value)

    def _unknown(self, entry: Entry, group: Group, node: yaml.MappingNode) -> str:
        """Report an unknown name; return the field that was most likely meant, empty where none is."""
        name = entry.name.value
        homes = [one.noun for one in fields.homes(name)]
        meant = nearest(name, group, fuzzy=not homes)
        if meant:
            hint = f'did you mean "{meant}"?'
        elif homes:
            hint = _beside(name, group, node) or f'"{name}" belongs to {" or ".join(homes)}'
        else:
            hint = f"{group.noun} takes: {', '.join(group.names)}"
        message = (
            f'unknown field "{name}" in {group.noun}' if name else f"a field without a name in {group.noun}"
        )
        self.problems.append(error(message, entry.name.span, hint))
        return meant or ""

    def _head(self, node: yaml.Node) -> Span:
        """Return the first line of a node."""
        start = node.start_mark.index
        text = self.places.text
        stop = start
        while stop < len(text) and text[stop] not in "\r\n":
            stop += 1
        return self.places.span(start, max(stop, start + 1))

    def fresh(self, node: yaml.Node) -> bool:
        """Tell whether a node is met for the first time; what points back to an earlier one is refused."""
        if id(node) in self.met:
            return False
        self.met.add(id(node))
        if not node.tag.startswith(_CORE_TAG):
            self.complain(
                node,
                f'"{node.tag}" is read as a command to the reader of the file',
                "put a text that begins with ! in quotation marks",
            )
        return True

    # ── lists ─────────────────────────────────────────────────────────────────────────────────

    def items(self, node: yaml.Node, shape: ListOf | Points, name: Text | None) -> tuple[yaml.Node, ...]:
        """Return the values of a list; none where the node is no list or an empty one."""
        label = f'"{name}"' if name else "the list"
        if not self.fresh(node):
            return ()
        if blank(node):
            self.absent(name.span if name else self.span(node), f"{label} is empty, expected {shape.noun}")
            return ()
        if not isinstance(node, yaml.SequenceNode):
            self.wrong(node, shape.noun, shape)
            return ()
        if not node.value:
            self.absent(name.span if name else self.span(node), f"{label} is empty, expected {shape.noun}")
        if isinstance(shape, ListOf) and shape.most is not None:
            count = len(node.value)
            if not shape.least <= count <= shape.most and count:
                place = name.span if name else self.span(node)
                expected = f"{shape.least}" if shape.least == shape.most else f"at most {shape.most}"
                self.absent(place, f"{label} has {count}, expected {expected}")
        return tuple(node.value)

    # ── single values ─────────────────────────────────────────────────────────────────────────

    def text(self, node: yaml.Node, shape: Scalar, name: Text | None) -> Text | None:
        """Return a text as typed, or None where the node is none or breaks its field's rules."""
        if not self.fresh(node):
            return None
        if not isinstance(node, yaml.ScalarNode):
            self.wrong(node, shape.noun, shape)
            return None
        text = text_of(node, self.places)
        if not text.value.strip():
            if shape.empty:
                return text
            place = name.span if name else text.span
            label = f'"{name}" is empty' if name else "nothing stands here"
            self.absent(place, f"{label}, expected {shape.noun}")
            return None
        if not self._keeps(text, shape):
            return None
        return text

    def _keeps(self, text: Text, shape: Scalar) -> bool:
        """Tell whether a text keeps the rules of its field; report it if not."""
        value = text.value
        if shape.prose:
            return True
        curly = _CURLY.match(value)
        if curly and "\n" not in value:
            edits = (
                Edit(text.at(0, 1), ""),
                Edit(text.at(len(value) - 1, len(value)), ""),
            )
            message = f"curly quotation marks are taken as part of {shape.noun.removeprefix('a ')}"
            self.problems.append(error(message, text.span, f"write: {curly[1]}", edits=edits))
            return False
        if (
            shape.values
            and value not in shape.values
            and not (shape is fields.SWITCH and value.lower() in shape.values)
        ):
            self._choice(text, shape)
            return False
        if shape.pattern and not re.match(shape.pattern.removesuffix("$") + r"\Z", value):
            self.pattern(text, shape)
            return False
        return True

    def _choice(self, text: Text, shape: Scalar) -> None:
        value = text.value
        better = _SWITCH_WORDS.get(value.lower()) or value.lower()
        message = f'found "{_short(value)}", expected {shape.noun}'
        if better in shape.values:
            edits = (Edit(text.span, better),)
            self.problems.append(error(message, text.span, f"write: {better}", edits=edits))
            return
        close = difflib.get_close_matches(value.lower(), shape.values, 1, 0.6)
        hint = f'did you mean "{close[0]}"?' if close else f"one of: {', '.join(shape.values)}"
        self.problems.append(error(message, text.span, hint))

    def pattern(self, text: Text, shape: Scalar) -> None:
        """Report a text that breaks the pattern of its field."""
        value = text.value
        message = f'found "{_short(value)}", expected {shape.noun}'
        hints: tuple[str, ...] = ()
        edits: tuple[Edit, ...] = ()
        if shape is fields.RANGE:
            better = re.sub(r"\s*[-–—]\s*", "-", value)
        elif shape is fields.NUMBER:
            better = value.replace(",", ".") if value.count(",") == 1 else ""
        elif shape is fields.LANGUAGE:
            better = TAGS.get(value.lower()) or value.replace("_", "-")
        else:
            better = ""
        if re.search(r"\.(xlsx?|ods|numbers)$", value, re.I) and ".csv" in shape.noun:
            hints = ('save the sheet as "CSV UTF-8" in your spreadsheet, and name that file here',)
        if better and re.match(shape.pattern, better):
            hints, edits = (f"write: {better}",), (Edit(text.span, better),)
        elif shape is fields.NAME and (slug := "-".join(re.findall(r"[^\W_]+", value))):
            slug = slug if re.match(shape.pattern, slug) else f"part-{slug}"
            hints = (f"for instance: {slug}",) if re.match(shape.pattern, slug) else ()
        self.problems.append(error(message, text.span, *hints, edits=edits))

    def number(self, node: yaml.Node, shape: Scalar, name: Text | None) -> Number | None:
        """Return a number with its value."""
        text = self.text(node, shape, name)
        if text is None:
            return None
        value = float(text.value[:30])
        if value <= 0:
            self.complain(node, f'found "{text.value}", expected a number above 0')
            return None
        return Number(value, text.span)

    def wrong(self, node: yaml.Node, expected: str, shape: Shape) -> None:
        """Report a value of a wrong type."""
        if blank(node):
            self.absent(self.span(node), f"nothing stands here, expected {expected}")
            return
        self.problems.append(
            error(f"found {_called(node)}, expected {expected}", self._head(node), *_advice(node, shape))
        )


def nearest(name: str, group: Group, *, fuzzy: bool = True) -> str | None:
    """Return the field of a group that somebody most likely meant by a name that it does not have.

    Not `fuzzy`: only another way to write it or another word for it, no name that looks like it.
    """
    plain = name.strip().lower().replace("_", "-").replace(" ", "-")
    if group.field(plain):
        return plain
    close = difflib.get_close_matches(plain, group.names, 1, 0.7) if fuzzy else []
    if close:
        return close[0]
    tried = next((one.name for one in group.fields if plain in one.tried), None)
    if tried or not fuzzy:
        return tried
    words = {word: one.name for one in group.fields for word in (one.name, *one.tried)}
    close = difflib.get_close_matches(plain, words, 1, 0.6)
    return words[close[0]] if close else None


def _beside(name: str, group: Group, node: yaml.MappingNode) -> str:
    """Return how a field is written that belongs to one beside it; empty where none beside it takes it."""
    for key, value in node.value:
        field = group.field(key.value) if isinstance(key, yaml.ScalarNode) else None
        home = next((one for one in options(field.shape) if isinstance(one, Group)), None) if field else None
        if home is None or not home.field(name):
            continue
        if home.short and isinstance(value, yaml.ScalarNode) and _PLAIN.fullmatch(value.value):
            return f"write: {key.value}: {{{home.short}: {value.value}, {name}: …}}"
        return f'"{name}" belongs to the fields of "{key.value}", two spaces further right'
    return ""


def blank(node: yaml.Node) -> bool:
    """Tell whether nothing stands where a value is expected."""
    return isinstance(node, yaml.ScalarNode) and not node.value.strip() and not node.style


def _called(node: yaml.Node) -> str:
    if isinstance(node, yaml.MappingNode):
        names = [key.value for key, _ in node.value[:1] if isinstance(key, yaml.ScalarNode)]
        return f'a group of fields ("{_short(names[0])}: …")' if names else "a group of fields"
    if isinstance(node, yaml.SequenceNode):
        return "a list"
    return f'a text ("{_short(node.value)}")'


def _short(value: str) -> str:
    line = " ".join(value.split())
    return line if len(line) <= 40 else line[:39].rstrip() + "…"


def _advice(node: yaml.Node, shape: Shape) -> tuple[str, ...]:
    """Return how a value of the wrong type may be written."""
    kinds = options(shape)
    if isinstance(node, yaml.ScalarNode) and any(isinstance(one, Points | ListOf) for one in kinds):
        return ("write each on a line of its own behind a dash and a space",)
    group = next((one for one in kinds if isinstance(one, Group)), None)
    if group is not None and not isinstance(node, yaml.MappingNode):
        return (_fields_of(group, node.value if isinstance(node, yaml.ScalarNode) else ""),)
    known = isinstance(node, yaml.MappingNode) and node.value and node.value[0][0].value in _NAMES
    if isinstance(node, yaml.MappingNode) and not known and any(isinstance(one, Scalar) for one in kinds):
        return ("put a text with a colon in quotation marks",)
    if isinstance(node, yaml.SequenceNode) and any(isinstance(one, Scalar) for one in kinds):
        if node.flow_style:
            return ("put a text with [ ] in quotation marks",)
        return ("to keep lines apart, put a | behind the name and leave the dashes in the text",)
    return ()


def _fields_of(group: Group, typed: str) -> str:
    """Return how a group is written: in short where it has few fields, the needed ones first.

    `typed` is what stands in its place, and is most likely what its first field is to hold.
    """
    needed = [field.name for field in group.fields if field.required]
    if len(group.names) > _FEW_FIELDS or not needed:
        return f"its fields: {', '.join(group.names)}"
    others = [name for name in group.names if name not in needed]
    values = dict.fromkeys(needed, "…")
    first = group.field(needed[0])
    if _PLAIN.fullmatch(typed) and first and isinstance(first.shape, Scalar):
        values[needed[0]] = typed
    written = "{" + ", ".join(f"{name}: {value}" for name, value in values.items()) + "}"
    return f"write: {written}" + (f"; it can have {', '.join(others)}, too" if others else "")


def _inline(field: Field) -> str:
    return field.example.split("\n", 1)[0]
