"""A command line in a process of its own, with limits → what came of it, and what it left behind.

The process is forked from one that has everything imported, so a thousand runs cost little more than
their work.
"""

from __future__ import annotations

import gc
import os
import resource
import signal
import sys
import time
import traceback
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tests.tools import PATIENCE

SECONDS = PATIENCE
"""After which a run counts as a hang: on the clock, since what waits for ever uses none of the processor."""

MEGABYTES = 1000
"""Of memory, above which a run counts as greedy: of deckgen itself, or of a program that it starts."""


@dataclass(frozen=True, slots=True)
class Run:
    """What came of one command line.

    `code` is what it returned; below 0 the signal that ended it. `seconds` are on the clock, `busy` of the
    processor; `peak` is in MB, of the greediest of its processes.
    """

    code: int
    said: str
    seconds: float
    busy: float
    peak: float
    hung: bool = False
    left: tuple[int, ...] = field(default=())
    """Processes that were still there when it had ended."""

    @property
    def traceback(self) -> bool:
        """Whether it ended in an error of Python's, or was ended by the system."""
        return "Traceback (most recent call last)" in self.said or "Error in sys.excepthook" in self.said

    @property
    def greedy(self) -> bool:
        """Whether it took more memory than any deck needs."""
        return self.peak > MEGABYTES


def warm() -> None:
    """Import all that a build uses, so that the processes forked from this one need not."""
    import yaml  # noqa: F401
    from lxml import etree  # noqa: F401
    from PIL import Image  # noqa: F401
    from rich import console  # noqa: F401

    import deckgen.build
    import deckgen.cli
    import deckgen.layout.lay_out
    import deckgen.layout.passes.sampling
    import deckgen.outline.fix
    import deckgen.regenerate.regenerate
    import deckgen.writers.html.write
    import deckgen.writers.pptx.write  # noqa: F401


def run(
    arguments: Sequence[str],
    folder: Path,
    *,
    seconds: float = SECONDS,
    before: Callable[[], None] | None = None,
    meanwhile: Callable[[int], None] | None = None,
) -> Run:
    """Carry out a command line of deckgen's in a folder, in a forked process, and wait for it.

    `before` is called in that process first, to plant a fault or take something away. `meanwhile` is given
    the process id as soon as there is one. A run that takes longer than `seconds` is killed with all that
    it has started.
    """
    begun = begin(arguments, folder, before=before)
    if meanwhile:
        meanwhile(begun.child)
    return end(begun, seconds=seconds)


@dataclass(frozen=True, slots=True)
class Begun:
    """A forked process that carries out a command line, when it began, and where it writes what it says."""

    child: int
    began: float
    said: Path


def begin(arguments: Sequence[str], folder: Path, *, before: Callable[[], None] | None = None) -> Begun:
    """Carry out a command line in a forked process, and do not wait for it.

    That is to be done from a single thread: a process that is forked while another thread holds a lock never
    gets that lock.
    """
    said = folder.parent / f".{folder.name}.said"
    sys.stdout.flush()
    sys.stderr.flush()
    began = time.monotonic()
    child = os.fork()
    if child == 0:
        _carry_out(list(arguments), folder, said, before)
    return Begun(child, began, said)


def end(begun: Begun, *, seconds: float = SECONDS) -> Run:
    """Wait for what was begun, and return what came of it."""
    child, said = begun.child, begun.said
    status, usage, hung = _wait(child, begun.began + seconds)
    took = time.monotonic() - begun.began
    left = tuple(_in_session(child))
    for one in left:
        _kill(one)
    code = os.waitstatus_to_exitcode(status)
    text = said.read_text(encoding="utf-8", errors="surrogateescape") if said.exists() else ""
    said.unlink(missing_ok=True)
    busy = usage.ru_utime + usage.ru_stime
    return Run(code, text, took, busy, usage.ru_maxrss / 1024, hung, left)


def _carry_out(arguments: list[str], folder: Path, said: Path, before: Callable[[], None] | None) -> None:
    """Be the forked process: run the command and leave at once, whatever happens."""
    code = 70
    try:
        os.setsid()
        os.chdir(folder)
        handle = os.open(said, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        os.dup2(handle, 1)
        os.dup2(handle, 2)
        sys.stdout = open(1, "w", encoding="utf-8", errors="replace", closefd=False)  # noqa: SIM115
        sys.stderr = open(2, "w", encoding="utf-8", errors="replace", closefd=False)  # noqa: SIM115
        signal.signal(signal.SIGINT, signal.default_int_handler)
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        gc.enable()
        if before:
            before()
        from deckgen.cli import run as command

        code = command(arguments)
    except BaseException:
        traceback.print_exc()
        code = 70
    finally:
        for stream in (sys.stdout, sys.stderr):
            try:
                stream.flush()
            except (OSError, ValueError):
                code = code or 1
        os._exit(code)


def _wait(child: int, until: float) -> tuple[int, resource.struct_rusage, bool]:
    """Wait for a process; kill it and what it started when its time is over or it eats all memory."""
    pause, hung = 0.004, False
    while True:
        ended, status, usage = os.wait4(child, os.WNOHANG)
        if ended:
            return status, usage, hung
        if not hung and (time.monotonic() > until or _memory(child) > 3 * MEGABYTES):
            hung = time.monotonic() > until
            for one in (*_in_session(child), child):
                _kill(one)
        time.sleep(pause)
        pause = min(pause * 1.3, 0.05)


def _memory(child: int) -> float:
    """Return how many MB a process and all of its session hold."""
    total = 0
    for one in (child, *_in_session(child)):
        try:
            total += int(Path(f"/proc/{one}/statm").read_text().split()[1])
        except (OSError, IndexError, ValueError):
            continue
    return total * os.sysconf("SC_PAGE_SIZE") / 1e6


def _in_session(leader: int) -> Iterator[int]:
    """Give the processes of a session but its leader."""
    for entry in os.listdir("/proc"):
        if not entry.isdigit() or int(entry) == leader:
            continue
        try:
            if os.getsid(int(entry)) == leader:
                yield int(entry)
        except OSError:
            continue


def _kill(process: int) -> None:
    try:
        os.kill(process, signal.SIGKILL)
    except OSError:
        return
