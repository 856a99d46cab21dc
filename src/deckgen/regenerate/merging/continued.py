"""A slide that goes on over several pages, in its three states → which words change their page, and where to.

When a text grows or shrinks, its points move from page to page. Merged page by page, a point that was changed
by hand on one page would collide with its own move to the next.
"""

from __future__ import annotations

import itertools
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from deckgen.regenerate.merging.alike import pristine
from deckgen.regenerate.merging.match import match_shapes
from deckgen.regenerate.merging.merge import Trio, trios_of
from deckgen.regenerate.merging.paging import Unit, repaged, rows_repaged
from deckgen.regenerate.reading.snapshot import (
    PLAIN,
    DeckState,
    Line,
    Lines,
    Look,
    ShapeState,
    SlideState,
    Stretch,
    said,
    words,
)
from deckgen.structs import Struct

NOTES = "#notes"
"""What the notes are called among the texts of a page."""


class States(Struct, frozen=True):
    """A deck as it was last generated, as somebody has worked in it, and as it is newly generated."""

    base: DeckState
    hand: DeckState
    outline: DeckState


class Group(Struct, frozen=True):
    """The pages of one slide of the outline: those that the base and the hand have, and the new ones."""

    before: tuple[Trio, ...]
    after: tuple[SlideState, ...]

    def homes(self) -> tuple[int | None, ...]:
        """Return for each page of the outline which of those before it is, None: a new one."""
        at = {one.outline.part: place for place, one in enumerate(self.before) if one.outline is not None}
        found = _in_order([at.get(one.part) for one in self.after])
        free = [place for place in range(len(self.before)) if place not in found]
        return _in_order([place if one is None and place in free else one for place, one in enumerate(found)])

    def sides(self) -> tuple[list[SlideState], list[SlideState], list[SlideState]]:
        """Return the pages of the base, of the hand's deck and of the outline."""
        return [both(one)[0] for one in self.before], [both(one)[1] for one in self.before], [*self.after]


def _in_order(places: Sequence[int | None]) -> tuple[int | None, ...]:
    """Return places as they are where they rise, else without those that would cross another."""
    found: list[int | None] = []
    last = -1
    for one in places:
        found.append(one if one is not None and one > last else None)
        last = max(last, found[-1] if found[-1] is not None else -1)
    return tuple(found)


def moves(states: States) -> tuple[list[Trio], list[Move]]:
    """Return the slides in their three states, and what is to be moved of those that go on."""
    trios, _ = trios_of(states.base, states.hand, states.outline)
    groups = _groups(trios, states.outline)
    return trios, [found for one in groups if (found := _move(one, by_office=states.hand.by_office))]


def _groups(trios: Sequence[Trio], outline: DeckState) -> Iterator[Group]:
    """Yield the slides that go on over several pages, in the base or now, and are all there."""
    by_slide: defaultdict[str, list[Trio]] = defaultdict(list)
    for trio in trios:
        if trio.base is not None and trio.base.page:
            by_slide[_slide_of(trio.base)].append(trio)
    pages: defaultdict[str, list[SlideState]] = defaultdict(list)
    for page in outline.slides:
        pages[_slide_of(page)].append(page)
    for name, members in by_slide.items():
        names = Counter(_slide_of(one.outline) for one in members if one.outline is not None)
        after = pages[names.most_common(1)[0][0] if names else name]
        if max(len(members), len(after)) > 1 and after and all(one.hand for one in members):
            yield Group(tuple(members), tuple(after))


def _slide_of(slide: SlideState) -> str:
    return slide.page.partition(".")[0]


class Flow(Struct, frozen=True):
    """A text, or the rows of a table, that goes on over the pages of a slide.

    `head` is how many rows are on every page.
    """

    key: str
    head: int
    base: tuple[Unit, ...]
    hand: tuple[Unit, ...]

    def moves(self, homes: Sequence[int | None]) -> bool:
        """Tell whether anything changes its page, or is cut or joined."""
        return any(not one.stays or homes[one.to] != one.slices[0].page for one in self.base)


class Move(Struct, frozen=True):
    """What is to be moved of one slide; `homes` are the pages before, by those of the outline."""

    group: Group
    homes: tuple[int | None, ...]
    flows: tuple[Flow, ...]

    @property
    def reached(self) -> frozenset[int]:
        """The pages of the outline to which something goes."""
        return frozenset(one.to for flow in self.flows for side in (flow.base, flow.hand) for one in side)


def _move(group: Group, *, by_office: bool) -> Move | None:
    """Return what is to be moved of a slide, None where nothing is, or where that would lose something."""
    homes = group.homes()
    for one in group.before:
        base, hand = both(one)
        if base.timing != hand.timing and not (by_office and base.effects == hand.effects):
            return None  # animations that were made by hand name paragraphs by their places on the page
    flows = []
    for key in _keys(group):
        flow = _flow(group, key)
        if flow is None:
            return None
        flows.append(flow)
    moving = tuple(flow for flow in flows if flow.moves(homes))
    return Move(group, homes, moving) if moving and _touched(group, moving) else None


def both(trio: Trio) -> tuple[SlideState, SlideState]:
    """Return a page of a group as it was generated, and as somebody has worked in it."""
    assert trio.base is not None, "a page of a group was generated"
    assert trio.hand is not None, "a page of a group is in the hand's deck"
    return trio.base, trio.hand


def _keys(group: Group) -> Iterator[str]:
    """Yield what goes on from page to page: the keys of texts and tables that are not the same on all."""
    base, _, outline = group.sides()
    seen = dict.fromkeys(key for side in (base, outline) for key in _continued(side))
    yield from seen
    if seen and any(one.notes for one in (*base, *outline)):
        yield NOTES


def _continued(pages: Sequence[SlideState]) -> Iterator[str]:
    held: defaultdict[str, list[str]] = defaultdict(list)
    for page in pages:
        for shape in page.shapes:
            if _goes_on(shape):
                held[shape.key].append(shape.text)
    yield from (key for key, texts in held.items() if len(texts) > 1 and len(set(texts)) > 1)


def _goes_on(shape: ShapeState) -> bool:
    fixed = shape.is_chrome or shape.slot.startswith(("title", "ctrTitle")) or shape.key == "source"
    return bool(shape.key) and not fixed and shape.group is None and shape.kind in ("text", "table")


def _flow(group: Group, key: str) -> Flow | None:
    """Return where the paragraphs of a text go, None where they cannot be followed."""
    base, hand, outline = group.sides()
    if key == NOTES:
        return Flow(key, 0, *repaged(*([page.notes for page in side] for side in (base, hand, outline))))
    before = [pair(*both(one), key) for one in group.before]
    wanted = [_held(page, key) for page in outline]
    kind = _kind([*itertools.chain(*before, wanted)])
    if kind is None or any(mine is not None and theirs is None for mine, theirs in before):
        return None
    sides = [[*map(_units, row)] for row in (*zip(*before, strict=True), wanted)]
    if kind != "table":
        return Flow(key, 0, *repaged(*sides))
    head = int(all(map(_headed, sides)))
    return Flow(key, head, *rows_repaged(*([one[head:] for one in side] for side in sides)))


def _held(page: SlideState, key: str) -> ShapeState | None:
    return next((one for one in page.shapes if one.key == key), None)


def _kind(shapes: Sequence[ShapeState | None]) -> str | None:
    """Return the kind of some shapes, None where they are of several or hold formulas."""
    here = [one for one in shapes if one is not None]
    kinds = {one.kind for one in here}
    return kinds.pop() if len(kinds) == 1 and all(one.instead is None for one in here) else None


def pair(base: SlideState, hand: SlideState, key: str) -> tuple[ShapeState | None, ShapeState | None]:
    """Return a shape of the base by its key, and the hand's that is the same."""
    place = next((at for at, one in enumerate(base.shapes) if one.key == key), None)
    if place is None:
        return None, None
    found = match_shapes(base, hand).get(place)
    return base.shapes[place], hand.shapes[found] if found is not None else None


def _units(shape: ShapeState | None) -> Lines:
    """Return the paragraphs of a shape, or the rows of a table as a line each."""
    if shape is None:
        return ()
    if not shape.cells:
        return shape.lines or ()
    texts = ("\t".join(map(words, row)) for row in shape.cells)
    return tuple(Line(0, (Stretch(text, PLAIN, Look(0, "", "")),), "l") for text in texts)


def _headed(pages: Sequence[Lines]) -> bool:
    """Tell whether the tables of some pages begin with one and the same row."""
    return len({one[0].text for one in pages if one}) == 1


def _touched(group: Group, flows: Sequence[Flow]) -> bool:
    """Tell whether somebody changed what is to be moved; otherwise each page is merged as it is."""
    for one in group.before:
        base, hand = both(one)
        for flow in flows:
            if flow.key == NOTES and said(base.notes) != said(hand.notes):
                return True
            mine, theirs = pair(base, hand, flow.key)
            if mine is not None and theirs is not None and not pristine(mine, theirs):
                return True
    return False
