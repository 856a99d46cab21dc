"""Finding a browser on each system, and what is said when there is none or it fails."""

from __future__ import annotations

import datetime
import gc
import os
import signal
import stat
import sys
import tempfile
import time
from pathlib import Path

import pytest

from deckgen.build import build
from deckgen.compile import Options, Services
from deckgen.diagnostics import DeckgenError
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
    with pytest.raises(DeckgenError) as refused:
        build(Options(PLAIN, to="pptx, html, pdf", folder=output), Services())
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
    with pytest.raises(DeckgenError) as refused:
        build(Options(PLAIN, to=["pptx", "handout"], folder=tmp_path / "output"), Services())
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
    monkeypatch.setattr(browser, "BROWSER_SECONDS", 0.5)
    said = refusal(tmp_path, program(tmp_path, "exec sleep 60"), monkeypatch)
    assert "did not finish" in said


def _started(folder: Path) -> list[int]:
    """Return the processes that a browser has written the ids of and that go on; killed ones end soon."""
    ids = [int(one) for one in (folder / "ids").read_text().split()]
    until = time.monotonic() + tools.PATIENCE
    while not all(map(_is_over, ids)) and time.monotonic() < until:
        time.sleep(0.01)
    return [one for one in ids if not _is_over(one)]


def _is_over(process: int) -> bool:
    """Tell whether a process has ended, and only waits for the system to take note of it."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] in "ZX"
    except OSError:
        return True


linux = pytest.mark.skipif(sys.platform != "linux", reason="processes are watched through /proc")


@linux
def test_a_browser_that_hangs_is_ended_with_its_children(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing of it is left when it is given up, and no folder."""
    monkeypatch.setattr(browser, "BROWSER_SECONDS", 1.0)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    hanging = program(tmp_path, f"sleep 600 & echo $! $$ > {tmp_path}/ids", "wait")
    with pytest.raises(DeckgenError, match="did not finish"):
        browser.print_page(hanging, b"<p>")
    assert _started(tmp_path) == []
    assert sorted(one.name for one in tmp_path.iterdir()) == ["browser", "ids"]


@linux
def test_an_interrupt_ends_a_browser_with_its_children(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ctrl-C while it prints leaves neither a process nor a folder."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    # it is the browser that interrupts, so the moment is one in which it is waited for; who sees that nothing
    # happens presses the keys again
    interrupt = f"kill -INT {os.getpid()}"
    script = f"sleep 600 & echo $! $$ > {tmp_path}/ids; {interrupt}; sleep 20; {interrupt}; wait"
    usual = signal.signal(
        signal.SIGINT, signal.default_int_handler
    )  # whatever a test before has put in its place
    # what is raised while garbage is collected is lost, and tests have much of it
    gc.disable()
    try:
        with pytest.raises(KeyboardInterrupt):
            browser.print_page(program(tmp_path, script), b"<p>")
    finally:
        gc.enable()
        signal.signal(signal.SIGINT, usual)
    assert _started(tmp_path) == []
    assert sorted(one.name for one in tmp_path.iterdir()) == ["browser", "ids"]


@linux
def test_a_browser_that_eats_memory_is_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The system refuses what is more than the bound, and the build says what the browser said."""
    monkeypatch.setattr(browser, "BROWSER_MEGABYTES", 100)
    # the bound is set as soon as it runs, so it waits until it has one
    greedy = (
        f"while ulimit -d | grep -q unlimited; do :; done; {sys.executable} -c 'held = bytearray(500 << 20)'"
    )
    with pytest.raises(DeckgenError, match="MemoryError"):
        browser.print_page(program(tmp_path, greedy), b"<p>")


def test_folders_of_builds_that_were_killed_are_removed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What an earlier build has left goes when the next one prints; what is in use stays."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    for name in ("deckgen-print-old", "deckgen-print-new", "deckgen-other"):
        (tmp_path / name / "profile").mkdir(parents=True)
    for name in ("deckgen-print-old", "deckgen-other"):
        os.utime(tmp_path / name, (0, 0))
    with pytest.raises(DeckgenError):
        browser.print_page(program(tmp_path, "exit 1"), b"<p>")
    assert sorted(one.name for one in tmp_path.iterdir()) == ["browser", "deckgen-other", "deckgen-print-new"]


def test_the_sandbox_is_given_up_for_root_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Chromium refuses to sandbox root; anybody else's browser keeps its sandbox."""
    told = program(tmp_path, 'case "$*" in *--no-sandbox*) echo without;; *) echo with;; esac')
    for user, sandbox in ((0, "without"), (1000, "with")):
        monkeypatch.setattr(os, "geteuid", lambda user=user: user)
        with pytest.raises(DeckgenError) as refused:
            browser.print_page(told, b"<p>", "?print=notes")
        assert refused.value.diagnostics[0].message.endswith(f"printed no PDF: {sandbox}")
