"""Text → its nodes in spite of the traps in it, and the traps as errors with their corrected lines."""

from __future__ import annotations

import re
import textwrap

import yaml

from deckgen.diagnostics import Diagnostic, error
from deckgen.outline.compose import Composed, Loader, Places, apply, compose, places_of
from deckgen.outline.prose import Trap
from deckgen.outline.source import Cure, Source
from deckgen.outline.traps import TAB, find_traps

_TABS = (2, 4, 8, 1)
"""How many columns a tab may stand for, the likeliest first."""

_MOST_SHOWN = 4
_POINTER = re.compile(r"[\[,:\-?][ \t]+\*\S|\[\*\S")


def compose_past_traps(source: Source) -> tuple[Composed, tuple[Diagnostic, ...]]:
    """Return the nodes of the text with its traps cured, and all that is wrong with how it is written."""
    traps, composed = _composed(source)
    found = _diagnostics(source, traps)
    reported = {one.span.line for one in found if one.span}
    found += [one for one in composed.diagnostics if one.span is None or one.span.line not in reported]
    found += _pointers(composed.places)
    return composed, tuple(found)


def _composed(source: Source) -> tuple[tuple[Trap, ...], Composed]:
    """Return the traps and the nodes; where tabs indent, with the width that makes sense of them."""
    tried: list[tuple[tuple[Trap, ...], Composed]] = []
    for tab in _TABS:
        traps = find_traps(source, tab)
        composed = compose(places_of(source, _bridged(traps)))
        if composed.whole or not any(one.message.startswith(TAB) for one in traps):
            return traps, composed
        tried.append((traps, composed))
    return tried[0]


def _bridged(traps: tuple[Trap, ...]) -> tuple[Cure, ...]:
    """Return all cures and bridges, without those that would overlap an earlier one."""
    cures = sorted(
        (cure for trap in traps for cure in (*trap.cures, *trap.bridges)),
        key=lambda one: (one.start, one.stop),
    )
    kept: list[Cure] = []
    for cure in cures:
        if not kept or cure.start >= kept[-1].stop:
            kept.append(cure)
    return tuple(kept)


def _diagnostics(source: Source, traps: tuple[Trap, ...]) -> list[Diagnostic]:
    """Return the traps as errors, each with its corrected line as a hint."""
    found: list[Diagnostic] = []
    for trap in traps:
        if not trap.message:
            continue
        hints = (*((_corrected(source, trap.cures),) if trap.cures else ()), *trap.hints)
        edits = tuple(source.edit(cure) for cure in trap.cures)
        found.append(error(trap.message, source.span(trap.start, trap.stop), *hints, edits=edits))
    return found


def _corrected(source: Source, cures: tuple[Cure, ...]) -> str:
    """Return the lines that the cures change as they should be written, the first few of them."""
    first, _ = source.place(cures[0].start)
    last, _ = source.place(cures[-1].stop)
    last = last if last - first < _MOST_SHOWN else first
    start = source.starts[first - 1]
    stop = source.starts[last] if last < len(source.starts) else len(source.text)
    moved = (Cure(one.start - start, one.stop - start, one.replacement) for one in cures if one.stop <= stop)
    lines = apply(source.text[start:stop], moved).rstrip().splitlines()
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
                hint = "write it out, or put a text that begins with * in quotation marks"
                found.append(error(message, span, hint))
    except yaml.YAMLError:
        return found
    return found
