"""A page in a file → the bytes of a PDF, through the Chromium, Chrome or Edge that is installed."""

from __future__ import annotations

import contextlib
import math
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from deckgen.diagnostics import DeckgenError, Diagnostic, error
from deckgen.limits import BROWSER_BYTES_A_SECOND, BROWSER_MEGABYTES, BROWSER_SECONDS
from deckgen.structs.pieces import Pieces, chunks_of

CHOICE = "DECKGEN_BROWSER"
"""The environment variable that names a browser's program where none, or the wrong one, is found."""

_PREFIX = "deckgen-print-"
_STALE = 3_600
"""Seconds after which a folder for printing is what a build that was killed has left."""

_LINUX = (
    "google-chrome",
    "google-chrome-stable",
    "chromium",
    "chromium-browser",
    "microsoft-edge",
    "microsoft-edge-stable",
)
_WINDOWS = (
    ("chrome.exe", "Google/Chrome/Application"),
    ("chrome.exe", "Chromium/Application"),
    ("msedge.exe", "Microsoft/Edge/Application"),
)
_MAC = ("Google Chrome", "Chromium", "Microsoft Edge")

_FLAGS = (
    "--headless=new",
    "--disable-gpu",
    "--no-first-run",
    "--no-default-browser-check",
    "--disable-extensions",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-pdf-header-footer",
    "--print-to-pdf-no-header",
    "--export-tagged-pdf",
    "--generate-pdf-document-outline",
)
"""No window, no questions, nothing fetched; headings become the PDF's bookmarks and its tags."""

_INSTALL = {
    "win32": "install Google Chrome or Microsoft Edge",
    "darwin": "install Google Chrome, Chromium or Microsoft Edge into the Applications folder",
}
_INSTALL_ELSEWHERE = "install chromium or Google Chrome with your system's package manager"


def find_browser() -> Path:
    """Return the program of a browser that can print; raises `DeckgenError` where there is none."""
    chosen = os.environ.get(CHOICE)
    if chosen:
        program = shutil.which(chosen)
        if program is None:
            raise DeckgenError(
                error(
                    f"{CHOICE} names {chosen}, but there is no such program",
                    None,
                    "name a browser's program in it, or unset it",
                )
            )
        return Path(program)
    for place in usual_places(sys.platform, os.environ, Path.home()):
        if place.is_file():
            return place
    raise DeckgenError(
        error(
            "a PDF is printed by a browser, and no Chromium, Google Chrome or Microsoft Edge was found",
            None,
            _INSTALL.get(sys.platform, _INSTALL_ELSEWHERE),
            f"if one is installed in an unusual place, set {CHOICE} to its program",
            "or open the HTML slideshow in any browser and print it from there",
        )
    )


def usual_places(system: str, environment: Mapping[str, str], home: Path) -> Iterator[Path]:
    """Give the places where a system keeps its browsers, the likeliest first; they need not exist.

    `system` is named as in `sys.platform`.
    """
    if system == "win32":
        yield from _registered(dict.fromkeys(name for name, _ in _WINDOWS))
        for variable in ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA"):
            if variable in environment:
                yield from (Path(environment[variable], folder, name) for name, folder in _WINDOWS)
        return
    if system == "darwin":
        for applications in (Path("/Applications"), home / "Applications"):
            yield from (applications / f"{name}.app" / "Contents" / "MacOS" / name for name in _MAC)
    found = (shutil.which(name, path=environment.get("PATH")) for name in _LINUX)
    yield from (Path(program) for program in found if program)


def _registered(names: Iterable[str]) -> Iterator[Path]:
    """Give the programs that Windows itself knows by these names."""
    if sys.platform != "win32":
        return
    import winreg

    for name in names:
        for root in (winreg.HKEY_CURRENT_USER, winreg.HKEY_LOCAL_MACHINE):
            try:
                key = rf"SOFTWARE\Microsoft\Windows\CurrentVersion\App Paths\{name}"
                yield Path(winreg.QueryValue(root, key).strip('"'))
            except OSError:
                continue


def print_page(browser: Path, html: bytes | Pieces, query: str = "") -> bytes:
    """Return a page as the browser prints it; `query` is put after its address.

    The browser runs with a profile of its own, so that one that is open neither helps nor is disturbed.
    Raises `DeckgenError` where it fails or takes too long.
    """
    workplace = _workplace(browser)
    _tidy(Path(workplace or tempfile.gettempdir()))
    with tempfile.TemporaryDirectory(prefix=_PREFIX, dir=workplace, ignore_cleanup_errors=True) as name:
        folder = Path(name)
        page, printed, said = folder / "page.html", folder / "page.pdf", folder / "said.txt"
        with page.open("wb") as file:
            for chunk in chunks_of(html):
                file.write(chunk)
        command = [
            str(browser),
            *_FLAGS,
            f"--user-data-dir={folder / 'profile'}",
            f"--print-to-pdf={printed}",
            *(["--no-sandbox"] if sys.platform != "win32" and os.geteuid() == 0 else []),
            page.as_uri() + query,
        ]
        patience = BROWSER_SECONDS + len(html) / BROWSER_BYTES_A_SECOND
        try:
            _run(command, said, patience)
        except subprocess.TimeoutExpired:
            raise DeckgenError(_failed(browser, f"it did not finish within {patience:.0f} seconds")) from None
        except OSError as problem:
            raise DeckgenError(_failed(browser, f"it cannot be started: {problem.strerror}")) from None
        data = printed.read_bytes() if printed.is_file() else b""
        if not (data.startswith(b"%PDF-") and data.rstrip().endswith(b"%%EOF")):
            raise DeckgenError(_failed(browser, _last_line(said)))
        return data


def _run(command: list[str], said: Path, patience: float) -> None:
    """Run a browser within bounds and end all of its processes, also where Ctrl-C comes in between."""
    # What it says goes to a file: a pipe would stay open as long as any of its children lives.
    process: subprocess.Popen[bytes] | None = None
    with said.open("wb") as output:
        try:
            with _uninterrupted():
                process = subprocess.Popen(
                    command,
                    stdin=subprocess.DEVNULL,
                    stdout=output,
                    stderr=subprocess.STDOUT,
                    start_new_session=True,
                )
            _bound(process.pid, patience)
            process.wait(patience)
        finally:
            if process is not None:
                _end(process)


@contextlib.contextmanager
def _uninterrupted() -> Iterator[None]:
    """Hold Ctrl-C back until a process that is being started is known, and so can be ended."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    held: list[int] = []
    usual = signal.signal(signal.SIGINT, lambda number, _: held.append(number))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, usual)
    if held:
        signal.raise_signal(signal.SIGINT)


def _bound(process: int, patience: float) -> None:
    """Have the system end a browser's processes that take too much, where it can be asked to.

    Browsers reserve far more addresses than they fill, so only what is filled is bounded.
    """
    try:
        import resource

        for kind, most in (
            (resource.RLIMIT_DATA, BROWSER_MEGABYTES << 20),
            (resource.RLIMIT_CPU, math.ceil(patience) * 4),
        ):
            resource.prlimit(process, kind, (most, most))
    except (ImportError, AttributeError, OSError, ValueError):
        return


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a browser with all that it has started."""
    with contextlib.suppress(OSError, subprocess.SubprocessError):
        if sys.platform != "win32":
            os.killpg(process.pid, signal.SIGKILL)
        elif process.poll() is None:
            ended = ["taskkill", "/F", "/T", "/PID", str(process.pid)]
            subprocess.run(ended, capture_output=True, check=False, timeout=10)
    process.wait()


def _tidy(folder: Path) -> None:
    """Remove the folders for printing that builds which were killed have left."""
    with contextlib.suppress(OSError):
        for one in folder.glob(f"{_PREFIX}*"):
            if not one.is_symlink() and time.time() - one.stat().st_mtime > _STALE:
                shutil.rmtree(one, ignore_errors=True)


def _workplace(browser: Path) -> Path | None:
    """Return the folder in which page and print are kept while it works; None for the system's own.

    A browser from a snap sees neither the system's folder for temporary files nor hidden ones.
    """
    real = browser.resolve()
    if real.name == "snap" or "snap" in real.parts[:2]:
        own = Path.home() / "snap" / "chromium" / "common"
        if own.is_dir():
            return own
    return None


def _failed(browser: Path, reason: str) -> Diagnostic:
    return error(
        f"the browser {browser} printed no PDF: {reason}",
        None,
        f"set {CHOICE} to another browser's program",
        "or open the HTML slideshow in any browser and print it from there",
    )


def _last_line(said: Path) -> str:
    """Return the last thing a browser said before it gave up."""
    lines = said.read_text(encoding="utf-8", errors="replace").split("\n")
    spoken = [line.strip() for line in lines if line.strip()]
    return spoken[-1][:300] if spoken else "it said nothing"
