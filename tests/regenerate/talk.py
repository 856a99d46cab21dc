"""A small talk with one slide of each kind that merges differently, and what its author changes in it."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from deckgen.compile import Options, compile_outline
from deckgen.layout.pages import Pages
from deckgen.writers.pptx import write_pptx
from tests import tools
from tests.building import SERVICES

FOLDER = tools.ROOT / "tests" / "decks"
PATH = FOLDER / "merged.yaml"
"""Where the talk would stand: beside the pictures that it names."""

TALK = """\
title: How bread is made
sections:
  grain:
    title: From the field
    slides:
      - id: points
        title: Grain is cut in late summer
        bullets:
          - The ears turn yellow
          - The straw turns brittle
          - The grain falls out when it is rubbed
        notes: Say that it was done by hand for eight thousand years.
      - id: table
        title: Three kinds of flour
        table:
          columns: [Kind, Ash, Use]
          rows:
            - [White, "405", Cakes]
            - [Bread, "550", Rolls]
            - [Dark, "1050", Loaves]
      - id: picture
        title: A mill grinds between stones
        image: {file: shapes.png, alt: Two shapes, caption: Stones seen from above}
        notes: Point at the upper stone.
  oven:
    title: Into the oven
    slides:
      - id: numbers
        title: More bread was eaten before the war
        chart:
          kind: bar
          columns: [Time, Grams]
          rows:
            - [Before, 120]
            - [After, 85]
      - id: steps
        title: Four steps make a loaf
        process: [Knead the dough, Let it rise, Shape the loaf, Bake it hot]
      - id: prose
        title: The crust tells when it is done
        text: Knock on the loaf from below. A hollow sound means that it is baked.
        notes: Bring a loaf to knock on.
"""


@dataclass(frozen=True)
class Change:
    """A change of the outline: old text → new, and what then is to be found in the deck or in the report."""

    old: str
    new: str
    shows: str

    def __call__(self, text: str) -> str:
        """Return the outline with the change."""
        assert self.old in text, self.old
        return text.replace(self.old, self.new)


def _moved(text: str) -> str:
    """Return the outline with the slide of points after the table."""
    start, stop = text.index("      - id: points"), text.index("      - id: table")
    end = text.index("      - id: picture")
    return text[:start] + text[stop:end] + text[start:stop] + text[end:]


@dataclass(frozen=True)
class Without:
    """A change that drops a slide, by its id."""

    slide: str

    def __call__(self, text: str) -> str:
        """Return the outline without it."""
        start = text.index(f"      - id: {self.slide}\n")
        stops = [text.find(mark, start + 10) for mark in ("      - id: ", "  oven:")]
        stop = min([one for one in stops if one > 0], default=len(text))
        return text[:start] + text[stop:]


def without(slide: str) -> Without:
    """Return a change that drops a slide."""
    return Without(slide)


RETITLED = "Quite another headline"


def retitled(text: str, slide: str) -> str:
    """Return the outline with another title over a slide."""
    return re.sub(rf"(      - id: {slide}\n        title: ).*", rf"\g<1>{RETITLED}", text)


@functools.cache
def pages(text: str) -> Pages:
    """Return the pages of an outline's text."""
    compiled = compile_outline(text, PATH, Options(PATH), SERVICES)
    assert compiled.pages is not None, compiled.diagnostics
    return compiled.pages


@functools.cache
def deck(text: str) -> bytes:
    """Return the deck of an outline's text, as it is written."""
    return write_pptx(pages(text))


OUTLINES: Mapping[str, Callable[[str], str]] = {
    "unchanged": lambda text: text,
    "another field": Change("Bring a loaf to knock on", "Bring two loaves to knock on", "Bring two loaves"),
    "moved": _moved,
    "a slide more": Change(
        "      - id: picture\n",
        "      - id: extra\n        title: Rye keeps longer\n        bullets: [It holds more water]\n"
        "      - id: picture\n",
        "Rye keeps longer",
    ),
}
"""Changes of the outline that concern no hand's edit."""
