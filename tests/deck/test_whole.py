"""What belongs to the talk as a whole: who gives it, what stands at its edges, how it opens and ends."""

from __future__ import annotations

from pathlib import Path

import pytest

from deckgen.compile import Compiled, Options, compile_outline
from deckgen.deck import model
from deckgen.deck.model import plain
from tests.building import SERVICES

DECKS = Path(__file__).parent.parent / "decks"

OUTLINE = """\
title: A talk
author:
  - {name: Mara Quill, affiliation: University of the North}
  - name: Otto Penn
    affiliation: University of the North
  - Ines Vale
cover: {notes: "Good *morning* [@kort]."}
logo: {file: shapes.png, alt: Two shapes}
footer: Course · *CC BY*
references:
  kort: {type: book, author: "Kort, Michael", title: The Soviet Colossus, publisher: Sharpe, year: 1996}
  wood: {type: webpage, author: "Wood, Robert", title: To what extent, accessed: 2013-10-11}
sections:
  one:
    title: The first
    claim: It is *so*.
    notes: Welcome them.
    minutes: 2
    works-cited: true
    slides:
      - {title: A, text: "b [@kort]"}
  two:
    title: The second
    slides:
      - {title: C, text: "d [@wood], see [more](#extra)"}
appendix:
  extra:
    title: More
    slides:
      - {title: E, text: "f, back to [A](#one)"}
      - {title: G, text: h}
"""


def _compiled(text: str = OUTLINE) -> Compiled:
    path = DECKS / "talk.yaml"
    return compile_outline(text, path, Options(path), SERVICES)


@pytest.fixture(scope="module")
def made() -> Compiled:
    """The outline above, compiled."""
    return _compiled()


def _deck(made: Compiled) -> model.Deck:
    assert made.deck is not None
    assert [one.message for one in made.diagnostics] == []
    return made.deck


def _slide(made: Compiled, name: str) -> model.Slide:
    return next(one for one in _deck(made).slides if one.id == name)


def test_authors_stand_with_where_they_belong(made: Compiled) -> None:
    """A place is named once, after all who belong there; the files' own fields name people only."""
    cover = _slide(made, "cover").blocks[0]
    assert isinstance(cover, model.Cover)
    assert [plain(line) for line in cover.byline] == [
        "Mara Quill, Otto Penn · University of the North",
        "Ines Vale",
    ]
    assert _deck(made).authors == ("Mara Quill", "Otto Penn", "Ines Vale")


def test_notes_are_said_where_cover_and_sections_open(made: Compiled) -> None:
    """What is typed for the cover or a section is on its slide, with its time and its claim."""
    assert [plain(note.runs) for note in _slide(made, "cover").notes] == ["Good morning (Kort)."]
    opening = _slide(made, "one")
    road = opening.blocks[0]
    assert isinstance(road, model.Roadmap)
    assert ([plain(one.runs) for one in opening.notes], opening.minutes, plain(road.claim)) == (
        ["Welcome them."],
        2.0,
        "It is so.",
    )


def test_a_section_closes_with_the_works_that_it_cites(made: Compiled) -> None:
    """Its list holds what its slides cite and no more; the talk's list still holds all."""
    own = _slide(made, "one-works-cited").blocks[0]
    whole = _slide(made, "works-cited").blocks[0]
    assert isinstance(own, model.References)
    assert isinstance(whole, model.References)
    assert [one.key for one in own.entries] == ["kort"]
    assert [one.key for one in whole.entries] == ["kort", "wood"]


def test_the_appendix_comes_last_and_counts_for_itself(made: Compiled) -> None:
    """Its slides are A1, A2; the talk's progress is full before them; links lead there and back."""
    deck, pages = _deck(made), made.pages
    assert pages is not None
    assert [one.key for one in deck.sections if one.appendix] == ["extra"]
    counted = [pages.shown_number(page, place) for place, page in enumerate(pages.pages, 1)]
    assert counted[-3:] == [str(len(counted) - 2), "A1", "A2"]
    assert [pages.share_shown(place) for place in range(len(counted) - 2, len(counted) + 1)] == [1.0] * 3
    there, back = (
        next(
            run.link
            for one in slide.blocks
            if isinstance(one, model.Prose)
            for run in one.paragraphs[0].runs
            if run.link and not run.cites
        )
        for slide in (_slide(made, "two-c"), _slide(made, "extra-e"))
    )
    assert (there, back) == ("#extra-e", "#one")
    road = _slide(made, "one").blocks[0]
    assert isinstance(road, model.Roadmap)
    assert [plain(one) for one in road.titles] == ["The first", "The second"]


def test_logo_and_footer_stand_at_every_edge(made: Compiled) -> None:
    """The footer follows the section's name; the logo is a picture with its words, the number beside it."""
    assert made.pages is not None
    page = next(one for one in made.pages.pages if one.id == "one-a")
    footer = next(box for box in page.chrome if box.key == "footer")
    number = next(box for box in page.chrome if box.key == "page-number")
    logo = page.boxes[-1]
    assert plain(footer.paragraphs[0].runs) == "1 The first · Course · CC BY"
    assert (logo.key, getattr(logo, "alt", "")) == ("logo", "Two shapes")
    assert number.rect.right < logo.rect.x


def test_what_is_said_where_no_slide_opens_a_section_is_reported() -> None:
    """The minutes of a section that opens without a slide would be lost; its notes are not."""
    made = _compiled(OUTLINE.replace("cover:", "roadmap: false\ncover:"))
    assert [one.message for one in made.diagnostics] == [
        'this section has no opening slide, so its "minutes" are not shown',
    ]


def test_the_closing_says_how_the_speaker_is_reached() -> None:
    """It comes after the sections and before the works cited; a plain text is its title."""
    made = _compiled(
        OUTLINE.replace("references:", 'closing: {title: Thanks, text: "So?", contact: [a, b]}\nreferences:')
    )
    assert made.deck is not None
    ids = [one.id for one in made.deck.slides]
    assert ids.index("two-c") < ids.index("closing") < ids.index("works-cited")
    (said,) = made.deck.slides[ids.index("closing")].blocks
    assert isinstance(said, model.Closing)
    assert (plain(said.text), [plain(one) for one in said.contact]) == ("So?", ["a", "b"])


def test_the_institute_stands_below_the_names_and_only_once() -> None:
    """It has a line of its own on the cover, unless it stands beside a name already."""
    given = OUTLINE.replace("cover: {notes", "institute: Harbour *Institute*\ncover: {notes")
    (cover,) = _slide(_compiled(given), "cover").blocks
    assert isinstance(cover, model.Cover)
    assert [plain(one) for one in cover.byline][-1] == "Harbour Institute"
    twice = OUTLINE.replace("cover: {notes", "institute: University of the north\ncover: {notes")
    assert _slide(_compiled(twice), "cover").blocks == _slide(_compiled(), "cover").blocks


def test_names_and_works_have_apostrophes() -> None:
    """Straight marks become the language's in names, works and notes, which markup never sees, too."""
    given = OUTLINE.replace("- Ines Vale", "- Ines O'Vale").replace("Kort, Michael", "O'Kort, Michael")
    made = _deck(_compiled(given.replace("*morning* [", "*morning*, 'all' [")))
    assert "O’Vale" in "".join(map(plain, made.slides[0].blocks[0].byline))  # type: ignore[union-attr]
    assert plain(made.slides[0].notes[0].runs) == "Good morning, ‘all’ (O’Kort)."
    assert not any("'" in plain(one) for slide in made.slides for one in slide.sources)
