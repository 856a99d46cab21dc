"""Every bound of `limits.py`: just below it an outline is read, above it a message says what it is."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from deckgen import limits
from deckgen.compile import Options, Services, compile_outline
from tests.tools import ROOT

PAGE = ROOT / "docs" / "limits.md"


def outline(slide: str, *more: str) -> str:
    """Return an outline with one slide of these fields."""
    fields = "\n".join(f"        {line}" for line in slide.splitlines())
    return "\n".join(
        ["title: T", *more, "sections:", "  - title: S", "    slides:", "      - title: A", fields]
    )


def said(text: str, folder: Path = Path()) -> list[str]:
    """Return the messages about an outline; nothing is written."""
    path = folder / "talk.yaml"
    found = compile_outline(text, path, Options(path), Services()).diagnostics
    assert all(one.span is None or one.span.line >= 1 for one in found)
    return [one.message for one in found]


def bullet(words: str) -> str:
    """Return an outline with a point of these words."""
    return outline(f"bullets:\n  - '{words}'")


ABOVE = {
    "lines": ("title: T\n" + "x: y\n" * (limits.MOST_LINES + 5), "the file has 250,006 lines"),
    "list": (outline(f"bullets: [{'b, ' * 10_001}]"), "there are 10,001 entries"),
    "group": (outline("\n".join(f"k{n}: v" for n in range(10_001))), "there are 10,002 names"),
    "same name": ("title: x\n" * 10_001, "there are 10,001 names"),
    "sections": (f"title: T\nsections: [{'{title: S}, ' * 1_001}]", "there are 1,001 sections"),
    "text": (bullet("word " * 10_001), "this text has 50,005 characters"),
    "notes": (outline("bullets: [a]\nnotes: |\n  " + "word " * 10_001), "this text has 50,0"),
    "cells": (
        outline("table:\n  columns: [a, b, c]\n  rows:\n" + "    - [1, 2, 3]\n" * 8_400),
        "this table has more than 25,000 cells",
    ),
    "nested links": (bullet("[" * 2_000 + "a" + "](http://a.b)" * 2_000), "the brackets of this text"),
    "nested spans": (bullet("[" * 2_000 + "a" + "]{lang=fr}" * 2_000), "the brackets of this text"),
    "nested notes": (bullet("a^[" * 2_000 + "b" + "]" * 2_000), "the brackets of this text"),
}


@pytest.mark.parametrize("name", ABOVE)
def test_above_a_bound_a_message_says_what_it_is(name: str) -> None:
    """What is more than anybody needs is refused by a message, not by a program that runs out of memory."""
    text, message = ABOVE[name]
    assert any(one.startswith(message) for one in said(text)), name


BELOW = {
    "nested brackets": bullet("[" * 18 + "a" + "]" * 18),
    "many links": bullet("[a](http://a.b) " * 600),
    "many citations": outline("bullets:\n  - '" + "[@k, p. 3] " * 40 + "'")
    + "\n"
    + ("references:\n  k: {type: book, title: T, author: 'A, B', year: 2000, publisher: P}\n"),
    "many roads": "title: T\nsections:\n"
    + "".join(f"  - {{title: S{n}, slides: [{{title: A{n}, text: x}}]}}\n" for n in range(60)),
}


@pytest.mark.parametrize("name", BELOW)
def test_below_the_bounds_an_outline_is_read(name: str) -> None:
    """What is long and still sensible has no error about its length."""
    bounds = re.compile(r"at most|too many|too deep|more than")
    assert not [one for one in said(BELOW[name]) if bounds.search(one)]


def _bounds() -> Iterator[tuple[str, str]]:
    """Give the bounds with their values as the source has them."""
    tree = ast.parse(Path(limits.__file__).read_text(encoding="utf-8"))
    for node in tree.body:
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            yield node.targets[0].id, ast.unparse(node.value)


def test_the_page_lists_every_bound() -> None:
    """docs/limits.md has a row for each bound, with its value."""
    page = PAGE.read_text(encoding="utf-8")
    rows = dict(re.findall(r"^\| ([^|]+?) \| ([\d,.]+)", page, re.MULTILINE))
    listed = {int(value.replace(",", "")) for value in rows.values()}
    missing = [name for name, value in _bounds() if getattr(limits, name) not in listed]
    assert not missing
