"""Where the rows of agendas stand, and where they lead."""

from __future__ import annotations

import itertools

import pytest

from deckgen.deck.model import Agenda, AgendaRow, Section
from deckgen.layout.lay_out import lay_out
from deckgen.layout.pages import Diagram, DiagramBox, Page, Role
from deckgen.structs import replace
from deckgen.theme.files import theme_names
from deckgen.theme.load import load_theme
from deckgen.units import SLIDE, grid
from tests.layout.decks import LECTERN, LOREM, deck, laid, listing, refused, runs, slide, span, text, words_of
from tests.layout.test_every_word import within


def agenda(*texts: str, section: int | None = None) -> Agenda:
    """Return an agenda whose rows all lead to one section, or nowhere."""
    return Agenda(
        tuple(AgendaRow(runs(one), section, span(30 + at)) for at, one in enumerate(texts)), span(30)
    )


def diagram(page: Page) -> DiagramBox:
    """Return the diagram of a page."""
    (found,) = (box for box in page.boxes if isinstance(box, DiagramBox))
    return found


@pytest.mark.parametrize("name", theme_names())
def test_rows_hang_towards_the_middle_below_hairlines(name: str) -> None:
    """Rows are equally high, numbered, each below its line, and few begin lower, at one of two heights."""
    theme = load_theme(name)
    page = laid(slide("agenda", agenda("One", "Two", "Three"), title="T"), theme=theme).pages[0]
    box, region = diagram(page), theme.layouts["agenda"].region("agenda")
    assert region is not None
    assert box.kind is Diagram.AGENDA
    lines = [member.shapes[0] for member in box.members]
    assert all(one.text is None and one.colour == "rule" for one in lines)
    assert len({later.rect.y - one.rect.y for one, later in itertools.pairwise(lines)}) == 1
    down = box.rect.y - region.rect.y
    assert min(abs(down - grid(5)), abs(down - grid(10))) < grid(0.5)
    assert box.rect.bottom < region.rect.bottom
    assert [text.role for text in box.members[1].texts] == [Role.NUMERAL, Role.LABEL]
    assert [member.texts[0].paragraphs[0].runs[0].text for member in box.members] == ["1", "2", "3"]


@pytest.mark.parametrize("name", theme_names())
@pytest.mark.parametrize("rows", [1, 2, 5, 9, 30])
def test_any_number_of_rows_fits(name: str, rows: int) -> None:
    """No text is taller than its row; where one slide is too small the numbers go on on the next."""
    pages = laid(
        slide("agenda", agenda(*[LOREM[: 20 + 3 * at] for at in range(rows)]), title="T"),
        theme=load_theme(name),
    ).pages
    numbers = []
    for page in pages:
        for member in diagram(page).members:
            numbers.append(member.texts[0].paragraphs[0].runs[0].text)
            for one in member.texts:
                assert one.height <= one.rect.height
                assert SLIDE.contains(one.rect)
    assert numbers == [str(at) for at in range(1, rows + 1)]
    assert len(pages) == 1 if rows < 6 else len(pages) >= 1


def test_a_row_leads_to_the_first_slide_of_its_section_that_is_shown() -> None:
    """A hidden slide is passed over; a row without a section leads nowhere."""
    talk = deck(
        slide("agenda", agenda("The second", section=1), title="T"),
        slide("list", listing("A"), title="Hidden", id="first", section=1, hidden=True),
        slide("list", listing("A"), title="Shown", id="second", section=1),
    )
    both = replace(talk, sections=(*talk.sections, Section("two", runs("Two"), "Two", 3)))
    pages, _ = lay_out(both, LECTERN)
    assert pages is not None
    assert diagram(pages.pages[0]).members[0].target == "#second"
    assert diagram(laid(slide("agenda", agenda("A"), title="T")).pages[0]).members[0].target is None


def test_a_row_taller_than_a_slide_goes_on_in_another() -> None:
    """Its number stands again beside what is left of it; each row has the height that its text needs."""
    made = laid(slide("agenda", agenda("Short", " ".join([LOREM] * 30), "End"), title="T"))
    members = [member for page in made.pages for member in diagram(page).members]
    said = [tuple(text(one) for one in member.texts) for member in members]
    assert [number for number, _ in said] == ["1", *"2" * (len(said) - 2), "3"]
    assert [*words_of(row for _, row in said[1:-1])] == [*words_of([LOREM] * 30)]
    assert all(row.endswith((".", ";")) for _, row in said[1:-1])
    for page in made.pages:
        within(page)


def test_rows_are_unlike_in_height_only_where_that_saves_slides() -> None:
    """Five short rows are alike; a long one among many short ones does not give all of them its height."""
    short = diagram(laid(slide("agenda", agenda(*["A row"] * 5), title="T")).pages[0])
    long = laid(slide("agenda", agenda(*["A row"] * 5, " ".join([LOREM] * 3)), title="T")).pages
    heights = [[one.shapes[-1].rect.height for one in box.members] for box in (short, diagram(long[0]))]
    assert len(long) == 1
    assert len(set(heights[0])) == 1
    assert heights[1][-1] > 2 * heights[1][0]


def test_a_word_wider_than_a_row_is_refused_at_its_line() -> None:
    """It is an error of its own line."""
    (said,) = refused(slide("agenda", agenda("W" * 90), title="T"))
    assert said.startswith("30: the word")
