"""Pandoc as one process that answers question after question, beside the other work.

A build asks it to read each file of references that has changed, and then to format the citations. Texts go
in and come out through pipes, a line each; `pandoc.lua` is what runs in the process.
"""

from __future__ import annotations

import contextlib
import hashlib
import importlib.util
import json
import os
import queue
import shutil
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING

from deckgen.diagnostics import Refused, error

if TYPE_CHECKING:
    import subprocess

PATIENCE = 120.0
"""Seconds after which an answer is no longer waited for."""

ANEW = "install the one that belongs to deckgen: python -m pip install pypandoc_binary"


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back for one question: the output, or, where that is empty, why there is none."""

    output: bytes
    complaint: str = ""


def find_pandoc() -> str:
    """Return the Pandoc that came with deckgen, or else the one on the path; raises `Refused`."""
    package = importlib.util.find_spec("pypandoc")
    for folder in (package.submodule_search_locations or ()) if package else ():
        program = Path(folder, "files", "pandoc.exe" if os.name == "nt" else "pandoc")
        if program.is_file():
            return str(program)
    found = shutil.which("pandoc")
    if found:
        return found
    raise Refused(error("citations need Pandoc, and it is not installed", None, ANEW))


class Pandoc:
    """A Pandoc process that is asked and answers beside the other work. It sees no file and no network.

    It is started by the first question: where none is asked, none is started, or even looked for.
    """

    def __init__(self) -> None:
        self._questions: queue.SimpleQueue[bytes] = queue.SimpleQueue()
        self._answers: queue.SimpleQueue[bytes] = queue.SimpleQueue()
        self._said = b""
        self._process: subprocess.Popen[bytes] | None = None
        self._threads: tuple[threading.Thread, ...] = ()

    def ask(self, form: str, text: bytes) -> None:
        """Ask for a text of references in a form that Pandoc reads, a document (`json`) or formulas (`math`).

        Raises `Refused` where there is no Pandoc.
        """
        if self._process is None:
            self._start(find_pandoc())
        line = text if form in ("json", "math") else json.dumps(text.decode("utf-8")).encode()
        self._questions.put(form.encode() + b" " + line + b"\n")

    def _start(self, program: str) -> None:
        import subprocess

        flags = subprocess.CREATE_NO_WINDOW if os.name == "nt" else 0  # type: ignore[attr-defined,unused-ignore]
        pipe = subprocess.PIPE
        command = (program, "lua", str(Path(__file__).with_name("pandoc.lua")))
        try:
            process: subprocess.Popen[bytes] = subprocess.Popen(
                command, stdin=pipe, stdout=pipe, stderr=pipe, creationflags=flags
            )
        except OSError as problem:
            raise Refused(
                error(f"Pandoc cannot be started: {problem.strerror}", None, f"it is {program}")
            ) from None
        assert process.stdin
        assert process.stdout
        assert process.stderr
        self._process = process
        self._threads = (
            threading.Thread(target=self._write, args=(process.stdin,), daemon=True),
            threading.Thread(target=self._read, args=(process.stdout,), daemon=True),
            threading.Thread(target=self._hear, args=(process.stderr,), daemon=True),
        )
        for thread in self._threads:
            thread.start()

    def _write(self, pipe: IO[bytes]) -> None:
        with contextlib.suppress(OSError), pipe:
            while question := self._questions.get():
                pipe.write(question)
                pipe.flush()

    def _read(self, pipe: IO[bytes]) -> None:
        with pipe:
            while line := pipe.readline():
                self._answers.put(line)
        self._answers.put(b"")

    def _hear(self, pipe: IO[bytes]) -> None:
        with pipe:
            self._said = pipe.read()

    def answer(self) -> Answer:
        """Wait for the answer to the first question that has none yet.

        Raises `Refused` where there is none in time or the program is too old.
        """
        try:
            line = self._answers.get(timeout=PATIENCE)
        except queue.Empty:
            self.close()
            raise Refused(error(f"Pandoc did not answer within {PATIENCE:.0f} seconds")) from None
        if not line:
            self._answers.put(b"")
            return self._ended()
        kind, _, said = line.rstrip().partition(b" ")
        if kind == b"yes":
            return Answer(said)
        try:
            return Answer(b"", _in_one_line(str(json.loads(said))))
        except ValueError:
            return Answer(line)

    def _ended(self) -> Answer:
        """Return why the process has ended without an answer; raises `Refused` where it is too old."""
        import subprocess

        assert self._process
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(PATIENCE)
        self.close()
        code = self._process.returncode
        said = _in_one_line(self._said.decode("utf-8", "replace"))
        if code and "lua" in said.lower():
            raise Refused(error("this Pandoc is too old: 3.2 is needed", None, ANEW))
        return Answer(b"", said or f"it ended with {code}")

    def close(self) -> None:
        """End the process where one is running: nothing more is asked."""
        if self._process is None:
            return
        self._questions.put(b"")
        self._process.kill()
        for thread in self._threads:
            thread.join()
        self._process.wait()


def _in_one_line(said: str) -> str:
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


def keep(path: Path, body: bytes) -> None:
    """Keep a result; where the folder cannot be written, nothing is kept."""
    new = path.with_name(f"{path.name}.{os.getpid()}.new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        new.write_bytes(hashlib.sha256(body).hexdigest().encode() + b"\n" + body)
        os.replace(new, path)
    except OSError:
        with contextlib.suppress(OSError):
            new.unlink()


def kept(path: Path) -> bytes | None:
    """Return the result kept at a path, None where there is none or a crash or a disk has damaged it."""
    try:
        digest, _, body = path.read_bytes().partition(b"\n")
    except OSError:
        return None
    return body if hashlib.sha256(body).hexdigest().encode() == digest else None
