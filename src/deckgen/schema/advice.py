"""A value of the wrong kind, a field in the wrong place → how it is written, with its own words."""

from __future__ import annotations

import re
from collections import Counter

import yaml

from deckgen.schema.closest import closest
from deckgen.schema.scalars import blank
from deckgen.schema.shapes import (
    Field,
    Group,
    Language,
    ListOf,
    Points,
    Scalar,
    Shape,
    mapping_of,
    options,
    scalar_of,
)
from deckgen.structs.patterns import pattern

MOST_SHOWN = 80
"""Characters of a value that an advice repeats; of a longer one it says `…`."""

_FEW_FIELDS = 6
_MOST_STRAYS = 200
"""Fields of a group among which those are looked for that belong into one beside them."""
_MOST_HOMES = 3
_IN_BRACES = pattern(r"\w[^,\[\]{}:#\"'\n]*|[\w./:\\-]+")
"""A value that needs no quotation marks between braces."""
_UNDER_HINT = " " * len("  hint: for instance: ")
"""What is before further lines of an example, so that they begin below its first."""
_TWO = pattern(r"(.+?)(?::|[ \t]+[-–—=])[ \t]+(.+)")
"""Two values on a line that has room for one: `1956: The speech`, `1956 – The speech`."""


def advice(text: str, node: yaml.Node, shape: Shape, language: Language) -> tuple[str, ...]:
    """Return how a value of the wrong kind may be written; `text` is the one that holds it."""
    kinds, single = options(shape), scalar_of(shape) is not None
    group = next((one for one in kinds if isinstance(one, Group)), None)
    listed = any(isinstance(one, Points | ListOf) for one in kinds)
    if isinstance(node, yaml.ScalarNode) and listed:
        return ("write each on a line of its own after a dash and a space",)
    if isinstance(node, yaml.MappingNode) and listed and not single and node.value:
        return (_dashed(text, node, kinds),)
    if _all_bars(node):
        return ("put a | after its name and take out the dashes: a table can be typed as in Markdown",)
    if group is not None and not isinstance(node, yaml.MappingNode):
        return (_titled(text, group, node) or _fields_of(text, group, node),)
    scalar = scalar_of(shape)
    return () if scalar is None else _on_scalar(node, scalar, language)


def _all_bars(node: yaml.Node) -> bool:
    """Tell whether a value is a list whose entries are rows with bars between their cells."""
    if not isinstance(node, yaml.SequenceNode):
        return False
    texts = [one.value for one in node.value if isinstance(one, yaml.ScalarNode)]
    return len(texts) == len(node.value) > 1 and all(" | " in one for one in texts)


def pair(node: yaml.Node, shape: Shape, hints: tuple[str, ...]) -> str:
    """Return the fields that a text can only be, `1956 – The speech`, empty where they are not certain."""
    group = next((one for one in options(shape) if isinstance(one, Group)), None)
    if group is None or not isinstance(node, yaml.ScalarNode) or node.style or not hints:
        return ""
    sure = len(group.names) == 2 and _TWO.fullmatch(node.value) and hints[0].startswith("write: {")
    return hints[0].removeprefix("write: ") if sure else ""


def misplaced(text: str, name: str, group: Group, node: yaml.MappingNode, homes: list[str]) -> str:
    """Return where a field belongs that its group does not have and others (`homes`) do."""
    homes = ["a slide"] if len(homes) > _MOST_HOMES and "a slide" in homes else homes[:_MOST_HOMES]
    most = " or ".join((", ".join(homes[:-1]), homes[-1]) if homes[1:] else homes)
    return beside(text, name, group, node) or f'"{name}" belongs to {most}'


def inline(field: Field) -> str:
    """Return how a field is written, on one line where its value begins there."""
    first, _, rest = field.example.partition("\n")
    lines = rest.split("\n") if first.endswith(":") else []
    return "\n".join((first, *(f"{_UNDER_HINT}{line}" for line in lines)))


def nearest(name: str, group: Group, *, fuzzy: bool = True) -> str | None:
    """Return the field of a group that somebody most likely meant by a name that it does not have.

    Not `fuzzy`: only another way to write it or another word for it, no name that looks like it.
    """
    plain = name.strip().lower().replace("_", "-").replace(" ", "-")
    if group.field(plain):
        return plain
    tried = next((one.name for one in group.fields if plain in one.tried), None)
    if tried or not fuzzy:
        return tried
    words = {word: one.name for one in group.fields for word in (one.name, *one.tried)}
    near = closest(plain, words)
    return words[near] if near else None


def odd(name: str, group: Group, node: yaml.Node) -> str:
    """Return what to do about a name that is like none of a group's."""
    if group.short and name and blank(node):
        return f"write: {group.short}: {name}"
    scalar = node.value if isinstance(node, yaml.ScalarNode) else ""
    on_slides = any(group.field(one) for one in ("text", "slides", "sections"))
    if " " in name.strip() and scalar and "\n" not in scalar and on_slides:
        return f'for text with a colon in it write on a slide: text: "{short(f"{name}: {scalar}")}"'
    return f"{group.noun} takes: {', '.join(group.names)}"


def may_stand_for(node: yaml.Node, group: Group, meant: str) -> bool:
    """Tell whether a name can stand for a field: what has fields below it is no field that takes none."""
    field = group.field(meant)
    scalar = scalar_of(field.shape) if field else None
    if isinstance(node, yaml.ScalarNode) and node.style == "|" and scalar and not scalar.prose:
        return False
    return not isinstance(node, yaml.MappingNode) or bool(field and mapping_of(field.shape))


def names_in(node: yaml.MappingNode) -> set[str]:
    """Return the names that a group gives, known or not."""
    return {key.value for key, _ in node.value if isinstance(key, yaml.ScalarNode)}


def called(node: yaml.Node) -> str:
    """Return what a message calls a value."""
    if isinstance(node, yaml.MappingNode):
        names = [key.value for key, _ in node.value[:1] if isinstance(key, yaml.ScalarNode)]
        return f'a group of fields ("{short(names[0])}: …")' if names else "a group of fields"
    if isinstance(node, yaml.SequenceNode):
        return "a list"
    return f'the text "{short(node.value)}"'


def short(value: str) -> str:
    """Return a value on one line, what is too long for a message left out."""
    line = " ".join(value.split())
    return line if len(line) <= 40 else line[:39].rstrip() + "…"


def beside(text: str, name: str, group: Group, node: yaml.MappingNode) -> str:
    """Return how a field is written that belongs to one beside it; empty where no such one is there."""
    for key, value, home in _homes(node, group):
        if not _field_in(home, name, group):
            continue
        if isinstance(value, yaml.ScalarNode) and "\n" in value.value:
            continue
        if home.short and home.short != name and isinstance(value, yaml.ScalarNode) and value.value:
            fields = f"{home.short}: {_typed(text, value)}, {_strays(text, node, group, home)}"
            return f"write: {_known(key.value, group)}: {{{fields}}}"
        return f'"{name}" belongs to the fields of "{key.value}", two spaces further right'
    return ""


def _known(name: str, group: Group) -> str:
    """Return the field of a group that a name, or another word for it, stands for."""
    return name if group.field(name) else nearest(name, group, fuzzy=False) or name


class _Homes:
    """What was found of the group that was asked about last: it is asked for each of its unknown names."""

    last: tuple[yaml.Node, Group, tuple[tuple[yaml.ScalarNode, yaml.Node, Group], ...]] | None = None


def _homes(node: yaml.MappingNode, group: Group) -> tuple[tuple[yaml.ScalarNode, yaml.Node, Group], ...]:
    """Return the fields that take fields; of those that are there again and again, the first two."""
    last = _Homes.last
    if last is not None and last[0] is node and last[1] is group:
        return last[2]
    seen: Counter[str] = Counter()
    found = []
    for key, value in node.value:
        if not isinstance(key, yaml.ScalarNode) or seen[key.value] > 1:
            continue
        seen[key.value] += 1
        if (home := _home(key, group)) is not None:
            found.append((key, value, home))
    homes = tuple(found)
    _Homes.last = node, group, homes
    return homes


def _home(key: yaml.Node, group: Group) -> Group | None:
    """Return the group of fields that a field of a group takes, None where it takes none."""
    field = group.field(_known(key.value, group)) if isinstance(key, yaml.ScalarNode) else None
    return next((one for one in options(field.shape) if isinstance(one, Group)), None) if field else None


def _field_in(home: Group, name: str, group: Group) -> str:
    """Return the field of `home` that a name in another group stands for, or empty."""
    if group.field(name):
        return ""
    meant = _known(name, home)
    return meant if home.field(meant) and (meant == name or not nearest(name, group, fuzzy=False)) else ""


def _strays(text: str, node: yaml.MappingNode, group: Group, home: Group) -> str:
    """Return the fields of one group that are in another, as they are written between braces."""
    pairs = [
        (name, value)
        for key, value in node.value[:_MOST_STRAYS]
        if isinstance(key, yaml.ScalarNode) and (name := _field_in(home, key.value, group))
    ]
    return ", ".join(f"{name}: {_typed(text, value)}" for name, value in pairs)


def _typed(text: str, node: yaml.Node) -> str:
    """Return a value as it can be written between braces, its own words where they are few."""
    start, stop = node.start_mark.index, node.end_mark.index
    said = text[start:stop]
    if stop - start > MOST_SHOWN or "\n" in said:
        return "…"
    if not isinstance(node, yaml.ScalarNode):
        return said if said[:1] in "[{" else "…"
    return said if node.style else _in_braces(node.value)


def _in_braces(words: str) -> str:
    """Return words as they are written between braces."""
    if _IN_BRACES.fullmatch(words):
        return words
    return "'" + words.replace("'", "''") + "'" if set(words) & set('"\\') else f'"{words}"'


def _dashed(text: str, node: yaml.MappingNode, kinds: tuple[Shape, ...]) -> str:
    """Return how fields are written where a list is expected: each after a dash."""
    key, value = node.value[0]
    if isinstance(value, yaml.MappingNode) and value.value and not value.flow_style:
        key, value = value.value[0]
    words = f"{_typed(text, key)}: {_typed(text, value)}"
    points = any(isinstance(one, Points) for one in kinds)
    return f'each begins with a dash: - "{words}"' if points else f"each begins with a dash: - {words}"


def _titled(text: str, group: Group, node: yaml.Node) -> str:
    """Return how a text is written in the place of a group of many fields: as its title, where it has one."""
    titled = isinstance(node, yaml.ScalarNode) and len(group.names) > _FEW_FIELDS and group.field("title")
    return f"write: title: {_typed(text, node)}" if titled else ""


def _fields_of(text: str, group: Group, node: yaml.Node) -> str:
    """Return how a group is written: in short where it has few fields, the needed ones first.

    What stands in its place is most likely what its first fields are to hold.
    """
    needed = [field.name for field in group.fields if field.required] or (
        [group.short] if group.short else []
    )
    if pairs := _pairs(text, node):
        return f"write: {{{', '.join(pairs)}}}"
    if group.open and not group.fields:
        return "write each name with a colon and its value after it"
    if not needed or (len(group.names) > _FEW_FIELDS and not group.short):
        return f"its fields: {', '.join(group.names)}"
    written = _filled(group, needed, _given(text, node))
    others = [name for name in group.names if name not in written]
    fields = "{" + ", ".join(f"{name}: {value}" for name, value in written.items()) + "}"
    return f"write: {fields}" + (f"; it can have {', '.join(others)}, too" if others else "")


def _pairs(text: str, node: yaml.Node) -> list[str]:
    """Return the fields of a group of which each was given as a list's entry, none where there are others."""
    listed = node.value if isinstance(node, yaml.SequenceNode) else []
    if not all(isinstance(one, yaml.MappingNode) and len(one.value) == 1 for one in listed):
        return []
    pairs = [pair for one in listed for pair in one.value]
    if not all(isinstance(part, yaml.ScalarNode) for pair in pairs for part in pair):
        return []
    return [f"{_typed(text, key)}: {_typed(text, value)}" for key, value in pairs]


def _filled(group: Group, needed: list[str], given: list[str]) -> dict[str, str]:
    """Return the fields that are needed, and others as far as something is given, with what each holds."""
    values = dict.fromkeys(needed, "…")
    if group.short in needed and len(given) == 1:
        return {**values, group.short: given[0]}
    order = (*needed, *(one for one in group.names if one not in needed))
    for name, typed in zip(order, given, strict=False):
        field = group.field(name)
        if field and scalar_of(field.shape):
            values[name] = typed
    return values


def _given(text: str, node: yaml.Node) -> list[str]:
    """Return the values that stand in a group's place, as they are written between braces."""
    if isinstance(node, yaml.SequenceNode):
        return [_typed(text, one) for one in node.value]
    if not isinstance(node, yaml.ScalarNode) or "\n" in node.value or len(node.value) > MOST_SHOWN:
        return []
    two = _TWO.fullmatch(node.value)
    return [_in_braces(one) for one in (two.groups() if two else (node.value,))]


def _on_scalar(node: yaml.Node, scalar: Scalar, language: Language) -> tuple[str, ...]:
    """Return how a single value may be written where there is a group or a list."""
    if isinstance(node, yaml.ScalarNode) or not (scalar.pattern or scalar.values):
        return _on_text(node, language)
    meant = _as_one(node, scalar)
    return (f"write: {meant}" if meant else "write one value here, not a list or a group of them",)


def _as_one(node: yaml.Node, scalar: Scalar) -> str:
    """Return the value that a short list or group of values may stand for, empty where it is none."""
    parts: list[yaml.Node] = list(node.value)
    between = "-"
    if isinstance(node, yaml.MappingNode):
        alone = len(node.value) == 1
        parts = [part for pair in node.value for part in (pair if alone else pair[1:])]
        between = " " if alone else "-"
    if not 0 < len(parts) <= 2 or not all(isinstance(one, yaml.ScalarNode) for one in parts):
        return ""
    typed = between.join(one.value.strip() for one in parts)
    for meant in (typed, scalar.better(typed) if scalar.better else typed):
        if meant in scalar.values or (scalar.pattern and re.search(scalar.pattern, meant)):
            return meant
    return ""


def _on_text(node: yaml.Node, language: Language) -> tuple[str, ...]:
    """Return how a text may be written that YAML has taken for a group or a list."""
    if isinstance(node, yaml.MappingNode):
        names = [key.value for key, _ in node.value[:1] if isinstance(key, yaml.ScalarNode)]
        known = any(name in language.names for name in names)
        return () if known else ("put text with a colon in quotation marks",)
    if not isinstance(node, yaml.SequenceNode):
        return ()
    if node.flow_style:
        return ("put a text with [ ] in quotation marks",)
    return ("to keep lines apart, put a | after the name and leave the dashes in the text",)


def as_listed(hints: tuple[str, ...], text: str, node: yaml.Node) -> tuple[str, ...]:
    """Return hints that show what to write with its dash, where the value stands right after one."""
    start = node.start_mark.index
    if text[text.rfind("\n", 0, start) + 1 : start].strip() != "-":
        return hints
    return tuple(
        f"write: - {one.removeprefix('write: ')}"
        if one.startswith("write: ") and "\n" not in one and not one.startswith("write: - ")
        else one
        for one in hints
    )
