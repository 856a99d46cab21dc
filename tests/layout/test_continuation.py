"""Where things go on that are larger than a slide: rows, steps, events, wide tables, titles of pictures."""

from __future__ import annotations

import pytest

from deckgen.deck.model import Process, Step, plain
from deckgen.layout.pages import Page, PictureBox, PlacedCell, TableBox
from deckgen.structs import replace
from deckgen.theme.files import theme_names
from deckgen.theme.load import load_theme
from deckgen.theme.model import Theme
from tests.layout.decks import (
    LOREM,
    box,
    events,
    laid,
    refused,
    runs,
    sizes,
    slide,
    span,
    text,
    timelines,
    words_of,
)
from tests.layout.kinds.diagrams.test_agendas import diagram
from tests.layout.kinds.diagrams.test_diagrams import comparison, loose_ends, well_placed
from tests.layout.kinds.test_place import figure, table, timeline
from tests.layout.test_every_word import within
from tests.torture.words import long_title

MUCH = " ".join([LOREM] * 12)


@pytest.fixture(params=theme_names())
def theme(request: pytest.FixtureRequest) -> Theme:
    """Each theme."""
    return load_theme(request.param)


def test_a_row_taller_than_a_slide_goes_on_in_another(theme: Theme) -> None:
    """Its name stands again, continued; its sides go on where they stopped; an ended one is left out."""
    made = laid(slide("comparison", comparison(("A", MUCH, "c"), ("B", "b", "c")), title="T"), theme=theme)
    members = [one for page in made.pages for one in diagram(page).members if not one.header]
    said = [{one.key.partition("-")[0]: text(one) for one in member.texts} for member in members]
    assert len(made.pages) > 1
    assert [one["aspect"] for one in said] == ["A", *["A (continued)"] * (len(said) - 2), "B"]
    assert [one["right"] for one in said if "right" in one] == ["c", "c"]
    assert [*words_of(one["left"] for one in said[:-1])] == MUCH.split()
    assert all(one["left"].endswith((".", ";")) for one in said[:-1])
    assert [len(member.links) for member in members] == [len(one) - 1 for one in said]
    assert loose_ends(made) == []
    for page in made.pages:
        well_placed(diagram(page))


@pytest.mark.parametrize("title", ["", "Report"])
def test_a_step_taller_than_a_slide_goes_on_on_the_next_plate(title: str, theme: Theme) -> None:
    """Its title stands again above what is left of it, and says that it goes on."""
    step = Step(runs(title), runs(MUCH), span(1)) if title else Step(runs(MUCH), (), span(1))
    steps = Process((step, Step(runs("End"), (), span(2))), span(1))
    made = laid(slide("process", steps, title="T"), theme=theme)
    said = [text(one) for page in made.pages for member in diagram(page).members for one in member.texts]
    assert len(said) > 2
    assert all(one.startswith(title) for one in said[:-1])
    assert [one.startswith(f"{title} (continued)") for one in said[1:-1]] == [bool(title)] * (len(said) - 2)
    left = (one.removeprefix(title).removeprefix(" (continued)") for one in said)
    assert [*words_of(left)] == [*MUCH.split(), "End"]
    for page in made.pages:
        well_placed(diagram(page))


def test_an_event_taller_than_its_place_goes_on_in_another(theme: Theme) -> None:
    """Its date stands again and says that it goes on; those that fit are left whole."""
    made = laid(
        slide("timeline", timeline(("1956", f"{MUCH} {MUCH}"), ("1964", "An end")), title="T"), theme=theme
    )
    boxes = [one for page in made.pages for one in timelines(page)]
    texts = [(text(one.date), text(one.text)) for box in boxes for one in events(box)]
    assert len(texts) > 2
    assert [date for date, _ in texts] == ["1956", *["1956 (continued)"] * (len(texts) - 2), "1964"]
    assert [*words_of(said for _, said in texts)] == [*MUCH.split(), *MUCH.split(), "An", "end"]
    for page in made.pages:
        within(page)


def _tables(pages: tuple[Page, ...]) -> list[TableBox]:
    return [one for page in pages for one in page.boxes if isinstance(one, TableBox)]


def test_a_long_table_takes_as_few_slides_as_its_smallest_size(theme: Theme) -> None:
    """However many rows there are, no larger type makes more slides of them, and all are about as full."""
    style = replace(theme.styles["table"], size=theme.floors.table)
    small = replace(theme, styles={**theme.styles, "table": style})
    for count in (21, 50, 240):
        rows = [(f"Country {at}", str(37 * at), "what is known about it") for at in range(count)]
        typed = slide("table", table(("Name", "Number", "What"), *rows), title="T")
        pages, least = laid(typed, theme=theme).pages, laid(typed, theme=small).pages
        assert len(pages) == len(least)
        lengths = [len(one.rows) for one in _tables(pages)]
        assert max(lengths) - min(lengths) <= 1
        for page in pages:
            within(page)


def test_columns_without_room_beside_each_other_go_on(theme: Theme) -> None:
    """The first one, which names the rows, stands on each slide; sizes are alike, and none is below 16 pt."""
    head = ("Year", *(f"Administration{at}" for at in range(11)))
    rows = [(str(1950 + row), *(f"{row}-{at}" for at in range(11))) for row in range(3)]
    made = laid(slide("table", table(head, *rows), title="T"), theme=theme)
    said = [[[text_of(cell) for cell in row] for row in one.rows] for one in _tables(made.pages)]
    assert len(said) > 1
    assert all([row[0] for row in one] == ["Year", "1950", "1951", "1952"] for one in said)
    assert [name for one in said for name in one[0][1:]] == [*head[1:]]
    assert max(len(one[0]) for one in said) - min(len(one[0]) for one in said) <= 1
    assert len({one.rows[1][0].paragraphs[0].size for one in _tables(made.pages)}) == 1
    assert _tables(made.pages)[0].rows[1][0].paragraphs[0].size >= theme.floors.table
    for page in made.pages:
        within(page)


def text_of(cell: PlacedCell) -> str:
    """Return the words of a cell."""
    return " ".join(plain(one.runs) for one in cell.paragraphs)


def test_a_word_wider_than_a_slide_is_refused_however_columns_are_parted(theme: Theme) -> None:
    """What no parting helps is told of the whole table, at the longest word."""
    wide = table(("A", "B", "C", "D"), ("a", "b", "W" * 90, "d"))
    assert refused(slide("table", wide, title="T"), theme=theme) == [
        "51: the 4 columns of this table are too narrow for their longest words, even at 16 pt; "
        f'the longest is "{"W" * 90}"'
    ]


def test_a_picture_makes_way_for_a_long_title(theme: Theme) -> None:
    """What is too long for the field beside a picture that fills the slide stands above it, as any title."""
    long, short = (
        laid(slide("picture", figure(1600, 900), title=one, sources=(runs("Kort 3"),)), theme=theme).pages[0]
        for one in (long_title(300), "A map")
    )
    assert (long.layout, short.layout) == ("figure", "picture")
    assert sizes(box(long, "title"))[0] >= theme.floors.body
    assert "Kort 3" in text(box(long, "source"))
    assert any(isinstance(one, PictureBox) and not any(cut_off(one)) for one in long.boxes)
    within(long)


def cut_off(picture: PictureBox) -> tuple[float, ...]:
    """Return how much of a picture is cut off at its edges."""
    crop = picture.crop
    return (crop.left, crop.top, crop.right, crop.bottom)
