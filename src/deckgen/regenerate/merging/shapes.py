"""Three states of a shape → what is to be done to the hand's, field by field, by the table of rules.

What only the outline changed is applied in place, what only the hand changed stays, and where both changed
the same the hand's stays and a conflict is reported.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from deckgen.regenerate.merging.dressed import guarded, set_off
from deckgen.regenerate.merging.plan import (
    Adopt,
    Choices,
    Edit,
    Finding,
    Kind,
    MergedRow,
    Replace,
    TableEdit,
    TextEdit,
)
from deckgen.regenerate.merging.text import Collision, MergedLine, merge_text, pairs
from deckgen.regenerate.reading.canonical import canonical
from deckgen.regenerate.reading.charts import chart_looks
from deckgen.regenerate.reading.snapshot import (
    Figure,
    Line,
    Lines,
    Look,
    ShapeState,
    alike_colours,
    said,
    words,
)
from deckgen.structs import Struct, replace
from deckgen.writers.pptx.xml import A

NEAR = 6_350
"""Half a point in EMU: LibreOffice takes 360 EMU off a shape's width and height whenever it saves."""

_CROP = 10
"""Hundred-thousandths of a picture: LibreOffice moves its edges by 4."""


class Judge(Struct, frozen=True):
    """What the shapes of one slide are merged with.

    `say` makes a finding of the slide. `by_office` says that LibreOffice saved the deck last, `animated`
    that the slide's animations are not the base's.
    """

    say: Callable[..., Finding]
    choices: Choices
    by_office: bool
    animated: bool


def alike_places(one: ShapeState, other: ShapeState) -> bool:
    """Tell whether two shapes are at the same place; a line goes where what it joins goes."""
    if "line" in (one.kind, other.kind) or one.place is None or other.place is None:
        return True
    return one.place.near(other.place, NEAR)


def alike_looks(one: Lines, other: Lines) -> bool:
    """Tell whether two texts look alike to the last run."""
    if len(one) != len(other):
        return False
    return all(a.align == b.align and _alike_runs(a, b) for a, b in zip(one, other, strict=True))


def _alike_runs(one: Line, other: Line) -> bool:
    first = [look for part in one.stretches for look in [part.look] * len(part.text)]
    second = [look for part in other.stretches for look in [part.look] * len(part.text)]
    linked = [bool(part.stress.link) for part in one.stretches for _ in part.text]
    if len(first) != len(second):
        return False
    pairs_of_looks = {(a, b) for a, b, link in zip(first, second, linked, strict=True) if not link}
    return all(a.like(b) for a, b in pairs_of_looks)


def styled_alike(one: ShapeState, other: ShapeState) -> bool:
    """Tell whether two shapes have one paint, one form, and, where they say the same, texts of one look."""
    painted = alike_colours(one.fill, other.fill) and alike_colours(one.line, other.line)
    if one.kind == "line":
        return True
    if not painted or one.form != other.form:
        return False
    return all(_looks_in_common(a, b) for a, b in _texts(one, other))


def _looks_in_common(one: Lines, other: Lines) -> bool:
    """Tell whether the paragraphs that two texts share look alike, by what most of their characters do."""
    for place, at in pairs(one, other).items():
        a, b = _main(one[place]), _main(other[at])
        if a is not None and b is not None and not (a[0].like(b[0]) and a[1] == b[1]):
            return False
    return True


def _main(line: Line) -> tuple[Look, str] | None:
    parts = [one for one in line.stretches if not one.stress.link] or list(line.stretches)
    if not parts:
        return None
    return max(parts, key=lambda one: len(one.text)).look, line.align


def _texts(one: ShapeState, other: ShapeState) -> Iterator[tuple[Lines, Lines]]:
    yield one.lines or (), other.lines or ()
    for row, row_ in zip(one.cells, other.cells, strict=False):
        yield from zip(row, row_, strict=False)


def says_same(one: ShapeState, other: ShapeState) -> bool:
    """Tell whether two shapes say and show the same."""
    mine = said(one.lines or ())
    spoken = mine == said(other.lines or ()) or (
        one.instead is not None and said(one.instead) == said(other.lines or ())
    )
    cells = [[said(cell) for cell in row] for row in one.cells]
    return (
        spoken
        and cells == [[said(cell) for cell in row] for row in other.cells]
        and one.series == other.series
        and alike_figures(one, other)
    )


def alike_figures(one: ShapeState, other: ShapeState) -> bool:
    """Tell whether two shapes show one picture, cut alike."""
    if one.figure is None or other.figure is None:
        return one.figure is other.figure
    same = one.figure.digest == other.figure.digest
    return same and all(abs(a - b) <= _CROP for a, b in zip(one.figure.crop, other.figure.crop, strict=True))


def pristine(base: ShapeState, hand: ShapeState) -> bool:
    """Tell whether a shape is written as it was, the noise of programs aside."""
    if not base.drawn.like(hand.drawn) or base.series != hand.series or _counted_anew(base, hand):
        return False
    if base.chart_drawn is None or hand.chart_drawn is None:
        return base.chart_drawn is hand.chart_drawn
    return base.chart_drawn.like(hand.chart_drawn)


def _counted_anew(base: ShapeState, hand: ShapeState) -> bool:
    """Tell whether a chart's workbook was given other numbers, and the chart itself none."""
    return bool(hand.held) and hand.held != base.held and hand.series == base.series


def untouched(base: ShapeState, hand: ShapeState, *, by_office: bool) -> bool:
    """Tell whether a shape is provably as it was, so that it may be deleted or replaced.

    LibreOffice writes all of it anew; then it has to say, stand and look the same to the last run, and a
    chart, of whose look not all is read, never is.
    """
    if pristine(base, hand):
        return True
    if not by_office or base.chart:
        return False
    looks = all(alike_looks(a, b) or said(a) != said(b) for a, b in _texts(base, hand))
    same = says_same(base, hand) and looks and styled_alike(base, hand) and alike_places(base, hand)
    return same and base.hidden == hand.hidden and hand.alt in (base.alt, "")


_NUMBERS = ("chart", "data")


def merge_shape(
    base: ShapeState, hand: ShapeState, outline: ShapeState, judge: Judge
) -> tuple[list[Edit], list[Finding]]:
    """Return what is to be done to the hand's shape, and what is to be said of it."""
    if _counted_anew(base, hand):
        done, said_ = merge_shape(base, replace(hand, series=hand.held, held=()), outline, judge)
        taken = any(
            isinstance(one, Replace) or (isinstance(one, Adopt) and one.what in _NUMBERS) for one in done
        )
        shown = [] if taken else [Adopt(replace(hand, series=hand.held), outline, "workbook")]
        return [*shown, *done], said_
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
    for rule in (_text, _cells, _data, _picture, _place, _style, _spacing, _alt):
        done, reported = rule(base, hand, outline, judge)
        edits += done
        findings += reported
    if hand.is_chrome:
        findings = [replace(one, kind=Kind.KEPT) for one in findings if one.kind is not Kind.APPLIED]
    return edits, findings


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


Done = tuple[list[Edit], list[Finding]]


class _Change(Struct, frozen=True):
    """What a field says in the base, the outline and the hand's deck, and which of the two changed it."""

    field: str
    three: tuple[str, str, str]
    by_hand: bool
    by_outline: bool = True


def _decide(judge: Judge, hand: ShapeState, change: _Change) -> tuple[bool, list[Finding]]:
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
    touched = touched or not _plain(base, hand, judge)
    take, findings = _decide(judge, hand, _Change("text", _three(base, outline, hand), touched))
    return [Replace(hand, outline)] if take else [], findings


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


def _cells(base: ShapeState, hand: ShapeState, outline: ShapeState, judge: Judge) -> Done:
    tables = [[[said(cell) for cell in row] for row in one.cells] for one in (base, hand, outline)]
    before, mine, wanted = tables
    if not any(tables) or mine == wanted:
        return [], []
    heights = alike_places(base, hand)
    if len({len(row) for table in tables for row in table}) > 1:
        return _ragged(base, hand, outline, judge, (before != mine, before != wanted))
    merging = _Rows(base, hand, outline, judge)
    rows = merging.rows()
    if merging.applied:
        return [TableEdit(hand, outline, rows, heights)], merging.findings
    return _as_tall(base, hand, outline) if heights and before == wanted else [], merging.findings


def _ragged(
    base: ShapeState, hand: ShapeState, outline: ShapeState, judge: Judge, changed: tuple[bool, bool]
) -> Done:
    """Merge tables as wholes of which one has other columns; `changed`: whether hand and outline changed."""
    by_hand = changed[0] or not _plain(base, hand, judge)
    change = _Change("cells", _three(base, outline, hand), by_hand, changed[1])
    take, findings = _decide(judge, hand, change)
    if take:
        return [Replace(hand, outline)], findings
    same = not changed[1] and alike_places(base, hand)
    return _as_tall(base, hand, outline) if same else [], findings


def _plain(base: ShapeState, hand: ShapeState, judge: Judge) -> bool:
    """Tell whether a shape may be replaced: nobody has given it another look, or another place."""
    return untouched(base, hand, by_office=judge.by_office)


def _as_tall(base: ShapeState, hand: ShapeState, outline: ShapeState) -> list[Edit]:
    """Return the edit that makes rows as tall as the outline's: fewer on a page may be taller."""
    if all(abs(a - b) <= NEAR for a, b in zip(_heights(base), _heights(outline), strict=False)):
        return []
    same = _row_pairs(hand, outline)
    return [TableEdit(hand, outline, tuple(MergedRow(at, same.get(at)) for at in range(len(hand.cells))))]


def _heights(table: ShapeState) -> list[int]:
    return [int(one.get("h", "0")) for one in table.drawn.element.iter(f"{{{A}}}tr")]


class _Rows:
    """Merges a table row by row, and the rows that all three have cell by cell."""

    def __init__(self, base: ShapeState, hand: ShapeState, outline: ShapeState, judge: Judge) -> None:
        self.base, self.hand, self.outline, self.judge = base, hand, outline, judge
        self.findings: list[Finding] = []
        self.applied = False

    def rows(self) -> tuple[MergedRow, ...]:
        """Return the rows of the merged table."""
        with_hand = _row_pairs(self.base, self.hand)
        with_outline = _row_pairs(self.base, self.outline)
        from_hand = {other: place for place, other in with_hand.items()}
        found: list[MergedRow] = []
        asked: set[int] = set()
        for place in range(len(self.hand.cells)):
            row = self._row(place, from_hand.get(place), with_outline)
            found += [row] if row else []
        for place, other in with_outline.items():
            before, wanted = self.base.cells[place], self.outline.cells[other]
            if place not in with_hand and self._take(before, wanted, ()):
                asked.add(other)
        taken = set(with_outline.values()) - asked
        for place, cells in enumerate(self.outline.cells):
            if place in taken:
                continue
            last = max(
                (at for at, one in enumerate(found) if one.outline is not None and one.outline < place),
                default=-1,
            )
            found.insert(last + 1, MergedRow(None, place))
            if place not in asked:
                self._say(Kind.APPLIED, (), cells, ())
        return tuple(found)

    def _row(self, place: int, origin: int | None, with_outline: dict[int, int]) -> MergedRow | None:
        mine = self.hand.cells[place]
        if origin is None:
            self._say(Kind.KEPT, (), (), mine)
            return MergedRow(place, None)
        before, other = self.base.cells[origin], with_outline.get(origin)
        if other is None:
            if _saying(before) == _saying(mine) and self._row_as_it_was(origin, place):
                self._say(Kind.APPLIED, before, (), mine)
                return None
            return None if self._take(before, (), mine) else MergedRow(place, None)
        wanted = self.outline.cells[other]
        cells = [
            self._cell(*three, place, at) for at, three in enumerate(zip(before, mine, wanted, strict=True))
        ]
        return MergedRow(place, other, tuple(cells))

    def _row_as_it_was(self, origin: int, place: int) -> bool:
        """Tell whether nobody has given a row, or a word in it, another look."""
        rows = [list(one.drawn.element.iter(f"{{{A}}}tr")) for one in (self.base, self.hand)]
        one, other = rows[0][origin], rows[1][place]
        if self.judge.by_office:  # it writes cells anew
            cells = zip(self.base.cells[origin], self.hand.cells[place], strict=False)
            return all(alike_looks(before, mine) for before, mine in cells)
        return [canonical(cell) for cell in one] == [canonical(cell) for cell in other]

    def _cell(
        self, before: Lines, mine: Lines, wanted: Lines, row: int, column: int
    ) -> tuple[MergedLine, ...] | None:
        field = f"cell {row + 1},{column + 1}"
        edits, findings = text_edits(self.judge, self.hand, self.outline, (before, mine, wanted), field)
        self.findings += findings
        self.applied |= bool(edits)
        return edits[0].lines if edits and isinstance(edits[0], TextEdit) else None

    def _take(self, base: tuple[Lines, ...], outline: tuple[Lines, ...], hand: tuple[Lines, ...]) -> bool:
        """Note that a row was changed by hand, and tell whether the outline's counts."""
        self._say(Kind.CONFLICT, base, outline, hand)
        finding = self.findings.pop()
        take = self.judge.choices.takes(finding)
        alone = _saying(base) == _saying(outline) or self.judge.choices.all == "hand"
        kind = Kind.APPLIED if take else Kind.KEPT if alone else Kind.CONFLICT
        self.findings.append(replace(finding, kind=kind))
        self.applied |= take
        return take

    def _say(
        self, kind: Kind, base: tuple[Lines, ...], outline: tuple[Lines, ...], hand: tuple[Lines, ...]
    ) -> None:
        texts = (" | ".join(words(cell) for cell in row) for row in (base, outline, hand))
        self.findings.append(self.judge.say(kind, self.hand, "rows", *texts))
        self.applied |= kind is Kind.APPLIED


def _saying(row: tuple[Lines, ...]) -> list[object]:
    return [said(cell) for cell in row]


def _row_pairs(base: ShapeState, other: ShapeState) -> dict[int, int]:
    """Return which row is which: in order, by what they say."""
    mine, others = (tuple(_as_line(row) for row in one.cells) for one in (base, other))
    if len(mine) == len(others):
        same = pairs(mine, others)
        if all(place == at for place, at in same.items()):
            return {place: place for place in range(len(mine))}
        return same
    return pairs(mine, others)


def _as_line(row: tuple[Lines, ...]) -> Line:
    text = " | ".join(words(cell) for cell in row)
    stretches = tuple(one for cell in row for line in cell for one in line.stretches)
    whole = (replace(stretches[0], text=text),) if stretches else ()
    return Line(0, whole, "l")


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
    change = _Change("data", _three(base, outline, hand), touched, changed)
    take, findings = _decide(judge, hand, change)
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
    change = _Change("look", (before[0], wanted[0], mine[0]), touched or judge.by_office, changed)
    take, findings = _decide(judge, hand, change)
    return [Adopt(hand, outline, "chart")] if take else [], findings


def _looks_of_chart(shape: ShapeState) -> tuple[str, str]:
    return chart_looks(shape.chart_drawn.element if shape.chart_drawn is not None else None)


def _picture(base: ShapeState, hand: ShapeState, outline: ShapeState, judge: Judge) -> Done:
    if not (base.figure and hand.figure and outline.figure) or alike_figures(hand, outline):
        return [], []
    names = (_SAME, _other_figure(base.figure, outline.figure), _other_figure(base.figure, hand.figure))
    change = _Change("picture", names, not alike_figures(base, hand), not alike_figures(base, outline))
    take, findings = _decide(judge, hand, change)
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
    take, findings = _decide(judge, hand, _Change("place", three, touched, changed))
    shown = [one for one in findings if one.kind is not Kind.APPLIED or touched]
    return [Adopt(hand, outline, "place")] if take else [], shown


def _style(base: ShapeState, hand: ShapeState, outline: ShapeState, judge: Judge) -> Done:
    touched, changed = not styled_alike(base, hand), not styled_alike(base, outline)
    words_ = [] if touched or hand.is_chrome else list(_set_off(base, hand, judge))
    if words_:
        said_ = judge.say(Kind.KEPT, hand, "look of words", "", "", ", ".join(words_))
        return [Adopt(hand, outline, "style", base)] if changed else [], [said_]
    if not (touched or changed) or (hand.kind == "chart"):
        return [], []
    # The fit sets text smaller or larger because of other words: that is nothing the author asked for.
    fitted = touched and changed and _size_only(base, outline)
    three = (_looks(base), _looks(outline), _looks(hand))
    take, findings = _decide(judge, hand, _Change("style", three, touched, changed and not fitted))
    shown = [one for one in findings if one.kind is not Kind.APPLIED or touched]
    return [Adopt(hand, outline, "style", base)] if take else [], shown


def _set_off(base: ShapeState, hand: ShapeState, judge: Judge) -> Iterator[str]:
    """Yield the words of a shape that look otherwise than they were generated, in quotation marks."""
    for before, mine in _texts(base, hand):
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
    return [Adopt(hand, outline, "spacing")], []


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


def _looks(shape: ShapeState) -> str:
    looks = dict.fromkeys(
        f"{one.look.face} {one.look.size / 100:g} pt #{one.look.colour}"
        for line in shape.lines or ()
        for one in line.stretches
    )
    return "; ".join((*looks, *((f"filled {shape.fill}",) if shape.fill else ())))


def _alt(base: ShapeState, hand: ShapeState, outline: ShapeState, judge: Judge) -> Done:
    if hand.alt == outline.alt:
        return [], []
    if judge.by_office and not hand.alt and hand.kind != "picture":
        return [Adopt(hand, outline, "alt")], []  # LibreOffice drops it but for pictures
    three = (base.alt, outline.alt, hand.alt)
    take, findings = _decide(
        judge, hand, _Change("alt", three, base.alt != hand.alt, base.alt != outline.alt)
    )
    return [Adopt(hand, outline, "alt")] if take else [], findings
