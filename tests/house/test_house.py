"""The rule that CI skips nothing, tried on small runs of pytest of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests import tools
from tests.__main__ import keep_compiled, main

SKIPPING = """
import pytest

def test_needs_a_tool() -> None:
    pytest.skip("no such tool here")

def test_passes() -> None:
    assert True
"""


MARKED = """
import pytest

pytestmark = pytest.mark.slow

@pytest.fixture
def through(browser: object) -> object:
    return browser

def test_asks(browser: object) -> None: ...
def test_asks_through_another(through: object) -> None: ...
def test_opens(soffice: object) -> None: ...
def test_needs_nothing() -> None: ...

@pytest.mark.parametrize("name", ["chromium", "other"])
def test_asks_by_name(name: str) -> None: ...
"""


def _run(folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    (folder / "test_sample.py").write_text(SKIPPING, encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "-p", "tests.conftest", "-p", "no:cacheprovider", str(folder)]
    clean = {key: value for key, value in os.environ.items() if key not in {"CI", "DECKGEN_FAILED_CHECKS"}}
    clean["PYTHONPATH"] = str(tools.ROOT)
    return subprocess.run(
        [*command, "-c", os.devnull, "--rootdir", str(folder)],
        capture_output=True,
        text=True,
        check=False,
        cwd=folder,
        env=clean | environment,
    )


def test_a_skip_is_allowed_on_a_users_machine(tmp_path: Path) -> None:
    """Without CI in the environment a missing tool costs one skip and no failure."""
    done = _run(tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "1 passed, 1 skipped" in done.stdout.splitlines()[-1]


@pytest.mark.parametrize("workers", ["0", "2"])
def test_a_skip_fails_the_run_in_ci(tmp_path: Path, workers: str) -> None:
    """With CI=true the same run fails and names the test, in one process and in several."""
    done = _run(tmp_path, CI="true", PYTEST_ADDOPTS=f"-n {workers}")
    assert done.returncode == 1, done.stdout + done.stderr
    assert "nothing may be skipped in CI" in done.stdout
    assert "test_sample.py::test_needs_a_tool: no such tool here" in done.stdout


def test_a_check_that_failed_before_is_reported_above_the_closing_line(tmp_path: Path) -> None:
    """The verdict of the checks before pytest stands near the end, the counts on the last line."""
    done = _run(tmp_path, DECKGEN_FAILED_CHECKS="mypy")
    lines = done.stdout.splitlines()
    assert any("FAILED before pytest: mypy" in line for line in lines[-3:-1])
    assert "1 passed" in lines[-1]


def test_a_missing_tool_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """What a user reads when a package is not there names the command that brings it."""
    monkeypatch.setenv("DECKGEN_TOOLS", str(tmp_path))
    with pytest.raises(tools.Missing, match=r"npm install --no-save no-such-package"):
        tools.npm_package("no-such-package")


def test_a_font_that_is_not_there_is_not_replaced_by_another() -> None:
    """Fontconfig always answers with some font; an answer that is not the wanted family is refused."""
    with pytest.raises(tools.Missing, match="No Such Family"):
        tools.font_file("No Such Family")


@pytest.mark.parametrize(
    ("arguments", "checks"),
    [
        ((), 3),
        (("--fast",), 3),
        (("-k", "title"), 3),
        (("tests/layout", "-k", "title"), 0),
        (("--fast", "tests/layout"), 0),
        (("tests/house/test_house.py::test_a_skip_is_allowed",), 0),
    ],
)
def test_what_is_named_is_neither_linted_nor_type_checked(
    arguments: tuple[str, ...], checks: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The checks of the whole house run before the tests of the whole house, fast or not, and only then."""
    commands: list[tuple[str, ...]] = []

    def run(name: str, command: tuple[str, ...]) -> int:
        commands.append(command)
        return 0

    monkeypatch.setattr("tests.__main__._run", run)
    assert main(list(arguments)) == 0
    *before, pytest_command = commands
    assert len(before) == checks
    assert ("not browser and not office and not slow" in pytest_command) == ("--fast" in arguments)
    assert pytest_command[-1:] == arguments[-1:] or arguments in ((), ("--fast",))


@pytest.mark.parametrize("kept", [True, False])
def test_what_is_compiled_is_kept_for_a_run(
    kept: bool, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Where nothing compiled may be kept beside the source, a run has a folder for it, else it needs none."""
    monkeypatch.setenv("PYTHONPYCACHEPREFIX", "")
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "" if kept else "1")
    keep_compiled(tmp_path)
    subprocess.run([sys.executable, "-c", "import this"], check=True, capture_output=True)
    assert os.environ["PYTHONPYCACHEPREFIX"] == ("" if kept else str(tmp_path))
    assert any(tmp_path.rglob("this*.pyc")) is not kept


def test_tests_are_marked_by_what_they_ask_for(tmp_path: Path) -> None:
    """What asks for a browser or an office program is marked, and left out where its mark is."""
    (tmp_path / "test_marks.py").write_text(MARKED, encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "-p", "tests.conftest", "-p", "no:cacheprovider", "-q"]
    chosen = ["-m", "not browser and not office", "-c", os.devnull, "--rootdir", str(tmp_path)]
    done = subprocess.run(
        [*command, *chosen, str(tmp_path)],
        capture_output=True,
        text=True,
        check=False,
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(tools.ROOT)},
    )
    assert "2 passed, 4 deselected" in done.stdout, done.stdout + done.stderr
