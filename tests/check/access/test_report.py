"""What a check of a finished file prints, and how it ends."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from pptx import Presentation

import deckgen
from deckgen.check.access.rules import CRITERIA, RULES
from deckgen.cli import run
from tests.tools import ROOT


@pytest.fixture
def deck(tmp_path: Path) -> Path:
    """A deck of python-pptx's whose second slide has no title, and whose file has the program's."""
    made = Presentation()
    made.slides.add_slide(made.slide_layouts[5]).shapes.title.text = "A first slide"
    made.slides.add_slide(made.slide_layouts[6])
    made.save(str(tmp_path / "talk.pptx"))
    return tmp_path / "talk.pptx"


def test_a_report_names_slide_rule_cure_and_what_others_call_it(
    deck: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """On the terminal each finding has all that is needed to look it up and to mend it."""
    assert run(["check", str(deck)]) == 1
    said = capsys.readouterr().out
    for part in (
        "Slide 2\n  error: the slide has no title [title-missing]",
        "WCAG 2.2: 2.4.2 Page Titled · Microsoft: Missing slide title",
        "cure: give the slide a title",
        "for a person to judge:",
        "talk.pptx, 2 slides: 1 error, 1 warning",
    ):
        assert part in said


def test_json_and_the_page_say_the_same(deck: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Both have every finding, and the page claims no conformance."""
    page = deck.with_suffix(".html")
    assert run(["check", "--json", "--page", str(page), str(deck)]) == 1
    (entry,) = json.loads(capsys.readouterr().out)
    assert [(one["rule"], one["slide"], one["wcag"]) for one in entry["findings"]] == [
        ("document-title", None, "2.4.2"),
        ("title-missing", 2, "2.4.2"),
    ]
    text = page.read_text(encoding="utf-8")
    assert all(
        one["message"][1:] in text.replace("&quot;", '"').replace("&#x27;", "'") for one in entry["findings"]
    )
    assert "No program can say" in text


def test_warnings_fail_where_they_are_to(tmp_path: Path) -> None:
    """Exit codes: 0 where nothing is an error, 1 with `--strict` where there are warnings."""
    page = tmp_path / "a.html"
    page.write_text(
        '<!doctype html><html lang="en"><title>Rivers</title><h1>Rivers</h1><a href="/x">here</a>'
    )
    assert (run(["check", str(page)]), run(["check", "--strict", str(page)])) == (0, 1)


def test_python_gets_diagnostics(deck: Path) -> None:
    """`deckgen.check` takes a finished file as well as an outline."""
    assert [one.message for one in deckgen.check(deck)][1] == "the slide has no title"


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.pptx", b"PK\x03\x04 and then nothing", "the deck is damaged"),
        ("a.pptx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
        ("a.pdf", b"hello", "this is not a PDF"),
        ("a.pdf", b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog", "damaged"),
        ("a.html", b"", "this is not an HTML page"),
        ("a.html", b"\x00\x01\x02<", "this is not an HTML page"),
    ],
)
def test_what_cannot_be_read_is_refused(
    name: str, data: bytes, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A damaged, encrypted or foreign file gets a message and not a traceback."""
    (tmp_path / name).write_bytes(data)
    assert run(["check", str(tmp_path / name)]) == 1
    assert said in capsys.readouterr().err


def test_outlines_and_files_are_checked_apart(deck: Path, tmp_path: Path) -> None:
    """A command line that mixes both is wrong."""
    assert run(["check", str(deck), str(tmp_path / "a.yaml")]) == 2


def test_the_docs_list_every_rule() -> None:
    """Each rule has its row in docs/check.md, with its severity, Microsoft's name and WCAG's number."""
    text = (ROOT / "docs" / "check.md").read_text(encoding="utf-8")
    rows = {
        row.split("`")[1]: row for row in text.splitlines() if row.startswith("| `") and row.count("|") == 6
    }
    wrong = [
        one.id
        for one in RULES.values()
        if not rows.get(one.id, "").endswith(f"| {one.microsoft or '–'} | {one.wcag or '–'} |")
        or f"| {one.severity.value} |" not in rows[one.id]
    ]
    assert wrong == []
    assert all(not one.wcag or one.wcag in CRITERIA for one in RULES.values())
