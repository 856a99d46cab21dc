"""A table of fields → a JSON Schema, from which editors complete and check a file while it is typed.

It is draft 7, which the YAML extensions of editors understand. Editors read `1.10` as a number and `yes`
as a word, deckgen reads both as text: a text may therefore be of any scalar type.
"""

from __future__ import annotations

import json

from deckgen.schema.shapes import (
    SWITCH,
    TEXT,
    Field,
    Group,
    Keyed,
    Language,
    ListOf,
    Points,
    Scalar,
    Shape,
    options,
)

Json = dict[str, "Json"] | list["Json"] | str | int | float | bool
Schema = dict[str, Json]

_POINT = "point"
_ABOVE_0 = "^(?=.*[1-9])"


def json_schema(language: Language, title: str, description: str) -> Schema:
    """Return the JSON Schema of files of a kind, whose outermost group is the language's first."""
    root, *others = language.groups
    parts: Schema = {_slug(group): _group(group) for group in others}
    parts[_POINT] = _point()
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": title,
        "description": description,
        **_group(root),
        "definitions": parts,
    }


def schema_text(schema: Schema) -> str:
    """Return a JSON Schema as the text of a file."""
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


def _slug(group: Group) -> str:
    return group.noun.split(" ", 1)[-1].replace(" ", "-")


def _group(group: Group) -> Schema:
    found: Schema = {
        "type": "object",
        "description": group.doc,
        "properties": {field.name: _field(field) for field in group.fields},
        "additionalProperties": _shape(group.rest) if group.rest else False,
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
            found = found if most is None else {**found, "maxItems": most}
            single = isinstance(item, Scalar) and item.prose and least <= 1
            return {"anyOf": [found, _shape(item)]} if single else found
        case Points():
            points: Schema = {"type": "array", "items": {"$ref": f"#/definitions/{_POINT}"}, "minItems": 1}
            return {"anyOf": [points, _scalar(TEXT)]}
        case Keyed(item, _, pattern):
            names: Schema = {"pattern": pattern} if pattern else {}
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
    if scalar is SWITCH:
        return {"enum": [True, False, *scalar.values]}
    if scalar.values:
        return {"enum": [*scalar.values]}
    if scalar.number and scalar.pattern.startswith("^-?"):
        return {"type": ["number", "string"], "pattern": scalar.pattern}
    if scalar.number:
        return {"type": ["number", "string"], "pattern": _ABOVE_0 + scalar.pattern[1:], "exclusiveMinimum": 0}
    found: Schema = {"type": ["string", "number", "boolean", *(["null"] if scalar.empty else [])]}
    if scalar.pattern:
        found["pattern"] = scalar.pattern
    elif not scalar.empty:
        found["pattern"] = r"\S"
    return found


def _point(levels: int = 3) -> Schema:
    """Return the schema of a point: a text, or a text with points below it, so many levels of them."""
    text = _scalar(TEXT)
    if not levels:
        return text
    below: Schema = {"type": "array", "items": _point(levels - 1), "minItems": 1}
    return {
        "anyOf": [
            text,
            {"type": "object", "minProperties": 1, "maxProperties": 1, "additionalProperties": below},
        ]
    }
