"""A slide that goes on over several pages → the same words on the pages that the outline now gives them.

What was last generated and the hand's deck are both put on the outline's pages before they are merged; then
each page is merged with its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lxml import etree

from deckgen.regenerate.applying.apply import apply
from deckgen.regenerate.applying.edits import bodies_of, notes_body
from deckgen.regenerate.applying.paragraphs import cut_paragraph, joined_paragraphs
from deckgen.regenerate.merging.continued import NOTES, Flow, Move, States, both, moves, pair
from deckgen.regenerate.merging.merge import Trio
from deckgen.regenerate.merging.paging import Slice, Unit
from deckgen.regenerate.merging.plan import Merge, SlidePlan
from deckgen.regenerate.reading.inherit import Element
from deckgen.regenerate.reading.package import Package
from deckgen.regenerate.reading.read import read_deck
from deckgen.regenerate.reading.snapshot import DeckState, SlideState
from deckgen.structs import Struct, replace
from deckgen.writers.pptx.identity import shape_name
from deckgen.writers.pptx.xml import A, P, R

_A, _P, _R = f"{{{A}}}", f"{{{P}}}", f"{{{R}}}"


def reflow(base: Package, hand: Package, outline: Package, states: States) -> States:
    """Put what goes on over several pages on those of the outline, in the base and in the hand's deck.

    Returns the states after it: those given where nothing was to be moved.
    """
    trios, found = moves(states)
    if not found:
        return states
    # What is moved may not be shared with the outline's deck, from which slides of the base may be known.
    states = replace(states, base=read_deck(base))
    trios, found = moves(states)
    decks = [_Deck(base, "base", states.base), _Deck(hand, "hand", states.hand)]
    for deck in decks:
        _put_in_pages(deck, outline, trios, found)
    for move in found:
        for flow in move.flows:
            ways = [_way(move, flow, deck) for deck in decks]
            for deck, way in zip(decks, ways, strict=True):
                if all(ways) and way is not None:
                    _carry_out(deck, flow, way)
    return replace(states, base=read_deck(base), hand=read_deck(hand))


class _Deck(Struct, frozen=True):
    """The base or the hand's deck, and its state before anything was moved."""

    package: Package
    side: str
    state: DeckState

    def page(self, trio: Trio) -> SlideState:
        """Return its state of a page."""
        base, hand = both(trio)
        return base if self.side == "base" else hand

    def units(self, flow: Flow) -> Sequence[Unit]:
        """Return the paragraphs or rows of a text as they are to be."""
        return flow.base if self.side == "base" else flow.hand


def _put_in_pages(deck: _Deck, outline: Package, trios: Sequence[Trio], found: Sequence[Move]) -> None:
    """Put the outline's new pages in a deck, each after the page that it follows there."""
    after: dict[str, list[SlideState]] = {}
    for move in found:
        last, wanted = deck.page(move.group.before[0]).part, move.reached
        for number, (page, home) in enumerate(zip(move.group.after, move.homes, strict=True)):
            if home is not None:
                last = deck.page(move.group.before[home]).part
            elif number in wanted:
                after.setdefault(last, []).append(page)
    if not after:
        return
    same = {
        state.part: one.outline for one in trios if (state := one.base if deck.side == "base" else one.hand)
    }
    plans: list[SlidePlan] = []
    for state in deck.state.slides:
        plans.append(SlidePlan(state, same.get(state.part)))
        plans += [SlidePlan(None, page) for page in after.get(state.part, ())]
    apply(Merge(tuple(plans), ()), deck.package, outline)


_Way = tuple[tuple["_Holder | None", ...], tuple["_Holder | None", ...]]
"""What holds a text on the pages before, and on those of the outline."""


def _way(move: Move, flow: Flow, deck: _Deck) -> _Way | None:
    """Return from where to where a text goes, None where something has no place to go to."""
    held = tuple(_holder(deck, one, flow.key) for one in move.group.before)
    targets = tuple(
        held[home] if home is not None else _new_holder(deck, page, flow.key)
        for page, home in zip(move.group.after, move.homes, strict=True)
    )
    return (held, targets) if all(targets[one.to] for one in deck.units(flow)) else None


def _carry_out(deck: _Deck, flow: Flow, way: _Way) -> None:
    """Move paragraphs or rows to their pages, cut and joined as the outline has them."""
    going = list(_going(deck, flow, way))
    everywhere = [one for side in way for one in side if one is not None]
    for holder in everywhere:
        deck.package.touch(holder.part)
        for old in holder.units(flow.head):
            holder.element.remove(old)
    for element, target in going:
        target.element.append(element)
    for holder in everywhere:
        if holder.unit == f"{_A}p" and not holder.units(0):
            etree.SubElement(holder.element, f"{_A}p")


def _going(deck: _Deck, flow: Flow, way: _Way) -> Iterator[tuple[Element, _Holder]]:
    """Yield each paragraph or row as it is to be, and what it goes into."""
    held, targets = way
    units = [one.units(flow.head) if one is not None else [] for one in held]
    for unit in deck.units(flow):
        target = targets[unit.to]
        assert target is not None, "each goes where something holds it"
        pieces = []
        for one in unit.slices:
            source = held[one.page]
            assert source is not None, "what is moved stands in something"
            piece = _piece(units[one.page][one.line], one)
            pieces.append(_related(piece, deck.package, source, target))
        yield joined_paragraphs(pieces, [one.glue for one in unit.slices]), target


class _Holder(Struct, frozen=True):
    """What paragraphs or rows are in, and its part."""

    part: str
    element: Element

    @property
    def unit(self) -> str:
        """The tag of what is moved."""
        return f"{_A}tr" if self.element.tag == f"{_A}tbl" else f"{_A}p"

    def units(self, head: int) -> list[Element]:
        """Return what can be moved: all but the rows that are on every page."""
        return self.element.findall(self.unit)[head:]


def _holder(deck: _Deck, trio: Trio, key: str) -> _Holder | None:
    part = deck.page(trio).part
    if key == NOTES:
        return _notes_holder(deck.package, part)
    mine, theirs = pair(*both(trio), key)
    shape = mine if deck.side == "base" else theirs
    return _Holder(part, _inside(shape.drawn.element)) if shape is not None else None


def _notes_holder(package: Package, part: str) -> _Holder | None:
    for notes in package.led(part, "notesSlide"):
        body = notes_body(package.root(notes)) if notes in package.files else None
        if body is not None:
            return _Holder(notes, body)
    return None


def _new_holder(deck: _Deck, page: SlideState, key: str) -> _Holder | None:
    """Return what holds a text of a page that was put in."""
    known = {one.part for one in deck.state.slides}
    main = deck.package.led("", "officeDocument")[0]
    for part in [one for one in deck.package.led(main, "slide") if one not in known]:
        for shape in deck.package.root(part).iter(f"{_P}sp", f"{_P}graphicFrame"):
            about = shape.find(f"./*/{_P}cNvPr")
            name = about.get("name", "") if about is not None else ""
            if key == NOTES and name.startswith(shape_name(page.page, "")):
                return _notes_holder(deck.package, part)
            if name == shape_name(page.page, key):
                return _Holder(part, _inside(shape))
    return None


def _inside(shape: Element) -> Element:
    """Return the text body of a shape, or its table."""
    table = next(shape.iter(f"{_A}tbl"), None)
    body = table if table is not None else next(bodies_of(shape), None)
    assert body is not None, "what goes on holds text or a table"
    return body


def _piece(element: Element, one: Slice) -> Element:
    return element if one.whole else cut_paragraph(element, one.start, one.stop)


def _related(unit: Element, package: Package, source: _Holder, target: _Holder) -> Element:
    """Have links of what is moved to another part lead where they led."""
    if source.part != target.part:
        for one in unit.iter():
            for name, value in one.attrib.items():
                way = package.ways(source.part).get(str(value)) if str(name).startswith(_R) else None
                if way is not None:
                    made = package.relate(target.part, way.kind, way.target, external=way.external)
                    one.set(name, made)
    return unit
