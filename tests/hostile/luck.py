"""What may befall a build at each of its file operations: it is killed, interrupted, or the disk is full.

Python tells of each operation before it happens (`sys.addaudithook`), so a moment is the number of an
operation and not a time: the same on any machine.
"""

from __future__ import annotations

import errno
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path

TELLING = ("open", "os.rename", "os.link", "os.remove", "os.mkdir", "os.chmod")
"""The operations that are told of."""

Befall = Callable[[], None]


def kill() -> None:
    """End the process at once."""
    os.kill(os.getpid(), signal.SIGKILL)


def interrupt() -> None:
    """Do as Ctrl-C does."""
    signal.raise_signal(signal.SIGINT)


def fill_the_disk() -> None:
    """Refuse the operation, as a full disk does."""
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def forbid() -> None:
    """Refuse the operation, as a folder does that is read-only."""
    raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))


def at(moment: int, folder: Path, befall: Befall, *, writing: bool = False, lasting: bool = False) -> Befall:
    """Return what makes something befall this process at its n-th operation in a folder, from 0.

    `writing` counts only those that change something; a `lasting` fault stays for all operations after it.
    """
    home = str(folder)

    def plant() -> None:
        seen = 0

        def hook(event: str, given: tuple[object, ...]) -> None:
            nonlocal seen
            if event not in TELLING or not str(given[0]).startswith(home):
                return
            if writing and event == "open" and not _writes(given):
                return
            seen += 1
            if seen == moment + 1 or (lasting and seen > moment):
                befall()

        sys.addaudithook(hook)

    return plant


def _writes(given: tuple[object, ...]) -> bool:
    """Tell whether a file is opened for writing: by Python's mode, or by the flags of the system."""
    flags = given[2] if len(given) > 2 and isinstance(given[2], int) else 0
    return bool(flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT))
