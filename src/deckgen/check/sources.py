"""What a slide cites against what the essay cites for the same: other works, other pages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from deckgen.check.essay import EssayCitation, Passage
from deckgen.check.findings import Details, Finding, Place, Told, finding
from deckgen.check.talk import Cited, Subject
from deckgen.diagnostics import Severity
from deckgen.structs.patterns import pattern

_PAGES = pattern(r"(\d+)(?:\s*[-–]\s*(\d+))?")


def compare_sources(
    place: Place, mine: Sequence[Cited], theirs: Sequence[EssayCitation], passage: Passage, subject: Subject
) -> Iterator[Finding]:
    """Report where a slide names another work, or another page of it, than the essay does."""
    known = [(one, subject.works[one.key]) for one in theirs if one.key in subject.works]
    if not known or len(known) < len(theirs):
        return
    numbers = (passage.number,) if passage.number is not None else ()
    where = f" in paragraph {passage.number}" if numbers else ""
    same = [(cite, one) for cite in mine for one, work in known if work.key == cite.key]
    if not same:
        said, essay = mine[0].key, known[0][1].key
        message = f"for this the essay cites @{essay}{where}, not @{said}"
        told = Told(message, mine[0].span, ("cite the source that the words come from",))
        details = Details(numbers, said, essay)
        yield finding(Severity.WARNING, "other-source", place, told, details)
        return
    for cite, one in same:
        if cite.pages and one.pages and not _within(cite.pages, one.pages):
            message = f"the essay gives page {one.pages}{where}, not {cite.pages}"
            told = Told(message, cite.span, ("check the page at the source",))
            details = Details(numbers, cite.pages, one.pages)
            yield finding(Severity.WARNING, "other-page", place, told, details)


def _within(mine: str, theirs: str) -> bool:
    """Tell whether pages agree: no page of one range is outside the other's."""
    own, other = _range(mine), _range(theirs)
    return own is None or other is None or (own[0] <= other[1] and other[0] <= own[1])


def _range(pages: str) -> tuple[int, int] | None:
    """Return the first and the last page; `131-44` is 131 to 144."""
    found = _PAGES.search(pages)
    if found is None or len(found[1]) > 9:
        return None
    first, last = found[1], (found[2] or found[1])[:9]
    if len(last) < len(first):
        last = first[: len(first) - len(last)] + last
    return int(first), int(last)
