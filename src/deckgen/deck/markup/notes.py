"""Speaker notes as typed → their paragraphs and the points of simple lists; notes below a text, `[^1]: …`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from deckgen.outline.model import Text
from deckgen.structs.patterns import pattern

_POINT = pattern(r"(?P<indent>[ \t]*)[-*+][ \t]+(?=\S)")
_DEFINED = pattern(r"(?m:^)[ \t]*\[\^(?P<key>[^\]\s]+)\]:[ \t]*(?=\S)")
"""What begins a note that is written below the text with its mark."""
_NUMBERED = pattern(r"[ \t]*\d{1,3}[.)][ \t]+\S")


def stretches(text: Text) -> Iterator[tuple[Text, int | None]]:
    """Cut notes into paragraphs and points, a level with each."""
    start, level, outer, offset, stop = -1, None, 0, 0, 0
    for line in text.value.splitlines(keepends=True):
        point = _POINT.match(line)
        blank = not line.strip()
        if start >= 0 and (blank or point or _NUMBERED.match(line)):
            yield text.part(start, stop), level
            start = -1
        if point:
            indent = len(point["indent"].expandtabs(4))
            within = level is not None and indent > outer + 1
            level, outer = (1, outer) if within else (0, indent)
            start = offset + point.end()
        elif not blank and start < 0:
            lead = len(line) - len(line.lstrip())
            start, level, outer = offset + lead, None, 0
        offset += len(line)
        stop = offset if not blank else stop
    if start >= 0:
        yield text.part(start, stop), level


def written_below(text: Text) -> Mapping[str, Text]:
    """Return the notes at a text's end that are written as `[^1]: The note.`, by their marks."""
    found = list(_DEFINED.finditer(text.value)) if "[^" in text.value else []
    if not found:
        return {}
    stops = [*(one.start() for one in found[1:]), len(text.value)]
    notes: dict[str, Text] = {}
    for one, stop in zip(found, stops, strict=True):
        notes.setdefault(
            one["key"], text.part(one.end(), one.end() + len(text.value[one.end() : stop].rstrip()))
        )
    return notes


def without_notes(text: Text, known: Mapping[str, Text]) -> Text | None:
    """Return a text without the notes below it that are known; None where it is nothing else."""
    for one in _DEFINED.finditer(text.value):
        if one["key"] in known:
            above = text.value[: one.start()].rstrip()
            return text.part(0, len(above)) if above else None
    return text
