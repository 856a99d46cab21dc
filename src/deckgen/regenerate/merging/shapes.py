"""Three states of a shape → what is to be done to the hand's, field by field, by the table of rules.

What only the outline changed is applied in place, what only the hand changed stays, and where both changed
the same the hand's stays and a conflict is reported.
"""

from __future__ import annotations

from collections.abc import Iterator

from deckgen.regenerate.merging.alike import (
    LOOKS,
    OTHER,
    alike_figures,
    alike_places,
    counted_anew,
    details,
    differ_otherwise,
    pristine,
    says_same,
    styled_alike,
    texts_of,
    untouched,
)
from deckgen.regenerate.merging.dressed import set_off
from deckgen.regenerate.merging.judge import Change, Done, Judge, decide, text_edits
from deckgen.regenerate.merging.plan import Adopt, Edit, Finding, Kind, Replace
from deckgen.regenerate.merging.tables import merge_table
from deckgen.regenerate.reading.canonical import canonical
from deckgen.regenerate.reading.charts import chart_looks
from deckgen.regenerate.reading.snapshot import Figure, Lines, ShapeState, said
from deckgen.structs import replace
from deckgen.writers.pptx.xml import A

_NUMBERS = ("chart", "data")


def merge_shape(
    base: ShapeState, hand: ShapeState, outline: ShapeState, judge: Judge
) -> tuple[list[Edit], list[Finding]]:
    """Return what is to be done to the hand's shape, and what is to be said of it."""
    if counted_anew(base, hand):
        done, said_ = merge_shape(base, replace(hand, series=hand.held, held=()), outline, judge)
        return [*_as_counted(hand, outline, done), *done], said_
    if pristine(base, hand) and not judge.animated:
        if pristine(base, outline):
            return [], []
        said_ = (
            []
            if _silent(base, outline)
            else [judge.say(Kind.APPLIED, hand, _field(base, outline), *_three(base, outline, hand))]
        )
        return [Replace(hand, outline)], said_
    edits: list[Edit] = []
    findings: list[Finding] = []
    for rule in (_text, merge_table, _data, _picture, _place, _style, _spacing, _alt):
        done, reported = rule(base, hand, outline, judge)
        edits += done
        findings += reported
    done, reported = _beside(base, hand, outline, judge, findings)
    edits += done
    findings += reported
    replaceable = hand.kind != "group" and not judge.animated
    if findings and replaceable and judge.choices.takes_whole(findings[0]):
        return [Replace(hand, outline)], [replace(one, kind=Kind.APPLIED) for one in findings]
    if hand.is_chrome:
        findings = [replace(one, kind=Kind.KEPT) for one in findings if one.kind is not Kind.APPLIED]
    return edits, findings


def _as_counted(hand: ShapeState, outline: ShapeState, done: list[Edit]) -> list[Edit]:
    """Return the edit that has a chart show the numbers of its workbook, none where others are taken."""
    taken = any(isinstance(one, Replace) or (isinstance(one, Adopt) and one.what in _NUMBERS) for one in done)
    return [] if taken else [Adopt(replace(hand, series=hand.held), outline, "workbook")]


_FOLLOWS = frozenset({"widths", "box", "outline", "borders", "bullets"})
"""What follows the outline in a shape that was touched, where this was not."""


def _beside(
    base: ShapeState, hand: ShapeState, outline: ShapeState, judge: Judge, told: list[Finding]
) -> Done:
    """Say what else was changed by hand, and take over what only the outline changed; `told` is said already.

    LibreOffice writes all of it in a form of its own.
    """
    if judge.by_office or pristine(base, hand):
        return [], []
    said_ = _by_hand(told, judge)
    by_hand, by_outline = list(details(base, hand)), set(details(base, outline))
    edits: list[Edit] = [Adopt(hand, outline, one) for one in sorted(by_outline & _FOLLOWS - set(by_hand))]
    left = set(details(hand, outline)) - (LOOKS if said_ & _LOOKS_SAID else set())
    findings = []
    other = [OTHER] if not said_ and not by_hand and differ_otherwise(base, hand) else []
    for one in [one for one in by_hand if one in left] or other:
        take, reported = _detail(judge, hand, one, changed=one in by_outline)
        edits += [Adopt(hand, outline, one)] if take else []
        findings.append(reported)
    return edits, findings


def _by_hand(told: list[Finding], judge: Judge) -> set[str]:
    """Return the fields that were changed by hand, also those for which the outline is asked."""
    return {one.field for one in told if one.kind is not Kind.APPLIED or judge.choices.takes(one)}


def _detail(judge: Judge, hand: ShapeState, field: str, *, changed: bool) -> tuple[bool, Finding]:
    """Return whether the outline's is to be taken over, and what is to be said of it."""
    kind = Kind.CONFLICT if field == "bullets" and changed else Kind.KEPT
    finding = judge.say(kind, hand, field, "", "changed" if changed else "", "changed")
    if judge.choices.takes(finding):
        return True, replace(finding, kind=Kind.APPLIED)
    return False, replace(finding, kind=Kind.KEPT) if judge.choices.all == "hand" else finding


_LOOKS_SAID = frozenset({"style", "look of words"})


def _silent(base: ShapeState, outline: ShapeState) -> bool:
    """Tell whether a change of the outline's is none that a person looks for: chrome, sizes, places."""
    return outline.is_chrome or (says_same(base, outline) and base.alt == outline.alt)


def _field(base: ShapeState, outline: ShapeState) -> str:
    if said(base.lines or ()) != said(outline.lines or ()):
        return "text"
    if base.cells != outline.cells:
        return "cells"
    if base.series != outline.series:
        return "data"
    return "alt" if base.alt != outline.alt else "picture"


def _three(base: ShapeState, outline: ShapeState, hand: ShapeState) -> tuple[str, str, str]:
    return base.text, outline.text, hand.text


def _text(base: ShapeState, hand: ShapeState, outline: ShapeState, judge: Judge) -> Done:
    if base.cells or hand.cells:
        return [], []
    before, mine, wanted = base.lines or (), hand.lines or (), outline.lines or ()
    if _instead(base, mine):
        before = mine
    if said(mine) == said(wanted) or _instead(outline, mine):
        return [], []
    formulas = outline.instead is not None or hand.instead is not None
    if formulas and said(before) != said(wanted):
        return _formula(base, hand, outline, judge, touched=said(before) != said(mine))
    return text_edits(judge, hand, outline, (before, mine, wanted), "text")


def _instead(shape: ShapeState, lines: Lines) -> bool:
    """Tell whether some lines are what a shape says in programs that do not know its formulas."""
    return shape.instead is not None and said(shape.instead) == said(lines)


def _formula(base: ShapeState, hand: ShapeState, outline: ShapeState, judge: Judge, *, touched: bool) -> Done:
    """Merge a text that holds formulas: as a whole."""
    if said(base.lines or ()) == said(outline.lines or ()):
        return [], [judge.say(Kind.KEPT, hand, "text", *_three(base, outline, hand))] if touched else []
    touched = touched or not untouched(base, hand, by_office=judge.by_office)
    take, findings = decide(judge, hand, Change("text", _three(base, outline, hand), touched))
    return [Replace(hand, outline)] if take else [], findings


def _data(base: ShapeState, hand: ShapeState, outline: ShapeState, judge: Judge) -> Done:
    """Merge a chart's numbers and its looks apart from each other."""
    if not (base.chart and hand.chart and outline.chart):
        return [], []
    drawn = base.chart_drawn, hand.chart_drawn
    plain = drawn[0] is not None and drawn[1] is not None and drawn[0].like(drawn[1])
    done, said_ = _chart_looks(base, hand, outline, judge)
    changed, touched = base.series != outline.series, base.series != hand.series
    if hand.series == outline.series:
        return done, said_
    # With other series the chart is replaced, and with it the looks that it was given.
    touched = touched or (len(base.series) != len(outline.series) and not plain)
    change = Change("data", _three(base, outline, hand), touched, changed)
    take, findings = decide(judge, hand, change)
    if not take or done:
        return done, [*said_, *findings]
    return [Adopt(hand, outline, "chart" if plain else "data")], [*said_, *findings]


def _chart_looks(base: ShapeState, hand: ShapeState, outline: ShapeState, judge: Judge) -> Done:
    """Say what became of a chart's looks: what it is drawn as, its colours, its titles."""
    before, mine, wanted = (_looks_of_chart(one) for one in (base, hand, outline))
    touched = not judge.by_office and before != mine
    # What stands out follows the numbers; with other numbers only another kind of chart is asked for.
    changed = before != wanted if base.series == outline.series else before[0] != wanted[0]
    if mine == wanted or not (touched or changed):
        return [], []
    change = Change("look", (before[0], wanted[0], mine[0]), touched or judge.by_office, changed)
    take, findings = decide(judge, hand, change)
    return [Adopt(hand, outline, "chart")] if take else [], findings


def _looks_of_chart(shape: ShapeState) -> tuple[str, str]:
    return chart_looks(shape.chart_drawn.element if shape.chart_drawn is not None else None)


def _picture(base: ShapeState, hand: ShapeState, outline: ShapeState, judge: Judge) -> Done:
    if not (base.figure and hand.figure and outline.figure) or alike_figures(hand, outline):
        return [], []
    names = (_SAME, _other_figure(base.figure, outline.figure), _other_figure(base.figure, hand.figure))
    change = Change("picture", names, not alike_figures(base, hand), not alike_figures(base, outline))
    take, findings = decide(judge, hand, change)
    return [Adopt(hand, outline, "picture")] if take else [], findings


def _other_figure(before: Figure, now: Figure) -> str:
    if now.digest != before.digest:
        return "another picture"
    return _SAME if now.crop == before.crop else f"{_SAME}, cropped otherwise"


_SAME = "the same picture"


def _place(base: ShapeState, hand: ShapeState, outline: ShapeState, judge: Judge) -> Done:
    if base.place is None or hand.place is None or outline.place is None or alike_places(hand, outline):
        return [], []
    touched, changed = not alike_places(base, hand), not alike_places(base, outline)
    three = (base.place.spoken, outline.place.spoken, hand.place.spoken)
    take, findings = decide(judge, hand, Change("place", three, touched, changed))
    shown = [one for one in findings if one.kind is not Kind.APPLIED or touched]
    return [Adopt(hand, outline, "place")] if take else [], shown


def _style(base: ShapeState, hand: ShapeState, outline: ShapeState, judge: Judge) -> Done:
    touched, changed = not styled_alike(base, hand), not styled_alike(base, outline)
    words_ = [] if touched or hand.is_chrome else list(_set_off(base, hand, judge))
    if words_:
        return _look_of_words(base, hand, outline, judge, words_)
    if not (touched or changed) or (hand.kind == "chart"):
        return [], []
    # The fit sets text smaller or larger because of other words: that is nothing the author asked for.
    fitted = touched and changed and _size_only(base, outline)
    three = _looks_of(base, outline, hand)
    take, findings = decide(judge, hand, Change("style", three, touched, changed and not fitted))
    shown = [one for one in findings if one.kind is not Kind.APPLIED or touched]
    return [Adopt(hand, outline, "looks" if touched else "style", base)] if take else [], shown


def _look_of_words(
    base: ShapeState, hand: ShapeState, outline: ShapeState, judge: Judge, words_: list[str]
) -> Done:
    finding = judge.say(Kind.KEPT, hand, "look of words", "", "", ", ".join(words_))
    if judge.choices.takes(finding):
        return [Adopt(hand, outline, "looks")], [replace(finding, kind=Kind.APPLIED)]
    changed = not styled_alike(base, outline)
    return [Adopt(hand, outline, "style", base)] if changed else [], [finding]


def _set_off(base: ShapeState, hand: ShapeState, judge: Judge) -> Iterator[str]:
    """Yield the words of a shape that look otherwise than they were generated, in quotation marks."""
    for before, mine in texts_of(base, hand):
        for stretches in set_off(before, mine, by_office=judge.by_office, stressed=False).values():
            yield from (f'"{one}"' for one in stretches)


def _spacing(base: ShapeState, hand: ShapeState, outline: ShapeState, judge: Judge) -> Done:
    """Take over the gaps between paragraphs where none was set by hand: they follow the fit, silently."""
    if base.lines is None or hand.cells or outline.lines is None:
        return [], []
    before, mine, wanted = (gaps(one) for one in (base, hand, outline))
    if before == wanted and len(base.lines) == len(outline.lines):
        return [], []
    if mine == wanted or not set(mine) <= set(before):
        return [], []
    return [Adopt(hand, outline, "gaps")], []


def gaps(shape: ShapeState) -> tuple[str, ...]:
    """Return the space after each paragraph of a shape as it is written there, empty where nothing is."""
    return tuple(
        canonical(found) if (found := one.find(f"{{{A}}}pPr/{{{A}}}spcAft")) is not None else ""
        for one in shape.drawn.element.iter(f"{{{A}}}p")
    )


def _size_only(base: ShapeState, outline: ShapeState) -> bool:
    return (
        base.fill == outline.fill
        and base.line == outline.line
        and {(one.look.colour, one.look.face) for line in base.lines or () for one in line.stretches}
        == {(one.look.colour, one.look.face) for line in outline.lines or () for one in line.stretches}
    )


def _looks_of(base: ShapeState, outline: ShapeState, hand: ShapeState) -> tuple[str, str, str]:
    """Return in words how three states look, or that it was changed where no words tell them apart."""
    three = _looks(base), _looks(outline), _looks(hand)
    return three if len(set(three)) > 1 else ("", "", "changed")


def _looks(shape: ShapeState) -> str:
    looks = dict.fromkeys(
        f"{one.look.face} {one.look.size / 100:g} pt #{one.look.colour}"
        for lines in (shape.lines or (), *(cell for row in shape.cells for cell in row))
        for line in lines
        for one in line.stretches
    )
    return "; ".join((*looks, *((f"filled {shape.fill}",) if shape.fill else ())))


def _alt(base: ShapeState, hand: ShapeState, outline: ShapeState, judge: Judge) -> Done:
    if hand.alt == outline.alt:
        return [], []
    if judge.by_office and not hand.alt and hand.kind != "picture":
        return [Adopt(hand, outline, "alt")], []  # LibreOffice drops it but for pictures
    three = (base.alt, outline.alt, hand.alt)
    take, findings = decide(judge, hand, Change("alt", three, base.alt != hand.alt, base.alt != outline.alt))
    return [Adopt(hand, outline, "alt")] if take else [], findings
