"""A process that may take so much time and memory: it bounds itself, then runs the file that it is given.

    python bounded.py SECONDS MEGABYTES FILE [ARGUMENT ...]

It imports nothing of deckgen, so that it begins at once.
"""

from __future__ import annotations

import runpy
import sys


def set_bounds(seconds: int, megabytes: int) -> None:
    """Have the system end this process where it takes too much; Windows knows no such bounds."""
    try:
        import resource
    except ImportError:
        return
    for kind, most in (
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_AS, megabytes << 20),
        (resource.RLIMIT_CORE, 0),
    ):
        try:
            resource.setrlimit(kind, (most, most))
        except (OSError, ValueError):
            continue


if __name__ == "__main__":
    set_bounds(*map(int, sys.argv[1:3]))
    sys.argv = sys.argv[3:]
    runpy.run_path(sys.argv[0], run_name="__main__")
