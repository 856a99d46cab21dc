"""Decks of which both sides changed this and that at random: no word of either is lost without a report."""

from __future__ import annotations

import os
import random
import re
from collections.abc import Iterator

from lxml import etree

from deckgen.regenerate.merging.merge import merge
from deckgen.regenerate.merging.plan import (
    Delete,
    Insert,
    Kind,
    Merge,
    Replace,
    SlidePlan,
    TextEdit,
)
from deckgen.regenerate.merging.text import MergedLine
from deckgen.regenerate.reading.package import open_package
from deckgen.regenerate.reading.read import read_deck
from deckgen.regenerate.reading.snapshot import (
    DeckState,
    Drawn,
    Line,
    Lines,
    ShapeState,
    SlideState,
    words,
)
from deckgen.structs import replace
from tests.regenerate import talk

ROUNDS = int(os.environ.get("DECKGEN_FUZZ", "60"))
MOST_EDITS = 5


class Side:
    """One side of a talk, which changes things at random; every word of its own has its mark and a number."""

    def __init__(self, mark: str, chance: random.Random) -> None:
        self.mark, self.chance, self.count = mark, chance, 0

    def word(self) -> str:
        """Return a word that nobody else says."""
        self.count += 1
        return f"{self.mark}{self.count}{self.mark}"

    def changed(self, deck: DeckState) -> DeckState:
        """Return the deck after a few changes."""
        slides = list(deck.slides)
        for _ in range(self.chance.randrange(1, MOST_EDITS + 1)):
            at = self.chance.randrange(len(slides))
            match self.chance.randrange(8):
                case 0 if len(slides) > 6:
                    del slides[at]
                case 1:
                    slides.insert(self.chance.randrange(len(slides)), slides.pop(at))
                case 2:
                    slides[at] = replace(slides[at], hidden=not slides[at].hidden)
                case 3:
                    slides[at] = replace(slides[at], notes=self._said(slides[at].notes))
                case 4:
                    slides.insert(at, self._made(slides[at]))
                case _:
                    slides[at] = self._reworded(slides[at])
        return replace(deck, slides=tuple(replace(one, number=at) for at, one in enumerate(slides, 1)))

    def _made(self, like: SlideState) -> SlideState:
        shapes = [one for one in like.shapes if one.lines and not one.is_chrome][:1]
        part = f"ppt/slides/{self.word()}.xml"
        made = [replace(one, lines=self._said(()), key="", page="", name=part) for one in shapes]
        return replace(like, part=part, page="", marks=0, shapes=tuple(map(self._drawn, made)), notes=())

    def _reworded(self, slide: SlideState) -> SlideState:
        texts = [
            at for at, one in enumerate(slide.shapes) if one.lines and not one.is_chrome and one.group is None
        ]
        if not texts:
            return slide
        at = self.chance.choice(texts)
        shape = slide.shapes[at]
        shape = self._drawn(replace(shape, lines=self._said(shape.lines or ())))
        return replace(slide, shapes=(*slide.shapes[:at], shape, *slide.shapes[at + 1 :]))

    def _drawn(self, shape: ShapeState) -> ShapeState:
        return replace(shape, drawn=Drawn(etree.Element("drawn", by=self.word()), str))

    def _said(self, lines: Lines) -> Lines:
        """Return a text with a word more, another word, or a paragraph more."""
        found = list(lines)
        if not found or self.chance.random() < 0.3:
            like = found[0] if found else Line(0, (), "l")
            stretch = replace(like.stretches[0], text=self.word()) if like.stretches else None
            if stretch is not None:
                found.insert(self.chance.randrange(len(found) + 1), replace(like, stretches=(stretch,)))
            return tuple(found)
        at = self.chance.randrange(len(found))
        parts = found[at].text.split()
        place = self.chance.randrange(len(parts) + 1)
        parts[place : place + self.chance.randrange(2)] = [self.word()]
        if found[at].stretches:
            found[at] = replace(found[at], stretches=(replace(found[at].stretches[0], text=" ".join(parts)),))
        return tuple(found)


def said_by(plan: Merge) -> str:
    """Return what the merged deck says, notes too."""
    return "\n".join(text for one in plan.slides for text in _slide(one))


def _slide(plan: SlidePlan) -> Iterator[str]:
    if plan.hand is None:
        yield from plan.outline.words() if plan.outline else ()
        return
    edits: dict[int | None, TextEdit | Replace | Delete] = {}
    for edit in plan.edits:
        match edit:
            case Insert():
                yield edit.outline.text
            case TextEdit():
                edits[edit.shape.id if edit.shape else None] = edit
            case Replace() | Delete():
                edits[edit.shape.id] = edit
    for shape in plan.hand.shapes:
        match edits.get(shape.id):
            case TextEdit() as edit:
                yield _text(edit.lines, shape.lines or ())
            case Replace() as edit:
                yield edit.outline.text
            case Delete():
                pass
            case _:
                yield shape.text
    notes = edits.get(None)
    yield _text(notes.lines, plan.hand.notes) if isinstance(notes, TextEdit) else words(plan.hand.notes)


def _text(lines: tuple[MergedLine, ...], hand: Lines) -> str:
    return "\n".join(
        "".join(text for text, _ in one.said) if one.said is not None else hand[one.hand or 0].text
        for one in lines
    )


def test_no_word_of_either_side_is_lost_silently() -> None:
    """The hand's words are in the merged deck, the outline's are there or reported; no slide comes twice."""
    base = read_deck(open_package(talk.deck(talk.TALK)))
    told = 0
    for number in range(ROUNDS):
        chance = random.Random(number)
        hand, outline = Side("h", chance).changed(base), Side("o", chance).changed(base)
        plan = merge(base, hand, outline)
        said = said_by(plan)
        kept = [one for one in plan.findings if one.kind is not Kind.APPLIED]
        reported = "\n".join(f"{one.base}\n{one.outline}\n{one.hand}" for one in kept)
        for mark, here in (("h", said), ("o", f"{said}\n{reported}")):
            side = hand if mark == "h" else outline
            own = set(re.findall(rf"{mark}\d+{mark}", "\n".join(t for s in side.slides for t in s.words())))
            lost = own - set(re.findall(rf"{mark}\d+{mark}", here))
            assert not lost, f"round {number}: {mark} lost {lost}"
        for parts in (
            [one.hand.part for one in plan.slides if one.hand],
            [one.outline.part for one in plan.slides if one.outline],
        ):
            assert len(parts) == len(set(parts)), f"round {number}: a slide comes twice"
        told += len(plan.conflicts)
    assert told
