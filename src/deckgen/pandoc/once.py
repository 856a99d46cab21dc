"""A whole document → what Pandoc makes of it, in a process of its own, on a leash like the other's."""

from __future__ import annotations

import contextlib
import os
import subprocess
import threading
from collections.abc import Mapping, Sequence
from typing import IO

from deckgen.diagnostics import DeckgenError, error
from deckgen.pandoc.process import ANEW, Answer, end_in_time, find_pandoc, in_one_line, leash
from deckgen.structs import Struct

_MORE_ON_THE_CLOCK = 1.4
"""How many times its seconds of the processor it may take where others are at work, too."""

_OUT_OF_TIME = 24
"""The signal by which the system ends a process that has used up its seconds (SIGXCPU); Windows has none."""

_LONGEST_COMPLAINT = 100_000
_CHUNK = 1 << 16


class Leash(Struct, frozen=True):
    """What Pandoc may take for a document: seconds of the processor, megabytes of memory, bytes to answer."""

    seconds: float
    megabytes: int
    most_bytes: int = 1 << 30


def converted(
    arguments: Sequence[str],
    data: bytes,
    bounds: Leash,
    *,
    environment: Mapping[str, str] | None = None,
) -> Answer:
    """Return what Pandoc writes when it is given a document; it sees no other file, and no network.

    Its memory is bounded where it is the one that came with deckgen. Raises `DeckgenError` where there is no
    Pandoc, or it cannot be started.
    """
    program = find_pandoc()
    command = (program, *leash(program, bounds.megabytes), "--sandbox", *arguments)
    pipe = subprocess.PIPE
    flags = getattr(subprocess, "CREATE_NO_WINDOW", 0)
    try:
        process = subprocess.Popen(
            command,
            stdin=pipe,
            stdout=pipe,
            stderr=pipe,
            env={**os.environ, **(environment or {})},
            creationflags=flags,
        )
    except OSError as problem:
        raise DeckgenError(
            error(f"Pandoc cannot be started: {problem.strerror}", None, f"it is {program}", ANEW)
        ) from None
    end_in_time(process.pid, bounds.seconds)
    return _answer(process, data, bounds)


def _answer(process: subprocess.Popen[bytes], data: bytes, bounds: Leash) -> Answer:
    """Give a process its document and take what it makes; it has ended when this returns or raises."""
    assert process.stdin
    assert process.stdout
    assert process.stderr
    said: list[bytes] = []
    threads = (
        threading.Thread(target=_give, args=(process.stdin, data), daemon=True),
        threading.Thread(target=_hear, args=(process.stderr, said), daemon=True),
    )
    late = threading.Event()

    def give_up() -> None:
        late.set()
        process.kill()

    patience = threading.Timer(bounds.seconds * _MORE_ON_THE_CLOCK, give_up)
    output, code = b"", 0
    try:
        for one in (*threads, patience):
            one.start()
        output = process.stdout.read(bounds.most_bytes + 1)
        if len(output) <= bounds.most_bytes:
            code = process.wait()  # it has closed its output, and the timer still runs
    finally:
        patience.cancel()
        process.kill()
        process.wait()
        for one in threads:
            one.join()
        process.stdout.close()
    if late.is_set() or code == -_OUT_OF_TIME:
        return Answer(b"", f"it did not answer within {bounds.seconds:g} seconds", failed=True)
    if len(output) > bounds.most_bytes:
        return Answer(b"", f"it comes to more than {bounds.most_bytes // 1_000_000} MB", failed=True)
    if not code:
        return Answer(output)
    why = in_one_line(b"".join(said).decode("utf-8", "replace"))
    if "heap exhausted" in why.lower():
        why = f"it needs more than {bounds.megabytes} MB of memory"
    return Answer(b"", why or f"it ended with {code}", failed=True)


def _give(pipe: IO[bytes], data: bytes) -> None:
    with contextlib.suppress(OSError), pipe:
        pipe.write(data)


def _hear(pipe: IO[bytes], said: list[bytes]) -> None:
    """Take what a process complains of; of very much only the beginning is kept."""
    with pipe:
        said.append(pipe.read(_LONGEST_COMPLAINT))
        while pipe.read(_CHUNK):
            pass
