"""A file → what is found in it, whichever kind it is; what cannot be read is refused with a message."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from deckgen.check.access.deck import read_deck
from deckgen.check.access.pdf import read_pdf
from deckgen.check.access.rules import Reading
from deckgen.check.access.show import read_show
from deckgen.diagnostics import DeckgenError, Diagnostic, error
from deckgen.project_files import FileKind, read_project_file
from deckgen.writers.pptx.package import UNREADABLE

FILE = FileKind("file", 400_000_000)
"""A deck, a show or a PDF: recordings make them large."""

READERS: dict[str, Callable[[bytes], Reading]] = {
    ".pptx": read_deck,
    ".potx": read_deck,
    ".ppsx": read_deck,
    ".pptm": read_deck,
    ".html": read_show,
    ".htm": read_show,
    ".pdf": read_pdf,
}
"""How a file's name ends → what reads it."""


def is_file_to_read(path: Path) -> bool:
    """Tell whether a file is checked as it lies, and is no outline."""
    return path.suffix.lower() in READERS


def read_access(path: Path) -> Reading:
    """Return what keeps people from reading a file. Raises `DeckgenError` where it cannot be read."""
    data = read_project_file(path, FILE, str(path))
    if isinstance(data, Diagnostic):
        raise DeckgenError(data)
    try:
        return READERS[path.suffix.lower()](data)
    except DeckgenError:
        raise
    except (*UNREADABLE, AttributeError, IndexError, TypeError, RecursionError) as problem:
        raise DeckgenError(
            error(
                f'"{path.name}" is damaged and cannot be read',
                None,
                f"what was found wrong: {type(problem).__name__} {problem}",
                "open it in the program it was made with, and save it again",
            )
        ) from None
