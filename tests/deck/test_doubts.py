"""What goes by without a word in other programs is told here."""

from __future__ import annotations

from pathlib import Path

import pytest

from deckgen.deck.doubts import doubts
from deckgen.deck.markup.read import every_text
from deckgen.outline.read import read_outline

PATH = Path("talk.yaml")
HEAD = "title: x\n{}sections:\n  - title: One\n    slides:\n"


def told(slides: str, head: str = "") -> list[tuple[int, str]]:
    """Return the lines and messages of what is doubtful about slides."""
    outline = read_outline((HEAD.format(head) + slides).encode(), PATH).outline
    assert outline is not None
    found = sorted(doubts(outline, tuple(every_text(outline))), key=lambda one: one.span or 0)
    return [(one.span.line if one.span else 0, one.message) for one in found]


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        (
            "a \uf0b7 pasted",
            "a character (U+F0B7) that only symbol fonts have; elsewhere it is shown as a box",
        ),
    ],
)
def test_marks_of_other_programs_are_reported(typed: str, message: str) -> None:
    """Other markup and characters of Word's symbol fonts would be shown as they are."""
    assert told(f"      - statement: {typed}\n") == [(5, message)]


@pytest.mark.parametrize(
    "typed",
    ["if a == b and c == d", "C++ and g++", "`==x==`", "1 ++ 2", "====", "x^2^ $a==b$", r"$$ a_1, \ldots $$"],
)
def test_what_only_looks_like_marks_is_left_alone(typed: str) -> None:
    """Comparisons, programming languages, code and formulas are meant as they are typed."""
    assert told(f"      - statement: '{typed}'\n") == []


def test_marks_in_names_and_commas_after_titles_are_reported() -> None:
    """A name and a date hold no markup, and no title ends in the comma of JSON."""
    slides = "      - title: What,\n        text: a, b,\n"
    head = "author: ['~~Ann~~', 'Bo<br>Kim', C*x]\ndate: '*May*'\ncourse: History;\n"
    assert told(slides, head) == [
        (2, '"~~Ann~~" is shown as typed here'),
        (2, '"<br>" is shown as typed here'),
        (3, '"*May*" is shown as typed here'),
        (4, "a semicolon ends this line, and would be shown"),
        (8, "a comma ends this line, and would be shown"),
    ]


def test_titles_that_appear_twice_are_reported() -> None:
    """Slides and sections are found by their titles; how letters are written makes no difference."""
    slides = "      - title: The  Storm\n        text: a\n      - title: the storm\n        text: b\n"
    assert told(slides) == [(7, "the slide in line 5 has the same title")]
    again = "      - statement: a\n  - title: one\n    slides:\n      - statement: b\n"
    assert told(again) == [(6, "the section in line 3 has the same title")]


def test_numbers_with_a_comma_and_a_point_are_reported() -> None:
    """18.958 and 39,832 cannot both have a decimal sign before three digits and be read alike."""
    chart = "      - title: y\n        chart:\n          data: {{A: {}, B: {}}}\n"
    (found,) = told(chart.format("18.958", '"39,832"'))
    assert found[1].startswith('"18.958" and "39,832" are in one chart')
    assert told(chart.format("18.9", '"39,832"')) == []
    assert told(chart.format("18.958", "39.832")) == []


@pytest.mark.parametrize(
    ("minutes", "words", "said"),
    [
        (45, 30, "under a minute"),
        (45, 400, "about 3 minutes"),
        (2, 800, "about 6 minutes"),
        (5, 650, ""),
        (5, 0, ""),
    ],
)
def test_notes_that_do_not_fit_the_time_are_reported(minutes: int, words: int, said: str) -> None:
    """Notes of one minute for a talk of 45, and of six for one of two, are most likely a slip."""
    notes = f"        notes: {'word ' * words}\n" if words else ""
    found = told(f"      - statement: a\n{notes}", f"minutes: {minutes}\n")
    expected = f"the notes take {said} to read aloud, and the talk has {minutes}"
    assert found == ([(2, expected)] if said else [])


@pytest.mark.parametrize(
    ("typed", "hint"),
    [
        (r"\textbf{x y} z", "write **x y**"),
        (r"\emph{x}", "write *x*"),
        (r"\href{https://x.org}{x}", "write [x](https://x.org)"),
        (r"so \(x^2\)", "write $x^2$"),
        (r"an \alpha decay", r"put it between dollars: $\alpha$"),
        ("[b]x[/b]", "write **x**"),
        ("see ![[sea.png|300]]", "give the slide a picture: image: {file: sea.png, alt: what it shows}"),
        ("see [[Storm|the storm]]", "write [Storm](https://…) or, for a slide of this deck, (#its-id)"),
        ("see [the storm][1]", "write the address after it: [the storm](https://…)"),
        ("[ ] buy bread", "put the character itself: ☐"),
        (
            "A title {.unnumbered}",
            "leave it out; a slide is named by id:, and words are marked as in [word]{.mark}",
        ),
        (
            "see [it](https://x.org){target=blank} there",
            "leave it out; a slide is named by id:, and words are marked as in [word]{.mark}",
        ),
        ("by {% author %}", "write what it stands for"),
        ("so :smile: it", "type or paste the emoji itself"),
        ("> quoted", "write quote: quoted"),
        ("## Heading", "give it a slide of its own, with title: Heading"),
        (". . .", "leave it out; points that appear one by one need build: true on the slide"),
    ],
)
def test_markup_of_other_programs_is_shown_as_it_is_written_here(typed: str, hint: str) -> None:
    """LaTeX, forums, wikis, Pandoc and templates: each place is told with its own words."""
    text = HEAD.format("") + f"      - title: y\n        text: '{typed}'\n"
    outline = read_outline(text.encode(), PATH).outline
    assert outline is not None
    (found,) = doubts(outline, tuple(every_text(outline)))
    assert found.hints == (hint,)
    assert found.span is not None
    assert found.span.line == 6


@pytest.mark.parametrize(
    "typed",
    [
        "at 10:30:45",
        r"C:\Users\me and \*",
        "f(x) [sic] [see] (a)",
        "[x]{.mark} x^2^ H~2~O",
        "ratio 1:2:3",
        "a {set} of",
        "- 5",
        "~5 %",
    ],
)
def test_prose_that_looks_like_markup_is_left_alone(typed: str) -> None:
    """Times, paths, brackets and marks of deckgen's own are meant as they are typed."""
    text = HEAD.format("") + f"      - title: y\n        text: '{typed}'\n"
    outline = read_outline(text.encode(), PATH).outline
    assert outline is not None
    assert list(doubts(outline, tuple(every_text(outline)))) == []


def test_separators_in_a_column_of_a_table_are_reported() -> None:
    """Columns are looked at one by one: a price and a weight may be written otherwise."""
    table = (
        "      - title: y\n        table:\n          columns: [A, B]\n          rows: [[{}, 1], [{}, 2]]\n"
    )
    assert [line for line, _ in told(table.format("18.958", '"39,832"'))] == [8]
    assert told(table.replace("1]", '"39,832"]').format("18.958", "b")) == []


def test_a_text_that_says_true_is_reported() -> None:
    """A footer, a closing and a date are words that everybody sees."""
    slides = "      - statement: a\n"
    head = "footer: true\nclosing: yes\ndate: now\n"
    assert [message for _, message in told(slides, head)] == [
        'the slides will say "true"',
        'the slides will say "yes"',
        'the cover will say "now"',
    ]


@pytest.mark.parametrize(
    ("date", "told_of"),
    [
        ("i dag", True),
        ("Heute", True),
        ("2026-02-30", True),
        ("2026-02-28", False),
        ("i", False),
        ("dag", False),
    ],
)
def test_a_date_that_is_none_is_reported(date: str, told_of: bool) -> None:
    """Words for the present and days that no calendar has; other words are the author's."""
    said = told("      - statement: a\n", f"date: {date}\n")
    assert [message for _, message in said] == ([f'the cover will say "{date}"'] if told_of else [])
