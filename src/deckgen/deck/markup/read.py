"""Every text of an outline → its inline markup and citations, in the order in which an audience meets it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import partial

from deckgen.deck.kinds import texts_of
from deckgen.deck.markup.inline import NO_NOTES, read_inline, read_notes
from deckgen.deck.markup.notes import without_notes, written_below
from deckgen.deck.markup.pieces import Citation, CrossReference, Footnote, Piece, Spoken
from deckgen.deck.markup.quotes import Typography, typography_of
from deckgen.deck.model import Run
from deckgen.diagnostics import Diagnostic, Span, error
from deckgen.outline.model import Outline, Section, Slide, Text, TextId
from deckgen.structs import Struct, field, replace
from deckgen.structs.memos import Same, memo


class Markup(Struct, frozen=True):
    """Every text of the outline as read: its inline pieces, its notes, its citations in order.

    Each citation has an id of its own, each footnote the number that it has on its slide. What was read is
    found by the text's id. `references` are to figures and tables, `links` what texts link to in this deck.
    `parts` are what was read of each slide, by the line in which it begins.
    """

    pieces: Mapping[TextId, tuple[Piece, ...]]
    notes: Mapping[TextId, tuple[Spoken, ...]]
    on_slides: tuple[Citation, ...]
    in_notes: tuple[Citation, ...]
    diagnostics: tuple[Diagnostic, ...]
    references: tuple[CrossReference, ...] = ()
    links: tuple[tuple[str, Span], ...] = ()
    parts: Mapping[int, object] = field(default_factory=dict)

    @property
    def clusters(self) -> tuple[Citation, ...]:
        """All groups, in the order in which they are formatted: what the audience sees comes first."""
        return (*self.on_slides, *self.in_notes)


def read_markup(outline: Outline) -> Markup:
    """Read the inline markup of every text of the outline, slide by slide."""
    reading = _Reading(typography_of(outline))
    for text in _heads(outline):
        reading.take(text, None)
    if outline.cover_notes:
        reading.take_notes(outline.cover_notes)
    for section in outline.every_section:
        for text in _section_texts(section):
            reading.take(text, None)
        if section.notes:
            reading.take_notes(section.notes)
        for slide in section.slides:
            part = _slide_read(slide, reading.typography, reading.count)
            reading.add(part)
            reading.parts[slide.span.line] = part
    return reading.markup()


def _slide_read(slide: Slide, typography: Typography, count: int) -> _Reading:
    """Read the texts of a slide; `count` is how many citations come before it.

    What is read knows its place in the file, so only of the very same slide is it remembered.
    """
    given = (Same(slide), typography, count)
    return memo("markup", slide.span.line, given, partial(_read_slide, slide, typography, count))


def _read_slide(slide: Slide, typography: Typography, count: int) -> _Reading:
    reading = _Reading(typography, count)
    footnotes: dict[Span, int] = {}
    texts = tuple(texts_of(slide))
    below = {key: note for text in texts for key, note in written_below(text).items()}
    for text in texts:
        reading.take(text, footnotes, below)
    if slide.notes:
        reading.take_notes(slide.notes)
    return reading


_Inline = tuple[tuple[Piece, ...], tuple[Diagnostic, ...]]


def _only_words(read: _Inline) -> bool:
    """Tell whether nothing that was read of a text knows its place in the file."""
    return not read[1] and all(isinstance(one, Run) for one in read[0])


def _only_words_spoken(read: tuple[tuple[Spoken, ...], tuple[Diagnostic, ...]]) -> bool:
    return not read[1] and all(isinstance(one, Run) for inline, _ in read[0] for one in inline)


class _Reading:
    """What has been read so far, in the order in which the audience meets it."""

    def __init__(self, typography: Typography, count: int = 0) -> None:
        self.typography = typography
        self.count = count
        """How many citations have an id."""
        self.pieces: dict[TextId, tuple[Piece, ...]] = {}
        self.notes: dict[TextId, tuple[Spoken, ...]] = {}
        self.on_slides: list[Citation] = []
        self.in_notes: list[Citation] = []
        self.problems: list[Diagnostic] = []
        self.references: list[CrossReference] = []
        self.links: list[tuple[str, Span]] = []
        self.parts: dict[int, _Reading] = {}

    def add(self, more: _Reading) -> None:
        """Add what was read of a slide, which went on counting where this has stopped."""
        self.pieces.update(more.pieces)
        self.notes.update(more.notes)
        self.on_slides += more.on_slides
        self.in_notes += more.in_notes
        self.problems += more.problems
        self.references += more.references
        self.links += more.links
        self.count = more.count

    def take(
        self, text: Text, footnotes: dict[Span, int] | None, below: Mapping[str, Text] = NO_NOTES
    ) -> None:
        """Read a text of a slide; `footnotes` number its notes so far, None: it has no foot.

        `below` are those that its slide has written elsewhere; they are no part of the text itself.
        """
        if text.id in self.pieces:
            return
        said = without_notes(text, below) if below else text
        inline, found = self._inline(said, below) if said else ((), ())
        self.pieces[text.id] = self._known(inline, footnotes)
        self.problems.extend(found)
        self.on_slides.extend(citations_in(self.pieces[text.id]))
        self._note_links(text, inline)

    def _inline(self, text: Text, below: Mapping[str, Text]) -> _Inline:
        """Return a text's pieces and what is wrong in it."""
        if below:
            return read_inline(text, self.typography, below)
        read = partial(read_inline, text, self.typography)
        return memo("inline", text.value, self.typography, read, _only_words)

    def take_notes(self, text: Text) -> None:
        """Read a slide's notes."""
        read = partial(read_notes, text, self.typography)
        spoken, found = memo("notes", text.value, self.typography, read, _only_words_spoken)
        self.notes[text.id] = tuple((self._known(inline, None), level) for inline, level in spoken)
        self.problems.extend(found)
        for inline, _ in self.notes[text.id]:
            self.in_notes.extend(citations_in(inline))
            self._note_links(text, inline)

    def markup(self) -> Markup:
        """Return all that was read."""
        return Markup(
            self.pieces,
            self.notes,
            tuple(self.on_slides),
            tuple(self.in_notes),
            tuple(self.problems),
            tuple(self.references),
            tuple(self.links),
            self.parts,
        )

    def _known(self, inline: tuple[Piece, ...], footnotes: dict[Span, int] | None) -> tuple[Piece, ...]:
        """Return pieces with their ids and numbers; those that have no place here are reported.

        A note that is called again has its number again, and is said once.
        """
        found: list[Piece] = []
        for one in inline:
            if isinstance(one, Citation):
                found.append(replace(one, id=self.count))
                self.count += 1
            elif isinstance(one, Footnote):
                if footnotes is None:
                    hint = "say it in brackets: (…)"
                    self.problems.append(error("a footnote cannot be used here", one.span, hint))
                    continue
                if one.span in footnotes:
                    found.append(replace(one, number=footnotes[one.span], pieces=()))
                    continue
                number = footnotes[one.span] = len(footnotes) + 1
                found.append(replace(one, number=number, pieces=self._known(one.pieces, None)))
            else:
                if isinstance(one, CrossReference):
                    self.references.append(one)
                found.append(one)
        return tuple(found)

    def _note_links(self, text: Text, inline: tuple[Piece, ...]) -> None:
        targets = dict.fromkeys(one.link for one in inline if isinstance(one, Run) and one.link)
        for target in targets:
            if target.startswith("#"):
                at = max(text.value.find(f"({target}"), 0)
                self.links.append((target[1:], text.at(at + 1, at + 1 + len(target))))


def citations_in(inline: Iterable[Piece]) -> Iterator[Citation]:
    """Yield the citations among pieces, those of their footnotes too."""
    for one in inline:
        if isinstance(one, Citation):
            yield one
        elif isinstance(one, Footnote):
            yield from citations_in(one.pieces)


def bare_citations(pieces: tuple[Piece, ...]) -> tuple[Citation, ...]:
    """Return the citations of a text that says nothing else, none where it does."""
    words = "".join(one.text for one in pieces if isinstance(one, Run))
    others = any(not isinstance(one, Run | Citation) for one in pieces)
    return () if others or words.strip(" .;,()[]") else tuple(citations_in(pieces))


def _heads(outline: Outline) -> Iterator[Text]:
    yield outline.title
    yield from filter(None, (outline.subtitle, outline.institute, outline.course, outline.footer))
    if outline.cover_image and outline.cover_image.credit:
        yield outline.cover_image.credit
    if outline.closing:
        yield from filter(None, (outline.closing.title, outline.closing.text, *outline.closing.contact))


def _section_texts(section: Section) -> Iterator[Text]:
    yield from filter(None, (section.title, section.claim))
    if section.image:
        yield from filter(None, (section.image.caption, section.image.credit))


def every_text(outline: Outline) -> Iterator[Text]:
    """Yield every text of the outline that may hold markup, its notes too."""
    yield from _heads(outline)
    for section in outline.every_section:
        yield from _section_texts(section)
        yield from filter(None, (section.notes,))
        for slide in section.slides:
            yield from texts_of(slide)
            if slide.notes:
                yield slide.notes
