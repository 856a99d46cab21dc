"""Pages → bytes: functions in a table, by the name of the file they make. They decide nothing."""

from __future__ import annotations

import importlib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from deckgen.writers.generation import Generation

if TYPE_CHECKING:
    from deckgen.layout.pages import Pages


@dataclass(frozen=True, slots=True)
class Writer:
    """One kind of file that deckgen makes; its room is imported when it is first used.

    `printed_from` names the kind that this one is printed from, None where it is written directly.
    """

    suffix: str
    room: str
    function: str
    printed_from: str | None = None

    def load(self, cache: Path | None = None) -> None:
        """Import the room and let it prepare, so that the time it takes is spent while other work goes on.

        `cache` is the folder in which it may keep what it has prepared, None: nowhere. Raises `Refused` where
        something that the room needs is not installed.
        """
        if self.printed_from:
            WRITERS[self.printed_from].load(cache)
        room = importlib.import_module(self.room)
        if hasattr(room, "prepare"):
            room.prepare(cache)

    def write(self, pages: Pages) -> bytes:
        """Return the pages as a file of this kind. Raises `Refused` where a program it needs fails."""
        write = getattr(importlib.import_module(self.room), self.function)
        data: bytes = (
            write(pages, WRITERS[self.printed_from].write(pages)) if self.printed_from else write(pages)
        )
        return data

    def generation_of(self, data: bytes) -> Generation:
        """Tell whether a file of this kind is still as deckgen wrote it."""
        found: Generation = importlib.import_module(self.room).generation_of(data)
        return found


WRITERS = {
    "pptx": Writer(".pptx", "deckgen.writers.pptx", "write_pptx"),
    "html": Writer(".html", "deckgen.writers.html", "write_html"),
    "pdf": Writer(".pdf", "deckgen.writers.pdf", "write_pdf", printed_from="html"),
    "handout": Writer("-handout.pdf", "deckgen.writers.pdf", "write_handout", printed_from="html"),
}
"""What `--to` names → its writer, in the order in which they are written."""

USUAL = ("pptx", "html")
"""What a build makes where nothing else is asked for."""
