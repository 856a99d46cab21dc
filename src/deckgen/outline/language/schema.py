"""The JSON Schema of outlines."""

from __future__ import annotations

from deckgen.outline.language import fields
from deckgen.schema import json_schema
from deckgen.schema.json_schema import Schema

FILE_NAME = "deckgen.schema.json"
"""What the schema is called beside an outline."""


def outline_schema() -> Schema:
    """Return the JSON Schema of an outline."""
    said = "The outline of a talk, from which deckgen makes a PowerPoint deck and a slideshow."
    return json_schema.json_schema(fields.ALL, "deckgen outline", said)


def schema_text() -> str:
    """Return the JSON Schema of an outline as the text of a file."""
    return json_schema.schema_text(outline_schema())
