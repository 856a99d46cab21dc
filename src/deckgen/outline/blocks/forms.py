"""Other ways in which people write what fills a slide → nodes as the field table has them.

Only what can mean nothing else is read: events under their dates, steps under their names, terms as a list,
columns under their headings, rows without headings of their own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import yaml

from deckgen.outline.language import block_fields, slide_fields
from deckgen.outline.language.chart_fields import CHART
from deckgen.schema.shapes import Group
from deckgen.schema.values import Values
from deckgen.schema.walk import CheckedMapping, Entry, nearest
from deckgen.structs.patterns import pattern

_TERM = frozenset(("term", "name", "word", "title", "label"))
_MEANING = frozenset(("definition", "meaning", "text", "description", "means", "def"))
_SIDES = frozenset(("left", "right", "middle", "center", "centre", "first", "second", "third"))
"""What people call columns that have no heading."""

_ARROW = pattern(r"[ \t]*(?:->|→|=>|⇒|>)[ \t]*")

_TAG = "tag:yaml.org,2002:"


def regular(values: Values, found: CheckedMapping) -> None:
    """Put the values of a slide's fields, where they are written otherwise, into the usual form."""
    for name, entry in tuple(found.entries.items()):
        reshape = _FORMS.get(name)
        node = reshape(entry.node) if reshape else None
        if node is not None:
            values.walk.kept.append(node)
            found.entries[name] = Entry(entry.name, node)


def regular_sections(node: yaml.Node) -> yaml.Node:
    """Return sections that are lists of slides under their titles as a list of sections."""
    pairs: list[tuple[yaml.Node, yaml.Node]] = []
    if isinstance(node, yaml.MappingNode):
        pairs = list(node.value)
    elif isinstance(node, yaml.SequenceNode) and all(isinstance(one, yaml.MappingNode) for one in node.value):
        pairs = [pair for one in node.value for pair in one.value]
        pairs = pairs if len(pairs) == len(node.value) else []
    if not pairs or not all(isinstance(value, yaml.SequenceNode) for _, value in pairs):
        return node
    sections: list[yaml.Node] = [_fields(key, ("title", key), ("slides", value)) for key, value in pairs]
    return _list(node, sections) or node


def _timeline(node: yaml.Node) -> yaml.Node | None:
    """Read `{1953: Stalin dies}` and `[1953, Stalin dies]` as events."""
    pairs = _pairs(node, block_fields.EVENT)
    return _list(node, [_fields(key, ("date", key), ("event", value)) for key, value in pairs])


def _process(node: yaml.Node) -> yaml.Node | None:
    """Read steps under their names, and `one -> two -> three`."""
    if isinstance(node, yaml.ScalarNode) and not node.style and _ARROW.search(node.value):
        return _list(node, list(_split(node)))
    pairs = _pairs(node, block_fields.STEP)
    return _list(node, [_fields(key, ("title", key), ("text", value)) for key, value in pairs])


def _definitions(node: yaml.Node) -> yaml.Node | None:
    """Read terms that are listed, each with its meaning after it or in a field of its own."""
    if not isinstance(node, yaml.SequenceNode) or not node.value:
        return None
    found = [_term(one) for one in node.value if isinstance(one, yaml.MappingNode)]
    pairs = [one for one in found if one]
    if len(pairs) != len(node.value):
        return None
    return yaml.MappingNode(_TAG + "map", pairs, node.start_mark, node.end_mark, flow_style=node.flow_style)


def _term(node: yaml.MappingNode) -> tuple[yaml.Node, yaml.Node] | None:
    pairs = node.value
    if len(pairs) == 1:
        return pairs[0][0], pairs[0][1]
    named = {key.value.lower(): value for key, value in pairs if isinstance(key, yaml.ScalarNode)}
    term, meaning = ([one for name, one in named.items() if name in names] for names in (_TERM, _MEANING))
    return (term[0], meaning[0]) if len(pairs) == 2 and len(term) == len(meaning) == 1 else None


def _columns(node: yaml.Node) -> yaml.Node | None:
    """Read columns under their headings, or under left and right."""
    if not isinstance(node, yaml.MappingNode):
        return None
    keys = [key.value for key, _ in node.value if isinstance(key, yaml.ScalarNode)]
    known = slide_fields.COLUMN
    if len(keys) != len(node.value) or any(known.field(one) or one in known.refused for one in keys):
        return None
    return _list(node, [_column(key, value) for key, value in node.value])


def _column(key: yaml.Node, value: yaml.Node) -> yaml.Node:
    title = () if key.value.lower() in _SIDES else (("title", key),)
    if isinstance(value, yaml.MappingNode):
        typed = [(one, other) for one, other in value.value if not (title and one.value == "title")]
        made = _fields(key, *title)
        return yaml.MappingNode(_TAG + "map", [*made.value, *typed], value.start_mark, value.end_mark)
    field = "bullets" if isinstance(value, yaml.SequenceNode) else "text"
    return _fields(key, *title, (field, value))


def _table(node: yaml.Node) -> yaml.Node | None:
    """Read rows without more as a table: the first holds the headings, or the fields of each are."""
    if not isinstance(node, yaml.SequenceNode) or len(node.value) < 2:
        return None
    rows = node.value
    if all(isinstance(one, yaml.SequenceNode) for one in rows):
        return _grid(node, rows[0], rows[1:])
    heads = [_heads(one) for one in rows]
    if not heads[0] or any(one != heads[0] for one in heads):
        return None
    cells = [_list(one, [value for _, value in one.value]) or one for one in rows]
    return _grid(node, _list(rows[0], [key for key, _ in rows[0].value]) or rows[0], cells)


def _heads(node: yaml.Node) -> list[str]:
    if not isinstance(node, yaml.MappingNode):
        return []
    scalar = all(isinstance(one, yaml.ScalarNode) for pair in node.value for one in pair)
    return [key.value for key, _ in node.value] if scalar else []


def _grid(node: yaml.Node, head: yaml.Node, rows: list[yaml.Node]) -> yaml.Node:
    body = yaml.SequenceNode(_TAG + "seq", rows, rows[0].start_mark, rows[-1].end_mark)
    return _fields(node, ("columns", head), ("rows", body))


def _image(node: yaml.Node) -> yaml.Node | None:
    """Read a list of one picture as that picture."""
    only = isinstance(node, yaml.SequenceNode) and len(node.value) == 1
    return node.value[0] if only else None


def _bullets(node: yaml.Node) -> yaml.Node | None:
    """Read lists under their headings as points with points below them."""
    if not isinstance(node, yaml.MappingNode) or not node.value:
        return None
    if not all(isinstance(value, yaml.SequenceNode) for _, value in node.value):
        return None
    points: list[yaml.Node] = [
        yaml.MappingNode(_TAG + "map", [(key, value)], key.start_mark, value.end_mark)
        for key, value in node.value
    ]
    return _list(node, points)


_FIGURE = pattern(r"[-+−]?[$€£]?\d[\d.,'  ]*\s?%?")


def _chart(node: yaml.Node) -> yaml.Node | None:
    """Read numbers under their names as the data of a chart."""
    pairs = node.value if isinstance(node, yaml.MappingNode) else []
    figures = all(isinstance(value, yaml.ScalarNode) and _FIGURE.fullmatch(value.value) for _, value in pairs)
    names = [key.value for key, _ in pairs if isinstance(key, yaml.ScalarNode)]
    if len(pairs) < 2 or not figures or any(CHART.field(name) or nearest(name, CHART) for name in names):
        return None
    return _fields(node, ("data", node))


_FORMS: dict[str, Callable[[yaml.Node], yaml.Node | None]] = {
    "timeline": _timeline,
    "process": _process,
    "definitions": _definitions,
    "columns": _columns,
    "table": _table,
    "chart": _chart,
    "image": _image,
    "bullets": _bullets,
}


def _pairs(node: yaml.Node, group: Group) -> list[tuple[yaml.Node, yaml.Node]]:
    """Return what is written as pairs in the place of groups; none where fields are among them."""
    pairs = list(node.value) if isinstance(node, yaml.MappingNode) else _twos(node)
    names = {key.value for key, _ in pairs if isinstance(key, yaml.ScalarNode)}
    plain = all(isinstance(one, yaml.ScalarNode) and one.value.strip() for pair in pairs for one in pair)
    return pairs if plain and not any(group.field(name) for name in names) else []


def _twos(node: yaml.Node) -> list[tuple[yaml.Node, yaml.Node]]:
    """Return the lists of two that a list is made of, none where it is not."""
    items = node.value if isinstance(node, yaml.SequenceNode) else []
    rows = [one.value for one in items if isinstance(one, yaml.SequenceNode) and len(one.value) == 2]
    return [(row[0], row[1]) for row in rows] if len(rows) == len(items) else []


def _split(node: yaml.ScalarNode) -> Iterator[yaml.Node]:
    """Give what is between arrows, each in its place."""
    start = 0
    for found in (*_ARROW.finditer(node.value), None):
        stop = found.start() if found else len(node.value)
        marks = (_moved(node.start_mark, start), _moved(node.start_mark, stop))
        yield yaml.ScalarNode(_TAG + "str", node.value[start:stop], *marks)
        start = found.end() if found else stop


def _moved(mark: yaml.Mark, by: int) -> yaml.Mark:
    return yaml.Mark(mark.name, mark.index + by, mark.line, mark.column + by, None, 0)


def _list(node: yaml.Node, items: list[yaml.Node]) -> yaml.Node | None:
    """Return items as a list in a node's place, None where there are none."""
    return yaml.SequenceNode(_TAG + "seq", items, node.start_mark, node.end_mark) if items else None


def _fields(at: yaml.Node, *pairs: tuple[str, yaml.Node]) -> yaml.MappingNode:
    """Return a group of fields whose names, which nobody typed, are where it begins."""
    named = [
        (yaml.ScalarNode(_TAG + "str", name, at.start_mark, at.start_mark), value) for name, value in pairs
    ]
    stop = pairs[-1][1].end_mark if pairs else at.end_mark
    return yaml.MappingNode(_TAG + "map", named, at.start_mark, stop)
