"""A merge → what is said of it: lines for the terminal, JSON for programs; `report_page` makes the page."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from deckgen.regenerate.merging.plan import Finding, Kind, Merge
from deckgen.structs import Struct

_LONGEST = 60


class Merged(Struct, frozen=True):
    """What came of merging a deck: all findings, what only PowerPoint has, and the files that tell of it.

    `changed` says that the file is not as it was before.
    """

    findings: tuple[Finding, ...]
    beyond: tuple[str, ...]
    changed: bool
    reports: tuple[Path, ...] = ()

    @property
    def conflicts(self) -> tuple[Finding, ...]:
        """What both the outline and the hand changed; what was changed by hand was kept."""
        return tuple(one for one in self.findings if one.kind is Kind.CONFLICT)

    def count(self, kind: Kind) -> int:
        """Return how many findings are of a kind."""
        return sum(one.kind is kind for one in self.findings)


def lines_of(merged: Merged) -> Iterator[str]:
    """Yield what a terminal shows: each conflict by its slide, then what was kept and taken, by number."""
    for one in merged.conflicts:
        yield f"{_where(one)}: {_what(one)} was changed by hand and in the outline; the deck's own was kept"
        yield f"  outline: {_short(one.outline) or 'not there any more'}"
        yield f"  deck:    {_short(one.hand) or 'not there any more'}"
        yield f"  take the outline's: deckgen build {_decision(one)}"
    kept, applied = merged.count(Kind.KEPT), merged.count(Kind.APPLIED)
    if kept or applied:
        taken, stays = _counted(applied, "change"), _counted(kept, "change")
        yield f"merged: {taken} of the outline applied, {stays} by hand kept"
    if merged.beyond:
        yield f"only in PowerPoint: {', '.join(_short(one) or 'an untitled slide' for one in merged.beyond)}"


def listing(findings: Iterable[Finding]) -> Iterator[str]:
    """Yield one line for each difference, as `deckgen status` shows them."""
    for one in findings:
        if one.kind is Kind.APPLIED:
            yield f"{_where(one)}: {_what(one)} would be taken from the outline: {_short(one.outline)}"
        else:
            differs = "differs from the outline" if one.kind is Kind.KEPT else "was changed on both sides"
            yield f"{_where(one)}: {_what(one)} {differs}: {_short(one.hand) or 'not there'}"


def as_json(plan: Merge, merged: Merged, deck: Path) -> bytes:
    """Return the report for programs."""
    found = {
        "deck": deck.name,
        "conflicts": [_row(one) for one in merged.conflicts],
        "kept": [_row(one) for one in merged.findings if one.kind is Kind.KEPT],
        "applied": [_row(one) for one in merged.findings if one.kind is Kind.APPLIED],
        "matches": {str(place + 1): evidence for place, evidence in sorted(plan.matches.items())},
        "only_in_powerpoint": list(merged.beyond),
    }
    return (json.dumps(found, ensure_ascii=False, indent=1) + "\n").encode()


def _row(one: Finding) -> dict[str, object]:
    row: dict[str, object] = {
        "kind": one.kind.value,
        "slide": one.slide,
        "slide_no": one.number,
        "title": one.title,
        "shape": one.shape,
        "field": one.field,
        "base": one.base,
        "outline": one.outline,
        "hand": one.hand,
    }
    if one.kind is Kind.CONFLICT:
        row |= {"resolution": "kept-hand", "take_outline": _decision(one)}
    return row


def _decision(one: Finding) -> str:
    if one.field == "slide" and one.shape == "" and not one.hand:
        return f"--restore {one.slide}"
    return f'--take "{one.name}"' if " " in one.name else f"--take {one.name}"


def _where(one: Finding) -> str:
    title = f' "{_short(one.title)}"' if one.title else ""
    return f"slide {one.number}{title}" if one.number else f"slide{title} (deleted)"


def _what(one: Finding) -> str:
    if not one.shape:
        return {
            "slide": "the slide",
            "order": "its place among the slides",
            "hidden": "whether it is hidden",
        }.get(one.field, one.field)
    if one.shape == "notes":
        return "the notes"
    return f"{one.field} of {one.shape}" if one.field != "text" else f"the text of {one.shape}"


def _short(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= _LONGEST else f"{plain[: _LONGEST - 1]}…"


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
