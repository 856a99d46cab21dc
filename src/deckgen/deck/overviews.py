"""Agendas and summaries, as typed → what they say, and to which sections they lead."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from deckgen.deck import model
from deckgen.deck.model import Runs, Words
from deckgen.outline import model as outline_model
from deckgen.outline.model import Outline, Text

Read = Callable[[Text | None], Runs]
"""What gives a text its meaning."""


def agenda(block: outline_model.Agenda | None, outline: Outline, read: Read) -> model.Agenda:
    """Return an agenda of its own items, else of the sections; None stands for one that nobody typed.

    Rows lead to the sections where there are as many of them.
    """
    titles = tuple(section.title for section in outline.sections)
    items = block.items if block and block.items else titles
    first = int(outline.cover or outline.agenda)
    rows = []
    for place, item in enumerate(items):
        runs = read(item)
        section = first + place if len(items) == len(titles) and not any(run.link for run in runs) else None
        if section is not None:
            runs = tuple(replace(run, cites=()) for run in runs)
        rows.append(model.AgendaRow(runs, section, item.span))
    return model.Agenda(tuple(rows), block.span if block else outline.title.span)


def summary(block: outline_model.Summary, read: Read) -> model.Listing:
    """Return a summary as the list that it is."""
    return model.Listing(tuple(model.Item(read(one), 0, one.span) for one in block.items), block.span)


def usual_title(block: outline_model.Block, words: Words) -> str:
    """Return what a slide is called that needs no title of its own, empty for one that does."""
    match block:
        case outline_model.Agenda():
            return words.contents
        case outline_model.Summary():
            return words.summary
        case _:
            return ""
