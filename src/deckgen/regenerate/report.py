"""A merge → what is said of it: lines for the terminal, JSON for programs; `report_page` makes the page."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from deckgen.regenerate.merging.plan import Finding, Kind, Merge
from deckgen.structs import Struct

_LONGEST = 60
_BEFORE = 15
"""How many characters are shown before those in which two long texts differ."""


class Merged(Struct, frozen=True):
    """What came of merging a deck: all findings, what only PowerPoint has, and the files that tell of it.

    `changed` says that the file is not as it was before; `source` is the outline's file, for commands.
    """

    findings: tuple[Finding, ...]
    beyond: tuple[str, ...]
    changed: bool
    reports: tuple[Path, ...] = ()
    source: str = "OUTLINE"

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
        yield f"{_where(one)}: {_clash(one)}"
        if not _whole(one):
            outline, hand = _apart(one.outline, one.hand)
            yield f"  outline: {outline or 'not there any more'}"
            yield f"  deck:    {hand or 'not there any more'}"
        yield f"  take the outline's: deckgen build {decision(one)} {merged.source}"
    kept, applied = merged.count(Kind.KEPT), merged.count(Kind.APPLIED)
    if kept or applied:
        taken, stays = counted(applied, "change"), counted(kept, "change")
        yield f"merged: {taken} of the outline applied, {stays} by hand kept"
    if merged.beyond:
        yield f"only in PowerPoint: {', '.join(_short(one) or 'an untitled slide' for one in merged.beyond)}"


def listing(findings: Iterable[Finding]) -> Iterator[str]:
    """Yield one line for each difference, as `deckgen status` shows them."""
    for one in findings:
        if one.kind is Kind.APPLIED:
            new = _short(one.outline) or "not there any more"
            yield f"{_where(one)}: {named(one)} would be taken from the outline: {new}"
        elif _whole(one):
            yield f"{_where(one)}: {_alone(one)}"
        else:
            be = ("differ", "were") if _many(one) else ("differs", "was")
            differs = (
                f"{be[0]} from the outline" if one.kind is Kind.KEPT else f"{be[1]} changed on both sides"
            )
            outline, hand = _apart(one.outline, one.hand)
            beside = f"; outline: {outline}" if outline and one.outline != one.hand else ""
            yield f"{_where(one)}: {named(one)} {differs}: {hand or 'not there'}{beside}"


def comparing(findings: Iterable[Finding]) -> Iterator[str]:
    """Yield one line for each difference between two decks, as `deckgen diff` shows them."""
    for one in findings:
        if _whole(one):
            where = _where(one).removesuffix(" (deleted)")
            yield f"{where}: only in {'the second' if one.hand else 'the first'}"
        else:
            before, now = _apart(one.base, one.hand)
            yield f"{_where(one)}: {named(one)}: {before or 'not there'} → {now or 'not there'}"


def _whole(one: Finding) -> bool:
    """Tell whether a slide as a whole is there or not, which needs no text to be shown."""
    return one.field == "slide" and not one.shape and not (one.hand and one.outline)


def _alone(one: Finding) -> str:
    """Say of a slide that only one side has which one that is."""
    if not one.hand:
        changed = ", and changed in the outline since" if one.kind is Kind.CONFLICT else ""
        return f"the slide was deleted by hand{changed}"
    return (
        "the outline has dropped the slide, which was changed by hand"
        if one.base
        else "the slide is your own"
    )


def _clash(one: Finding) -> str:
    if _whole(one):
        return f"{_alone(one)}; {'it stays' if one.hand else 'it stays deleted'}"
    be = "were" if _many(one) else "was"
    return f"{named(one)} {be} changed by hand and in the outline; the deck's own {be} kept"


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
        row |= {"resolution": "kept-hand", "take_outline": decision(one)}
    return row


def decision(one: Finding) -> str:
    """Return the option of `deckgen build` that takes the outline's side."""
    if one.field == "slide" and one.shape == "" and not one.hand:
        return f"--restore {one.slide}"
    return f'--take "{one.name}"' if " " in one.name else f"--take {one.name}"


def _where(one: Finding) -> str:
    if one.whole_deck:
        return "the deck"
    title = f' "{_short(one.title)}"' if one.title else ""
    return f"slide {one.number}{title}" if one.number else f"slide{title} (deleted)"


def named(one: Finding) -> str:
    """Return what a finding is about, in words that a sentence may begin with."""
    if one.whole_deck:
        return _DECKS.get(one.field, f"the {one.field}")
    if not one.shape:
        return _SLIDES.get(one.field, f"the slide's {one.field}")
    if one.shape == "notes":
        return "the notes"
    if one.field.startswith("cell "):
        row, _, column = one.field.removeprefix("cell ").partition(",")
        return f"the cell in row {row}, column {column} of {one.shape}"
    what = _FIELDS.get(one.field, one.field)
    return f"the shape {one.shape}" if one.field == "shape" else f"the {what} of {one.shape}"


_SLIDES = {
    "slide": "the slide",
    "order": "its place among the slides",
    "hidden": "whether it is hidden",
    "section": "the section beginning here",
    "stacking": "the stacking of shapes",
}
_DECKS = {
    "masters": "its masters and layouts",
    "title": "its title, in the properties of the file",
    "author": "its author, in the properties of the file",
    "keywords": "its keywords, in the properties of the file",
}
_FIELDS = {
    "alt": "alt text",
    "data": "numbers",
    "style": "look",
    "click": "click action",
    "outline": "outline and effects",
    "box": "text box",
    "effects": "effects",
    "widths": "columns' widths",
    "heights": "rows' heights",
    "borders": "cells' borders and paint",
    "spacing": "spacing of paragraphs",
    "letters": "spacing of characters",
}
_SEVERAL = frozenset(
    {
        "data",
        "outline",
        "effects",
        "widths",
        "heights",
        "borders",
        "columns",
        "rows",
        "cells",
        "bullets",
        "details",
    }
    | {"comments", "keywords", "masters", "theme colours", "theme fonts", "theme effects"}
)


def _many(one: Finding) -> bool:
    """Tell whether a finding is named in the plural."""
    return one.shape == "notes" or one.field in _SEVERAL


def _apart(one: str, other: str) -> tuple[str, str]:
    """Return two texts cut to where they begin to differ, if that is too far on to be seen otherwise."""
    texts = [" ".join(text.split()) for text in (one, other)]
    least = min(map(len, texts))
    same = next((at for at in range(least) if texts[0][at] != texts[1][at]), least)
    if same < _LONGEST // 2 or max(map(len, texts)) <= _LONGEST:
        return _short(one), _short(other)
    start = texts[0].rfind(" ", 0, max(1, same - _BEFORE)) + 1
    cut = [f"…{text[start:]}" if start else text for text in texts]
    return _short(cut[0]), _short(cut[1])


def _short(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= _LONGEST else f"{plain[: _LONGEST - 1]}…"


def counted(number: int, noun: str) -> str:
    """Return a number with its noun."""
    return f"{number} {noun}{'' if number == 1 else 's'}"
