"""The command's first moment, which `deckgen` and `python -m deckgen` share.

Whatever takes time is imported here and not above, so that Ctrl-C is obeyed from the first moment: an
interrupt amid imports would end in Python's traceback, or be swallowed by what is being imported.
"""

import gc
import os
import signal
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import FrameType
    from typing import NoReturn

STOPPED = 130  # as `deckgen.cli` says it, whose import is what takes the time


def main() -> "NoReturn":
    """Run the command and leave the process at once, its output flushed."""
    gc.disable()
    # Where the shell has interrupts ignored, as for what runs in the background, they stay so.
    listens = signal.getsignal(signal.SIGINT) is signal.default_int_handler
    if listens:
        signal.signal(signal.SIGINT, _leave)
    from deckgen.cli import run

    try:
        if listens:
            signal.signal(signal.SIGINT, signal.default_int_handler)
        code = run(sys.argv[1:])
        signal.signal(signal.SIGINT, signal.SIG_IGN)
    except KeyboardInterrupt:  # a moment before `run` listens, or after
        code = STOPPED
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (OSError, ValueError):
            code = code or 1
    os._exit(code)


def _leave(_number: int, _frame: "FrameType | None") -> "NoReturn":
    """End the process before anything has been read or written."""
    try:
        os.write(2, b"stopped; nothing has been changed\n")
    finally:
        os._exit(STOPPED)


if __name__ == "__main__":
    main()
