"""Pages → bytes: `pptx` and `html`, two functions in a table. They measure nothing and decide nothing."""

from __future__ import annotations

import importlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from deckgen.writers.generation import Generation

if TYPE_CHECKING:
    from deckgen.layout.pages import Pages


@dataclass(frozen=True, slots=True)
class Writer:
    """One kind of file that deckgen makes; its room is imported when it is first used."""

    suffix: str
    room: str
    function: str

    def load(self) -> None:
        """Import the writer's room, so that the time it takes is spent while other work goes on."""
        importlib.import_module(self.room)

    def write(self, pages: Pages) -> bytes:
        """Return the pages as a file of this kind."""
        data: bytes = getattr(importlib.import_module(self.room), self.function)(pages)
        return data

    def generation_of(self, data: bytes) -> Generation:
        """Tell whether a file of this kind is still as deckgen wrote it."""
        found: Generation = importlib.import_module(self.room).generation_of(data)
        return found


WRITERS = {
    "pptx": Writer(".pptx", "deckgen.writers.pptx", "write_pptx"),
    "html": Writer(".html", "deckgen.writers.html", "write_html"),
}
"""What `--to` names → its writer, in the order in which they are written."""
