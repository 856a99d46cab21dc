"""The list of all that is checked: small functions from what is checked to what is found."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from deckgen.check.coverage import coverage
from deckgen.check.delivery.design import design
from deckgen.check.delivery.requirements import requirements
from deckgen.check.delivery.speakers import speaking
from deckgen.check.delivery.timing import timing
from deckgen.check.findings import DECK, Finding, Told, finding
from deckgen.check.quoted import quotations
from deckgen.check.stated.claims import claims
from deckgen.check.talk import Subject
from deckgen.check.work import TooMuchWork
from deckgen.diagnostics import Severity

CHECKS: dict[str, Callable[[Subject], Iterator[Finding]]] = {
    "requirements": requirements,
    "quotations": quotations,
    "claims": claims,
    "coverage": coverage,
    "timing": timing,
    "speakers": speaking,
    "design": design,
}
"""What is checked → how. Reports group their findings in this order."""

SWITCHES: dict[str, frozenset[str]] = {
    "quotations": frozenset(
        {"misquoted", "punctuation", "left-out", "joined", "not-in-essay", "other-speaker", "not-compared"}
    ),
    "numbers": frozenset({"number-differs", "date-differs", "uncited-number"}),
    "names": frozenset({"name-differs"}),
    "statements": frozenset({"says-otherwise"}),
    "sources": frozenset({"other-page", "other-source", "source-dropped", "source-not-in-essay"}),
    "paragraphs": frozenset(
        {"not-covered", "covered-by-section-only", "from-beyond", "from-outside-section", "wrong-from"}
    ),
    "time": frozenset({"too-long", "too-short", "slide-too-long", "no-notes", "short-notes", "long-notes"}),
    "titles": frozenset({"long-title", "topic-title"}),
    "transitions": frozenset({"transition"}),
    "words": frozenset({"many-words", "dense", "long-quotation", "long-passage"}),
    "lists": frozenset({"long-list", "deep-list", "long-point"}),
    "reading-aloud": frozenset({"read-aloud"}),
    "emphasis": frozenset({"much-emphasis"}),
    "sections": frozenset({"many-sections"}),
    "alt": frozenset({"poor-alt"}),
    "links": frozenset({"empty-link"}),
    "pictures": frozenset({"decorative-picture"}),
    "captions": frozenset({"no-captions"}),
    "speakers": frozenset({"silent-speaker", "no-speaker"}),
}
"""The names by which an outline switches checks off → the kinds of findings that are then left out."""


def check_talk(subject: Subject) -> tuple[tuple[str, Finding], ...]:
    """Return everything that is found and not switched off, each with the name of its check."""
    off = frozenset().union(*(SWITCHES[name] for name in subject.outline.unchecked))
    every = ((name, one) for name, check in CHECKS.items() for one in _found(check, subject))
    return tuple((name, one) for name, one in every if one.kind not in off)


def _found(check: Callable[[Subject], Iterator[Finding]], subject: Subject) -> Iterator[Finding]:
    """Yield what a check finds, up to where the talk and its essay are too much for it."""
    try:
        yield from check(subject)
    except TooMuchWork:
        essay = subject.outline.essay
        message = "the talk and its essay have so many words in common that not all of the talk was compared"
        hints = ("say from which paragraphs each slide is drawn: from: 3-5", "or name the part that matters")
        told = Told(message, essay.span if essay else None, hints)
        yield finding(Severity.WARNING, "not-compared", DECK, told)
