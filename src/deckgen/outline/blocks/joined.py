"""Notes and citations that are written as lists → one text each, every character in its place."""

from __future__ import annotations

from collections.abc import Sequence

import yaml

from deckgen.diagnostics import Span
from deckgen.outline.model import Text
from deckgen.schema.text import Mark
from deckgen.schema.values import Values
from deckgen.schema.walk import CheckedMapping
from deckgen.structs.patterns import pattern

_KEY = pattern(r"\w+(?:[:.+/-]\w+)*\s*(?:,|$|(?<=\s)(?:pp?\.?\s*)?\d)")
"""The key of a work, without its @, alone or before its pages."""


def spoken(values: Values, found: CheckedMapping) -> Text | None:
    """Return a slide's notes; of a list, each entry is a point."""
    texts = _listed(values, found, "notes")
    return values.text(found, "notes") if texts is None else as_one([("- ", one) for one in texts], "\n")


def cited(values: Values, found: CheckedMapping) -> Text | None:
    """Return what a field `cite` cites; a list is one citation. Keys may do without brackets."""
    texts = _listed(values, found, "cite")
    if texts is None:
        text = values.text(found, "cite")
        if text and text.value[:1] in "“„‘«" and text.value[-1] in "”“’»" and len(text.value) > 2:
            text = text.part(1, len(text.value) - 1)
        return text
    bare = [_without_brackets(one) for one in texts]
    # Words of the author's own stay outside of the brackets, which the deck puts around what is cited.
    keyed = ("@" in one.value or not _KEY.match(one.value) for one in bare)
    return as_one([("" if known else "@", one) for known, one in zip(keyed, bare, strict=True)], "; ")


def as_one(parts: Sequence[tuple[str, Text]], gap: str, head: str = "", foot: str = "") -> Text | None:
    """Return texts, each with what is before it, as one text with a gap between them."""
    value, marks = head, [Mark(0, parts[0][1].id[0], max(1, parts[0][1].id[1] - 1))] if parts else []
    for place, (sign, text) in enumerate(parts):
        value += gap if place else ""
        line, column = text.id
        marks.append(Mark(len(value), line, max(1, column - len(sign))))
        value += sign
        own = text.marks or (Mark(0, line, column),)
        marks += [Mark(one.offset + len(value), one.line, one.column) for one in own]
        value += text.value
    if not parts:
        return None
    first, last = parts[0][1].span, parts[-1][1].span
    span = Span(first.path, first.line, first.column, last.end_line, last.end_column)
    return Text(value + foot, span, tuple(one for at, one in enumerate(marks) if _counts(marks, at)))


def _counts(marks: Sequence[Mark], at: int) -> bool:
    """Tell whether a mark is the last one at its offset, which is the one that holds."""
    return at + 1 == len(marks) or marks[at + 1].offset > marks[at].offset


def _listed(values: Values, found: CheckedMapping, name: str) -> tuple[Text, ...] | None:
    node = found.node(name)
    return values.texts(found, name) if isinstance(node, yaml.SequenceNode) else None


def _without_brackets(text: Text) -> Text:
    value = text.value
    whole = value[:1] == "[" and value[-1:] == "]" and "[" not in value[1:]
    return text.part(1, len(value) - 1) if whole and len(value) > 2 else text
