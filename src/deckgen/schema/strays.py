"""Fields beside the one that they belong to → fields within it; and whether a value suits a field."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import yaml

from deckgen.diagnostics import Diagnostic, warning
from deckgen.schema.advice import misplaced
from deckgen.schema.closest import surely
from deckgen.schema.places import Places
from deckgen.schema.scalars import text_of
from deckgen.schema.shapes import (
    Group,
    ListOf,
    Points,
    Scalar,
    Shape,
    list_of,
    mapping_of,
    options,
    scalar_of,
)
from deckgen.structs import Struct

_Pair = tuple[yaml.ScalarNode, yaml.Node]


def fits(node: yaml.Node, shape: Shape) -> bool:
    """Tell whether a value is of a kind that a field takes."""
    if isinstance(node, yaml.MappingNode):
        return mapping_of(shape) is not None
    listed = list_of(shape)
    if isinstance(node, yaml.SequenceNode):
        return listed is not None
    one = isinstance(listed, Points) or (isinstance(listed, ListOf) and isinstance(listed.item, Scalar))
    return bool(node.value.strip()) and (scalar_of(shape) is not None or one)


def gathered(
    node: yaml.MappingNode, group: Group, places: Places
) -> tuple[yaml.MappingNode, tuple[Diagnostic, ...]]:
    """Return fields with those put into the one beside them that they can only belong to.

    `image: map.png` and `caption: A map` below it are a picture with its caption.
    """
    strays = _strays(node, group) if group.taken else {}
    if not strays:
        return node, ()
    homes = {id(key): home for home, found in strays.items() for key, _ in found}
    pairs: list[tuple[yaml.Node, yaml.Node]] = []
    problems: list[Diagnostic] = []
    for key, value in node.value:
        if home := homes.get(id(key)):
            hint = misplaced(places.text, key.value, group, node, ["a field of its own"])
            message = f'"{key.value}" is taken as part of "{home}"'
            problems.append(warning(message, text_of(key, places).span, hint))
            continue
        within = strays.get(key.value, []) if isinstance(key, yaml.ScalarNode) else []
        pairs.append((key, _with(value, _home(group, key.value), within) if within else value))
    made = yaml.MappingNode(node.tag, pairs, node.start_mark, node.end_mark, node.flow_style)
    return made, tuple(problems)


def _strays(node: yaml.MappingNode, group: Group) -> dict[str, list[_Pair]]:
    """Return the fields that belong into one beside them, under its name; none that could belong into two."""
    found: dict[str, list[_Pair]] = {}
    taken = {key.value for key, _ in node.value if isinstance(key, yaml.ScalarNode)}
    beside = tuple(_given(node, group))
    for key, value in node.value:
        if not isinstance(key, yaml.ScalarNode) or group.field(key.value) or key.value in group.refused:
            continue
        if any(key.value.lower() in one.tried for one in group.fields):
            continue
        if (own := surely(key.value, group.names)) and own not in taken:
            continue
        homes = [one.name for one in beside if _lacks(key.value, value, one, group)]
        if len(homes) == 1:
            found.setdefault(homes[0], []).append((key, value))
    return found


class _Beside(Struct, frozen=True):
    """A field that is there, by the name that it has or is taken as, and the names that are in it."""

    name: str
    node: yaml.Node
    names: frozenset[str]


def _given(node: yaml.MappingNode, group: Group) -> Iterator[_Beside]:
    """Give the fields that are there; one that is there again and again is given twice."""
    seen: Counter[str] = Counter()
    for key, value in node.value:
        if not isinstance(key, yaml.ScalarNode) or seen[key.value] > 1:
            continue
        if group.field(key.value) or group.called(key.value):
            seen[key.value] += 1
            pairs = value.value if isinstance(value, yaml.MappingNode) else ()
            names = frozenset(one.value for one, _ in pairs if isinstance(one, yaml.ScalarNode))
            yield _Beside(key.value, value, names)


def _home(group: Group, name: str) -> Group:
    field = group.field(name) or group.called(name)
    kinds = options(field.shape) if field else ()
    return next((one for one in kinds if isinstance(one, Group)), _NONE)


_NONE = Group("nothing", ())


def _lacks(name: str, value: yaml.Node, beside: _Beside, group: Group) -> bool:
    """Tell whether a field has room for one that is beside it."""
    within, given = _home(group, beside.name), beside.node
    field = within.field(name) or within.called(name)
    if field is None or field.name == within.short or not fits(value, field.shape):
        return False
    if isinstance(given, yaml.MappingNode):
        known = any(one.name in beside.names for one in within.fields)
        return known and beside.names.isdisjoint((field.name, *field.tried))
    short = within.field(within.short)
    return bool(short and isinstance(given, yaml.ScalarNode) and fits(given, short.shape))


def _with(value: yaml.Node, home: Group, pairs: list[_Pair]) -> yaml.MappingNode:
    """Return a field's value as a group that holds more fields."""
    first = list(value.value) if isinstance(value, yaml.MappingNode) else []
    tag, mark = "tag:yaml.org,2002:", value.start_mark
    if not first:
        first = [(yaml.ScalarNode(tag + "str", home.short, mark, mark), value)]
    return yaml.MappingNode(tag + "map", [*first, *pairs], mark, value.end_mark)
