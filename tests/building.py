"""An outline → both files and the Pages that they were written from, by the same walk that users take."""

from __future__ import annotations

import contextlib
import datetime
import os
import pickle
import shutil
import tempfile
from pathlib import Path

from deckgen.build import BuildResult, write_files
from deckgen.compile import Options, Services, compile_file
from deckgen.layout.pages import Pages
from deckgen.structs import Struct, replace
from deckgen.theme.files import theme_names
from tests import tools

OUTLINES = tuple(sorted((tools.ROOT / "outlines").glob("*.yaml")))
DECKS = tuple(sorted((tools.ROOT / "tests" / "decks").glob("*.yaml")))

CASES = (
    *((outline, None) for outline in OUTLINES),
    *((deck, theme) for deck in DECKS for theme in theme_names()),
)
"""What is looked at as it is shown: the examples in their own theme, the tests' decks in every one."""

NOW = datetime.datetime(2026, 11, 23, 9, 30)

_OWN = tempfile.TemporaryDirectory(prefix="deckgen-tests-")
KEPT = Path(os.environ.get("DECKGEN_TESTS_KEPT", _OWN.name))
"""The folder for what need not be done again, shared by all processes of a run; `conftest.py` makes it and
takes it away."""

SERVICES = Services(KEPT / "answers")
"""What the tests compile with: what Pandoc has answered once is kept while they run."""


class Walked(Struct, frozen=True):
    """What came of an outline: the places of everything, and the two files."""

    pages: Pages
    deck: Path
    show: Path
    built: BuildResult


def case_name(case: tuple[Path, str | None]) -> str:
    """Return what a case is called among the tests."""
    outline, theme = case
    return f"{outline.stem} in {theme}" if theme else outline.stem


def walk(
    outline: Path,
    folder: Path,
    theme: str | None = None,
    *,
    dark: bool = False,
    comfort: bool = False,
) -> Walked:
    """Build both files of an outline into a folder; `theme` overrides its own. Raises `DeckgenError`.

    What Pandoc has answered once in a run of the tests is kept, as between a user's builds, and so is what
    comes of the outlines that are the project's own: many tests look at the same files.
    """
    options = Options(outline, folder=folder, theme=theme, dark=dark, comfort=comfort)
    folder.mkdir(parents=True, exist_ok=True)
    if outline.parent not in (OUTLINES[0].parent, DECKS[0].parent):
        return _walked(options)
    kept = KEPT / f"{outline.stem}-{theme}-{dark}-{comfort}"
    if not kept.is_dir():
        _keep(_walked(replace(options, folder=_made(kept.with_name(f"{kept.name}-{os.getpid()}")))), kept)
    for file in (f"{outline.stem}.pptx", f"{outline.stem}.html"):
        shutil.copy(kept / file, folder)
    found: Walked = pickle.loads((kept / "walked").read_bytes())
    return replace(found, deck=folder / found.deck.name, show=folder / found.show.name)


def _made(folder: Path) -> Path:
    folder.mkdir()
    return folder


def _keep(walked: Walked, kept: Path) -> None:
    """Keep what came of an outline of the project's own, which no test changes, for all others."""
    made = walked.deck.parent
    (made / "walked").write_bytes(pickle.dumps(walked))
    # Where another process was faster, its folder is as good.
    with contextlib.suppress(OSError):
        made.rename(kept)


def _walked(options: Options) -> Walked:
    compiled = compile_file(options, SERVICES)
    built = write_files(compiled, options, SERVICES, now=NOW)
    assert compiled.pages is not None
    assert options.folder is not None
    folder, stem = Path(options.folder), Path(options.path).stem
    return Walked(compiled.pages, folder / f"{stem}.pptx", folder / f"{stem}.html", built)
