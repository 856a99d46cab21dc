"""Every text of an outline → its inline markup and citations, in the order in which an audience meets it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from deckgen.deck.inline import Cluster, Inline, Spoken, read_inline, read_notes
from deckgen.diagnostics import Diagnostic
from deckgen.outline import model as outline_model
from deckgen.outline.model import Outline, Text


@dataclass(frozen=True, slots=True)
class Markup:
    """Every text of the outline as read: its inline pieces, its notes, its citations in order."""

    pieces: Mapping[Text, tuple[Inline, ...]]
    notes: Mapping[Text, tuple[Spoken, ...]]
    on_slides: tuple[Cluster, ...]
    in_notes: tuple[Cluster, ...]
    diagnostics: tuple[Diagnostic, ...]

    @property
    def clusters(self) -> tuple[Cluster, ...]:
        """All groups, in the order in which they are formatted: what the audience sees comes first."""
        return (*self.on_slides, *self.in_notes)


def read_markup(outline: Outline) -> Markup:
    """Read the inline markup of every text of the outline, slide by slide."""
    pieces: dict[Text, tuple[Inline, ...]] = {}
    notes: dict[Text, tuple[Spoken, ...]] = {}
    on_slides: list[Cluster] = []
    in_notes: list[Cluster] = []
    problems: list[Diagnostic] = []

    def take(text: Text) -> None:
        if text in pieces:
            return
        pieces[text], found = read_inline(text)
        problems.extend(found)
        on_slides.extend(piece for piece in pieces[text] if isinstance(piece, Cluster))

    for text in _heads(outline):
        take(text)
    for section in outline.sections:
        take(section.title)
        for slide in section.slides:
            for text in texts_of(slide):
                take(text)
            if slide.notes:
                notes[slide.notes], found = read_notes(slide.notes)
                problems.extend(found)
                said = (one for inline, _ in notes[slide.notes] for one in inline)
                in_notes.extend(one for one in said if isinstance(one, Cluster))
    return Markup(pieces, notes, tuple(on_slides), tuple(in_notes), tuple(problems))


def _heads(outline: Outline) -> Iterator[Text]:
    yield outline.title
    yield from filter(None, (outline.subtitle, outline.course))
    if outline.cover_image and outline.cover_image.credit:
        yield outline.cover_image.credit


def texts_of(slide: outline_model.Slide) -> Iterator[Text]:
    """Yield the marked-up texts of a slide in reading order, its notes left out."""
    if slide.title:
        yield slide.title
    for block in slide.blocks:
        yield from _block_texts(block)
    if slide.cite:
        yield citation_text(slide.cite)


def _block_texts(block: outline_model.Block) -> Iterator[Text]:
    found: list[Text | None]
    match block:
        case outline_model.Bullets(items):
            found = [text for item in items for text in (item.text, *(one.text for one in item.children))]
        case outline_model.Prose(paragraphs):
            found = [*paragraphs]
        case outline_model.Quote(text, by, cite):
            found = [*text.paragraphs(), by, citation_text(cite) if cite else None]
        case outline_model.Image(caption=caption, credit=credit):
            found = [caption, credit]
        case outline_model.Media(caption=caption, credit=credit):
            found = [caption, credit]
        case outline_model.Code(caption=caption) | outline_model.Equation(caption=caption):
            found = [caption]
        case outline_model.Table(columns, rows, caption):
            found = [*columns, *(cell for row in rows for cell in row), caption]
        case outline_model.Chart(caption=caption, credit=credit):
            found = [caption, credit]
        case outline_model.Timeline(events):
            found = [text for event in events for text in (event.date, event.text)]
        case outline_model.Process(steps):
            found = [text for step in steps for text in (step.title, step.text)]
        case outline_model.Comparison(sides, rows):
            found = [*sides, *(cell for row in rows for cell in row)]
        case outline_model.Agenda(items) | outline_model.Summary(items):
            found = [*items]
        case outline_model.Columns(columns):
            found = []
            for column in columns:
                found += [column.title, *_block_texts(column.content)]
        case outline_model.Statement(text):
            found = [text]
        case outline_model.Question(prompt, task):
            found = [prompt, task]
        case outline_model.BigNumber(value, label):
            found = [value, label]
        case outline_model.Passage(text, notes):
            found = [*text.paragraphs(), *notes]
    yield from (text for text in found if text is not None)


def citation_text(text: Text) -> Text:
    """Return a field that holds nothing but citations as markup: `kort, p. 3` means `[@kort, p. 3]`."""
    if "[" in text.value or "@" in text.value:
        return text
    shifted = tuple(replace(mark, offset=mark.offset + 2) for mark in text.marks)
    first = outline_model.Mark(0, text.span.line, text.span.column - 2)
    return Text(f"[@{text.value}]", text.span, (first, *shifted))
