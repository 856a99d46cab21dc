"""Agendas and summaries, as typed → what they say, and to which sections they lead."""

from __future__ import annotations

from deckgen.deck import model
from deckgen.deck.blocks.meaning import Converted, Meaning
from deckgen.outline import model as outline_model
from deckgen.structs import replace


def agenda(block: outline_model.Agenda, meaning: Meaning) -> Converted:
    """Return an agenda of its own items, else of the sections."""
    return agenda_of(block, meaning), ()


def agenda_of(block: outline_model.Agenda | None, meaning: Meaning) -> model.Agenda:
    """Return an agenda; None stands for one that nobody typed.

    Rows lead to the sections where there are as many of them.
    """
    outline = meaning.outline
    titles = tuple(section.title for section in outline.sections)
    items = block.items if block and block.items else titles
    first = int(outline.cover or outline.agenda)
    rows = []
    for place, item in enumerate(items):
        runs = meaning.runs(item)
        section = first + place if len(items) == len(titles) and not any(run.link for run in runs) else None
        if section is not None:
            runs = tuple(replace(run, cites=()) for run in runs)
        rows.append(model.AgendaRow(runs, section, item.span))
    return model.Agenda(tuple(rows), block.span if block else outline.title.span)


def summary(block: outline_model.Summary, meaning: Meaning) -> Converted:
    """Return a summary as the list that it is."""
    items = (model.Item(meaning.runs(one), 0, one.span) for one in block.items)
    return model.BulletList(tuple(items), block.span), ()
