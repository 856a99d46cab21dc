"""What belongs to the talk as a whole, as typed: who gives it, its cover, its logo, its end."""

from __future__ import annotations

import yaml

from deckgen.outline import model
from deckgen.outline.blocks.joined import spoken
from deckgen.outline.blocks.pictures import picture
from deckgen.outline.language import block_fields, fields
from deckgen.outline.model import Text
from deckgen.schema.shapes import TEXT, ListOf
from deckgen.schema.values import Values
from deckgen.schema.walk import CheckedMapping


def authors(values: Values, found: CheckedMapping) -> tuple[model.Author, ...]:
    """Return who gives the talk."""
    entry = found.entries.get("author")
    if entry is None:
        return ()
    nodes: tuple[yaml.Node, ...] = (entry.node,)
    if isinstance(entry.node, yaml.SequenceNode):
        nodes = values.walk.items(entry.node, ListOf(TEXT, "a list of names"), entry.name)
    read = (_author(values, node, entry.name) for node in nodes)
    return tuple(one for one in read if one)


def _author(values: Values, node: yaml.Node, name: Text) -> model.Author | None:
    if isinstance(node, yaml.MappingNode):
        given = values.walk.group(node, fields.AUTHOR)
        called = values.text(given, "name") if given else None
        return model.Author(called, values.text(given, "affiliation")) if given and called else None
    text = values.walk.text(node, TEXT, name)
    return model.Author(text) if text else None


def cover(values: Values, found: CheckedMapping) -> tuple[bool, model.Image | None, Text | None]:
    """Return whether there is a cover, the picture on it, and what is said while it is shown."""
    entry = found.entries.get("cover")
    if entry is None or not isinstance(entry.node, yaml.MappingNode):
        return values.switch(found, "cover", True), None, None
    given = values.walk.group(entry.node, block_fields.COVER, entry.name)
    if given is None:
        return True, None, None
    if "file" not in given and set(given.entries) - {"notes"}:
        values.walk.absent(
            entry.name.span, 'the cover\'s picture needs "file"', "for instance: file: images/map.png"
        )
    shown = picture(values, given, None) if "file" in given else None
    return True, shown, spoken(values, given)


def opening(values: Values, found: CheckedMapping) -> model.Image | None:
    """Return the picture with which a section opens."""
    if "image" not in found:
        return None
    given = values.short_or_group(found, "image", block_fields.IMAGE)
    if isinstance(given, CheckedMapping):
        return picture(values, given, None)
    return model.Image(given, None, None, None, False, given.span) if given else None


def logo(values: Values, found: CheckedMapping) -> model.Image | None:
    """Return the logo; without a description it is the deck's own, and says nothing."""
    if "logo" not in found:
        return None
    given = values.short_or_group(found, "logo", fields.LOGO)
    if isinstance(given, CheckedMapping):
        file, alt = values.text(given, "file"), values.text(given, "alt")
        return model.Image(file, alt, None, None, alt is None, given.span) if file else None
    return model.Image(given, None, None, None, True, given.span) if given else None


def closing(values: Values, found: CheckedMapping) -> model.Closing | None:
    """Return what the talk ends on."""
    if "closing" not in found:
        return None
    given = values.short_or_group(found, "closing", fields.CLOSING)
    if isinstance(given, CheckedMapping):
        title, text = values.text(given, "title"), values.text(given, "text")
        contact = values.texts(given, "contact")
        return model.Closing(title, text, contact, given.span) if title else None
    return model.Closing(given, None, (), given.span) if given else None
