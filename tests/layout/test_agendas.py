"""Where the rows of agendas stand, and where they lead."""

from __future__ import annotations

import itertools
from dataclasses import replace

import pytest

from deckgen.deck.model import Agenda, AgendaRow, Section
from deckgen.layout.lay_out import lay_out
from deckgen.layout.pages import Diagram, DiagramBox, Page, Role
from deckgen.theme.files import theme_names
from deckgen.theme.load import load_theme
from deckgen.units import SLIDE
from tests.layout.decks import LECTERN, LOREM, deck, laid, listing, refused, runs, slide, span


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
def test_rows_stand_in_the_middle_below_hairlines(name: str) -> None:
    """Rows are equally high, numbered, each below its line, and the whole is anchored in the middle."""
    theme = load_theme(name)
    page = laid(slide("agenda", agenda("One", "Two", "Three"), title="T"), theme=theme).pages[0]
    box, region = diagram(page), theme.layouts["agenda"].region("agenda")
    assert region is not None
    assert box.kind is Diagram.AGENDA
    lines = [member.shapes[0] for member in box.members]
    assert all(one.text is None and one.colour == "rule" for one in lines)
    assert len({later.rect.y - one.rect.y for one, later in itertools.pairwise(lines)}) == 1
    assert abs((box.rect.y - region.rect.y) - (region.rect.bottom - box.rect.bottom)) <= 2
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
            for text in member.texts:
                assert text.height <= text.rect.height
                assert SLIDE.contains(text.rect)
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


def test_a_row_that_fits_no_slide_is_refused_at_its_line() -> None:
    """A row of a thousand words, and a word wider than its row, are errors of their own lines."""
    (said,) = refused(slide("agenda", agenda("Short", f"{LOREM} " * 30), title="T"))
    assert said.startswith("31: this row of the agenda is too long")
    (said,) = refused(slide("agenda", agenda("W" * 90), title="T"))
    assert said.startswith("30: the word")
