"""Pages → what is printed beside them: guided notes with blanks, cue cards, a script; all of it measured."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence

from deckgen.deck.model import Note, Run, Runs, plain
from deckgen.layout.pages import (
    Box,
    Diagram,
    DiagramBox,
    Page,
    Pages,
    PictureBox,
    PlacedCell,
    Role,
    TableBox,
    TextBox,
    paragraphs_of,
)
from deckgen.layout.plots import ChartBox
from deckgen.layout.text.lines import break_lines
from deckgen.layout.text.measure import measure
from deckgen.layout.text.metrics import face
from deckgen.layout.text.paginate import cut_runs
from deckgen.layout.text.sentences import sentences
from deckgen.structs import Struct
from deckgen.theme.model import Theme
from deckgen.units import Point

TEXT, LARGE_TEXT = Point(12), Point(18)
"""The size of guided notes in points, and in large print."""

WIDER = 1.6
"""How much wider a blank is than its printed word: handwriting is."""

CARD, LARGE_CARD = Point(14), Point(18)
"""The size of cue cards, read at arm's length."""

CARD_WIDTH, CARD_HEIGHT = 252.0, 262.0
"""Points of an A6 card that lines may take, with its name above them and its number below: 89 × 92 mm."""

LEADING, BETWEEN = 1.25, 0.4
"""The distance of a card's lines in sizes, and of its paragraphs in lines."""

RESERVE = 0.95
"""The share of a line that is filled: a card has no smaller size to fall back to."""


class Piece(Struct, frozen=True):
    """Some words of a line. `width` is that of the blank in their place, in points; 0: they are printed."""

    text: str
    width: float = 0.0
    bold: bool = False
    italic: bool = False


class Line(Struct, frozen=True):
    """A paragraph, a point of a list where it has a level, or a cell that reaches over `span` columns."""

    pieces: tuple[Piece, ...]
    level: int | None = None
    span: int = 1


class Cells(Struct, frozen=True):
    """A table, row by row; the first `heads` rows are its header."""

    rows: tuple[tuple[Line, ...], ...]
    heads: int


class GuidedSlide(Struct, frozen=True):
    """What a reader has of a slide, and of its notes the paragraphs with blanks."""

    number: str
    title: Line
    parts: tuple[Line | Cells, ...]
    notes: tuple[Line, ...]


class Card(Struct, frozen=True):
    """A cue card: of which slide, which of how many, and whose."""

    number: str
    name: str
    part: int
    parts: int
    speaker: str
    minutes: float | None
    lines: tuple[Line, ...]


class Spoken(Struct, frozen=True):
    """What is said to a slide, for a script on paper."""

    number: str
    name: str
    speaker: str
    minutes: float | None
    lines: tuple[Line, ...]


_NOT_SAID = frozenset(
    (Role.TITLE, Role.NUMERAL, Role.FOOTER, Role.PAGE_NUMBER, Role.SECTION_NUMBER, Role.ROADMAP)
)
"""What is of the slide rather than of the talk."""


def guided(pages: Pages) -> tuple[GuidedSlide, ...]:
    """Return what guided notes have of each slide that is shown."""
    return tuple(_guided(page, number, pages.theme) for page, number in _shown(pages))


def _shown(pages: Pages) -> Iterator[tuple[Page, str]]:
    """Yield the pages that are shown, each with its number."""
    for number, page in enumerate(pages.pages, 1):
        if not page.hidden:
            yield page, pages.shown_number(page, number)


def _guided(page: Page, number: str, theme: Theme) -> GuidedSlide:
    parts = tuple(part for box in page.boxes for part in _parts(box, page, theme))
    notes = tuple(
        Line(_pieces(one.runs, theme), one.level)
        for one in page.notes
        if one.spoken and any(run.blank for run in one.runs)
    )
    titles = (box for box in page.boxes if getattr(box, "role", None) is Role.TITLE)
    title = next((Line(_pieces(one.runs, theme)) for box in titles for one in paragraphs_of(box)), None)
    return GuidedSlide(number, title or Line((Piece(page.name),)), parts, notes)


def _parts(box: Box, page: Page, theme: Theme) -> Iterator[Line | Cells]:
    """Yield what a box says; a picture or a chart says its description."""
    match box:
        case TableBox():
            rows = tuple(tuple(_cell(cell, theme) for cell in row if cell.span) for row in box.rows)
            yield Cells(rows, box.heads)
        case PictureBox() | ChartBox():
            if box.alt and not _tells(box.alt, page):
                yield Line((Piece(f"[{box.alt}]", italic=True),))
        case TextBox(role=role) if role in _NOT_SAID:
            return
        case DiagramBox(kind=kind) if kind in (Diagram.ROAD, Diagram.AGENDA):
            return
        case _:
            yield from (Line(_pieces(one.runs, theme), one.level) for one in paragraphs_of(box))


def _tells(alt: str, page: Page) -> bool:
    """Tell whether a description says what is left out on its slide."""
    runs = (run for box in page.boxes for one in paragraphs_of(box) for run in one.runs)
    return any(run.text.strip().casefold() in alt.casefold() for run in runs if run.blank)


def _cell(cell: PlacedCell, theme: Theme) -> Line:
    pieces = tuple(piece for one in cell.paragraphs for piece in _pieces(one.runs, theme))
    return Line(pieces, span=cell.span)


def _pieces(runs: Runs, theme: Theme) -> tuple[Piece, ...]:
    """Return runs as pieces; neighbours that are left out are one blank."""
    found: list[Piece] = []
    for blank, group in itertools.groupby(runs, lambda run: run.blank):
        held = list(group)
        if blank:
            text = plain(tuple(held)).strip()
            width = face(theme.faces["body"].metrics, bold=False, italic=False)[text] * TEXT * WIDER
            found.append(Piece(text, round(width, 1)))
        else:
            found += (Piece(run.text, 0.0, run.bold, run.italic) for run in held)
    return tuple(found)


def blanks_of(slides: Iterable[GuidedSlide]) -> tuple[str, ...]:
    """Return the words that are left out, in order."""
    lines = (
        line
        for slide in slides
        for part in (slide.title, *slide.parts, *slide.notes)
        for line in _lines_in(part)
    )
    return tuple(piece.text for line in lines for piece in line.pieces if piece.width)


def _lines_in(part: Line | Cells) -> Iterator[Line]:
    if isinstance(part, Line):
        yield part
    else:
        yield from itertools.chain.from_iterable(part.rows)


def script(pages: Pages) -> tuple[Spoken, ...]:
    """Return what is said to each slide that has notes; who speaks stands above all of them."""
    return tuple(
        Spoken(
            number, page.name, page.speaker, page.minutes,
            tuple(_line(note) for note in page.notes if plain(note.runs) != f"{page.speaker}:"),
        )
        for page, number in _shown(pages)
        if page.notes
    )  # fmt: skip


def _line(note: Note) -> Line:
    pieces = tuple(Piece(run.text, 0.0, run.bold, run.italic) for run in note.runs)
    return Line(pieces, note.level)


def cards(pages: Pages, size: Point = CARD) -> tuple[tuple[Card, ...], ...]:
    """Return cue cards in the order of the talk, those of each speaker by themselves."""
    by_speaker: dict[str, list[Card]] = {}
    for page, number in _shown(pages):
        own = f"{page.speaker}:"
        notes = [note for note in page.notes if note.spoken and plain(note.runs) != own]
        stacks = list(_stacked(notes, pages.theme, size))
        for part, held in enumerate(stacks, 1):
            lines = tuple(map(_line, held))
            card = Card(number, page.name, part, len(stacks), page.speaker, page.minutes, lines)
            by_speaker.setdefault(page.speaker, []).append(card)
    return tuple(map(tuple, by_speaker.values()))


def _stacked(notes: Sequence[Note], theme: Theme, size: Point) -> Iterator[list[Note]]:
    """Yield the notes of each card of a slide: as many as its lines hold, cut at sentences."""
    most = CARD_HEIGHT / (size * LEADING)
    card: list[Note] = []
    taken = 0.0
    for note in notes:
        begun = False
        for piece in _within(note, theme, size, most):
            whole = Note((*card[-1].runs, Run(" "), *piece.runs), note.level) if begun else piece
            before = _rows(card[-1], theme, size) + BETWEEN if begun else 0.0
            after = taken - before + _rows(whole, theme, size) + BETWEEN
            if card and after > most:
                yield card
                card, taken = [piece], _rows(piece, theme, size) + BETWEEN
            else:
                card, taken = [*(card[:-1] if begun else card), whole], after
            begun = True
    if card:
        yield card


def _within(note: Note, theme: Theme, size: Point, most: float) -> Iterator[Note]:
    """Yield a note, in parts where it takes more than half a card: by sentences, a long one by words."""
    if _rows(note, theme, size) <= most / 2:
        yield note
        return
    text = plain(note.runs)
    for start, stop in sentences(text):
        part = Note(cut_runs(note.runs, start, stop), note.level)
        if _rows(part, theme, size) <= most - 1:
            yield part
            continue
        middle = text.rfind(" ", start, (start + stop) // 2)
        for first, last in ((start, middle), (middle, stop)) if middle > start else ():
            yield from _within(Note(cut_runs(note.runs, first, last), note.level), theme, size, most)


def _rows(note: Note, theme: Theme, size: Point) -> int:
    """Return how many lines of a card a note takes."""
    style = theme.styles["body"].at(size)
    runs = note.runs or (Run(""),)
    room = CARD_WIDTH * RESERVE / size - (1.2 if note.level is not None else 0.0)
    return break_lines(measure(runs, style, theme), room).rows
