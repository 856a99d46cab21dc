"""The table in docs/slideshow.md that sets the slideshow beside others: what it claims of ours is tested."""

from __future__ import annotations

import ast
import re

from tests.tools import ROOT

PAGE = ROOT / "docs" / "slideshow.md"
NAMED = re.compile(r"`(test_\w+)`")


def rows() -> list[list[str]]:
    """Return the table's rows as their cells, the head left out."""
    text = PAGE.read_text(encoding="utf-8")
    lines = [line for line in text[text.index("## Beside others") :].splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]


def there_are() -> set[str]:
    """Return the names of all tests."""
    return {
        node.name
        for path in (ROOT / "tests").rglob("test_*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
    }


def test_each_row_of_ours_names_a_test_that_exists() -> None:
    """No row stands without a test, and none names one that is gone."""
    known = there_are()
    assert len(rows()) > 30
    assert [row[0] for row in rows() if len(row) != 6 or not NAMED.search(row[5])] == []
    assert [name for row in rows() for name in NAMED.findall(row[5]) if name not in known] == []


def test_what_is_said_of_others_can_be_looked_up() -> None:
    """Each number in brackets stands in the list below the table, and each one there is used."""
    text = PAGE.read_text(encoding="utf-8")
    below = text[text.index("## Beside others") :]
    listed = set(re.findall(r"\[(\d+)\] ", below[below.rindex("|\n") :]))
    used = {number for row in rows() for cell in row[2:5] for number in re.findall(r"\[(\d+)\]", cell)}
    assert used == listed
