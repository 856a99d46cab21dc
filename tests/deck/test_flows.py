"""What a slide holds together → its blocks in order, and the layout that they ask for."""

from __future__ import annotations

from pathlib import Path

import pytest

from deckgen.deck import model
from deckgen.deck.model import plain
from tests.deck.test_resolve import HEAD, resolved

NOTES = HEAD.replace("sections:", "citations: chicago-notes\nsections:")

DECKS = Path(__file__).parent.parent / "decks"


def _slides(typed: str) -> tuple[model.Slide, ...]:
    """Return the outline's own slides; whether a theme has a place for them is not asked."""
    made = resolved(typed, DECKS)
    assert made.deck is not None
    return tuple(one for one in made.deck.slides if one.kind not in ("cover", "works-cited"))


def _kinds(blocks: tuple[model.Block, ...]) -> list[str]:
    return [type(block).__name__ for block in blocks]


PICTURE = "{file: shapes.png, alt: A}"


@pytest.mark.parametrize(
    ("typed", "kind", "blocks"),
    [
        ("title: A", "title-card", []),
        ("title: A\n  text: b\n  bullets: [c, d]", "flow", ["Prose", "BulletList"]),
        ("title: A\n  bullets: [c, d]\n  text: b", "flow", ["BulletList", "Prose"]),
        ("title: A\n  takeaway: z\n  text: b", "flow", ["Prose", "Takeaway"]),
        (
            "title: A\n  body:\n    - b\n    - equation: x\n    - text: c",
            "flow",
            ["Prose", "Equation", "Prose"],
        ),
        ("title: A\n  body:\n    - bullets: [b]\n      text: c", "flow", ["BulletList", "Prose"]),
        ("title: A\n  body: [b]", "text", ["Prose"]),
        (f"title: A\n  image: {PICTURE}\n  text: b", "figure-text", ["Figure", "Prose"]),
        (f"title: A\n  text: b\n  image: {PICTURE}\n  takeaway: c", "flow", ["Prose", "Figure", "Takeaway"]),
        (f"title: A\n  images: [{PICTURE}, {PICTURE}]", "flow", ["Images"]),
        ("title: A\n  columns: [b, c]", "two-column", ["Columns"]),
        ("title: A\n  columns: [b, c, d]", "flow-3", ["Columns"]),
        ("title: A\n  columns: [{width: 2, text: b}, c]", "flow-2", ["Columns"]),
        (f"title: A\n  columns: [{{image: {PICTURE}}}, c]", "flow-2", ["Columns"]),
        ("title: A\n  text: b\n  columns: [c, d]\n  takeaway: e", "flow-2", ["Prose", "Columns", "Takeaway"]),
        ("title: A\n  quote: b\n  text: c", "flow", ["Quotation", "Prose"]),
        ("title: A\n  verse: b", "flow", ["Verse"]),
        ("title: A\n  definitions: {Ebb: falls}", "flow", ["Definitions"]),
        ("title: A\n  labelled: {label: Rule, text: b}", "flow", ["Labelled"]),
        (f"title: A\n  question: b\n  image: {PICTURE}", "question-titled", ["Question", "Figure"]),
    ],
)
def test_what_is_typed_together_stands_together(typed: str, kind: str, blocks: list[str]) -> None:
    """Loose fields keep their order, a takeaway is last, and what is one thing keeps its own layout."""
    (slide,) = _slides(f"- {typed}")
    assert (slide.kind, _kinds(slide.blocks)) == (kind, blocks)


def test_two_visuals_stand_side_by_side_and_texts_as_typed() -> None:
    """Texts before and after two visuals stand above and below them; one between stays with the first."""
    text = (
        f"- title: A\n  text: above\n  image: {PICTURE}\n  bullets: [between]\n  code: x = 1\n  takeaway: so"
    )
    (slide,) = _slides(text)
    assert _kinds(slide.blocks) == ["Prose", "Columns", "Takeaway"]
    columns = slide.blocks[1]
    assert isinstance(columns, model.Columns)
    assert [_kinds(one.blocks) for one in columns.columns] == [["Figure", "BulletList"], ["Code"]]


def test_a_body_stacks_two_visuals() -> None:
    """What is listed in a body is set below each other, whatever it is."""
    (slide,) = _slides(f"- title: A\n  body:\n    - image: {PICTURE}\n    - code: x = 1")
    assert slide.stacked
    assert _kinds(slide.blocks) == ["Figure", "Code"]


def test_columns_say_their_shares() -> None:
    """A column without a width has one share."""
    (slide,) = _slides("- title: A\n  columns: [{width: 2, text: b}, {title: T, text: c, bullets: [d]}]")
    columns = slide.blocks[0]
    assert isinstance(columns, model.Columns)
    assert [(one.share, plain(one.heading), _kinds(one.blocks)) for one in columns.columns] == [
        (2.0, "", ["Prose"]),
        (1.0, "T", ["Prose", "BulletList"]),
    ]


def test_verse_keeps_its_lines_and_stanzas() -> None:
    """Lines are never run together, an empty one begins a stanza, and indentation of all is taken off."""
    (slide,) = _slides("- title: A\n  verse: |\n    One *line*\n      another\n\n    a third\n")
    verse = slide.blocks[0]
    assert isinstance(verse, model.Verse)
    said = [(plain(one.runs), one.stanza, one.number) for one in verse.lines]
    assert said == [("One line", 0, 1), ("another", 0, 2), ("a third", 1, 3)]


def test_an_answer_is_shown_on_the_slide_after_or_by_a_click() -> None:
    """The slide after says the same with the right option shown; with `build` there is none."""
    typed = "- title: A\n  question: {prompt: b, options: [c, d], answer: B}\n  notes: once"
    asked, answered = _slides(typed)
    first, second = asked.blocks[1], answered.blocks[1]
    assert isinstance(first, model.Choices)
    assert isinstance(second, model.Choices)
    assert (first.answer, first.revealed, second.revealed) == (1, False, True)
    assert answered.id == f"{asked.id}-answer"
    assert asked.notes
    assert not answered.notes
    assert len(_slides(f"{typed}\n  build: true")) == 1


def test_a_program_shows_its_output_and_a_part_of_its_file(tmp_path: Path) -> None:
    """Lines are counted as in the file, and what matters is named by those numbers."""
    (tmp_path / "prog.py").write_text("".join(f"x = {number}\n" for number in range(1, 31)))
    typed = "- title: A\n  code: {file: prog.py, lines: 10-12, numbers: true, highlight: 11, output: done}"
    made = resolved(typed, tmp_path)
    assert made.deck is not None
    program = made.deck.slides[1].blocks[0]
    assert isinstance(program, model.Code)
    assert [(one.text, one.quiet) for one in program.lines] == [
        ("x = 10", True),
        ("x = 11", False),
        ("x = 12", True),
    ]
    assert program.first_line == 10
    assert [one.text for one in program.output] == ["done"]


def test_lines_that_matter_in_turn_are_listed() -> None:
    """Each line knows its turns; on a slide that stands still, all that are named matter, which is said."""
    typed = '- title: A\n  code: {text: "a\\nb\\nc", highlight: [1, "2, 1", all]}'
    made = resolved(typed, DECKS)
    assert made.deck is not None
    program = made.deck.slides[1].blocks[0]
    assert isinstance(program, model.Code)
    assert program.turns == 3
    assert [(one.turns, one.quiet) for one in program.lines] == [
        ((0, 1, 2), False),
        ((1, 2), False),
        ((2,), True),
    ]
    (said,) = made.diagnostics
    assert (
        said.message == "these lines are highlighted all at once, because the slide is not built step by step"
    )
    wrong = resolved(typed.replace("all", "4"), DECKS).diagnostics
    assert "the program text has 3 lines" in [one.message for one in wrong]


def test_lines_that_a_file_does_not_have_are_reported(tmp_path: Path) -> None:
    """A range past the file's end is an error at the range."""
    (tmp_path / "prog.py").write_text("x = 1\n")
    made = resolved("- title: A\n  code: {file: prog.py, lines: 10-12}", tmp_path)
    assert [one.message for one in made.diagnostics] == ['"prog.py" has no line 10']


def test_a_source_in_own_words_comes_before_the_citations() -> None:
    """Both are one line where the style has no numbered notes."""
    (slide,) = _slides('- title: A\n  text: b\n  source: Own work\n  cite: "[@kort, p. 3]"')
    assert [plain(one) for one in slide.sources] == ["Sources: Own work · Kort 3"]
    (alone,) = _slides("- title: A\n  text: b\n  source: Own work")
    assert [plain(one) for one in alone.sources] == ["Source: Own work"]
    (worded,) = _slides('- title: A\n  text: b\n  cite: "* See the handbook"')
    assert [plain(one) for one in worded.sources] == ["Source: * See the handbook"]


def test_a_picture_stands_where_and_as_wide_as_it_asks() -> None:
    """`side` decides whatever comes first; with `width` picture and text are columns of these shares."""
    (slide,) = _slides(
        "- title: A\n  text: b\n  image: {file: shapes.png, alt: A, side: left}\n  takeaway: c"
    )
    assert _kinds(slide.blocks) == ["Figure", "Prose", "Takeaway"]
    (slide,) = _slides("- title: A\n  image: {file: shapes.png, alt: A, width: 30%, side: right}\n  text: b")
    columns = slide.blocks[0]
    assert isinstance(columns, model.Columns)
    assert [(one.share, _kinds(one.blocks)) for one in columns.columns] == [(70, ["Prose"]), (30, ["Figure"])]


def test_footnotes_stand_at_the_foot_with_their_numbers() -> None:
    """They are counted on each slide, in the order of its texts; a style of notes leaves them signs."""
    typed = "- title: A^[First.]\n  bullets: [b, 'c^[Second *one*.]']\n- title: B\n  text: d^[Third.]"
    first, second = _slides(typed)
    assert [plain(one) for one in first.footnotes] == ["1 First.", "2 Second one."]
    assert plain(first.title) == "A1"
    assert [plain(one) for one in second.footnotes] == ["1 Third."]
    noted = resolved('- title: A\n  text: "d [@kort] e^[Own.]"', head=NOTES)
    assert noted.deck is not None
    assert [plain(one) for one in noted.deck.slides[1].footnotes] == ["* Own."]


def test_figures_and_tables_are_spoken_of_by_name() -> None:
    """A name becomes the label that its caption has, and leads to the slide; the slide's own id will do."""
    typed = """
- title: A
  text: See @fig:map and @tab:laws.
- title: B
  id: where
  image: {file: shapes.png, alt: A, caption: A map, id: map}
- title: C
  id: laws
  table: {columns: [a], rows: [[b]], caption: Laws}
"""
    slide = _slides(typed)[0]
    prose = slide.blocks[0]
    assert isinstance(prose, model.Prose)
    said = [(run.text, run.link) for run in prose.paragraphs[0].runs if run.link]
    assert said == [("Fig.\u00a01", "#where"), ("Table\u00a01", "#laws")]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("see @fig:mop", 'no figure is called "mop"'),
        ("see [there](#nowhere)", 'no slide and no section is called "nowhere"'),
    ],
)
def test_references_and_links_that_lead_nowhere_are_reported(text: str, message: str) -> None:
    """Whoever speaks of a slide, a section or a figure that is not there is told where it says so."""
    made = resolved(f'- title: A\n  text: "{text}, [back](#one)"')
    assert [one.message for one in made.diagnostics] == [message]


def test_a_link_to_a_section_without_a_slide_of_its_own_leads_to_its_first_slide() -> None:
    """A single section begins without a slide; links to it lead to the first one."""
    (slide,) = _slides('- title: First\n  text: "[here](#one)"')
    prose = slide.blocks[0]
    assert isinstance(prose, model.Prose)
    assert prose.paragraphs[0].runs[0].link == f"#{slide.id}"


def test_notes_may_be_written_below_the_text_with_their_marks() -> None:
    """`[^1]` leads to `[^1]: …` anywhere on its slide; the note is at the foot and no part of the text.

    A note that is called twice has one number, and is said once.
    """
    typed = "- title: A\n  bullets: ['One[^a]', 'two^[here]']\n  text: |\n    Three[^2] four."
    typed += "\n    [^2]: low *down*\n\n    [^a]: the first"
    (slide,) = _slides(typed)
    _points, said = slide.blocks
    assert isinstance(said, model.Prose)
    assert [plain(one.runs) for one in said.paragraphs] == ["Three3 four."]
    assert [plain(one) for one in slide.footnotes] == ["1 the first", "2 here", "3 low down"]
    (twice,) = _slides(
        "- title: A[^1]\n  bullets: ['b^[own]', 'c[^1]']\n  text: |\n    D[^1].\n\n    [^1]: once [@kort]"
    )
    assert [plain(one) for one in twice.footnotes] == ["1 once (Kort)", "2 own"]
    assert isinstance(twice.blocks[1], model.Prose)
    assert [plain(one.runs) for one in twice.blocks[1].paragraphs] == ["D1."]
    (kept,) = _slides("- title: A\n  text: |\n    One[^1].\n\n    [^2]: never called")
    assert isinstance(kept.blocks[0], model.Prose)
    assert [plain(one.runs) for one in kept.blocks[0].paragraphs] == ["One[^1]."]


def test_what_is_said_where_a_section_opens_is_said_at_its_first_slide() -> None:
    """Of a talk of one section no slide opens it; its notes come before those of the first."""
    head = HEAD.replace("slides:", "notes: Welcome.\n    slides:")
    made = resolved("- title: A\n  text: b\n  notes: Then this.\n- title: C\n  text: d", DECKS, head=head)
    assert made.deck is not None
    assert [[plain(note.runs) for note in one.notes] for one in made.deck.slides if one.kind == "text"] == [
        ["Welcome.", "Then this."],
        [],
    ]


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("lines: 2-3", "2 b, 3 c"),
        ("lines: 10-20, start: 10", "10 a, 11 b, 12 c"),
        ("lines: 11, start: 10", "11 b"),
        ("lines: 10-12", "10 a, 11 b, 12 c"),
        ("start: 5", "5 a, 6 b, 7 c"),
    ],
)
def test_lines_of_a_typed_program_are_chosen_by_their_numbers(typed: str, shown: str) -> None:
    """A text that has fewer lines than are asked for is that part of a program itself."""
    (slide,) = _slides(f'- title: A\n  code: {{numbers: true, {typed}, text: "a\\nb\\nc\\n"}}')
    (program,) = slide.blocks
    assert isinstance(program, model.Code)
    assert program.first_line is not None
    lines = enumerate(program.lines, program.first_line)
    assert ", ".join(f"{at} {''.join(one.text for one in line.tokens)}" for at, line in lines) == shown


@pytest.mark.parametrize(
    ("typed", "kind"),
    [
        ("title: Who *pays*?\n  question: Who *pays*", "question"),
        (
            f"title: What is it?\n  question: {{prompt: 'What is  it?', minutes: 2}}\n  image: {PICTURE}",
            "question",
        ),
        ("title: Nobody pays.\n  statement: Nobody pays", "statement"),
        ("title: Nobody pays\n  statement: Nobody", "statement-titled"),
    ],
)
def test_what_is_asked_or_stated_is_said_once(typed: str, kind: str) -> None:
    """A title that says just what is set large below it is not set above it as well."""
    (slide,) = _slides(f"- {typed}")
    assert slide.kind == kind
    assert bool(slide.title) is kind.endswith("titled")
    assert slide.name
