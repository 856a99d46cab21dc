"""The rows of a table, a chart or a comparison → texts, a tuple a row; what is no row is told."""

from __future__ import annotations

from collections.abc import Iterator

import yaml

from deckgen.outline.model import Text
from deckgen.outline.shapes import ListOf, Scalar
from deckgen.outline.values import Values
from deckgen.outline.walk import Found


def table_rows(values: Values, found: Found) -> tuple[tuple[Text, ...], ...]:
    """Return the field `rows`; each row should be as long as `columns`."""
    wanted = found.node("columns")
    width = len(wanted.value) if isinstance(wanted, yaml.SequenceNode) else None
    noun = found.group.noun.removeprefix("a ")
    rows: list[tuple[Text, ...]] = []
    example = "a row of cells, for instance [Court, Special courts, Regular courts]"
    for node, cells in rows_of(values, found, example):
        if width is not None and node.value and len(node.value) != width:
            count = len(node.value)
            hint = 'a comma parts cells: put a cell with a comma in quotation marks, an empty one is ""'
            values.walk.complain(
                node, f"the row has {count} cell{'s' * (count != 1)}, the {noun} {width} columns", hint
            )
        rows.append(cells)
    return tuple(rows)


def rows_of(
    values: Values, found: Found, expected: str
) -> Iterator[tuple[yaml.SequenceNode, tuple[Text, ...]]]:
    """Yield each row of the field `rows` with its texts; `expected` says what a row looks like."""
    entry = found.entries.get("rows")
    shape = found.shape("rows")
    assert isinstance(shape, ListOf)
    assert isinstance(shape.item, ListOf)
    assert isinstance(shape.item.item, Scalar)
    for node in values.walk.items(entry.node, shape, entry.name) if entry else ():
        if not isinstance(node, yaml.SequenceNode):
            values.walk.wrong(node, expected, shape)
            continue
        nodes = values.walk.items(node, shape.item, None)
        read = [values.walk.text(one, shape.item.item, None) for one in nodes]
        yield node, tuple(cell for cell in read if cell)
