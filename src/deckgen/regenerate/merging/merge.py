"""Base, hand's deck and outline's deck → a plan: what is to be done to the hand's, and what is to be said.

Nothing is changed here. A slide or a shape is taken away only where it is provably untouched.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from deckgen.diagnostics import error
from deckgen.regenerate.merging.alike import says_same, untouched
from deckgen.regenerate.merging.judge import Judge, text_edits
from deckgen.regenerate.merging.links import NOWHERE, without_links
from deckgen.regenerate.merging.match import Match, match_shapes, match_slides
from deckgen.regenerate.merging.order import merge_order, moves_of
from deckgen.regenerate.merging.plan import (
    Choices,
    Delete,
    Edit,
    Finding,
    Insert,
    Key,
    Kind,
    Merge,
    Replace,
    SlidePlan,
)
from deckgen.regenerate.merging.sections import Parts, merge_sections
from deckgen.regenerate.merging.shapes import merge_shape
from deckgen.regenerate.merging.sheets import merge_layout, merge_properties, merge_sheets
from deckgen.regenerate.reading.package import BadDeck
from deckgen.regenerate.reading.snapshot import DeckState, ShapeState, SlideState, Stretch, said
from deckgen.structs import Struct, replace

LEAST_MATCHED = 0.5
"""The share of the base's slides that have to be found again; below it, this is another deck."""


class Trio(Struct, frozen=True):
    """One slide in its three states, None where it is not there."""

    base: SlideState | None
    hand: SlideState | None
    outline: SlideState | None

    @property
    def key(self) -> Key:
        """What tells it from all others."""
        if self.base is not None:
            return "base", self.base.number
        if self.outline is not None:
            return "outline", self.outline.number
        return "hand", self.hand.number if self.hand else 0

    @property
    def three(self) -> tuple[SlideState, SlideState, SlideState] | None:
        """Its states where it is in all three decks."""
        if self.base is None or self.hand is None or self.outline is None:
            return None
        return self.base, self.hand, self.outline


def merge(base: DeckState, hand: DeckState, outline: DeckState, choices: Choices | None = None) -> Merge:
    """Return what comes of a deck that both its outline and somebody's hand have changed.

    `base` is what deckgen last generated; where that is lost, pass `outline`. Raises `BadDeck` where
    the hand's deck is another deck.
    """
    choices = choices or Choices()
    trios, evidence = trios_of(base, hand, outline)
    _refuse_another(base, hand, trios)
    merging = _Merging(hand, choices)
    plans = {trio.key: plan for trio in trios if (plan := merging.slide(trio)) is not None}
    ordered, moved = _ordered([one for one in trios if one.key in plans], choices)
    merging.findings += moved
    decks = (base, hand, outline)
    sections = merge_sections(decks, _parts(trios), ordered, _sayer(trios, merging.findings, choices))
    sheets = merge_sheets([three for one in trios if (three := one.three)], decks, choices)
    properties, of_file = merge_properties(decks, choices)
    numbers = {key: number for number, key in enumerate(ordered, 1)}
    findings = [replace(one, number=numbers.get(key, 0)) for key, one in merging.findings]
    findings.sort(key=lambda one: (one.number or 10**6, one.shape))
    return Merge(
        tuple(plans[key] for key in ordered),
        (*sheets.findings, *of_file, *findings),
        evidence,
        None if sections is None else tuple((one.id, one.name, len(one.slides)) for one in sections),
        sheets.follow,
        properties,
    )


def _parts(trios: Sequence[Trio]) -> Parts:
    """Return the keys of all slides by their parts in the base, the hand's deck and the outline's."""
    base, hand, outline = (
        {state.part: one.key for one in trios if (state := side(one)) is not None} for side in _SIDES
    )
    return base, hand, outline


def _sayer(
    trios: Iterable[Trio], findings: list[tuple[Key, Finding]], choices: Choices
) -> Callable[..., Finding]:
    """Return what notes a finding of the section that a slide opens, and tells whether the outline counts."""
    known = {one.key: one for one in trios}

    def say(key: Key, kind: Kind, *three: str) -> Finding:
        found = _finding(known[key], kind, "", "section", *three)
        if kind is not Kind.APPLIED and choices.takes(found):
            found = replace(found, kind=Kind.APPLIED)
        elif kind is Kind.CONFLICT and choices.all == "hand":
            found = replace(found, kind=Kind.KEPT)
        findings.append((key, found))
        return found

    return say


def trios_of(base: DeckState, hand: DeckState, outline: DeckState) -> tuple[list[Trio], dict[int, str]]:
    """Return every slide in its three states, and what spoke for those of the hand by the base's places."""
    mine, theirs = match_slides(base.slides, hand.slides), match_slides(base.slides, outline.slides)
    trios = [
        Trio(
            slide,
            hand.slides[mine[place].other] if place in mine else None,
            outline.slides[theirs[place].other] if place in theirs else None,
        )
        for place, slide in enumerate(base.slides)
    ]
    trios = list(_without_dead_links(trios))
    own, fresh = _unmatched(hand.slides, mine), _unmatched(outline.slides, theirs)
    return [*trios, *_added_trios(own, fresh)], {place: one.evidence for place, one in mine.items()}


def _without_dead_links(trios: list[Trio]) -> Iterator[Trio]:
    """Yield slides without the links to slides that were deleted by hand, which nobody else took away."""
    gone = {f"#{one.base.page}" for one in trios if one.base and one.base.page and one.hand is None}
    for one in trios:
        if gone and one.hand is not None:
            states = (one.base, one.hand, one.outline)
            base, hand, outline = (
                without_links(state, gone | {NOWHERE}) if state is not None else None for state in states
            )
            yield Trio(base, hand, outline)
        else:
            yield one


def _unmatched(slides: Sequence[SlideState], matches: Mapping[int, Match]) -> list[SlideState]:
    taken = {one.other for one in matches.values()}
    return [slide for place, slide in enumerate(slides) if place not in taken]


def _added_trios(own: list[SlideState], fresh: list[SlideState]) -> Iterator[Trio]:
    """Yield the slides that the base has not; one that both sides added alike is one."""
    same = {one.base: one.other for one in match_slides(fresh, own).values() if one.evidence == "content"}
    for place, slide in enumerate(fresh):
        yield Trio(None, own[same[place]] if place in same else None, slide)
    for place, slide in enumerate(own):
        if place not in same.values():
            yield Trio(None, slide, None)


def _refuse_another(base: DeckState, hand: DeckState, trios: list[Trio]) -> None:
    shared = sum(one.base is not None and one.hand is not None for one in trios)
    if (
        len(base.slides) > 1
        and shared < LEAST_MATCHED * len(base.slides)
        and shared < LEAST_MATCHED * len(hand.slides)
    ):
        raise BadDeck(
            error(
                f"only {shared} of the {len(base.slides)} slides that deckgen made are found in the deck",
                None,
                "is this another talk's deck? rename or move it, then build again",
                "replace it: build with --fresh, which keeps a dated copy of it",
            )
        )


def _ordered(live: list[Trio], choices: Choices) -> tuple[list[Key], list[tuple[Key, Finding]]]:
    """Return the keys of the merged slides in order, and what there is to say of those that were moved."""
    base, hand, outline = (
        _keys({one.key: state for one in live if (state := side(one)) is not None}) for side in _SIDES
    )
    first = [one for one in base if one in set(hand)]
    findings = list(_moved({one.key: one for one in live}, (first, outline, hand), choices))
    found = moves_of(first, hand, outline)
    taken = {key for key, one in findings if key in found.hand and one.kind is Kind.APPLIED}
    return merge_order(first, hand, outline, taken), findings


def _moved(
    slides: Mapping[Key, Trio], orders: tuple[list[Key], list[Key], list[Key]], choices: Choices
) -> Iterator[tuple[Key, Finding]]:
    """Yield what became of each slide that was moved; `orders` are the base's, the outline's, the hand's."""
    first, outline, hand = orders
    found = moves_of(first, hand, outline)
    alike = (found.hand & found.outline) - found.both
    for key in [one for one in first if one in (found.hand | found.outline) - alike]:
        kind = Kind.KEPT if key in found.hand else Kind.APPLIED
        if key in found.both and choices.all != "hand":
            kind = Kind.CONFLICT
        three = (_follows(key, order, slides) for order in orders)
        finding = _finding(slides[key], kind, "", "order", *three)
        yield key, replace(finding, kind=Kind.APPLIED) if choices.takes(finding) else finding


def _follows(key: Key, order: list[Key], slides: Mapping[Key, Trio]) -> str:
    """Say where a slide is in an order, by the slide before it."""
    place = order.index(key)
    if not place:
        return "the first slide"
    trio = slides[order[place - 1]]
    shown = trio.hand or trio.outline or trio.base
    return f'after "{shown.title if shown else ""}"'


_SIDES: tuple[Callable[[Trio], SlideState | None], ...] = (
    lambda trio: trio.base,
    lambda trio: trio.hand,
    lambda trio: trio.outline,
)


def _keys(slides: Mapping[Key, SlideState]) -> list[Key]:
    """Return the keys of slides in the order in which they come."""
    return sorted(slides, key=lambda key: slides[key].number)


def _finding(trio: Trio, kind: Kind, shape: str, field: str, *three: str) -> Finding:
    """Return what there is to say of a field; `three`: what base, outline, hand have."""
    base, outline, hand = (*three, "", "", "")[:3]
    named = trio.outline or trio.base or trio.hand
    shown = trio.hand or trio.outline or trio.base
    page = named.page if named is not None and (trio.outline or trio.base) else ""
    return Finding(kind, page, 0, shown.title if shown else "", shape, field, base, outline, hand)


class _Slides(Struct, frozen=True):
    """One slide in all its three states; `mine` and `theirs` are places by those in the base."""

    base: SlideState
    hand: SlideState
    outline: SlideState
    mine: Mapping[int, int]
    theirs: Mapping[int, int]

    def in_hand(self, place: int) -> ShapeState | None:
        """Return a shape of the base as the hand's deck has it, None where it is not there."""
        return self.hand.shapes[self.mine[place]] if place in self.mine else None

    def in_outline(self, place: int) -> ShapeState | None:
        """Return a shape of the base as the outline has it, None where it is not there."""
        return self.outline.shapes[self.theirs[place]] if place in self.theirs else None

    @property
    def back(self) -> dict[int, ShapeState]:
        """The hand's shapes by their places in the outline."""
        return {two: self.hand.shapes[self.mine[one]] for one, two in self.theirs.items() if one in self.mine}


def _stacked(slides: _Slides) -> bool:
    """Tell whether shapes were brought to the front or sent to the back by hand."""
    places = [slides.mine[one] for one in sorted(slides.mine)]
    return places != sorted(places)


def _slides(base: SlideState, hand: SlideState, outline: SlideState) -> _Slides:
    return _Slides(base, hand, outline, match_shapes(base, hand), match_shapes(base, outline))


class _Merging:
    """Merges slide after slide, and notes what there is to say."""

    def __init__(self, hand: DeckState, choices: Choices) -> None:
        self.by_office = hand.by_office
        self.choices = choices
        self.findings: list[tuple[tuple[str, int], Finding]] = []

    def _say(self, trio: Trio, kind: Kind, field: str, *three: str) -> Finding:
        found = _finding(trio, kind, "", field, *three)
        if kind is Kind.CONFLICT and self.choices.all == "hand":
            found = replace(found, kind=Kind.KEPT)
        self.findings.append((trio.key, found))
        return found

    def slide(self, trio: Trio) -> SlidePlan | None:
        """Return the plan for a slide, None where it is not in the merged deck."""
        if trio.base is None:
            return self._added(trio)
        if trio.hand is None:
            return self._gone(trio)
        if trio.outline is None:
            return self._dropped(trio)
        return self._both(trio, trio.base, trio.hand, trio.outline)

    def _added(self, trio: Trio) -> SlidePlan:
        if trio.outline is None:
            self._say(trio, Kind.KEPT, "slide", "", "", trio.hand.title if trio.hand else "")
        elif trio.hand is None:
            self._say(trio, Kind.APPLIED, "slide", "", trio.outline.title)
        return SlidePlan(trio.hand, trio.outline)

    def _gone(self, trio: Trio) -> SlidePlan | None:
        """Return the plan for a slide that was deleted by hand: it stays so unless it is asked back."""
        if trio.outline is None or trio.base is None:
            return None
        said_ = _all(trio.base), _all(trio.outline)
        wanted = _finding(trio, Kind.CONFLICT, "", "slide", *said_)
        ids = {wanted.slide, wanted.slide.partition(".")[0]}
        if ids & self.choices.restore or self.choices.takes(wanted):
            self._say(trio, Kind.APPLIED, "slide", *said_)
            return SlidePlan(None, trio.outline)
        kind = Kind.KEPT if _same_slide(trio.base, trio.outline) else Kind.CONFLICT
        self._say(trio, kind, "slide", *said_)
        return None

    def _dropped(self, trio: Trio) -> SlidePlan | None:
        """Return the plan for a slide that the outline dropped: it goes where nobody touched it."""
        assert trio.base is not None
        assert trio.hand is not None
        clean = self._slide_untouched(trio.base, trio.hand)
        wanted = _finding(trio, Kind.CONFLICT, "", "slide", trio.base.title, "", trio.hand.title)
        if clean or self.choices.takes(wanted):
            self._say(trio, Kind.APPLIED, "slide", trio.base.title, "", trio.hand.title)
            return None
        self._say(trio, Kind.CONFLICT, "slide", trio.base.title, "", trio.hand.title)
        return SlidePlan(trio.hand, None, base=trio.base)

    def _slide_untouched(self, base: SlideState, hand: SlideState) -> bool:
        """Tell whether a slide is provably as it was, so that it may be deleted."""
        if hand.kept or base.hidden != hand.hidden or not _notes_alike(base, hand, self.by_office):
            return False
        if hand.effects != base.effects or any(self._in_addition(base, hand)):
            return False
        if hand.sheet.name != base.sheet.name and hand.sheet.part != base.sheet.part and not self.by_office:
            return False
        if len(base.shapes) != len(hand.shapes):
            return False
        pairs = match_shapes(base, hand)
        in_order = [pairs[one] for one in sorted(pairs)]
        return (
            len(pairs) == len(base.shapes)
            and in_order == sorted(in_order)
            and all(
                says_same(base.shapes[one], hand.shapes[two])
                if _chrome(base.shapes[one])
                else untouched(base.shapes[one], hand.shapes[two], by_office=self.by_office)
                for one, two in pairs.items()
            )
        )

    def _in_addition(self, base: SlideState, hand: SlideState) -> Iterator[str]:
        """Yield what of a slide other than its shapes was changed by hand.

        LibreOffice writes animations and backgrounds in a form of its own.
        """
        for what, before, now in (
            ("animation", base.timing, hand.timing),
            ("background", base.backdrop, hand.backdrop),
            ("transition", base.transition, hand.transition),
        ):
            form = self.by_office and what != "transition"
            if bool(before) != bool(now) if form else before != now:
                yield what

    def _hidden(
        self, trio: Trio, three: tuple[SlideState, SlideState, SlideState]
    ) -> tuple[bool | None, list[Finding]]:
        """Return whether a slide is to be hidden or shown, None: it stays, and what there is to say."""
        base, hand, outline = three
        if hand.hidden == outline.hidden:
            return None, []
        shown = [("hidden" if one.hidden else "shown") for one in (base, outline, hand)]
        finding = _finding(trio, Kind.KEPT, "", "hidden", *shown)
        if base.hidden == hand.hidden or self.choices.takes(finding):
            return outline.hidden, [replace(finding, kind=Kind.APPLIED)]
        return None, [finding]

    def _beside(self, trio: Trio, slides: _Slides) -> tuple[list[Finding], set[str]]:
        """Say what else of a slide was changed by hand, and name what the outline is asked for."""
        findings: list[Finding] = []
        taken: set[str] = set()
        stacked = ["stacking"] if _stacked(slides) else []
        for what in [*sorted(set(self._in_addition(slides.base, slides.hand))), *stacked]:
            found = _finding(trio, Kind.KEPT, "", what, "", "", "changed")
            if self.choices.takes(found):
                found = replace(found, kind=Kind.APPLIED)
                taken.add(what)
            findings.append(found)
        return findings, taken

    def _both(self, trio: Trio, base: SlideState, hand: SlideState, outline: SlideState) -> SlidePlan:
        slides = _slides(base, hand, outline)
        beside, taken = self._beside(trio, slides)

        def say(kind: Kind, shape: ShapeState | None, field: str, *three: str) -> Finding:
            return _finding(trio, kind, _name(shape, field), field, *three)

        animated = any(one.field == "animation" and one.kind is Kind.KEPT for one in beside)
        judge = Judge(say, self.choices, self.by_office, animated)
        edits: list[Edit] = []
        findings: list[Finding] = []
        for done, reported in (
            self._shapes(judge, slides),
            _notes(judge, base, hand, outline),
        ):
            edits += done
            findings += reported
        hidden, shown = self._hidden(trio, (base, hand, outline))
        findings += [*shown, *beside]
        findings += [
            say(Kind.KEPT, None, _BESIDE[one], "", "", "added")
            for one in hand.kept
            if one in _BESIDE and one not in base.kept
        ]
        relaid, told = merge_layout((base, hand, outline), say, self.choices, by_office=self.by_office)
        self.findings += [(trio.key, one) for one in (*findings, *told)]
        adopted = _adopted(base, hand, outline) | taken | ({"layout"} if relaid else set())
        return SlidePlan(hand, outline, tuple(edits), hidden, adopted, base)

    def _shapes(self, judge: Judge, slides: _Slides) -> tuple[list[Edit], list[Finding]]:
        edits: list[Edit] = []
        findings: list[Finding] = []
        whole = _groups(judge, slides)
        for place, shape in enumerate(slides.base.shapes):
            if shape.group in whole or shape.id in whole:
                continue
            done, reported = self._shape(judge, shape, slides.in_hand(place), slides.in_outline(place))
            back = [_put_in(slides, slides.theirs[place]) for one in done if isinstance(one, Insert)]
            edits += back or done
            findings += reported
        for group_edit, group_findings in whole.values():
            edits += group_edit
            findings += group_findings
        own = [one for at, one in enumerate(slides.hand.shapes) if at not in slides.mine.values()]
        findings += [judge.say(Kind.KEPT, one, "shape", "", "", one.text) for one in own]
        fresh = _new_shapes(slides, set(whole))
        edits += [_put_in(slides, place) for place in fresh]
        shown = (slides.outline.shapes[place] for place in fresh)
        findings += [judge.say(Kind.APPLIED, one, "shape", "", one.text) for one in shown if not _chrome(one)]
        return edits, findings

    def _shape(
        self, judge: Judge, base: ShapeState, hand: ShapeState | None, outline: ShapeState | None
    ) -> tuple[list[Edit], list[Finding]]:
        if hand is not None and not hand.key:
            hand = replace(hand, key=base.key)  # a name that LibreOffice took away is said all the same
        if hand is None and outline is None:
            return [], []
        if hand is None:
            assert outline is not None
            same = says_same(base, outline)
            finding = judge.say(
                Kind.KEPT if same else Kind.CONFLICT, outline, "shape", base.text, outline.text
            )
            if judge.choices.takes(finding):
                return [Insert(outline, None)], [replace(finding, kind=Kind.APPLIED)]
            if not _chrome(outline):
                return [], [finding]
            # LibreOffice leaves feet out by itself, and what they say is nothing to decide on.
            return [], [] if judge.by_office else [replace(finding, kind=Kind.KEPT)]
        if outline is None:
            finding = judge.say(Kind.APPLIED, hand, "shape", base.text, "", hand.text)
            if untouched(base, hand, by_office=self.by_office) and not judge.animated:
                return [Delete(hand)], [finding]
            conflict = replace(finding, kind=Kind.CONFLICT)
            if judge.choices.takes(conflict):
                return [Delete(hand)], [finding]
            return [], [conflict]
        return merge_shape(base, hand, outline, judge)


def _notes_alike(base: SlideState, hand: SlideState, by_office: bool) -> bool:
    """Tell whether notes say the same, written alike to the last run; LibreOffice writes them anew."""
    if by_office or said(base.notes) != said(hand.notes):
        return said(base.notes) == said(hand.notes)
    if base.notes_drawn is None or hand.notes_drawn is None:
        return not (base.notes or hand.notes)
    return base.notes_drawn.like(hand.notes_drawn)


_BESIDE = {
    "comments": "comments",
    "tags": "data of an add-in",
    "themeOverride": "theme of its own",
    "shapes beside the notes": "shapes beside the notes",
}
"""What hangs on a slide beside its shapes, by the kinds of its relations."""


def _adopted(base: SlideState, hand: SlideState, outline: SlideState) -> frozenset[str]:
    """Return what of a slide other than its shapes only the outline changed."""
    three = {
        "animation": (base.timing, hand.timing, outline.timing),
        "background": (base.backdrop, hand.backdrop, outline.backdrop),
        "transition": (base.transition, hand.transition, outline.transition),
    }
    return frozenset(what for what, (before, mine, wanted) in three.items() if mine == before != wanted)


def _name(shape: ShapeState | None, field: str) -> str:
    if shape is None:
        return "notes" if field == "text" else ""
    return shape.field_name


def _group_text(slide: SlideState, group: ShapeState) -> str:
    return "\n".join(one.text for one in slide.shapes if one.group == group.id and one.text)


def _all(slide: SlideState) -> str:
    return "\n".join(one for one in slide.words() if one.strip())


def _chrome(shape: ShapeState) -> bool:
    return shape.is_chrome


def _stretches_of(slide: SlideState) -> Iterator[Stretch]:
    for shape in slide.shapes:
        for lines in (shape.lines or (), *(cell for row in shape.cells for cell in row)):
            yield from (part for line in lines for part in line.stretches)


def _same_slide(base: SlideState, outline: SlideState) -> bool:
    """Tell whether the outline says of a slide what it said before."""
    # A slide that is not in the deck is not followed by what it leads to: works cited may have gone.
    jumps = {part.stress.link for state in (base, outline) for part in _stretches_of(state)}
    jumps = {one for one in jumps if one.startswith("#")}
    base, outline = without_links(base, jumps), without_links(outline, jumps)
    mine = [one for one in base.shapes if not one.is_chrome]
    others = [one for one in outline.shapes if not one.is_chrome]
    return (
        len(mine) == len(others)
        and all(says_same(a, b) for a, b in zip(mine, others, strict=True))
        and said(base.notes) == said(outline.notes)
    )


def _notes(
    judge: Judge, base: SlideState, hand: SlideState, outline: SlideState
) -> tuple[list[Edit], list[Finding]]:
    if said(hand.notes) == said(outline.notes):
        return [], []
    return text_edits(judge, None, None, (base.notes, hand.notes, outline.notes), "text")


def _groups(judge: Judge, slides: _Slides) -> dict[int | None, tuple[list[Edit], list[Finding]]]:
    """Return what is done to diagrams that nobody touched: a changed one is replaced."""
    found: dict[int | None, tuple[list[Edit], list[Finding]]] = {}
    if judge.animated:
        return found
    for place, shape in enumerate(slides.base.shapes):
        one, two = slides.in_hand(place), slides.in_outline(place)
        if shape.kind != "group" or one is None or two is None or not shape.drawn.like(one.drawn):
            continue
        if shape.drawn.like(two.drawn):
            found[shape.id] = ([], [])
            continue
        states = ((slides.base, shape), (slides.outline, two), (slides.hand, one))
        texts = (_group_text(state, group) for state, group in states)
        found[shape.id] = ([Replace(one, two)], [judge.say(Kind.APPLIED, one, "diagram", *texts)])
    return found


def _new_shapes(slides: _Slides, whole: set[int | None]) -> list[int]:
    """Return the places of the shapes that are new in the outline; `whole` are groups that are replaced."""
    theirs = slides.theirs
    groups = {slides.base.shapes[one].id: slides.outline.shapes[two].id for one, two in theirs.items()}
    replaced = {groups.get(one) for one in whole if one is not None}
    taken = set(theirs.values())
    found: list[int] = []
    fresh: set[int] = set()
    for place, shape in enumerate(slides.outline.shapes):
        if place in taken or shape.group in replaced or shape.group in fresh:
            fresh |= {shape.id} if shape.group in fresh else set()
            continue
        fresh |= {shape.id} if shape.kind == "group" else set()
        found.append(place)
    return found


def _put_in(slides: _Slides, place: int) -> Insert:
    """Return the edit that puts a shape of the outline's in, after what it follows there."""
    shapes, back = slides.outline.shapes, slides.back
    shape = shapes[place]
    before = [at for at in back if at < place and shapes[at].group == shape.group]
    groups = [back[at] for at in back if shapes[at].id == shape.group]
    return Insert(shape, back[max(before)] if before else None, groups[0] if groups else None)
