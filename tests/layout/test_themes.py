"""What holds in every theme: places that give way to each other, columns, edges."""

from __future__ import annotations

import pytest

from deckgen.deck import model
from deckgen.layout.pages import Role, TableBox, TextBox
from deckgen.layout.tables import PAD_X
from deckgen.theme.files import theme_names
from deckgen.theme.load import load_theme
from deckgen.theme.model import Anchor
from deckgen.units import grid
from tests.layout.decks import LOREM, box, laid, listing, runs, slide, span
from tests.layout.test_place import quotation, table


@pytest.mark.parametrize("name", theme_names())
def test_a_quotation_is_balanced(name: str) -> None:
    """No line of a quotation is much longer than its last one."""
    found = box(
        laid(
            slide("quote", quotation("It was so silent that you could hear a pin drop", "N. K.")),
            theme=load_theme(name),
        ).pages[0],
        "quote",
    )
    assert found.paragraphs[0].lines == 2
    assert found.inset_end > found.rect.width // 5


@pytest.mark.parametrize("name", theme_names())
def test_sources_in_the_margin_take_no_room_from_what_stands_beside_them(name: str) -> None:
    """Text is cut off above the sources only where they stand below it."""
    sources = runs("Sources: " + "; ".join(f"Author {number}" for number in range(16)))
    page = laid(
        slide("list", listing(LOREM, LOREM), title="T", sources=(sources,)), theme=load_theme(name)
    ).pages[0]
    body, source = box(page, "body"), box(page, "source")
    assert not body.rect.overlaps(source.rect)
    region = load_theme(name).layouts["list"].region("body")
    assert region is not None
    if source.rect.right <= region.rect.x:
        assert body.rect == region.rect
    assert source.height <= source.rect.height


@pytest.mark.parametrize("name", theme_names())
@pytest.mark.parametrize(("count", "columns"), [(1, 1), (4, 1), (5, 2)])
def test_few_works_cited_stand_in_one_column(name: str, count: int, columns: int) -> None:
    """Up to four entries stand one below the other, over the width of both columns or of eighty letters."""
    entries = tuple(model.Entry(f"k{at}", runs(f"Author {at}. {LOREM}")) for at in range(count))
    page = laid(
        slide("works-cited", model.References(entries), title="Works Cited"), theme=load_theme(name)
    ).pages[0]
    found = [one for one in page.boxes if isinstance(one, TextBox) and one.role is Role.REFERENCES]
    assert len(found) == columns
    left = load_theme(name).layouts["works-cited"].region("left")
    assert left is not None
    assert (found[0].rect.width > 1.4 * left.rect.width) == (columns == 1)


@pytest.mark.parametrize("name", theme_names())
def test_a_table_stands_flush_with_the_title(name: str) -> None:
    """The first column's text begins, and the last one's ends, where the table does."""
    words = ("Year", "Court", "Judges")
    made = table(words, words)
    page = laid(slide("table", made, title="Courts"), theme=load_theme(name)).pages[0]
    (found,) = [one for one in page.boxes if isinstance(one, TableBox)]
    assert [found.padding(column) for column in range(3)] == [(0, PAD_X), (PAD_X, PAD_X), (PAD_X, 0)]
    assert found.rect.x == box(page, "title").rect.x


@pytest.mark.parametrize("name", theme_names())
@pytest.mark.parametrize("value", ["7", "500 000"])
def test_a_number_stands_close_to_its_label(name: str, value: str) -> None:
    """However small a long number has to be set, its foot is near the text that says what it counts."""
    made = model.BigNumber(runs(value), runs("chloroplasts"), span(3))
    page = laid(slide("big-number", made, title="Counted"), theme=load_theme(name)).pages[0]
    number, label = box(page, "number"), box(page, "label")
    assert number.anchor is Anchor.BOTTOM
    assert 0 <= label.rect.y - number.rect.bottom <= grid(4)
