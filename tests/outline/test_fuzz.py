"""Whatever the file holds, reading it ends in values and messages, never in a traceback."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deckgen.diagnostics import render
from deckgen.outline.fix import corrections
from deckgen.outline.read import read_outline
from tests.outline.expected import CASES, read_case

PATH = Path("talk.yaml")
SEEDS = [read_case(path).data for path in sorted(CASES.glob("*.yaml"))]
PIECES = [bytes([code]) for code in b"\n -:\"'[]{}#|>&*!\t@%?\xff"]
PIECES += [
    b"  ",
    b"- ",
    b": ",
    b" #",
    b"&a ",
    b"*a",
    b"\r\n",
    b"\xc3\xa9",
    b"---\n",
    b"...",
    b"title: ",
    b"bullets:\n",
]


def _read(data: bytes) -> None:
    reading = read_outline(data, PATH)
    for one in reading.diagnostics:
        assert one.span is not None
        assert one.span.line >= 1
        assert one.span.column >= 1
        assert render(one, {PATH: reading.source})
    assert reading.outline is not None or reading.diagnostics
    corrections(data, PATH)


@settings(max_examples=200)
@given(st.binary(max_size=200))
def test_random_bytes(data: bytes) -> None:
    """Bytes without any order."""
    _read(data)


@settings(max_examples=200)
@given(st.lists(st.sampled_from(PIECES), max_size=60).map(b"".join))
def test_random_signs(data: bytes) -> None:
    """The signs that mean something to YAML, in any order."""
    _read(data)


@settings(max_examples=250)
@given(st.data())
def test_outlines_with_random_damage(data: st.DataObject) -> None:
    """Real outlines from which something was cut, or into which something was put."""
    whole = data.draw(st.sampled_from(SEEDS))
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(whole)))
        cut = data.draw(st.integers(0, 12))
        whole = whole[:at] + data.draw(st.sampled_from([b"", *PIECES])) + whole[at + cut :]
    _read(whole)


@pytest.mark.parametrize(
    "data",
    [
        b"[" * 100_000,
        b"- " * 100_000,
        b"? " * 100_000,
        b"{a: " * 100_000,
        b"a:\n" + b"".join(b" " * depth + b"a:\n" for depth in range(1, 1_500)),
        b'"' * 50_000,
        b"'" * 50_000,
        b"a: *b\n" * 20_000,
        b"!" * 50_000,
        b"a: {" * 50_000,
        b"- |\n" * 20_000,
        b"#" * 100_000,
        b"title: x\n" * 20_000,
    ],
    ids=lambda data: repr(data[:8]),
)
def test_files_made_to_do_harm(data: bytes) -> None:
    """Nesting that would exhaust the stack, and endless repetition, are answered with messages."""
    reading = read_outline(data, PATH)
    assert reading.outline is None or reading.diagnostics
