"""After a merge the layout still holds: what no longer fits is set smaller, or reported with a cure."""

from __future__ import annotations

import copy
from collections.abc import Callable
from pathlib import Path

import pytest
from pptx.util import Emu, Pt

from deckgen.build import BuildResult, build
from deckgen.compile import Options
from tests.building import NOW, SERVICES
from tests.regenerate import hands, talk
from tests.regenerate.merging.test_follow import outline

LONG = "Larks sing over the field while the reapers rest in the shade of a cart and eat their bread"


def longer(deck: hands.Deck) -> None:
    """Put five long points more in the list."""
    frame = hands.shape(deck, "The ears turn").text_frame
    for number in range(5):
        made = copy.deepcopy(frame.paragraphs[0]._p)
        frame.paragraphs[0]._p.addnext(made)
        frame.paragraphs[1].runs[0].text = f"{LONG} {number}"


def sized(size: int, do: Callable[[hands.Deck], None] = longer) -> Callable[[hands.Deck], None]:
    """Return the edit, with the list set at a size by hand."""

    def edit(deck: hands.Deck) -> None:
        do(deck)
        for paragraph in hands.shape(deck, "The ears turn").text_frame.paragraphs:
            for run in paragraph.runs:
                run.font.size = Pt(size)

    return edit


def built(folder: Path, do: Callable[[hands.Deck], None], text: str = talk.TALK) -> BuildResult:
    """Build a changed outline over a deck in which something was done by hand."""
    build(Options(outline(folder), to="pptx"), SERVICES, now=NOW)
    deck = hands.opened((folder / "talk.pptx").read_bytes())
    do(deck)
    (folder / "talk.pptx").write_bytes(hands.saved(deck))
    return build(Options(outline(folder, text), to="pptx,html"), SERVICES, now=NOW)


def deck_in(folder: Path) -> hands.Deck:
    """Return the deck that is in a folder."""
    return hands.opened((folder / "talk.pptx").read_bytes())


def sizes(folder: Path, said: str) -> set[float]:
    """Return the sizes in points that a text of a deck is set at."""
    frame = hands.shape(deck_in(folder), said).text_frame
    return {run.font.size.pt for paragraph in frame.paragraphs for run in paragraph.runs if run.font.size}


def test_a_text_that_grew_is_set_smaller(tmp_path: Path) -> None:
    """All its points, by hand or of the outline, at one size and with smaller gaps; nothing is reported."""
    more = talk.Change("turns brittle", "turns brittle and pale", "brittle and pale")
    result = built(tmp_path, longer, more(talk.TALK))
    found = sizes(tmp_path, "The ears turn")
    assert len(found) == 1
    assert max(found) < 32
    assert result.warnings == ()
    assert not result.merged or not result.merged.conflicts
    gaps = [one.space_after for one in hands.shape(deck_in(tmp_path), "The ears").text_frame.paragraphs]
    assert set(gaps[:-1]) != {Pt(44.8)}
    assert len(set(gaps[:-1])) == 1


def test_it_is_set_larger_again_where_there_is_room(tmp_path: Path) -> None:
    """The size is not the hand's: a second build changes no byte, a shorter text is as before."""
    build(Options(outline(tmp_path), to="pptx"), SERVICES, now=NOW)
    usual = sizes(tmp_path, "The ears turn")
    built(tmp_path, longer)
    assert max(sizes(tmp_path, "The ears turn")) < max(usual)
    small = (tmp_path / "talk.pptx").read_bytes()
    result = build(Options(tmp_path / "talk.yaml", to="pptx"), SERVICES, now=NOW)
    assert (tmp_path / "talk.pptx").read_bytes() == small
    assert result.merged is not None
    assert not [one for one in result.merged.findings if one.field == "style"]
    deck = deck_in(tmp_path)
    frame = hands.shape(deck, "The ears turn").text_frame
    for paragraph in [one._p for one in frame.paragraphs if LONG in one.text]:
        paragraph.getparent().remove(paragraph)
    (tmp_path / "talk.pptx").write_bytes(hands.saved(deck))
    build(Options(tmp_path / "talk.yaml", to="pptx"), SERVICES, now=NOW)
    assert sizes(tmp_path, "The ears turn") == usual


def test_a_headline_gets_more_room_before_it_gets_smaller(tmp_path: Path) -> None:
    """Its box grows into what is free below it; a longer one is set smaller, too."""

    def edit(deck: hands.Deck) -> None:
        title = hands.shape(deck, "Grain is cut")
        title.text_frame.paragraphs[0].runs[0].text = "Grain is cut in late summer, when the ears are heavy"

    result = built(tmp_path, edit)
    title = hands.shape(deck_in(tmp_path), "Grain is cut")
    body = hands.shape(deck_in(tmp_path), "The ears turn")
    assert title.height > Emu(548_640)
    assert title.top + title.height <= body.top
    assert sizes(tmp_path, "Grain is cut") <= {40}
    assert result.warnings == ()


def test_a_size_set_by_hand_stays_and_is_reported(tmp_path: Path) -> None:
    """With the slide and with what to do."""
    result = built(tmp_path, sized(44))
    assert sizes(tmp_path, "The ears turn") == {44}
    found = [one for one in result.warnings if "too long for its place" in one.message]
    assert [one.message for one in found] == [
        'slide 3, "Grain is cut in late summer": the merged text is too long for its place (body)'
    ]
    assert "its size smaller" in found[0].hints[0]


def test_a_size_set_by_hand_that_fits_is_no_matter(tmp_path: Path) -> None:
    """Nothing is reported of it, and nothing is changed."""
    result = built(tmp_path, sized(14, lambda deck: hands._put(deck, "The ears turn", "yellow", "golden")))
    assert sizes(tmp_path, "The ears turn") == {14}
    assert result.warnings == ()


@pytest.mark.parametrize(("rows", "reported"), [(1, False), (30, True)])
def test_a_table_that_leaves_the_slide_is_reported(rows: int, reported: bool, tmp_path: Path) -> None:
    """Rows cannot be set smaller than a table's text; the author is told."""

    def edit(deck: hands.Deck) -> None:
        for _ in range(rows):
            hands._row(deck)

    result = built(tmp_path, edit)
    assert any("merged table is taller" in one.message for one in result.warnings) is reported


def test_a_box_made_smaller_by_hand_keeps_its_place(tmp_path: Path) -> None:
    """The text of the outline that comes into it is set to fit there."""

    def edit(deck: hands.Deck) -> None:
        box = hands.shape(deck, "The ears turn")
        left, top, width = box.left, box.top, box.width
        box.left, box.top, box.width, box.height = left, top, width, Emu(1_500_000)

    change = talk.Change("turns brittle", "turns brittle and pale", "pale")
    built(tmp_path, edit, change(talk.TALK))
    box = hands.shape(deck_in(tmp_path), "brittle and pale")
    assert abs(box.height - 1_500_000) < 10
    assert max(sizes(tmp_path, "brittle and pale")) < 32
