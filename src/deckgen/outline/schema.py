"""The field table → a JSON Schema, from which editors complete and check an outline while it is typed.

It is draft 7, which the YAML extensions of editors understand. Editors read `1.10` as a number and `yes`
as a word, deckgen reads both as text: a text may therefore be of any scalar type.
"""

from __future__ import annotations

import json

from deckgen.outline import fields
from deckgen.outline.shapes import Field, Group, Keyed, ListOf, Points, Scalar, Shape, options

Json = dict[str, "Json"] | list["Json"] | str | int | float | bool
Schema = dict[str, Json]

FILE_NAME = "deckgen.schema.json"
"""What the schema is called beside an outline."""

_POINT = "point"
_ABOVE_0 = "^(?=.*[1-9])"


def outline_schema() -> Schema:
    """Return the JSON Schema of an outline."""
    parts: Schema = {_slug(group): _group(group) for group in fields.GROUPS if group is not fields.OUTLINE}
    parts[_POINT] = _point()
    root = _group(fields.OUTLINE)
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "deckgen outline",
        "description": "The outline of a talk, from which deckgen makes a PowerPoint deck and a slideshow.",
        **root,
        "definitions": parts,
    }


def schema_text() -> str:
    """Return the JSON Schema as the text of a file."""
    return json.dumps(outline_schema(), indent=2, ensure_ascii=False) + "\n"


def _slug(group: Group) -> str:
    return group.noun.split(" ", 1)[1].replace(" ", "-")


def _group(group: Group) -> Schema:
    found: Schema = {
        "type": "object",
        "description": group.doc,
        "properties": {field.name: _field(field) for field in group.fields},
        "additionalProperties": _shape(fields.VALUES) if group.open else False,
    }
    required: list[Json] = [field.name for field in group.fields if field.required]
    if required:
        found["required"] = required
    return found


def _field(field: Field) -> Schema:
    said: Schema = {"description": f"{field.doc}\n\n{field.example}"}
    shape = _shape(field.shape)
    if "$ref" in shape:
        return {**said, "allOf": [shape]}
    return {**shape, **said}


def _shape(shape: Shape) -> Schema:
    kinds = options(shape)
    if len(kinds) > 1:
        return {"anyOf": [_shape(one) for one in kinds]}
    match kinds[0]:
        case Scalar():
            return _scalar(kinds[0])
        case ListOf(item, _, least, most):
            found: Schema = {"type": "array", "items": _shape(item), "minItems": least}
            return found if most is None else {**found, "maxItems": most}
        case Points():
            return {"type": "array", "items": {"$ref": f"#/definitions/{_POINT}"}, "minItems": 1}
        case Keyed(item):
            names: Schema = {"pattern": fields.NAME_PATTERN} if item is fields.SECTION else {}
            return {
                "type": "object",
                "propertyNames": names,
                "additionalProperties": _shape(item),
                "minProperties": 1,
            }
        case Group():
            return {"$ref": f"#/definitions/{_slug(kinds[0])}"}
    raise AssertionError(shape)


def _scalar(scalar: Scalar) -> Schema:
    if scalar is fields.SWITCH:
        return {"enum": [True, False, *scalar.values]}
    if scalar.values:
        return {"enum": [*scalar.values]}
    if scalar is fields.NUMBER:
        return {"type": ["number", "string"], "pattern": _ABOVE_0 + scalar.pattern[1:], "exclusiveMinimum": 0}
    found: Schema = {"type": ["string", "number", "boolean", *(["null"] if scalar.empty else [])]}
    if scalar.pattern:
        found["pattern"] = scalar.pattern
    elif not scalar.empty:
        found["pattern"] = r"\S"
    return found


def _point() -> Schema:
    """Return the schema of a point: a text, or a text with points below it."""
    text = _scalar(fields.TEXT)
    below: Schema = {"type": "array", "items": text, "minItems": 1}
    return {
        "anyOf": [
            text,
            {"type": "object", "minProperties": 1, "maxProperties": 1, "additionalProperties": below},
        ]
    }
