"""Stretches of text of one kind: what every text of a deck is made of."""

from __future__ import annotations

from deckgen.structs import Struct


class Formula(Struct, frozen=True):
    """A formula: its TeX as typed, and the same as MathML and as Office's markup, an element each.

    `display` says that it is on lines of its own, or is to look as if it did.
    """

    tex: str
    mathml: str
    omml: str
    display: bool
    line: tuple[Run, ...] = ()
    """The formula in one line, for programs that cannot set it among words."""


class Run(Struct, frozen=True):
    """A stretch of text of one kind.

    `link` is an https or mailto address, or `#id` of a slide of this deck, or None. `cites` holds the
    reference keys where the run is (part of) a formatted citation. `language` is a BCP 47 tag where the
    run is not in the deck's own language.
    """

    text: str
    bold: bool = False
    italic: bool = False
    code: bool = False
    superscript: bool = False
    subscript: bool = False
    link: str | None = None
    cites: tuple[str, ...] = ()
    language: str | None = None
    colour: str | None = None
    """The role of a colour of its own, which only the layout engine gives it; None: the text's."""
    formula: Formula | None = None
    """The formula that is here; `text` is then what it reads as in one line."""
    underline: bool = False
    mark: bool = False
    """Whether it is highlighted, as with a marker pen."""
    blank: bool = False
    """Whether guided notes leave it out, for a reader to fill in."""
    accent: bool = False
    """Whether it is set in the theme's accent colour, or in what stands out as much on its ground."""
    struck: bool = False
    """Whether it is crossed out."""
    tint: str | None = None
    """The role of the colour that its author gave it; None: none was given."""


Runs = tuple[Run, ...]


def plain(runs: Runs) -> str:
    """Return the characters of the runs without their kinds."""
    return "".join(run.text for run in runs)
