"""Slides in their three states → what they stand on from now on: layouts, masters and themes.

Masters and themes that nobody touched follow the outline's theme, all of them at once; those that were
changed by hand stay, as they do where LibreOffice has written all of them anew.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from deckgen.regenerate.merging.plan import Choices, Finding, Kind
from deckgen.regenerate.reading.sheets import LAYOUT
from deckgen.regenerate.reading.snapshot import DeckState, SlideState
from deckgen.structs import Struct, replace
from deckgen.units import EMU_PER_INCH

MASTERS = "masters"
"""What a finding is called that is about masters, layouts and themes as a whole."""

Slides = tuple[SlideState, SlideState, SlideState]
"""One slide in the base, the hand's deck and the outline's."""


class SheetPlan(Struct, frozen=True):
    """Whether all slides go on the outline's masters and layouts, and what there is to say of the deck."""

    follow: bool
    findings: tuple[Finding, ...]


def merge_sheets(
    slides: Sequence[Slides], decks: tuple[DeckState, DeckState, DeckState], choices: Choices
) -> SheetPlan:
    """Return what becomes of masters and themes; `decks` are the base's, the hand's and the outline's."""
    base, hand, _ = decks
    by_hand = {} if hand.by_office else dict(_changed(slides, 1))
    by_outline = dict(_changed(slides, 2))
    findings = [*_resized(base, hand)]
    if by_outline and (by_hand or hand.by_office):
        mine = ", ".join(by_hand) or "written anew by LibreOffice"
        finding = _finding(Kind.CONFLICT, MASTERS, "", ", ".join(by_outline), mine)
        if choices.takes(finding):
            return SheetPlan(True, (*findings, replace(finding, kind=Kind.APPLIED)))
        kind = Kind.KEPT if choices.all == "hand" else Kind.CONFLICT
        return SheetPlan(False, (*findings, replace(finding, kind=kind)))
    if by_outline:
        return SheetPlan(True, (*findings, _finding(Kind.APPLIED, MASTERS, "", ", ".join(by_outline), "")))
    told = [_finding(Kind.KEPT, name, "", "", "changed") for name in by_hand]
    if any(choices.takes(one) or choices.takes(replace(one, field=MASTERS)) for one in told):
        return SheetPlan(True, (*findings, *(replace(one, kind=Kind.APPLIED) for one in told)))
    return SheetPlan(False, (*findings, *told))


def _changed(slides: Sequence[Slides], side: int) -> Iterator[tuple[str, None]]:
    """Yield what one side has changed of masters, themes and the layouts that slides have kept."""
    for three in slides:
        before, after = three[0].sheet, three[side].sheet
        same = before.name == after.name or (side == 1 and before.part == after.part)
        for name in sorted(before.differing(after)):
            if name != LAYOUT:
                yield name, None
            elif same:
                yield f'layout "{before.name}"', None


def merge_properties(
    decks: tuple[DeckState, DeckState, DeckState], choices: Choices
) -> tuple[tuple[str, ...], list[Finding]]:
    """Return the properties of the file that become the outline's, and what there is to say of them."""
    base, hand, outline = (dict(one.properties) for one in decks)
    adopted: list[str] = []
    findings: list[Finding] = []
    for name, wanted in outline.items():
        mine = hand.get(name, "")
        if name not in base or mine == wanted:
            continue
        if mine == base[name]:
            adopted.append(name)  # as the title on the cover, which is reported
            continue
        kind = Kind.CONFLICT if wanted != base[name] and choices.all != "hand" else Kind.KEPT
        finding = _finding(kind, name, base[name], wanted, mine)
        if choices.takes(finding):
            adopted.append(name)
            finding = replace(finding, kind=Kind.APPLIED)
        findings.append(finding)
    return tuple(adopted), findings


def _resized(base: DeckState, hand: DeckState) -> Iterator[Finding]:
    known = all(one.isascii() and one.isdigit() for one in (*base.size, *hand.size))
    if known and base.size != hand.size:
        yield _finding(Kind.KEPT, "slide size", _spoken(base.size), _spoken(base.size), _spoken(hand.size))


def _spoken(size: tuple[str, str]) -> str:
    return " × ".join(f"{round(int(one) / EMU_PER_INCH, 2):g}" for one in size) + " in"


def _finding(kind: Kind, field: str, *three: str) -> Finding:
    return Finding(kind, "", 0, "", "", field, *three)


Say = Callable[..., Finding]


def merge_layout(three: Slides, say: Say, choices: Choices, *, by_office: bool) -> tuple[bool, list[Finding]]:
    """Tell whether a slide goes on the layout that the outline gives it, and what there is to say.

    LibreOffice puts slides on layouts of its own.
    """
    base, hand, outline = (one.sheet for one in three)
    touched = not by_office and base.name != hand.name and base.part != hand.part
    changed = base.name != outline.name
    if not touched:
        return changed, []
    kind = Kind.CONFLICT if changed and hand.name != outline.name else Kind.KEPT
    finding = say(kind, None, "layout", base.name, outline.name, hand.name)
    if choices.takes(finding):
        return True, [replace(finding, kind=Kind.APPLIED)]
    return False, [replace(finding, kind=Kind.KEPT) if choices.all == "hand" else finding]
