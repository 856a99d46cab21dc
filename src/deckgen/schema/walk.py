"""YAML nodes → checked values: every name, every type and every count against the field table.

This is the part of reading that knows no field by name; the readers of outlines and themes build upon it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

import yaml

from deckgen.diagnostics import Diagnostic, Edit, Span, error, warning
from deckgen.limits import LONGEST_TEXT, MOST_ENTRIES, MOST_GUESSES
from deckgen.schema.advice import (
    advice,
    as_listed,
    beside,
    called,
    inline,
    may_stand_for,
    misplaced,
    names_in,
    nearest,
    odd,
    pair,
    short,
)
from deckgen.schema.closest import closest, in_latin, surely
from deckgen.schema.places import Places
from deckgen.schema.scalars import blank, text_of
from deckgen.schema.shapes import (
    SWITCH,
    VALUES,
    Group,
    Keyed,
    Language,
    ListOf,
    Points,
    Scalar,
    Shape,
    mapping_of,
    options,
    scalar_of,
)
from deckgen.schema.source import UNSEEN
from deckgen.schema.strays import fits, gathered
from deckgen.schema.text import Number, Text
from deckgen.structs import Struct
from deckgen.structs.patterns import pattern

_CORE_TAG = "tag:yaml.org,2002:"
_CURLY = pattern(r"^[“”„‘’‚«](.*)[“”‘’»]$", re.DOTALL)
_BARE = pattern(r"\w[\w.,/-]*%?")
"""A value of one word that needs no quotation marks."""

_FILL = "fill it in, or take it out"


class Entry(Struct, frozen=True):
    """A name with its value."""

    name: Text
    node: yaml.Node


class CheckedMapping:
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


class Validator:
    """A walk over the nodes of one file: where they are, and what was found wrong.

    `language` is what files of its kind are made of. `gaps` are lines that were left out: what seems to be
    missing where one of them belongs may only be unread.
    """

    def __init__(self, places: Places, language: Language, *, gaps: Collection[int] = ()) -> None:
        self.places = places
        self.language = language
        self.gaps = gaps
        self.problems: list[Diagnostic] = []
        self.met: set[int] = set()
        self.kept: list[yaml.Node] = []
        """Nodes that were made in the place of others: while they last, no other has their identity."""
        self.guesses = 0
        """For how many unknown names it has been looked up what may have been meant."""

    # ── places ────────────────────────────────────────────────────────────────────────────────

    def span(self, node: yaml.Node) -> Span:
        """Return where a node is, without the blank lines after it."""
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

    def advise(self, node: yaml.Node, message: str, *hints: str) -> None:
        """Report at a node what is allowed and seldom wise."""
        self.problems.append(warning(message, self.span(node), *hints))

    def absent(self, span: Span, message: str, *hints: str, beside: bool = False) -> None:
        """Report something missing, unless lines were left out that may have held it.

        They are further right than the line that is reported, or, where `beside`, in its column as well.
        """
        if not self.gaps or not self._unread(span.line, beside=beside):
            self.problems.append(error(message, span, *(hints or (_FILL,))))

    def _unread(self, line: int, *, beside: bool) -> bool:
        """Tell whether a line was left out that belongs to a given one."""
        lines = self.places.source.text.splitlines()
        first = lines[line - 1] if line <= len(lines) else ""
        limit = len(first) - len(first.lstrip(" ")) - (beside and not first.lstrip().startswith("- "))
        for number, shown in enumerate(lines[line - 1 :], line):
            if number in self.gaps:
                return True
            indent = len(shown) - len(shown.lstrip(" "))
            if number > line and shown.strip() and indent <= limit and not shown.lstrip().startswith("#"):
                return False
        return False

    # ── groups ────────────────────────────────────────────────────────────────────────────────

    def group(self, node: yaml.Node, group: Group, name: Text | None = None) -> CheckedMapping | None:
        """Return the fields of a group, or None where the node is none.

        `name` is what the group is listed under: what is missing is missed there.
        """
        if not self.fresh(node):
            return None
        if not isinstance(node, yaml.MappingNode):
            self.wrong(node, f"{group.noun}, written as fields", group)
            return None
        node, moved = gathered(node, group, self.places)
        if moved:
            self.problems += moved
            self.kept.append(node)
        entries: dict[str, Entry] = {}
        meant: set[str] = set()
        given = names_in(node)
        for key, entry in self.entries(node):
            if group.field(key) is None and len(node.value) == 1 and self._is_pair(node, entry, group):
                return None
            if group.field(key) or group.open:
                entries[key] = entry
                continue
            if not self._taken(entry, group, entries, given):
                meant.add(self._mistaken(entry, group, node, given, entries))
        place = name.span if name else self._head(node)
        if entries or not meant:
            self._lacking({*entries, *meant}, group, place, beside=name is None)
        return CheckedMapping(group, self.span(node), entries, frozenset(meant))

    def _lacking(self, given: set[str], group: Group, place: Span, *, beside: bool) -> None:
        """Report the fields that a group needs and that are not among those given."""
        fields = [one for one in group.fields if one.required and one.name not in given]
        if group.lacking and fields:
            names = '", "'.join(field.name for field in fields)
            self.absent(place, f'{group.noun} needs "{names}"', group.lacking, beside=beside)
            return
        for field in fields:
            hint = f"for instance: {inline(field)}"
            self.absent(place, f'{group.noun} needs "{field.name}"', hint, beside=beside)

    def check(self, node: yaml.Node, shape: Shape, name: Text | None = None) -> None:
        """Hold a value, and all that is in it, to what it may be; `name` is what it belongs to."""
        group, scalar = mapping_of(shape), scalar_of(shape)
        listed = next((one for one in options(shape) if isinstance(one, ListOf)), None)
        if listed and (isinstance(node, yaml.SequenceNode) or not (group or scalar)):
            for item in self.items(node, listed, name):
                self.check(item, listed.item)
        elif scalar and (isinstance(node, yaml.ScalarNode) or not group):
            self.text(node, scalar, name)
        elif isinstance(group, Group):
            self._check_group(node, group, name)
        elif group and self.fresh(node):
            self._check_keyed(node, group, name)

    def _check_group(self, node: yaml.Node, group: Group, name: Text | None) -> None:
        found = self.group(node, group, name)
        for key, entry in found.entries.items() if found else ():
            field = group.field(key)
            self.check(entry.node, field.shape if field else group.rest or VALUES, entry.name)

    def _check_keyed(self, node: yaml.Node, shape: Keyed, name: Text | None) -> None:
        if not isinstance(node, yaml.MappingNode):
            self.wrong(node, shape.noun, shape)
            return
        given = dict(self.entries(node))
        lacking = '", "'.join(one for one in shape.needed if one not in given)
        if lacking:
            place = name.span if name else self.span(node)
            self.absent(place, f'"{name}" needs "{lacking}"', shape.lacking)
        for entry in given.values():
            self.check(entry.node, shape.item, entry.name)

    def _is_pair(self, node: yaml.MappingNode, entry: Entry, group: Group) -> bool:
        """Report a pair written as `1956: The speech` for a group of two fields; tell whether it is one."""
        value = entry.node
        names = group.names
        if len(names) != 2 or not all(isinstance(field.shape, Scalar) for field in group.fields):
            return False
        if not isinstance(value, yaml.ScalarNode) or value.style in ("|", ">") or not value.value.strip():
            return False
        key, text = node.value[0][0], self.places.text
        said = text[key.start_mark.index : key.end_mark.index]
        indent = " " * key.start_mark.column
        between = self.places.span(key.start_mark.index, value.start_mark.index)
        apart = ", " if node.flow_style else f"\n{indent}"
        edit = Edit(between, f"{names[0]}: {said}{apart}{names[1]}: ")
        second = f"{names[1]}: {text[value.start_mark.index : value.end_mark.index]}"
        shown = f"{names[0]}: {said}{', ' if node.flow_style else chr(10)}{second}"
        message = (
            f'expected {group.noun} with {" and ".join(names)}, but found "{short(entry.name.value)}: …"'
        )
        self.complain(key, message, "write: " + shown.replace("\n", "\n         "), edits=(edit,))
        return True

    def entries(self, node: yaml.MappingNode) -> Iterator[tuple[str, Entry]]:
        """Give the names and values of a mapping; a name that comes again is reported and left out."""
        first: dict[str, Text] = {}
        if self._too_many(node, "names"):
            return
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                self.complain(key, "expected a name, but found a list or a group", "write: name: value")
                continue
            name = text_of(key, self.places)
            if key.value in first:
                line = first[key.value].span.line
                self.problems.append(
                    error(
                        f'"{key.value}" appears here a second time',
                        name.span,
                        f"it appears first in line {line}: keep one of the two, or put both into one",
                    )
                )
                continue
            first[key.value] = name
            yield key.value, Entry(name, value)

    def _mistaken(
        self,
        entry: Entry,
        group: Group,
        node: yaml.MappingNode,
        given: set[str],
        entries: dict[str, Entry],
    ) -> str:
        """Report an unknown name; return the field most likely meant by it, read where it is sure."""
        meant = self._unknown(entry, group, node, given)
        if meant and meant not in given and self._is_sure(entry.name.value, meant, group):
            entries.setdefault(meant, entry)
        return meant

    def _taken(self, entry: Entry, group: Group, entries: dict[str, Entry], given: set[str]) -> bool:
        """Take a name as the field that it is another word for, with a warning; tell whether it is one.

        A second word for it is let go where it says the same.
        """
        name = entry.name.value
        field = group.called(name)
        if field is None or field.name in given or not (field.taken or fits(entry.node, field.shape)):
            return False
        first = entries.get(field.name)
        if first is None:
            edits = (Edit(entry.name.span, field.name),)
            message = f'"{name}" is read as "{field.name}"'
            self.problems.append(warning(message, entry.name.span, f"write: {field.name}", edits=edits))
            entries[field.name] = entry
            return True
        if not _alike(first.node, entry.node):
            return False
        message = f'"{name}" means the same as "{first.name}", which is already here'
        self.problems.append(warning(message, entry.name.span, "take one of them out"))
        return True

    def _unknown(self, entry: Entry, group: Group, node: yaml.MappingNode, given: set[str]) -> str:
        """Report an unknown name; return the field that was most likely meant, empty where none is.

        `given` are all names beside it. Where only one field can be meant, the correction is certain.
        """
        name = entry.name.value
        if node.flow_style and name.isdigit() and blank(entry.node):
            message = f'a comma separates fields here, so "{name}" is a field of its own'
            self.problems.append(error(message, entry.name.span, "decimals have a point: 24.5"))
            return ""
        if name in group.refused:
            self.problems.append(error(group.refused[name][0], entry.name.span, group.refused[name][1]))
            return name
        hint, meant = self._meant(entry, group, node, given)
        sure = meant and meant not in given and self._is_sure(name, meant, group)
        edits = (Edit(entry.name.span, meant),) if sure else ()
        message = (
            f'unknown field "{name}" in {group.noun}' if name else f"a field without a name in {group.noun}"
        )
        self.problems.append(error(message, entry.name.span, hint, edits=edits))
        return meant

    def _meant(self, entry: Entry, group: Group, node: yaml.MappingNode, given: set[str]) -> tuple[str, str]:
        """Return what to do about an unknown name, and the field that was most likely meant by it."""
        name = entry.name.value
        homes = [one.noun for one in self.language.homes(name)]
        self.guesses += 1
        fuzzy = not homes and self.guesses <= MOST_GUESSES
        if there := self._beside(name, group, node):
            return there, ""
        meant = self.language.translated(name, group) or nearest(name, group, fuzzy=fuzzy) or ""
        if not may_stand_for(entry.node, group, meant):
            meant = ""
        if meant and meant in given:
            return f'"{meant}" is given already; take out one of them', meant
        if meant:
            return _spelt(name, meant), meant
        if homes:
            return misplaced(self.places.text, name, group, node, homes), ""
        return odd(name, group, entry.node), ""

    def _beside(self, name: str, group: Group, node: yaml.MappingNode) -> str:
        """Return what to do about an unknown name that belongs into one beside it, empty where none is."""
        if self.guesses > MOST_GUESSES or nearest(name, group, fuzzy=False):
            return ""
        return beside(self.places.text, name, group, node)

    def _is_sure(self, name: str, meant: str, group: Group) -> bool:
        """Tell whether a name can stand for no other field than the one that was most likely meant."""
        field = group.field(meant)
        word = name.strip().lower()
        known = field is not None and word in field.tried
        return known or self.language.translated(name, group) == meant or surely(name, group.names) == meant

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
                "put text that begins with ! in quotation marks",
            )
        return True

    # ── lists ─────────────────────────────────────────────────────────────────────────────────

    def items(self, node: yaml.Node, shape: ListOf | Points, name: Text | None) -> tuple[yaml.Node, ...]:
        """Return the values of a list; none where the node is no list or an empty one."""
        label = f'"{name}"' if name else "the list"
        place = name.span if name else self.span(node)
        if not self.fresh(node):
            return ()
        none = isinstance(node, yaml.SequenceNode) and not node.value
        if none or blank(node):
            missing = f"expected {shape.noun}, but nothing is here"
            self.absent(place, f'"{name}" is empty; it needs {shape.noun}' if name else missing)
            return ()
        if _is_one_text(node, shape):
            self.met.discard(id(node))
            return (node,)
        if not isinstance(node, yaml.SequenceNode):
            self.wrong(node, shape.noun, shape)
            return ()
        if self._too_many(node, "entries"):
            return ()
        if wrong := _miscounted(len(node.value), shape):
            count = f"{len(node.value)} value{'' if len(node.value) == 1 else 's'}"
            self.absent(place, f"{label} has {count}; it takes {wrong}")
        return tuple(node.value)

    def _too_many(self, node: yaml.CollectionNode, noun: str) -> bool:
        """Report a list or a group that has more in it than is read."""
        if len(node.value) <= MOST_ENTRIES:
            return False
        message = f"there are {len(node.value):,} {noun} here; at most {MOST_ENTRIES:,} are read"
        hint = "keep long tables in a .csv file, and parts of a long talk in outlines of their own"
        self.problems.append(error(message, self._head(node), hint))
        return True

    # ── single values ─────────────────────────────────────────────────────────────────────────

    def text(self, node: yaml.Node, shape: Scalar, name: Text | None) -> Text | None:
        """Return a text as typed, or None where the node is none or breaks its field's rules."""
        if not self.fresh(node):
            return None
        if not isinstance(node, yaml.ScalarNode):
            self.wrong(node, shape.noun, shape)
            return None
        text = text_of(node, self.places)
        if barred := UNSEEN.search(text.value):
            code = f"U+{ord(barred[0][0]):04X}"
            message = f"an escape in this text stands for a character that no file may hold ({code})"
            self.problems.append(error(message, text.at(barred.start(), barred.end()), "take it out"))
            return None
        if len(text.value) > LONGEST_TEXT:
            message = f"this text has {len(text.value):,} characters; at most {LONGEST_TEXT:,} are read"
            self.problems.append(error(message, text.at(0, 1), "put it on several slides"))
            return None
        if not text.value.strip():
            if shape.empty:
                return text
            place = name.span if name else text.span
            missing = f"expected {shape.noun}, but nothing is here"
            message = f'"{name}" is empty; it needs {shape.noun}' if name else missing
            hint = shape.hint("") if shape.hint else ""
            self.absent(place, message, *((hint,) if hint else ()))
            return None
        if not self._keeps(text, shape):
            return None
        if shape.taken and shape.better and text.value not in shape.values:
            return Text(shape.better(text.value), text.span, text.marks)
        return text

    def _keeps(self, text: Text, shape: Scalar) -> bool:
        """Tell whether a text keeps the rules of its field; report it if not."""
        value = text.value
        if shape.prose:
            return True
        curly = _CURLY.match(value)
        if curly and "\n" not in value:
            edits: tuple[Edit, ...] = (
                Edit(text.at(0, 1), ""),
                Edit(text.at(len(value) - 1, len(value)), ""),
            )
            message = f"expected {shape.noun} without curly quotation marks"
            written = curly[1]
            if written[:1] == "#":  # straight ones are needed: what follows a # is a comment
                edits, written = (Edit(text.span, f"'{curly[1]}'"),), f"'{curly[1]}'"
            self.problems.append(error(message, text.span, f"write: {written}", edits=edits))
            return False
        if value[-1] in ",;" and self._ended(text, shape):
            return False
        if (
            shape.values
            and value not in shape.values
            and not (shape is SWITCH and value.lower() in shape.values)
        ):
            return self._choice(text, shape)
        if shape.pattern and not re.match(shape.pattern.removesuffix("$") + r"\Z", value):
            self.pattern(text, shape)
            return False
        return True

    def _ended(self, text: Text, shape: Scalar) -> bool:
        """Report a comma or a semicolon after a value that is right without it; tell whether it is."""
        value = text.value
        bare = value.rstrip(" ,;")
        ruled = bool(shape.values or shape.pattern) and self._allows(bare, shape)
        if not bare or not (shape.bare or ruled):
            return False
        said = "comma" if value[-1] == "," else "semicolon"
        edits = (Edit(text.at(len(bare), len(value)), ""),)
        message = f"expected {shape.noun} alone, but a {said} ends this line"
        self.problems.append(error(message, text.span, f"write: {bare}", edits=edits))
        return True

    def _allows(self, value: str, shape: Scalar) -> bool:
        """Tell whether a value is one of those that a field takes, or keeps its pattern."""
        if shape.values:
            return value in shape.values
        return re.match(shape.pattern.removesuffix("$") + r"\Z", value) is not None

    def _choice(self, text: Text, shape: Scalar) -> bool:
        """Report a value that is none of those allowed; tell whether it is taken as one of them."""
        value = text.value
        better = shape.better(value) if shape.better else value.lower()
        message = f'expected {shape.noun}, but found "{short(value)}"'
        if better in shape.values:
            edits = (Edit(text.span, better),)
            report = warning if shape.taken else error
            self.problems.append(report(message, text.span, f"write: {better}", edits=edits))
            return shape.taken
        if sure := surely(value, shape.values):
            edits = (Edit(text.span, sure),)
            self.problems.append(error(message, text.span, f"write: {sure}", edits=edits))
            return False
        close = closest(value, shape.values)
        hint = f'did you mean "{close}"?' if close else f"one of: {', '.join(shape.values)}"
        self.problems.append(error(message, text.span, hint))
        return False

    def pattern(self, text: Text, shape: Scalar) -> None:
        """Report a text that breaks the pattern of its field."""
        value = text.value
        message = f'expected {shape.noun}, but found "{short(value)}"'
        better = shape.better(value) if shape.better else ""
        if better and re.match(shape.pattern, better):
            written = better if _BARE.fullmatch(better) else f"'{better}'"
            edits = (Edit(text.span, written),)
            self.problems.append(error(message, text.span, f"write: {written}", edits=edits))
            return
        hint = shape.hint(value) if shape.hint else ""
        self.problems.append(error(message, text.span, *((hint,) if hint else ())))

    def number(self, node: yaml.Node, shape: Scalar, name: Text | None) -> Number | None:
        """Return a number with its value."""
        text = self.text(node, shape, name)
        if text is None:
            return None
        value = float(text.value[:30])
        if value <= 0:
            self.complain(node, f'expected a number above 0, but found "{text.value}"', "for instance: 20")
            return None
        return Number(value, text.span)

    def wrong(self, node: yaml.Node, expected: str, shape: Shape) -> None:
        """Report a value of a wrong type."""
        if blank(node):
            self.absent(self.span(node), f"expected {expected}, but nothing is here")
            return
        hints = advice(self.places.text, node, shape, self.language)
        edits = tuple(Edit(self.span(node), one) for one in (pair(node, shape, hints),) if one)
        hints = as_listed(hints, self.places.text, node)
        message = f"expected {expected}, but found {called(node)}"
        self.problems.append(error(message, self._head(node), *hints, edits=edits))


def _spelt(name: str, meant: str) -> str:
    """Return how a name is written; of one that looks right, which of its letters are of another alphabet."""
    strange = [one for one in dict.fromkeys(name) if one > "\u02ff"] if in_latin(name) != name else []
    if not strange:
        return f'did you mean "{meant}"?'
    letters = '", "'.join(strange)
    return f'write: {meant}; here "{letters}" is of another alphabet, and only looks the same'


def _alike(one: yaml.Node, other: yaml.Node) -> bool:
    """Tell whether two values are the same text."""
    scalars = isinstance(one, yaml.ScalarNode) and isinstance(other, yaml.ScalarNode)
    return scalars and one.value.strip() == other.value.strip()


def _miscounted(count: int, shape: ListOf | Points) -> str:
    """Return how many values a list takes, where it does not have as many; empty where it has."""
    if not isinstance(shape, ListOf) or shape.most is None or shape.least <= count <= shape.most:
        return ""
    short = count < shape.least or shape.least == shape.most
    return shape.noun if short else f"at most {shape.most}"


def _is_one_text(node: yaml.Node, shape: ListOf | Points) -> bool:
    """Tell whether a value is a text of one line where a list of texts may have a single entry."""
    if not isinstance(node, yaml.ScalarNode) or node.style in ("|", ">") or "\n" in node.value:
        return False
    if isinstance(shape, Points):
        return True
    return shape.least <= 1 and isinstance(shape.item, Scalar) and shape.item.prose
