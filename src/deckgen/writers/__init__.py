"""Pages → bytes, or pieces of them: functions in a table, by the name of the file they make.

They decide nothing.
"""

from __future__ import annotations

import importlib
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from deckgen.diagnostics import DeckgenError, error
from deckgen.structs import Struct
from deckgen.structs.pieces import Pieces
from deckgen.writers.generation import Generation

if TYPE_CHECKING:
    from deckgen.layout.pages import Pages


class Handout(Struct, frozen=True):
    """How sheets of paper are filled.

    A handout's with so many slides, and with the notes of one or two; guided notes with `hints` for the words
    that are left out: `bank` lists them, `letters` gives the first of each. `large` is for large print.
    """

    per_page: int = 1
    notes: bool = True
    hints: str = ""
    large: bool = False


HINTS = ("bank", "letters")
"""What guided notes may tell of the words that they leave out."""


PER_PAGE = (1, 2, 3, 6)
"""How many slides a sheet of a handout can hold."""


class Writer(Struct, frozen=True):
    """One kind of file that deckgen makes; its room is imported when it is first used.

    `printed_from` names the kind that this one is printed from, None where it is written directly.
    `in_sheets` says that its function is given how the sheets of a handout are filled.
    """

    suffix: str
    room: str
    function: str
    printed_from: str | None = None
    in_sheets: bool = False

    def load(self, cache: Path | None = None) -> None:
        """Import the room and let it prepare, so that the time it takes is spent while other work goes on.

        `cache` is the folder in which it may keep what it has prepared, None: nowhere. Raises `DeckgenError`
        where something that the room needs is not installed.
        """
        if self.printed_from:
            WRITERS[self.printed_from].load(cache)
        room = importlib.import_module(self.room)
        if hasattr(room, "prepare"):
            room.prepare(cache)

    def write(self, pages: Pages, handout: Handout | None = None) -> bytes:
        """Return the pages as a file of this kind; see `pieces`."""
        return bytes(self.pieces(pages, handout))

    def pieces(self, pages: Pages, handout: Handout | None = None) -> bytes | Pieces:
        """Return the pages as a file of this kind; `handout` tells how its sheets are filled, None: as usual.

        Raises `DeckgenError` where a program it needs fails.
        """
        write = getattr(importlib.import_module(self.room), self.function)
        printed = (WRITERS[self.printed_from].pieces(pages),) if self.printed_from else ()
        made: bytes | Pieces = write(pages, *printed, *((handout or Handout(),) if self.in_sheets else ()))
        return made

    def generation_of(self, data: bytes | Path) -> Generation:
        """Tell whether a file of this kind, given by its bytes or its place, is still as deckgen wrote it.

        Raises `OSError` where it is not there, or nobody may read it.
        """
        found: Generation = importlib.import_module(self.room).generation_of(data)
        return found


WRITERS = {
    "pptx": Writer(".pptx", "deckgen.writers.pptx", "pptx_pieces"),
    "html": Writer(".html", "deckgen.writers.html", "html_pieces"),
    "pdf": Writer(".pdf", "deckgen.writers.pdf", "write_pdf", printed_from="html"),
    "handout": Writer("-handout.pdf", "deckgen.writers.pdf", "write_handout", "html", in_sheets=True),
    "guided": Writer("-guided.pdf", "deckgen.writers.pdf", "write_guided", in_sheets=True),
    "guided-docx": Writer("-guided.docx", "deckgen.writers.pdf", "write_guided_docx", in_sheets=True),
    "guided-key": Writer("-guided-key.pdf", "deckgen.writers.pdf", "write_key", in_sheets=True),
    "cards": Writer("-cards.pdf", "deckgen.writers.pdf", "write_cards", in_sheets=True),
    "script": Writer("-script.pdf", "deckgen.writers.pdf", "write_script", in_sheets=True),
}
"""What `--to` names → its writer, in the order in which they are written."""

USUAL = ("pptx", "html")
"""What a build makes where nothing else is asked for."""


def formats_of(to: str | Sequence[str]) -> tuple[str, ...]:
    """Return the kinds of files that are named, in the order of writing.

    Raises `DeckgenError` where one is not known, or none is named.
    """
    given = to.split(",") if isinstance(to, str) else to
    names = [name.strip().lower() for name in given if name.strip()]
    known = ", ".join(name for name in WRITERS if "-" not in name)
    for name in names:
        if name not in WRITERS:
            raise DeckgenError(error(f'"{name}" is not one of {known}', None, "for instance: pptx,html"))
    if not names:
        raise DeckgenError(error(f"name at least one of {known}", None, "for instance: pptx,html"))
    # Guided notes come as a PDF and as a document, with their key.
    return tuple(name for name in WRITERS if name in names or name.partition("-")[0] in names)
