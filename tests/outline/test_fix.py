"""Corrections: what the author meant, and no other byte."""

from __future__ import annotations

import codecs
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deckgen.diagnostics import Severity
from deckgen.outline.fix import corrections
from deckgen.outline.model import Bullets
from deckgen.outline.read import read_outline

PATH = Path("talk.yaml")

_SIGNS = "abcdefg é“”’…–  ::##\"''*&!|>%@`?,[]{}-.0123\\~="
_WORDS = (
    "the",
    "speech",
    ":",
    "# 227",
    "[@kort, p. 3]",
    "@kort",
    "*all*",
    '"no"',
    "it's",
    "{a, b}",
    "- x",
    "?",
)
_ANY = st.one_of(
    st.text(st.sampled_from(_SIGNS), min_size=1, max_size=40),
    st.lists(
        st.sampled_from(
            [
                "the",
                "speech",
                ":",
                "# 227",
                "[@kort, p. 3]",
                "@kort",
                "*all*",
                '"no"',
                "it's",
                "{a, b}",
                "- x",
                "?",
                "90s",
            ]
        ),
        min_size=1,
        max_size=6,
    ).map(" ".join),
)


def _is_prose(text: str) -> bool:
    """Tell whether a text is one that its author did not mean for YAML in any way.

    What is quoted already, a plain comment, the head of text of several lines and a list in a list are, and
    a point that ends in a colon may be meant to have points below it.
    """
    return (
        bool(text) and text[0] not in "'\"|>-" and text[-1] != ":" and "  #" not in text and "\t" not in text
    )


PROSE = _ANY.map(str.strip).filter(_is_prose)


def _outline(title: str, points: list[str], end: str) -> str:
    lines = [f"title: {title}", "sections:", "  one:", f"    title: {title}", "    slides:"]
    lines += [
        f"      - title: {title}",
        "        bullets:",
        *(f"          - {point}" for point in points),
        "",
    ]
    return end.join(lines)


@settings(max_examples=300)
@given(PROSE, st.lists(PROSE, min_size=1, max_size=4), st.sampled_from(["\n", "\r\n"]), st.booleans())
def test_prose_comes_back_as_it_was_typed(title: str, points: list[str], end: str, mark: bool) -> None:
    """Any prose typed without quotation marks is, once corrected, read as the same prose."""
    data = (codecs.BOM_UTF8 if mark else b"") + _outline(title, points, end).encode()
    cured = corrections(data, PATH)
    reading = read_outline(cured.corrected, PATH)
    assert reading.diagnostics == ()
    assert reading.outline is not None
    section = reading.outline.sections[0]
    assert (str(reading.outline.title), str(section.title), str(section.slides[0].title)) == (title,) * 3
    block = section.slides[0].blocks[0]
    assert isinstance(block, Bullets)
    assert [str(point.text) for point in block.items] == points
    assert corrections(cured.corrected, PATH).corrected == cured.corrected


@settings(max_examples=200)
@given(PROSE, st.lists(PROSE, min_size=1, max_size=4), st.sampled_from(["\n", "\r\n"]))
def test_the_reader_sees_behind_the_traps(title: str, points: list[str], end: str) -> None:
    """What is read beside the errors is what is read of the corrected file, with the places of the file."""
    data = _outline(title, points, end).encode()
    reading = read_outline(data, PATH)
    assert reading.outline is not None
    slide = reading.outline.sections[0].slides[0]
    block = slide.blocks[0]
    assert isinstance(block, Bullets)
    assert [str(point.text) for point in block.items] == points
    lines = data.decode().split(end)
    for number, point in enumerate(block.items):
        last = len(point.text.value) - 1
        at = point.text.at(last, last + 1)
        assert (at.line, lines[at.line - 1][at.column - 1]) == (8 + number, points[number][-1])


@settings(max_examples=150)
@given(PROSE, st.lists(PROSE, min_size=1, max_size=3))
def test_corrections_only_add_signs(title: str, points: list[str]) -> None:
    """Of prose, nothing is taken away: the correction inserts quotation marks and no more."""
    data = _outline(title, points, "\n")
    after = corrections(data.encode(), PATH).corrected.decode()
    kept = iter(after)
    assert all(any(char == typed for char in kept) for typed in data), "a character is gone"
    assert Counter(after) - Counter(data) <= Counter({'"': len(after), "'": len(after)})


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        (
            "bullets:\n          - Parent\n            - child",
            "bullets:\n          - Parent:\n            - child",
        ),
        ("bullets: - one", "bullets:\n          - one"),
        ("hidden: yes", "hidden: true"),
        ("text:here", "text: here"),
    ],
)
def test_what_is_no_prose_is_cured_as_well(typed: str, written: str) -> None:
    """Lists, switches and missing spaces are corrected in their place."""
    head = "title: x\nsections:\n  one:\n    title: y\n    slides:\n      - title: z\n        "
    cured = corrections(f"{head}{typed}\n".encode(), PATH)
    assert cured.corrected.decode() == f"{head}{written}\n"
    assert "+++ talk.yaml (corrected)" in cured.diff


def test_a_point_that_ends_in_a_colon_is_left_to_its_author() -> None:
    """It can be a text, or have the points after it below it: both are shown, and nothing is changed."""
    text = _outline("x", ["Three reasons:", "one", "two"], "\n")
    cured = corrections(text.encode(), PATH)
    assert (cured.corrected, cured.mended) == (text.encode(), ())
    assert [len(one.hints) for one in cured.remaining] == [2]
    last = corrections(_outline("x", ["one", "Two:"], "\n").encode(), PATH)
    assert '"Two:"' in last.corrected.decode()


def test_nothing_to_correct_changes_nothing() -> None:
    """A good file, and one that cannot be read, come back byte for byte and without a diff."""
    for data in (b"title: x\n", b"\xff\xfe\x00", b""):
        cured = corrections(data, PATH)
        assert (cured.corrected, cured.diff, cured.mended) == (data, "", ())


@pytest.mark.parametrize("encoding", ["cp1252", "utf-16", "utf-32"])
def test_a_file_in_another_encoding_is_saved_as_utf_8(encoding: str) -> None:
    """What an old editor saved is read as that editor shows it, and a build says how to have it done."""
    text = "title: Größe – „Café“\r\nsections: {a: {title: Ä, slides: [{title: x, text: y}]}}\r\n"
    data = text.encode(encoding)
    found = corrections(data, PATH)
    assert found.corrected == text.encode()
    assert (len(found.mended), found.remaining, bool(found.diff)) == (1, (), True)
    reading = read_outline(data, PATH)
    (told,) = reading.diagnostics
    assert (told.severity, reading.source) == (Severity.WARNING, text)
    assert reading.outline
    assert str(reading.outline.title) == "Größe – „Café“"
    assert told.hints[-1].endswith("deckgen fix --write talk.yaml")
    assert corrections(b"\x00\x01\xff", PATH).corrected == b"\x00\x01\xff"


def test_a_correction_is_made_as_a_whole_or_not_at_all() -> None:
    """Of two that touch each other the second waits: half of its marks would swallow the lines below."""
    head = "title: x\nslides:\n  - title: y\n    "
    text = head + "Bullets: Note: a <b>b</b>, and: more\n    note: so: it is\n"
    fixed = corrections(text.encode(), PATH)
    assert (
        fixed.corrected.decode() == head + 'bullets: "Note: a <b>b</b>, and: more"\n    notes: "so: it is"\n'
    )
    assert corrections(fixed.corrected, PATH).corrected == fixed.corrected


@pytest.mark.parametrize("encoding", ["koi8-r", "cp1251", "mac-roman"])
def test_letters_of_another_encoding_are_not_guessed(encoding: str) -> None:
    """Read as Windows-1252 they would be other letters, and nobody could tell which they were."""
    word = "град и хлеб" if encoding != "mac-roman" else "une école chère"
    data = f"title: {word}\n".encode(encoding)
    assert corrections(data, PATH).corrected == data


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("chart:\n  kind: bar\n  data: {a: 1}\nunit: sous\n  caption: From books\n",
         "chart:\n  kind: bar\n  data: {a: 1}\n  unit: sous\n  caption: From books\n"),
        ("chart: bar\n  data:\n    a: 1\n", "chart:\n  kind: bar\n  data:\n    a: 1\n"),
        ("chart: prices\n  data:\n    a: 1\n", "chart: prices\n  data:\n    a: 1\n"),
        ("code: python\n  text: x = 1\n", "code:\n  language: python\n  text: x = 1\n"),
        ("table:\n  columns: [a, b]\n  rows:\n    1\t2\n    x: y\t\"z\"\n",
         "table:\n  columns: [a, b]\n  rows:\n    - [1, 2]\n    - [\"x: y\", '\"z\"']\n"),
        ("table:\n  colonnes: [a, b]\n  rows:\n    - {1, 2}\n    - [3, 4]\n",
         "table:\n  columns: [a, b]\n  rows:\n    - {1, 2}\n    - [3, 4]\n"),
        ("bullets: [a]\n- minutes: 3\n", "bullets: [a]\nminutes: 3\n"),
        ("notes: | Read it slowly\n", "notes: Read it slowly\n"),
        ("<text>So: this & \"that\"</text>\n", "text: 'So: this & \"that\"'\n"),
        ("bullets: [a]\nminutes: 1½ h\n", "bullets: [a]\nminutes: 1½ h\n"),
        ("bullets: [a]\nminutes: 1 hour\n", "bullets: [a]\nminutes: 60\n"),
    ],
)  # fmt: skip
def test_a_line_out_of_place_is_moved_and_not_taken_into_a_text(typed: str, meant: str) -> None:
    """What has a field's name stays a field, and what is only likely is left to the author."""
    around = [
        "title: x\nslides:\n  - title: y\n" + "".join(f"    {line}\n" for line in part.splitlines())
        for part in (typed, meant)
    ]
    assert corrections(around[0].encode(), PATH).corrected.decode() == around[1]


def test_a_name_of_the_authors_own_gets_its_colon() -> None:
    """A reference's key or a section's name, alone above its fields: nothing below is taken into a text."""
    good = (
        "title: x\nreferences:\n  beard:\n    type: book\n    author: Beard, Mary\n    title: SPQR\n"
        "    year: 2015\n    pages: 235-252\n  kort:\n    type: book\n    author: Kort, M\n    title: y\n"
        "sections:\n  fall:\n    title: z\n    slides:\n      - title: One\n        text: So [@beard].\n"
    )
    for name in ("beard", "kort", "fall"):
        typed = good.replace(f"  {name}:\n", f"  {name}\n")
        assert corrections(typed.encode(), PATH).corrected.decode() == good, name


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("speaker notes: Greet them.\n", "notes: Greet them.\n"),
        ("text notes: Greet them.\n", "text notes: Greet them.\n"),
        ("text It turned.\n", "text: It turned.\n"),
    ],
)
def test_two_words_before_a_colon_are_one_name(typed: str, meant: str) -> None:
    """A field before another's name is no field that lacks its colon."""
    around = [f"title: x\nslides:\n  - title: y\n    {one}" for one in (typed, meant)]
    assert corrections(around[0].encode(), PATH).corrected.decode() == around[1]
