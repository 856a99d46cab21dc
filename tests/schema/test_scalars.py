"""Where the characters of a value stand in the file, however it is written."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from deckgen.outline.model import Text
from deckgen.schema.places import places_of
from deckgen.schema.scalars import text_of
from deckgen.schema.source import Cure, source_of

PATH = Path("talk.yaml")


def _text(source: str, *cures: Cure) -> Text:
    places = places_of(source_of(source, PATH), cures)
    root = yaml.compose(places.text, Loader=yaml.CSafeLoader)
    assert isinstance(root, yaml.MappingNode)
    node = root.value[0][1]
    assert isinstance(node, yaml.ScalarNode)
    return text_of(node, places)


@pytest.mark.parametrize(
    ("source", "value"),
    [
        ("a: plain X text\n", "plain X text"),
        ("a: 007X\n", "007X"),
        ("a: plain over\n   two X lines\n", "plain over two X lines"),
        ("a: one\n\n   X two\n\n\n   three\n", "one\n\nX two\n\n\nthree"),
        ('a: "double X"\n', "double X"),
        ('a: "an \\"escape\\" and X"\n', 'an "escape" and X'),
        ('a: "\\u00e9\\x41\\U0001F600\\t X"\n', "éA😀\t X"),
        ('a: "over\n  two X\n\n  lines"\n', "over two X\n\nlines"),
        ('a: "glued \\\n   together X"\n', "glued together X"),
        ('a: "trailing\\ \n  X"\n', "trailing  X"),
        ("a: 'single X'\n", "single X"),
        ("a: 'it''s X'\n", "it's X"),
        ("a: 'over\n  it''s\n\n  X'\n", "over it's\n\nX"),
        ("a: |\n  literal\n    set in X\n\n  end\n", "literal\n  set in X\n\nend"),
        ("a: |-\n  stripped X\n", "stripped X"),
        ("a: |+\n  kept X\n\n\n", "kept X"),
        ("a: |2\n    two in X\n", "  two in X"),
        ("a: >\n  folded\n  line X\n\n  next\n", "folded line X\n\nnext"),
        ("a: >\n  folded\n    set in X\n  end\n", "folded\n  set in X\nend"),
        ("a: >-\n\n  late X\n", "\nlate X"),
        ("a: |\r\n  literal\r\n  X\r\n", "literal\nX"),
        ("a: plain\r\n  X\r\n", "plain X"),
        ('é😀: "😀 X"\n', "😀 X"),
    ],
)
def test_a_value_and_its_places(source: str, value: str) -> None:
    """The value is read as typed; the X in it is found at its own line and column."""
    text = _text(source)
    assert text.value == value
    at = text.at(value.index("X"), value.index("X") + 1)
    lines = source.replace("\r\n", "\n").split("\n")
    assert lines[at.line - 1][at.column - 1] == "X"
    assert (at.end_line, at.end_column) == (at.line, at.column + 1)


def test_places_are_those_of_the_file_not_of_the_cured_text() -> None:
    """Marks that a cure puts in do not move what stands behind them."""
    source = "a: The speech: X 'said' it\n"
    text = _text(source, Cure(3, 3, "'"), Cure(17, 17, "'"), Cure(22, 22, "'"), Cure(26, 26, "'"))
    assert text.value == "The speech: X 'said' it"
    for letter in "XT":
        assert (
            text.at(text.value.index(letter), text.value.index(letter) + 1).column == source.index(letter) + 1
        )
    assert text.at(20, 21).column == source.index("' it") + 2


_WORDS = st.text(st.sampled_from("abé😀'\"\\ #:-"), min_size=1, max_size=12).map(str.strip).filter(bool)


@settings(max_examples=150)
@given(st.lists(_WORDS, min_size=1, max_size=4), st.sampled_from(['"', "'", "|", ">", ""]))
def test_every_character_is_found_again(lines: list[str], style: str) -> None:
    """Whatever the style, each letter of the value stands in the file where its mark says."""
    if style in ("|", ">"):
        source = f"a: {style}\n" + "".join(f"  {line}\n" for line in lines)
    elif style == '"':
        escaped = (line.replace("\\", "\\\\").replace('"', '\\"') for line in lines)
        source = 'a: "' + "\n  ".join(escaped) + '"\n'
    elif style == "'":
        source = "a: '" + "\n  ".join(line.replace("'", "''") for line in lines) + "'\n"
    else:
        plain = (re.sub(r"['\"\\#:-]", "", line).strip() or "x" for line in lines)
        source = "a: " + "\n  ".join(plain)
    text = _text(source)
    rows = source.split("\n")
    assert text.value.strip()
    for offset, char in enumerate(text.value):
        if char.isalpha() or char == "😀":
            at = text.at(offset, offset + 1)
            assert rows[at.line - 1][at.column - 1] == char
