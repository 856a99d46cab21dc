"""What authors may call slides, sections, pictures and tables by, and what they say below them."""

from __future__ import annotations

import re
from collections.abc import Container
from itertools import chain, count

from deckgen.schema.shapes import TEXT, Field, Scalar

_OUTSIDE = r"\s!-,./:-@\[-\^`{-~"
NAME_PATTERN = f"^[^{_OUTSIDE}0-9_-][^{_OUTSIDE}]{{0,79}}$"
"""A lasting name: a letter, then letters, digits, hyphens and underscores, in any script."""


def slug_of(typed: str) -> str:
    """Return a text as a stable id, with letters, digits and hyphens only; empty where nothing is left."""
    slug = "-".join(re.findall(r"[^\W_]+", typed.lower()))[:60].rstrip("-")
    return next((one for one in (slug, f"part-{slug}") if slug and re.match(NAME_PATTERN, one)), "")


def unique(slug: str, taken: Container[str]) -> str:
    """Return an id that is not taken: the given one, or the first with a number after it that is free."""
    numbered = (f"{slug}-{number}" for number in count(2))
    return next(one for one in chain((slug,), numbered) if one not in taken)


def _slug(typed: str) -> str:
    """Return the hint for a name that cannot be one: what it is with letters, digits and hyphens only."""
    slug = "-".join(re.findall(r"[^\W_]+", typed))
    for one in (slug, f"part-{slug}"):
        if slug and re.match(NAME_PATTERN, one):
            return f"for instance: {one}"
    return ""


NAME = Scalar("a stable id (a letter, then letters, digits or hyphens)", pattern=NAME_PATTERN, hint=_slug)


def id_field(example: str, reference: str) -> Field:
    """Return the field for the name of a picture or a table; `reference` is how texts speak of it."""
    doc = f"Its name, for texts that speak of it: `see {reference}`."
    return Field("id", NAME, doc, f"id: {example}", tried=("name", "key", "ref"))


def caption_field(doc: str, example: str) -> Field:
    """Return the field for the line below a picture, a table or whatever else is numbered or explained."""
    return Field("caption", TEXT, doc, example, tried=("title", "legend"))
