"""Formatted citations → the text, the slide's foot, the notes, the list at the end."""

from __future__ import annotations

from pathlib import Path

import pytest

from deckgen.deck import citations, model
from deckgen.deck.formulas import Formulas
from deckgen.deck.inline import Cluster
from deckgen.deck.markup import read_markup
from deckgen.deck.model import Run, plain
from deckgen.deck.references import csl_items
from deckgen.deck.resolve import resolve
from deckgen.deck.sourcing import put_in
from deckgen.deck.style_files import STYLES
from deckgen.diagnostics import Span
from deckgen.outline.read import read_outline

OUTLINE = """\
title: A talk
language: en-GB
citations: {style}
sources: {where}
references:
  kort: {{type: book, author: "Kort, Michael", title: The Soviet Colossus, publisher: Sharpe, year: 1996}}
  wood: {{type: book, author: "Wood, Robert", title: To What Extent, publisher: Oxford UP, year: 2001}}
sections:
  one:
    title: The first
    slides:
      - title: One
        bullets: ["a [@kort, p. 294]", "@wood argues b"]
        notes: Say it [@wood, p. 3].
      - title: Two
        bullets: ["c [@wood, p. 5]"]
"""


def deck(style: str, where: str, more: str = "") -> model.Deck:
    """Resolve the outline in a citation style, its sources in a place."""
    path = Path("talk.yaml")
    reading = read_outline((OUTLINE.format(style=style, where=where) + more).encode(), path)
    assert reading.outline is not None
    assert not reading.diagnostics
    markup = read_markup(reading.outline)
    items, _ = csl_items(reading.outline.references)
    request = citations.Request(markup.clusters, items, style, "en-GB")
    none = Formulas({}, ())
    found = resolve(reading.outline, markup, citations.start(request, None).result(), none)
    assert found.deck is not None
    return found.deck


def points(slide: model.Slide) -> list[str]:
    """Return the points of a slide of a list."""
    (block,) = slide.blocks
    assert isinstance(block, model.Listing)
    return [plain(item.runs) for item in block.items]


def feet(slide: model.Slide) -> list[str]:
    """Return the lines at a slide's foot."""
    return [plain(line) for line in slide.sources]


def test_the_usual_place_is_the_text_and_the_foot() -> None:
    """The citation stands in the sentence, and the foot names each source once."""
    _, one, two, last = deck("mla", "foot").slides
    assert points(one) == ["a (Kort\u00a0294)", "Wood argues b"]
    assert feet(one) == ["Sources: Kort 294; Wood"]
    assert feet(two) == ["Source: Wood 5"]
    assert last.name == "Works Cited"


def test_in_the_text_alone_there_is_no_foot() -> None:
    """`sources: text` leaves the slide's foot free."""
    _, one, two, _ = deck("mla", "text").slides
    assert points(one) == ["a (Kort\u00a0294)", "Wood argues b"]
    assert (feet(one), feet(two)) == ([], [])


def test_at_the_end_numbers_lead_to_a_list() -> None:
    """`sources: end` puts small numbers into the text; a list before the works cited explains them."""
    _, one, two, notes, works = deck("mla", "end").slides
    assert points(one) == ["a1", "Wood argues b"]
    assert points(two) == ["c2"]
    (block,) = one.blocks
    assert isinstance(block, model.Listing)
    number = block.items[0].runs[-1]
    assert (number.superscript, number.cites, number.link) == (True, ("kort",), "#endnote-1")
    (listed,) = notes.blocks
    assert isinstance(listed, model.References)
    assert [(one.key, plain(one.runs)) for one in listed.entries] == [
        ("endnote-1", "1. Kort 294."),
        ("endnote-2", "2. Wood 5."),
    ]
    assert (notes.name, works.name) == ("Notes", "Works Cited")
    assert plain(one.notes[0].runs) == "Say it (Wood 3).", "a speaker cannot look a number up"


def test_a_note_style_numbers_its_notes_through_the_slides() -> None:
    """The numbers run on from slide to slide without a gap, whatever the speaker's notes cite."""
    _, one, two, _ = deck("chicago-notes", "foot").slides
    assert points(one) == ["a1", "Robert Wood2 argues b"]
    assert [line.split(" ", 1)[0] for line in feet(one) + feet(two)] == ["1", "2", "3"]
    assert feet(one)[0].startswith("1 Michael Kort, The Soviet Colossus")
    assert one.sources[0][0].superscript
    assert feet(two) == ["3 Wood, To What Extent, 5."]


def test_a_note_style_has_brackets_in_the_speakers_notes() -> None:
    """Where a number would lead nowhere, the note itself stands."""
    _, one, *_ = deck("chicago-notes", "foot").slides
    said = plain(one.notes[0].runs)
    assert said == "Say it [Wood, To What Extent, 3]."
    assert not any(run.superscript for run in one.notes[0].runs)


def test_a_note_style_collects_its_notes_at_the_end_where_asked() -> None:
    """`sources: end` with a note style leaves the feet free and lists the notes."""
    made = deck("chicago-notes", "end")
    notes = next(slide for slide in made.slides if slide.name == "Notes")
    (listed,) = notes.blocks
    assert isinstance(listed, model.References)
    assert [entry.key for entry in listed.entries] == ["endnote-1", "endnote-2", "endnote-3"]
    assert plain(listed.entries[0].runs).startswith("1. Michael Kort")
    assert all(slide.sources == () for slide in made.slides)


def test_a_numeric_style_counts_as_the_audience_meets_the_works() -> None:
    """What the speaker's notes cite does not take a number away from the slides."""
    _, one, two, _ = deck("ieee", "foot").slides
    assert points(one)[0].startswith("a [1")
    assert points(two)[0].startswith("c [2")


@pytest.mark.parametrize("style", STYLES)
def test_notes_end_with_the_full_references_unless_switched_off(style: str) -> None:
    """What a slide and its notes cite stands there in full, in every style."""
    _, one, two, _ = deck(style, "foot").slides
    added = [plain(note.runs) for note in one.notes if not note.spoken]
    assert added[0] in ("Works Cited", "References", "Bibliography", "Reference List")
    assert len(added) == 3
    assert sum("Soviet" in line for line in added) == 1
    assert [note.spoken for note in two.notes] == [False, False]
    _, one, two, _ = deck(style, "foot", "references-in-notes: false\n").slides
    assert [note.spoken for note in (*one.notes, *two.notes)] == [True]


def test_a_notes_number_stands_behind_the_stop() -> None:
    """It clings to the word before it, and a full stop or comma goes before it."""
    cluster = Cluster((), Span(Path(), 1, 1, 1, 1))
    cited = {cluster: (Run("7", superscript=True),)}
    for before, after, expected in (
        ("It was so ", ". And", "It was so.7 And"),
        ("It was so ", ", and", "It was so,7 and"),
        ("It was so ", " and", "It was so7 and"),
    ):
        words = put_in((Run(before), cluster, Run(after)), cited, {})
        assert plain(words) == expected
    assert plain(put_in((Run("a "), cluster), cited, {})) == "a7"
    assert plain(put_in((Run("a "), cluster), {cluster: (Run("[12]"),)}, {})) == "a\u00a0[12]", "never alone"
    assert plain(put_in((Run("a "), cluster), {cluster: (Run("(Kort)"),)}, {})) == "a (Kort)"
    assert plain(put_in((cluster, cluster, Run(" b")), cited, {})) == "77 b"
    assert plain(put_in((Run("a "), cluster, Run(" b")), {cluster: ()}, {})) == "a b"
