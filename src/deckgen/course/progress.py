"""What a terminal shows while outlines are built."""

from __future__ import annotations

import sys
import time
from types import TracebackType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.progress import Progress as Bar
    from rich.progress import TaskID
    from rich.status import Status

PATIENCE = 0.6
"""Seconds of silence before a terminal shows what goes on."""


class Progress:
    """Says on a terminal what goes on, once that has taken longer than a moment.

    Of one outline that is the phase; of many, how many are done, and how long the others will take.
    """

    def __init__(self, *, quiet: bool) -> None:
        self.silent = quiet or not sys.stderr.isatty()
        self.start = time.monotonic()
        self.status: Status | None = None
        self.bar: Bar | None = None
        self.task: TaskID | None = None

    def __enter__(self) -> Progress:
        return self

    def _wanted(self) -> bool:
        return not self.silent and time.monotonic() - self.start >= PATIENCE

    def __call__(self, phase: str) -> None:
        """Show what goes on now."""
        if not self._wanted():
            return
        if self.status is None:
            from rich.console import Console

            self.status = Console(stderr=True).status(phase)
            self.status.start()
        self.status.update(f"{phase} …")

    def count(self, done: int, total: int) -> None:
        """Show how many of all outlines are done."""
        if not self._wanted():
            return
        if self.bar is None or self.task is None:
            self.bar = _bar()
            self.task = self.bar.add_task("building", total=total)
        self.bar.start()
        self.bar.update(self.task, completed=done)

    def pause(self) -> None:
        """Take it off the terminal, for something else is to be said there."""
        if self.status is not None:
            self.status.stop()
            self.status = None
        if self.bar is not None:
            self.bar.stop()

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.pause()


def _bar() -> Bar:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, SpinnerColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    return Bar(*columns, TimeRemainingColumn(), console=Console(stderr=True), transient=True)
