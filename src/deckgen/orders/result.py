"""What came of a build."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from deckgen.diagnostics import Diagnostic
from deckgen.structs import Struct

if TYPE_CHECKING:
    from deckgen.regenerate.report import Merged


class BuildResult(Struct, frozen=True):
    """What came of it: the files, what they hold, and the warnings.

    `merged` is None where no deck was there that somebody had changed. `changed` is whether a file was
    written: a build of what is as it was writes none.
    """

    files: tuple[Path, ...]
    backups: tuple[Path, ...]
    slides: int
    sections: int
    minutes: float
    """How long the notes take to speak, at 130 words a minute."""
    warnings: tuple[Diagnostic, ...]
    merged: Merged | None = None
    checkable: bool = False
    """Whether the outline names an essay or requirements, against which `review` holds it."""
    changed: bool = True
