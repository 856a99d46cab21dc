"""Processes and comparisons, as typed."""

from __future__ import annotations

import yaml

from deckgen.outline import fields, model
from deckgen.outline.rows import rows_of
from deckgen.outline.shapes import ListOf
from deckgen.outline.values import Values
from deckgen.outline.walk import Found


def process(values: Values, found: Found) -> model.Process | None:
    """Return steps."""
    entry = found.entries["process"]
    shape = found.shape("process")
    assert isinstance(shape, ListOf)
    read = (_step(values, node) for node in values.walk.items(entry.node, shape, entry.name))
    steps = tuple(step for step in read if step)
    return model.Process(steps, values.walk.span(entry.node)) if steps else None


def _step(values: Values, node: yaml.Node) -> model.Step | None:
    if isinstance(node, yaml.MappingNode):
        found = values.walk.group(node, fields.STEP)
        title = values.text(found, "title") if found else None
        return model.Step(title, values.text(found, "text"), found.span) if found and title else None
    title = values.walk.text(node, fields.TEXT, None)
    return model.Step(title, None, title.span) if title else None


def comparison(values: Values, found: Found) -> model.Comparison | None:
    """Return a comparison."""
    entry = found.entries["compare"]
    given = values.walk.group(entry.node, fields.COMPARISON, entry.name)
    if given is None:
        return None
    sides = values.texts(given, "sides")
    example = "a row of three texts, for instance [Courts, special, regular]"
    read = (cells for _, cells in rows_of(values, given, example))
    rows = tuple((row[0], row[1], row[2]) for row in read if len(row) == 3)
    if len(sides) != 2 or not rows:
        return None
    return model.Comparison((sides[0], sides[1]), rows, given.span)
