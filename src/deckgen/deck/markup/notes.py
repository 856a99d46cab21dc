"""Speaker notes as typed → their paragraphs and the points of simple lists."""

from __future__ import annotations

from collections.abc import Iterator

from deckgen.outline.model import Text
from deckgen.structs.patterns import pattern

_POINT = pattern(r"(?P<indent>[ \t]*)[-*+][ \t]+(?=\S)")
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
