"""Values of an outline → the same values some lines further down or up in the file."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from deckgen.diagnostics import Span
from deckgen.outline.model import Slide
from deckgen.schema.text import Mark
from deckgen.structs import Struct


def moved(value: Any, after: int, by: int, but: object = None) -> Any:
    """Return a value whose places after a line are `by` lines further down; `but` is one that stays."""
    if value is None or value is but:
        return value
    kind = value.__class__
    if kind is Span:
        return _span(value, after, by)
    if kind is Mark:
        return Mark(value.offset, value.line + by, value.column) if value.line > after else value
    if kind is tuple:
        parts = _parts(value, after, by, but)
        return value if parts is None else tuple(parts)
    if not isinstance(value, Struct) or (isinstance(value, Slide) and value.span.end_line <= after):
        return value
    parts = _parts([getattr(value, name) for name in value.__struct_fields__], after, by, but)
    return value if parts is None else kind(*parts)


def _parts(values: Sequence[Any], after: int, by: int, but: object) -> list[Any] | None:
    """Return values moved, None where all of them stay."""
    parts = [moved(one, after, by, but) for one in values]
    return parts if any(one is not old for one, old in zip(parts, values, strict=True)) else None


def _span(span: Span, after: int, by: int) -> Span:
    if span.end_line <= after:
        return span
    line = span.line + by if span.line > after else span.line
    return Span(span.path, line, span.column, span.end_line + by, span.end_column)
