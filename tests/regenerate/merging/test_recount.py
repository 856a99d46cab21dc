"""Slides moved or deleted by hand: said in the report, and figures and sources are counted without them."""

from __future__ import annotations

from pathlib import Path

import pytest

from deckgen.build import BuildResult, build
from deckgen.compile import Options
from deckgen.regenerate.merging.plan import Kind
from deckgen.regenerate.report import lines_of, listing
from deckgen.revise import pulled, status
from tests.building import NOW, SERVICES
from tests.regenerate import hands, talk

COUNTED = """\
title: What is counted
sections:
  one:
    title: The first part
    slides:
      - {id: red, title: Red stones, image: {file: shapes.png, alt: Red, caption: Red ones, id: red}}
      - {id: said, title: It was said long ago, text: 'So it was [@arendt, p. 3].'}
  two:
    title: The second part
    slides:
      - {id: blue, title: Blue stones, image: {file: shapes.png, alt: Blue, caption: Blue ones, id: blue}}
      - {id: more, title: It was said again, text: 'And so it is [@mann, p. 5].'}
      - {id: green, title: Green stones, image: {file: shapes.png, alt: Green, caption: Green ones}}
references:
  arendt: {type: book, author: 'Arendt, Hannah', title: On Revolution, publisher: Viking, year: 1963}
  mann: {type: book, author: 'Mann, Golo', title: German History, publisher: Fischer, year: 1958}
"""


def _place(deck: hands.Deck, said: str) -> int:
    return next(at for at, one in enumerate(deck.slides) if any(said in text for text in hands._said(one)))


def gone(deck: hands.Deck, said: str) -> None:
    """Delete the slide that says something."""
    listed = deck.slides._sldIdLst
    row = list(listed)[_place(deck, said)]
    deck.part.drop_rel(row.get(f"{hands.R}id"))
    listed.remove(row)


def to_front(deck: hands.Deck, said: str) -> None:
    """Move the slide that says something to before the first figure."""
    listed = deck.slides._sldIdLst
    row, before = list(listed)[_place(deck, said)], list(listed)[_place(deck, "Red stones")]
    listed.remove(row)
    listed.insert(list(listed).index(before), row)


class Talk:
    """A talk in a folder, whose deck is worked in."""

    def __init__(self, folder: Path, text: str = COUNTED) -> None:
        self.folder, self.outline, self.deck = folder, folder / "talk.yaml", folder / "talk.pptx"
        (folder / "shapes.png").write_bytes((talk.FOLDER / "shapes.png").read_bytes())
        self.write(text)

    def write(self, text: str) -> None:
        """Change the outline."""
        self.outline.write_text(text, encoding="utf-8")

    def build(self, **more: object) -> BuildResult:
        """Build it."""
        return build(Options(self.outline, to="pptx,html", **more), SERVICES, now=NOW)  # type: ignore[arg-type]

    def opened(self) -> hands.Deck:
        """Return its deck."""
        return hands.opened(self.deck.read_bytes())

    def said(self) -> str:
        """Return all that its deck says."""
        return "\n".join(hands.texts(self.opened())).replace("\u00a0", " ")

    def save(self, deck: hands.Deck) -> None:
        """Save a deck in the place of its own."""
        self.deck.write_bytes(hands.saved(deck))


@pytest.fixture
def made(tmp_path: Path) -> Talk:
    """A talk that is built once."""
    found = Talk(tmp_path)
    found.build()
    return found


def test_figures_and_sources_are_counted_without_deleted_slides(made: Talk) -> None:
    """Also in the slideshow; the slide can be asked back, and what was counted follows."""
    assert "Fig. 3" in made.said()
    deck = made.opened()
    gone(deck, "Red stones")
    gone(deck, "It was said long ago")
    made.save(deck)
    result = made.build()
    assert result.warnings == ()
    shown = made.said()
    assert "Fig. 1" in shown
    assert "Fig. 3" not in shown
    assert "Arendt" not in shown
    assert "Mann" in shown
    show = (
        (made.folder / "talk.html").read_text(encoding="utf-8").replace("\u00a0", " ").replace("&nbsp;", " ")
    )
    assert "Fig. 3" not in show
    assert "Arendt" not in show
    before = made.deck.read_bytes()
    again = made.build()
    assert made.deck.read_bytes() == before
    assert again.merged is not None
    assert not again.merged.conflicts
    options = Options(made.outline, to="pptx")
    assert {one.field for one in status(options, SERVICES)} == {"slide"}
    assert {one.field for one in status(options, SERVICES)} == {"slide"}
    assert pulled(made.deck, options, SERVICES).done == ()
    made.build(restore=("red", "said"))
    shown = made.said()
    assert "Fig. 3" in shown
    assert "Arendt" in shown


def test_figures_are_counted_as_the_slides_were_moved(made: Talk) -> None:
    """And the slide is listed as moved, in the report and in what differs."""
    deck = made.opened()
    to_front(deck, "Green stones")
    made.save(deck)
    result = made.build()
    captions = [one for one in made.said().split("\n") if one.startswith("Fig.")]
    assert captions == [
        f"Fig. {number}. {name} ones" for number, name in ((1, "Green"), (2, "Red"), (3, "Blue"))
    ]
    assert result.merged is not None
    found = [one for one in result.merged.findings if one.field == "order"]
    assert [(one.kind, one.slide, one.hand) for one in found] == [
        (Kind.KEPT, "green", 'after "The first part"')
    ]
    told = list(listing(status(Options(made.outline, to="pptx"), SERVICES)))
    assert told == [
        'slide 3 "Green stones": its place among the slides differs from the outline: '
        'after "The first part"; '
        'outline: after "It was said again"'
    ]


def test_all_slides_of_all_sections_may_be_deleted(made: Talk) -> None:
    """Works cited go with what cited them, though they were linked to it; nothing is in conflict."""
    deck = made.opened()
    for words in ("Red stones", "It was said long ago", "Blue stones", "It was said again", "Green stones"):
        gone(deck, words)
    made.save(deck)
    result = made.build()
    assert "Fig." not in made.said()
    assert "Works Cited" not in made.said()
    assert result.merged is not None
    assert not result.merged.conflicts
    assert made.build().merged is not None


def test_what_cannot_be_counted_is_said(made: Talk) -> None:
    """A text that names a figure whose slide was deleted would have no number for it."""
    text = COUNTED.replace("And so it is [@mann", "As @fig:red shows, so it is [@mann")
    made.write(text)
    made.build()
    deck = made.opened()
    gone(deck, "Red stones")
    made.save(deck)
    result = made.build()
    assert [one.message[:60] for one in result.warnings] == [
        "figures, tables and sources are numbered as in the outline, "
    ]
    assert "Fig. 3. Green" in made.said()


@pytest.mark.parametrize("choice", [{"take": ("green:order",)}, {"take_all": "outline"}])
def test_a_slide_moved_on_both_sides(choice: dict[str, object], made: Talk) -> None:
    """It stays where the hand has it, which is a conflict, and goes where the outline has it when asked."""
    deck = made.opened()
    to_front(deck, "Green stones")
    made.save(deck)
    rows = COUNTED.splitlines(keepends=True)
    row = next(at for at, one in enumerate(rows) if "id: green" in one)
    here = next(at for at, one in enumerate(rows) if "id: blue" in one)
    rows.insert(here, rows.pop(row))
    made.write("".join(rows))
    saved = made.deck.read_bytes()
    result = made.build()
    assert result.merged is not None
    assert [one.name for one in result.merged.conflicts] == ["green:order"]
    assert any("--take green:order" in line for line in lines_of(result.merged))
    assert _place(made.opened(), "Green stones") < _place(made.opened(), "Red stones")
    made.deck.write_bytes(saved)
    result = made.build(**choice)
    assert result.merged is not None
    assert not result.merged.conflicts
    assert _place(made.opened(), "Red stones") < _place(made.opened(), "Green stones")
    assert _place(made.opened(), "Green stones") < _place(made.opened(), "Blue stones")
