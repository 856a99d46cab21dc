"""Text → its nodes in spite of the traps in it, and the traps as errors with their corrected lines."""

from __future__ import annotations

import bisect
import textwrap

import yaml

from deckgen.diagnostics import Diagnostic, error, warning
from deckgen.outline.traps.prose import TAB, Trap
from deckgen.outline.traps.traps import find_traps
from deckgen.schema.compose import Composed, Loader, compose
from deckgen.schema.places import Places, apart, apply, places_of
from deckgen.schema.source import Cure, Source
from deckgen.structs import replace
from deckgen.structs.patterns import pattern

_TABS = (2, 4, 8, 1)
"""How many columns a tab may stand for, the likeliest first."""

_MOST_SHOWN = 4
_POINTER = pattern(r"[\[,:\-?][ \t]+\*\S|\[\*\S")


def compose_past_traps(source: Source) -> tuple[Composed, tuple[Diagnostic, ...]]:
    """Return the nodes of the text with its traps cured, and all that is wrong with how it is written."""
    traps, composed = _composed(source)
    found = _diagnostics(source, traps)
    reported = {one.span.line for one in found if one.span}
    hidden = tuple(source.span(trap.start, trap.stop).line for trap in traps if trap.hides)
    composed = replace(composed, gaps=(*composed.gaps, *hidden))
    more = (*composed.diagnostics, *_pointers(composed.places))
    found += [one for one in more if one.span is None or one.span.line not in reported]
    return composed, tuple(found)


def _composed(source: Source) -> tuple[tuple[Trap, ...], Composed]:
    """Return the traps and the nodes; where tabs indent, with the width that makes sense of them."""
    tried: list[tuple[tuple[Trap, ...], Composed]] = []
    for tab in _TABS:
        traps = find_traps(source, tab)
        composed = compose(
            places_of(source, apart(cure for trap in traps for cure in (*trap.cures, *trap.bridges)))
        )
        if composed.whole or not any(one.message.startswith(TAB) for one in traps):
            return traps, composed
        tried.append((traps, composed))
    return min(tried, key=lambda one: len(one[0]) + len(one[1].diagnostics))


def _diagnostics(source: Source, traps: tuple[Trap, ...]) -> list[Diagnostic]:
    """Return the traps as errors, each with its corrected lines as a hint."""
    found: list[Diagnostic] = []
    cures = apart(cure for trap in traps for cure in trap.cures)
    starts = [cure.start for cure in cures]
    for trap in traps:
        if not trap.message:
            continue
        hints = trap.hints
        if trap.cures:
            first, last, offsets = _lines(source, trap.cures)
            near = cures[bisect.bisect_left(starts, offsets[0]) : bisect.bisect_right(starts, offsets[1])]
            hints = (_corrected(source, near, first, last), *hints)
        edits = tuple(source.edit(cure) for cure in trap.cures)
        report = warning if trap.doubtful else error
        found.append(report(trap.message, source.span(trap.start, trap.stop), *hints, edits=edits))
    return found


def _lines(source: Source, cures: tuple[Cure, ...]) -> tuple[int, int, tuple[int, int]]:
    """Return the first and the last line that cures change, at most a few, and their offsets."""
    first, _ = source.place(min(cure.start for cure in cures))
    end = max(cures, key=lambda one: one.stop)
    last, column = source.place(end.stop)
    if column == 1 and end.start < end.stop:  # whole lines go: the one after them stays
        last = max(first, last - 1)
    last = last if last - first < _MOST_SHOWN else first
    stop = source.starts[last] - 1 if last < len(source.starts) else len(source.text)
    return first, last, (source.starts[first - 1], stop)


def _corrected(source: Source, cures: tuple[Cure, ...], first: int, last: int) -> str:
    """Return lines as they should be written."""
    start = source.starts[first - 1]
    stop = source.starts[last] if last < len(source.starts) else len(source.text)
    inside = (one for one in cures if one.stop <= stop)
    moved = (Cure(one.start - start, one.stop - start, one.replacement) for one in inside)
    lines = apply(source.text[start:stop], moved).rstrip().splitlines()
    if not lines:
        return "take the line out"
    return "write: " + "\n         ".join(textwrap.dedent("\n".join(lines)).splitlines())


def _pointers(places: Places) -> list[Diagnostic]:
    """Return an error for each alias; PyYAML puts the same node in all its places."""
    if not _POINTER.search(places.text):
        return []
    found: list[Diagnostic] = []
    try:
        for token in yaml.scan(places.text, Loader=Loader):
            if isinstance(token, yaml.AliasToken):
                span = places.span(token.start_mark.index, token.end_mark.index)
                message = "this points to another place of the file, which an outline cannot do"
                hint = "write it out, or put text that begins with * in quotation marks"
                found.append(error(message, span, hint))
    except yaml.YAMLError:
        return found
    return found
