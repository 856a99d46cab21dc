"""Verse, definitions, labelled texts and conclusions, as typed."""

from __future__ import annotations

import re
from collections.abc import Iterator

import yaml

from deckgen.diagnostics import Diagnostic, warning
from deckgen.outline import model
from deckgen.outline.blocks.joined import cited
from deckgen.outline.language import block_fields
from deckgen.outline.model import Text
from deckgen.schema.shapes import TEXT
from deckgen.schema.values import Values
from deckgen.schema.walk import CheckedMapping
from deckgen.structs.patterns import pattern

_NAME = r"[A-Z][\w.’'-]*"
_NAMED = pattern(
    rf"(?P<words>.+?[.!?…”\"»’']?)\s+[—–-]{{1,2}}\s*"
    rf"(?P<who>{_NAME}(?: (?:{_NAME}|of|the|de|la|van|von|der)){{0,4}})"
    r"(?:,? ?(?P<cite>\[[^\[\]]*@[^\[\]]*\]))?",
    re.DOTALL,
)
_MARKS = {"“": "”", '"': '"', "„": "“", "«": "»"}


def attributed(quote: Text) -> Iterator[Diagnostic]:
    """Warn of a quotation that ends in the name of who said it."""
    found = _NAMED.fullmatch(quote.value.strip())
    if found is None:
        return
    words = found["words"]
    if len(words) > 1 and _MARKS.get(words[0]) == words[-1]:
        words = words[1:-1]
    cite = f', cite: "{found["cite"]}"' if found["cite"] else ""
    written = f'{{text: {_enclosed(words)}, by: "{found["who"]}"{cite}}}'
    message = f'"{found["who"]}" is set as part of the quotation'
    hints = (f"for who said it write: quote: {written}",)
    yield warning(message, quote.at(found.start("who"), found.end("who")), *hints)


def _enclosed(words: str) -> str:
    """Return words in quotation marks of YAML."""
    return "'" + words.replace("'", "''") + "'" if set(words) & set('"\\') else f'"{words}"'


def verse(values: Values, found: CheckedMapping) -> model.Verse | None:
    """Return lines of verse."""
    given = values.short_or_group(found, "verse", block_fields.VERSE)
    if isinstance(given, CheckedMapping):
        text = values.text(given, "text")
        by, cite = values.text(given, "by"), cited(values, given)
        numbers = values.switch(given, "numbers", False)
        return model.Verse(text, numbers, by, cite, given.span) if text else None
    return model.Verse(given, False, None, None, given.span) if given else None


def definitions(values: Values, found: CheckedMapping) -> model.Definitions | None:
    """Return terms and what they mean."""
    entry = found.entries["definitions"]
    group = values.walk.group(entry.node, block_fields.TERMS, entry.name)
    if group is None:
        return None
    read = [(one.name, values.walk.text(one.node, TEXT, one.name)) for one in group.entries.values()]
    entries = tuple((term, text) for term, text in read if text)
    if not read:
        values.walk.absent(
            entry.name.span,
            '"definitions" is empty; it needs at least one term',
            "write: Ebb: the water falls",
        )
    return model.Definitions(entries, values.walk.span(entry.node)) if entries else None


def labelled(values: Values, found: CheckedMapping) -> tuple[model.Labelled, ...]:
    """Return a text with its label, or several in a list."""
    entry = found.entries["labelled"]
    several = isinstance(entry.node, yaml.SequenceNode)
    nodes = entry.node.value if several else (entry.node,)
    read = (values.walk.group(one, block_fields.LABELLED, None if several else entry.name) for one in nodes)
    return tuple(one for given in read if given and (one := _labelled(values, given)))


def _labelled(values: Values, given: CheckedMapping) -> model.Labelled | None:
    label, text = values.text(given, "label"), values.text(given, "text")
    return model.Labelled(label, text, given.span) if label and text else None


def takeaway(values: Values, found: CheckedMapping) -> model.Takeaway | None:
    """Return a slide's conclusion."""
    text = values.text(found, "takeaway")
    return model.Takeaway(text, text.span) if text else None
