"""Tables and comparisons in other forms → rows under headings; a comparison without aspects → columns."""

from __future__ import annotations

import yaml

from deckgen.outline.forms.nodes import (
    Pair,
    all_scalars,
    by_field,
    entries_of,
    fields_of,
    grouped,
    is_text,
    keys_of,
    listed,
    rows_at,
    scalar,
    texts_in,
)
from deckgen.outline.language import block_fields, slide_fields

SIDES = frozenset(("left", "right", "middle", "center", "centre", "first", "second", "third"))
"""What people call columns that have no heading."""


def rows_as_typed(node: yaml.Node | None, heads: list[str]) -> yaml.SequenceNode | None:
    """Return rows that are written under their first cells, or with each cell under its heading, as lists.

    None where they are lists already, or no rows.
    """
    if node is None or not isinstance(node, yaml.CollectionNode) or not node.value:
        return None
    rows = [_row(one, pair, heads) for one, pair in entries_of(node)]
    if any(one is None for one in rows) or all(isinstance(one, yaml.SequenceNode) for one in node.value):
        return None
    return rows_at(node, [one for one in rows if one])


def _row(node: yaml.Node, pair: Pair | None, heads: list[str]) -> yaml.Node | None:
    given = fields_of(node)
    if given and all_scalars(given.values()):
        if set(given) <= set(heads):
            return listed(node, [given.get(one) or scalar("", node) for one in heads])
        if len(given) == len(heads):
            return listed(node, given.values())
    if pair is not None and not isinstance(node, yaml.SequenceNode):
        first, rest = pair
        cells = texts_in(rest) or ([rest] if isinstance(rest, yaml.ScalarNode) else [])
        # A heading over a group of rows has lists below it, which are no cells.
        return listed(first, [first, *cells]) if cells and len(cells) == len(heads) - 1 else None
    return node if isinstance(node, yaml.SequenceNode) else None


def comparison(node: yaml.Node) -> yaml.Node | None:
    """Return a comparison in another form as sides and rows, or, where it has no aspects, as columns."""
    if isinstance(node, yaml.SequenceNode):
        return _listed(node)
    if isinstance(node, yaml.ScalarNode):
        bars = "\n" in node.value and "|" in node.value
        return (
            yaml.ScalarNode(node.tag, node.value, node.start_mark, node.end_mark, node.style)
            if bars
            else None
        )
    given, keys = fields_of(node), keys_of(node)
    known = by_field(node, block_fields.COMPARISON)
    if not known:
        return _sides(node, [(keys[one], value) for one, value in given.items()])
    if "sides" not in known:
        return None
    if len(given) == 1 and isinstance(known["sides"][1], yaml.MappingNode):
        return comparison(known["sides"][1])
    return _in_rows(node, known["sides"][1], known["rows"][1]) if "rows" in known else None


def _in_rows(node: yaml.Node, sides: yaml.Node, rows: yaml.Node) -> yaml.Node | None:
    """Return sides and rows that are written otherwise; with a heading for the aspects they are a table."""
    names = texts_in(sides)
    if len(names) == 3 and isinstance(rows, yaml.SequenceNode):
        return grouped(node, ("columns", sides), ("rows", rows))
    if len(names) != 2:
        return None
    pairs = [texts_in(one) for one in rows.value] if isinstance(rows, yaml.SequenceNode) else []
    if pairs and all(len(one) == 2 for one in pairs):
        return grouped(node, ("columns", sides), ("rows", rows))
    made = rows_as_typed(rows, ["", *(one.value for one in names)])
    return grouped(node, ("sides", sides), ("rows", made)) if made else None


def _listed(node: yaml.SequenceNode) -> yaml.Node | None:
    """Return a list of columns as columns, and rows whose first holds the headings as a comparison."""
    rows = [texts_in(one) for one in node.value]
    if len(rows) > 1 and all(len(one) == 3 for one in rows) and not rows[0][0].value.strip():
        sides = rows_at(node.value[0], rows[0][1:])
        return grouped(node, ("sides", sides), ("rows", rows_at(node.value[1], node.value[1:])))
    names = [set(fields_of(one)) for one in node.value]
    if len(names) not in (2, 3) or not all(names):
        return None
    if all(all(map(slide_fields.COLUMN.field, one)) for one in names):
        return rows_at(node, node.value)
    pairs = [pair for _, pair in entries_of(node) if pair]
    return rows_at(node, [column_of(*one) for one in pairs]) if len(pairs) == len(names) else None


def _sides(node: yaml.Node, pairs: list[Pair]) -> yaml.Node | None:
    """Return what is written under the names of the sides: aspects in each are rows, all else is columns."""
    if len(pairs) not in (2, 3):
        return None
    first = fields_of(pairs[0][1])
    column = slide_fields.COLUMN
    plain = first and all(is_text(one) for one in first.values()) and not any(map(column.field, first))
    if plain and len(pairs) == 2 and list(fields_of(pairs[1][1])) == list(first):
        second, names = fields_of(pairs[1][1]), keys_of(pairs[0][1])
        rows = [listed(names[one], (names[one], first[one], second[one])) for one in first]
        sides = rows_at(node, [key for key, _ in pairs])
        return grouped(node, ("sides", sides), ("rows", rows_at(node, [one for one in rows if one])))
    return rows_at(node, [column_of(key, value) for key, value in pairs])


def column_of(key: yaml.Node, value: yaml.Node) -> yaml.Node:
    """Return what is written under a column's heading as a column."""
    title = () if key.value.lower() in SIDES else (("title", key),)
    if isinstance(value, yaml.MappingNode):
        typed = [(one, other) for one, other in value.value if not (title and one.value == "title")]
        made = grouped(key, *title)
        return yaml.MappingNode(made.tag, [*made.value, *typed], value.start_mark, value.end_mark)
    field = "bullets" if isinstance(value, yaml.SequenceNode) else "text"
    return grouped(key, *title, (field, value))
