"""The fields of citations of an outline → those that name works which they do not cite."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from deckgen.deck.cite_fields import citation_text
from deckgen.deck.citing.references import Work
from deckgen.deck.citing.slips.by_hand import field_by_hand, known_works
from deckgen.deck.kinds import blocks_of
from deckgen.diagnostics import Diagnostic
from deckgen.outline.model import Outline, Quote, Text, Verse


def in_fields(outline: Outline, works: Collection[Work]) -> Iterator[tuple[tuple[int, int], Diagnostic]]:
    """Yield a warning for each such field, with the id of the text that it is read as."""
    fields = tuple(_fields(outline))
    known = known_works(works if fields else ())
    for raw in fields:
        meant = citation_text(raw)
        found = field_by_hand(raw, meant.value, known)
        if found:
            yield meant.id, found


def _fields(outline: Outline) -> Iterator[Text]:
    for slide in (slide for section in outline.every_section for slide in section.slides):
        yield from filter(None, (slide.cite,))
        for block in blocks_of(slide):
            if isinstance(block, Quote | Verse) and block.cite:
                yield block.cite
