"""Citations lead to the works cited, and the entries back."""

from __future__ import annotations

import pytest

import deckgen
from deckgen.deck.model import Cell, Entry, References, Run, Table, plain
from deckgen.layout.pages import Page, Pages, TableBox, TextBox, paragraphs_of
from deckgen.layout.passes.links import map_paragraphs
from deckgen.structs import replace
from tests.layout.decks import laid, listing, slide, span
from tests.tools import ROOT

KORT = References(
    (
        Entry("kort", (Run("Kort, Michael. "), Run("The Soviet Colossus", italic=True), Run(". 1996."))),
        Entry("wood", (Run("Wood, Robert. "), Run("Web", italic=True))),
    )
)
IN_TEXT = (
    Run("So it was "),
    Run("(", cites=("kort", "wood")),
    Run("Kort 294", cites=("kort",)),
    Run("; ", cites=("kort", "wood")),
    Run("Wood", cites=("wood",)),
    Run(")", cites=("kort", "wood")),
)


def cited() -> Pages:
    """Lay out a slide that is hidden, one that cites two works, and the works cited."""
    plain_list = listing("x")
    item = replace(plain_list.items[0], runs=IN_TEXT)
    first = slide("list", replace(plain_list, items=(item,)), title="One")
    return laid(
        replace(first, id="zero", hidden=True),
        replace(first, id="one", sources=((Run("Source: "), Run("Kort 294", cites=("kort",))),)),
        replace(slide("works-cited", KORT, title="Works Cited"), id="works"),
    )


def texts(page: Page) -> dict[str, list[tuple[str, str | None]]]:
    """Return the runs of each box of text with their links."""
    return {
        box.key: [(run.text, run.link) for one in box.paragraphs for run in one.runs]
        for box in page.boxes
        if isinstance(box, TextBox)
    }


def test_a_citation_leads_to_the_page_of_its_entry() -> None:
    """In the text and at the foot, a bracket with its name; what stands between works leads nowhere."""
    page = cited().pages[1]
    assert texts(page)["body"] == [
        ("So it was ", None),
        ("(Kort", "#works"),
        (" 294", None),
        ("; ", None),
        ("Wood)", "#works"),
    ]
    assert texts(page)["source"] == [("Source: ", None), ("Kort", "#works"), (" 294", None)]


def test_an_entry_leads_back_to_its_first_use_that_is_shown() -> None:
    """A hidden slide is no place to go back to; the link is its first word, not the whole entry."""
    boxes = texts(cited().pages[2])
    runs = [run for key in ("left", "right") for run in boxes.get(key, [])]
    assert ("Kort", "#one") in runs
    assert ("Wood", "#one") in runs
    assert ("The Soviet Colossus", None) in runs
    assert plain(tuple(Run(text) for text, _ in runs)).startswith("Kort, Michael. The Soviet Colossus. 1996.")


def test_a_citation_in_a_table_leads_there_too() -> None:
    """Cells are no exception."""
    header = (Cell((Run("a"),), span(1)), Cell((Run("b"),), span(1)))
    row = (Cell((Run("c"),), span(1)), Cell(IN_TEXT, span(1)))
    table = Table(header, (row,), (False, False), (), span(1))
    made = laid(
        slide("table", table, title="T"), replace(slide("works-cited", KORT, title="Works"), id="works")
    )
    (box,) = (one for one in made.pages[0].boxes if isinstance(one, TableBox))
    assert [run.link for run in box.rows[1][1].paragraphs[0].runs if "Kort" in run.text] == ["#works"]


def links_of(*cited: Run) -> list[str]:
    """Return what is linked in a point that says these runs, with the works cited behind it."""
    plain_list = listing("x")
    item = replace(plain_list.items[0], runs=cited)
    made = laid(
        slide("list", replace(plain_list, items=(item,)), title="One"),
        replace(slide("works-cited", KORT, title="Works"), id="works"),
    )
    return [text for text, link in texts(made.pages[0])["body"] if link]


def test_a_bracket_is_never_left_behind_by_its_link() -> None:
    """LibreOffice breaks lines where a link begins and ends: all of a short citation is inside."""
    kort = ("kort",)
    assert links_of(Run("so "), Run("(Kort\u00a0294)", cites=kort), Run(".")) == ["(Kort\u00a0294)"]
    assert links_of(Run("so "), Run("[1]", cites=kort)) == ["[1]"]
    assert links_of(Run("so "), Run("(Kort, in a long and breakable place)", cites=kort)) == ["(Kort"]
    assert links_of(Run("so ("), Run("Kort", italic=True, cites=kort), Run(")")) == ["Kort"]
    assert links_of(Run("Kort", cites=kort), Run(" (1996)", cites=kort)) == ["Kort"]


def test_an_initial_is_not_what_is_linked() -> None:
    """A note that begins with M. Kort is linked at Kort; where there is nothing else, the initial will do."""
    assert links_of(Run("M. Kort, Colossus", cites=("kort",))) == ["Kort"]
    assert links_of(Run("K.", cites=("kort",))) == ["K"]


@pytest.mark.parametrize(
    ("said", "linked"),
    [
        ("शुक्ल 423", "शुक्ल"),
        ("ดำรงราชานุภาพ 5", "ดำรงราชานุภาพ"),
        ("Kapita\u0308n 7", "Kapita\u0308n"),
        ("בן־יהודה 3", "בן־יהודה"),
        ("O’Neill-Smith 3", "O’Neill-Smith"),
        ("A Page by Itself", "Page"),
    ],
)
def test_a_link_ends_behind_the_marks_of_its_last_letter(said: str, linked: str) -> None:
    """No vowel sign or accent is torn from its letter, and a word with a hyphen is one."""
    assert links_of(Run(said, cites=("kort",))) == [linked]


def test_without_a_list_nothing_is_linked() -> None:
    """A deck that leaves the works cited out has no dead links."""
    plain_list = listing("x")
    item = replace(plain_list.items[0], runs=IN_TEXT)
    page = laid(slide("list", replace(plain_list, items=(item,)), title="One")).pages[0]
    assert not any(link for runs in texts(page).values() for _, link in runs)


def test_a_page_on_which_nothing_changes_is_the_same_object() -> None:
    """Whatever the kind of box: a page is made anew only where one of its paragraphs is."""
    pages = deckgen.compile(ROOT / "tests" / "decks" / "kinds.yaml").pages
    assert pages is not None
    same = map_paragraphs(pages.pages, lambda one: one)
    assert all(one is other for one, other in zip(pages.pages, same, strict=True))
    marked = map_paragraphs(pages.pages, lambda one: replace(one, runs=(*one.runs, Run("!"))))
    for before, after in zip(pages.pages, marked, strict=True):
        said = [one for box in before.boxes for one in paragraphs_of(box)]
        assert [plain(one.runs) + "!" for one in said] == [
            plain(one.runs) for box in after.boxes for one in paragraphs_of(box)
        ]
