"""Processes and comparisons, as typed."""

from __future__ import annotations

import yaml

from deckgen.outline import fields, model
from deckgen.outline.model import Text
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
    rows = _rows(values, given)
    if len(sides) != 2 or not rows:
        return None
    return model.Comparison((sides[0], sides[1]), rows, given.span)


def _rows(values: Values, found: Found) -> tuple[tuple[Text, Text, Text], ...]:
    entry = found.entries.get("rows")
    shape = found.shape("rows")
    assert isinstance(shape, ListOf)
    assert isinstance(shape.item, ListOf)
    rows: list[tuple[Text, Text, Text]] = []
    for node in values.walk.items(entry.node, shape, entry.name) if entry else ():
        if not isinstance(node, yaml.SequenceNode):
            values.walk.wrong(node, "a row of three texts, for instance [Courts, special, regular]", shape)
            continue
        cells = [
            values.walk.text(one, fields.TEXT, None) for one in values.walk.items(node, shape.item, None)
        ]
        said = [one for one in cells if one]
        if len(said) == 3:
            rows.append((said[0], said[1], said[2]))
    return tuple(rows)
