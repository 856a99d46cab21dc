"""Nodes of YAML that nobody typed in this way, made of those that somebody did, each in its place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import yaml

from deckgen.schema.shapes import Group
from deckgen.structs.patterns import pattern

TAG = "tag:yaml.org,2002:"

Pair = tuple[yaml.Node, yaml.Node]

_SIGN = pattern(r"(?:[-*+•‣◦▪●·]|\d{1,3}[.)])[ \t]+(?=\S)")
"""What begins a point of a list."""

_APART = pattern(r"[ \t]*:[ \t]+|[ \t]+[-–—=][ \t]+")
"""What parts a name from what is said of it, on one line."""


def scalar(value: str, at: yaml.Node) -> yaml.ScalarNode:
    """Return a value that nobody typed, where another node begins."""
    return yaml.ScalarNode(TAG + "str", value, at.start_mark, at.start_mark)


def listed(node: yaml.Node, items: Iterable[yaml.Node]) -> yaml.Node | None:
    """Return items as a list in a node's place, None where there are none."""
    found = list(items)
    return yaml.SequenceNode(TAG + "seq", found, node.start_mark, node.end_mark) if found else None


def rows_at(node: yaml.Node, items: Iterable[yaml.Node]) -> yaml.SequenceNode:
    """Return items as a list in a node's place, which may be empty."""
    return yaml.SequenceNode(TAG + "seq", list(items), node.start_mark, node.end_mark)


def grouped(at: yaml.Node, *pairs: tuple[str, yaml.Node]) -> yaml.MappingNode:
    """Return a group of fields whose names, which nobody typed, are where it begins."""
    named: list[Pair] = [(scalar(name, at), value) for name, value in pairs]
    stop = pairs[-1][1].end_mark if pairs else at.end_mark
    return yaml.MappingNode(TAG + "map", named, at.start_mark, stop)


def fields_of(node: yaml.Node | None) -> dict[str, yaml.Node]:
    """Return the values of a group by their names; none where it is no group, or has odd or doubled names."""
    if not isinstance(node, yaml.MappingNode):
        return {}
    found = {key.value: value for key, value in node.value if isinstance(key, yaml.ScalarNode)}
    return found if len(found) == len(node.value) else {}


def keys_of(node: yaml.Node | None) -> dict[str, yaml.Node]:
    """Return the nodes of a group's names."""
    pairs = node.value if isinstance(node, yaml.MappingNode) else []
    return {key.value: key for key, _ in pairs if isinstance(key, yaml.ScalarNode)}


def is_text(node: yaml.Node | None) -> bool:
    """Tell whether a value is a text with something in it."""
    return isinstance(node, yaml.ScalarNode) and bool(node.value.strip())


def texts_in(node: yaml.Node | None) -> list[yaml.Node]:
    """Return the entries of a list that holds nothing but texts; none where it holds anything else."""
    items = list(node.value) if isinstance(node, yaml.SequenceNode) else []
    return items if all(isinstance(one, yaml.ScalarNode) for one in items) else []


def all_scalars(nodes: Iterable[yaml.Node]) -> bool:
    """Tell whether values are single texts, empty ones too."""
    return all(isinstance(one, yaml.ScalarNode) for one in nodes)


def by_field(node: yaml.Node, group: Group) -> dict[str, Pair]:
    """Return the fields of a group by the names that they have in the table, each with its name's node."""
    keys, found = keys_of(node), dict[str, Pair]()
    for name, value in fields_of(node).items():
        field = group.field(name) or group.called(name)
        if field is not None:
            found[field.name] = (keys[name], value)
    return found


def lines_of(node: yaml.Node, text: str) -> list[yaml.Node]:
    """Return the lines of a text of several, without what marks them as points; none of any other value."""
    if not isinstance(node, yaml.ScalarNode) or node.style != "|" or "\n" not in node.value.strip():
        return []
    start, stop = node.start_mark.index, node.end_mark.index
    found: list[yaml.Node] = []
    first = text.find("\n", start, stop) + 1
    for line in text[first:stop].splitlines(keepends=True) if first else ():
        bare = line.strip()
        sign = _SIGN.match(bare)
        begin = first + line.find(bare) + (sign.end() if sign else 0)
        if bare:
            found.append(_part(node, text, begin, first + len(line.rstrip())))
        first += len(line)
    return found


def parted(node: yaml.Node, text: str, between: str = "") -> Pair | None:
    """Return the two halves of a text as in `1956: The speech` or `1956 – The speech`; None: it is no pair.

    `between` is a pattern of a first half that only a blank parts from the second.
    """
    if not isinstance(node, yaml.ScalarNode) or node.style in ("|", ">"):
        return None
    start = node.start_mark.index + bool(node.style)
    raw = text[start : node.end_mark.index - bool(node.style)]
    if raw != node.value:
        return None
    found = _APART.search(raw) or (
        pattern(rf"{between}(?P<gap>[ \t]+)(?=\S)").match(raw) if between else None
    )
    if found is None:
        return None
    head, rest = found.span("gap" if "gap" in found.groupdict() else 0)
    if not head or rest == len(raw):
        return None
    return _part(node, text, start, start + head), _part(node, text, start + rest, start + len(raw))


def _part(node: yaml.Node, text: str, start: int, stop: int) -> yaml.ScalarNode:
    """Return a stretch of the file as a text of its own."""
    return yaml.ScalarNode(TAG + "str", text[start:stop], _mark(node, text, start), _mark(node, text, stop))


def _mark(node: yaml.Node, text: str, index: int) -> yaml.Mark:
    """Return the mark of a place in the file; only its index is asked for."""
    line = node.start_mark.line + text.count("\n", node.start_mark.index, index)
    return yaml.Mark(node.start_mark.name, index, line, index - text.rfind("\n", 0, index) - 1, None, 0)


def entries_of(node: yaml.Node) -> Iterator[tuple[yaml.Node, Pair | None]]:
    """Give the entries of a list or a group, and the pair that each one is where it is one."""
    if isinstance(node, yaml.MappingNode):
        yield from ((key, (key, value)) for key, value in node.value)
    for one in node.value if isinstance(node, yaml.SequenceNode) else ():
        if isinstance(one, yaml.MappingNode) and len(one.value) == 1:
            yield one, one.value[0]
        elif isinstance(one, yaml.SequenceNode) and len(one.value) == 2:
            yield one, (one.value[0], one.value[1])
        else:
            yield one, None
