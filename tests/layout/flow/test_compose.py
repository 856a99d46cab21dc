"""Text with a picture, a chart, a table, formulas: beside or one below the other, the conclusion last."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
import yaml

import deckgen
from deckgen.compile import Options, compile_file
from deckgen.deck import model
from deckgen.deck.model import Takeaway, Verse, VerseLine
from deckgen.layout.flow.moved import ink
from deckgen.layout.pages import Bar, DiagramBox, Page, PictureBox, TableBox, TextBox, paragraphs_of
from deckgen.layout.text.fit import draft
from deckgen.layout.text.lines import break_lines, ems
from deckgen.theme.files import theme_names
from deckgen.theme.load import load_theme
from deckgen.units import Rect, emu, grid, points
from tests.building import DECKS, SERVICES, walk
from tests.layout.decks import LECTERN, LOREM, box, laid, lines, listing, prose, runs, sizes, slide, span
from tests.layout.kinds.test_place import figure, table
from tests.layout.test_every_word import within


def picture(page: Page) -> Rect:
    """Return the place of a page's picture."""
    return next(one.rect for one in page.boxes if isinstance(one, PictureBox))


@pytest.mark.parametrize("name", theme_names())
def test_the_first_key_stands_at_the_left(name: str) -> None:
    """A picture typed first stands before its points, one typed last behind them, flush with the frame."""
    theme = load_theme(name)
    points_, shown = listing("One point", "Another point"), figure(900, 900, "Fig. 1. A map")
    before = laid(slide("figure-text", shown, points_, title="T"), theme=theme).pages[0]
    after = laid(slide("figure-text", points_, shown, title="T"), theme=theme).pages[0]
    frame = theme.frame
    assert picture(before).x == frame.x
    assert picture(before).right < box(before, "body").rect.x
    assert picture(after).right == frame.x + frame.width
    assert box(after, "body").rect.right < picture(after).x
    for page in (before, after):
        within(page)


@pytest.mark.parametrize("name", theme_names())
def test_a_picture_is_as_large_as_its_text_allows(name: str) -> None:
    """A wide one stands below a line of text, not beside it; a tall one beside it."""
    theme = load_theme(name)
    said = prose("One line says what is seen.")
    wide = laid(slide("figure-text", said, figure(3000, 900), title="T"), theme=theme).pages[0]
    tall = laid(slide("figure-text", said, figure(900, 1200), title="T"), theme=theme).pages[0]
    assert box(wide, "body").rect.bottom <= picture(wide).y
    assert picture(wide).width > 0.9 * theme.frame.width
    assert box(tall, "body").rect.right <= picture(tall).x


@pytest.mark.parametrize("name", theme_names())
def test_a_conclusion_is_the_last_thing_beside_a_bar(name: str) -> None:
    """It stands below everything else, and its bar is as high as its words."""
    theme = load_theme(name)
    made = slide(
        "flow",
        prose("He gained three things:"),
        listing("power", "support", "room"),
        Takeaway(runs("Freedom was the means."), span(40)),
        title="T",
    )
    page = laid(made, theme=theme).pages[0]
    said = box(page, "takeaway")
    (bar,) = [one for one in page.boxes if isinstance(one, Bar)]
    assert (bar.rect.y, bar.rect.height) == (said.rect.y, said.rect.height)
    assert bar.rect.right < said.rect.x
    assert box(page, "body").rect.bottom < said.rect.y
    assert sizes(said) == sizes(box(page, "body"))[:1]
    within(page)


@pytest.mark.parametrize("name", theme_names())
def test_what_is_typed_stands_one_below_the_other(name: str) -> None:
    """Text, a table, text and a conclusion come in the order typed, none over the next."""
    theme = load_theme(name)
    made = slide(
        "flow",
        prose("Before the table."),
        table(("Law", "Before", "After"), ("Courts", "special", "regular")),
        prose("After the table."),
        Takeaway(runs("It was a change."), span(40)),
        title="T",
        stacked=True,
    )
    page = laid(made, theme=theme).pages[0]
    shown = [one for one in page.boxes if not isinstance(one, Bar)][1:]
    assert [one.key for one in shown] == ["body", "table", "body-2", "takeaway"]
    assert all(ink(above).bottom < ink(below).y for above, below in pairwise(shown))
    assert points(ink(shown[1]).y - ink(shown[0]).bottom) == pytest.approx(24, abs=1)
    within(page)


def test_text_too_long_for_its_picture_goes_on_beyond_it() -> None:
    """Where neither way holds both, the picture has a slide and the text has others."""
    made = slide("figure-text", figure(900, 600), listing(*[LOREM] * 9), title="T")
    pages = laid(made).pages
    assert len(pages) > 2
    assert any(isinstance(one, PictureBox) for one in pages[0].boxes)
    assert not any(isinstance(one, PictureBox) for page in pages[1:] for one in page.boxes)


def test_a_table_takes_what_text_leaves() -> None:
    """A long table makes the text above it smaller before it goes on on another slide."""
    rows = [(str(at), "What was done", "When it was done") for at in range(6)]
    made = slide("flow", prose("Before the table."), table(("No", "What", "When"), *rows), title="T")
    (page,) = laid(made).pages
    assert [one for one in page.boxes if isinstance(one, TableBox)]
    within(page)


def test_two_formulas_stand_among_their_words() -> None:
    """Words and formulas alternate; formulas stand further in and are larger than the words."""
    formula = model.Formula(
        "E = mgh", "<math><mi>E</mi><mo>=</mo><mi>m</mi><mi>g</mi><mi>h</mi></math>", "<m:oMath/>", True
    )
    one = model.Equation(model.Run("E = mgh", formula=formula), "", (), span(50))
    made = slide("flow", prose("At height"), one, prose("At the ground"), one, title="T", stacked=True)
    page = laid(made).pages[0]
    found = [one for one in page.boxes if one.key.startswith(("body", "equation"))]
    assert [one.key for one in found] == ["body", "equation", "body-2", "equation-2"]
    assert found[1].rect.x - found[0].rect.x == grid(6)
    assert sizes(box(page, "equation"))[0] == pytest.approx(1.4 * sizes(box(page, "body"))[0], abs=2)
    # The only one of a slide with few words is larger.
    page = laid(slide("flow", prose("At height"), one, title="T", stacked=True)).pages[0]
    assert sizes(box(page, "equation"))[0] >= 1.6 * sizes(box(page, "body"))[0]


HIGH = r"\frac{\mathrm{d}N}{\mathrm{d}t} = -\lambda N"
LOW = r"N = N_0 e^{-\lambda t}"
LONG = " + ".join(f"a_{{{at}}} x^{{{at}}}" for at in range(8))


@pytest.mark.parametrize("name", theme_names())
@pytest.mark.parametrize("formulas", [(HIGH, LOW), (LOW, LONG), (LONG, HIGH, LOW)], ids=len)
def test_the_formulas_of_a_slide_are_of_one_size(
    name: str, formulas: tuple[str, ...], tmp_path: Path
) -> None:
    """Neither the room that is left for the last one nor the width of one sets it apart from the others."""
    typed = [one for tex in formulas for one in ({"text": "Some words, and then"}, {"equation": tex})]
    talk = {"title": "T", "theme": name, "slides": [{"title": "A", "body": typed, "takeaway": "So it is."}]}
    (tmp_path / "talk.yaml").write_text(yaml.safe_dump(talk, width=10_000), encoding="utf-8")
    compiled = compile_file(Options(tmp_path / "talk.yaml"), SERVICES)
    assert compiled.pages is not None
    shown = [
        one
        for page in compiled.pages.pages
        for one in page.boxes
        if isinstance(one, TextBox) and one.key.startswith("equation")
    ]
    assert len(shown) == len(formulas)
    assert len({sizes(one)[0] for one in shown}) == 1
    for page in compiled.pages.pages:
        within(page)


@pytest.mark.parametrize("name", theme_names())
def test_every_composition_stays_in_its_boxes(name: str, tmp_path: Path) -> None:
    """Whatever is composed in the test deck fits its boxes, no box is on another, in every theme."""
    outline = next(path for path in DECKS if path.stem == "compositions")
    pages = walk(outline, tmp_path, name).pages.pages
    assert len(pages) > 18
    for page in pages:
        within(page)


def test_a_program_becomes_smaller_before_its_output_leaves_it(tmp_path: Path) -> None:
    """Lines too long to be side by side: where the program takes most of the height, both are small."""
    program = "".join(
        f"        print('{'a line that is long enough ' * 2}{number}')\n" for number in range(7)
    )
    head = "title: x\ncover: false\nslides:\n  - title: Much\n    code:\n      text: |\n"
    path = tmp_path / "talk.yaml"
    path.write_text(
        f"{head}{program}      output: |\n        one\n        two\n        three\n", encoding="utf-8"
    )
    pages = deckgen.compile(path).pages
    assert pages is not None
    (page,) = pages.pages
    assert sizes(box(page, "output"))[0] <= sizes(box(page, "code"))[0]
    within(page)


def test_an_output_without_room_follows_on_slides_of_its_own(tmp_path: Path) -> None:
    """What a program writes is never dropped: a long one stands after the program."""
    lines = "".join(f"              line {number}\n" for number in range(60))
    text = (
        "title: x\nsections:\n  a:\n    title: A\n    slides:\n      - title: Much\n        code:\n"
        f"          text: x = 1\n          output: |\n{lines}"
    )
    path = tmp_path / "talk.yaml"
    path.write_text(text, encoding="utf-8")
    pages = deckgen.compile(path).pages
    assert pages is not None
    said = [
        "".join(run.text for run in one.runs)
        for page in pages.pages
        for box in page.boxes
        for one in paragraphs_of(box)
    ]
    assert [one for one in said if one.startswith("line")] == [f"line {number}" for number in range(60)]
    assert "x = 1" in said


def test_who_wrote_short_numbered_verse_stands_within_its_box() -> None:
    """Below lines shorter than the poet's name the name takes as many lines as the box is wide for."""
    lines = tuple(VerseLine(runs("Short"), 0, at, span(at)) for at in range(1, 6))
    name = "A poet whose name is as long as three of the lines"
    for numbers in (False, True):
        verse = Verse(lines, numbers, runs(name), span(1))
        page = laid(slide("flow", verse, title="T")).pages[0]
        found = box(page, "verse")
        by = draft(runs(name), LECTERN.styles["attribution"], LECTERN, span(1))
        (*_, last) = found.paragraphs
        assert last.lines == break_lines(by.text, ems(found.rect.width, last.size)).rows
        assert (last.lines > 1) == numbers
        within(page)


@pytest.mark.parametrize("name", theme_names())
def test_sources_below_choices_can_be_read(name: str) -> None:
    """Choices stand on the deck's own ground, not on that of a question alone, and sources look like it."""
    choices = model.Choices(
        (model.Option(runs("Yes"), span(1)), model.Option(runs("No"), span(2))), None, False, span(1)
    )
    theme = load_theme(name)
    for title in ("", "Choose"):
        asked = model.Question(runs("Would you turn it?"), (), span(1))
        kind = "question-titled" if title else "question"
        page = laid(slide(kind, asked, choices, title=title, sources=(runs("Kort 3"),)), theme=theme).pages[0]
        assert theme.layouts[page.layout].background != "ibg"
        (paragraph,) = box(page, "source").paragraphs
        role = paragraph.colour or theme.styles[paragraph.style].colour
        assert not role.startswith("i"), role


def _choices(*options: str) -> model.Choices:
    said = tuple(model.Option(runs(one), span(30)) for one in options)
    return model.Choices(said, None, False, span(30))


@pytest.mark.parametrize("name", theme_names())
def test_edges_are_level_with_the_tops_of_letters(name: str) -> None:
    """A cell or a rule at the head of a slide is as far below the headline as the letters of text are."""
    theme = load_theme(name)
    question = model.Question(runs("What now?"), (), span(29))
    columns = tuple(
        model.Column(runs(one), (listing(*[LOREM] * 2),), span(30)) for one in ("One side", "The other")
    )
    cells = laid(
        slide("question", question, _choices(*["One or the other of these"] * 7)), theme=theme
    ).pages[0]
    sides = laid(
        slide("flow-2", model.Columns(columns, span(30)), prose(LOREM), title="What now?"), theme=theme
    ).pages[0]
    plain_text = laid(slide("list", listing(*[LOREM] * 6), title="What now?"), theme=theme).pages[0]
    letters = box(plain_text, "body").rect.y + emu(theme.frame.cap)
    # Heights of lines are rounded up to whole EMU, an inch of which has 914,400.
    assert abs(next(one.rect.y for one in cells.boxes if isinstance(one, DiagramBox)) - letters) < 500
    assert abs(min(one.rect.y for one in sides.boxes if isinstance(one, Bar)) - letters) < 500


def test_a_case_is_read_before_the_question_about_it() -> None:
    """What is typed before a question stays there, below the slide's title."""
    question = model.Question(runs("What now?"), (), span(29))
    page = laid(slide("question", prose("Ann sold it."), question, _choices("Yes", "No"), title="T")).pages[0]
    said = [model.plain(one.runs) for one in box(page, "body").paragraphs]
    assert said == ["Ann sold it.", "What now?"]


def test_few_choices_are_higher_and_further_apart() -> None:
    """Cells are up to half as high again where their slide has the room, and lower before they go on."""
    question = model.Question(runs("What now?"), (), span(29))
    heights = []
    for count in (3, 7):
        (page,) = laid(slide("question", question, _choices(*["One or the other of these"] * count))).pages
        (cells,) = [one for one in page.boxes if isinstance(one, DiagramBox)]
        heights.append(cells.members[0].shapes[0].rect.height)
    few, many = heights
    assert many < grid(10) < few <= grid(15)


def test_a_case_its_choices_and_the_task_are_seen_at_once() -> None:
    """What is asked of a class is on one slide as long as its text is not below the floor."""
    question = model.Question(runs(" ".join([LOREM] * 3)[:200]), runs("Talk, then vote."), span(29))
    blocks = (question, _choices(*[LOREM[:70]] * 4))
    (page,) = laid(slide("question", *blocks, title="Did she owe him a duty of care?")).pages
    within(page)


def test_terms_and_their_meanings_are_set_apart_where_they_are_few() -> None:
    """Text that is no list of points is spread over its slide, too, and closes up where there is more."""

    def terms(count: int) -> list[float]:
        entries = tuple(model.Definition(runs("Term"), runs("what it means"), span(30)) for _ in range(count))
        page = laid(slide("flow", model.Definitions(entries, span(30)), title="T")).pages[0]
        return [one.after / one.size for one in box(page, "body").paragraphs[:1]]

    assert terms(3) > terms(9)


def _poem(*lines: str) -> Verse:
    said = tuple(VerseLine(runs(one), 0, at, span(30 + at)) for at, one in enumerate(lines, 1))
    return Verse(said, False, (), span(30))


@pytest.mark.parametrize("name", theme_names())
def test_poems_side_by_side_are_of_one_size(name: str) -> None:
    """The one with longer lines has the wider column, and both are as large as it can be there."""
    theme = load_theme(name)
    short, long = "Little Lamb who made thee", "Did he who made the Lamb make thee?"
    columns = tuple(model.Column(runs(one[:8]), (_poem(*[one] * 4),), span(30)) for one in (short, long))
    page = laid(slide("flow-2", model.Columns(columns, span(30)), title="T"), theme=theme).pages[0]
    left, right = box(page, "c1-verse"), box(page, "c2-verse")
    assert left.rect.width < right.rect.width
    assert {*sizes(left)} == {*sizes(right)}
    assert {*lines(left), *lines(right)} == {1}
    within(page)


def test_a_crowded_slide_makes_no_other_smaller() -> None:
    """What fits at less than the usual size alone has no voice, also among several parts."""

    def size(*counts: int) -> float:
        said = Takeaway(runs("So it is."), span(40))
        points_ = [listing(*["A point of a few words"] * count) for count in counts]
        page = laid(*(slide("flow", one, said, title="T") for one in points_)).pages[0]
        return sizes(box(page, "body"))[0]

    assert size(8) < size(6) == size(6, 8, 8, 8)
