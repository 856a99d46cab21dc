"""`essay:` and `from:` → the text that a talk is drawn from, and the paragraphs that are covered.

Only the file's place is found here; who compares talk and text reads it.
"""

from __future__ import annotations

from pathlib import Path

from deckgen.deck.files import project_file
from deckgen.diagnostics import Diagnostic, Span, error
from deckgen.limits import ESSAY_BYTES
from deckgen.outline.model import Outline, Text
from deckgen.project_files import FileKind
from deckgen.structs import Located

KINDS = (".md", ".txt", ".docx", ".odt", ".tex", ".html", ".pdf")
"""Endings of the files that an essay may be in, whichever case they are written in."""


ESSAY = FileKind("essay", ESSAY_BYTES)


class Essay(Located, frozen=True):
    """The text that the talk is drawn from: its file, and where the outline names it."""

    path: Path
    span: Span


class EssayRange(Located, frozen=True):
    """Paragraphs of the essay, counted from 1, the last one included."""

    first: int
    last: int
    span: Span


def essay_of(outline: Outline) -> Essay | Diagnostic | None:
    """Return the essay that an outline names, None where it names none, or why it cannot be used."""
    name = outline.essay
    if name is None:
        return None
    path = project_file(name, outline.path, ESSAY)
    if isinstance(path, Diagnostic):
        return path
    if path.suffix.lower() not in KINDS:
        hint = f"save it as one of: {', '.join(KINDS)}"
        return error(f'"{name}" is not a file that an essay can be read from', name.span, hint)
    return Essay(path, name.span)


def range_of(paragraphs: Text | None) -> EssayRange | None:
    """Return the paragraphs that `from:` names, `3` or `3-5`; None where nothing is said."""
    if paragraphs is None:
        return None
    first, _, last = paragraphs.value.partition("-")
    return EssayRange(int(first), int(last or first), paragraphs.span)
