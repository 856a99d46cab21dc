"""Whether a file that is where a deck is to be written is still as deckgen wrote it."""

from __future__ import annotations

import enum


class Generation(enum.Enum):
    """What an existing file turns out to be."""

    AS_WRITTEN = "as written"
    """Written by deckgen and unchanged since: may be replaced."""
    CHANGED = "changed"
    """Written by deckgen and changed by hand since: holds work that must not be lost."""
    FOREIGN = "foreign"
    """Not a file of deckgen's, or not readable as one."""
