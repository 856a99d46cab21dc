"""Every page of the docs as GitHub shows it: tables are whole, links lead somewhere, lists are complete."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

import pytest

from deckgen import Options
from deckgen.arguments import parser

ROOT = Path(__file__).resolve().parents[2]
README = ROOT / "README.md"
PAGES = (README, ROOT / "CHANGELOG.md", *ROOT.glob("docs/*.md"), *ROOT.glob(".github/*.md"))

Found = TypeVar("Found")


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """Give the numbered lines of a page that are not code."""
    fence = ""
    for number, line in enumerate(text.split("\n"), 1):
        marks = re.match(r" *(```+)", line)
        if marks and not fence:
            fence = marks[1]
        elif marks and marks[1] == fence:
            fence = ""
        elif not fence:
            yield number, line


def broken_rows(text: str) -> list[int]:
    """Return the numbers of lines that GitHub would not show as the row of the table that they belong to."""
    wrong, cells = [], 0
    for number, line in _lines(text):
        bars = len(re.findall(r"(?<!\\)\|", line)) if line.startswith("|") else 0
        if bars and (bars != (cells or bars) or not line.endswith("|")):
            wrong.append(number)
        cells = cells or bars if bars else 0
    return wrong


def anchors(text: str) -> set[str]:
    """Return what a page's headings are called in links, as GitHub names them."""
    found: dict[str, int] = {}
    names = set()
    for _, line in _lines(text):
        if heading := re.match(r"#+ (.*)", line):
            plain = re.sub(r"\[([^]]*)\]\([^)]*\)", r"\1", heading[1]).strip().lower()
            name = re.sub(r"[^\w\- ]", "", plain).replace(" ", "-")
            names.add(f"{name}-{found[name]}" if name in found else name)
            found[name] = found.get(name, 0) + 1
    return names


def dead_links(page: Path, text: str) -> list[str]:
    """Return the addresses of a page's links within the project that lead nowhere."""
    dead = []
    for _, line in _lines(text):
        for address in re.findall(r"\]\(([^)\s]+)\)", re.sub(r"`[^`]*`", "", line)):
            path, _, anchor = address.partition("#")
            target = page.parent / path if path else page
            if ":" in path:
                continue
            if path and not target.exists():
                dead.append(address)
            elif anchor:
                there = target.read_text(encoding="utf-8") if path else text
                dead += [address] if anchor not in anchors(there) else []
    return dead


def _each(wrong: Callable[[Path, str], list[Found]]) -> dict[str, list[Found]]:
    """Return what is wrong on which page."""
    found = {page.name: wrong(page, page.read_text(encoding="utf-8")) for page in PAGES}
    return {name: culprits for name, culprits in found.items() if culprits}


def test_tables_are_whole() -> None:
    """Each row of a table is on a line of its own and has as many cells as the first."""
    assert _each(lambda _, text: broken_rows(text)) == {}
    assert broken_rows("| a | b |\n|---|---|\n| a | b | c |\n\n| d |\n| a {\n  b |") == [3, 6]


def test_links_lead_somewhere() -> None:
    """Each link within the project names a file that is there, and a heading in it."""
    assert _each(dead_links) == {}
    page = "# Two words\n[a](#two-words) [b](#three) [c](none.md) [d](LICENSE) `[e](f)`"
    assert dead_links(README, page) == ["#three", "none.md"]


def test_the_readme_names_every_option_of_build(capsys: pytest.CaptureFixture[str]) -> None:
    """Whatever `deckgen build --help` lists is in the README's table of options, and nothing else is."""
    with pytest.raises(SystemExit):
        parser().parse_args(["build", "--help"])
    listed = set(re.findall(r"--[a-z-]+", capsys.readouterr().out.partition("positional")[2])) - {"--help"}
    table = README.read_text(encoding="utf-8").partition("| option | does |")[2].partition("\n\n")[0]
    named = {name for row in table.split("\n")[2:] for name in re.findall(r"--[a-z-]+", row.split("|")[1])}
    assert named | {"--output"} == listed


def test_the_page_on_python_names_every_option() -> None:
    """The table of options has a row for each field of `Options`."""
    table = (
        (ROOT / "docs" / "python.md")
        .read_text(encoding="utf-8")
        .partition("| option |")[2]
        .partition("\n\n")[0]
    )
    named = {name for row in table.split("\n")[2:] for name in re.findall(r"`(\w+)`", row.split("|")[1])}
    assert named == set(Options.__struct_fields__) - {"outline"}
