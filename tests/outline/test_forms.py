"""Other ways to write what a slide holds: they just work, or the right form is shown with their words."""

from __future__ import annotations

from pathlib import Path

import pytest

from deckgen.diagnostics import Severity
from deckgen.outline import model
from deckgen.outline.fix import corrections
from deckgen.outline.read import Reading, read_outline
from deckgen.structs import Struct

PATH = Path("talk.yaml")
HEAD = "title: x\nslides:\n  - title: y\n    "


def reading_of(typed: str) -> Reading:
    """Return what is read of a slide with these fields."""
    return read_outline((HEAD + typed.replace("\n", "\n    ").rstrip() + "\n").encode(), PATH)


def plain(value: object) -> object:
    """Return a block as its words alone, what is not given left out."""
    if isinstance(value, model.Text):
        return str(value)
    if isinstance(value, tuple):
        return [plain(one) for one in value]
    if isinstance(value, Struct):
        fields = ((one, getattr(value, one)) for one in value.__struct_fields__)
        return {name: plain(one) for name, one in fields if name != "span" and one not in (None, (), False)}
    return value


SAME = [
    ("timeline:\n  1953: a\n  1956: b", "timeline:\n  - {date: 1953, event: a}\n  - {date: 1956, event: b}"),
    ("timeline: {1953: a, 1956: b}", "timeline:\n  - {date: 1953, event: a}\n  - {date: 1956, event: b}"),
    (
        "timeline:\n  - [1953, a]\n  - [1956, b]",
        "timeline:\n  - {date: 1953, event: a}\n  - {date: 1956, event: b}",
    ),
    (
        "process:\n  Report: it lasts\n  Vote: all",
        "process: [{title: Report, text: it lasts}, {title: Vote, text: all}]",
    ),
    ("process: one -> two → three", "process: [one, two, three]"),
    ("definitions:\n  - Ebb: falls\n  - Flow: rises", "definitions:\n  Ebb: falls\n  Flow: rises"),
    ("definitions:\n  - term: Ebb\n    meaning: falls", "definitions:\n  Ebb: falls"),
    ("columns:\n  left: a\n  right:\n    - b", "columns:\n  - text: a\n  - bullets: [b]"),
    (
        "columns:\n  Before: a\n  After:\n    text: b",
        "columns:\n  - {title: Before, text: a}\n  - {title: After, text: b}",
    ),
    ("table:\n  - [A, B]\n  - [1, 2]", "table: {columns: [A, B], rows: [[1, 2]]}"),
    ("table:\n  - {A: 1, B: 2}\n  - {A: 3, B: 4}", "table: {columns: [A, B], rows: [[1, 2], [3, 4]]}"),
    ("table: |\n  | A | B |\n  |---|:-:|\n  | 1 | |", 'table: {columns: [A, B], rows: [[1, ""]]}'),
    ("table: |\n  A\tB\n  1\t2", "table: {columns: [A, B], rows: [[1, 2]]}"),
    ("table: |\n  A, B\n  1, 2", "table: {columns: [A, B], rows: [[1, 2]]}"),
    ("chart: {a: 3, c: 4.5}", "chart: {data: {a: 3, c: 4.5}}"),
    ("chart:\n  data:\n    - a: 3\n    - c: 4", "chart: {data: {a: 3, c: 4}}"),
    ("image:\n  - {file: a.png, alt: A}", "image: {file: a.png, alt: A}"),
    ("bullets: |\n  - a\n  - b", "bullets: [a, b]"),
    ("bullets: |\n  a\n  b", "bullets: [a, b]"),
    (
        "bullets:\n  Terms:\n    - a\n    - b\n  More:\n    - c",
        "bullets:\n  - Terms:\n      - a\n      - b\n  - More:\n      - c",
    ),
    ("numbered: |\n  1. a\n  2. b", "numbered: [a, b]"),
    ("number: 42 %", "number: {value: 42 %}"),
    ("code: |\n  ```python\n  x = 1\n  ```", "code: {language: python, text: x = 1}"),
    ("equation: $E=mc^2$", "equation: E=mc^2"),
    ("equation: '\\[E=mc^2\\]'", "equation: E=mc^2"),
    ("equation: |\n  $$\n  E=mc^2\n  $$", "equation: E=mc^2"),
    ("timeline:\n  - 1953 – Stalin dies\n  - 1956: b", "timeline: {1953: Stalin dies, 1956: b}"),
    (
        "timeline:\n  - 1953 Stalin dies\n  - date: 1956\n    event: b",
        "timeline: {1953: Stalin dies, 1956: b}",
    ),
    ("timeline: |\n  - 1953: a\n  - 1956: b", "timeline: {1953: a, 1956: b}"),
    ("timeline:\n  events:\n    - {date: 1953, event: a}", "timeline:\n  - {date: 1953, event: a}"),
    ("timeline:\n  1953:\n    event: a", "timeline:\n  - {date: 1953, event: a}"),
    ("process:\n  - one: a\n  - two", "process: [{title: one, text: a}, two]"),
    ("process: |\n  1. one\n  2. two", "process: [one, two]"),
    ("process:\n  steps: [one, two]", "process: [one, two]"),
    ("definitions:\n  - [Ebb, falls]\n  - [Flow, rises]", "definitions:\n  Ebb: falls\n  Flow: rises"),
    ("definitions: |\n  Ebb: falls\n  Flow - rises", "definitions:\n  Ebb: falls\n  Flow: rises"),
    ("columns:\n  - Before: [a, b]\n  - After: c", "columns:\n  Before: [a, b]\n  After: c"),
    (
        "columns:\n  - {width: 25%, text: a}\n  - text: b",
        "columns:\n  - {width: 25, text: a}\n  - {width: 75, text: b}",
    ),
    (
        "columns:\n  - {width: 1/4, text: a}\n  - text: b",
        "columns:\n  - {width: 25, text: a}\n  - {width: 75, text: b}",
    ),
    ("left: a\nright: [b]", "columns:\n  - text: a\n  - bullets: [b]"),
    ("pros: [a]\ncons: [b]", "columns: [{title: Pros, bullets: [a]}, {title: Cons, bullets: [b]}]"),
    ("table:\n  rows:\n    - [A, B]\n    - [1, 2]", "table: {columns: [A, B], rows: [[1, 2]]}"),
    (
        "table:\n  columns: [A, B]\n  rows:\n    x: 1\n    y: 2",
        "table: {columns: [A, B], rows: [[x, 1], [y, 2]]}",
    ),
    ("table:\n  columns: [A, B]\n  rows:\n    - {B: 2, A: 1}", "table: {columns: [A, B], rows: [[1, 2]]}"),
    (
        "table:\n  text: |\n    | A | B |\n    |---|---|\n    | 1 | 2 |",
        "table: {columns: [A, B], rows: [[1, 2]]}",
    ),
    ("chart:\n  bar: {a: 3, c: 4}", "chart: {kind: bar, data: {a: 3, c: 4}}"),
    ("chart:\n  labels: [a, b]\n  values: [1, 2]", "chart: {data: {a: 1, b: 2}}"),
    (
        "chart:\n  data:\n    - {label: a, value: 1}\n    - {label: b, value: 2}",
        "chart: {data: {a: 1, b: 2}}",
    ),
    ("compare: {left: [a, b], right: [c]}", "columns:\n  - bullets: [a, b]\n  - bullets: [c]"),
    ("compare:\n  Before: power\n  After: law", "columns:\n  Before: power\n  After: law"),
    (
        "compare:\n  - title: Before\n    bullets: [a]\n  - title: After\n    text: b",
        "columns:\n  - {title: Before, bullets: [a]}\n  - {title: After, text: b}",
    ),
    (
        "compare:\n  Before: {Courts: a, Camps: b}\n  After: {Courts: c, Camps: d}",
        "compare: {sides: [Before, After], rows: [[Courts, a, c], [Camps, b, d]]}",
    ),
    (
        "compare:\n  sides: [A, B]\n  rows:\n    - Courts: [a, b]\n    - Camps: [c, d]",
        "compare: {sides: [A, B], rows: [[Courts, a, b], [Camps, c, d]]}",
    ),
    ("compare:\n  sides: [A, B]\n  rows:\n    - [a, b]", "table: {columns: [A, B], rows: [[a, b]]}"),
    ('compare:\n  - ["", A, B]\n  - [x, a, b]', "compare: {sides: [A, B], rows: [[x, a, b]]}"),
    ("theorem: All is one.", "labelled: {label: Theorem, text: All is one.}"),
    ("theorem: {name: Lagrange, text: a}", "labelled: {label: Theorem (Lagrange), text: a}"),
    ("definition:\n  Ebb: falls", "labelled: {label: Ebb, text: falls}"),
    ("labelled:\n  Rule 1: a", "labelled: {label: Rule 1, text: a}"),
    ("images:\n  - a.png: A\n  - b.png: B", "images: [{file: a.png, alt: A}, {file: b.png, alt: B}]"),
    ("images: {left: a.png, right: b.png}", "images: [a.png, b.png]"),
    ("code:\n  python: x = 1", "code: {language: python, text: x = 1}"),
    ("numbered:\n  3: a\n  4: b", "numbered: {start: 3, items: [a, b]}"),
    ("bullets:\n  - a\n  - - b\n    - c", "bullets:\n  - a:\n      - b\n      - c"),
    ("body:\n  - a\n  - - b\n    - c", "body:\n  - text: a\n  - bullets: [b, c]"),
    (
        "question:\n  prompt: Q\n  options:\n    A: one\n    B: two\n  answer: two",
        "question: {prompt: Q, options: [one, two], answer: B}",
    ),
    (
        "question:\n  prompt: Q\n  options: |\n    - one\n    - two\n  answer: 1",
        "question: {prompt: Q, options: [one, two], answer: A}",
    ),
]

ASKED = "title: x\nslides:\n  - question: {prompt: y, options: [one, two], answer: B}\n"


@pytest.mark.parametrize(
    "typed",
    ["question:\n  options: [one, two]\n  answer: B", "options: [one, two]\nanswer: B"],
)
def test_a_question_without_a_prompt_is_the_one_that_the_title_asks(typed: str) -> None:
    """The title of its slide is what the class is asked."""
    found, usual = reading_of(typed), read_outline(ASKED.encode(), PATH)
    assert [one.message for one in found.diagnostics] == []
    assert found.outline is not None
    assert usual.outline is not None
    assert plain(found.outline.sections[0].slides) == plain(usual.outline.sections[0].slides)


TAKEN = [
    ("timeline:\n  - {year: 1953, text: a}", "timeline:\n  - {date: 1953, event: a}", 2),
    ("image: a.png\ncaption: It\nalt: A map", "image: {file: a.png, caption: It, alt: A map}", 2),
    ("picture: {src: a.png}", "image: {file: a.png}", 2),
    ("quote: We shall\nby: Churchill", "quote: {text: We shall, by: Churchill}", 1),
    ("code: |\n  x = 1\noutput: one", "code: {text: x = 1, output: one}", 1),
    ("question: Why?\noptions: [a, b]", "question: {prompt: Why?, options: [a, b]}", 1),
    ("steps: [a, b]", "process: [a, b]", 1),
    ("table: {head: [A], body: [[1]]}", "table: {columns: [A], rows: [[1]]}", 2),
]


@pytest.mark.parametrize(
    ("typed", "meant", "warnings"), TAKEN, ids=[one[0].replace("\n", "/") for one in TAKEN]
)
def test_another_word_is_taken_with_a_warning(typed: str, meant: str, warnings: int) -> None:
    """Who says it in the words of another program, or beside its field, has slides and is told the name."""
    found, usual = reading_of(typed), reading_of(meant)
    assert [one.severity for one in found.diagnostics] == [Severity.WARNING] * warnings
    assert all(one.hints[0].startswith(("write: ", '"')) for one in found.diagnostics)
    assert found.outline is not None
    assert usual.outline is not None
    assert plain(found.outline.sections[0].slides) == plain(usual.outline.sections[0].slides)


@pytest.mark.parametrize("typed", ["content: a", "image: a.png\ntable: b.csv\ncaption: c", "note: say this"])
def test_a_word_that_could_be_several_fields_is_not_taken(typed: str) -> None:
    """What could be said or shown in two ways is asked about."""
    assert Severity.ERROR in {one.severity for one in reading_of(typed).diagnostics}


@pytest.mark.parametrize(("typed", "meant"), SAME, ids=[typed.replace("\n", "/") for typed, _ in SAME])
def test_another_form_is_read_as_the_usual_one(typed: str, meant: str) -> None:
    """What can mean nothing else is read without a word."""
    found, usual = reading_of(typed), reading_of(meant)
    assert [one.message for one in (*found.diagnostics, *usual.diagnostics)] == []
    assert found.outline is not None
    assert usual.outline is not None
    assert plain(found.outline.sections[0].slides) == plain(usual.outline.sections[0].slides)


SHOWN = [
    (
        "quote: '\"Opaque\" - Michael Faraday [@faraday]'",
        'for who said it write: quote: {text: "Opaque", by: "Michael Faraday", cite: "[@faraday]"}',
        False,
    ),
    ("table:\n  columns: [A, B]\n  rows:\n    - 1, 2", "write: - [1, 2]", True),
    ("table:\n  columns: [A, B]\n  rows:\n    - one | x, y", 'write: - [one, "x, y"]', True),
    ("table:\n  columns: A, B\n  rows: [[1, 2]]", "write: columns: [A, B]", True),
    ("chart: bar", "write: {kind: bar, data: {First: 3, Second: 4}} with your own numbers", False),
    ("timeline:\n  - 1953", "write: - {date: 1953, event: …}", False),
    ("number: {42: words}", "write: value: 42, label: words", True),
    (
        "quote:\n  - We shall\n  - Churchill",
        "write: {text: We shall, by: Churchill}; it can have cite, too",
        False,
    ),
    ("quote: {We shall}", "write: text: We shall", False),
    (
        'quote: "“We shall” — Winston Churchill"',
        'for who said it write: quote: {text: "We shall", by: "Winston Churchill"}',
        False,
    ),
    ("image: {map.png}", "write: file: map.png", False),
    ("image: [map.png, A map]", 'write: image: {file: map.png, alt: "A map"}', False),
    (
        "image: a.png\nalt: A map\ncaption: It, too",
        'write: image: {file: a.png, alt: A map, caption: "It, too"}',
        False,
    ),
    ("question: Why?\noptions: [a, b]", "write: question: {prompt: Why?, options: [a, b]}", False),
    ("bullets:\n  a: x\n  b: y", 'each begins with a dash: - "a: x"', False),
    ("text: x\nminutes: 20 min", "write: 20", True),
    (
        "text: x\nminutes: 1:30",
        "a time is written in minutes: 1.5 for a minute and a half, 90 for an hour and a half",
        False,
    ),
    ("text: x\nbuild: ja", "write: true", True),
]


@pytest.mark.parametrize(("typed", "hint", "sure"), SHOWN, ids=[one[0].replace("\n", "/") for one in SHOWN])
def test_the_right_form_is_shown_with_the_words_that_were_typed(typed: str, hint: str, sure: bool) -> None:
    """Where a form is not read, the advice is what to write, and `fix` writes it where it is certain."""
    found = reading_of(typed)
    assert hint in [one for problem in found.diagnostics for one in problem.hints]
    text = (HEAD + typed.replace("\n", "\n    ") + "\n").encode()
    fixed = corrections(text, PATH)
    assert (fixed.corrected != text) == sure
    if sure:
        assert [one.message for one in fixed.remaining] == []


def test_notes_and_citations_may_be_lists() -> None:
    """Each entry of the notes is a point of them; sources that are listed are cited together."""
    head = "references: {kort: {title: K}, wood: {title: W}}\n"
    typed = "title: x\nslides:\n  - title: y\n    notes:\n      - 'it''s one'\n      - two\n    cite: {}\n"
    for cite in ("[kort, wood]", '["[@kort]", wood]'):
        reading = read_outline((head + typed.replace("{}", cite)).encode(), PATH)
        assert reading.diagnostics == ()
        assert reading.outline is not None
        (slide,) = reading.outline.sections[0].slides
        assert slide.notes is not None
        assert slide.cite is not None
        assert (str(slide.notes), str(slide.cite)) == ("- it's one\n- two", "@kort; @wood")
        place = slide.notes.at(slide.notes.value.index("two"), len(slide.notes.value))
        assert (place.line, place.column, place.end_column) == (7, 9, 12)
        start = slide.cite.value.index("wood")
        assert slide.cite.at(start, start + 4).column == 11 + cite.index("wood")


def test_slides_need_no_section() -> None:
    """A short talk lists its slides; they are one section, which is called what the talk is."""
    reading = read_outline(b"title: Bread\nslides:\n  - title: a\n  - title: b\n", PATH)
    assert reading.diagnostics == ()
    assert reading.outline is not None
    (section,) = reading.outline.sections
    assert (str(section.title), len(section.slides)) == ("Bread", 2)


def test_a_section_may_be_its_title_and_its_slides() -> None:
    """Slides that are listed below a section's title need no `slides:` between."""
    for sign in ("  ", "  - "):
        deep = " " * (len(sign) + 2)
        text = f"title: x\nsections:\n{sign}The harvest:\n{deep}- title: a\n{sign}Prices:\n{deep}- title: b\n"
        reading = read_outline(text.encode(), PATH)
        assert reading.diagnostics == ()
        assert reading.outline is not None
        assert [(str(one.key), str(one.title)) for one in reading.outline.sections] == [
            ("the-harvest", "The harvest"),
            ("prices", "Prices"),
        ]


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("title: x\n", "an outline needs slides", "for instance: slides:"),
        (
            "title: x\nfontsize: 12pt\nslides: [{title: a}]\n",
            '"fontsize" is a field of another program',
            "sizes",
        ),
        ("# A talk\n\n- one\n- two\n", "expected an outline, but found Markdown", "write: title: A talk"),
        (
            "A talk\n\n1. How\n\ta) Why\n2. When\n",
            "expected an outline, but found plain text",
            "write: title: A talk",
        ),
        (
            "title: x\nauthor: y\n\nSlide 1: How\n• Why\n",
            "expected an outline, but found plain text",
            "write: title: x\n         author: y\n         slides:\n           - title: How",
        ),
        (
            "title: x\nsections:\n  - title: a\n    bullets: [b]\n",
            '"bullets" is part of a slide',
            "write slides:",
        ),
        (
            "title: x\nsections:\n  - title: a\n    code: {language: python, text: x = 1}\n",
            '"code" is part of a slide',
            "write slides:, below it - title:, then code:",
        ),
        (
            "title: x\nsections: [{title: a, slides: [{title: b}]}]\nslides: [{title: c}]\n",
            "these slides belong",
            "put",
        ),
    ],
)
def test_a_file_of_another_form_is_shown_the_way(text: str, message: str, hint: str) -> None:
    """Who brings another program's file, or half of one, is shown where to go on."""
    problems = read_outline(text.encode(), PATH).diagnostics
    assert [one for one in problems if one.message.startswith(message) and one.hints[0].startswith(hint)]


def test_titles_without_their_name_and_lists_without_theirs_are_mended() -> None:
    """Titles after dashes, points below them and a table of Markdown come right in one correction."""
    typed = (
        "title: x\nsections:\n- What people believed\n  slides:\n    - Miasma\n      text: air\n"
        "    - title: The map\n      - 1854: mapped\n      - drawn\n"
        "    - title: Deaths\n      table:\n        | A | B |\n        |---|---|\n        | 1831 | 6,536 |\n"
    )
    meant = (
        "title: x\nsections:\n- title: What people believed\n  slides:\n"
        "    - title: Miasma\n      text: air\n"
        '    - title: The map\n      bullets:\n      - "1854: mapped"\n      - drawn\n'
        "    - title: Deaths\n      table: |\n        | A | B |\n"
        "        |---|---|\n        | 1831 | 6,536 |\n"
    )
    fixed = corrections(typed.encode(), PATH)
    assert fixed.corrected.decode() == meant
    assert fixed.remaining == ()


def test_a_comparison_beside_columns_is_not_lost() -> None:
    """What would be columns, too, is refused where its slide has columns already."""
    typed = "columns:\n  - a\n  - b\ncompare:\n  left: [c]\n  right: [d]"
    assert Severity.ERROR in {one.severity for one in reading_of(typed).diagnostics}
