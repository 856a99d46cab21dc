"""The JSON Schema of outlines."""

from __future__ import annotations

from deckgen.outline.language import fields
from deckgen.schema import json_schema
from deckgen.schema.json_schema import Json, Schema

FILE_NAME = "deckgen.schema.json"
"""What the schema is called beside an outline."""


_TEXT: Json = {"type": ["string", "number", "boolean"]}
_PAIRS: Json = {"type": "object", "minProperties": 1, "additionalProperties": _TEXT}
_PAIR: Json = {"type": "object", "minProperties": 1, "maxProperties": 1, "additionalProperties": _TEXT}
_SLIDES: Json = {"type": "array", "items": {"$ref": "#/definitions/slide"}, "minItems": 1}
_UNDER_TITLES: Json = {"type": "object", "minProperties": 1, "additionalProperties": _SLIDES}

_SHORT: dict[str, tuple[Json, ...]] = {
    "table": ({"type": "string", "pattern": "[|\\n]"},),
    "timeline": (_PAIRS,),
    "process": (_PAIRS,),
    "definitions": ({"type": "array", "items": _PAIR, "minItems": 1},),
    "columns": ({"type": "object", "minProperties": 1},),
    "sections": (_UNDER_TITLES, {"type": "array", "items": _UNDER_TITLES, "minItems": 1}),
}
"""Fields that the reader takes in a short form as well (`forms/regular.py`), and what those are."""


def outline_schema() -> Schema:
    """Return the JSON Schema of an outline."""
    said = "The outline of a talk, from which deckgen makes a PowerPoint deck and a slideshow."
    schema = json_schema.json_schema(fields.ALL, "deckgen outline", said)
    definitions = schema["definitions"]
    assert isinstance(definitions, dict)
    for group in (schema, definitions["slide"]):
        _allow_short(group)
    return schema


def _allow_short(group: Json) -> None:
    """Let the fields of a group be written in their short ways, too."""
    assert isinstance(group, dict)
    properties = group["properties"]
    assert isinstance(properties, dict)
    for name, ways in _SHORT.items():
        field = properties.get(name)
        if isinstance(field, dict):
            said = {key: value for key, value in field.items() if key == "description"}
            long = {key: value for key, value in field.items() if key != "description"}
            properties[name] = {**said, "anyOf": [long, *ways]}


def schema_text() -> str:
    """Return the JSON Schema of an outline as the text of a file."""
    return json_schema.schema_text(outline_schema())
