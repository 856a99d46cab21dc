"""Who made a picture, typed in a line or in fields → one text, with links to the source and the licence."""

from __future__ import annotations

import re

import yaml

from deckgen.outline.blocks.joined import as_one
from deckgen.outline.language.block_fields import CREDIT
from deckgen.outline.model import Text
from deckgen.schema.values import Values
from deckgen.schema.walk import CheckedMapping
from deckgen.structs.patterns import pattern

_WEB = pattern(r"https?://[^\s()]+")
_COMMONS = pattern(
    r"(?:https?://(?:www\.)?creativecommons\.org/(?:licenses|publicdomain)/|CC[ -]?)"
    r"(?P<kind>by(?:-nc)?(?:-sa|-nd)?|zero|0)(?:[ /-]?(?P<version>\d\.\d))?(?:/\S*)?",
    re.IGNORECASE,
)
"""A licence of Creative Commons by its name, `CC BY-SA 4.0`, or its address."""


Item = list[tuple[str, Text, str]]
"""A part of a credit: texts, each with what is before and after it."""


def credit(values: Values, found: CheckedMapping) -> Text | None:
    """Return the credit of a picture: `Low, [*A kettle*](https://…), [CC BY 4.0](https://…)`."""
    node = found.node("credit")
    if not isinstance(node, yaml.MappingNode):
        return values.text(found, "credit")
    given = values.walk.group(node, CREDIT, found.entries["credit"].name)
    if given is None:
        return None
    by, title, source, licence = (values.text(given, name) for name in ("by", "title", "source", "licence"))
    items: list[Item] = [[(mark, text, mark)] for text, mark in ((by, ""), (title, "*")) if text]
    if source and items and _WEB.fullmatch(source.value):
        ((mark, text, _),) = items.pop()
        items.append([(f"[{mark}", text, f"{mark}]("), ("", source, ")")])
    elif source:
        items.append([("", source, "")])
    if licence:
        items.append(_licensed(licence))
    return _line(items)


def _licensed(licence: Text) -> Item:
    name, target = licence_of(licence.value)
    shown = licence if name == licence.value else Text(name, licence.span)
    return [("[", shown, f"]({target})")] if target else [("", shown, "")]


def _line(items: list[Item]) -> Text | None:
    """Return the parts as one text, commas between them."""
    signs: list[tuple[str, Text]] = []
    closing = ""
    for item in items:
        comma = ", " if signs else ""
        for before, text, after in item:
            signs.append((f"{closing}{comma}{before}", text))
            closing, comma = after, ""
    return as_one(signs, "", "", closing)


def licence_of(typed: str) -> tuple[str, str]:
    """Return what a licence is called and its address, empty where it has none that is known."""
    found = _COMMONS.fullmatch(typed.strip())
    if not found:
        return typed, ""
    kind, version = found["kind"].lower(), found["version"] or ""
    if kind in ("0", "zero"):
        return "CC0", "https://creativecommons.org/publicdomain/zero/1.0/"
    name = f"CC {kind.upper()} {version}".rstrip()
    return name, f"https://creativecommons.org/licenses/{kind}/{version}/" if version else ""
