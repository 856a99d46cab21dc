"""An essay as a checker reads it: its paragraphs, numbered, and what else is in its file."""

from __future__ import annotations

from deckgen.structs import Struct


class EssayCitation(Struct, frozen=True):
    """One work that a paragraph cites, at `offset` of its text; `pages` is what follows it, as typed.

    `key` is the file's own name for the work, or the surname that is typed.
    """

    key: str
    pages: str
    offset: int


class Passage(Struct, frozen=True):
    """A stretch of the essay without its citations. `number` counts from 1; None: notes, tables, captions."""

    number: int | None
    text: str
    citations: tuple[EssayCitation, ...] = ()


class EssayWork(Struct, frozen=True):
    """What the file says of a work that it cites: `key` is its name there."""

    key: str
    surnames: frozenset[str]
    title: str


class EssayText(Struct, frozen=True):
    """The text of an essay: what it says in order, and the works that its file describes."""

    passages: tuple[Passage, ...]
    works: tuple[EssayWork, ...] = ()

    @property
    def paragraphs(self) -> tuple[Passage, ...]:
        """The numbered paragraphs."""
        return tuple(one for one in self.passages if one.number is not None)


class Block(Struct, frozen=True):
    """A stretch of a file: `role` is body, heading, more (it belongs to the body before it) or aside.

    `notes` are the places of the text where notes are marked; what they say are the asides that follow.
    """

    role: str
    text: str
    citations: tuple[EssayCitation, ...] = ()
    notes: tuple[int, ...] = ()
