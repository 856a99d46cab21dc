"""Text with its cures applied, every character's place known in the text as it was typed."""

from __future__ import annotations

import bisect
from collections.abc import Iterable

from deckgen.diagnostics import Span
from deckgen.schema.source import Cure, Source
from deckgen.structs import Struct


class Places(Struct, frozen=True):
    """The cured text, and where its characters are in the text as typed.

    From `cured[n]` on, characters are at `typed[n]` and following, at most at `limits[n]`.
    """

    source: Source
    text: str
    cured: tuple[int, ...]
    typed: tuple[int, ...]
    limits: tuple[int, ...]

    def offset(self, index: int) -> int:
        """Return the offset in the text as typed of an index in the cured one."""
        if len(self.cured) == 1:
            return index
        at = bisect.bisect_right(self.cured, index) - 1
        return min(self.typed[at] + index - self.cured[at], self.limits[at])

    def place(self, index: int) -> tuple[int, int]:
        """Return line and column in the text as typed."""
        return self.source.place(self.offset(index))

    def span(self, start: int, stop: int) -> Span:
        """Return the span in the text as typed."""
        return self.source.span(self.offset(start), max(self.offset(start), self.offset(stop)))


def apart(cures: Iterable[Cure]) -> tuple[Cure, ...]:
    """Return cures in order, without those that overlap an earlier one."""
    kept: list[Cure] = []
    for cure in sorted(cures, key=lambda one: (one.start, one.stop)):
        if not kept or cure.start >= kept[-1].stop:
            kept.append(cure)
    return tuple(kept)


def apply(text: str, cures: Iterable[Cure]) -> str:
    """Return the text with cures applied; they do not overlap."""
    parts: list[str] = []
    done = 0
    for cure in sorted(cures, key=lambda one: (one.start, one.stop)):
        parts += [text[done : cure.start], cure.replacement]
        done = cure.stop
    return "".join((*parts, text[done:]))


def places_of(source: Source, cures: Iterable[Cure]) -> Places:
    """Return the cured text of a source with the way back from each of its characters."""
    ordered = sorted(cures, key=lambda one: (one.start, one.stop))
    cured, typed, limits = [0], [0], [len(source.text)]
    shift = 0
    for cure in ordered:
        start = cure.start + shift
        cured += [start, start + len(cure.replacement)]
        typed += [cure.start, cure.stop]
        limits += [cure.stop, len(source.text)]
        shift += len(cure.replacement) - (cure.stop - cure.start)
    return Places(source, apply(source.text, ordered), tuple(cured), tuple(typed), tuple(limits))
