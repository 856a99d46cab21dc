"""A deck's headlines: one size that most reach, lines that end well, text below the real last line."""

from __future__ import annotations

import pytest

from deckgen.deck.model import Choices, Option, Question, plain
from deckgen.layout.flow.headlines import agreed_size
from deckgen.layout.pages import Role
from deckgen.layout.text.lines import ems, row_starts
from deckgen.layout.text.measure import measure
from deckgen.theme.files import theme_names
from deckgen.theme.load import load_theme
from deckgen.units import Point, points
from tests.layout.decks import LECTERN, box, deck, laid, lines, listing, runs, sizes, slide, span

SHORT = "The speech was met in silence"
LONG = "The commission read the files of the rehabilitated and found that nine in ten had confessed to all"


def test_most_headlines_decide_on_the_size() -> None:
    """One long headline among ten steps down alone; where many are long, all are set smaller."""
    few = [slide("list", listing("One"), title=LONG if at == 0 else SHORT, id=f"s{at}") for at in range(10)]
    many = [slide("list", listing("One"), title=LONG if at % 2 else SHORT, id=f"s{at}") for at in range(10)]
    assert agreed_size(deck(*few), LECTERN) == Point(40)
    found = [sizes(box(page, "title"))[0] for page in laid(*few).pages]
    assert found[1:] == [40] * 9
    assert found[0] < 40
    assert agreed_size(deck(*many), LECTERN) == sizes(box(laid(*many).pages[0], "title"))[0] < 40


@pytest.mark.parametrize("name", theme_names())
@pytest.mark.parametrize(
    "title",
    [
        "Power came first, but Khrushchev had three purposes in the spring of the year",
        "The policy set out to take Stalin’s police state apart and to keep his party",
        "It was to be the end of the rule of a single man over the whole of the Union",
        "Nobody knew what was to become of the men who had stood next to the throne",
    ],
)
def test_no_line_of_a_headline_ends_on_a_small_word(name: str, title: str) -> None:
    """Articles, prepositions and the like stand with the word that follows, in every theme."""
    theme = load_theme(name)
    found = box(laid(slide("list", listing("One"), title=title), theme=theme).pages[0], "title")
    (one,) = found.paragraphs
    assert one.lines == 2
    assert plain(one.runs).replace("\u00a0", " ") == title
    measured = measure(one.runs, theme.styles[one.style], theme)
    starts = row_starts(measured, ems(found.rect.width - found.inset_end, one.size), 0, 2)
    last = measured.fragment(starts[1] - 1).split("\u00a0")[-1]
    assert last.lower() not in {"but", "the", "of", "to", "a", "and", "was", "be", "who", "had", "his", "in"}
    assert len(measured.widths) - starts[1] > 1


@pytest.mark.parametrize("name", theme_names())
def test_text_begins_at_one_distance_from_the_last_line(name: str) -> None:
    """Below one line or two, the frame begins as far from the headline's foot as the theme says."""
    theme = load_theme(name)
    points_ = listing(*["A point that takes a line of the slide"] * 9)
    for title, count in ((SHORT, 1), (LONG[:72], 2)):
        page = laid(slide("list", points_, title=title), theme=theme).pages[0]
        head, body = box(page, "title"), box(page, "body")
        assert lines(head) == [count]
        foot = head.rect.y + head.height
        assert points(body.rect.y - foot) == pytest.approx(theme.frame.gap, abs=0.5)


def test_a_headline_of_one_line_keeps_to_its_layout() -> None:
    """Title and text of the usual size stand where the layout has them, so that both inherit their places."""
    page = laid(slide("list", listing(*["A point that takes a line"] * 9), title=SHORT)).pages[0]
    layout = LECTERN.layouts["list"]
    for key in ("title", "body"):
        region = layout.region(key)
        assert region is not None
        assert box(page, key).rect == region.rect


def test_a_sections_number_keeps_to_the_headline_beside_it() -> None:
    """Where a theme sets it as large as headlines, it is set smaller beside one that is, also a question."""
    theme = load_theme("folio")
    options = (Option(runs("Yes"), span(30)), Option(runs("No"), span(31)))
    question = Question(runs(LONG), (), span(29))
    made = (
        *(slide("list", listing("One"), title=SHORT, id=f"s{at}") for at in range(8)),
        slide("list", listing("One"), title=LONG),
        slide("question", question, Choices(options, None, False, span(30))),
    )
    pages = laid(*made, theme=theme).pages
    found = [
        (one.paragraphs[0].size, sizes(box(page, "title"))[0])
        for page in pages
        for one in page.chrome
        if one.role is Role.SECTION_NUMBER
    ]
    assert [number for number, _ in found] == [title for _, title in found]
    assert len({number for number, _ in found}) > 1
