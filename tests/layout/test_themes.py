"""What holds in every theme: places that give way to each other, columns, edges."""

from __future__ import annotations

import pytest

from deckgen.deck import model
from deckgen.deck.model import Code, CodeLine, Token, plain
from deckgen.layout.kinds.captions import ABOVE_GAP, CAPTION_GAP
from deckgen.layout.kinds.tables import PAD_X
from deckgen.layout.pages import Box, Diagram, DiagramBox, Role, TableBox, TextBox
from deckgen.layout.text.lines import SLACK, break_lines, ems
from deckgen.layout.text.measure import measure
from deckgen.structs import replace
from deckgen.theme.files import theme_names
from deckgen.theme.load import load_theme
from deckgen.theme.model import Anchor
from deckgen.units import grid
from tests.layout.decks import LOREM, box, events, laid, listing, runs, slide, span
from tests.layout.kinds.test_place import quotation, table
from tests.layout.test_every_word import within


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
@pytest.mark.parametrize(("count", "columns"), [(1, 1), (4, 1), (9, 2)])
def test_few_works_cited_stand_in_one_column(name: str, count: int, columns: int) -> None:
    """Up to six entries that fit stand one below the other, as wide as running text."""
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
    assert found.pads == ((0, PAD_X), (PAD_X, PAD_X), (PAD_X, 0))
    assert found.rect.x == box(page, "title").rect.x


@pytest.mark.parametrize("name", theme_names())
def test_what_a_table_is_called_stands_above_it(name: str) -> None:
    """The handbooks have it there, on each slide that the table goes on to, and read before it."""
    rows = [("1956", "Moscow", "The speech")] * 40
    made = replace(table(("Year", "Place", "Event"), *rows), caption=runs("Table 1. What happened"))
    pages = laid(slide("table", made, title="Events"), theme=load_theme(name)).pages
    assert len(pages) > 1
    for page in pages:
        caption = box(page, "caption")
        (found,) = [one for one in page.boxes if isinstance(one, TableBox)]
        assert box(page, "title").rect.bottom <= caption.rect.y
        assert caption.rect.bottom + ABOVE_GAP == found.rect.y
        assert page.boxes.index(caption) < page.boxes.index(found)
        within(page)


@pytest.mark.parametrize("name", theme_names())
@pytest.mark.parametrize("value", ["7", "500 000"])
def test_a_number_stands_close_to_its_label(name: str, value: str) -> None:
    """However small a long number has to be set, its foot is near the text that says what it counts."""
    made = model.BigNumber(runs(value), runs("chloroplasts"), span(3))
    page = laid(slide("big-number", made, title="Counted"), theme=load_theme(name)).pages[0]
    number, label = box(page, "number"), box(page, "label")
    assert number.anchor is Anchor.BOTTOM
    assert 0 <= label.rect.y - number.rect.bottom <= grid(4)


@pytest.mark.parametrize("name", theme_names())
def test_the_ground_of_a_program_is_as_high_as_the_program(name: str) -> None:
    """A line stands on a low ground, its caption right below."""
    theme = load_theme(name)
    region = theme.layouts["code"].region("code")
    assert region is not None
    heights = []
    for count in (1, 5, 60):
        lines = tuple(CodeLine((Token("x = 1", ""),), False, span(60)) for _ in range(count))
        code = Code(lines, "python", runs("Said"), span(60))
        page = laid(slide("code", code, title="T"), theme=theme).pages[0]
        found = box(page, "code")
        heights.append(found.rect.height)
        assert found.height <= found.rect.height <= region.rect.height
        assert (found.fill, found.outer.x) == ("panel", region.outer.x)
        assert box(page, "caption").rect.y - found.outer.bottom == CAPTION_GAP
    assert heights[0] < heights[1] / 3 < heights[2]


def texts(found: Box) -> tuple[TextBox, ...]:
    """Return the texts of a timeline's events, of a diagram's shapes."""
    if isinstance(found, DiagramBox) and found.kind is Diagram.TIMELINE:
        return tuple(one.text for one in events(found))
    return tuple(one for each in found.members for one in each.texts) if isinstance(found, DiagramBox) else ()


@pytest.mark.parametrize("name", theme_names())
def test_no_word_of_an_event_or_a_step_is_left_alone(name: str) -> None:
    """Short texts side by side end in two words at least wherever a narrower line makes that so."""
    theme = load_theme(name)
    events = model.Timeline(
        tuple(
            model.Event(runs(date), runs(said), span(60))
            for date, said in (("1901", "One"), ("1945", "The third event, with more to say than the others"))
        ),
        span(60),
    )
    steps = model.Process(
        (
            model.Step(runs("Speak for four hours"), (), span(60)),
            *[model.Step(runs("Read"), (), span(60))] * 2,
        ),
        span(60),
    )
    for kind, made in (("timeline", events), ("process", steps)):
        page = laid(slide(kind, made, title="T"), theme=theme).pages[0]
        for found in (one for each in page.boxes for one in texts(each)):
            for one in found.paragraphs:
                style = theme.styles[one.style]
                room = ems(found.rect.width - found.inset_end, one.size)
                broken = break_lines(measure(one.runs, style, theme), room / SLACK)
                assert broken.rows == 1 or broken.last_words > 1, plain(one.runs)
