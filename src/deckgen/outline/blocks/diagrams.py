"""Processes and comparisons, as typed."""

from __future__ import annotations

import yaml

from deckgen.outline import model
from deckgen.outline.blocks.rows import rows_of
from deckgen.outline.language import block_fields, fields
from deckgen.schema.shapes import ListOf
from deckgen.schema.values import Values
from deckgen.schema.walk import CheckedMapping


def process(values: Values, found: CheckedMapping) -> model.Process | None:
    """Return steps."""
    entry = found.entries["process"]
    shape = found.shape("process")
    assert isinstance(shape, ListOf)
    read = (_step(values, node) for node in values.walk.items(entry.node, shape, entry.name))
    steps = tuple(step for step in read if step)
    return model.Process(steps, values.walk.span(entry.node)) if steps else None


def _step(values: Values, node: yaml.Node) -> model.Step | None:
    if isinstance(node, yaml.MappingNode):
        found = values.walk.group(node, block_fields.STEP)
        title = values.text(found, "title") if found else None
        return model.Step(title, values.text(found, "text"), found.span) if found and title else None
    title = values.walk.text(node, fields.TEXT, None)
    return model.Step(title, None, title.span) if title else None


def comparison(values: Values, found: CheckedMapping) -> model.Comparison | None:
    """Return a comparison."""
    entry = found.entries["compare"]
    if isinstance(entry.node, yaml.MappingNode) and _two_lists(values, entry.node):
        return None
    given = values.walk.group(entry.node, block_fields.COMPARISON, entry.name)
    if given is None:
        return None
    sides = values.texts(given, "sides")
    example = "a row of three texts, for instance [Courts, special, regular]"
    read = (cells for _, cells in rows_of(values, given, example))
    rows = tuple((row[0], row[1], row[2]) for row in read if len(row) == 3)
    if len(sides) != 2 or not rows:
        return None
    return model.Comparison((sides[0], sides[1]), rows, given.span)


def _two_lists(values: Values, node: yaml.MappingNode) -> bool:
    """Report a comparison that is written as a list under each side; tell whether it is."""
    lists = [value.value for _, value in node.value if isinstance(value, yaml.SequenceNode)]
    known = any(block_fields.COMPARISON.field(key.value) for key, _ in node.value)
    if len(node.value) != 2 or len(lists) != 2 or known or not all(lists):
        return False
    sides = [str(key.value) for key, _ in node.value]
    first = [str(one[0].value) if isinstance(one[0], yaml.ScalarNode) else "…" for one in lists]
    message = "each row of a comparison begins with what is compared"
    hint = f"write: sides: [{', '.join(sides)}]\n         rows:\n           - [In what, {', '.join(first)}]"
    values.walk.complain(node.value[0][0], message, hint)
    return True
