"""What the README shows is what deckgen does."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
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
    shown = re.sub(
        r"^(```+).*?^\1|`[^`\n]*`|^→ [^\n]*$", "", page.read_text(encoding="utf-8"), flags=re.M | re.S
    )
    for words, target in re.findall(r"!\[([^\]]*)\]\(([^)]+)\)", shown):
        assert words
        assert (page.parent / target).stat().st_size <= 150_000, target


_WINDOWS = re.compile(r"^py -m|\\", re.MULTILINE)
_TESTS = re.compile(r"python -m tests")


def _commands() -> list[str]:
    """Return what the README has its reader type, in its order, but for Windows' commands and the tests."""
    blocks = re.findall(r"^```\n((?:git|python3|py|deckgen) [^`]*)```$", README, re.MULTILINE)
    lines = [line for block in blocks if not _WINDOWS.search(block) for line in block.splitlines()]
    return [line for line in lines if not _TESTS.search(line)]


def _as_if_installed(line: str) -> str:
    """Return a command with what needs a network replaced: tree and packages are those here."""
    folders = [str(ROOT / "src"), *(one for one in sys.path if one.endswith("site-packages"))]
    link = 'python -c "import site; print(site.getsitepackages()[0])"'
    install = " && ".join(
        (
            f"printf '%s\\n' {' '.join(map(shlex.quote, folders))} > \"$({link})/here.pth\"",
            "printf '#!/bin/sh\\nexec python -m deckgen \"$@\"\\n' > .venv/bin/deckgen",
            "chmod +x .venv/bin/deckgen",
        )
    )
    copied = " ".join(shlex.quote(str(ROOT / name)) for name in ("outlines", "images"))
    line = re.sub(r"git clone \S+", f"mkdir deckgen && cp -r {copied} deckgen", line)
    line = line.replace("python3 -m venv", f"{shlex.quote(sys.executable)} -m venv --without-pip")
    return line.replace("pip install .", install)


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="the commands of a Unix shell")
@pytest.mark.parametrize("shell", ["bash", "sh"])
def test_every_command_works_in_a_fresh_shell(tmp_path: Path, shell: str) -> None:
    """From an empty folder, each command in its order does what the README says, and stops at no error."""
    program = shutil.which(shell)
    if program is None:
        pytest.skip(f"there is no {shell} here")
    commands = _commands()
    assert [line.split()[:2] for line in commands] == [
        ["git", "clone"],
        ["cd", "deckgen"],
        ["python3", "-m"],
        ["deckgen", "build"],
        ["deckgen", "new"],
        ["deckgen", "build"],
    ]
    script = "\n".join(("set -e", *map(_as_if_installed, commands), "ls"))
    environment = {"PATH": "/usr/bin:/bin", "HOME": str(tmp_path), "DECKGEN_CACHE": "off"}
    done = subprocess.run(
        [program, "-c", script], cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    folder = tmp_path / "deckgen"
    assert {"talk.yaml", "talk.pptx", "talk.html", "deckgen.schema.json"} <= {
        one.name for one in folder.iterdir()
    }
    assert (folder / "outlines" / "destalinisation.pptx").is_file()
    assert "deckgen.schema.json: from it" in done.stdout


def test_deckgen_alone_says_what_to_do_first(capsys: pytest.CaptureFixture[str]) -> None:
    """Who names no command is told the first ones, and that is no failure."""
    assert cli.run([]) == cli.DONE
    said = capsys.readouterr().out
    assert all(command in said for command in ("deckgen new talk.yaml", "deckgen build talk.yaml", "--help"))


def test_commands_for_windows_are_the_same_and_work_in_both_of_its_shells() -> None:
    """Older PowerShells know no &&; each command is what the Unix shell is given, in Windows' words."""
    (windows,) = (one for one in re.findall(r"^```\n([^`]*)```$", README, re.MULTILINE) if "py -m" in one)
    assert "&&" not in windows
    unix = [part for line in _commands() for part in line.split(" && ")]
    said = windows.replace("\\", "/").replace("py -m", "python3 -m")
    said = said.replace(".venv/Scripts/activate", ". .venv/bin/activate")
    assert said.splitlines() == unix[unix.index("python3 -m venv .venv") :][:4]
    # what everybody types works in PowerShell as well
    blocks = re.findall(r"^```\n((?:git|deckgen) [^`]*)```$", README, re.MULTILINE)
    assert [one for one in blocks if "&&" in one] == []
