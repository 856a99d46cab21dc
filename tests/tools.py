"""The programs and packages that tests look through a deck with: from a name to something callable.

Each is found on this machine or not; what is not found raises `Missing` with the reason in plain words,
which the fixtures in `conftest.py` turn into a skip.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

CHROMIUM_FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)

TWINS = {
    "Calibri": "Carlito",
    "Arial": "Liberation Sans",
    "Times New Roman": "Liberation Serif",
    "Courier New": "Liberation Mono",
}
"""The faces that themes name, and the free ones of the same widths."""


class Missing(Exception):
    """A tool is not on this machine; the message says which and how to get it."""


def program(*names: str) -> Path:
    """Return the first of these programs that is on the path. Raises Missing."""
    for name in names:
        found = shutil.which(name)
        if found:
            return Path(found)
    raise Missing(f"{names[0]} is not installed")


def npm_package(name: str) -> Path:
    """Return the folder of an npm package, in the checkout or under $DECKGEN_TOOLS. Raises Missing."""
    homes = [ROOT, *(Path(home) for home in [os.environ.get("DECKGEN_TOOLS")] if home)]
    for home in homes:
        folder = home / "node_modules" / name
        if folder.is_dir():
            return folder
    raise Missing(f"the npm package {name} is not installed: npm install --no-save {name}")


def font_file(family: str, *, bold: bool = False, italic: bool = False) -> Path:
    """Return the file of a face or of its twin, as fontconfig knows it. Raises Missing."""
    wanted = TWINS.get(family, family)
    pattern = f"{wanted}:weight={200 if bold else 80}:slant={100 if italic else 0}"
    command = [str(program("fc-match")), "--format=%{family}\n%{file}", pattern]
    answer = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    found, _, file = answer.partition("\n")
    if wanted not in found.split(","):
        raise Missing(f"the font {wanted} is not installed")
    return Path(file)


@dataclass(frozen=True, slots=True)
class Office:
    """LibreOffice with a profile of its own, so that several can run at once."""

    program: Path
    profile: Path
    output: Path

    def __call__(self, deck: Path | bytes) -> Path:
        """Return the PDF that LibreOffice makes of a deck; a start that fails is tried once more."""
        self.output.mkdir(parents=True, exist_ok=True)
        source = self._file(deck)
        folder = self.output / f"pdf-{len(list(self.output.iterdir()))}"
        answers = []
        for _ in range(2):
            answers.append(self._convert(source, folder))
            made = folder / f"{source.stem}.pdf"
            if made.is_file():
                return made
        raise AssertionError("LibreOffice made no PDF:\n" + "\n".join(answers))

    def _file(self, deck: Path | bytes) -> Path:
        if isinstance(deck, Path):
            return deck
        source = self.output / f"deck-{len(list(self.output.iterdir()))}.pptx"
        source.write_bytes(deck)
        return source

    def _convert(self, source: Path, folder: Path) -> str:
        command = [
            str(self.program),
            f"-env:UserInstallation={self.profile.as_uri()}",
            "--headless",
            "--norestore",
            "--convert-to",
            "pdf",
            "--outdir",
            str(folder),
            str(source),
        ]
        try:
            done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)
        except subprocess.TimeoutExpired:
            return "no answer within 300 s"
        return done.stdout + done.stderr


@dataclass(frozen=True, slots=True)
class OoxmlValidator:
    """The Open XML SDK's validator, which judges a file as Office's own schemas do."""

    node: Path
    script: Path

    def __call__(self, deck: Path) -> list[str]:
        """Return what is wrong with a file, an error a line: part, place, complaint."""
        command = [str(self.node), str(self.script), str(deck)]
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)
        if done.returncode not in (0, 1):
            raise AssertionError(f"the validator could not run: {done.stdout}{done.stderr}")
        verdict = json.loads(done.stdout)
        return [
            f"{one.get('path', '')} {one.get('xPath', '')}: {one['description']}" for one in verdict["errors"]
        ]
