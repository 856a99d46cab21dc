"""The rows of a table or a chart → texts, a tuple a row; one that is too long or too short is told."""

from __future__ import annotations

import yaml

from deckgen.outline import fields
from deckgen.outline.model import Text
from deckgen.outline.shapes import ListOf
from deckgen.outline.values import Values
from deckgen.outline.walk import Found


def table_rows(values: Values, found: Found) -> tuple[tuple[Text, ...], ...]:
    """Return the field `rows`; each row should be as long as `columns`."""
    entry = found.entries.get("rows")
    if entry is None:
        return ()
    shape = found.shape("rows")
    assert isinstance(shape, ListOf)
    assert isinstance(shape.item, ListOf)
    wanted = found.node("columns")
    width = len(wanted.value) if isinstance(wanted, yaml.SequenceNode) else None
    noun = found.group.noun.removeprefix("a ")
    rows: list[tuple[Text, ...]] = []
    for node in values.walk.items(entry.node, shape, entry.name):
        if not isinstance(node, yaml.SequenceNode):
            values.walk.wrong(
                node, "a row of cells, for instance [Court, Special courts, Regular courts]", shape
            )
            continue
        cells = [
            values.walk.text(one, fields.CELL, None) for one in values.walk.items(node, shape.item, None)
        ]
        if width is not None and node.value and len(node.value) != width:
            count = len(node.value)
            hint = 'a comma parts cells: put a cell with a comma in quotation marks, an empty one is ""'
            values.walk.complain(
                node, f"the row has {count} cell{'s' * (count != 1)}, the {noun} {width} columns", hint
            )
        rows.append(tuple(cell for cell in cells if cell))
    return tuple(rows)
