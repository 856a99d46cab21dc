"""What one slide does not hold: on the next ones, at one size, nothing alone that leads or concludes."""

from __future__ import annotations

from pathlib import Path

import pytest

from deckgen.compile import Options, compile_file
from deckgen.deck import model
from deckgen.deck.model import (
    BigNumber,
    Choices,
    Column,
    Columns,
    Option,
    Question,
    Takeaway,
    Verse,
    VerseLine,
    plain,
)
from deckgen.layout.pages import DiagramBox, Page, PictureBox, TableBox, TextBox, paragraphs_of
from tests.building import SERVICES
from tests.layout.decks import LOREM, box, laid, listing, prose, refused, runs, sizes, slide, span, text
from tests.layout.kinds.test_place import figure, table
from tests.layout.test_every_word import within
from tests.torture.looks import SHAPES, Look
from tests.torture.outline import write_sections
from tests.torture.slides import PICTURE, Typed
from tests.torture.words import said


def pages_of(*blocks: model.Block, kind: str = "flow", **more: object) -> tuple[Page, ...]:
    """Return the pages of a slide, all of them within their boxes."""
    pages = laid(slide(kind, *blocks, title="T", **more)).pages
    for page in pages:
        within(page)
    return pages


def words(pages: tuple[Page, ...]) -> list[str]:
    """Return what pages say, word by word, without their titles."""
    shown = (one for page in pages for one in page.boxes if one.key != "title")
    return " ".join(plain(one.runs) for held in shown for one in paragraphs_of(held)).split()


def verse(stanzas: int, lines: int) -> Verse:
    """Return a poem."""
    typed = [(at // lines, at + 1) for at in range(stanzas * lines)]
    return Verse(
        tuple(
            VerseLine(runs(f"Line {number} of the poem"), stanza, number, span(number))
            for stanza, number in typed
        ),
        True,
        runs("A. Poet"),
        span(1),
    )


def test_verse_goes_on_after_a_stanza() -> None:
    """Each slide ends with a stanza, numbers count on, only the last one says who wrote it."""
    pages = pages_of(verse(9, 4))
    assert len(pages) > 1
    lines = [[plain(one.runs) for one in box(page, "verse").paragraphs] for page in pages]
    assert lines[-1].pop() == "A. Poet"
    assert all(len(one) % 4 == 0 for one in lines)
    assert [one for several in lines for one in several] == [f"Line {at} of the poem" for at in range(1, 37)]
    assert len({sizes(box(page, "verse"))[0] for page in pages}) == 1
    assert any(one.key == "verse-line-20" for page in pages for one in page.boxes)


def test_no_line_of_a_stanza_is_left_alone() -> None:
    """A stanza too long for a slide is parted where two lines at least stand on both sides."""
    for lines in (14, 15, 16, 17):
        pages = pages_of(verse(1, lines))
        counts = [sum("Line" in plain(one.runs) for one in box(page, "verse").paragraphs) for page in pages]
        assert sum(counts) == lines
        assert min(counts) > 1


def test_choices_keep_their_letters_on_the_next_slide() -> None:
    """Options go on, the prompt with the first of them; the answer stands out where it is."""
    options = tuple(Option(runs(f"{LOREM} {at}"), span(at)) for at in range(6))
    asked = Question(runs("Which of these is true?"), (), span(2))
    pages = laid(slide("question", asked, Choices(options, 4, True, span(3)), title="T")).pages
    members = [
        one for page in pages for held in page.boxes if isinstance(held, DiagramBox) for one in held.members
    ]
    assert len(pages) > 1
    assert [one.key for one in members] == [f"choice-{at}" for at in range(1, 7)]
    assert [plain(one.texts[0].paragraphs[0].runs) for one in members] == list("ABCDEF")
    marked = [one.key for one in members if any(shape.key.startswith("answer") for shape in one.shapes)]
    assert marked == ["choice-5"]
    assert "Which of these is true?" in text(box(pages[0], "body"))


def test_a_question_that_goes_on_says_which_part_it_is() -> None:
    """A prompt that is the headline of its answers has its part behind it on each slide."""
    options = tuple(Option(runs(f"{LOREM} {at}"), span(at)) for at in range(6))
    asked = Question(runs("Which of these is true?"), (), span(2))
    pages = laid(slide("question", asked, Choices(options, None, False, span(3)))).pages
    heads = [next(one for one in page.boxes if one.key == "title") for page in pages]
    assert [text(one).replace("\u00a0", " ") for one in heads] == [
        f"Which of these is true? ({at} of {len(pages)})" for at in range(1, len(pages) + 1)
    ]
    assert len(pages) > 1


def test_answers_stand_below_a_title_that_its_part_makes_longer() -> None:
    """A title that takes another line for `(1 of 2)` pushes down what stands below it."""
    options = tuple(Option(runs(f"{LOREM} {at}"), span(at)) for at in range(6))
    asked = Question(runs("Which of these is true?"), (), span(2))
    for length in range(30, 60):
        title = "Wide words " * 9
        blocks = (asked, Choices(options, None, False, span(3)))
        for page in laid(slide("question", *blocks, title=title[:length].strip())).pages:
            within(page)


def test_an_option_longer_than_a_slide_becomes_text() -> None:
    """It keeps its letter, and no word of it is lost."""
    long = " ".join([LOREM] * 9)
    options = (Option(runs(long), span(1)), Option(runs("Short"), span(2)))
    asked = Question(runs("Which?"), (), span(2))
    said_ = words(laid(slide("question", asked, Choices(options, None, False, span(3)), title="T")).pages)
    assert " ".join(said_).count(LOREM) == 9
    assert said_.index("A") < said_.index("B") < said_.index("Short")


def test_columns_without_room_stand_one_below_the_other() -> None:
    """Each comes behind its heading, which never ends a slide; the picture of one stands among them."""
    left = Column(runs("Before"), (prose(" ".join([LOREM] * 5)),), span(3))
    right = Column(runs("After"), (figure(900, 600),), span(4))
    pages = pages_of(Columns((left, right), span(2)), kind="flow-2")
    assert len(pages) > 1
    assert " ".join(words(pages)).count(LOREM) == 5
    shown = [page for page in pages if any(isinstance(one, PictureBox) for one in page.boxes)]
    assert len(shown) == 1
    assert "After" in words(tuple(shown))


def test_a_conclusion_never_stands_alone() -> None:
    """The last points, or all of a table, stand above it."""
    last = Takeaway(runs("That was the end of it."), span(9))
    points = pages_of(listing(*[f"{LOREM} {at}" for at in range(9)]), last)
    assert len(points) > 1
    assert len(box(points[-1], "body").paragraphs) > 1
    assert any(one.key == "takeaway" for one in points[-1].boxes)
    rows = [(str(at), "What was done", "When it was done") for at in range(14)]
    shown = pages_of(table(("No", "What", "When"), *rows), last)
    assert any(isinstance(one, TableBox) for one in shown[-1].boxes)
    assert any(one.key == "takeaway" for one in shown[-1].boxes)


def test_what_goes_on_is_of_one_size_and_begins_at_the_top() -> None:
    """Neither the size nor the height of the first line changes from one slide to the next."""
    pages = pages_of(prose(" ".join([LOREM] * 5)), table(("A", "B"), ("1", "2")), listing(*[LOREM] * 4))
    texts = [one for page in pages for one in page.boxes if one.key.startswith("body")]
    assert len(pages) > 1
    assert len({size for one in texts if isinstance(one, TextBox) for size in sizes(one)}) == 1
    firsts = {next(one.rect.y for one in page.boxes if one.key.startswith("body")) for page in pages}
    assert len(firsts) == 1


LONG: dict[str, Typed] = {
    "verse": {"verse": "\n".join(said(7, at) for at in range(57))},
    "a line": {"verse": said(400)},
    "options": {"question": {"prompt": said(9), "options": [said(100, at) for at in range(4)]}},
    "three columns": {"columns": [{"title": said(3), "text": said(words)} for words in (400, 100, 40)]},
    "a picture's column": {"columns": [{"text": said(200)}, {"image": PICTURE}]},
    "a subtitle": {"subtitle": said(400), "text": said(20)},
    "wide": {"image": PICTURE | {"width": "90%"}, "text": said(60)},
    "captions": {"images": [PICTURE | {"caption": said(200, at)} for at in range(3)]},
    "a cell": {"table": {"columns": ["A", "B"], "rows": [[said(400), "x"]]}},
    "a conclusion": {"bullets": ["One", "Two"], "takeaway": said(400)},
    "a timeline": {"timeline": [{"date": "1956", "event": said(9)}] * 4, "text": said(30)},
    "numbers": {"columns": [{"number": {"value": "4,000,000,000", "label": said(30)}}] * 3},
}
"""What is too much for its slide."""


@pytest.mark.parametrize("look", SHAPES, ids=str)
def test_nothing_is_refused_for_its_length(look: Look, tmp_path: Path) -> None:
    """Whatever a field holds goes on on the next slides, in every theme, wide-spaced or not."""
    slides = [{"title": name, **held} for name, held in LONG.items()]
    outline = write_sections(tmp_path, look, [{"title": "Long", "slides": slides}])
    made = compile_file(Options(outline), SERVICES)
    assert [one.message for one in made.diagnostics if one.severity.name == "ERROR"] == []
    assert made.pages
    for page in made.pages.pages:
        within(page)


def test_a_long_text_in_the_place_of_a_number_goes_on_behind() -> None:
    """In a column, a number of many words is set as text on as many slides as it needs, its label too."""
    number = BigNumber(runs("long words " * 200), runs("and more " * 200), span(1))
    columns = Columns(tuple(Column((), (one,), span(1)) for one in (prose("Before."), number)), span(1))
    assert words(pages_of(columns)) == ["Before.", *["long", "words"] * 200, *["and", "more"] * 200]


def test_a_word_in_the_place_of_a_number_may_be_too_wide() -> None:
    """What no slide holds is reported."""
    number = BigNumber(runs("x" * 300), (), span(1))
    columns = Columns(tuple(Column((), (one,), span(1)) for one in (prose("Before."), number)), span(1))
    (message,) = refused(slide("flow", columns, title="T"))
    assert "is wider than its place on the slide" in message
