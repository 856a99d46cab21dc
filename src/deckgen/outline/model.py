"""What was typed: the outline file as values, a span on every one.

Values are equal that say the same; where they are in the file does not count. Nothing here is interpreted.
Scalars are the text the author typed, inline markup is unread, files are names. `deckgen.deck` gives it its
meaning.
"""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from deckgen.diagnostics import Span
from deckgen.schema.text import Mark as Mark
from deckgen.schema.text import Number as Number
from deckgen.schema.text import Text as Text
from deckgen.schema.text import TextId as TextId
from deckgen.structs import Located, Struct


class Bullet(Located, frozen=True):
    """One point of a list, with the points below it (nested once)."""

    text: Text
    children: tuple[Bullet, ...]
    span: Span


class Bullets(Located, frozen=True):
    """`bullets:` or `numbered:` a list of points; `start` is the first one's number, None: they have none."""

    items: tuple[Bullet, ...]
    span: Span
    start: int | None = None


class Prose(Located, frozen=True):
    """`text:` running text, a paragraph each."""

    paragraphs: tuple[Text, ...]
    span: Span


class Quote(Located, frozen=True):
    """`quote:` somebody's words, whose they are, and where they are (`cite:` holds citations)."""

    text: Text
    by: Text | None
    cite: Text | None
    span: Span


class Code(Located, frozen=True):
    """`code:` program text, or the name of a file that holds it in `file`; `highlight` names lines.

    Several of them stand out in turn. `lines` are those of the file that are shown, `start` is the number of
    the first; `output` is what the program writes.
    """

    text: Text | None
    file: Text | None
    language: Text | None
    highlight: tuple[Text, ...]
    caption: Text | None
    span: Span
    lines: Text | None = None
    numbers: bool = False
    start: Text | None = None
    output: Text | None = None


class Equation(Located, frozen=True):
    """`equation:` a formula in TeX; `alt` says it in words."""

    text: Text
    alt: Text | None
    caption: Text | None
    span: Span


class Image(Located, frozen=True):
    """`image:` a picture file. `decorative` says that it means nothing and needs no alt text.

    `fit` is `crop` or `contain`, None where it is left to the layout.
    """

    file: Text
    alt: Text | None
    caption: Text | None
    credit: Text | None
    decorative: bool
    span: Span
    fit: Text | None = None
    width: Text | None = None
    """The share of the slide's width that it is to take, as typed: `40%`."""
    side: Text | None = None
    id: Text | None = None


class Images(Located, frozen=True):
    """`images:` two to four pictures side by side."""

    images: tuple[Image, ...]
    span: Span


class Verse(Located, frozen=True):
    """`verse:` lines as typed, an empty one between stanzas."""

    text: Text
    numbers: bool
    by: Text | None
    cite: Text | None
    span: Span


class Definitions(Located, frozen=True):
    """`definitions:` terms, and what each means."""

    entries: tuple[tuple[Text, Text], ...]
    span: Span


class Labelled(Located, frozen=True):
    """`labelled:` a text, and what it is."""

    label: Text
    text: Text
    span: Span


class Takeaway(Located, frozen=True):
    """`takeaway:` the slide's conclusion."""

    text: Text
    span: Span


class Media(Located, frozen=True):
    """`media:` a video or a sound, the picture that stands in its place first, and its captions' file.

    `start` is the time at which it begins, as typed: 90, 1:30, 0:01:30.
    """

    file: Text
    alt: Text | None
    poster: Text | None
    captions: Text | None
    caption: Text | None
    credit: Text | None
    start: Text | None
    loop: bool
    span: Span
    id: Text | None = None


class Heading(Struct, frozen=True):
    """A heading over columns or rows `start` to `stop` of a table, counted from 0."""

    text: Text
    start: int
    stop: int


class Table(Located, frozen=True):
    """`table:` header cells and rows, or a .csv file's name in `file` (then the rest is empty).

    `over` are the headings over several columns, `bands` those over several rows.
    """

    columns: tuple[Text, ...]
    rows: tuple[tuple[Text, ...], ...]
    caption: Text | None
    file: Text | None
    span: Span
    id: Text | None = None
    over: tuple[Heading, ...] = ()
    bands: tuple[Heading, ...] = ()
    credit: Text | None = None
    note: Text | None = None


class Chart(Located, frozen=True):
    """`chart:` rows of a category and its numbers, a name for each series, or a .csv file's name in `file`.

    `columns` is empty where there is one series without a name; a row of a bare list of numbers is one cell.
    """

    kind: Text | None
    columns: tuple[Text, ...]
    rows: tuple[tuple[Text, ...], ...]
    file: Text | None
    highlight: Text | None
    unit: Text | None
    x: Text | None
    y: Text | None
    alt: Text | None
    caption: Text | None
    credit: Text | None
    span: Span
    id: Text | None = None


class Event(Located, frozen=True):
    """One event of a timeline."""

    date: Text
    text: Text
    span: Span


class Timeline(Located, frozen=True):
    """`timeline:` events in the file's order."""

    events: tuple[Event, ...]
    span: Span


class Step(Located, frozen=True):
    """One step of a process."""

    title: Text
    text: Text | None
    span: Span


class Process(Located, frozen=True):
    """`process:` steps in the file's order."""

    steps: tuple[Step, ...]
    span: Span


class Comparison(Located, frozen=True):
    """`compare:` two sides, and rows of what is compared and what holds of either."""

    sides: tuple[Text, Text]
    rows: tuple[tuple[Text, Text, Text], ...]
    span: Span


class Agenda(Located, frozen=True):
    """`agenda:` what is to come; without items it is the sections."""

    items: tuple[Text, ...]
    span: Span


class Summary(Located, frozen=True):
    """`summary:` what has been shown; without items it is the sections' claims, filled in by the reader."""

    items: tuple[Text, ...]
    span: Span


class Column(Located, frozen=True):
    """One column of `columns:`, a heading over blocks; `width` is its share, 1 where nothing is typed."""

    title: Text | None
    blocks: tuple[Block, ...]
    span: Span
    width: float = 1.0


class Columns(Located, frozen=True):
    """`columns:` two or three columns side by side."""

    columns: tuple[Column, ...]
    span: Span


class Statement(Located, frozen=True):
    """`statement:` one sentence that fills the slide."""

    text: Text
    span: Span


class Question(Located, frozen=True):
    """`question:` what the class is asked, what to do, and for how many minutes."""

    prompt: Text
    task: Text | None
    minutes: Number | None
    span: Span
    options: tuple[Text, ...] = ()
    answer: Text | None = None
    """The letter of the right option."""


class BigNumber(Located, frozen=True):
    """`number:` one figure set large, and what it counts, where the title does not say it."""

    value: Text
    label: Text | None
    span: Span


class Passage(Located, frozen=True):
    """`passage:` a text to read closely, with notes in its margin."""

    text: Text
    notes: tuple[Text, ...]
    span: Span


Block = (
    Bullets
    | Prose
    | Quote
    | Code
    | Equation
    | Image
    | Media
    | Table
    | Chart
    | Timeline
    | Process
    | Comparison
    | Agenda
    | Summary
    | Columns
    | Statement
    | Question
    | BigNumber
    | Passage
    | Images
    | Verse
    | Definitions
    | Labelled
    | Takeaway
)


class Slide(Located, frozen=True):
    """One slide as written. `cite` names the sources the whole slide rests on, `source` says it in words.

    `stacked` says that its blocks were typed as a `body`, one below the other.
    """

    UNCOMPARED: ClassVar = ("span", "build_span")
    span: Span
    id: Text | None
    title: Text | None
    layout: Text | None
    blocks: tuple[Block, ...]
    cite: Text | None
    notes: Text | None
    minutes: Number | None
    paragraphs: Text | None
    """`from:` the essay's paragraphs that it covers, `3` or `3-5`."""
    build: bool
    hidden: bool
    subtitle: Text | None = None
    source: Text | None = None
    stacked: bool = False
    build_span: Span | None = None
    """Where `build:` is given."""
    only: Text | None = None
    """Whose copies it is in, `speaker` or `students`; None: everybody's."""
    speaker: Text | None = None
    """Who speaks, where several do; None: whom its section names."""


class Section(Located, frozen=True):
    """One section of the essay; its key is its lasting name. `works_cited`: it closes with its own list."""

    key: Text
    title: Text
    paragraphs: Text | None
    slides: tuple[Slide, ...]
    span: Span
    claim: Text | None = None
    image: Image | None = None
    notes: Text | None = None
    minutes: Number | None = None
    works_cited: bool = False
    only: Text | None = None
    """As of a slide."""
    speaker: Text | None = None
    """Who speaks on those of its slides that name nobody else."""


class Author(Struct, frozen=True):
    """Who gives the talk, and where they belong."""

    name: Text
    affiliation: Text | None = None

    def __str__(self) -> str:
        return str(self.name)


class Closing(Located, frozen=True):
    """`closing:` what the last slide says, and how the speaker is reached."""

    title: Text
    text: Text | None
    contact: tuple[Text, ...]
    span: Span


class Field(Struct, frozen=True):
    """One field of a reference: `year: 1996`, or several values: `author: [A, B]`."""

    name: Text
    values: tuple[Text, ...]


class Reference(Located, frozen=True):
    """One work in the short form; the key is what citations name."""

    key: Text
    fields: tuple[Field, ...]
    span: Span


class Word(Struct, frozen=True):
    """One of deckgen's own words, as the author wants it: `works-cited: Sources`."""

    name: Text
    text: Text


class Requirement(Struct, frozen=True):
    """One line of `requires:`, as `slides: 8-12`; `kind` is `books` and so on below `sources:`."""

    name: Text
    values: tuple[Text, ...]
    kind: Text | None = None


class Outline(Located, frozen=True):
    """The whole file."""

    path: Path
    span: Span
    title: Text
    subtitle: Text | None
    authors: tuple[Author, ...]
    course: Text | None
    date: Text | None
    language: Text | None
    words: tuple[Word, ...]
    theme: Text | None
    dark: bool
    comfort: bool
    citations: Text | None
    minutes: Number | None
    essay: Text | None
    references: tuple[Reference, ...]
    reference_files: tuple[Text, ...]
    cover: bool
    cover_image: Image | None
    roadmap: bool
    works_cited: bool
    credits: bool
    """Whether the deck closes with a list of those who made its pictures."""
    nocite: tuple[Text, ...]
    sources: Text | None
    references_in_notes: bool
    sections: tuple[Section, ...]
    agenda: bool = False
    """Whether a list of the sections comes after the cover."""
    transition: Text | None = None
    """How slides change, where the theme is not to say."""
    embed: bool = False
    """Whether a page that shows the slideshow in a frame may turn its slides."""
    own_colours: bool = False
    """Whether it says which colours it is shown in, so that the watcher's system does not."""
    cover_notes: Text | None = None
    logo: Image | None = None
    footer: Text | None = None
    closing: Closing | None = None
    appendix: tuple[Section, ...] = ()
    institute: Text | None = None
    ratio: str = "16:9"
    """The shape of the slides: `16:9` or `4:3`."""
    unchecked: tuple[str, ...] = ()
    """The checks that `check:` switches off."""
    requires: tuple[Requirement, ...] = ()
    requires_file: Text | None = None
    speakers: tuple[Text, ...] = ()
    """Who speaks, where several share the talk."""

    @property
    def every_section(self) -> tuple[Section, ...]:
        """The talk's sections, and those of the appendix."""
        return (*self.sections, *self.appendix)
