"""Corrections: what the author meant, and no other byte."""

from __future__ import annotations

import codecs
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

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

    What is quoted already, a plain remark, the head of a text of several lines and a list in a list are.
    """
    return bool(text) and text[0] not in "'\"|>-" and "  #" not in text and "\t" not in text


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


def test_nothing_to_correct_changes_nothing() -> None:
    """A good file, and one that cannot be read, come back byte for byte and without a diff."""
    for data in (b"title: x\n", b"\xff\xfe\x00", b"", b"title: caf\xe9\n"):
        cured = corrections(data, PATH)
        assert (cured.corrected, cured.diff, cured.mended) == (data, "", ())
