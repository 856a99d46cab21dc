"""A whole document → what Pandoc makes of it, in a process of its own, on a leash like the other's."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping, Sequence

from deckgen.diagnostics import DeckgenError, error
from deckgen.pandoc.process import ANEW, Answer, find_pandoc, in_one_line, leash


def converted(
    arguments: Sequence[str],
    data: bytes,
    *,
    seconds: float,
    megabytes: int,
    environment: Mapping[str, str] | None = None,
) -> Answer:
    """Return what Pandoc writes when it is given a document; it sees no other file, and no network.

    It may take so many seconds and, where it is the one that came with deckgen, so many megabytes of memory.
    Raises `DeckgenError` where there is no Pandoc, or it cannot be started.
    """
    program = find_pandoc()
    command = (program, *leash(program, megabytes), "--sandbox", *arguments)
    try:
        done = subprocess.run(
            command,
            input=data,
            capture_output=True,
            timeout=seconds,
            env={**os.environ, **(environment or {})},
            check=False,
        )
    except subprocess.TimeoutExpired:
        return Answer(b"", f"it did not answer within {seconds:.0f} seconds", failed=True)
    except OSError as problem:
        raise DeckgenError(
            error(f"Pandoc cannot be started: {problem.strerror}", None, f"it is {program}", ANEW)
        ) from None
    if not done.returncode:
        return Answer(done.stdout)
    said = in_one_line(done.stderr.decode("utf-8", "replace"))
    if "heap exhausted" in said.lower():
        said = f"it needs more than {megabytes} MB of memory"
    return Answer(b"", said or f"it ended with {done.returncode}", failed=True)
