"""Slides that show the talk from above: what is to come, what has been shown."""

from __future__ import annotations

import yaml

from deckgen.outline import model
from deckgen.outline.model import Section, Slide, Text
from deckgen.schema.values import Values
from deckgen.schema.walk import CheckedMapping
from deckgen.structs import replace


def agenda(values: Values, found: CheckedMapping) -> model.Agenda | None:
    """Return an agenda."""
    items = _items(values, found, "agenda")
    return None if items is None else model.Agenda(items, values.walk.span(found.entries["agenda"].node))


def summary(values: Values, found: CheckedMapping) -> model.Summary | None:
    """Return a summary; its items are still to be filled in where it is made of the sections."""
    items = _items(values, found, "summary")
    return None if items is None else model.Summary(items, values.walk.span(found.entries["summary"].node))


def _items(values: Values, found: CheckedMapping, name: str) -> tuple[Text, ...] | None:
    """Return the items that are written out, none where the sections are meant, None where it is wrong."""
    node = found.entries[name].node
    if isinstance(node, yaml.SequenceNode):
        return values.texts(found, name) or None
    given = values.text(found, name)
    if given is None:
        return None
    if given.value.lower() != "true":
        values.walk.complain(node, f'"{name}: {given}" leaves the slide empty', "leave the whole slide out")
        return None
    return ()


def with_claims(sections: tuple[Section, ...]) -> tuple[Section, ...]:
    """Return the sections, their summaries filled in."""
    return tuple(
        replace(section, slides=tuple(_filled(slide, section, sections) for slide in section.slides))
        for section in sections
    )


def _filled(slide: Slide, home: Section, sections: tuple[Section, ...]) -> Slide:
    blocks = tuple(
        replace(block, items=_claims(home, sections))
        if isinstance(block, model.Summary) and not block.items
        else block
        for block in slide.blocks
    )
    return replace(slide, blocks=blocks) if blocks != slide.blocks else slide


def _claims(home: Section, sections: tuple[Section, ...]) -> tuple[Text, ...]:
    """Return what the sections claim; where none says, the titles of all but the one that sums up."""
    claims = tuple(one.claim for one in sections if one.claim)
    others = tuple(one.title for one in sections if one is not home)
    return claims or others or (home.title,)
