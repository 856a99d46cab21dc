"""What the elements mean to those who do not see the slides: headings, lists, tables, figures, languages."""

from __future__ import annotations

import pytest
from lxml import html

from deckgen import structs
from deckgen.deck.model import Note, Run
from deckgen.layout.pages import Diagram, DiagramBox, Member, Role, Shape
from deckgen.writers.html import write_html
from deckgen.writers.html.elements import direction, groups, pieces, stretches, year
from tests.building import DECKS, walk
from tests.writers.html.conftest import parsed
from tests.writers.html.sample import deck, every_kind, page, para, picture, points, shown, text, title

KINDS = next(one for one in DECKS if one.stem == "kinds")


@pytest.fixture(scope="module")
def root() -> html.HtmlElement:
    """The document of the sample of every kind."""
    return parsed(write_html(every_kind()))


def slide(root: html.HtmlElement, name: str) -> html.HtmlElement:
    """Return the slide of that name."""
    found: html.HtmlElement
    (found,) = root.findall(f".//section[@aria-label='{name}']")
    return found


def words(element: html.HtmlElement) -> str:
    """Return an element's text with its white space made one."""
    return " ".join(str(element.text_content()).split())


def test_every_slide_has_one_heading(root: html.HtmlElement) -> None:
    """The cover's is the first level, all others' the second; where none is seen there is one to hear."""
    slides = root.findall(".//section[@id]")
    pages = [one for one in slides if "page" in one.get("class", "")]
    tags = [[one.tag for one in page.iter("h1", "h2")] for page in pages]
    assert tags == [["h1"], *(["h2"] for _ in range(16))]
    assert slide(root, "A quotation").find(".//h2").get("class") == "vh"
    assert words(slide(root, "A statement").find(".//h2")) == "He kept the party and dropped the cult."


def test_a_deck_without_a_cover_still_has_a_first_heading() -> None:
    """The deck's name is there to hear, before the first slide."""
    root = parsed(write_html(deck(points())))
    assert [words(one) for one in root.iter("h1")] == ["Khrushchev and the cult"]


def test_points_nest(root: html.HtmlElement) -> None:
    """A point below a point is a list in its item."""
    items = slide(root, "The speech was met in silence").findall(".//ul")[0].findall("li")
    assert len(items) == 3
    assert words(items[1].find("ul/li")) == "Nobody clapped"


def test_a_list_that_starts_one_level_down_keeps_its_levels() -> None:
    """Points without one above them stand in a list of a list, and the order stays."""
    notes = (Note((Run("a"),), 1), Note((Run("b"),), 0), Note((Run("c"),), 1), Note((Run("d"),)))
    found = pieces(notes)
    assert [len(one.points) for one in found] == [2, 0]
    assert found[0].points[0].head is None
    assert [[point.head for point in one.below] for one in found[0].points] == [[notes[0]], [notes[2]]]


def test_points_may_be_three_levels_deep() -> None:
    """A point below a point below a point is a list in a list in a list."""
    notes = tuple(Note((Run(word),), level) for word, level in zip("abcd", (0, 1, 2, 1), strict=True))
    (point,) = pieces(notes)[0].points
    first, second = point.below
    assert (first.head, second.head) == (notes[1], notes[3])
    assert [one.head for one in first.below] == [notes[2]]


def test_runs_say_what_they_are(root: html.HtmlElement) -> None:
    """Emphasis, signs set high and low, code, a foreign word and a citation are elements of their own."""
    text = slide(root, "The speech was met in silence")
    assert [words(one) for one in text.iter("sub")] == ["2"]
    assert [words(one) for one in text.iter("sup")] == ["2"]
    assert [words(one) for one in text.iter("strong")] == ["bold"]
    assert [(one.get("lang"), words(one)) for one in text.iter("bdi")] == [("ru", "glasnost")]
    assert {one.get("data-keys") for one in text.findall(".//span[@data-keys]")} == {"wood"}


def test_one_link_is_one_element(root: html.HtmlElement) -> None:
    """A link with emphasis inside is not cut in two; out of the deck it opens a tab of its own."""
    first, second = slide(root, "The speech was met in silence").findall(".//a")
    assert (words(first), first.get("href")) == ("a link", "https://example.org/a?b=1&c=2")
    assert first.get("rel") == "noopener noreferrer"
    assert (words(second), second.get("href"), second.get("target")) == (
        "the table",
        "#the-law-changed",
        None,
    )


def test_links_catch_the_eye_where_citations_do_not() -> None:
    """A link is set in the accent, as in PowerPoint; what leads to a cited work keeps its text's colour."""
    runs = (
        Run("Out", link="https://example.org/"),
        Run(" and "),
        Run("Wood 5", link="#works", cites=("wood",)),
    )
    said = text("list", "body", Role.PROSE, para(runs, "body"))
    slides = parsed(write_html(deck(page("list", title("list", "T"), said, name="T"))))
    paragraph = next(one for one in slides.iterfind(".//p") if "Wood 5" in words(one))
    assert "lk" in paragraph.get("class", "").split()
    assert [one.get("class") for one in paragraph.iterfind(".//a")] == [None, "to"]
    inverse = text("cover", "subtitle", Role.SUBTITLE, para(runs[:1], "subtitle"))
    slides = parsed(write_html(deck(page("cover", title("cover", "T"), inverse, name="T"))))
    assert not [one for one in slides.iterfind(".//p") if "lk" in one.get("class", "").split()]


def test_a_run_has_its_own_colour() -> None:
    """What layout paints apart, as the mark that opens a quotation, is so in the slideshow, too."""
    runs = (Run("“", colour="accent"), Run("All so sudden."))
    said = text("list", "body", Role.PROSE, para(runs, "body"))
    data = write_html(deck(page("list", title("list", "T"), said, name="T")))
    paragraph = next(one for one in parsed(data).iterfind(".//p") if "sudden" in words(one))
    assert [one.text for one in paragraph] == ["“"]
    assert f".{paragraph[0].get('class')}{{color:var(--accent)}}" in data.decode()


def test_a_picture_and_its_caption_are_a_figure(root: html.HtmlElement) -> None:
    """Alt text, caption, and the size that keeps the shape."""
    figure = slide(root, "A sun").find(".//figure")
    assert figure.find(".//img").get("alt") == "An orange sun"
    assert (figure.find(".//img").get("width"), figure.find(".//img").get("height")) == ("320", "200")
    assert words(figure.find("figcaption")) == "Fig. 1. A sun."
    assert words(slide(root, "A picture").find(".//figure/figcaption")) == "Drawn by hand."


def test_a_plate_is_painted_behind_its_picture() -> None:
    """In the variants in which it would be lost, that is: the picture everywhere, its place on the stage."""
    for lost, rules in (
        (
            ("light",),
            ["{C}{{background-color:var(--ink)}}", "[data-scheme=dark] {C}{{background-color:transparent}}"],
        ),
        (("dark",), ["[data-scheme=dark] {C}{{background-color:var(--ink)}}"]),
    ):
        box = structs.replace(shown("figure", picture(), "A sun"), ground="ink", lost=lost)
        one = deck(page("figure", title("figure", "T"), box, name="T"))
        (found,) = parsed(write_html(one)).iterfind(".//img[@alt='A sun']")
        for painted, classes in (("img", found), (".pic", next(found.iterancestors()))):
            assert f"p-ink-{lost[0]}" in classes.get("class", "").split()
            for rule in rules:
                assert rule.format(C=f"{painted}.p-ink-{lost[0]}") in write_html(one).decode()


def test_a_caption_without_a_picture_before_it_stands_alone() -> None:
    """Only neighbours become a figure."""
    caption = text("list", "body", Role.CAPTION, para("Fig. 1.", "caption"))
    one = page("figure", title("figure", "T"), caption, name="T")
    assert [group.figure for group in groups(one)] == [False, False]


def test_a_caption_above_belongs_to_what_follows_it() -> None:
    """It is the figure's one caption, before the picture, and a note after it belongs to the figure, too."""
    above = text("list", "body", Role.CAPTION_ABOVE, para("Figure 1", "caption"))
    note = text("list", "body", Role.CAPTION, para("Note. Drawn.", "caption"))
    sun = shown("figure", picture(), "A sun")
    one = page("figure", title("figure", "T"), above, sun, note, above, sun, name="T")
    assert [(group.caption, len(group.boxes)) for group in groups(one) if group.figure] == [(0, 3), (0, 2)]
    root = parsed(write_html(deck(one)))
    found = root.find(".//figure")
    assert [words(caption) for caption in found.iterfind("figcaption")] == ["Figure 1"]
    assert found[0].tag == "figcaption"
    assert "Note. Drawn." in words(found)


def test_a_quotation_says_who(root: html.HtmlElement) -> None:
    """The words are a block quotation, the speaker stands below it."""
    figure = slide(root, "A quotation").find(".//figure")
    assert words(figure.find("blockquote")) == "“One could hear a pin drop.”"
    assert words(figure.find("figcaption/cite")) == "Nikita Khrushchev, in his memoirs"


def test_a_table_has_headers_and_a_name(root: html.HtmlElement) -> None:
    """The first row names the columns."""
    table = slide(root, "The law changed").find(".//table")
    assert table.get("aria-label") == "Reforms of the law"
    assert [(one.get("scope"), words(one)) for one in table.findall("thead/tr/th")] == [
        ("col", "Law"),
        ("col", "Before"),
        ("col", "After"),
    ]
    assert [[words(one) for one in row] for row in table.findall("tbody/tr")] == [
        ["Internal passports", "None for farmers", "For some"],
        ["Terms", "25", "15"],
    ]


def test_a_timeline_is_a_list_of_times(root: html.HtmlElement) -> None:
    """Dates come before what happened; a date that names one year can be read by machines."""
    line = slide(root, "A timeline").find(".//ol")
    assert [words(one) for one in line] == [
        "1953 Stalin dies",
        "25 February 1956 The Secret Speech",
        "Autumn Hungary rises",
    ]
    assert [one.get("datetime") for one in line.iter("time")] == ["1953", "1956"]
    assert year((Run("1953–1962"),)) is None
    assert year((Run("room 19561"),)) is None


def test_an_agenda_is_a_list_of_links() -> None:
    """Each row is an item that leads as a whole to its section; one without a section is no link."""
    word = text("list", "body", Role.LABEL, para("The speech", "body"))
    line, item = Shape("line", word.rect, "rule", None), Shape("item", word.rect, None, word)
    rows = tuple(Member(f"row-{at}", (line, item), target=to) for at, to in enumerate(("#points", None)))
    box = DiagramBox("agenda", "agenda", word.rect, Diagram.AGENDA, rows, "Contents")
    root = parsed(write_html(deck(page("agenda", title("list", "Contents"), box, name="Agenda"))))
    items = slide(root, "Agenda").findall(".//ol/li")
    assert [words(one) for one in items] == ["The speech", "The speech"]
    assert [one.get("href") for item in items for one in item.iter("a")] == ["#points"]


@pytest.fixture(scope="module")
def kinds(tmp_path_factory: pytest.TempPathFactory) -> html.HtmlElement:
    """The document of the outline of every kind."""
    return parsed(walk(KINDS, tmp_path_factory.mktemp("kinds")).show.read_bytes())


def test_a_comparison_is_a_table_to_those_who_hear_it(kinds: html.HtmlElement) -> None:
    """Its sides are heads of columns, what is compared heads of rows, and its lines are passed over."""
    table = next(one for one in kinds.iter("table") if one.get("class") == "versus")
    rows = [[(cell.get("role"), words(cell)) for cell in row] for row in table.iter("tr")]
    assert rows[0] == [("cell", ""), ("columnheader", "Before"), ("columnheader", "After")]
    assert rows[2][0] == ("rowheader", "Camps & guards")
    assert [one.get("aria-hidden") for one in table.iter("svg")] == ["true"] * 4


def test_a_process_is_a_list_of_steps(kinds: html.HtmlElement) -> None:
    """Steps are items in order; those that are built appear with the arrow that leads to them."""
    steps = kinds.findall(".//section[@id='steps']//ol/li")
    assert [words(one).split()[0] for one in steps] == ["Read", "Report", "Speak"]
    assert [len(one.findall("svg")) for one in steps] == [0, 1, 1]
    assert all("data-step" in one.attrib for one in steps)


def test_the_roadmap_marks_where_the_talk_is(root: html.HtmlElement) -> None:
    """The current section is told by more than its weight."""
    items = slide(root, "The speech").findall(".//ol/li")
    assert [one.get("aria-current") for one in items] == ["step", None]


def test_works_cited_can_be_linked_to(root: html.HtmlElement) -> None:
    """Each entry bears its reference's key."""
    items = slide(root, "Works Cited").findall(".//ul/li")
    assert [one.get("id") for one in items] == ["ref:kort", "ref:wood"]


def test_notes_are_there_with_their_markup(root: html.HtmlElement) -> None:
    """Paragraphs, emphasis, citations and nested points; a slide without notes has none."""
    notes = slide(root, "The law changed").find(".//div[@role='note']")
    assert notes.get("class") == "notes"
    assert words(notes.find("p")) == "Khrushchev recalled that one could hear a pin drop (Wood)"
    assert words(notes.find("ul/li/ul/li")) == "who could have known?"
    assert slide(root, "Cover").find(".//div[@role='note']") is None


def test_a_deck_written_leftwards_says_so() -> None:
    """Language and direction stand on the document; words are ordered as PowerPoint orders them."""
    plain = deck(points(), language="ar")
    root = parsed(write_html(structs.replace(plain, right_to_left=True)))
    assert (root.get("lang"), root.get("dir")) == ("ar", "rtl")
    assert root.findall(".//main//span[@class='cite']//bdi") == []
    assert root.findall(".//main//span[@class='cite']") != []


@pytest.mark.parametrize(
    ("language", "way"),
    [
        ("ar", "rtl"),
        ("he-IL", "rtl"),
        ("az-Arab", "rtl"),
        ("ar-Latn", "ltr"),
        ("ru", "ltr"),
        ("zh-Hant", "ltr"),
    ],
)
def test_which_way_a_language_is_written(language: str, way: str) -> None:
    """Script comes before language where both are given."""
    assert direction(language) == way


def test_neighbours_under_one_link_share_it() -> None:
    """Two links to different places that touch stay two."""
    runs = (Run("a", link="#x"), Run("b", link="#x", bold=True), Run("c", link="#y"), Run("d"))
    assert [(one.link, len(one.runs)) for one in stretches(runs)] == [("#x", 2), ("#y", 1), (None, 1)]


def test_hidden_slides_and_plans_are_marked() -> None:
    """What the presenter's clock and the moving about need stands on the slide."""
    first = structs.replace(points(), hidden=True, minutes=1.5)
    (section,) = parsed(write_html(deck(first))).findall(".//main/section")
    assert section.get("data-hidden") is not None
    assert section.get("data-minutes") == "1.5"
    assert section.get("data-section") == "The speech"
