"""Short forms that people try, and that just work."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from deckgen.compile import Options, Services, compile_outline
from deckgen.deck.model import Deck
from deckgen.diagnostics import Severity
from deckgen.outline import model
from deckgen.outline.fix import corrections
from deckgen.outline.read import read_outline

PATH = Path("talk.yaml")

SLIDE = "title: x\nsections:\n  - title: A section\n    slides:\n      - title: y\n        "


def outline(text: str) -> model.Outline:
    """Return an outline that must be read without a word."""
    reading = read_outline(text.encode(), PATH)
    assert reading.diagnostics == ()
    assert reading.outline is not None
    return reading.outline


def test_sections_may_be_a_plain_list() -> None:
    """Their ids are made of their titles, each its own, and none that is given to another."""
    slides = "\n    slides:\n      - title: y\n        text: z"
    text = (
        f"title: x\nsections:\n  - title: The Harvest, 1788{slides}\n  - title: Prices\n    id: cost{slides}"
    )
    text += f"\n  - title: The harvest 1788{slides}\n        id: the-harvest-1788-2\n  - title: …{slides}\n"
    read = outline(text).sections
    assert [str(one.key) for one in read] == ["the-harvest-1788", "cost", "the-harvest-1788-3", "section"]
    assert [str(one.title) for one in read][:2] == ["The Harvest, 1788", "Prices"]


def test_an_id_given_twice_is_refused() -> None:
    """A section that stands under its id cannot have another."""
    text = "title: x\nsections:\n  one:\n    id: two\n    title: a\n    slides:\n      - statement: b\n"
    (problem,) = read_outline(text.encode(), PATH).diagnostics
    assert problem.message == '"id" is already given: it is the name above, "one"'


@pytest.mark.parametrize("typed", ["bullets: only one", "bullets: [only one]", 'bullets: "only one"'])
def test_a_single_point_need_not_be_a_list(typed: str) -> None:
    """One text where a list of texts is expected is a list of one."""
    (block,) = outline(SLIDE + typed + "\n").sections[0].slides[0].blocks
    assert isinstance(block, model.Bullets)
    assert [str(one.text) for one in block.items] == ["only one"]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (
            'aspect: "4:3"\nsize: 4:3\n',
            ['"aspect" is read as "ratio"', '"size" means the same as "aspect", which is already here'],
        ),
        (
            "aspectratio: 43\n",
            ['"aspectratio" is read as "ratio"', 'expected a shape of slides, but found "43"'],
        ),
    ],
)
def test_the_shape_of_slides_goes_by_many_names(typed: str, said: list[str]) -> None:
    """What other programs call it is taken as it; a second word that says the same is let go."""
    reading = read_outline((typed + SLIDE + "text: z\n").encode(), PATH)
    assert [one.message for one in reading.diagnostics] == said
    assert reading.outline
    assert reading.outline.ratio == "4:3"
    wrong = read_outline(("aspect: 4:3\nsize: 16:9\n" + SLIDE + "text: z\n").encode(), PATH)
    assert any(one.severity is Severity.ERROR for one in wrong.diagnostics)


@pytest.mark.parametrize(("typed", "whose"), [("audience: teacher", "speaker"), ("for: pupils", "students")])
def test_whose_copy_a_slide_is_in_goes_by_many_names(typed: str, whose: str) -> None:
    """Teachers and pupils are those who speak and those who listen."""
    reading = read_outline((SLIDE + f"text: z\n        {typed}\n").encode(), PATH)
    assert [one.severity for one in reading.diagnostics] == [Severity.WARNING] * 2
    made = compile_outline(
        SLIDE + f"text: z\n        {typed}\n", PATH, Options(PATH, reader="students"), Services()
    )
    kept = [one.name for one in made.deck.slides] if made.deck else []
    assert reading.outline
    assert ("y" in kept) is (whose == "students")


def test_pictures_may_be_typed_as_in_markdown() -> None:
    """As a paragraph of a text, a column or the value of image, with its caption and width."""
    typed = "text: |\n          Look:\n\n"
    typed += '          ![A map](map.png "The east"){width=40%}\n\n          Then talk.\n'
    before, shown, after = outline(SLIDE + typed).sections[0].slides[0].blocks
    assert isinstance(before, model.Prose)
    assert isinstance(after, model.Prose)
    assert isinstance(shown, model.Image)
    assert [str(one) for one in (shown.file, shown.alt, shown.caption, shown.width)] == [
        "map.png",
        "A map",
        "The east",
        "40%",
    ]
    assert shown.alt
    assert shown.alt.span.line == 9
    (alone,) = outline(SLIDE + "image: '![A map](map.png)'\n").sections[0].slides[0].blocks
    (columns,) = outline(SLIDE + "columns: ['![A](a.png)', b]\n").sections[0].slides[0].blocks
    assert isinstance(alone, model.Image)
    assert isinstance(columns, model.Columns)
    assert isinstance(columns.columns[0].blocks[0], model.Image)


def test_a_film_on_the_web_is_linked_to() -> None:
    """Nothing is fetched: the slide has a link, below the film's picture where one is given."""
    address = "https://example.org/watch?v=a_b"
    typed = f'media: {{file: "{address}", alt: A film, poster: tide.png}}\n'
    reading = read_outline((SLIDE + typed).encode(), PATH)
    assert [one.severity for one in reading.diagnostics] == [Severity.WARNING]
    assert reading.outline
    shown, said = reading.outline.sections[0].slides[0].blocks
    assert isinstance(shown, model.Image)
    assert isinstance(said, model.Prose)
    assert str(said.paragraphs[0]) == f"▶ [A film]({address})"
    bare = read_outline((SLIDE + f"media: {address}\n").encode(), PATH).outline
    assert bare
    (linked,) = bare.sections[0].slides[0].blocks
    assert isinstance(linked, model.Prose)
    assert str(linked.paragraphs[0]) == f"▶ <{address}>"


def test_a_picture_may_be_behind_words() -> None:
    """Text is on it; points are beside it; a colour is refused with its cure."""
    made = outline(SLIDE + "background: hall.jpg\n        text: Words\n").sections[0].slides[0]
    shown, said = made.blocks
    assert isinstance(shown, model.Image)
    assert shown.decorative
    assert isinstance(said, model.Prose)
    assert str(made.layout) == "picture"
    beside = read_outline((SLIDE + "background: hall.jpg\n        bullets: [a, b]\n").encode(), PATH)
    assert [one.severity for one in beside.diagnostics] == [Severity.WARNING]
    assert beside.outline
    assert beside.outline.sections[0].slides[0].layout is None
    (refused,) = read_outline((SLIDE + "background: blue\n        text: a\n").encode(), PATH).diagnostics
    assert refused.hints[0].startswith("colours come from the theme")


def test_a_single_point_does_not_lose_what_follows_a_hash() -> None:
    """What YAML would take for a comment is reported there, too."""
    (problem,) = read_outline((SLIDE + "bullets: order # 227\n").encode(), PATH).diagnostics
    assert problem.hints[0] == 'write: bullets: "order # 227"'


def test_authors_may_say_where_they_work() -> None:
    """A place is kept beside the name, for the cover to say it once for all who belong there."""
    people = "author:\n  - name: Mara Quill\n    affiliation: University of the North\n  - Ines Vale\n"
    assert [
        (str(one), one.affiliation and str(one.affiliation))
        for one in outline(people + SLIDE + "text: z\n").authors
    ] == [
        ("Mara Quill", "University of the North"),
        ("Ines Vale", None),
    ]
    assert [str(one) for one in outline("author: {name: Mara}\n" + SLIDE + "text: z\n").authors] == ["Mara"]


def test_today_is_the_day_of_the_clock() -> None:
    """The date is that of the clock that is given, and is written as any other date is."""
    services = Services(clock=lambda: datetime.date(2026, 12, 3))
    text = "date: today\nlanguage: en-GB\n" + SLIDE + "text: z\n"
    deck = compile_outline(text, PATH, Options(PATH), services).deck
    assert isinstance(deck, Deck)
    assert deck.date == "2026-12-03"


def test_an_unknown_citation_style_hides_nothing_else() -> None:
    """A picture that is missing is reported in the same run."""
    text = "citations: mlx\n" + SLIDE + "image: {file: none.png, alt: a}\n"
    found = compile_outline(text, PATH, Options(PATH), Services()).diagnostics
    assert [one.message for one in found] == [
        'there is no citation style "mlx"',
        'there is no picture "none.png"',
    ]


def test_a_list_of_pictures_is_pictures_side_by_side() -> None:
    """Who lists several under the word for one means all of them."""
    pictures = "image:\n          - {file: a.png, alt: A}\n          - b.png\n"
    (block,) = outline(SLIDE + pictures).sections[0].slides[0].blocks
    assert isinstance(block, model.Images)
    assert [str(one.file) for one in block.images] == ["a.png", "b.png"]


def test_program_text_may_have_its_line_ends_as_escapes() -> None:
    """Between double quotation marks, a backslash and an n end a line of a program."""
    (block,) = (
        outline(SLIDE + 'code: {language: python, text: "if x:\\n    next"}\n').sections[0].slides[0].blocks
    )
    assert isinstance(block, model.Code)
    assert str(block.text) == "if x:\n    next"


def blocks_of(text: str) -> tuple[model.Block, ...]:
    """Return the blocks of a slide with these fields."""
    return outline(SLIDE + text.replace("\n", "\n        ").rstrip() + "\n").sections[0].slides[0].blocks


def said(points: tuple[model.Bullet, ...]) -> list[object]:
    """Return the words of points, those below one in a list after it."""
    found: list[object] = []
    for one in points:
        found += [str(one.text), *([said(one.children)] if one.children else [])]
    return found


def test_a_text_with_a_list_in_it_is_text_and_a_list() -> None:
    """Paragraphs before and after stay what they are; points may have points below them, and go on."""
    before, listed, after = blocks_of(
        "text: |\n  Three things:\n  - bread\n  * work\n    - in towns\n    - on\n      farms\n\n"
        "  - peace\n\n  After."
    )
    assert isinstance(before, model.Prose)
    assert isinstance(after, model.Prose)
    assert isinstance(listed, model.Bullets)
    assert [str(one) for one in (*before.paragraphs, *after.paragraphs)] == ["Three things:", "After."]
    assert said(listed.items) == ["bread", "work", ["in towns", "on\n    farms"], "peace"]
    assert (listed.start, listed.span.line, listed.span.end_line) == (None, 8, 14)
    assert [one.text.span.line for one in listed.items] == [8, 9, 14]


@pytest.mark.parametrize(
    ("typed", "start", "points"),
    [
        ("text: |\n  1. one\n  2. two", 1, ["one", "two"]),
        ("text: |\n  3) one\n  4) two", 3, ["one", "two"]),
        ("text: |\n  1. one\n  1. two\n     1. in\n     2. it", 1, ["one", "two", ["in", "it"]]),
        ("text: |\n  - one\n    1. in\n    2. it", None, ["one", ["1. in", "2. it"]]),
        ('text: "- one\\n- two"', None, ["one", "two"]),
    ],
)
def test_a_list_in_a_text_counts_as_it_is_typed(typed: str, start: int | None, points: list[object]) -> None:
    """Numbers begin where the first one does; below points with marks they stay as they were typed."""
    (block,) = blocks_of(typed)
    assert isinstance(block, model.Bullets)
    assert (block.start, said(block.items)) == (start, points)


@pytest.mark.parametrize(
    "typed",
    [
        "text: |\n  It was in\n  12. The next year\n  came.",
        "text: |\n  It began in\n  1. And ended\n  5. Never.",
        "text: |\n  – Oui, dit-il.\n  – Non.",
        "text: |\n  He came\n  - and went.",
        "text: one - two",
    ],
)
def test_what_is_no_list_stays_text(typed: str) -> None:
    """A number by chance, a dash in a sentence and the dashes of a dialogue begin no list."""
    (block,) = blocks_of(typed)
    assert isinstance(block, model.Prose)


def test_columns_may_be_lists() -> None:
    """A column that is a text with a list in it, or a list, is a column of points."""
    (block,) = blocks_of("columns:\n  - |\n    - one\n    - two\n  - - three\n    - four:\n        - five")
    assert isinstance(block, model.Columns)
    kinds = [one for column in block.columns for one in column.blocks]
    assert [said(one.items) for one in kinds if isinstance(one, model.Bullets)] == [
        ["one", "two"],
        ["three", "four", ["five"]],
    ]


def test_a_list_below_a_folding_sign_is_kept_apart() -> None:
    """After > lines run together; where points are among them, | is what was meant."""
    text = (SLIDE + "text: >\n          Two things:\n          - one\n          - two\n").encode()
    (problem,) = read_outline(text, PATH).diagnostics
    assert problem.hints == ("write: text: |",)
    (prose, listed) = outline(corrections(text, PATH).corrected.decode()).sections[0].slides[0].blocks
    assert isinstance(prose, model.Prose)
    assert isinstance(listed, model.Bullets)
