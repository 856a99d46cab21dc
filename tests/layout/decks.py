"""Decks made in a line or two, for tests of the layout engine."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from deckgen.deck import model
from deckgen.deck.model import BulletList, Deck, Item, Note, Paragraph, Prose, Run, Runs, Section, Slide
from deckgen.deck.words import words_in
from deckgen.diagnostics import Span
from deckgen.layout.lay_out import lay_out
from deckgen.layout.pages import Box, Diagram, DiagramBox, Page, Pages, TextBox, paragraphs_of
from deckgen.structs import replace
from deckgen.theme.load import load_theme
from deckgen.theme.model import Theme
from deckgen.units import Rect

LECTERN = load_theme("lectern")

WORDS = words_in("en")

LOREM = (
    "The commission read the files of the rehabilitated and found that nine in ten had confessed under "
    "torture to crimes that nobody had committed; its report lay in a safe until the congress met."
)
"""A sentence of 32 words."""


def span(line: int) -> Span:
    """Return a place in an outline that does not exist."""
    return Span(Path("talk.yaml"), line, 5, line, 9)


def runs(text: str) -> Runs:
    """Return plain text as runs; nothing for an empty one."""
    return (Run(text),) if text else ()


def listing(*points: str) -> BulletList:
    """Return a list, each point on its line; one that starts with `- ` is of the second level."""
    items = (
        Item(runs(point.removeprefix("- ")), 1 if point.startswith("- ") else 0, span(10 + place))
        for place, point in enumerate(points)
    )
    return BulletList(tuple(items), span(10))


def prose(*paragraphs: str) -> Prose:
    """Return running text."""
    return Prose(tuple(Paragraph(runs(one), span(20 + at)) for at, one in enumerate(paragraphs)), span(20))


def slide(kind: str, *blocks: model.Block, title: str = "", **more: object) -> Slide:
    """Return a slide of a kind."""
    made = Slide(
        id="speech",
        kind=kind,
        section=0,
        title=runs(title),
        name=title or "The slide",
        blocks=blocks,
        sources=(),
        notes=(),
        minutes=None,
        build=False,
        hidden=False,
        span=span(7),
    )
    return replace(made, **more)  # type: ignore[arg-type]


def notes(*paragraphs: str) -> tuple[Note, ...]:
    """Return notes of plain paragraphs."""
    return tuple(Note(runs(one)) for one in paragraphs)


def deck(*slides: Slide) -> Deck:
    """Return a deck of one numbered section."""
    return Deck(
        id="talk",
        title=runs("The talk"),
        name="The talk",
        authors=("A. Student",),
        date=None,
        language="en-GB",
        minutes=None,
        sections=(Section("nature", runs("The nature"), "The nature", 2),),
        slides=slides,
        words=WORDS,
    )


def laid(*slides: Slide, theme: Theme = LECTERN) -> Pages:
    """Return slides laid out, and nothing said against them."""
    pages, diagnostics = lay_out(deck(*slides), theme)
    assert diagnostics == ()
    assert pages is not None
    return pages


def refused(*slides: Slide, theme: Theme = LECTERN) -> list[str]:
    """Return what is said against slides, each with its line."""
    pages, diagnostics = lay_out(deck(*slides), theme)
    assert pages is None
    return [f"{one.span.line if one.span else '-'}: {one.message}" for one in diagnostics]


@dataclass(frozen=True)
class PlacedEvent:
    """What belongs to an event of a timeline."""

    date: TextBox
    tick: Rect
    text: TextBox


def events(found: Box) -> list[PlacedEvent]:
    """Return the events of a timeline; fails where the box is another."""
    assert isinstance(found, DiagramBox)
    assert found.kind is Diagram.TIMELINE
    return [PlacedEvent(one.texts[0], one.shapes[-2].rect, one.texts[1]) for one in found.members]


def timelines(page: Page) -> list[Box]:
    """Return the timelines of a page."""
    return [one for one in page.boxes if isinstance(one, DiagramBox) and one.kind is Diagram.TIMELINE]


def box(page: Page, key: str) -> TextBox:
    """Return the text box of that name."""
    found = next(one for one in page.boxes if one.key == key)
    assert isinstance(found, TextBox)
    return found


def text(found: Box) -> str:
    """Return a box's words, a line for each paragraph."""
    return "\n".join(model.plain(one.runs) for one in paragraphs_of(found))


def sizes(found: TextBox) -> list[float]:
    """Return the paragraphs' sizes in points."""
    return [one.size for one in found.paragraphs]


def lines(found: TextBox) -> list[int]:
    """Return the paragraphs' line counts."""
    return [one.lines for one in found.paragraphs]


def words_of(texts: Iterable[str]) -> Iterator[str]:
    """Yield the words of texts in order."""
    for one in texts:
        yield from one.split()
