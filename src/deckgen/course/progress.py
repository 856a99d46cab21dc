"""What a terminal shows while outlines are built."""

from __future__ import annotations

import sys
import time
from types import TracebackType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.status import Status

PATIENCE = 0.6
"""Seconds of silence before a terminal shows what goes on."""


class Progress:
    """Says on a terminal what goes on, once that has taken longer than a moment."""

    def __init__(self, *, quiet: bool) -> None:
        self.silent = quiet or not sys.stderr.isatty()
        self.start = time.monotonic()
        self.status: Status | None = None

    def __enter__(self) -> Progress:
        return self

    def __call__(self, phase: str) -> None:
        """Show what goes on now."""
        if self.silent or time.monotonic() - self.start < PATIENCE:
            return
        if self.status is None:
            from rich.console import Console

            self.status = Console(stderr=True).status(phase)
            self.status.start()
        self.status.update(f"{phase} …")

    def pause(self) -> None:
        """Take it off the terminal, for something else is to be said there."""
        if self.status is not None:
            self.status.stop()
            self.status = None

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.pause()
