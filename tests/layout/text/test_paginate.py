"""Where contents are parted that are too long for one slide, and what goes with which part."""

from __future__ import annotations

import itertools

import pytest

from deckgen.deck import model
from deckgen.deck.model import Column, Columns, Entry, Paragraph, References, plain
from deckgen.layout.lay_out import lay_out
from deckgen.layout.pages import Page, Pages, TableBox
from deckgen.layout.passes.notes import share_notes
from deckgen.layout.text.measure import measured_in
from deckgen.layout.text.paginate import Stack, share_out, shares_needed
from deckgen.structs import replace
from deckgen.theme.files import theme_names
from deckgen.theme.load import load_theme
from tests.layout.decks import (
    LECTERN,
    LOREM,
    box,
    deck,
    events,
    laid,
    lines,
    listing,
    notes,
    prose,
    runs,
    sizes,
    slide,
    span,
    text,
    words_of,
)
from tests.layout.kinds.test_place import quotation, table, timeline
from tests.layout.test_every_word import within
from tests.torture import words as typed
from tests.work import calls


def test_points_below_a_point_stay_with_it_where_that_takes_no_more_slides() -> None:
    """Slides begin with points of the first level; where whole families need more slides they are parted."""
    small, large = ("A point", *["- Below it"] * 2), ("A point", *["- Below it"] * 20)
    for family, whole in ((small * 5, True), (small * 9, True), (large, False)):
        pages = laid(slide("list", listing(*family), title="T")).pages
        begun = [box(page, "body").paragraphs[0].level for page in pages]
        assert len(pages) > 1
        assert (begun == [0] * len(pages)) is whole
    low = Stack([10.0] * 6, [0.0] * 6, [False] * 6, [False, True, True, False, True, True])
    assert share_out(low, 50.0) == ((0, 3), (3, 6))
    assert share_out(low, 30.0) == ((0, 3), (3, 6))
    assert share_out(replace(low, kin=[False, *[True] * 5]), 40.0) == ((0, 3), (3, 6))


def test_no_slide_ends_with_a_point_whose_own_points_follow() -> None:
    """Wherever the slide ends, a point has the first of the points below it beside it."""
    family = ("A point", *["- Below it"] * 9)
    for before, many in itertools.product(range(9), (1, 4)):
        points = [*["Before it"] * before, *family * many, *["- Below it"] * 12]
        pages = laid(slide("list", listing(*points), title="T")).pages
        levels = [[one.level for one in box(page, "body").paragraphs] for page in pages]
        assert not any(one[-1] == 0 and after[0] == 1 for one, after in itertools.pairwise(levels))


def titles(pages: Pages) -> list[str]:
    """Return what the pages' title boxes say."""
    return [text(page.boxes[0]) for page in pages.pages]


def counts(pages: Pages, key: str) -> list[int]:
    """Return how many paragraphs stand in a box of each page."""
    return [len(box(page, key).paragraphs) for page in pages.pages]


def test_a_long_list_goes_on_in_equal_parts() -> None:
    """Nine long points stand on two slides, five and four, not eight and one."""
    pages = laid(slide("list", listing(*[LOREM] * 9), title="Nine"))
    assert counts(pages, "body") in ([5, 4], [4, 5])
    assert titles(pages) == ["Nine (1\u00a0of\u00a02)", "Nine (2\u00a0of\u00a02)"]
    assert [page.id for page in pages.pages] == ["speech", "speech.2"]
    assert [page.slide_id for page in pages.pages] == ["speech", "speech"]
    assert [page.name for page in pages.pages] == ["Nine (1 of 2)", "Nine (2 of 2)"]


def test_a_very_long_list_keeps_its_size() -> None:
    """Sixty points are not made small to save a slide or two: they are set at 26 pt."""
    pages = laid(slide("list", listing(*[f"Point number {n}" for n in range(60)]), title="Sixty"))
    assert {size for page in pages.pages for size in sizes(box(page, "body"))} == {26}
    assert max(counts(pages, "body")) - min(counts(pages, "body")) <= 1
    assert sum(counts(pages, "body")) == 60


def test_a_point_is_never_parted_from_its_first_child() -> None:
    """A slide never ends with a point whose own points begin the next one."""
    points = [one for n in range(12) for one in (f"{n} {LOREM}", f"- {n} below {LOREM}", "- second below")]
    for page in laid(slide("list", listing(*points), title="Nested")).pages:
        assert box(page, "body").paragraphs[-1].level == 1


def test_one_long_paragraph_is_parted_at_a_sentence() -> None:
    """A paragraph taller than the slide ends each part with a full stop, near equal lengths."""
    sentences = [f"{n}. Dr. Medvedev counted them, e.g. in p. 12 of his book, and {LOREM}" for n in range(16)]
    pages = laid(slide("text", prose(" ".join(sentences)), title="Long"))
    parts = [text(box(page, "body")) for page in pages.pages]
    assert len(parts) >= 2
    for part in parts:
        assert part.endswith("met.")
    assert " ".join(parts).split() == " ".join(sentences).split()


def test_a_sentence_taller_than_the_slide_is_parted_at_a_clause() -> None:
    """Where no sentence ends in time, a comma will do."""
    clause = "and then the commission read the files of the rehabilitated once more"
    pages = laid(slide("text", prose(", ".join([clause] * 60)), title="Long"))
    parts = [text(box(page, "body")) for page in pages.pages]
    assert len(parts) >= 2
    assert all(part.endswith("more,") for part in parts[:-1])


def test_text_without_any_stop_is_parted_between_words() -> None:
    """Four hundred words without punctuation lose none."""
    words = [f"word{n}" for n in range(600)]
    pages = laid(slide("text", prose(" ".join(words)), title="Long"))
    assert " ".join(text(box(page, "body")) for page in pages.pages).split() == words


def test_a_long_quotation_has_its_author_at_the_end() -> None:
    """Who said it stands on the last part, never alone."""
    pages = laid(slide("quote", quotation(" ".join([LOREM] * 14), "Khrushchev")))
    styles = [[one.style for one in box(page, "quote").paragraphs] for page in pages.pages]
    assert len(styles) >= 2
    assert all("attribution" not in one for one in styles[:-1])
    assert styles[-1] == ["quote", "attribution"]


def test_a_long_table_repeats_its_header() -> None:
    """Every slide of a table begins with the header; rows are shared out evenly, none doubled."""
    rows = [(f"{n}", f"Article {n} of the code", "Repealed") for n in range(40)]
    pages = laid(slide("table", table(("No", "Article", "What became of it"), *rows), title="The law"))
    found = []
    for page in pages.pages:
        placed = page.boxes[1]
        assert isinstance(placed, TableBox)
        said = [plain(row[0].paragraphs[0].runs) for row in placed.rows]
        assert said[0] == "No"
        assert placed.rect.height <= LECTERN.layouts["table"].region("table").rect.height  # type: ignore[union-attr]
        found.append(said[1:])
    assert [one for part in found for one in part] == [str(n) for n in range(40)]
    assert max(map(len, found)) - min(map(len, found)) <= 1


def test_a_table_of_many_rows_gets_smaller_first() -> None:
    """Eight rows that are too high at their usual size still stand on one slide, at 16 pt or more."""
    rows = [(f"{n}", LOREM[:60]) for n in range(9)]
    pages = laid(slide("table", table(("No", "What"), *rows), title="The law")).pages
    assert len(pages) == 1
    placed = pages[0].boxes[1]
    assert isinstance(placed, TableBox)
    assert 16 <= placed.rows[1][0].paragraphs[0].size < 22


def test_a_long_timeline_goes_on() -> None:
    """Eleven events stand on two slides; none is lost, keys go on counting."""
    made = timeline(*((str(1953 + n), f"Event number {n} of the thaw") for n in range(11)))
    pages = laid(slide("timeline", made, title="The thaw")).pages
    keys = [[one.date.key for one in events(page.boxes[1])] for page in pages]
    assert [len(one) for one in keys] == [5, 6]
    assert [key for part in keys for key in part] == [f"date-{n}" for n in range(1, 12)]


def test_columns_are_parted_together() -> None:
    """Where one column is too long, both go on, their headings with them."""
    both = Columns(
        (
            Column(runs("Changed"), (listing(*[f"{n} {LOREM}" for n in range(8)]),), span(30)),
            Column(runs("Stayed"), (listing("One", "Two"),), span(31)),
        ),
        span(30),
    )
    pages = laid(slide("two-column", both, title="Much"))
    assert len(pages.pages) >= 2
    assert all("left-heading" in [one.key for one in page.boxes] for page in pages.pages)
    assert "right" not in [one.key for one in pages.pages[-1].boxes] or len(pages.pages) == 2
    said = " ".join(text(box(page, "left")) for page in pages.pages)
    assert said.split() == " ".join(f"{n} {LOREM}" for n in range(8)).split()


def test_a_passage_and_its_notes_go_on_together() -> None:
    """A passage of three paragraphs and its margin notes are shared out over the same slides."""
    passage = model.Passage(
        tuple(Paragraph(runs(f"{n} {LOREM} {LOREM}"), span(30)) for n in range(3)),
        tuple(Paragraph(runs(f"Note {n}"), span(40)) for n in range(4)),
        span(30),
    )
    pages = laid(slide("passage", passage, title="Close reading")).pages
    assert len(pages) == 2
    assert [len(box(page, "notes").paragraphs) for page in pages] == [2, 2]


def entries(count: int, words: int = 12) -> References:
    """Return a list of works cited, each of about as many words."""
    said = " ".join(LOREM.split()[:words])
    return References(tuple(Entry(f"key{n}", runs(f"Author{n}, A. {said}.")) for n in range(count)))


@pytest.mark.parametrize("count", [0, 1, 2, 8, 80, 400])
def test_works_cited_are_never_torn(count: int) -> None:
    """Every entry stands once, in order, whole, within its column, at 14 pt at least."""
    pages = laid(slide("works-cited", entries(count), title="Works Cited")).pages
    keys = []
    for page in pages:
        for one in page.boxes[1:]:
            found = box(page, one.key)
            assert found.height <= found.rect.height
            assert min(sizes(found)) >= 14
            keys += [paragraph.key for paragraph in found.paragraphs]
    assert keys == [f"key{n}" for n in range(count)]
    assert len(pages) == 1 or count > 8
    assert all(page.boxes[1:] for page in pages) == (count > 0), "no column stands there empty"


def test_works_cited_fill_both_columns() -> None:
    """Eight entries stand four and four; a long list has no slide with an empty column."""
    page = laid(slide("works-cited", entries(8), title="Works Cited")).pages[0]
    assert [len(box(page, key).paragraphs) for key in ("left", "right")] == [4, 4]
    assert all(one.hang == 228_600 for one in box(page, "left").paragraphs)
    for page in laid(slide("works-cited", entries(60), title="Works Cited")).pages:
        assert len(page.boxes) == 3


def test_only_an_entry_longer_than_a_column_is_torn() -> None:
    """It goes on in the next column; where it begins it can be found by its key, and only there."""
    long = References((Entry("a", runs("Short.")), Entry("kort", runs(" ".join([LOREM] * 12)))))
    page = laid(slide("works-cited", long, title="Works Cited")).pages[0]
    placed = [one for key in ("left", "right") for one in box(page, key).paragraphs]
    assert [one.key for one in placed] == ["a", "kort", None]
    assert [*words_of(plain(one.runs) for one in placed[1:])] == [*words_of([LOREM] * 12)]
    within(page)


def test_text_beside_a_picture_goes_on_without_it() -> None:
    """What has no room beside the picture follows on slides of plain text; nothing is shown twice."""
    figure = model.Figure(model.Picture(b"", "image/png", 4, 3, "a.png"), "A map", (), (), span(40))
    points = [f"{n} {LOREM}" for n in range(6)]
    pages = laid(slide("figure-text", listing(*points), figure, title="Both")).pages
    assert [page.layout for page in pages][:2] == ["figure", "list"]
    assert [sum(one.key == "image" for one in page.boxes) for page in pages] == [1] + [0] * (len(pages) - 1)
    assert " ".join(text(box(page, "body")) for page in pages[1:]).split() == " ".join(points).split()


def said(page: Page) -> list[str]:
    """Return a page's notes as plain text."""
    return [plain(one.runs) for one in page.notes]


def test_notes_go_with_what_they_speak_of() -> None:
    """A paragraph of the notes stands on the part whose words it says again."""
    names = [
        "Beria",
        "Malenkov",
        "Molotov",
        "Pervukhin",
        "Suslov",
        "Kaganovich",
        "Zhukov",
        "Bulganin",
        "Kirov",
    ]
    points = [f"{name} {LOREM[:150]}" for name in names]
    spoken = notes("Tell how Beria fell.", "Then Malenkov.", "Kaganovich and Zhukov.", "Bulganin drank.")
    pages = laid(slide("list", listing(*points), title="Nine", notes=spoken, minutes=3.0)).pages
    assert [said(page) for page in pages] == [
        ["Tell how Beria fell.", "Then Malenkov."],
        ["Kaganovich and Zhukov.", "Bulganin drank."],
    ]
    assert sum(page.minutes or 0 for page in pages) == pytest.approx(3.0)


def test_a_single_note_is_shared_out_by_sentences() -> None:
    """One paragraph of notes for two slides is parted between sentences, never behind an abbreviation."""
    spoken = notes("Dr. Kort says p. 3 of it first. Then comes the second. A third follows. And a fourth.")
    shares = share_notes(spoken, ["alpha", "beta"])
    assert [[plain(one.runs) for one in share] for share in shares] == [
        ["Dr. Kort says p. 3 of it first. Then comes the second."],
        ["A third follows. And a fourth."],
    ]


def test_notes_of_one_slide_are_left_alone() -> None:
    """Nothing is parted where nothing needs to be."""
    spoken = notes("One. Two.", "Three.")
    assert share_notes(spoken, ["anything"]) == (spoken,)
    assert share_notes((), ["one", "two"]) == ((), ())


def test_shares_are_even_and_hold_what_belongs_together() -> None:
    """Ten equal things in three shares are four, three, three; a joined pair is never parted."""
    stack = Stack([10.0] * 10, [0.0] * 10, [False] * 10)
    assert [stop - start for start, stop in share_out(stack, 45.0)] in ([3, 4, 3], [4, 3, 3], [3, 3, 4])
    joined = Stack([10.0] * 4, [0.0] * 4, [False, False, True, False])
    assert share_out(joined, 20.0) == ((0, 1), (1, 3), (3, 4))
    assert shares_needed(joined, 40.0) == 1


def test_the_cost_of_a_slide_does_not_grow_with_the_deck() -> None:
    """1,200 slides are ten times the work of 120."""
    work_of_slides(12)
    assert work_of_slides(1200) <= 1.05 * 10 * work_of_slides(120)


def work_of_slides(count: int) -> int:
    """Return the calls that laying out so many slides takes."""
    made = deck(
        *(
            slide("list", listing(LOREM, "Two", "Three", "Four"), title=f"{LOREM[:80]} {n}", id=f"s{n}")
            for n in range(count)
        )
    )
    measured_in.cache_clear()  # what the last deck measured is no help to this one
    return calls(lambda: lay_out(made, LECTERN))


def test_lines_say_how_many_there_are() -> None:
    """The line count of every part's paragraphs is that of the part, not of the whole."""
    sentence = LOREM + " "
    for page in laid(slide("text", prose(sentence * 20), title="Long")).pages:
        found = box(page, "body")
        height = sum(
            n * one.size * one.leading for n, one in zip(lines(found), found.paragraphs, strict=True)
        )
        assert found.height == pytest.approx(height * 12_700, abs=2)


def test_no_part_of_a_paragraph_is_a_remnant() -> None:
    """Where sentences end early, what that leaves over is shared out over the parts that are left."""
    for theme in (load_theme(name) for name in theme_names()):
        for words in (475, 600):
            pages = laid(slide("text", prose(typed.said(words))), theme=theme).pages
            parts = [lines(box(page, "body"))[0] for page in pages]
            assert min(parts) > max(parts) / 3, parts
