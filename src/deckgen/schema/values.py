"""The fields of a group → texts, numbers, switches, lists of them, and groups below it."""

from __future__ import annotations

import yaml

from deckgen.diagnostics import Span
from deckgen.schema.scalars import blank
from deckgen.schema.shapes import NUMBER, Group, ListOf, Scalar, options
from deckgen.schema.text import Number, Text
from deckgen.schema.walk import CheckedMapping, Validator


class Values:
    """Reads the fields of groups, whatever they belong to."""

    def __init__(self, walk: Validator) -> None:
        self.walk = walk

    def text(self, found: CheckedMapping, name: str) -> Text | None:
        """Return a field that is a single text."""
        entry = found.entries.get(name)
        if entry is None:
            return None
        shape = next(one for one in options(found.shape(name)) if isinstance(one, Scalar))
        return self.walk.text(entry.node, shape, entry.name)

    def number(self, found: CheckedMapping, name: str) -> Number | None:
        """Return a field that is a number."""
        entry = found.entries.get(name)
        return self.walk.number(entry.node, NUMBER, entry.name) if entry else None

    def switch(self, found: CheckedMapping, name: str, usual: bool) -> bool:
        """Return a field that is true or false, and what it usually is where it is not given."""
        text = self.text(found, name)
        return text.value.lower() == "true" if text else usual

    def texts(self, found: CheckedMapping, name: str) -> tuple[Text, ...]:
        """Return a field that is one text or a list of them."""
        entry = found.entries.get(name)
        if entry is None:
            return ()
        kinds = options(found.shape(name))
        listed = next((one for one in kinds if isinstance(one, ListOf)), None)
        single = next((one for one in kinds if isinstance(one, Scalar)), None)
        if listed is None or (single is not None and not isinstance(entry.node, yaml.SequenceNode)):
            assert single is not None
            text = self.walk.text(entry.node, single, entry.name)
            return (text,) if text else ()
        assert isinstance(listed.item, Scalar)
        nodes = self.walk.items(entry.node, listed, entry.name)
        read = (self.walk.text(node, listed.item, None) for node in nodes)
        return tuple(text for text in read if text)

    def members(self, found: CheckedMapping, name: str, group: Group) -> list[CheckedMapping]:
        """Return a field that is a list of groups."""
        entry = found.entries.get(name)
        if entry is None:
            return []
        shape = found.shape(name)
        assert isinstance(shape, ListOf)
        read = (self.walk.group(node, group) for node in self.walk.items(entry.node, shape, entry.name))
        return [one for one in read if one]

    def short_or_group(self, found: CheckedMapping, name: str, group: Group) -> Text | CheckedMapping | None:
        """Return a field that is a plain text or a group."""
        entry = found.entries[name]
        if isinstance(entry.node, yaml.MappingNode):
            return self.walk.group(entry.node, group, entry.name)
        kinds = " or ".join(one.noun for one in options(found.shape(name)) if isinstance(one, Scalar | Group))
        if blank(entry.node):
            self.walk.absent(entry.name.span, f'"{name}" is empty; it needs {kinds}')
            return None
        if isinstance(entry.node, yaml.SequenceNode) and not entry.node.flow_style:
            self.walk.wrong(entry.node, f"{kinds}, written as fields", group)
            return None
        return self.text(found, name)

    def head(self, found: CheckedMapping) -> Span:
        """Return the first name of a group, to point at the group as a whole."""
        first = next(iter(found.entries.values()), None)
        return first.name.span if first else found.span
