"""Figures, tables and slides → their numbers and stable ids, in passes over the whole outline.

What is counted is counted here, before anything is resolved, so that no slide depends on those before it.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Mapping

from deckgen.deck.kinds import blocks_of, kind_of
from deckgen.deck.model import Runs, plain
from deckgen.outline import model as outline_model
from deckgen.outline.model import Outline, Text
from deckgen.structs import Struct

ID_WORDS, ID_LETTERS = 8, 60
"""The words, and the characters, that a stable id made of a title has at most."""

BlockId = tuple[int, int]
"""The line and the column at which a block starts."""


class Named(Struct, frozen=True):
    """What a reference by name finds: its number, None where it has none, and the id of its slide."""

    number: int | None
    slide: str


class Numbers(Struct, frozen=True):
    """The number of each figure, chart and table that something is said of, each counted from 1.

    `named` are those that have a name, under what they are counted as and that name: their own, or that of
    the slide on which they are the first of their kind.
    """

    found: Mapping[BlockId, int]
    named: Mapping[tuple[str, str], Named]
    first: Mapping[str, str]
    """The key of each section → the id of its first slide."""

    def of(self, block: outline_model.Block) -> int | None:
        """Return a block's number, None where it has none."""
        return self.found.get(_id(block))


UNNUMBERED = Numbers({}, {}, {})
"""What is known before anything is counted."""


def number(outline: Outline, read: Callable[[Text | None], Runs]) -> Numbers:
    """Count what has a caption or a credit; `read` gives a text its meaning."""
    counters: Counter[str] = Counter()
    found: dict[BlockId, int] = {}
    named: dict[tuple[str, str], Named] = {}
    ids = _slide_ids(outline, read)
    for slide in (slide for section in outline.every_section for slide in section.slides):
        for block in blocks_of(slide):
            numbered = kind_of(block).numbered
            if numbered is None:
                continue
            if any(read(text) for text in numbered.said(block)):
                counters[numbered.counter] += 1
                found[_id(block)] = counters[numbered.counter]
            one = Named(found.get(_id(block)), ids[slide.span.line, slide.span.column])
            names = (getattr(block, "id", None), slide.id)
            for name in (str(name) for name in names if name):
                named.setdefault((numbered.counter, name), one)
    first = {
        str(section.key): ids[slide.span.line, slide.span.column]
        for section in outline.every_section
        for slide in section.slides[:1]
    }
    return Numbers(found, named, first)


def _slide_ids(outline: Outline, read: Callable[[Text | None], Runs]) -> dict[BlockId, str]:
    """Return the ids of slides by where they start; untitled ones count as if they had no words."""
    places, wanted = [], []
    for section in outline.every_section:
        for slide in section.slides:
            places.append((slide.span.line, slide.span.column))
            title = plain(read(slide.title))
            wanted.append((str(slide.id), True) if slide.id else (f"{section.key}-{slug(title)}", False))
    return dict(zip(places, unique_ids(wanted), strict=True))


def _id(block: outline_model.Block) -> BlockId:
    return block.span.line, block.span.column


def unique_ids(wanted: Iterable[tuple[str, bool]]) -> tuple[str, ...]:
    """Return stable ids: those that are given as they are, others with a letter after them where taken."""
    asked = tuple(wanted)
    taken = {name for name, given in asked if given}
    ids: list[str] = []
    for name, given in asked:
        free = name if given else _free(name, taken)
        taken.add(free)
        ids.append(free)
    return tuple(ids)


def _free(wanted: str, taken: set[str]) -> str:
    letters = ("", *(f"-{letter}" for letter in "bcdefghijklmnopqrstuvwxyz"))
    rounds = range(1, len(taken) + 2)
    names = (f"{wanted}{letter}{'z' * (turn - 1)}" for turn in rounds for letter in letters)
    return next(name for name in names if name not in taken)


def slug(words: str) -> str:
    """Return words as a stable id: lower case, digits and hyphens."""
    plainer = unicodedata.normalize("NFKD", words.lower())
    kept = "".join(char for char in plainer if not unicodedata.combining(char) and char not in "'’")
    return "-".join(re.findall(r"[^\W_]+", kept)[:ID_WORDS])[:ID_LETTERS].rstrip("-")
