"""Pandoc as one process that answers question after question, beside the other work.

A build asks it to convert the formulas, and then to format the citations. Texts go in and come out through
pipes, a line each; `pandoc.lua` is what runs in the process. It is kept on a leash: a style or a formula
can keep Pandoc busy without end or have it take all memory, so it has a bound on both, and where it fails at
one question it is started anew for the next.
"""

from __future__ import annotations

import collections
import contextlib
import hashlib
import importlib.util
import json
import math
import os
import queue
import shutil
import threading
from pathlib import Path
from typing import IO, TYPE_CHECKING

from deckgen.diagnostics import DeckgenError, error
from deckgen.limits import PANDOC_BYTES_A_SECOND, PANDOC_MEGABYTES, PANDOC_SECONDS
from deckgen.project_files import special
from deckgen.structs import Struct

if TYPE_CHECKING:
    import subprocess

_MOST_BUSY = 900
"""Seconds of the processor after which the system ends it, should deckgen itself have been killed."""

_FAREWELL = 2.0
"""Seconds that it has to end by itself, which removes a file that it keeps in the temporary folder."""

ANEW = "install the one that belongs to deckgen: python -m pip install pypandoc_binary"


class Answer(Struct, frozen=True):
    """What came back for one question: the output, or, where that is empty, why there is none."""

    output: bytes
    complaint: str = ""
    failed: bool = False
    """Whether Pandoc ended or did not answer, so that its complaint need not be about the question."""


def find_pandoc() -> str:
    """Return the Pandoc that came with deckgen, or else the one on the path; raises `DeckgenError`."""
    package = importlib.util.find_spec("pypandoc")
    for folder in (package.submodule_search_locations or ()) if package else ():
        program = Path(folder, "files", "pandoc.exe" if os.name == "nt" else "pandoc")
        if program.is_file():
            return str(program)
    found = shutil.which("pandoc")
    if found:
        return found
    raise DeckgenError(error("citations need Pandoc, and it is not installed", None, ANEW))


class Pandoc:
    """A Pandoc process that is asked and answers beside the other work. It sees no file and no network.

    It is started by the first question: where none is asked, none is started, or even looked for.
    """

    def __init__(self) -> None:
        self._questions: queue.SimpleQueue[bytes] = queue.SimpleQueue()
        self._answers: queue.SimpleQueue[bytes] = queue.SimpleQueue()
        self._waiting: collections.deque[tuple[bytes, float]] = collections.deque()
        self._said = b""
        self._process: subprocess.Popen[bytes] | None = None
        self._threads: tuple[threading.Thread, ...] = ()

    @property
    def started(self) -> bool:
        """Whether anything has been asked, so that there is a process or has been one."""
        return self._process is not None

    @property
    def running(self) -> bool:
        """Whether the process is there to answer."""
        return self._process is not None and self._process.poll() is None

    def ask(self, form: str, text: bytes, patience: float | None = None) -> None:
        """Ask for a document's citations (`json`) or for formulas (`math`), in JSON without line ends.

        `patience` is in seconds, None: as long as a question of that length may take. Raises `DeckgenError`
        where there is no Pandoc.
        """
        if self._process is None:
            self._start(find_pandoc())
        question = form.encode() + b" " + text + b"\n"
        self._waiting.append((question, patience or PANDOC_SECONDS + len(text) / PANDOC_BYTES_A_SECOND))
        self._questions.put(question)

    def another(self) -> Pandoc:
        """Return a process of the same kind that has not been asked anything."""
        return Pandoc()

    def _start(self, program: str) -> None:
        import subprocess

        flags = subprocess.CREATE_NO_WINDOW if os.name == "nt" else 0  # type: ignore[attr-defined,unused-ignore]
        pipe = subprocess.PIPE
        command = (
            program,
            *leash(program, PANDOC_MEGABYTES),
            "lua",
            str(Path(__file__).with_name("pandoc.lua")),
        )
        try:
            process: subprocess.Popen[bytes] = subprocess.Popen(
                command, stdin=pipe, stdout=pipe, stderr=pipe, creationflags=flags
            )
        except OSError as problem:
            raise DeckgenError(
                error(f"Pandoc cannot be started: {problem.strerror}", None, f"it is {program}", ANEW)
            ) from None
        assert process.stdin
        assert process.stdout
        assert process.stderr
        self._process = process
        end_in_time(process.pid, _MOST_BUSY)
        asked, answers = self._questions, self._answers
        self._threads = (
            threading.Thread(target=self._write, args=(process.stdin, asked), daemon=True),
            threading.Thread(target=self._read, args=(process.stdout, answers), daemon=True),
            threading.Thread(target=self._hear, args=(process.stderr,), daemon=True),
        )
        for thread in self._threads:
            thread.start()

    def _write(self, pipe: IO[bytes], questions: queue.SimpleQueue[bytes]) -> None:
        with contextlib.suppress(OSError), pipe:
            while question := questions.get():
                pipe.write(question)
                pipe.flush()

    def _read(self, pipe: IO[bytes], answers: queue.SimpleQueue[bytes]) -> None:
        with pipe:
            while line := pipe.readline():
                answers.put(line)
        answers.put(b"")

    def _hear(self, pipe: IO[bytes]) -> None:
        with pipe:
            self._said = pipe.read()

    def answer(self) -> Answer:
        """Wait for the answer to the first question that has none yet.

        Where Pandoc ends or does not answer in time, that is the answer, and another process goes on with the
        questions after it. Raises `DeckgenError` where the program is too old.
        """
        _, patience = self._waiting.popleft()
        try:
            line = self._answers.get(timeout=patience)
        except queue.Empty:
            failed = Answer(b"", f"it did not answer within {patience:.0f} seconds", failed=True)
        else:
            if line:
                return _read_answer(line)
            failed = Answer(b"", self._last_words(), failed=True)
        self._go_on()
        return failed

    def _last_words(self) -> str:
        """Return why the process has ended without an answer; raises `DeckgenError` where it is too old."""
        import subprocess

        assert self._process
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(PANDOC_SECONDS)
        self._end()
        code = self._process.returncode
        said = in_one_line(self._said.decode("utf-8", "replace"))
        if "heap exhausted" in said.lower():
            return f"it needs more than {PANDOC_MEGABYTES} MB of memory"
        if code and "lua" in said.lower():
            raise DeckgenError(error("this Pandoc is too old: 3.2 is needed", None, ANEW))
        return said or f"it ended with {code}"

    def _go_on(self) -> None:
        """Have another process answer what has not been answered."""
        self._end()
        self._questions, self._answers = queue.SimpleQueue(), queue.SimpleQueue()
        if not self._waiting:
            return
        self._start(find_pandoc())
        for question, _ in self._waiting:
            self._questions.put(question)

    def close(self) -> None:
        """End the process where one is running: nothing more is asked."""
        if self._process is None:
            return
        if not self._waiting and self.running:
            # nothing is being worked at: the end of its input lets it tidy up
            import subprocess

            self._questions.put(b"")
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._process.wait(_FAREWELL)
        self._end()

    def _end(self) -> None:
        assert self._process
        self._questions.put(b"")
        self._process.kill()
        for thread in self._threads:
            thread.join()
        self._process.wait()


def leash(program: str, megabytes: int) -> tuple[str, ...]:
    """Return what bounds the memory of the Pandoc that came with deckgen; another may not take it."""
    if "pypandoc" not in Path(program).parts:
        return ()
    return "+RTS", f"-M{megabytes}m", "-RTS"


def end_in_time(process: int, seconds: float) -> None:
    """Have the system end a process that takes so much of the processor, where it can be asked to."""
    try:
        import resource

        most = math.ceil(seconds)
        resource.prlimit(process, resource.RLIMIT_CPU, (most, most + 1))
    except (ImportError, AttributeError, OSError, ValueError):
        return


def _read_answer(line: bytes) -> Answer:
    kind, _, said = line.rstrip().partition(b" ")
    if kind == b"yes":
        return Answer(said)
    try:
        return Answer(b"", in_one_line(str(json.loads(said))))
    except ValueError:
        return Answer(line)


def in_one_line(said: str) -> str:
    """Return what Pandoc said, without warnings and without the line of the user's that it points at."""
    lines = [line.strip() for line in said.splitlines()]
    lines = lines[:-2] if lines and lines[-1] == "^" else lines
    return " ".join(line for line in lines if line and not line.startswith("["))[:400]


def name_of(program: str, *contents: bytes) -> str:
    """Return the name under which a result is kept: all that it depends on, the program included."""
    found = os.stat(program)
    digest = hashlib.sha256(f"{program} {found.st_size} {found.st_mtime_ns}".encode())
    for content in contents:
        digest.update(len(content).to_bytes(8, "big"))
        digest.update(content)
    return digest.hexdigest()[:40]


_BINARY = getattr(os, "O_BINARY", 0)  # of Windows, which would write line ends of its own


def keep(path: Path, body: bytes, mode: int = 0o666) -> None:
    """Keep a result; where the folder cannot be written, nothing is kept. `mode` is for those who may."""
    new = path.with_name(f"{path.name}.{os.getpid()}.new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with open(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | _BINARY, mode), "wb") as file:
            file.write(hashlib.sha256(body).hexdigest().encode() + b"\n" + body)
        os.replace(new, path)
    except OSError:
        with contextlib.suppress(OSError):
            new.unlink()


def kept(path: Path) -> bytes | None:
    """Return the result kept at a path, None where there is none or a crash or a disk has damaged it."""
    try:
        digest, _, body = (b"" if special(path) else path.read_bytes()).partition(b"\n")
    except OSError:
        return None
    return body if hashlib.sha256(body).hexdigest().encode() == digest else None
