"""An outline → both files and the Pages that they were written from, by the same walk that users take."""

from __future__ import annotations

import datetime
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from unittest import mock

from deckgen.build import Built, Order, build
from deckgen.layout.pages import Pages
from deckgen.theme.files import theme_names
from deckgen.writers import WRITERS, Writer
from tests import tools

OUTLINES = tuple(sorted((tools.ROOT / "outlines").glob("*.yaml")))
DECKS = tuple(sorted((tools.ROOT / "tests" / "decks").glob("*.yaml")))

CASES = (
    *((outline, None) for outline in OUTLINES),
    *((deck, theme) for deck in DECKS for theme in theme_names()),
)
"""What is looked at as it is shown: the examples in their own theme, the tests' decks in every one."""

NOW = datetime.datetime(2026, 11, 23, 9, 30)

KEPT = tempfile.TemporaryDirectory(prefix="deckgen-tests-")
"""The folder for what the next build need not do again; it goes when the tests end."""


@dataclass(frozen=True, slots=True)
class Walked:
    """What came of an outline: the places of everything, and the two files."""

    pages: Pages
    deck: Path
    show: Path
    built: Built


@dataclass(slots=True)
class _Listener:
    """A writer that remembers what it was given."""

    writer: Writer
    heard: list[Pages] = field(default_factory=list)

    def __getattr__(self, name: str) -> object:
        return getattr(self.writer, name)

    def write(self, pages: Pages) -> bytes:
        self.heard.append(pages)
        return self.writer.write(pages)


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
    """Build both files of an outline into a folder; `theme` overrides its own. Raises `Refused`.

    What Pandoc has answered once in a run of the tests is kept, as between a user's builds.
    """
    folder.mkdir(parents=True, exist_ok=True)
    listeners = {name: _Listener(writer) for name, writer in WRITERS.items()}
    with mock.patch("deckgen.build.WRITERS", listeners):
        order = Order(outline, folder=folder, theme=theme, dark=dark, comfort=comfort, cache=Path(KEPT.name))
        built = build(order, NOW)
    (pages,) = {id(heard): heard for one in listeners.values() for heard in one.heard}.values()
    return Walked(pages, folder / f"{outline.stem}.pptx", folder / f"{outline.stem}.html", built)
