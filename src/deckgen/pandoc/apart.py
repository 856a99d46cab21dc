"""Work on what a stranger made → what comes of it, in a process of its own that may take so much.

Whatever is asked of it, it ends and takes nothing with it, and meanwhile Ctrl-C is heard. The work is a file
that is run as a program by `bounded.py`: it reads what it is given from its standard input, writes what it
makes to its standard output, and imports nothing of deckgen.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from deckgen.structs import Struct


class Bounds(Struct, frozen=True):
    """What work may take: seconds of the processor and megabytes of memory.

    `patience` are seconds on the clock: the bound where the system counts none of the processor.
    """

    seconds: int
    megabytes: int
    patience: float


def done_apart(
    work: Path, data: bytes, bounds: Bounds, arguments: Sequence[str] = ()
) -> subprocess.CompletedProcess[bytes]:
    """Return how a file's work on some data ended, and what it wrote.

    Raises `OSError` where it cannot be started, and `subprocess.TimeoutExpired` where it takes too long.
    """
    program = str(Path(__file__).with_name("bounded.py").resolve())
    command = [sys.executable, "-P", program, str(bounds.seconds), str(bounds.megabytes), str(work.resolve())]
    flags = getattr(subprocess, "CREATE_NO_WINDOW", 0)
    return subprocess.run(
        [*command, *arguments],
        input=data,
        capture_output=True,
        timeout=bounds.patience,
        check=False,
        creationflags=flags,
    )
