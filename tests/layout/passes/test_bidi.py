"""In decks from right to left, links and feet are written so that LibreOffice keeps their order."""

from __future__ import annotations

import pytest

from deckgen.deck.model import Run, plain
from deckgen.layout.lay_out import lay_out
from deckgen.layout.pages import Role, TextBox
from deckgen.structs import replace
from deckgen.theme.load import load_theme
from tests.layout.decks import deck, listing, slide

HOME = "https://example.org"


def shown(*runs: Run, language: str = "he") -> str:
    """Lay out a point that says these runs; links stand in braces, marks are `<` and `>`."""
    plain_list = listing("x")
    item = replace(plain_list.items[0], runs=runs)
    made = replace(deck(slide("list", replace(plain_list, items=(item,)), title="One")), language=language)
    pages, problems = lay_out(made, load_theme("lectern"))
    assert problems == ()
    assert pages is not None
    (body,) = (one for one in pages.pages[0].boxes if isinstance(one, TextBox) and one.key == "body")
    said = "".join(f"{{{run.text}}}" if run.link else run.text for run in body.paragraphs[0].runs)
    return said.replace("\u200e", ">").replace("\u200f", "<")


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        ("ויקיפדיה", "ראו <{ויקיפדיה}<."),
        ("Archives nationales", "ראו >{Archives nationales}>."),
        ("(Doyle, p. 86)", "ראו >{(Doyle, p. 86)}>."),
        ("(Doyle", "ראו (>{Doyle}>."),
        ("(כץ, p. 86)", "ראו (<{כץ}<, >{p. 86}>)."),
        ("איור 2.", "ראו <{איור}< <{2}<.."),
        ("ספר Python 3", "ראו <{ספר}< >{Python 3}>."),
        ("3D בבית", "ראו >{3D}> <{בבית}<."),
        ("מַחְשֵׁב", "ראו <{מַחְשֵׁב}<."),
        ("…", "ראו {…}."),
    ],
)
def test_a_link_is_of_one_direction_between_its_marks(link: str, expected: str) -> None:
    """It is parted where the direction changes; signs at its edges belong to the line."""
    assert shown(Run("ראו "), Run(link, link=HOME), Run(".")) == expected


def test_elsewhere_links_stay_as_they_are() -> None:
    """A deck from left to right has no marks, and its links stay whole."""
    assert shown(Run("See "), Run("ספר Python 3", link=HOME), language="en") == "See {ספר Python 3}"


def test_the_foot_is_two_runs_where_it_has_a_number() -> None:
    """Of one run LibreOffice makes a field, in which it puts the number into the middle of the name."""
    for language, parts in (("he", ["2 ", "The nature"]), ("en", ["2 The nature"])):
        made = replace(deck(slide("list", listing("One"), title="T")), language=language)
        pages, _ = lay_out(made, load_theme("lectern"))
        assert pages is not None
        (foot,) = (one for one in pages.pages[0].chrome if one.role is Role.FOOTER)
        assert plain(foot.paragraphs[0].runs) == "".join(parts)
        assert [run.text for run in foot.paragraphs[0].runs] == parts
