"""A question that Pandoc fails at → the part of it that it fails at, found by asking in halves."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import closing
from typing import TypeVar

from deckgen.pandoc.process import Pandoc

PATIENCE = 4.0
"""Seconds that a part of a question has."""

_Part = TypeVar("_Part")


def first_at_fault(
    parts: Sequence[_Part], form: str, question: Callable[[Sequence[_Part]], bytes], like: Pandoc
) -> tuple[_Part, str] | None:
    """Return a part that Pandoc fails at by itself, and how; None where it fails at none.

    `question` makes a question of some of the parts; `like` is the process that failed.
    """

    def complaint(some: Sequence[_Part]) -> str:
        with closing(like.another()) as program:
            program.ask(form, question(some), PATIENCE)
            answer = program.answer()
        return answer.complaint if answer.failed else ""

    while len(parts) > 1:
        half = len(parts) // 2
        found = next((some for some in (parts[:half], parts[half:]) if complaint(some)), None)
        if found is None:
            return None
        parts = found
    said = complaint(parts) if parts else ""
    return (parts[0], said) if said else None
