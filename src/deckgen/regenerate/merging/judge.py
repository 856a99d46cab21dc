"""What one shape is merged with: who decides, and what comes of a field that one side or both changed."""

from __future__ import annotations

from collections.abc import Callable

from deckgen.regenerate.merging.dressed import guarded
from deckgen.regenerate.merging.plan import Choices, Edit, Finding, Kind, TextEdit
from deckgen.regenerate.merging.text import Collision, merge_text
from deckgen.regenerate.reading.snapshot import Lines, ShapeState, said, words
from deckgen.structs import Struct, replace


class Judge(Struct, frozen=True):
    """What the shapes of one slide are merged with.

    `say` makes a finding of the slide. `by_office` says that LibreOffice saved the deck last, `animated`
    that the slide's animations are not the base's.
    """

    say: Callable[..., Finding]
    choices: Choices
    by_office: bool
    animated: bool


Done = tuple[list[Edit], list[Finding]]


class Change(Struct, frozen=True):
    """What a field says in the base, the outline and the hand's deck, and which of the two changed it."""

    field: str
    three: tuple[str, str, str]
    by_hand: bool
    by_outline: bool = True


def decide(judge: Judge, hand: ShapeState, change: Change) -> tuple[bool, list[Finding]]:
    """Return whether the outline's value is to be taken over, and what is to be said of it."""
    if not change.by_hand:
        applied = [judge.say(Kind.APPLIED, hand, change.field, *change.three)]
        return change.by_outline, applied if change.by_outline else []
    kind = Kind.CONFLICT if change.by_outline else Kind.KEPT
    finding = judge.say(kind, hand, change.field, *change.three)
    if judge.choices.takes(finding):
        return True, [replace(finding, kind=Kind.APPLIED)]
    if judge.choices.all == "hand":
        finding = replace(finding, kind=Kind.KEPT)
    return False, [finding]


def text_edits(
    judge: Judge,
    hand: ShapeState | None,
    outline: ShapeState | None,
    three: tuple[Lines, Lines, Lines],
    field: str,
) -> Done:
    """Return the edit that puts merged text in, and what to say; `three` are base, hand and outline."""
    before, mine, wanted = three
    found = merge_text(before, mine, wanted)
    found = guarded(before, mine, wanted, found, by_office=judge.by_office)
    findings: list[Finding] = []
    shown = (words(before), words(wanted), words(mine))
    touched = said(before) != said(mine)
    if found.collisions:
        findings = [_collision(judge, hand, field, one) for one in found.collisions]
    elif touched:
        findings = [judge.say(Kind.KEPT, hand, field, *shown)]
    if findings and any(judge.choices.takes(one) for one in findings):
        found = merge_text(mine, mine, wanted)
        return [TextEdit(hand, found.lines, mine, outline)], [judge.say(Kind.APPLIED, hand, field, *shown)]
    if judge.choices.all == "hand":
        findings = [replace(one, kind=Kind.KEPT) for one in findings]
    if not found.applied:
        return [], findings
    findings.append(judge.say(Kind.APPLIED, hand, field, *shown))
    return [TextEdit(hand, found.lines, mine, outline)], findings


def _collision(judge: Judge, hand: ShapeState | None, field: str, one: Collision) -> Finding:
    return judge.say(Kind.CONFLICT, hand, field, one.base, one.outline, one.hand)
