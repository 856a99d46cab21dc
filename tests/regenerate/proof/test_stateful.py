"""Edits of the outline and by hand, savings, builds and pulls in any order: nothing that was done is lost."""

from __future__ import annotations

import os
import random
from collections.abc import Callable
from pathlib import Path

import pytest

from deckgen.build import build
from deckgen.compile import Options
from deckgen.regenerate.merging.plan import Kind
from deckgen.revise import pulled
from tests.building import NOW, SERVICES
from tests.regenerate import hands, talk
from tests.regenerate.merging.test_follow import outline
from tests.regenerate.noise import like_powerpoint
from tests.regenerate.office import resaved
from tests.tools import Office

WALKS = int(os.environ.get("DECKGEN_WALKS", "1"))
STEPS = int(os.environ.get("DECKGEN_STEPS", "8"))

BY_HAND = (
    "a word of a point, another in the outline",
    "a point more",
    "the colour of a point",
    "a cell",
    "a number",
    "the alt text",
    "the notes",
    "a picture moved",
    "a slide of one's own",
    "a shape of one's own",
    "a slide moved",
    "a slide hidden",
    "a step painted",
    "the size of a title",
)
"""Edits that leave each other's words alone, so that each can be looked for whenever it was done."""

TYPED = (
    talk.Change("Bring a loaf to knock on", "Bring two loaves to knock on", "two loaves"),
    talk.Change("The grain falls out", "The grain drops out", "drops out"),
    talk.Change('550", Rolls', '550", Buns', "Buns"),
    talk.Change("hollow sound", "dull sound", "dull sound"),
    talk.Change("Bake it hot", "Bake it well", "Bake it well"),
    talk.Change("Three kinds of flour", "Three kinds of flour in shops", "flour in shops"),
)


class Walk:
    """A talk in a folder, and what was done to it so far."""

    def __init__(self, folder: Path, chance: random.Random, soffice: Office | None = None) -> None:
        self.options = Options(outline(folder), to="pptx")
        self.deck, self.chance, self.soffice = folder / "talk.pptx", chance, soffice
        self.done: list[str] = []
        self.typed: list[talk.Change] = []
        self.log: list[str] = []
        self.build()

    def step(self) -> None:
        """Do one thing at random."""
        acts: list[Callable[[], None]] = [self.edit, self.edit, self.type, self.save, self.build, self.pull]
        self.chance.choice([*acts, self.save_in_office] if self.soffice else acts)()

    def edit(self) -> None:
        """Do something by hand that was not done yet."""
        if left := [one for one in BY_HAND if one not in self.done]:
            name = self.chance.choice(left)
            deck = hands.opened(self.deck.read_bytes())
            hands.HANDS[name].do(deck)
            if not hands.HANDS[name].stays(deck):
                return  # a word that a program has split in two is not found again
            self.deck.write_bytes(hands.saved(deck))
            self.done.append(name)
            self.log.append(name)

    def type(self) -> None:
        """Change the outline in a way in which it was not changed yet."""
        if left := [one for one in TYPED if one not in self.typed]:
            change = self.chance.choice(left)
            text = self.options.path.read_text(encoding="utf-8")
            self.options.path.write_text(change(text), encoding="utf-8")
            self.typed.append(change)
            self.log.append(f"typed {change.shows}")

    def save(self) -> None:
        """Open and save the deck as PowerPoint would."""
        self.deck.write_bytes(like_powerpoint(self.deck.read_bytes()))
        self.log.append("saved")

    def save_in_office(self) -> None:
        """Open and save the deck in LibreOffice; what that leaves out itself is not looked for after it."""
        assert self.soffice is not None, "only walks with LibreOffice come here"
        folder = self.deck.parent / f"saved-{len(self.log)}"
        (saved,) = resaved(self.soffice, [self.deck.read_bytes()], folder, "pptx")
        self.deck.write_bytes(saved)
        deck = hands.opened(saved)
        self.done = [name for name in self.done if hands.HANDS[name].stays(deck)]
        self.log.append("saved in LibreOffice")

    def build(self) -> None:
        """Build, and look for all that was done; a build more changes no byte."""
        self.log.append("built")
        result = build(self.options, SERVICES, now=NOW)
        deck = hands.opened(self.deck.read_bytes())
        said = hands.texts(deck)
        reported = result.merged.findings if result.merged else ()
        told = [one.outline for one in reported if one.kind is not Kind.APPLIED]
        lost = [name for name in self.done if not hands.HANDS[name].stays(deck)]
        lost += [one.shows for one in self.typed if not any(one.shows in text for text in (*said, *told))]
        assert lost == [], self.log
        once = self.deck.read_bytes()
        build(self.options, SERVICES, now=NOW)
        assert self.deck.read_bytes() == once, self.log

    def pull(self) -> None:
        """Carry what was done by hand into the outline, which builds after it."""
        self.log.append("pulled")
        found = pulled(self.deck, self.options, SERVICES, own=True)
        self.options.path.write_text(found.text, encoding="utf-8")
        self.build()


@pytest.mark.parametrize("seed", range(WALKS))
def test_nothing_is_lost_whatever_comes_in_whatever_order(seed: int, tmp_path: Path) -> None:
    """By hand, more and longer walks: DECKGEN_WALKS=20 DECKGEN_STEPS=30."""
    walk = Walk(tmp_path, random.Random(seed))
    for _ in range(STEPS):
        walk.step()
    walk.build()


@pytest.mark.parametrize("seed", range(WALKS))
def test_nothing_is_lost_though_libreoffice_saves_between(seed: int, tmp_path: Path, soffice: Office) -> None:
    """Two edits, one of the outline and a save at least, and then as it comes; by hand, longer, as above."""
    walk = Walk(tmp_path, random.Random(seed), soffice)
    for act in (walk.edit, walk.edit, walk.type, walk.save_in_office, walk.build):
        act()
    for _ in range(STEPS // 2):
        walk.step()
    walk.build()
