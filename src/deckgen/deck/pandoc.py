"""Pandoc as a process of its own: where it is, how it is fed beside the other work, what it answers."""

from __future__ import annotations

import contextlib
import hashlib
import importlib.util
import os
import shutil
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from deckgen.diagnostics import Refused, error

if TYPE_CHECKING:
    import subprocess

PATIENCE = 120.0
"""Seconds after which Pandoc is given up."""

ANEW = "install the one that belongs to deckgen: python -m pip install pypandoc_binary"


@dataclass(frozen=True, slots=True)
class Answer:
    """What a process gave: its output, what it said besides, and its exit code."""

    output: bytes
    said: str
    code: int

    @property
    def complaint(self) -> str:
        """What it said, warnings left out, in one line."""
        lines = (line.strip() for line in self.said.splitlines())
        return " ".join(line for line in lines if line and not line.startswith("["))[:400]


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
    """A Pandoc process that is fed and read beside the other work. It sees no file and no network."""

    def __init__(self, program: str, arguments: tuple[str, ...], sent: bytes) -> None:
        import subprocess

        flags = subprocess.CREATE_NO_WINDOW if os.name == "nt" else 0  # type: ignore[attr-defined,unused-ignore]
        pipe = subprocess.PIPE
        try:
            self._process: subprocess.Popen[bytes] = subprocess.Popen(
                (program, "--sandbox", *arguments), stdin=pipe, stdout=pipe, stderr=pipe, creationflags=flags
            )
        except OSError as problem:
            raise Refused(
                error(f"Pandoc cannot be started: {problem.strerror}", None, f"it is {program}")
            ) from None
        self._sent = sent
        self._received = b""
        self._said = b""
        self._slow = False
        self._thread = threading.Thread(target=self._talk, daemon=True)
        self._thread.start()

    def _talk(self) -> None:
        import subprocess

        try:
            self._received, self._said = self._process.communicate(self._sent, PATIENCE)
        except subprocess.TimeoutExpired:
            self._slow = True
            self._process.kill()
            self._process.communicate()
        except (OSError, ValueError) as problem:
            self._said = str(problem).encode()
            self._process.kill()

    def result(self) -> Answer:
        """Wait for the answer; raises `Refused` where there is none in time or the program is too old."""
        self._thread.join()
        if self._slow:
            raise Refused(error(f"Pandoc did not format the citations within {PATIENCE:.0f} seconds"))
        answer = Answer(self._received, self._said.decode("utf-8", "replace"), self._process.returncode)
        words = answer.complaint.lower()
        if answer.code and "option" in words and ("citeproc" in words or "sandbox" in words):
            raise Refused(error("this Pandoc is too old: it does not know citeproc", None, ANEW))
        return answer

    def close(self) -> None:
        """End the process where it is still running."""
        if self._process.poll() is None:
            self._process.kill()
        self._thread.join()


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
