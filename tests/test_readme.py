"""What the README shows is what deckgen does."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from deckgen import cli
from tests.tools import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
OUTLINE = next(one for one in re.findall(r"```yaml\n(.*?)```", README, re.DOTALL) if "sections:" in one)


@pytest.fixture
def talk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The README's outline as a file in the working folder; nothing is cached."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DECKGEN_CACHE", "off")
    file = tmp_path / "talk.yaml"
    file.write_text(OUTLINE, encoding="utf-8")
    return file


def test_the_first_outline_builds_without_a_word(talk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Whoever copies the outline gets both files and no complaint."""
    assert cli.run(["build", talk.name]) == cli.DONE
    assert capsys.readouterr().err == ""


def test_the_mistake_is_explained_as_shown(talk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The sample message is what is printed of that line, word for word."""
    (shown,) = re.findall(r"```\n(talk\.yaml:[^`]*)```", README)
    line = re.search(r"^ *\d+ \| (.*)$", shown, re.MULTILINE)
    assert line
    name = line[1].rpartition(": ")[0]
    right = next(one for one in OUTLINE.splitlines() if one == name)
    talk.write_text(OUTLINE.replace(f"{right}\n", f"{line[1]}\n"), encoding="utf-8")
    assert cli.run(["build", talk.name]) != cli.DONE
    assert capsys.readouterr().err.startswith(shown)


@pytest.mark.parametrize(
    "page", [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))], ids=lambda one: one.name
)
def test_pictures_are_there_and_small(page: Path) -> None:
    """Each picture on a page is a file of the project, of at most 150 kilobytes, and said in words."""
    for words, target in re.findall(r"!\[([^\]]*)\]\(([^)]+)\)", page.read_text(encoding="utf-8")):
        assert words
        assert (page.parent / target).stat().st_size <= 150_000, target
