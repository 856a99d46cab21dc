"""deckgen from Python, as `docs/python.md` shows it."""

from __future__ import annotations

import doctest
import re
import subprocess
import sys
from pathlib import Path

import pytest

import deckgen
from tests.tools import ROOT

PAGE = (ROOT / "docs" / "python.md").read_text(encoding="utf-8")


def blocks(kind: str) -> list[str]:
    """Return what stands in the page's fences of a kind."""
    return re.findall(rf"```{kind}\n(.*?)```", PAGE, re.DOTALL)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with the page's two outlines; nothing is cached."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DECKGEN_CACHE", "off")
    for name, text in zip(("talk.yaml", "broken.yaml"), blocks("yaml"), strict=True):
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def test_the_pages_sessions_run_as_shown(folder: Path) -> None:
    """Each example of the page gives what stands below it."""
    sessions = "\n".join(blocks("pycon"))
    examples = doctest.DocTestParser().get_doctest(sessions, {}, "docs/python.md", None, 0)
    shown: list[str] = []
    ran = doctest.DocTestRunner().run(examples, out=shown.append)
    assert ran.attempted >= 10
    assert "".join(shown) == ""


def test_one_bad_outline_in_a_pool_of_processes_leaves_the_others_built(folder: Path) -> None:
    """The page's script says of each outline how it went, the broken one with its message."""
    (script,) = blocks("python")
    (folder / "lesson.yaml").write_text(blocks("yaml")[0], encoding="utf-8")
    (folder / "all.py").write_text(script, encoding="utf-8")
    ran = subprocess.run([sys.executable, "all.py"], capture_output=True, text=True, check=False)
    assert ran.stderr == ""
    assert ran.stdout.splitlines() == [
        'broken.yaml: unknown field "bulets" in a slide',
        "lesson.yaml: 2 slides",
        "talk.yaml: 2 slides",
    ]
    assert sorted(one.name for one in folder.glob("*.pptx")) == ["lesson.pptx", "talk.pptx"]


def test_every_public_name_is_on_the_page() -> None:
    """What can be imported from deckgen is explained where users look for it."""
    assert [name for name in deckgen.__all__ if f"`{name}`" not in PAGE] == []


IMPORTING = """
import sys
before = set(sys.modules)
import deckgen
print(sorted(set(sys.modules) - before))
import deckgen.build
from deckgen import compile
print(callable(deckgen.build), callable(deckgen.check), compile is deckgen.compile)
"""


def test_importing_deckgen_imports_nothing_and_rooms_do_not_hide_functions() -> None:
    """`import deckgen` loads that file alone; `deckgen.build` is the function though a room is called so."""
    ran = subprocess.run([sys.executable, "-c", IMPORTING], capture_output=True, text=True, check=True)
    assert ran.stdout.splitlines() == ["['deckgen']", "True True True"]


def test_a_name_that_is_not_there_is_an_attribute_error() -> None:
    """A misspelt name is answered as by any module."""
    with pytest.raises(AttributeError, match="has no attribute 'bulid'"):
        _ = deckgen.bulid  # type: ignore[attr-defined]


def test_a_kind_of_file_that_is_not_known_is_refused(folder: Path) -> None:
    """Before anything is written, the kinds that there are are named."""
    for to in ("pptx, docx", ["docx"]):
        with pytest.raises(deckgen.DeckgenError, match='"docx" is not one of pptx, html, pdf, handout'):
            deckgen.build(deckgen.Options("talk.yaml", to=to))
    assert not list(folder.glob("talk.[!y]*"))
