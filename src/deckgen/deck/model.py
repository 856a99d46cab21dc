"""What is said: slides of runs and blocks, notes, citations, pictures. No place, no size, no colour.

Values are equal that say the same: the span of each points at the outline for messages and does not count.
"""

from __future__ import annotations

from deckgen.deck.charted import Chart as Chart
from deckgen.deck.charted import ChartKind as ChartKind
from deckgen.deck.charted import NumberFormat as NumberFormat
from deckgen.deck.charted import Series as Series
from deckgen.deck.composed import Choices as Choices
from deckgen.deck.composed import Closing as Closing
from deckgen.deck.composed import Definition as Definition
from deckgen.deck.composed import Definitions as Definitions
from deckgen.deck.composed import Labelled as Labelled
from deckgen.deck.composed import Option as Option
from deckgen.deck.composed import Takeaway as Takeaway
from deckgen.deck.composed import Verse as Verse
from deckgen.deck.composed import VerseLine as VerseLine
from deckgen.deck.essay import Essay as Essay
from deckgen.deck.essay import EssayRange as EssayRange
from deckgen.deck.runs import Formula as Formula
from deckgen.deck.runs import Run as Run
from deckgen.deck.runs import Runs as Runs
from deckgen.deck.runs import plain as plain
from deckgen.diagnostics import Span
from deckgen.structs import Located, Struct
from deckgen.structs.pieces import Content


class Item(Located, frozen=True):
    """A point of a list: level 0 to 3, and where it is in the outline."""

    runs: Runs
    level: int
    span: Span


class BulletList(Located, frozen=True):
    """A list of points, flattened in reading order.

    `start` is the number of the first point where they are numbered; the points below one are then a, b, c,
    and those below these i, ii, iii. None: they have marks.
    """

    items: tuple[Item, ...]
    span: Span
    start: int | None = None


class Paragraph(Located, frozen=True):
    """A paragraph of running text."""

    runs: Runs
    span: Span


class Prose(Located, frozen=True):
    """Running text."""

    paragraphs: tuple[Paragraph, ...]
    span: Span


class Quotation(Located, frozen=True):
    """Somebody's words, without the marks around them, and who said them where."""

    paragraphs: tuple[Paragraph, ...]
    attribution: Runs
    span: Span


class Token(Struct, frozen=True):
    """A stretch of program text and what it is there: a keyword, a string; empty: nothing special."""

    text: str
    kind: str


class CodeLine(Located, frozen=True):
    """A line of program text, tabs expanded; `quiet` where it steps back behind others.

    `turns` are those of its program's turns, from 0, in which it matters.
    """

    tokens: tuple[Token, ...]
    quiet: bool
    span: Span
    turns: tuple[int, ...] = ()

    @property
    def text(self) -> str:
        """The characters of the line."""
        return "".join(token.text for token in self.tokens)


class Code(Located, frozen=True):
    """Program text. `language` is its language's name, empty where it is none that is known.

    `output` is what the program writes. The lines show their numbers from `first_line` on; None: they do not.
    `turns` is how many times other lines matter; 0: the same ones do throughout.
    """

    lines: tuple[CodeLine, ...]
    language: str
    caption: Runs
    span: Span
    output: tuple[CodeLine, ...] = ()
    first_line: int | None = None
    turns: int = 0


class Equation(Located, frozen=True):
    """A formula on lines of its own. `alt` is what it reads as aloud, empty: as in one line."""

    formula: Run
    alt: str
    caption: Runs
    span: Span


class Picture(Struct, frozen=True):
    """A picture: its bytes, its size in pixels, turned upright.

    In a Deck these are the file's own bytes, of whatever kind; in Pages they are a PNG, JPEG, GIF or SVG that
    both files can hold. A drawing (SVG) has no pixels of its own: its size is only a shape.
    """

    data: Content
    mime: str
    width: int
    height: int
    name: str
    """The file's name without its folder, for messages and part names."""
    fallback: bytes = b""
    """A drawing as PNG, in Pages, for programs that know no SVG; empty for all else."""
    left_out: tuple[str, ...] = ()
    """What a drawing's file also holds and nobody will see, in words."""


class Recording(Struct, frozen=True):
    """A video or a sound as its file has it, where its bytes may stay until they are written.

    Width and height are 0 where it has none.

    `captions` is WebVTT, empty where there are none, and `transcript` what they say, a text a paragraph. It
    begins at second `start`, and again at its end where it is to `loop`; it never starts by itself.
    """

    data: Content
    mime: str
    video: bool
    width: int
    height: int
    name: str
    codec: str = ""
    captions: bytes = b""
    transcript: tuple[str, ...] = ()
    start: float = 0.0
    loop: bool = False


class Figure(Located, frozen=True):
    """A picture with what is said of it. `alt` is empty only where the picture is decorative.

    `above` is what the style sets above it, its number and title; empty where these are in its `caption`,
    below it. `label` is its name and number alone; empty where nothing is said of it.
    `crop` tells whether it fills its place, cut off where it must be, or is in it whole; None: as the
    layout does. Where there is a `recording`, the picture stands in its place until it plays, and has its
    shape; one without bytes is drawn from the theme.
    """

    picture: Picture
    alt: str
    caption: Runs
    credit: Runs
    span: Span
    label: Runs = ()
    crop: bool | None = None
    recording: Recording | None = None
    width: float | None = None
    """The share of the slide's width that the author asks for, 0 to 1; None: as the layout does."""
    side: str | None = None
    """Where it is beside text: `left` or `right`; None: as typed."""
    above: Runs = ()


class Images(Located, frozen=True):
    """Two to four pictures in a row."""

    figures: tuple[Figure, ...]
    span: Span


class Cell(Located, frozen=True):
    """A cell of a table."""

    runs: Runs
    span: Span


class Heading(Struct, frozen=True):
    """A heading over columns or rows `start` to `stop` of a table, counted from 0."""

    cell: Cell
    start: int
    stop: int


class Table(Located, frozen=True):
    """A header row and rows of the same length. `numeric` tells the columns that are set to the right.

    `over` are headings over several columns, `bands` those over several rows.
    """

    header: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]
    numeric: tuple[bool, ...]
    caption: Runs
    span: Span
    over: tuple[Heading, ...] = ()
    bands: tuple[Heading, ...] = ()
    below: Runs = ()
    """Where the numbers come from, and what else is said below it."""


class Event(Located, frozen=True):
    """A date and what happened then."""

    date: Runs
    text: Runs
    span: Span


class Timeline(Located, frozen=True):
    """Events in order."""

    events: tuple[Event, ...]
    span: Span


class Column(Located, frozen=True):
    """One of several columns side by side, a flow of its own; `share` is its part of the width."""

    heading: Runs
    blocks: tuple[Block, ...]
    span: Span
    share: float = 1.0


class Columns(Located, frozen=True):
    """Columns side by side."""

    columns: tuple[Column, ...]
    span: Span


class Statement(Located, frozen=True):
    """One sentence that fills the slide."""

    runs: Runs
    span: Span


class Question(Located, frozen=True):
    """A question to the class; the task tells what to do with it, minutes included."""

    prompt: Runs
    task: Runs
    span: Span
    minutes: float | None = None
    """The time that there is for it, where one is given."""


class BigNumber(Located, frozen=True):
    """One figure set large, and what it counts."""

    value: Runs
    label: Runs
    span: Span


class Passage(Located, frozen=True):
    """A text read closely, with notes in its margin."""

    paragraphs: tuple[Paragraph, ...]
    notes: tuple[Paragraph, ...]
    span: Span


class Roadmap(Struct, frozen=True):
    """The deck's sections with the one that begins now; `current` counts from 0, None: none.

    `claim` is what that section says in one sentence.
    """

    titles: tuple[Runs, ...]
    current: int | None
    claim: Runs = ()


class Step(Located, frozen=True):
    """One step of a process; `text` may be empty."""

    title: Runs
    text: Runs
    span: Span


class Process(Located, frozen=True):
    """Steps that follow from each other."""

    steps: tuple[Step, ...]
    span: Span


class Aspect(Located, frozen=True):
    """In what two things differ, and what holds of either."""

    name: Runs
    left: Runs
    right: Runs
    span: Span


class Comparison(Located, frozen=True):
    """Two things held against each other."""

    left: Runs
    right: Runs
    aspects: tuple[Aspect, ...]
    span: Span


class AgendaRow(Located, frozen=True):
    """A row of an agenda; `section` counts in `Deck.sections`, None where it leads to none."""

    runs: Runs
    section: int | None
    span: Span


class Agenda(Located, frozen=True):
    """What is to come, in order."""

    rows: tuple[AgendaRow, ...]
    span: Span


class Entry(Struct, frozen=True):
    """One entry of the list of works cited, formatted by the citation style.

    `full` is an entry that begins with dashes for its author, with the name: so it is at the head of a
    column, where no name is above it. Empty for all others.
    """

    key: str
    runs: Runs
    full: Runs = ()


class References(Struct, frozen=True):
    """The list of works cited, in the style's order."""

    entries: tuple[Entry, ...]


class Cover(Struct, frozen=True):
    """What the first slide says in addition to the title: subtitle, and lines about who, where and when."""

    subtitle: Runs
    byline: tuple[Runs, ...]


Block = (
    BulletList
    | Prose
    | Quotation
    | Code
    | Equation
    | Figure
    | Table
    | Chart
    | Timeline
    | Process
    | Comparison
    | Columns
    | Statement
    | Question
    | BigNumber
    | Passage
    | Roadmap
    | Agenda
    | References
    | Cover
    | Closing
    | Takeaway
    | Verse
    | Images
    | Choices
    | Definitions
    | Labelled
)


class Note(Struct, frozen=True):
    """A paragraph of the speaker's notes, or a point of a list in them (`level` 0 or 1, None: no list)."""

    runs: Runs
    level: int | None = None
    spoken: bool = True
    """False for what deckgen adds to be looked up, not said: the full references."""


class Slide(Located, frozen=True):
    """One slide. `kind` names the theme's layout; `section` counts in `Deck.sections`.

    `title` is empty where a block of the slide is its title (a statement, a question). `name` is the
    title for screen readers, lists and hashes; it is never empty. `sources` are the lines at the foot that
    say what the slide rests on: one that names them all, or one a note. Where the author has typed the blocks
    one below the other (`body`), they are `stacked` and nothing is set side by side but columns. `paragraphs`
    are those of the essay that it covers, None where the outline does not say.
    """

    id: str
    kind: str
    section: int
    title: Runs
    name: str
    blocks: tuple[Block, ...]
    sources: tuple[Runs, ...]
    notes: tuple[Note, ...]
    minutes: float | None
    build: bool
    hidden: bool
    span: Span
    subtitle: Runs = ()
    stacked: bool = False
    shorter_sources: tuple[tuple[Runs, ...], ...] = ()
    """The lines of `sources` said in less and less room, for where they would take more than two lines."""
    footnotes: tuple[Runs, ...] = ()
    """The author's own notes at the foot, each with its number."""
    paragraphs: EssayRange | None = None
    speaker: str = ""
    """Who speaks, where several share the talk; empty for hidden slides, and where nobody is named."""


class Section(Struct, frozen=True):
    """A named stretch of slides. `number` is None for deckgen's own (opening, works cited).

    `paragraphs` are those of the essay that it covers, None where the outline does not say.
    The slides of an `appendix` are numbered A1, A2 and count neither in the road nor in the progress.
    """

    key: str
    title: Runs
    name: str
    number: int | None
    appendix: bool = False
    paragraphs: EssayRange | None = None


class Words(Struct, frozen=True):
    """deckgen's own words in the deck's language. Each can be given in the outline by its name."""

    opening: str
    contents: str
    summary: str
    works_cited: str
    credits: str
    sources: str
    """Set before the sources of a slide, for instance `Sources:`."""
    source: str
    """The same for a single one."""
    more_sources: str
    """What ends a line of sources that has no room for all of them, a template: `and {count} more`."""
    continued: str
    part_of: str
    """The number of a slide that goes on, a template: `{part} of {parts}`."""
    quotation: str
    """The title of a quotation slide that has none, a template: `Quotation: {words}`."""
    quote_open: str
    """With the space that the language sets after it."""
    quote_close: str
    notes: str
    slide: str
    section: str
    minutes: str
    """A stretch of time, a template: `{minutes} minutes`."""
    minute: str
    figure: str
    """The label of a picture's caption, and what a picture without a name is called."""
    figure_short: str
    figure_note: str
    """What begins the note below a figure, in the styles that have one: `Note.`"""
    table: str
    chart: str
    timeline: str
    code: str
    equation: str
    video: str
    audio: str
    transcript: str


class Deck(Struct, frozen=True):
    """The whole talk, as said. `id` is the deck's lasting name; `date` is what was typed."""

    id: str
    title: Runs
    name: str
    authors: tuple[str, ...]
    date: str | None
    language: str
    minutes: float | None
    """The time there is to speak, where the outline says."""
    sections: tuple[Section, ...]
    slides: tuple[Slide, ...]
    words: Words
    footer: Runs = ()
    """What is at the foot of slides after the section's name."""
    embed: bool = False
    """Whether a page that shows the slideshow in a frame may turn its slides."""
    own_colours: bool = False
    """Whether the outline says which colours it is shown in."""
    logo: Figure | None = None
    essay: Essay | None = None
