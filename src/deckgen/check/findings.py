"""What a check finds: a diagnostic, what kind of thing it is about, and where in the talk."""

from __future__ import annotations

from deckgen.diagnostics import Diagnostic, Severity, Span
from deckgen.structs import Struct


class Place(Struct, frozen=True):
    """A slide as it is named in reports (None: the whole deck), and the field of it that is meant."""

    slide: str | None
    field: str


DECK = Place(None, "")


class Finding(Struct, frozen=True):
    """One thing that an editor would say.

    `kind` is a stable name such as `misquoted`; `paragraphs` are those of the essay that are concerned;
    `said` and `essay` are the words of the slide and those of the essay, where two are held side by side.
    """

    kind: str
    place: Place
    diagnostic: Diagnostic
    paragraphs: tuple[int, ...] = ()
    said: str = ""
    essay: str = ""


class Told(Struct, frozen=True):
    """What a finding says: the fact, where, and what to do about it."""

    message: str
    span: Span | None
    hints: tuple[str, ...] = ()


class Details(Struct, frozen=True):
    """What a finding rests on in addition to its words."""

    paragraphs: tuple[int, ...] = ()
    said: str = ""
    essay: str = ""


NO_DETAILS = Details()


def finding(
    severity: Severity, kind: str, place: Place, told: Told, details: Details = NO_DETAILS
) -> Finding:
    """Return a finding of a kind at a place of the talk."""
    diagnostic = Diagnostic(severity, told.message, told.span, told.hints)
    return Finding(kind, place, diagnostic, details.paragraphs, details.said, details.essay)
