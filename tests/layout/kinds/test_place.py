"""Each kind of slide on its layout: sizes, line counts, places."""

from __future__ import annotations

from typing import Any

import pytest

from deckgen.deck import model
from deckgen.deck.model import (
    Cell,
    Column,
    Columns,
    Cover,
    Event,
    Figure,
    Paragraph,
    Picture,
    Quotation,
    Recording,
    Run,
    plain,
)
from deckgen.layout.kinds import tables
from deckgen.layout.kinds.pictures import said_of
from deckgen.layout.kinds.place import DIGIT_TOP
from deckgen.layout.kinds.tables import APART, PAD_X
from deckgen.layout.lay_out import lay_out
from deckgen.layout.pages import Crop, DiagramBox, Page, PictureBox, Role, TableBox, TextBox
from deckgen.layout.text.fit import MeasuredParagraph, draft
from deckgen.layout.text.lines import SLACK, break_lines, ems
from deckgen.layout.text.measure import measure
from deckgen.structs import replace
from deckgen.theme.files import theme_names
from deckgen.theme.load import load_theme
from deckgen.theme.model import Align
from deckgen.units import EMU_PER_POINT, Emu, Rect, emu, grid, grid_rect, points
from tests.layout.decks import (
    LECTERN,
    LOREM,
    box,
    deck,
    events,
    laid,
    lines,
    listing,
    prose,
    refused,
    runs,
    sizes,
    slide,
    span,
    text,
    timelines,
)
from tests.layout.test_every_word import within


def figure(width: int, height: int, caption: str = "", credit: str = "") -> Figure:
    """Return a figure with a picture of that many pixels."""
    picture = Picture(b"", "image/png", width, height, "map.png")
    return Figure(picture, "A map", runs(caption), runs(credit), span(40))


def table(*rows: tuple[str, ...], numeric: tuple[bool, ...] | None = None) -> model.Table:
    """Return a table, its header first; cells stand in lines 50, 51 and so on, a row each."""
    cells = [tuple(Cell(runs(one), span(50 + at)) for one in row) for at, row in enumerate(rows)]
    return model.Table(cells[0], tuple(cells[1:]), numeric or (False,) * len(rows[0]), (), span(50))


def timeline(*events: tuple[str, str]) -> model.Timeline:
    """Return a timeline; events stand in lines 60, 61 and so on."""
    made = (Event(runs(date), runs(what), span(60 + at)) for at, (date, what) in enumerate(events))
    return model.Timeline(tuple(made), span(60))


def quotation(said: str, by: str) -> Quotation:
    """Return a quotation as the deck has it: the closing mark in it, the opening one the layout's."""
    return Quotation((Paragraph(runs(said), span(30)),), runs(by), span(30))


def test_a_list_keeps_its_size_while_it_fits() -> None:
    """Four points stand at the style's 26 pt, points below them at the theme's 22."""
    found = box(laid(slide("list", listing("One", "- below", "Two", LOREM), title="Four")).pages[0], "body")
    assert sizes(found) == [26, 22, 26, 26]
    assert lines(found) == [1, 1, 1, 3]
    assert [one.level for one in found.paragraphs] == [0, 1, 0, 0]
    assert found.role is Role.LIST


def test_the_height_is_lines_times_leading_and_the_gaps_between() -> None:
    """A box's measured height is what the writers' numbers come to."""
    found = box(laid(slide("list", listing(*["One"] * 4), title="Four")).pages[0], "body")
    size, gap = sizes(found)[0], found.paragraphs[0].after
    assert found.height == pytest.approx((4 * size * 1.25 + 3 * gap) * 12_700, abs=2)


def test_the_size_steps_down_the_scale() -> None:
    """Contents too high at 26 pt are set at 20; no size off the scale is taken."""
    twenty_words = " ".join(LOREM.split()[:20])
    found = box(laid(slide("list", listing(*[twenty_words] * 5, "One"), title="Six")).pages[0], "body")
    assert (sizes(found), lines(found)) == ([20] * 6, [2, 2, 2, 2, 2, 1])
    assert found.height <= found.rect.height


def test_a_title_is_balanced() -> None:
    """Two lines of a headline are about equally long: an inset keeps the first from filling up."""
    title = "The Secret Speech was met in silence by delegates who had expected quite another thing"
    found = box(laid(slide("list", listing("One"), title=title)).pages[0], "title")
    assert (sizes(found), lines(found)) == ([36], [2])
    assert grid(2) < found.inset_end < grid(50)


def test_a_title_of_one_line_has_no_inset() -> None:
    """A headline that fits one line is left alone."""
    assert box(laid(slide("list", listing("One"), title="Short")).pages[0], "title").inset_end == 0


def test_a_long_title_steps_down() -> None:
    """A headline too long for two lines at 32 pt gets smaller before it gets a third line."""
    title = " ".join((LOREM + LOREM).split()[:23])
    found = box(laid(slide("list", listing("One"), title=title)).pages[0], "title")
    assert lines(found) == [2]
    assert 24 <= sizes(found)[0] < 32


def test_a_title_that_cannot_fit_is_an_error() -> None:
    """A headline that needs more than two fifths of the slide at 18 pt is reported at the slide."""
    assert refused(slide("list", listing("One"), title=LOREM * 8)) == [
        "7: this title of 1528 characters is too long for its place on the slide, even at the smallest size"
    ]


def test_all_misfits_are_reported_at_once() -> None:
    """Two slides that do not fit are two errors of one run."""
    wide = "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz" * 2
    found = refused(
        slide("list", listing("One", wide), title="One"), slide("list", listing("One"), title=LOREM * 8)
    )
    assert [one.split(":")[0] for one in found] == ["11", "7"]
    assert "is wider than its place on the slide, even at 18 pt" in found[0]


def test_an_untitled_slide_has_an_unseen_title() -> None:
    """A quotation without a headline has its name as a title above the slide, first in reading order."""
    page = laid(slide("quote", quotation(LOREM, "Kort 294"), name="Quotation: The commission")).pages[0]
    title = page.boxes[0]
    assert isinstance(title, TextBox)
    assert (title.role, title.shown, text(title)) == (Role.TITLE, False, "Quotation: The commission")
    assert title.rect.bottom <= 0


def test_a_quotation_and_its_source_share_a_box() -> None:
    """Who said it stands below in the same box, in the attribution's style."""
    page = laid(slide("quote", quotation("One could hear a pin drop.", "Khrushchev"))).pages[0]
    found = box(page, "quote")
    assert [one.style for one in found.paragraphs] == ["quote", "attribution"]
    assert sizes(found) == [40, 22]
    assert text(found) == "“One could hear a pin drop.”\nKhrushchev"


def test_a_titled_quotation_has_the_layout_with_a_title() -> None:
    """A quotation with a headline of its own takes the layout that has room for it."""
    page = laid(slide("quote", quotation(LOREM, "Kort"), title="He heard a pin drop")).pages[0]
    assert page.layout == "quote-titled"
    assert text(page.boxes[0]) == "He heard a pin drop"


def test_a_quotation_beside_a_picture_has_both_marks() -> None:
    """Away from the large mark of its own layout, a quotation begins with a mark."""
    page = laid(slide("figure-text", quotation("A pin drop.", "Wood"), figure(4, 3), title="Silence")).pages[
        0
    ]
    assert text(box(page, "body")) == "“A pin drop.”\nWood"


def test_a_statement_is_the_title() -> None:
    """The sentence that fills the slide is its title, balanced, at the style's size."""
    said = model.Statement(runs("Reform from above stops where power begins to be shared"), span(30))
    page = laid(slide("statement", said)).pages[0]
    found = box(page, "statement")
    assert (found.role, sizes(found)) == (Role.TITLE, [72])
    assert len([one for one in page.boxes if one.key == "title"]) == 0


def test_a_question_and_its_task() -> None:
    """The prompt is the title, the task stands below, nothing at the slide's edge."""
    asked = model.Question(runs("Who is to blame?"), runs("In pairs. (4 minutes)"), span(30))
    page = laid(slide("question", asked)).pages[0]
    assert [(one.key, one.role) for one in page.boxes if isinstance(one, TextBox)] == [
        ("prompt", Role.TITLE),
        ("task", Role.TASK),
    ]
    assert page.chrome == ()


def test_a_cover() -> None:
    """Title, subtitle and a line each for who and where stand in their regions."""
    said = Cover(runs("A lecture"), (runs("A. Student"), runs("History 214")))
    page = laid(slide("cover", said, title="For what reasons did Khrushchev pursue it?")).pages[0]
    assert [one.key for one in page.boxes] == ["title", "subtitle", "byline"]
    assert sizes(box(page, "title")) == [56]
    assert lines(box(page, "byline")) == [1, 1]


@pytest.mark.parametrize("count", [1, 6, 12, 20, 40, 200])
def test_any_number_of_sections_fits_the_roadmap(count: int) -> None:
    """A long roadmap gets smaller, then taller, then shows what is around; the current is always there."""
    road = model.Roadmap(tuple(runs(f"Section number {n}") for n in range(1, count + 1)), count // 2)
    page = laid(slide("section", road, title="Section")).pages[0]
    if count == 1:
        assert [one.key for one in page.boxes] == ["title", "numeral"]
        return
    found = box(page, "roadmap")
    assert found.height <= found.rect.height
    assert [plain(one.runs) for one in found.paragraphs if one.bold] == [
        f"{count // 2 + 1}\u2002Section number {count // 2 + 1}"
    ]
    assert min(sizes(found)) >= 14


def test_a_roadmap_is_measured_around_the_current_section(monkeypatch: pytest.MonkeyPatch) -> None:
    """A deck of many sections costs no more for each of them than one of fewer."""
    counted: list[str] = []

    def counting(*given: Any, **named: Any) -> MeasuredParagraph:
        counted.append("")
        return draft(*given, **named)

    monkeypatch.setattr("deckgen.layout.kinds.covers.draft", counting)
    costs = []
    for count in (150, 600):
        counted.clear()
        road = model.Roadmap(tuple(runs(f"Section {n}") for n in range(1, count + 1)), count // 2)
        laid(slide("section", road, title="Section"))
        costs.append(len(counted))
    assert 0 < costs[0] == costs[1]


def test_a_wide_picture_fills_the_width() -> None:
    """A picture is shown whole, its shape kept, at the top left of its region."""
    page = laid(slide("figure", figure(2800, 700), title="A map")).pages[0]
    placed = next(one for one in page.boxes if isinstance(one, PictureBox))
    assert (placed.rect.x, placed.rect.width, placed.rect.height) == (grid(10), grid(140), grid(35))
    assert placed.crop == Crop()


def test_a_caption_stands_right_below_its_picture() -> None:
    """The caption begins where the picture does, no more than a grid unit below it."""
    page = laid(slide("figure", figure(2800, 700, "Fig. 1. A map", "Natural Earth"), title="A map")).pages[0]
    picture = next(one for one in page.boxes if isinstance(one, PictureBox))
    caption = box(page, "caption")
    assert text(caption) == "Fig. 1. A map. Natural Earth"
    assert caption.rect.x == picture.rect.x
    assert 0 < caption.rect.y - picture.rect.bottom <= grid(1)


@pytest.mark.parametrize("name", theme_names())
def test_what_stands_above_a_figure_takes_room_from_it(name: str) -> None:
    """Number and title, the picture, and the note come one below the other, inside the picture's place."""
    theme = load_theme(name)
    said = replace(figure(800, 800, "", "Note. A. Weiss"), above=runs("Figure 1\n" + LOREM))
    page = laid(slide("figure", said, title="A map"), theme=theme).pages[0]
    above, shown, note = box(page, "figure-title"), picture(page), box(page, "caption")
    assert (text(above).partition("\n")[0], text(note)) == ("Figure 1", "Note. A. Weiss")
    assert (above.role, note.role) == (Role.CAPTION_ABOVE, Role.CAPTION)
    assert above.rect.bottom <= shown.y < shown.bottom <= note.rect.y
    region = theme.layouts["figure"].region("image")
    assert region is not None
    assert abs(above.rect.y - region.rect.y) < grid(0.1)
    assert above.rect.height >= sum(lines(above)) * 16 * EMU_PER_POINT
    assert note.rect.bottom <= region.rect.bottom


def test_a_sounds_plate_is_as_wide_as_its_place() -> None:
    """Where a sound has no picture, nothing has a shape to be kept; a video's plate keeps its own."""
    sound = Recording(b"RIFF", "audio/wav", False, 0, 0, "hum.wav")
    video = replace(sound, data=b"ftyp", mime="video/mp4", video=True, width=640, height=360, name="a.mp4")
    for name in theme_names():
        theme = load_theme(name)
        region = theme.layouts["media"].region("media")
        assert region is not None
        for recording, height, wide in ((sound, 533, True), (video, 900, False)):
            plate = Picture(b"", "", 1600, height, recording.name)
            played = replace(figure(1, 1, "Hum"), picture=plate, recording=recording, crop=False)
            found = picture(laid(slide("media", played, title="A hum"), theme=theme).pages[0])
            assert (found.width == region.rect.width) is wide


def test_a_long_caption_takes_room_from_its_picture() -> None:
    """A caption of several lines makes the picture smaller and stays above the sources."""
    said = figure(800, 800, LOREM + " " + LOREM)
    page = laid(slide("figure", said, title="A map", sources=(runs("Source: Kort"),))).pages[0]
    caption, source = box(page, "caption"), box(page, "source")
    assert lines(caption)[0] >= 3
    assert caption.rect.bottom <= source.rect.y
    picture = next(one for one in page.boxes if isinstance(one, PictureBox))
    assert picture.rect.bottom < caption.rect.y


def test_a_full_picture_is_cropped_not_stretched() -> None:
    """A picture that fills the slide loses as much above as below."""
    page = laid(slide("picture", replace(figure(1600, 1600, "Desolate", "A. Weiss"), crop=True))).pages[0]
    placed = next(one for one in page.boxes if isinstance(one, PictureBox))
    assert placed.rect == grid_rect(0, 0, 160, 74)
    assert placed.crop.top == placed.crop.bottom == pytest.approx((1 - 74 / 160) / 2)
    assert text(box(page, "title")) == "Desolate"
    assert text(box(page, "credit")) == "A. Weiss"


@pytest.mark.parametrize(
    ("caption", "credit", "said"),
    [
        ("A map", "A. Weiss", "A map. A. Weiss"),
        ("A map.", "A. Weiss", "A map. A. Weiss"),
        ("Towns (Natural Earth)", "A. Weiss", "Towns (Natural Earth). A. Weiss"),
        ("The “thaw”", "A. Weiss", "The “thaw”. A. Weiss"),
        ("“Is it so?”", "A. Weiss", "“Is it so?” A. Weiss"),
        ("A flag", "(Khaldei)", "A flag (Khaldei)"),
        ("", "A. Weiss", "A. Weiss"),
    ],
)
def test_a_stop_parts_caption_and_credit(caption: str, credit: str, said: str) -> None:
    """One stands there, whatever the caption ends with, and none before a bracket."""
    assert plain(said_of(runs(caption), runs(credit))) == said


def test_a_notes_number_follows_the_stop_of_a_caption() -> None:
    """A credit that is a number set high stands close behind the stop."""
    assert plain(said_of(runs("A flag"), (Run("4", superscript=True),))) == "A flag.4"


def test_columns_share_a_size() -> None:
    """The emptier column is set as small as the fuller one."""
    both = Columns(
        (
            Column(runs("Changed"), (listing("Terror"),), span(30)),
            Column(runs("Stayed"), (listing(*[LOREM] * 2),), span(31)),
        ),
        span(30),
    )
    page = laid(slide("two-column", both, title="Much changed")).pages[0]
    assert [one.key for one in page.boxes if isinstance(one, TextBox)] == [
        "title",
        "left-heading",
        "left",
        "right-heading",
        "right",
    ]
    assert sizes(box(page, "left"))[0] == sizes(box(page, "right"))[0] < 32


def test_a_table_fills_the_width_with_numbers_to_the_right() -> None:
    """Columns share the region's width by what they hold; numeric columns are set to the end."""
    made = table(
        ("Article", "What it said", "Cases"),
        ("58", "Counter-revolutionary crimes", "1,203"),
        ("70", "Agitation", "56"),
        numeric=(False, False, True),
    )
    placed = laid(slide("table", made, title="The law")).pages[0].boxes[1]
    assert isinstance(placed, TableBox)
    assert sum(placed.widths) == placed.rect.width == grid(140)
    assert placed.widths[1] > placed.widths[0]
    assert [cell.align for cell in placed.rows[0]] == [Align.START, Align.START, Align.END]
    assert [cell.paragraphs[0].size for cell in placed.rows[0]] == [22.0] * 3
    assert [cell.paragraphs[0].size for cell in placed.rows[1]] == [24.0] * 3
    assert sum(placed.heights) == placed.rect.height


def test_text_keeps_away_from_the_numbers_before_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """A column behind one that is set to the end begins further in, unless lines would be broken for it."""

    def placed(word: str) -> TableBox:
        row = ("12", word) * 3
        made = table(row, row, numeric=(True, False) * 3)
        (found,) = [
            one
            for one in laid(slide("table", made, title="The law")).pages[0].boxes
            if isinstance(one, TableBox)
        ]
        assert {pads[1] for pads in found.pads[:-1]} == {PAD_X}
        return found

    def lines(found: TableBox) -> list[int]:
        return [one.lines for row in found.rows for cell in row for one in cell.paragraphs]

    words = ["wreck " * count + "x" * more for count in range(8) for more in range(1, 6)]
    apart = [placed(word) for word in words]
    monkeypatch.setattr(tables, "APART", Emu(0))
    close = [placed(word) for word in words]
    assert [lines(one) for one in apart] == [lines(one) for one in close]
    assert {one.pads[1][0] for one in apart} == {PAD_X, PAD_X + APART}
    assert {one.pads[1][0] for one in close} == {PAD_X}
    assert apart[0].pads[1][0] == PAD_X + APART


def test_a_cell_taller_than_a_slide_goes_on_in_another_row() -> None:
    """It is cut into rows that fit a slide each, behind the cell that names them; no word is lost."""
    words = " ".join([LOREM] * 20)
    tall = table(("A", "B", "C"), ("x", "y", ""), ("name", words, "z"))
    pages = laid(slide("table", tall, title="Tall")).pages
    found = [one for page in pages for one in page.boxes if isinstance(one, TableBox)]
    assert len(found) > 1
    rows = [
        ["".join(plain(one.runs) for one in cell.paragraphs) for cell in row]
        for box_ in found
        for row in box_.rows[1:]
    ]
    assert {row[0] for row in rows[1:]} == {"name"}
    assert " ".join(row[1] for row in rows[1:]) == words
    assert [row[2] for row in rows[1:]] == ["z", *[""] * (len(rows) - 2)]
    for page in pages:
        within(page)


def test_a_timeline_has_dates_above_and_words_below_its_axis() -> None:
    """Events are evenly spaced; dates end above the axis, ticks sit on it, texts begin below."""
    made = timeline(
        ("1953", "Stalin dies"), ("1956", "The speech"), ("1961", "The mausoleum"), ("1964", "Fall")
    )
    placed = laid(slide("timeline", made, title="Ten years")).pages[0].boxes[1]
    assert [one.tick.x for one in events(placed)] == [grid(10 + 35 * at) for at in range(4)]
    for event in events(placed):
        assert event.date.rect.bottom < event.tick.y
        assert event.text.rect.y > event.tick.bottom
        assert event.date.height <= event.date.rect.height
        assert event.text.height <= event.text.rect.height
    assert [sizes(one.date) for one in events(placed)] == [[40]] * 4


def test_a_big_number_steps_down_to_one_line() -> None:
    """A long figure is set smaller rather than broken."""
    said = model.BigNumber(runs("1,200,000"), runs("copies"), span(30))
    found = box(laid(slide("big-number", said, title="Few readers")).pages[0], "number")
    assert lines(found) == [1]
    assert 100 <= sizes(found)[0] < 150


@pytest.mark.parametrize("theme", theme_names())
def test_the_letters_of_a_unit_stand_in_the_box_of_their_number(theme: str) -> None:
    """Letters reach below their line, figures do not: with a unit the line is as high as a face."""
    leadings = []
    for value in ("5,730", "5,730 years"):
        said = model.BigNumber(runs(value), runs("half-life"), span(30))
        page = laid(slide("big-number", said, title="One clock"), theme=load_theme(theme)).pages[0]
        (paragraph,) = box(page, "number").paragraphs
        leadings.append(paragraph.leading)
    figures, unit = leadings
    assert figures <= 1.05
    assert unit >= 0.905 + 0.212
    assert box(page, "number").height <= box(page, "number").rect.height


def test_the_edge_of_the_slide() -> None:
    """Section number and name are on every page that has them, and so is its number wherever it comes."""
    pages = laid(*(slide("list", listing("One"), title="One", id=f"s{n}") for n in range(4))).pages
    assert [text(one) for one in pages[2].numbered_chrome(str(3))] == ["2 The nature", "3"]
    assert pages[2].chrome == pages[1].chrome
    assert [one.role for one in pages[2].chrome] == [Role.FOOTER, Role.PAGE_NUMBER]


def test_a_long_line_of_sources_rises() -> None:
    """Sources too long for two lines take room from the text above; nothing overlaps."""
    sources = runs("Sources: " + "; ".join(f"Kort, The Soviet Colossus, page {n}" for n in range(24)))
    page = laid(slide("list", listing(*[LOREM] * 3), title="Sources", sources=(sources,))).pages[0]
    source, body = box(page, "source"), box(page, "body")
    assert source.height <= source.rect.height
    assert not source.rect.overlaps(body.rect)
    assert sizes(source) == [12]


def test_sources_take_two_lines_where_they_can_be_said_shorter() -> None:
    """The first way that takes no more is taken, and the author's own notes above them do not count."""
    long, fewer = (runs("Sources: " + "; ".join(f"Kort {n}" for n in range(count))) for count in (90, 9))
    own = (runs("* " + LOREM), runs("† " + LOREM))
    said = slide("list", listing("One"), title="Sources", sources=(long,), shorter_sources=((fewer,),))
    source = box(laid(said).pages[0], "source")
    assert text(source) == plain(fewer)
    source = box(laid(replace(said, footnotes=own)).pages[0], "source")
    assert text(source).endswith(plain(fewer))
    assert text(source).startswith("* ")


def test_numbered_notes_share_lines_where_there_are_many() -> None:
    """Two stand one below the other, five one after the other, each still behind its number."""
    notes = tuple((Run(str(n), superscript=True), Run(f" Kort, {n}.")) for n in range(1, 6))
    both = box(laid(slide("list", listing("One"), title="T", sources=notes[:2])).pages[0], "source")
    assert len(both.paragraphs) == 2
    all_five = box(laid(slide("list", listing("One"), title="T", sources=notes)).pages[0], "source")
    (line,) = all_five.paragraphs
    assert line.lines == 1
    assert [run.text for run in line.runs if run.superscript] == ["1", "2", "3", "4", "5"]


def test_sources_on_a_layout_without_a_place_for_them() -> None:
    """Sources borrow the place that other layouts have, in a colour for a dark ground."""
    asked = model.Question(runs("Who?"), (), span(30))
    layout = LECTERN.layouts["question"]
    bare = replace(layout, regions=tuple(one for one in layout.regions if one.name != "source"))
    theme = replace(LECTERN, layouts={**LECTERN.layouts, "question": bare})
    found = box(
        laid(slide("question", asked, sources=(runs("Source: Kort"),)), theme=theme).pages[0], "source"
    )
    assert (found.region, found.paragraphs[0].colour) == ("", "imuted")


def test_what_does_not_belong_is_refused() -> None:
    """A block that the layout has no place for is named at its line, not dropped."""
    found = refused(slide("table", table(("A",), ("b",)), prose("Text"), title="Both"))
    assert found == ['20: a slide of the layout "table" has no place for running text']
    found = refused(slide("table", listing("One"), title="None"))
    assert found == ['10: a slide of the layout "table" has no place for points']


def test_an_unknown_layout_is_refused() -> None:
    """A layout that the theme lacks is an error at the slide."""
    assert refused(slide("colophon", listing("One"))) == [
        '7: the theme "lectern" has no layout called "colophon", which this slide needs'
    ]


def test_languages_written_from_the_right() -> None:
    """The deck's language tells the way it is read."""
    for language, leftwards in (("ar", True), ("he-IL", True), ("en-GB", False), ("uz-Latn", False)):
        one = replace(deck(slide("list", listing("One"), title="One")), language=language)
        pages, _ = lay_out(one, LECTERN)
        assert pages is not None
        assert pages.right_to_left is leftwards


def test_no_word_is_left_alone_where_a_small_inset_helps() -> None:
    """A paragraph whose last line is one word is broken earlier or later, without a line more."""
    style, width = LECTERN.styles["body"], LECTERN.layouts["list"].regions[1].rect.width
    helped = 0
    for count in range(12, 40):
        said = " ".join(LOREM.split() * 2).split()[:count]
        found = box(laid(slide("text", prose(*[" ".join(said)] * 4), title="One")).pages[0], "body")
        size = found.paragraphs[0].size
        measured = measure(runs(" ".join(said)), style, LECTERN)
        before = break_lines(measured, ems(width, size) / SLACK)
        after = break_lines(measured, ems(found.rect.width - found.inset_end, size) / SLACK)
        assert after.rows <= before.rows
        if before.rows > 1:
            helped += before.last_words == 1 < after.last_words
    assert helped >= 2


def picture(page: Page) -> Rect:
    """Return where a page's picture stands."""
    (found,) = (one.rect for one in page.boxes if isinstance(one, PictureBox))
    return found


def test_a_caption_that_needs_the_width_keeps_its_picture_at_the_side() -> None:
    """Picture and caption never part; the caption never gets another line."""
    page = laid(slide("figure", figure(600, 900, " ".join([LOREM] * 2)), title="A tower")).pages[0]
    room = LECTERN.layouts["figure"].region("image")
    assert room is not None
    assert picture(page).x == box(page, "caption").rect.x == room.rect.x


def test_a_cover_with_a_picture_says_who_made_it() -> None:
    """Title, subtitle and byline stand beside a picture that bleeds off the slide, its credit at the foot."""
    said = model.Cover(runs("A subtitle"), (runs("A. Student"), runs("History 214")))
    shown = figure(900, 600, credit="A. Weiss, public domain")
    page = laid(slide("cover-image", said, shown, title="For what reasons?")).pages[0]
    layout = LECTERN.layouts["cover-image"]
    assert [one.key for one in page.boxes] == ["title", "subtitle", "byline", "image", "credit"]
    place = picture(page)
    assert (place.right, place.height) == (grid(160), grid(90))
    for one in page.boxes:
        region = layout.region(one.region)
        assert region is not None
        assert (one.rect.x, one.rect.width) == (region.rect.x, region.rect.width)
        assert one.key == "byline" or region.rect.contains(one.rect)
        assert isinstance(one, PictureBox) or not one.rect.overlaps(place)
    within(page)


def test_boxes_stand_in_their_regions() -> None:
    """What is placed fills regions that its layout has, and text stays within its box."""
    page = laid(
        slide("figure-text", listing("One", "Two"), figure(5, 3, "Fig. 1. A map"), title="Both")
    ).pages[0]
    layout = LECTERN.layouts["figure-text"]
    for one in page.boxes:
        assert one.region == "" or layout.region(one.region) is not None
        if isinstance(one, TextBox):
            assert one.height <= one.rect.height
    assert Rect(Emu(0), Emu(0), grid(160), grid(90)).contains(box(page, "caption").rect)
    within(page)


@pytest.mark.parametrize("name", theme_names())
def test_text_stands_right_beside_a_short_number(name: str) -> None:
    """It begins behind the number and its label, which wraps for it, not at a place made for long numbers.

    The tops of its letters and of the figures are level.
    """
    theme = load_theme(name)
    places = {}
    for value in ("8", "20,000"):
        said = model.BigNumber(runs(value), runs("photons for one molecule of oxygen"), span(40))
        page = laid(slide("big-number", said, prose("Each is lifted twice."), title="T"), theme=theme).pages[
            0
        ]
        beside, label = box(page, "body").rect, box(page, "label").rect
        places[value] = beside.x
        assert label.right < beside.x < label.right + grid(10)
        assert beside.right <= theme.frame.x + theme.frame.width
        number = box(page, "number")
        top = number.rect.bottom - emu(DIGIT_TOP * number.paragraphs[0].size)
        assert abs(top - beside.y - emu(theme.frame.cap)) < grid(1)
        within(page)
    assert places["8"] < places["20,000"]


def test_a_caption_is_at_the_right_of_a_tall_picture_alone() -> None:
    """It is level with the picture's foot, which takes all of the height; a long one is below."""
    page = laid(slide("figure", figure(500, 900, "A tower in the harbour"), title="T")).pages[0]
    shown, said = picture(page), box(page, "caption")
    assert said.rect.x > shown.right
    assert said.rect.bottom == shown.bottom
    assert shown.bottom == max(one.rect.bottom for one in page.boxes)
    page = laid(slide("figure", figure(500, 900, " ".join([LOREM] * 2)), title="T")).pages[0]
    assert box(page, "caption").rect.x == picture(page).x
    pair = model.Images((figure(500, 900, "One"), figure(500, 900, "Two")), span(40))
    page = laid(slide("flow", pair, title="T")).pages[0]
    shown = next(one.rect for one in page.boxes if one.key == "image")
    beside = box(page, "caption").rect
    assert beside.x > shown.right
    assert beside.bottom == shown.bottom
    within(page)


def test_a_caption_below_a_tall_picture_is_no_wider_than_it() -> None:
    """Text begins right beside the picture; the caption takes more lines for that."""
    shown = figure(500, 900, "A caption that is much longer than the picture above it is wide on the slide")
    page = laid(slide("figure-text", shown, prose("Text beside it."), title="T")).pages[0]
    picture = next(one for one in page.boxes if isinstance(one, PictureBox))
    caption = box(page, "caption")
    assert caption.rect.width <= max(picture.rect.width, grid(28))
    assert caption.paragraphs[0].lines > 1
    assert box(page, "body").rect.x - caption.rect.right <= grid(6)
    within(page)


def test_steps_below_each_other_say_title_and_text_on_one_line() -> None:
    """Where steps are rows, a step's title stands bold before its text, and rows are of one line."""
    steps = tuple(model.Step(runs(f"Step {at}"), runs("what happens then"), span(at)) for at in range(5))
    page = laid(slide("process", model.Process(steps, span(1)), title="T")).pages[0]
    (shown,) = [one for one in page.boxes if isinstance(one, DiagramBox)]
    texts = [one.texts[1].paragraphs for one in shown.members]
    assert [len(one) for one in texts] == [1] * 5
    assert [one.lines for (one,) in texts] == [1] * 5
    assert all(one.runs[0].bold and not one.runs[-1].bold for (one,) in texts)
    assert plain(texts[0][0].runs) == "Step 0\u2002what happens then"


@pytest.mark.parametrize("name", theme_names())
def test_dates_begin_no_lower_than_what_is_sparse(name: str) -> None:
    """A timeline of a few short events begins where other sparse slides do."""
    theme = load_theme(name)
    made = timeline(("1953", "Stalin dies"), ("1956", "The speech"))
    page = laid(slide("timeline", made, title="Ten years"), theme=theme).pages[0]
    (shown,) = timelines(page)
    date = events(shown)[0].date
    top = date.rect.bottom - date.height
    title = box(page, "title")
    assert points(top - title.rect.y - title.height) < 40 + 60 + 12
