"""A compiled outline as a checker reads it: what each slide says and cites, with its places."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

from deckgen.check.essay import EssayText, EssayWork
from deckgen.check.findings import Place
from deckgen.check.words import words_of
from deckgen.deck.essay import EssayRange, range_of
from deckgen.deck.kinds import block_texts, blocks_of
from deckgen.deck.markup.pieces import Citation
from deckgen.deck.markup.read import Markup, citations_in
from deckgen.deck.model import Run
from deckgen.diagnostics import Span
from deckgen.outline import model
from deckgen.outline.model import Outline, Section, Slide, Text
from deckgen.structs import Struct, replace


class Cited(Struct, frozen=True):
    """A work that a slide cites: its key, and what follows it as typed (pages)."""

    key: str
    pages: str
    span: Span


class Point(Struct, frozen=True):
    """Something that a slide says: as typed, as it reads, and what it cites itself.

    `beside` is what is said in the same breath: the event of a date, what a big number counts.
    """

    place: Place
    text: Text
    plain: str
    cites: tuple[Cited, ...]
    beside: str = ""

    @property
    def whole(self) -> str:
        """All that is said in one breath."""
        return f"{self.plain} {self.beside}".strip()


class TalkSlide(Struct, frozen=True):
    """One slide: what it says, what it covers, and what it cites anywhere."""

    name: str
    slide: Slide
    covers: EssayRange | None
    section: EssayRange | None
    points: tuple[Point, ...]
    cites: tuple[Cited, ...]
    """All that the slide cites, in its notes too."""
    speaker: str = ""
    """Who speaks: whom the slide names, or else its section; empty where nobody is named."""


class Work(Struct, frozen=True):
    """A work of the talk's references."""

    key: str
    surnames: frozenset[str]
    title: str


class Subject(Struct, frozen=True):
    """What is checked: the outline, its slides, the essay (None where there is none), and the works."""

    outline: Outline
    slides: tuple[TalkSlide, ...]
    essay: EssayText | None
    works: Mapping[str, Work]
    """The works by the key that the essay's file has for them; those it does not name are not among them."""
    sources: Mapping[str, str] = MappingProxyType({})
    """All works of the talk's references by their keys, with their CSL types."""
    style: str = "mla"
    """The citation style's name, or that of its file."""
    requirements: tuple[model.Requirement, ...] = ()
    lengths: Mapping[str, float] = MappingProxyType({})
    """The files of its recordings, and how many minutes each plays, as far as that is known."""


def slides_of(outline: Outline, markup: Markup) -> Iterator[TalkSlide]:
    """Yield the slides of a talk, those of the appendix left out."""
    for section in outline.sections:
        covered = range_of(section.paragraphs)
        for number, slide in enumerate(section.slides, 1):
            read = _slide(slide, _name(slide, section, number), covered, markup)
            yield replace(read, speaker=str(slide.speaker or section.speaker or ""))


def _name(slide: Slide, section: Section, number: int) -> str:
    """Return what a slide is called in reports: its id, or its section and its place there."""
    return str(slide.id) if slide.id else f"{section.key}/{number}"


def _slide(slide: Slide, name: str, section: EssayRange | None, markup: Markup) -> TalkSlide:
    points: list[Point] = []
    if slide.title:
        points.append(_point(Place(name, "title"), slide.title, markup))
    for block in blocks_of(slide):
        if type(block) in _FIELDS:
            place = Place(name, _FIELDS[type(block)])
            beside = _beside(block, slide.title)
            points += (
                _point(place, text, markup, beside.get(text.id))
                for text in block_texts(block)
                if text.id in markup.pieces
            )
    if slide.notes:
        points.append(
            Point(Place(name, "notes"), slide.notes, slide.notes.value, _noted(slide.notes, markup))
        )
    whole = tuple(_cited(markup.pieces.get(slide.cite.id, ()))) if slide.cite else ()
    cites = (*whole, *(one for point in points for one in point.cites))
    quoted = tuple(
        one
        for block in blocks_of(slide)
        for text in block_texts(block)
        for one in _cited(markup.pieces.get(text.id, ()))
    )
    return TalkSlide(name, slide, range_of(slide.paragraphs), section, tuple(points), (*cites, *quoted))


_FIELDS: dict[type, str] = {
    model.Bullets: "bullets",
    model.Prose: "text",
    model.Statement: "statement",
    model.Takeaway: "takeaway",
    model.BigNumber: "number",
    model.Labelled: "labelled",
    model.Comparison: "compare",
    model.Timeline: "timeline",
    model.Process: "process",
    model.Question: "question",
    model.Definitions: "definitions",
}
"""The blocks whose texts say something, and the fields that hold them."""


def _beside(block: model.Block, title: Text | None) -> dict[tuple[int, int], Text]:
    """Return for the texts of a block that are said in one breath, by their ids, the other one."""
    pairs: list[tuple[Text, Text | None]] = []
    match block:
        case model.Timeline(events=events):
            pairs = [(event.date, event.text) for event in events]
        case model.Process(steps=steps):
            pairs = [(step.title, step.text) for step in steps]
        case model.BigNumber(value=value, label=label):
            pairs = [(value, label or title)]
        case model.Definitions(entries=entries):
            pairs = list(entries)
    both = [(one, other) for one, other in pairs if other is not None]
    return {one.id: other for one, other in both} | {other.id: one for one, other in both}


def _point(place: Place, text: Text, markup: Markup, beside: Text | None = None) -> Point:
    pieces = markup.pieces.get(text.id, ())
    other = _plain(markup.pieces.get(beside.id, ())) if beside else ""
    return Point(place, text, _plain(pieces), tuple(_cited(pieces)), other)


def _plain(pieces: Iterable[object]) -> str:
    return "".join(one.text for one in pieces if isinstance(one, Run))


def _noted(notes: Text, markup: Markup) -> tuple[Cited, ...]:
    spoken = markup.notes.get(notes.id, ())
    return tuple(one for inline, _ in spoken for one in _cited(inline))


def _cited(pieces: Iterable[object]) -> Iterator[Cited]:
    for one in citations_in(pieces):  # type: ignore[arg-type]
        yield from cited(one)


def cited(citation: Citation) -> Iterator[Cited]:
    """Yield what a group cites, with its pages."""
    for item in citation.items:
        suffix = "".join(run.text for run in item.suffix)
        yield Cited(item.key, re.sub(r"^[\s,]*(?:pp?\.|S\.|pages?)?\s*", "", suffix).strip(), item.span)


def matched_works(essay: EssayText, works: Iterable[Work]) -> Mapping[str, Work]:
    """Return the talk's works by the names that the essay's file has for them.

    They are matched by surname and title where the file describes them, and else by key or surname.
    """
    known = tuple(works)
    described = {one.key: one for one in essay.works}
    keys = {cite.key for passage in essay.passages for cite in passage.citations}
    alike = {key: _alike(key, described.get(key), known) for key in keys}
    return {key: works[0] for key, works in alike.items() if len(works) == 1}


def _alike(key: str, described: EssayWork | None, known: Iterable[Work]) -> list[Work]:
    """Return the works of the talk that one of the essay's may be."""
    if described is not None:
        named = [work for work in known if work.surnames & described.surnames]
        return [work for work in named if _same(work.title, described.title)]
    if same := [work for work in known if work.key == key]:
        return same
    name = {word.key for word in words_of(key)}
    return [work for work in known if work.surnames & name]


def _same(one: str, other: str) -> bool:
    """Tell whether two titles are one: the shorter is the beginning of the longer."""
    first, second = ([word.key for word in words_of(title)] for title in (one, other))
    shorter = min(len(first), len(second))
    return bool(shorter) and first[:shorter] == second[:shorter]
