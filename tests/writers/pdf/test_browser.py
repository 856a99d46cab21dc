"""Finding a browser on each system, and what is said when there is none or it fails."""

from __future__ import annotations

import datetime
import os
import stat
from pathlib import Path

import pytest

from deckgen.build import Order, build
from deckgen.diagnostics import Refused
from deckgen.writers.pdf import browser
from tests import tools

PLAIN = tools.ROOT / "tests" / "decks" / "plain.yaml"
NOON = datetime.datetime(2026, 11, 23, 12, 0)


def program(folder: Path, *lines: str) -> Path:
    """Return a program that stands for a browser and does what the lines of shell say."""
    path = folder / "browser"
    path.write_text("\n".join(("#!/bin/sh", *lines)) + "\n")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return path


def refusal(folder: Path, chosen: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Return what a build of a PDF with that browser is refused for; nothing may have been written."""
    monkeypatch.setenv(browser.CHOICE, str(chosen))
    output = folder / "output"
    with pytest.raises(Refused) as refused:
        build(Order(PLAIN, formats=("pptx", "html", "pdf"), folder=output), NOON)
    assert not output.exists()
    (problem,) = refused.value.diagnostics
    return " ".join((problem.message, *problem.hints))


def test_windows_keeps_browsers_in_three_folders() -> None:
    """Chrome, Chromium and Edge are looked for wherever Windows installs programs for all or for one."""
    environment = {"PROGRAMFILES": "/programs", "LOCALAPPDATA": "/own"}
    places = [path.as_posix() for path in browser.usual_places("win32", environment, Path("/home"))]
    assert places[0] == "/programs/Google/Chrome/Application/chrome.exe"
    assert "/programs/Microsoft/Edge/Application/msedge.exe" in places
    assert "/own/Google/Chrome/Application/chrome.exe" in places
    assert len(places) == 6


def test_a_mac_keeps_browsers_among_the_applications() -> None:
    """Those of everybody come before one's own."""
    places = [path.as_posix() for path in browser.usual_places("darwin", {"PATH": ""}, Path("/Users/a"))]
    assert places[0] == "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"
    assert places[-1] == "/Users/a/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge"


def test_linux_finds_browsers_on_the_path(tmp_path: Path) -> None:
    """Whatever of the known names is on the path is offered."""
    chromium = program(tmp_path, "exit 0").rename(tmp_path / "chromium")
    found = list(browser.usual_places("linux", {"PATH": str(tmp_path)}, Path("/home")))
    assert found == [chromium]
    assert list(browser.usual_places("linux", {"PATH": os.devnull}, Path("/home"))) == []


def test_without_a_browser_it_is_said_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The build stops before it has written anything and names three ways out."""
    monkeypatch.delenv(browser.CHOICE, raising=False)
    monkeypatch.setattr(browser, "usual_places", lambda *_: iter([tmp_path / "nothing"]))
    with pytest.raises(Refused) as refused:
        build(Order(PLAIN, formats=("pptx", "handout"), folder=tmp_path / "output"), NOON)
    (problem,) = refused.value.diagnostics
    assert "no Chromium, Google Chrome or Microsoft Edge was found" in problem.message
    assert "install" in problem.hints[0]
    assert browser.CHOICE in problem.hints[1]
    assert "print it from there" in problem.hints[2]
    assert list(tmp_path.iterdir()) == []


def test_a_browser_that_is_not_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The variable names a program that does not exist."""
    assert "there is no such program" in refusal(tmp_path, tmp_path / "none", monkeypatch)


def test_a_browser_that_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its last words are handed on."""
    failing = program(tmp_path, "echo starting", "echo 'No usable sandbox!' >&2", "exit 1")
    assert "No usable sandbox!" in refusal(tmp_path, failing, monkeypatch)


def test_a_browser_that_prints_half(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A PDF that breaks off is no PDF."""
    script = 'for one; do case $one in --print-to-pdf=*) printf %%PDF-1.4 > "${one#*=}";; esac; done'
    said = refusal(tmp_path, program(tmp_path, script), monkeypatch)
    assert "printed no PDF: it said nothing" in said


def test_a_browser_that_hangs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is given up after a while, and the build says so."""
    monkeypatch.setattr(browser, "PATIENCE", 0.5)
    said = refusal(tmp_path, program(tmp_path, "exec sleep 60"), monkeypatch)
    assert "did not finish" in said


def test_the_sandbox_is_given_up_for_root_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Chromium refuses to sandbox root; anybody else's browser keeps its sandbox."""
    told = program(tmp_path, 'case "$*" in *--no-sandbox*) echo without;; *) echo with;; esac')
    for user, sandbox in ((0, "without"), (1000, "with")):
        monkeypatch.setattr(os, "geteuid", lambda user=user: user)
        with pytest.raises(Refused) as refused:
            browser.print_page(told, b"<p>", "?print=notes")
        assert refused.value.diagnostics[0].message.endswith(f"printed no PDF: {sandbox}")
