"""What is said: slides of runs and blocks, notes, citations, pictures. No place, no size, no colour."""

from __future__ import annotations

import enum
from dataclasses import dataclass

from deckgen.diagnostics import Span


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula: its TeX as typed, and the same as MathML and as Office's markup, an element each.

    `display` tells that it stands on lines of its own, or is to look as if it did.
    """

    tex: str
    mathml: str
    omml: str
    display: bool


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text of one kind.

    `link` is an https or mailto address, or `#id` of a slide of this deck, or None. `cites` holds the
    reference keys where the run is (part of) a formatted citation. `language` is a BCP 47 tag where the
    run is not in the deck's own language.
    """

    text: str
    bold: bool = False
    italic: bool = False
    code: bool = False
    superscript: bool = False
    subscript: bool = False
    link: str | None = None
    cites: tuple[str, ...] = ()
    language: str | None = None
    colour: str | None = None
    """The role of a colour of its own, which only the layout engine gives it; None: the text's."""
    formula: Formula | None = None
    """The formula that stands here; `text` is then what it reads as in one line."""


Runs = tuple[Run, ...]


def plain(runs: Runs) -> str:
    """Return the characters of the runs without their kinds."""
    return "".join(run.text for run in runs)


@dataclass(frozen=True, slots=True)
class Item:
    """A point of a list: level 0 or 1, and where it stands in the outline."""

    runs: Runs
    level: int
    span: Span


@dataclass(frozen=True, slots=True)
class Listing:
    """A list of points, flattened in reading order."""

    items: tuple[Item, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of running text."""

    runs: Runs
    span: Span


@dataclass(frozen=True, slots=True)
class Prose:
    """Running text."""

    paragraphs: tuple[Paragraph, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Quotation:
    """Somebody's words with quotation marks as the language sets them, and who said them where."""

    paragraphs: tuple[Paragraph, ...]
    attribution: Runs
    span: Span


@dataclass(frozen=True, slots=True)
class Token:
    """A stretch of program text and what it is there: a keyword, a string; empty: nothing special."""

    text: str
    kind: str


@dataclass(frozen=True, slots=True)
class CodeLine:
    """A line of program text, tabs expanded; `quiet` where it steps back behind others."""

    tokens: tuple[Token, ...]
    quiet: bool
    span: Span

    @property
    def text(self) -> str:
        """The characters of the line."""
        return "".join(token.text for token in self.tokens)


@dataclass(frozen=True, slots=True)
class Code:
    """Program text. `language` is its language's name, empty where it is none that is known."""

    lines: tuple[CodeLine, ...]
    language: str
    caption: Runs
    span: Span


@dataclass(frozen=True, slots=True)
class Equation:
    """A formula on lines of its own. `alt` is what it reads as aloud, empty: as in one line."""

    formula: Run
    alt: str
    caption: Runs
    span: Span


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture: its bytes, its size in pixels, turned upright.

    In a Deck these are the file's own bytes, of whatever kind; in Pages they are a PNG, JPEG, GIF or SVG that
    both files can hold. A drawing (SVG) has no pixels of its own: its size is only a shape.
    """

    data: bytes
    mime: str
    width: int
    height: int
    name: str
    """The file's name without its folder, for messages and part names."""
    fallback: bytes = b""
    """A drawing as PNG, in Pages, for programs that know no SVG; empty for all else."""
    left_out: tuple[str, ...] = ()
    """What a drawing's file holds besides and nobody will see, in words."""


@dataclass(frozen=True, slots=True)
class Recording:
    """A video or a sound as its file has it. Width and height are 0 where it has none.

    `captions` is WebVTT, empty where there are none, and `transcript` what they say, a text a paragraph. It
    begins at second `start`, and again at its end where it is to `loop`; it never starts by itself.
    """

    data: bytes
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


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture with what is said of it. `alt` is empty only where the picture is decorative.

    `label` is its name and number alone, as its caption begins with them; empty where it has no caption.
    `crop` tells whether it fills its place, cut off where it must be, or stands in it whole; None: as the
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


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table."""

    runs: Runs
    span: Span


@dataclass(frozen=True, slots=True)
class Table:
    """A header row and rows of the same length. `numeric` tells the columns that are set to the right."""

    header: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]
    numeric: tuple[bool, ...]
    caption: Runs
    span: Span


class ChartKind(enum.Enum):
    """What a chart looks like. A bar lies, a column stands; what is stacked stands."""

    BAR = "bar"
    COLUMN = "column"
    STACKED = "stacked"
    LINE = "line"
    SCATTER = "scatter"
    PIE = "pie"
    DOUGHNUT = "doughnut"
    HISTOGRAM = "histogram"


@dataclass(frozen=True, slots=True)
class Form:
    """How the numbers of a chart are written: digits behind the point, thousands set apart, signs around.

    `language` decides on the marks before decimals and between thousands.
    """

    decimals: int
    grouped: bool
    language: str
    before: str = ""
    behind: str = ""


@dataclass(frozen=True, slots=True)
class Series:
    """Numbers that belong together, one for each category, None where there is none."""

    name: str
    values: tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """Numbers to be drawn. `heading` is what the categories are, `xs` a scatter chart's first numbers.

    `category` and `one` are the places of the category and of the series that stand out, None: none does.
    `named` tells that the series have names to be shown. `certain` is False where another kind may be
    taken that suits better. `label` is its name and number alone, as a figure's.
    """

    kind: ChartKind
    certain: bool
    heading: str
    categories: tuple[str, ...]
    xs: tuple[float, ...]
    series: tuple[Series, ...]
    named: bool
    form: Form
    x_form: Form
    category: int | None
    one: int | None
    x: str
    y: str
    alt: str
    caption: Runs
    credit: Runs
    span: Span
    label: Runs = ()


@dataclass(frozen=True, slots=True)
class Event:
    """A date and what happened then."""

    date: Runs
    text: Runs
    span: Span


@dataclass(frozen=True, slots=True)
class Timeline:
    """Events in order."""

    events: tuple[Event, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Column:
    """One of several columns side by side."""

    heading: Runs
    content: Listing | Prose
    span: Span


@dataclass(frozen=True, slots=True)
class Columns:
    """Columns side by side."""

    columns: tuple[Column, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence that fills the slide."""

    runs: Runs
    span: Span


@dataclass(frozen=True, slots=True)
class Question:
    """A question to the class; the task tells what to do with it, minutes included."""

    prompt: Runs
    task: Runs
    span: Span


@dataclass(frozen=True, slots=True)
class BigNumber:
    """One figure set large, and what it counts."""

    value: Runs
    label: Runs
    span: Span


@dataclass(frozen=True, slots=True)
class Passage:
    """A text read closely, with notes in its margin."""

    paragraphs: tuple[Paragraph, ...]
    notes: tuple[Paragraph, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Roadmap:
    """The deck's sections with the one that begins now; `current` counts from 0, None: none."""

    titles: tuple[Runs, ...]
    current: int | None


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a process; `text` may be empty."""

    title: Runs
    text: Runs
    span: Span


@dataclass(frozen=True, slots=True)
class Process:
    """Steps that follow from each other."""

    steps: tuple[Step, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Aspect:
    """In what two things differ, and what holds of either."""

    name: Runs
    left: Runs
    right: Runs
    span: Span


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two things held against each other."""

    left: Runs
    right: Runs
    aspects: tuple[Aspect, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class AgendaRow:
    """A row of an agenda; `section` counts in `Deck.sections`, None where it leads to none."""

    runs: Runs
    section: int | None
    span: Span


@dataclass(frozen=True, slots=True)
class Agenda:
    """What is to come, in order."""

    rows: tuple[AgendaRow, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the list of works cited, formatted by the citation style."""

    key: str
    runs: Runs


@dataclass(frozen=True, slots=True)
class References:
    """The list of works cited, in the style's order."""

    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Cover:
    """What the first slide says besides the title: subtitle, and lines about who, where and when."""

    subtitle: Runs
    byline: tuple[Runs, ...]


Block = (
    Listing
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
)


@dataclass(frozen=True, slots=True)
class Note:
    """A paragraph of the speaker's notes, or a point of a list in them (`level` 0 or 1, None: no list)."""

    runs: Runs
    level: int | None = None
    spoken: bool = True
    """False for what deckgen adds to be looked up, not said: the full references."""


@dataclass(frozen=True, slots=True)
class Slide:
    """One slide. `kind` names the theme's layout; `section` counts in `Deck.sections`.

    `title` is empty where a block of the slide is its title (a statement, a question). `name` is the
    title for screen readers, lists and hashes; it is never empty. `sources` are the lines at the foot that
    say what the slide rests on: one that names them all, or one a note.
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


@dataclass(frozen=True, slots=True)
class Section:
    """A named stretch of slides. `number` is None for deckgen's own (opening, works cited)."""

    key: str
    title: Runs
    name: str
    number: int | None


@dataclass(frozen=True, slots=True)
class Words:
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
    continued: str
    part_of: str
    """The number of a slide that goes on, a template: `{part} of {parts}`."""
    quotation: str
    """The title of a quotation slide that has none, a template: `Quotation: {words}`."""
    quote_open: str
    """With the space that the language sets behind it."""
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
    table: str
    chart: str
    timeline: str
    code: str
    equation: str
    video: str
    audio: str
    transcript: str


@dataclass(frozen=True, slots=True)
class Deck:
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
