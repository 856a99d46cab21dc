"""Blocks of text that share a composed slide with others: conclusions, verse, choices, definitions.

Values are equal that say the same: the span of each points at the outline for messages and does not count.
"""

from __future__ import annotations

from deckgen.deck.runs import Runs
from deckgen.diagnostics import Span
from deckgen.structs import Located


class Takeaway(Located, frozen=True):
    """A slide's conclusion in one sentence; the last block of its slide."""

    runs: Runs
    span: Span


class VerseLine(Located, frozen=True):
    """A line of verse. `stanza` counts from 0, `number` from 1 through all lines."""

    runs: Runs
    stanza: int
    number: int
    span: Span


class Verse(Located, frozen=True):
    """Lines as typed, in stanzas; `numbers` says that every fifth line shows its number."""

    lines: tuple[VerseLine, ...]
    numbers: bool
    attribution: Runs
    span: Span


class Option(Located, frozen=True):
    """One of the answers to choose from."""

    runs: Runs
    span: Span


class Choices(Located, frozen=True):
    """The answers to choose from, below their question.

    `answer` is the place of the right one, from 0, None where there is none; `revealed` says that it
    is shown from the start. `first` is the place of the first option among all of the question.
    """

    options: tuple[Option, ...]
    answer: int | None
    revealed: bool
    span: Span
    first: int = 0


class Definition(Located, frozen=True):
    """A term and what it means."""

    term: Runs
    text: Runs
    span: Span


class Definitions(Located, frozen=True):
    """Terms and what they mean, in order."""

    entries: tuple[Definition, ...]
    span: Span


class Labelled(Located, frozen=True):
    """Text after a label of its own: a theorem, a proof, a rule. Each of `paragraphs` is one."""

    label: Runs
    paragraphs: tuple[Runs, ...]
    span: Span


class Closing(Located, frozen=True):
    """What the last slide says below its title: a text, and how the speaker is reached."""

    text: Runs
    contact: tuple[Runs, ...]
    span: Span
