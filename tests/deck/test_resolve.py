"""Outline → Deck: kinds, names, ids, sources, quotations, tables from files."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from deckgen.compile import Compiled, Options, compile_outline
from deckgen.deck import model
from deckgen.deck.model import plain
from deckgen.structs import replace
from tests.building import SERVICES

HEAD = """\
title: A talk
language: en-GB
references:
  kort: {type: book, author: "Kort, Michael", title: The Soviet Colossus, publisher: Sharpe, year: 1996}
  wood: {type: webpage, author: "Wood, Robert", title: To what extent, accessed: 2013-10-11}
sections:
  one:
    title: The first
    slides:
"""

_ELSEWHERE = re.compile("listed but never cited|is soft")


def resolved(slides: str, folder: Path = Path(), head: str = HEAD) -> Compiled:
    """Compile an outline made of a head and slides, each line of which is indented for its place.

    Left unsaid is that a test does not cite all the works of the head, or that a picture is small.
    """
    text = head + "".join(f"      {line}\n" for line in slides.strip("\n").splitlines())
    path = folder / "talk.yaml"
    made = compile_outline(text, path, Options(path), SERVICES)
    found = tuple(one for one in made.diagnostics if not _ELSEWHERE.search(one.message))
    return replace(made, diagnostics=found)


def test_a_credit_that_is_an_endnote_alone_is_shown_as_that_note() -> None:
    """A citation that shows nothing but its number is told among the credits by the source behind it."""
    folder = Path(__file__).parent.parent / "decks"
    slides = '- {image: {file: shapes.png, alt: A, credit: "[-@kort]"}}'
    head = HEAD.replace("sections:", "credits: true\nsources: end\nsections:")
    made = resolved(slides, folder, head).deck
    assert made is not None
    (listed,) = made.slides[-1].blocks
    assert isinstance(listed, model.References)
    assert [plain(entry.runs).replace("\u00a0", " ") for entry in listed.entries] == ["Fig. 1. Kort"]


def test_credits_say_what_a_note_would_say() -> None:
    """In a note style a credit that is a citation is told among the credits, not numbered there."""
    folder = Path(__file__).parent.parent / "decks"
    slides = '- {image: {file: shapes.png, alt: A, credit: "By hand [@kort, p. 3]"}}'
    head = HEAD.replace("sections:", "credits: true\ncitations: chicago-notes\nsections:")
    made = deck(slides, folder, head)
    (listed,) = made.slides[-1].blocks
    assert isinstance(listed, model.References)
    assert [plain(entry.runs).replace("\u00a0", " ") for entry in listed.entries] == [
        "Figure 1. By hand [Michael Kort, The Soviet Colossus (Sharpe, 1996), 3]"
    ]
    figure = made.slides[1].blocks[0]
    assert isinstance(figure, model.Figure)
    assert plain(figure.credit) == "By hand1"


def test_a_talk_that_cites_nothing_has_no_list() -> None:
    """Neither a slide of works cited nor a section for it stands there empty."""
    head = re.sub("references:(.|\n)*sections:", "sections:", HEAD)
    made = deck("- {title: T, bullets: [One]}", head=head)
    assert [slide.kind for slide in made.slides] == ["cover", "list"]
    assert [section.key for section in made.sections] == ["opening", "one"]


def deck(slides: str, folder: Path = Path(), head: str = HEAD) -> model.Deck:
    """Resolve an outline that has no mistake."""
    result = resolved(slides, folder, head)
    assert result.diagnostics == ()
    assert result.deck is not None
    return result.deck


def only(slides: str) -> model.Slide:
    """Resolve an outline with a single slide and return that, the cover left out."""
    return next(slide for slide in deck(slides).slides if slide.kind not in ("cover", "works-cited"))


def test_the_kind_of_a_slide_is_read_from_what_it_holds() -> None:
    """Each block asks for its layout, and a title above a block that can do without one for another."""
    made = deck("""
- {title: A, bullets: [a]}
- {title: B, text: b}
- {title: C, bullets: [a], number: {value: "3", label: c}}
- {title: D, columns: [{title: l, bullets: [a]}, {title: r, bullets: [b]}]}
- {quote: Words., title: E}
- {quote: Words.}
- {statement: S.}
- {title: F, statement: S.}
- {question: Why?}
- {title: G, timeline: [{date: 1953, event: x}, {date: 1956, event: y}]}
- {title: H, passage: {text: P., notes: [n]}}
- {title: I, bullets: [a], layout: list}
""")
    assert [slide.kind for slide in made.slides] == [
        *("cover", "list", "text", "big-number", "two-column", "quote-titled", "quote", "statement"),
        *("statement-titled", "question", "timeline", "passage", "list"),
    ]


def test_a_slide_without_a_title_still_has_a_name() -> None:
    """Screen readers and lists of slides need something to say."""
    made = deck('- {quote: "We shall see what becomes of all of this."}\n- {statement: It ended.}')
    assert [slide.name for slide in made.slides[1:]] == [
        "Quotation: We shall see what becomes of…",
        "It ended.",
    ]


def test_ids_last_when_slides_are_moved_and_are_never_shared() -> None:
    """An id comes from section and title, not from the place; equal titles get a letter."""
    first = deck("- {title: The start, bullets: [a]}\n- {title: Élan & co., bullets: [b]}")
    second = deck("- {title: Élan & co., bullets: [b]}\n- {title: The start, bullets: [a]}")
    assert [slide.id for slide in first.slides] == ["cover", "one-the-start", "one-elan-co"]
    assert {slide.id for slide in first.slides} == {slide.id for slide in second.slides}
    twice = deck(
        "- {title: Same, bullets: [a]}\n- {title: Same!, bullets: [b]}\n- {id: one-same-b, title: C, text: c}"
    )
    assert [slide.id for slide in twice.slides] == ["cover", "one-same", "one-same-c", "one-same-b"]


def test_the_line_at_the_foot_names_each_source_once() -> None:
    """Sources of `cite:` stand there once, but those that the points name already."""
    slide = only('- {title: T, bullets: ["a [@wood]", "b"], cite: "[@kort, p. 294; @wood; @kort, p. 294]"}')
    assert [plain(one) for one in slide.sources] == ["Source: Kort 294"]
    (line,) = only('- {title: T, bullets: [a], cite: "[@wood]"}').sources
    assert plain(line) == "Source: Wood"
    assert only("- {title: T, bullets: [a]}").sources == ()


def test_a_field_of_citations_may_do_without_brackets() -> None:
    """`cite: kort, p. 294` means what `cite: "[@kort, p. 294]"` means."""
    slide = only("- {title: T, bullets: [a], cite: 'kort, p. 294'}")
    assert [plain(one) for one in slide.sources] == ["Source: Kort 294"]


def test_citations_stand_in_the_notes_as_on_the_slide() -> None:
    """The speaker reads the formatted citation, and it is not drawn down to the slide's foot."""
    slide = only("- title: T\n  bullets: [a]\n  notes: |\n    Say it [@kort, p. 294].\n\n    - and *this*")
    first, second, *references = slide.notes
    assert plain(first.runs) == "Say it (Kort 294)."
    assert [run.cites for run in first.runs if run.cites] == [("kort",)] * 3 or first.runs[1].cites == (
        "kort",
    )
    assert (second.level, second.runs[-1].italic) == (0, True)
    assert slide.sources == ()
    assert [(plain(one.runs), one.spoken) for one in references] == [
        ("Works Cited", False),
        ("Kort, Michael. The Soviet Colossus. Sharpe, 1996.", False),
    ]


def test_a_quotation_loses_the_marks_that_were_typed() -> None:
    """The layout sets marks around the whole; those that were typed there would appear twice."""
    for typed in ("All so sudden.", "“All so sudden.”", "'\"All so sudden.\"'"):
        (block,) = only(f"- {{title: T, quote: {{text: {typed}, by: N. K., cite: wood}}}}").blocks
        assert isinstance(block, model.Quotation)
        assert plain(block.paragraphs[0].runs) == "All so sudden."
        assert plain(block.attribution) == "N. K. (Wood)"


def test_a_quotation_of_two_paragraphs_has_two() -> None:
    """A blank line parts paragraphs; the marks stand around the whole."""
    (block,) = only("- quote:\n    text: |\n      “One.\n\n      *Two*.”\n    by: N. K.").blocks
    assert isinstance(block, model.Quotation)
    assert [plain(one.runs) for one in block.paragraphs] == ["One.", "Two."]
    assert [run.italic for run in block.paragraphs[1].runs] == [True, False]


def test_marks_inside_a_quotation_stay() -> None:
    """Only marks around the whole are taken off."""
    (block,) = only("- {quote: '“A” and “B”'}").blocks
    assert isinstance(block, model.Quotation)
    assert plain(block.paragraphs[0].runs) == "“A” and “B”"


def test_a_question_says_how_long_there_is() -> None:
    """The minutes stand behind the task in the deck's language."""
    (block,) = only("- {question: {prompt: Why?, task: In pairs., minutes: 3}}").blocks
    assert isinstance(block, model.Question)
    assert plain(block.task) == "In pairs. (3 minutes)"


def test_a_cover_a_roadmap_and_the_works_cited_are_made_unless_switched_off() -> None:
    """The roadmap needs two sections, the list something cited."""
    two = HEAD.replace("sections:", "author: A. B.\ncourse: History\ndate: 2026-11-23\nsections:")
    slides = "- {title: T, bullets: ['a [@kort]']}"
    tail = "\n  two: {title: The second, slides: [{title: U, bullets: [b]}]}"
    text = f"{slides}\n"
    made = deck(text, head=two.replace("sections:\n", f"sections:{tail}\n"))
    assert [slide.kind for slide in made.slides] == [
        "cover",
        "section",
        "list",
        "section",
        "list",
        "works-cited",
    ]
    (cover,) = made.slides[0].blocks
    assert isinstance(cover, model.Cover)
    assert [plain(line) for line in cover.byline] == ["A. B.", "History · 23 November 2026"]
    assert [section.number for section in made.sections] == [None, 1, 2, None]
    off = two.replace("sections:\n", f"cover: false\nroadmap: false\nworks-cited: false\nsections:{tail}\n")
    assert [slide.kind for slide in deck(text, head=off).slides] == ["list", "list"]


def test_credits_name_who_made_each_picture_where_asked() -> None:
    """Each picture with a credit has an entry, its number leading to its slide; without the wish no list."""
    folder = Path(__file__).parent.parent / "decks"
    slides = """
- {title: T, id: first, image: {file: shapes.png, alt: A, caption: Shapes, credit: Drawn by A. B.}}
- {title: U, image: {file: shapes.png, alt: A, caption: No credit}}
- {image: {file: shapes.png, alt: A, credit: "Public domain [@wood]"}}
"""
    made = deck(slides, folder, HEAD.replace("sections:", "credits: true\nsections:"))
    assert [slide.kind for slide in made.slides][-2:] == ["works-cited", "credits"]
    (listed,) = made.slides[-1].blocks
    assert isinstance(listed, model.References)
    said = [plain(entry.runs).replace("\u00a0", " ") for entry in listed.entries]
    assert said == ["Fig. 1. Drawn by A. B.", "Fig. 3. Public domain (Wood)"]
    assert [entry.runs[0].link for entry in listed.entries] == ["#first", f"#{made.slides[3].id}"]
    assert made.slides[-1].name == "Credits"
    assert "credits" not in [slide.kind for slide in deck(slides, folder).slides]


def test_a_covers_picture_has_no_number_and_is_credited() -> None:
    """Nothing refers to it; the list of credits leads to the cover."""
    folder = Path(__file__).parent.parent / "decks"
    shown = "cover: {file: shapes.png, alt: A, credit: Drawn by A. B.}\ncredits: true\nsections:"
    slides = "- {title: T, image: {file: shapes.png, alt: A, caption: Shapes}}"
    made = deck(slides, folder, HEAD.replace("sections:", shown))
    cover, figure = made.slides[0].blocks
    assert isinstance(cover, model.Cover)
    assert isinstance(figure, model.Figure)
    assert (made.slides[0].kind, plain(figure.caption)) == ("cover-image", "")
    assert plain(figure.credit) == "Drawn by A. B."
    (numbered,) = made.slides[1].blocks
    assert isinstance(numbered, model.Figure)
    assert plain(numbered.caption).replace("\u00a0", " ") == "Fig. 1. Shapes"
    (listed,) = made.slides[-1].blocks
    assert isinstance(listed, model.References)
    (entry,) = listed.entries
    assert (plain(entry.runs), entry.runs[0].link) == ("Figure Drawn by A. B.", "#cover")


def test_a_table_is_read_from_a_spreadsheets_file(tmp_path: Path) -> None:
    """Commas, semicolons and a byte order mark make no difference; columns of numbers are known as such.

    The first column names the rows, and stands at the side where reading begins whatever it holds.
    """
    for separator in ",;\t":
        rows = [["Year", "Place", "Share"], ["1953", "Moscow", "12 %"], ["1956", "Minsk", "–"]]
        text = "\ufeff" + "\r\n".join(separator.join(row) for row in rows)
        (tmp_path / "t.csv").write_text(text, encoding="utf-8", newline="")
        (block,) = deck("- {title: T, table: t.csv}", tmp_path).slides[1].blocks
        assert isinstance(block, model.Table)
        assert [plain(cell.runs) for cell in block.header] == rows[0]
        assert [[plain(cell.runs) for cell in row] for row in block.rows] == rows[1:]
        assert block.numeric == (False, False, True)


def test_a_spreadsheets_file_that_cannot_be_read_is_reported(tmp_path: Path) -> None:
    """Ragged rows, another encoding, no rows and no file are each explained."""
    for data, message in (
        (b"a,b\n1,2,3\n", 'row 2 of "t.csv" has 3 cells, but its header has 2'),
        (b"a,b\n", "holds 1 row;"),
        (b"Stra\x81e,b\n1,2\n", "not UTF-8"),
        (b'a,b\n"1,2\n' + b"x" * 200_000, "never closed"),
    ):
        (tmp_path / "t.csv").write_bytes(data)
        result = resolved("- {title: T, table: t.csv}", tmp_path)
        assert result.deck is None
        assert [message in one.message for one in result.diagnostics] == [True], result.diagnostics
    (missing,) = resolved("- {title: T, table: u.csv}", tmp_path).diagnostics
    assert missing.hints == ('did you mean "t.csv"?',)


def test_all_missing_pictures_are_reported_at_once(tmp_path: Path) -> None:
    """Two wrong names give two errors, each at its line."""
    slides = "- {title: T, image: {file: a.png, alt: A}}\n- {title: U, image: {file: b.png, alt: B}}"
    found = resolved(slides, tmp_path).diagnostics
    assert [one.span.line for one in found if one.span] == [10, 11]


@pytest.mark.parametrize(
    ("slide", "said"),
    [
        ("{title: T, build: true, table: {columns: [a, b], rows: [[c, d]]}}", "a table appears as a whole"),
        ("{title: T, build: true, code: x}", "program text appears as a whole"),
        ("{title: T, build: true, statement: S.}", "a statement appears as a whole"),
        ("{title: T, build: true, bullets: [a]}", ""),
        ("{title: T, build: true, code: {text: x, highlight: [1, all]}}", ""),
        ("{title: T, build: true, code: {text: x, highlight: 1}}", "program text appears as a whole"),
        ("{title: T, build: true, code: {text: x, output: y}}", ""),
        ("{title: T, build: true, number: {value: '3', label: c}, bullets: [a]}", ""),
    ],
)
def test_what_cannot_be_built_is_said(slide: str, said: str) -> None:
    """A warning at the slide tells that its parts cannot appear one by one; what has parts is silent."""
    messages = [one.message for one in resolved(f"- {slide}").diagnostics]
    assert messages == ([f'"build: true" changes nothing here: {said}'] if said else [])


def test_what_says_the_same_is_equal_wherever_it_stands() -> None:
    """A line more above a slide changes neither what was typed nor what is said."""
    slides = '- title: One\n  bullets: ["a [@kort, p. 3] and $x^2$", b]\n- quote: {text: Words., by: Her}'
    one, two = deck(slides), deck(slides, head=HEAD.replace("language:", "# a line\nlanguage:"))
    assert one.slides[1].blocks[0] == two.slides[1].blocks[0]
    assert one == two
    assert one.slides[1].span.line + 1 == two.slides[1].span.line


def test_citations_that_say_the_same_are_two() -> None:
    """On one slide, on two and in the notes, each has a number and a note of its own."""
    head = HEAD.replace("sections:", "sources: end\nsections:")
    slides = (
        '- title: One\n  bullets: ["a [@kort, p. 3]", "b [@kort, p. 3]"]\n  notes: Say [@kort, p. 3].\n'
        '- title: Two\n  bullets: ["a [@kort, p. 3]"]'
    )
    found = deck(slides, head=head)
    lists = [one for slide in found.slides for one in slide.blocks if isinstance(one, model.BulletList)]
    assert [[plain(item.runs) for item in one.items] for one in lists] == [["a1", "b2"], ["a3"]]
    notes = next(slide for slide in found.slides if slide.id == "endnotes").blocks[0]
    assert isinstance(notes, model.References)
    assert len(notes.entries) == 3


def test_wrong_formulas_that_say_the_same_are_both_reported() -> None:
    """Each is pointed at where it stands."""
    found = resolved('- title: One\n  bullets: ["$\\\\frac{$ here", "$\\\\frac{$ there"]')
    assert [one.span.line for one in found.diagnostics if one.span] == [11, 11]
    assert len({one.span for one in found.diagnostics}) == 2


def test_pictures_with_the_same_caption_and_credit_are_distinguished() -> None:
    """Each entry of the list of credits leads to its own slide."""
    folder = Path(__file__).parent.parent / "decks"
    slide = "- id: {0}\n  image: {{file: shapes.png, alt: A, credit: By {0}}}\n"
    head = HEAD.replace("sections:", "credits: true\nsections:")
    (listed,) = deck(slide.format("a") + slide.format("b"), folder, head).slides[-1].blocks
    assert isinstance(listed, model.References)
    told = [(entry.runs[0].link, plain(entry.runs).replace("\u00a0", " ")) for entry in listed.entries]
    assert told == [("#a", "Fig. 1. By a"), ("#b", "Fig. 2. By b")]
