"""What gives typed blocks their meaning: formatted citations, formulas, words, numbers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from deckgen.deck.blocks.captions import called
from deckgen.deck.citing.polish import stops_inside
from deckgen.deck.citing.sourcing import Sourcing, put_in
from deckgen.deck.formulas import Formulas
from deckgen.deck.markup.pieces import CrossReference, Footnote, Inline, Piece
from deckgen.deck.markup.quotes import typography_of
from deckgen.deck.markup.read import Markup
from deckgen.deck.markup.scripts import named
from deckgen.deck.model import Block, Note, Run, Runs, Words
from deckgen.deck.numbering import UNNUMBERED, Numbers
from deckgen.diagnostics import Diagnostic
from deckgen.outline.model import Outline, Text
from deckgen.structs import Struct, field, replace

SIGNS = "*†‡§‖¶"
"""What marks footnotes where numbers mark those of a citation style, in their order."""

Converted = tuple[Block | tuple[Block, ...] | None, tuple[Diagnostic, ...]]
"""A block as said, or the several that it is, None where it cannot be said; and what is wrong with it."""


class Meaning(Struct, frozen=True):
    """All that a block's meaning depends on, apart from the block. `style` names the citation style."""

    outline: Outline
    markup: Markup
    sourcing: Sourcing
    formulas: Formulas
    words: Words
    language: str
    style: str
    numbers: Numbers = UNNUMBERED
    title: Runs = ()
    """The title of the slide that holds the block."""
    aliases: Mapping[str, str] = field(default_factory=dict)
    """Keys of sections that no slide begins → the ids of their first slides, for links to them."""

    def runs(self, text: Text | None) -> Runs:
        """Return a text as runs, its citations formatted; nothing for None."""
        return self.said(self.markup.pieces[text.id], self.sourcing.shown) if text else ()

    def said(self, pieces: tuple[Piece, ...], cited: Mapping[int, Runs]) -> Runs:
        """Return pieces of a text as runs, `cited` in place of its citations."""
        known = tuple(self._known(one) for one in pieces)
        inside = stops_inside(self.style, self.language)
        return named(put_in(known, cited, self.formulas.runs, inside=inside), self.language)

    def text(self, text: str) -> str:
        """Return a text that has no markup with the quotation marks of the deck's language."""
        return typography_of(self.outline).text(text)

    def credit(self, text: Text) -> Runs:
        """Return a credit for the list of credits, where a source replaces its note's number."""
        known = tuple(self._known(one) for one in self.markup.pieces[text.id])
        return put_in(known, self.sourcing.written_out, self.formulas.runs)

    def notes(self, text: Text | None) -> tuple[Note, ...]:
        """Return what a speaker says, without the references of what is cited; nothing for None."""
        said = self.markup.notes[text.id] if text else ()
        return tuple(Note(self.said(inline, self.sourcing.spoken), level) for inline, level in said)

    def footnotes(self, texts: Iterable[Text]) -> tuple[Runs, ...]:
        """Return the notes that are at the foot of a slide with these texts, each after its number."""
        return tuple(
            (self._number_of(one), Run(" "), *self.said(one.pieces, self.sourcing.shown))
            for text in texts
            for one in self.markup.pieces[text.id]
            if isinstance(one, Footnote) and one.pieces
        )

    def _known(self, piece: Piece) -> Inline:
        match piece:
            case Footnote():
                return self._number_of(piece)
            case CrossReference():
                return self._called(piece)
            case Run(link=str(link)) if link.removeprefix("#") in self.aliases:
                return replace(piece, link=f"#{self.aliases[link.removeprefix('#')]}")
            case _:
                return piece

    def _number_of(self, note: Footnote) -> Run:
        """Return what marks a footnote: a symbol where numbers are those of a style's notes."""
        if not (self.sourcing.feet or self.sourcing.endnotes):
            return Run(str(note.number), superscript=True)
        rounds, place = divmod(note.number - 1, len(SIGNS))
        return Run(SIGNS[place] * (rounds + 1), superscript=True)

    def _called(self, reference: CrossReference) -> Run:
        """Return a figure or a table as texts speak of it; as typed where there is none."""
        found = self.numbers.named.get((reference.counter, reference.name))
        if found is None or found.number is None:
            return replace(reference.like, text=f"@{reference.counter[:3]}:{reference.name}")
        said = called(reference.counter, found.number, self.style, self.words)
        return replace(reference.like, text=said, link=f"#{found.slide}")
