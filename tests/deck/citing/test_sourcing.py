"""Formatted citations → the text, the slide's foot, the notes, the list at the end."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from deckgen.compile import Options, compile_outline
from deckgen.deck import model
from deckgen.deck.citing.sourcing import put_in
from deckgen.deck.citing.style_files import STYLES
from deckgen.deck.markup.pieces import Citation
from deckgen.deck.model import Run, plain
from deckgen.diagnostics import Span
from deckgen.layout.pages import paragraphs_of
from tests.building import SERVICES

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
    text = OUTLINE.format(style=style, where=where) + more
    found = compile_outline(text, path, Options(path), SERVICES)
    assert found.diagnostics == ()
    assert found.deck is not None
    return found.deck


@pytest.mark.parametrize(
    ("style", "where", "below"),
    [
        ("mla", "foot", "Source: Kort 294."),
        ("apa", "foot", "Note. Kort, 1996, p. 294."),
        ("ieee", "foot", "Source: [1, p. 294]."),
        ("chicago-notes", "foot", "Source: Michael Kort, The Soviet Colossus (Sharpe, 1996), 294."),
        ("mla", "end", "Source: [1]."),
    ],
)
def test_works_below_a_table_stand_without_brackets_and_numbers(style: str, where: str, below: str) -> None:
    """A note style sets the whole note there, and neither numbers it nor repeats it at the foot."""
    path = Path("talk.yaml")
    head, body = OUTLINE.format(style=style, where=where).split("    slides:\n")
    table = "      - title: T\n        table: {columns: [A, B], rows: [[a, 1]], credit: '[@kort, p. 294]'}\n"
    found = compile_outline(f"{head}    slides:\n{table}{body}", path, Options(path), SERVICES)
    assert found.diagnostics == ()
    assert found.deck is not None
    slide = next(one for one in found.deck.slides if plain(one.title) == "T")
    (block,) = slide.blocks
    assert isinstance(block, model.Table)
    assert plain(block.below).replace("\u00a0", " ") == below
    assert slide.sources == ()


def test_a_name_with_a_particle_begins_a_sentence_with_a_capital() -> None:
    """Von Neumann doubts it, and so does von Neumann."""
    path, (head, _) = Path("talk.yaml"), OUTLINE.format(style="mla", where="foot").split("sections:")
    more = 'neumann: {type: book, author: "von Neumann, John B", title: T, publisher: P, year: 1996}\n'
    body = 'nocite: all\nslides:\n  - {title: One, bullets: ["@neumann doubts it", "so does @neumann"]}\n'
    found = compile_outline(f"{head}  {more}{body}", path, Options(path), SERVICES)
    assert found.diagnostics == ()
    assert found.deck is not None
    assert points(found.deck.slides[1]) == ["Von Neumann doubts it", "so does von Neumann"]
    assert any("von Neumann, John B. " in plain(one.runs) for one in _entries(found.deck))


def _entries(made: model.Deck) -> Iterator[model.Entry]:
    for block in (block for slide in made.slides for block in slide.blocks):
        if isinstance(block, model.References):
            yield from block.entries


def points(slide: model.Slide) -> list[str]:
    """Return the points of a slide of a list."""
    (block,) = slide.blocks
    assert isinstance(block, model.BulletList)
    return [plain(item.runs) for item in block.items]


def feet(slide: model.Slide) -> list[str]:
    """Return the lines at a slide's foot."""
    return [plain(line) for line in slide.sources]


WHOLE = """\
      - title: Three
        bullets: ["a [@kort, p. 294]"]
        cite: {cite}
"""


def test_the_foot_says_nothing_that_the_text_says() -> None:
    """The citation stands in the sentence; the foot names what the slide as a whole rests on besides."""
    _, one, two, last = deck("mla", "foot").slides
    assert points(one) == ["a (Kort\u00a0294)", "Wood argues b"]
    assert (feet(one), feet(two)) == ([], [])
    assert last.name == "Works Cited"


@pytest.mark.parametrize(
    ("cite", "foot"),
    [
        ("kort, p. 294", []),
        ("kort", []),
        ("kort, p. 3; wood", ["Sources: Kort 3; Wood"]),
        ('"@kort, p. 295"', ["Source: Kort 295"]),
        ('"see @kort, p. 295; @wood, p. 4"', ["Sources: Kort 295; Wood 4"]),
        ('"@kort and @wood"', ["Source: Wood"]),
        ('"[@wood]; interview with the mayor"', ["Sources: interview with the mayor · Wood"]),
        ('"@wood, p. 4; interview with the mayor"', ["Sources: interview with the mayor · Wood 4"]),
        ('"(@kort, p. 3)"', ["Source: Kort 3"]),
        ('"kort, p. 3; @wood"', ["Sources: Kort 3; Wood"]),
        ('["@kort, p. 3", own survey, wood]', ["Sources: own survey · Kort 3; Wood"]),
        (
            "Interview with Ada Low, May 2020; own notes",
            ["Source: Interview with Ada Low, May 2020; own notes"],
        ),
        ("(Own photograph)", ["Source: Own photograph"]),
        ('"[Own survey, 2026]"', ["Source: Own survey, 2026"]),
        ("See the handbook", ["Source: See the handbook"]),
        (
            '"Own survey; see [the map](https://example.org) (2026)"',
            ["Source: Own survey; see the map (2026)"],
        ),
    ],
)
def test_a_field_of_citations_loses_no_words(cite: str, foot: list[str]) -> None:
    """`cite:` takes keys with or without brackets, and shows words of the author's own."""
    assert feet(deck("mla", "foot", WHOLE.format(cite=cite)).slides[-2]) == foot


def test_the_number_of_a_note_clings_to_the_speaker() -> None:
    """In a note style nothing stands between a quotation's speaker and the note's number."""
    more = "      - title: Three\n        quote: {text: Words., by: Someone, cite: kort}\n"
    slide = deck("chicago-notes", "foot", more).slides[-2]
    (quote,) = slide.blocks
    assert isinstance(quote, model.Quotation)
    assert plain(quote.attribution) == "Someone4"


def test_own_words_and_citations_of_a_slide_stand_together() -> None:
    """What `source:` cites is not said again, and words of `cite:` follow it."""
    more = WHOLE.format(cite='"[@wood, p. 5]; a map"') + '        source: "after [@wood, p. 5]"\n'
    assert feet(deck("mla", "foot", more).slides[-2]) == ["Source: after (Wood\u00a05); a map"]


@pytest.mark.parametrize(
    ("cite", "by"),
    [
        ('"@kort, p. 294"', "Someone (Kort 294)"),
        ("See the handbook", "Someone (See the handbook)"),
        ("(Own photograph)", "Someone (Own photograph)"),
        ('"[@kort]; interview with the mayor"', "Someone (Kort); interview with the mayor"),
    ],
)
def test_a_quotation_says_where_it_is_from_in_the_authors_words_too(cite: str, by: str) -> None:
    """Words stand in brackets behind the speaker, as a citation does, and the foot does not repeat it."""
    more = f"      - title: Three\n        quote: {{text: Words., by: Someone, cite: {cite}}}\n"
    slide = deck("mla", "foot", more).slides[-2]
    (quote,) = slide.blocks
    assert isinstance(quote, model.Quotation)
    assert plain(quote.attribution).replace("\u00a0", " ") == by
    assert feet(slide) == []


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
    assert isinstance(block, model.BulletList)
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
    assert points(one) == ["a1", "Wood2 argues b"]
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
    cluster = Citation((), Span(Path(), 1, 1, 1, 1))
    cited = {0: (Run("7", superscript=True),)}
    for before, after, expected in (
        ("It was so ", ". And", "It was so.7 And"),
        ("It was so ", ", and", "It was so,7 and"),
        ("It was so ", " and", "It was so7 and"),
    ):
        words = put_in((Run(before), cluster, Run(after)), cited, {})
        assert plain(words) == expected
    assert plain(put_in((Run("a "), cluster), cited, {})) == "a7"
    assert plain(put_in((Run("a "), cluster), {0: (Run("[12]"),)}, {})) == "a\u00a0[12]", "never alone"
    assert plain(put_in((Run("a "), cluster), {0: (Run("(Kort)"),)}, {})) == "a (Kort)"
    assert plain(put_in((cluster, cluster, Run(" b")), cited, {})) == "77 b"
    assert plain(put_in((Run("a "), cluster, Run(" b")), {0: ()}, {})) == "a b"


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("“Steam moves all” ", ". And", "“Steam moves all.”7 And"),
        ("“Steam moves all” ", ", he says", "“Steam moves all,”7 he says"),
        ("“It is ‘all’” ", ".", "“It is ‘all.’”7"),
        ("“Does it?” ", ".", "“Does it?”.7"),
        ("“Steam moves all” ", " and", "“Steam moves all”7 and"),
        ("“Steam moves all” ", "; and", "“Steam moves all”;7 and"),
        ("the engines’ ", ".", "the engines’.7"),
        ("", ". And", ".7 And"),
    ],
)
def test_a_stop_goes_inside_of_the_marks_before_a_notes_number(
    before: str, after: str, expected: str
) -> None:
    """Where a style has it so, and only a stop that the number was typed between the mark and."""
    cluster = Citation((), Span(Path(), 1, 1, 1, 1))
    pieces = (*((Run(before),) if before else ()), cluster, Run(after))
    assert plain(put_in(pieces, {0: (Run("7", superscript=True),)}, {}, inside=True)) == expected


@pytest.mark.parametrize(
    ("style", "line"),
    [
        ("mla", "Sources: Kort 12, 294, 301–05; Wood"),
        ("apa", "Sources: Kort, 1996, pp.\u00a012, 294, 301–305; Wood, 2001"),
        ("chicago", "Sources: Kort 1996, 12, 294, 301–5; Wood 2001"),
        ("ieee", "Sources: [1, pp.\u00a012, 294, 301–305]; [2]"),
        ("vancouver", "Sources: (1 p12, 294, 301–5); (2)"),
    ],
)
def test_pages_of_one_work_are_one_source(style: str, line: str) -> None:
    """The foot names a work once, its pages in their order; a year among the figures is none of them."""
    more = """\
      - title: Three
        text: Words.
        cite: "[@kort, p. 294], [@kort, pp. 301-305; @wood], [@kort, 12], [@kort, p. 294]"
"""
    assert feet(deck(style, "foot", more).slides[-2]) == [line]


NAMES = (
    "Kort",
    "Wood",
    "Figes",
    "Ulam",
    "Zubok",
    "Brown",
    "Gaddis",
    "Westad",
    "Leffler",
    "Kotkin",
    "Taubman",
    "Evans",
)

MANY = "title: A talk\ncitations: {style}\nreferences:\n" + "".join(
    f'  w{at}: {{type: book, author: "{name}, Adam", title: "A Long History of the Soviet Union, Part {at}", '
    f"publisher: Sharpe, year: {1980 + at}}}\n".replace("{", "{{").replace("}", "}}")
    for at, name in enumerate(NAMES)
)


@pytest.mark.parametrize(
    ("style", "short", "shortest"),
    [
        ("mla", "Sources: Kort 100; Wood 101; Figes 102; Ulam 103; ", "Sources: Kort 100; and 11 more"),
        (
            "chicago-notes",
            "Sources: Kort, Long History of the Soviet Union, Part 0, 100; ",
            "Sources: Kort, 100; and 11 more.",
        ),
    ],
)
def test_many_sources_are_said_in_less_and_less_room(style: str, short: str, shortest: str) -> None:
    """All in their short form, then by names alone, then the first and how many more; full entries stay."""
    cited = "; ".join(f"@w{at}, p. {100 + at}" for at in range(len(NAMES)))
    outline = (
        MANY.format(style=style)
        + f"sections:\n  - title: S\n    slides:\n      - {{title: T, text: A, cite: '{cited}'}}\n"
    )
    path = Path("talk.yaml")
    found = compile_outline(outline, path, Options(path), SERVICES)
    assert found.deck is not None
    assert found.pages is not None
    one = next(one for one in found.deck.slides if one.sources)
    assert plain((one.sources, *one.shorter_sources)[style == "chicago-notes"][0]).startswith(short)
    assert plain(one.shorter_sources[-1][0]) == shortest
    (box,) = (box for page in found.pages.pages for box in page.boxes if box.key == "source")
    assert sum(paragraph.lines for paragraph in paragraphs_of(box)) <= 2
    listed = [
        plain(entry.runs) for block in found.deck.slides[-1].blocks for entry in getattr(block, "entries", ())
    ]
    assert len(listed) == len(NAMES)


def test_notes_of_two_works_by_one_name_keep_their_titles() -> None:
    """A name alone would not tell which of them is meant."""
    outline = MANY.format(style="chicago-notes").replace("Wood,", "Kort,")
    outline += "sections:\n  - title: S\n    slides:\n      - {title: T, text: A, cite: "
    outline += "'@w0, p. 3; @w1; @w2, p. 4'}\n"
    path = Path("talk.yaml")
    found = compile_outline(outline, path, Options(path), SERVICES)
    assert found.deck is not None
    one = next(one for one in found.deck.slides if one.sources)
    title = "Kort, Long History of the Soviet Union, Part"
    assert plain(one.shorter_sources[1][0]) == f"Sources: {title} 0, 3; {title} 1; Figes, 4."


def test_crowded_notes_are_all_short_and_keep_their_authors_words() -> None:
    """A work's first note is as short as the others; a quoted title has its stop at the end alone."""
    outline = MANY.format(style="chicago-notes")
    outline += """\
  paper: {type: article, author: "Adler, Nanci", title: "Those Who Came Back", journal: Slavs, year: 2006}
  page: {type: web, author: "Dobson, Miriam", title: "Memory and Denial", site: Archive, url: "https://x.org/1"}
sections:
  - title: S
    slides:
      - title: T
        bullets: ["One [@w0].", "Two [see also @paper; @w1, p. 9].", "Three [@paper; @page]."]
"""
    path = Path("talk.yaml")
    found = compile_outline(outline, path, Options(path), SERVICES)
    assert found.deck is not None
    one = next(one for one in found.deck.slides if one.name == "T")
    long, short = "Long History of the Soviet Union, Part", one.shorter_sources
    assert [plain(note) for note in short[0]] == [
        f"1 Kort, {long} 0.",
        f"2 See also Adler, “Those Who Came Back”; Wood, {long} 1, 9.",
        "3 Adler, “Those Who Came Back”; Dobson, “Memory and Denial.”",
    ]
    assert [plain(note) for note in short[1]] == ["1 Kort.", "2 See also Adler; Wood, 9.", "3 Adler; Dobson."]


def test_without_a_list_at_the_end_nothing_is_shortened() -> None:
    """What no entry explains is said in full where it stands."""
    assert all(
        not one.shorter_sources for one in deck("chicago-notes", "foot", "works-cited: false\n").slides
    )


def test_what_a_whole_slide_rests_on_has_no_number_that_no_text_has() -> None:
    """A note style names it after "Source"; at the end of the deck a number in brackets leads to it."""
    more = "  two:\n    title: Z\n    slides:\n      - {title: Three, text: d, cite: '@wood, p. 9'}\n"
    for where, foot in (("foot", "Source: Wood, To What Extent, 9."), ("end", "Source: [4]")):
        (three,) = (one for one in deck("chicago-notes", where, more).slides if one.name == "Three")
        assert feet(three) == [foot]


def test_a_part_of_a_continued_slide_names_its_own_sources() -> None:
    """What stands on the second part is no source of the first; that of the whole slide stands on all."""
    point = (
        "words that fill the row of a point and go on for so long that it takes two of them or more, and on"
    )
    points_of_slide = [f"{point} [@kort, p. 3]", *[point] * 9, f"{point} [@wood, p. 5]", *[point] * 4]
    listed = "\n".join(f'          - "{one}"' for one in points_of_slide)
    for style, first, last in (
        ("mla", "Source: Wood 9", "Source: Wood 9"),
        ("chicago-notes", "Kort, Soviet Colossus, 3.", "Wood, To What Extent, 5."),
    ):
        text = OUTLINE.format(style=style, where="foot")
        text += f"      - title: Long\n        bullets:\n{listed}\n"
        text += "        cite: wood, p. 9\n" if style == "mla" else ""
        pages = compile_outline(text, Path("talk.yaml"), Options(Path("talk.yaml")), SERVICES).pages
        assert pages is not None
        found = [
            " ".join(
                plain(line.runs) for box in page.boxes if box.key == "source" for line in paragraphs_of(box)
            )
            for page in pages.pages
            if page.slide_id == "one-long"
        ]
        assert len(found) > 1
        assert found[0].endswith(first)
        assert found[-1].endswith(last)
        assert style == "mla" or "Wood" not in found[0]


def test_dashes_never_head_a_column() -> None:
    """Dashes stand for the name above; at the head of a column the name itself stands."""
    works = "\n".join(
        f'  low{number}: {{type: book, author: "Low, Ada", title: "Kettles {number} of a long, long series", '
        "publisher: Iron Press, year: 2001}"
        for number in range(10, 34)
    )
    text = OUTLINE.format(style="mla", where="foot").replace(
        "references:\n", f"nocite: all\nreferences:\n{works}\n"
    )
    pages = compile_outline(text, Path("talk.yaml"), Options(Path("talk.yaml")), SERVICES).pages
    assert pages is not None
    columns = [
        [plain(line.runs) for line in paragraphs_of(box)]
        for page in pages.pages
        if page.slide_id == "works-cited"
        for box in page.boxes
        if box.key in ("left", "right")
    ]
    assert len(columns) > 2
    assert sum(line.startswith("———") for column in columns for line in column) > 10
    assert [column[0] for column in columns if column[0].startswith("———")] == []
    assert all(column[0].startswith(("Kort", "Low, Ada. *Kettles".replace("*", ""))) for column in columns)
