"""`deckgen check` says what it found on the terminal, as JSON and as a page, and ends with a code."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

import deckgen
from deckgen import cli
from deckgen.messages import code_of
from tests.check.talk import ESSAY
from tests.tools import ROOT

OUTLINE = """\
title: The year without a summer
language: en-GB
essay: summer.md
references:
  post1977:
    type: book
    author: Post, John D.
    title: The Last Great Subsistence Crisis in the Western World
    publisher: Johns Hopkins UP
    year: 1977
sections:
  one:
    title: One
    from: 1-9
    slides:
      - id: sea
        quote: covered with floating ashes, thick enough to walk upon
        from: 2
        notes: Said.
      - id: farms
        title: Farms & fields were sold [@post1977]
        bullets: [Many left for Ohio]
        from: 5-{last}
        notes: Said.
"""


@pytest.fixture
def talk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An outline with a wrong quotation beside its essay."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DECKGEN_CACHE", "off")
    shutil.copy(ESSAY, tmp_path)
    file = tmp_path / "talk.yaml"
    file.write_text(OUTLINE.replace("{last}", "6"), encoding="utf-8")
    return file


def test_findings_are_shown_under_their_headings(talk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With the line and a caret; the last lines count, and draw the essay's paragraphs."""
    assert cli.run(["check", talk.name]) == cli.DONE
    said = capsys.readouterr().out
    assert re.search(r"^Quotations\ntalk.yaml:17:16: warning: the essay has other words", said, re.MULTILINE)
    assert "   17 |         quote: covered with floating ashes, thick" in said
    assert "talk.yaml: 1 warning, 1 tip\n" in said
    assert "the essay's 9 paragraphs: □■□□■■□□□ (" in said
    assert list(talk.parent.glob("*.pptx")) == []


def test_errors_and_strictness_decide_the_code(talk: Path) -> None:
    """A warning is none unless it is to be one; `from:` beyond the essay's end is an error."""
    assert cli.run(["check", "--strict", talk.name]) == cli.FAILED
    talk.write_text(OUTLINE.replace("{last}", "60"), encoding="utf-8")
    assert cli.run(["check", talk.name]) == cli.FAILED


def test_json_holds_all(talk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Slide, kind, field, words and place of each; what is covered and what is not."""
    assert cli.run(["check", "--json", talk.name]) == cli.DONE
    (report,) = json.loads(capsys.readouterr().out)
    assert report["essay"] == {"paragraphs": 9}
    assert report["coverage"]["slides"] == [2, 5, 6]
    one = next(found for found in report["findings"] if found["kind"] == "misquoted")
    assert (one["slide"], one["field"], one["line"], one["paragraphs"]) == ("sea", "quote", 17, [2])
    assert "pumice" in one["essay"]
    assert one["code"].startswith("D")


def test_a_folder_is_a_class(talk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """All outlines in it are checked, one that cannot be read too; what is asked is none of them."""
    asked = f"requires: course.yaml\n{OUTLINE.replace('{last}', '6')}"
    talk.write_text(asked, encoding="utf-8")
    (talk.parent / "course.yaml").write_text(
        "slides: at least 2\nquotations: 1\npictures: 1\n", encoding="utf-8"
    )
    (talk.parent / "alone.yaml").write_text("title: Alone\nslides: [{statement: So.}]\n", encoding="utf-8")
    assert cli.run(["check", "--json", "."]) == cli.DONE
    reports = json.loads(capsys.readouterr().out)
    assert [one["outline"] for one in reports] == ["alone.yaml", "talk.yaml"]
    assert [one["met"] for one in reports[1]["requirements"]] == [True, True, False]
    assert cli.run(["check", "--strict", "."]) == cli.FAILED
    capsys.readouterr()
    (talk.parent / "bad.yaml").write_text("title: [broken\nslides:\n  - x: {\n", encoding="utf-8")
    assert cli.run(["check", "--json", "--page", "class.html", "."]) == cli.FAILED
    reports = json.loads(capsys.readouterr().out)
    assert [bool(one["findings"]) for one in reports] == [False, True, True]
    assert {one["severity"] for one in reports[1]["findings"]} == {"error"}
    page = (talk.parent / "class.html").read_text(encoding="utf-8")
    assert "<h1>3 talks</h1>" in page
    assert page.count("<article>") == 3
    assert cli.run(["check", "*.yml"]) == cli.FAILED
    assert "no file matches *.yml" in capsys.readouterr().err


def test_the_page_stands_alone(talk: Path) -> None:
    """It says what was checked and what was not, runs nothing, and shows no text as markup."""
    assert cli.run(["check", "--page", "report.html", talk.name]) == cli.DONE
    page = (talk.parent / "report.html").read_text(encoding="utf-8")
    assert "<h1>The year without a summer</h1>" in page
    assert 'class="section" title="Paragraph 1: named by a section only">1<' in page
    assert "for a person to judge" in page
    assert "<script" not in page
    assert "http" not in page.replace("http-equiv", "")


def test_paragraphs_are_printed_with_their_numbers(talk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """So that `from:` can be filled in."""
    assert cli.run(["check", "--paragraphs", talk.name]) == cli.DONE
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 9
    assert lines[1].startswith("   2  Tambora stands on the island of Sumbawa.")


def test_an_essay_that_cannot_be_read_hides_nothing_else(talk: Path) -> None:
    """It is an error at the outline's line, and the time is checked all the same."""
    (talk.parent / "summer.docx").write_bytes(b"PK nothing")
    talk.write_text(
        OUTLINE.replace("{last}", "6").replace("essay: summer.md", "essay: summer.docx\nminutes: 9"),
        encoding="utf-8",
    )
    said = [one.message for one in deckgen.check(talk.name)]
    assert any("cannot be read" in one for one in said)
    assert any("these notes take about" in one for one in said)


def test_the_docs_show_the_message_as_it_is() -> None:
    """The code in docs/check.md is that of the message beside it."""
    page = (ROOT / "docs" / "check.md").read_text(encoding="utf-8")
    (shown,) = re.findall(r"warning: (the essay has other words.*?) \[(D\d+)\]", page)
    assert code_of(shown[0]) == shown[1]
