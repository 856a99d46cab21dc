"""What tests share: the tools they look through a deck with, and the rule that CI skips nothing."""

from __future__ import annotations

import gc
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

import pytest
from hypothesis import HealthCheck, settings
from playwright.sync_api import Browser, Playwright, sync_playwright

from tests import tools

CI = os.environ.get("CI", "").lower() in {"1", "true", "yes"}

settings.register_profile(
    "untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=CI
)
settings.load_profile("untimed")  # for no test may fail because the machine is busy

SKIPPED = pytest.StashKey[list[str]]()

Found = TypeVar("Found")


def _or_skip(find: Callable[[], Found]) -> Found:
    try:
        return find()
    except tools.Missing as missing:
        pytest.skip(str(missing))


@pytest.fixture(scope="session")
def chromium_path() -> Path:
    """The installed Chromium or Chrome."""
    return _or_skip(lambda: tools.program("chromium", "chromium-browser", "google-chrome"))


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """What drives browsers: one in each process."""
    with sync_playwright() as running:
        yield running


def _launched(playwright: Playwright, program: Path) -> Iterator[Browser]:
    running = playwright.chromium.launch(
        executable_path=str(program), args=list(tools.CHROMIUM_FLAGS), timeout=1000 * tools.PATIENCE
    )
    yield running
    running.close()


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    """A headless Chromium that asks the network for nothing of its own."""
    yield from _launched(playwright, _or_skip(lambda: tools.program(*tools.CHROMIUM)))


@pytest.fixture(scope="session")
def desktop_browser(playwright: Playwright, chromium_path: Path) -> Iterator[Browser]:
    """The Chromium of a desktop, for what the other has none of: a screen that can be kept on."""
    yield from _launched(playwright, chromium_path)


@pytest.fixture(scope="session")
def soffice(tmp_path_factory: pytest.TempPathFactory) -> tools.Office:
    """LibreOffice as a function: a deck's path or bytes in, its PDF's path out."""
    found = _or_skip(lambda: tools.program("soffice", "libreoffice"))
    folder = tmp_path_factory.mktemp("office")
    return tools.Office(found, folder / "profile", folder / "output")


@pytest.fixture(scope="session")
def ooxml_validator() -> tools.OoxmlValidator:
    """The Open XML SDK's validator as a function: a file's path in, its errors as lines out."""
    return _or_skip(tools.ooxml_validator)


@pytest.fixture(scope="session")
def axe_source() -> str:
    """The text of axe-core, to be put into a page."""
    package = _or_skip(lambda: tools.npm_package("axe-core"))
    return (package / "axe.min.js").read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def world_atlas() -> Path:
    """The folder of the world-atlas package: public-domain coastlines and borders."""
    return _or_skip(lambda: tools.npm_package("world-atlas"))


@pytest.fixture(scope="session")
def fonts() -> Callable[..., Path]:
    """A function: family, `bold=`, `italic=` in, the file of the face or its metric twin out."""

    def find(family: str, *, bold: bool = False, italic: bool = False) -> Path:
        return _or_skip(lambda: tools.font_file(family, bold=bold, italic=italic))

    return find


MARKS = {
    "browser": {"browser", "desktop_browser", "chromium_path", "axe_source", "firefox", "chromium"},
    "office": {"soffice", "ooxml_validator"},
}
"""A mark → the fixtures that a test has it for: none can forget its own."""


LONGEST = (
    "torture/test_corpus.py",
    "render/test_chromium.py",
    "render/test_office.py",
    "torture/test_whole_decks.py",
    "writers/html/show/test_keys.py",
    "regenerate/proof/test_matrix.py",
    "writers/html/access/test_every_theme.py",
    "hostile/test_luck.py",
    "render/test_variants.py",
    "torture/test_fields.py",
    "writers/html/access/test_access.py",
    "outline/test_slips.py",
    "deck/citing/test_styles.py",
    "torture/test_chance.py",
    "docs/test_messages.py",
)
"""The files of tests that take longest: they are begun first, so that no process ends up alone with one of
them."""


def _rank(item: pytest.Item) -> int:
    """Return the place of a test's file among those that take longest; all others come after these."""
    file = item.path.as_posix()
    return next((rank for rank, one in enumerate(LONGEST) if file.endswith(one)), len(LONGEST))


def _parameters(item: pytest.Item) -> Iterator[str]:
    """Yield the names that a test is tried with: those of browsers are fixtures that are asked for later."""
    call = getattr(item, "callspec", None)
    yield from (one for one in (call.params.values() if call else ()) if isinstance(one, str))


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the longest first, and mark tests that need a browser or an office program.

    That is before any are chosen by their marks.
    """
    items.sort(key=_rank)
    for item in items:
        asked = {*getattr(item, "fixturenames", ()), *_parameters(item)}
        for mark, fixtures in MARKS.items():
            if asked & fixtures:
                item.add_marker(mark)


def pytest_collection_finish() -> None:
    """Spare the garbage collector what stays until the end: it has taken a twentieth of the whole time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)


def pytest_configure(config: pytest.Config) -> None:
    """Make room for the names of skipped tests, and a folder for what all processes of the run share."""
    config.stash[SKIPPED] = []
    if not hasattr(config, "workerinput"):
        os.environ["DECKGEN_TESTS_KEPT"] = tempfile.mkdtemp(prefix="deckgen-tests-")


def pytest_unconfigure(config: pytest.Config) -> None:
    """Take that folder away."""
    if not hasattr(config, "workerinput"):
        shutil.rmtree(os.environ.pop("DECKGEN_TESTS_KEPT"), ignore_errors=True)


class Skips:
    """Notes every test and module that was skipped, in the process that prints the report."""

    def __init__(self, config: pytest.Config) -> None:
        self.names = config.stash[SKIPPED]

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Note a skipped test; one that is expected to fail is not skipped."""
        if report.skipped and not hasattr(report, "wasxfail"):
            self.names.append(f"{report.nodeid}: {_reason(report)}")

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """Note a file that was skipped as a whole."""
        if report.skipped:
            self.names.append(f"{report.nodeid}: {_reason(report)}")


def _reason(report: pytest.TestReport | pytest.CollectReport) -> str:
    reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr
    return str(reason).removeprefix("Skipped: ")


@pytest.hookimpl(tryfirst=True)
def pytest_sessionstart(session: pytest.Session) -> None:
    """Start noting skips, once: in the process that gathers all workers' reports."""
    if not hasattr(session.config, "workerinput"):
        session.config.pluginmanager.register(Skips(session.config), "deckgen-skips")


@pytest.hookimpl(tryfirst=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """In CI, let the run fail where anything was skipped."""
    if CI and session.config.stash[SKIPPED] and session.exitstatus == pytest.ExitCode.OK:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Say above the closing line what else has failed: skips in CI, and the checks before pytest."""
    skipped = config.stash[SKIPPED]
    if CI and skipped:
        terminalreporter.section("FAILED: nothing may be skipped in CI", red=True, bold=True)
        for name in skipped:
            terminalreporter.write_line(f"SKIPPED {name}")
    failed = os.environ.get("DECKGEN_FAILED_CHECKS")
    if failed:
        terminalreporter.section(f"FAILED before pytest: {failed}", red=True, bold=True)
