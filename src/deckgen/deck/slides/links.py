"""Links and references within the deck → what is wrong with those that lead nowhere."""

from __future__ import annotations

from collections.abc import Iterator

from deckgen.deck.markup.pieces import CrossReference
from deckgen.deck.markup.read import Markup
from deckgen.deck.numbering import Numbers
from deckgen.diagnostics import Diagnostic, error, warning
from deckgen.schema.closest import closest


def dangling(markup: Markup, ids: frozenset[str], numbers: Numbers) -> Iterator[Diagnostic]:
    """Yield what is wrong; `ids` are those of all slides and sections."""
    for target, span in markup.links:
        if target not in ids:
            near = closest(target, ids)
            hint = f"did you mean #{near}?" if near else "a slide is named by its id:, a section by its key"
            yield warning(f'no slide and no section is called "{target}"', span, hint)
    for reference in markup.references:
        yield from _unknown(reference, numbers)


def _unknown(reference: CrossReference, numbers: Numbers) -> Iterator[Diagnostic]:
    found = numbers.named.get((reference.counter, reference.name))
    if found is None:
        names = [name for counter, name in numbers.named if counter == reference.counter]
        near = closest(reference.name, names)
        hint = f"give it its name: id: {reference.name}"
        if near:
            hint = f"did you mean @{reference.counter[:3]}:{near}?"
        yield error(f'no {reference.counter} is called "{reference.name}"', reference.span, hint)
    elif found.number is None:
        hint = "say in a caption: or a credit: what it is"
        message = f'the {reference.counter} "{reference.name}" has no number, since it has no caption'
        yield error(message, reference.span, hint)
