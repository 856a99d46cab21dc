"""What is said of a merge can be told apart: long texts are shown where they differ, on the page too."""

from __future__ import annotations

from deckgen.regenerate.merging.plan import Finding, Kind, Merge
from deckgen.regenerate.report import Merged, comparing, lines_of, listing
from deckgen.regenerate.report_page import Surroundings, report_page
from deckgen.structs import replace
from deckgen.units import SLIDE

LONG = "The thaw began with a speech that nobody had expected, and ended with another one. " * 12
NOTES = Finding(
    Kind.CONFLICT, "thaw", 2, "The thaw", "notes", "text", f"{LONG}Pause.", f"{LONG}Wait.", f"{LONG}Breathe."
)
MERGED = Merged((NOTES,), (), True, source="talk.yaml")


def test_long_texts_are_shown_where_they_differ() -> None:
    """In the terminal, in lists and between two decks."""
    conflict = "\n".join(lines_of(MERGED))
    assert "outline: …" in conflict
    assert "Wait." in conflict
    assert "Breathe." in conflict
    (line,) = listing([NOTES])
    assert "Breathe.; outline: …" in line
    (line,) = comparing([NOTES])
    assert "Pause. → …" in line
    assert len(line) < 160


def test_the_page_leaves_out_what_nobody_changed_in_a_long_text() -> None:
    """Each of three texts is cut at the same place, and what is new in it is marked."""
    gone = replace(NOTES, number=0)
    merged = Merged((gone,), (), True, source="talk.yaml")
    around = Surroundings(SLIDE, {}, lambda digest: None, "talk.yaml")
    page = report_page(Merge((), (gone,)), merged, "The thaw", around).decode()
    assert page.count("The thaw began") < 6
    assert page.count(" … ") == 3
    assert "<mark>Wait</mark>" in page
    assert "<mark>Breathe</mark>" in page


def test_what_was_merged_word_by_word_is_one_row_of_the_page() -> None:
    """One part of a text was kept and another taken: both are marked, and said once."""
    found = tuple(replace(NOTES, number=0, kind=kind) for kind in (Kind.KEPT, Kind.APPLIED))
    around = Surroundings(SLIDE, {}, lambda digest: None, "talk.yaml")
    merged = Merged(found, (), True, source="talk.yaml")
    page = report_page(Merge((), found), merged, "The thaw", around).decode()
    assert page.count("<mark>Wait</mark>") == page.count("<mark>Breathe</mark>") == 1
    assert "kept, and the outline’s change taken" in page
