"""What texts are made of as typed: runs, groups of citations, formulas, footnotes, cross-references."""

from __future__ import annotations

import enum

from deckgen.deck.markup.dollars import Maths
from deckgen.deck.runs import Run, Runs
from deckgen.diagnostics import Span
from deckgen.structs import Located

PLAIN = Run("")
"""A run like those of text without markup."""


class Mode(enum.Enum):
    """How a citation names its work."""

    BRACKETED = "bracketed"
    """`[@kort]`: author and all else in the style's brackets."""
    NARRATIVE = "narrative"
    """`@kort argues`: the author is part of the sentence."""
    AUTHORLESS = "authorless"
    """`[-@kort]`: the author has been named already."""


class CitationItem(Located, frozen=True):
    """One work of a citation group; `suffix` holds the pages too. `span` is that of the key."""

    key: str
    mode: Mode
    prefix: Runs
    suffix: Runs
    span: Span


class Citation(Located, frozen=True):
    """One citation group as typed; `bold` and `italic` say in what text it is.

    `id` tells it from others of the outline that say the same; `read_markup` numbers them.
    """

    items: tuple[CitationItem, ...]
    span: Span
    bold: bool = False
    italic: bool = False
    id: int = 0


class Footnote(Located, frozen=True):
    """A note that is at the slide's foot; `number` counts those of its slide from 1.

    One that its slide has called before says nothing again: it has no `pieces`.
    """

    pieces: tuple[Piece, ...]
    span: Span
    number: int = 0


class CrossReference(Located, frozen=True):
    """A figure or a table by its name; what it is called there is put in its place."""

    counter: str
    name: str
    span: Span
    like: Run = PLAIN


Inline = Run | Citation | Maths
"""What a text is made of once it is known what its notes and references are called."""

Piece = Inline | Footnote | CrossReference
"""What a text is made of as typed."""

Spoken = tuple[tuple[Piece, ...], int | None]
"""A paragraph of the notes (None), or a point of a list in them with its level, 0 or 1."""
