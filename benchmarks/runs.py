"""What is timed: deckgen and its peers, each a process of its own, making files from the same content."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import deckgen
from benchmarks.content import ROOT
from deckgen.pandoc.process import find_pandoc

PLAIN = Path(__file__).with_name("plain.py")


@dataclass(frozen=True, slots=True)
class Taken:
    """What a run took: seconds by the clock and of the processor, bytes of memory at most, bytes it wrote.

    Memory is that of the largest of its processes. One that was `ended` would have taken longer.
    """

    wall: float
    processor: float
    memory: int
    written: int = 0
    ended: bool = False


def run(command: list[str], limit: float | None = None, also: Mapping[str, str] | None = None) -> Taken:
    """Run a command and return what it took; it is ended after `limit` seconds. Stops where it fails."""
    with tempfile.TemporaryFile() as said:
        began = time.perf_counter()
        environment = {**os.environ, **(also or {})}
        running = subprocess.Popen(command, stdout=said, stderr=said, cwd=ROOT, env=environment)
        end = threading.Timer(limit, running.kill) if limit else None
        if end:
            end.start()
        _, status, used = os.wait4(running.pid, 0)
        wall = time.perf_counter() - began
        running.returncode = os.waitstatus_to_exitcode(status)
        if end:
            end.cancel()
        ended = limit is not None and wall >= limit
        if running.returncode and not ended:
            said.seek(0)
            raise SystemExit(f"{' '.join(command)}\n{said.read().decode(errors='replace')}")
    unit = 1 if sys.platform == "darwin" else 1024
    return Taken(wall, used.ru_utime + used.ru_stime, used.ru_maxrss * unit, ended=ended)


class Runs:
    """Makes files of an outline in a folder, by each program; `script` is the outline as Pandoc reads it."""

    def __init__(self, outline: Path, script: Path, folder: Path) -> None:
        self.outline, self.script, self.folder = outline, script, folder
        self.output, self.cache = folder / "made", folder / "cache"

    def deckgen(self, *, cold: bool = False, again: bool = False) -> Taken:
        """Build both files: `cold` with no citation formatted before, `again` with nothing to be done.

        What does not depend on the deck stays: the compiled templates, and Python's own compiled modules,
        which it keeps even where the environment asks it not to.
        """
        if not again:
            shutil.rmtree(self.output, ignore_errors=True)
            shutil.rmtree(self.cache / "deckgen" / "builds", ignore_errors=True)
        if cold:
            for kept in self.cache.rglob("*.json"):
                kept.unlink()
        command = ["-m", "deckgen", "build", "--quiet", "-o", str(self.output), str(self.outline)]
        return self._made([sys.executable, *command])

    def pandoc(self, kind: str, limit: float | None = None) -> Taken:
        """Make one file with Pandoc, in the same citation style."""
        target = self.output / f"pandoc.{'pptx' if kind == 'pptx' else 'html'}"
        options = ["--standalone", "--citeproc", "--slide-level=2", f"--csl={style()}"]
        options.append(f"--resource-path={self.outline.parent}")
        command = [find_pandoc(), *options, "--to", kind, "--output", str(target), str(self.script)]
        return self._made(command, limit)

    def plain(self) -> Taken:
        """Make a deck with python-pptx, as a script of thirty lines does: titles, points, notes."""
        return self._made([sys.executable, str(PLAIN), str(self.outline), str(self.output / "plain.pptx")])

    def marp(self, kind: str) -> Taken:
        """Make one file with Marp: a deck of pictures, or a slideshow."""
        target = self.output / f"marp.{kind}"
        return self._made(["marp", "--allow-local-files", str(self.script), "--output", str(target)])

    def quarto(self, kind: str) -> Taken:
        """Make one file with Quarto: `pptx` or `revealjs`."""
        command = ["quarto", "render", str(self.script), "--to", kind, "--output-dir", str(self.output)]
        return self._made(command)

    def _made(self, command: list[str], limit: float | None = None) -> Taken:
        before = self._files()
        taken = run(command, limit, {"XDG_CACHE_HOME": str(self.cache), "PYTHONDONTWRITEBYTECODE": ""})
        written = sum(
            path.stat().st_size for path, stamp in self._files().items() if before.get(path) != stamp
        )
        return Taken(taken.wall, taken.processor, taken.memory, written, taken.ended)

    def _files(self) -> dict[Path, int]:
        self.output.mkdir(exist_ok=True)
        return {path: path.stat().st_mtime_ns for path in self.output.iterdir()}


def style() -> Path:
    """Return deckgen's own style file, so that all format the citations alike."""
    return Path(deckgen.__file__).parent / "deck" / "citing" / "styles" / "mla.csl"


def worked() -> float:
    """Return the processor time of all processes that were waited for, in seconds."""
    used = os.times()
    return used.children_user + used.children_system
